//! Pages onto sheets: which page goes where on which side.
//!
//! A sheet here is one printed side (or one plate), so a folded sheet of paper is two of
//! them, front before back. It is made in two steps: `side` says which page stands in
//! which cell, `layout` where the cells lie on the paper. Pages are never scaled. Gluing
//! edges, grain and the lips that machines grip signatures by are absent: print shops that
//! need them impose themselves, from the plain pages with bleed.

mod fold;
mod layout;
mod marks;
mod side;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::geom::{Point, Rect, Size};
use crate::page::{Binding, Pages};

pub use crate::project::{
    Duplex, Imposition, LEAF, Marks, Press, STAPLED_SHEETS, Scheme,
};
pub use crate::sheet::side::{Cell, Face, Side};

/// One side of a sheet of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Paper size.
    pub size: Size,
    /// What is left after cutting; the whole paper where nothing is cut.
    pub trim: Rect,
    /// The trim and what is printed over its edges.
    pub bleed: Rect,
    /// The pages on it.
    pub placements: Vec<Placement>,
    /// Fold and crop marks.
    pub marks: Vec<Rect>,
}

/// A page on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Index in [`Pages::pages`]; a blank has no placement.
    pub page: usize,
    /// Where the corner of its trim that is upper left on the sheet lies.
    pub origin: Point,
    /// Whether it stands on its head.
    pub turned: bool,
    /// The part of the sheet in which it shows; everywhere when absent.
    pub clip: Option<Rect>,
}

/// Puts pages onto sheets.
#[must_use]
pub fn impose(
    diagnostics: &mut Diagnostics,
    pages: &Pages,
    imposition: &Imposition,
) -> Vec<Sheet> {
    let sides = sides(pages, imposition);
    report_booklets(diagnostics, pages, imposition, &sides);
    let lay_out = |side| layout::lay_out(pages, imposition, side);
    let sheets: Vec<Sheet> = sides.iter().map(lay_out).collect();
    report_room(diagnostics, pages, imposition, &sheets);
    sheets
}

/// Says that a volume too thick for a stapler has become several booklets.
fn report_booklets(
    diagnostics: &mut Diagnostics,
    pages: &Pages,
    imposition: &Imposition,
    sides: &[Side],
) {
    let Scheme::Saddle { most_sheets, .. } = imposition.scheme else { return };
    let Some(last) = sides.last().filter(|last| last.section > 0) else { return };
    let sheets = |section: &[Side]| match section {
        [first, .., last] => last.sheet + 1 - first.sheet,
        _ => 1,
    };
    let sections = sides.chunk_by(|one, next| one.section == next.section);
    let each: Vec<usize> = sections.map(sheets).collect();
    let alike = each.chunk_by(|one, next| one == next);
    let words = alike.map(|alike| match alike {
        [one] => one.to_string(),
        _ => format!("{} × {}", alike.len(), alike.first().unwrap_or(&0)),
    });
    let each = words.collect::<Vec<_>>().join(" + ");
    diagnostics.push(
        Diagnostic::new(Code::X003)
            .with("title", pages.metadata.title.as_str())
            .with("sheets", last.sheet + 1)
            .with("limit", most_sheets)
            .with("booklets", last.section + 1)
            .with("each", each),
    );
}

/// Reports marks that were asked for and for which the paper leaves no room.
fn report_room(
    diagnostics: &mut Diagnostics,
    pages: &Pages,
    imposition: &Imposition,
    sheets: &[Sheet],
) {
    let Some(sheet) = sheets.first() else { return };
    let marks = imposition.marks;
    if !(marks.crop || marks.registration) || !sheet.marks.is_empty() {
        return;
    }
    let need = layout::with_marks(sheet.trim.size, imposition.bleed);
    diagnostics.push(
        Diagnostic::new(Code::X006)
            .with("title", pages.metadata.title.as_str())
            .with("sheet", sheet.size.in_millimetres())
            .with("need", need.in_millimetres()),
    );
}

/// Which page stands where on each side, in the order of the sheets. Where pages are
/// missing to fill folded sheets, blanks stand before those that stay last.
#[must_use]
pub fn sides(pages: &Pages, imposition: &Imposition) -> Vec<Side> {
    let mirrored = pages.binding == Binding::Right;
    let count = pages.pages.len();
    let filled = match imposition.scheme {
        Scheme::Saddle { folds, .. } | Scheme::Signatures { folds, .. } => {
            count.next_multiple_of(fold::Folding::of(folds).pages())
        }
        _ => count,
    };
    let mut sides = side::sides(filled, imposition.scheme, imposition.press, mirrored);
    let (last, blanks) = (count.saturating_sub(pages.tail), filled - count);
    for cell in sides.iter_mut().flat_map(|side| &mut side.cells) {
        *cell = cell.and_then(|cell| match cell.page {
            page if page < last => Some(cell),
            page if page < last + blanks => None,
            page => Some(Cell { page: page - blanks, ..cell }),
        });
    }
    sides
}
