//! The structure of a volume: what each mark is, as a tree in reading order.
//!
//! While a text is laid out, its elements are written down one after the other in a
//! [`Tree`], and every mark remembers its element. When all pages stand, [`Tree::finish`]
//! puts the contents of pages into the elements: a paragraph broken over pages is one
//! element, a note stands behind its mark, and what floats stands where it was written.
//! The roles are those of ISO 32000-1, 14.8.4; their nesting follows ISO 14289-1.

mod finish;
mod lists;

use std::sync::Arc;

use crate::geom::Rect;
use crate::page::structure::lists::Lists;
use crate::page::text::Drawn;
use crate::page::{Mark, Page};

/// The structure of a document, or nothing for pages that are no reading matter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Structure {
    /// The elements; the first is the document, and each stands behind its parent.
    /// Those without anything in them have no parent that names them.
    pub elements: Vec<Element>,
    /// By element what is in it.
    kids: Lists<Kid>,
    /// By page the elements of its contents.
    contents: Contents,
}

/// By page the elements of its contents.
pub(super) type Contents = Lists<ElementId>;

/// An element of the structure.
///
/// What is in it is said by [`Structure::kids`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub role: Role,
    /// The element it is in; the document is in itself.
    pub parent: ElementId,
}

/// The place of an element among all of them; 0 is the document.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementId(pub u32);

/// Something in an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kid {
    /// Another element.
    Element(ElementId),
    /// Neighbouring marks: one of [`Page::contents`].
    Content(Content),
    /// A place to click on.
    Link {
        /// Index in [`Pages::pages`](crate::page::Pages::pages).
        page: usize,
        /// Index in [`Page::links`].
        link: usize,
    },
}

/// A run of marks on a page that belong to one element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Content {
    /// Index in [`Pages::pages`](crate::page::Pages::pages).
    pub page: usize,
    /// The how manieth of [`Page::contents`] it is.
    pub index: usize,
}

/// What an element is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    Document,
    /// A part of a volume.
    Part,
    /// An article, or what stands before the first.
    Section,
    /// A heading of a level from 1.
    Heading(u8),
    /// A paragraph.
    Paragraph,
    /// A list.
    List {
        /// Whether its labels are numbers.
        ordered: bool,
    },
    /// Something on a list, or a line of verse with its number.
    Item,
    /// The number or bullet of an item, the number of a note.
    Label,
    /// What an item says.
    ItemBody,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// The name of a column.
    ColumnHead,
    /// A cell of a table.
    Cell,
    /// A picture.
    Figure {
        /// What it shows.
        alt: Arc<str>,
    },
    /// The words that belong to a picture or a table.
    Caption,
    /// The mark of a note, or the words of an entry that lead to its page.
    Reference,
    /// A note. Its parent is its mark; it is read behind it.
    Note,
    /// Something to click on.
    Link,
    /// The contents.
    Contents,
    /// An entry of the contents.
    ContentsItem,
    /// Words of somebody else.
    Quote,
    /// Code.
    Code,
    /// Words with an annotation above them.
    Ruby,
    /// The words.
    RubyBase,
    /// The annotation.
    RubyText {
        /// What it says: it is drawn beside its base and not read in its place.
        text: Arc<str>,
    },
    /// Words in another language.
    Foreign {
        /// BCP 47 language tag.
        language: &'static str,
    },
}

impl Role {
    /// The standard structure type (ISO 32000-1, 14.8.4).
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::Part => "Part",
            Self::Section => "Sect",
            Self::Heading(0 | 1) => "H1",
            Self::Heading(2) => "H2",
            Self::Heading(3) => "H3",
            Self::Heading(4) => "H4",
            Self::Heading(5) => "H5",
            Self::Heading(_) => "H6",
            Self::Paragraph => "P",
            Self::List { .. } => "L",
            Self::Item => "LI",
            Self::Label => "Lbl",
            Self::ItemBody => "LBody",
            Self::Table => "Table",
            Self::Row => "TR",
            Self::ColumnHead => "TH",
            Self::Cell => "TD",
            Self::Figure { .. } => "Figure",
            Self::Caption => "Caption",
            Self::Reference => "Reference",
            Self::Note => "Note",
            Self::Link => "Link",
            Self::Contents => "TOC",
            Self::ContentsItem => "TOCI",
            Self::Quote => "BlockQuote",
            Self::Code => "Code",
            Self::Ruby => "Ruby",
            Self::RubyBase => "RB",
            Self::RubyText { .. } => "RT",
            Self::Foreign { .. } => "Span",
        }
    }
}

