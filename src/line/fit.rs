//! Items into lines: which items each line holds.
//!
//! Justified paragraphs are broken as a whole (total fit, spec.md 5.9): of all ways to
//! break, the one whose lines cost least. Lines are weighed by differences of sums, and
//! only the few starts from which a line can reach an end are tried, so the time is
//! linear in the text. Ragged paragraphs take as much as fits into each line. Costs are
//! integers: the same paragraph breaks the same everywhere.

mod centred;
mod exact;

pub(super) use exact::fit_in;

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::{limit, regaining, shrinking, stretching, white};
use crate::line::item::Items;
use crate::line::{Align, Overlong, Rules};

/// The items of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    /// The first item.
    pub(super) first: usize,
    /// The last item that is not a space; `None` for an empty line.
    pub(super) last: Option<usize>,
    /// Whether the line ends the paragraph or a forced break follows.
    pub(super) is_end: bool,
    /// Whether it is the first line of the paragraph.
    pub(super) is_start: bool,
}

/// A place at which a line may end.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// The item after it.
    at: usize,
    how: Break,
    /// The last item before it that is not a space, if there is any in the segment.
    last: Option<usize>,
}

/// The best way to reach a place.
#[derive(Debug, Clone, Copy)]
struct Node {
    cost: i64,
    previous: usize,
}

/// What a line costs.
enum Weight {
    /// It does not fit.
    TooLong,
    /// It fits.
    Fits(i64),
    /// Its gaps would be wider than any limit.
    TooLoose(i64),
}

/// Costs of lines that no one should see, but which are better than no line at all.
const TORN_APART: i64 = 1_000_000_000;
/// A break inside what is longer than a line.
const EMERGENCY: i64 = 100_000_000;
/// A last line of one Han (6.5): worse than any white or compression that avoids it.
const ORPHAN: i64 = 90_000;
/// A last line shorter than two em.
const SHORT_END: i64 = 4_000;
/// A hyphen costs what 0.07 em between Han do; a second one under it as much again.
const HYPHEN: i64 = 5_000;
/// Breaks that tear what is read together (2.12).
const RELUCTANT: i64 = 600;
/// Breaks between a number and its unit or inside a range: as bad as a hyphen.
const UNWILLING: i64 = 5_000;
/// Every line costs a little, so that of equal ways the shorter paragraph wins (5.5).
const LINE: i64 = 60;

/// Breaks a paragraph's items into lines.
pub(super) fn fit(items: &Items, rules: &Rules) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for end in 0..=items.list.len() {
        let is_end = end == items.list.len();
        if is_end || items.list[end].class == Class::Newline {
            // Text that ends with a forced break has no empty line after it.
            if !is_end || start < end || spans.is_empty() {
                segment(items, rules, start..end, &mut spans);
            }
            start = end + 1;
        }
    }
    spans
}

/// Breaks what stands between two forced breaks.
fn segment(
    items: &Items,
    rules: &Rules,
    range: std::ops::Range<usize>,
    spans: &mut Vec<Span>,
) {
    let fitter = Fitter { items, rules, is_start: spans.is_empty(), end: range.end };
    let places = fitter.places(&range);
    let greedy = fitter.greedy(&places);
    let chosen = match rules.align {
        _ if greedy.len() < 2 => greedy,
        Align::Start | Align::End => greedy,
        Align::Justify => {
            let total =
                fitter.total_fit(&places, |from, to| fitter.weigh(&places, from, to));
            // 5.5: never more than one line longer than greedy.
            if total.len() > greedy.len() + 1 { greedy } else { total }
        }
        Align::Center => {
            let depths = fitter.depths(&places);
            let weigh = |from, to| fitter.weigh_centred(&places, &depths, from, to);
            let total = fitter.total_fit(&places, weigh);
            if total.len() > greedy.len() { greedy } else { total }
        }
    };
    if range.is_empty() {
        let is_start = spans.is_empty();
        spans.push(Span { first: range.start, last: None, is_end: true, is_start });
    }
    fitter.add_spans(&places, &chosen, spans);
}

/// The length of a line inside its indents.
pub(super) fn room(rules: &Rules, is_start: bool) -> Length {
    let indent = if is_start { rules.first_indent } else { rules.indent };
    rules.measure - indent - rules.end_indent
}

