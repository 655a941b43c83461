//! A volume into the bytes of an EPUB 3.3 file.
//!
//! Documents are planned, written as XHTML by the templates of `styles/epub/`, and put
//! into a package that epub-builder describes and our own container writes. Nothing of
//! an article can become markup: every character passes `text`'s escaping, ids are our
//! own, and links lead to the web or nowhere. There is no page list yet: the contents
//! template has its place, the volume does not know its printed pages.
//! EPUB 3.3 and EPUB Accessibility 1.1, <https://www.w3.org/TR/epub-33/>.

mod book;
mod cover;
mod document;
mod headline;
mod inline;
mod link;
mod look;
mod metadata;
mod notes;
mod outline;
mod package;
mod template;
mod text;
mod walk;
mod words;
mod xhtml;
mod zip;

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::book::Book;
use crate::epub::outline::{Document, outline};
use crate::epub::package::{Package, Resource};
use crate::epub::template::Pages;
use crate::style::{Direction, Style};
use crate::volume::Volume;

/// What an EPUB looks like: overrides of the built-in templates and style sheet, and the
/// fonts of the cover.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// Text by file name: files of the publication's styles/epub/ that stand in place of
    /// the built-in ones of the same name.
    pub files: BTreeMap<String, String>,
    /// Font files for a cover that huikan draws itself: Song bold, then Hei bold. Without
    /// any no cover is drawn.
    pub fonts: Vec<Arc<[u8]>>,
}

/// Packs a volume in the look of a style as far as screens share it with paper; `None` when it could not be assembled, which is reported.
#[must_use]
pub fn pack(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    style: &Style,
    templates: &Templates,
) -> Option<Vec<u8>> {
    let pages = Pages::compile(diagnostics, style, templates)?;
    let is_vertical = style.direction == Direction::Vertical;
    let book = Book::of(diagnostics, volume, is_vertical);
    let cover = cover::image(diagnostics, &book, &pages, &templates.fonts)?;
    let documents = outline(volume, book.words(), cover.is_some());
    let written = write_documents(diagnostics, &book, &pages, &documents)?;
    let contents = document::contents(diagnostics, &book, &pages, &documents)?;
    let package = Package {
        book: &book,
        documents: &documents,
        written,
        contents,
        style: pages.style(),
        cover,
        images: book.images().map(|(name, image)| Resource::image(name, image)).collect(),
    };
    match package.assemble() {
        Ok(bytes) => Some(bytes),
        Err(problem) => {
            let diagnostic = Diagnostic::new(Code::E001).with("volume", &*volume.id);
            diagnostics.push(diagnostic.with("problem", problem));
            None
        }
    }
}

/// The documents as XHTML in their order. Each has its own diagnostics, joined in order,
/// so that the number of threads cannot be seen; a broken template is reported once.
fn write_documents(
    diagnostics: &mut Diagnostics,
    book: &Book<'_>,
    pages: &Pages,
    documents: &[Document<'_>],
) -> Option<Vec<String>> {
    let written: Vec<(Option<String>, Diagnostics)> = documents
        .par_iter()
        .map(|document| {
            let mut own = Diagnostics::new();
            (document::write(&mut own, book, pages, document), own)
        })
        .collect();
    let mut complete = Some(Vec::with_capacity(written.len()));
    for (xhtml, own) in written {
        for diagnostic in &own {
            if !diagnostics.iter().any(|known| known == diagnostic) {
                diagnostics.push(diagnostic.clone());
            }
        }
        match (xhtml, &mut complete) {
            (Some(xhtml), Some(list)) => list.push(xhtml),
            _ => complete = None,
        }
    }
    complete
}
