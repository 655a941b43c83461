//! The order of volumes, and what each is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use uuid::Uuid;

use crate::article::{Article, Image, ImageFormat};
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::limits::{Limit, Limits};
use crate::project::{Config, PartsBy, Publication, Series, VolumePlan, Written};
use crate::repeats::Print;
use crate::volume::chosen::chosen;
use crate::volume::outline::images_of;
use crate::volume::series::{self, Group, Origin};
use crate::volume::shape::{Filling, Shape};
use crate::volume::{Part, Volume, VolumeKind, keep, matter, names, parts};

/// Gathers articles into volumes: the two series, then the hand-made ones. A volume
/// without articles is reported and left out.
#[must_use]
pub fn gather(
    diagnostics: &mut Diagnostics,
    config: &Config,
    articles: &[Arc<Article>],
    images: &BTreeMap<String, Arc<Image>>,
) -> Vec<Volume> {
    let prints = keep::prints(config.keep, articles);
    gather_outlines(diagnostics, config, (articles, prints), images)
}

/// The same for articles of which [`outline`](crate::volume::outline()) is enough, with
/// their [`prints`](crate::volume::prints).
#[must_use]
pub(crate) fn gather_outlines(
    diagnostics: &mut Diagnostics,
    config: &Config,
    (articles, prints): (&[Arc<Article>], Vec<Print>),
    images: &BTreeMap<String, Arc<Image>>,
) -> Vec<Volume> {
    let (articles, prints) = keep::in_order(articles, prints);
    let articles = keep::kept(diagnostics, config.keep, (articles, &prints));
    report_idle_aliases(diagnostics, config, &articles);
    report_articles(diagnostics, config, &articles, images);

    let mut gatherer = Gatherer {
        diagnostics,
        config,
        publication: Arc::new(config.publication.clone()),
        origins: Origins::new(&articles),
        articles: &articles,
        images,
    };
    let (groups, source_titles) = gatherer.groups();
    gatherer.origins.titles = source_titles;
    gatherer.report_idle_overrides(&groups);
    let ids: BTreeSet<String> = groups.iter().map(|(id, _)| id.clone()).collect();
    let mut volumes: Vec<Volume> = groups
        .into_iter()
        .filter_map(|(id, group)| gatherer.gathered(id, group))
        .collect();
    for plan in &config.volumes {
        if !ids.contains(&plan.id.text.to_lowercase()) && !plan.include.is_empty() {
            volumes.extend(gatherer.hand_made(plan));
        }
    }
    for (volume, number) in volumes.iter_mut().zip(1..) {
        volume.number = number;
    }
    volumes
}

/// A volume again from its shape and what stands at its paths; `None` when they do not
/// belong together.
#[must_use]
pub(crate) fn restore(
    diagnostics: &mut Diagnostics,
    config: &Config,
    shape: &Shape,
    filling: &Filling,
) -> Option<Volume> {
    let mut gatherer = Gatherer {
        diagnostics,
        config,
        publication: Arc::new(config.publication.clone()),
        // The titles of parts stand in the shape.
        origins: Origins::new(&[]),
        articles: &filling.articles,
        images: &filling.images,
    };
    let plan = gatherer.plan(&shape.id.to_lowercase()).cloned();
    let count = shape.parts.iter().map(|(_, paths)| paths.len()).sum();
    let inside = filling.articles.get(..count)?.to_vec();
    let (id, title) = (shape.id.clone(), shape.title.clone());
    let mut volume = gatherer.volume(id, shape.kind, title, plan.as_ref(), inside)?;
    let mut inside = filling.articles.iter();
    let part = |(title, paths): &(Option<String>, Vec<String>)| {
        let articles = inside.by_ref().take(paths.len());
        let articles = articles.map(|article| parts::chapter(config, article)).collect();
        Part { title: title.clone(), articles }
    };
    volume.parts = shape.parts.iter().map(part).collect();
    volume.number = shape.number;
    Some(volume)
}

