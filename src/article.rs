//! One text as data: metadata and a tree of blocks and inlines, every block with a span.
//!
//! Nothing here parses, lays out or prints; `markdown` makes articles and the stages
//! after it read them.

pub(crate) mod bytes;
mod extent;
pub mod foreign;

use std::fmt;
use std::sync::Arc;

use crate::diag::Span;

pub(crate) use extent::{extent, of_inlines};

/// One text of a publication, as it stands in a file of `content/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// Path of its file below the publication's folder, with `/` between the parts.
    pub path: String,
    /// The title; `None` when the source has none and nobody has written one yet.
    pub title: Option<String>,
    /// The subtitle, without the dash before it.
    pub subtitle: Option<String>,
    /// The organisation that wrote the text, as the article names it.
    pub unit: Option<String>,
    /// The persons who wrote it.
    pub authors: Vec<String>,
    /// When it was written or published.
    pub date: Option<Date>,
    /// The file it came from.
    pub source: Option<String>,
    /// Where in that file: 1-based line numbers, both inclusive.
    pub lines: Vec<(u32, u32)>,
    /// The text.
    pub body: Vec<Block>,
    /// Footnotes in the order of their definition; [`Inline::Note`] holds an index.
    pub notes: Vec<Note>,
    /// How many characters text and notes have, white space not counted.
    pub extent: usize,
    /// Where the article's front matter (or first line) stands.
    pub span: Span,
}

/// A date of which the day, or the day and the month, may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year of the common era.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; never without a month.
    pub day: Option<u8>,
}

impl Date {
    /// Reads `2022`, `2022-12`, `2022-12-27` and `2022年12月27日`; the marks `/` and `.`
    /// serve as well as `-`. `None` for anything else and for days no calendar has.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_mark = |c: char| matches!(c, '-' | '/' | '.' | '年' | '月');
        let end = text.strip_suffix(['年', '月', '日', '号']).unwrap_or(text);
        let numbers: Vec<&str> = end.split(is_mark).map(str::trim).collect();
        let number = |index: usize, digits: usize| {
            let word: &str = numbers.get(index)?;
            let fits = word.len() <= digits && word.bytes().all(|b| b.is_ascii_digit());
            if fits { word.parse::<u16>().ok() } else { None }
        };
        let small = |index| number(index, 2).and_then(|n| u8::try_from(n).ok());

        let year = number(0, 4).filter(|_| numbers[0].len() == 4)?;
        let date = Self { year, month: small(1), day: small(2) };
        let read =
            1 + usize::from(date.month.is_some()) + usize::from(date.day.is_some());
        (read == numbers.len() && date.exists()).then_some(date)
    }

    /// Whether the calendar has it.
    fn exists(self) -> bool {
        let leap = self.year.is_multiple_of(4)
            && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) => 28 + u8::from(leap),
            Some(1..=12) => 31,
            Some(_) => return false,
            None => return self.year > 0 && self.day.is_none(),
        };
        self.year > 0 && self.day.is_none_or(|day| (1..=days).contains(&day))
    }
}

/// The ISO 8601 form, as far as the date is known: `2022-12`.
impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(formatter, "-{part:02}")?;
        }
        Ok(())
    }
}

/// A footnote.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The label the author wrote: `[^label]`.
    pub label: String,
    /// Its text.
    pub body: Vec<Block>,
    /// Where it is defined.
    pub span: Span,
}

/// A block and where it stands in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of block that CommonMark with tables and footnotes gives.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A section heading below the article's title; level 1 is the highest in the text.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A paragraph. Forced line breaks make it lines: verse, addresses ([`is_lines`]).
    Paragraph(Vec<Inline>),
    /// A paragraph that goes on after what was displayed in its middle,
    /// `[文字]{.continued}`: its first line is not indented.
    Continuation(Vec<Inline>),
    /// 落款: who signs a letter and when, `[文字]{.signature}`, a line for each.
    Signature(Vec<Inline>),
    /// A list.
    List {
        /// Number of the first item; `None` for a bulleted list.
        start: Option<u64>,
        /// The items, each a run of blocks.
        items: Vec<Vec<Block>>,
    },
    /// A block quotation.
    Quote(Vec<Block>),
    /// A table.
    Table(Table),
    /// An image that stands alone.
    Figure(Figure),
    /// Preformatted text.
    Code(String),
    /// A break between sections: `---` in the source, a blank line in print.
    Break,
}

/// A table with one head row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The words above it, its number first: `表1　渡口历年水位`.
    pub caption: Vec<Inline>,
    /// The unit of all its numbers: `单位：米`.
    pub unit: Vec<Inline>,
    /// How each column is set.
    pub columns: Vec<ColumnAlign>,
    /// The head row: a cell for each column.
    pub head: Vec<Vec<Inline>>,
    /// The rows below: each has a cell for each column.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// The paragraphs below it: `注：…`, `资料来源：…`.
    pub notes: Vec<Vec<Inline>>,
}

