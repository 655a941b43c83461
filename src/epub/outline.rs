//! The documents of an EPUB in reading order, and what the contents say about them.
//!
//! Names are ASCII and count up, whatever the articles are called, so that every reader
//! and file system takes them. They stand beside the package document, because some
//! readers resolve the contents relative to it.

use std::sync::Arc;

use crate::article::Article;
use crate::epub::text::one_line;
use crate::epub::words::Words;
use crate::project::Matter;
use crate::volume::index::Group;
use crate::volume::{Chapter, Volume};

/// One XHTML document.
pub(super) struct Document<'a> {
    /// How lists name it.
    pub(super) line: Line,
    /// What it shows.
    pub(super) kind: Kind<'a>,
}

/// A document as lists name it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Its name in the package.
    pub(super) name: String,
    /// Its line in the contents.
    pub(super) title: String,
    /// Which part of the book it is.
    pub(super) place: Place,
    /// Whether it stands below the part before it.
    pub(super) in_part: bool,
}

/// The parts of a book that lists tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The cover picture.
    Cover,
    /// The title page.
    Title,
    /// The copyright page.
    Copyright,
    /// What else stands before or behind the body.
    Matter,
    /// Articles and part titles.
    Body,
}

impl Line {
    /// Whether the contents list it.
    pub(super) fn is_listed(&self) -> bool {
        matches!(self.place, Place::Matter | Place::Body)
    }
}

/// What a document shows.
pub(super) enum Kind<'a> {
    /// The cover picture.
    Cover,
    /// The title page.
    Title,
    /// The copyright page (版权页).
    Copyright,
    /// An article before the contents.
    Preface(&'a Arc<Article>),
    /// A part title.
    Part,
    /// An article.
    Chapter(&'a Chapter),
    /// An article behind the others.
    Afterword(&'a Arc<Article>),
    /// Names and their articles.
    Index(Vec<Group>),
    /// Where each article came from.
    Sources,
}

impl Kind<'_> {
    fn place(&self) -> Place {
        match self {
            Self::Cover => Place::Cover,
            Self::Title => Place::Title,
            Self::Copyright => Place::Copyright,
            Self::Part | Self::Chapter(_) => Place::Body,
            Self::Preface(_) | Self::Afterword(_) | Self::Index(_) | Self::Sources => {
                Place::Matter
            }
        }
    }
}

/// The documents of a volume, and where among them the contents list stands.
pub(super) struct Outline<'a> {
    /// The documents in reading order, without the contents list.
    pub(super) documents: Vec<Document<'a>>,
    /// How many of them precede it; `None` when it is for navigation alone.
    pub(super) contents: Option<usize>,
}

/// Plans the documents of a volume.
pub(super) fn outline<'a>(
    volume: &'a Volume,
    words: &'static Words,
    has_cover: bool,
) -> Outline<'a> {
    let mut documents = Vec::new();
    if has_cover {
        documents.push(apart("cover", "", Kind::Cover));
    }
    let mut contents = None;
    for item in &volume.front {
        if *item == Matter::Contents {
            contents = Some(documents.len());
        }
        documents.extend(matter(volume, words, *item));
    }
    body(&mut documents, volume);
    documents.extend(volume.back.iter().filter_map(|item| matter(volume, words, *item)));
    Outline { documents, contents }
}

fn apart<'a>(name: &str, title: &str, kind: Kind<'a>) -> Document<'a> {
    document(format!("{name}.xhtml"), title.to_owned(), false, kind)
}

fn document(name: String, title: String, in_part: bool, kind: Kind<'_>) -> Document<'_> {
    Document { line: Line { name, title, place: kind.place(), in_part }, kind }
}

/// The document of what stands before or behind the articles. A half title is for paper
/// alone, and the contents list is made with the package.
fn matter<'a>(
    volume: &'a Volume,
    words: &'static Words,
    item: Matter,
) -> Option<Document<'a>> {
    let titled = |article: &Article, word: &str| {
        let title = article.title.as_deref().map(one_line).unwrap_or_default();
        if title.is_empty() { word.to_owned() } else { title }
    };
    Some(match item {
        Matter::HalfTitle | Matter::Contents => return None,
        Matter::TitlePage => apart("title", "", Kind::Title),
        Matter::Colophon => apart("copyright", "", Kind::Copyright),
        Matter::Preface => {
            let article = volume.preface.as_ref()?;
            apart("preface", &titled(article, words.preface), Kind::Preface(article))
        }
        Matter::Afterword => {
            let article = volume.afterword.as_ref()?;
            let title = titled(article, words.afterword);
            apart("afterword", &title, Kind::Afterword(article))
        }
        Matter::UnitIndex => {
            let kind = Kind::Index(volume.unit_index());
            apart("unit-index", words.unit_index, kind)
        }
        Matter::AuthorIndex => {
            let kind = Kind::Index(volume.author_index());
            apart("author-index", words.author_index, kind)
        }
        Matter::Sources => apart("sources", words.sources, Kind::Sources),
    })
}

/// The name of the document of the article with this number, from 1.
pub(super) fn chapter_name(number: usize) -> String {
    format!("chapter-{number:03}.xhtml")
}

fn body<'a>(documents: &mut Vec<Document<'a>>, volume: &'a Volume) {
    let mut chapters = 0usize;
    for (place, part) in volume.parts.iter().enumerate() {
        let title = part.title.as_deref().map(one_line).filter(|title| !title.is_empty());
        let in_part = title.is_some();
        if let Some(title) = title {
            let name = format!("part-{:02}.xhtml", place + 1);
            documents.push(document(name, title, false, Kind::Part));
        }
        for chapter in &part.articles {
            chapters += 1;
            let title = one_line(&chapter.title);
            let title = if title.is_empty() { chapters.to_string() } else { title };
            let (name, kind) = (chapter_name(chapters), Kind::Chapter(chapter));
            documents.push(document(name, title, in_part, kind));
        }
    }
}
