//! `huikan import --lines`: a source as import reads it, every line with its number, as
//! `import.toml` and the report count them.

use std::collections::BTreeMap;

use crate::import::Report;

/// A mark before the line that an article begins with…
const BEGINS: &str = ">";

/// … and before a line that stands in no article.
const LEFT_OUT: &str = "-";

/// The lines of a text below each other; numbers are set to the right.
pub(super) fn listing(text: &str, report: &Report) -> String {
    let marks = marks(report);
    let count = text.lines().count();
    let width = count.to_string().len();
    let mut listed = String::with_capacity(text.len() + count * (width + 4));
    for (number, line) in (1_u32..).zip(text.lines()) {
        let mark = marks.get(&number).copied().unwrap_or(" ");
        let row = format!("{number:>width$} {mark} {line}");
        listed.push_str(row.trim_end());
        listed.push('\n');
    }
    listed
}

/// What there is to say about lines.
fn marks(report: &Report) -> BTreeMap<u32, &'static str> {
    let left_out = report.left_out.iter().flat_map(|left| &left.lines);
    let lines = left_out.flat_map(|(first, last)| *first..=*last);
    let mut marks: BTreeMap<u32, _> = lines.map(|line| (line, LEFT_OUT)).collect();
    let first = report.articles.iter().filter_map(|draft| draft.lines.first());
    marks.extend(first.map(|(first, _)| (*first, BEGINS)));
    marks
}