/// Where every article comes from, and what volumes of one origin are called.
struct Origins {
    by_path: BTreeMap<String, Origin>,
    all: Vec<Origin>,
    titles: BTreeMap<Origin, String>,
}

impl Origins {
    fn new(articles: &[Arc<Article>]) -> Self {
        let all = Origin::of_all(articles);
        let paths = articles.iter().map(|article| article.path.clone());
        let by_path = paths.zip(all.iter().cloned()).collect();
        Self { by_path, all, titles: BTreeMap::new() }
    }

    fn title(&self, article: &Article) -> Option<String> {
        self.titles.get(self.by_path.get(&article.path)?).cloned()
    }
}

/// What volumes are made from.
struct Gatherer<'a> {
    diagnostics: &'a mut Diagnostics,
    config: &'a Config,
    publication: Arc<Publication>,
    articles: &'a [Arc<Article>],
    origins: Origins,
    images: &'a BTreeMap<String, Arc<Image>>,
}

impl Gatherer<'_> {
    /// The gathered volumes to come with their ids, and the titles of source volumes.
    fn groups(&mut self) -> (Vec<(String, Group)>, BTreeMap<Origin, String>) {
        let by_origin = series::by_origin(self.config, self.articles, &self.origins.all);
        let mut taken = BTreeSet::new();
        let mut sources = Vec::new();
        let mut titles = BTreeMap::new();
        for (origin, group) in by_origin {
            let id = self.new_id(&group, &mut taken);
            let own = self.plan(&id).and_then(|plan| plan.title.clone());
            titles.insert(origin, own.unwrap_or_else(|| group.title.clone()));
            sources.push((id, group));
        }

        let mut sources = Some(sources);
        let mut groups = Vec::new();
        for series in &self.config.series {
            match series {
                Series::Source => groups.extend(sources.take().unwrap_or_default()),
                Series::Unit => {
                    for group in series::by_unit(self.config, self.articles) {
                        groups.push((self.new_id(&group, &mut taken), group));
                    }
                }
            }
        }
        (groups, titles)
    }

    /// An id that no other gathered volume has.
    fn new_id(&mut self, group: &Group, taken: &mut BTreeSet<String>) -> String {
        let wanted = names::id(&group.name);
        let id = names::unique(&wanted, taken);
        if id != wanted {
            self.diagnostics.push(
                Diagnostic::new(Code::V008)
                    .with("title", group.title.as_str())
                    .with("wanted", wanted)
                    .with("id", id.as_str()),
            );
        }
        id
    }

    /// What huikan.toml says about a volume.
    fn plan(&self, id: &str) -> Option<&VolumePlan> {
        self.config.volumes.iter().find(|plan| plan.id.text.to_lowercase() == id)
    }

    fn report_idle_overrides(&mut self, groups: &[(String, Group)]) {
        let ids: Vec<&str> = groups.iter().map(|(id, _)| id.as_str()).collect();
        for plan in self.config.volumes.iter().filter(|plan| plan.include.is_empty()) {
            let id = plan.id.text.to_lowercase();
            if !ids.contains(&id.as_str()) {
                self.diagnostics.push(
                    Diagnostic::new(Code::V005)
                        .at(plan.id.span)
                        .with("id", plan.id.text.as_str())
                        .with("nearest", nearest(&id, ids.iter().copied())),
                );
            }
        }
    }

    /// Whether it is the preface or the afterword of some volume.
    fn is_apart(&self, article: &Article) -> bool {
        let plans = self.config.volumes.iter();
        let apart = plans.flat_map(|plan| plan.preface.iter().chain(&plan.afterword));
        apart.into_iter().any(|path| path.text == article.path)
    }

    /// A volume of a series, changed as huikan.toml says; none where a source holds
    /// nothing but prefaces and afterwords of other volumes.
    fn gathered(&mut self, id: String, group: Group) -> Option<Volume> {
        let plan = self.plan(&id).cloned();
        if group.kind == VolumeKind::Source
            && group.articles.iter().all(|a| self.is_apart(a))
        {
            return None;
        }
        let mut articles = group.articles;
        if let Some(plan) = plan.as_ref().filter(|plan| !plan.include.is_empty()) {
            articles = chosen(self.diagnostics, &plan.include, self.articles);
        }
        self.volume(id, group.kind, group.title, plan.as_ref(), articles)
    }

    fn hand_made(&mut self, plan: &VolumePlan) -> Option<Volume> {
        let articles = chosen(self.diagnostics, &plan.include, self.articles);
        let title = self.publication.title.clone();
        self.volume(plan.id.text.clone(), VolumeKind::Custom, title, Some(plan), articles)
    }

    fn volume(
        &mut self,
        id: String,
        kind: VolumeKind,
        title: String,
        plan: Option<&VolumePlan>,
        mut articles: Vec<Arc<Article>>,
    ) -> Option<Volume> {
        let preface = plan.and_then(|plan| self.apart(plan.preface.as_ref()));
        let afterword = plan.and_then(|plan| self.apart(plan.afterword.as_ref()));
        let apart: Vec<&Arc<Article>> = preface.iter().chain(&afterword).collect();
        articles.retain(|a| apart.iter().all(|apart| apart.path != a.path));
        if articles.is_empty() {
            let diagnostic = Diagnostic::new(Code::V003).with("id", id);
            self.diagnostics.push(match plan {
                Some(plan) => diagnostic.at(plan.id.span),
                None => diagnostic,
            });
            return None;
        }

        let used = articles.iter().chain(apart).flat_map(|article| images_of(article));
        let images = used.filter_map(|(path, _)| self.images.get_key_value(path));
        let matters = plan.map_or(&self.config.matters, |plan| &plan.matters);
        let mut volume = Volume {
            identifier: identifier(&self.publication, &id),
            // Known when all volumes are.
            number: 0,
            kind,
            title: plan.and_then(|plan| plan.title.clone()).unwrap_or(title),
            subtitle: plan.and_then(|plan| plan.subtitle.clone()),
            publication: Arc::clone(&self.publication),
            parts: self.parts(kind, &articles),
            cover: plan.and_then(|plan| self.cover(plan)),
            images: images
                .map(|(path, image)| (path.clone(), Arc::clone(image)))
                .collect(),
            front: Vec::new(),
            back: Vec::new(),
            index: self.config.index,
            preface,
            afterword,
            id,
        };
        matter::place(&mut volume, matters);
        Some(volume)
    }

    fn parts(&self, kind: VolumeKind, articles: &[Arc<Article>]) -> Vec<Part> {
        let config = self.config;
        match kind {
            VolumeKind::Source if config.parts == PartsBy::Unit => {
                parts::by_name(config, articles, |article| {
                    config.unit(article).map(str::to_owned)
                })
            }
            VolumeKind::Unit => {
                parts::by_name(config, articles, |article| self.origins.title(article))
            }
            VolumeKind::Source | VolumeKind::Custom => parts::whole(config, articles),
        }
    }

    /// The article set before or behind the others that has this path.
    fn apart(&mut self, path: Option<&Written>) -> Option<Arc<Article>> {
        let path = path?;
        let found =
            self.articles.iter().find(|article| article.path == path.text).cloned();
        if found.is_none() {
            let paths: Vec<&str> =
                self.articles.iter().map(|a| a.path.as_str()).collect();
            self.report_missing(path, &paths);
        }
        found
    }

    fn cover(&mut self, plan: &VolumePlan) -> Option<Arc<Image>> {
        let path = plan.cover.as_ref()?;
        let found = self.images.get(&path.text).cloned();
        match &found {
            None => {
                let paths: Vec<&str> = self.images.keys().map(String::as_str).collect();
                self.report_missing(path, &paths);
            }
            Some(image) => {
                let large = too_large(image, &self.config.limits);
                let large = large.into_iter().map(|large| large.at(path.span));
                large.for_each(|large| self.diagnostics.push(large));
            }
        }
        found
    }

    fn report_missing(&mut self, path: &Written, known: &[&str]) {
        self.diagnostics.push(
            Diagnostic::new(Code::V006)
                .at(path.span)
                .with("path", path.text.as_str())
                .with("nearest", nearest(&path.text, known.iter().copied())),
        );
    }
}

