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
const LEANING: [char; 22] = [
    '的', '了', '着', '过', '们', '性', '化', '者', '等', '地', '得', '之', '里', '中',
    '上', '下', '内', '外', '间', '时', '后', '前',
];
/// Characters after which a phrase ends.
const ENDING: [char; 3] = ['的', '了', '着'];
/// Characters with which a phrase begins.
const BEGINNING: [char; 10] =
    ['与', '和', '及', '暨', '对', '向', '把', '让', '从', '为'];
/// Numerals, which stay together and with what they count.
const NUMERALS: [char; 17] = [
    '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万',
    '亿', '两', '第',
];
/// What numerals count.
const COUNTED: [char; 11] =
    ['年', '月', '日', '个', '条', '座', '次', '届', '篇', '天', '周'];

/// How well a title breaks between two Han.
pub(super) fn between(before: char, after: char) -> Break {
    let counts = NUMERALS.contains(&before)
        && (NUMERALS.contains(&after) || COUNTED.contains(&after));
    if counts || LEANING.contains(&after) || is_word(before, after) {
        Break::Unwilling
    } else if ENDING.contains(&before) || BEGINNING.contains(&after) {
        Break::Free
    } else {
        Break::Reluctant
    }
}

/// Whether two Han are one of the words.
fn is_word(before: char, after: char) -> bool {
    let key = u64::from(before) << 32 | u64::from(after);
    KEYS.binary_search(&key).is_ok()
}

/// The words as numbers, which compare faster than strings: the code point of the first
/// character above that of the second.
static KEYS: [u64; WORDS.len()] = {
    let mut keys = [0; WORDS.len()];
    let mut at = 0;
    while at < keys.len() {
        let word = WORDS[at].as_bytes();
        keys[at] = (code_point(word, 0) as u64) << 32 | code_point(word, 3) as u64;
        at += 1;
    }
    keys
};

/// The code point of three bytes of UTF-8, which is what most Han take.
const fn code_point(bytes: &[u8], at: usize) -> u32 {
    assert!(bytes.len() == 6, "a word is two Han of three bytes");
    (bytes[at] as u32 & 0xF) << 12
        | (bytes[at + 1] as u32 & 0x3F) << 6
        | bytes[at + 2] as u32 & 0x3F
}
