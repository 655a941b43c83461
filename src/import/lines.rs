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
use crate::import::people;
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

/// The indent that most paragraphs have: of those up to four ems the most frequent.
fn usual_indent(lines: &[Line<'_>]) -> Width {
    let mut counts = [0_usize; 9];
    for line in lines.iter().filter(|line| line.indent >= 3) {
        if let Some(count) =
            usize::try_from(line.indent).ok().and_then(|at| counts.get_mut(at))
        {
            *count += 1;
        }
    }
    let most = (3..counts.len()).max_by_key(|at| counts[*at]).unwrap_or(4);
    Width::try_from(most).unwrap_or(4)
}

/// Whether a line is a byline, of persons or of a unit behind the mark of bylines.
fn is_byline(line: &Line<'_>) -> bool {
    // Nearly all lines can be told by their length or their end.
    let names = || match line.is_as_printed() {
        true => line.names,
        false => people::byline(line.raw).is_some(),
    };
    line.raw.len() <= 120
        && !line.raw.ends_with(['。', '，', '、', '；'])
        && (names() || forms::marked_unit(line.raw))
}

/// Adds what only the whole source tells: usual spacing, page starts, columns.
fn finish(mut lines: Vec<Line<'_>>) -> Page<'_> {
    let total = lines.len().max(1);
    let spaced = lines.iter().filter(|line| line.gap > 0).count();
    let single = spaced * 10 < total * 8;
    // Titles are indented to stand in the middle, and are short.
    let full = typical_width(&lines);
    let deep =
        lines.iter().filter(|line| line.indent >= 3 && line.width * 2 > full).count();
    let indented = deep * 20 > total;
    let led = lines.iter().filter(|line| line.indent == 1).count();
    let fed = lines.iter().filter(|line| line.page).count();
    // Where leading space is common it is the author's, not the trace of a page; where
    // form feeds part the pages nothing else has to.
    let telling = led * 8 < total && !indented && fed < 2;
    // Where paragraphs are indented the space of a page comes on top.
    let usual = usual_indent(&lines);
    let paged = page_gap(&lines, full);
    for (index, line) in lines.iter_mut().enumerate() {
        let blanks = line.gap;
        line.gap = if single { blanks } else { (blanks - 1).max(0) };
        line.page |= index == 0
            || telling && line.indent == 1
            || indented && (line.indent == usual + 1 || line.indent == 1)
            || !single && line.gap >= 2
            || single && line.gap >= paged;
    }
    for at in 1..lines.len() {
        lines[at - 1].give = lead(&lines[at].text);
        let byline = is_byline(&lines[at]);
        lines[at - 1].above_byline = byline;
        lines[at].below_byline =
            !byline && at > 1 && lines[at - 2].above_byline && lines[at].unit() > 0;
        let (before, line) = (&lines[at - 1], &lines[at]);
        let list =
            before.glance.holds(glance::PAUSE) && before.is_labelled() && line.gap == 0;
        lines[at].listed =
            list && line.end == End::Open && line.text.len() < before.text.len();
    }
    // A few blank lines among many lines of columns stand at the ends of paragraphs.
    let parted = single && !indented && spaced * 50 > total;
    Page { lines, indented, single, parted, wrapped: false, footed: false }
}

/// As many blank lines as end a page where few lines have any after them. Three do where
/// they stand in the middle of sentences, which no title does.
fn page_gap(lines: &[Line<'_>], full: Width) -> i32 {
    let is_text = |line: &Line<'_>| line.width + 4 >= full;
    // Heads, numbers and titles may stand on either side.
    let is_beside = |line: &&Line<'_>| !is_text(line) && line.end == End::Open;
    let is_amid = |at: &usize| {
        let before = lines[..*at].iter().rev().take(3).find(|line| !is_beside(line));
        let after = lines[*at..].iter().take(3).find(|line| !is_beside(line));
        let breaks =
            |line: &Line<'_>| is_text(line) && matches!(line.end, End::Open | End::Pause);
        before.is_some_and(breaks) && after.is_some_and(is_text)
    };
    let three = (1..lines.len()).filter(|at| lines[*at].gap == 3);
    if three.filter(is_amid).take(2).count() == 2 { 3 } else { 4 }
}

/// The width that most lines of a source reach: of its columns, or of its paragraphs.
pub(crate) fn typical_width(lines: &[Line<'_>]) -> Width {
    let mut widths: Vec<Width> = lines.iter().map(|line| line.width).collect();
    if widths.is_empty() {
        return 0;
    }
    let middle = widths.len() / 2;
    *widths.select_nth_unstable(middle).1
}

/// How much of the beginning of a line could not have stood on the line before by
/// itself: opening marks with the word they open, a number or a Latin word.
fn lead(text: &str) -> Width {
    let mut width = 0;
    let mut last: Option<char> = None;
    for c in text.chars().take(24) {
        let joins =
            clean::is_latin(c) || matches!(c, '.' | ',' | '-' | '–' | '—' | '%' | '+');
        let bound = match last {
            None => true,
            Some(before) if is_opening(before) => true,
            Some(before) => is_bound(c) || joins && !clean::is_han(before),
        };
        if !bound {
            break;
        }
        width += glance::width(c);
        last = Some(c);
    }
    // Had it been half an em narrower it would have fitted.
    (width - 1).max(0)
}

/// Marks that never begin a line.
fn is_bound(c: char) -> bool {
    forms::is_closing(c)
        || matches!(c, '，' | '。' | '、' | '；' | '：' | '！' | '？' | '…')
}

/// Marks that open something.
fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '（' | '《' | '「' | '『' | '【' | '〈')
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
