//! Repeats among articles as diagnostics.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::{Article, Block, BlockKind, plain_text};
use crate::diag::{Code, Diagnostic, Diagnostics, Files};
use crate::repeats::{Print, Repeat, find, print};

/// The fingerprint of an article: its text without title and notes.
#[must_use]
pub fn of_article(article: &Article) -> Print {
    let mut pieces = Vec::new();
    collect(&article.body, &mut pieces);
    print(pieces.iter().map(String::as_str))
}

/// Reports which articles repeat an earlier one, each once: with the one that has most
/// in common with it.
pub fn report(diagnostics: &mut Diagnostics, files: &Files, articles: &[Arc<Article>]) {
    let prints: Vec<Print> =
        articles.par_iter().map(|article| of_article(article)).collect();
    for repeat in closest(&find(&prints)) {
        let place = place(files, &articles[repeat.first]);
        let found = diagnostic(repeat, &prints, place);
        diagnostics.push(found.at(articles[repeat.second].span));
    }
}

/// Of the repeats of each text that with the closest earlier one.
#[must_use]
pub fn closest(repeats: &[Repeat]) -> Vec<Repeat> {
    let mut of: BTreeMap<usize, Repeat> = BTreeMap::new();
    for repeat in repeats {
        let known = of.entry(repeat.second).or_insert(*repeat);
        if repeat.share > known.share {
            *known = *repeat;
        }
    }
    of.into_values().collect()
}

/// The diagnostic of a repeat, for the place of its second text.
#[must_use]
pub fn diagnostic(repeat: Repeat, prints: &[Print], first: String) -> Diagnostic {
    let longer = match prints[repeat.second].length.cmp(&prints[repeat.first].length) {
        Ordering::Less => "that",
        Ordering::Equal => "none",
        Ordering::Greater => "this",
    };
    Diagnostic::new(Code::I050)
        .with("other", first)
        .with("share", repeat.share)
        .with("longer", longer)
}

/// File and line of an article's text.
#[must_use]
pub fn place(files: &Files, article: &Article) -> String {
    let line = files.position(article.span.file, article.span.start).line;
    format!("{}:{line}", article.path)
}

fn collect(blocks: &[Block], pieces: &mut Vec<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::Continuation(text)
            | BlockKind::Signature(text) => {
                pieces.push(plain_text(text));
            }
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| collect(item, pieces));
            }
            BlockKind::Quote(inner) => collect(inner, pieces),
            BlockKind::Table(table) => {
                pieces.extend(table.texts().map(plain_text));
            }
            BlockKind::Figure(figure) => pieces.push(plain_text(&figure.caption)),
            BlockKind::Code(text) => pieces.push(text.clone()),
            BlockKind::Break => {}
        }
    }
}
