//! The body of an article into blocks: the events of pulldown-cmark into our tree.
//!
//! Nothing recurses here: open blocks stand on a stack, and what is nested deeper than the
//! limit joins the block around it, so that no tree is deeper.

use std::ops::Range;

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag};

use crate::article::{Block, BlockKind, ColumnAlign, Inline, Note};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::markdown::close::is_style_end;
use crate::markdown::figure::Found;
use crate::markdown::inline::{self, Finished, Token};
use crate::markdown::notes::Notes;
use crate::markdown::table;

/// The file being read.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// Its number.
    pub(super) file: FileId,
    /// Its path below the publication's folder.
    pub(super) path: &'a str,
    /// All its characters.
    pub(super) text: &'a str,
    /// How many blocks and styles may stand inside each other.
    pub(super) deepest: usize,
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
pub(super) enum Kind {
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
}

impl Kind {
    /// Whether it stands among words.
    fn is_style(&self) -> bool {
        use Kind::{Emphasis, Image, Link, Strike, Strong};
        matches!(self, Strong | Emphasis | Strike | Link(_) | Image { .. })
    }
}

/// An open block or style and what was read of it.
pub(super) struct Frame {
    pub(super) kind: Kind,
    /// How many blocks and styles are open in it that were nested too deep to be kept:
    /// what they hold joins what it holds.
    pub(super) too_deep: usize,
    pub(super) tokens: Vec<Token>,
    /// The bytes that `tokens` come from.
    pub(super) words: Range<usize>,
    pub(super) blocks: Vec<Block>,
    pub(super) items: Vec<Vec<Block>>,
    pub(super) cells: Vec<Vec<Inline>>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
}

impl Frame {
    fn new(kind: Kind, at: usize) -> Self {
        Self {
            kind,
            too_deep: 0,
            tokens: Vec::new(),
            words: at..at,
            blocks: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
        }
    }
}

/// An article being read.
pub(super) struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    pub(super) source: Source<'a>,
    pub(super) frames: Vec<Frame>,
    pub(super) notes: Notes,
    /// The last character that says what a line break after it means.
    before: Option<char>,
    /// Where the last piece of text ended: a gap before the next is a backslash.
    pub(super) text_end: usize,
    /// Whether something was nested too deep.
    is_cut: bool,
}

