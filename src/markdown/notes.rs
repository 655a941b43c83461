//! The footnotes of an article while it is read.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::article::Note;
use crate::diag::Span;

/// Definitions in their order, and which of them are used.
pub(super) struct Notes {
    /// Label in lower case → index, the first of several definitions.
    by_label: BTreeMap<String, usize>,
    /// The definitions read so far, each at its index.
    read: Vec<Option<Note>>,
    used: Vec<bool>,
    /// How many definitions were opened.
    opened: usize,
}

impl Notes {
    /// The definitions there will be: marks often stand before them.
    pub(super) fn new(events: &[(Event<'_>, Range<usize>)]) -> Self {
        let mut by_label = BTreeMap::new();
        let mut count = 0;
        for (event, _) in events {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                by_label.entry(label.to_lowercase()).or_insert(count);
                count += 1;
            }
        }
        Self { by_label, read: vec![None; count], used: vec![false; count], opened: 0 }
    }

    /// The index of the definition that starts now.
    pub(super) fn open(&mut self) -> usize {
        self.opened += 1;
        self.opened - 1
    }

    /// The index a mark leads to.
    pub(super) fn index(&mut self, label: &str) -> Option<usize> {
        let index = *self.by_label.get(&label.to_lowercase())?;
        self.used[index] = true;
        Some(index)
    }

    /// Keeps a definition that was read.
    pub(super) fn set(&mut self, index: usize, note: Note) {
        self.read[index] = Some(note);
    }

    /// All definitions, and the indices of those that nothing uses. One that was opened
    /// and not read stands empty at `place`, so that indices stay right.
    pub(super) fn finish(self, place: Span) -> (Vec<Note>, Vec<usize>) {
        let empty = || Note { label: String::new(), body: Vec::new(), span: place };
        let notes =
            self.read.into_iter().map(|note| note.unwrap_or_else(empty)).collect();
        let unused = self.used.iter().enumerate().filter(|(_, used)| !**used);
        (notes, unused.map(|(index, _)| index).collect())
    }
}
