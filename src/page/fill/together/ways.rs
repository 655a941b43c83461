//! The best of all ways to divide a stretch into pages.
//!
//! Of all ways that lead to the same start of a page only the cheapest is kept, and on a
//! page of all that take as many lines and leave as much white to headings; so the time is
//! linear in the stretch.

use std::collections::BTreeMap;

use crate::page::fill::even::white;
use crate::page::fill::together::stretch::{Choice, Piece, Row, Stretch};
use crate::page::fill::{ALONE, Filling, broken};
use crate::page::flow::After;
use crate::page::note;

/// A page that lacks more lines than this, whatever its headings take, is none that
/// planning can want.
const MOST_SHORT: i64 = 6;

/// A heading in a line less than it ought to have: worse than a line more above one.
const SQUEEZED: i64 = 14;

/// What it costs to set a paragraph again: less than a page one line short, but two for
/// one line are the most. A short paragraph shows it more.
fn again(lines: usize) -> i64 {
    3 + i64::try_from(8 / lines.max(1)).unwrap_or(0)
}

/// Where a page ends: before a row of a piece, which is set in one of its ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    /// The piece.
    pub(super) piece: usize,
    /// The row; 0 at the border of pieces.
    pub(super) row: usize,
    /// How the piece is set, when the page ends inside it.
    pub(super) choice: usize,
}

/// A way to divide a stretch.
#[derive(Debug, Default)]
pub(super) struct Ends {
    /// Where its pages end.
    pub(super) ends: Vec<End>,
    /// How pieces are set that are not set as they best are.
    pub(super) choices: BTreeMap<usize, usize>,
}

/// The cheapest way to a page start.
#[derive(Clone, Copy)]
struct Arrival {
    cost: i64,
    from: Option<End>,
    trail: Option<usize>,
}

/// What the upper part of a page takes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Taken {
    /// Lines of the grid.
    used: i64,
    /// Lines of notes.
    notes: i64,
    /// Lines that white above headings may take besides.
    gaps: i64,
}

/// A way to fill the upper part of a page.
#[derive(Clone, Copy)]
struct Way {
    cost: i64,
    inked: i64,
    trail: Option<usize>,
}

/// A piece that is set otherwise, and those before it on the page.
struct Trail {
    before: Option<usize>,
    piece: usize,
    choice: usize,
}

struct Search<'a> {
    filling: &'a Filling<'a>,
    stretch: &'a Stretch,
    /// Where pages may start, in this order.
    starts: Vec<(End, Arrival)>,
    trails: Vec<Trail>,
    /// The cheapest way through the whole stretch.
    best: Option<Arrival>,
}

/// Adds a way to those in the order of what they take; of two that take the same the cheaper
/// is kept.
fn keep(ways: &mut Vec<(Taken, Way)>, taken: Taken, way: Way) {
    match ways.binary_search_by_key(&taken, |(taken, _)| *taken) {
        Ok(at) if ways[at].1.cost <= way.cost => {}
        Ok(at) => ways[at].1 = way,
        Err(at) => ways.insert(at, (taken, way)),
    }
}

impl Stretch {
    /// The ends of the pages when all are divided as well as can be; what stands on the
    /// page that the stretch ends on is left open, unless the text ends there.
    pub(super) fn best_ends(&self, filling: &Filling) -> Option<Ends> {
        let first = End { piece: 0, row: 0, choice: 0 };
        let starts = vec![(first, Arrival { cost: 0, from: None, trail: None })];
        let mut search =
            Search { filling, stretch: self, starts, trails: Vec::new(), best: None };
        // A page ends behind its start: what is added stands behind what was weighed.
        let mut at = 0;
        while let Some((start, arrival)) = search.starts.get(at).copied() {
            search.fill(start, arrival);
            at += 1;
        }
        search.ends()
    }
}

