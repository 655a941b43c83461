//! The documents of an EPUB in reading order, and what the contents say about them.
//!
//! Names are ASCII and count up, whatever the articles are called, so that every reader
//! and file system takes them. They stand beside the package document, because some
//! readers resolve the contents relative to it.

use crate::article::Article;
use crate::epub::text::one_line;
use crate::epub::words::Words;
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
#[derive(Clone, Copy)]
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
}

impl Document<'_> {
    /// Whether the contents list it.
    pub(super) fn is_listed(&self) -> bool {
        matches!(self.kind, Kind::Preface(_) | Kind::Part | Kind::Chapter(_))
    }

    /// Whether it is of the body of the book.
    pub(super) fn is_body(&self) -> bool {
        matches!(self.kind, Kind::Part | Kind::Chapter(_))
    }
}

/// Plans the documents of a volume.
pub(super) fn outline<'a>(
    volume: &'a Volume,
    words: &Words,
    has_cover: bool,
) -> Vec<Document<'a>> {
    let front = |name: &str, kind| Document {
        name: format!("{name}.xhtml"),
        title: String::new(),
        kind,
        in_part: false,
    };
    let mut documents = Vec::new();
    if has_cover {
        documents.push(front("cover", Kind::Cover));
    }
    documents.push(front("title", Kind::Title));
    documents.push(front("copyright", Kind::Copyright));
    if let Some(preface) = &volume.preface {
        let title = preface.title.as_deref().map(one_line).unwrap_or_default();
        let title = if title.is_empty() { words.preface.to_owned() } else { title };
        documents.push(Document { title, ..front("preface", Kind::Preface(preface)) });
    }
    body(&mut documents, volume);
    documents
}

fn body<'a>(documents: &mut Vec<Document<'a>>, volume: &'a Volume) {
    let mut chapters = 0;
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
                name: format!("chapter-{chapters:03}.xhtml"),
                title: if title.is_empty() { chapters.to_string() } else { title },
                kind: Kind::Chapter(chapter),
                in_part,
            });
        }
    }
}
