//! Documents into XHTML, by the templates.

use serde::Serialize;

use crate::article::Article;
use crate::diag::Diagnostics;
use crate::epub::book::Book;
use crate::epub::breaks::PageEntry;
use crate::epub::colophon::Colophon;
use crate::epub::lists;
use crate::epub::outline::{Document, Kind};
use crate::epub::template::{Form, Pages};
use crate::epub::text::one_line;
use crate::epub::words::iso;
use crate::epub::xhtml;

/// A document as it stands in the package.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Its text.
    pub(super) xhtml: String,
    /// The printed pages that are marked in it.
    pub(super) pages: Vec<String>,
}

/// Writes one document.
pub(super) fn write(
    diagnostics: &mut Diagnostics,
    book: &Book<'_>,
    form: &mut Form<'_>,
    document: &Document<'_>,
) -> Option<Written> {
    let plain = Plain { title: &document.title };
    let mut marked = Vec::new();
    let xhtml = match &document.kind {
        Kind::Cover => {
            let name = super::cover::name(book.volume);
            form.fill(diagnostics, "cover.xhtml", &Cover { image: name })
        }
        Kind::Title => form.fill(diagnostics, "title.xhtml", &plain),
        Kind::Copyright => {
            let page = Colophon::of(book.volume, book.words());
            form.fill(diagnostics, "copyright.xhtml", &page)
        }
        Kind::Index(groups) => {
            let page = lists::index(book, &document.title, groups);
            form.fill(diagnostics, "index.xhtml", &page)
        }
        Kind::Sources => {
            let page = lists::sources(book, &document.title);
            form.fill(diagnostics, "sources.xhtml", &page)
        }
        Kind::Afterword(article) => {
            let page = Text::of(diagnostics, book, document, article);
            let page = Text { kind: "afterword", ..page };
            marked.clone_from(&page.pages);
            form.fill(diagnostics, "chapter.xhtml", &page)
        }
        Kind::Part => form.fill(diagnostics, "part.xhtml", &plain),
        Kind::Preface(article) => {
            let page = Text::of(diagnostics, book, document, article);
            let page = Text { kind: "preface", ..page };
            marked.clone_from(&page.pages);
            form.fill(diagnostics, "chapter.xhtml", &page)
        }
        Kind::Chapter(chapter) => {
            let page = Text::of(diagnostics, book, document, &chapter.article);
            let unit = chapter.unit.as_deref().map(one_line).or(page.unit);
            let page = Text { unit, ..page };
            marked.clone_from(&page.pages);
            form.fill(diagnostics, "chapter.xhtml", &page)
        }
    };
    xhtml.map(|xhtml| Written { xhtml, pages: marked })
}

/// Writes the navigation document: contents, landmarks and page list.
pub(super) fn contents(
    diagnostics: &mut Diagnostics,
    book: &Book<'_>,
    pages: &Pages,
    (documents, page_list): (&[Document<'_>], &[PageEntry]),
) -> Option<String> {
    let first = documents.iter().find(|document| document.is_body());
    let has =
        |is: fn(&Kind<'_>) -> bool| documents.iter().any(|document| is(&document.kind));
    let page = Contents {
        entries: entries(documents),
        has_cover: has(|kind| matches!(kind, Kind::Cover)),
        has_title: has(|kind| matches!(kind, Kind::Title)),
        has_copyright: has(|kind| matches!(kind, Kind::Copyright)),
        start: first.map(|document| document.name.as_str()),
        page_list,
    };
    pages.about(book).fill(diagnostics, "nav.xhtml", &page)
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
    page_list: &'a [PageEntry],
}

/// A line of the contents and those below it.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    title: &'a str,
    /// The articles of a part.
    entries: Vec<Entry<'a>>,
}

fn entries<'a>(documents: &'a [Document<'_>]) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for document in documents.iter().filter(|document| document.is_listed()) {
        let (name, title) = (document.name.as_str(), document.title.as_str());
        let entry = Entry { name, title, entries: Vec::new() };
        match entries.last_mut() {
            Some(part) if document.in_part => part.entries.push(entry),
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
    /// The printed pages that are marked in it.
    #[serde(skip)]
    pages: Vec<String>,
}

impl<'a> Text<'a> {
    fn of(
        diagnostics: &mut Diagnostics,
        book: &Book<'_>,
        document: &'a Document<'_>,
        article: &Article,
    ) -> Self {
        let body = xhtml::body(diagnostics, book, article);
        Self {
            kind: "chapter",
            title: &document.title,
            has_heading: article.title.is_some(),
            subtitle: article.subtitle.as_deref().map(one_line),
            unit: article.unit.as_deref().map(one_line),
            authors: article.authors.iter().map(|name| one_line(name)).collect(),
            date: article.date.map(|date| book.words().date(date)),
            date_iso: article.date.map(iso),
            source: source(article),
            first_page: body.first_page,
            body: body.xhtml,
            pages: body.pages,
        }
    }
}

/// Where an article comes from: `water-2022.txt, 181–196`.
fn source(article: &Article) -> Option<String> {
    let file = article.source.as_deref().map(one_line).filter(|name| !name.is_empty())?;
    let lines = lists::lines(article);
    Some(std::iter::once(file).chain(lines).collect::<Vec<_>>().join(", "))
}
