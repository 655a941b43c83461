//! Page numbers into sides of sheets: which page stands in which cell, without any
//! measure.
//!
//! Sheets are nested by the same formula however often each is folded: in a signature of
//! `n` pages the first half of what sheet `k` carries, `h` pages, are `kh + 1` to
//! `kh + h`, the other half `n - kh - h + 1` to `n - kh`. With one fold that is the rule of
//! the booklet: in front `n - 2k | 1 + 2k`, behind `2 + 2k | n - 1 - 2k`.
//!
//! Missing pages are blanks at the end, so the first page is always the front and no
//! blank parts two pages of text; `sheet` puts a colophon that stays last behind them. A last signature may have fewer sheets than the others.

use crate::project::{Press, Scheme};
use crate::sheet::fold::Folding;

/// One side of a sheet, or one plate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Which booklet or signature it belongs to, counted from 0.
    pub section: usize,
    /// Which sheet of all it is a side of, counted from 0.
    pub sheet: usize,
    /// Which side it is.
    pub face: Face,
    /// Cells side by side.
    pub columns: usize,
    /// What stands in the cells, row by row from the head; `None` is a blank.
    pub cells: Vec<Option<Cell>>,
}

/// A side of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// The one that is printed first.
    Front,
    /// The one behind it.
    Back,
    /// Both, from one plate.
    Both,
}

/// A page in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The page, counted from 0.
    pub page: usize,
    /// Whether it stands on its head.
    pub turned: bool,
    /// Leaves between it and the outside of its booklet or signature.
    pub depth: usize,
    /// Whether it is the first page of its signature.
    pub opens: bool,
}

/// The sides for so many pages. `mirrored` is for books bound at the right edge.
pub(super) fn sides(
    count: usize,
    scheme: Scheme,
    press: Press,
    mirrored: bool,
) -> Vec<Side> {
    let mut sides = match scheme {
        Scheme::Plain => up(count, 1, 1),
        Scheme::Up { columns, rows } => up(count, columns, rows),
        Scheme::CutStack { columns, rows } => cut_stack(count, columns, rows),
        Scheme::Signatures { folds, pages } => {
            let folding = Folding::of(folds);
            gather(count, folding, &signatures(count, folding, pages))
        }
        Scheme::Saddle { folds, most_sheets } => {
            let folding = Folding::of(folds);
            gather(count, folding, &booklets(count, folding, most_sheets))
        }
    };
    if mirrored {
        sides.iter_mut().for_each(Side::mirror);
    }
    match press {
        Press::Sheetwise => sides,
        Press::Turn => plates(sides, Side::beside),
        Press::Tumble => plates(sides, Side::above),
    }
}

/// Sheets of each signature of so many pages.
fn signatures(count: usize, folding: &Folding, pages: usize) -> Vec<usize> {
    let all = count.div_ceil(folding.pages());
    let each = (pages / folding.pages()).max(1);
    (0..all).step_by(each).map(|first| each.min(all - first)).collect()
}

/// Sheets of each booklet when a stapler takes no more than `most`: as few booklets as can
/// be, and none of them more than a sheet thinner than another.
fn booklets(count: usize, folding: &Folding, most: usize) -> Vec<usize> {
    let sheets = count.div_ceil(folding.pages());
    // A sheet folded twice is as thick in the fold as two folded once.
    let thickness = sheets * folding.pages() / 4;
    let booklets = thickness.div_ceil(most.max(1)).min(sheets);
    let share = |index| sheets / booklets + usize::from(index < sheets % booklets);
    (0..booklets).map(share).collect()
}

/// Sections of nested sheets, one behind the other; `sections` says how many each has.
fn gather(count: usize, folding: &Folding, sections: &[usize]) -> Vec<Side> {
    let mut sides = Vec::with_capacity(sections.iter().sum::<usize>() * 2);
    let mut first = 0;
    for (section, nested) in sections.iter().copied().enumerate() {
        let whole = Section { folding, count, first: first * folding.pages(), nested };
        for k in 0..nested {
            for face in [Face::Front, Face::Back] {
                let (columns, cells) = (folding.columns, whole.cells(k, face));
                sides.push(Side { section, sheet: first + k, face, columns, cells });
            }
        }
        first += nested;
    }
    sides
}

/// A booklet or signature.
struct Section<'a> {
    folding: &'a Folding,
    /// Pages of the whole volume.
    count: usize,
    /// The first of its pages.
    first: usize,
    /// Its sheets.
    nested: usize,
}

