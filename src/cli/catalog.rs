//! out/catalog.json: what was built from what.
//!
//! It says nothing about when or where, so that two builds of one input give one file.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::Product;
use crate::cli::kept::FOLDER;
use crate::cli::terminal::Terminal;
use crate::disk::{self, Sharing};
use crate::volume::Volume;

/// Version of the file's shape.
const VERSION: u32 = 1;

/// The whole file.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Catalog {
    version: u32,
    /// Version of the program that wrote it.
    huikan: String,
    /// The products, by volume and edition.
    pub(crate) products: Vec<Entry>,
}

/// A product.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Id of the volume.
    pub(crate) volume: String,
    /// Title of the volume.
    pub(crate) title: String,
    /// Name of the edition.
    pub(crate) edition: String,
    /// Path below out/.
    pub(crate) file: String,
    /// Size.
    pub(crate) bytes: usize,
    /// Digest in hexadecimal digits.
    pub(crate) sha256: String,
    /// Pages; an EPUB has none.
    pub(crate) pages: Option<usize>,
    /// The articles in it, in order.
    pub(crate) articles: Vec<Origin>,
}

/// Where an article came from.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Origin {
    title: String,
    file: String,
    source: Option<String>,
    lines: Vec<(u32, u32)>,
}

impl Entry {
    /// What the catalog says about a product.
    pub(crate) fn new(volume: &Volume, product: &Product) -> Self {
        let digest = Sha256::digest(&product.bytes);
        let origin = |chapter: &crate::volume::Chapter| Origin {
            title: chapter.title.clone(),
            file: chapter.article.path.clone(),
            source: chapter.article.source.clone(),
            lines: chapter.article.lines.clone(),
        };
        Self {
            volume: volume.id.clone(),
            title: volume.title.clone(),
            edition: product.edition.clone(),
            file: format!("{}/{}", volume.id, product.file),
            bytes: product.bytes.len(),
            sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
            pages: product.pages,
            articles: volume.chapters().map(origin).collect(),
        }
    }
}

/// The products that out/ has; none when there is no catalog or it cannot be understood.
pub(crate) fn read(out: &Path) -> Vec<Entry> {
    let bytes = disk::read(&out.join("catalog.json")).unwrap_or_default();
    let catalog = serde_json::from_slice::<Catalog>(&bytes);
    catalog.map(|catalog| catalog.products).unwrap_or_default()
}

/// Writes the catalog: what was built, and of what was built before whatever is still
/// there and was not built again.
pub(crate) fn write(
    terminal: &Terminal,
    out: &Path,
    built: &[Entry],
) -> Result<(), disk::Error> {
    // Builds of other volumes may write it at the same time.
    let file = out.join(FOLDER).join("catalog.lock");
    let _lock = disk::lock(&file, Sharing::Alone, || ())?;
    let key = |entry: &Entry| (entry.volume.clone(), entry.edition.clone());
    let old = read(out).into_iter().filter(|entry| disk::exists(&out.join(&entry.file)));
    let mut products: BTreeMap<_, _> = old.map(|entry| (key(&entry), entry)).collect();
    products.extend(built.iter().map(|entry| (key(entry), entry.clone())));
    let catalog = Catalog {
        version: VERSION,
        huikan: env!("CARGO_PKG_VERSION").to_owned(),
        products: products.into_values().collect(),
    };
    let (path, text) = (out.join("catalog.json"), terminal.json(&catalog));
    // A build that changes nothing waits for no disk.
    match disk::read(&path) {
        Ok(bytes) if bytes == text.as_bytes() => Ok(()),
        _ => disk::save(&path, text.as_bytes()),
    }
}
