//! The structure of pages into the tag tree of a PDF.
//!
//! Only files whose sheets are the pages themselves have one: on imposed sheets the
//! order of pages is that of the paper, and nobody reads there. What is what stands in
//! [`Structure`](crate::page::Structure); here it is written down. ISO 32000-1, 14.7 and
//! 14.8; ISO 14289-1 (PDF/UA-1).

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::page::{Content, ElementId, Kid, Page, Pages, Role};
use crate::pdf::document::{Body, text_string};
use crate::pdf::link::Annotations;
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

/// The tags of the marks of a page; none for what is only furniture.
pub(super) fn of(pages: &Pages, page: &Page) -> Vec<Option<Tag>> {
    let mut tags = vec![None; page.marks.len()];
    for (number, (element, range)) in page.contents().enumerate() {
        let Some(element) = pages.structure.get(element) else { continue };
        let tag = Tag { name: element.role.name(), number };
        if let Some(marks) = tags.get_mut(range) {
            marks.fill(Some(tag));
        }
    }
    tags
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
    for (index, holder) in holders.iter().enumerate() {
        let (Some(holder), Some(id)) = (holder, tree.ids[index]) else { continue };
        let parent = if index == 0 { Some(root) } else { tree.id(*holder) };
        let mut element = tree.element(body, index);
        element.set("P", parent.map_or(Object::Null, Object::Reference));
        if let Ok(name) = element.get(b"ID") {
            names.extend([name.clone(), Object::Reference(id)]);
        }
        body.document.set_object(id, element);
    }
    let (numbers, next) = tree.parents(body)?;
    let parents = body.document.add_object(dictionary! { "Nums" => numbers });
    let mut dictionary = dictionary! {
        "Type" => "StructTreeRoot",
        "K" => tree.id(ElementId(0)).map_or(Object::Null, Object::Reference),
        "ParentTree" => Object::Reference(parents),
        "ParentTreeNextKey" => next,
    };
    if !names.is_empty() {
        let names = body.document.add_object(dictionary! { "Names" => names });
        dictionary.set("IDTree", Object::Reference(names));
    }
    body.document.set_object(root, dictionary);
    let catalog = body.document.catalog_mut()?;
    catalog.set("StructTreeRoot", Object::Reference(root));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    Ok(())
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
        for (id, element) in (0..).map(ElementId).zip(elements) {
            if holders[id.index()].is_none() {
                continue;
            }
            for kid in &element.kids {
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

    /// The dictionary of an element, without the one that it is in.
    fn element(&self, body: &Body, index: usize) -> Dictionary {
        let element = &self.pages.structure.elements[index];
        let mut dictionary = dictionary! { "S" => element.role.name() };
        let page = element.kids.iter().find_map(|kid| match kid {
            Kid::Content(Content { page, .. }) | Kid::Link { page, .. } => Some(*page),
            Kid::Element(_) => None,
        });
        if let Some(sheet) = page.and_then(|page| body.sheets.get(page)) {
            dictionary.set("Pg", Object::Reference(*sheet));
        }
        let kids = element.kids.iter();
        let mut kids: Vec<Object> =
            kids.filter_map(|kid| self.kid(body, *kid, page)).collect();
        match kids.len() {
            0 => {}
            1 => dictionary.set("K", kids.pop().unwrap_or(Object::Null)),
            _ => dictionary.set("K", kids),
        }
        self.describe(&mut dictionary, &element.role, index);
        dictionary
    }

    /// What an element says besides its contents.
    fn describe(&self, dictionary: &mut Dictionary, role: &Role, index: usize) {
        match role {
            Role::List { ordered } => {
                let numbering = if *ordered { "Decimal" } else { "Disc" };
                let list = dictionary! { "O" => "List", "ListNumbering" => numbering };
                dictionary.set("A", list);
            }
            Role::ColumnHead => {
                dictionary.set("A", dictionary! { "O" => "Table", "Scope" => "Column" });
            }
            Role::Figure { alt } => {
                dictionary.set("Alt", text_string(alt));
                if let Some(place) = self.picture(index) {
                    let layout = dictionary! {
                        "O" => "Layout",
                        "Placement" => "Block",
                        "BBox" => place,
                    };
                    dictionary.set("A", layout);
                }
            }
            // Names are in the order of their bytes, as the tree of them has to be.
            Role::Note => {
                dictionary.set("ID", Object::string_literal(format!("note{index:08}")));
            }
            // An ActualText would need something drawn to stand for (MuPDF says so).
            Role::RubyText { text } => dictionary.set("Alt", text_string(text)),
            Role::Foreign { language } => dictionary.set("Lang", text_string(language)),
            _ => {}
        }
    }

    /// Where a picture stands.
    fn picture(&self, index: usize) -> Option<Object> {
        let structure = &self.pages.structure;
        structure.elements[index].kids.iter().find_map(|kid| {
            let Kid::Content(content) = kid else { return None };
            let page = self.pages.pages.get(content.page)?;
            let rect = structure.picture(page, *content)?;
            let sheet = self.sheets.get(content.page)?;
            let [placement] = sheet.placements.as_slice() else { return None };
            let rect = crate::pdf::place::placed(placement, page.size, rect);
            Some(rectangle(sheet, rect))
        })
    }

    /// Something in an element whose own page is `page`.
    fn kid(&self, body: &Body, kid: Kid, page: Option<usize>) -> Option<Object> {
        let sheet = |page: usize| body.sheets.get(page).copied().map(Object::Reference);
        match kid {
            Kid::Element(element) => self.id(element).map(Object::Reference),
            Kid::Content(content) => {
                let number = i64::try_from(content.index).ok()?;
                if page == Some(content.page) {
                    return Some(number.into());
                }
                let mut content_of = Dictionary::new();
                content_of.set("Type", "MCR");
                content_of.set("Pg", sheet(content.page)?);
                content_of.set("MCID", number);
                Some(content_of.into())
            }
            Kid::Link { page: of, link } => {
                let annotation =
                    self.annotations.get(of)?.get(link).copied().flatten()?;
                let mut object = Dictionary::new();
                object.set("Type", "OBJR");
                if page != Some(of) {
                    object.set("Pg", sheet(of)?);
                }
                object.set("Obj", Object::Reference(annotation));
                Some(object.into())
            }
        }
    }

    /// From contents and annotations back to elements; returns the next free number. Pages
    /// and annotations learn under which number they stand.
    fn parents(&self, body: &mut Body) -> lopdf::Result<(Vec<Object>, i64)> {
        let of =
            |element: ElementId| self.id(element).map_or(Object::Null, Object::Reference);
        let mut numbers = Vec::new();
        let mut next = 0_i64;
        for (page, sheet) in self.pages.pages.iter().zip(&body.sheets) {
            let elements: Vec<Object> =
                page.contents().map(|(element, _)| of(element)).collect();
            let dictionary = body.document.get_dictionary_mut(*sheet)?;
            if !page.links.is_empty() {
                dictionary.set("Tabs", "S");
            }
            if !elements.is_empty() {
                dictionary.set("StructParents", next);
                numbers.extend([Object::from(next), elements.into()]);
                next += 1;
            }
        }
        for (page, annotations) in self.pages.pages.iter().zip(self.annotations) {
            for (link, annotation) in page.links.iter().zip(annotations) {
                let Some(annotation) = annotation else { continue };
                let dictionary = body.document.get_dictionary_mut(*annotation)?;
                dictionary.set("StructParent", next);
                dictionary.set("Contents", text_string(&link.title));
                numbers.extend([Object::from(next), of(link.element)]);
                next += 1;
            }
        }
        Ok((numbers, next))
    }
}
