//! `huikan build`: volumes and editions into out/; for `huikan check` the same without
//! writing.
//!
//! A volume is built and written as a whole before the next one of its thread, so memory
//! holds as many volumes as there are threads.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Memory;
use crate::cli::Exit;
use crate::cli::args::{Build, Check};
use crate::cli::catalog::{self, Entry};
use crate::cli::check::Fixed;
use crate::cli::fallback;
use crate::cli::found::{Found, found};
use crate::cli::kept::{Note, Store, left_over, locks, store};
use crate::cli::make::{Made, make, save};
use crate::cli::open::{Open, broken_plan, open, open_to_build};
use crate::cli::pace::Pace;
use crate::cli::rounds::Rounds;
use crate::cli::sheets::{self, PlanLine};
use crate::cli::table::{Column, size, table};
use crate::cli::terminal::Terminal;
use crate::cli::ticket;
use crate::cli::why::{Reason, Why, explained, explanation};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::disk;
use crate::look;
use crate::plan;
use crate::project::{Edition, Keep};
use crate::proof;
use crate::repeats;
use crate::trace::Inputs;
use crate::volume::Volume;

/// Version of the shape of `--json`.
const VERSION: u32 = 1;

/// What to build and what becomes of it: what was typed, resolved.
pub(crate) struct Request {
    /// The volumes.
    pub(crate) volumes: Vec<Volume>,
    /// The editions.
    pub(crate) editions: Vec<Edition>,
    /// Where products go; `None` to make them and look at what is wrong only.
    pub(crate) out: Option<PathBuf>,
    /// Problems as bad as this keep a product from being written.
    pub(crate) limit: Severity,
    /// Whether that is everything that the publication has.
    pub(crate) is_whole: bool,
    /// Whether it is all volumes, though perhaps not in all editions.
    pub(crate) is_everywhere: bool,
    pub(crate) force: bool,
    /// By a job ticket: what the one volume has to be made from. The catalog is then left to
    /// `catalog merge`.
    pub(crate) ticket: Option<Inputs>,
    /// Whether the disk is waited for; else somebody does that later ([`Produced::settle`]).
    pub(crate) lasting: bool,
    explain: bool,
    json: bool,
    /// What `check --fix` has set right.
    fixed: Vec<Fixed>,
}

impl Request {
    /// The same, and somebody makes durable later what was made.
    pub(crate) fn unsettled(self) -> Self {
        Self { lasting: false, ..self }
    }

    /// The same by a job ticket.
    pub(crate) fn by(self, inputs: Inputs) -> Self {
        Self { ticket: Some(inputs), is_whole: false, is_everywhere: false, ..self }
    }
}

/// The result as JSON.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Outcome<'a> {
    version: u32,
    products: Vec<Entry>,
    /// With `--explain`: each product and why it was made.
    #[serde(skip_serializing_if = "Option::is_none")]
    reasons: Option<Vec<Reason>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    fixed: &'a [Fixed],
    diagnostics: Vec<Found>,
}

/// The plans as JSON.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Planned {
    version: u32,
    plans: Vec<PlanLine>,
    diagnostics: Vec<Found>,
}

