//! A volume and an edition into what they are made from: a digest for everything that can
//! change a product, by a name that people know.
//!
//! Equal digests mean equal bytes, for nothing else enters a product (`ARCHITECTURE.md`,
//! invariants). Whatever a volume or a publication gains later has to be named here: they
//! are taken apart field by field, so that the compiler asks.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::article::{Article, Image};
use crate::diag::{FileId, Severity};
use crate::gather::Away;
use crate::limits::Limit;
use crate::project::{Edition, Project};
use crate::volume::{Chapter, Part, Volume};

/// A digest in hexadecimal digits: the first half of a SHA-256, which is enough to tell
/// any two inputs of a publication apart.
pub(crate) type Digest = String;

/// Digests of everything that a project has, each taken once.
#[derive(Debug)]
pub(crate) struct Digests {
    /// Articles and pictures by their paths, those that are here…
    content: BTreeMap<String, (Source, Digest)>,
    /// … and those that have been put away.
    away: Away,
    /// All files of styles/.
    styles: Digest,
    /// All files of fonts/.
    fonts: Digest,
    /// All files of profiles/.
    profiles: Digest,
    /// How deep articles may be nested; the other limits only refuse.
    nesting: u64,
}

/// What a digest was taken of.
#[derive(Debug)]
enum Source {
    Text(Arc<str>),
    Image(Arc<Image>),
}

impl Source {
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Image(image) => &image.bytes,
        }
    }

    /// Whether it is the very same: what is only equal has its digest taken anew.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => Arc::ptr_eq(one, other),
            (Self::Image(one), Self::Image(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

/// What one volume is made from, by name: paths of articles and pictures, and words in
/// angle brackets for what is no file.
pub(crate) type Inputs = BTreeMap<String, Digest>;

/// Takes the digests of a project; those of the files that are not here are known, and so are
/// those of what was there `before`.
#[must_use]
pub(crate) fn digests(
    project: &Project,
    away: &Away,
    before: Option<&Digests>,
) -> Digests {
    // What huikan.toml means stands in volumes and editions.
    let Project { files, plan: _, limits, content, images, styles, fonts, profiles } =
        project;
    let text = |file: &FileId| {
        let (path, text) = (files.name(*file), files.text(*file));
        (path, Source::Text(Arc::clone(text)))
    };
    let image = |(path, image)| (String::as_str(path), Source::Image(Arc::clone(image)));
    let digest = |(path, source): (&str, Source)| {
        if away.contains_key(path) {
            return None;
        }
        let known = before.and_then(|before| before.content.get(path));
        let known = known.filter(|(known, _)| known.is(&source));
        let digest = match known {
            Some((_, digest)) => digest.clone(),
            None => of_bytes(source.bytes()),
        };
        Some((path.to_owned(), (source, digest)))
    };
    let styles = styles.iter();
    let styles = styles.map(|(path, file)| (path, files.text(*file).as_bytes()));
    let profiles = profiles.iter().map(|(path, bytes)| (path, &**bytes));
    Digests {
        styles: of_files(styles),
        fonts: of_files(fonts.iter().map(|font| (&font.name, &*font.bytes))),
        profiles: of_files(profiles),
        nesting: limits.of(Limit::Nesting),
        content: content
            .par_iter()
            .map(text)
            .chain(images.par_iter().map(image))
            .filter_map(digest)
            .collect(),
        away: Arc::clone(away),
    }
}

/// What a volume is made from.
#[must_use]
pub(crate) fn inputs(digests: &Digests, volume: &Volume) -> Inputs {
    let mut inputs = Inputs::from([
        ("<styles>".to_owned(), digests.styles.clone()),
        ("<fonts>".to_owned(), digests.fonts.clone()),
        ("<profiles>".to_owned(), digests.profiles.clone()),
        ("<publication>".to_owned(), of_debug(&(&volume.publication, digests.nesting))),
        ("<volume>".to_owned(), of_volume(volume)),
    ]);
    let pictures = volume.images.keys().map(String::as_str);
    let cover = volume.cover.iter().map(|image| image.path.as_str());
    for path in volume.articles().chain(pictures).chain(cover) {
        let here = digests.content.get(path).map(|(_, digest)| digest);
        let digest = here.or_else(|| digests.away.get(path));
        let digest = digest.cloned().unwrap_or_default();
        inputs.insert(path.to_owned(), digest);
    }
    inputs
}

/// How an edition of those inputs is made: the edition itself, and what keeps it from being
/// written.
#[must_use]
pub(crate) fn recipe(edition: &Edition, limit: Severity) -> Digest {
    of_debug(&(edition, limit))
}

/// What is said about a volume beside the texts of its articles.
fn of_volume(volume: &Volume) -> Digest {
    // The publication, the articles, the cover and the pictures have digests of their own.
    let Volume {
        id,
        number,
        kind,
        title,
        subtitle,
        publication: _,
        identifier,
        front,
        back,
        index,
        preface,
        afterword,
        parts,
        cover,
        images: _,
    } = volume;
    let part = |Part { title, articles }: &Part| {
        let chapter = |Chapter { article, title, unit }: &Chapter| {
            (article.path.clone(), title.clone(), unit.clone())
        };
        (title.clone(), articles.iter().map(chapter).collect::<Vec<_>>())
    };
    let parts: Vec<_> = parts.iter().map(part).collect();
    let path = |article: &Option<Arc<Article>>| {
        article.as_ref().map(|article| article.path.clone())
    };
    let matter = (front, back, index, path(preface), path(afterword));
    let cover = cover.as_ref().map(|image| &image.path);
    let own = of_debug(&((id, number, kind, title, subtitle), identifier, matter, cover));
    of_bytes((own + &of_hash(&parts)).as_bytes())
}

/// The digest of a value that says itself what of it counts: for what has many texts, whose
/// words would take long to show.
fn of_hash(value: &impl Hash) -> Digest {
    let mut sum = Sum(Sha256::new());
    value.hash(&mut sum);
    hex(&sum.0.finalize())
}

/// A digest in the place of a hash.
struct Sum(Sha256);

impl Hasher for Sum {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    // Lengths and kinds are the same bytes on every machine.
    fn write_usize(&mut self, number: usize) {
        self.write(&(number as u64).to_le_bytes());
    }

    fn write_isize(&mut self, number: isize) {
        self.write(&(number as i64).to_le_bytes());
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// The digest of a value: of the words in which the program would show it.
fn of_debug(value: &impl Debug) -> Digest {
    of_bytes(format!("{value:?}").as_bytes())
}

/// The digest of several files: of their names and bytes, none of which can be mistaken
/// for part of another.
fn of_files<'a>(files: impl Iterator<Item = (&'a String, &'a [u8])>) -> Digest {
    let mut hash = Sha256::new();
    for (name, bytes) in files {
        hash.update(Sha256::digest(name));
        hash.update(Sha256::digest(bytes));
    }
    hex(&hash.finalize())
}

/// The digest of some bytes.
#[must_use]
pub(crate) fn of_bytes(bytes: &[u8]) -> Digest {
    hex(&Sha256::digest(bytes))
}

fn hex(digest: &[u8]) -> Digest {
    digest.iter().take(DIGEST).map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of a digest that are kept.
const DIGEST: usize = 16;
