//! The pieces of a line of Markdown into running text: ruby, emphasis dots, proper-name
//! lines, and what a line break in the source means.
//!
//! CommonMark itself is read by `body`; here stand only the notations it does not know.
//! A notation that is malformed stays as the characters it is written with.

use crate::article::{Inline, foreign, plain_text};
use crate::diag::Code;
use crate::markdown::figure::{self, Found};

/// A piece of a line, as CommonMark gives it.
pub(super) enum Token {
    /// Characters in which our notations may stand.
    Text(String),
    /// Characters that the author escaped, so that they mean themselves.
    Literal(String),
    /// Something already read.
    Inline(Inline),
    /// An image among the words.
    Figure(Found),
}

/// A line read.
#[derive(Default)]
pub(super) struct Finished {
    /// The words.
    pub(super) inlines: Vec<Inline>,
    /// The images that stood among them.
    pub(super) figures: Vec<Found>,
    /// What is malformed: the code and the characters it is about.
    pub(super) problems: Vec<(Code, String)>,
    /// What the whole paragraph is, when brackets around all of it say so.
    pub(super) role: Option<Role>,
}

/// What a paragraph can be besides a plain one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It goes on after what was displayed.
    Continued,
    /// It signs a letter.
    Signature,
}

impl Role {
    /// As it is written behind the brackets.
    pub(super) fn attribute(self) -> &'static str {
        match self {
            Self::Continued => "{.continued}",
            Self::Signature => "{.signature}",
        }
    }
}

/// How many spans may stand inside each other. Nobody needs three; the limit keeps the
/// tree shallow whatever the input.
const MAX_SPANS: usize = 8;

/// How many characters show where a mark stands that was not understood.
pub(super) const EXCERPT: usize = 8;

/// Reads our notations in the pieces of a line.
pub(super) fn finish(tokens: Vec<Token>) -> Finished {
    let mut line = Line { levels: vec![Vec::new()], ..Line::default() };
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Text(more) => {
                text.push_str(&more);
                continue;
            }
            _ => line.read(&std::mem::take(&mut text)),
        }
        match token {
            Token::Literal(characters) => line.push_text(&characters),
            Token::Inline(inline) => line.push(inline),
            Token::Figure(figure) => line.push_figure(figure),
            Token::Text(_) => {}
        }
    }
    line.read(&text);
    while line.levels.len() > 1 {
        line.give_up("");
    }
    line.finished.inlines = line.levels.pop().unwrap_or_default();
    drop_spaces_after_labels(&mut line.finished.inlines);
    line.finished
}

/// A line being read.
#[derive(Default)]
struct Line {
    /// The words outside all brackets, then inside each open `[`.
    levels: Vec<Vec<Inline>>,
    /// Whether the last piece was an image, whose attributes may follow.
    after_figure: bool,
    finished: Finished,
}

impl Line {
    fn read(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if let Some(at) = text.find("**") {
            self.excerpt(Code::M013, &text[at..]);
        }
        let mut rest = text;
        if std::mem::take(&mut self.after_figure) {
            rest = self.figure_attributes(rest);
        }
        while let Some(at) = rest.find(['[', ']', '{']) {
            self.push_text(&rest[..at]);
            rest = &rest[at..];
            let read = match rest.as_bytes()[0] {
                b'{' => self.ruby(rest),
                b'[' => self.open(),
                _ => self.close(rest),
            };
            rest = &rest[read..];
        }
        self.push_text(rest);
    }

    fn push(&mut self, inline: Inline) {
        self.after_figure = false;
        self.end_role();
        if let Some(level) = self.levels.last_mut() {
            level.push(inline);
        }
    }

    /// Adds characters; runs of text stay in one piece.
    fn push_text(&mut self, characters: &str) {
        if characters.is_empty() {
            return;
        }
        if !characters.trim().is_empty() {
            self.end_role();
        }
        match self.levels.last_mut().and_then(|level| level.last_mut()) {
            Some(Inline::Text(text)) => text.push_str(characters),
            _ => self.push(Inline::Text(characters.to_owned())),
        }
        self.after_figure = false;
    }

