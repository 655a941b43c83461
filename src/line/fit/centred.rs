//! What the lines of a centred paragraph cost: titles break into lines about equally long.

use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::permille;
use crate::line::fit::total::{Lines, Weight};
use crate::line::fit::{EMERGENCY, Fitter, Place, last};

/// A title broken inside a phrase: as bad as a line four and a half em shorter.
const TITLE_TORN: i64 = 20_000;

/// The lines of a centred paragraph.
pub(super) struct Centred<'a> {
    pub(super) fitter: &'a Fitter<'a>,
    pub(super) places: &'a [Place],
    /// How many quotation marks and brackets are open at each place.
    pub(super) depths: &'a [usize],
}

impl Lines for Centred<'_> {
    fn places(&self) -> &[Place] {
        self.places
    }

    /// Titles break into lines about equally long, at spaces and after marks rather than
    /// elsewhere, and rather not inside quotation marks.
    fn weigh(&self, from: usize, to: usize, _most: i64) -> Weight {
        let Self { fitter, places, depths } = *self;
        let (start, end) = (&places[from], &places[to]);
        if last(start, end).is_none() {
            return Weight::Fits { cost: 0, shorter: 0 };
        }
        let width = end.end.width - start.start.width;
        let slack = fitter.room_from(from) - width - end.hyphen;
        if slack < Length::ZERO {
            return Weight::TooLong;
        }
        let short = permille(slack, fitter.rules.em);
        let torn = match fitter.items.list[end.at - 1].class {
            _ if end.at == fitter.end => 0,
            Class::Space => 0,
            class if class == Class::Close || class.is_stop() => TITLE_TORN / 4,
            _ => match end.how {
                Break::Free => TITLE_TORN / 2,
                Break::Unwilling => TITLE_TORN * 4,
                Break::Hyphen => TITLE_TORN * 4,
                _ => TITLE_TORN,
            },
        };
        let inside = if depths[to] > 0 { TITLE_TORN * 3 } else { 0 };
        let breaking =
            if end.how == Break::Emergency { EMERGENCY } else { torn + inside };
        let cost = short * short / 1000;
        // A line that starts later is shorter, but for one of spaces.
        let is_longest = fitter.is_rising(from, end) && end.inked == end.at;
        Weight::Fits { cost: cost + breaking, shorter: if is_longest { cost } else { 0 } }
    }
}

impl Fitter<'_> {
    /// How many quotation marks and brackets are open at each place.
    pub(super) fn depths(&self, places: &[Place]) -> Vec<usize> {
        let mut depth: usize = 0;
        let mut at = places[0].at;
        let depths = places.iter().map(|place| {
            for item in &self.items.list[at..place.at] {
                match item.class {
                    Class::Open => depth += 1,
                    Class::Close => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            at = place.at;
            depth
        });
        depths.collect()
    }
}
