//! Items into lines: which items each line holds.
//!
//! Justified paragraphs are broken as a whole (total fit, spec.md 5.9): of all ways to
//! break, the one whose lines cost least. Lines are weighed by differences of sums, and
//! only the few starts from which a line can reach an end are tried, so the time is
//! linear in the text. Ragged paragraphs take as much as fits into each line. Costs are
//! integers: the same paragraph breaks the same everywhere.

mod exact;

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::{limit, permille, shrinking, stretching, white};
use crate::line::item::{Items, Sums};
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
/// A title broken inside a phrase: as bad as a line four and a half em shorter.
const TITLE_TORN: i64 = 20_000;
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
        _ if greedy.len() < 2 && rules.looseness == 0 => greedy,
        Align::Start | Align::End => greedy,
        Align::Justify => {
            let total =
                fitter.total_fit(&places, |from, to| fitter.weigh(&places, from, to));
            // 5.5: never more than one line longer than greedy.
            let best = if total.len() > greedy.len() + 1 { greedy } else { total };
            fitter.loosened(&places, best.len()).unwrap_or(best)
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
    let mut first = range.start;
    for &place in &chosen {
        let end = places[place].at;
        spans.push(Span {
            first,
            last: items.last_visible(first, end),
            is_end: end == range.end,
            is_start: spans.is_empty(),
        });
        first = end;
    }
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
    /// Where lines may end, from the start of the segment to its end, both included. What
    /// is longer than a line between two places gets a place at every item.
    fn places(&self, range: &std::ops::Range<usize>) -> Vec<Place> {
        let mut places = vec![Place { at: range.start, how: Break::Free }];
        let room = room(self.rules, true).min(room(self.rules, false));
        let breaks_long = self.rules.overlong == Overlong::Break;
        let mut from = range.start;
        for at in range.start + 1..=range.end {
            let how = match self.items.list[at - 1].break_after {
                _ if at == range.end => Break::Free,
                how => how,
            };
            if how == Break::Never {
                continue;
            }
            let place = Place { at, how };
            let needs = |sums: Sums| sums.width - sums.shrink() + self.hyphen(place);
            if breaks_long && self.width(from, at).is_some_and(|sums| needs(sums) > room)
            {
                self.emergencies(from, at, &mut places);
            }
            places.push(place);
            from = at;
        }
        places
    }

    /// Places inside what is longer than a line.
    fn emergencies(&self, from: usize, to: usize, places: &mut Vec<Place>) {
        for at in from + 1..to {
            let class = self.items.list[at].class;
            let is_within = matches!(class, Class::ZeroWidth | Class::Extend);
            if !class.is_space() && !is_within {
                places.push(Place { at, how: Break::Emergency });
            }
        }
    }

    /// The sums of a line; `None` when it is empty.
    fn width(&self, first: usize, end: usize) -> Option<Sums> {
        let last = self.items.last_visible(first, end)?;
        Some(self.items.line(first, last))
    }

    /// How far the last mark of a line may stand outside it.
    fn hang(&self, first: usize, end: usize) -> Length {
        let last = self.items.last_visible(first, end);
        last.map_or(Length::ZERO, |last| self.items.list[last].hang)
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
                let Some(sums) = self.width(places[from].at, places[to].at) else {
                    continue;
                };
                let hang = self.hang(places[from].at, places[to].at);
                if sums.width + self.hyphen(places[to]) - hang <= room {
                    let is_good = places[to].how != Break::Hyphen;
                    if is_good || self.rules.align == Align::Justify || best == from + 1 {
                        best = to;
                    }
                } else if sums.width > room {
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
        let mut nodes = vec![Node { cost: 0, previous: 0 }];
        let mut active = 0;
        for (to, place) in places.iter().enumerate().skip(1) {
            let mut best: Option<Node> = None;
            let mut past = 0;
            for (from, node) in nodes.iter().enumerate().skip(active) {
                let weight = weigh(from, to);
                let (cost, is_loose) = match weight {
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

    /// What the line between two places costs.
    fn weigh(&self, places: &[Place], from: usize, to: usize) -> Weight {
        let (start, end) = (places[from], places[to]);
        let Some(last) = self.items.last_visible(start.at, end.at) else {
            return Weight::Fits(0);
        };
        let em = self.rules.em;
        let sums = self.items.line(start.at, last);
        let room = self.room_from(from);
        let slack = self.items.slack(room, sums.width + self.hyphen(end), last);
        if slack + sums.shrink() < Length::ZERO {
            return Weight::TooLong;
        }
        let breaking = LINE + self.breaking(start, end);
        if slack < Length::ZERO {
            return Weight::Fits(
                breaking
                    + shrinking(&sums, -slack, em)
                    + self.ending(start.at, last, from, end),
            );
        }
        if end.at == self.end {
            return Weight::Fits(breaking + self.ending(start.at, last, from, end));
        }
        match stretching(&sums, slack, em) {
            Some(extra) if extra <= limit(self.rules) => {
                Weight::Fits(breaking + white(extra))
            }
            Some(extra) => {
                Weight::TooLoose(TORN_APART / 10 + breaking + white(extra.min(10_000)))
            }
            None => Weight::TooLoose(TORN_APART / 2),
        }
    }

    /// What a centred line costs: titles break into lines about equally long, at spaces and
    /// after marks rather than elsewhere, and rather not inside quotation marks.
    fn weigh_centred(
        &self,
        places: &[Place],
        depths: &[usize],
        from: usize,
        to: usize,
    ) -> Weight {
        let end = places[to];
        let Some(sums) = self.width(places[from].at, end.at) else {
            return Weight::Fits(0);
        };
        let slack = self.room_from(from) - sums.width - self.hyphen(end);
        if slack < Length::ZERO {
            return Weight::TooLong;
        }
        let short = permille(slack, self.rules.em);
        let torn = match self.items.list[end.at - 1].class {
            _ if end.at == self.end => 0,
            Class::Space => 0,
            class if class == Class::Close || class.is_stop() => TITLE_TORN / 4,
            _ => match end.how {
                Break::Free => TITLE_TORN / 2,
                Break::Unwilling => TITLE_TORN * 2,
                Break::Hyphen => TITLE_TORN * 4,
                _ => TITLE_TORN,
            },
        };
        let inside = if depths[to] > 0 { TITLE_TORN * 2 } else { 0 };
        let breaking =
            if end.how == Break::Emergency { EMERGENCY } else { torn + inside };
        Weight::Fits(short * short / 1000 + breaking)
    }

    /// How many quotation marks and brackets are open at each place.
    fn depths(&self, places: &[Place]) -> Vec<usize> {
        let mut depth: usize = 0;
        let mut at = places[0].at;
        let depths = places.iter().map(|place| {
            for item in &self.items.list[at..place.at] {
                match item.class {
                    Class::Open => depth += 1,
                    Class::Close => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            at = place.at;
            depth
        });
        depths.collect()
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
