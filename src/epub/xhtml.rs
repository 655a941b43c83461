//! An article's blocks and notes into XHTML.
//!
//! Headings step down by one however the source skips levels; ids count up, so that they
//! cannot collide; nesting deeper than [`DEPTH`] is written flat. There are no inline
//! styles and no line breaks or spaces for layout: looks are the style sheet's business.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar as _;

use crate::article::{
    Article, Block, BlockKind, ColumnAlign, Figure, Inline, Table, is_lines, is_poem,
    plain_text, speech,
};
use crate::diag::{Diagnostics, Span};
use crate::epub::book::Book;
use crate::epub::breaks::Breaks;
use crate::epub::notes::Numbers;
use crate::epub::text::escape;
use crate::epub::walk::{leaf_blocks, leaf_inlines};

/// How deep blocks and inlines nest before they are written flat: more than any text
/// needs, less than makes readers' parsers stumble.
pub(super) const DEPTH: usize = 24;

/// The rank of the highest heading in a text; the article's title is the h1.
const FIRST_RANK: usize = 2;

/// The rank of the lowest heading that HTML has.
const LAST_RANK: usize = 6;

/// Image widths are classes of the style sheet, one for every 5 hundredths.
const WIDTH_STEP: u8 = 5;

/// Cells of at most this many half-widths stay on one line: Han text may break anywhere,
/// and a narrow column would else set 12月 as two lines to give its neighbours room.
const SHORT_CELL: usize = 6;

/// The text of an article as XHTML.
pub(super) struct Body {
    /// The mark of the printed page that begins with its title.
    pub(super) first_page: String,
    /// Its blocks, then its notes.
    pub(super) xhtml: String,
    /// The printed pages that are marked in it.
    pub(super) pages: Vec<String>,
    /// What is found in it.
    pub(super) holds: Holds,
}

/// What is found in a text, for claims of accessibility that must be true.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Holds {
    pub(super) images: bool,
    /// Whether an image lacks a text alternative.
    pub(super) silent_images: bool,
    pub(super) ruby: bool,
}

impl Holds {
    /// What is found in either of two texts.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            images: self.images | other.images,
            silent_images: self.silent_images | other.silent_images,
            ruby: self.ruby | other.ruby,
        }
    }
}

/// The text of an article as XHTML: its blocks, then its notes.
pub(super) fn body(
    diagnostics: &mut Diagnostics,
    book: &Book<'_>,
    article: &Article,
) -> Body {
    let mut writer = Writer::new(diagnostics, book, article);
    writer.breaks.enter(article.span);
    let first_page = writer.breaks.rest();
    writer.blocks(&article.body, Place::Body, 0);
    writer.close_page_breaks();
    writer.notes();
    let Writer { out: xhtml, breaks, holds, .. } = writer;
    Body { first_page, xhtml, pages: breaks.into_marked(), holds }
}

/// XHTML under way.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) diagnostics: &'a mut Diagnostics,
    pub(super) numbers: Numbers,
    /// Where the block being written stands.
    pub(super) span: Span,
    /// For each note, by number, how many marks have been written.
    pub(super) marks: Vec<usize>,
    /// The printed pages that begin in it.
    pub(super) breaks: Breaks,
    pub(super) book: &'a Book<'a>,
    pub(super) article: &'a Article,
    /// What has been written so far.
    pub(super) holds: Holds,
    /// The levels, as the source counts them, of the headings above this place.
    levels: Vec<u8>,
    headings: usize,
}

/// What a run of blocks stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The article itself: the only place whose headings make its outline.
    Body,
    /// A quotation, an item or a note.
    Inside,
}

impl<'a> Writer<'a> {
    fn new(
        diagnostics: &'a mut Diagnostics,
        book: &'a Book<'a>,
        article: &'a Article,
    ) -> Self {
        let numbers = Numbers::of(article);
        Self {
            out: String::new(),
            diagnostics,
            marks: vec![0; numbers.order.len() + 1],
            numbers,
            breaks: Breaks::of(book.pages(article)),
            span: article.span,
            book,
            article,
            holds: Holds::default(),
            levels: Vec::new(),
            headings: 0,
        }
    }

    /// Whether the book is in this language.
    pub(super) fn is_in(&self, language: &str) -> bool {
        self.book.facts().language.split('-').next() == Some(language)
    }

