//! What the articles of all sources have in common with each other and with those in
//! content/: texts that repeat each other, and units that go by several names.
//!
//! Both are only said; an editor decides. Articles in content/ that came from a source
//! which is imported again are that source's and not compared with it.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::Import;
use crate::cli::import::Imported;
use crate::cli::terminal::{Terminal, words};
use crate::diag::{Arg, Code, Diagnostic, Diagnostics};
use crate::disk;
use crate::import::{Doubt, Kind};
use crate::markdown;
use crate::project::{Config, Project, Units};
use crate::repeats::{self, Print, Repeat};
use crate::units::{self, Namesake, Proposal, Use, Words};

/// Proposals shown on the terminal; huikan.toml and the report have all.
const SHOWN: usize = 10;

/// What was found.
pub(super) struct Together {
    /// Texts that repeat each other.
    pub(super) repeats: Vec<Pair>,
    /// Units that go by several names.
    pub(super) units: Vec<Proposal>,
    /// huikan.toml as it was read, if there is one.
    plan: Option<String>,
    /// Whether the proposals were added to it.
    is_written: bool,
}

/// Two articles with one text, for the report.
#[derive(Serialize, JsonSchema)]
pub(super) struct Pair {
    /// The one that was there first.
    first: Side,
    /// The other one.
    second: Side,
    /// How much of the shorter stands in the longer, in percent.
    share: u32,
}

/// An article of a pair.
#[derive(Clone, Serialize, JsonSchema)]
struct Side {
    /// The source, or the file below the publication's folder.
    file: String,
    /// The line it starts on.
    line: u32,
    /// Its title.
    title: Option<String>,
    /// Characters of its text that count.
    length: u32,
}

/// An article, imported now or in content/.
struct Text {
    side: Side,
    unit: Option<Use>,
    /// The place of its source among those imported; `None` in content/.
    source: Option<usize>,
}

/// Looks at everything that was imported, beside everything that is there.
pub(super) fn find(
    terminal: &Terminal,
    typed: &Import,
    sources: &mut [Imported],
) -> Result<Together, disk::Error> {
    let project = disk::load_texts(&mut Diagnostics::new(), &typed.into)?;
    let config = Config::new(&mut Diagnostics::new(), &project, "");
    let (mut texts, mut prints) = kept(&project, sources);
    let (new_texts, new_prints) = imported(sources);
    texts.extend(new_texts);
    prints.extend(new_prints);
    let repeats = find_repeats(terminal, &texts, &prints, sources);

    let uses: Vec<Use> = texts.iter().filter_map(|text| text.unit.clone()).collect();
    report_namesakes(terminal, &texts, (&uses, &config.units), sources);
    let mut units = units::propose(&uses, &config.units);
    for reason in units.iter_mut().flat_map(|proposal| &mut proposal.why) {
        *reason = terminal.words(reason, &[]);
    }
    let plan = project.plan.map(|file| project.files.text(file).to_string());
    Ok(Together { repeats, units, plan, is_written: false })
}

/// The articles in content/ that come from other sources.
fn kept(project: &Project, sources: &[Imported]) -> (Vec<Text>, Vec<Print>) {
    let reports = || sources.iter().filter_map(|source| source.report.as_ref());
    let names: BTreeSet<&str> = reports().map(|report| report.source.as_str()).collect();
    let one = |file: &_| {
        let article = markdown::read(
            &mut Diagnostics::new(),
            &project.files,
            *file,
            &project.limits,
        );
        let source = article.source.clone().unwrap_or_else(|| {
            let folder = article.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folder.to_owned()
        });
        if names.contains(source.as_str()) {
            return None;
        }
        let print = repeats::of_article(&article);
        let line = project.files.position(article.span.file, article.span.start).line;
        let title = article.title.clone();
        let unit = article.unit.map(|name| Use { name, source, title: title.clone() });
        let side = Side { file: article.path, line, title, length: print.length };
        Some((Text { side, unit, source: None }, print))
    };
    project.content.par_iter().filter_map(one).unzip()
}

/// The articles that were imported now.
fn imported(sources: &[Imported]) -> (Vec<Text>, Vec<Print>) {
    let drafts = sources.iter().enumerate().flat_map(|(at, source)| {
        let reports = source.report.iter();
        reports.flat_map(move |report| {
            let is_text = |kind| matches!(kind, Kind::Article | Kind::Brief | Kind::Box);
            let drafts = report.articles.iter().filter(move |draft| is_text(draft.kind));
            drafts.map(move |draft| (at, report.source.as_str(), draft))
        })
    });
    let drafts: Vec<_> = drafts.collect();
    let one = |(at, source, draft): &(usize, &str, &crate::import::Draft)| {
        let print = repeats::print(draft.blocks.iter().map(|block| block.text.as_str()));
        let unit = draft.unit.clone().map(|name| Use {
            name,
            source: (*source).to_owned(),
            title: draft.title.clone(),
        });
        let side = Side {
            file: (*source).to_owned(),
            line: draft.lines.first().map_or(1, |(first, _)| *first),
            title: draft.title.clone(),
            length: print.length,
        };
        (Text { side, unit, source: Some(*at) }, print)
    };
    drafts.par_iter().map(one).unzip()
}

