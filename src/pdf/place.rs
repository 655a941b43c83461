//! Places on pages into places on sheets.

use lopdf::{Object, ObjectId};

use crate::geom::{Length, Point, Rect};
use crate::page::{Pages, Place};
use crate::pdf::number::real;
use crate::sheet::Sheet;

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
    /// Its top left corner, from the top left corner of the sheet.
    origin: Point,
}

impl Places {
    /// Finds the pages on their sheets; of a page that is there twice the first.
    pub(super) fn of(pages: &Pages, sheets: &[Sheet], ids: &[ObjectId]) -> Self {
        let mut spots = vec![None; pages.pages.len()];
        for (sheet, id) in sheets.iter().zip(ids) {
            for placement in &sheet.placements {
                if let Some(spot) = spots.get_mut(placement.page) {
                    let (height, origin) = (sheet.size.height, placement.origin);
                    spot.get_or_insert(Spot { sheet: *id, height, origin });
                }
            }
        }
        Self { spots }
    }

    /// The destination of a place: its sheet, scrolled so that the page's left edge and
    /// the place are in the corner of the window, at the reader's own scale.
    pub(super) fn destination(&self, place: Place) -> Option<Object> {
        let spot = (*self.spots.get(place.page)?)?;
        Some(Object::Array(vec![
            Object::Reference(spot.sheet),
            "XYZ".into(),
            real(spot.origin.x),
            real(spot.height - spot.origin.y - place.y),
            Object::Null,
        ]))
    }
}

/// A rectangle of a page on its sheet: left, bottom, right, top.
pub(super) fn rectangle(sheet: &Sheet, origin: Point, rect: Rect) -> Object {
    let left = origin.x + rect.origin.x;
    let top = sheet.size.height - origin.y - rect.origin.y;
    let (right, bottom) = (left + rect.size.width, top - rect.size.height);
    Object::Array([left, bottom, right, top].map(real).to_vec())
}
