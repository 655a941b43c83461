//! A volume laid out: pages with marks at fixed positions.
//!
//! Back ends draw what stands here and decide nothing.

mod again;
mod block;
mod book;
mod chapter;
mod colophon;
mod columns;
mod contents;
mod display;
mod dummy;
mod dump;
mod figure;
mod fill;
mod flow;
mod folio;
mod front;
mod index;
mod laid_out;
mod matter;
mod memory;
mod note;
mod plain;
mod section;
mod setting;
mod structure;
mod table;
mod text;
mod turn;
mod verse;
mod wrap;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostics, Span};
use crate::font::Fonts;
use crate::geom::{Length, Point, Rect, Size};
use crate::page::setting::Setting;
use crate::style::{Direction, Style};
use crate::volume::{Matter, Volume};

pub use dummy::dummy;
pub use dump::dump;
pub use memory::Memory;
pub use structure::{Content, Element, ElementId, Kid, Role, Structure};
pub use wrap::{Block, isbn, wrap};

// What marks and metadata are made of, for stages that know pages only.
pub use crate::article::{Date, Image, ImageFormat};
pub use crate::line::{Glyph, GlyphRun, Orientation};

/// A volume laid out.
#[derive(Debug, Clone, Default)]
pub struct Pages {
    /// The pages in order; the first is a recto.
    pub pages: Vec<Page>,
    /// Bookmarks.
    pub outline: Vec<OutlineEntry>,
    /// How many of the pages stay last when blanks are added: a colophon.
    pub tail: usize,
    /// At which edge the leaves are bound.
    pub binding: Binding,
    /// Where each page is folded, as distances from its left edge: the spine of a cover.
    pub folds: Vec<Length>,
    /// The images that marks name.
    pub images: BTreeMap<String, Arc<Image>>,
    /// What the marks are, in reading order; nothing for pages that are only printed.
    pub structure: Structure,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// By page a number: pages that a [`Memory`] gave the same one show the same marks and
    /// links. Nothing without a memory.
    pub versions: Vec<u64>,
}

impl Pages {
    /// The pages that the cover goes around.
    #[must_use]
    pub fn inside(&self) -> &[Page] {
        self.pages.get(book::COVER..).unwrap_or_default()
    }

    /// What the pages are called that begin in an article, and where.
    #[must_use]
    pub fn origins(&self) -> Vec<(Label, Origin)> {
        let origin = |page: &Page| Some((page.label.clone(), page.origin?));
        self.pages.iter().filter_map(origin).collect()
    }

    /// The pages inside the cover alone, for a volume whose cover is printed apart; their
    /// structure is left out.
    #[must_use]
    pub fn without_cover(&self) -> Self {
        let mut pages = self.inside().to_vec();
        for link in pages.iter_mut().flat_map(|page| &mut page.links) {
            if let Target::Place(place) = &mut link.target {
                place.page = place.page.saturating_sub(book::COVER);
            }
        }
        let mut outline = self.outline.clone();
        section::shift_outline(&mut outline, |page| page.saturating_sub(book::COVER));
        Self {
            pages,
            outline,
            tail: self.tail,
            binding: self.binding,
            folds: self.folds.clone(),
            images: self.images.clone(),
            structure: Structure::default(),
            metadata: self.metadata.clone(),
            versions: self.versions.get(book::COVER..).unwrap_or_default().to_vec(),
        }
    }
}

/// At which edge leaves are bound.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Binding {
    /// The left edge of a recto, which lies on the right: books whose lines run from left
    /// to right.
    #[default]
    Left,
    /// The right edge of a recto, which lies on the left: books whose lines run from top
    /// to bottom (spec 8.6).
    Right,
}

/// One page. Coordinates count from the top left corner of the trim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Trim size.
    pub size: Size,
    /// What the page is called.
    pub label: Label,
    /// Where in the articles it begins; none on a page that bears no number or no text of
    /// an article.
    pub origin: Option<Origin>,
    /// Everything drawn, in reading order.
    pub marks: Vec<Mark>,
    /// Places to click on.
    pub links: Vec<Link>,
}

/// A place in the text of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    /// The block, or the article's own span where it opens with its title.
    pub span: Span,
    /// Bytes of the block's plain text before the place, forced line breaks and note marks
    /// left out; in a table, rows below its head.
    pub offset: usize,
}

/// What a page is called, in the sense of PDF page labels.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Label {
    /// A name without a number, such as 封面.
    Name(String),
    /// i, ii, iii: front matter.
    Roman(u32),
    /// 1, 2, 3: the text.
    Arabic(u32),
}

impl Label {
    /// The number as readers see it.
    #[must_use]
    pub fn number(&self) -> String {
        folio::number(self)
    }
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// Glyphs on a baseline.
    Text {
        /// The glyphs; `x` and `rise` of the run are already in `at`.
        run: GlyphRun,
        /// Where the baseline of its first glyph starts; of upright glyphs in vertical
        /// lines, the middle of the top of the first one's em box.
        at: Point,
        /// Whether it belongs to the text or to the page (running heads, folios,
        /// leaders).
        artifact: bool,
        /// The element that it belongs to, when it is no artifact.
        element: ElementId,
    },
    /// A filled rectangle.
    Rule {
        /// Where.
        rect: Rect,
        /// Ink in hundredths of black.
        ink: u8,
    },
    /// A wavy line in full ink that fills a rectangle from side to side.
    Wave {
        /// Where.
        rect: Rect,
    },
    /// An image.
    Image {
        /// Key in [`Pages::images`].
        name: String,
        /// Where.
        rect: Rect,
        /// What it shows.
        alt: String,
        /// The element that it belongs to; none for one that nobody misses.
        element: Option<ElementId>,
    },
}

