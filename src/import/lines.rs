//! A decoded source into lines with what their layout says: width, indent, blank lines
//! before, page starts, the width of the column around.
//!
//! Widths are counted in half ems, as a typeset column counts them: an ideograph or a
//! Chinese mark has two. Line numbers are those of the source, from 1.

use std::borrow::Cow;

use crate::import::clean;
use crate::import::decisions::Decided;
use crate::import::forms::{self, End};
use crate::import::glance::{self, Glance};
use crate::import::layout;
use crate::import::vertical;

/// Half ems.
pub(crate) type Width = i32;

/// A line, or a part of one when a caption is glued to its end.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Its number in the source.
    pub(crate) number: u32,
    /// The number of its last line: a vertical head stands on several.
    pub(crate) last: u32,
    /// Whether it is a vertical head: one character a line.
    pub(crate) vertical: bool,
    /// As it stands there, without the space around.
    pub(crate) raw: &'a str,
    /// Its characters as running text.
    pub(crate) text: Cow<'a, str>,
    /// What a look at these shows.
    pub(crate) glance: Glance,
    /// Their own widths.
    pub(crate) width: Width,
    /// The least and the greatest width it can have had on the page: marks are set half
    /// as wide when a line needs it, and there is a gap between ideographs and figures.
    pub(crate) span: (Width, Width),
    /// How much shorter than its column it may be because what begins the next line
    /// could not be broken: a quotation mark with its word, a number.
    pub(crate) give: Width,
    /// Space before the first character.
    pub(crate) indent: Width,
    /// Blank lines before it beyond the usual.
    pub(crate) gap: i32,
    /// Whether a page probably starts here.
    pub(crate) page: bool,
    /// Whether a section label or a vertical head stood just before it.
    pub(crate) label: bool,
    /// Whether it was printed twice, as bold type is.
    pub(crate) doubled: bool,
    /// Whether it is a byline.
    pub(crate) names: bool,
    /// Whether it names a person and a post: what stands above or below a title.
    pub(crate) signed: bool,
    /// Whether the next line names who wrote the text.
    pub(crate) above_byline: bool,
    /// Whether it names a unit and the line before names persons.
    pub(crate) below_byline: bool,
    /// Whether its text goes on elsewhere, as 下转第3版 below it said.
    pub(crate) leads_away: bool,
    /// Whether blank lines part it, with few others, from the sentence around them.
    pub(crate) set_off: bool,
    /// Whether it stands in several places of the source, and not as the head of a page.
    pub(crate) recurs: bool,
    /// Whether it is a title that the contents list announces, or a part of one.
    pub(crate) announced: bool,
    /// Whether it goes on a list of words that the line before begins: 关键词：….
    pub(crate) listed: bool,
    /// Whether it is a line of a poem.
    pub(crate) verse: bool,
    /// Whether the text before it goes on after it, as the words of the source tell.
    pub(crate) jumped: bool,
    /// How it ends.
    pub(crate) end: End,
    /// Width of the column before, around and after; 0 when there is none.
    pub(crate) column: [Width; 3],
    /// What a person has decided about it.
    pub(crate) decided: Decided,
    /// How far the best reading in which something begins with it is ahead of the best
    /// in which it goes on with the paragraph before; below 0 when it is behind.
    pub(crate) margin: i32,
}

/// The lines of a source and how it uses blank lines and indents.
pub(crate) struct Page<'a> {
    /// The lines that are not blank.
    pub(crate) lines: Vec<Line<'a>>,
    /// Whether paragraphs keep the indent of their first line.
    pub(crate) indented: bool,
    /// Whether most lines are followed by no blank line, so that a blank means something.
    pub(crate) single: bool,
    /// Whether blank lines part its paragraphs, as far as they are seldom.
    pub(crate) parted: bool,
    /// Whether most lines stand in columns, so that a line is no paragraph.
    pub(crate) wrapped: bool,
    /// Whether titles stand at the feet of its pages, inside paragraphs that go on.
    pub(crate) footed: bool,
}

/// As many bytes as a line of a column has at least on average, so that the lines are
/// moved as seldom as they grow.
const BYTES_OF_A_LINE: usize = 40;

/// Reads the lines of a text; lines that are `alone` join no vertical head.
pub(crate) fn read(text: &str, alone: impl Fn(u32) -> bool) -> Page<'_> {
    let mut lines = Vec::with_capacity(text.len() / BYTES_OF_A_LINE);
    let mut column = vertical::Column::default();
    let (mut blanks, mut feed, mut at) = (0, false, 0);
    let has_feeds = text.contains('\u{C}');
    for (number, raw) in (1..).zip(text.split('\n')) {
        let start = at;
        at += raw.len() + 1;
        feed |= has_feeds && raw.contains('\u{C}');
        let shown = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if shown.is_empty() {
            blanks += 1;
            continue;
        }
        let mut line = line(number, raw, shown);
        line.gap = blanks;
        line.page = feed;
        let place = start + (raw.len() - raw.trim_start().len());
        if alone(number) {
            column = vertical::Column::default();
            push_pieces(&mut lines, line);
        } else if !column.takes(text, &mut lines, &line, place) {
            push_pieces(&mut lines, line);
        }
        (blanks, feed) = (0, false);
    }
    layout::finish(lines)
}

