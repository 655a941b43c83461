//! The look of a book as data. The files in `styles/` are the only defaults.
//!
//! `book-a5.toml` names every key there is; any other style gives some of them and takes
//! the rest from the style it extends. All lengths are absolute here: `em` and 号 are
//! gone. A style knows nothing of fonts at hand or of text: it says 楷体, not which file.

mod layers;
mod parse;
mod value;

use crate::geom::{Length, Sides, Size};
use crate::line::{Level, Opening, Punctuation};

pub use layers::builtin_names;
pub use parse::parse;

/// The look of a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Style {
    /// Its name: the file without `.toml`.
    pub name: String,
    /// Which way its lines run.
    pub direction: Direction,
    /// The trimmed page.
    pub trim: Size,
    /// The white around the type area.
    pub margins: Sides,
    /// Body text and the grid it stands on.
    pub text: TextStyle,
    /// How articles open.
    pub article: ArticleStyle,
    /// Headings inside an article, level 1 first; deeper levels look like the last.
    pub headings: [Display; 4],
    /// How many lines of text stay with a heading (spec 8.3).
    pub follow: usize,
    /// Block quotations.
    pub quote: QuoteStyle,
    /// Footnotes.
    pub note: NoteStyle,
    /// Tables.
    pub table: TableStyle,
    /// Preformatted text.
    pub code: CodeStyle,
    /// Captions of figures.
    pub caption: Display,
    /// Running heads.
    pub running_head: RunningHeadStyle,
    /// Folios.
    pub folio: FolioStyle,
    /// The contents list.
    pub contents: ContentsStyle,
    /// Part title pages.
    pub part: PartStyle,
    /// The cover.
    pub cover: FaceStyle,
    /// The title page.
    pub title_page: FaceStyle,
    /// The half title.
    pub half_title: Display,
    /// The colophon.
    pub colophon: ColophonStyle,
    /// The words that stand in a book without being in its articles.
    pub words: Words,
}

impl Style {
    /// Length of a line: a whole number of characters (spec 7.1).
    #[must_use]
    pub fn measure(&self) -> Length {
        self.text.size * self.text.characters
    }

    /// This style for text that stands in one of its columns, in so many lines: a column
    /// is a whole number of characters wide (spec 7.12).
    #[must_use]
    pub fn of_column(&self, lines: i64) -> Self {
        let text = self.text;
        let gaps = text.gap * (text.columns - 1);
        let characters = (text.characters - gaps) / text.columns;
        Self { text: TextStyle { characters, lines, columns: 1, ..text }, ..self.clone() }
    }

    /// The type area across its lines: n characters and n − 1 gaps (spec 7.2).
    #[must_use]
    pub fn area_height(&self) -> Length {
        self.text.pitch * (self.text.lines - 1) + self.text.size
    }
}

/// Which way lines run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// 横排: from left to right, the next line below; bound at the left.
    Horizontal,
    /// 竖排: from top to bottom, the next line at the left; bound at the right.
    Vertical,
}

/// Families of Chinese type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Typeface {
    /// 宋体.
    Song,
    /// 黑体.
    Hei,
    /// 楷体.
    Kai,
    /// 仿宋.
    Fangsong,
}

/// Where displayed lines stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// At the start of the line.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// Where an article starts (spec 8.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Start {
    /// 另面: on the next page.
    Page,
    /// 另页: on the next recto.
    Recto,
    /// 接排: below the article before it.
    RunOn,
}

/// Body text and the grid it stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TextStyle {
    /// Characters in a line of the type area.
    pub characters: i64,
    /// Lines in the type area.
    pub lines: i64,
    /// How many columns the text of articles stands in.
    pub columns: i64,
    /// Characters between columns.
    pub gap: i64,
    /// Typeface.
    pub font: Typeface,
    /// Font size.
    pub size: Length,
    /// Distance between baselines.
    pub pitch: Length,
    /// Indent of a first line, in characters.
    pub indent: i64,
    /// Typeface of bold text.
    pub strong: Typeface,
    /// Typeface of emphasised text.
    pub emphasis: Typeface,
    /// How strictly lines avoid marks at their edges.
    pub level: Level,
    /// How wide full-width marks are.
    pub punctuation: Punctuation,
    /// How wide opening marks at line starts are.
    pub opening: Opening,
    /// Whether a space typed between two Han is a whole character wide.
    pub wide_space: bool,
    /// Whether stops at line ends may stand outside the type area (spec 5.8).
    pub hanging: bool,
    /// Whether 。 ？ ！ ： give up white too when a line is too long (spec 5.2).
    pub shrink_stops: bool,
}

/// Lines that stand for themselves: a title, a heading, a caption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Display {
    /// Typeface.
    pub font: Typeface,
    /// Whether it is bold.
    pub bold: bool,
    /// Font size.
    pub size: Length,
    /// How many lines of the grid a single line of it occupies.
    pub lines: i64,
    /// Where it stands.
    pub align: Align,
}

/// How articles open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ArticleStyle {
    /// Where they start.
    pub start: Start,
    /// Neighbouring articles of fewer lines run on wherever others start; zero for none.
    pub brief: i64,
    /// Blank lines above the title at a page top.
    pub sink: i64,
    /// Blank lines below the last line of the opening.
    pub after: i64,
    /// The title.
    pub title: Display,
    /// The subtitle.
    pub subtitle: Display,
    /// The unit.
    pub unit: Display,
    /// The authors.
    pub authors: Display,
    /// The date.
    pub date: Display,
}

