//! Pages planned together: where one page comes out badly, the pages before it that are
//! not drawn yet and some that follow are divided anew, so that all of them together come
//! out best; paragraphs may be a line longer or shorter (spec 8.7).
//!
//! All ways are weighed, page start by page start (dynamic programming). A stretch is a
//! few pages long and a paragraph is set at most three times, so the time stays linear in
//! the text. Floats, rows of tables and notes that part end a stretch: they are left to
//! `mend.rs`.

mod stretch;
mod ways;

use crate::geom::{Length, Point};
use crate::page::again::Again;
use crate::page::fill::{Filling, Plan};
use crate::page::flow::Kind;

use stretch::Stretch;
use ways::Ends;

/// How many pages wait to be drawn: a heading that does not fit can be helped by
/// paragraphs a few pages before.
pub(super) const WINDOW: usize = 4;

/// How many pages behind the bad one are looked at.
const AHEAD: usize = 2;

/// A better way to divide pages.
pub(super) struct Together {
    /// How many of the waiting pages stay as they are.
    pub(super) kept: usize,
    /// Those that follow them.
    pub(super) plans: Vec<Plan>,
}

impl Filling<'_> {
    /// Divides the waiting pages and the next ones anew; `None` when nothing can be done
    /// that was not done before.
    pub(super) fn together(&mut self, waiting: &[Plan]) -> Option<Together> {
        if !self.waiting.is_empty() || !self.carried.is_empty() {
            return None;
        }
        let pages = waiting.iter().rev().take_while(|plan| self.is_plain(plan)).count();
        let kept = waiting.len() - pages;
        let start = waiting.get(kept).map_or(self.next, |plan| plan.start);
        let pages = i64::try_from(pages + 1 + AHEAD).unwrap_or(1);
        let stretch = Stretch::new(self, start, self.lines * pages);
        let ends = stretch.best_ends(self)?;
        let places: Vec<usize> =
            ends.ends.iter().map(|end| stretch.item(end, &ends)).collect();
        let last = *places.last()?;
        if last <= self.reached {
            return None;
        }
        self.reached = last;
        self.choose(&stretch, &ends)?;
        self.next = start;
        let mut plans = Vec::new();
        for end in places {
            let plan = self.plan_to(end);
            self.move_on(&plan);
            plans.push(plan);
        }
        Some(Together { kept, plans })
    }

    /// Whether nothing on a page floats, parts or goes on from the page before but text.
    fn is_plain(&self, plan: &Plan) -> bool {
        let is_line = |(index, _): &(usize, i64)| {
            matches!(self.shapes[*index].0, Kind::Lines(_) | Kind::Blank(_))
        };
        plan.floats.is_empty()
            && !plan.carries
            && plan.rest.is_empty()
            && plan.notes.iter().all(|part| part.from == 0)
            && plan.items.iter().all(is_line)
    }

    /// Sets the paragraphs again that are to be longer or shorter; `None` when one cannot
    /// be, and then all stay as they are.
    fn choose(&mut self, stretch: &Stretch, ends: &Ends) -> Option<()> {
        let mut chosen = Vec::new();
        let mut squeezed = Vec::new();
        for (piece, choice) in &ends.choices {
            if self.headings[stretch.pieces[*piece].first] {
                squeezed.push(stretch.pieces[*piece].first);
                continue;
            }
            let seam = stretch.seam(*piece, *choice, ends)?;
            let piece = &stretch.pieces[*piece];
            let looseness = piece.choices[*choice].looseness;
            // What is left over when it is shorter goes to its top.
            let seam = if looseness < 0 { 0 } else { seam };
            let items = self.variant(piece.first, piece.count, looseness)?.clone();
            let items = Again::fitted(self.setting, items, piece.count, seam);
            chosen.push((piece.first, items));
        }
        for (first, mut items) in chosen {
            self.exchange(first, &mut items);
            self.settle(first, items.len());
        }
        squeezed.into_iter().for_each(|index| self.squeeze(index));
        Some(())
    }

    /// Sets a heading in one line less.
    fn squeeze(&mut self, index: usize) {
        let Some(item) = self.items[index].as_mut() else { return };
        let (Some(up), Kind::Lines(lines)) = (item.squeeze.take(), item.kind) else {
            return;
        };
        item.kind = Kind::Lines(lines - 1);
        item.drawn.shift(Point { x: Length::ZERO, y: -up });
        self.shapes[index].0 = item.kind;
    }

    /// The next page when it ends before an item.
    fn plan_to(&self, end: usize) -> Plan {
        let mut plan = self.empty();
        let mut last = None;
        while plan.next < end {
            let (kind, after) = self.shapes[plan.next];
            if !self.add(&mut plan, kind) {
                break;
            }
            last = Some(after);
        }
        plan.cost = last.map_or(0, |after| self.cost(&plan, after));
        plan
    }
}
