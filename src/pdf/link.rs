//! Links of pages into annotations of sheets.
//!
//! Borders are switched off, because one reader draws them unless told. A link whose
//! target stands on no sheet is left out: it could not be followed.

use lopdf::{Object, ObjectId, dictionary};

use crate::geom::Rect;
use crate::page::{Link, Pages, Target};
use crate::pdf::document::{Body, typed};
use crate::pdf::place::{Places, placed, rectangle};
use crate::sheet::Sheet;

/// The annotation flag that lets a link exist in print; archives ask for it.
const PRINT: i64 = 4;

/// By page its links as annotations; nothing for one that is left out.
pub(super) type Annotations = Vec<Vec<Option<ObjectId>>>;

/// Adds the links of every sheet.
pub(super) fn set(
    body: &mut Body,
    pages: &Pages,
    sheets: &[Sheet],
    places: &Places,
) -> lopdf::Result<Annotations> {
    let mut all = vec![Vec::new(); pages.pages.len()];
    for (index, sheet) in sheets.iter().enumerate() {
        let mut annotations = Vec::new();
        for placement in &sheet.placements {
            let Some(page) = pages.pages.get(placement.page) else { continue };
            for link in &page.links {
                let rect = placed(placement, page.size, link.rect);
                let annotation = annotation(sheet, rect, link, places);
                let id = annotation.map(|it| body.document.add_object(it));
                annotations.extend(id.map(Object::Reference));
                if let Some(page) = all.get_mut(placement.page) {
                    page.push(id);
                }
            }
        }
        if let (false, Some(id)) = (annotations.is_empty(), body.sheets.get(index)) {
            body.document.get_dictionary_mut(*id)?.set("Annots", annotations);
        }
    }
    Ok(all)
}

/// The annotation of a link.
fn annotation(sheet: &Sheet, rect: Rect, link: &Link, places: &Places) -> Option<Object> {
    let mut annotation = typed("Annot");
    annotation.set("Subtype", "Link");
    annotation.set("Rect", rectangle(sheet, rect));
    annotation.set("Border", vec![Object::from(0), 0.into(), 0.into()]);
    annotation.set("F", PRINT);
    match &link.target {
        Target::Place(place) => annotation.set("Dest", places.destination(*place)?),
        Target::Url(url) => {
            let uri = Object::string_literal(ascii(url));
            annotation.set("A", dictionary! { "S" => "URI", "URI" => uri });
        }
    }
    Some(annotation.into())
}

/// A URL in ASCII, as the action asks: other bytes escaped with a percent sign.
fn ascii(url: &str) -> String {
    let mut plain = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            plain.push(char::from(byte));
        } else {
            plain.push_str(&format!("%{byte:02X}"));
        }
    }
    plain
}
