//! A volume into the bytes of an EPUB 3.3 file.
//!
//! Documents are planned, written as XHTML by the templates of `styles/epub/`, and put
//! into a package that epub-builder describes and our own container writes. Nothing of
//! an article can become markup: every character passes `text`'s escaping, ids are our
//! own, and links lead to the web or nowhere.
//! EPUB 3.3 and EPUB Accessibility 1.1, <https://www.w3.org/TR/epub-33/>.

mod book;
mod breaks;
mod check;
mod colophon;
mod cover;
mod document;
mod draw;
mod embed;
mod headline;
mod inline;
mod link;
mod listing;
mod lists;
mod look;
mod memory;
mod metadata;
mod notes;
mod obfuscation;
mod outline;
mod package;
mod pinyin;
mod template;
mod text;
mod walk;
mod words;
mod xhtml;
mod zip;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::epub::book::Book;
use crate::epub::breaks::PageEntry;
use crate::epub::document::Written;
use crate::epub::outline::{Document, Outline, outline};
use crate::epub::package::{Package, Resource};
use crate::epub::template::Pages;
use crate::font::{Bytes, Fonts};
use crate::project::{Embed, ReaderKind};
use crate::style::{Direction, Style};
use crate::volume::Volume;

pub use check::check;
pub use memory::Memory;

/// What an EPUB looks like: overrides of the built-in templates and style sheet, and the
/// fonts of the cover.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// Text by file name: files of the publication's styles/epub/ that stand in place of
    /// the built-in ones of the same name.
    pub files: BTreeMap<String, String>,
    /// Font files for a cover that huikan draws itself: Song bold, then Hei bold. Without
    /// any no cover is drawn.
    pub fonts: Vec<Bytes>,
}

/// What makes an EPUB of a volume what it is.
#[derive(Debug, Clone, Copy)]
pub struct Setup<'a> {
    /// The look, as far as screens share it with paper.
    pub style: &'a Style,
    /// Templates, and the fonts of the cover.
    pub templates: &'a Templates,
    /// The fonts that may be embedded.
    pub fonts: &'a Fonts,
    /// Which of them are.
    pub embed: Embed,
    /// Whether these are obfuscated.
    pub is_obfuscated: bool,
    /// The reading programs it is written for.
    pub reader: ReaderKind,
}

/// The pages of a printed edition, so that people can name a page to each other whether
/// they read on paper or on a screen.
#[derive(Debug, Clone, Default)]
pub struct Printed {
    /// The edition's name.
    pub edition: String,
    /// Its pages that bear a number and text of an article, in order.
    pub pages: Vec<PrintedPage>,
}

/// Where a printed page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedPage {
    /// Its number.
    pub number: String,
    /// The block it begins in, or the article's own span where that opens.
    pub span: Span,
    /// Bytes of the block's plain text before the page, note marks and forced line breaks
    /// left out; in a table, rows below its head.
    pub offset: usize,
}

/// Packs a volume; `None` when it could not be assembled, which is reported. With
/// `printed`, page numbers of that edition stand in the text.
#[must_use]
pub fn pack(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    setup: &Setup<'_>,
    printed: Option<&Printed>,
) -> Option<Vec<u8>> {
    let pages = Pages::compile(diagnostics, setup.style, setup.templates)?;
    make(diagnostics, volume, setup, (&pages, printed), None)
}

/// The same for a volume that was packed before in this setup: only what has changed is
/// written and compressed.
#[must_use]
pub fn pack_again(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    setup: &Setup<'_>,
    printed: Option<&Printed>,
    memory: &mut Memory,
) -> Option<Vec<u8>> {
    let pages = match memory.templates.take() {
        Some(pages) => pages,
        None => Pages::compile(diagnostics, setup.style, setup.templates)?,
    };
    let packed = make(diagnostics, volume, setup, (&pages, printed), Some(memory));
    memory.templates = Some(pages);
    packed
}

fn make(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    setup: &Setup<'_>,
    (pages, printed): (&Pages, Option<&Printed>),
    mut memory: Option<&mut Memory>,
) -> Option<Vec<u8>> {
    let is_vertical = setup.style.direction == Direction::Vertical;
    let mut book = Book::of(diagnostics, volume, (is_vertical, setup.reader));
    book.printed = printed;
    let drawn = memory.as_deref_mut().map(|memory| &mut memory.cover);
    let cover = cover::image(diagnostics, &book, pages, &setup.templates.fonts, drawn)?;
    let Outline { documents, contents: place } =
        outline(volume, book.words(), cover.is_some());
    let known = memory.as_deref_mut().map(|memory| &mut memory.texts);
    let written = write_documents(diagnostics, &book, pages, (&documents, known))?;
    let page_list = page_list(&documents, &written);
    let contents =
        document::contents(diagnostics, &book, pages, (&documents, &page_list))?;
    let texts = written.iter().map(|written| &*written.xhtml).chain([&*contents]);
    let fonts = embed::embed(diagnostics, setup, &book.facts.language, texts);
    let mut pictures: Vec<Resource> =
        book.images().map(|(name, image)| Resource::image(name, image)).collect();
    if written.iter().any(|written| written.xhtml.contains(notes::PICTURE)) {
        pictures.push(notes::picture(diagnostics, &book, pages, setup)?);
    }
    let package = Package {
        book: &book,
        documents: &documents,
        contents_at: place,
        written: written.into_iter().map(|written| written.xhtml).collect(),
        contents,
        page_list,
        styles: pages.styles(&look::rules(setup.style, &fonts)),
        cover,
        images: pictures,
        fonts: fonts.into_resources(),
        is_obfuscated: setup.is_obfuscated,
    };
    match package.assemble(memory.map(|memory| &mut memory.container)) {
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
    (documents, mut memory): (&[Document<'_>], Option<&mut memory::Texts>),
) -> Option<Vec<Written>> {
    if let Some(memory) = memory.as_deref_mut() {
        memory.begin(book);
    }
    let known = memory.as_deref();
    let written: Vec<(Option<Written>, Diagnostics)> = documents
        .par_iter()
        .map_init(
            || None,
            |form, document| {
                if let Some(known) = known.and_then(|known| known.get(document)) {
                    return known;
                }
                // Whoever has only documents by heart need not tell the templates of the book.
                let form = form.get_or_insert_with(|| pages.about(book));
                let mut own = Diagnostics::new();
                (document::write(&mut own, book, form, document), own)
            },
        )
        .collect();
    if let Some(memory) = memory {
        memory.keep(documents, &written);
    }
    let mut complete = Some(Vec::with_capacity(written.len()));
    for (document, own) in written {
        for diagnostic in &own {
            if !diagnostics.iter().any(|known| known == diagnostic) {
                diagnostics.push(diagnostic.clone());
            }
        }
        match (document, &mut complete) {
            (Some(document), Some(list)) => list.push(document),
            _ => complete = None,
        }
    }
    complete
}

/// The printed pages that documents mark, in reading order.
fn page_list(documents: &[Document<'_>], written: &[Written]) -> Vec<PageEntry> {
    let of_one = |(document, written): (&Document<'_>, &Written)| {
        let entry = |number: &String| PageEntry::new(&document.name, number);
        written.pages.iter().map(entry).collect::<Vec<_>>()
    };
    documents.iter().zip(written).flat_map(of_one).collect()
}
