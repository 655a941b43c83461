//! Diagnostics as text: code, place, the line with a caret, hint.

use crate::diag::{Diagnostic, Files, Language};

/// A diagnostic as it is shown in a terminal; `color` allows ANSI escapes.
#[must_use]
pub fn render(
    _diagnostic: &Diagnostic,
    _files: &Files,
    _language: Language,
    _color: bool,
) -> String {
    String::new()
}
