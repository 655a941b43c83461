//! Style files into a [`Style`]: layers of keys, the nearest first.
//!
//! A file is flattened to dotted keys (`article.title.size`), so a layer replaces single
//! values and never whole tables. What a layer has wrong is reported at its place and
//! the value of `book-a5` is taken instead.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Files, Span};
use crate::geom::{Length, Sides, Size};
use crate::style::{
    ArticleStyle, CodeStyle, ColophonStyle, ContentsStyle, Display, FaceStyle,
    FolioStyle, NoteStyle, PartStyle, QuoteStyle, RunningHeadStyle, Style, TableStyle,
    TextStyle, Words, value,
};

/// The styles compiled in; the first names every key.
const BUILTIN: [(&str, &str); 3] = [
    (BASE, include_str!("../../styles/book-a5.toml")),
    ("large-print", include_str!("../../styles/large-print.toml")),
    ("phone", include_str!("../../styles/phone.toml")),
];

/// The style that all others rest on.
const BASE: &str = "book-a5";

/// More layers than anybody needs; a circle of `extends` ends here.
const DEEPEST: usize = 8;

/// The largest length that a page can have, which keeps sums far from overflow.
const LARGEST: Length = Length::pt(14_400);

/// The styles that exist without any file of the publication.
#[must_use]
pub fn builtin_names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name)
}

/// Reads the style called `name`. `overrides` are the files of the publication's
/// `styles/` by path below it; a file named like a built-in style changes that one.
#[must_use]
pub fn parse(
    diagnostics: &mut Diagnostics,
    name: &str,
    files: &Files,
    overrides: &BTreeMap<String, FileId>,
) -> Style {
    let base = flatten(None, BUILTIN[0].1).unwrap_or_default();
    let mut keys = Keys { diagnostics, base: &base, given: BTreeMap::new() };
    keys.gather(name, files, overrides);
    keys.style(name)
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
struct Keys<'a> {
    diagnostics: &'a mut Diagnostics,
    base: &'a Layer,
    given: Layer,
}

impl Keys<'_> {
    /// Collects the layers of a style, from itself down to the base.
    fn gather(
        &mut self,
        name: &str,
        files: &Files,
        overrides: &BTreeMap<String, FileId>,
    ) {
        let mut name = name.to_owned();
        let mut asked: Option<Span> = None;
        for _ in 0..DEEPEST {
            let own = overrides.get(&format!("{name}.toml")).copied();
            let builtin = BUILTIN.iter().find(|(builtin, _)| *builtin == name);
            let mut extends = None;
            if let Some(file) = own {
                extends = self.add(Some(file), files.text(file));
            }
            // An override of a built-in style lies on top of it.
            if let Some((_, text)) = builtin.filter(|_| extends.is_none()) {
                extends = self.add(None, text);
            }
            if own.is_none() && builtin.is_none() {
                self.missing(&name, asked, overrides);
            }
            let Some(Value { word: Word::Text(next), span }) = extends else { return };
            (name, asked) = (next, span);
        }
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
            .with("known", known.join("、"))
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

    fn push(&mut self, diagnostic: Diagnostic, span: Option<Span>) {
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
        self.base
            .get(key)
            .and_then(|value| read(&value.word))
            .expect("book-a5 has every key, and a test reads them all")
    }

    fn choice<T>(&mut self, key: &str, read: impl Fn(&str) -> Option<T>) -> T {
        let kind = key.rsplit('.').next().unwrap_or(key).to_owned();
        self.get(key, &kind, |word| match word {
            Word::Text(text) => read(text),
            _ => None,
        })
    }

    fn text(&mut self, key: &str) -> String {
        self.get(key, "text", |word| match word {
            Word::Text(text) => Some(text.clone()),
            _ => None,
        })
    }

    fn flag(&mut self, key: &str) -> bool {
        self.get(key, "flag", |word| match word {
            Word::Flag(flag) => Some(*flag),
            _ => None,
        })
    }

    fn number(&mut self, key: &str, least: i64, most: i64) -> i64 {
        self.get(key, "number", |word| match word {
            Word::Number(number) if (least..=most).contains(number) => Some(*number),
            _ => None,
        })
    }

    /// A length that may be nothing.
    fn length(&mut self, key: &str, em: Option<Length>) -> Length {
        self.get(key, "length", |word| match word {
            Word::Text(text) => {
                value::length(text, em).filter(|length| *length <= LARGEST)
            }
            _ => None,
        })
    }

    /// A length that must be something: sizes and pitches, at least 3 pt, below which
    /// no ink is readable and counts of lines explode.
    fn size(&mut self, key: &str, em: Option<Length>) -> Length {
        self.get(key, "size", |word| match word {
            Word::Text(text) => value::length(text, em)
                .filter(|length| (Length::pt(3)..=LARGEST).contains(length)),
            _ => None,
        })
    }
}

