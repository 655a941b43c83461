//! What clap does not accept, as diagnostics in the user's language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diag::{Code, Diagnostic};

/// A refused command line as a message; clap's own words only where it has a case that
/// we have not.
pub(crate) fn diagnostic(error: &clap::Error) -> Diagnostic {
    let value = |kind| first_of(error, kind);
    let nearest = |kind| match error.get(kind).map(first) {
        Some(name) if !name.is_empty() => name,
        _ => "none".to_owned(),
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => Diagnostic::new(Code::U004)
            .with("name", value(ContextKind::InvalidSubcommand))
            .with("nearest", nearest(ContextKind::SuggestedSubcommand)),
        ErrorKind::UnknownArgument => {
            let name = value(ContextKind::InvalidArg);
            let kind = if name.starts_with('-') { "option" } else { "word" };
            Diagnostic::new(Code::U005)
                .with("name", name)
                .with("kind", kind)
                .with("nearest", nearest(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let possible = match error.get(ContextKind::ValidValue) {
                Some(ContextValue::Strings(values)) if !values.is_empty() => {
                    values.join(", ")
                }
                _ => "none".to_owned(),
            };
            let value = match value(ContextKind::InvalidValue) {
                empty if empty.is_empty() => "none".to_owned(),
                value => value,
            };
            Diagnostic::new(Code::U006)
                .with("option", first_of(error, ContextKind::InvalidArg))
                .with("value", value)
                .with("possible", possible)
        }
        ErrorKind::MissingRequiredArgument => {
            Diagnostic::new(Code::U007).with("name", value(ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => {
            let possible = match error.get(ContextKind::ValidSubcommand) {
                Some(ContextValue::Strings(names)) => names.join(", "),
                _ => String::new(),
            };
            Diagnostic::new(Code::U007).with("name", possible)
        }
        _ => Diagnostic::new(Code::U008).with("detail", plain(error)),
    }
}

fn first_of(error: &clap::Error, kind: ContextKind) -> String {
    error.get(kind).map(first).unwrap_or_default()
}

fn first(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.first().cloned().unwrap_or_default(),
        other => other.to_string(),
    }
}

/// The first line of clap's words, without its `error:`.
fn plain(error: &clap::Error) -> String {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
