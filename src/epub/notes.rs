//! Footnotes numbered in the order in which a reader meets their marks.

use std::collections::BTreeMap;

use crate::article::{Article, Block, Inline};
use crate::epub::walk::{leaf_blocks, leaf_inlines, runs};

/// The numbers of an article's footnotes.
#[derive(Debug, Default)]
pub(super) struct Numbers {
    /// Index in [`Article::notes`] → number, from 1.
    numbers: BTreeMap<usize, usize>,
    /// The indices in the order of their numbers.
    pub(super) order: Vec<usize>,
    /// How many of [`Self::order`] have a mark; the others are only kept.
    marked: usize,
}

impl Numbers {
    /// Numbers the notes of an article: those marked in the text, those marked only in
    /// other notes, and last those without any mark, so that nothing is lost.
    pub(super) fn of(article: &Article) -> Self {
        let mut numbers = Self::default();
        numbers.mark(&article.body, article.notes.len());
        let mut read = 0;
        while let Some(index) = numbers.order.get(read).copied() {
            numbers.mark(&article.notes[index].body, article.notes.len());
            read += 1;
        }
        numbers.marked = numbers.order.len();
        for index in 0..article.notes.len() {
            numbers.add(index);
        }
        numbers
    }

    /// The number of a note; `None` when the article has no such note.
    pub(super) fn get(&self, index: usize) -> Option<usize> {
        self.numbers.get(&index).copied()
    }

    /// Whether a mark in the text leads to the note with this number.
    pub(super) fn is_marked(&self, number: usize) -> bool {
        number <= self.marked
    }

    fn mark(&mut self, blocks: &[Block], count: usize) {
        for block in leaf_blocks(blocks) {
            for inline in runs(block).into_iter().flat_map(leaf_inlines) {
                if let Inline::Note(index) = inline
                    && *index < count
                {
                    self.add(*index);
                }
            }
        }
    }

    fn add(&mut self, index: usize) {
        if !self.numbers.contains_key(&index) {
            self.order.push(index);
            self.numbers.insert(index, self.order.len());
        }
    }
}
