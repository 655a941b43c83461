//! The structure of pages into the tag tree of a PDF.
//!
//! Only files whose sheets are the pages themselves have one: on imposed sheets the
//! order of pages is that of the paper, and nobody reads there. What is what stands in
//! [`Structure`](crate::page::Structure); here it is written down. ISO 32000-1, 14.7 and
//! 14.8; ISO 14289-1 (PDF/UA-1).

use std::ops::Range;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::page::{Content, Element, ElementId, Kid, Page, Pages, Role};
use crate::pdf::document::{Body, Extras};
use crate::pdf::link::Annotations;
use crate::pdf::number::{push_count, push_integer};
use crate::pdf::objects;
use crate::pdf::place::rectangle;
use crate::sheet::Sheet;

/// How a mark is tagged in a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag {
    /// The name of its element's type.
    pub(super) name: &'static str,
    /// Its number among the contents of the page.
    pub(super) number: usize,
}

/// Whether a file has tags: its pages know their structure, and each is a sheet.
pub(super) fn are_known(pages: &Pages, sheets: &[Sheet]) -> bool {
    let is_page = |(index, sheet): (usize, &Sheet)| matches!(sheet.placements.as_slice(), [placement] if placement.page == index);
    !pages.structure.elements.is_empty()
        && sheets.len() == pages.pages.len()
        && sheets.iter().enumerate().all(is_page)
}

/// The tags of a page, each with the marks that it is of; what is only furniture has none.
pub(super) fn of(
    pages: &Pages,
    page: &Page,
) -> impl Iterator<Item = (Tag, Range<usize>)> {
    let numbered = page.contents().enumerate();
    numbered.filter_map(|(number, (element, range))| {
        let name = pages.structure.get(element)?.role.name();
        Some((Tag { name, number }, range))
    })
}

/// Numbers the pages that hold something tagged; returns the next free number.
pub(super) fn number(pages: &Pages, extras: &mut [Extras]) -> i64 {
    let mut next = 0;
    for (page, extras) in extras.iter_mut().enumerate() {
        if !pages.structure.contents(page).is_empty() {
            extras.tagged = Some(next);
            next += 1;
        }
    }
    next
}

/// Adds the tree.
pub(super) fn set(
    body: &mut Body,
    pages: &Pages,
    sheets: &[Sheet],
    annotations: &Annotations,
) -> lopdf::Result<()> {
    let root = body.document.new_object_id();
    let mut tree = Writer { pages, sheets, annotations, ids: Vec::new() };
    let holders = tree.holders();
    tree.ids = holders
        .iter()
        .map(|holder| holder.map(|_| body.document.new_object_id()))
        .collect();
    let mut names = Vec::new();
    let Body { written, sheets: own, document, .. } = &mut *body;
    let elements = (0..).map(ElementId).zip(&pages.structure.elements);
    for ((element, Element { role, .. }), holder) in elements.zip(&holders) {
        let (Some(holder), Some(id)) = (holder, tree.id(element)) else { continue };
        let parent = if element.0 == 0 { Some(root) } else { tree.id(*holder) };
        written.add(id, |out| tree.element(out, own, (element, role, parent)));
        if *role == Role::Note {
            names.extend([name(element), Object::Reference(id)]);
        }
    }
    let parents = document.new_object_id();
    let mut next = 0;
    written.add(parents, |out| next = tree.parents(out));
    let mut dictionary = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => tree.id(ElementId(0)).map_or(Object::Null, Object::Reference),
        "ParentTree" => Object::Reference(parents),
        "ParentTreeNextKey" => next,
    };
    if !names.is_empty() {
        let names = document.add_object(dictionary! { "Names" => names });
        dictionary.set("IDTree", Object::Reference(names));
    }
    document.set_object(root, dictionary);
    let catalog = document.catalog_mut()?;
    catalog.set("StructTreeRoot", Object::Reference(root));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
}

/// What a note is found by. Names are in the order of their bytes, as the tree of them has
/// to be.
fn name(note: ElementId) -> Object {
    Object::string_literal(format!("note{:08}", note.index()))
}

/// A tag tree being written.
struct Writer<'a> {
    pages: &'a Pages,
    sheets: &'a [Sheet],
    annotations: &'a Annotations,
    /// The object of each element that is in the tree.
    ids: Vec<Option<ObjectId>>,
}

