//! Articles into the two series: by the file they came from, and by unit.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::Article;
use crate::project::Config;
use crate::volume::VolumeKind;

/// The articles that make a gathered volume.
pub(super) struct Group {
    /// What the id is made from.
    pub(super) name: String,
    /// Title, unless huikan.toml has another.
    pub(super) title: String,
    /// Which series.
    pub(super) kind: VolumeKind,
    /// Its articles in order.
    pub(super) articles: Vec<Arc<Article>>,
}

/// Where an article comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// A file that was imported.
    File(String),
    /// A folder below content/: the text was written there.
    Folder(String),
}

impl Origin {
    /// The origin of each article, in their order. One that names no source belongs to
    /// the source of the first article in its folder that names one, because import
    /// gives each source a folder; else it belongs to its folder.
    pub(super) fn of_all(articles: &[Arc<Article>]) -> Vec<Self> {
        let mut sources: BTreeMap<&str, &str> = BTreeMap::new();
        for article in articles {
            if let Some(source) = &article.source {
                sources.entry(folder(&article.path)).or_insert(source);
            }
        }
        let origin = |article: &Arc<Article>| {
            let folder = folder(&article.path);
            match article.source.as_deref().or_else(|| sources.get(folder).copied()) {
                Some(source) => Self::File(source.to_owned()),
                None => Self::Folder(folder.to_owned()),
            }
        };
        articles.iter().map(origin).collect()
    }

    /// What the id of its volume is made from.
    fn name(&self) -> &str {
        match self {
            Self::File(file) => stem(file),
            Self::Folder(folder) if folder.is_empty() => "content",
            Self::Folder(folder) => folder,
        }
    }

    /// The title of its volume. Articles that lie loose in content/ are the publication.
    fn title<'a>(&'a self, publication: &'a str) -> &'a str {
        match self {
            Self::File(file) => stem(file),
            Self::Folder(folder) if folder.is_empty() => publication,
            Self::Folder(folder) => folder.rsplit('/').next().unwrap_or(folder),
        }
    }
}

/// A group for each origin, in the order of first articles.
pub(super) fn by_origin(
    config: &Config,
    articles: &[Arc<Article>],
    origins: &[Origin],
) -> Vec<(Origin, Group)> {
    let group = |origin: &Origin| Group {
        name: origin.name().to_owned(),
        title: origin.title(&config.publication.title).to_owned(),
        kind: VolumeKind::Source,
        articles: Vec::new(),
    };
    gather(articles.iter().zip(origins.iter().cloned()), group)
}

/// A group for each unit by its canonical name, in the order of first articles.
pub(super) fn by_unit(config: &Config, articles: &[Arc<Article>]) -> Vec<Group> {
    let named = articles.iter().filter_map(|article| {
        let unit = config.unit(article)?.to_owned();
        Some((article, unit))
    });
    let group = |unit: &String| Group {
        name: unit.clone(),
        title: unit.clone(),
        kind: VolumeKind::Unit,
        articles: Vec::new(),
    };
    gather(named, group).into_iter().map(|(_, group)| group).collect()
}

fn gather<'a, K: Ord + Clone>(
    articles: impl Iterator<Item = (&'a Arc<Article>, K)>,
    empty: impl Fn(&K) -> Group,
) -> Vec<(K, Group)> {
    let mut index: BTreeMap<K, usize> = BTreeMap::new();
    let mut groups: Vec<(K, Group)> = Vec::new();
    for (article, key) in articles {
        let at = *index.entry(key.clone()).or_insert_with(|| {
            groups.push((key.clone(), empty(&key)));
            groups.len() - 1
        });
        groups[at].1.articles.push(Arc::clone(article));
    }
    groups
}

/// The folder of an article below content/; empty when it lies there itself.
fn folder(path: &str) -> &str {
    let below = path.strip_prefix("content/").unwrap_or(path);
    below.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The name of a file without its folder and its ending.
fn stem(file: &str) -> &str {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && is_ending(ending) => stem,
        _ => name,
    }
}

/// Whether what follows the last dot is the ending of a file name and not a part of it:
/// `2022.12` ends in no ending.
fn is_ending(text: &str) -> bool {
    let is_word = text.bytes().all(|b| b.is_ascii_alphanumeric());
    is_word && text.bytes().any(|b| b.is_ascii_alphabetic()) && text.len() <= 5
}
