//! The cheapest way to break a paragraph (total fit, spec.md 5.9): for each place the
//! cheapest line that ends there, and so back to the start.
//!
//! Starts are tried from the longest line to the shortest, until no shorter one can be
//! better. What shrinking costs is asked last, when a line that need not shrink has mostly
//! been found.

use crate::line::breaks::Break;
use crate::line::fit::{Place, SOUND, TORN_APART};

/// What a line costs.
pub(super) enum Weight {
    /// It does not fit.
    TooLong,
    /// It fits if it shrinks.
    Shrinks,
    /// It fits.
    Fits {
        /// For so much.
        cost: i64,
        /// What lines cost at least that end there too and start later.
        shorter: i64,
    },
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

    /// What the cheapest way nearly always costs less than.
    fn usual(&self) -> i64 {
        SOUND
    }

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
}

/// The best way to reach a place.
#[derive(Debug, Clone, Copy)]
struct Node {
    cost: i64,
    previous: usize,
}

impl Node {
    /// No way.
    const NONE: Self = Self { cost: i64::MAX, previous: 0 };
}

/// The places at which the lines of the cheapest way end.
pub(super) fn total_fit(lines: &impl Lines) -> Vec<usize> {
    // Nearly every paragraph has a way that costs little, and then ways that cost more need
    // not be known.
    let most = [lines.usual(), SOUND, i64::MAX];
    let mut ways = most.into_iter().filter_map(|most| way(lines, most));
    ways.next().expect("each place is reached from the one before")
}

/// The cheapest way, if it costs less than `most`.
fn way<L: Lines>(lines: &L, most: i64) -> Option<Vec<usize>> {
    let count = lines.places().len();
    let mut search = Search {
        lines,
        most,
        nodes: Vec::with_capacity(count),
        starts: Queue::of(count),
        lowest: Queue::of(count),
        least_shrunk: lines.least_shrunk(),
        shrinking: Vec::new(),
    };
    search.add(Node { cost: 0, previous: 0 });
    for to in 1..count {
        let node = search.node(to);
        search.add(node);
        if search.starts.rest().is_empty() {
            return None;
        }
    }
    let is_reached = search.nodes.last().is_some_and(|last| last.cost < most);
    is_reached.then(|| backtrack(&search.nodes))
}

/// Places of which those at the front are done with.
struct Queue {
    places: Vec<usize>,
    past: usize,
}

impl Queue {
    /// Nothing yet of at most so many.
    fn of(count: usize) -> Self {
        Self { places: Vec::with_capacity(count), past: 0 }
    }

    fn rest(&self) -> &[usize] {
        self.places.get(self.past..).unwrap_or_default()
    }

    /// Leaves what stands before a place behind.
    fn leave(&mut self, first: Option<&usize>) {
        while self.rest().first().is_some_and(|place| Some(place) < first) {
            self.past += 1;
        }
    }
}

struct Search<'a, L> {
    lines: &'a L,
    /// What ways must cost less than to be followed.
    most: i64,
    /// The best ways to the places so far.
    nodes: Vec<Node>,
    /// The places from which lines may start that reach the next one.
    starts: Queue,
    /// Of these places those that cost less than all that follow them.
    lowest: Queue,
    least_shrunk: i64,
    /// The starts of lines that have to shrink.
    shrinking: Vec<usize>,
}

impl<L: Lines> Search<'_, L> {
    /// Adds the best way to the next place.
    fn add(&mut self, node: Node) {
        if node.cost < self.most {
            let is_high = |last: usize| self.nodes[last].cost >= node.cost;
            while self.lowest.rest().last().is_some_and(|last| is_high(*last)) {
                self.lowest.places.pop();
            }
            self.lowest.places.push(self.nodes.len());
            self.starts.places.push(self.nodes.len());
        }
        self.nodes.push(node);
    }

    /// What it costs at least to get to a start from `from` on, when those asked about
    /// ascend: `low` is how far that was looked for.
    fn least_before(&self, from: usize, low: &mut usize) -> i64 {
        let lowest = &self.lowest.places;
        while lowest.get(*low).is_some_and(|place| *place < from) {
            *low += 1;
        }
        lowest.get(*low).map_or(0, |place| self.nodes[*place].cost)
    }

    /// The best way to a place.
    fn node(&mut self, to: usize) -> Node {
        self.shrinking.clear();
        let least = self.lines.least(to);
        let (mut best, mut last_resort): (Option<Node>, Option<Node>) = (None, None);
        let (mut past, mut low, mut shorter) = (0, self.lowest.past, least);
        for (index, &from) in self.starts.rest().iter().enumerate() {
            let cost = self.nodes[from].cost;
            let most = best.map_or(i64::MAX, |best| best.cost - cost);
            let is_best = |best: Node| {
                best.cost <= self.least_before(from, &mut low).saturating_add(shorter)
            };
            if best.is_some_and(is_best) {
                break;
            }
            if most <= least {
                continue;
            }
            let node = |more| Node { cost: cost.saturating_add(more), previous: from };
            match self.lines.weigh(from, to, most) {
                Weight::TooLong if from + 1 < to => past += usize::from(index == past),
                Weight::TooLong => last_resort = Some(node(TORN_APART)),
                Weight::Shrinks => self.shrinking.push(from),
                Weight::Fits { cost: more, shorter: other } => {
                    if more < most {
                        best = Some(node(more));
                    }
                    shorter = shorter.max(other);
                }
                Weight::TooLoose(more) => {
                    last_resort = Some(node(more));
                    break;
                }
            }
        }
        self.leave(past, to);
        let best = self.best_shrunk(to, least, best);
        best.or(last_resort).unwrap_or(Node::NONE)
    }

    /// Leaves so many starts behind, from which no line reaches a place or any after it.
    fn leave(&mut self, past: usize, to: usize) {
        // With its hyphen a line may be too long although the next piece still fits
        // without one.
        if self.lines.places()[to].how != Break::Hyphen {
            self.starts.past += past;
            self.lowest.leave(self.starts.rest().first());
        }
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
    let before = |place: &usize| Some(nodes[*place].previous).filter(|&place| place > 0);
    let ends = || std::iter::successors(Some(nodes.len() - 1), before);
    let mut chosen = Vec::with_capacity(ends().count());
    chosen.extend(ends());
    chosen.reverse();
    chosen
}
