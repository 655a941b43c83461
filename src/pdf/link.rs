//! Links of pages into annotations of sheets.
//!
//! Borders are switched off, because one reader draws them unless told. A link whose
//! target stands on no sheet is left out: it could not be followed.

use lopdf::{Object, ObjectId, dictionary};

use crate::geom::Rect;
use crate::page::{Link, Pages, Target};
use crate::pdf::document::{Body, Extras};
use crate::pdf::objects;
use crate::pdf::place::{Destination, Places, placed, push_rectangle};
use crate::sheet::Sheet;

/// The annotation flag that lets a link exist in print; archives ask for it.
const PRINT: i64 = 4;

/// By page its links as annotations; nothing for one that is left out.
pub(super) type Annotations = Vec<Vec<Option<ObjectId>>>;

/// Adds the links of every sheet; what they are among the tags follows from the number of
/// the first.
pub(super) fn set(
    body: &mut Body,
    (pages, sheets): (&Pages, &[Sheet]),
    places: &Places,
    (mut tagged, extras): (Option<i64>, &mut [Extras]),
) -> Annotations {
    let mut all = vec![Vec::new(); pages.pages.len()];
    for (sheet, extras) in sheets.iter().zip(extras) {
        for placement in &sheet.placements {
            let Some(page) = pages.pages.get(placement.page) else { continue };
            for link in &page.links {
                let action = action(link, places);
                let id = action.map(|action| {
                    let id = body.document.new_object_id();
                    let rect = placed(placement, page.size, link.rect);
                    body.written.add(id, |out| {
                        write(out, (sheet, rect), (&action, link), tagged);
                    });
                    tagged = tagged.map(|number| number + 1);
                    id
                });
                extras.annotations.extend(id);
                if let Some(page) = all.get_mut(placement.page) {
                    page.push(id);
                }
            }
        }
    }
    all
}

/// Where a link leads.
enum Action<'a> {
    Place(Destination),
    Url(&'a str),
}

/// Where a link leads; none when that is nowhere.
fn action<'a>(link: &'a Link, places: &Places) -> Option<Action<'a>> {
    Some(match &link.target {
        Target::Place(place) => Action::Place(places.destination(*place)?),
        Target::Url(url) => Action::Url(url),
    })
}

/// Writes an annotation.
fn write(
    out: &mut Vec<u8>,
    (sheet, rect): (&Sheet, Rect),
    (action, link): (&Action<'_>, &Link),
    tagged: Option<i64>,
) {
    out.extend_from_slice(b"<</Type/Annot/Subtype/Link");
    push_rectangle(out, "Rect", sheet, rect);
    out.extend_from_slice(b"/Border[0 0 0]");
    objects::entry(out, "F", &PRINT.into());
    match action {
        Action::Place(destination) => destination.push(out),
        Action::Url(url) => {
            let uri = Object::string_literal(ascii(url));
            let action = dictionary! { "S" => "URI", "URI" => uri };
            objects::entry(out, "A", &action.into());
        }
    }
    if let Some(number) = tagged {
        objects::entry(out, "StructParent", &number.into());
        objects::text(out, "Contents", &link.title);
    }
    out.extend_from_slice(b">>");
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
