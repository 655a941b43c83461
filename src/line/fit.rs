//! Items into lines: which items each line holds.
//!
//! Justified paragraphs are broken as a whole (total fit, spec.md 5.9): of all ways to
//! break, the one whose lines cost least. Lines are weighed by differences of sums, and
//! only the few starts from which a line can reach an end are tried, so the time is
//! linear in the text. Ragged paragraphs take as much as fits into each line. Costs are
//! integers: the same paragraph breaks the same everywhere.

mod centred;
mod exact;
mod place;
mod total;

pub(super) use exact::fit_in;

use std::ops::RangeInclusive;

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::{
    LEAST_SHRUNK, TORN, limit, regaining, shrinking, stretching, white,
};
use crate::line::fit::centred::Centred;
use crate::line::fit::place::Place;
use crate::line::fit::total::{Lines, Weight, total_fit};
use crate::line::item::{Items, Totals};
use crate::line::{Align, Rules};

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

/// What paragraphs of books seldom cost more than for each place, and a hundred more because
/// short ones vary: 97 of 100 do not, and half of them cost less than half as much.
const USUAL: i64 = 40;
/// Costs of lines that no one should see, but which are better than no line at all.
const TORN_APART: i64 = 1_000_000_000;
/// What ways cost less than that have no line looser than its limit and no such break.
const SOUND: i64 = TORN_APART / 10;
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
    fit_with_counts(items, rules, false).0
}

/// Breaks a paragraph's items into lines and says, if that is asked for, outside which
/// numbers of lines [`fit_in`] finds nothing.
pub(super) fn fit_with_counts(
    items: &Items,
    rules: &Rules,
    asked: bool,
) -> (Vec<Span>, RangeInclusive<usize>) {
    let mut spans = Vec::new();
    let mut counts = None;
    let mut start = 0;
    let all = items.list.len();
    let first = if items.is_parted { 0 } else { all };
    for end in first..=all {
        let is_end = end == all;
        if is_end || items.list[end].class == Class::Newline {
            // Text that ends with a forced break has no empty line after it.
            if !is_end || start < end || spans.is_empty() {
                let fitter = Fitter::new(items, rules, spans.is_empty(), end);
                let places = fitter.places(&(start..end));
                fitter.segment(&places, &mut spans);
                if asked && is_end && start == 0 {
                    counts = Some(fitter.counts(&places, spans.len()));
                }
            }
            start = end + 1;
        }
    }
    let counts = counts.unwrap_or(spans.len()..=spans.len());
    (spans, counts)
}

/// The length of a line inside its indents.
pub(super) fn room(rules: &Rules, is_start: bool) -> Length {
    let indent = if is_start { rules.first_indent } else { rules.indent };
    rules.measure - indent - rules.end_indent
}

struct Fitter<'a> {
    items: &'a Items,
    rules: &'a Rules,
    end: usize,
    /// The length of the line that starts the segment, and that of all others.
    rooms: [Length; 2],
    /// The widest white that a line may have.
    limit: i64,
}

impl<'a> Fitter<'a> {
    /// The segment that ends before an item; `is_start` when it starts the paragraph.
    fn new(items: &'a Items, rules: &'a Rules, is_start: bool, end: usize) -> Self {
        let rooms = [room(rules, is_start), room(rules, false)];
        Self { items, rules, end, rooms, limit: limit(rules) }
    }

    /// Breaks what stands between two forced breaks.
    fn segment(&self, places: &[Place], spans: &mut Vec<Span>) {
        let greedy = self.greedy(places);
        let chosen = match self.rules.align {
            _ if greedy.len() < 2 => greedy,
            Align::Start | Align::End => greedy,
            Align::Justify => {
                let total = total_fit(&Filled { fitter: self, places });
                // 5.5: never more than one line longer than greedy.
                if total.len() > greedy.len() + 1 { greedy } else { total }
            }
            Align::Center => {
                let depths = self.depths(places);
                let lines = Centred { fitter: self, places, depths: &depths };
                let total = total_fit(&lines);
                if total.len() > greedy.len() { greedy } else { total }
            }
        };
        if places[0].at == self.end {
            let is_start = spans.is_empty();
            spans.push(Span { first: self.end, last: None, is_end: true, is_start });
        }
        self.add_spans(places, &chosen, spans);
    }

