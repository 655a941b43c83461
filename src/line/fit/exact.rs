//! A paragraph in a given number of lines, for pages that would come out short (8.7).
//!
//! The search is that of total fit with the number of lines beside each place. Lines may
//! not be looser here than the eye forgives: a page one line short is better than a torn
//! paragraph.

use crate::line::breaks::Break;
use crate::line::cost::{TORN, stretching};
use crate::line::fit::{EMERGENCY, Fitter, ORPHAN, Place, Weight};

/// A way to reach a place in so many lines.
#[derive(Debug, Clone, Copy)]
struct State {
    lines: usize,
    cost: i64,
    /// The place and the state there that it comes from.
    previous: (usize, usize),
}

impl Fitter<'_> {
    /// The places at which lines end when the paragraph has as many lines more or less
    /// than `best` as its rules ask for; `None` when that is not asked or not possible.
    pub(super) fn loosened(&self, places: &[Place], best: usize) -> Option<Vec<usize>> {
        let looseness = isize::from(self.rules.looseness);
        // Forced breaks divide a paragraph; it is left to its author's lines.
        let is_whole = self.is_start && self.end == self.items.list.len();
        if looseness == 0 || !is_whole {
            return None;
        }
        let lines = best.checked_add_signed(looseness).filter(|lines| *lines > 0)?;
        let states = self.states(places, lines);
        let last = states.len() - 1;
        let state = states[last].iter().position(|state| state.lines == lines)?;
        let mut chosen = Vec::new();
        let mut at = (last, state);
        while at.0 > 0 {
            chosen.push(at.0);
            at = states[at.0][at.1].previous;
        }
        chosen.reverse();
        (states[last][state].cost < EMERGENCY).then_some(chosen)
    }

    /// The cheapest way to each place for every number of lines up to `lines`.
    fn states(&self, places: &[Place], lines: usize) -> Vec<Vec<State>> {
        let start = State { lines: 0, cost: 0, previous: (0, 0) };
        let mut states = vec![vec![start]];
        let mut active = 0;
        for to in 1..places.len() {
            let mut here: Vec<State> = Vec::new();
            let mut past = 0;
            for (from, before) in states.iter().enumerate().skip(active) {
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
        let Some(last) = self.items.last_visible(start.at, end.at) else { return false };
        if end.at == self.end {
            return self.ending(start.at, last, from, end) >= ORPHAN;
        }
        let em = self.rules.em;
        let sums = self.items.line(start.at, last);
        let room = self.room_from(from);
        let slack = self.items.slack(room, sums.width + self.hyphen(end), last);
        stretching(&sums, slack, em).is_none_or(|extra| extra > TORN)
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
