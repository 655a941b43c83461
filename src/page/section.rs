//! Pages that are numbered together, before their sides and numbers are known.

use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::geom::Length;
use crate::page::contents::Entry;
use crate::page::folio::Side;
use crate::page::laid_out::{Kept, LaidOut, Text, move_places};
use crate::page::setting::Scope;
use crate::page::structure::{ElementId, Role, Tree};
use crate::page::text::Drawn;
use crate::page::{Origin, OutlineEntry, Place};
use crate::volume::Part;

/// A page before its side and number are known.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    pub(super) drawn: Drawn,
    /// What a memory has of it, in place of `drawn`.
    pub(super) kept: Option<Kept>,
    /// Whether marks count from the corner of the trim and not of the type area.
    pub(super) is_full: bool,
    /// The running head.
    pub(super) head: Option<Arc<str>>,
    pub(super) has_folio: bool,
    pub(super) origin: Option<Origin>,
}

/// A run of pages that are numbered together.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) leaves: Vec<Leaf>,
    /// Places count from the first of these pages until the pages before are known.
    pub(super) outline: Vec<OutlineEntry>,
    /// What the contents say about it.
    pub(super) entries: Vec<Entry>,
    /// The first and the last page of each article, counted from 0.
    pub(super) extents: Vec<(usize, usize)>,
    /// The page of the colophon, which says how many pages there are, and its element.
    pub(super) colophon: Option<(usize, ElementId)>,
    /// What its leaves consist of.
    pub(super) tree: Tree,
}

impl Section {
    /// Adds blank pages until the next page is a recto.
    pub(super) fn pad_to_recto(&mut self) {
        if Side::of(self.leaves.len()) == Side::Verso {
            self.leaves.push(Leaf::default());
        }
    }

    /// Where the next page starts.
    pub(super) fn here(&self) -> Place {
        Place { page: self.leaves.len(), y: Length::ZERO }
    }

    pub(super) fn add_outline(&mut self, title: &str, place: Place) {
        self.outline.push(OutlineEntry {
            title: title.to_owned(),
            place,
            children: Vec::new(),
        });
    }

    /// Takes note how far articles reach of which the first pages are given, and whether
    /// they open them; they end where the next one starts, the last on the last page.
    pub(super) fn add_extents(&mut self, starts: &[(usize, bool)]) {
        for (index, (first, _)) in starts.iter().enumerate() {
            let last = match starts.get(index + 1) {
                Some((next, opens)) => next - usize::from(*opens && next > first),
                None => self.leaves.len().saturating_sub(1),
            };
            self.extents.push((*first, last));
        }
    }

    /// Takes the unit from the entries of a part, from `first` on, where its title says it
    /// already.
    pub(super) fn name_unit_once(&mut self, part: &Part, first: usize) {
        let Some(title) = &part.title else { return };
        for entry in &mut self.entries[first..] {
            entry.unit.take_if(|unit| title.contains(unit.as_str()));
        }
    }

    /// Adds a page and what it consists of.
    pub(super) fn add_page(
        &mut self,
        mut drawn: Drawn,
        scope: Scope,
        diagnostics: &mut Diagnostics,
    ) {
        diagnostics.append(scope.diagnostics);
        self.tree.open(Role::Section);
        self.tree.adopt(&scope.tree, 0, std::iter::once(&mut drawn));
        self.tree.close();
        self.leaves.push(Leaf { drawn, ..Leaf::default() });
    }

    /// Puts a list on the pages that were kept free for it, from `first` on, and into the
    /// element.
    pub(super) fn put_list(
        &mut self,
        (first, element): (usize, ElementId),
        list: LaidOut,
    ) {
        let mut list = Text::Own(list);
        let before = self.tree.enter(element);
        let by = list.put_into(&mut self.tree, 0);
        self.tree.enter(before);
        let pages = 0..list.laid_out().bodies.len();
        for (leaf, index) in self.leaves.iter_mut().skip(first).zip(pages) {
            (leaf.drawn, leaf.kept) = list.draw(index, by);
            leaf.has_folio = true;
        }
    }

    /// Adds the pages of a list that bears its title itself.
    pub(super) fn add_list(&mut self, title: &str, mut list: Text) {
        let by = list.put_into(&mut self.tree, 0);
        let title: Arc<str> = title.into();
        for index in 0..list.laid_out().bodies.len() {
            let head = (index > 0).then(|| Arc::clone(&title));
            let (drawn, kept) = list.draw(index, by);
            let leaf = Leaf { drawn, kept, head, has_folio: true, ..Leaf::default() };
            self.leaves.push(leaf);
        }
    }

    /// Moves the places of outline and links by so many pages.
    pub(super) fn shift(&mut self, pages: usize) {
        shift_outline(&mut self.outline, |page| page + pages);
        for leaf in &mut self.leaves {
            move_places(&mut leaf.drawn.links, pages);
            if let Some(kept) = &mut leaf.kept {
                kept.shift_places(pages);
            }
        }
    }
}

/// Moves the places of bookmarks to other pages.
pub(super) fn shift_outline(
    outline: &mut [OutlineEntry],
    to: impl Copy + Fn(usize) -> usize,
) {
    for entry in outline {
        entry.place.page = to(entry.place.page);
        shift_outline(&mut entry.children, to);
    }
}
