//! Style files into dotted keys (`article.title.size`), layer upon layer, the nearest
//! first: so a layer replaces single values and never whole tables.
//!
//! What a layer has wrong is reported at its place and the value of `book-a5`, which has
//! every key there is, is taken instead.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Files, Span, nearest};
use crate::geom::Length;
use crate::limits::{Limit, Limits};
use crate::style::value;

/// The styles compiled in; the first names every key.
const BUILTIN: [(&str, &str); 6] = [
    (BASE, include_str!("../../styles/book-a5.toml")),
    ("book-16k", include_str!("../../styles/book-16k.toml")),
    ("gongwen", include_str!("../../styles/gongwen.toml")),
    ("large-print", include_str!("../../styles/large-print.toml")),
    ("phone", include_str!("../../styles/phone.toml")),
    ("vertical", include_str!("../../styles/vertical.toml")),
];

/// The style that all others rest on.
const BASE: &str = "book-a5";

/// The largest length that a page can have, which keeps sums far from overflow.
const LARGEST: Length = Length::pt(14_400);

/// The styles that exist without any file of the publication.
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name)
}

/// A value and where it stands; built-in values stand nowhere.
#[derive(Debug, Clone)]
struct Value {
    word: Word,
    span: Option<Span>,
}

/// What a value can be.
#[derive(Debug, Clone)]
enum Word {
    Text(String),
    Number(i64),
    Flag(bool),
    Other,
}

type Layer = BTreeMap<String, Value>;

/// A document as dotted keys.
fn flatten(file: Option<FileId>, text: &str) -> Result<Layer, toml::de::Error> {
    let mut layer = Layer::new();
    flatten_table(file, "", DeTable::parse(text)?.get_ref(), &mut layer);
    Ok(layer)
}

fn flatten_table(file: Option<FileId>, path: &str, table: &DeTable, layer: &mut Layer) {
    for (key, value) in table {
        let path = if path.is_empty() {
            key.get_ref().to_string()
        } else {
            format!("{path}.{}", key.get_ref())
        };
        let word = match value.get_ref() {
            DeValue::Table(table) => {
                flatten_table(file, &path, table, layer);
                continue;
            }
            DeValue::String(text) => Word::Text(text.to_string()),
            DeValue::Integer(number) => {
                number.as_str().parse().map_or(Word::Other, Word::Number)
            }
            DeValue::Boolean(flag) => Word::Flag(*flag),
            _ => Word::Other,
        };
        let whole = key.span().start..value.span().end;
        let span = file.map(|file| Span::new(file, whole));
        layer.insert(path, Value { word, span });
    }
}

/// The keys of all layers of one style.
pub(super) struct Keys<'a> {
    diagnostics: &'a mut Diagnostics,
    base: Layer,
    given: Layer,
}

impl<'a> Keys<'a> {
    /// The keys of the style called `name`.
    pub(super) fn new(
        diagnostics: &'a mut Diagnostics,
        name: &str,
        files: (&Files, &BTreeMap<String, FileId>),
        limits: &Limits,
    ) -> Self {
        let base = flatten(None, BUILTIN[0].1).unwrap_or_default();
        let mut keys = Self { diagnostics, base, given: BTreeMap::new() };
        keys.gather(name, files, limits.count(Limit::Styles));
        keys
    }

    /// Forgets what was given for keys that start so; returns where one of them stands.
    pub(super) fn forget(&mut self, starts: &[&str]) -> Option<Span> {
        let is_meant = |key: &str| starts.iter().any(|start| key.starts_with(start));
        let given = self.given.iter().filter(|(key, _)| is_meant(key));
        let span = given.filter_map(|(_, value)| value.span).next();
        self.given.retain(|key, _| !is_meant(key));
        span
    }

    /// Collects the layers of a style, from itself down to the base.
    fn gather(
        &mut self,
        name: &str,
        (files, overrides): (&Files, &BTreeMap<String, FileId>),
        most: usize,
    ) {
        let mut name = name.to_owned();
        let mut asked: Option<Span> = None;
        let mut seen = BTreeSet::new();
        while seen.insert(name.clone()) {
            let own = overrides.get(&format!("{name}.toml")).copied();
            let builtin = BUILTIN.iter().find(|(builtin, _)| *builtin == name);
            let mut extends = None;
            if let Some(file) = own {
                extends = self.add(Some(file), files.text(file));
            }
            // An override of a built-in style lies on top of it; the base is there already.
            let below = builtin.filter(|(name, _)| extends.is_none() && *name != BASE);
            if let Some((_, text)) = below {
                extends = self.add(None, text);
            }
            if own.is_none() && builtin.is_none() {
                self.missing(&name, asked, overrides);
            }
            let Some(Value { word: Word::Text(next), span }) = extends else { return };
            if seen.len() >= most && !seen.contains(&next) {
                let deep = Diagnostic::new(Code::S007).with("style", next);
                return self.push(deep.with("limit", most), span);
            }
            (name, asked) = (next, span);
        }
        self.push(Diagnostic::new(Code::S006).with("style", name), asked);
    }