impl ElementId {
    /// Its place as an index.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The element so many places further on, or before it when the sum wraps; the document
    /// stays itself.
    pub(super) const fn moved(self, by: u32) -> Self {
        if self.0 == 0 { self } else { Self(self.0.wrapping_add(by)) }
    }
}

impl Structure {
    /// The element of an id.
    #[must_use]
    pub fn get(&self, id: ElementId) -> Option<&Element> {
        self.elements.get(id.index())
    }

    /// What is in an element, in reading order.
    #[must_use]
    pub fn kids(&self, id: ElementId) -> &[Kid] {
        self.kids.get(id.index())
    }

    /// The elements of the contents of a page, in the order of [`Page::contents`].
    #[must_use]
    pub fn contents(&self, page: usize) -> &[ElementId] {
        self.contents.get(page)
    }

    /// The elements of the contents of all pages.
    pub(super) fn into_contents(self) -> Contents {
        self.contents
    }

    /// Where on its page a content is drawn, as far as it is pictures.
    #[must_use]
    pub fn picture(&self, page: &Page, content: Content) -> Option<Rect> {
        let (_, range) = page.contents().nth(content.index)?;
        let marks = page.marks.get(range)?;
        marks.iter().find_map(|mark| match mark {
            Mark::Image { rect, .. } => Some(*rect),
            _ => None,
        })
    }
}

/// Elements as they are written down while a text is laid out.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The elements after the document.
    elements: Vec<Element>,
    /// Where the next element goes.
    parent: ElementId,
    /// The marks of notes by the number of the note in its text.
    marks: Vec<(usize, ElementId)>,
}

impl Tree {
    /// Adds an element that the next ones do not go into.
    pub(super) fn add(&mut self, role: Role) -> ElementId {
        self.add_to(self.parent, role)
    }

    /// Adds an element into another.
    pub(super) fn add_to(&mut self, parent: ElementId, role: Role) -> ElementId {
        self.elements.push(Element { role, parent });
        ElementId(u32::try_from(self.elements.len()).unwrap_or(0))
    }

    /// Adds an element that the next ones go into until it is closed.
    pub(super) fn open(&mut self, role: Role) -> ElementId {
        self.parent = self.add(role);
        self.parent
    }

    /// The element that the next ones go into.
    pub(super) fn here(&self) -> ElementId {
        self.parent
    }

    /// Lets the next elements go into an element that is there already; returns the one
    /// that they went into before.
    pub(super) fn enter(&mut self, element: ElementId) -> ElementId {
        std::mem::replace(&mut self.parent, element)
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        let open = self.parent.index().checked_sub(1);
        let open = open.and_then(|open| self.elements.get(open));
        self.parent = open.map_or(ElementId(0), |element| element.parent);
    }

    /// How many elements there are.
    pub(super) fn count(&self) -> u32 {
        u32::try_from(self.elements.len()).unwrap_or(0)
    }

    /// Remembers the mark of a note; of several the first counts.
    pub(super) fn mark(&mut self, note: usize, element: ElementId) {
        self.marks.push((note, element));
    }

    /// Adds a note of the section at hand behind its mark; the next elements go into it
    /// until [`Tree::enter`] is called with what is returned.
    pub(super) fn enter_note(&mut self, note: usize) -> ElementId {
        let mark = self.marks.iter().find(|(other, _)| *other == note);
        let parent = mark.map_or(self.parent, |(_, element)| *element);
        let note = self.add_to(parent, Role::Note);
        self.enter(note)
    }

    /// Closes a section with its notes: the next one has notes of its own.
    pub(super) fn end_section(&mut self) {
        self.marks.clear();
        self.close();
    }

    /// Takes over the elements of a text laid out apart, and what was drawn of them.
    /// Headings go down by so many levels.
    pub(super) fn adopt<'a>(
        &mut self,
        tree: &Self,
        levels: u8,
        drawn: impl Iterator<Item = &'a mut Drawn>,
    ) {
        let by = self.count();
        let adopted = tree.elements.iter().map(|Element { role, parent }| Element {
            role: match role {
                Role::Heading(level) => Role::Heading(level.saturating_add(levels)),
                role => role.clone(),
            },
            parent: match *parent {
                ElementId(0) => self.parent,
                inner => inner.moved(by),
            },
        });
        self.elements.extend(adopted);
        if by == 0 {
            return;
        }
        for drawn in drawn {
            let marks = drawn.marks.iter_mut().filter_map(Mark::element_mut);
            let links = drawn.links.iter_mut().map(|link| &mut link.element);
            for element in marks.chain(links) {
                *element = element.moved(by);
            }
        }
    }
}
