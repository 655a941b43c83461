//! `huikan watch`: builds, waits until the publication has changed, and builds again what that
//! concerns.
//!
//! Problems end a round, not the program: products that cannot be made stay as they are until
//! they can. The program ends when somebody ends it; every product is then old or new, as
//! after any build.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Gathered;
use crate::cli::Exit;
use crate::cli::args::{Build, Watch};
use crate::cli::build::{Produced, found_in, in_threads, produce, request};
use crate::cli::catalog::Entry;
use crate::cli::found::Found;
use crate::cli::open::{Open, open_again};
use crate::cli::rounds::Rounds;
use crate::cli::serve::Site;
use crate::cli::terminal::Terminal;
use crate::diag::{Diagnostic, Diagnostics, Severity};
use crate::disk::{self, Changes, ErrorKind, Stopwatch};

/// Version of the shape of `--json`.
const VERSION: u32 = 1;

/// A round as `--json` shows it, each on a line of its own.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct Round {
    /// Version of this shape.
    version: u32,
    /// Its number, from 1.
    round: usize,
    /// How long it took.
    seconds: f64,
    /// The files that are new, gone or different since the round before; in the first one all.
    changed: Vec<String>,
    /// The products that were made.
    made: Vec<Made>,
    /// How many products were as they should be.
    kept: usize,
    /// Everything that is wrong now, new or not.
    diagnostics: Vec<Found>,
}

/// A product that was made.
#[derive(Debug, Serialize, JsonSchema)]
struct Made {
    /// Id of the volume.
    volume: String,
    /// Name of the edition.
    edition: String,
    /// Path below the folder of the products.
    file: String,
    /// Size.
    bytes: usize,
    /// Digest in hexadecimal digits.
    sha256: String,
    /// Pages; an EPUB has none.
    pages: Option<usize>,
}

/// Watches; comes back only when there is nothing to watch.
pub(crate) fn run(terminal: &Terminal, typed: &Watch) -> Result<Exit, disk::Error> {
    // Before anything is read, so that no change is missed.
    let mut changes = Changes::of(Path::new("."))?;
    let build = Build::of(typed.wanted.clone());
    let mut watching = Watching::new(terminal, build, typed.json);
    if typed.serve {
        match Site::open(terminal, &typed.wanted.out, typed.port) {
            Ok(site) => watching.show(site),
            Err(refused) => {
                terminal.report(refused);
                return Ok(Exit::Machine);
            }
        }
    }
    in_threads(typed.jobs, || {
        watching.round()?;
        if let Some(exit) = watching.hopeless {
            return Ok(exit);
        }
        terminal.note(&format!("{}\n", terminal.words("watch-waits", &[])));
        loop {
            let touched = changes.wait();
            watching.memory.touch(touched);
            if let Err(error) = watching.round() {
                terminal.report(error.diagnostic());
            }
        }
    })
}

/// What lasts from round to round.
struct Watching<'a> {
    terminal: &'a Terminal,
    build: Build,
    json: bool,
    memory: disk::Memory,
    gathered: Option<Gathered>,
    rounds: Rounds,
    count: usize,
    /// Whether the last round came to its end: else one that changes nothing makes sense.
    is_done: bool,
    /// What the last round has reported.
    said: Diagnostics,
    /// Why it makes no sense to go on after the first round.
    hopeless: Option<Exit>,
    /// The page that shows what was made.
    site: Option<Site>,
}

impl<'a> Watching<'a> {
    fn new(terminal: &'a Terminal, build: Build, json: bool) -> Self {
        Self {
            terminal,
            build,
            json,
            memory: disk::Memory::default(),
            gathered: None,
            rounds: Rounds::default(),
            count: 0,
            is_done: false,
            said: Diagnostics::new(),
            hopeless: None,
            site: None,
        }
    }

    /// Shows what is made on a page, and says where.
    fn show(&mut self, site: Site) {
        let line = self.terminal.words("watch-serves", &[("url", site.url().into())]);
        match self.json {
            true => self.terminal.note(&format!("{line}\n")),
            false => self.terminal.print(&format!("{line}\n")),
        }
        self.site = Some(site);
    }