/// Builds.
pub(crate) fn run(terminal: &Terminal, typed: &Build) -> Result<Exit, disk::Error> {
    if let Some(path) = &typed.ticket {
        return in_threads(typed.jobs, || ticket::run(terminal, typed, path));
    }
    let folder = Path::new(".");
    // Plans are made of everything at once; products of one volume after another.
    let open = if typed.plan { open } else { open_to_build };
    let mut opened = match open(terminal, folder)? {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let Some(request) = resolve(terminal, typed, &opened) else { return Ok(Exit::Usage) };
    if typed.plan {
        return in_threads(typed.jobs, || plan_all(terminal, &mut opened, &request));
    }
    in_threads(typed.jobs, || work(terminal, &mut opened, &request))
}

/// Checks: everything is built and nothing written. `fixed` is what was set right before.
pub(crate) fn check(
    terminal: &Terminal,
    typed: &Check,
    mut opened: Open,
    fixed: Vec<Fixed>,
) -> Result<Exit, disk::Error> {
    let allowed = &opened.gathered.config.allowed;
    opened.diagnostics.append(proof(&opened.project, allowed));
    // With another policy the articles that repeat others have gone, and that was said.
    if opened.gathered.config.keep == Keep::All {
        let Open { project, gathered, diagnostics } = &mut opened;
        repeats::report(diagnostics, &project.files, &gathered.articles);
    }
    let request = Request {
        volumes: opened.gathered.volumes.clone(),
        editions: opened.gathered.config.editions.clone(),
        out: None,
        limit: Severity::Error,
        is_whole: true,
        is_everywhere: true,
        force: false,
        ticket: None,
        lasting: true,
        explain: false,
        json: typed.json,
        fixed,
    };
    work(terminal, &mut opened, &request)
}

/// Finds the volumes and editions that were named; `None` when one does not exist, which
/// is reported.
pub(crate) fn resolve(
    terminal: &Terminal,
    typed: &Build,
    opened: &Open,
) -> Option<Request> {
    match request(typed, opened) {
        Ok(request) => Some(request),
        Err(unknown) => {
            terminal.report_all(&unknown, &opened.project.files);
            None
        }
    }
}

/// The same; the names that do not exist, when there are some.
pub(crate) fn request(typed: &Build, opened: &Open) -> Result<Request, Diagnostics> {
    let all = &opened.gathered.volumes;
    let ids: Vec<&str> = all.iter().map(|volume| volume.id.as_str()).collect();
    let editions = &opened.gathered.config.editions;
    let names: Vec<&str> = editions.iter().map(|edition| edition.name.as_str()).collect();
    let mut unknown = Diagnostics::new();
    for name in typed.wanted.volumes.iter().filter(|name| !ids.contains(&name.as_str())) {
        // Who names an article may mean the volume that it stands in.
        let home = all.iter().find(|volume| volume.articles().any(|path| path == name));
        let near = home.map(|volume| volume.id.as_str());
        let near = near.unwrap_or_else(|| nearest(name, ids.iter().copied()));
        let diagnostic = Diagnostic::new(Code::U001).with("name", name.as_str());
        unknown.push(diagnostic.with("nearest", near));
    }
    for name in
        typed.wanted.editions.iter().filter(|name| !names.contains(&name.as_str()))
    {
        let near = nearest(name, names.iter().copied());
        let diagnostic = Diagnostic::new(Code::U002).with("name", name.as_str());
        let diagnostic = diagnostic.with("known", names.join(", "));
        unknown.push(diagnostic.with("nearest", near));
    }
    if !unknown.is_empty() {
        // Where huikan.toml is broken, that is why.
        let broken = broken_plan(&opened.diagnostics, &opened.project.files);
        return Err(if broken.is_empty() { unknown } else { broken });
    }
    let is_asked = |asked: &[String], name: &str| {
        asked.is_empty() || asked.iter().any(|asked| asked == name)
    };
    let volumes = all.iter().filter(|volume| is_asked(&typed.wanted.volumes, &volume.id));
    let editions =
        editions.iter().filter(|edition| is_asked(&typed.wanted.editions, &edition.name));
    Ok(Request {
        volumes: volumes.cloned().collect(),
        editions: editions.cloned().collect(),
        out: Some(typed.wanted.out.clone()),
        limit: if typed.strict { Severity::Warning } else { Severity::Error },
        is_whole: typed.wanted.volumes.is_empty() && typed.wanted.editions.is_empty(),
        is_everywhere: typed.wanted.volumes.is_empty(),
        force: typed.force,
        ticket: None,
        lasting: true,
        explain: typed.explain,
        json: typed.json,
        fixed: Vec::new(),
    })
}

/// Runs work on so many threads; on as many as there are processors without a number.
pub(crate) fn in_threads<T: Send>(
    jobs: Option<usize>,
    work: impl FnOnce() -> T + Send,
) -> T {
    let builder = rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0));
    match builder.build() {
        Ok(pool) => pool.install(work),
        // A machine that refuses threads can still do the work on this one.
        Err(_) => work(),
    }
}

/// Makes what a request asks for, and says what came of it.
pub(crate) fn work(
    terminal: &Terminal,
    opened: &mut Open,
    request: &Request,
) -> Result<Exit, disk::Error> {
    let produced = produce(terminal, opened, request, None)?;
    let exit = produced.exit;
    opened.recall(&produced.diagnostics);
    show(terminal, opened, request, produced);
    Ok(exit)
}

/// What became of a request.
pub(crate) struct Produced {
    /// The products, made or kept.
    pub(crate) entries: Vec<Entry>,
    /// Why those that were made were made.
    pub(crate) reasons: Vec<(String, Option<Why>)>,
    /// What was found, each thing once.
    pub(crate) diagnostics: Diagnostics,
    pub(crate) exit: Exit,
}

impl Produced {
    /// Makes durable what was made.
    ///
    /// # Errors
    /// When the disk fails.
    pub(crate) fn settle(&self, out: &Path) -> Result<(), disk::Error> {
        let made = self.reasons.iter().filter(|(_, why)| why.is_some());
        let made = made.map(|(file, _)| out.join(file));
        let all: Vec<PathBuf> = made.chain([out.join(catalog::FILE)]).collect();
        all.par_iter().try_for_each(|path| disk::settle_kept(path))
    }
}

