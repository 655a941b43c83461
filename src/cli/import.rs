//! `huikan import`: sources into files of content/, and the report.

mod listing;
mod source;
mod together;

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::args::Import;
use crate::cli::content;
use crate::cli::import::listing::listing;
use crate::cli::import::source::{exit, read};
use crate::cli::import::together::{Pair, Together};
use crate::cli::inputs::{self, Input};
use crate::cli::open::{is_publication, shown};
use crate::cli::reasons::reasons;
use crate::cli::settings::{settings, silence};
use crate::cli::table::{Column, table};
use crate::cli::tally::Tally;
use crate::cli::terminal::{Terminal, Volume as Loudness};
use crate::diag::Arg;
use crate::disk;
use crate::import::{Draft, Output, Report};
use crate::units::Proposal;

pub(crate) use source::Imported;

/// Version of the report's shape.
const VERSION: u32 = 1;

/// Heads of the table of articles.
const HEADS: [&str; 4] =
    ["import-lines", "import-confidence", "import-unit", "import-title"];

/// The report of `--report`.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Reports<'a> {
    version: u32,
    sources: Vec<&'a Report>,
    repeats: &'a [Pair],
    units: &'a [Proposal],
}

impl<'a> Reports<'a> {
    fn of(sources: &'a [Imported], together: &'a Together) -> Self {
        let reports = sources.iter().filter_map(|source| source.report.as_ref());
        Self {
            version: VERSION,
            sources: reports.collect(),
            repeats: &together.repeats,
            units: &together.units,
        }
    }
}

/// Imports.
pub(crate) fn run(terminal: &Terminal, typed: &Import) -> Result<Exit, disk::Error> {
    let config = settings(&typed.into);
    let limits = &config.limits;
    let inputs = inputs::expand(&typed.files, &typed.into, limits);
    let bar = terminal.progress(inputs.len());
    let one = |input: Input| {
        let mut imported = read(terminal, input, (typed.explain, limits));
        let report = imported.report.as_mut();
        silence(&config.allowed, &mut imported.diagnostics, report);
        bar.inc(1);
        imported
    };
    let mut sources: Vec<Imported> = inputs.into_par_iter().map(one).collect();
    bar.finish_and_clear();
    report_others(&mut sources);
    if typed.lines {
        show_lines(terminal, &sources);
        return Ok(sources.iter().map(exit).max().unwrap_or(Exit::Done));
    }
    let is_alone = !is_publication(&typed.into);
    content::refuse_twins(&mut sources);
    let mut together = together::find(terminal, typed, &mut sources)?;
    for source in &mut sources {
        content::settle(typed, source, limits)?;
    }
    if !typed.dry_run {
        together.save(terminal, &typed.into)?;
    }
    if let Some(path) = &typed.report {
        let reports = Reports::of(&sources, &together);
        disk::save(path, terminal.json(&reports).as_bytes())?;
    }
    let written = show(terminal, typed, &sources, &together);
    if is_alone && written > 0 {
        show_next(terminal, typed);
    }
    Ok(sources.iter().map(exit).max().unwrap_or(Exit::Done))
}

/// Reports the files beside sources that no source shows.
fn report_others(sources: &mut [Imported]) {
    let shown: BTreeSet<PathBuf> =
        sources.iter_mut().flat_map(|source| std::mem::take(&mut source.shown)).collect();
    for source in sources {
        for other in source.others.iter().filter(|other| !shown.contains(*other)) {
            source.diagnostics.push(inputs::unknown(other));
        }
    }
}

/// Says what came of the sources; how many articles there are.
fn show(
    terminal: &Terminal,
    typed: &Import,
    sources: &[Imported],
    together: &Together,
) -> usize {
    let mut written = 0_usize;
    let mut doubts = Tally::default();
    for source in sources {
        if let Some(report) = &source.report {
            let articles = articles(terminal, report, typed.explain);
            match typed.explain {
                true => terminal.print(&articles),
                false => terminal.tell(&articles),
            }
        }
        let shown = match terminal.volume {
            Loudness::Verbose => source.diagnostics.clone(),
            _ => doubts.take(&source.diagnostics),
        };
        terminal.report_all(&shown, &source.files);
        let is_article = |output: &&Output| output.path.ends_with(".md");
        written += source.outputs.iter().filter(is_article).count();
    }
    terminal.note(&doubts.text(terminal, typed.report.as_deref()));
    terminal.note(&together.text(terminal, typed));
    let key = match (written, typed.dry_run) {
        (0, _) => "import-nothing",
        (_, true) => "import-would",
        (_, false) => "import-done",
    };
    let folder = typed.into.join("content");
    let folder =
        folder.strip_prefix(".").unwrap_or(&folder).to_string_lossy().into_owned();
    let args = [("files", Arg::from(written)), ("folder", folder.into())];
    terminal.note(&format!("{}\n", terminal.words(key, &args)));
    written
}

/// Outside a publication: where articles go, and what to do there.
fn show_next(terminal: &Terminal, typed: &Import) {
    let key = if typed.dry_run { "import-alone-would" } else { "import-alone" };
    let into = shown(&typed.into);
    terminal.note(&format!("{}\n", terminal.words(key, &[("folder", into.into())])));
}

/// The lines of each source, and what keeps it from being read.
fn show_lines(terminal: &Terminal, sources: &[Imported]) {
    let mut doubts = Tally::default();
    for source in sources {
        if let Some(report) = &source.report
            && let Some(file) = source.files.find(&report.source)
        {
            let args = [
                ("source", Arg::from(report.source.as_str())),
                ("encoding", report.encoding.as_str().into()),
                ("articles", report.articles.len().into()),
            ];
            let head = terminal.words("import-source", &args);
            let lines = listing(source.files.text(file), report);
            terminal.print(&format!("{head}\n{lines}"));
        }
        terminal.report_all(&doubts.take(&source.diagnostics), &source.files);
    }
}

/// The articles of a source as a table, with reasons when they are asked for.
fn articles(terminal: &Terminal, report: &Report, explain: bool) -> String {
    let count = report.articles.len();
    let args = [
        ("source", Arg::from(report.source.as_str())),
        ("encoding", report.encoding.as_str().into()),
        ("articles", count.into()),
    ];
    let mut text = format!("{}\n", terminal.words("import-source", &args));
    if count == 0 {
        return text;
    }
    let mut rows = vec![HEADS.map(|head| terminal.words(head, &[])).to_vec()];
    rows.extend(report.articles.iter().map(row));
    let (left, right) = (Column::Left, Column::Right);
    let lines = table(&[right, right, left, left], &rows);
    let mut lines = lines.lines();
    text.extend(lines.next().map(|heads| format!("{heads}\n")));
    for (line, draft) in lines.zip(&report.articles) {
        text.push_str(line);
        text.push('\n');
        if explain {
            text.push_str(&reasons(terminal, report, draft));
        }
    }
    text
}

/// Lines, how sure, unit, title: what is long comes last.
fn row(draft: &Draft) -> Vec<String> {
    let range = |(first, last): &(u32, u32)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    let lines: Vec<String> = draft.lines.iter().map(range).collect();
    let lines = match lines.as_slice() {
        [first, .., last] => format!("{first} … {last}"),
        lines => lines.join(" "),
    };
    vec![
        format!("  {lines}"),
        format!("{:.2}", draft.confidence),
        draft.unit.clone().unwrap_or_default(),
        draft.title.clone().unwrap_or_else(|| "—".to_owned()),
    ]
}
