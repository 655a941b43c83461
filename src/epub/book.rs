//! The facts of a volume that its documents and its package share, each as text that may
//! stand in XML (not yet escaped).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;

use crate::article::{Article, Date, Image, ImageFormat};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId};
use crate::epub::memory::shared;
use crate::epub::pinyin;
use crate::epub::text::one_line;
use crate::epub::words::{Words, iso};
use crate::epub::{Printed, PrintedPage};
use crate::project::ReaderKind;
use crate::volume::Volume;

/// The language of a publication that names none that can be used.
const LANGUAGE: &str = "zh-CN";

/// With more authors than this the editors (or the publisher) stand for the book, and
/// the authors are contributors: readers show every creator beside the title.
const MANY_AUTHORS: usize = 3;

/// A volume and what is said about it as a whole.
pub(super) struct Book<'a> {
    /// The volume.
    pub(super) volume: &'a Volume,
    /// What is said about it.
    pub(super) ground: Arc<Ground>,
    /// The edition on paper whose pages are marked.
    pub(super) edition: Option<&'a str>,
    /// Its pages by the article they begin in, in order.
    pages: BTreeMap<FileId, Vec<&'a PrintedPage>>,
    words: &'static Words,
}

/// What every document may say or show beside its own article.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Ground {
    /// What is said about the book.
    pub(super) facts: Facts,
    /// Whether its lines run from top to bottom.
    pub(super) is_vertical: bool,
    /// The reading programs it is written for.
    pub(super) reader: ReaderKind,
    /// Image path → name in the package.
    names: BTreeMap<String, String>,
}

/// What the templates can say about the book.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Facts {
    pub(super) title: String,
    /// What the title is sorted by, when that is not the title itself.
    pub(super) file_as: Option<String>,
    pub(super) subtitle: Option<String>,
    /// The publication's title, when the volume has one of its own.
    pub(super) series: Option<String>,
    /// The volume's place among those of the publication.
    pub(super) number: usize,
    /// The units and persons who stand for the book.
    pub(super) creators: Vec<Agent>,
    /// Those who had a part in it.
    pub(super) contributors: Vec<Agent>,
    pub(super) editors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: String,
    pub(super) rights: Option<String>,
    pub(super) identifier: String,
    pub(super) isbn: Option<String>,
    pub(super) clc: Option<String>,
    /// Subject codes of BISAC.
    pub(super) bisac: Vec<String>,
    /// The publication's date in words.
    pub(super) date: Option<String>,
    /// The same by ISO 8601.
    pub(super) date_iso: Option<String>,
    /// When the content last changed, by ISO 8601.
    pub(super) modified: String,
    /// Further lines of the colophon.
    pub(super) colophon: Vec<String>,
    /// The files its articles came from.
    pub(super) sources: BTreeSet<String>,
}

/// A person or an organisation, and its part in the book.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Agent {
    pub(super) name: String,
    /// What the name is sorted by, when that is not the name itself.
    pub(super) file_as: Option<String>,
    /// A MARC relator code.
    pub(super) role: &'static str,
}

impl Agent {
    fn new(name: String, role: &'static str) -> Self {
        Self { file_as: pinyin::of_agent(&name), name, role }
    }
}

impl<'a> Book<'a> {
    /// Collects the facts of a volume. `known` are those of the last round, and later those
    /// of this one.
    pub(super) fn of(
        diagnostics: &mut Diagnostics,
        (volume, printed): (&'a Volume, Option<&'a Printed>),
        (is_vertical, reader): (bool, ReaderKind),
        known: &mut Option<Arc<Ground>>,
    ) -> Self {
        let language = language(diagnostics, volume);
        let words = Words::of(&language);
        let names = volume.images.iter().enumerate().map(|(place, (path, image))| {
            (path.clone(), format!("images/{:03}.{}", place + 1, extension(image)))
        });
        let names = names.collect();
        let facts = facts(volume, language, words);
        let mut pages: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for page in printed.iter().flat_map(|printed| &printed.pages) {
            pages.entry(page.span.file).or_default().push(page);
        }
        Self {
            volume,
            ground: shared(known, Ground { facts, is_vertical, reader, names }),
            edition: printed.map(|printed| &*printed.edition),
            pages,
            words,
        }
    }

    /// What the templates can say about it.
    pub(super) fn facts(&self) -> &Facts {
        &self.ground.facts
    }

    /// The words of the book's language.
    pub(super) fn words(&self) -> &'static Words {
        self.words
    }

    /// The printed pages that begin in an article.
    pub(super) fn pages(&self, article: &Article) -> &[&'a PrintedPage] {
        self.pages.get(&article.span.file).map_or(&[], Vec::as_slice)
    }

    /// The name in the package of the image with this path.
    pub(super) fn image(&self, path: &str) -> Option<&str> {
        self.ground.names.get(path).map(String::as_str)
    }

    /// Its images by their names in the package.
    pub(super) fn images(&self) -> impl Iterator<Item = (&str, &'a Image)> {
        let names = self.ground.names.values().map(String::as_str);
        names.zip(self.volume.images.values().map(|image| &**image))
    }
}

