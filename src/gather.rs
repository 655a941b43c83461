//! A project into volumes: configuration, articles read in parallel, volumes gathered.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::{Article, Date};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::markdown;
use crate::project::{Config, Project};
use crate::volume::{self, Volume};

/// A publication as its files say it is.
#[derive(Debug)]
pub struct Gathered {
    /// What huikan.toml means.
    pub config: Config,
    /// The articles of content/, in order of their paths.
    pub articles: Vec<Arc<Article>>,
    /// The volumes.
    pub volumes: Vec<Volume>,
    blame: Vec<(Severity, Blame)>,
}

/// What a problem makes unfit for building.
#[derive(Debug, PartialEq, Eq)]
enum Blame {
    /// Volumes with this article.
    Article(String),
    /// Every volume.
    All,
}

/// Reads articles and gathers them. `folder` is the name of the publication's folder,
/// the title of last resort; `date` is that of a publication that does not say its own.
#[must_use]
pub fn gather(
    diagnostics: &mut Diagnostics,
    project: &Project,
    folder: &str,
    date: Option<Date>,
) -> Gathered {
    let mut config = Config::new(diagnostics, project, folder);
    config.publication.date = config.publication.date.or(date);
    let articles = read(diagnostics, project);
    let volumes = volume::gather(diagnostics, &config, &articles, &project.images);
    report_unknown(diagnostics, &config, &volumes);
    let blame = blame(diagnostics, project, &articles);
    Gathered { config, articles, volumes, blame }
}

impl Gathered {
    /// Whether nothing as bad as `limit` was found in what a volume is made of.
    #[must_use]
    pub fn is_sound(&self, volume: &Volume, limit: Severity) -> bool {
        let paths: BTreeSet<&str> = volume.articles().collect();
        !self.blame.iter().any(|(severity, blame)| {
            *severity >= limit
                && match blame {
                    Blame::Article(path) => paths.contains(path.as_str()),
                    Blame::All => true,
                }
        })
    }
}

/// Reports the volumes that editions name and that are not there.
fn report_unknown(diagnostics: &mut Diagnostics, config: &Config, volumes: &[Volume]) {
    let is_known = |name: &str| volumes.iter().any(|volume| volume.id == name);
    for edition in &config.editions {
        for name in edition.volumes.iter().filter(|name| !is_known(&name.text)) {
            let near = nearest(&name.text, volumes.iter().map(|volume| &*volume.id));
            let report = Diagnostic::new(Code::C017).with("name", &*name.text);
            let report = report.with("edition", &*edition.name).with("nearest", near);
            diagnostics.push(report.at(name.span));
        }
    }
}

/// Every article, in the order of content/.
fn read(diagnostics: &mut Diagnostics, project: &Project) -> Vec<Arc<Article>> {
    let garbled = diagnostics.iter().filter(|found| found.code == Code::D006);
    let garbled: BTreeSet<&str> =
        garbled.filter_map(|found| found.file(&project.files)).collect();
    let one = |file: &_| {
        let mut diagnostics = Diagnostics::new();
        let article = markdown::read(&mut diagnostics, &project.files, *file);
        // What else is wrong with a text of wrong characters says nothing.
        if garbled.contains(article.path.as_str()) {
            diagnostics = Diagnostics::new();
        }
        (Arc::new(article), diagnostics)
    };
    let read: Vec<_> = project.content.par_iter().map(one).collect();
    let mut articles = Vec::with_capacity(read.len());
    for (article, found) in read {
        articles.push(article);
        diagnostics.append(found);
    }
    articles
}

/// A problem in an article concerns its volumes; an error anywhere else, such as in
/// huikan.toml, leaves nothing that could be trusted.
fn blame(
    diagnostics: &Diagnostics,
    project: &Project,
    articles: &[Arc<Article>],
) -> Vec<(Severity, Blame)> {
    let paths: BTreeSet<&str> = articles.iter().map(|a| a.path.as_str()).collect();
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity() > Severity::Note)
        .map(|diagnostic| {
            let name = diagnostic.file(&project.files).unwrap_or_default();
            let blame = match paths.contains(name) {
                true => Blame::Article(name.to_owned()),
                false => Blame::All,
            };
            (diagnostic.severity(), blame)
        })
        .collect()
}
