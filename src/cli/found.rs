//! Diagnostics as JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::{Diagnostic, Diagnostics, Files, Language, Place, Severity, message};

/// A diagnostic as `--json` shows it.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Found {
    /// Its code, such as `M001`.
    code: &'static str,
    /// `error`, `warning` or `note`.
    pub(crate) severity: &'static str,
    /// What is wrong, in the language of messages.
    message: String,
    /// What to do about it.
    hint: Option<String>,
    /// The file it points into.
    pub(crate) file: Option<String>,
    /// The line, from 1.
    line: Option<u32>,
    /// The column in characters, from 1.
    column: Option<u32>,
}

/// All diagnostics, in the order they were found.
pub(crate) fn found(
    diagnostics: &Diagnostics,
    files: &Files,
    language: Language,
) -> Vec<Found> {
    diagnostics.iter().map(|diagnostic| one(diagnostic, files, language)).collect()
}

/// A diagnostic as JSON has it.
pub(crate) fn one(diagnostic: &Diagnostic, files: &Files, language: Language) -> Found {
    let code = diagnostic.code.as_str();
    let (file, line, column) = match &diagnostic.place {
        None => (None, None, None),
        Some(Place::File { name, line }) => (Some(name.clone()), *line, None),
        Some(Place::Span(span)) => {
            let position = files.position(span.file, span.start);
            let file = files.name(span.file).to_owned();
            (Some(file), Some(position.line), Some(position.column))
        }
    };
    Found {
        code,
        severity: match diagnostic.severity() {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        },
        message: message(language, code, &diagnostic.values()).unwrap_or_default(),
        hint: message(language, &format!("{code}.hint"), &diagnostic.values()),
        file,
        line,
        column,
    }
}
