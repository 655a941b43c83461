//! Places on pages into places on sheets.

use lopdf::{Object, ObjectId};

use crate::geom::{Length, Point, Rect, Size};
use crate::page::{Pages, Place};
use crate::pdf::number::{self, milli, real};
use crate::pdf::objects;
use crate::sheet::{Placement, Sheet};

/// Where each page has come to lie.
#[derive(Debug)]
pub(super) struct Places {
    /// By page; nothing for one that stands on no sheet.
    spots: Vec<Option<Spot>>,
}

/// Where a page lies.
#[derive(Debug, Clone, Copy)]
struct Spot {
    /// The PDF page of its sheet.
    sheet: ObjectId,
    /// Height of the sheet.
    height: Length,
    /// Its upper left corner there, from the upper left corner of the sheet.
    origin: Point,
    /// Whether it stands on its head.
    turned: bool,
}

impl Places {
    /// Finds the pages on their sheets; of a page that is there twice the first.
    pub(super) fn of(pages: &Pages, sheets: &[Sheet], ids: &[ObjectId]) -> Self {
        let mut spots = vec![None; pages.pages.len()];
        for (sheet, id) in sheets.iter().zip(ids) {
            for placement in &sheet.placements {
                if let Some(spot) = spots.get_mut(placement.page) {
                    let Placement { origin, turned, .. } = *placement;
                    let height = sheet.size.height;
                    spot.get_or_insert(Spot { sheet: *id, height, origin, turned });
                }
            }
        }
        Self { spots }
    }

    /// The destination of a place: its sheet, scrolled so that the page's left edge and
    /// the place are in the corner of the window, at the reader's own scale. Of a page
    /// that stands on its head the whole is shown.
    pub(super) fn destination(&self, place: Place) -> Option<Destination> {
        let spot = (*self.spots.get(place.page)?)?;
        let down = if spot.turned { Length::ZERO } else { place.y };
        let (left, top) = (spot.origin.x, spot.height - spot.origin.y - down);
        Some(Destination { sheet: spot.sheet, left, top })
    }
}

/// A PDF page, and the corner that the window shows of it, from its bottom left.
#[derive(Debug, Clone, Copy)]
pub(super) struct Destination {
    sheet: ObjectId,
    left: Length,
    top: Length,
}

impl Destination {
    /// Writes it as an entry of a dictionary.
    pub(super) fn push(self, out: &mut Vec<u8>) {
        out.extend_from_slice(b"/Dest[");
        objects::push_references(out, &[self.sheet]);
        out.extend_from_slice(b" /XYZ ");
        number::push(out, milli(self.left));
        out.push(b' ');
        number::push(out, milli(self.top));
        out.extend_from_slice(b" null]");
    }
}

/// Where a rectangle of a page lies on its sheet.
pub(super) fn placed(placement: &Placement, page: Size, rect: Rect) -> Rect {
    let Point { mut x, mut y } = rect.origin;
    if placement.turned {
        x = page.width - x - rect.size.width;
        y = page.height - y - rect.size.height;
    }
    let origin = Point { x: placement.origin.x + x, y: placement.origin.y + y };
    Rect { origin, size: rect.size }
}

/// A rectangle of a sheet as PDF has it: left, bottom, right, top.
pub(super) fn rectangle(sheet: &Sheet, rect: Rect) -> Object {
    Object::Array(edges(sheet, rect).map(real).to_vec())
}

/// The same behind a key of a dictionary.
pub(super) fn push_rectangle(out: &mut Vec<u8>, key: &str, sheet: &Sheet, rect: Rect) {
    out.push(b'/');
    out.extend_from_slice(key.as_bytes());
    for (index, edge) in edges(sheet, rect).into_iter().enumerate() {
        out.push(if index == 0 { b'[' } else { b' ' });
        number::push(out, milli(edge));
    }
    out.push(b']');
}

fn edges(sheet: &Sheet, rect: Rect) -> [Length; 4] {
    let left = rect.origin.x;
    let top = sheet.size.height - rect.origin.y;
    let (right, bottom) = (left + rect.size.width, top - rect.size.height);
    [left, bottom, right, top]
}
