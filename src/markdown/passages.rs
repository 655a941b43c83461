//! A file of content/ into its passages: the text of each title, heading and paragraph
//! without markup, with the place of every character in the file.
//!
//! For those who look at characters and not at the book. What may not be touched (code,
//! links, ruby, attributes, character references) is in the text only as what stands
//! around other text, or as U+FFFC, and is marked as not to be edited.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::lint::{self, Role};
use crate::markdown::front_matter;
use crate::markdown::inline;

/// A run of text that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub role: Role,
    /// Its characters.
    pub text: String,
    pieces: Vec<Piece>,
}

/// A part of a passage and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// Its bytes in the passage.
    text: Range<usize>,
    /// Its bytes in the file; as many when it is editable.
    place: Range<usize>,
    is_editable: bool,
}

impl Passage {
    fn new(role: Role) -> Self {
        Self { role, text: String::new(), pieces: Vec::new() }
    }

    /// As those who look at characters want it.
    #[must_use]
    pub fn plain(&self) -> lint::Passage<'_> {
        lint::Passage { text: &self.text, role: self.role }
    }

    /// The bytes of the file that a range of the text comes from.
    #[must_use]
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.offset(range.start, false);
        start..self.offset(range.end, true).max(start)
    }

    /// Whether a range of the text stands in the file in one piece, as it is, so that it
    /// can be replaced there.
    #[must_use]
    pub fn is_editable(&self, range: &Range<usize>) -> bool {
        let number = self.pieces.partition_point(|piece| piece.text.end <= range.start);
        self.pieces.get(number).is_some_and(|piece| {
            piece.is_editable
                && piece.text.start <= range.start
                && range.end <= piece.text.end
        })
    }

    /// Where a byte of the text stands in the file; `is_end` chooses the piece before
    /// when it is between two.
    fn offset(&self, at: usize, is_end: bool) -> usize {
        let is_before = |piece: &Piece| {
            if is_end { piece.text.end < at } else { piece.text.end <= at }
        };
        let number = self.pieces.partition_point(is_before);
        match self.pieces.get(number).or(self.pieces.last()) {
            Some(piece) if piece.is_editable => {
                piece.place.start + at.saturating_sub(piece.text.start)
            }
            Some(piece) if is_end => piece.place.end,
            Some(piece) => piece.place.start,
            None => 0,
        }
    }

    fn push(&mut self, text: &str, place: Range<usize>, is_editable: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        match self.pieces.last_mut() {
            Some(last)
                if is_editable && last.is_editable && last.place.end == place.start =>
            {
                last.text.end = self.text.len();
                last.place.end = place.end;
            }
            _ => {
                let text = start..self.text.len();
                self.pieces.push(Piece { text, place, is_editable });
            }
        }
    }
}

/// What stands in a passage for what is no text.
const OBJECT: &str = "\u{FFFC}";

/// The passages of a file, in order. Of its front matter, title and subtitle, where their
/// values stand in the file as they are.
#[must_use]
pub fn passages(text: &str) -> Vec<Passage> {
    let split = front_matter::cut(text);
    let mut passages = titles(text, &split.yaml);
    passages.extend(body(text, split.body));
    passages
}

/// The passages of a body without front matter.
#[must_use]
pub fn body_passages(text: &str) -> Vec<Passage> {
    body(text, 0..text.len())
}

fn titles(text: &str, yaml: &Range<usize>) -> Vec<Passage> {
    let mut titles = Vec::new();
    for (key, value) in front_matter::titles(&text[yaml.clone()]) {
        let mut at = yaml.start;
        for line in text[yaml.clone()].split_inclusive('\n') {
            let written = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
            if let Some(from) = written.and_then(|rest| rest.find(&value)) {
                let start = at + key.len() + 1 + from;
                let mut passage = Passage::new(Role::Title);
                passage.push(&value, start..start + value.len(), true);
                titles.push(passage);
                break;
            }
            at += line.len();
        }
    }
    titles
}

fn body(text: &str, range: Range<usize>) -> Vec<Passage> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH;
    let offset = range.start;
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(&text[range], options).into_offset_iter() {
        reader.event(&event, range.start + offset..range.end + offset);
    }
    reader.close();
    reader.passages
}