impl Search<'_> {
    /// Weighs every way to fill the page that starts here.
    fn fill(&mut self, start: End, arrival: Arrival) {
        let first = Way { cost: arrival.cost, inked: 0, trail: None };
        let nothing = Taken { used: 0, notes: 0, gaps: 0 };
        let (mut ways, mut next) = (vec![(nothing, first)], Vec::new());
        let stretch = self.stretch;
        for (index, piece) in stretch.pieces.iter().enumerate().skip(start.piece) {
            let from = if index == start.piece { start } else { End { row: 0, ..start } };
            for (taken, way) in ways.drain(..) {
                self.extend((start, from), (index, piece), (taken, way), &mut next);
            }
            std::mem::swap(&mut ways, &mut next);
            if ways.is_empty() {
                return;
            }
        }
        for (_, way) in ways {
            let is_alone = stretch.is_last && way.inked == 1;
            let cost = way.cost + if is_alone { ALONE } else { 0 };
            if self.best.is_none_or(|best| cost < best.cost) {
                self.best = Some(Arrival { cost, from: Some(start), trail: way.trail });
            }
        }
    }

    /// Puts a piece below what a page holds, in each of its ways.
    fn extend(
        &mut self,
        (start, from): (End, End),
        (index, piece): (usize, &Piece),
        (taken, way): (Taken, Way),
        next: &mut Vec<(Taken, Way)>,
    ) {
        for (number, choice) in piece.choices.iter().enumerate() {
            let is_rest = from.row > 0;
            if is_rest && number != from.choice {
                continue;
            }
            let way = match number > 0 && !is_rest {
                true => self.again((index, piece), number, way),
                false => way,
            };
            let all = self.with_all(piece, choice, taken).filter(|_| !is_rest);
            if let Some(all) = all {
                keep(next, all, Way { inked: all.used, ..way });
                continue;
            }
            let part = (piece, index, number);
            if let Some((taken, way)) = self.go_on((start, from), part, (taken, way)) {
                keep(next, taken, way);
            }
        }
    }

    /// A way on which a piece is set otherwise than it best is.
    fn again(&mut self, (index, piece): (usize, &Piece), choice: usize, way: Way) -> Way {
        let cost = match self.filling.headings[piece.first] {
            true => SQUEEZED,
            false => again(piece.choices[choice].rows.len()),
        };
        let trail = Some(self.trails.len());
        self.trails.push(Trail { before: way.trail, piece: index, choice });
        Way { cost: way.cost + cost, trail, ..way }
    }

    /// Puts the rows of a piece onto a page and ends it after each that it may end after;
    /// returns what the page holds with all of them when they fit.
    fn go_on(
        &mut self,
        (start, from): (End, End),
        (piece, index, number): (&Piece, usize, usize),
        (mut taken, mut way): (Taken, Way),
    ) -> Option<(Taken, Way)> {
        let choice = &piece.choices[number];
        for (at, row) in choice.rows.iter().enumerate().skip(from.row) {
            let free = self.place(piece, row, &mut taken)?;
            if piece.is_blank {
                continue;
            }
            way.inked = taken.used;
            let end = match at + 1 {
                row if row < choice.rows.len() => {
                    End { piece: index, row, choice: number }
                }
                _ => End { piece: index + 1, row: 0, choice: 0 },
            };
            self.end(start, end, (free, taken.gaps, row), way);
        }
        Some((taken, way))
    }

    /// What a page holds with all of a piece, when it cannot end inside it because too much
    /// of it would stay white.
    fn with_all(&self, piece: &Piece, choice: &Choice, taken: Taken) -> Option<Taken> {
        if piece.is_blank || choice.has_notes {
            return None;
        }
        let gaps = taken.gaps + choice.gaps[usize::from(taken.used > 0)];
        let all = Taken { used: taken.used + choice.lines, gaps, ..taken };
        (self.room(all) - all.used - all.gaps > MOST_SHORT).then_some(all)
    }

    /// The lines of the grid above the notes of a page.
    fn room(&self, taken: Taken) -> i64 {
        self.filling.lines - note::slots(self.filling.setting, taken.notes)
    }

    /// Adds a row to what a page holds and says how many lines stay free; `None` when it
    /// has no room.
    fn place(&self, piece: &Piece, row: &Row, taken: &mut Taken) -> Option<i64> {
        taken.notes += row.notes;
        taken.gaps += row.gaps[usize::from(taken.used > 0)];
        let room = self.room(*taken);
        taken.used += match piece.is_blank {
            true if taken.used == 0 => 0,
            true => row.lines.min((room - taken.used).max(0)),
            false => row.lines,
        };
        (taken.used <= room).then_some(room - taken.used)
    }

    /// Ends the page after a row.
    fn end(
        &mut self,
        start: End,
        end: End,
        (free, gaps, row): (i64, i64, &Row),
        way: Way,
    ) {
        if free - gaps > MOST_SHORT || row.after == After::Never {
            return;
        }
        let next = self.stretch.pieces.get(end.piece).map(|piece| piece.first);
        let before_heading =
            end.row == 0 && next.is_some_and(|at| self.filling.is_before_heading(at));
        let cost = way.cost + white(free, gaps, before_heading) + broken(row.after);
        let arrival = Arrival { cost, from: Some(start), trail: way.trail };
        match self.place_of(end) {
            Ok(at) if self.starts[at].1.cost <= cost => {}
            Ok(at) => self.starts[at].1 = arrival,
            Err(at) => self.starts.insert(at, (end, arrival)),
        }
    }

    /// Where a start stands among those found, or ought to.
    fn place_of(&self, start: End) -> Result<usize, usize> {
        self.starts.binary_search_by_key(&start, |(start, _)| *start)
    }

    /// The way that is cheapest in the end.
    fn ends(self) -> Option<Ends> {
        let mut ends = Ends::default();
        let mut arrival = self.best?;
        let end = End { piece: self.stretch.pieces.len(), row: 0, choice: 0 };
        if self.stretch.is_last {
            ends.ends.push(end);
        }
        loop {
            let mut trail = arrival.trail;
            while let Some(Trail { before, piece, choice }) =
                trail.and_then(|trail| self.trails.get(trail))
            {
                ends.choices.insert(*piece, *choice);
                trail = *before;
            }
            let Some(from) = arrival.from else { break };
            if from.piece + from.row > 0 {
                ends.ends.push(from);
            }
            arrival = self.starts[self.place_of(from).ok()?].1;
        }
        ends.ends.reverse();
        ends.ends.dedup();
        (!ends.ends.is_empty()).then_some(ends)
    }
}
