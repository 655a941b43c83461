//! Paragraphs into lines: classes, spacing, breaks, justification.
//!
//! Everything known about CJK lines is in `class.rs`, `spacing.rs` and `breaks.rs`, as
//! functions of one or two classes with the number of the rule beside each row.
//! Lines run along an inline axis; which way that is changes the form and pose of glyphs
//! (`turn.rs`) and the side of marks, nothing else.

mod breaks;
mod class;
mod collect;
mod context;
mod cost;
mod decoration;
mod draft;
mod dress;
mod fit;
mod item;
mod justify;
mod phrase;
mod ruby;
mod shape;
mod spacing;
mod turn;
mod unicode;
mod word;

use std::ops::{Range, RangeInclusive};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::{Face, FontId, Fonts};
use crate::geom::Length;

pub use draft::Draft;

/// A paragraph as the line engine sees it: characters and how they are set.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The characters. `\n` forces a line break.
    pub text: String,
    /// How they are set: runs that cover the text without gaps, in order.
    pub runs: Vec<Run>,
    /// Annotations above the text, in order, not overlapping.
    pub rubies: Vec<Ruby>,
}

/// A run of characters set alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Byte offset in the text where it ends.
    pub end: usize,
    /// How it is set.
    pub style: RunStyle,
}

/// How characters are set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunStyle {
    /// Which font.
    pub face: Face,
    /// Font size.
    pub size: Length,
    /// How far above the baseline.
    pub rise: Length,
    /// A line along the characters.
    pub decoration: Decoration,
    /// Whether each character has a dot (着重号).
    pub dots: bool,
    /// Whether the run sticks to the character before it and takes no Han–Latin gap
    /// (a note mark, a superscript).
    pub glued: bool,
    /// Whether the words are code: no hyphenation, no typographic substitution.
    pub verbatim: bool,
    /// The language whose patterns hyphenate its words (ISO 639-1); `None` for that of
    /// [`Rules::latin`].
    pub language: Option<[u8; 2]>,
    /// The caller's own number, handed through to the glyph runs (a link, a note).
    pub tag: u32,
}

impl RunStyle {
    /// Plain characters of a face and size.
    #[must_use]
    pub const fn new(face: Face, size: Length) -> Self {
        Self {
            face,
            size,
            rise: Length::ZERO,
            decoration: Decoration::None,
            dots: false,
            glued: false,
            verbatim: false,
            language: None,
            tag: 0,
        }
    }
}

/// A line along characters.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decoration {
    /// Nothing.
    #[default]
    None,
    /// A line below (underline, 专名号).
    Under,
    /// A wavy line below (书名号乙式).
    Wave,
    /// A line through.
    Through,
}

/// An annotation above characters of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruby {
    /// Bytes of the text annotated.
    pub base: Range<usize>,
    /// The annotation.
    pub text: String,
}

/// How a paragraph is broken and filled. Lengths are along the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// Length of the line.
    pub measure: Length,
    /// One 字 of the paragraph: the unit of indents, gaps and limits.
    pub em: Length,
    /// How far the first line starts inside the measure.
    pub first_indent: Length,
    /// How far the other lines start inside the measure.
    pub indent: Length,
    /// How far all lines end before the measure.
    pub end_indent: Length,
    /// Which characters may not start or end a line.
    pub level: Level,
    /// How wide punctuation is.
    pub punctuation: Punctuation,
    /// Whose habits hold.
    pub region: Region,
    /// Which way the lines run.
    pub direction: Direction,
    /// Where lines stand that do not fill the measure.
    pub align: Align,
    /// The white between Han and Latin.
    pub gap: Gap,
    /// How wide opening marks at line starts are.
    pub opening: Opening,
    /// Whether a space that an author typed between two Han is a whole em wide and not half
    /// of one (1.12).
    pub wide_space: bool,
    /// Whether the stop at the end of a line may stand outside it (5.8).
    pub hanging: bool,
    /// Whether 。 ？ ！ ： give up white too when a line is too long (5.2, tier 7).
    pub shrink_stops: bool,
    /// What happens to a word that is longer than a line.
    pub overlong: Overlong,
    /// The language whose patterns hyphenate Latin words (ISO 639-1); `None` for no
    /// hyphens but soft ones.
    pub latin: Option<[u8; 2]>,
}

