//! A volume and an edition into what they are made from: a digest for everything that can
//! change a product, by a name that people know.
//!
//! Equal digests mean equal bytes, for nothing else enters a product (`ARCHITECTURE.md`,
//! invariants). Whatever a volume or a publication gains later has to be named here: they
//! are taken apart field by field, so that the compiler asks.

use std::collections::BTreeMap;
use std::fmt::Debug;

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};

use crate::diag::Severity;
use crate::project::{Edition, Project};
use crate::volume::{Chapter, Part, Volume};

/// A digest in hexadecimal digits: the first half of a SHA-256, which is enough to tell
/// any two inputs of a publication apart.
pub(crate) type Digest = String;

/// Digests of everything that a project has, each taken once.
#[derive(Debug)]
pub(crate) struct Digests {
    /// Articles and pictures by their paths.
    content: BTreeMap<String, Digest>,
    /// All files of styles/.
    styles: Digest,
    /// All files of fonts/.
    fonts: Digest,
}

/// What one volume is made from, by name: paths of articles and pictures, and words in
/// angle brackets for what is no file.
pub(crate) type Inputs = BTreeMap<String, Digest>;

/// Takes the digests of a project.
#[must_use]
pub(crate) fn digests(project: &Project) -> Digests {
    let text = |file: &_| {
        let text = project.files.text(*file);
        (project.files.name(*file).to_owned(), of_bytes(text.as_bytes()))
    };
    let mut content: BTreeMap<_, _> = project.content.par_iter().map(text).collect();
    let images = project.images.par_iter();
    content
        .par_extend(images.map(|(path, image)| (path.clone(), of_bytes(&image.bytes))));
    let styles = project
        .styles
        .iter()
        .flat_map(|(path, file)| [path.as_bytes(), project.files.text(*file).as_bytes()]);
    let styles = of_parts(styles);
    let fonts = project.fonts.iter();
    let fonts = of_parts(fonts.flat_map(|font| [font.name.as_bytes(), &*font.bytes]));
    Digests { content, styles, fonts }
}

/// What a volume is made from.
#[must_use]
pub(crate) fn inputs(digests: &Digests, volume: &Volume) -> Inputs {
    let mut inputs = Inputs::from([
        ("<styles>".to_owned(), digests.styles.clone()),
        ("<fonts>".to_owned(), digests.fonts.clone()),
        ("<publication>".to_owned(), of_debug(&volume.publication)),
        ("<volume>".to_owned(), of_volume(volume)),
    ]);
    let pictures = volume.images.keys().map(String::as_str);
    let cover = volume.cover.iter().map(|image| image.path.as_str());
    for path in volume.articles().chain(pictures).chain(cover) {
        let digest = digests.content.get(path).cloned().unwrap_or_default();
        inputs.insert(path.to_owned(), digest);
    }
    inputs
}

/// How an edition of those inputs is made: the edition itself, the printed one that its
/// pages are named after, and what keeps it from being written.
#[must_use]
pub(crate) fn recipe(
    edition: &Edition,
    printed: Option<&Edition>,
    limit: Severity,
) -> Digest {
    of_debug(&(edition, printed, limit))
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
        preface,
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
    let preface = preface.as_ref().map(|article| &article.path);
    let cover = cover.as_ref().map(|image| &image.path);
    of_debug(&((id, number, kind, title, subtitle), identifier, preface, parts, cover))
}

/// The digest of a value: of the words in which the program would show it.
fn of_debug(value: &impl Debug) -> Digest {
    of_bytes(format!("{value:?}").as_bytes())
}

/// The digest of several runs of bytes, which cannot be mistaken for one.
fn of_parts<'a>(parts: impl Iterator<Item = &'a [u8]>) -> Digest {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(Sha256::digest(part));
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
