//! The words of diagnostics and of the command line, from the Fluent files in
//! `src/messages/`.

use crate::diag::{Arg, Code};

/// A language that every message exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese.
    Chinese,
    /// English.
    English,
}

/// The words of a message by its key (`I001`, `I001.hint`, `cli-built`); `None` when
/// there is no such message.
#[must_use]
pub fn message(
    _language: Language,
    _key: &str,
    _args: &[(&'static str, Arg)],
) -> Option<String> {
    None
}

/// The long answer of `huikan explain`.
#[must_use]
pub fn explain(_language: Language, _code: Code) -> String {
    String::new()
}
