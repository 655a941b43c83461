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
    /// Its characters' own widths.
    pub(crate) width: Width,
    /// The least and the greatest width it can have had on the page: marks are set half
    /// as wide when a line needs it, and there is a gap between ideographs and figures.
    pub(crate) span: (Width, Width),
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
    let width = columns(&text);
    let printed = if is_doubled { width } else { columns(shown) };
    let (marks, gaps) = play(&text);
    Line {
        number,
        raw: shown,
        end: forms::end(&text),
        text,
        width,
        span: (width - marks, printed.max(width + (gaps + 1) / 2)),
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
    let cut = if line.doubled { None } else { cut(line.raw) };
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

/// How many marks of a text may be set half as wide, and how many gaps of a quarter em
/// it has between ideographs and Latin.
fn play(text: &str) -> (Width, Width) {
    let (mut marks, mut gaps) = (0, 0);
    let mut last: Option<char> = None;
    for c in text.chars() {
        let mark = matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？')
            || matches!(
                c,
                '“' | '”' | '‘' | '’' | '（' | '）' | '《' | '》' | '「' | '」' | '·'
            );
        marks += Width::from(mark);
        gaps += Width::from(last.is_some_and(|last| {
            clean::is_han(last) && clean::is_latin(c)
                || clean::is_latin(last) && clean::is_han(c)
        }));
        last = Some(c);
    }
    (marks, gaps)
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

/// The widest column that is looked for: sixty ideographs. Beyond it lines are paragraphs.
const WIDEST: usize = 120;

/// The narrowest column: six ideographs.
const NARROWEST: usize = 12;

/// Measures the column before, around and after each line.
pub(crate) fn measure(lines: &mut [Line<'_>]) {
    let spans: Vec<(Width, Width)> = lines
        .iter()
        .map(|line| {
            let indent = if line.indent >= 3 { line.indent.min(4) } else { 0 };
            (line.span.0 + indent, line.span.1 + indent)
        })
        .collect();
    let columns: Vec<[Width; 3]> = (0..spans.len())
        .map(|at| {
            let from = at.saturating_sub(WINDOW);
            let to = (at + 1 + WINDOW).min(spans.len());
            let near =
                at.saturating_sub(WINDOW / 2)..(at + 1 + WINDOW / 2).min(spans.len());
            [column(&spans[from..at]), column(&spans[near]), column(&spans[at + 1..to])]
        })
        .collect();
    for (line, column) in lines.iter_mut().zip(columns) {
        line.column = column;
    }
}

/// The width that most lines of a window can have had; 0 when there is no such width.
fn column(spans: &[(Width, Width)]) -> Width {
    let mut fits = [0_usize; WIDEST + 1];
    for (low, high) in spans {
        let low = usize::try_from(*low).unwrap_or(0).max(NARROWEST);
        let high = usize::try_from(*high).unwrap_or(0).min(WIDEST);
        if low <= high {
            fits[low..=high].iter_mut().for_each(|count| *count += 1);
        }
    }
    let most = fits.into_iter().max().unwrap_or(0);
    // Three in ten agree by chance in a list of headings; four do not.
    if most < 3 || most * 10 < spans.len() * 4 {
        return 0;
    }
    let first = fits.iter().position(|count| *count == most).unwrap_or(0);
    let last = fits.iter().rposition(|count| *count == most).unwrap_or(0);
    Width::try_from(first.midpoint(last)).unwrap_or(0)
}
