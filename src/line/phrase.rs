//! Where a displayed title pauses: breaks between two Han from best to worst.
//!
//! A title is read as phrases, so it rather breaks after 的 or before 与 than elsewhere,
//! and not inside a word. Absent on purpose: a dictionary. That of Unicode weighs four
//! megabytes and twenty crates for the dozen lines of a book that are centred; the words
//! here are those that titles of study groups and local papers are made of.

mod words;

use crate::line::breaks::Break;

use words::WORDS;

/// Characters that lean on what stands before them.
const LEANING: &str = "的了着过们性化者等地得之里中上下内外间时后前";
/// Characters after which a phrase ends.
const ENDING: &str = "的了着";
/// Characters with which a phrase begins.
const BEGINNING: &str = "与和及暨对向把让从为";
/// Numerals, which stay together and with what they count.
const NUMERALS: &str = "〇一二三四五六七八九十百千万亿两第";
/// What numerals count.
const COUNTED: &str = "年月日个条座次届篇天周";
/// How well a title breaks between two Han.
pub(super) fn between(before: char, after: char) -> Break {
    let mut pair = String::with_capacity(8);
    pair.push(before);
    pair.push(after);
    let counts = NUMERALS.contains(before)
        && (NUMERALS.contains(after) || COUNTED.contains(after));
    if counts || LEANING.contains(after) || WORDS.binary_search(&pair.as_str()).is_ok() {
        Break::Unwilling
    } else if ENDING.contains(before) || BEGINNING.contains(after) {
        Break::Free
    } else {
        Break::Reluctant
    }
}