    /// Whether its lines run from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        self.book.ground.is_vertical
    }

    pub(super) fn blocks(&mut self, blocks: &'a [Block], place: Place, depth: usize) {
        if depth < DEPTH {
            for block in blocks {
                self.block(block, place, depth);
            }
        } else {
            for block in leaf_blocks(blocks) {
                self.block(block, Place::Inside, depth);
            }
        }
    }

    fn block(&mut self, block: &'a Block, place: Place, depth: usize) {
        self.span = block.span;
        let left = self.breaks.enter(block.span);
        self.out.push_str(&left);
        if !matches!(
            block.kind,
            BlockKind::Paragraph(_)
                | BlockKind::Continuation(_)
                | BlockKind::Signature(_)
                | BlockKind::Code(_)
                | BlockKind::Table(_)
        ) {
            self.close_page_breaks();
        }
        match &block.kind {
            BlockKind::Heading { level, text } => self.heading(*level, text, place),
            BlockKind::Paragraph(text) => self.paragraph(text),
            BlockKind::Continuation(text) => self.classed("continued", text),
            BlockKind::Signature(text) => self.classed("signature", text),
            BlockKind::List { start, items } => self.list(*start, items, depth),
            BlockKind::Quote(blocks) => {
                let class = if is_poem(blocks) { " class=\"poem\"" } else { "" };
                self.put(format_args!("<blockquote{class}>\n"));
                self.blocks(blocks, Place::Inside, depth + 1);
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => self.figure(figure),
            BlockKind::Code(text) => {
                self.out.push_str("<pre><code>");
                self.words(text, Self::characters);
                self.out.push_str("</code></pre>\n");
            }
            BlockKind::Break => self.out.push_str("<hr/>\n"),
        }
    }

    /// Marks what is left of the printed pages that begin in this block.
    fn close_page_breaks(&mut self) {
        let left = self.breaks.rest();
        self.out.push_str(&left);
    }

    /// Running text, lines, or what somebody says.
    fn paragraph(&mut self, text: &[Inline]) {
        if is_lines(text) {
            self.classed("lines", text);
        } else if let Some((name, words)) = speech(text) {
            self.out.push_str("<p class=\"speech\"><b class=\"speaker\">");
            self.inlines(name);
            self.out.push_str("</b>");
            self.inlines(words);
            self.out.push_str("</p>\n");
        } else {
            self.element("p", text);
        }
    }

    /// A paragraph of a class.
    fn classed(&mut self, class: &str, text: &[Inline]) {
        self.put(format_args!("<p class=\"{class}\">"));
        self.inlines(text);
        self.out.push_str("</p>\n");
    }

    fn heading(&mut self, level: u8, text: &[Inline], place: Place) {
        if leaf_inlines(text).is_empty() {
            return;
        }
        if place == Place::Inside {
            self.classed("heading", text);
            return;
        }
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        let rank = LAST_RANK.min(FIRST_RANK + self.levels.len());
        self.levels.push(level);
        self.headings += 1;
        let number = self.headings;
        self.put(format_args!("<h{rank} id=\"s{number}\">"));
        self.inlines(text);
        self.put(format_args!("</h{rank}>\n"));
    }

    fn list(&mut self, start: Option<u64>, items: &'a [Vec<Block>], depth: usize) {
        let name = if start.is_some() { "ol" } else { "ul" };
        match start {
            Some(first) if first != 1 => {
                // HTML's integers end here.
                let first = first.min(i32::MAX.unsigned_abs().into());
                self.put(format_args!("<ol start=\"{first}\">\n"));
            }
            _ => self.put(format_args!("<{name}>\n")),
        }
        for item in items {
            self.out.push_str("<li>");
            match item.as_slice() {
                [Block { kind: BlockKind::Paragraph(text), span }] => {
                    self.span = *span;
                    let left = self.breaks.enter(*span);
                    self.out.push_str(&left);
                    self.inlines(text);
                }
                blocks => self.blocks(blocks, Place::Inside, depth + 1),
            }
            self.out.push_str("</li>\n");
        }
        self.put(format_args!("</{name}>\n"));
    }

    fn table(&mut self, table: &Table) {
        self.breaks.count_rows();
        let first_page = self.breaks.before_row(0);
        // The notes stand outside the rules, though inside the element.
        let class = if table.notes.is_empty() { "" } else { " class=\"noted\"" };
        self.put(format_args!("{first_page}<table{class}>\n"));
        self.caption(table);
        if table.head.iter().any(|cell| !leaf_inlines(cell).is_empty()) {
            self.out.push_str("<thead>\n<tr>");
            for (column, cell) in table.head.iter().enumerate() {
                // An empty head cell names nothing, so it is no head.
                let named = !leaf_inlines(cell).is_empty();
                let name = if named { "th scope=\"col\"" } else { "td" };
                self.cell(name, table.columns.get(column), ("", cell));
            }
            self.out.push_str("</tr>\n</thead>\n");
        }
        if !table.rows.is_empty() {
            self.out.push_str("<tbody>\n");
            for (index, row) in table.rows.iter().enumerate() {
                let mut page = self.breaks.before_row(index);
                self.out.push_str("<tr>");
                for (column, cell) in row.iter().enumerate() {
                    let align = table.columns.get(column);
                    self.cell("td", align, (&std::mem::take(&mut page), cell));
                }
                self.out.push_str("</tr>\n");
            }
            self.out.push_str("</tbody>\n");
        }
        if !table.notes.is_empty() {
            let columns = table.columns.len().max(1);
            self.put(format_args!("<tfoot>\n<tr><td colspan=\"{columns}\">\n"));
            for note in &table.notes {
                self.element("p", note);
            }
            self.out.push_str("</td></tr>\n</tfoot>\n");
        }
        let last_page = self.breaks.before_row(usize::MAX);
        self.put(format_args!("</table>\n{last_page}"));
    }

    /// What stands above a table: its caption and the unit of its numbers.
    fn caption(&mut self, table: &Table) {
        if table.caption.is_empty() && table.unit.is_empty() {
            return;
        }
        self.out.push_str("<caption>");
        if !table.caption.is_empty() {
            self.inlines(&table.caption);
        }
        if !table.unit.is_empty() {
            self.out.push_str("<span class=\"table-unit\">");
            self.inlines(&table.unit);
            self.out.push_str("</span>");
        }
        self.out.push_str("</caption>\n");
    }

    /// A cell; `page` is the mark of a printed page that begins with it.
    fn cell(
        &mut self,
        open: &str,
        align: Option<&ColumnAlign>,
        (page, text): (&str, &[Inline]),
    ) {
        let align = match align {
            None | Some(ColumnAlign::Auto) => "",
            Some(ColumnAlign::Start) => "start",
            Some(ColumnAlign::Center) => "center",
            Some(ColumnAlign::End) => "end",
        };
        let width =
            plain_text(text).chars().map(|c| c.width().unwrap_or(0)).sum::<usize>();
        let short = if (1..=SHORT_CELL).contains(&width) { "short" } else { "" };
        match format!("{align} {short}").trim() {
            "" => self.put(format_args!("<{open}>")),
            class => self.put(format_args!("<{open} class=\"{class}\">")),
        }
        self.out.push_str(page);
        self.inlines(text);
        self.put(format_args!("</{}>", &open[..2]));
    }

    /// A figure; one whose image is missing (reported where articles are read) keeps its
    /// words.
    fn figure(&mut self, figure: &Figure) {
        self.holds.images = true;
        self.holds.silent_images |= figure.alt.trim().is_empty();
        match figure.width.filter(|width| *width < 100) {
            Some(width) => {
                let class = width.div_ceil(WIDTH_STEP).max(1) * WIDTH_STEP;
                self.put(format_args!("<figure class=\"w{class}\">\n"));
            }
            None => self.out.push_str("<figure>\n"),
        }
        let alt = escape(&figure.alt);
        match self.book.image(&figure.image) {
            Some(href) => {
                self.put(format_args!("<img src=\"{href}\" alt=\"{alt}\"/>\n"));
            }
            None => self.put(format_args!("<p class=\"missing\">{alt}</p>\n")),
        }
        if !figure.caption.is_empty() {
            self.element("figcaption", &figure.caption);
        }
        self.out.push_str("</figure>\n");
    }

    fn element(&mut self, name: &str, text: &[Inline]) {
        self.put(format_args!("<{name}>"));
        self.inlines(text);
        self.put(format_args!("</{name}>\n"));
    }

    /// Appends formatted markup.
    pub(super) fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        self.out.write_fmt(markup).expect("writing into a String cannot fail");
    }
}
