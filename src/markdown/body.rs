//! The body of an article into blocks: the events of pulldown-cmark into our tree.
//!
//! Nothing recurses here: open blocks stand on a stack, and what is nested deeper than
//! [`MAX_DEPTH`] joins the block around it, so that no tree is deeper.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag};

use crate::article::{Block, BlockKind, ColumnAlign, Inline, Note, Table};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::markdown::figure::{self, Found};
use crate::markdown::inline::{self, Token};

/// How many blocks and styles may stand inside each other. Real texts stay below ten; a
/// book page has no room for more indents than this.
const MAX_DEPTH: usize = 32;

/// The file being read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// Its number.
    pub(super) file: FileId,
    /// Its path below the publication's folder.
    pub(super) path: &'a str,
    /// All its characters.
    pub(super) text: &'a str,
}

/// Reads the bytes `body` of a file.
pub(super) fn read(
    diagnostics: &mut Diagnostics,
    source: Source<'_>,
    body: Range<usize>,
) -> (Vec<Block>, Vec<Note>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let offset = body.start;
    let events: Vec<(Event<'_>, Range<usize>)> =
        Parser::new_ext(&source.text[body], options)
            .into_offset_iter()
            .map(|(event, range)| (event, range.start + offset..range.end + offset))
            .collect();

    let mut reader = Reader::new(diagnostics, source, &events);
    for (index, (event, range)) in events.iter().enumerate() {
        let after = &events[index + 1..];
        reader.event(event, range.clone(), after);
    }
    reader.finish()
}

/// What an open block or style is.
enum Kind {
    Root,
    Quote,
    List(Option<u64>),
    Item,
    Note(usize),
    Paragraph,
    Heading(u8),
    Code,
    Html,
    Table(Vec<ColumnAlign>),
    /// The head or a row.
    Row,
    Cell,
    Strong,
    Emphasis,
    Strike,
    Link(String),
    Image {
        url: String,
        title: String,
    },
    /// Blocks nested too deep: they join the block around them.
    TooDeepBlock,
    /// Styles nested too deep: their words join the words around them.
    TooDeepStyle,
}

/// An open block or style and what was read of it.
struct Frame {
    kind: Kind,
    tokens: Vec<Token>,
    /// The bytes that `tokens` come from.
    words: Range<usize>,
    blocks: Vec<Block>,
    items: Vec<Vec<Block>>,
    cells: Vec<Vec<Inline>>,
    rows: Vec<Vec<Vec<Inline>>>,
}

impl Frame {
    fn new(kind: Kind, at: usize) -> Self {
        Self {
            kind,
            tokens: Vec::new(),
            words: at..at,
            blocks: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }
}

/// The footnotes of an article.
struct Notes {
    /// Label → index, the first of several definitions.
    index: BTreeMap<String, usize>,
    /// The definitions read so far, each at its index.
    read: Vec<Option<Note>>,
    used: Vec<bool>,
    /// How many definitions were opened.
    opened: usize,
}

struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    source: Source<'a>,
    frames: Vec<Frame>,
    notes: Notes,
    /// The last character that says what a line break after it means.
    before: Option<char>,
    /// Where the last piece of text ended: a gap before the next is a backslash.
    text_end: usize,
}

impl<'a> Reader<'a> {
    fn new(
        diagnostics: &'a mut Diagnostics,
        source: Source<'a>,
        events: &[(Event<'_>, Range<usize>)],
    ) -> Self {
        let mut notes = Notes {
            index: BTreeMap::new(),
            read: Vec::new(),
            used: Vec::new(),
            opened: 0,
        };
        for (event, _) in events {
            if let Event::Start(Tag::FootnoteDefinition(label)) = event {
                notes.index.entry(label.to_lowercase()).or_insert(notes.read.len());
                notes.read.push(None);
                notes.used.push(false);
            }
        }
        let frames = vec![Frame::new(Kind::Root, 0)];
        Self { diagnostics, source, frames, notes, before: None, text_end: 0 }
    }

    fn event(
        &mut self,
        event: &Event<'_>,
        range: Range<usize>,
        after: &[(Event<'_>, Range<usize>)],
    ) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(_) => self.end(range),
            Event::Text(text) => self.text(text, range),
            Event::Html(text) | Event::InlineHtml(text) => {
                self.see(text);
                self.push(Token::Literal(text.to_string()), range);
            }
            Event::Code(text) => {
                self.see(text);
                self.push(Token::Inline(Inline::Code(text.to_string())), range);
            }
            Event::FootnoteReference(label) => self.note_mark(label, range),
            Event::SoftBreak => {
                if !inline::is_dropped_between(self.before, character_after(after)) {
                    self.push(Token::Literal(" ".to_owned()), range);
                }
            }
            Event::HardBreak => self.push(Token::Inline(Inline::Break), range),
            Event::Rule => self.push_block(BlockKind::Break, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.push(Token::Literal(text.to_string()), range);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        let kind = match tag {
            Tag::Paragraph => Kind::Paragraph,
            Tag::Heading { level, .. } => Kind::Heading(*level as u8),
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(_) => Kind::Code,
            Tag::HtmlBlock => Kind::Html,
            Tag::List(start) => Kind::List(*start),
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(_) => {
                self.notes.opened += 1;
                Kind::Note(self.notes.opened - 1)
            }
            Tag::Table(columns) => Kind::Table(columns.iter().map(alignment).collect()),
            Tag::TableHead | Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strike,
            Tag::Link { dest_url, .. } => Kind::Link(dest_url.to_string()),
            Tag::Image { dest_url, title, .. } => {
                Kind::Image { url: dest_url.to_string(), title: title.to_string() }
            }
            _ => Kind::TooDeepBlock,
        };
        let is_style =
            matches!(kind, Kind::Strong | Kind::Emphasis | Kind::Strike | Kind::Link(_));
        if !is_style && !matches!(kind, Kind::Image { .. }) {
            self.before = None;
        }
        let kind = self.limit(kind, is_style);
        self.text_end = range.start;
        self.frames.push(Frame::new(kind, range.start));
    }

    /// The kind itself, unless too many blocks and styles are open already.
    fn limit(&self, kind: Kind, is_style: bool) -> Kind {
        let in_deep_list = matches!(kind, Kind::Item)
            && matches!(self.frames.last(), Some(Frame { kind: Kind::TooDeepBlock, .. }));
        let is_block = matches!(kind, Kind::Quote | Kind::List(_));
        let is_deep = self.frames.len() >= MAX_DEPTH;
        match kind {
            _ if in_deep_list || (is_block && is_deep) => Kind::TooDeepBlock,
            _ if is_style && is_deep => Kind::TooDeepStyle,
            kind => kind,
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.see(text);
        let is_escaped = range.start > self.text_end
            && self.source.text.as_bytes().get(range.start - 1) == Some(&b'\\');
        let is_entity = self.source.text.get(range.clone()) != Some(text);
        let literal = match text.chars().next() {
            Some(first) if is_escaped => first.len_utf8(),
            _ if is_entity => text.len(),
            _ => 0,
        };
        let (escaped, rest) = text.split_at(literal);
        if !escaped.is_empty() {
            self.push(Token::Literal(escaped.to_owned()), range.clone());
        }
        if !rest.is_empty() {
            self.push(Token::Text(rest.to_owned()), range);
        }
    }

    /// Remembers what a line break after these words means.
    fn see(&mut self, text: &str) {
        if let Some(last) = text.chars().rev().find(|c| inline::decides_breaks(*c)) {
            self.before = Some(last);
        }
    }

    fn note_mark(&mut self, label: &str, range: Range<usize>) {
        let in_note = self.frames.iter().any(|frame| matches!(frame.kind, Kind::Note(_)));
        let index = self.notes.index.get(&label.to_lowercase()).copied();
        let token = match index {
            Some(index) if !in_note => {
                self.notes.used[index] = true;
                Token::Inline(Inline::Note(index))
            }
            _ => {
                let code = if in_note { Code::M011 } else { Code::M004 };
                self.report(code, range.clone(), "label", label);
                Token::Literal(format!("[^{label}]"))
            }
        };
        self.push(token, range);
    }

    fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root is never closed before the end")
    }

    fn push(&mut self, token: Token, range: Range<usize>) {
        self.text_end = range.end;
        let frame = self.top();
        if frame.tokens.is_empty() {
            frame.words.start = range.start;
        }
        frame.words.end = range.end.max(frame.words.end);
        frame.tokens.push(token);
    }

    fn push_block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.flush();
        let span = self.span(range);
        self.top().blocks.push(Block { kind, span });
    }

    /// Words that stand in a list item or quotation itself are a paragraph of it.
    fn flush(&mut self) {
        let frame = self.top();
        if !frame.tokens.is_empty() {
            let tokens = std::mem::take(&mut frame.tokens);
            let range = frame.words.clone();
            self.push_paragraph(tokens, range);
        }
    }

    fn push_paragraph(&mut self, tokens: Vec<Token>, range: Range<usize>) {
        let (inlines, figures) = self.line(tokens, range.clone());
        if !is_blank(&inlines) {
            self.push_block(BlockKind::Paragraph(inlines), range);
        }
        self.push_figures(figures);
    }

    fn push_figures(&mut self, figures: Vec<Found>) {
        for Found { figure, range } in figures {
            self.push_block(BlockKind::Figure(figure), range);
        }
    }

    /// Reads our notations in a line and reports what is malformed.
    fn line(
        &mut self,
        tokens: Vec<Token>,
        range: Range<usize>,
    ) -> (Vec<Inline>, Vec<Found>) {
        let finished = inline::finish(tokens);
        for (code, characters) in finished.problems {
            let around = self.source.text.get(range.clone()).unwrap_or_default();
            let place = match around.find(&characters) {
                Some(at) => range.start + at..range.start + at + characters.len(),
                None => range.clone(),
            };
            let label = characters.trim_start_matches("[^").trim_end_matches(']');
            match code {
                Code::M004 => self.report(code, place, "label", label),
                _ => self.report(code, place, "text", &characters),
            }
        }
        (finished.inlines, finished.figures)
    }

    fn report(
        &mut self,
        code: Code,
        range: Range<usize>,
        name: &'static str,
        value: &str,
    ) {
        let place = self.span(range);
        self.diagnostics.push(Diagnostic::new(code).at(place).with(name, value));
    }

    /// The span of a range without the white space after it.
    fn span(&self, range: Range<usize>) -> Span {
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        Span::new(self.source.file, range.start..range.start + text.trim_end().len())
    }

    fn end(&mut self, range: Range<usize>) {
        if self.frames.len() == 1 {
            return;
        }
        let holds_blocks = matches!(
            self.top().kind,
            Kind::Quote | Kind::Item | Kind::Note(_) | Kind::TooDeepBlock
        );
        if holds_blocks {
            self.flush();
        }
        let Some(frame) = self.frames.pop() else { return };
        self.text_end = range.end;
        match frame.kind {
            Kind::Strong => self.end_style(frame, range, Inline::Strong),
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
            Kind::TooDeepStyle => {
                for token in frame.tokens {
                    self.push(token, range.clone());
                }
            }
            _ => self.end_block(frame, range),
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
            None => self.report(Code::M003, range.clone(), "image", url),
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
            Kind::Quote => self.push_block(BlockKind::Quote(frame.blocks), range),
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
            _ => self.join(frame.blocks),
        }
    }

    /// Blocks nested too deep join the block around them.
    fn join(&mut self, mut blocks: Vec<Block>) {
        self.flush();
        let around = &mut self.top().blocks;
        if around.is_empty() {
            std::mem::swap(around, &mut blocks);
        } else {
            around.append(&mut blocks);
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
        self.notes.read[index] = Some(note);
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
        self.push_block(BlockKind::Table(Table { columns, head, rows }), range.clone());
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

    fn finish(mut self) -> (Vec<Block>, Vec<Note>) {
        self.flush();
        let unused = self.notes.read.iter().zip(&self.notes.used);
        for note in unused.filter_map(|(note, used)| note.as_ref().filter(|_| !used)) {
            let diagnostic = Diagnostic::new(Code::M005).at(note.span);
            self.diagnostics.push(diagnostic.with("label", note.label.as_str()));
        }
        let body = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        let place = Span::new(self.source.file, 0..0);
        let missing = || Note { label: String::new(), body: Vec::new(), span: place };
        let notes = self.notes.read.into_iter();
        (body, notes.map(|note| note.unwrap_or_else(missing)).collect())
    }
}

/// The first character after a line break that says what the break means.
fn character_after(events: &[(Event<'_>, Range<usize>)]) -> Option<char> {
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => {
                let first = text.chars().find(|c| inline::decides_breaks(*c));
                if first.is_some() {
                    return first;
                }
            }
            Event::Start(_) | Event::FootnoteReference(_) => {}
            Event::End(tag) if is_style_end(*tag) => {}
            _ => return None,
        }
    }
    None
}

fn is_style_end(tag: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
    matches!(tag, Emphasis | Strong | Strikethrough | Link | Image)
}

fn alignment(alignment: &Alignment) -> ColumnAlign {
    match alignment {
        Alignment::None => ColumnAlign::Auto,
        Alignment::Left => ColumnAlign::Start,
        Alignment::Center => ColumnAlign::Center,
        Alignment::Right => ColumnAlign::End,
    }
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
