//! Lines of a paragraph into one text.
//!
//! Chinese is joined without a space. Latin words and Hangul get the space that the
//! line end stood for; a Latin word that was hyphenated at the line end is made whole.

use crate::import::clean;

/// Joins lines in order.
pub(crate) fn join<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> String {
    let mut text = String::with_capacity(lines.clone().map(str::len).sum());
    for line in lines {
        append(&mut text, line);
    }
    text
}

/// Adds a line to what stands before it.
fn append(text: &mut String, line: &str) {
    let (Some(before), Some(after)) = (text.chars().next_back(), line.chars().next())
    else {
        text.push_str(line);
        return;
    };
    if before == '-' && after.is_lowercase() && ends_word(text) {
        text.pop();
    } else if needs_space(text, before, line, after) {
        text.push(' ');
    }
    text.push_str(line);
}

/// Whether a hyphen at the end follows a letter: a word that was cut, not a dash.
fn ends_word(text: &str) -> bool {
    text[..text.len() - 1].chars().next_back().is_some_and(char::is_alphabetic)
}

/// Whether the line end stood for a space.
fn needs_space(text: &str, before: char, line: &str, after: char) -> bool {
    let hangul = |c: char| ('\u{AC00}'..='\u{D7AF}').contains(&c);
    if hangul(before) || hangul(after) {
        return !after.is_ascii_punctuation();
    }
    let is_letter = |c: char| clean::is_latin(c) && c.is_alphabetic();
    if is_letter(before) && is_letter(after) {
        return true;
    }
    // In running Latin text figures and marks are spaced as well: “in 2020 (the”.
    let latin = |text: &str| {
        let tail = text.chars().rev().take(16).filter(|c| clean::is_han(*c)).count();
        tail == 0
    };
    let head_latin = line.chars().take(16).all(|c| !clean::is_han(c));
    before.is_ascii()
        && after.is_ascii_graphic()
        && !matches!(before, '(' | '[' | '/' | '-')
        && !matches!(after, ')' | ']' | ',' | '.' | ';' | ':' | '!' | '?' | '/')
        && latin(text)
        && head_latin
        && (text.contains(' ') || line.contains(' '))
}