impl Rules {
    /// The rules of a plain filled paragraph of a Chinese book.
    #[must_use]
    pub const fn new(measure: Length, em: Length) -> Self {
        Self {
            measure,
            em,
            first_indent: Length::ZERO,
            indent: Length::ZERO,
            end_indent: Length::ZERO,
            level: Level::GbPlus,
            punctuation: Punctuation::Quanjiao,
            region: Region::Hans,
            direction: Direction::Horizontal,
            align: Align::Justify,
            gap: Gap::Elastic,
            opening: Opening::Flush,
            wide_space: false,
            hanging: false,
            shrink_stops: false,
            overlong: Overlong::Break,
            latin: Some(*b"en"),
        }
    }
}

/// Levels of the prohibition rules (spec.md 2.1–2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Only unbreakable units hold.
    None,
    /// Stops, closing marks, connectors, middle dots; opening marks.
    Basic,
    /// Basic and the solidus.
    Gb,
    /// Gb and no ellipsis at a line start: the default.
    GbPlus,
    /// Gb and no dash or ellipsis at a line start.
    Strict,
    /// `line-break: normal` of CSS (2.16).
    Normal,
    /// `line-break: loose` of CSS.
    Loose,
    /// `line-break: anywhere` of CSS: between any two characters.
    Anywhere,
}

/// Widths of full-width punctuation (spec.md 3.1, 3.10, 3.11).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Punctuation {
    /// 全角式: full width, neighbours compressed, half at line edges.
    Quanjiao,
    /// 开明式: only marks that end a sentence are full.
    Kaiming,
    /// 半角式: all half.
    Banjiao,
    /// Full inside the line, half at its edges.
    Hangmobanjiao,
    /// Always full.
    Raw,
}

/// How wide opening marks at line starts are (spec.md 3.7, 3.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Opening {
    /// Half: their ink stands at the margin or the indent.
    Flush,
    /// Full at the start of an indented paragraph, half at other line starts.
    Paragraph,
    /// Full at every line start, as in Taiwan.
    Full,
}

/// Which way lines run. Places are counted along the line and across it either way; only
/// forms and poses of glyphs differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// From left to right.
    Horizontal,
    /// From top to bottom (spec.md 10).
    Vertical,
}

/// How the glyphs of a run stand on the page.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Along a horizontal line.
    #[default]
    Horizontal,
    /// Along a vertical line: turned by a quarter, clockwise.
    Rotated,
    /// Upright, one below the other. A glyph's place is the top of its em box, its middle
    /// that of the line.
    Upright,
    /// Upright, side by side across a vertical line. A glyph's place counts from the
    /// middle of the line to the right; the run starts at the top of the em boxes.
    Across,
}

/// Whose habits hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Region {
    /// Mainland China.
    Hans,
    /// Taiwan and Hong Kong.
    Hant,
    /// Japan.
    Ja,
    /// Korea.
    Ko,
    /// Any other language: like [`Region::Hans`], without the freedoms that CSS grants
    /// to Chinese and Japanese.
    Other,
}

impl Region {
    /// Whether marks are as wide and stand as they do in mainland China.
    const fn is_mainland(self) -> bool {
        matches!(self, Self::Hans | Self::Other)
    }

    /// Whose habits a language tag stands for; `None` for languages we have no habits of.
    #[must_use]
    pub fn of(tag: &str) -> Option<Self> {
        let tag = tag.to_ascii_lowercase();
        let traditional = ["zh-hant", "zh-tw", "zh-hk", "zh-mo"];
        match tag.split(['-', '_']).next() {
            Some("ja") => Some(Self::Ja),
            Some("ko") => Some(Self::Ko),
            _ if traditional.iter().any(|start| tag.starts_with(start)) => {
                Some(Self::Hant)
            }
            Some("zh") => Some(Self::Hans),
            _ => None,
        }
    }
}

/// What happens to a word that is longer than a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Overlong {
    /// It is broken anywhere and reported (spec.md 2.11).
    Break,
    /// It sticks out of the line, as on web pages.
    Stick,
}

