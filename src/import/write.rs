//! Drafts into the files of content/.

use crate::import::Report;

/// A file that import makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path below the publication's folder, with `/`.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of a report.
#[must_use]
pub fn write(_report: &mut Report) -> Vec<Output> {
    Vec::new()
}
