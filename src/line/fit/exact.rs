//! A paragraph in a given number of lines, for pages that would come out short (8.7).
//!
//! The search is that of total fit with the number of lines beside each place. Lines may
//! not be looser here than the eye forgives: a page one line short is better than a torn
//! paragraph.

use std::ops::RangeInclusive;

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::TORN;
use crate::line::fit::total::Weight;
use crate::line::fit::{EMERGENCY, Fitter, ORPHAN, Place, Span, last, room};
use crate::line::item::{Item, Items, Unit};
use crate::line::{Punctuation, Rules};

/// A way to reach a place in so many lines.
#[derive(Debug, Clone, Copy)]
struct State {
    lines: usize,
    cost: i64,
    /// The place and the state there that it comes from.
    previous: (usize, usize),
}

/// The lines of a filled paragraph in each of these numbers; `None` where it cannot be
/// broken into so many, or where forced breaks divide it: it is left to its author's
/// lines.
pub(in crate::line) fn fit_in(
    items: &Items,
    rules: &Rules,
    counts: &[usize],
) -> Vec<Option<Vec<Span>>> {
    let end = items.list.len();
    let is_whole = items.list.iter().all(|item| item.class != Class::Newline);
    let most = counts.iter().copied().max().unwrap_or(0);
    if !is_whole || most == 0 || end == 0 {
        return vec![None; counts.len()];
    }
    let fitter = Fitter { items, rules, is_start: true, end };
    let places = fitter.places(&(0..end));
    // Most paragraphs have one number of lines; that is seen before anything is weighed.
    let (fewest, longest) = (fitter.fewest(&places), fitter.most(&places));
    if !counts.iter().any(|count| (fewest..=longest).contains(count)) {
        return vec![None; counts.len()];
    }
    let states = fitter.states(&places, most);
    let spans = |&lines: &usize| {
        let chosen = way(&states, lines)?;
        let mut spans = Vec::with_capacity(lines);
        fitter.add_spans(&places, &chosen, &mut spans);
        Some(spans)
    };
    counts.iter().map(spans).collect()
}

/// The numbers of lines, around the one that a paragraph best has, outside which
/// [`fit_in`] finds nothing: what its sums say of it as a whole.
pub(in crate::line) fn counts(
    items: &Items,
    rules: &Rules,
    best: usize,
) -> RangeInclusive<usize> {
    let bounds = Bounds::of(items, rules);
    let (mut fewest, mut most) = (best, best);
    while fewest > 1 && bounds.may_be_so_few(fewest - 1) {
        fewest -= 1;
    }
    while most < items.list.len() && bounds.may_be_so_many(most + 1) {
        most += 1;
    }
    fewest..=most
}

/// What all lines of a paragraph have together.
struct Bounds {
    /// What it is wide at least, however lines divide it and shrink, …
    least: Length,
    /// … without what each line may lose at its edges or put outside them.
    edges: Length,
    /// What it is wide at most, its white as large as readers do not notice, …
    most: Length,
    /// … without what each line may add at its end.
    hyphen: Length,
    first: Length,
    other: Length,
}

impl Bounds {
    fn of(items: &Items, rules: &Rules) -> Self {
        let Unit { em, gap } = items.unit;
        let whole = items.totals.last().copied().unwrap_or_default();
        let list = &items.list;
        let spaces = list.iter().filter(|item| item.class.is_space());
        let spaces: Length = spaces.map(|item| item.width).sum();
        let widest =
            |of: fn(&Item) -> Length| list.iter().map(of).max().unwrap_or_default();
        let edges = widest(|item| item.lead)
            + widest(|item| item.trail)
            + widest(|item| item.hang);
        // Each gap may open up to half an em, each other place as far as nobody notices.
        let gaps = whole.stretch.raw() / gap.gap_stretch.raw().max(1) + 1;
        let gaps =
            if gap.gap_stretch > Length::ZERO { em / 2 * gaps } else { Length::ZERO };
        let places = em.scale((TORN + 1) * whole.places, 1000);
        Self {
            least: whole.width - spaces - whole.shrink,
            edges: edges + gap.width,
            most: whole.width + whole.stretch + gaps + places,
            hyphen: widest(|item| item.hyphen),
            first: room(rules, true),
            other: room(rules, false),
        }
    }

    fn may_be_so_few(&self, lines: usize) -> bool {
        let lines = i64::try_from(lines).unwrap_or(i64::MAX);
        self.least - self.edges * lines <= self.first + self.other * (lines - 1)
    }

