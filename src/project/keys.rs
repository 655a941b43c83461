//! The keys of huikan.toml that nobody knows, each with its place and the nearest known
//! one.
//!
//! What is known stands in the JSON Schema of [`Plan`], so that no list has to be kept
//! beside the types.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use schemars::Schema;
use schemars::generate::SchemaSettings;
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
    walk(diagnostics, file, table, SCHEMA.as_value());
}

/// What is known, made once: rounds of `watch` ask again and again.
static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let mut settings = SchemaSettings::default();
    settings.inline_subschemas = true;
    settings.into_generator().into_root_schema_for::<Plan>()
});

/// Tables of huikan.toml nest three deep, and only those the schema knows are entered.
/// The names of units are no keys: any may stand there.
fn walk(
    diagnostics: &mut Diagnostics,
    file: FileId,
    table: &DeTable<'_>,
    schema: &Value,
) {
    let known = schema.get("properties").and_then(Value::as_object);
    let any = schema.get("additionalProperties").filter(|schema| schema.is_object());
    // The order of the file, not of the parser's map.
    let entries: BTreeMap<_, _> =
        table.iter().map(|(key, value)| (key.span().start, (key, value))).collect();
    for (key, value) in entries.values() {
        let name: &str = key.get_ref();
        match (known.and_then(|known| known.get(name)).or(any), known) {
            (Some(schema), _) => enter(diagnostics, file, value.get_ref(), schema),
            (None, Some(known)) => {
                let nearest = nearest(name, known.keys().map(String::as_str));
                diagnostics.push(
                    Diagnostic::new(Code::C007)
                        .at(Span::new(file, key.span()))
                        .with("key", name)
                        .with("nearest", nearest),
                );
            }
            (None, None) => {}
        }
    }
}

/// Walks the tables in a value. Where a value may have several forms, that of a table is
/// meant.
fn enter(
    diagnostics: &mut Diagnostics,
    file: FileId,
    value: &DeValue<'_>,
    schema: &Value,
) {
    let forms = schema.get("anyOf").and_then(Value::as_array);
    let table =
        forms.and_then(|forms| forms.iter().find(|f| f.get("properties").is_some()));
    let schema = table.unwrap_or(schema);
    match value {
        DeValue::Table(table) => walk(diagnostics, file, table, schema),
        DeValue::Array(items) => {
            let Some(schema) = schema.get("items") else { return };
            for item in items.iter() {
                if let DeValue::Table(_) = item.get_ref() {
                    enter(diagnostics, file, item.get_ref(), schema);
                }
            }
        }
        _ => {}
    }
}