/// The white between Han and Latin (spec.md 4.1, 4.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gap {
    /// A quarter em, which shrinks and stretches with its line.
    Elastic,
    /// A quarter em.
    Fixed,
    /// An eighth of an em, as on web pages.
    Eighth,
    /// None; a typed space stays what it is.
    None,
}

/// Where a line stands in the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Align {
    /// Filled; the last line at the start.
    Justify,
    /// At the start, never filled.
    Start,
    /// In the middle.
    Center,
    /// At the end.
    End,
}

/// A line with its glyphs in place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Bytes of the paragraph's text on it, without the space or newline it ends with.
    pub range: Range<usize>,
    /// The glyphs, in order of the text. `x` counts from the start of the measure.
    pub runs: Vec<GlyphRun>,
    /// Rules along characters: start and end along the line, height of the stroke's
    /// middle above the baseline, and thickness.
    pub rules: Vec<LineRule>,
    /// Where the last glyph's cell ends.
    pub end: Length,
}

impl Line {
    /// The bytes of a text on a line without what stands there.
    #[must_use]
    pub const fn bare(range: Range<usize>) -> Self {
        Self { range, runs: Vec::new(), rules: Vec::new(), end: Length::ZERO }
    }
}

/// The place of a character cluster on a line. What lies between one and the next is the
/// Han–Latin gap or what the line was stretched by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Bytes of the paragraph's text.
    pub bytes: Range<usize>,
    /// Where it starts, from the start of the measure.
    pub start: Length,
    /// Where it ends.
    pub end: Length,
}

/// Glyphs of one font and size on one baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GlyphRun {
    /// The font.
    pub font: FontId,
    /// Font size.
    pub size: Length,
    /// Where the run starts along the line.
    pub x: Length,
    /// How far above the line's baseline it stands.
    pub rise: Length,
    /// How its glyphs stand.
    pub orientation: Orientation,
    /// The [`RunStyle::tag`] of its characters.
    pub tag: u32,
    /// Whether it only decorates (ruby text, emphasis dots) and is not the text itself.
    pub ornament: bool,
    /// The characters; [`Glyph::bytes`] says which belong to which glyph.
    pub text: String,
    /// The glyphs.
    pub glyphs: Vec<Glyph>,
}

/// A glyph in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Glyph {
    /// Its number in the font.
    pub id: u16,
    /// How many bytes of the run's text it stands for; a glyph of none shares the text
    /// of the one before it.
    pub bytes: u8,
    /// Where it starts, from the start of the run.
    pub x: Length,
}

/// A stroke along a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LineRule {
    /// Where it starts along the line.
    pub start: Length,
    /// Where it ends.
    pub end: Length,
    /// How far its middle is above the baseline (negative: below).
    pub rise: Length,
    /// Thickness; of a wave, from trough to crest.
    pub thickness: Length,
    /// Whether it is a wave.
    pub is_wave: bool,
}

/// Breaks a paragraph into lines and puts every glyph in its place. What is wrong with
/// the text is reported without a place, which only the caller knows.
///
/// ```
/// use huikan::diag::Diagnostics;
/// use huikan::font::{Face, Fonts, Role};
/// use huikan::geom::Length;
/// use huikan::line::{self, Paragraph, Rules, Run, RunStyle};
///
/// let em = Length::pt(10);
/// let text = "水落石出，山高月小。曾日月之几何，而江山不可复识矣！".to_owned();
/// let face = Face { role: Role::Song, bold: false, italic: false };
/// let runs = vec![Run { end: text.len(), style: RunStyle::new(face, em) }];
/// let paragraph = Paragraph { text, runs, rubies: Vec::new() };
/// let mut found = Diagnostics::new();
/// let lines = line::set(&mut found, &paragraph, &Rules::new(em * 10, em), &Fonts::default());
/// assert!(lines.len() == 3 && lines[0].end == em * 10);
/// // No line begins with a mark that closes (GB/T 15834).
/// assert!(lines.iter().all(|line| !paragraph.text[line.range.clone()].starts_with('，')));
/// ```
#[must_use]
pub fn set(
    diagnostics: &mut Diagnostics,
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
) -> Vec<Line> {
    set_with_counts(diagnostics, paragraph, rules, fonts).0
}

