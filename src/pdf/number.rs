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
    push_digits(out, whole);
    if rest > 0 {
        out.push(b'.');
        let mut rest = rest;
        let mut place = 100;
        while rest > 0 {
            out.push(digit(rest / place));
            (rest, place) = (rest % place, place / 10);
        }
    }
}

fn digit(number: u64) -> u8 {
    b"0123456789"[usize::try_from(number % 10).unwrap_or(0)]
}

/// Writes a whole number.
pub(super) fn push_integer(out: &mut Vec<u8>, number: i64) {
    if number < 0 {
        out.push(b'-');
    }
    push_digits(out, number.unsigned_abs());
}

/// Writes how many of something there are.
pub(super) fn push_count(out: &mut Vec<u8>, count: usize) {
    push_digits(out, count as u64);
}

fn push_digits(out: &mut Vec<u8>, number: u64) {
    let mut digits = [0; 20];
    let mut rest = number;
    let mut start = digits.len();
    while rest > 0 || start == digits.len() {
        start -= 1;
        digits[start] = digit(rest);
        rest /= 10;
    }
    out.extend_from_slice(&digits[start..]);
}

/// A length as an object, in points.
#[expect(clippy::cast_precision_loss, reason = "f32 holds a page's thousandths exactly")]
pub(super) fn real(length: Length) -> Object {
    Object::Real(milli(length) as f32 / MILLI as f32)
}
