//! Articles or a list as pages whose sides and numbers are not known yet, and how a section
//! takes them over: as its own, or from a memory, which keeps them.

use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::page::fill::{Body, fill};
use crate::page::flow::Flow;
use crate::page::setting::{Scope, Setting};
use crate::page::structure::Tree;
use crate::page::text::Drawn;
use crate::page::{ElementId, Link, Mark, Target};

/// Articles that share pages, or a list, laid out.
#[derive(Debug)]
pub(super) struct LaidOut {
    pub(super) bodies: Vec<Body>,
    pub(super) tree: Tree,
    pub(super) diagnostics: Diagnostics,
}

/// The same as a section takes it over.
#[derive(Debug)]
pub(super) enum Text {
    /// Laid out for this section alone.
    Own(LaidOut),
    /// Kept by a memory: what is drawn is copied where a page is finished anew.
    Kept(Arc<Known>),
}

/// What a memory keeps of a text.
#[derive(Debug)]
pub(super) struct Known {
    /// No other text has it.
    pub(super) number: u64,
    pub(super) laid_out: LaidOut,
    /// By body whether marks belong to no element: those get one for their page, which is
    /// not known here.
    has_loose: Vec<bool>,
    /// Whether links lead to pages.
    has_places: bool,
}

/// A page of a text that a memory keeps.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    pub(super) text: Arc<Known>,
    /// Which of the text's pages it is.
    pub(super) index: usize,
    /// How far its elements are moved so far.
    pub(super) by: u32,
    /// How many pages further on its links lead by now; 0 where none leads to a page.
    pub(super) pages: usize,
}

impl LaidOut {
    /// A list. What is wrong with its words is said where they stand first.
    pub(super) fn list(setting: &Setting, flow: Flow, scope: &mut Scope) -> Self {
        let tree = std::mem::take(&mut scope.tree);
        Self { bodies: fill(setting, flow), tree, diagnostics: Diagnostics::new() }
    }
}

impl Text {
    /// What was laid out. Of its own pages those that were drawn are blank.
    pub(super) fn laid_out(&self) -> &LaidOut {
        match self {
            Self::Own(laid_out) => laid_out,
            Self::Kept(text) => &text.laid_out,
        }
    }

    /// Puts its elements into a tree, headings so many levels down, and returns how far
    /// they were moved.
    pub(super) fn put_into(&mut self, tree: &mut Tree, levels: u8) -> u32 {
        let by = tree.count();
        match self {
            Self::Own(LaidOut { bodies, tree: own, .. }) => {
                tree.adopt(own, levels, bodies.iter_mut().map(|body| &mut body.drawn));
            }
            Self::Kept(text) => tree.adopt(&text.laid_out.tree, levels, [].into_iter()),
        }
        by
    }

    /// What is drawn on a page, or what the memory has of it, when the elements are moved by
    /// so many.
    pub(super) fn draw(&mut self, index: usize, by: u32) -> (Drawn, Option<Kept>) {
        match self {
            Self::Own(LaidOut { bodies, .. }) => {
                let body = bodies.get_mut(index);
                (
                    body.map(|body| std::mem::take(&mut body.drawn)).unwrap_or_default(),
                    None,
                )
            }
            Self::Kept(text) => {
                let kept = Kept { text: Arc::clone(text), index, by, pages: 0 };
                (Drawn::default(), Some(kept))
            }
        }
    }
}

impl Known {
    pub(super) fn new(number: u64, laid_out: LaidOut) -> Self {
        let is_loose = |mark: &Mark| mark.element() == Some(ElementId(0));
        let has_loose = |body: &Body| body.drawn.marks.iter().any(is_loose);
        let has_loose = laid_out.bodies.iter().map(has_loose).collect();
        let is_place = |link: &Link| matches!(link.target, Target::Place(_));
        let has_places = |body: &Body| body.drawn.links.iter().any(is_place);
        let has_places = laid_out.bodies.iter().any(has_places);
        Self { number, laid_out, has_loose, has_places }
    }
}

impl Kept {
    /// Moves its elements further.
    pub(super) fn shift(&mut self, by: u32) {
        self.by += by;
    }

    /// Lets its links lead so many pages further on.
    pub(super) fn shift_places(&mut self, pages: usize) {
        if self.text.has_places {
            self.pages += pages;
        }
    }

    /// Whether marks of it belong to no element.
    pub(super) fn has_loose(&self) -> bool {
        self.text.has_loose.get(self.index).is_some_and(|loose| *loose)
    }

    /// What is drawn.
    pub(super) fn drawn(&self) -> Drawn {
        let body = self.text.laid_out.bodies.get(self.index);
        let mut drawn = body.map(|body| body.drawn.clone()).unwrap_or_default();
        move_elements(&mut drawn.marks, &mut drawn.links, self.by);
        move_places(&mut drawn.links, self.pages);
        drawn
    }
}

/// Moves the elements that marks and links name, backwards when the sum wraps; the document
/// stays itself.
pub(super) fn move_elements(marks: &mut [Mark], links: &mut [Link], by: u32) {
    let marks = marks.iter_mut().filter_map(Mark::element_mut);
    for element in marks.chain(links.iter_mut().map(|link| &mut link.element)) {
        *element = element.moved(by);
    }
}

/// Moves the places that links lead to by so many pages.
pub(super) fn move_places(links: &mut [Link], pages: usize) {
    for link in links {
        if let Target::Place(place) = &mut link.target {
            place.page += pages;
        }
    }
}
