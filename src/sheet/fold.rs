//! How folding orders the pages of a sheet: the tables that printers use.
//!
//! Each fold halves the sheet: the first of an odd number brings the right half onto the
//! left, the next the head onto the foot, and so on in turn, the back lying up. Rows are
//! given from the head, pages counted from 1; every other row stands on its head, so that
//! heads meet in the fold that is cut open. The tests fold sheets to see that the tables
//! are true.

/// A sheet that carries the pages of one or more folds.
#[derive(Debug)]
pub(super) struct Folding {
    /// Pages side by side.
    pub(super) columns: usize,
    /// Rows of them.
    pub(super) rows: usize,
    /// The pages of the front, row by row.
    pub(super) front: &'static [usize],
    /// Those of the back.
    pub(super) back: &'static [usize],
}

impl Folding {
    /// The folding of a sheet that is folded so often; more than four times no paper is.
    pub(super) fn of(folds: u8) -> &'static Self {
        let index = usize::from(folds).clamp(1, FOLDINGS.len()) - 1;
        &FOLDINGS[index]
    }

    /// Pages that a sheet carries on both sides.
    pub(super) const fn pages(&self) -> usize {
        self.columns * self.rows * 2
    }

    /// Whether the pages of a row stand on their heads: the last row never does.
    pub(super) const fn is_turned(&self, row: usize) -> bool {
        (self.rows - 1 - row) % 2 == 1
    }
}

/// By number of folds, from one to four.
const FOLDINGS: [Folding; 4] = [
    Folding { columns: 2, rows: 1, front: &[4, 1], back: &[2, 3] },
    Folding { columns: 2, rows: 2, front: &[5, 4, 8, 1], back: &[3, 6, 2, 7] },
    Folding {
        columns: 4,
        rows: 2,
        front: &[5, 12, 9, 8, 4, 13, 16, 1],
        back: &[7, 10, 11, 6, 2, 15, 14, 3],
    },
    Folding {
        columns: 4,
        rows: 4,
        front: &[5, 28, 29, 4, 12, 21, 20, 13, 9, 24, 17, 16, 8, 25, 32, 1],
        back: &[3, 30, 27, 6, 14, 19, 22, 11, 15, 18, 23, 10, 2, 31, 26, 7],
    },
];