impl Table {
    /// Every run of words in it, in the order in which they are read.
    pub fn texts(&self) -> impl Iterator<Item = &[Inline]> {
        let above = [&self.caption, &self.unit];
        let cells = self.head.iter().chain(self.rows.iter().flatten());
        above.into_iter().chain(cells).chain(&self.notes).map(Vec::as_slice)
    }
}

/// How the cells of a column are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnAlign {
    /// As the text decides.
    Auto,
    /// At the start.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// An image with its caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Path of the image below the publication's folder: a key of the volume's images.
    pub image: String,
    /// What it shows, for people who cannot see it.
    pub alt: String,
    /// The words below it.
    pub caption: Vec<Inline>,
    /// Width as hundredths of the measure; `None` is the image's own size, at most the
    /// measure.
    pub width: Option<u8>,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain characters.
    Text(String),
    /// Bold.
    Strong(Vec<Inline>),
    /// Italics in Latin; Kai in Chinese.
    Emphasis(Vec<Inline>),
    /// Struck through.
    Strike(Vec<Inline>),
    /// 着重号: a dot at each character, `[文字]{.emphasis}`.
    Dots(Vec<Inline>),
    /// 专名号: a line along a proper name, `[文字]{.name}`.
    Name(Vec<Inline>),
    /// 书名号乙式: a wavy line along the title of a work, `[文字]{.book}`.
    Book(Vec<Inline>),
    /// Words of another language, by its tag: `[mots]{.fr}`; one of [`foreign::LANGUAGES`].
    Foreign(&'static str, Vec<Inline>),
    /// Code, set as it is written.
    Code(String),
    /// A link.
    Link {
        /// Where it leads.
        url: String,
        /// Its words.
        text: Vec<Inline>,
    },
    /// `{汉字|hàn zì}`: an annotation above its base.
    Ruby {
        /// The characters annotated.
        base: String,
        /// The annotation.
        text: String,
    },
    /// The mark of the footnote with this index in [`Article::notes`].
    Note(usize),
    /// A forced line break.
    Break,
}

/// Whether a paragraph is lines and not running text: its author broke it by hand.
#[must_use]
pub fn is_lines(inlines: &[Inline]) -> bool {
    inlines.contains(&Inline::Break)
}

/// The name that a speech starts with, 主持人： in bold, and the words that follow.
#[must_use]
pub fn speech(inlines: &[Inline]) -> Option<(&[Inline], &[Inline])> {
    let (Inline::Strong(name), rest) = inlines.split_first()? else { return None };
    let is_speech = plain_text(name).trim_end().ends_with(['：', ':'])
        || matches!(rest.first(), Some(Inline::Text(text)) if text.starts_with(['：', ':']));
    is_speech.then_some((name.as_slice(), rest))
}

/// Whether blocks are a poem or several: paragraphs of lines, and between them at most
/// headings, breaks and lines that stand alone, as a stanza of one line.
#[must_use]
pub fn is_poem(blocks: &[Block]) -> bool {
    let mut has_lines = false;
    let all = blocks.iter().all(|block| match &block.kind {
        BlockKind::Paragraph(text) if is_lines(text) => {
            has_lines = true;
            true
        }
        BlockKind::Paragraph(text) => plain_text(text).chars().count() <= LONGEST_VERSE,
        BlockKind::Heading { .. } | BlockKind::Break => true,
        _ => false,
    });
    all && has_lines
}

/// A line of verse has at most so many characters: 词 and modern verse stay below it.
const LONGEST_VERSE: usize = 20;

/// The characters of running text without what decorates them: no annotations, no note
/// marks; a forced line break is `\n`.
#[must_use]
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    add_plain_text(inlines, &mut text);
    text
}

fn add_plain_text(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) | Inline::Code(words) => text.push_str(words),
            Inline::Ruby { base, .. } => text.push_str(base),
            Inline::Break => text.push('\n'),
            Inline::Note(_) => {}
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strike(inner)
            | Inline::Dots(inner)
            | Inline::Name(inner)
            | Inline::Book(inner)
            | Inline::Foreign(_, inner)
            | Inline::Link { text: inner, .. } => add_plain_text(inner, text),
        }
    }
}

/// A picture: the bytes of its file and what its header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// Path below the publication's folder.
    pub path: String,
    /// The file.
    pub bytes: Arc<[u8]>,
    /// Which format the bytes are in.
    pub format: ImageFormat,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// The image formats that both EPUB and PDF can carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageFormat {
    /// ISO/IEC 10918.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
    /// Scalable Vector Graphics.
    Svg,
}
