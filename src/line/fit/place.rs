//! The places of a paragraph at which lines may end, and what stands before each.

use crate::geom::Length;
use crate::line::Overlong;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::fit::{Fitter, LINE, breaking, room};
use crate::line::item::Totals;

/// A place at which a line may end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// The item after it.
    pub(super) at: usize,
    pub(super) how: Break,
    /// Where the last item before it ends that is not a space: the item after that one; 0
    /// where the segment has none.
    pub(super) inked: usize,
    /// What a line costs for ending here, but for a hyphen below another.
    pub(super) cost: i64,
    /// The width of the hyphen that a line has which ends here.
    pub(super) hyphen: Length,
    /// How far its last item may stand outside it.
    pub(super) hang: Length,
    /// What stands before a line that starts here…
    pub(super) start: Totals,
    /// … and up to the end of one that ends here, without its hyphen.
    pub(super) end: Totals,
}

impl Fitter<'_> {
    /// Where lines may end, from the start of the segment to its end, both included. What
    /// is longer than a line between two places gets a place at every item.
    pub(super) fn places(&self, range: &std::ops::Range<usize>) -> Vec<Place> {
        let mut places = Vec::with_capacity(range.len() + 1);
        places.push(self.place(range.start, Break::Free, 0));
        let mut inked = 0;
        let room = room(self.rules, true).min(room(self.rules, false));
        let breaks_long = self.rules.overlong == Overlong::Break;
        let mut from = range.start;
        // Where that is.
        let mut width = self.items.totals[from].width;
        for (before, at) in self.items.list[range.clone()].iter().zip(range.start + 1..) {
            if !before.class.is_space() {
                inked = at;
            }
            let how = if at == range.end { Break::Free } else { before.break_after };
            if how == Break::Never {
                continue;
            }
            let next = self.items.totals[at].width;
            if (how, inked) == (Break::Free, at)
                && next - width <= room
                && let Some((start, end)) = self.items.between_han(before, at)
            {
                let (cost, hyphen, hang) = (LINE, Length::ZERO, Length::ZERO);
                places.push(Place { at, how, inked, cost, hyphen, hang, start, end });
                (from, width) = (at, next);
                continue;
            }
            let place = self.place(at, how, inked);
            // Its edges, which a line would cut, and what it could lose only make it shorter.
            let is_wide = next - width + place.hyphen > room;
            if breaks_long && is_wide && self.is_overlong(from, &place, room) {
                self.emergencies(from, at, &mut places);
            }
            places.push(place);
            (from, width) = (at, next);
        }
        places
    }

    /// A place before an item.
    fn place(&self, at: usize, how: Break, inked: usize) -> Place {
        let items = self.items;
        let hyphen = match how {
            Break::Hyphen => items.list[at - 1].hyphen,
            _ => Length::ZERO,
        };
        let start = items.before_line(at);
        let (hang, end) = match inked {
            0 => (Length::ZERO, start),
            inked => (items.list[inked - 1].hang, items.through_line(inked - 1)),
        };
        let cost = LINE + breaking(how);
        Place { at, how, inked, cost, hyphen, hang, start, end }
    }

    /// Whether what stands between two places is longer than a line, however it shrinks.
    fn is_overlong(&self, from: usize, to: &Place, room: Length) -> bool {
        to.inked > from && {
            let own = to.end.since(&self.items.before_line(from));
            own.width - own.shrink + to.hyphen > room
        }
    }

    /// Places inside what is longer than a line.
    fn emergencies(&self, from: usize, to: usize, places: &mut Vec<Place>) {
        let mut inked = places.last().map_or(0, |place| place.inked);
        for at in from + 1..to {
            if !self.items.list[at - 1].class.is_space() {
                inked = at;
            }
            let class = self.items.list[at].class;
            let is_within = matches!(class, Class::ZeroWidth | Class::Extend);
            if !class.is_space() && !is_within {
                places.push(self.place(at, Break::Emergency, inked));
            }
        }
    }
}