/// Makes the products of a request, with the help of what earlier rounds remember.
///
/// # Errors
/// When the folder of the products cannot be written.
pub(crate) fn produce(
    terminal: &Terminal,
    opened: &mut Open,
    request: &Request,
    mut rounds: Option<&mut Rounds>,
) -> Result<Produced, disk::Error> {
    let _locks = locks(terminal, request)?;
    sweep(request);
    let found = std::mem::take(&mut opened.diagnostics);
    let mut diagnostics = opened.concerning(found, &request.volumes);
    let (project, editions) = (&opened.project, &request.editions);
    let look = match rounds.as_deref_mut() {
        Some(rounds) => rounds.look(&mut diagnostics, project, editions),
        None => Arc::new(look(&mut diagnostics, project, editions, &[])),
    };
    let pace = Pace::start(terminal, request.volumes.len());
    let before = rounds.as_deref().map(|rounds| Arc::clone(&rounds.before));
    let store = store(opened, request, &before.unwrap_or_default());
    let make = |(volume, memory): (&Volume, Option<&mut Memory>)| {
        let made = make(opened, request, (&look, store.as_ref()), (volume, memory));
        pace.step(&volume.title, &made);
        made
    };
    let memories = match rounds.as_deref_mut() {
        Some(rounds) => rounds.memories(&request.volumes),
        None => request.volumes.iter().map(|_| None).collect(),
    };
    let volumes = request.volumes.par_iter().zip(memories);
    let mut made: Vec<_> = volumes.map(make).collect();
    pace.end();
    fall_back(opened, request, store.as_ref(), &mut made);
    let produced = join(opened, request, (diagnostics, made));
    if let Some((rounds, out)) = rounds.zip(request.out.as_ref()) {
        let digests = store.map(|store| store.digests());
        rounds.end((out, digests), &produced.entries, &produced.reasons);
    }
    Ok(produced)
}

/// Removes what killed processes have left where products go.
fn sweep(request: &Request) {
    match (&request.out, &request.ticket) {
        (Some(out), None) => disk::sweep(out),
        // A process of thousands does not look through what the others have made.
        (Some(out), Some(_)) => {
            let own = request.volumes.iter().map(|volume| out.join(&volume.id));
            own.for_each(|folder| disk::sweep(&folder));
        }
        (None, _) => {}
    }
}

/// Joins what became of the volumes, and writes the catalog.
fn join(
    opened: &Open,
    request: &Request,
    (mut diagnostics, made): (Diagnostics, Vec<Made>),
) -> Produced {
    let mut entries = Vec::new();
    let mut failures = Vec::new();
    let mut reasons = Vec::new();
    let mut notes = Vec::new();
    for made in made {
        notes.extend(made.note);
        diagnostics.append(made.diagnostics);
        entries.extend(made.entries);
        failures.extend(made.failure);
        reasons.extend(made.reasons);
    }
    let out = request.out.as_ref().filter(|_| request.ticket.is_none());
    let (listed, noted) = rayon::join(
        || match out.filter(|_| !entries.is_empty()) {
            Some(out) => catalog::write(out, &entries, request.lasting),
            None => Ok(()),
        },
        || notes.par_iter().try_for_each(Note::write),
    );
    failures.extend(listed.err().into_iter().chain(noted.err()));
    failures.dedup();
    for failure in &failures {
        diagnostics.push(failure.diagnostic());
    }
    // Products of volumes that huikan.toml fails to name belong to somebody all the same.
    if broken_plan(&diagnostics, &opened.project.files).is_empty() {
        diagnostics.append(left_over(opened, request));
    }
    let diagnostics = diagnostics.distinct();
    let exit = match failures.is_empty() {
        false => Exit::Machine,
        true if diagnostics.reach(request.limit) => Exit::Content,
        true => Exit::Done,
    };
    Produced { entries, reasons, diagnostics, exit }
}