impl Writer<'_> {
    /// For each element the one that it stands in; none for those that are left out.
    fn holders(&self) -> Vec<Option<ElementId>> {
        let elements = &self.pages.structure.elements;
        let mut holders = vec![None; elements.len()];
        if let Some(document) = holders.first_mut() {
            *document = Some(ElementId(0));
        }
        // Each stands behind the one that it is in.
        for id in (0..).map(ElementId).take(elements.len()) {
            if holders[id.index()].is_none() {
                continue;
            }
            for kid in self.pages.structure.kids(id) {
                if let Kid::Element(below) = kid
                    && let Some(holder) = holders.get_mut(below.index())
                {
                    *holder = Some(id);
                }
            }
        }
        holders
    }

    fn id(&self, element: ElementId) -> Option<ObjectId> {
        self.ids.get(element.index()).copied().flatten()
    }

    /// Writes an element that is in another.
    fn element(
        &self,
        out: &mut Vec<u8>,
        own: &[ObjectId],
        (element, role, parent): (ElementId, &Role, Option<ObjectId>),
    ) {
        let kids = self.pages.structure.kids(element);
        out.extend_from_slice(b"<</S/");
        out.extend_from_slice(role.name().as_bytes());
        let page = kids.iter().find_map(|kid| match kid {
            Kid::Content(Content { page, .. }) | Kid::Link { page, .. } => Some(*page),
            Kid::Element(_) => None,
        });
        if let Some(sheet) = page.and_then(|page| own.get(page)) {
            objects::reference(out, "Pg", *sheet);
        }
        self.kids(out, own, (kids, page));
        self.describe(out, role, element);
        if let Some(parent) = parent {
            objects::reference(out, "P", parent);
        }
        out.extend_from_slice(b">>");
    }

    /// Writes what is in an element whose own page is `page`: alone, or as a list.
    fn kids(
        &self,
        out: &mut Vec<u8>,
        own: &[ObjectId],
        (kids, page): (&[Kid], Option<usize>),
    ) {
        let start = out.len();
        let mut count = 0;
        out.extend_from_slice(b"/K[");
        for kid in kids {
            let before = out.len();
            if count > 0 {
                out.push(b' ');
            }
            if self.kid(out, own, (*kid, page)).is_some() {
                count += 1;
            } else {
                out.truncate(before);
            }
        }
        match count {
            0 => out.truncate(start),
            // Without the bracket, and with a space where it was.
            1 => out[start + 2] = b' ',
            _ => out.push(b']'),
        }
    }

    /// What an element says besides its contents.
    fn describe(&self, out: &mut Vec<u8>, role: &Role, element: ElementId) {
        let mut attributes = |attributes: Dictionary| {
            objects::entry(out, "A", &attributes.into());
        };
        match role {
            Role::List { ordered } => {
                let numbering = if *ordered { "Decimal" } else { "Disc" };
                attributes(dictionary! { "O" => "List", "ListNumbering" => numbering });
            }
            Role::ColumnHead => {
                attributes(dictionary! { "O" => "Table", "Scope" => "Column" });
            }
            Role::Figure { alt } => {
                if let Some(place) = self.picture(element) {
                    attributes(dictionary! {
                        "O" => "Layout",
                        "Placement" => "Block",
                        "BBox" => place,
                    });
                }
                objects::text(out, "Alt", alt);
            }
            Role::Note => objects::entry(out, "ID", &name(element)),
            // An ActualText would need something drawn to stand for (MuPDF says so).
            Role::RubyText { text } => objects::text(out, "Alt", text),
            Role::Foreign { language } => {
                objects::text(out, "Lang", language);
            }
            _ => {}
        }
    }

    /// Where a picture stands.
    fn picture(&self, element: ElementId) -> Option<Object> {
        let structure = &self.pages.structure;
        structure.kids(element).iter().find_map(|kid| {
            let Kid::Content(content) = kid else { return None };
            let page = self.pages.pages.get(content.page)?;
            let rect = structure.picture(page, *content)?;
            let sheet = self.sheets.get(content.page)?;
            let [placement] = sheet.placements.as_slice() else { return None };
            let rect = crate::pdf::place::placed(placement, page.size, rect);
            Some(rectangle(sheet, rect))
        })
    }

    /// Writes something in an element whose own page is `page`; nothing when it is not there.
    fn kid(
        &self,
        out: &mut Vec<u8>,
        own: &[ObjectId],
        (kid, page): (Kid, Option<usize>),
    ) -> Option<()> {
        match kid {
            Kid::Element(element) => objects::push_references(out, &[self.id(element)?]),
            Kid::Content(content) if page == Some(content.page) => {
                push_count(out, content.index);
            }
            Kid::Content(content) => {
                out.extend_from_slice(b"<</Type/MCR");
                objects::reference(out, "Pg", *own.get(content.page)?);
                out.extend_from_slice(b"/MCID ");
                push_count(out, content.index);
                out.extend_from_slice(b">>");
            }
            Kid::Link { page: of, link } => {
                let annotation =
                    self.annotations.get(of)?.get(link).copied().flatten()?;
                out.extend_from_slice(b"<</Type/OBJR");
                if page != Some(of) {
                    objects::reference(out, "Pg", *own.get(of)?);
                }
                objects::reference(out, "Obj", annotation);
                out.extend_from_slice(b">>");
            }
        }
        Some(())
    }

    /// Writes the way from contents and annotations back to elements; returns the next free
    /// number. Pages and annotations have theirs from [`number`] and `link`.
    fn parents(&self, out: &mut Vec<u8>) -> i64 {
        let mut next = 0_i64;
        let of = |out: &mut Vec<u8>, element: ElementId| match self.id(element) {
            Some(id) => objects::push_references(out, &[id]),
            None => out.extend_from_slice(b"null"),
        };
        out.extend_from_slice(b"<</Nums[");
        for page in 0..self.pages.pages.len() {
            let elements = self.pages.structure.contents(page);
            if elements.is_empty() {
                continue;
            }
            push_integer(out, next);
            out.push(b'[');
            for (index, element) in elements.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                of(out, *element);
            }
            out.push(b']');
            next += 1;
        }
        for (page, annotations) in self.pages.pages.iter().zip(self.annotations) {
            for (link, annotation) in page.links.iter().zip(annotations) {
                if annotation.is_some() {
                    out.push(b' ');
                    push_integer(out, next);
                    out.push(b' ');
                    of(out, link.element);
                    next += 1;
                }
            }
        }
        out.extend_from_slice(b"]>>");
        next
    }
}
