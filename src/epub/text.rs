//! Characters of articles into characters of XML.
//!
//! XML 1.0 section 2.2 has no place for most control characters, not even escaped, and
//! HTML forbids the rest of them: they are left out.

use std::borrow::Cow;

use crate::article::bytes;

/// Text as it may stand in XML, in an element or between quotation marks.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    if !may_need_escape(text) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    // What needs nothing done is copied in whole runs.
    let mut copied = 0;
    for (at, character) in text.char_indices() {
        let entity = match character {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\'' => "&#39;",
            _ if is_allowed(character) => continue,
            _ => "",
        };
        out.push_str(&text[copied..at]);
        out.push_str(entity);
        copied = at + character.len_utf8();
    }
    out.push_str(&text[copied..]);
    out.into()
}

/// Whether a text may have a character that is escaped or left out, by the bytes that begin
/// such in UTF-8: most texts have none.
fn may_need_escape(text: &str) -> bool {
    bytes::has(text, |[first, second, _]| {
        let is_mark = (first == b'&') | (first == b'<') | (first == b'>');
        let is_quote = (first == b'"') | (first == b'\'');
        let is_control = (first < b' ') | (first == 0x7F);
        is_mark | is_quote | is_control | may_be_forbidden(first, second)
    })
}

/// Text without the characters XML forbids, its white space collapsed: for titles and
/// metadata, which are one line each.
pub(super) fn one_line(text: &str) -> String {
    if is_one_line(text) {
        return text.to_owned();
    }
    let clean: String = text.chars().filter(|c| is_allowed(*c)).collect();
    let mut words = clean.split(|c: char| c.is_ascii_whitespace());
    let first = words.by_ref().find(|word| !word.is_empty()).unwrap_or("").to_owned();
    words.filter(|word| !word.is_empty()).fold(first, |line, word| line + " " + word)
}

/// Whether a text surely is a line as it stands, by the bytes of its UTF-8: most are.
fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_edge = bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ');
    !has_edge
        && !bytes::has(text, |[first, second, _]| {
            let is_control = (first < b' ') | (first == 0x7F);
            let is_gap = (first == b' ') & (second == b' ');
            is_control | is_gap | may_be_forbidden(first, second)
        })
}

/// Whether a character outside ASCII that begins with these bytes may be one that XML or HTML
/// forbids.
fn may_be_forbidden(first: u8, second: u8) -> bool {
    let is_control = (first == 0xC2) & (second < 0xA0);
    let is_special = (first == 0xEF) & ((second == 0xB7) | (second == 0xBF));
    is_control | is_special | (first >= 0xF0)
}

/// Whether a character may stand in an XHTML document.
pub(super) fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        // Unicode's noncharacters: the last two code points of each plane and a block in
        // the first; XML forbids two of them, HTML all.
        '\u{FDD0}'..='\u{FDEF}' => false,
        _ if u32::from(character) & 0xFFFE == 0xFFFE => false,
        _ => !character.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_allowed, one_line};

    #[test]
    fn a_line_has_no_white_space_but_single_blanks_and_nothing_that_is_forbidden() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let expected = match character {
                ' ' | '\t' | '\n' | '\r' => "水 位".to_owned(),
                _ if is_allowed(character) => format!("水{character}位"),
                _ => "水位".to_owned(),
            };
            assert_eq!(one_line(&format!("水{character}位")), expected, "{character:?}");
        }
        let cases =
            [("", ""), (" ", ""), (" 水", "水"), ("水 ", "水"), ("水  位", "水 位")];
        for (text, expected) in cases {
            assert_eq!(one_line(text), expected, "{text:?}");
        }
    }
}
