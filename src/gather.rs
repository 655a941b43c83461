//! A project into volumes: configuration, articles read in parallel, volumes gathered.

mod intake;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(crate) use intake::{Away, Intake, Text};

use crate::article::{Article, Date};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::project::{Config, Project};
use crate::volume::{self, Filling, Shape, Volume};

/// A publication as its files say it is.
#[derive(Debug)]
pub struct Gathered {
    /// What huikan.toml means.
    pub config: Config,
    /// The articles of content/, in order of their paths.
    pub articles: Vec<Arc<Article>>,
    /// The volumes.
    pub volumes: Vec<Volume>,
    /// Digests of the files of content/ of which only outlines are here, by path.
    pub(crate) away: Away,
    /// The articles by their texts, when somebody will gather again.
    pub(crate) texts: Vec<Text>,
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
///
/// ```
/// use huikan::diag::Diagnostics;
/// use huikan::gather;
/// use huikan::project::Project;
///
/// let mut project = Project::default();
/// for (path, unit) in [("content/a/1.md", "甲站"), ("content/a/2.md", "乙站")] {
///     let text = format!("---\ntitle: 一篇\nunit: {unit}\n---\n\n正文。\n");
///     project.content.push(project.files.add(path, text));
/// }
/// let gathered = gather(&mut Diagnostics::new(), &project, "文集", None);
/// let ids: Vec<&str> = gathered.volumes.iter().map(|volume| &*volume.id).collect();
/// assert_eq!(ids, ["a", "甲站", "乙站"]); // one by source, two by unit
/// ```
#[must_use]
pub fn gather(
    diagnostics: &mut Diagnostics,
    project: &Project,
    folder: &str,
    date: Option<Date>,
) -> Gathered {
    let mut intake = Intake::default();
    intake.read(project);
    gather_from(diagnostics, (project, intake), folder, date)
}

/// The same for a publication that was gathered `before`: texts that are the same under the
/// same numbers are not read again.
#[must_use]
pub fn gather_again(
    diagnostics: &mut Diagnostics,
    project: &Project,
    (folder, date): (&str, Option<Date>),
    before: Option<&Gathered>,
) -> Gathered {
    let mut intake = Intake::default();
    let known = before.map_or(&[][..], |before| &before.texts);
    let texts = intake.read_again(project, known);
    let gathered = gather_from(diagnostics, (project, intake), folder, date);
    Gathered { texts, ..gathered }
}

/// The same with articles that have come in already.
pub(crate) fn gather_from(
    diagnostics: &mut Diagnostics,
    (project, intake): (&Project, Intake),
    folder: &str,
    date: Option<Date>,
) -> Gathered {
    let config = configure(diagnostics, project, folder, date);
    let garbled = diagnostics.iter().filter(|found| found.code == Code::D006);
    let garbled: BTreeSet<String> = garbled
        .filter_map(|found| found.file(&project.files))
        .map(str::to_owned)
        .collect();
    let (articles, prints, away) = intake.finish(diagnostics, (project, &garbled));
    let all = (&*articles, prints);
    let volumes = volume::gather_outlines(diagnostics, &config, all, &project.images);
    report_unknown(diagnostics, &config, &volumes);
    let blame = blame(diagnostics, project, &articles);
    Gathered { config, articles, volumes, away, texts: Vec::new(), blame }
}

/// The same for one volume whose shape is known: its articles are all that came in.
/// `None` when they do not belong together.
pub(crate) fn gather_shape(
    diagnostics: &mut Diagnostics,
    (project, intake): (&Project, Intake),
    (folder, date): (&str, Option<Date>),
    shape: &Shape,
) -> Option<Gathered> {
    let config = configure(diagnostics, project, folder, date);
    let (articles, _, away) = intake.finish(diagnostics, (project, &BTreeSet::new()));
    let filling = Filling { articles, images: project.images.clone() };
    let volume = volume::restore(diagnostics, &config, shape, &filling)?;
    let articles = filling.articles;
    let blame = blame(diagnostics, project, &articles);
    let (volumes, texts) = (vec![volume], Vec::new());
    Some(Gathered { config, articles, volumes, away, texts, blame })
}

/// What huikan.toml means, with the date of last resort.
fn configure(
    diagnostics: &mut Diagnostics,
    project: &Project,
    folder: &str,
    date: Option<Date>,
) -> Config {
    let mut config = Config::new(diagnostics, project, folder);
    config.publication.date = config.publication.date.or(date);
    config
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
