//! Documents into XHTML, by the templates.

use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::article::Article;
use crate::diag::{Diagnostic, Diagnostics};
use crate::epub::PrintedPage;
use crate::epub::book::Book;
use crate::epub::breaks::PageEntry;
use crate::epub::colophon::Colophon;
use crate::epub::listing::Lists;
use crate::epub::lists;
use crate::epub::notes;
use crate::epub::outline::{Document, Kind, Line, Place};
use crate::epub::template::{Form, Pages};
use crate::epub::text::one_line;
use crate::epub::words::iso;
use crate::epub::xhtml::{self, Body, Holds};

/// What a document is written from, beside the ground of the book.
pub(super) enum Source<'a> {
    /// An article.
    Article(Shown<'a>),
    /// A template and what it shows.
    Page(&'static str, Value),
}

/// An article as a document shows it.
pub(super) struct Shown<'a> {
    /// `chapter`, `preface` or `afterword`: the words of both vocabularies, epub:type and role.
    pub(super) kind: &'static str,
    pub(super) article: &'a Arc<Article>,
    /// The document's line in the contents.
    pub(super) title: &'a str,
    pub(super) unit: Option<&'a str>,
    /// The printed pages that begin in it.
    pub(super) pages: &'a [&'a PrintedPage],
}

impl<'a> Source<'a> {
    /// What a document of a book is written from.
    pub(super) fn of(book: &'a Book<'_>, document: &'a Document<'_>) -> Self {
        let title = &*document.line.title;
        let article = |kind, article: &'a Arc<Article>, unit: Option<&'a str>| {
            let unit = unit.or(article.unit.as_deref());
            Self::Article(Shown {
                kind,
                article,
                title,
                unit,
                pages: book.pages(article),
            })
        };
        let plain = |template| Self::page(template, &Plain { title });
        match &document.kind {
            Kind::Cover => {
                let image = super::cover::name(book.volume);
                Self::page("cover.xhtml", &Cover { image })
            }
            Kind::Title => plain("title.xhtml"),
            Kind::Copyright => {
                let page = Colophon::of(book.volume, book.words());
                Self::page("copyright.xhtml", &page)
            }
            Kind::Index(groups) => {
                Self::page("index.xhtml", &lists::index(book, title, groups))
            }
            Kind::Sources => Self::page("sources.xhtml", &lists::sources(book, title)),
            Kind::Part => plain("part.xhtml"),
            Kind::Preface(preface) => article("preface", preface, None),
            Kind::Afterword(afterword) => article("afterword", afterword, None),
            Kind::Chapter(chapter) => {
                article("chapter", &chapter.article, chapter.unit.as_deref())
            }
        }
    }

    fn page(template: &'static str, page: &impl Serialize) -> Self {
        // Texts, numbers and lists of them are always values.
        Self::Page(template, serde_json::to_value(page).unwrap_or_default())
    }
}

/// A document as it stands in the package.
#[derive(Debug)]
pub(super) struct Written {
    /// Its text.
    pub(super) xhtml: Arc<String>,
    /// The printed pages that are marked in it.
    pub(super) pages: Arc<Vec<String>>,
    /// What is found in it.
    pub(super) holds: Holds,
    /// Whether the picture of a note's mark stands in it.
    pub(super) has_marks: bool,
    /// What was reported on the way.
    pub(super) diagnostics: Diagnostics,
}

/// Writes one document; what was reported when that cannot be done.
pub(super) fn write(
    book: &Book<'_>,
    form: &mut Form<'_>,
    source: &Source<'_>,
) -> Result<Written, Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    let (mut pages, mut holds) = (Vec::new(), Holds::default());
    let filled = match source {
        Source::Page(template, page) => form.fill(template, page),
        Source::Article(shown) => {
            let mut body = xhtml::body(&mut diagnostics, book, shown.article);
            (pages, holds) = (std::mem::take(&mut body.pages), body.holds);
            form.fill("chapter.xhtml", &Text::of(book, shown, body))
        }
    };
    match filled {
        Ok(xhtml) => {
            let has_marks = xhtml.contains(notes::PICTURE);
            let (xhtml, pages) = (Arc::new(xhtml), Arc::new(pages));
            Ok(Written { xhtml, pages, holds, has_marks, diagnostics })
        }
        Err(problem) => {
            diagnostics.push(problem);
            Err(diagnostics)
        }
    }
}

/// Writes the navigation document: contents, landmarks and page list.
pub(super) fn contents(
    book: &Book<'_>,
    pages: &Pages,
    lists: &Lists,
) -> Result<String, Diagnostic> {
    let has = |place| lists.lines.iter().any(|line| line.place == place);
    let first = lists.lines.iter().find(|line| line.place == Place::Body);
    let page = Contents {
        entries: entries(&lists.lines),
        has_cover: has(Place::Cover),
        has_title: has(Place::Title),
        has_copyright: has(Place::Copyright),
        start: first.map(|line| line.name.as_str()),
        page_list: lists.page_list().collect(),
    };
    pages.about(book).fill("nav.xhtml", &page)
}

#[derive(Serialize)]
struct Plain<'a> {
    title: &'a str,
}

#[derive(Serialize)]
struct Cover {
    image: &'static str,
}

#[derive(Serialize)]
struct Contents<'a> {
    entries: Vec<Entry<'a>>,
    has_cover: bool,
    has_title: bool,
    has_copyright: bool,
    /// Where the body begins.
    start: Option<&'a str>,
    page_list: Vec<PageEntry<'a>>,
}

/// A line of the contents and those below it.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    title: &'a str,
    /// The articles of a part.
    entries: Vec<Entry<'a>>,
}

fn entries(lines: &[Line]) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for line in lines.iter().filter(|line| line.is_listed()) {
        let entry = Entry { name: &line.name, title: &line.title, entries: Vec::new() };
        match entries.last_mut() {
            Some(part) if line.in_part => part.entries.push(entry),
            _ => entries.push(entry),
        }
    }
    entries
}

/// An article as its template sees it.
#[derive(Serialize)]
struct Text<'a> {
    /// `chapter`, `preface` or `afterword`: the words of both vocabularies, epub:type and role.
    kind: &'static str,
    /// The line in the contents, for the document's title element.
    title: &'a str,
    /// Whether that line is also the heading: an article without a title has none, and
    /// its first words must not stand twice.
    has_heading: bool,
    subtitle: Option<String>,
    unit: Option<String>,
    authors: Vec<String>,
    date: Option<String>,
    date_iso: Option<String>,
    /// The file it came from, and where in it.
    source: Option<String>,
    /// The mark of the printed page that begins with its title, as XHTML.
    first_page: String,
    /// The text as XHTML, escaped already.
    body: String,
}

impl<'a> Text<'a> {
    fn of(book: &Book<'_>, shown: &Shown<'a>, body: Body) -> Self {
        let article = shown.article;
        Self {
            kind: shown.kind,
            title: shown.title,
            has_heading: article.title.is_some(),
            subtitle: article.subtitle.as_deref().map(one_line),
            unit: shown.unit.map(one_line),
            authors: article.authors.iter().map(|name| one_line(name)).collect(),
            date: article.date.map(|date| book.words().date(date)),
            date_iso: article.date.map(iso),
            source: source(article),
            first_page: body.first_page,
            body: body.xhtml,
        }
    }
}

/// Where an article comes from: `water-2022.txt, 181–196`.
fn source(article: &Article) -> Option<String> {
    let file = article.source.as_deref().map(one_line).filter(|name| !name.is_empty())?;
    let lines = lists::lines(article);
    Some(std::iter::once(file).chain(lines).collect::<Vec<_>>().join(", "))
}
