//! Footnotes, numbered in the order in which a reader meets their marks.
//!
//! EPUB 3.3 readers show a note where its mark is touched by `epub:type`; 多看 and those who
//! followed it do so by classes, want a picture as the mark, and 微信读书 takes the words
//! of the note from the picture's text.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, Block, BlockKind, Inline, plain_text};
use crate::diag::Diagnostic;
use crate::epub::book::{Book, Ground};
use crate::epub::draw;
use crate::epub::memory::Last;
use crate::epub::package::Resource;
use crate::epub::template::Pages;
use crate::epub::text::{escape, one_line};
use crate::epub::walk::{leaf_blocks, leaf_inlines, runs};
use crate::epub::xhtml::{Place, Writer};
use crate::epub::zip::Content;
use crate::font::Bytes;
use crate::project::ReaderKind;

/// The picture that stands for a mark, in the package.
pub(super) const PICTURE: &str = "images/note.png";

/// The template it is drawn from.
const TEMPLATE: &str = "note.svg";

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
        if article.notes.is_empty() {
            return numbers;
        }
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

/// The picture of a mark, or what is wrong with its template.
pub(super) fn picture(
    book: &Book<'_>,
    pages: &Pages,
    fonts: &[Bytes],
    drawn: &mut Last<Arc<Ground>, Content>,
) -> Result<Resource, Diagnostic> {
    let content = drawn.made(Arc::clone(&book.ground), |_| {
        draw::picture(&mut pages.about(book), (TEMPLATE, &()), fonts)
    })?;
    Ok(Resource { name: PICTURE.to_owned(), media_type: "image/png", content })
}

/// What stands around a note.
struct Frame {
    /// Before it: between the two its id.
    open: (&'static str, &'static str),
    /// Behind it.
    close: &'static str,
}

/// A note of EPUB 3.3.
const ASIDE: Frame = Frame {
    open: ("<aside id=\"", "\" epub:type=\"footnote\" role=\"doc-footnote\">\n"),
    close: "</aside>\n",
};

/// A note of 多看 inside one of EPUB 3.3.
const ITEM: Frame = Frame {
    open: (
        "<aside epub:type=\"footnote\" role=\"doc-footnote\">\n\
         <ol class=\"duokan-footnote-content\">\n<li class=\"duokan-footnote-item\" id=\"",
        "\">\n",
    ),
    close: "</li>\n</ol>\n</aside>\n",
};

impl<'a> Writer<'a> {
    /// The mark of a note; inside a link it is none itself. Only the first mark of a note
    /// is where its number leads back.
    pub(super) fn mark(&mut self, index: usize, in_link: bool) {
        let Some(number) = self.numbers.get(index) else { return };
        self.marks[number] += 1;
        let id = match self.marks[number] {
            1 => format!("r{number}"),
            again => format!("r{number}-{again}"),
        };
        if in_link {
            self.put(format_args!("<sup id=\"{id}\">[{number}]</sup>"));
            return;
        }
        let (class, shown) = match self.book.ground.reader {
            ReaderKind::Any => ("", format!("[{number}]")),
            ReaderKind::Duokan => (" class=\"duokan-footnote\"", self.picture(index)),
        };
        self.put(format_args!(
            "<sup><a{class} id=\"{id}\" href=\"#n{number}\" epub:type=\"noteref\" \
             role=\"doc-noteref\">{shown}</a></sup>"
        ));
    }

    /// The picture of a mark, whose text is the note.
    fn picture(&self, index: usize) -> String {
        let leaves = leaf_blocks(&self.article.notes[index].body);
        let runs = leaves.into_iter().flat_map(runs);
        let words = runs.map(plain_text).collect::<Vec<_>>().join(" ");
        let words = one_line(&words);
        let words = escape(&words);
        format!("<img class=\"qqreader-footnote\" src=\"{PICTURE}\" alt=\"{words}\"/>")
    }

    /// The notes at the end of the chapter: readers with popups take them from here.
    pub(super) fn notes(&mut self) {
        if self.numbers.order.is_empty() {
            return;
        }
        let frame = match self.book.ground.reader {
            ReaderKind::Any => ASIDE,
            ReaderKind::Duokan => ITEM,
        };
        self.out.push_str("<div class=\"notes\">\n");
        for (place, index) in self.numbers.order.clone().into_iter().enumerate() {
            let number = place + 1;
            let note = &self.article.notes[index];
            let (before, after) = frame.open;
            self.put(format_args!("{before}n{number}{after}"));
            let rest = match note.body.split_first() {
                Some((Block { kind: BlockKind::Paragraph(text), span }, rest)) => {
                    self.span = *span;
                    self.note_start(number, text);
                    rest
                }
                _ => {
                    self.note_start(number, &[]);
                    &*note.body
                }
            };
            self.blocks(rest, Place::Inside, 1);
            self.out.push_str(frame.close);
        }
        self.out.push_str("</div>\n");
    }

    /// The first paragraph of a note, with its number as the way back to the mark.
    fn note_start(&mut self, number: usize, text: &[Inline]) {
        if self.numbers.is_marked(number) {
            self.put(format_args!(
                "<p><a href=\"#r{number}\" epub:type=\"backlink\" role=\"doc-backlink\">\
                 [{number}]</a> "
            ));
        } else {
            self.put(format_args!("<p>[{number}] "));
        }
        self.inlines(text);
        self.out.push_str("</p>\n");
    }
}
