//! Characters of articles into characters of XML.
//!
//! XML 1.0 section 2.2 has no place for most control characters, not even escaped, and
//! HTML forbids the rest of them: they are left out.

/// Text as it may stand in XML, in an element or between quotation marks.
pub(super) fn escape(text: &str) -> String {
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
    out
}

/// Text without the characters XML forbids, its white space collapsed: for titles and
/// metadata, which are one line each.
pub(super) fn one_line(text: &str) -> String {
    let clean: String = text.chars().filter(|c| is_allowed(*c)).collect();
    let mut words = clean.split(|c: char| c.is_ascii_whitespace());
    let first = words.by_ref().find(|word| !word.is_empty()).unwrap_or("").to_owned();
    words.filter(|word| !word.is_empty()).fold(first, |line, word| line + " " + word)
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
