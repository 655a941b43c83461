//! Articles of a volume into parts.
//!
//! Parts help a reader when they gather. So a volume has none when there would be only
//! one, when there would be nearly as many as articles, or when most articles name no
//! unit: then the articles keep their order, and the line with the unit says whose they
//! are.

use std::sync::Arc;

use crate::article::{Article, Block, BlockKind, plain_text};
use crate::project::Config;
use crate::volume::{Chapter, Part};

/// All articles without parts.
pub(super) fn whole(config: &Config, articles: &[Arc<Article>]) -> Vec<Part> {
    let articles = articles.iter().map(|article| chapter(config, article)).collect();
    vec![Part { title: None, articles }]
}

/// A part for each name, in the order of its first article. Articles without a name come
/// last, under the title for the rest.
pub(super) fn by_name(
    config: &Config,
    articles: &[Arc<Article>],
    name: impl Fn(&Article) -> Option<String>,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut rest = Vec::new();
    for article in articles {
        let chapter = chapter(config, article);
        let Some(name) = name(article) else {
            rest.push(chapter);
            continue;
        };
        match parts.iter_mut().find(|part| part.title.as_ref() == Some(&name)) {
            Some(part) => part.articles.push(chapter),
            None => parts.push(Part { title: Some(name), articles: vec![chapter] }),
        }
    }
    let do_most_name_one = rest.len() * 2 <= articles.len();
    if !rest.is_empty() {
        let title = title_of_rest(&config.publication.language).to_owned();
        parts.push(Part { title: Some(title), articles: rest });
    }

    let is_full = articles.len() * 2 >= parts.len() * FULLNESS_TWICE;
    if parts.len() > 1 && is_full && do_most_name_one {
        parts
    } else {
        whole(config, articles)
    }
}

/// Twice the articles that a part must hold on average: with fewer than one and a half,
/// most part titles would stand before a single article.
const FULLNESS_TWICE: usize = 3;

/// The title of the part for articles that no other part takes. It stands in the book,
/// so the publication's language decides, not that of messages.
fn title_of_rest(language: &str) -> &'static str {
    if language.starts_with("zh") { "其他" } else { "Other" }
}

/// An article as a chapter of a volume.
pub(super) fn chapter(config: &Config, article: &Arc<Article>) -> Chapter {
    let unit = config.unit(article).map(str::to_owned);
    let title = article.title.clone().unwrap_or_else(|| opening(article));
    Chapter { article: Arc::clone(article), title, unit }
}

/// Most characters of a title made from the text: about half a line of a contents list.
const OPENING: usize = 15;

/// The first words of an article's text; of its file's name when it has none.
fn opening(article: &Article) -> String {
    let words = opening_block(article).and_then(words);
    let Some(words) = words else {
        let name = article.path.rsplit('/').next().unwrap_or_default();
        return name.strip_suffix(".md").unwrap_or(name).to_owned();
    };
    let is_end = |c: char| matches!(c, '。' | '！' | '？' | '；' | '，' | '\n');
    let first: String = words.chars().take(OPENING).take_while(|c| !is_end(*c)).collect();
    format!("{}……", first.trim_end())
}

/// The first block of an article that has words.
pub(super) fn opening_block(article: &Article) -> Option<&Block> {
    article.body.iter().find(|block| words(block).is_some())
}

/// The words of running text or of a heading; `None` for other blocks and without any.
fn words(block: &Block) -> Option<String> {
    match &block.kind {
        BlockKind::Paragraph(text)
        | BlockKind::Continuation(text)
        | BlockKind::Heading { text, .. } => {
            let words = plain_text(text);
            let words = words.trim().to_owned();
            (!words.is_empty()).then_some(words)
        }
        _ => None,
    }
}
