//! The cheapest way to break a paragraph (total fit, spec.md 5.9): for each place the
//! cheapest line that ends there, and so back to the start.
//!
//! Most lines are told apart by their widths alone. What shrinking costs is asked last,
//! when a line that need not shrink has mostly been found.

use crate::line::breaks::Break;
use crate::line::fit::{Place, TORN_APART};

/// What a line costs.
pub(super) enum Weight {
    /// It does not fit.
    TooLong,
    /// It fits if it shrinks.
    Shrinks,
    /// It fits.
    Fits(i64),
    /// Its gaps would be wider than any limit.
    TooLoose(i64),
}

/// Lines between the places of a paragraph.
pub(super) trait Lines {
    /// The places.
    fn places(&self) -> &[Place];

    /// What the line between two places costs; when that is `most` or more, perhaps only
    /// that it is.
    fn weigh(&self, from: usize, to: usize, most: i64) -> Weight;

    /// What a line costs that has to shrink.
    fn shrunk(&self, _from: usize, _to: usize) -> i64 {
        0
    }

    /// What no line that ends at a place costs less than…
    fn least(&self, _to: usize) -> i64 {
        0
    }

    /// … and how much more it costs at least when it shrinks.
    fn least_shrunk(&self) -> i64 {
        0
    }

    /// Whether a line is too loose; one that starts later is looser still.
    fn is_loose(&self, _from: usize, _to: usize) -> bool {
        false
    }
}

/// The best way to reach a place.
#[derive(Debug, Clone, Copy)]
struct Node {
    cost: i64,
    previous: usize,
}

/// The places at which the lines of the cheapest way end.
pub(super) fn total_fit(lines: &impl Lines) -> Vec<usize> {
    let count = lines.places().len();
    let mut search = Search {
        lines,
        nodes: Vec::with_capacity(count),
        active: 0,
        loose: 0,
        least_shrunk: lines.least_shrunk(),
        shrinking: Vec::new(),
    };
    search.nodes.push(Node { cost: 0, previous: 0 });
    for to in 1..count {
        let node = search.node(to);
        search.nodes.push(node);
    }
    backtrack(&search.nodes)
}

struct Search<'a, L> {
    lines: &'a L,
    /// The best ways to the places so far.
    nodes: Vec<Node>,
    /// The first place from which a line reaches the next one.
    active: usize,
    /// The first place from which it would be too loose.
    loose: usize,
    least_shrunk: i64,
    /// The starts of lines that have to shrink.
    shrinking: Vec<usize>,
}

impl<L: Lines> Search<'_, L> {
    /// The best way to a place.
    fn node(&mut self, to: usize) -> Node {
        self.loose = self.loose.max(self.active);
        while self.loose + 1 < to && !self.lines.is_loose(self.loose, to) {
            self.loose += 1;
        }
        self.shrinking.clear();
        let least = self.lines.least(to);
        let has_hyphen = self.lines.places()[to].how == Break::Hyphen;
        let (mut best, mut last_resort): (Option<Node>, Option<Node>) = (None, None);
        let mut past = 0;
        for from in self.active..=self.loose {
            let cost = self.nodes[from].cost;
            let most = best.map_or(i64::MAX, |best| best.cost - cost);
            if most <= least {
                continue;
            }
            let node = |more| Node { cost: cost.saturating_add(more), previous: from };
            match self.lines.weigh(from, to, most) {
                Weight::TooLong if from + 1 < to => {
                    // With its hyphen a line may be too long although the next piece
                    // still fits without one.
                    past += usize::from(from == self.active + past && !has_hyphen);
                }
                Weight::TooLong => last_resort = Some(node(TORN_APART)),
                Weight::Shrinks => self.shrinking.push(from),
                Weight::Fits(more) if more < most => best = Some(node(more)),
                Weight::Fits(_) => {}
                Weight::TooLoose(more) => {
                    last_resort = Some(node(more));
                    break;
                }
            }
        }
        self.active += past;
        let best = self.best_shrunk(to, least, best);
        best.or(last_resort).expect("the nearest start always gives some line")
    }

    /// The better of a way and those whose last line has to shrink; of equal ones that with
    /// the longest last line.
    fn best_shrunk(&self, to: usize, least: i64, mut best: Option<Node>) -> Option<Node> {
        for &from in &self.shrinking {
            let before = self.nodes[from].cost;
            if best.is_some_and(|best| best.cost < before + least + self.least_shrunk) {
                continue;
            }
            let cost = before.saturating_add(self.lines.shrunk(from, to));
            let is_better =
                best.is_none_or(|best| (cost, from) < (best.cost, best.previous));
            if is_better {
                best = Some(Node { cost, previous: from });
            }
        }
        best
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
