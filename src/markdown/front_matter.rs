//! The YAML at the head of an article: its text into metadata, problems with their place.
//!
//! A mistake in one value costs that value only; YAML that does not parse costs all.

use std::fmt;
use std::ops::Range;

use schemars::JsonSchema;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_saphyr::{Location, Spanned};

use crate::article::Date;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span, nearest};
use crate::markdown::slip;

/// The front matter of an article, as people write it. Nothing in it is required.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct FrontMatter {
    /// Title of the article. 标题
    pub title: Option<String>,
    /// Subtitle, without the dash before it. 副标题
    pub subtitle: Option<String>,
    /// The organisation that wrote the text. 单位
    pub unit: Option<String>,
    /// The persons who wrote it: a list, or one name. 作者
    #[serde(deserialize_with = "one_or_many")]
    #[schemars(schema_with = "one_or_many_schema")]
    pub authors: Vec<String>,
    /// When it was written or published: `2022`, `2022-12`, `2022-12-27`. 日期
    #[schemars(schema_with = "date_schema")]
    pub date: Option<String>,
    /// The file it came from. 来源
    pub source: Option<String>,
    /// Where in that file: pairs of first and last line, counted from 1. 来源行号
    pub lines: Option<Vec<(u32, u32)>>,
}

/// The front matter as the article holds it.
pub(super) struct Known {
    pub(super) title: Option<String>,
    pub(super) subtitle: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<Date>,
    pub(super) source: Option<String>,
    pub(super) lines: Vec<(u32, u32)>,
    /// Whether what is not here is not in the file either.
    pub(super) is_read: bool,
}

/// A file cut into front matter and body.
pub(super) struct Split {
    /// Whether the front matter has an end, or there is none.
    pub(super) is_whole: bool,
    /// Bytes of the YAML between the marks; empty when there is none.
    pub(super) yaml: Range<usize>,
    /// Bytes of the body.
    pub(super) body: Range<usize>,
    /// Where the article begins: the front matter with its marks, or the first line.
    pub(super) place: Range<usize>,
}

/// Cuts a file at the lines `---` around its front matter; one without an end is
/// reported.
pub(super) fn split(diagnostics: &mut Diagnostics, file: FileId, text: &str) -> Split {
    let split = cut(text);
    if !split.is_whole {
        let start = split.place.start;
        let place = Span::new(file, start..start + 3);
        diagnostics.push(Diagnostic::new(Code::M012).at(place));
    }
    split
}

/// Cuts a file at the lines `---` around its front matter.
pub(super) fn cut(text: &str) -> Split {
    let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let line_end =
        |from: usize| text[from..].find('\n').map_or(text.len(), |n| from + n + 1);
    let first = line_end(start);
    let without = |is_whole| Split {
        is_whole,
        yaml: start..start,
        body: start..text.len(),
        place: start..first,
    };
    if text[start..first].trim_end() != "---" {
        return without(true);
    }

    let mut at = first;
    while at < text.len() {
        let next = line_end(at);
        if matches!(text[at..next].trim_end(), "---" | "...") {
            return Split {
                is_whole: true,
                yaml: first..at,
                body: next..text.len(),
                place: start..next,
            };
        }
        at = next;
    }
    without(false)
}

/// Title and subtitle of a front matter, by their keys; none when it does not parse.
pub(super) fn titles(yaml: &str) -> Vec<(&'static str, String)> {
    let front_matter: FrontMatter = serde_saphyr::from_str(yaml).unwrap_or_default();
    [("title", front_matter.title), ("subtitle", front_matter.subtitle)]
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?.trim().to_owned())))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// Reads the YAML of a front matter.
pub(super) fn read(
    diagnostics: &mut Diagnostics,
    file: FileId,
    text: &str,
    split: &Split,
) -> Known {
    let yaml = &text[split.yaml.clone()];
    let place = Yaml { file, text, start: split.yaml.start, end: split.yaml.end };
    if yaml.trim().is_empty() {
        let nothing = known(diagnostics, FrontMatter::default(), yaml, &place);
        return Known { is_read: split.is_whole, ..nothing };
    }
    report_unknown_keys(diagnostics, yaml, &place);
    match serde_saphyr::from_str(yaml) {
        Ok(front_matter) => known(diagnostics, front_matter, yaml, &place),
        Err(error) => {
            diagnostics.push(place.problem(&error));
            let nothing = known(diagnostics, FrontMatter::default(), yaml, &place);
            Known { is_read: false, ..nothing }
        }
    }
}

