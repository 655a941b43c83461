//! Outlines and numbers of drawings as operators.

use std::fmt::Write as _;

use resvg::usvg::Transform;
use resvg::usvg::tiny_skia_path::{Path, PathSegment, Point};

/// A number with at most four decimals, which is finer than any press.
pub(super) fn number(out: &mut Vec<u8>, value: f32) {
    let mut text = format!("{value:.4}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    if text == "-0" {
        text.remove(0);
    }
    out.extend_from_slice(text.as_bytes());
    out.push(b' ');
}

/// Numbers and an operator behind them.
pub(super) fn operator(out: &mut Vec<u8>, operands: &[f32], name: &str) {
    operands.iter().for_each(|operand| number(out, *operand));
    out.extend_from_slice(name.as_bytes());
    out.push(b'\n');
}

/// The six numbers of a transformation.
pub(super) const fn matrix(transform: Transform) -> [f32; 6] {
    let Transform { sx, kx, ky, sy, tx, ty } = transform;
    [sx, ky, kx, sy, tx, ty]
}

/// An outline, moved by a transformation.
pub(super) fn outline(out: &mut Vec<u8>, path: &Path, transform: Transform) {
    let at = |mut point: Point| {
        transform.map_point(&mut point);
        [point.x, point.y]
    };
    let (mut last, mut start) = (Point::default(), Point::default());
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => {
                operator(out, &at(to), "m");
                (last, start) = (to, to);
            }
            PathSegment::LineTo(to) => {
                operator(out, &at(to), "l");
                last = to;
            }
            PathSegment::QuadTo(control, to) => {
                // The cubic that is the same curve.
                let third = |end: Point| Point {
                    x: end.x + (control.x - end.x) * 2.0 / 3.0,
                    y: end.y + (control.y - end.y) * 2.0 / 3.0,
                };
                let points = [at(third(last)), at(third(to)), at(to)].concat();
                operator(out, &points, "c");
                last = to;
            }
            PathSegment::CubicTo(first, second, to) => {
                operator(out, &[at(first), at(second), at(to)].concat(), "c");
                last = to;
            }
            PathSegment::Close => {
                operator(out, &[], "h");
                last = start;
            }
        }
    }
}

/// A name in the resources of a drawing: a letter and a number.
pub(super) fn name(letter: char, index: usize) -> String {
    let mut name = String::new();
    let _ = write!(name, "{letter}{index}");
    name
}
