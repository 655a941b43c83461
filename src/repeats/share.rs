//! How much of one text stands in another, measured along the order of both.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::repeats::print::Mark;
use crate::repeats::{Print, RUN};

/// How far apart two common runs may stand, in characters, when what lies between them is
/// the same passage with changes in it: two sentences. Where every tenth character was
/// edited, the next common run nearly always follows sooner; two quotations of one source
/// seldom stand so near.
const REACH: u32 = 60;

/// By how many characters the distance may differ in the two texts: a few words that were
/// put in or taken out.
const DRIFT: u32 = 16;

/// Passages that may go on at any time: one interrupted by a phrase that stands elsewhere
/// too goes on after it.
const OPEN: usize = 4;

/// A common passage: where it stands in the shorter text, and where its last common run
/// begins in each.
struct Passage {
    range: Range<u32>,
    last: (u32, u32),
}

/// The runs of a text by their hashes.
pub(super) struct Runs {
    /// Its marks by hash and place.
    marks: Vec<Mark>,
    /// Where the marks of each hash stand among them.
    places: FxHashMap<u32, Range<usize>>,
}

impl Runs {
    /// Those of a text.
    pub(super) fn of(long: &Print) -> Self {
        let mut marks = long.marks.clone();
        marks.sort_unstable();
        let mut places = FxHashMap::default();
        let mut start = 0;
        for same in marks.chunk_by(|a, b| a.hash == b.hash) {
            places.insert(same[0].hash, start..start + same.len());
            start += same.len();
        }
        Self { marks, places }
    }

    /// How much of a shorter text stands in this one, in percent.
    pub(super) fn share(&self, short: &Print) -> u32 {
        let mut passages: Vec<Passage> = Vec::new();
        for mark in &short.marks {
            let Some(here) = self.places.get(&mark.hash) else { continue };
            let here = &self.marks[here.clone()];
            let open = passages.len().saturating_sub(OPEN);
            let next = passages[open..].iter_mut().rev().find_map(|passage| {
                let at = continues(passage, mark.at, here)?;
                Some((passage, at))
            });
            let end = mark.at + RUN;
            match next {
                Some((passage, at)) => {
                    passage.range.end = end;
                    passage.last = (mark.at, at);
                }
                None => {
                    let last = (mark.at, here[0].at);
                    passages.push(Passage { range: mark.at..end, last });
                }
            }
        }
        let covered = covered(passages.into_iter().map(|passage| passage.range));
        let percent = u64::from(covered) * 100 / u64::from(short.length.max(1));
        u32::try_from(percent).unwrap_or(100).min(100)
    }
}

/// Where in the longer text a passage goes on with the run at `at` in the shorter one,
/// if at any of its places there.
fn continues(passage: &Passage, at: u32, places: &[Mark]) -> Option<u32> {
    let gap = at - passage.last.0;
    if gap > REACH {
        return None;
    }
    let expected = passage.last.1 + gap;
    let next = places.partition_point(|place| place.at < expected);
    let near = places[next.saturating_sub(1)..].iter().take(2);
    let is_near =
        |place: &&Mark| place.at > passage.last.1 && place.at.abs_diff(expected) <= DRIFT;
    near.filter(is_near).map(|place| place.at).min_by_key(|at| at.abs_diff(expected))
}

/// How many characters ranges cover; they are in the order of their starts.
fn covered(ranges: impl Iterator<Item = Range<u32>>) -> u32 {
    let mut until = 0;
    let mut covered = 0;
    for range in ranges {
        covered += range.end.saturating_sub(range.start.max(until));
        until = until.max(range.end);
    }
    covered
}
