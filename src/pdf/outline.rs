//! Bookmarks into the outline of a PDF.
//!
//! The uppermost bookmarks stand open, those below are folded: a volume of two hundred
//! articles shows its parts and their articles at first sight. ISO 32000-1, 12.3.3.

use lopdf::{Object, ObjectId};

use crate::page::{OutlineEntry, Pages};
use crate::pdf::document::{Body, typed};
use crate::pdf::objects;
use crate::pdf::place::Places;

/// Adds the outline, when there are bookmarks.
pub(super) fn set(body: &mut Body, pages: &Pages, places: &Places) -> lopdf::Result<()> {
    if pages.outline.is_empty() {
        return Ok(());
    }
    let mut outline = Outline { body, places };
    let root = outline.body.document.new_object_id();
    let branch = outline.branch(&pages.outline, root, true);
    let mut dictionary = typed("Outlines");
    if let Some((first, last, count)) = branch.above(true) {
        dictionary.set("First", Object::Reference(first));
        dictionary.set("Last", Object::Reference(last));
        dictionary.set("Count", count);
    }
    body.document.set_object(root, dictionary);

    let catalog = body.document.catalog_mut()?;
    catalog.set("Outlines", Object::Reference(root));
    catalog.set("PageMode", "UseOutlines");
    Ok(())
}

/// An outline being written.
struct Outline<'a> {
    body: &'a mut Body,
    places: &'a Places,
}

/// The bookmarks below another.
struct Branch {
    first: Option<ObjectId>,
    last: Option<ObjectId>,
    /// How many lines it takes when it stands open.
    lines: i64,
}

impl Branch {
    /// What the bookmark above says of where its branch is; a negative count is a folded one.
    fn above(&self, open: bool) -> Option<(ObjectId, ObjectId, i64)> {
        let count = if open { self.lines } else { -self.lines };
        Some((self.first?, self.last?, count))
    }
}

impl Outline<'_> {
    /// Writes bookmarks of one level and all below them.
    fn branch(
        &mut self,
        entries: &[OutlineEntry],
        parent: ObjectId,
        open: bool,
    ) -> Branch {
        let ids: Vec<ObjectId> =
            entries.iter().map(|_| self.body.document.new_object_id()).collect();
        let mut lines = 0;
        for (index, (entry, id)) in entries.iter().zip(&ids).enumerate() {
            let below = self.branch(&entry.children, *id, false);
            lines += 1 + if open { below.lines } else { 0 };
            let previous = index.checked_sub(1).and_then(|before| ids.get(before));
            let beside = [("Prev", previous), ("Next", ids.get(index + 1))];
            let destination = self.places.destination(entry.place);
            self.body.written.add(*id, |out| {
                out.extend_from_slice(b"<<");
                objects::text(out, "Title", &entry.title);
                objects::reference(out, "Parent", parent);
                for (key, beside) in beside {
                    if let Some(beside) = beside {
                        objects::reference(out, key, *beside);
                    }
                }
                if let Some(destination) = destination {
                    destination.push(out);
                }
                if let Some((first, last, count)) = below.above(open) {
                    objects::reference(out, "First", first);
                    objects::reference(out, "Last", last);
                    objects::entry(out, "Count", &count.into());
                }
                out.extend_from_slice(b">>");
            });
        }
        Branch { first: ids.first().copied(), last: ids.last().copied(), lines }
    }
}
