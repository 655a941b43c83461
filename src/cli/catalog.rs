//! out/catalog.json: what was built from what.
//!
//! It says nothing about when or where, so that two builds of one input give one file.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

use crate::Product;
use crate::cli::kept::FOLDER;
use crate::disk::{self, Sharing};
use crate::volume::Volume;

/// The name of the file.
pub(crate) const FILE: &str = "catalog.json";

/// Version of the file's shape.
const VERSION: u32 = 1;

/// The whole file as it is written.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Written<'a> {
    version: u32,
    /// Version of the program that wrote it.
    huikan: &'static str,
    /// The products, by volume and edition.
    products: Vec<&'a Entry>,
}

/// What is read of it.
#[derive(Debug, Deserialize)]
struct Catalog {
    products: Vec<Entry>,
}

/// The same without articles.
#[derive(Debug, Deserialize)]
struct Places {
    products: Vec<Place>,
}

/// Where a product is.
#[derive(Debug, Deserialize)]
pub(crate) struct Place {
    /// Id of the volume.
    pub(crate) volume: String,
    /// Name of the edition.
    pub(crate) edition: String,
    /// Path below out/.
    pub(crate) file: String,
}

/// A product.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
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
    #[serde(serialize_with = "shared", deserialize_with = "unshared")]
    #[schemars(with = "Vec<Origin>")]
    pub(crate) articles: Articles,
    /// Where there is to go to in a PDF that was made just now.
    #[serde(skip)]
    pub(crate) places: Arc<crate::Places>,
}

/// The articles of a volume, which all its products share.
pub(crate) type Articles = Arc<Vec<Origin>>;

/// Where an article came from.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Origin {
    title: String,
    file: String,
    source: Option<String>,
    lines: Vec<(u32, u32)>,
}

impl Entry {
    /// What the catalog says about a product of a volume with these articles.
    pub(crate) fn new(volume: &Volume, articles: &Articles, product: &Product) -> Self {
        let digest = Sha256::digest(&product.bytes);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let edition = (product.edition.clone(), product.pages);
        let file = format!("{}/{}", volume.id, product.file);
        let bytes = (product.bytes.len(), sha256);
        let places = Arc::clone(&product.places);
        Self { places, ..Self::known((volume, articles), edition, file, bytes) }
    }

    /// The same about one whose bytes were seen before.
    pub(crate) fn known(
        (volume, articles): (&Volume, &Articles),
        (edition, pages): (String, Option<usize>),
        file: String,
        (bytes, sha256): (usize, String),
    ) -> Self {
        Self {
            volume: volume.id.clone(),
            title: volume.title.clone(),
            edition,
            file,
            bytes,
            sha256,
            pages,
            articles: Articles::clone(articles),
            places: Arc::default(),
        }
    }

    /// What a catalog has one of.
    fn key(&self) -> (&str, &str) {
        (&self.volume, &self.edition)
    }
}

/// The articles of a volume, in order.
pub(crate) fn articles(volume: &Volume) -> Articles {
    let origin = |chapter: &crate::volume::Chapter| Origin {
        title: chapter.title.clone(),
        file: chapter.article.path.clone(),
        source: chapter.article.source.clone(),
        lines: chapter.article.lines.clone(),
    };
    Arc::new(volume.chapters().map(origin).collect())
}

fn shared<S: Serializer>(articles: &Articles, to: S) -> Result<S::Ok, S::Error> {
    articles.serialize(to)
}

fn unshared<'de, D: Deserializer<'de>>(from: D) -> Result<Articles, D::Error> {
    Vec::deserialize(from).map(Arc::new)
}

/// The products that out/ has; none when there is no catalog or it cannot be understood.
pub(crate) fn read(out: &Path) -> Vec<Entry> {
    let bytes = disk::read(&out.join("catalog.json")).unwrap_or_default();
    let catalog = serde_json::from_slice::<Catalog>(&bytes);
    catalog.map(|catalog| catalog.products).unwrap_or_default()
}

/// The same without the articles, of which a library has many.
pub(crate) fn places(out: &Path) -> Vec<Place> {
    let Ok(file) = disk::reader(&out.join("catalog.json")) else { return Vec::new() };
    let catalog = serde_json::from_reader::<_, Places>(file);
    catalog.map(|catalog| catalog.products).unwrap_or_default()
}

/// Writes the catalog: what was built, and of what was built before whatever is still
/// there and was not built again; whether the disk is waited for.
pub(crate) fn write(
    out: &Path,
    built: &[Entry],
    lasting: bool,
) -> Result<(), disk::Error> {
    // Builds of other volumes may write it at the same time.
    let file = out.join(FOLDER).join("catalog.lock");
    let _lock = disk::lock(&file, Sharing::Alone, || ())?;
    let mut products: BTreeMap<_, _> =
        built.iter().map(|entry| (entry.key(), entry)).collect();
    let is_left = |place: &Place| {
        let key = (&*place.volume, &*place.edition);
        !products.contains_key(&key) && disk::exists(&out.join(&place.file))
    };
    let is_any_left = places(out).iter().any(is_left);
    let old = if is_any_left { read(out) } else { Vec::new() };
    for entry in old.iter().filter(|entry| disk::exists(&out.join(&entry.file))) {
        products.entry(entry.key()).or_insert(entry);
    }
    let catalog = Written {
        version: VERSION,
        huikan: env!("CARGO_PKG_VERSION"),
        products: products.into_values().collect(),
    };
    disk::save_changed(&out.join(FILE), lasting, &|to| {
        serde_json::to_writer_pretty(&mut *to, &catalog)?;
        to.write_all(b"\n")
    })
}
