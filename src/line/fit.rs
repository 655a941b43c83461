//! Items into lines: which items each line holds.
//!
//! Justified paragraphs are broken as a whole (total fit, spec.md 5.9): of all ways to
//! break, the one whose lines cost least. Lines are weighed by differences of sums, and
//! only the few starts from which a line can reach an end are tried, so the time is
//! linear in the text. Ragged paragraphs take as much as fits into each line. Costs are
//! integers: the same paragraph breaks the same everywhere.

mod centred;
mod exact;
mod total;

pub(super) use exact::{counts, fit_in};

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::{
    LEAST_SHRUNK, TORN, limit, permille, regaining, shrinking, stretching, white,
};
use crate::line::fit::centred::Centred;
use crate::line::fit::total::{Lines, Weight, total_fit};
use crate::line::item::{Items, Totals};
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
    /// The width of the hyphen that a line has which ends here.
    hyphen: Length,
    /// How far its last item may stand outside it.
    hang: Length,
    /// What stands before a line that starts here…
    start: Totals,
    /// … and up to the end of one that ends here, without its hyphen.
    end: Totals,
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
            let total = total_fit(&Filled { fitter: &fitter, places: &places });
            // 5.5: never more than one line longer than greedy.
            if total.len() > greedy.len() + 1 { greedy } else { total }
        }
        Align::Center => {
            let depths = fitter.depths(&places);
            let lines = Centred { fitter: &fitter, places: &places, depths: &depths };
            let total = total_fit(&lines);
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
                last: last(&from, &to),
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
        places.push(self.place(range.start, Break::Free, None));
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
            let place = self.place(at, how, last);
            if breaks_long && self.is_overlong(from, place, room) {
                self.emergencies(from, at, &mut places);
            }
            places.push(place);
            from = at;
        }
        places
    }

    /// A place before an item.
    fn place(&self, at: usize, how: Break, last: Option<usize>) -> Place {
        let items = self.items;
        let hyphen = match how {
            Break::Hyphen => items.list[at - 1].hyphen,
            _ => Length::ZERO,
        };
        let hang = last.map_or(Length::ZERO, |last| items.list[last].hang);
        let start = items.before_line(at);
        let end = last.map_or(start, |last| items.through_line(last));
        Place { at, how, last, hyphen, hang, start, end }
    }

    /// Whether what stands between two places is longer than a line, however it shrinks.
    fn is_overlong(&self, from: usize, to: Place, room: Length) -> bool {
        let hyphen = to.hyphen;
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
                places.push(self.place(at, Break::Emergency, last));
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
                if last(&places[from], &places[to]).is_none() {
                    continue;
                }
                let place = &places[to];
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

    /// The room that is left on the line between two places (below zero what it lacks) and
    /// the figures of the line.
    fn slack(&self, from: usize, start: &Place, end: &Place) -> (Length, Totals) {
        let own = end.end.since(&start.start);
        let slack = self.room_from(from) - own.width - end.hyphen;
        // A stop that may hang gives its ink where the line would lack room (5.8).
        let slack = if slack < Length::ZERO { slack + end.hang } else { slack };
        (slack, own)
    }

    /// What the line between two places costs; when that is `most` or more, perhaps only
    /// that it is.
    fn weigh(&self, places: &[Place], (from, to): (usize, usize), most: i64) -> Weight {
        let (start, end) = (&places[from], &places[to]);
        let Some(last) = last(start, end) else { return Weight::Fits(0) };
        let (slack, own) = self.slack(from, start, end);
        if slack < Length::ZERO {
            let is_long = slack + own.shrink < Length::ZERO;
            return if is_long { Weight::TooLong } else { Weight::Shrinks };
        }
        let line = LINE + breaking(start.how, end.how);
        if end.at == self.end {
            return Weight::Fits(line + self.ending(last, from, (start, end)));
        }
        let is_plain = own.stretch == Length::ZERO && own.places > 0;
        if is_plain
            && most - line <= white(TORN)
            && slack * 1000 >= self.items.unit.em * (own.places * TORN)
        {
            // So much is said without a division.
            return Weight::Fits(most);
        }
        let (extra, regained) = self.stretching(slack, &own, (start.at, last));
        match extra {
            Some(extra) if extra <= limit(self.rules) => {
                Weight::Fits(line + regained + white(extra))
            }
            Some(extra) => {
                Weight::TooLoose(TORN_APART / 10 + line + white(extra.min(10_000)))
            }
            None => Weight::TooLoose(TORN_APART / 2),
        }
    }

    /// What a line costs that has to shrink.
    fn shrunk(&self, places: &[Place], from: usize, to: usize) -> i64 {
        let (start, end) = (&places[from], &places[to]);
        let Some(last) = last(start, end) else { return 0 };
        let (slack, _) = self.slack(from, start, end);
        let sums = self.items.line(start.at, last);
        LINE + breaking(start.how, end.how)
            + shrinking(&sums, -slack, self.rules)
            + self.ending(last, from, (start, end))
    }

    /// The extra white at each place of a line that is to be filled, as
    /// [`stretching`] has it, and what the white costs that its half marks regain.
    fn stretching(
        &self,
        slack: Length,
        own: &Totals,
        (first, last): (usize, usize),
    ) -> (Option<i64>, i64) {
        let unit = &self.items.unit;
        if own.stretch > Length::ZERO {
            let sums = self.items.line(first, last);
            return (stretching(&sums, slack, unit), regaining(&sums, slack));
        }
        let extra = match slack {
            Length::ZERO => Some(0),
            // Most lines: Han, and marks that keep their white.
            _ if own.places > 0 => Some(permille(slack, unit.em * own.places)),
            _ => None,
        };
        (extra, 0)
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
        let is_word = items.iter().any(|item| item.class.is_word());
        match full {
            0 | 1 if !is_word || width < self.rules.em * 2 => ORPHAN,
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

    fn shrunk(&self, from: usize, to: usize) -> i64 {
        self.fitter.shrunk(self.places, from, to)
    }

    fn least(&self, to: usize) -> i64 {
        let end = &self.places[to];
        // A line of spaces is none and costs nothing.
        let is_inked = end.last.is_some_and(|last| last + 1 == end.at);
        if is_inked { LINE + breaking(Break::Free, end.how) } else { 0 }
    }

    fn least_shrunk(&self) -> i64 {
        match self.fitter.items.before.last() {
            Some(all) if all.word_shrink == Length::ZERO => LEAST_SHRUNK,
            _ => 0,
        }
    }

    fn is_loose(&self, from: usize, to: usize) -> bool {
        let (start, end) = (&self.places[from], &self.places[to]);
        let Some(last) = last(start, end) else { return false };
        let (slack, own) = self.fitter.slack(from, start, end);
        if slack <= Length::ZERO || end.at == self.fitter.end {
            return false;
        }
        let limit = limit(self.fitter.rules);
        if own.stretch == Length::ZERO {
            return slack * 1000
                >= self.fitter.items.unit.em * (own.places * (limit + 1));
        }
        let (extra, _) = self.fitter.stretching(slack, &own, (start.at, last));
        extra.is_none_or(|extra| extra > limit)
    }
}

/// The cost of where a line ends, by how its start and its end were broken.
fn breaking(start: Break, end: Break) -> i64 {
    match end {
        Break::Free | Break::Never => 0,
        Break::Reluctant => RELUCTANT,
        Break::Unwilling => UNWILLING,
        Break::Hyphen if start == Break::Hyphen => HYPHEN * 2,
        Break::Hyphen => HYPHEN,
        Break::Emergency => EMERGENCY,
    }
}

/// The last item of the line between two places that is not a space; `None` when it is
/// empty.
fn last(from: &Place, to: &Place) -> Option<usize> {
    to.last.filter(|last| *last >= from.at)
}
