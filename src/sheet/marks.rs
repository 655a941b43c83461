//! What is printed beside the pages for those who cut, fold and gather: thin rules in the
//! margin of the paper.
//!
//! Marks stand outside the bleed. Where the paper leaves no room for them they are left
//! out, but for folds, which get a tick at head and foot in the fold itself, where it is
//! not seen. Registration marks are black alone: books of black ink have one plate.

use crate::geom::{Length, Point, Rect, Size};
use crate::project::{Imposition, Scheme};
use crate::sheet::layout::Layout;
use crate::sheet::side::{Cell, Face, Side};

/// Thickness of the rules: a hairline that every printer still shows.
const LINE: Length = Length::pt_ratio(1, 4);

/// How long a rule is.
const LONG: Length = Length::mm(5);

/// How far marks stay away from the trim where there is no bleed.
const CLEAR: Length = Length::mm(2);

/// How far each collating mark stands below that of the signature before it, and how
/// high it is.
const STEP: Length = Length::mm(5);

/// Half the width of a collating mark: its two halves lie on the two sides of the fold.
const COLLATING: Length = Length::mm(1);

/// Draws the marks of a side, with those for folds at such distances from the left edge
/// of a page.
pub(super) fn draw(
    layout: &Layout,
    imposition: &Imposition,
    (side, folds): (&Side, &[Length]),
) -> Vec<Rect> {
    let marks = imposition.marks;
    let mut margin = Margin { layout, clear: layout.bleed.max(CLEAR), rules: Vec::new() };
    let [cut, folded] = [false, true].map(|folds| margin.verticals(folds));
    if marks.crop {
        cut.iter().for_each(|x| margin.vertical(*x, LONG));
        margin.horizontals().iter().for_each(|y| margin.horizontal(*y));
    }
    if marks.fold {
        folded.iter().for_each(|x| margin.fold(*x));
        // Folds of the pages themselves: the spine of a cover.
        let left = layout.block().origin.x;
        folds.iter().for_each(|x| margin.fold(left + *x));
        margin.folded_rows();
    }
    if marks.registration {
        margin.registration();
    }
    let mut rules = margin.rules;
    if marks.collating && matches!(imposition.scheme, Scheme::Signatures { .. }) {
        rules.extend(collating(layout, side));
    }
    rules
}

/// The paper around the block.
struct Margin<'a> {
    layout: &'a Layout,
    /// How far from the block marks begin.
    clear: Length,
    rules: Vec<Rect>,
}

