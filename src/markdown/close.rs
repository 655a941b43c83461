//! What becomes of a block or style when it ends.

use std::ops::Range;

use pulldown_cmark::TagEnd;

use crate::article::{Block, BlockKind, ColumnAlign, Inline, Note, Table};
use crate::diag::Code;
use crate::markdown::body::{Frame, Kind, Reader};
use crate::markdown::figure::{self, Found};
use crate::markdown::inline::{self, Finished, Role, Token};
use crate::markdown::table;

impl Reader<'_> {
    /// A block or style ends: what was read of it goes to what is around it.
    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let top = self.top();
        let holds_blocks =
            matches!(top.kind, Kind::Root | Kind::Quote | Kind::Item | Kind::Note(_));
        if holds_blocks && !is_style_end(tag) {
            self.flush();
        }
        if self.top().too_deep > 0 {
            self.top().too_deep -= 1;
            return;
        }
        if self.frames.len() == 1 {
            return;
        }
        let Some(frame) = self.frames.pop() else { return };
        self.text_end = range.end;
        match frame.kind {
            Kind::Strong => {
                self.report_strong_in_strong(range.clone());
                self.end_style(frame, range, Inline::Strong);
            }
            Kind::Emphasis => self.end_style(frame, range, Inline::Emphasis),
            Kind::Strike => self.end_style(frame, range, Inline::Strike),
            Kind::Link(ref url) => {
                let url = url.clone();
                self.end_style(frame, range, |text| Inline::Link { url, text });
            }
            Kind::Image { ref url, ref title } => {
                let (url, title) = (url.clone(), title.clone());
                self.end_image(frame, range, &url, &title);
            }
            _ => self.end_block(frame, range),
        }
    }

    /// Nobody makes bold text bold: a mark that should have closed opened instead.
    fn report_strong_in_strong(&mut self, range: Range<usize>) {
        if self.frames.iter().any(|frame| matches!(frame.kind, Kind::Strong)) {
            let text = self.source.text.get(range.clone()).unwrap_or_default();
            let excerpt: String = text.chars().take(inline::EXCERPT).collect();
            self.report(Code::M013, range, &[("text", &excerpt)]);
        }
    }

    fn end_style(
        &mut self,
        frame: Frame,
        range: Range<usize>,
        style: impl FnOnce(Vec<Inline>) -> Inline,
    ) {
        let (inlines, figures) = self.line(frame.tokens, range.clone());
        if !inlines.is_empty() {
            self.push(Token::Inline(style(inlines)), range.clone());
        }
        for figure in figures {
            self.push(Token::Figure(figure), range.clone());
        }
    }

    fn end_image(&mut self, frame: Frame, range: Range<usize>, url: &str, title: &str) {
        let (words, inner) = self.line(frame.tokens, range.clone());
        match figure::resolve(self.source.path, url) {
            Some(image) => {
                let figure = figure::figure(image, words, title);
                let found = Found { figure, range: range.clone() };
                self.push(Token::Figure(found), range.clone());
            }
            None => {
                let args = [("image", url), ("cause", "outside"), ("nearest", "none")];
                self.report(Code::M003, range.clone(), &args);
            }
        }
        for figure in inner {
            self.push(Token::Figure(figure), range.clone());
        }
    }

    fn end_block(&mut self, frame: Frame, range: Range<usize>) {
        match frame.kind {
            Kind::Paragraph => self.push_paragraph(frame.tokens, range),
            Kind::Heading(level) => {
                let (text, figures) = self.line(frame.tokens, range.clone());
                if !is_blank(&text) {
                    self.push_block(BlockKind::Heading { level, text }, range);
                }
                self.push_figures(figures);
            }
            Kind::Code => {
                let mut text = characters(frame.tokens);
                text.truncate(text.trim_end_matches('\n').len());
                self.push_block(BlockKind::Code(text), range);
            }
            Kind::Html => self.push_html(&characters(frame.tokens), range),
            Kind::Quote => {
                let mut blocks = frame.blocks;
                table::adopt(&mut blocks);
                self.push_block(BlockKind::Quote(blocks), range);
            }
            Kind::List(start) => {
                self.push_block(BlockKind::List { start, items: frame.items }, range);
            }
            Kind::Item => self.top().items.push(frame.blocks),
            Kind::Note(index) => self.end_note(index, frame.blocks, range),
            Kind::Cell => {
                let (cell, figures) = self.line(frame.tokens, range.clone());
                self.top().cells.push(cell);
                for figure in figures {
                    self.push(Token::Figure(figure), range.clone());
                }
            }
            Kind::Row => {
                let parent = self.top();
                parent.rows.push(frame.cells);
                parent.tokens.extend(frame.tokens);
            }
            Kind::Table(columns) => {
                self.end_table(columns, frame.rows, frame.tokens, range)
            }
            _ => {}
        }
    }

    fn end_note(&mut self, index: usize, body: Vec<Block>, range: Range<usize>) {
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        let label = text
            .trim_start()
            .strip_prefix("[^")
            .and_then(|rest| rest.split_once("]:"))
            .map_or("", |(label, _)| label);
        let note = Note { label: label.to_owned(), body, span: self.span(range) };
        self.notes.set(index, note);
    }

    /// A table, and below it the images that stood in its cells.
    fn end_table(
        &mut self,
        columns: Vec<ColumnAlign>,
        mut rows: Vec<Vec<Vec<Inline>>>,
        images: Vec<Token>,
        range: Range<usize>,
    ) {
        for row in &mut rows {
            row.resize(columns.len(), Vec::new());
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        let table = Table { columns, head, rows, ..Table::default() };
        self.push_block(BlockKind::Table(table), range.clone());
        let (_, figures) = self.line(images, range);
        self.push_figures(figures);
    }

    /// HTML is text: a paragraph for each run of lines.
    fn push_html(&mut self, html: &str, range: Range<usize>) {
        for lines in html.split("\n\n") {
            let mut text = String::new();
            for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
                let after = line.chars().next();
                if !inline::is_dropped_between(text.chars().next_back(), after) {
                    text.push(' ');
                }
                text.push_str(line);
            }
            if !text.is_empty() {
                let words = vec![Inline::Text(text)];
                self.push_block(BlockKind::Paragraph(words), range.clone());
            }
        }
    }

    /// Words that stand in a list item or quotation itself are a paragraph of it.
    pub(super) fn flush(&mut self) {
        let frame = self.top();
        if !frame.tokens.is_empty() {
            let tokens = std::mem::take(&mut frame.tokens);
            let range = frame.words.clone();
            self.push_paragraph(tokens, range);
        }
    }

    fn push_paragraph(&mut self, tokens: Vec<Token>, range: Range<usize>) {
        let Finished { inlines, figures, role, .. } =
            self.paragraph_line(tokens, range.clone());
        if !is_blank(&inlines) {
            let block = match role {
                None => BlockKind::Paragraph(inlines),
                Some(Role::Continued) => BlockKind::Continuation(inlines),
                Some(Role::Signature) => BlockKind::Signature(inlines),
            };
            self.push_block(block, range);
        }
        self.push_figures(figures);
    }

    fn push_figures(&mut self, figures: Vec<Found>) {
        for Found { figure, range } in figures {
            self.push_block(BlockKind::Figure(figure), range);
        }
    }
}

/// Whether what ends stands among words.
pub(super) fn is_style_end(tag: TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
}

/// The characters of text that has no markup.
fn characters(tokens: Vec<Token>) -> String {
    let mut text = String::new();
    for token in tokens {
        if let Token::Text(more) | Token::Literal(more) = token {
            text.push_str(&more);
        }
    }
    text
}

fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match inline {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    })
}
