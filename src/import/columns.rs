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

/// Measures the column before, around and after each line.
pub(crate) fn measure(page: &mut Page<'_>) {
    let reaches: Vec<Reach> = page.lines.iter().map(Reach::of).collect();
    let end = reaches.len();
    let mut windows: [Window; 3] = Default::default();
    let mut wide = Window::default();
    for at in 0..end {
        let span = |reach: usize| at.saturating_sub(reach)..(at + 1 + reach).min(end);
        wide.slide(&reaches, span(WIDE));
        let near = [
            at.saturating_sub(WINDOW)..at,
            span(WINDOW / 2),
            at + 1..(at + 1 + WINDOW).min(end),
        ];
        for (index, wanted) in near.into_iter().enumerate() {
            windows[index].slide(&reaches, wanted);
            page.lines[at].column[index] = windows[index].column(&reaches, &wide);
        }
    }
    let inside = page.lines.iter().filter(|line| line.is_in_column()).count();
    page.wrapped = inside * 10 > page.lines.len() * 6;
}

/// A line that has about its own width says three times as much as one that must be
/// compressed far.
const NATURAL: u16 = 2;

/// What a line says for the column whose first line it would be, two ems shorter.
const FIRST: u16 = 1;

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

/// A window over the lines: how much they say for each column.
#[derive(Clone)]
struct Window {
    held: Range<usize>,
    /// How much the lines say for each column.
    votes: [u16; WIDEST + 1],
    /// How many of them can have filled it.
    fits: [u16; WIDEST + 1],
    /// How many have its width, as they stand.
    exact: [u16; WIDEST + 1],
}

impl Default for Window {
    fn default() -> Self {
        let nothing = [0; WIDEST + 1];
        Self { held: 0..0, votes: nothing, fits: nothing, exact: nothing }
    }
}

impl Window {
    /// Moves on to the lines of a range that begins and ends no earlier.
    fn slide(&mut self, reaches: &[Reach], wanted: Range<usize>) {
        for reach in &reaches[self.held.end.min(wanted.end)..wanted.end] {
            self.count(*reach, u16::wrapping_add);
        }
        for reach in &reaches[self.held.start..wanted.start.max(self.held.start)] {
            self.count(*reach, u16::wrapping_sub);
        }
        self.held = wanted;
    }

    /// Adds or takes away what a line says.
    fn count(&mut self, reach: Reach, change: impl Fn(u16, u16) -> u16) {
        let Reach { low, natural, own, high } = reach;
        let add = |counts: &mut [u16], range: Range<usize>, weight: u16| {
            // Empty when the line is wider than any column.
            let counts = counts.get_mut(range).unwrap_or_default();
            counts.iter_mut().for_each(|count| *count = change(*count, weight));
        };
        add(&mut self.votes, between(low, high), 1);
        add(&mut self.votes, between(natural, high), NATURAL);
        add(&mut self.votes, between(natural + 4, high.saturating_add(4)), FIRST);
        add(&mut self.fits, between(low, high), 1);
        add(&mut self.exact, between(own - 1, own.saturating_add(1)), 1);
        add(&mut self.exact, between(own, own), 1);
    }

    /// The column the lines of the window stand in; 0 when they stand in none. Of
    /// columns that they make nearly as likely it is the one of the lines far around.
    fn column(&self, reaches: &[Reach], wide: &Self) -> Width {
        let most = self.votes.iter().copied().max().unwrap_or(0);
        if most == 0 {
            return 0;
        }
        let enough = (most * 7).div_ceil(8);
        let (mut best, mut first, mut last) = (0, NARROWEST, NARROWEST);
        let likely = (NARROWEST..=WIDEST).step_by(STEP).filter(|from| {
            let votes = &self.votes[*from..(from + STEP).min(WIDEST + 1)];
            votes.iter().copied().max().is_some_and(|most| most >= enough)
        });
        let columns = likely.flat_map(|from| from..(from + STEP).min(WIDEST + 1));
        for column in columns {
            let exact = wide.exact[column];
            if self.votes[column] < enough || exact < best {
                continue;
            }
            if exact > best || first == NARROWEST {
                (best, first) = (exact, column);
            }
            last = column;
        }
        let middle = first.midpoint(last);
        let fits = usize::from(self.fits[middle]);
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
