//! The colophon of a volume (版权页) as its page shows it: labels in the book's language,
//! and nothing that only paper has.

use serde::Serialize;

use crate::epub::text::one_line;
use crate::epub::words::{Words, iso};
use crate::volume::{Label, Value, Volume};

/// What the page of the colophon shows.
#[derive(Debug, Serialize)]
pub(super) struct Colophon {
    /// The CIP data, a paragraph each.
    cip: Vec<String>,
    record: Vec<Fact>,
    lines: Vec<String>,
}

/// A label and what it says.
#[derive(Debug, Serialize)]
struct Fact {
    label: String,
    value: String,
    /// A date by ISO 8601.
    date_iso: Option<String>,
}

impl Colophon {
    pub(super) fn of(volume: &Volume, words: &Words) -> Self {
        let colophon = volume.colophon();
        let lines = |list: &[String]| list.iter().map(|line| one_line(line)).collect();
        Self {
            cip: lines(&colophon.cip),
            lines: lines(&colophon.lines),
            record: colophon
                .record
                .iter()
                // The template says the title and the series.
                .filter(|fact| fact.label != Label::Title)
                .filter_map(|fact| {
                    let (value, date_iso) = say(words, &fact.label, &fact.value)?;
                    let label = words.label(&fact.label).to_owned();
                    Some(Fact { label: one_line(&label), value, date_iso })
                })
                .collect(),
        }
    }
}

/// What a line of the record says on a screen; nothing when only paper has it.
fn say(words: &Words, label: &Label, value: &Value) -> Option<(String, Option<String>)> {
    match value {
        Value::Text(text) => Some((one_line(text), None)),
        Value::Date(date) => Some((words.date(*date), Some(iso(*date)))),
        Value::Count(count) => Some((words.count(label, *count), None)),
        Value::OfPaper(_) => None,
    }
}