/// Plans the sheets of each volume and writes the models.
fn plan_all(
    terminal: &Terminal,
    opened: &mut Open,
    request: &Request,
) -> Result<Exit, disk::Error> {
    let found = std::mem::take(&mut opened.diagnostics);
    let mut diagnostics = opened.concerning(found, &request.volumes);
    let look = look(&mut diagnostics, &opened.project, &request.editions, &[]);
    let mut lines = Vec::new();
    let mut text = String::new();
    for volume in &request.volumes {
        let editions = &request.editions;
        for plan in plan(&mut diagnostics, volume, editions, &look, request.limit) {
            save(request, volume, &plan.dummy)?;
            let out = request.out.as_deref().unwrap_or(Path::new(""));
            let dummy = out.join(&volume.id).join(&plan.dummy.file);
            text.push_str(&sheets::words(terminal, &plan, &dummy));
            lines.push(PlanLine::new(&plan));
        }
    }
    let diagnostics = diagnostics.distinct();
    if request.json {
        let diagnostics = found_in(terminal, opened, &diagnostics);
        let outcome = Planned { version: VERSION, plans: lines, diagnostics };
        terminal.print(&terminal.json(&outcome));
    } else {
        terminal.report_all(&diagnostics, &opened.project.files);
        if lines.is_empty() {
            text.push_str(&format!("{}\n", terminal.words("plan-none", &[])));
        }
        terminal.print(&text);
    }
    let has_failed = diagnostics.reach(request.limit);
    Ok(if has_failed { Exit::Content } else { Exit::Done })
}

/// Diagnostics as JSON has them.
pub(crate) fn found_in(
    terminal: &Terminal,
    opened: &Open,
    diagnostics: &Diagnostics,
) -> Vec<Found> {
    found(diagnostics, &opened.project.files, terminal.language)
}

/// Makes volumes once more that lack characters which fonts of this machine have.
fn fall_back(opened: &Open, request: &Request, store: Option<&Store>, made: &mut [Made]) {
    // Without a record of its own a product made by a ticket would not be found.
    let store = store.filter(|_| request.ticket.is_some());
    let lacking = made.iter().flat_map(|made| fallback::lacking(&made.diagnostics));
    let Some(fallback) = fallback::find(&lacking.collect()) else { return };
    let (project, more) = (&opened.project, &fallback.fonts);
    let look = look(&mut Diagnostics::new(), project, &request.editions, more);
    let volumes: Vec<_> = request.volumes.iter().zip(made).collect();
    volumes.into_par_iter().for_each(|(volume, made)| {
        if !fallback::lacking(&made.diagnostics).is_empty() {
            let mut again = make(opened, request, (&look, store), (volume, None));
            again.reasons = std::mem::take(&mut made.reasons);
            fallback.report(&made.diagnostics, &mut again.diagnostics);
            *made = again;
        }
    });
}

/// Says what was made and what was found.
fn show(terminal: &Terminal, opened: &Open, request: &Request, produced: Produced) {
    let Produced { entries, reasons, diagnostics, .. } = produced;
    let (reasons, diagnostics) = (&*reasons, &diagnostics);
    let files = &opened.project.files;
    let errors = diagnostics.count(Severity::Error);
    let warnings = diagnostics.count(Severity::Warning);
    if request.json {
        let diagnostics = found_in(terminal, opened, diagnostics);
        let fixed = request.fixed.as_slice();
        let reasons = request.explain.then(|| explained(terminal, reasons));
        let products = entries;
        let outcome = Outcome { version: VERSION, products, reasons, fixed, diagnostics };
        terminal.print(&terminal.json(&outcome));
        return;
    }
    terminal.report_all(diagnostics, files);
    if let Some(out) = &request.out {
        terminal.tell(&summary(terminal, out, &entries));
        if request.explain {
            terminal.print(&explanation(terminal, out, reasons));
        }
    }
    let kept = reasons.iter().filter(|(_, why)| why.is_none()).count();
    let out = request.out.as_ref().filter(|_| !entries.is_empty());
    let out = out.map_or("none".into(), |out| out.to_string_lossy());
    let args = [
        ("products", entries.len().into()),
        ("kept", kept.into()),
        ("out", (&*out).into()),
        ("errors", errors.into()),
        ("warnings", warnings.into()),
    ];
    terminal.note(&format!("{}\n", terminal.words("build-done", &args)));
}

fn summary(terminal: &Terminal, out: &Path, entries: &[Entry]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let heads = ["build-product", "build-pages", "build-size"];
    let mut rows = vec![heads.map(|head| terminal.words(head, &[])).to_vec()];
    for entry in entries {
        let file = out.join(&entry.file).to_string_lossy().into_owned();
        let pages = entry.pages.map(|pages| pages.to_string());
        rows.push(vec![file, pages.unwrap_or_default(), size(entry.bytes as u64)]);
    }
    if entries.len() > 1 {
        let total = terminal.words("build-total", &[("products", entries.len().into())]);
        let bytes = entries.iter().map(|entry| entry.bytes as u64).sum();
        rows.push(vec![total, String::new(), size(bytes)]);
    }
    table(&[Column::Left, Column::Right, Column::Right], &rows)
}
