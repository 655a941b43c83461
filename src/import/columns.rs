//! Lines into the width of the column that stands before, around and after each.
//!
//! A column is never told by one line: marks are compressed, gaps opened, first lines
//! lack their indent and last lines are short. Lines vote for the widths they can have
//! had, in windows that move along the source; between widths that a window leaves open
//! the page around decides. One pass, with a few additions for each line.

use std::ops::Range;

use crate::import::lines::{Line, Page, Width};

/// As many lines as a column is measured over: two paragraphs of a newspaper.
const WINDOW: usize = 10;

/// As many lines on each side tell between columns that a window leaves open: a page.
const WIDE: usize = 30;

/// The widest column that is looked for: sixty ideographs. Beyond it lines are paragraphs.
const WIDEST: usize = 120;

/// The narrowest column: six ideographs.
const NARROWEST: usize = 12;

/// As many columns are looked at together: in nearly all of them none is likely.
const STEP: usize = 16;

/// Columns that are counted: whole steps.
const COUNTS: usize = (WIDEST + 1).next_multiple_of(STEP);

/// Measures the column before, around and after each line.
pub(crate) fn measure(page: &mut Page<'_>) {
    let reaches: Vec<Reach> = page.lines.iter().map(Reach::of).collect();
    let end = reaches.len();
    let nothing = [0; COUNTS];
    let window = Window { held: 0..0, votes: nothing, fits: nothing };
    let mut windows = [window.clone(), window.clone(), window];
    let mut around = Around { held: 0..0, exact: nothing, usual: 0 };
    for at in 0..end {
        let span = |reach: usize| at.saturating_sub(reach)..(at + 1 + reach).min(end);
        around.slide(&reaches, span(WIDE));
        around.find_usual();
        let near = [
            at.saturating_sub(WINDOW)..at,
            span(WINDOW / 2),
            at + 1..(at + 1 + WINDOW).min(end),
        ];
        for (index, wanted) in near.into_iter().enumerate() {
            windows[index].slide(&reaches, wanted);
            page.lines[at].column[index] = windows[index].column(&reaches, &around);
        }
    }
    let inside = page.lines.iter().filter(|line| line.is_in_column()).count();
    page.wrapped = inside * 10 > page.lines.len() * 6;
}

/// A line that has about its own width says three times as much as one that must be
/// compressed far.
const NATURAL: i16 = 2;

/// What a line says for the column whose first line it would be, two ems shorter.
const FIRST: i16 = 1;

/// As far as lines are compressed without being crowded: three marks of half an em.
const EASY: Width = 3;

/// The widths of a line.
#[derive(Debug, Clone, Copy)]
struct Reach {
    /// The least it can have had.
    low: Width,
    /// The least it can have had without being crowded.
    natural: Width,
    /// Its own.
    own: Width,
    /// The greatest its column can have had.
    high: Width,
}

impl Reach {
    fn of(line: &Line<'_>) -> Self {
        let indent = if line.indent >= 3 { line.indent.min(4) } else { 0 };
        let natural = (line.width - EASY).max(line.span.0);
        let high = line.span.1 + line.give;
        let [low, natural, own, high] = [line.span.0, natural, line.width, high]
            .map(|width| width.saturating_add(indent));
        Self { low, natural, own, high }
    }
}

/// The columns between two widths.
fn between(low: Width, high: Width) -> Range<usize> {
    let bound = |width: Width| usize::try_from(width).unwrap_or(0);
    bound(low).max(NARROWEST)..bound(high).saturating_add(1).min(WIDEST + 1)
}

/// A window over the lines: what they say for each column.
#[derive(Clone)]
struct Window {
    held: Range<usize>,
    /// How much the lines say for each column.
    votes: Counts,
    /// How many of them can have filled it.
    fits: Counts,
}

/// A count for each column.
type Counts = [i16; COUNTS];

/// A wide window over the lines: how many have the width of each column, as they stand.
struct Around {
    held: Range<usize>,
    exact: Counts,
    /// The column that most of them have.
    usual: usize,
}

/// Moves a window on to the lines of a range that begins and ends no earlier; `count`
/// adds what a line says (1) or takes it away (-1).
fn slide(
    held: &mut Range<usize>,
    wanted: Range<usize>,
    mut count: impl FnMut(usize, i16),
) {
    (held.end.min(wanted.end)..wanted.end).for_each(|at| count(at, 1));
    let gone = held.start..wanted.start.max(held.start);
    gone.for_each(|at| count(at, -1));
    *held = wanted;
}

