//! A tree of elements and finished pages into the structure of a document.

use std::ops::Range;

use crate::page::structure::{Content, Element, ElementId, Kid, Role, Structure, Tree};
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
    /// Puts the contents of pages into the elements.
    pub(in crate::page) fn finish(mut self, pages: &mut [Page]) -> Structure {
        self.house(pages);
        let parent = ElementId(0);
        let document = Element { role: Role::Document, parent, kids: Vec::new() };
        self.elements.insert(0, document);
        self.level_headings();
        let own = self.own(pages);
        let places = Places::of(&self.elements, &own);
        let below = self.below(&places);
        let kids: Vec<Vec<Kid>> = own
            .iter()
            .zip(below)
            .map(|(own, below)| merged(own, below, &places))
            .collect();
        for (element, kids) in self.elements.iter_mut().zip(kids) {
            element.kids = kids;
        }
        Structure { elements: self.elements }
    }

    /// Gives marks that nobody claimed a paragraph for their page.
    fn house(&mut self, pages: &mut [Page]) {
        for page in pages {
            let is_loose = |mark: &&mut Mark| mark.element() == Some(ElementId(0));
            let loose = page.marks.iter_mut().filter(is_loose);
            let mut loose = loose.filter_map(Mark::element_mut).peekable();
            if loose.peek().is_some() {
                let paragraph = self.add_to(ElementId(0), Role::Paragraph);
                loose.for_each(|element| *element = paragraph);
            }
        }
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

    /// By element its own contents, in the order of pages, and then its links.
    fn own(&self, pages: &[Page]) -> Vec<Vec<Kid>> {
        let mut own = vec![Vec::new(); self.elements.len()];
        let mut add = |element: ElementId, kid: Kid| {
            if let Some(own) = own.get_mut(element.index()).filter(|_| element.0 > 0) {
                own.push(kid);
            }
        };
        for (number, page) in pages.iter().enumerate() {
            for (index, (element, _)) in page.contents().enumerate() {
                add(element, Kid::Content(Content { page: number, index }));
            }
        }
        for (page, links) in pages.iter().map(|page| &page.links).enumerate() {
            for (link, place) in links.iter().enumerate() {
                add(place.element, Kid::Link { page, link });
            }
        }
        own
    }

    /// By element the elements directly in it that are not empty; each note behind the
    /// mark that is its parent. Those of the document come as their pages do.
    fn below(&self, places: &Places) -> Vec<Vec<ElementId>> {
        let mut below = vec![Vec::new(); self.elements.len()];
        let mut notes = vec![Vec::new(); self.elements.len()];
        for (id, element) in (0..).map(ElementId).zip(&self.elements).skip(1) {
            if !places.is_there(id) {
                continue;
            }
            let list = if element.role == Role::Note { &mut notes } else { &mut below };
            if let Some(list) = list.get_mut(element.parent.index()) {
                list.push(id);
            }
        }
        if let Some(all) = below.first_mut() {
            all.sort_by_key(|id| places.first(*id));
        }
        for list in &mut below {
            let with_notes = list.iter().flat_map(|id| {
                let notes = notes.get(id.index()).into_iter().flatten();
                std::iter::once(*id).chain(notes.copied())
            });
            *list = with_notes.collect();
        }
        below
    }
}

/// Where elements begin.
struct Places {
    first: Vec<Option<Content>>,
    is_there: Vec<bool>,
    is_note: Vec<bool>,
}

impl Places {
    fn of(elements: &[Element], own: &[Vec<Kid>]) -> Self {
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
        let is_note = elements.iter().map(|element| element.role == Role::Note).collect();
        Self { first, is_there, is_note }
    }

    fn is_there(&self, id: ElementId) -> bool {
        self.is_there.get(id.index()).copied().unwrap_or(false)
    }

    fn first(&self, id: ElementId) -> Option<Content> {
        self.first.get(id.index()).copied().flatten()
    }

    fn is_note(&self, id: ElementId) -> bool {
        self.is_note.get(id.index()).copied().unwrap_or(false)
    }
}

/// The contents of an element and the elements in it as they follow each other in the text;
/// a note follows its mark wherever it is drawn.
fn merged(own: &[Kid], below: Vec<ElementId>, places: &Places) -> Vec<Kid> {
    let mut kids = Vec::with_capacity(own.len() + below.len());
    let mut own = own.iter().copied().peekable();
    for id in below {
        if let Some(first) = places.first(id).filter(|_| !places.is_note(id)) {
            let is_before =
                |kid: &Kid| matches!(kid, Kid::Content(content) if *content < first);
            while let Some(kid) = own.next_if(is_before) {
                kids.push(kid);
            }
        }
        kids.push(Kid::Element(id));
    }
    kids.extend(own);
    kids
}
