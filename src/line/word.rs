//! Where words of other scripts may break: UAX #14, addresses, hyphenation.

use hypher::Lang;

use crate::line::Level;
use crate::line::breaks::Break;

/// Letters a word must have before it is hyphenated: shorter words gain nothing.
const LEAST_LETTERS: usize = 6;
/// Letters that stay before and after a hyphen: a syllable of two letters at a line end
/// reads badly.
const LETTERS_BEFORE: usize = 2;
const LETTERS_AFTER: usize = 3;
/// Characters of an address after which it may break anywhere (2.13).
const LONGEST_SEGMENT: usize = 16;

/// What is asked about a word.
pub(super) struct Question<'a> {
    /// Its characters.
    pub(super) word: &'a str,
    /// Where UAX #14 breaks it, ascending.
    pub(super) unicode: Vec<usize>,
    /// The language that hyphenates it, if any does.
    pub(super) hyphenation: Option<[u8; 2]>,
    /// Which prohibitions hold.
    pub(super) level: Level,
}

/// The places where a word may break: byte offsets in ascending order.
pub(super) fn breaks(question: Question<'_>) -> Vec<(usize, Break)> {
    let Question { word, unicode, hyphenation, level } = question;
    if word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%'))
    {
        return Vec::new(); // 2.10
    }
    if is_address(word) {
        return address_breaks(word);
    }
    let is_css = matches!(level, Level::Normal | Level::Loose);
    let mut found: Vec<(usize, Break)> = unicode
        .into_iter()
        .filter(|&at| is_css || !word[..at].ends_with('/')) // 2.3
        .map(|at| match word[..at].ends_with('\u{AD}') {
            true => (at, Break::Hyphen), // 1.12
            false => (at, Break::Reluctant),
        })
        .collect();
    // An author who says where a word may break means nowhere else.
    if let Some(language) = hyphenation.filter(|_| !word.contains('\u{AD}'))
        && let Some(language) = Lang::from_iso(language)
    {
        hyphenate(word, language, &mut found);
    }
    found.sort_unstable();
    found
}

/// Whether a word is a web address, a mail address or a DOI (2.13).
fn is_address(word: &str) -> bool {
    word.contains("://")
        || word.starts_with("www.")
        || (word.contains('@') && word.contains('.'))
        || (word.starts_with("10.") && word.contains('/'))
}

/// After groups of `/ . ? & = - _ :`, never inside `%xx`; anywhere in long segments.
fn address_breaks(word: &str) -> Vec<(usize, Break)> {
    let is_joint = |character: char| "/.?&=-_:#@".contains(character);
    let mut found = Vec::new();
    let mut segment = 0;
    let mut before = ' ';
    let mut escape = 0;
    for (at, character) in word.char_indices() {
        if is_joint(before) && character.is_alphanumeric() {
            found.push((at, Break::Reluctant));
            segment = 0;
        } else if segment >= LONGEST_SEGMENT && character.is_alphanumeric() && escape == 0
        {
            found.push((at, Break::Reluctant));
        }
        escape = match character {
            '%' => 2,
            _ if escape > 0 => escape - 1,
            _ => 0,
        };
        segment = if is_joint(character) { 0 } else { segment + 1 };
        before = character;
    }
    found.retain(|&(at, _)| at > 0);
    found
}

/// Hyphenation points of each run of letters.
fn hyphenate(word: &str, language: Lang, found: &mut Vec<(usize, Break)>) {
    let mut start = 0;
    for part in word.split_inclusive(|character: char| !character.is_alphabetic()) {
        let letters = part.trim_end_matches(|c: char| !c.is_alphabetic());
        let has_lower = letters.contains(char::is_lowercase);
        if letters.chars().count() >= LEAST_LETTERS && has_lower {
            let mut at = start;
            let syllables = hypher::hyphenate_bounded(
                letters,
                language,
                LETTERS_BEFORE,
                LETTERS_AFTER,
            );
            for syllable in syllables {
                at += syllable.len();
                if at < start + letters.len() {
                    found.push((at, Break::Hyphen));
                }
            }
        }
        start += part.len();
    }
}