/// What the values mean; empty words mean nothing.
fn known(
    diagnostics: &mut Diagnostics,
    front_matter: FrontMatter,
    yaml: &str,
    place: &Yaml<'_>,
) -> Known {
    let words = |value: Option<String>| {
        value.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let date = words(front_matter.date).and_then(|text| {
        let date = Date::parse(&text);
        if date.is_none() {
            let diagnostic = Diagnostic::new(Code::M010).at(place.of_value("date", yaml));
            diagnostics.push(diagnostic.with("date", text));
        }
        date
    });
    let authors = front_matter.authors.into_iter().map(Some).filter_map(words).collect();

    Known {
        title: words(front_matter.title),
        subtitle: words(front_matter.subtitle),
        unit: words(front_matter.unit),
        authors,
        date,
        source: words(front_matter.source),
        lines: front_matter.lines.unwrap_or_default(),
        is_read: true,
    }
}

/// The names of all keys, as the type has them.
const KEYS: [&str; 7] =
    ["title", "subtitle", "unit", "authors", "date", "source", "lines"];

fn report_unknown_keys(diagnostics: &mut Diagnostics, yaml: &str, place: &Yaml<'_>) {
    let Ok(Keys(keys)) = serde_saphyr::from_str(yaml) else { return };
    for key in keys {
        if KEYS.contains(&key.value.as_str()) {
            continue;
        }
        diagnostics.push(
            Diagnostic::new(Code::M002)
                .at(place.span(key.referenced))
                .with("key", key.value.as_str())
                .with("nearest", nearest(&key.value, KEYS)),
        );
    }
}

/// Where the YAML stands in its file.
struct Yaml<'a> {
    file: FileId,
    text: &'a str,
    start: usize,
    end: usize,
}

impl Yaml<'_> {
    /// A place in the YAML as a place in the file. Errors of the scanner have no byte
    /// offset, only line and column.
    fn span(&self, location: Location) -> Span {
        let offset = |bytes: Option<u64>| bytes.and_then(|n| usize::try_from(n).ok());
        let span = location.span();
        let (start, length) = match offset(span.byte_offset()) {
            Some(start) => (start, offset(span.byte_len()).unwrap_or(0)),
            None => (self.offset(location), 1),
        };
        let start = self.text.floor_char_boundary((self.start + start).min(self.end));
        let end = self.text.ceil_char_boundary((start + length).min(self.end));
        Span::new(self.file, start..end)
    }

    /// The byte offset in the YAML of a line and a column, both from 1.
    fn offset(&self, location: Location) -> usize {
        let before =
            |count: u64| usize::try_from(count.saturating_sub(1)).unwrap_or(usize::MAX);
        let yaml = &self.text[self.start..self.end];
        let mut lines = yaml.split_inclusive('\n');
        let line_start: usize =
            lines.by_ref().take(before(location.line())).map(str::len).sum();
        let line = lines.next().unwrap_or_default();
        let column = line.char_indices().nth(before(location.column()));
        line_start + column.map_or(line.trim_end().len(), |(at, _)| at)
    }

    /// The line of a key.
    fn of_value(&self, key: &str, yaml: &str) -> Span {
        let mut at = 0;
        for line in yaml.split_inclusive('\n') {
            if line.starts_with(key) {
                let end = at + line.trim_end().len();
                return Span::new(self.file, self.start + at..self.start + end);
            }
            at += line.len();
        }
        Span::new(self.file, self.start..self.end)
    }

    /// An error of the YAML library in our terms: the slip that most likely made it, or
    /// else the library's words.
    fn problem(&self, error: &serde_saphyr::Error) -> Diagnostic {
        if let Some((slip, range)) = slip::find(&self.text[self.start..self.end]) {
            let place = self.start + range.start..self.start + range.end;
            let diagnostic = Diagnostic::new(Code::M001).at(Span::new(self.file, place));
            return diagnostic.with("slip", slip).with("detail", "");
        }
        let whole = Span::new(self.file, self.start..self.end);
        let place = error.location().map_or(whole, |location| self.span(location));
        let words = error.without_snippet().to_string();
        let first = words.lines().next().unwrap_or_default();
        let detail = first.split_once(" at line ").map_or(first, |(detail, _)| detail);
        Diagnostic::new(Code::M001).at(place).with("slip", "other").with("detail", detail)
    }
}

/// The keys of a mapping with their places.
struct Keys(Vec<Spanned<String>>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeysVisitor;

        impl<'de> Visitor<'de> for KeysVisitor {
            type Value = Keys;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("keys and values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, IgnoredAny)) = map.next_entry()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }

        deserializer.deserialize_map(KeysVisitor)
    }
}

/// One name or several.
#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrMany {
    /// One.
    One(String),
    /// Several, or none.
    Many(Vec<String>),
}

fn one_or_many<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<String>, D::Error> {
    Ok(match Option::deserialize(source)? {
        None => Vec::new(),
        Some(OneOrMany::One(name)) => vec![name],
        Some(OneOrMany::Many(names)) => names,
    })
}

fn one_or_many_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
    Option::<OneOrMany>::json_schema(generator)
}

/// A year alone is a number to YAML.
fn date_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["string", "integer", "null"] })
}
