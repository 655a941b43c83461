//! Lengths into the numbers of a PDF: thousandths of a point, rounded once.
//!
//! A thousandth of a point is a third of a micrometre, far below what any printer places.
//! Arithmetic stays in integers; a float appears only where lopdf asks for one.

use lopdf::Object;

use crate::geom::Length;

/// Thousandths in a point.
const MILLI: i64 = 1000;

/// A length in thousandths of a point, rounded to the nearest.
pub(super) fn milli(length: Length) -> i64 {
    length.scale(MILLI, Length::pt(1).raw()).raw()
}

/// Writes a number given in thousandths, as short as it can be.
pub(super) fn push(out: &mut Vec<u8>, milli: i64) {
    if milli < 0 {
        out.push(b'-');
    }
    let (whole, rest) = (milli.unsigned_abs() / 1000, milli.unsigned_abs() % 1000);
    push_integer(out, whole);
    if rest > 0 {
        let digits = format!("{rest:03}");
        out.push(b'.');
        out.extend_from_slice(digits.trim_end_matches('0').as_bytes());
    }
}

/// Writes a whole number.
pub(super) fn push_integer(out: &mut Vec<u8>, number: impl std::fmt::Display) {
    out.extend_from_slice(number.to_string().as_bytes());
}

/// A length as an object, in points.
#[expect(clippy::cast_precision_loss, reason = "f32 holds a page's thousandths exactly")]
pub(super) fn real(length: Length) -> Object {
    Object::Real(milli(length) as f32 / MILLI as f32)
}
