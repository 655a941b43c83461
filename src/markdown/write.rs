//! A draft into the Markdown file that people edit: readable, and read back as exactly
//! the same characters.
//!
//! Only marks that would mean something are escaped. White space that Markdown would
//! strip is written as a character reference.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::markdown::FrontMatter;

/// A block of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A section heading; line breaks in it become spaces.
    Heading {
        /// 2 to 6: level 1 is the article's title.
        level: u8,
        /// Its characters.
        text: &'a str,
    },
    /// A paragraph; line breaks in it are forced ones, those at its ends are dropped.
    Paragraph(&'a str),
}

/// Writes a file of content/. Blocks without visible characters are left out.
#[must_use]
pub fn write(front_matter: &FrontMatter, pieces: &[Piece<'_>]) -> String {
    let mut file = head(front_matter);
    for piece in pieces {
        match piece {
            Piece::Heading { text, .. } | Piece::Paragraph(text)
                if text.trim().is_empty() => {}
            Piece::Heading { level, text } => {
                let marks = "#".repeat(usize::from(*level).clamp(2, 6));
                let line = text.replace('\n', " ");
                let line = escape(&line);
                let _ = writeln!(file, "\n{marks} {}", escape_closing(&line));
            }
            Piece::Paragraph(text) => {
                for (at, line) in text.trim_matches('\n').split('\n').enumerate() {
                    file.push_str(if at == 0 { "\n" } else { "\\\n" });
                    file.push_str(&escape(line));
                }
                file.push('\n');
            }
        }
    }
    file
}

/// The front matter between its marks; what is absent is not written.
fn head(front_matter: &FrontMatter) -> String {
    let mut lines = vec!["---".to_owned()];
    let mut add = |key: &str, value: &Option<String>| {
        if let Some(text) = value {
            lines.push(format!("{key}: {}", scalar(text)));
        }
    };
    add("title", &front_matter.title);
    add("subtitle", &front_matter.subtitle);
    add("unit", &front_matter.unit);
    if !front_matter.authors.is_empty() {
        let names: Vec<String> =
            front_matter.authors.iter().map(|text| scalar(text)).collect();
        lines.push(format!("authors: [{}]", names.join(", ")));
    }
    if let Some(date) = &front_matter.date {
        lines.push(format!("date: {}", date_scalar(date)));
    }
    if let Some(source) = &front_matter.source {
        lines.push(format!("source: {}", scalar(source)));
    }
    if let Some(ranges) = &front_matter.lines {
        let pairs: Vec<String> =
            ranges.iter().map(|(first, last)| format!("[{first}, {last}]")).collect();
        lines.push(format!("lines: [{}]", pairs.join(", ")));
    }
    lines.push("---\n".to_owned());
    lines.join("\n")
}

/// A string in YAML: bare where no reader could take it for anything else, else quoted
/// as in JSON, which YAML contains.
fn scalar(text: &str) -> String {
    let is_plain = |c: char| {
        c.is_alphabetic()
            || c.is_ascii_digit()
            || matches!(c, '。' | '，' | '、' | '；')
            || matches!(c, '：' | '？' | '！' | '“' | '”' | '‘' | '’' | '《' | '》')
            || matches!(c, '（' | '）' | '—' | '…' | '·' | '-' | '_' | '.' | ' ' | '/')
    };
    let words = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let starts_well = text.chars().next().is_some_and(char::is_alphabetic);
    let is_bare = starts_well
        && text.chars().all(is_plain)
        && !text.ends_with(' ')
        && !words.contains(&text.to_ascii_lowercase().as_str());
    if is_bare { text.to_owned() } else { quoted(text) }
}

/// A string in double quotes, every character that YAML does not print escaped.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(character);
            }
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c if matches!(u32::from(c), 0xFFFE | 0xFFFF) => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A date, bare where it has the form of one.
fn date_scalar(date: &str) -> String {
    let is_iso = date.len() >= 4 && date.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if is_iso { date.to_owned() } else { quoted(date) }
}

/// Marks that may mean something wherever they stand.
const MARKS: &str = "\\`*_[<{~|&";

/// A line of Markdown that means exactly these characters.
fn escape(line: &str) -> Cow<'_, str> {
    let stripped = line.trim_matches([' ', '\t']);
    let start = line.len() - line.trim_start_matches([' ', '\t']).len();
    let end = start + stripped.len();
    let mark = opening_mark(stripped).map(|at| start + at);
    let means_more =
        |byte: u8| MARKS.contains(char::from(byte)) || byte.is_ascii_control();
    if stripped.len() == line.len()
        && mark.is_none()
        && !line.bytes().any(|byte| byte.is_ascii() && means_more(byte))
    {
        return Cow::Borrowed(line);
    }
    let mut escaped = String::with_capacity(line.len());
    for (at, character) in line.char_indices() {
        let is_stripped = at < start || at >= end;
        match character {
            ' ' | '\t' if is_stripped => reference(&mut escaped, character),
            c if MARKS.contains(c) => {
                escaped.push('\\');
                escaped.push(character);
            }
            c if c.is_ascii_control() && c != '\t' => reference(&mut escaped, c),
            c => {
                if mark == Some(at) {
                    escaped.push('\\');
                }
                escaped.push(c);
            }
        }
    }
    Cow::Owned(escaped)
}

/// A character reference: for white space that would be stripped, and for the carriage
/// return, which would end the line.
fn reference(line: &mut String, character: char) {
    let _ = write!(line, "&#{};", u32::from(character));
}

/// Where in a line the character stands that would make it a heading, a list item, a
/// quotation, a rule or the delimiters of a table.
fn opening_mark(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if matches!(first, '#' | '>' | '-' | '+' | '=' | ':') {
        return Some(0);
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line[digits..].chars().next()?;
    (digits > 0 && matches!(after, '.' | ')')).then_some(digits)
}

/// `#` at the end of a heading would be taken for its closing marks.
fn escape_closing(line: &str) -> String {
    let text = line.trim_end_matches('#');
    if text.len() == line.len() || text.ends_with('\\') {
        return line.to_owned();
    }
    format!("{text}\\{}", &line[text.len()..])
}
