//! A printed page back to the articles it shows and to their lines in content/.

use crate::article::{Article, Block};
use crate::diag::{FileId, Files, Span};
use crate::page::{Label, Origin, Pages};
use crate::volume::Volume;

/// A part of an article.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Passage<'a> {
    /// The article's line in the contents.
    pub title: &'a str,
    /// The article.
    pub article: &'a Article,
    /// The first and the last line in its file, counted from 1.
    pub lines: (u32, u32),
}

/// The pages that are called so: `12`, `iv`, or a name such as 封面. Places in
/// [`Pages::pages`]; more than one only when they share a name.
#[must_use]
pub fn called(pages: &Pages, folio: &str) -> Vec<usize> {
    let wanted = folio.trim().to_lowercase();
    let is_wanted = |label: &Label| label.number().to_lowercase() == wanted;
    let labels = pages.pages.iter().map(|page| &page.label).enumerate();
    labels.filter(|(_, label)| is_wanted(label)).map(|(place, _)| place).collect()
}

/// What a page shows of which articles, in reading order; nothing for a page without text
/// of an article. Notes count with the lines that have their marks.
#[must_use]
pub fn locate<'a>(
    pages: &Pages,
    volume: &'a Volume,
    files: &Files,
    page: usize,
) -> Vec<Passage<'a>> {
    let articles: Vec<(&str, &Article)> = articles(volume).collect();
    let place_of =
        |file: FileId| articles.iter().position(|(_, article)| article.span.file == file);
    let Some(Origin { span, .. }) = pages.pages.get(page).and_then(|page| page.origin)
    else {
        return Vec::new();
    };
    let mut later = pages.pages.iter().skip(page + 1).filter_map(|page| page.origin);
    let (Some(first), next) = (place_of(span.file), later.next()) else {
        return Vec::new();
    };
    let after = next.and_then(|next| Some((place_of(next.span.file)?, next)));
    let last = after.map_or(articles.len() - 1, |(place, _)| place);
    let line = |span: Span, offset: u32| files.position(span.file, offset).line;
    let mut passages = Vec::new();
    for (place, &(title, article)) in
        articles.iter().enumerate().take(last + 1).skip(first)
    {
        let whole = (line(article.span, article.span.start), last_line(article, files));
        let from = if place == first { line(span, span.start) } else { whole.0 };
        let to = match after {
            Some((last, next)) if last == place => {
                let begins = line(next.span, next.span.start);
                // A page that begins inside a block shares it with the one before.
                if next.offset > 0 { begins } else { begins.saturating_sub(1) }
            }
            _ => whole.1,
        };
        let opens_the_next = to < whole.0.max(from);
        if !opens_the_next {
            passages.push(Passage { title, article, lines: (from, to) });
        }
    }
    passages
}

/// All articles with their lines in the contents, preface and afterword among them.
fn articles(volume: &Volume) -> impl Iterator<Item = (&str, &Article)> {
    let apart = |article| {
        Option::map(article, |article: &Article| {
            (article.title.as_deref().unwrap_or_default(), article)
        })
    };
    let preface = apart(volume.preface.as_deref());
    let afterword = apart(volume.afterword.as_deref());
    let chapters = volume.chapters().map(|chapter| (&*chapter.title, &*chapter.article));
    preface.into_iter().chain(chapters).chain(afterword)
}

/// The last line of the text of an article, notes at its end left out.
fn last_line(article: &Article, files: &Files) -> u32 {
    let end = |block: &Block| block.span.end.saturating_sub(1).max(block.span.start);
    let end = article.body.iter().map(end).max().unwrap_or(article.span.start);
    files.position(article.span.file, end).line
}
