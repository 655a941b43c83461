//! Lists behind the articles: indexes of names, and where each article came from. What
//! page numbers are on paper, links to the articles are here.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::article::Article;
use crate::epub::book::Book;
use crate::epub::outline::chapter_name;
use crate::epub::text::one_line;
use crate::volume;
use crate::volume::index::{Entry, Group};

/// An index as its template sees it.
#[derive(Serialize)]
pub(super) struct Index<'a> {
    title: &'a str,
    groups: Vec<Letter>,
}

/// Names that begin alike.
#[derive(Serialize)]
struct Letter {
    /// What stands above them; nothing where one list holds all.
    head: Option<String>,
    entries: Vec<Name>,
}

/// A name, or a file, and the articles below it.
#[derive(Serialize)]
struct Name {
    name: String,
    chapters: Vec<Link>,
}

/// An article to go to.
#[derive(Serialize)]
struct Link {
    /// The name of its document.
    name: String,
    title: String,
    /// Where it stands in its source.
    lines: Option<String>,
}

/// An index of the articles of a book.
pub(super) fn index<'a>(book: &Book<'_>, title: &'a str, groups: &[Group]) -> Index<'a> {
    let links = links(book);
    let link = |place: &usize| {
        links.get(*place).map(|(name, title)| Link {
            name: name.clone(),
            title: title.clone(),
            lines: None,
        })
    };
    let name = |entry: &Entry| Name {
        name: one_line(&entry.name),
        chapters: entry.chapters.iter().filter_map(link).collect(),
    };
    let has_heads = volume::index::has_heads(groups);
    let mut letters: Vec<Letter> = Vec::new();
    for group in groups {
        let entries = group.entries.iter().map(name);
        match letters.last_mut() {
            Some(all) if !has_heads => all.entries.extend(entries),
            _ => letters.push(Letter {
                head: has_heads.then(|| book.words().head(group.head)),
                entries: entries.collect(),
            }),
        }
    }
    Index { title, groups: letters }
}

/// The list of sources as its template sees it.
#[derive(Serialize)]
pub(super) struct Sources<'a> {
    title: &'a str,
    files: Vec<Name>,
}

/// Where the articles of a book came from, file by file.
pub(super) fn sources<'a>(book: &Book<'_>, title: &'a str) -> Sources<'a> {
    let mut files: Vec<Name> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (chapter, (name, title)) in book.volume.chapters().zip(links(book)) {
        let source = chapter.article.source.as_deref().map(one_line);
        let Some(source) = source.filter(|source| !source.is_empty()) else { continue };
        let lines = lines(&chapter.article).map(|lines| book.words().lines(&lines));
        let file = *places.entry(source.clone()).or_insert_with(|| {
            files.push(Name { name: source, chapters: Vec::new() });
            files.len() - 1
        });
        files[file].chapters.push(Link { name, title, lines });
    }
    Sources { title, files }
}

/// Document and title of each article.
fn links(book: &Book<'_>) -> Vec<(String, String)> {
    let chapters = (1..).zip(book.volume.chapters());
    chapters
        .map(|(number, chapter)| {
            let title = one_line(&chapter.title);
            let title = if title.is_empty() { number.to_string() } else { title };
            (chapter_name(number), title)
        })
        .collect()
}

/// The lines of its source where an article stands: `181–196, 203`.
pub(super) fn lines(article: &Article) -> Option<String> {
    let range = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    let lines: Vec<String> = article.lines.iter().map(range).collect();
    (!lines.is_empty()).then(|| lines.join(", "))
}
