//! The keys of huikan.toml that nobody knows, each with its place and the nearest known
//! one.
//!
//! What is known stands in the JSON Schema of [`Plan`], so that no list has to be kept
//! beside the types.

use std::collections::BTreeMap;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::project::Plan;

/// How alike two words must be (0 to 1) for one to be offered in place of the other:
/// below this, guesses mislead more often than they help.
const ALIKE: f64 = 0.7;

/// Reports the unknown keys of a table.
pub(super) fn report_unknown(
    diagnostics: &mut Diagnostics,
    file: FileId,
    table: &DeTable<'_>,
) {
    let mut settings = schemars::generate::SchemaSettings::default();
    settings.inline_subschemas = true;
    let schema = settings.into_generator().into_root_schema_for::<Plan>();
    walk(diagnostics, file, table, schema.as_value());
}

/// Tables of huikan.toml nest three deep, and only those the schema knows are entered.
fn walk(
    diagnostics: &mut Diagnostics,
    file: FileId,
    table: &DeTable<'_>,
    schema: &Value,
) {
    let Some(known) = schema.get("properties").and_then(Value::as_object) else { return };
    // The order of the file, not of the parser's map.
    let entries: BTreeMap<_, _> =
        table.iter().map(|(key, value)| (key.span().start, (key, value))).collect();
    for (key, value) in entries.values() {
        let name: &str = key.get_ref();
        match (known.get(name), value.get_ref()) {
            (None, _) => {
                let nearest = nearest(name, known.keys().map(String::as_str));
                diagnostics.push(
                    Diagnostic::new(Code::C007)
                        .at(Span::new(file, key.span()))
                        .with("key", name)
                        .with("nearest", nearest.unwrap_or("none")),
                );
            }
            (Some(schema), DeValue::Table(table)) => {
                walk(diagnostics, file, table, schema)
            }
            (Some(schema), DeValue::Array(items)) => {
                let Some(schema) = schema.get("items") else { continue };
                for item in items.iter() {
                    if let DeValue::Table(table) = item.get_ref() {
                        walk(diagnostics, file, table, schema);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The known word most like a wrong one, if any is like it.
pub(super) fn nearest<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let likeness = |known: &str| strsim::jaro_winkler(&word.to_lowercase(), known);
    known
        .into_iter()
        .filter(|known| likeness(known) >= ALIKE)
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)))
}