impl Section<'_> {
    /// The cells of one side of sheet `k`, counted from the outside.
    fn cells(&self, k: usize, face: Face) -> Vec<Option<Cell>> {
        let Folding { columns, front, back, .. } = *self.folding;
        let table = if face == Face::Front { front } else { back };
        let cell = |(at, local): (usize, &usize)| {
            let within = self.within(k, *local);
            let page = self.first + within;
            let turned = self.folding.is_turned(at / columns);
            let leaf = within / 2;
            let leaves = self.nested * self.folding.pages() / 2;
            let depth = leaf.min(leaves - 1 - leaf);
            let opens = within == 0;
            (page < self.count).then_some(Cell { page, turned, depth, opens })
        };
        table.iter().enumerate().map(cell).collect()
    }

    /// The place in the section of a page of sheet `k`, which is counted from 1 on its
    /// sheet.
    fn within(&self, k: usize, local: usize) -> usize {
        let (pages, half) = (self.folding.pages(), self.folding.pages() / 2);
        if local <= half {
            k * half + local - 1
        } else {
            self.nested * pages - k * half - (pages - local) - 1
        }
    }
}

/// Pages in reading order, on fronts and backs in turn.
fn up(count: usize, columns: usize, rows: usize) -> Vec<Side> {
    let cells = columns * rows;
    let side = |index: usize| {
        let face = if index.is_multiple_of(2) { Face::Front } else { Face::Back };
        let cells = (index * cells..(index + 1) * cells).map(|page| flat(page, count));
        Side { section: 0, sheet: index / 2, face, columns, cells: cells.collect() }
    };
    (0..count.div_ceil(cells)).map(side).collect()
}

/// Leaves in stacks side by side: the next leaf lies in the next sheet.
fn cut_stack(count: usize, columns: usize, rows: usize) -> Vec<Side> {
    let sheets = count.div_ceil(2).div_ceil(columns * rows);
    let mut sides = Vec::with_capacity(sheets * 2);
    for sheet in 0..sheets {
        let leaf = |at: usize| at * sheets + sheet;
        let front = (0..columns * rows).map(|at| flat(leaf(at) * 2, count));
        let behind = (0..columns * rows).map(|at| {
            let (row, column) = (at / columns, at % columns);
            flat(leaf(row * columns + columns - 1 - column) * 2 + 1, count)
        });
        let cells = [front.collect::<Vec<_>>(), behind.collect()];
        for (face, cells) in [Face::Front, Face::Back].into_iter().zip(cells) {
            sides.push(Side { section: 0, sheet, face, columns, cells });
        }
    }
    sides
}

/// A page on a leaf that is not folded.
fn flat(page: usize, count: usize) -> Option<Cell> {
    let cell = Cell { page, turned: false, depth: 0, opens: false };
    (page < count).then_some(cell)
}

/// Fronts and backs joined to plates.
fn plates(sides: Vec<Side>, join: impl Fn(&Side, &Side) -> Side) -> Vec<Side> {
    let both = |pair: &[Side]| match pair {
        [front, back] => join(front, back),
        [front] => join(front, &front.blank()),
        _ => unreachable!("chunks of two hold one or two"),
    };
    sides.chunks(2).map(both).collect()
}

impl Side {
    /// Rows of cells.
    #[must_use]
    pub const fn rows(&self) -> usize {
        self.cells.len() / self.columns
    }

    /// Left for right, as for a book bound at the right edge.
    fn mirror(&mut self) {
        self.cells.chunks_mut(self.columns).for_each(<[_]>::reverse);
    }

    /// A side with as many cells and nothing in them.
    fn blank(&self) -> Self {
        Self { cells: vec![None; self.cells.len()], ..self.clone() }
    }

    /// The plate that carries the other side to the right of this one.
    fn beside(&self, other: &Self) -> Self {
        let rows = self.cells.chunks(self.columns).zip(other.cells.chunks(self.columns));
        let cells = rows.flat_map(|(left, right)| [left, right].concat()).collect();
        Self { face: Face::Both, columns: self.columns * 2, cells, ..self.clone() }
    }

    /// The plate that carries the other side below this one, standing on its head.
    fn above(&self, other: &Self) -> Self {
        let mut below = other.clone();
        below.turn();
        let cells = [self.cells.as_slice(), below.cells.as_slice()].concat();
        Self { face: Face::Both, cells, ..self.clone() }
    }

    /// The side turned by half a circle.
    pub(super) fn turn(&mut self) {
        self.cells.reverse();
        for cell in self.cells.iter_mut().flatten() {
            cell.turned = !cell.turned;
        }
    }
}
