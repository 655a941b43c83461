//! Articles without their texts, and volumes that get them back: a library may be larger
//! than memory, and only what is being built needs every word.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::{Article, Block, BlockKind, Figure, Image};
use crate::diag::Span;
use crate::volume::Volume;
use crate::volume::parts::opening_block;

/// All that gathering asks of an article: what is said about its text, the words from
/// which its title is made when it has none, and which pictures it shows.
#[must_use]
pub(crate) fn outline(article: &Article) -> Article {
    let Article { path, title, subtitle, unit, authors, date, source, .. } = article;
    let opening = opening_block(article).filter(|_| title.is_none()).cloned();
    let figure = |(image, span): (&str, Span)| {
        let (image, alt) = (image.to_owned(), String::new());
        let figure = Figure { image, alt, caption: Vec::new(), width: None };
        Block { kind: BlockKind::Figure(figure), span }
    };
    let figures = images_of(article).into_iter().map(figure);
    Article {
        path: path.clone(),
        title: title.clone(),
        subtitle: subtitle.clone(),
        unit: unit.clone(),
        authors: authors.clone(),
        date: *date,
        source: source.clone(),
        lines: article.lines.clone(),
        body: opening.into_iter().chain(figures).collect(),
        notes: Vec::new(),
        extent: article.extent,
        span: article.span,
    }
}

impl Volume {
    /// The volume with the articles and pictures that these have at their paths.
    #[must_use]
    pub(crate) fn filled(
        &self,
        articles: &BTreeMap<String, Arc<Article>>,
        images: &BTreeMap<String, Arc<Image>>,
    ) -> Self {
        let mut volume = self.clone();
        let chapters = volume.parts.iter_mut().flat_map(|part| &mut part.articles);
        let chapters = chapters.map(|chapter| &mut chapter.article);
        let apart = volume.preface.iter_mut().chain(&mut volume.afterword);
        for article in chapters.chain(apart) {
            if let Some(whole) = articles.get(&article.path) {
                *article = Arc::clone(whole);
            }
        }
        for image in volume.images.values_mut().chain(&mut volume.cover) {
            if let Some(whole) = images.get(&image.path) {
                *image = Arc::clone(whole);
            }
        }
        volume
    }
}

/// The images of an article, with the places of their figures.
pub(super) fn images_of(article: &Article) -> Vec<(&str, Span)> {
    fn collect<'a>(blocks: &'a [Block], found: &mut Vec<(&'a str, Span)>) {
        for block in blocks {
            match &block.kind {
                BlockKind::Figure(figure) => found.push((&figure.image, block.span)),
                BlockKind::Quote(inner) => collect(inner, found),
                BlockKind::List { items, .. } => {
                    items.iter().for_each(|item| collect(item, found));
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    collect(&article.body, &mut found);
    article.notes.iter().for_each(|note| collect(&note.body, &mut found));
    found
}