    fn push_figure(&mut self, figure: Found) {
        self.finished.figures.push(figure);
        self.after_figure = true;
    }

    /// Reads `{width=60%}` after an image and returns what follows.
    fn figure_attributes<'a>(&mut self, text: &'a str) -> &'a str {
        let Some((inside, rest)) = braces(text) else { return text };
        let Some(width) = figure::width(inside) else {
            self.problem(Code::M009, &text[..inside.len() + 2]);
            return text;
        };
        if let Some(found) = self.finished.figures.last_mut() {
            found.figure.width = Some(width);
        }
        rest
    }

    /// Reads ruby at the start of the text and returns how many bytes were read. With as
    /// many annotations as characters, each character has its own.
    fn ruby(&mut self, text: &str) -> usize {
        let Some((inside, _)) = braces(text).filter(|(inside, _)| inside.contains('|'))
        else {
            if is_open_ruby(text) {
                self.excerpt(Code::M009, text);
            }
            self.push_text("{");
            return 1;
        };
        let length = inside.len() + 2;
        let parts: Vec<&str> = inside.split('|').map(str::trim).collect();
        let base = parts[0];
        let annotations = &parts[1..];
        let each = annotations.len() == base.chars().count();
        let is_empty = base.is_empty() || annotations.iter().any(|text| text.is_empty());
        if is_empty || (annotations.len() > 1 && !each) {
            self.problem(Code::M009, &text[..length]);
            self.push_text(&text[..length]);
        } else if let [annotation] = annotations {
            self.push(Inline::Ruby { base: base.into(), text: (*annotation).into() });
        } else {
            for (character, annotation) in base.chars().zip(annotations) {
                let base = character.to_string();
                self.push(Inline::Ruby { base, text: (*annotation).into() });
            }
        }
        length
    }

    fn open(&mut self) -> usize {
        if self.levels.len() > MAX_SPANS {
            self.push_text("[");
        } else {
            self.levels.push(Vec::new());
        }
        1
    }

    /// Closes a bracket and returns how many bytes were read.
    fn close(&mut self, text: &str) -> usize {
        let class = braces(&text[1..]).and_then(|(inside, _)| {
            inside.trim().strip_prefix('.').map(|class| (class, inside.len() + 2))
        });
        if self.levels.len() == 1 {
            self.push_text("]");
            return 1;
        }
        let Some((class, length)) = class else {
            self.report_note();
            if text[1..].starts_with("{.") {
                self.excerpt(Code::M009, &text[1..]);
            }
            self.give_up("]");
            return 1;
        };
        if let Some(language) = foreign::language(class) {
            let inside = self.levels.pop().unwrap_or_default();
            self.push(Inline::Foreign(language, inside));
            return 1 + length;
        }
        let span: fn(Vec<Inline>) -> Inline = match class {
            "emphasis" => Inline::Dots,
            "name" => Inline::Name,
            "book" => Inline::Book,
            "continued" if self.is_around_all() => {
                return self.role(Role::Continued, length);
            }
            "signature" if self.is_around_all() => {
                return self.role(Role::Signature, length);
            }
            _ => {
                self.problem(Code::M009, &text[1..=length]);
                self.give_up(&text[..=length]);
                return 1 + length;
            }
        };
        let inside = self.levels.pop().unwrap_or_default();
        self.push(span(inside));
        1 + length
    }

    /// Whether the bracket that closes now is the first thing of the line.
    fn is_around_all(&self) -> bool {
        self.levels.len() == 2
            && self.levels[0].is_empty()
            && self.finished.role.is_none()
    }

    /// Notes what the line is; its words stand without brackets.
    fn role(&mut self, role: Role, length: usize) -> usize {
        let inside = self.levels.pop().unwrap_or_default();
        self.levels[0].extend(inside);
        self.finished.role = Some(role);
        1 + length
    }

    /// A line is nothing special when more stands behind the brackets.
    fn end_role(&mut self) {
        if let Some(role) = self.finished.role.take() {
            self.problem(Code::M009, role.attribute());
        }
    }

    /// `[^label]` that is still text here names a footnote that nobody defined.
    fn report_note(&mut self) {
        let words = self.levels.last().map(|level| plain_text(level)).unwrap_or_default();
        if words.len() > 1 && words.starts_with('^') {
            self.problem(Code::M004, &format!("[{words}]"));
        }
    }

    /// Turns the innermost open bracket back into characters.
    fn give_up(&mut self, closing: &str) {
        let inside = self.levels.pop().unwrap_or_default();
        self.push_text("[");
        for inline in inside {
            match inline {
                Inline::Text(text) => self.push_text(&text),
                other => self.push(other),
            }
        }
        self.push_text(closing);
    }

    /// A problem of something that does not end where it should.
    fn excerpt(&mut self, code: Code, text: &str) {
        let words: String = text.chars().take(EXCERPT).collect();
        self.problem(code, &words);
    }

    fn problem(&mut self, code: Code, characters: &str) {
        self.finished.problems.push((code, characters.to_owned()));
    }
}

