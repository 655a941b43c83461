//! Bookmarks into the outline of a PDF.
//!
//! The uppermost bookmarks stand open, those below are folded: a volume of two hundred
//! articles shows its parts and their articles at first sight. ISO 32000-1, 12.3.3.

use lopdf::{Dictionary, Object, ObjectId};

use crate::page::{OutlineEntry, Pages};
use crate::pdf::document::{Body, text_string, typed};
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
    branch.write(&mut dictionary, true);
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
    /// Says in the bookmark above where its branch is; a negative count is a folded one.
    fn write(&self, above: &mut Dictionary, open: bool) {
        if let (Some(first), Some(last)) = (self.first, self.last) {
            above.set("First", Object::Reference(first));
            above.set("Last", Object::Reference(last));
            above.set("Count", if open { self.lines } else { -self.lines });
        }
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
            let mut item = Dictionary::new();
            item.set("Title", text_string(&entry.title));
            item.set("Parent", Object::Reference(parent));
            let previous = index.checked_sub(1).and_then(|before| ids.get(before));
            for (key, beside) in [("Prev", previous), ("Next", ids.get(index + 1))] {
                if let Some(beside) = beside {
                    item.set(key, Object::Reference(*beside));
                }
            }
            if let Some(destination) = self.places.destination(entry.place) {
                item.set("Dest", destination);
            }
            let below = self.branch(&entry.children, *id, false);
            below.write(&mut item, open);
            lines += 1 + if open { below.lines } else { 0 };
            self.body.document.set_object(*id, item);
        }
        Branch { first: ids.first().copied(), last: ids.last().copied(), lines }
    }
}
