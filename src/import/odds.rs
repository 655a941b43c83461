//! How sure a choice is: how far the best reading that makes it is ahead of the best one
//! that does not, as a share between 0 and 1.

/// Below this a choice is doubtful: even odds are at one half.
pub(crate) const DOUBTFUL: f64 = 0.6;

/// A lead in tenths of a point as a share between 0 and 1, in hundredths.
pub(crate) fn confidence(lead: i32) -> f64 {
    let lead = f64::from(lead.clamp(-100, 100));
    // A point is a factor of three: odds of 3^(lead/10), without a power function.
    let share = 0.5 + lead / (2.0 * (lead.abs() + 10.0));
    (share * 100.0).round() / 100.0
}