    fn may_be_so_many(&self, lines: usize) -> bool {
        // The last one may be short.
        let full = i64::try_from(lines).unwrap_or(i64::MAX) - 1;
        self.first + self.other * (full - 1) - self.hyphen * full <= self.most
    }
}

/// The places at which lines end on the cheapest way to the last place in so many lines.
fn way(states: &[Vec<State>], lines: usize) -> Option<Vec<usize>> {
    let last = states.len() - 1;
    let state = states[last].iter().position(|state| state.lines == lines)?;
    if lines == 0 || states[last][state].cost >= EMERGENCY {
        return None;
    }
    let mut chosen = Vec::with_capacity(lines);
    let mut at = (last, state);
    while at.0 > 0 {
        chosen.push(at.0);
        at = states[at.0][at.1].previous;
    }
    chosen.reverse();
    Some(chosen)
}

impl Fitter<'_> {
    /// The cheapest way to each place for every number of lines up to `lines`.
    fn states(&self, places: &[Place], lines: usize) -> Vec<Vec<State>> {
        let start = State { lines: 0, cost: 0, previous: (0, 0) };
        let mut states = Vec::with_capacity(places.len());
        states.push(vec![start]);
        let mut active = 0;
        for to in 1..places.len() {
            let mut here: Vec<State> = Vec::new();
            let mut past = 0;
            for (from, before) in states.iter().enumerate().skip(active) {
                if before.is_empty() {
                    past += usize::from(from == active + past);
                    continue;
                }
                let cost = match self.weigh(places, (from, to), i64::MAX) {
                    // As in total fit: a hyphen may be what makes it too long.
                    Weight::TooLong => {
                        let is_past = from == active + past;
                        past += usize::from(is_past && places[to].how != Break::Hyphen);
                        continue;
                    }
                    Weight::Shrinks => self.shrunk(places, from, to),
                    Weight::Fits(cost) => cost,
                    Weight::TooLoose(_) => break,
                };
                if self.is_seen(places, from, to) {
                    continue;
                }
                for (index, state) in before.iter().enumerate() {
                    if state.lines < lines {
                        let next = State {
                            lines: state.lines + 1,
                            cost: state.cost.saturating_add(cost),
                            previous: (from, index),
                        };
                        keep(&mut here, next);
                    }
                }
            }
            active += past;
            states.push(here);
        }
        states
    }

    /// How few lines hold everything: each as full as it can be.
    fn fewest(&self, places: &[Place]) -> usize {
        let (mut from, mut lines) = (0, 0);
        let rest = self.rules.em * 2;
        while from + 1 < places.len() {
            let mut next = from + 1;
            for to in from + 1..places.len() {
                let (slack, own) = self.slack(from, &places[from], &places[to]);
                let slack = slack + own.shrink;
                if slack >= Length::ZERO {
                    next = to;
                } else if slack < -rest {
                    // A hyphen or a mark that hangs tells about one place, this about all.
                    break;
                }
            }
            (from, lines) = (next, lines + 1);
        }
        lines
    }

    /// How many lines there can be: each as short as it can be without being noticed.
    fn most(&self, places: &[Place]) -> usize {
        let end = places.len() - 1;
        let (mut from, mut lines) = (0, 1);
        loop {
            let fits = |to: &usize| {
                let (slack, own) = self.slack(from, &places[from], &places[*to]);
                let is_long = slack + own.shrink < Length::ZERO;
                !is_long && !self.is_seen(places, from, *to)
            };
            // Where nothing fits, a later start may know better: nothing is said then.
            match (from + 1..places.len()).find(fits) {
                Some(next) if next < end => (from, lines) = (next, lines + 1),
                Some(_) => return lines,
                None => return usize::MAX,
            }
        }
    }

    /// Whether readers would notice a line: its white, or a lone character that ends the
    /// paragraph.
    fn is_seen(&self, places: &[Place], from: usize, to: usize) -> bool {
        let (start, end) = (&places[from], &places[to]);
        let Some(last) = last(start, end) else { return false };
        if end.at == self.end {
            return self.ending(last, from, (start, end)) >= ORPHAN;
        }
        let (slack, own) = self.slack(from, start, end);
        if slack < Length::ZERO {
            return self.rules.punctuation == Punctuation::Raw; // 3.11
        }
        let (extra, _) = self.stretching(slack, &own, (start.at, last));
        extra.is_none_or(|extra| extra > TORN)
    }
}

/// Keeps the cheaper of two ways with the same number of lines.
fn keep(states: &mut Vec<State>, next: State) {
    match states.iter_mut().find(|state| state.lines == next.lines) {
        Some(state) if state.cost <= next.cost => {}
        Some(state) => *state = next,
        None => states.push(next),
    }
}