    /// Adds a layer below those there are; returns what it extends.
    fn add(&mut self, file: Option<FileId>, text: &str) -> Option<Value> {
        let mut layer = match flatten(file, text) {
            Ok(layer) => layer,
            Err(error) => {
                self.unreadable(file, &error);
                return None;
            }
        };
        let extends = layer.remove("extends");
        for (key, value) in layer {
            if !self.base.contains_key(&key) {
                self.unknown(&key, value.span);
            } else {
                self.given.entry(key).or_insert(value);
            }
        }
        extends
    }

    fn missing(
        &mut self,
        name: &str,
        asked: Option<Span>,
        overrides: &BTreeMap<String, FileId>,
    ) {
        let mut known: Vec<&str> = BUILTIN.iter().map(|(builtin, _)| *builtin).collect();
        known.extend(overrides.keys().filter_map(|path| path.strip_suffix(".toml")));
        let diagnostic = Diagnostic::new(Code::S001)
            .with("style", name)
            .with("known", known.join(", "))
            .with("nearest", nearest(name, known.iter().copied()));
        self.push(diagnostic, asked);
    }

    fn unreadable(&mut self, file: Option<FileId>, error: &toml::de::Error) {
        let span = error.span().zip(file).map(|(range, file)| Span::new(file, range));
        self.push(Diagnostic::new(Code::S002).with("reason", error.message()), span);
    }

    fn unknown(&mut self, key: &str, span: Option<Span>) {
        let nearest = nearest(key, self.base.keys().map(String::as_str));
        let diagnostic = Diagnostic::new(Code::S004).with("key", key);
        self.push(diagnostic.with("nearest", nearest), span);
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic, span: Option<Span>) {
        self.diagnostics.push(match span {
            Some(span) => diagnostic.at(span),
            None => diagnostic,
        });
    }

    /// The value of a key, read by `read`; the base's when it cannot be read.
    fn get<T>(&mut self, key: &str, kind: &str, read: impl Fn(&Word) -> Option<T>) -> T {
        if let Some(value) = self.given.get(key) {
            if let Some(read) = read(&value.word) {
                return read;
            }
            let span = value.span;
            let diagnostic = Diagnostic::new(Code::S003).with("key", key);
            self.push(diagnostic.with("kind", kind), span);
        }
        self.base.get(key).and_then(|value| read(&value.word)).expect(
            "book-a5 has every key, sound in any size of text, and tests read them",
        )
    }

    pub(super) fn choice<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>) -> T {
        let kind = key.rsplit('.').next().unwrap_or(key).to_owned();
        self.get(key, &kind, |word| match word {
            Word::Text(text) => read(text),
            _ => None,
        })
    }

    pub(super) fn text(&mut self, key: &str) -> String {
        self.get(key, "text", |word| match word {
            Word::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    pub(super) fn flag(&mut self, key: &str) -> bool {
        self.get(key, "flag", |word| match word {
            Word::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    pub(super) fn number(&mut self, key: &str, least: i64, most: i64) -> i64 {
        self.get(key, "number", |word| match word {
            Word::Number(number) if (least..=most).contains(number) => Some(*number),
            _ => None,
        })
    }

    /// A length that may be nothing.
    pub(super) fn length(&mut self, key: &str, em: Option<Length>) -> Length {
        self.get(key, "length", |word| match word {
            Word::Text(text) => {
                value::length(text, em).filter(|length| *length <= LARGEST)
            }
            _ => None,
        })
    }

    /// A length that must be something: sizes and pitches, at least 3 pt, below which
    /// no ink is readable and counts of lines explode.
    pub(super) fn size(&mut self, key: &str, em: Option<Length>) -> Length {
        self.at_least(Length::pt(3), (key, "size"), em)
    }

    /// How far the dots of a leader stand apart: at least 1 pt, where they become a line.
    /// That is less than the 0.4 em of the base in the smallest text there can be.
    pub(super) fn dots(&mut self, key: &str, em: Option<Length>) -> Length {
        self.at_least(Length::pt(1), (key, "dots"), em)
    }

    fn at_least(
        &mut self,
        least: Length,
        (key, kind): (&str, &str),
        em: Option<Length>,
    ) -> Length {
        self.get(key, kind, |word| match word {
            Word::Text(text) => value::length(text, em)
                .filter(|length| (least..=LARGEST).contains(length)),
            _ => None,
        })
    }
}