/// The file name extension of an image.
pub(super) fn extension(image: &Image) -> &'static str {
    match image.format {
        ImageFormat::Jpeg => "jpg",
        ImageFormat::Png => "png",
        ImageFormat::Svg => "svg",
    }
}

/// All articles, in order: preface and afterword among them.
fn articles(volume: &Volume) -> impl Iterator<Item = &Article> {
    let chapters = volume.chapters().map(|chapter| &*chapter.article);
    let afterword = volume.afterword.as_deref();
    volume.preface.as_deref().into_iter().chain(chapters).chain(afterword)
}

fn facts(volume: &Volume, language: String, words: &Words) -> Facts {
    let publication = &*volume.publication;
    let optional = |text: &Option<String>| {
        text.as_deref().map(one_line).filter(|text| !text.is_empty())
    };
    let lines = |list: &[String]| -> Vec<String> {
        list.iter().map(|text| one_line(text)).filter(|text| !text.is_empty()).collect()
    };
    let publisher = optional(&publication.publisher);
    let editors = lines(&publication.editors);
    let title = Some(one_line(&volume.title)).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| one_line(&volume.id));
    let (creators, contributors) = agents(volume, &editors, publisher.as_deref());
    let series = one_line(&publication.title);
    let date = publication.date.filter(|date| is_real(*date));
    Facts {
        series: Some(series).filter(|series| !series.is_empty() && *series != title),
        number: volume.number,
        file_as: pinyin::of_title(&title),
        title,
        subtitle: optional(&volume.subtitle),
        creators,
        contributors,
        editors,
        publisher,
        language,
        rights: optional(&publication.rights),
        identifier: one_line(&volume.identifier),
        isbn: optional(&publication.isbn),
        clc: optional(&publication.clc),
        bisac: publication.bisac.clone(),
        date: date.map(|date| words.date(date)),
        date_iso: date.map(iso),
        modified: modified(volume, date),
        colophon: lines(&publication.colophon),
        sources: sources(volume),
    }
}

/// Who stands for the book and who took part in it.
fn agents(
    volume: &Volume,
    editors: &[String],
    publisher: Option<&str>,
) -> (Vec<Agent>, Vec<Agent>) {
    let mut seen = BTreeSet::new();
    let mut authors = Vec::new();
    for chapter in volume.chapters() {
        let unit = chapter.unit.as_ref().or(chapter.article.unit.as_ref());
        let persons = chapter.article.authors.iter().filter(|_| unit.is_none());
        for name in unit.into_iter().chain(persons).map(|name| one_line(name)) {
            if !name.is_empty() && seen.insert(name.clone()) {
                authors.push(Agent::new(name, "aut"));
            }
        }
    }
    let editors: Vec<Agent> =
        editors.iter().map(|name| Agent::new(name.clone(), "edt")).collect();
    if authors.len() <= MANY_AUTHORS {
        return (authors, editors);
    }
    match publisher {
        _ if !editors.is_empty() => (editors, authors),
        // The organisation that issues a collection is its compiler.
        Some(name) => (vec![Agent::new(name.to_owned(), "com")], authors),
        None => (authors, Vec::new()),
    }
}

/// The files that the articles say they came from.
fn sources(volume: &Volume) -> BTreeSet<String> {
    let sources = articles(volume).filter_map(|article| article.source.as_deref());
    sources.map(one_line).filter(|source| !source.is_empty()).collect()
}

/// A point in time that depends on the content alone: the publication's date, else that
/// of the newest article, else the earliest the container knows.
fn modified(volume: &Volume, date: Option<Date>) -> String {
    let newest = || articles(volume).filter_map(|a| a.date).filter(|d| is_real(*d)).max();
    let date =
        date.or_else(newest).unwrap_or(Date { year: 1980, month: None, day: None });
    let (month, day) = (date.month.unwrap_or(1), date.day.unwrap_or(1));
    format!("{:04}-{month:02}-{day:02}T00:00:00Z", date.year)
}

/// Whether a date is one that a calendar has, as metadata must be.
fn is_real(date: Date) -> bool {
    let divides = |by: u16| date.year.is_multiple_of(by);
    let leap = divides(4) && (!divides(100) || divides(400));
    let days = match date.month {
        Some(2) => 28 + u8::from(leap),
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    };
    (1..=9999).contains(&date.year)
        && date.month.is_none_or(|month| (1..=12).contains(&month))
        && date.day.is_none_or(|day| (1..=days).contains(&day))
}

/// The publication's language, when it is a tag that readers can parse (BCP 47).
fn language(diagnostics: &mut Diagnostics, volume: &Volume) -> String {
    let tag = volume.publication.language.trim();
    let mut parts = tag.split('-');
    let is_primary = |part: &str| {
        (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
    };
    let is_further = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    if parts.next().is_some_and(is_primary) && parts.all(is_further) {
        return tag.to_owned();
    }
    if !tag.is_empty() {
        diagnostics.push(Diagnostic::new(Code::E004).with("language", tag));
    }
    LANGUAGE.to_owned()
}
