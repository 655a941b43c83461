//! What went wrong, as data: code, place, arguments. The words live in `src/messages/`.
//!
//! Stages push [`Diagnostic`]s and go on with a sensible substitute; only `cli` renders
//! them. Nothing here knows a stage: a code's letter says which one reported it.

mod code;
mod files;
mod message;
mod nearest;
mod render;

use std::borrow::Cow;
use std::collections::HashSet;

pub use code::{Code, Severity};
pub use files::{FileId, Files, Position, Span};
pub use message::{Language, explain, message};
pub use nearest::nearest;
pub use render::render;

/// One thing to tell the user.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Which message.
    pub code: Code,
    /// Where, when there is a where.
    pub place: Option<Place>,
    /// The values its words mention, by name.
    pub args: Vec<(Cow<'static, str>, Arg)>,
}

/// Where a diagnostic points.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// Characters of a text that was read.
    Span(Span),
    /// A file (and perhaps a 1-based line) whose text is not at hand.
    File {
        /// Its name as the user knows it.
        name: String,
        /// The line, when known.
        line: Option<u32>,
    },
}

/// A value in a message.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Arg {
    /// Words.
    Text(String),
    /// A count.
    Number(i64),
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Arg {
    fn from(count: usize) -> Self {
        Self::Number(i64::try_from(count).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg {
    fn from(count: u32) -> Self {
        Self::Number(i64::from(count))
    }
}

impl Diagnostic {
    /// A diagnostic without place or arguments.
    #[must_use]
    pub fn new(code: Code) -> Self {
        Self { code, place: None, args: Vec::new() }
    }

    /// The same, pointing at characters of a text.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.place = Some(Place::Span(span));
        self
    }

    /// The same, pointing at a file.
    #[must_use]
    pub fn in_file(mut self, name: impl Into<String>) -> Self {
        self.place = Some(Place::File { name: name.into(), line: None });
        self
    }

    /// The same, pointing at a 1-based line of a file.
    #[must_use]
    pub fn on_line(mut self, name: impl Into<String>, line: u32) -> Self {
        self.place = Some(Place::File { name: name.into(), line: Some(line) });
        self
    }

    /// The same with one more value for its words.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Arg>) -> Self {
        self.args.push((Cow::Borrowed(name), value.into()));
        self
    }

    /// The file it points into.
    #[must_use]
    pub fn file<'a>(&'a self, files: &'a Files) -> Option<&'a str> {
        match self.place.as_ref()? {
            Place::Span(span) => Some(files.name(span.file)),
            Place::File { name, .. } => Some(name),
        }
    }

    /// The values its words mention, as messages take them.
    #[must_use]
    pub fn values(&self) -> Vec<(&str, Arg)> {
        self.args.iter().map(|(name, value)| (&**name, value.clone())).collect()
    }

    /// How bad it is, as its code says.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The diagnostics of a stage, in the order they were found.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another stage's.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// Keeps those that someone wants to hear of.
    pub fn retain(&mut self, is_wanted: impl FnMut(&Diagnostic) -> bool) {
        self.list.retain(is_wanted);
    }

    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.reach(Severity::Error)
    }

    /// Whether one of them is as bad as `limit`.
    #[must_use]
    pub fn reach(&self, limit: Severity) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity() >= limit)
    }

    /// How many there are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.list.iter().filter(|d| d.severity() == severity).count()
    }

    /// Each diagnostic once: an article that stands in several volumes is laid out
    /// several times, and says the same each time.
    #[must_use]
    pub fn distinct(self) -> Self {
        let mut seen = HashSet::new();
        let mut list = self.list;
        list.retain(|diagnostic| seen.insert(diagnostic.clone()));
        Self { list }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The diagnostics, oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.list.iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