/// Like [`set`], with the numbers of lines outside which [`set_in`] finds nothing.
#[must_use]
pub fn set_with_counts(
    diagnostics: &mut Diagnostics,
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
) -> (Vec<Line>, RangeInclusive<usize>) {
    if paragraph.runs.is_empty() {
        return (Vec::new(), 0..=0);
    }
    let items = prepare(diagnostics, paragraph, rules, fonts);
    let setting = justify::Setting { items: &items, paragraph, rules, fonts };
    let (spans, counts) = fit::fit_with_counts(&items, rules, true);
    let lines = spans.into_iter().map(|span| filled(diagnostics, setting, span));
    (lines.collect(), counts)
}

/// Breaks a filled paragraph into each of these numbers of lines, as well as that can be
/// done; `None` where no legal way gives so many without white that readers would notice
/// (8.7), and where its author broke lines. What is wrong with the text is for [`set`] to
/// say.
#[must_use]
pub fn set_in(
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
    counts: &[usize],
) -> Vec<Option<Vec<Line>>> {
    if paragraph.runs.is_empty() {
        return vec![None; counts.len()];
    }
    let items = prepare(&mut Diagnostics::new(), paragraph, rules, fonts);
    let setting = justify::Setting { items: &items, paragraph, rules, fonts };
    let placed = |spans: Vec<fit::Span>| {
        spans.into_iter().map(|span| justify::place(setting, span).0).collect()
    };
    let found = fit::fit_in(&items, rules, counts).into_iter();
    found.map(|spans| spans.map(placed)).collect()
}

/// Like [`set`], with the cell of every character cluster, for those who measure.
#[must_use]
pub fn measure(
    diagnostics: &mut Diagnostics,
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
) -> Vec<(Line, Vec<Cell>)> {
    if paragraph.runs.is_empty() {
        return Vec::new();
    }
    let items = prepare(diagnostics, paragraph, rules, fonts);
    let setting = justify::Setting { items: &items, paragraph, rules, fonts };
    let placed = |span| {
        let (line, cells, _) = justify::place_cells(setting, span, true);
        (line, cells)
    };
    fit::fit(&items, rules).into_iter().map(placed).collect()
}

/// Where lines may end and must: byte offsets in the text, ascending, without its end.
/// What is longer than a line adds none.
#[must_use]
pub fn breaks(paragraph: &Paragraph, rules: &Rules, fonts: &Fonts) -> Vec<usize> {
    let items = prepare(&mut Diagnostics::new(), paragraph, rules, fonts);
    let may = |pair: &[item::Item]| {
        let is_forced = pair[0].class == class::Class::Newline;
        let how = pair[0].break_after;
        let may = is_forced || how < breaks::Break::Emergency;
        may.then_some(pair[1].start)
    };
    items.list.windows(2).filter_map(may).collect()
}

/// The language that hyphenates the Latin words of a text in a language: its own, or
/// English beside Han and Hangul.
#[must_use]
pub fn hyphenation(tag: &str) -> Option<[u8; 2]> {
    let primary = tag.split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.as_bytes() {
        b"zh" | b"ja" | b"ko" => Some(*b"en"),
        &[first, second] => Some([first, second]),
        _ => None,
    }
}

/// Whether two neighbouring Han belong to one word, so that a displayed line that ends
/// between them tears it.
#[must_use]
pub fn is_one_word(before: char, after: char) -> bool {
    phrase::between(before, after) == breaks::Break::Unwilling
}

/// The items of a paragraph, ready to be fitted into lines.
fn prepare(
    diagnostics: &mut Diagnostics,
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
) -> item::Items {
    let mut items = collect::collect(diagnostics, paragraph, rules, fonts);
    turn::turn(&mut items, paragraph, rules, fonts);
    dress::dress(&mut items, paragraph, rules);
    ruby::widen(&mut items, paragraph, rules, fonts);
    items.sum_up(rules);
    items
}

/// Places a line and reports it when it could not be filled (spec.md 5.10).
fn filled(
    diagnostics: &mut Diagnostics,
    setting: justify::Setting<'_>,
    span: fit::Span,
) -> Line {
    let (line, fills) = justify::place(setting, span);
    if !fills {
        let text = &setting.paragraph.text[line.range.clone()];
        let found = Diagnostic::new(Code::L002).with("line", text);
        diagnostics.push(found.with("style", "none"));
    }
    line
}