/// Adds to the counts of some columns: of none when a line is wider than any.
fn add(counts: &mut Counts, columns: Range<usize>, weight: i16) {
    let counts = counts.get_mut(columns).unwrap_or_default();
    counts.iter_mut().for_each(|count| *count += weight);
}

/// The greatest count of each step.
fn tops(counts: &Counts) -> [i16; COUNTS / STEP] {
    let mut tops = [0; COUNTS / STEP];
    for (top, counts) in tops.iter_mut().zip(counts.as_chunks::<STEP>().0) {
        *top = counts.iter().copied().max().unwrap_or(0);
    }
    tops
}

impl Around {
    fn slide(&mut self, reaches: &[Reach], wanted: Range<usize>) {
        let exact = &mut self.exact;
        slide(&mut self.held, wanted, |at, sign| {
            let own = reaches[at].own;
            add(exact, between(own - 1, own.saturating_add(1)), sign);
            add(exact, between(own, own), sign);
        });
    }

    /// Finds the column that most lines have.
    fn find_usual(&mut self) {
        let tops = tops(&self.exact);
        let most = tops.into_iter().max().unwrap_or(0);
        let from = tops.iter().position(|top| *top == most).unwrap_or(0) * STEP;
        let at = self.exact[from..].iter().position(|count| *count == most);
        self.usual = from + at.unwrap_or(0);
    }
}

impl Window {
    fn slide(&mut self, reaches: &[Reach], wanted: Range<usize>) {
        let (votes, fits) = (&mut self.votes, &mut self.fits);
        slide(&mut self.held, wanted, |at, sign| {
            let Reach { low, natural, high, .. } = reaches[at];
            add(votes, between(low, high), sign);
            add(votes, between(natural, high), NATURAL * sign);
            add(votes, between(natural + 4, high.saturating_add(4)), FIRST * sign);
            add(fits, between(low, high), sign);
        });
    }

    /// The column of the page instead of the likeliest of the window, where most lines of
    /// the window have it as they stand: what a title and the line below it say against it
    /// is chance.
    fn settle(&self, reaches: &[Reach], around: &Around, likely: usize) -> usize {
        let Ok(usual) = Width::try_from(around.usual) else { return likely };
        let window = &reaches[self.held.clone()];
        let exact =
            |column: Width| window.iter().filter(|reach| reach.own == column).count();
        let most = exact(usual);
        if window.iter().all(|reach| exact(reach.own) <= most) {
            around.usual
        } else {
            likely
        }
    }

    /// The column the lines of the window stand in; 0 when they stand in none. Of
    /// columns that they make nearly as likely it is the one of the lines far around.
    fn column(&self, reaches: &[Reach], around: &Around) -> Width {
        let tops = tops(&self.votes);
        let most = tops.into_iter().max().unwrap_or(0);
        if most == 0 {
            return 0;
        }
        let enough = (most * 7 + 7) / 8;
        let (mut best, mut first, mut last) = (0, NARROWEST, NARROWEST);
        let steps = (0..COUNTS).step_by(STEP).zip(tops);
        let likely = steps.filter(|(_, top)| *top >= enough);
        let columns = likely.flat_map(|(from, _)| from..from + STEP);
        for column in columns {
            let exact = around.exact[column];
            if self.votes[column] < enough || exact < best {
                continue;
            }
            if exact > best || first == NARROWEST {
                (best, first) = (exact, column);
            }
            last = column;
        }
        let (likely, usual) = (first.midpoint(last), around.usual);
        let middle = if usual == likely || self.votes[usual] * 4 < most * 3 {
            likely
        } else {
            self.settle(reaches, around, likely)
        };
        let fits = usize::try_from(self.fits[middle]).unwrap_or(0);
        // Three in ten agree by chance in a list of headings; four do not.
        if fits < 3 || fits * 10 < self.held.len() * 4 {
            return 0;
        }
        let width = Width::try_from(middle).unwrap_or(0);
        // Nothing but a title is wider than its column; where a quarter is, lines are
        // paragraphs and their lengths agree by chance.
        let window = &reaches[self.held.clone()];
        let wider = window.iter().filter(|reach| reach.low > width + 2).count();
        if wider * 4 > window.len() { 0 } else { width }
    }
}
