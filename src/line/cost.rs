//! What extra white and compression cost, as integers (spec.md 5.6, 5.9).

use crate::geom::Length;
use crate::line::item::{Sums, Totals, Unit};
use crate::line::{Punctuation, Rules};

/// Extra white between Han that the eye begins to notice, in thousandths of an em: lines
/// beyond it are to be rare, and those beyond twice as much exceptions (5.6).
pub(super) const TORN: i64 = 50;

/// The widest extra white between Han, in thousandths of an em (5.6, 5.10). Between
/// columns of 10 em and books of 20 the rules name no bound; half an em still reads.
pub(super) fn limit(rules: &Rules) -> i64 {
    if rules.measure < rules.em * 20 { 500 } else { 250 }
}

/// The extra white at each place once spaces, gaps and half marks have had theirs, in
/// thousandths of an em; `None` when there is no place to put it.
pub(super) fn stretching(line: &Totals, slack: Length, unit: &Unit) -> Option<i64> {
    let rest = slack - line.stretch;
    if rest <= Length::ZERO {
        return Some(0);
    }
    if line.places <= 0 {
        return None;
    }
    let rest = rest - gaps_share(line, rest, unit);
    Some(permille(rest, unit.em * i64::from(line.places)))
}

/// What Han–Latin gaps gain of the white of the last tier: each as much as any other
/// place, as long as it keeps clear of the half em that is its hard limit (4.7, 5.3).
pub(super) fn gaps_share(line: &Totals, rest: Length, unit: &Unit) -> Length {
    if line.gaps <= 0 || rest <= Length::ZERO {
        return Length::ZERO;
    }
    let (gaps, places) = (i64::from(line.gaps), i64::from(line.places));
    let most = (unit.em.scale(MOST_GAP, 1000) - unit.em / 3) * gaps;
    let equal = rest.raw() * gaps / (gaps + places).max(1);
    Length::from_raw(equal).min(most)
}

/// The widest Han–Latin gap, in thousandths of an em.
const MOST_GAP: i64 = 480;

/// A length in thousandths of an em.
pub(super) fn permille(length: Length, em: Length) -> i64 {
    length.raw() * 1000 / em.raw().max(1)
}

/// The cost of extra white: its square, and steep where it can be seen (5.9).
pub(super) fn white(extra: i64) -> i64 {
    let torn = (extra - TORN).max(0);
    extra * extra + torn * torn * 10
}

/// The cost of half marks that have part of their white again: a whole half em of each is
/// as bad as 0.1 em between Han.
pub(super) fn regaining(sums: &Sums, slack: Length) -> i64 {
    if sums.mark_stretch <= Length::ZERO {
        return 0;
    }
    let rest = slack - sums.word_stretch - sums.gap_stretch;
    let rest = rest.clamp(Length::ZERO, sums.mark_stretch);
    let share = permille(rest, sums.mark_stretch);
    share * share / 100
}

/// A mark that is less than an em in style raw (3.11): worse than any white within the
/// limit, better than white beyond it (5.6).
const RAW_CUT: i64 = 10_000_000;

/// What shrinking a line costs at least that has no word spaces: see the tiers below.
pub(super) const LEAST_SHRUNK: i64 = 1_000;

/// The cost of shrinking a line by a length: word spaces are cheap, then brackets, then
/// commas, which ought to stay full in most lines (5.6).
pub(super) fn shrinking(sums: &Sums, need: Length, rules: &Rules) -> i64 {
    let em = rules.em;
    let mut rest = need;
    let is_raw = rules.punctuation == Punctuation::Raw;
    let is_cut = is_raw && need > sums.word_shrink + sums.gap_shrink;
    let mut cost = if is_cut { RAW_CUT } else { 0 };
    let tiers = [
        (sums.word_shrink, 200, 1),
        (sums.dot_shrink, LEAST_SHRUNK, 2),
        (sums.bracket_shrink, 1_800, 2),
        (sums.comma_shrink, 2_000, 2),
        (sums.gap_shrink, 2_500, 4),
        (sums.stop_shrink, 2_800, 4),
    ];
    for (capacity, base, factor) in tiers {
        if rest <= Length::ZERO {
            break;
        }
        if capacity > Length::ZERO {
            let part = rest.min(capacity);
            cost +=
                base + permille(part, em) * factor + permille(part, capacity) * factor;
            rest -= part;
        }
    }
    cost
}
