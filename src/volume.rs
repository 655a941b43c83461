//! Articles gathered into volumes: by source file, by unit, and by hand.
//!
//! Articles without a unit stand in no unit volume. An article may stand in any number
//! of volumes, unless `keep` lets it go for another one with its text. Ids are safe as names of folders on every system and depend only on names
//! and order of articles. Numbers of parts and articles are the back ends' matter.

mod chosen;
mod colophon;
pub mod index;
mod keep;
mod matter;
mod names;
mod order;
mod outline;
mod parts;
mod series;
mod shape;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Image};
use crate::project::Publication;

// What stands around articles, for stages that know volumes only.
pub use crate::project::{IndexOrder, Matter};
pub use colophon::{Colophon, Fact, Label, Value};
pub(crate) use keep::prints;
pub use order::gather;
pub(crate) use order::{gather_outlines, restore};
pub(crate) use outline::outline;
pub(crate) use shape::{Filling, Shape};

/// Ordered articles with front and back matter: the thing that is built.
#[derive(Debug, Clone)]
pub struct Volume {
    /// Name of its folder below out/; stable from build to build.
    pub id: String,
    /// Its place among the volumes of the publication, from 1.
    pub number: usize,
    /// Which series it belongs to.
    pub kind: VolumeKind,
    /// Title.
    pub title: String,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Facts of the whole publication.
    pub publication: Arc<Publication>,
    /// `urn:uuid:` of the volume (version 5, from the publication's identifier, or else
    /// its title, and the id).
    pub identifier: String,
    /// What stands before the articles, in order; nothing that would be empty.
    pub front: Vec<Matter>,
    /// What stands behind them.
    pub back: Vec<Matter>,
    /// How its indexes are sorted.
    pub index: IndexOrder,
    /// An article set before the others.
    pub preface: Option<Arc<Article>>,
    /// An article set behind them.
    pub afterword: Option<Arc<Article>>,
    /// The articles in reading order.
    pub parts: Vec<Part>,
    /// The cover image, when one is given.
    pub cover: Option<Arc<Image>>,
    /// The images its articles use, by path.
    pub images: BTreeMap<String, Arc<Image>>,
}

/// Where a volume comes from.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum VolumeKind {
    /// Gathered from one source file.
    Source,
    /// Gathered from one unit.
    Unit,
    /// Made by hand in huikan.toml.
    Custom,
}

/// A run of articles under one part title (辑).
#[derive(Debug, Clone)]
pub struct Part {
    /// The part title; `None` when the volume has no parts.
    pub title: Option<String>,
    /// Its articles.
    pub articles: Vec<Chapter>,
}

/// An article inside a volume.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// The article.
    pub article: Arc<Article>,
    /// Its title here: the article's own, or the first words of its text.
    pub title: String,
    /// The unit's canonical name.
    pub unit: Option<String>,
}

impl Volume {
    /// Its articles without preface and afterword, in order.
    pub fn chapters(&self) -> impl Iterator<Item = &Chapter> {
        self.parts.iter().flat_map(|part| &part.articles)
    }

    /// The paths of all articles it prints: preface and afterword among them.
    pub fn articles(&self) -> impl Iterator<Item = &str> {
        let chapters = self.chapters().map(|chapter| &chapter.article);
        let articles = self.preface.iter().chain(chapters).chain(&self.afterword);
        articles.map(|article| article.path.as_str())
    }
}
