//! What huikan.toml means: every default filled in.

use crate::article::{Article, Date};
use crate::diag::{Code, Span};
use crate::geom::Length;
use crate::limits::Limits;
use crate::project::{Colour, Imposition, Imprint, IndexOrder, Matters, Standard, Units};

/// What to build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// What holds for every volume.
    pub publication: Publication,
    /// The series of volumes to gather.
    pub series: Vec<Series>,
    /// What the parts inside a source volume are.
    pub parts: PartsBy,
    /// What is kept of articles that repeat each other.
    pub keep: Keep,
    /// What stands before and behind the articles of a volume.
    pub matters: Matters,
    /// How indexes are sorted.
    pub index: IndexOrder,
    /// The names of units and what they mean.
    pub units: Units,
    /// Hand-made volumes and overrides of gathered ones.
    pub volumes: Vec<VolumePlan>,
    /// The products of each volume.
    pub editions: Vec<Edition>,
    /// Slips of the text that are neither reported nor corrected.
    pub allowed: Vec<Code>,
    /// How much is taken in.
    pub limits: Limits,
}

impl Config {
    /// The canonical name of an article's unit: the one it names when no alias is known.
    #[must_use]
    pub fn unit<'a>(&'a self, article: &'a Article) -> Option<&'a str> {
        let name = article.unit.as_deref()?;
        Some(self.units.canonical(name, article.source.as_deref()).unwrap_or(name))
    }
}

/// Something the user wrote, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The words.
    pub text: String,
    /// Where they stand in huikan.toml.
    pub span: Span,
}

/// Facts about the publication as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Publication {
    /// Title of the whole publication; the folder's name when nobody wrote one.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Publisher or issuing organisation.
    pub publisher: Option<String>,
    /// Editors.
    pub editors: Vec<String>,
    /// BCP 47 language tag; `zh-CN` unless written.
    pub language: String,
    /// Rights statement.
    pub rights: Option<String>,
    /// Own identifier (URN or URL): what identifiers of volumes are derived from; the
    /// title when absent.
    pub identifier: Option<String>,
    /// ISBN.
    pub isbn: Option<String>,
    /// 中图分类号.
    pub clc: Option<String>,
    /// Subject codes of BISAC, such as `LIT008010`.
    pub bisac: Vec<String>,
    /// Date of the publication.
    pub date: Option<Date>,
    /// Further lines of the colophon (版权页), such as `内部资料 免费交流`.
    pub colophon: Vec<String>,
    /// What else the colophon says.
    pub imprint: Imprint,
}

/// How volumes are gathered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// One volume for each source file.
    Source,
    /// One volume for each unit.
    Unit,
}

/// What the parts of a source volume are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartsBy {
    /// A part for each unit.
    Unit,
    /// No parts.
    None,
}

/// What is kept of articles that repeat each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Every one.
    All,
    /// The first in the order of articles.
    First,
    /// The one with the longest text; of equals the first.
    Longest,
}

/// A `[[volume]]` of huikan.toml.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolumePlan {
    /// Name of the volume; of a gathered one when it overrides that.
    pub id: Written,
    /// Glob patterns of the articles, in order; empty for an override that keeps them.
    pub include: Vec<Written>,
    /// Title.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Article (path) set before the contents as a preface.
    pub preface: Option<Written>,
    /// Article (path) set behind the others as an afterword.
    pub afterword: Option<Written>,
    /// What stands before and behind its articles.
    pub matters: Matters,
    /// Cover image (path).
    pub cover: Option<Written>,
}

/// A product kind of a volume.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its name: `epub`, `a5`, `booklet`.
    pub name: String,
    /// What is made.
    pub kind: EditionKind,
    /// Names of the volumes it is made of; empty for all.
    pub volumes: Vec<Written>,
    /// The style: a file of styles/ without `.toml`. An EPUB takes from it what screens
    /// share with paper.
    pub style: String,
    /// How its pages come onto paper.
    pub imposition: Imposition,
    /// The standard that its file keeps.
    pub standard: Standard,
    /// What becomes of the colours of its pictures.
    pub colour: Colour,
    /// The profile of its press, when it names one.
    pub profile: Option<Written>,
    /// Which fonts an EPUB brings along.
    pub embed: Embed,
    /// Whether these are obfuscated.
    pub is_obfuscated: bool,
    /// The family of reading programs that an EPUB is written for.
    pub reader: ReaderKind,
    /// The edition on paper whose page numbers an EPUB bears.
    pub numbered: Option<Numbered>,
    /// Whether its pages begin with the cover; not when that is printed apart.
    pub has_cover: bool,
    /// Of a cover: how thick a leaf inside it is…
    pub leaf: Length,
    /// … and how thick it is itself.
    pub stock: Length,
}

/// An edition on paper, as far as its pages go.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Numbered {
    /// Its name.
    pub edition: String,
    /// The style that its pages are laid out in.
    pub style: String,
}

impl Numbered {
    /// The pages of an edition.
    pub(super) fn after(edition: &Edition) -> Self {
        Self { edition: edition.name.clone(), style: edition.style.clone() }
    }
}

impl Edition {
    /// Whether it is made of a volume.
    #[must_use]
    pub fn is_of(&self, volume: &str) -> bool {
        self.volumes.is_empty() || self.volumes.iter().any(|name| name.text == volume)
    }
}

/// Which fonts an EPUB brings along, cut to the characters it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Embed {
    /// None: readers have Chinese fonts.
    #[default]
    None,
    /// Only for Han characters that readers' fonts often lack: those outside levels 1 and
    /// 2 of GB/T 2312 (in a Traditional book, of Big5).
    Rare,
    /// For titles and headings.
    Display,
    /// For all of the text.
    All,
}

/// A family of reading programs that wants something of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum ReaderKind {
    /// Any that follows EPUB 3.3.
    #[default]
    Any,
    /// 多看, 微信读书, 掌阅, QQ阅读: they show a note where it is marked only when it is
    /// written in classes of theirs.
    Duokan,
}

/// What an edition makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditionKind {
    /// An EPUB 3.3 book.
    Epub,
    /// A PDF.
    Pdf,
    /// A PDF of the cover alone: back, spine and front.
    Cover,
}