    /// Adds the lines that end at chosen places.
    fn add_spans(&self, places: &[Place], chosen: &[usize], spans: &mut Vec<Span>) {
        let mut from = places[0];
        spans.reserve(chosen.len());
        for &to in chosen {
            let to = places[to];
            spans.push(Span {
                first: from.at,
                last: last(&from, &to),
                is_end: to.at == self.end,
                is_start: spans.is_empty(),
            });
            from = to;
        }
    }

    fn room_from(&self, place: usize) -> Length {
        self.rooms[usize::from(place > 0)]
    }

    /// About how many lines there will be, to make room for.
    fn count(&self, places: &[Place]) -> usize {
        let width = places.last().map_or(Length::ZERO, |place| place.end.width);
        let full = width.raw() / self.rooms[1].raw().max(1);
        usize::try_from(full).unwrap_or(0).min(places.len()) + 2
    }

    /// Takes as much as fits into each line.
    fn greedy(&self, places: &[Place]) -> Vec<usize> {
        let mut chosen = Vec::with_capacity(self.count(places));
        let mut from = 0;
        while from + 1 < places.len() {
            let room = self.room_from(from);
            let mut best = from + 1;
            for to in from + 1..places.len() {
                let place = &places[to];
                if place.inked <= places[from].at {
                    continue;
                }
                let width = place.end.width - places[from].start.width;
                if width + place.hyphen - place.hang <= room {
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

    /// The room that is left on the line between two places; below zero what it lacks.
    #[inline]
    fn slack(&self, from: usize, start: &Place, end: &Place) -> Length {
        let width = end.end.width - start.start.width;
        let slack = self.room_from(from) - width - end.hyphen;
        // A stop that may hang gives its ink where the line would lack room (5.8).
        if slack < Length::ZERO { slack + end.hang } else { slack }
    }

    /// What the line between two places costs; when that is `most` or more, perhaps only
    /// that it is.
    #[inline(always)]
    fn weigh(&self, places: &[Place], (from, to): (usize, usize), most: i64) -> Weight {
        let (start, end) = (&places[from], &places[to]);
        if end.inked <= start.at {
            return Weight::Fits { cost: 0, shorter: 0 };
        }
        let slack = self.slack(from, start, end);
        if slack < Length::ZERO {
            let shrink = end.end.shrink - start.start.shrink;
            return match slack + shrink < Length::ZERO {
                true => Weight::TooLong,
                false => Weight::Shrinks,
            };
        }
        self.weigh_filled(from, (start, end), (slack, most))
    }

    /// The same of a line that need not shrink, on which so much room is left.
    fn weigh_filled(
        &self,
        from: usize,
        (start, end): (&Place, &Place),
        (slack, most): (Length, i64),
    ) -> Weight {
        let line = line_cost(start, end);
        if end.at == self.end {
            let cost = line + self.ending(end.inked - 1, from, (start, end));
            return Weight::Fits { cost, shorter: 0 };
        }
        let own = end.end.since(&start.start);
        // Rounding may give a shorter line a thousandth less.
        let shorter = |extra: i64| match self.is_rising(from, end) {
            true => self.least(end) + white((extra - 1).max(0)),
            false => 0,
        };
        if most - line <= white(TORN) && self.reaches(slack, &own, TORN) {
            return Weight::Fits { cost: most, shorter: shorter(TORN) };
        }
        match stretching(&own, slack, &self.items.unit) {
            Some(extra) if extra <= self.limit => {
                let cost = line + self.regaining(slack, (start, end)) + white(extra);
                Weight::Fits { cost, shorter: shorter(extra) }
            }
            Some(extra) => Weight::TooLoose(SOUND + line + white(extra.min(10_000))),
            None => Weight::TooLoose(TORN_APART / 2),
        }
    }

    /// Whether each place of a line has at least so much extra white, in thousandths of an
    /// em, even when gaps take as much; said without a division.
    fn reaches(&self, slack: Length, own: &Totals, extra: i64) -> bool {
        let places = i64::from(own.places + own.gaps);
        (slack - own.stretch) * 1000 >= self.items.unit.em * (places * extra)
    }

    /// Whether lines to a place have the more white the later they start, from a place on:
    /// not where the first line is longer than the others or a mark may hang.
    fn is_rising(&self, from: usize, end: &Place) -> bool {
        (from > 0 || self.rooms[0] <= self.rooms[1]) && end.hang == Length::ZERO
    }

    /// What no line that ends at a place costs less than.
    fn least(&self, end: &Place) -> i64 {
        // A line of spaces is none and costs nothing.
        if end.inked == end.at { end.cost } else { 0 }
    }

    /// What a line costs that has to shrink.
    fn shrunk(&self, places: &[Place], from: usize, to: usize) -> i64 {
        let (start, end) = (&places[from], &places[to]);
        let Some(last) = last(start, end) else { return 0 };
        let slack = self.slack(from, start, end);
        let sums = self.items.line(start.at, last);
        line_cost(start, end)
            + shrinking(&sums, -slack, self.rules)
            + self.ending(last, from, (start, end))
    }

    /// What the white costs that half marks of a line regain.
    fn regaining(&self, slack: Length, (start, end): (&Place, &Place)) -> i64 {
        if self.items.elastic.mark_stretch == Length::ZERO {
            return 0;
        }
        regaining(&self.items.line(start.at, end.inked - 1), slack)
    }

    /// The cost of a last line that is too short (6.5).
    fn ending(&self, last: usize, from: usize, (start, end): (&Place, &Place)) -> i64 {
        if end.at != self.end || from == 0 {
            return 0;
        }
        let items = &self.items.list[start.at..=last];
        let width: Length = items.iter().take(4).map(|item| item.width).sum();
        let full = items
            .iter()
            .filter(|item| item.class.is_ideographic() || item.class.is_word())
            .take(2)
            .count();
        let is_word = || items.iter().any(|item| item.class.is_word());
        match full {
            0 | 1 if width < self.rules.em * 2 || !is_word() => ORPHAN,
            _ if width < self.rules.em * 2 => SHORT_END,
            _ => 0,
        }
    }
}

/// The lines of a filled paragraph.
struct Filled<'a> {
    fitter: &'a Fitter<'a>,
    places: &'a [Place],
}

impl Lines for Filled<'_> {
    fn places(&self) -> &[Place] {
        self.places
    }

    fn weigh(&self, from: usize, to: usize, most: i64) -> Weight {
        self.fitter.weigh(self.places, (from, to), most)
    }

    fn usual(&self) -> i64 {
        USUAL * (i64::try_from(self.places.len()).unwrap_or(0) + 100)
    }

    fn shrunk(&self, from: usize, to: usize) -> i64 {
        self.fitter.shrunk(self.places, from, to)
    }

    fn least(&self, to: usize) -> i64 {
        self.fitter.least(&self.places[to])
    }

    fn least_shrunk(&self) -> i64 {
        let has_spaces = self.fitter.items.elastic.word_shrink > Length::ZERO;
        if has_spaces { 0 } else { LEAST_SHRUNK }
    }
}

/// The cost of where a line ends.
fn breaking(end: Break) -> i64 {
    match end {
        Break::Free | Break::Never => 0,
        Break::Reluctant => RELUCTANT,
        Break::Unwilling => UNWILLING,
        Break::Hyphen => HYPHEN,
        Break::Emergency => EMERGENCY,
    }
}

/// What a line costs for where it starts and ends.
fn line_cost(start: &Place, end: &Place) -> i64 {
    let is_second = (start.how, end.how) == (Break::Hyphen, Break::Hyphen);
    end.cost + if is_second { HYPHEN } else { 0 }
}

/// The last item of the line between two places that is not a space; `None` when it is
/// empty.
fn last(from: &Place, to: &Place) -> Option<usize> {
    (to.inked > from.at).then(|| to.inked - 1)
}
