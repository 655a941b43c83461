//! What the last round has made, as the page is told.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use crate::cli::build::{Produced, found_in};
use crate::cli::catalog::Entry;
use crate::cli::found::Found;
use crate::cli::open::Open;
use crate::cli::serve::book::{self, Chapter};
use crate::cli::terminal::Terminal;
use crate::disk;

/// The largest product that is shown.
pub(super) const MOST: u64 = 1 << 30;

/// Everything that can be asked for.
#[derive(Debug, Clone)]
pub(super) struct State {
    /// The folder of the products.
    pub(super) out: PathBuf,
    pub(super) round: usize,
    /// What the page is told, as JSON.
    pub(super) shown: Arc<str>,
    /// The products that may be asked for: path below the folder, and digest.
    pub(super) products: Arc<BTreeMap<String, Product>>,
    /// The texts of the publication by their names.
    pub(super) texts: Arc<BTreeMap<String, Arc<str>>>,
}

/// A product that may be asked for.
#[derive(Debug, Clone)]
pub(super) struct Product {
    sha256: String,
    /// How many pages a PDF has, when that is known.
    pages: Option<usize>,
    chapters: Arc<Vec<Chapter>>,
}

/// What the page is told.
#[derive(Serialize)]
struct Shown<'a> {
    round: usize,
    title: String,
    /// What the round came to, in words.
    line: String,
    volumes: Vec<Volume<'a>>,
    diagnostics: Vec<Problem>,
}

#[derive(Serialize)]
struct Volume<'a> {
    id: String,
    title: String,
    editions: Vec<Edition<'a>>,
}

#[derive(Serialize)]
struct Edition<'a> {
    name: String,
    kind: &'static str,
    file: String,
    pages: Option<usize>,
    chapters: &'a [Chapter],
}

#[derive(Serialize)]
struct Problem {
    #[serde(flatten)]
    found: Found,
    /// Whether its file can be looked at.
    has_source: bool,
}

impl State {
    /// Nothing yet.
    pub(super) fn new(out: &Path) -> Self {
        let shown = "{\"round\":0,\"title\":\"huikan\",\"line\":\"\",\"volumes\":[],\"diagnostics\":[]}";
        Self {
            out: out.to_owned(),
            round: 0,
            shown: Arc::from(shown),
            products: Arc::default(),
            texts: Arc::default(),
        }
    }

    /// What there is after a round. Products that could not be made stay as they were.
    pub(super) fn after(
        self,
        terminal: &Terminal,
        opened: &Open,
        produced: &Produced,
        (round, line): (usize, String),
    ) -> Self {
        let mut entries: Vec<Entry> = produced.entries.clone();
        let is_there = |entry: &Entry| {
            entries.iter().any(|other| other.file == entry.file)
                || !disk::exists(&self.out.join(&entry.file))
        };
        let known = crate::cli::catalog::read(&self.out).into_iter();
        let kept: Vec<Entry> = known.filter(|entry| !is_there(entry)).collect();
        entries.extend(kept);
        let products = self.products_of(&entries);
        let files = &opened.project.files;
        let texts = files.all().map(|(name, text)| (name.to_owned(), Arc::clone(text)));
        let texts: BTreeMap<_, _> = texts.filter(|(_, text)| !text.is_empty()).collect();
        let problem = |found: Found| {
            let has_source =
                found.file.as_ref().is_some_and(|file| texts.contains_key(file));
            Problem { found, has_source }
        };
        let mut found = found_in(terminal, opened, &produced.diagnostics);
        found.sort_by_key(|found| match found.severity {
            "error" => 0,
            "warning" => 1,
            _ => 2,
        });
        let shown = Shown {
            round,
            title: opened.gathered.config.publication.title.clone(),
            line,
            volumes: volumes(&entries, &products),
            diagnostics: found.into_iter().map(problem).collect(),
        };
        Self {
            out: self.out,
            round,
            shown: terminal.json_line(&shown).into(),
            products: Arc::new(products),
            texts: Arc::new(texts),
        }
    }

    /// The products of entries; what is known of those that have not changed is not asked
    /// again.
    fn products_of(&self, entries: &[Entry]) -> BTreeMap<String, Product> {
        let product = |entry: &Entry| {
            let known = self.products.get(&entry.file);
            let known = known.filter(|known| known.sha256 == entry.sha256).cloned();
            let product = known.unwrap_or_else(|| self.product(entry));
            (entry.file.clone(), product)
        };
        entries.iter().map(product).collect()
    }

    /// What there is to go to in a product. Of a PDF that was made before this program began
    /// nobody knows.
    fn product(&self, entry: &Entry) -> Product {
        let places = &entry.places;
        let chapters = match is_epub(&entry.file) {
            true => self.bytes(&entry.file).map(|bytes| book::chapters(&bytes)),
            false => Some(places.bookmarks.iter().map(Chapter::of).collect()),
        };
        Product {
            sha256: entry.sha256.clone(),
            pages: (places.pages > 0).then_some(places.pages),
            chapters: Arc::new(chapters.unwrap_or_default()),
        }
    }

    /// The bytes of a product that may be asked for or is about to be.
    pub(super) fn bytes(&self, file: &str) -> Option<Vec<u8>> {
        disk::read_below(&self.out, file, MOST)
    }
}

/// Whether a product is an EPUB.
pub(super) fn is_epub(file: &str) -> bool {
    file.ends_with(".epub")
}

/// Products by their volumes, in the order in which they come.
fn volumes<'a>(
    entries: &[Entry],
    products: &'a BTreeMap<String, Product>,
) -> Vec<Volume<'a>> {
    let mut volumes: Vec<Volume> = Vec::new();
    for entry in entries {
        let product = products.get(&entry.file);
        let chapters = product.map(|product| &**product.chapters);
        let edition = Edition {
            name: entry.edition.clone(),
            kind: if is_epub(&entry.file) { "epub" } else { "pdf" },
            file: entry.file.clone(),
            pages: product.and_then(|product| product.pages).or(entry.pages),
            chapters: chapters.unwrap_or_default(),
        };
        match volumes.iter_mut().find(|volume| volume.id == entry.volume) {
            Some(volume) => volume.editions.push(edition),
            None => volumes.push(Volume {
                id: entry.volume.clone(),
                title: entry.title.clone(),
                editions: vec![edition],
            }),
        }
    }
    volumes
}
