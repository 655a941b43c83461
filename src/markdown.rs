//! Articles as Markdown with YAML front matter: files of content/ into [`Article`]s, and
//! imported drafts into files.

use crate::article::Article;
use crate::diag::{Diagnostics, FileId, Files};

/// Reads a file of content/.
#[must_use]
pub fn read(_diagnostics: &mut Diagnostics, files: &Files, file: FileId) -> Article {
    Article {
        path: files.name(file).to_owned(),
        title: None,
        subtitle: None,
        unit: None,
        authors: Vec::new(),
        date: None,
        source: None,
        lines: Vec::new(),
        body: Vec::new(),
        notes: Vec::new(),
        span: crate::diag::Span::new(file, 0..0),
    }
}