/// A body being read.
#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    passages: Vec<Passage>,
    current: Option<Passage>,
    /// How many blocks are open whose paragraphs are lines.
    lines: usize,
    /// How many links, images and blocks of code are open.
    closed: usize,
    /// Whether bold text or another style has just ended.
    after_style: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        let after_style = std::mem::take(&mut self.after_style);
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => {
                let is_same = self.text.get(range.clone()) == Some(text);
                match text.trim_start_matches(' ') {
                    words if after_style && is_same && words.len() < text.len() => {
                        let gap = range.start..range.end - words.len();
                        self.push(OBJECT, gap.clone(), false);
                        self.push(words, gap.end..range.end, true);
                    }
                    _ => self.push(text, range, is_same),
                }
            }
            Event::SoftBreak => self.soft_break(range),
            Event::HardBreak => {
                self.push("\n", range, false);
                if let Some(passage) = &mut self.current
                    && passage.role == Role::Paragraph
                {
                    passage.role = Role::Line;
                }
            }
            Event::FootnoteReference(_) => {}
            Event::Rule => self.close(),
            _ => self.push(OBJECT, range, false),
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Link { .. } | Tag::Image { .. } => self.closed += 1,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough => self.start_style(),
            Tag::Heading { .. } => self.open(Role::Title),
            Tag::Paragraph | Tag::TableCell => {
                let is_line = self.lines > 0;
                self.open(if is_line { Role::Line } else { Role::Paragraph });
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.close();
                self.closed += 1;
            }
            Tag::Item => self.open(Role::Line),
            Tag::BlockQuote(_)
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_) => {
                self.close();
                self.lines += 1;
            }
            _ => self.close(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link | TagEnd::Image => self.closed = self.closed.saturating_sub(1),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                self.after_style = true;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock => {
                self.current = None;
                self.closed = self.closed.saturating_sub(1);
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Table => {
                self.close();
                self.lines = self.lines.saturating_sub(1);
            }
            _ => self.close(),
        }
    }

    /// A space beside the marks of bold text is there for the marks: without it they would
    /// mean nothing.
    fn start_style(&mut self) {
        let Some(passage) = &mut self.current else { return };
        let end = passage.text.len();
        let words = passage.text.trim_end_matches(' ').len();
        if words < end && passage.is_editable(&(words..end)) {
            let gap = passage.place(&(words..end));
            passage.cut(words);
            passage.push(OBJECT, gap, false);
        }
    }

    fn open(&mut self, role: Role) {
        self.close();
        self.current = Some(Passage::new(role));
    }

    fn close(&mut self) {
        let Some(passage) = self.current.take() else { return };
        let passage = without_notation(passage);
        if !passage.text.trim().is_empty() {
            self.passages.push(passage);
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>, is_editable: bool) {
        let is_editable = is_editable && self.closed == 0;
        let passage = self.current.get_or_insert_with(|| Passage::new(Role::Line));
        passage.push(text, range, is_editable);
    }

    /// A line end in the source is a space only in Latin text.
    fn soft_break(&mut self, range: Range<usize>) {
        let Some(passage) = &self.current else { return };
        let before = passage.text.chars().rev().find(|c| inline::decides_breaks(*c));
        let after = self.text[range.end..].trim_start_matches([' ', '\t', '>']);
        let after = after.chars().find(|c| inline::decides_breaks(*c));
        if !inline::is_dropped_between(before, after) {
            self.push(" ", range, false);
        }
    }
}

/// A passage without our notations: of ruby only the base, which is not to be edited,
/// and no attributes.
fn without_notation(passage: Passage) -> Passage {
    if !passage.text.contains('{') {
        return passage;
    }
    let mut plain = Passage::new(passage.role);
    let mut done = 0;
    for (at, _) in passage.text.match_indices('{') {
        let Some(inside) = inline::braces(&passage.text[at..]).map(|(inside, _)| inside)
        else {
            continue;
        };
        let end = at + inside.len() + 2;
        let is_attribute = inside.trim_start().starts_with('.') || inside.contains('=');
        let base = inside.split_once('|').map(|(base, _)| base);
        if at < done || base.is_none() && !is_attribute {
            continue;
        }
        passage.copy(done..at, &mut plain);
        let start = passage.offset(at, false);
        if let Some(base) = base {
            plain.push(base, start..passage.offset(end, true), false);
        }
        done = end;
    }
    passage.copy(done..passage.text.len(), &mut plain);
    plain
}

impl Passage {
    /// Drops the end of the text, which is part of the last piece.
    fn cut(&mut self, at: usize) {
        if let Some(last) = self.pieces.last_mut() {
            last.place.end -= last.text.end - at;
            last.text.end = at;
        }
        self.text.truncate(at);
    }

    /// Copies a range of the text with its places.
    fn copy(&self, range: Range<usize>, to: &mut Self) {
        let first = self.pieces.partition_point(|piece| piece.text.end <= range.start);
        for piece in &self.pieces[first..] {
            let start = piece.text.start.max(range.start);
            let end = piece.text.end.min(range.end);
            if start >= range.end {
                break;
            }
            if start < end {
                let place = match piece.is_editable {
                    true => {
                        let from = piece.place.start + start - piece.text.start;
                        from..from + end - start
                    }
                    false => piece.place.clone(),
                };
                to.push(&self.text[start..end], place, piece.is_editable);
            }
        }
    }
}