struct Fitter<'a> {
    items: &'a Items,
    rules: &'a Rules,
    /// Whether the segment starts the paragraph.
    is_start: bool,
    end: usize,
}

impl Fitter<'_> {
    /// Adds the lines that end at chosen places.
    fn add_spans(&self, places: &[Place], chosen: &[usize], spans: &mut Vec<Span>) {
        let mut from = places[0];
        for &to in chosen {
            let to = places[to];
            spans.push(Span {
                first: from.at,
                last: last(from, to),
                is_end: to.at == self.end,
                is_start: spans.is_empty(),
            });
            from = to;
        }
    }

    /// Where lines may end, from the start of the segment to its end, both included. What
    /// is longer than a line between two places gets a place at every item.
    fn places(&self, range: &std::ops::Range<usize>) -> Vec<Place> {
        let mut places = Vec::with_capacity(range.len() + 1);
        places.push(Place { at: range.start, how: Break::Free, last: None });
        let mut last = None;
        let room = room(self.rules, true).min(room(self.rules, false));
        let breaks_long = self.rules.overlong == Overlong::Break;
        let mut from = range.start;
        for at in range.start + 1..=range.end {
            let before = &self.items.list[at - 1];
            if !before.class.is_space() {
                last = Some(at - 1);
            }
            let how = if at == range.end { Break::Free } else { before.break_after };
            if how == Break::Never {
                continue;
            }
            let place = Place { at, how, last };
            if breaks_long && self.is_overlong(from, place, room) {
                self.emergencies(from, at, &mut places);
            }
            places.push(place);
            from = at;
        }
        places
    }

    /// Whether what stands between two places is longer than a line, however it shrinks.
    fn is_overlong(&self, from: usize, to: Place, room: Length) -> bool {
        let hyphen = self.hyphen(to);
        // Its edges, which a line would cut, and what it could lose only make it shorter.
        if self.items.whole(from, to.at - 1) + hyphen <= room {
            return false;
        }
        to.last.filter(|last| *last >= from).is_some_and(|last| {
            let sums = self.items.line(from, last);
            sums.width - sums.shrink() + hyphen > room
        })
    }

    /// Places inside what is longer than a line.
    fn emergencies(&self, from: usize, to: usize, places: &mut Vec<Place>) {
        let mut last = places.last().and_then(|place| place.last);
        for at in from + 1..to {
            if !self.items.list[at - 1].class.is_space() {
                last = Some(at - 1);
            }
            let class = self.items.list[at].class;
            let is_within = matches!(class, Class::ZeroWidth | Class::Extend);
            if !class.is_space() && !is_within {
                places.push(Place { at, how: Break::Emergency, last });
            }
        }
    }

    fn room_from(&self, place: usize) -> Length {
        room(self.rules, self.is_start && place == 0)
    }

    /// Takes as much as fits into each line.
    fn greedy(&self, places: &[Place]) -> Vec<usize> {
        let mut chosen = Vec::new();
        let mut from = 0;
        while from + 1 < places.len() {
            let room = self.room_from(from);
            let mut best = from + 1;
            for to in from + 1..places.len() {
                let Some(last) = last(places[from], places[to]) else { continue };
                let width = self.items.width(places[from].at, last);
                let hang = self.items.list[last].hang;
                if width + self.hyphen(places[to]) - hang <= room {
                    let is_good = places[to].how != Break::Hyphen;
                    if is_good || self.rules.align == Align::Justify || best == from + 1 {
                        best = to;
                    }
                } else if width > room {
                    break;
                }
            }
            chosen.push(best);
            from = best;
        }
        chosen
    }

    fn hyphen(&self, place: Place) -> Length {
        match place.how {
            Break::Hyphen => self.items.list[place.at - 1].hyphen,
            _ => Length::ZERO,
        }
    }

    /// The cheapest way to break the segment: for each place the cheapest line that ends
    /// there, and so back to the start.
    fn total_fit(
        &self,
        places: &[Place],
        weigh: impl Fn(usize, usize) -> Weight,
    ) -> Vec<usize> {
        let mut nodes = Vec::with_capacity(places.len());
        nodes.push(Node { cost: 0, previous: 0 });
        let mut active = 0;
        for (to, place) in places.iter().enumerate().skip(1) {
            let mut best: Option<Node> = None;
            let mut past = 0;
            for (from, node) in nodes.iter().enumerate().skip(active) {
                // No line costs less than nothing.
                if best.is_some_and(|best| best.cost <= node.cost) {
                    continue;
                }
                let (cost, is_loose) = match weigh(from, to) {
                    Weight::TooLong if from + 1 < to => {
                        // With its hyphen a line may be too long although the next piece
                        // still fits without one.
                        let is_past = from == active + past && place.how != Break::Hyphen;
                        past += usize::from(is_past);
                        continue;
                    }
                    Weight::TooLong => (TORN_APART, true),
                    Weight::Fits(cost) => (cost, false),
                    Weight::TooLoose(cost) => (cost, true),
                };
                let cost = node.cost.saturating_add(cost);
                if best.is_none_or(|best| !is_loose && cost < best.cost) {
                    best = Some(Node { cost, previous: from });
                }
                if is_loose {
                    break; // A later start gives a looser line still.
                }
            }
            active += past;
            nodes.push(best.expect("the nearest start always gives some line"));
        }
        backtrack(&nodes)
    }

    /// The room that is left on the line between two places, of which `last` is the last
    /// item that is not a space.
    fn slack(&self, from: usize, start: Place, end: Place, last: usize) -> Length {
        let width = self.items.width(start.at, last) + self.hyphen(end);
        self.items.slack(self.room_from(from), width, last)
    }

    /// What the line between two places costs.
    fn weigh(&self, places: &[Place], from: usize, to: usize) -> Weight {
        let (start, end) = (places[from], places[to]);
        let Some(last) = last(start, end) else { return Weight::Fits(0) };
        let slack = self.slack(from, start, end, last);
        if slack < Length::ZERO {
            let sums = self.items.line(start.at, last);
            if slack + sums.shrink() < Length::ZERO {
                return Weight::TooLong;
            }
            return Weight::Fits(
                LINE + self.breaking(start, end)
                    + shrinking(&sums, -slack, self.rules)
                    + self.ending(start.at, last, from, end),
            );
        }
        let breaking = LINE + self.breaking(start, end);
        if end.at == self.end {
            return Weight::Fits(breaking + self.ending(start.at, last, from, end));
        }
        let stretch = self.items.stretch(start.at, last);
        match stretching(&stretch, slack, &self.items.unit) {
            Some(extra) if extra <= limit(self.rules) => {
                Weight::Fits(breaking + regaining(&stretch, slack) + white(extra))
            }
            Some(extra) => {
                Weight::TooLoose(TORN_APART / 10 + breaking + white(extra.min(10_000)))
            }
            None => Weight::TooLoose(TORN_APART / 2),
        }
    }

    /// The cost of where a line ends.
    fn breaking(&self, start: Place, end: Place) -> i64 {
        match end.how {
            Break::Free | Break::Never => 0,
            Break::Reluctant => RELUCTANT,
            Break::Unwilling => UNWILLING,
            Break::Hyphen if start.how == Break::Hyphen => HYPHEN * 2,
            Break::Hyphen => HYPHEN,
            Break::Emergency => EMERGENCY,
        }
    }

    /// The cost of a last line that is too short (6.5).
    fn ending(&self, first: usize, last: usize, from: usize, end: Place) -> i64 {
        if end.at != self.end || from == 0 {
            return 0;
        }
        let items = &self.items.list[first..=last];
        let width: Length = items.iter().take(4).map(|item| item.width).sum();
        let full = items
            .iter()
            .filter(|item| item.class.is_ideographic() || item.class.is_word())
            .take(2)
            .count();
        let is_word = items.iter().any(|item| item.class.is_word());
        match full {
            0 | 1 if !is_word || width < self.rules.em * 2 => ORPHAN,
            _ if width < self.rules.em * 2 => SHORT_END,
            _ => 0,
        }
    }
}

/// The last item of the line between two places that is not a space; `None` when it is
/// empty.
fn last(from: Place, to: Place) -> Option<usize> {
    to.last.filter(|last| *last >= from.at)
}

/// The places at which the cheapest way to the last node ends its lines.
fn backtrack(nodes: &[Node]) -> Vec<usize> {
    let mut chosen = vec![nodes.len() - 1];
    while let Some(&place) = chosen.last()
        && nodes[place].previous > 0
    {
        chosen.push(nodes[place].previous);
    }
    chosen.reverse();
    chosen
}