impl<'a> Reader<'a> {
    fn new(
        diagnostics: &'a mut Diagnostics,
        source: Source<'a>,
        events: &[(Event<'_>, Range<usize>)],
    ) -> Self {
        let notes = Notes::new(events);
        let frames = vec![Frame::new(Kind::Root, 0)];
        Self {
            diagnostics,
            source,
            frames,
            notes,
            before: None,
            text_end: 0,
            is_cut: false,
        }
    }

    fn event(
        &mut self,
        event: &Event<'_>,
        range: Range<usize>,
        after: &[(Event<'_>, Range<usize>)],
    ) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(*tag, range),
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
            Tag::FootnoteDefinition(_) => Kind::Note(self.notes.open()),
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
            // The rest belongs to extensions that are not switched on.
            _ => Kind::Paragraph,
        };
        self.text_end = range.start;
        if !kind.is_style() {
            self.before = None;
        }
        if self.is_too_deep(&kind) {
            if !kind.is_style() {
                self.flush();
            }
            self.top().too_deep += 1;
            self.report_depth(range);
        } else {
            self.frames.push(Frame::new(kind, range.start));
        }
    }

    /// Says once that the limit is reached.
    fn report_depth(&mut self, range: Range<usize>) {
        let is_full = self.frames.len() >= self.source.deepest;
        if is_full && !std::mem::replace(&mut self.is_cut, true) {
            let span = Span::new(self.source.file, range);
            let found = Diagnostic::new(Code::M014).at(span);
            self.diagnostics.push(found.with("limit", self.source.deepest));
        }
    }

    /// Whether too many blocks and styles are open already, or the list around an item
    /// was too deep. An image in the words of an image is only words.
    fn is_too_deep(&self, kind: &Kind) -> bool {
        let top = self.frames.last().map(|frame| &frame.kind);
        match kind {
            Kind::Item => !matches!(top, Some(Kind::List(_))),
            Kind::Image { .. } => {
                self.frames.iter().any(|frame| matches!(frame.kind, Kind::Image { .. }))
            }
            Kind::Quote | Kind::List(_) => self.frames.len() >= self.source.deepest,
            kind => kind.is_style() && self.frames.len() >= self.source.deepest,
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.see(text);
        let is_escaped = range.start > self.text_end
            && self.source.text.as_bytes().get(range.start - 1) == Some(&b'\\');
        let is_entity = self.source.text.get(range.clone()) != Some(text);
        // In a table a bar can only be written with a backslash, so it keeps its meaning.
        let is_bar = text.starts_with('|') && matches!(self.top().kind, Kind::Cell);
        let literal = match text.chars().next() {
            Some(first) if is_escaped && !is_bar => first.len_utf8(),
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
        let token = match self.notes.index(label).filter(|_| !in_note) {
            Some(index) => Token::Inline(Inline::Note(index)),
            None => {
                let code = if in_note { Code::M011 } else { Code::M004 };
                self.report(code, range.clone(), &[("label", label)]);
                Token::Literal(format!("[^{label}]"))
            }
        };
        self.push(token, range);
    }

    pub(super) fn top(&mut self) -> &mut Frame {
        self.frames.last_mut().expect("the root is never closed before the end")
    }

    pub(super) fn push(&mut self, token: Token, range: Range<usize>) {
        self.text_end = range.end;
        let frame = self.top();
        if frame.tokens.is_empty() {
            frame.words.start = range.start;
        }
        frame.words.end = range.end.max(frame.words.end);
        frame.tokens.push(token);
    }

    pub(super) fn push_block(&mut self, kind: BlockKind, range: Range<usize>) {
        self.flush();
        let span = self.span(range);
        self.top().blocks.push(Block { kind, span });
    }

    /// Reads our notations in a line that is no paragraph and reports what is malformed.
    pub(super) fn line(
        &mut self,
        tokens: Vec<Token>,
        range: Range<usize>,
    ) -> (Vec<Inline>, Vec<Found>) {
        let Finished { inlines, figures, role, .. } =
            self.paragraph_line(tokens, range.clone());
        if let Some(role) = role {
            self.report(Code::M009, range, &[("text", role.attribute())]);
        }
        (inlines, figures)
    }

    /// Reads our notations in a paragraph and reports what is malformed.
    pub(super) fn paragraph_line(
        &mut self,
        tokens: Vec<Token>,
        range: Range<usize>,
    ) -> Finished {
        let mut finished = inline::finish(tokens);
        for (code, characters) in std::mem::take(&mut finished.problems) {
            let around = self.source.text.get(range.clone()).unwrap_or_default();
            let place = match around.find(&characters) {
                Some(at) => range.start + at..range.start + at + characters.len(),
                None => range.clone(),
            };
            let label = characters.trim_start_matches("[^").trim_end_matches(']');
            match code {
                Code::M004 => self.report(code, place, &[("label", label)]),
                _ => self.report(code, place, &[("text", &characters)]),
            }
        }
        finished
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        range: Range<usize>,
        args: &[(&'static str, &str)],
    ) {
        let mut diagnostic = Diagnostic::new(code).at(self.span(range));
        for (name, value) in args {
            diagnostic = diagnostic.with(name, *value);
        }
        self.diagnostics.push(diagnostic);
    }

    /// The span of a range without the white space after it.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let text = self.source.text.get(range.clone()).unwrap_or_default();
        Span::new(self.source.file, range.start..range.start + text.trim_end().len())
    }

    fn finish(mut self) -> (Vec<Block>, Vec<Note>) {
        self.flush();
        let mut body = self.frames.pop().map(|root| root.blocks).unwrap_or_default();
        table::adopt(&mut body);
        let place = self.span(0..0);
        let (notes, unused) = self.notes.finish(place);
        for index in unused {
            let note: &Note = &notes[index];
            let diagnostic = Diagnostic::new(Code::M005).at(note.span);
            self.diagnostics.push(diagnostic.with("label", note.label.as_str()));
        }
        (body, notes)
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

fn alignment(alignment: &Alignment) -> ColumnAlign {
    match alignment {
        Alignment::None => ColumnAlign::Auto,
        Alignment::Left => ColumnAlign::Start,
        Alignment::Center => ColumnAlign::Center,
        Alignment::Right => ColumnAlign::End,
    }
}
