//! What a person says about sources in `import.toml` beside them: where articles and
//! paragraphs begin, which lines are no text, what an article is called.
//!
//! ```toml
//! ["water.txt"]
//! starts = [181, 240]              # an article begins on these lines
//! joins = [205]                    # no article begins on these
//! left_out = [[300, 304], 310]     # these belong to no article
//! kept = [12]                      # these do
//! paragraphs = [190]               # a paragraph begins on these lines
//! no_paragraphs = [195]            # these go on with the paragraph before
//!
//! [["water.txt".article]]
//! line = 181                       # the article that holds this line
//! title = "提升水安全保障能力"       # also subtitle, unit, authors, date; "" is none
//! ```
//!
//! Corrections outlive the reading of a source: they are part of what is read. Nothing
//! here looks at a source; `decisions` does.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::article::Date;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Files, Span, nearest};
use crate::project;

/// The name of the file beside sources.
pub const CORRECTIONS: &str = "import.toml";

/// The keys of a source's table.
const KEYS: [&str; 7] =
    ["starts", "joins", "left_out", "kept", "paragraphs", "no_paragraphs", "article"];

/// The keys of an article's table.
const ARTICLE_KEYS: [&str; 6] = ["line", "title", "subtitle", "unit", "authors", "date"];

/// All that one `import.toml` says.
#[derive(Debug, Default, Clone)]
pub struct CorrectionBook {
    file: Option<FileId>,
    sources: BTreeMap<Spanned<String>, Plan>,
}

/// What a person says about one source.
#[derive(Debug, Clone)]
pub struct Corrections {
    /// The file they are written in.
    pub(crate) file: FileId,
    /// As they are written.
    pub(crate) plan: Plan,
}

/// The table of a source, as it is written.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub(crate) struct Plan {
    /// Lines on which an article begins.
    pub(crate) starts: Vec<Spanned<u32>>,
    /// Lines on which none begins.
    pub(crate) joins: Vec<Spanned<u32>>,
    /// Lines that belong to no article.
    pub(crate) left_out: Vec<Spanned<Lines>>,
    /// Lines that belong to one.
    pub(crate) kept: Vec<Spanned<Lines>>,
    /// Lines on which a paragraph begins.
    pub(crate) paragraphs: Vec<Spanned<u32>>,
    /// Lines that go on with the paragraph before.
    pub(crate) no_paragraphs: Vec<Spanned<u32>>,
    /// What is said about articles.
    pub(crate) article: Vec<ArticlePlan>,
}

/// One line, or the first and the last of several.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(crate) enum Lines {
    /// A line.
    One(u32),
    /// First and last.
    Range([u32; 2]),
}

/// The table of an article, as it is written: what is absent stays as import finds it,
/// what is empty is not there.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct ArticlePlan {
    /// A line of the article.
    pub(crate) line: Spanned<u32>,
    /// Title.
    pub(crate) title: Option<String>,
    /// Subtitle.
    pub(crate) subtitle: Option<String>,
    /// Unit.
    pub(crate) unit: Option<String>,
    /// Persons.
    pub(crate) authors: Option<Vec<String>>,
    /// Date, as in front matter.
    #[serde(default, deserialize_with = "project::date")]
    pub(crate) date: Option<Spanned<String>>,
}

impl Lines {
    /// First and last.
    pub(crate) fn range(self) -> (u32, u32) {
        match self {
            Self::One(line) => (line, line),
            Self::Range([first, last]) => (first, last),
        }
    }
}

impl CorrectionBook {
    /// Reads an `import.toml`. One that does not parse says nothing, and that is reported.
    #[must_use]
    pub fn read(
        diagnostics: &mut Diagnostics,
        files: &mut Files,
        name: &str,
        text: String,
    ) -> Self {
        let file = files.add(name, text);
        let text = files.text(file);
        let problem = |error: &toml::de::Error| {
            let span = Span::new(file, error.span().unwrap_or(0..0));
            let (slip, detail) = project::slip(error.message());
            Diagnostic::new(Code::I044).at(span).with("slip", slip).with("detail", detail)
        };
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                diagnostics.push(problem(&error));
                return Self::default();
            }
        };
        report_unknown(diagnostics, file, table.get_ref());
        match toml::from_str(text) {
            Ok(sources) => {
                let mut book = Self { file: Some(file), sources };
                book.drop_bad_dates(diagnostics, file);
                book
            }
            Err(error) => {
                diagnostics.push(problem(&error));
                Self::default()
            }
        }
    }

    /// What it says about a source, by the source's name below its folder.
    #[must_use]
    pub fn of(&self, source: &str) -> Option<Corrections> {
        let (_, plan) = self.sources.iter().find(|(name, _)| name.get_ref() == source)?;
        Some(Corrections { file: self.file?, plan: plan.clone() })
    }

    /// Reports the sources it speaks of that are not there.
    pub fn report_missing(
        &self,
        diagnostics: &mut Diagnostics,
        is_there: impl Fn(&str) -> bool,
    ) {
        let Some(file) = self.file else { return };
        for name in self.sources.keys().filter(|name| !is_there(name.get_ref())) {
            let diagnostic = Diagnostic::new(Code::I046)
                .at(Span::new(file, name.span()))
                .with("why", "source")
                .with("line", 0_u32)
                .with("name", name.get_ref().as_str());
            diagnostics.push(diagnostic);
        }
    }

    fn drop_bad_dates(&mut self, diagnostics: &mut Diagnostics, file: FileId) {
        for article in self.sources.values_mut().flat_map(|plan| &mut plan.article) {
            let is_bad = |date: &mut Spanned<String>| {
                !date.get_ref().is_empty() && Date::parse(date.get_ref()).is_none()
            };
            if let Some(date) = article.date.take_if(is_bad) {
                let diagnostic = Diagnostic::new(Code::I046)
                    .at(Span::new(file, date.span()))
                    .with("why", "date")
                    .with("line", *article.line.get_ref())
                    .with("name", date.get_ref().as_str());
                diagnostics.push(diagnostic);
            }
        }
    }
}

/// Reports the keys that nobody knows, in the order of the file.
fn report_unknown(diagnostics: &mut Diagnostics, file: FileId, table: &DeTable<'_>) {
    let mut found = Vec::new();
    for source in table.values() {
        let DeValue::Table(source) = source.get_ref() else { continue };
        unknown(source, &KEYS, &mut found);
        let Some(DeValue::Array(articles)) =
            source.get("article").map(|articles| articles.get_ref())
        else {
            continue;
        };
        for article in articles.iter() {
            if let DeValue::Table(article) = article.get_ref() {
                unknown(article, &ARTICLE_KEYS, &mut found);
            }
        }
    }
    found.sort_by_key(|(span, ..)| span.start);
    for (span, key, nearest) in found {
        diagnostics.push(
            Diagnostic::new(Code::I045)
                .at(Span::new(file, span))
                .with("key", key)
                .with("nearest", nearest),
        );
    }
}

type Unknown = (std::ops::Range<usize>, String, String);

fn unknown(table: &DeTable<'_>, known: &[&str], found: &mut Vec<Unknown>) {
    for (key, _) in table {
        let name: &str = key.get_ref();
        if !known.contains(&name) {
            let nearest = nearest(name, known.iter().copied());
            found.push((key.span(), name.to_owned(), nearest.to_owned()));
        }
    }
}