/// Block quotations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteStyle {
    /// Typeface.
    pub font: Typeface,
    /// Indent on both sides, in characters.
    pub indent: i64,
    /// Blank lines before and after.
    pub space: i64,
}

/// Footnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoteStyle {
    /// Typeface.
    pub font: Typeface,
    /// Font size.
    pub size: Length,
    /// Distance between baselines.
    pub pitch: Length,
    /// Length of the rule above, in hundredths of the measure.
    pub rule: i64,
    /// Where numbers start again.
    pub numbering: Numbering,
}

/// Where the numbers of footnotes start again (spec 11.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Numbering {
    /// On each page.
    Page,
    /// In each article.
    Article,
}

/// Tables: three rules, no verticals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableStyle {
    /// Typeface of the rows.
    pub font: Typeface,
    /// Typeface of the head row.
    pub head: Typeface,
    /// Font size.
    pub size: Length,
    /// Distance between baselines inside a cell.
    pub pitch: Length,
    /// Thickness of the first and the last rule.
    pub thick: Length,
    /// Thickness of the rule below the head.
    pub thin: Length,
    /// The caption above.
    pub caption: Display,
}

/// Preformatted text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeStyle {
    /// Typeface.
    pub font: Typeface,
    /// Font size.
    pub size: Length,
}

/// Running heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunningHeadStyle {
    /// Typeface.
    pub font: Typeface,
    /// Font size.
    pub size: Length,
    /// How far its rule is above the type area; zero for no running heads.
    pub distance: Length,
    /// Thickness of its rule; zero for none.
    pub rule: Length,
}

/// Folios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolioStyle {
    /// Typeface.
    pub font: Typeface,
    /// Font size.
    pub size: Length,
    /// How far the baseline is below the type area.
    pub distance: Length,
    /// `End` stands for the fore edge.
    pub align: Align,
    /// How far it stands inside the type area at the fore edge, in its own characters.
    pub indent: i64,
    /// Words before the number.
    pub before: String,
    /// Words after the number.
    pub after: String,
}

/// The contents list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContentsStyle {
    /// Distance between the dots of leaders.
    pub dots: Length,
    /// Its title.
    pub title: Display,
    /// Part titles.
    pub part: Display,
    /// Article titles.
    pub article: Display,
    /// Whether the units of articles stand below their titles.
    pub units: bool,
    /// Units.
    pub unit: Display,
}

/// Part title pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartStyle {
    /// When most parts have fewer articles than this, parts get no pages.
    pub fewest: i64,
    /// Whether the articles of a part are listed behind its title.
    pub contents: bool,
    /// The title.
    pub title: Display,
}

/// A page that shows the volume: cover or title page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaceStyle {
    /// The title.
    pub title: Display,
    /// The subtitle.
    pub subtitle: Display,
    /// Who made it and when.
    pub imprint: Display,
}

/// The colophon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColophonStyle {
    /// Typeface.
    pub font: Typeface,
    /// Font size.
    pub size: Length,
    /// Distance between baselines.
    pub pitch: Length,
}

/// The words that stand in a book without being in its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    /// Name of the cover among the page labels.
    pub cover: String,
    /// Name of its back.
    pub cover_back: String,
    /// Title of the contents list.
    pub contents: String,
    /// Bookmark of the colophon.
    pub colophon: String,
    /// Title of the index of units.
    pub unit_index: String,
    /// Title of the index of authors.
    pub author_index: String,
    /// Title of the list of sources.
    pub sources: String,
    /// Before the numbers of lines in a source.
    pub line_before: String,
    /// After them.
    pub line_after: String,
    /// After a number of strokes.
    pub strokes: String,
    /// Above names that are not Han.
    pub other: String,
    /// Above the CIP data.
    pub cip: String,
    /// Above a table that goes on.
    pub continued: String,
    /// Before the editors in the colophon.
    pub editors: String,
    /// After the editors on the title page.
    pub edited: String,
    /// Before the publisher of a book with an ISBN.
    pub publisher: String,
    /// Before the organisation that made any other.
    pub issuer: String,
    /// Before its address.
    pub address: String,
    /// Before those whom it is for.
    pub recipients: String,
    /// Before the printer.
    pub printer: String,
    /// Before the distributor.
    pub distributor: String,
    /// Before the date.
    pub date: String,
    /// Before the trim size.
    pub format: String,
    /// Before the printed sheets.
    pub sheets: String,
    /// Before the number of characters.
    pub extent: String,
    /// Unit of that number.
    pub thousand: String,
    /// Before the number of articles.
    pub articles: String,
    /// Unit of that number.
    pub article_count: String,
    /// Before the edition.
    pub edition: String,
    /// Before the printing.
    pub printing: String,
    /// Before the number of copies.
    pub copies: String,
    /// Before the price.
    pub price: String,
    /// Before the number of the permit.
    pub permit: String,
    /// Before the ISBN.
    pub isbn: String,
    /// Before the class of the Chinese Library Classification.
    pub clc: String,
}
