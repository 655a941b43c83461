//! Measures of a font and of its glyphs.

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use crate::geom::Length;

/// The measures of a font as a whole, in its own units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Metrics {
    /// Units in an em; never zero.
    pub units_per_em: u16,
    /// Height above the baseline that the font claims. Lines are built from the em box
    /// (spec.md 7.5), so this is for PDF font descriptors only.
    pub ascent: i32,
    /// Depth below the baseline, negative.
    pub descent: i32,
    /// Height of capital letters.
    pub cap_height: i32,
    /// The box around every glyph: left, bottom, right, top.
    pub bounds: [i32; 4],
}

/// The ink of a glyph, from its origin on the baseline; y counts up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extents {
    /// Left edge.
    pub left: Length,
    /// Lower edge.
    pub bottom: Length,
    /// Right edge.
    pub right: Length,
    /// Upper edge.
    pub top: Length,
}

/// The ink of a glyph in font units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ink(pub(super) [i32; 4]);

impl Ink {
    /// The ink at a size; `None` when there is none.
    pub(super) fn scale(self, size: Length, units_per_em: u16) -> Option<Extents> {
        let [left, bottom, right, top] =
            self.0.map(|units| size.scale(i64::from(units), i64::from(units_per_em)));
        (left < right && bottom < top).then_some(Extents { left, bottom, right, top })
    }
}

impl Metrics {
    /// Reads them; `None` when the font has no usable em.
    pub(super) fn read(font: &FontRef<'_>) -> Option<Self> {
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let bounds = metrics.bounds.map_or([0; 4], |bounds| {
            [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(units)
        });
        (metrics.units_per_em > 0).then_some(Self {
            units_per_em: metrics.units_per_em,
            ascent: units(metrics.ascent),
            descent: units(metrics.descent),
            cap_height: units(metrics.cap_height.unwrap_or(metrics.ascent)),
            bounds,
        })
    }
}

/// A measure that skrifa gives as a float although font units are whole.
#[expect(
    clippy::cast_possible_truncation,
    reason = "font units are 16-bit integers; the cast of a float saturates"
)]
pub(super) fn units(value: f32) -> i32 {
    value.round() as i32
}