    /// Builds once more when something has changed, and says what came of it.
    fn round(&mut self) -> Result<(), disk::Error> {
        let watch = Stopwatch::start();
        let was_done = std::mem::replace(&mut self.is_done, false);
        let (mut opened, changed) = match self.open()? {
            Ok(opened) => opened,
            Err(nothing) => {
                self.terminal.report(nothing);
                self.hopeless = Some(Exit::Usage);
                return Ok(());
            }
        };
        if changed.is_empty() && was_done {
            self.is_done = true;
            return Ok(());
        }
        let produced = match request(&self.build, &opened) {
            Ok(request) => {
                // People see first what was made; the disk has time until the next round.
                let request = request.unsettled();
                let rounds = Some(&mut self.rounds);
                produce(self.terminal, &mut opened, &request, rounds)?
            }
            Err(unknown) => self.nothing(&mut opened, unknown),
        };
        self.count += 1;
        self.tell(&opened, &produced, (changed, watch.seconds()));
        let settled = produced.settle(&self.build.wanted.out);
        self.said = produced.diagnostics;
        self.gathered = Some(opened.gathered);
        self.is_done = produced.exit < Exit::Machine;
        settled
    }

    /// Opens the publication. A file that went while others were read is looked for again:
    /// editors put a new one in place of the old.
    fn open(&mut self) -> Result<Result<(Open, Vec<String>), Diagnostic>, disk::Error> {
        let folder = Path::new(".");
        match open_again(folder, (&mut self.memory, self.gathered.as_ref())) {
            Err(error) if error.kind == ErrorKind::Missing => {
                open_again(folder, (&mut self.memory, self.gathered.as_ref()))
            }
            opened => opened,
        }
    }

    /// What becomes of a round that asks for what there is not: as long as huikan.toml cannot
    /// be read, nobody knows.
    fn nothing(&mut self, opened: &mut Open, unknown: Diagnostics) -> Produced {
        let mut diagnostics = std::mem::take(&mut opened.diagnostics);
        if self.count == 0 && !diagnostics.has_errors() {
            self.hopeless = Some(Exit::Usage);
        }
        diagnostics.append(unknown);
        let (entries, reasons) = (Vec::new(), Vec::new());
        Produced { entries, reasons, diagnostics, exit: Exit::Content }
    }

    /// Says what a round has made, and what is wrong that was not wrong before.
    fn tell(
        &self,
        opened: &Open,
        produced: &Produced,
        (changed, seconds): (Vec<String>, f64),
    ) {
        let (terminal, diagnostics) = (self.terminal, &produced.diagnostics);
        let is_made = |entry: &&Entry| {
            let reason = produced.reasons.iter().find(|(file, _)| *file == entry.file);
            reason.is_some_and(|(_, why)| why.is_some())
        };
        let made: Vec<&Entry> = produced.entries.iter().filter(is_made).collect();
        let kept = produced.entries.len() - made.len();
        let args = [
            ("round", self.count.into()),
            ("changed", changed.len().into()),
            ("file", changed.first().cloned().unwrap_or_default().into()),
            ("made", made.len().into()),
            ("kept", kept.into()),
            ("errors", diagnostics.count(Severity::Error).into()),
            ("warnings", diagnostics.count(Severity::Warning).into()),
            ("seconds", format!("{seconds:.2}").into()),
        ];
        let line = terminal.words("watch-round", &args);
        if let Some(site) = &self.site {
            site.update(terminal, opened, produced, (self.count, line.clone()));
        }
        if self.json {
            let round = Round {
                version: VERSION,
                round: self.count,
                seconds,
                changed,
                made: made.into_iter().map(Made::of).collect(),
                kept,
                diagnostics: found_in(terminal, opened, diagnostics),
            };
            terminal.print(&terminal.json_line(&round));
            return;
        }
        let mut new = diagnostics.clone();
        new.retain(|diagnostic| !self.said.iter().any(|said| said == diagnostic));
        terminal.report_all(&new, &opened.project.files);
        if self.hopeless.is_some() {
            return;
        }
        terminal.tell(&format!("{line}\n"));
    }
}

impl Made {
    fn of(entry: &Entry) -> Self {
        let Entry { volume, edition, file, bytes, sha256, pages, .. } = entry.clone();
        Self { volume, edition, file, bytes, sha256, pages }
    }
}
