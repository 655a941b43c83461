//! A decoded source into lines with what their layout says: width, indent, blank lines
//! before, page starts, the width of the column around.
//!
//! Widths are counted in half ems, as a typeset column counts them: an ideograph or a
//! Chinese mark has two. Line numbers are those of the source, from 1.

use unicode_width::UnicodeWidthStr;

use crate::import::clean;
use crate::import::forms::{self, End};

/// Half ems.
pub(crate) type Width = i32;

/// A line, or a part of one when a caption is glued to its end.
#[derive(Debug, Clone)]
pub(crate) struct Line<'a> {
    /// Its number in the source.
    pub(crate) number: u32,
    /// As it stands there, without the space around.
    pub(crate) raw: &'a str,
    /// Its characters as running text.
    pub(crate) text: String,
    /// Width with and without the spaces that were dropped: the real one lies between.
    pub(crate) width: (Width, Width),
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
    /// How it ends.
    pub(crate) end: End,
    /// Width of the column before, around and after; 0 when there is none.
    pub(crate) column: [Width; 3],
}

/// The lines of a source and how it uses blank lines and indents.
pub(crate) struct Page<'a> {
    /// The lines that are not blank.
    pub(crate) lines: Vec<Line<'a>>,
    /// Whether paragraphs keep the indent of their first line.
    pub(crate) indented: bool,
    /// Whether most lines are followed by no blank line, so that a blank means something.
    pub(crate) single: bool,
}

/// Reads the lines of a text.
pub(crate) fn read(text: &str) -> Page<'_> {
    let mut lines = Vec::new();
    let mut blanks = 0;
    let mut feed = false;
    for (index, raw) in text.split('\n').enumerate() {
        feed |= raw.contains('\u{C}');
        let shown = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
        if shown.is_empty() {
            blanks += 1;
            continue;
        }
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        let mut line = line(number, raw, shown);
        line.gap = blanks;
        line.page = feed;
        push_pieces(&mut lines, line);
        blanks = 0;
        feed = false;
    }
    finish(lines)
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
fn piece(number: u32, shown: &str) -> Line<'_> {
    let unmarked = clean::without_markers(shown);
    let doubled = clean::undouble(&unmarked);
    let is_doubled = doubled.is_some();
    let text = doubled.unwrap_or_else(|| clean::running(&unmarked));
    let narrow = columns(&text);
    let wide = if is_doubled { narrow } else { columns(shown).max(narrow) };
    Line {
        number,
        raw: shown,
        end: forms::end(&text),
        text,
        width: (narrow, wide),
        indent: 0,
        gap: 0,
        page: false,
        label: false,
        doubled: is_doubled,
        column: [0; 3],
    }
}

/// The line, cut where a caption is glued to a sentence's end or two spaces hide the end
/// of a paragraph.
fn push_pieces<'a>(lines: &mut Vec<Line<'a>>, line: Line<'a>) {
    let Some(cut) = cut(line.raw) else {
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
fn cut(raw: &str) -> Option<usize> {
    let caption = raw.find(['▲', '▼']).filter(|at| *at > 0);
    let stop = ["。  ", "。\u{3000}\u{3000}", "。” \u{20}"]
        .iter()
        .filter_map(|mark| raw.find(mark).map(|at| at + '。'.len_utf8()))
        .min();
    caption.or(stop).or_else(|| {
        let (at, _) = clean::doubled_tail(raw)?;
        Some(at)
    })
}

/// Columns a text takes.
pub(crate) fn columns(text: &str) -> Width {
    Width::try_from(text.width_cjk()).unwrap_or(Width::MAX)
}

/// Adds what only the whole source tells: usual spacing, page starts, columns.
fn finish(mut lines: Vec<Line<'_>>) -> Page<'_> {
    let total = lines.len().max(1);
    let spaced = lines.iter().filter(|line| line.gap > 0).count();
    let single = spaced * 10 < total * 8;
    let deep = lines.iter().filter(|line| line.indent >= 3).count();
    let indented = deep * 20 > total;
    let led = lines.iter().filter(|line| line.indent > 0).count();
    // Where leading space is common it is the author's, not the trace of a page.
    let telling = led * 8 < total && !indented;
    for (index, line) in lines.iter_mut().enumerate() {
        let blanks = line.gap;
        line.gap = if single { blanks } else { (blanks - 1).max(0) };
        let tight = blanks == 0;
        line.page |= index == 0
            || telling && line.indent > 0 && tight
            || !single && line.gap >= 2
            || single && line.gap >= 4;
    }
    measure(&mut lines);
    Page { lines, indented, single }
}

/// As many lines as a column is measured over: two paragraphs of a newspaper.
const WINDOW: usize = 10;

/// Measures the column before, around and after each line.
pub(crate) fn measure(lines: &mut [Line<'_>]) {
    let widths: Vec<Width> = lines.iter().map(|line| line.width.0 + line.indent.min(4) * i32::from(line.indent >= 3)).collect();
    let spans: Vec<[Width; 3]> = (0..widths.len())
        .map(|at| {
            let from = at.saturating_sub(WINDOW);
            let to = (at + 1 + WINDOW).min(widths.len());
            let near = at.saturating_sub(WINDOW / 2)..(at + 1 + WINDOW / 2).min(widths.len());
            [column(&widths[from..at]), column(&widths[near]), column(&widths[at + 1..to])]
        })
        .collect();
    for (line, span) in lines.iter_mut().zip(spans) {
        line.column = span;
    }
}

/// The width that most full lines of a window share; 0 when there is no such width.
fn column(widths: &[Width]) -> Width {
    let close = |full: Width| widths.iter().filter(|w| (full - 2..=full + 1).contains(*w)).count();
    let best = widths.iter().copied().filter(|w| (12..=120).contains(w)).max_by_key(|w| (close(*w), *w));
    let Some(best) = best else { return 0 };
    // Three in ten agree by chance in a list of headings; four do not.
    if close(best) < 3 || close(best) * 10 < widths.len() * 4 {
        return 0;
    }
    let mut cluster: Vec<Width> =
        widths.iter().copied().filter(|w| (best - 2..=best + 1).contains(w)).collect();
    cluster.sort_unstable();
    cluster[cluster.len() * 2 / 3]
}
