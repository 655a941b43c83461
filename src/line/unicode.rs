//! Where UAX #14 breaks lines, asked only of stretches that are not Chinese.
//!
//! A stretch is handed over with one neighbour on each side. Chinese closing marks stand in
//! it as a plain bracket and everything else Chinese as Han, so that a mark shared with Latin (“)
//! is no quotation mark of Latin to the algorithm (spec.md 2.6); symbols break like Han
//! where the language is Chinese or Japanese (class AI).

use unicode_linebreak::linebreaks;

use crate::line::Region;
use crate::line::class::Class;
use crate::line::collect::Char;

/// The places where UAX #14 breaks, as byte offsets in ascending order. Places between
/// two Chinese characters are left out.
pub(super) fn opportunities(chars: &[Char], region: Region) -> Vec<usize> {
    let mut found = Vec::new();
    let mut scratch = String::new();
    let mut from = 0;
    while let Some(start) = chars[from..].iter().position(|c| c.class.is_foreign()) {
        let start = from + start;
        let rest = &chars[start..];
        let count = rest.iter().position(|c| !is_within(c.class)).unwrap_or(rest.len());
        let stretch =
            &chars[start.saturating_sub(1)..(start + count + 1).min(chars.len())];
        ask(stretch, region, &mut scratch, &mut found);
        from = start + count;
    }
    found.dedup();
    found
}

/// Whether a stretch goes on over a class.
fn is_within(class: Class) -> bool {
    class.is_foreign() || matches!(class, Class::Space | Class::Extend | Class::ZeroWidth)
}

/// Adds the breaks inside a stretch.
fn ask(stretch: &[Char], region: Region, scratch: &mut String, found: &mut Vec<usize>) {
    scratch.clear();
    scratch.extend(stretch.iter().map(|c| stand_in(*c, region)));
    let mut at = 0;
    let mut chars = stretch.iter();
    for (place, _) in linebreaks(scratch) {
        while at < place
            && let Some(c) = chars.next()
        {
            at += stand_in(*c, region).len_utf8();
        }
        if let Some(next) = chars.as_slice().first() {
            found.push(next.at);
        }
    }
}

/// The character that stands for one in the question to UAX #14.
fn stand_in(char: Char, region: Region) -> char {
    let is_east = matches!(region, Region::Hans | Region::Hant | Region::Ja);
    match char.class {
        Class::Close | Class::StopIn | Class::StopEnd => '」',
        Class::Symbol if is_east && is_ambiguous(char.character) => '中',
        class if is_within(class) || class == Class::Newline => char.character,
        _ => '中',
    }
}

/// Whether a symbol is as wide as Han in East Asian fonts (class AI).
fn is_ambiguous(symbol: char) -> bool {
    matches!(symbol, '\u{2100}'..='\u{2BFF}' | '\u{3190}'..='\u{33FF}' | '\u{E000}'..='\u{F8FF}')
}