/// The identifier of a volume: the same as long as the publication has its identifier
/// (or else its title) and the volume its id.
fn identifier(publication: &Publication, id: &str) -> String {
    let publication = publication.identifier.as_ref().unwrap_or(&publication.title);
    let name = format!("huikan:{publication}/{id}");
    let uuid = Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes());
    format!("urn:uuid:{uuid}")
}

/// What is wrong with the articles, whatever volumes they come into.
fn report_articles(
    diagnostics: &mut Diagnostics,
    config: &Config,
    articles: &[Arc<Article>],
    images: &BTreeMap<String, Arc<Image>>,
) {
    if articles.is_empty() {
        diagnostics.push(Diagnostic::new(Code::V007));
    }
    let mut paths: BTreeMap<String, &str> = BTreeMap::new();
    let has_unit_volumes = config.series.contains(&Series::Unit)
        && articles.iter().any(|article| article.unit.is_some());
    for article in articles {
        if let Some(first) = paths.insert(article.path.to_lowercase(), &article.path) {
            let diagnostic = Diagnostic::new(Code::V001).at(article.span);
            diagnostics
                .push(diagnostic.with("first", first).with("path", &*article.path));
        }
        if has_unit_volumes && article.unit.is_none() {
            diagnostics.push(Diagnostic::new(Code::V004).at(article.span));
        }
        for (path, span) in images_of(article) {
            match images.get(path) {
                None => diagnostics.push(lacking(path, images).at(span)),
                Some(image) => {
                    let large = too_large(image, &config.limits);
                    large.into_iter().for_each(|large| diagnostics.push(large.at(span)));
                }
            }
        }
    }
}

