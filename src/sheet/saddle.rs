//! Pages onto the sides of sheets that are nested, folded once and stapled in the fold.
//!
//! With `n` pages (a multiple of four) sheet `k`, counted from the outermost, carries in
//! front `n - 2k | 1 + 2k` and behind `2 + 2k | n - 1 - 2k`, pages counted from 1; in a book
//! bound at the right edge left and right change places. The pages of a side meet in the
//! fold, which is the middle of the paper.
//!
//! Missing pages are blanks at the end, so the first page is always the front of the
//! booklet and no blank parts two pages of text; with a page count that is no multiple
//! of four the back of the booklet is white. Whoever wants the last page on the back
//! gives a multiple of four.

use crate::geom::{Point, Size};
use crate::page::{Binding, Pages};
use crate::sheet::{Placement, Sheet};

/// The pages a folded sheet carries, two on each side.
const PAGES_PER_SHEET: usize = 4;

/// Puts pages onto paper that is laid across.
pub(super) fn impose(pages: &Pages, paper: Size) -> Vec<Sheet> {
    let size = across(paper);
    let count = pages.pages.len().next_multiple_of(PAGES_PER_SHEET);

    (0..count / PAGES_PER_SHEET)
        .flat_map(|k| sides(count, k))
        .map(|(left, right)| match pages.binding {
            Binding::Left => (left, right),
            Binding::Right => (right, left),
        })
        .map(|(left, right)| {
            let left = place(pages, size, left, Half::Left);
            let right = place(pages, size, right, Half::Right);
            let placements = [left, right].into_iter().flatten().collect();
            Sheet { size, placements, marks: Vec::new() }
        })
        .collect()
}

/// Half of a side, on one side of the fold.
#[derive(Clone, Copy)]
enum Half {
    /// Left of it.
    Left,
    /// Right of it.
    Right,
}

/// Paper with its long edges above and below.
fn across(paper: Size) -> Size {
    Size { width: paper.width.max(paper.height), height: paper.width.min(paper.height) }
}

/// The pages, counted from 0, left and right on the front and on the back of sheet `k`.
fn sides(count: usize, k: usize) -> [(usize, usize); 2] {
    let front = (count - 1 - 2 * k, 2 * k);
    let back = (1 + 2 * k, count - 2 - 2 * k);
    [front, back]
}

/// A page against the fold, in the middle of the height; nothing for a blank.
fn place(pages: &Pages, sheet: Size, page: usize, half: Half) -> Option<Placement> {
    let size = pages.pages.get(page)?.size;
    let fold = sheet.width / 2;
    let x = match half {
        Half::Left => fold - size.width,
        Half::Right => fold,
    };

    Some(Placement { page, origin: Point { x, y: (sheet.height - size.height) / 2 } })
}
