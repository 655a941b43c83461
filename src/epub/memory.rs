//! What the last round packed of a volume, so that the next one packs what has changed.
//!
//! Every stage is handed what its last result was made from, and makes it anew only when that
//! has changed. What is equal to what it was is shared with the last round ([`shared`]), so
//! that later stages see it by its address: comparing two `Arc`s of one value costs nothing,
//! of others it compares the values. Setup and templates are those of the memory's owner, who
//! forgets it when they change. Nothing older than the last round is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::article::Article;
use crate::epub::PrintedPage;
use crate::epub::book::Ground;
use crate::epub::document::{Shown, Source, Written};
use crate::epub::listing::Lists;
use crate::epub::package;
use crate::epub::template::Pages;
use crate::epub::zip::{self, Content};

/// What was packed in the last round.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) templates: Option<Pages>,
    pub(super) ground: Option<Arc<Ground>>,
    pub(super) cover: Last<Arc<Ground>, Content>,
    pub(super) note: Last<Arc<Ground>, Content>,
    pub(super) texts: Texts,
    pub(super) lists: Option<Arc<Lists>>,
    pub(super) contents: Last<Arc<Lists>, Arc<String>>,
    pub(super) package: package::Memory,
    pub(super) container: zip::Memory,
}

/// A value, or that of the last round when they are equal; it is known from now on.
pub(super) fn shared<T: Eq>(known: &mut Option<Arc<T>>, value: T) -> Arc<T> {
    let same = known.take().filter(|known| **known == value);
    let value = same.unwrap_or_else(|| Arc::new(value));
    Arc::clone(known.insert(value))
}

/// What was made last, and what of.
#[derive(Debug)]
pub(super) struct Last<K, V>(Option<(K, V)>);

impl<K, V> Default for Last<K, V> {
    fn default() -> Self {
        Self(None)
    }
}

impl<K: Eq, V: Clone> Last<K, V> {
    /// What is made of `from`: made anew when the last was made of something else. Nothing is
    /// known when that fails.
    pub(super) fn made<E>(
        &mut self,
        from: K,
        make: impl FnOnce(&K) -> Result<V, E>,
    ) -> Result<V, E> {
        let (from, made) = match self.0.take().filter(|(known, _)| *known == from) {
            Some(known) => known,
            None => {
                let made = make(&from)?;
                (from, made)
            }
        };
        self.0 = Some((from, made.clone()));
        Ok(made)
    }
}

/// Documents as they were written, with everything that entered.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// What every document may say.
    ground: Option<Arc<Ground>>,
    /// By the path of the article, or the name of the document.
    documents: BTreeMap<String, (Known, Arc<Written>)>,
}

/// What a document was written from.
#[derive(Debug)]
enum Known {
    Article {
        kind: &'static str,
        article: Arc<Article>,
        title: String,
        unit: Option<String>,
        pages: Vec<PrintedPage>,
    },
    Page(&'static str, Value),
}

impl Texts {
    /// Begins a round. When something is said about the book that was not said before, all
    /// documents are forgotten.
    pub(super) fn begin(&mut self, ground: &Arc<Ground>) {
        if self.ground.as_ref() != Some(ground) {
            self.documents.clear();
            self.ground = Some(Arc::clone(ground));
        }
    }

    /// A document by heart.
    pub(super) fn get(&self, name: &str, source: &Source<'_>) -> Option<Arc<Written>> {
        let (known, written) = self.documents.get(key(name, source))?;
        known.is(source).then(|| Arc::clone(written))
    }

    /// Ends the round with what was written; names, sources and documents are in one order.
    pub(super) fn keep<'a>(
        &mut self,
        documents: impl Iterator<Item = (&'a str, Source<'a>, &'a Arc<Written>)>,
    ) {
        let mut before = std::mem::take(&mut self.documents);
        for (name, source, written) in documents {
            let same = before.remove_entry(key(name, &source));
            let same = same.filter(|(_, (_, known))| Arc::ptr_eq(known, written));
            let (name, known) = same.unwrap_or_else(|| {
                let name = key(name, &source).to_owned();
                (name, (Known::of(source), Arc::clone(written)))
            });
            self.documents.insert(name, known);
        }
    }
}

/// By what a document is looked for: an article's may be called otherwise when others have
/// come before it.
fn key<'a>(name: &'a str, source: &'a Source<'_>) -> &'a str {
    match source {
        Source::Article(shown) => &shown.article.path,
        Source::Page(..) => name,
    }
}

impl Known {
    fn of(source: Source<'_>) -> Self {
        match source {
            Source::Article(Shown { kind, article, title, unit, pages }) => {
                Self::Article {
                    kind,
                    article: Arc::clone(article),
                    title: title.to_owned(),
                    unit: unit.map(str::to_owned),
                    pages: pages.iter().map(|page| (*page).clone()).collect(),
                }
            }
            Source::Page(template, page) => Self::Page(template, page),
        }
    }

    /// Whether a document was written from this.
    fn is(&self, source: &Source<'_>) -> bool {
        match (self, source) {
            (
                Self::Article { kind, article, title, unit, pages },
                Source::Article(now),
            ) => {
                Arc::ptr_eq(article, now.article)
                    && *kind == now.kind
                    && title == now.title
                    && unit.as_deref() == now.unit
                    && pages.iter().eq(now.pages.iter().copied())
            }
            (Self::Page(template, page), Source::Page(own, now)) => {
                template == own && page == now
            }
            _ => false,
        }
    }
}
