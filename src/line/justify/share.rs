//! What a line gains or loses, dealt out so that the rounding of one share is made good by
//! the next.

use crate::geom::Length;
use crate::line::cost::gaps_share;
use crate::line::item::{Sums, Totals, Unit};
use crate::line::spacing::Joint;

/// An amount dealt out in proportion to what each can take.
#[derive(Debug, Default)]
struct Share {
    amount: i64,
    capacity: i64,
    seen: i64,
    given: i64,
}

impl Share {
    /// Takes from `rest` what the capacity allows.
    fn of(rest: &mut Length, capacity: Length) -> Self {
        let amount = (*rest).min(capacity).max(Length::ZERO);
        *rest -= amount;
        Self { amount: amount.raw(), capacity: capacity.raw(), ..Self::default() }
    }

    /// The next one's part.
    fn next(&mut self, capacity: i64) -> Length {
        if self.capacity <= 0 || capacity == 0 {
            return Length::ZERO;
        }
        self.seen += capacity;
        let due = self.amount.checked_mul(self.seen).map_or_else(
            || {
                let product = i128::from(self.amount) * i128::from(self.seen);
                i64::try_from(product / i128::from(self.capacity)).unwrap_or(self.amount)
            },
            |product| product / self.capacity,
        );
        let part = due - self.given;
        self.given = due;
        Length::from_raw(part)
    }
}

/// What a line gains or loses, tier by tier (5.2, 5.3).
pub(super) struct Shares {
    word_shrink: Share,
    dot_shrink: Share,
    bracket_shrink: Share,
    comma_shrink: Share,
    gap_shrink: Share,
    stop_shrink: Share,
    word_stretch: Share,
    gap_stretch: Share,
    mark_stretch: Share,
    /// What gaps gain in the last tier, as much as each place as long as they may.
    gap_more: Share,
    places: Share,
}

impl Shares {
    pub(super) fn new(sums: &Sums, change: Length, unit: &Unit) -> Self {
        let mut loss = (-change).max(Length::ZERO);
        let mut gain = change.max(Length::ZERO);
        let word_stretch = Share::of(&mut gain, sums.word_stretch);
        let gap_stretch = Share::of(&mut gain, sums.gap_stretch);
        let mark_stretch = Share::of(&mut gain, sums.mark_stretch);
        let more = gaps_share(&Totals::of(sums), gain, unit);
        let gap_more =
            Share { capacity: sums.gap_stretch.raw(), ..Share::of(&mut gain, more) };
        Self {
            word_shrink: Share::of(&mut loss, sums.word_shrink),
            dot_shrink: Share::of(&mut loss, sums.dot_shrink),
            bracket_shrink: Share::of(&mut loss, sums.bracket_shrink),
            comma_shrink: Share::of(&mut loss, sums.comma_shrink),
            gap_shrink: Share::of(&mut loss, sums.gap_shrink),
            stop_shrink: Share::of(&mut loss, sums.stop_shrink),
            word_stretch,
            gap_stretch,
            mark_stretch,
            gap_more,
            places: Share {
                amount: gain.raw(),
                capacity: i64::from(sums.places),
                ..Share::default()
            },
        }
    }

    /// The white between two items, of which a gap has what `gap` says and its share.
    pub(super) fn joint(&mut self, joint: Joint, gap: &Sums) -> Length {
        match joint {
            Joint::Rigid => Length::ZERO,
            Joint::Loose => self.places.next(1),
            Joint::Gap => gap.width + self.spaces(gap),
        }
    }

    /// What a stretch of spaces and gaps gains or loses.
    pub(super) fn spaces(&mut self, sums: &Sums) -> Length {
        self.word_stretch.next(sums.word_stretch.raw())
            + self.gap_stretch.next(sums.gap_stretch.raw())
            + self.gap_more.next(sums.gap_stretch.raw())
            + self.places.next(i64::from(sums.places))
            - self.word_shrink.next(sums.word_shrink.raw())
            - self.gap_shrink.next(sums.gap_shrink.raw())
    }

    /// What a mark loses; below zero what it gains.
    pub(super) fn mark(&mut self, sums: &Sums) -> Length {
        self.dot_shrink.next(sums.dot_shrink.raw())
            + self.bracket_shrink.next(sums.bracket_shrink.raw())
            + self.comma_shrink.next(sums.comma_shrink.raw())
            + self.stop_shrink.next(sums.stop_shrink.raw())
            - self.mark_stretch.next(sums.mark_stretch.raw())
    }
}