/// Reports the imported articles that repeat another one, each once.
fn find_repeats(
    terminal: &Terminal,
    texts: &[Text],
    prints: &[Print],
    sources: &mut [Imported],
) -> Vec<Pair> {
    let found = repeats::closest(&repeats::find(prints));
    let is_new = |repeat: &&Repeat| texts[repeat.second].source.is_some();
    let found: Vec<&Repeat> = found.iter().filter(is_new).collect();
    let mut doubted = BTreeSet::new();
    for repeat in &found {
        let [first, second] = [repeat.first, repeat.second].map(|text| &texts[text]);
        let place = format!("{}:{}", first.side.file, first.side.line);
        let diagnostic = repeats::diagnostic(**repeat, prints, place);
        if let Some(source) = second.source.and_then(|at| sources.get_mut(at)) {
            doubt(terminal, source, second.side.line, diagnostic);
            doubted.extend(second.source);
        }
    }
    for at in doubted {
        if let Some(report) = &mut sources[at].report {
            report.doubts.sort_by(|a, b| (a.line, &a.code).cmp(&(b.line, &b.code)));
        }
    }
    let pair = |repeat: &&Repeat| Pair {
        first: texts[repeat.first].side.clone(),
        second: texts[repeat.second].side.clone(),
        share: repeat.share,
    };
    found.iter().map(pair).collect()
}

/// Adds a doubt to a source: to what is said of it and to the end of its report.
fn doubt(terminal: &Terminal, source: &mut Imported, line: u32, diagnostic: Diagnostic) {
    let Some(report) = &mut source.report else { return };
    let code = diagnostic.code.as_str().to_owned();
    let message = words(terminal.language, &code, &diagnostic.values());
    report.doubts.push(Doubt {
        line,
        code,
        message,
        text: String::new(),
        correction: None,
    });
    source.diagnostics.push(diagnostic.on_line(&report.source, line));
}

/// Says which names may stand for several organisations, where one of them was imported.
fn report_namesakes(
    terminal: &Terminal,
    texts: &[Text],
    (uses, known): (&[Use], &Units),
    sources: &mut [Imported],
) {
    for namesake in units::namesakes(uses, known) {
        let names = |text: &&Text| {
            let unit = text.unit.as_ref();
            text.source.is_some() && unit.is_some_and(|unit| unit.name == namesake.name)
        };
        let Some(text) = texts.iter().find(names) else { continue };
        if let Some(source) = text.source.and_then(|at| sources.get_mut(at)) {
            let diagnostic = namesake_diagnostic(terminal, &namesake);
            source.diagnostics.push(diagnostic.on_line(&text.side.file, text.side.line));
        }
    }
}

fn namesake_diagnostic(terminal: &Terminal, namesake: &Namesake) -> Diagnostic {
    let comma = terminal.words("list-comma", &[]);
    let places = match namesake.places.as_slice() {
        [] | [_] => "none".to_owned(),
        places => places.join(&comma),
    };
    Diagnostic::new(Code::I052)
        .with("name", namesake.name.as_str())
        .with("count", namesake.sources.len())
        .with("sources", namesake.sources.join(&comma))
        .with("places", places)
        .with("line", namesake.line.as_str())
}

impl Together {
    /// Adds the proposals to the end of huikan.toml as comments, if there is one that
    /// parses and they do not stand in it. Nothing else in it changes.
    pub(super) fn save(
        &mut self,
        terminal: &Terminal,
        into: &Path,
    ) -> Result<(), disk::Error> {
        let path = into.join("huikan.toml");
        if self.plan.is_none() || self.units.is_empty() {
            return Ok(());
        }
        let Ok(text) = String::from_utf8(disk::read(&path)?) else { return Ok(()) };
        let words = |key| terminal.words(key, &[]);
        let words = Words {
            head: words("units-block"),
            move_into_table: words("units-block-table"),
            replaces: words("units-block-replaces"),
        };
        if let Some(block) = units::append(&text, &self.units, &words) {
            disk::save(&path, (text + &block).as_bytes())?;
            self.is_written = true;
        }
        Ok(())
    }

    /// The proposals that huikan.toml does not have, as words for the terminal.
    pub(super) fn text(&self, terminal: &Terminal, typed: &Import) -> String {
        let plan = self.plan.as_deref().unwrap_or_default();
        let is_new = |proposal: &&Proposal| !units::is_written(plan, proposal);
        let new: Vec<&Proposal> = self.units.iter().filter(is_new).collect();
        if new.is_empty() {
            return String::new();
        }
        let mut text = format!("\n{}\n", terminal.words("units-head", &[]));
        let comma = terminal.words("list-comma", &[]);
        for proposal in new.iter().take(SHOWN) {
            let args = [
                ("why", Arg::from(proposal.why.join(&comma))),
                ("sources", proposal.sources.join(&comma).into()),
            ];
            let why = terminal.words("units-why", &args);
            text.push_str(&format!("  {}\n      {why}\n", units::line(proposal)));
        }
        if let Some(more) = new.len().checked_sub(SHOWN).filter(|more| *more > 0) {
            let more = terminal.words("units-more", &[("count", more.into())]);
            text.push_str(&format!("  {more}\n"));
        }
        let next = match (self.is_written, &self.plan) {
            (true, _) => "units-next-written",
            (false, Some(_)) if typed.dry_run => "units-next-dry-run",
            (false, _) => "units-next",
        };
        text + &terminal.words(next, &[]) + "\n\n"
    }
}
