//! Texts into the pairs of them that repeat each other: a reprint, a longer and a shorter
//! version, an old text under a new title.
//!
//! Each text becomes a fingerprint: hashes of runs of characters, chosen by winnowing
//! (Schleimer, Wilkerson, Aiken: Winnowing, SIGMOD 2003), so that any run of
//! `RUN` + `WINDOW` − 1 characters that two texts share gives both a common hash. An
//! inverted index of the hashes finds the pairs worth a look, so texts are never compared
//! all with all. How much of the shorter text stands in the longer one is then measured
//! along the order of both. Spaces, marks and line ends do not count, and neither do
//! titles: they are not part of a text here.

mod index;
mod print;
mod report;
mod share;

use std::collections::{BTreeMap, BTreeSet};

pub use print::{Print, print};
pub use report::{closest, diagnostic, of_article, place, report};

/// Characters whose hash is taken together. Ten Han are a clause: two authors seldom hit
/// on the same by chance, and where every tenth character is edited a third of all runs
/// is still untouched (0.9^10).
const RUN: u32 = 10;

/// Hashes of which one is kept. Two in seven remain: plenty for a text of hundreds of
/// characters, and the index stays small.
const WINDOW: u32 = 6;

/// Texts below this many characters say nothing: a sentence may be the same by chance, and
/// winnowing promises to notice what two texts share only from fifteen on.
const LEAST: u32 = 20;

/// Texts below this many characters are repeats only when nearly equal: a notice that
/// quotes the sentence it is about would otherwise be one of everything that quotes it.
const SHORT: u32 = 200;

/// How much of the shorter of two texts stands in the other when they repeat each other,
/// in percent. Texts that share a quotation or a set phrase stay far below, and an edited
/// version far above, because what lies between common runs counts as common.
const REPEATED: u32 = 60;

/// The same for texts below `SHORT`, whose lengths moreover differ by a tenth at most.
/// Ends that no hash falls on cost a short text up to a fifth.
const NEARLY: u32 = 80;

/// Two texts that repeat each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Repeat {
    /// The number of the text that comes first.
    pub first: usize,
    /// The number of the other one.
    pub second: usize,
    /// How much of the shorter stands in the longer, in percent.
    pub share: u32,
    /// Whether they are the same, character for character.
    pub is_same: bool,
}

/// The pairs of texts that repeat each other, ordered by the second. Of copies that are
/// the same, only the first is compared with other texts.
#[must_use]
pub fn find(prints: &[Print]) -> Vec<Repeat> {
    let mut repeats = Vec::new();
    let mut first_of: BTreeMap<(u32, u64), usize> = BTreeMap::new();
    let mut distinct = Vec::new();
    for (number, print) in prints.iter().enumerate() {
        if print.length < LEAST {
            continue;
        }
        let first = *first_of.entry((print.length, print.whole)).or_insert(number);
        if first == number {
            distinct.push(number);
        } else {
            repeats.push(Repeat { first, second: number, share: 100, is_same: true });
        }
    }
    let mut pairs = index::candidates(prints, &distinct);
    let is_longer = |(first, second): &(usize, usize)| {
        if prints[*first].length > prints[*second].length { *first } else { *second }
    };
    // What is known of the longer text serves all pairs it stands in.
    pairs.sort_by_key(is_longer);
    for of_one in pairs.chunk_by(|a, b| is_longer(a) == is_longer(b)) {
        let Some(number) = of_one.first().map(is_longer) else { continue };
        let long = &prints[number];
        let runs = share::Runs::of(long);
        for &(first, second) in of_one {
            let short = &prints[if number == first { second } else { first }];
            let share = runs.share(short);
            if is_repeat(short, long, share) {
                repeats.push(Repeat { first, second, share, is_same: false });
            }
        }
    }
    repeats.sort_by_key(|repeat| (repeat.second, repeat.first));
    repeats
}

fn is_repeat(short: &Print, long: &Print, share: u32) -> bool {
    if short.length >= SHORT {
        return share >= REPEATED;
    }
    share >= NEARLY && long.length - short.length <= long.length / 10
}

/// The texts that go when of each repeated text only the first in `order` stays, each
/// with the one that stays for it. A text goes only for one that stays.
#[must_use]
pub fn surplus(repeats: &[Repeat], order: &[usize]) -> BTreeMap<usize, usize> {
    let mut twins: BTreeMap<usize, Vec<(usize, bool)>> = BTreeMap::new();
    for repeat in repeats {
        let (first, second) = (repeat.first, repeat.second);
        twins.entry(first).or_default().push((second, repeat.is_same));
        twins.entry(second).or_default().push((first, repeat.is_same));
    }
    let mut kept = BTreeSet::new();
    let mut gone = BTreeMap::new();
    for &text in order {
        let twins = twins.get(&text).map_or(&[][..], Vec::as_slice);
        let stays = |twin: usize| kept.contains(&twin).then_some(twin);
        let for_twin = twins.iter().find_map(|(twin, _)| stays(*twin));
        // A copy of a text that has gone goes for the same one.
        let for_copy =
            twins.iter().find_map(
                |(twin, is_same)| {
                    if *is_same { gone.get(twin).copied() } else { None }
                },
            );
        match for_twin.or(for_copy) {
            Some(twin) => {
                gone.insert(text, twin);
            }
            None => {
                kept.insert(text);
            }
        }
    }
    gone
}