/// A line alone.
fn line<'a>(number: u32, raw: &'a str, shown: &'a str) -> Line<'a> {
    let before = &raw[..raw.len() - raw.trim_start().len()];
    let indent = before.chars().map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
    let mut line = piece(number, shown);
    line.indent = indent;
    line
}

/// A part of a line that stands for itself.
pub(crate) fn piece(number: u32, shown: &str) -> Line<'_> {
    read_piece(number, shown, &Glance::of(shown))
}

/// A part of a line at which somebody has looked.
fn read_piece<'a>(number: u32, shown: &'a str, printed: &Glance) -> Line<'a> {
    let (text, is_doubled) = characters(shown, printed);
    let glance = match &text {
        Cow::Borrowed(text) if text.len() == shown.len() => *printed,
        _ => Glance::of(&text),
    };
    let names = glance.names_somebody(&text);
    let is_as_printed = matches!(&text, Cow::Borrowed(text) if text.len() == shown.len());
    let signed = if is_as_printed { names } else { printed.names_somebody(shown) };
    let Glance { width, marks, gaps, .. } = glance;
    let printed_width = if is_doubled { width } else { printed.width };
    Line {
        number,
        last: number,
        vertical: false,
        raw: shown,
        end: forms::end(&text),
        text,
        glance,
        width,
        give: 0,
        span: (width - marks.min(width / 5), printed_width.max(width + (gaps + 1) / 2)),
        indent: 0,
        gap: 0,
        page: false,
        label: false,
        doubled: is_doubled,
        names,
        // Without the mark of a byline, and with a space between its words.
        signed: signed && printed.begins(glance::HAN) && shown.contains(' '),
        above_byline: false,
        below_byline: false,
        leads_away: false,
        set_off: false,
        recurs: false,
        announced: false,
        listed: false,
        verse: false,
        jumped: false,
        column: [0; 3],
        decided: Decided::default(),
        margin: 0,
    }
}

/// The characters of a line as running text, and whether they were printed twice.
fn characters<'a>(shown: &'a str, printed: &Glance) -> (Cow<'a, str>, bool) {
    let unmarked = match printed.holds(glance::HASH) {
        true => clean::without_markers(shown),
        false => Cow::Borrowed(shown),
    };
    let recurs = printed.may_hold_twice(unmarked.trim_start().chars().next());
    if let Some(doubled) = recurs.then(|| clean::undouble(&unmarked)).flatten() {
        return (Cow::Owned(doubled), true);
    }
    let text = match unmarked {
        Cow::Borrowed(unmarked) if printed.holds(glance::SPACE) => {
            clean::running(unmarked)
        }
        Cow::Borrowed(unmarked) => Cow::Borrowed(unmarked),
        Cow::Owned(unmarked) => Cow::Owned(clean::running(&unmarked).into_owned()),
    };
    (text, false)
}

/// The line, cut where a caption is glued to a sentence's end or two spaces hide the end
/// of a paragraph.
fn push_pieces<'a>(lines: &mut Vec<Line<'a>>, line: Line<'a>) {
    let cut = if line.doubled { None } else { cut(line.raw, &line.printed()) };
    let Some(cut) = cut else {
        lines.push(line);
        return;
    };
    let (before, after) = line.raw.split_at(cut);
    let mut first = piece(line.number, before.trim_end());
    (first.indent, first.gap, first.page) = (line.indent, line.gap, line.page);
    lines.push(first);
    let mut second = piece(line.number, after.trim_start());
    // The cut is as good as a blank line.
    second.gap = 1;
    push_pieces(lines, second);
}

/// Where a line falls into two.
fn cut(raw: &str, printed: &Glance) -> Option<usize> {
    let pictured = printed.holds(glance::PICTURE);
    let caption = pictured.then(|| raw.find(['▲', '▼']).filter(|at| *at > 0)).flatten();
    let stop = ["。  ", "。\u{3000}\u{3000}", "。” \u{20}"]
        .iter()
        .filter(|_| printed.holds(glance::SPACE))
        .filter_map(|mark| raw.find(mark).map(|at| at + '。'.len_utf8()))
        .min();
    caption.or(stop).or_else(|| {
        let (first, last) = (raw.chars().next(), raw.chars().next_back());
        let tail =
            if printed.may_hold_twice(last) { clean::doubled_tail(raw) } else { None };
        let head = || {
            if printed.may_hold_twice(first) { clean::doubled_head(raw) } else { None }
        };
        tail.map(|(at, _)| at).or_else(head)
    })
}

impl Line<'_> {
    /// Its characters with the spaces of the source, which part names.
    pub(crate) fn spaced(&self) -> Cow<'_, str> {
        if self.doubled {
            Cow::Borrowed(&self.text)
        } else {
            clean::without_markers(self.raw)
        }
    }

    /// What it shows: its characters where they were printed twice, else all that stands
    /// there.
    pub(crate) fn shown(&self) -> &str {
        if self.doubled { &self.text } else { self.raw }
    }

    /// Whether one or two spaces part the phrases of the line, as in titles.
    pub(crate) fn is_phrased(&self) -> bool {
        let parts = clean::phrases(self.raw).split(' ').count();
        (2..=3).contains(&parts)
    }

    /// Whether the lines around it show a column.
    pub(crate) fn is_in_column(&self) -> bool {
        self.column.iter().filter(|column| **column > 0).count() >= 2
    }
}
