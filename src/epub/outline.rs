//! The documents of an EPUB in reading order, and what the contents say about them.
//!
//! Names are ASCII and count up, whatever the articles are called, so that every reader
//! and file system takes them. They stand beside the package document, because some
//! readers resolve the contents relative to it.

use crate::article::Article;
use crate::epub::text::one_line;
use crate::epub::words::Words;
use crate::project::Matter;
use crate::volume::index::Group;
use crate::volume::{Chapter, Volume};

/// One XHTML document.
pub(super) struct Document<'a> {
    /// Its name in the package.
    pub(super) name: String,
    /// Its line in the contents.
    pub(super) title: String,
    /// What it shows.
    pub(super) kind: Kind<'a>,
    /// Whether it stands below the part before it.
    pub(super) in_part: bool,
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
    Preface(&'a Article),
    /// A part title.
    Part,
    /// An article.
    Chapter(&'a Chapter),
    /// An article behind the others.
    Afterword(&'a Article),
    /// Names and their articles.
    Index(Vec<Group>),
    /// Where each article came from.
    Sources,
}

impl Document<'_> {
    /// Whether the contents list it.
    pub(super) fn is_listed(&self) -> bool {
        !matches!(self.kind, Kind::Cover | Kind::Title | Kind::Copyright)
    }

    /// Whether it is of the body of the book.
    pub(super) fn is_body(&self) -> bool {
        matches!(self.kind, Kind::Part | Kind::Chapter(_))
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
    let (name, title) = (format!("{name}.xhtml"), title.to_owned());
    Document { name, title, kind, in_part: false }
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
            let article = volume.preface.as_deref()?;
            apart("preface", &titled(article, words.preface), Kind::Preface(article))
        }
        Matter::Afterword => {
            let article = volume.afterword.as_deref()?;
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
            documents.push(Document { name, title, kind: Kind::Part, in_part: false });
        }
        for chapter in &part.articles {
            chapters += 1;
            let title = one_line(&chapter.title);
            documents.push(Document {
                name: chapter_name(chapters),
                title: if title.is_empty() { chapters.to_string() } else { title },
                kind: Kind::Chapter(chapter),
                in_part,
            });
        }
    }
}
