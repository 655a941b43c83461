//! What extra white and compression cost, as integers (spec.md 5.6, 5.9).

use crate::geom::Length;
use crate::line::Rules;
use crate::line::item::Sums;

/// Extra white between Han that the eye begins to notice, in thousandths of an em: lines
/// beyond it are to be rare, and those beyond twice as much exceptions (5.6).
pub(super) const TORN: i64 = 50;

/// The widest extra white between Han, in thousandths of an em (5.6, 5.10). Between
/// columns of 10 em and books of 20 the rules name no bound; half an em still reads.
pub(super) fn limit(rules: &Rules) -> i64 {
    if rules.measure < rules.em * 20 { 500 } else { 250 }
}

/// The extra white at each place once spaces and gaps have had theirs, in thousandths of
/// an em; `None` when there is no place to put it.
pub(super) fn stretching(sums: &Sums, slack: Length, em: Length) -> Option<i64> {
    let rest = slack - sums.word_stretch - sums.gap_stretch;
    if rest <= Length::ZERO {
        return Some(0);
    }
    (sums.places > 0).then(|| permille(rest, em) / sums.places)
}

/// A length in thousandths of an em.
pub(super) fn permille(length: Length, em: Length) -> i64 {
    length.raw() * 1000 / em.raw().max(1)
}

/// The cost of extra white: its square, and steep where it can be seen (5.9).
pub(super) fn white(extra: i64) -> i64 {
    let torn = (extra - TORN).max(0);
    extra * extra + torn * torn * 10
}

/// The cost of shrinking a line by a length: word spaces are cheap, then brackets, then
/// commas, which ought to stay full in most lines (5.6).
pub(super) fn shrinking(sums: &Sums, need: Length, em: Length) -> i64 {
    let mut rest = need;
    let mut cost = 0;
    let tiers = [
        (sums.word_shrink, 200, 1),
        (sums.dot_shrink, 1_000, 2),
        (sums.bracket_shrink, 1_800, 2),
        (sums.comma_shrink, 2_000, 2),
        (sums.gap_shrink, 2_500, 4),
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
