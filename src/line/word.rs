//! Where words of other scripts may break: UAX #14, addresses, hyphenation.

use hypher::Lang;
use unicode_linebreak::linebreaks;

use crate::line::breaks::Break;

/// Letters a word must have before it is hyphenated: shorter words gain nothing.
const LEAST_LETTERS: usize = 6;
/// Letters that stay before and after a hyphen: a syllable of two letters at a line end
/// reads badly.
const LETTERS_BEFORE: usize = 2;
const LETTERS_AFTER: usize = 3;
/// Characters of an address after which it may break anywhere (2.13).
const LONGEST_SEGMENT: usize = 16;

/// The places where a word may break: byte offsets in ascending order. `plain` words are
/// code: no hyphens are added to them.
pub(super) fn breaks(word: &str, plain: bool) -> Vec<(usize, Break)> {
    if word
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%'))
    {
        return Vec::new(); // 2.10
    }
    if is_address(word) {
        return address_breaks(word);
    }
    let mut found: Vec<(usize, Break)> = Vec::new();
    if !word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        let unicode = linebreaks(word).map(|(at, _)| at);
        let may_break = |&at: &usize| at < word.len() && !word[..at].ends_with('/'); // 2.3
        found.extend(unicode.filter(may_break).map(|at| (at, Break::Reluctant)));
    }
    if !plain {
        hyphenate(word, &mut found);
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

/// English hyphenation points of each run of letters.
fn hyphenate(word: &str, found: &mut Vec<(usize, Break)>) {
    let mut start = 0;
    for part in word.split_inclusive(|character: char| !character.is_ascii_alphabetic()) {
        let letters = part.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
        let has_lower = letters.bytes().any(|byte| byte.is_ascii_lowercase());
        if letters.len() >= LEAST_LETTERS && has_lower {
            let mut at = start;
            let syllables = hypher::hyphenate_bounded(
                letters,
                Lang::English,
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
