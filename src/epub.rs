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
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::epub::book::Book;
use crate::epub::document::{Source, Written};
use crate::epub::listing::Lists;
use crate::epub::memory::{Texts, shared};
use crate::epub::outline::{Outline, outline};
use crate::epub::package::{Package, Resource};
use crate::epub::template::Pages;
use crate::epub::xhtml::Holds;
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
    pack_again(diagnostics, volume, setup, printed, &mut Memory::default())
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
    let look = (setup.style.direction == Direction::Vertical, setup.reader);
    let book = Book::of(diagnostics, (volume, printed), look, &mut memory.ground);
    let packed = make(diagnostics, &book, setup, &pages, memory);
    memory.templates = Some(pages);
    packed
}

fn make(
    diagnostics: &mut Diagnostics,
    book: &Book<'_>,
    setup: &Setup<'_>,
    pages: &Pages,
    memory: &mut Memory,
) -> Option<Vec<u8>> {
    let fonts = &setup.templates.fonts;
    let has_cover = cover::is_there(book.volume, fonts);
    let Outline { documents, contents: place } =
        outline(book.volume, book.words(), has_cover);
    let Memory { cover: drawn, texts, .. } = memory;
    let (cover, written) = rayon::join(
        || has_cover.then(|| cover::image(book, pages, fonts, drawn)).transpose(),
        || write_documents(book, pages, &documents, texts),
    );
    let cover = said(diagnostics, cover)?;
    let written = joined(diagnostics, written)?;
    let lists = Lists {
        ground: Arc::clone(&book.ground),
        lines: documents.into_iter().map(|document| document.line).collect(),
        contents: place,
        pages: written.iter().map(|written| Arc::clone(&written.pages)).collect(),
    };
    let lists = shared(&mut memory.lists, lists);
    let contents = memory.contents.made(Arc::clone(&lists), |lists| {
        document::contents(book, pages, lists).map(Arc::new)
    });
    let contents = said(diagnostics, contents)?;
    let texts = written.iter().map(|written| &**written.xhtml).chain([&**contents]);
    let embedded = embed::embed(diagnostics, setup, &book.facts().language, texts);
    let mut images: Vec<Resource> =
        book.images().map(|(name, image)| Resource::image(name, image)).collect();
    if written.iter().any(|written| written.has_marks) {
        let mark = notes::picture(book, pages, fonts, &mut memory.note);
        images.push(said(diagnostics, mark)?);
    }
    let package = Package {
        lists,
        documents: written.iter().map(|written| Arc::clone(&written.xhtml)).collect(),
        holds: written.iter().fold(Holds::default(), |all, one| all.or(one.holds)),
        edition: book.edition,
        contents,
        styles: pages.styles(look::rules(setup.style, &embedded)),
        cover,
        images,
        fonts: embedded.into_resources(),
        is_obfuscated: setup.is_obfuscated,
    };
    let packed = package.assemble(&mut memory.package, &mut memory.container);
    said(diagnostics, packed.map_err(|problem| unassembled(&book.volume.id, problem)))
}

fn unassembled(id: &str, problem: String) -> Diagnostic {
    Diagnostic::new(Code::E001).with("volume", id).with("problem", problem)
}

/// What came out; what went wrong is reported.
fn said<T>(diagnostics: &mut Diagnostics, came: Result<T, Diagnostic>) -> Option<T> {
    came.map_err(|problem| diagnostics.push(problem)).ok()
}

/// A document as it was written, or what was reported when it could not be.
type Document = Result<Arc<Written>, Diagnostics>;

/// The documents as XHTML in their order: those of the last round as far as nothing that
/// enters them has changed.
fn write_documents(
    book: &Book<'_>,
    pages: &Pages,
    documents: &[outline::Document<'_>],
    memory: &mut Texts,
) -> Vec<Document> {
    memory.begin(&book.ground);
    let known = |document| {
        let source = Source::of(book, document);
        let known = memory.get(&document.line.name, &source);
        (source, known)
    };
    let (sources, known): (Vec<_>, Vec<_>) = documents.iter().map(known).unzip();
    let is_missing = |known: &(_, &Option<_>)| known.1.is_none();
    let missing: Vec<&Source<'_>> =
        sources.iter().zip(&known).filter(is_missing).map(|(source, _)| source).collect();
    let made: Vec<Document> = missing
        .into_par_iter()
        .map_init(
            // A large book has much to say: it is told once to each thread.
            || pages.about(book),
            |form, source| document::write(book, form, source).map(Arc::new),
        )
        .collect();
    let mut made = made.into_iter();
    let written: Vec<Document> = known
        .into_iter()
        .filter_map(|known| known.map(Ok).or_else(|| made.next()))
        .collect();
    let kept = documents.iter().zip(sources).zip(&written);
    memory.keep(kept.filter_map(|((document, source), written)| {
        Some((&*document.line.name, source, written.as_ref().ok()?))
    }));
    written
}

/// Documents with what was reported of each, in order, so that the number of threads cannot
/// be seen; a broken template is reported once. `None` when one of them is missing.
fn joined(
    diagnostics: &mut Diagnostics,
    written: Vec<Document>,
) -> Option<Vec<Arc<Written>>> {
    let mut all = Some(Vec::with_capacity(written.len()));
    for document in written {
        let own =
            document.as_ref().map_or_else(|own| own, |written| &written.diagnostics);
        for diagnostic in own {
            if !diagnostics.iter().any(|known| known == diagnostic) {
                diagnostics.push(diagnostic.clone());
            }
        }
        all = all.zip(document.ok()).map(|(mut all, document)| {
            all.push(document);
            all
        });
    }
    all
}
