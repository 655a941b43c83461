//! What only the whole source tells about its lines: how it uses blank lines and indents,
//! where pages start, how much of a line belongs together.

use crate::import::clean;
use crate::import::forms::{self, End};
use crate::import::glance::{self, COMMA};
use crate::import::lines::{Line, Page, Width};
use crate::import::organs;
use crate::import::people;

/// Adds what only the whole source tells: usual spacing, page starts, columns.
pub(crate) fn finish(mut lines: Vec<Line<'_>>) -> Page<'_> {
    let total = lines.len().max(1);
    let spaced = lines.iter().filter(|line| line.gap > 0).count();
    let single = spaced * 10 < total * 8;
    let full = typical_width(&lines);
    let indented = keeps_indents(&lines);
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

/// Whether paragraphs keep the indent of their first line: many lines of text have one,
/// and some of those that follow the end of a sentence, with which nothing has to begin.
/// Titles, which hold no comma, are indented as well, to stand in the middle.
fn keeps_indents(lines: &[Line<'_>]) -> bool {
    let is_text = |line: &Line<'_>| line.end == End::Final || line.glance.holds(COMMA);
    let deep = lines.iter().filter(|line| line.indent >= 3);
    let wide = deep.clone().filter(|line| is_text(line)).count();
    let after = lines.windows(2).filter(|two| two[0].end == End::Final);
    let (kept, lost): (Vec<_>, Vec<_>) =
        after.filter(|two| is_text(&two[1])).partition(|two| two[1].indent >= 3);
    wide > 0 && deep.count() * 20 > lines.len() && kept.len() * 5 > lost.len()
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
        && (names() || organs::marked_unit(line.raw))
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
    let three = || (1..lines.len()).filter(|at| lines[*at].gap == 3);
    // A page is set apart by more than sections are, or by as much in few places.
    let count = three().count();
    let is_apart = count >= 2
        && count * 15 < lines.len()
        && !lines.iter().any(|line| line.gap == 2)
        && !three().any(|at| lines[at].numbered().is_some());
    if is_apart || three().filter(is_amid).take(2).count() == 2 { 3 } else { 4 }
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
