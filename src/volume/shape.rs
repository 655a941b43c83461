//! A volume by names alone: which articles stand where in it. With their files and
//! huikan.toml that is enough to make the volume again, whatever else its publication has.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Image};
use crate::volume::{Part, Volume, VolumeKind};

/// What a publication decides about one of its volumes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Shape {
    /// Name of the volume.
    pub(crate) id: String,
    /// Its place among all volumes.
    pub(crate) number: usize,
    /// Which series it belongs to.
    pub(crate) kind: VolumeKind,
    /// Title.
    pub(crate) title: String,
    /// The parts with their titles and the paths of their articles.
    pub(crate) parts: Vec<(Option<String>, Vec<String>)>,
    /// The paths of preface and afterword.
    pub(crate) apart: Vec<String>,
    /// The paths of its pictures, that of the cover among them.
    pub(crate) pictures: Vec<String>,
}

impl Shape {
    /// That of a volume.
    #[must_use]
    pub(crate) fn of(volume: &Volume) -> Self {
        let part = |part: &Part| {
            let paths = part.articles.iter().map(|chapter| chapter.article.path.clone());
            (part.title.clone(), paths.collect())
        };
        let apart = volume.preface.iter().chain(&volume.afterword);
        let cover = volume.cover.iter().map(|image| &image.path);
        Self {
            id: volume.id.clone(),
            number: volume.number,
            kind: volume.kind,
            title: volume.title.clone(),
            parts: volume.parts.iter().map(part).collect(),
            apart: apart.map(|article| article.path.clone()).collect(),
            pictures: volume.images.keys().chain(cover).cloned().collect(),
        }
    }

    /// Whether a publication can have such a volume: its name is that of a folder, and of
    /// nothing outside it.
    pub(crate) fn is_possible(&self) -> bool {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        !self.id.is_empty() && self.id.chars().all(is_plain)
    }

    /// The paths of its articles; preface and afterword come last.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &String> {
        let inside = self.parts.iter().flat_map(|(_, paths)| paths);
        inside.chain(&self.apart)
    }
}

/// The articles and pictures of a shape, read.
pub(crate) struct Filling {
    /// In the order of [`Shape::articles`].
    pub(crate) articles: Vec<Arc<Article>>,
    /// By path.
    pub(crate) images: BTreeMap<String, Arc<Image>>,
}
