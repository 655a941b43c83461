//! Marks of a page whose lines run from top to bottom: from places along and across lines
//! to places on paper (spec 10.1).
//!
//! Everything before works as if lines ran from left to right and followed each other
//! downwards. Here, once for each page, that plane is turned by a quarter, clockwise:
//! the start of lines comes to the top, the first line to the right. Pictures stay
//! upright; which glyphs do, `line` has said.

use crate::geom::{Length, Point, Rect, Size};
use crate::page::setting::Setting;
use crate::page::text::Drawn;
use crate::page::{GlyphRun, Mark, Orientation};

/// Turns what is drawn on paper of a width.
pub(super) fn turn(drawn: &mut Drawn, width: Length) {
    for mark in &mut drawn.marks {
        match mark {
            Mark::Text { run, at, .. } => {
                *at = Point { x: width - at.y + middle(run), y: at.x };
            }
            Mark::Rule { rect, .. } | Mark::Wave { rect } | Mark::Image { rect, .. } => {
                turn_rect(rect, width);
            }
        }
    }
    for link in &mut drawn.links {
        turn_rect(&mut link.rect, width);
    }
}

/// How far from the baseline of its line a run is placed: upright glyphs hang from the
/// middle of their em box.
pub(super) fn middle(run: &GlyphRun) -> Length {
    match run.orientation {
        Orientation::Upright | Orientation::Across => {
            Setting::ascent(run.size) - run.size / 2
        }
        Orientation::Rotated | Orientation::Horizontal => Length::ZERO,
    }
}

fn turn_rect(rect: &mut Rect, width: Length) {
    let Rect { origin, size } = *rect;
    *rect = Rect {
        origin: Point { x: width - origin.y - size.height, y: origin.x },
        size: Size { width: size.height, height: size.width },
    };
}
