//! Exact lengths and the plane they measure.
//!
//! A [`Length`] counts 1/65,536 pt in an integer, so sums are exact and equality, order
//! and hashing need no care. There is no conversion back to floating point except
//! [`Length::to_pt`], which only the PDF writer (and text dumps) may call.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// A length, in units of 1/65,536 pt (a pt is 1/72 inch).
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Length(i64);

impl Length {
    /// No length at all.
    pub const ZERO: Self = Self(0);
    /// Units in a point.
    const UNITS_PER_PT: i64 = 1 << 16;

    /// A whole number of points.
    #[must_use]
    pub const fn pt(points: i64) -> Self {
        Self(points * Self::UNITS_PER_PT)
    }

    /// `numerator / denominator` points, rounded to the nearest unit: 10.5 pt is
    /// `Length::pt_ratio(105, 10)`.
    #[must_use]
    pub const fn pt_ratio(numerator: i64, denominator: i64) -> Self {
        Self(round_div(numerator * Self::UNITS_PER_PT, denominator))
    }

    /// Thousandths of a millimetre, rounded to the nearest unit: A5 is 148,000 wide.
    #[must_use]
    pub const fn micrometres(micrometres: i64) -> Self {
        Self(round_div(micrometres * 72 * Self::UNITS_PER_PT, 25_400))
    }

    /// A whole number of millimetres.
    #[must_use]
    pub const fn mm(millimetres: i64) -> Self {
        Self::micrometres(millimetres * 1000)
    }

    /// The raw count of 1/65,536 pt.
    #[must_use]
    pub const fn raw(self) -> i64 {
        self.0
    }

    /// A length from a raw count of 1/65,536 pt.
    #[must_use]
    pub const fn from_raw(raw: i64) -> Self {
        Self(raw)
    }

    /// The length times `numerator / denominator`, rounded to the nearest unit.
    #[must_use]
    pub const fn scale(self, numerator: i64, denominator: i64) -> Self {
        Self(round_div(self.0 * numerator, denominator))
    }

    /// The length in points, for writers of output formats only.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no page is 2^37 pt wide")]
    pub fn to_pt(self) -> f64 {
        self.0 as f64 / 65_536.0
    }

    /// The distance from zero.
    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// How many times `other` fits into this length, rounded down.
    ///
    /// # Panics
    /// When `other` is zero.
    #[must_use]
    pub const fn div_floor(self, other: Self) -> i64 {
        self.0.div_euclid(other.0)
    }
}

/// Division rounded half away from zero; `denominator` must be positive.
const fn round_div(numerator: i64, denominator: i64) -> i64 {
    if numerator >= 0 {
        (numerator + denominator / 2) / denominator
    } else {
        (numerator - denominator / 2) / denominator
    }
}

impl Add for Length {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Length {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Length {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Length {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Length {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Length {
    type Output = Self;
    fn mul(self, factor: i64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<i64> for Length {
    type Output = Self;
    /// Rounds toward zero.
    fn div(self, divisor: i64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Sum for Length {
    fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
        lengths.fold(Self::ZERO, Add::add)
    }
}

/// A place on a page: `x` to the right and `y` down from the top left corner of the trim.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Length,
    /// Distance from the top edge.
    pub y: Length,
}

/// Width and height.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Size {
    /// Horizontal extent.
    pub width: Length,
    /// Vertical extent.
    pub height: Length,
}

impl Size {
    /// The size as people say it.
    #[must_use]
    pub fn in_millimetres(self) -> String {
        let [width, height] = [self.width, self.height]
            .map(|length| (length + Length::mm(1) / 2).div_floor(Length::mm(1)));
        format!("{width} × {height} mm")
    }
}

/// An upright rectangle.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rect {
    /// Top left corner.
    pub origin: Point,
    /// Extent to the right and down.
    pub size: Size,
}

/// One value for each side of a page; inner is the binding edge.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sides {
    /// Head.
    pub top: Length,
    /// Foot.
    pub bottom: Length,
    /// Binding edge.
    pub inner: Length,
    /// Fore edge.
    pub outer: Length,
}
