//! Front matter that is no YAML into the slip that most likely made it so.
//!
//! YAML libraries say what they expected, in English and often a line too late. People
//! who write Chinese make a handful of slips, and each can be seen in its own line. Only
//! asked once reading has failed, so a guess here cannot make good YAML bad.

use std::collections::BTreeSet;
use std::ops::Range;

/// The name of the slip, as the message files have it, and the bytes it is about.
pub(super) fn find(yaml: &str) -> Option<(&'static str, Range<usize>)> {
    let mut keys = BTreeSet::new();
    let mut start = 0;
    for line in yaml.split_inclusive('\n') {
        if let Some((slip, range)) = of_line(line.trim_end(), &mut keys) {
            return Some((slip, start + range.start..start + range.end));
        }
        start += line.len();
    }
    None
}

/// The slip of one line; `keys` are those of the lines before.
fn of_line<'a>(
    line: &'a str,
    keys: &mut BTreeSet<&'a str>,
) -> Option<(&'static str, Range<usize>)> {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    if line[..indent].contains('\t') {
        return Some(("tab", 0..indent));
    }
    let name = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (key, rest) = text.split_at(name);
    if key.is_empty() {
        return None;
    }
    let after = indent + name;
    if rest.starts_with('：') {
        return Some(("full-width", after..after + '：'.len_utf8()));
    }
    let value = rest.strip_prefix(':')?;
    if !value.is_empty() && !value.starts_with([' ', '\t']) {
        return Some(("no-space", indent..after + 1));
    }
    if indent > 0 {
        return Some(("indent", 0..after));
    }
    if !keys.insert(key) {
        return Some(("twice", 0..after));
    }
    let from = line.len() - value.trim_start().len();
    of_value(key, value.trim()).map(|slip| (slip, from..line.len()))
}

/// The slip of a value that stands on the line of its key.
fn of_value(key: &str, value: &str) -> Option<&'static str> {
    let is_list = matches!(key, "authors" | "lines");
    match value.chars().next()? {
        '[' if !value.contains(']') => Some("bracket"),
        '[' | '{' if !is_list => Some("list"),
        '"' | '\'' | '[' | '{' => None,
        '“' | '”' => None,
        _ if value.contains(": ") || value.ends_with(':') => Some("colon"),
        '@' | '`' | '%' | '&' | '*' | '!' | '|' | '>' => Some("mark"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn each_slip_is_seen_where_it_stands() {
        for (yaml, slip, marked) in [
            ("title：甲\n", "full-width", "："),
            ("title:甲\n", "no-space", "title:"),
            ("title: 甲\n  unit: 乙\n", "indent", "  unit"),
            ("authors:\n\t- 甲\n", "tab", "\t"),
            ("title: 甲\ntitle: 乙\n", "twice", "title"),
            ("title: 春: 夏\n", "colon", "春: 夏"),
            ("authors: [甲, 乙\n", "bracket", "[甲, 乙"),
            ("title: [甲]\n", "list", "[甲]"),
            ("title: @甲\n", "mark", "@甲"),
        ] {
            let (found, range) = find(yaml).unwrap();
            assert_eq!((found, &yaml[range]), (slip, marked), "{yaml}");
        }
        assert_eq!(find("title: 甲\nauthors: [乙]\nlines: [[1, 2]]\n"), None);
    }
}
