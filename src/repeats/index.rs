//! Fingerprints into the pairs of texts that are worth comparing.

use rayon::slice::ParallelSliceMut;

use crate::repeats::Print;

/// In how many texts a run may stand before it is a set phrase that proves nothing. The
/// same text seldom reaches an editor from more than a few units, and copies that are the
/// same do not count; formulas and slogans stand in hundreds.
const COMMON: usize = 32;

/// Pairs that share less than this part of the shorter one's hashes, in percent, are not
/// compared. Where every tenth character was edited, 21 remain (0.9^15: a hash is chosen in
/// both texts where a run and its window are untouched).
const WORTH: usize = 5;

/// The fewest hashes that a pair must share: one or two are a phrase.
const FEWEST: usize = 3;

/// The pairs worth comparing among the texts of these numbers, the lower number first.
pub(super) fn candidates(prints: &[Print], texts: &[usize]) -> Vec<(usize, usize)> {
    let entries = shared(prints, texts);
    // The runs of equal hashes, as seen from each text in them.
    let mut seen: Vec<(u32, usize)> = Vec::new();
    let mut start = 0;
    for run in entries.chunk_by(|a, b| a.0 == b.0) {
        if (2..=COMMON).contains(&run.len()) {
            seen.extend(run.iter().map(|(_, text)| (*text, start)));
        }
        start += run.len();
    }
    seen.par_sort_unstable();

    let mut counts = vec![0_usize; texts.len()];
    let mut pairs = Vec::new();
    for of_one in seen.chunk_by(|a, b| a.0 == b.0) {
        let second = of_one[0].0 as usize;
        let mut touched = Vec::new();
        for (_, start) in of_one {
            let hash = entries[*start].0;
            let run = entries[*start..].iter().take_while(|entry| entry.0 == hash);
            for first in run.map(|(_, text)| *text as usize).take_while(|t| *t < second) {
                if counts[first] == 0 {
                    touched.push(first);
                }
                counts[first] += 1;
            }
        }
        touched.sort_unstable();
        for first in touched {
            let count = std::mem::take(&mut counts[first]);
            let marks = |text: usize| prints[texts[text]].marks.len();
            let fewest = marks(first).min(marks(second)) * WORTH / 100;
            if count >= fewest.max(FEWEST) {
                pairs.push((texts[first], texts[second]));
            }
        }
    }
    pairs
}

/// Each hash with the place in `texts` of each text it stands in, once and in order.
fn shared(prints: &[Print], texts: &[usize]) -> Vec<(u32, u32)> {
    let mut entries: Vec<(u32, u32)> = Vec::new();
    for (place, text) in (0_u32..).zip(texts) {
        entries.extend(prints[*text].marks.iter().map(|mark| (mark.hash, place)));
    }
    entries.par_sort_unstable();
    entries.dedup();
    entries
}
