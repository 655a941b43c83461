//! A paragraph in a given number of lines, for pages that would come out short (8.7).
//!
//! The search is that of total fit with the number of lines beside each place. Lines may
//! not be looser here than the eye forgives: a page one line short is better than a torn
//! paragraph.

use std::ops::RangeInclusive;

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::{TORN, stretching, white};
use crate::line::fit::total::Weight;
use crate::line::fit::{EMERGENCY, Fitter, ORPHAN, Place, Span, last, room};
use crate::line::item::{Items, Unit};
use crate::line::{Punctuation, Rules};

/// A way to reach a place in so many lines.
#[derive(Debug, Clone, Copy)]
struct State {
    place: usize,
    lines: usize,
    cost: i64,
    /// The state that it comes from.
    previous: usize,
}

impl State {
    /// The state, whose number is given, with a line more to a place.
    fn next(&self, place: usize, cost: i64, previous: usize) -> Self {
        let (lines, cost) = (self.lines + 1, self.cost.saturating_add(cost));
        Self { place, lines, cost, previous }
    }
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
    let most = counts.iter().copied().max().unwrap_or(0);
    if items.is_parted || most == 0 || end == 0 {
        return vec![None; counts.len()];
    }
    let fitter = Fitter::new(items, rules, true, end);
    let places = fitter.places(&(0..end));
    let states = fitter.states(&places, most);
    let spans = |&lines: &usize| {
        let chosen = way(&states, places.len() - 1, lines)?;
        let mut spans = Vec::with_capacity(lines);
        fitter.add_spans(&places, &chosen, &mut spans);
        Some(spans)
    };
    counts.iter().map(spans).collect()
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
        let (mut spaces, mut widest) = (Length::ZERO, [Length::ZERO; 4]);
        // Han have no spaces, no edges and no hyphens.
        for item in list.iter().filter(|item| item.class != Class::Han) {
            if item.class.is_space() {
                spaces += item.width;
            }
            let own = [item.lead, item.trail, item.hang, item.hyphen];
            for (widest, own) in widest.iter_mut().zip(own) {
                *widest = own.max(*widest);
            }
        }
        let [lead, trail, hang, hyphen] = widest;
        // Each gap may open up to half an em, each other place as far as nobody notices.
        let gaps = whole.stretch.raw() / gap.gap_stretch.raw().max(1) + 1;
        let gaps =
            if gap.gap_stretch > Length::ZERO { em / 2 * gaps } else { Length::ZERO };
        let places = em.scale((TORN + 1) * i64::from(whole.places), 1000);
        Self {
            least: whole.width - spaces - whole.shrink,
            edges: lead + trail + hang + gap.width,
            most: whole.width + whole.stretch + gaps + places,
            hyphen,
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
fn way(states: &[State], last: usize, lines: usize) -> Option<Vec<usize>> {
    let mut ends = states.iter().rev().take_while(|state| state.place == last);
    let mut state = ends.find(|state| state.lines == lines)?;
    if lines == 0 || state.cost >= EMERGENCY {
        return None;
    }
    let mut chosen = Vec::with_capacity(lines);
    while state.place > 0 {
        chosen.push(state.place);
        state = &states[state.previous];
    }
    chosen.reverse();
    Some(chosen)
}

impl Fitter<'_> {
    /// The numbers of lines outside which [`fit_in`] finds nothing, when a paragraph best
    /// has so many.
    pub(super) fn counts(&self, places: &[Place], best: usize) -> RangeInclusive<usize> {
        // What its sums say of it as a whole is soon known.
        let bounds = Bounds::of(self.items, self.rules);
        let few = best > 1 && bounds.may_be_so_few(best - 1);
        let fewest = if few { self.fewest(places).min(best) } else { best };
        let many = bounds.may_be_so_many(best + 1);
        let most = if many { self.most(places).max(best) } else { best };
        fewest..=most
    }

    /// The cheapest way to each place for every number of lines up to `lines`, in the order
    /// of the places.
    fn states(&self, places: &[Place], lines: usize) -> Vec<State> {
        let mut states = vec![State { place: 0, lines: 0, cost: 0, previous: 0 }];
        // Where the states of each place begin.
        let mut begin = Vec::with_capacity(places.len() + 1);
        begin.extend([0, 1]);
        let mut active = 0;
        for to in 1..places.len() {
            let mut past = 0;
            for from in active..to {
                let before = begin[from]..begin[from + 1];
                if before.is_empty() {
                    past += usize::from(from == active + past);
                    continue;
                }
                let (cost, shorter) = match self.weigh(places, (from, to), i64::MAX) {
                    // As in total fit: a hyphen may be what makes it too long.
                    Weight::TooLong => {
                        let is_past = from == active + past;
                        past += usize::from(is_past && places[to].how != Break::Hyphen);
                        continue;
                    }
                    Weight::Shrinks => (self.shrunk(places, from, to), 0),
                    Weight::Fits { cost, shorter } => (cost, shorter),
                    Weight::TooLoose(_) => break,
                };
                if self.is_seen(places, from, to) {
                    let torn = self.least(&places[to]) + white(TORN);
                    // Where all shorter ones are torn they are seen too.
                    if shorter > torn { break } else { continue }
                }
                for previous in before {
                    let next = states[previous].next(to, cost, previous);
                    if next.lines <= lines {
                        keep(&mut states, begin[to], next);
                    }
                }
            }
            active += past;
            begin.push(states.len());
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
                let (start, end) = (&places[from], &places[to]);
                let shrink = end.end.shrink - start.start.shrink;
                let slack = self.slack(from, start, end) + shrink;
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
                let (start, end) = (&places[from], &places[*to]);
                let shrink = end.end.shrink - start.start.shrink;
                let is_long = self.slack(from, start, end) + shrink < Length::ZERO;
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
        let slack = self.slack(from, start, end);
        if slack < Length::ZERO {
            return self.rules.punctuation == Punctuation::Raw; // 3.11
        }
        let own = end.end.since(&start.start);
        if slack <= own.stretch {
            return false;
        }
        if own.gaps == 0 || self.reaches(slack, &own, TORN + 1) {
            return self.reaches(slack, &own, TORN + 1);
        }
        let extra = stretching(&own, slack, &self.items.unit);
        extra.is_none_or(|extra| extra > TORN)
    }
}

/// Keeps the cheaper of two ways to the place whose states begin at `begin`, with the same
/// number of lines.
fn keep(states: &mut Vec<State>, begin: usize, next: State) {
    let mut here = states[begin..].iter_mut();
    match here.find(|state| state.lines == next.lines) {
        Some(state) if state.cost <= next.cost => {}
        Some(state) => *state = next,
        None => states.push(next),
    }
}
