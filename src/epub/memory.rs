//! What the last round packed of a volume, so that the next one packs what has changed.
//!
//! An article's document is written anew unless the article is the very one of the last round,
//! under the same title, and what is said about the book and the printed pages that begin in
//! it are the same. Setup and templates are those of the memory's owner, who forgets it
//! when they change. Nothing older than the last round is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::Article;
use crate::diag::{Diagnostics, FileId};
use crate::epub::PrintedPage;
use crate::epub::book::Book;
use crate::epub::cover;
use crate::epub::document::Written;
use crate::epub::outline::{Document, Kind};
use crate::epub::template::Pages;
use crate::epub::zip;

/// What was packed in the last round.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) templates: Option<Pages>,
    pub(super) cover: cover::Memory,
    pub(super) texts: Texts,
    pub(super) container: zip::Memory,
}

/// Documents of articles.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// What every document may say.
    ground: String,
    /// The printed pages by the article in which they begin.
    pages: BTreeMap<FileId, Vec<PrintedPage>>,
    /// By the path of the article.
    documents: BTreeMap<String, Known>,
}

/// A document and everything that entered.
#[derive(Debug)]
struct Known {
    article: Arc<Article>,
    title: String,
    unit: Option<String>,
    pages: Vec<PrintedPage>,
    written: Written,
    diagnostics: Diagnostics,
}

impl Texts {
    /// Begins a round. When something is said about the book that was not said before, all
    /// documents are forgotten.
    pub(super) fn begin(&mut self, book: &Book<'_>) {
        let ground = book.ground();
        if self.ground != ground {
            self.documents.clear();
            self.ground = ground;
        }
        self.pages.clear();
        for page in book.printed.iter().flat_map(|printed| &printed.pages) {
            self.pages.entry(page.span.file).or_default().push(page.clone());
        }
    }

    /// The printed pages that begin in an article.
    fn pages(&self, article: &Article) -> &[PrintedPage] {
        self.pages.get(&article.span.file).map_or(&[], Vec::as_slice)
    }

    /// A document by heart.
    pub(super) fn get(
        &self,
        document: &Document<'_>,
    ) -> Option<(Option<Written>, Diagnostics)> {
        let Kind::Chapter(chapter) = &document.kind else { return None };
        let known = self.documents.get(&chapter.article.path)?;
        let is_same = Arc::ptr_eq(&chapter.article, &known.article)
            && document.title == known.title
            && chapter.unit == known.unit
            && self.pages(&chapter.article) == known.pages;
        is_same.then(|| (Some(known.written.clone()), known.diagnostics.clone()))
    }

    /// Ends the round with what was written.
    pub(super) fn keep(
        &mut self,
        documents: &[Document<'_>],
        written: &[(Option<Written>, Diagnostics)],
    ) {
        let known = documents.iter().zip(written).filter_map(|(document, written)| {
            let (Kind::Chapter(chapter), (Some(written), diagnostics)) =
                (&document.kind, written)
            else {
                return None;
            };
            let known = Known {
                article: Arc::clone(&chapter.article),
                title: document.title.clone(),
                unit: chapter.unit.clone(),
                pages: self.pages(&chapter.article).to_vec(),
                written: written.clone(),
                diagnostics: diagnostics.clone(),
            };
            Some((chapter.article.path.clone(), known))
        });
        self.documents = known.collect();
    }
}
