//! Where the pages of the printed edition begin in a text on the screen.
//!
//! A page that begins inside a run of text is marked between two of its characters; one
//! that begins with a heading, a figure or a table is marked before it. DPUB-ARIA 1.1,
//! doc-pagebreak; EPUB Accessibility 1.1 section 3.3.

use std::collections::{BTreeMap, VecDeque};

use serde::Serialize;

use crate::diag::Span;
use crate::epub::PrintedPage;
use crate::epub::text::escape;

/// A line of the page list.
#[derive(Debug, Serialize)]
pub(super) struct PageEntry<'a> {
    /// The number of the page.
    pub(super) number: &'a str,
    /// Where it is marked.
    pub(super) href: String,
}

impl<'a> PageEntry<'a> {
    /// The page with this number, marked in this document.
    pub(super) fn new(document: &str, number: &'a str) -> Self {
        Self { number, href: format!("{document}#{}", id(number)) }
    }
}

/// The pages that begin in an article and are not marked yet.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// By the bytes of the block.
    by_block: BTreeMap<(u32, u32), VecDeque<Break>>,
    /// Those of the block being written.
    pending: VecDeque<Break>,
    /// Those of the table being written, by its rows.
    rows: VecDeque<Break>,
    /// How much of that block is written, in bytes of plain text.
    written: usize,
    /// The pages marked so far.
    marked: Vec<String>,
}

#[derive(Debug)]
struct Break {
    offset: usize,
    number: String,
}

impl Breaks {
    /// Those of pages that begin in one article.
    pub(super) fn of(pages: &[&PrintedPage]) -> Self {
        let mut breaks = Self::default();
        for page in pages {
            let block = (page.span.start, page.span.end);
            let number = page.number.clone();
            let page = Break { offset: page.offset, number };
            breaks.by_block.entry(block).or_default().push_back(page);
        }
        breaks
    }

    /// Goes to a block; marks of the block before that found no place come first.
    pub(super) fn enter(&mut self, block: Span) -> String {
        let left = self.rest();
        self.pending =
            self.by_block.remove(&(block.start, block.end)).unwrap_or_default();
        self.written = 0;
        left
    }

    /// Marks of all pages of this block that are not marked yet.
    pub(super) fn rest(&mut self) -> String {
        let pages = std::mem::take(&mut self.pending);
        pages.into_iter().map(|page| self.mark(page)).collect()
    }

    /// How far into the text that follows a page begins.
    pub(super) fn next_within(&self, length: usize) -> Option<usize> {
        let at = self.pending.front()?.offset.saturating_sub(self.written);
        (at < length).then_some(at)
    }

    /// The mark of the next page.
    pub(super) fn next(&mut self) -> String {
        let page = self.pending.pop_front();
        page.map(|page| self.mark(page)).unwrap_or_default()
    }

    /// Counts rows of a table instead of the text of this block.
    pub(super) fn count_rows(&mut self) {
        self.rows = std::mem::take(&mut self.pending);
    }

    /// The marks of pages that begin with this row of a table or before it.
    pub(super) fn before_row(&mut self, row: usize) -> String {
        let mut marks = String::new();
        while self.rows.front().is_some_and(|page| page.offset <= row) {
            let page = self.rows.pop_front();
            marks.extend(page.map(|page| self.mark(page)));
        }
        marks
    }

    /// Goes on by so many bytes of text.
    pub(super) fn advance(&mut self, length: usize) {
        self.written += length;
    }

    /// The numbers of the pages that are marked, in order.
    pub(super) fn into_marked(self) -> Vec<String> {
        self.marked
    }

    fn mark(&mut self, page: Break) -> String {
        let (id, number) = (id(&page.number), escape(&page.number).into_owned());
        self.marked.push(page.number);
        format!(
            "<span id=\"{id}\" epub:type=\"pagebreak\" role=\"doc-pagebreak\" \
             aria-label=\"{number}\"></span>"
        )
    }
}

/// The id of the mark of a page.
fn id(number: &str) -> String {
    let is_plain = |c: &char| c.is_ascii_alphanumeric();
    format!("page-{}", number.chars().filter(is_plain).collect::<String>())
}