impl Keys<'_> {
    fn style(&mut self, name: &str) -> Style {
        let (trim, margins, text) = self.page();
        let em = Some(text.size);
        Style {
            name: name.to_owned(),
            trim,
            margins,
            text,
            article: self.article(em),
            headings: ["heading.1", "heading.2", "heading.3", "heading.4"]
                .map(|key| self.display(key, em)),
            quote: self.quote(),
            note: self.note(em),
            table: self.table(em),
            code: CodeStyle {
                font: self.choice("code.font", value::typeface),
                size: self.size("code.size", em),
            },
            caption: self.display("figure.caption", em),
            running_head: self.running_head(em),
            folio: self.folio(em),
            contents: ContentsStyle {
                dots: self.size("contents.dots", em),
                title: self.display("contents.title", em),
                part: self.display("contents.part", em),
                article: self.display("contents.article", em),
            },
            part: PartStyle {
                fewest: self.number("part.fewest", 0, 1000),
                title: self.display("part.title", em),
            },
            cover: self.face("cover", em),
            title_page: self.face("title-page", em),
            colophon: ColophonStyle {
                font: self.choice("colophon.font", value::typeface),
                size: self.size("colophon.size", em),
                pitch: self.size("colophon.pitch", em),
            },
            words: self.words(),
        }
    }

    /// Trim, margins and type area, which must fit each other; those of the base when
    /// they do not.
    fn page(&mut self) -> (Size, Sides, TextStyle) {
        if let Some(page) = self.fitting_page() {
            return page;
        }
        let geometry =
            ["page.", "text.characters", "text.lines", "text.size", "text.pitch"];
        let wrong = |key: &str| geometry.iter().any(|start| key.starts_with(start));
        let given = self.given.iter().filter(|(key, _)| wrong(key));
        let span = given.filter_map(|(_, value)| value.span).next();
        self.given.retain(|key, _| !wrong(key));
        self.push(Diagnostic::new(Code::S005), span);
        self.fitting_page().expect("book-a5 fits, and a test lays it out")
    }

    fn fitting_page(&mut self) -> Option<(Size, Sides, TextStyle)> {
        let text = self.body();
        let em = Some(text.size);
        let trim = Size {
            width: self.size("page.width", em),
            height: self.size("page.height", em),
        };
        let inner = self.length("page.inner", em);
        let top = self.length("page.top", em);
        let outer = trim.width - inner - text.size * text.characters;
        let height = text.pitch * (text.lines - 1) + text.size;
        let bottom = trim.height - top - height;
        let fits = outer >= Length::ZERO && bottom >= Length::ZERO;
        let apart = text.pitch >= text.size;
        (fits && apart).then_some((trim, Sides { top, bottom, inner, outer }, text))
    }

    fn body(&mut self) -> TextStyle {
        let size = self.size("text.size", None);
        TextStyle {
            // Eight characters are the narrowest line that Chinese text can fill, and
            // four lines the least page on which a heading and its text can stand.
            characters: self.number("text.characters", 8, 200),
            lines: self.number("text.lines", 4, 500),
            font: self.choice("text.font", value::typeface),
            size,
            pitch: self.size("text.pitch", Some(size)),
            indent: self.number("text.indent", 0, 4),
            strong: self.choice("text.strong", value::typeface),
            emphasis: self.choice("text.emphasis", value::typeface),
            level: self.choice("text.level", value::level),
            punctuation: self.choice("text.punctuation", value::punctuation),
        }
    }

    fn display(&mut self, key: &str, em: Option<Length>) -> Display {
        Display {
            font: self.choice(&format!("{key}.font"), value::typeface),
            bold: self.flag(&format!("{key}.bold")),
            size: self.size(&format!("{key}.size"), em),
            lines: self.number(&format!("{key}.lines"), 1, 20),
            align: self.choice(&format!("{key}.align"), value::align),
        }
    }

    fn article(&mut self, em: Option<Length>) -> ArticleStyle {
        ArticleStyle {
            start: self.choice("article.start", value::start),
            sink: self.number("article.sink", 0, 100),
            after: self.number("article.after", 0, 100),
            title: self.display("article.title", em),
            subtitle: self.display("article.subtitle", em),
            unit: self.display("article.unit", em),
            authors: self.display("article.authors", em),
            date: self.display("article.date", em),
        }
    }

    fn quote(&mut self) -> QuoteStyle {
        QuoteStyle {
            font: self.choice("quote.font", value::typeface),
            indent: self.number("quote.indent", 0, 10),
            space: self.number("quote.space", 0, 10),
        }
    }

    fn note(&mut self, em: Option<Length>) -> NoteStyle {
        NoteStyle {
            font: self.choice("note.font", value::typeface),
            size: self.size("note.size", em),
            pitch: self.size("note.pitch", em),
            rule: self.number("note.rule", 0, 100),
        }
    }

    fn table(&mut self, em: Option<Length>) -> TableStyle {
        TableStyle {
            font: self.choice("table.font", value::typeface),
            head: self.choice("table.head", value::typeface),
            size: self.size("table.size", em),
            pitch: self.size("table.pitch", em),
            thick: self.length("table.thick", em),
            thin: self.length("table.thin", em),
        }
    }

    fn running_head(&mut self, em: Option<Length>) -> RunningHeadStyle {
        RunningHeadStyle {
            font: self.choice("running-head.font", value::typeface),
            size: self.size("running-head.size", em),
            distance: self.length("running-head.distance", em),
            rule: self.length("running-head.rule", em),
        }
    }

    fn folio(&mut self, em: Option<Length>) -> FolioStyle {
        FolioStyle {
            font: self.choice("folio.font", value::typeface),
            size: self.size("folio.size", em),
            distance: self.length("folio.distance", em),
            align: self.choice("folio.align", value::align),
        }
    }

    fn face(&mut self, key: &str, em: Option<Length>) -> FaceStyle {
        FaceStyle {
            title: self.display(&format!("{key}.title"), em),
            subtitle: self.display(&format!("{key}.subtitle"), em),
            imprint: self.display(&format!("{key}.imprint"), em),
        }
    }

    fn words(&mut self) -> Words {
        Words {
            cover: self.text("words.cover"),
            cover_back: self.text("words.cover-back"),
            contents: self.text("words.contents"),
            colophon: self.text("words.colophon"),
            continued: self.text("words.continued"),
            editors: self.text("words.editors"),
            edited: self.text("words.edited"),
            publisher: self.text("words.publisher"),
            date: self.text("words.date"),
            format: self.text("words.format"),
            extent: self.text("words.extent"),
            thousand: self.text("words.thousand"),
            articles: self.text("words.articles"),
            article_count: self.text("words.article-count"),
            isbn: self.text("words.isbn"),
            clc: self.text("words.clc"),
        }
    }
}

/// The known name nearest to a wrong one, or `none`, as the messages have it.
fn nearest<'a>(wrong: &str, known: impl Iterator<Item = &'a str>) -> String {
    // Two thirds alike still is a slip of the finger; below that it is another word.
    const LEAST: f64 = 0.66;
    let alike = known.map(|name| (strsim::jaro(wrong, name), name));
    alike
        .filter(|(score, _)| *score >= LEAST)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or("none", |(_, name)| name)
        .to_owned()
}