/// A place to click on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where.
    pub rect: Rect,
    /// Where it leads.
    pub target: Target,
    /// Where it leads, in words.
    pub title: String,
    /// The element that it belongs to.
    pub element: ElementId,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A place in this document.
    Place(Place),
    /// A URL.
    Url(String),
}

/// A place in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index in [`Pages::pages`].
    pub page: usize,
    /// Distance from the top of the trim.
    pub y: Length,
}

/// A bookmark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutlineEntry {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub place: Place,
    /// The bookmarks below it.
    pub children: Vec<OutlineEntry>,
}

/// What a document says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// Title.
    pub title: String,
    /// Authors: the units or persons.
    pub authors: Vec<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// BCP 47 language tag.
    pub language: String,
    /// Date of the publication.
    pub date: Option<Date>,
    /// Unique identifier (URN).
    pub identifier: String,
}

/// Lays a volume out.
///
/// Pages, then sheets, then the file; an EPUB from the same volume.
///
/// ```
/// use huikan::diag::Diagnostics;
/// use huikan::limits::Limits;
/// use huikan::project::{Finish, Imposition, Project, Standard};
/// use huikan::{epub, gather, look, page, pdf, sheet};
///
/// let mut project = Project::default();
/// let text = "---\ntitle: 采茶\nunit: 村委会\n---\n\n谷雨前采，芒种后歇。\n";
/// project.content.push(project.files.add("content/hill/tea.md", text));
/// let mut found = Diagnostics::new();
/// let gathered = gather(&mut found, &project, "文集", None);
/// let look = look(&mut found, &project, &gathered.config.editions, &[]);
/// let volume = &gathered.volumes[0];
/// let style = look.styles["book-a5"].as_ref().expect("a style of ours is sound");
///
/// let pages = page::paginate(&mut found, volume, style, &look.fonts);
/// let sheets = sheet::impose(&mut found, &pages, &Imposition::PLAIN);
/// assert_eq!(sheets.len(), pages.pages.len()); // a page on each
/// let finish = Finish::from(Standard::Plain);
/// let file = pdf::write(&mut found, &pages, &sheets, &look.fonts, &finish);
/// assert!(file.is_some_and(|bytes| bytes.starts_with(b"%PDF-")));
///
/// let setup = epub::Setup {
///     style,
///     templates: &look.templates,
///     fonts: &look.fonts,
///     embed: Default::default(),
///     is_obfuscated: false,
///     reader: Default::default(),
/// };
/// let book = epub::pack(&mut found, volume, &setup, None).expect("templates of ours are sound");
/// epub::check(&mut found, "tea.epub", &book, &Limits::default());
/// assert!(!found.has_errors());
/// ```
#[must_use]
pub fn paginate(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    style: &Style,
    fonts: &Fonts,
) -> Pages {
    lay_out(diagnostics, volume, (style, fonts), None)
}

/// The same for a volume that was laid out before in this style and with these fonts: only
/// what has changed is laid out.
#[must_use]
pub fn paginate_again(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    (style, fonts): (&Style, &Fonts),
    memory: &mut Memory,
) -> Pages {
    memory.begin(volume);
    let mut pages = lay_out(diagnostics, volume, (style, fonts), Some(memory));
    pages.versions = memory.versions(&pages.pages);
    pages
}

/// Where the pages of a volume begin in the articles ([`Pages::origins`]), without laying
/// out what stands on them.
#[must_use]
pub fn origins(volume: &Volume, style: &Style, fonts: &Fonts) -> Vec<(Label, Origin)> {
    let setting = Setting { is_bare: true, ..Setting::of(volume, style, fonts) };
    book::origins(&setting, volume)
}

fn lay_out(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    (style, fonts): (&Style, &Fonts),
    mut memory: Option<&mut Memory>,
) -> Pages {
    let setting = Setting::of(volume, style, fonts);
    let (mut pages, outline, tree) =
        book::lay_out(&setting, diagnostics, volume, memory.as_deref_mut());
    let structure = tree.finish(&mut pages, |page| memory.as_ref()?.contents(page));
    let tail = usize::from(volume.back.last() == Some(&Matter::Colophon));
    let images = images(volume, &pages);
    let binding = match style.direction {
        Direction::Horizontal => Binding::Left,
        Direction::Vertical => Binding::Right,
    };
    let metadata = metadata(volume);
    let folds = Vec::new();
    Pages {
        pages,
        outline,
        tail,
        binding,
        folds,
        images,
        structure,
        metadata,
        versions: Vec::new(),
    }
}

/// The images that pages show.
fn images(volume: &Volume, pages: &[Page]) -> BTreeMap<String, Arc<Image>> {
    let mut images = BTreeMap::new();
    if volume.images.is_empty() && volume.cover.is_none() {
        return images;
    }
    let marks = pages.iter().flat_map(|page| &page.marks);
    for mark in marks {
        let Mark::Image { name, .. } = mark else { continue };
        let cover = volume.cover.as_ref().filter(|cover| cover.path == *name);
        if let Some(image) = volume.images.get(name).or(cover) {
            images.insert(name.clone(), Arc::clone(image));
        }
    }
    images
}

/// What a volume says about itself.
fn metadata(volume: &Volume) -> Metadata {
    let publication = &volume.publication;
    let mut authors = publication.editors.clone();
    if authors.is_empty() {
        authors.extend(publication.publisher.clone());
    }
    Metadata {
        title: volume.title.clone(),
        authors,
        subject: volume.subtitle.clone(),
        language: publication.language.clone(),
        date: publication.date,
        identifier: volume.identifier.clone(),
    }
}