/// Aliases that are limited to sources of which no article comes.
fn report_idle_aliases(
    diagnostics: &mut Diagnostics,
    config: &Config,
    articles: &[Arc<Article>],
) {
    let sources: BTreeSet<&str> =
        articles.iter().filter_map(|article| article.source.as_deref()).collect();
    for (_, meaning) in config.units.iter() {
        let (Some(pattern), Some(written)) = (&meaning.source, &meaning.written) else {
            continue;
        };
        if !sources.iter().any(|source| pattern.is_match(source)) {
            let diagnostic = Diagnostic::new(Code::C013).at(written.span);
            diagnostics.push(diagnostic.with("pattern", written.text.as_str()));
        }
    }
}

/// A picture of more pixels than the limit. A drawing has none.
fn too_large(image: &Image, limits: &Limits) -> Option<Diagnostic> {
    let pixels = u64::from(image.width) * u64::from(image.height);
    let is_large = image.format != ImageFormat::Svg && pixels > limits.pixels();
    let found = Diagnostic::new(Code::M015)
        .with("image", image.path.as_str())
        .with("width", image.width)
        .with("height", image.height)
        .with("limit", limits.said(Limit::Pixels));
    is_large.then_some(found)
}

/// An image that is not there; one of nearly the same name in its folder may be meant.
fn lacking(path: &str, images: &BTreeMap<String, Arc<Image>>) -> Diagnostic {
    let folder = &path[..path.rfind('/').map_or(0, |slash| slash + 1)];
    let beside = images.keys().filter_map(|known| known.strip_prefix(folder));
    let nearest =
        nearest(&path[folder.len()..], beside.filter(|name| !name.contains('/')));
    Diagnostic::new(Code::M003)
        .with("image", path)
        .with("cause", "missing")
        .with("nearest", nearest)
}