/// Takes away the space that CommonMark wants between `**主持人：**` and the words: it
/// belongs to the notation, for the colon brings white of its own.
fn drop_spaces_after_labels(inlines: &mut [Inline]) {
    for at in 1..inlines.len() {
        let (before, after) = inlines.split_at_mut(at);
        let (Some(Inline::Strong(label)), Some(Inline::Text(words))) =
            (before.last(), after.first_mut())
        else {
            continue;
        };
        let ends_full = plain_text(label).ends_with(['：', '。', '，', '；', '！', '？']);
        let stripped = words.trim_start_matches(' ');
        if ends_full && stripped.len() < words.len() {
            *words = stripped.to_owned();
        }
    }
}

/// Whether a `{` that has no `}` begins what looks like ruby: a few Han and a bar.
fn is_open_ruby(text: &str) -> bool {
    let Some((base, _)) = text[1..].split_once('|') else { return false };
    let length = base.chars().count();
    (1..=EXCERPT).contains(&length) && base.chars().all(is_full_width)
}

/// What stands between the `{` that starts the text and its `}`, and what follows.
pub(super) fn braces(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_prefix('{')?;
    let end = inside.find(['{', '}', '\n'])?;
    let rest = inside[end..].strip_prefix('}')?;
    Some((&inside[..end], rest))
}

/// Whether a line break in the source between these characters means nothing. Otherwise
/// it means a space. Spec 2.18: dropped where either side is Han, kana or full-width;
/// the gap between Han and Latin is the line engine's.
pub(super) fn is_dropped_between(before: Option<char>, after: Option<char>) -> bool {
    before.is_none_or(is_full_width) || after.is_none_or(is_full_width)
}

/// Quotation marks, dashes and dots are written alike in Chinese and in Latin text, so
/// the character beyond them decides.
pub(super) fn decides_breaks(character: char) -> bool {
    !matches!(character, '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '{' | '[' | ']' | '}')
}

/// Han, kana, Bopomofo and full-width forms; Hangul is written with spaces.
fn is_full_width(character: char) -> bool {
    matches!(character,
        '\u{2E80}'..='\u{312F}' // radicals, CJK punctuation, kana, Bopomofo
        | '\u{3190}'..='\u{A4CF}' // kanbun to Yi, among them the unified ideographs
        | '\u{F900}'..='\u{FAFF}' // compatibility ideographs
        | '\u{FE30}'..='\u{FE4F}' // compatibility forms
        | '\u{FF00}'..='\u{FFEF}' // full-width and half-width forms
        | '\u{20000}'..='\u{3FFFF}') // supplementary ideographs
}
