//! The keys of huikan.toml that nobody knows, each with its place and the nearest known
//! one.
//!
//! What is known stands in the JSON Schema of [`Plan`], so that no list has to be kept
//! beside the types.

use std::collections::BTreeMap;

use serde_json::Value;
use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span, nearest};
use crate::project::Plan;

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
                        .with("nearest", nearest),
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
