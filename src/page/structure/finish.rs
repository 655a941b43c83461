//! A tree of elements and finished pages into the structure of a document.

use std::ops::Range;

use crate::page::structure::lists::Lists;
use crate::page::structure::{
    Content, Contents, Element, ElementId, Kid, Role, Structure, Tree,
};
use crate::page::{Mark, Page};

impl Page {
    /// The marks that belong to elements, in the order in which they are drawn: neighbours
    /// of one element, and where they stand in [`Page::marks`].
    pub fn contents(&self) -> impl Iterator<Item = (ElementId, Range<usize>)> {
        let runs = self.marks.chunk_by(|a, b| a.element() == b.element());
        let placed = runs.scan(0, |end, run| {
            let start = *end;
            *end += run.len();
            Some((run.first().and_then(Mark::element), start..*end))
        });
        placed.filter_map(|(element, range)| element.map(|element| (element, range)))
    }
}

impl Mark {
    /// The element that it belongs to; none for what is no content: rules, running heads.
    #[must_use]
    pub fn element(&self) -> Option<ElementId> {
        match self {
            Self::Text { artifact: true, .. } | Self::Rule { .. } | Self::Wave { .. } => {
                None
            }
            Self::Text { element, .. } => Some(*element),
            Self::Image { element, .. } => *element,
        }
    }

    /// The element, to change it.
    pub(in crate::page) fn element_mut(&mut self) -> Option<&mut ElementId> {
        match self {
            Self::Rule { .. } | Self::Wave { .. } => None,
            Self::Text { element, .. } => Some(element),
            Self::Image { element, .. } => element.as_mut(),
        }
    }
}

impl Tree {
    /// Puts the contents of pages into the elements. Of pages that are `known` the elements of
    /// their contents are asked and not gathered from the marks: what they were in the last
    /// round, and how far they are moved since.
    pub(in crate::page) fn finish<'a>(
        mut self,
        pages: &mut [Page],
        known: impl Fn(usize) -> Option<(&'a [ElementId], u32)>,
    ) -> Structure {
        let contents = self.contents(pages, known);
        let document = Element { role: Role::Document, parent: ElementId(0) };
        self.elements.insert(0, document);
        self.level_headings();
        let own = own(self.elements.len(), pages, &contents);
        let places = Places::of(&self.elements, &own);
        let kids = kids(&self.elements, &own, &places);
        Structure { elements: self.elements, kids, contents }
    }

    /// By page the elements of its contents. Marks that nobody claimed get a paragraph for
    /// their page.
    fn contents<'a>(
        &mut self,
        pages: &mut [Page],
        known: impl Fn(usize) -> Option<(&'a [ElementId], u32)>,
    ) -> Contents {
        let mut contents = Contents::default();
        for (index, page) in pages.iter_mut().enumerate() {
            if let Some((elements, by)) = known(index) {
                elements.iter().for_each(|element| contents.push(element.moved(by)));
                contents.close();
                continue;
            }
            let mut paragraph = None;
            let mut house = || {
                *paragraph
                    .get_or_insert_with(|| self.add_to(ElementId(0), Role::Paragraph))
            };
            for (element, _) in page.contents() {
                contents.push(if element == ElementId(0) { house() } else { element });
            }
            contents.close();
            let Some(paragraph) = paragraph else { continue };
            let marks = page.marks.iter_mut();
            let loose = marks.filter(|mark| mark.element() == Some(ElementId(0)));
            loose.filter_map(Mark::element_mut).for_each(|element| *element = paragraph);
        }
        contents
    }

    /// Lets no heading be more than one level below the one before it (ISO 14289-1, 7.4.2).
    fn level_headings(&mut self) {
        let mut last = 0;
        for element in &mut self.elements {
            if let Role::Heading(level) = &mut element.role {
                *level = (*level).clamp(1, last + 1).min(6);
                last = *level;
            }
        }
    }
}

/// By element its own contents, in the order of pages, and then its links.
fn own(count: usize, pages: &[Page], contents: &Contents) -> Lists<Kid> {
    let mut own = Vec::new();
    for (page, elements) in contents.iter().enumerate() {
        for (index, element) in elements.iter().enumerate() {
            own.push((element.index(), Kid::Content(Content { page, index })));
        }
    }
    for (page, links) in pages.iter().map(|page| &page.links).enumerate() {
        for (link, place) in links.iter().enumerate() {
            own.push((place.element.index(), Kid::Link { page, link }));
        }
    }
    // What the document has of its own stands in no element.
    own.retain(|(element, _)| *element > 0);
    Lists::of(count, &own)
}

/// By element what is in it: its own contents and the elements in it that are not empty, as
/// they follow each other in the text; each note behind the mark that is its parent, wherever
/// it is drawn. What is in the document comes as its pages do.
fn kids(elements: &[Element], own: &Lists<Kid>, places: &Places) -> Lists<Kid> {
    let (mut below, mut notes) = (Vec::new(), Vec::new());
    for (id, element) in (0..).map(ElementId).zip(elements).skip(1) {
        if places.is_there(id) {
            let list = if element.role == Role::Note { &mut notes } else { &mut below };
            list.push((element.parent.index(), id));
        }
    }
    let mut below = Lists::of(elements.len(), &below);
    let notes = Lists::of(elements.len(), &notes);
    below.first_mut().sort_by_key(|id| places.first(*id));
    let mut kids = Lists::default();
    for (own, below) in own.iter().zip(below.iter()) {
        let mut own = own.iter().copied().peekable();
        for id in below {
            let first = places.first(*id);
            let is_before = |kid: &Kid| matches!(kid, Kid::Content(content) if Some(*content) < first);
            while let Some(kid) = own.next_if(is_before) {
                kids.push(kid);
            }
            kids.push(Kid::Element(*id));
            notes.get(id.index()).iter().for_each(|note| kids.push(Kid::Element(*note)));
        }
        own.for_each(|kid| kids.push(kid));
        kids.close();
    }
    kids
}

/// Where elements begin.
struct Places {
    first: Vec<Option<Content>>,
    is_there: Vec<bool>,
}

impl Places {
    fn of(elements: &[Element], own: &Lists<Kid>) -> Self {
        let content = |kid: &Kid| match kid {
            Kid::Content(content) => Some(*content),
            Kid::Element(_) | Kid::Link { .. } => None,
        };
        let mut first: Vec<Option<Content>> =
            own.iter().map(|own| own.iter().find_map(content)).collect();
        let mut is_there: Vec<bool> = own.iter().map(|own| !own.is_empty()).collect();
        // Parents stand before what is in them.
        for (index, element) in elements.iter().enumerate().skip(1).rev() {
            let parent = element.parent.index();
            is_there[parent] |= is_there[index];
            if element.role != Role::Note {
                first[parent] = [first[parent], first[index]].into_iter().flatten().min();
            }
        }
        // A table has all its cells, empty ones too.
        for (index, element) in elements.iter().enumerate() {
            let is_cell =
                matches!(element.role, Role::Row | Role::ColumnHead | Role::Cell);
            is_there[index] |= is_cell && is_there[element.parent.index()];
        }
        Self { first, is_there }
    }

    fn is_there(&self, id: ElementId) -> bool {
        self.is_there.get(id.index()).copied().unwrap_or(false)
    }

    fn first(&self, id: ElementId) -> Option<Content> {
        self.first.get(id.index()).copied().flatten()
    }
}
