//! A paragraph in a given number of lines, for pages that would come out short (8.7).
//!
//! The search is that of total fit with the number of lines beside each place. Lines may
//! not be looser here than the eye forgives: a page one line short is better than a torn
//! paragraph.

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::{TORN, stretching};
use crate::line::fit::{EMERGENCY, Fitter, ORPHAN, Place, Span, Weight, last};
use crate::line::item::Items;
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
    let states = fitter.states(&places, most);
    let spans = |&lines: &usize| {
        let chosen = way(&states, lines)?;
        let mut spans = Vec::with_capacity(lines);
        fitter.add_spans(&places, &chosen, &mut spans);
        Some(spans)
    };
    counts.iter().map(spans).collect()
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
                let cost = match self.weigh(places, from, to) {
                    // As in total fit: a hyphen may be what makes it too long.
                    Weight::TooLong => {
                        let is_past = from == active + past;
                        past += usize::from(is_past && places[to].how != Break::Hyphen);
                        continue;
                    }
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

    /// Whether readers would notice a line: its white, or a lone character that ends the
    /// paragraph.
    fn is_seen(&self, places: &[Place], from: usize, to: usize) -> bool {
        let (start, end) = (places[from], places[to]);
        let Some(last) = last(start, end) else { return false };
        if end.at == self.end {
            return self.ending(start.at, last, from, end) >= ORPHAN;
        }
        let slack = self.slack(from, start, end, last);
        if slack < Length::ZERO {
            return self.rules.punctuation == Punctuation::Raw; // 3.11
        }
        let stretch = self.items.stretch(start.at, last);
        stretching(&stretch, slack, &self.items.unit).is_none_or(|extra| extra > TORN)
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