impl Margin<'_> {
    /// The lines across which columns are folded, or along which they are cut.
    fn verticals(&self, folds: bool) -> Vec<Length> {
        let Layout { lefts, page, is_folded, .. } = self.layout;
        let mut lines = Vec::new();
        for (at, left) in lefts.iter().enumerate() {
            let is_left = at.is_multiple_of(2);
            let right = *left + page.width;
            let (left_folds, right_folds) =
                (*is_folded && !is_left, *is_folded && is_left);
            if left_folds == folds && !folds {
                lines.push(*left);
            }
            if right_folds == folds {
                lines.push(right);
            }
            // The middle of the gap between two pairs is a fold too.
            if let (true, true, Some(next)) = (folds, left_folds, lefts.get(at + 1)) {
                lines.push((right + *next) / 2);
            }
        }
        lines.dedup();
        lines
    }

    /// The lines along which rows are cut.
    fn horizontals(&self) -> Vec<Length> {
        let height = self.layout.page.height;
        let mut lines: Vec<Length> =
            self.layout.tops.iter().flat_map(|top| [*top, *top + height]).collect();
        lines.dedup();
        lines
    }

    /// Adds a rule, unless it would leave the paper.
    fn add(&mut self, (x, y): (Length, Length), (width, height): (Length, Length)) {
        let size = self.layout.size;
        let fits = x >= Length::ZERO
            && y >= Length::ZERO
            && x + width <= size.width
            && y + height <= size.height;
        if fits {
            let rect = Rect { origin: Point { x, y }, size: Size { width, height } };
            self.rules.push(rect);
        }
    }

    /// A rule above and one below the block.
    fn vertical(&mut self, x: Length, long: Length) {
        let block = self.layout.block();
        let below = block.origin.y + block.size.height + self.clear;
        self.add((x - LINE / 2, block.origin.y - self.clear - long), (LINE, long));
        self.add((x - LINE / 2, below), (LINE, long));
    }

    /// A rule left and one right of the block.
    fn horizontal(&mut self, y: Length) {
        let block = self.layout.block();
        let right = block.origin.x + block.size.width + self.clear;
        self.add((block.origin.x - self.clear - LONG, y - LINE / 2), (LONG, LINE));
        self.add((right, y - LINE / 2), (LONG, LINE));
    }

    /// Two dashes above and below the block; without room a tick in the fold.
    fn fold(&mut self, x: Length) {
        let before = self.rules.len();
        let dash = LONG * 2 / 5;
        let clear = self.clear;
        self.vertical(x, dash);
        self.clear += dash + dash / 2;
        self.vertical(x, dash);
        self.clear = clear;
        if self.rules.len() == before {
            let block = self.layout.block();
            let foot = block.origin.y + block.size.height - LONG;
            self.add((x - LINE / 2, block.origin.y), (LINE, LONG));
            self.add((x - LINE / 2, foot), (LINE, LONG));
        }
    }

    /// Two dashes left and right of the block where a head is folded onto a foot.
    fn folded_rows(&mut self) {
        let Layout { tops, page, .. } = self.layout;
        let block = self.layout.block();
        let dash = LONG * 2 / 5;
        for pair in tops.windows(2) {
            let y = (pair[0] + page.height + pair[1]) / 2 - LINE / 2;
            for away in [self.clear, self.clear + dash + dash / 2] {
                let right = block.origin.x + block.size.width + away;
                self.add((block.origin.x - away - dash, y), (dash, LINE));
                self.add((right, y), (dash, LINE));
            }
        }
    }

    /// A cross in the middle of the left and right margin, and a quarter from the left
    /// above and below, where no fold or cut has its mark.
    fn registration(&mut self) {
        let block = self.layout.block();
        let out = self.clear + LONG / 2;
        let (left, top) = (block.origin.x, block.origin.y);
        let (right, foot) = (left + block.size.width, top + block.size.height);
        let middle = top + block.size.height * 3 / 8;
        let quarter = left + block.size.width * 3 / 16;
        let places = [
            (left - out, middle),
            (right + out, middle),
            (quarter, top - out),
            (quarter, foot + out),
        ];
        for (x, y) in places {
            self.add((x - LONG / 2, y - LINE / 2), (LONG, LINE));
            self.add((x - LINE / 2, y - LONG / 2), (LINE, LONG));
        }
    }
}

/// A bar across the fold beside the first page of a signature, lower for each further
/// one; they begin again at the head where the page ends.
fn collating(layout: &Layout, side: &Side) -> Option<Rect> {
    if side.face == Face::Back {
        return None;
    }
    let opens = |cell: &Option<Cell>| cell.is_some_and(|cell| cell.opens);
    let at = side.cells.iter().position(opens)?;
    let (row, column) = (at / side.columns, at % side.columns);
    let left = *layout.lefts.get(column)?;
    let fold = if column.is_multiple_of(2) { left + layout.page.width } else { left };
    let room = (layout.page.height - STEP * 4).div_floor(STEP).max(1);
    let step = i64::try_from(side.section).unwrap_or(0) % room;
    let y = *layout.tops.get(row)? + STEP * (2 + step);
    let size = Size { width: COLLATING * 2, height: STEP };
    Some(Rect { origin: Point { x: fold - COLLATING, y }, size })
}
