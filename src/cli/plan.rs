//! `huikan plan`: what there is to make, each product with the command that makes it, and
//! the job tickets of those commands in out/.huikan/tickets/.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::cli::Exit;
use crate::cli::args::{Build, Grain, Planned};
use crate::cli::build::{Request, resolve};
use crate::cli::kept::{FOLDER, Store, file_of};
use crate::cli::open::{Open, open_to_build};
use crate::cli::table::{Column, table};
use crate::cli::terminal::Terminal;
use crate::disk;
use crate::project::Edition;
use crate::schedule::{Job, Schedule, Ticket};
use crate::volume::{Shape, Volume};

/// Heads of the columns.
const HEADS: [&str; 4] =
    ["list-volume", "schedule-edition", "schedule-hash", "build-product"];

/// Plans.
pub(crate) fn run(terminal: &Terminal, typed: &Planned) -> Result<Exit, disk::Error> {
    let mut opened = match open_to_build(terminal, Path::new("."))? {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let named = Build::of(typed.wanted.clone());
    let Some(request) = resolve(terminal, &named, &opened) else {
        return Ok(Exit::Usage);
    };
    let store = store(&opened, &request, &typed.wanted.out);
    let jobs = |volume: &Volume| jobs(&opened, typed, (&request, &store), volume);
    let planned: Result<Vec<_>, _> = request.volumes.par_iter().map(jobs).collect();
    let schedule = Schedule::new(planned?.into_iter().flatten().collect());

    let found = std::mem::take(&mut opened.diagnostics);
    let diagnostics = opened.concerning(found, &request.volumes).distinct();
    opened.recall(&diagnostics);
    if typed.json {
        terminal.print(&terminal.json(&schedule));
    } else {
        terminal.print(&text(terminal, &schedule));
    }
    terminal.report_all(&diagnostics, &opened.project.files);
    Ok(if diagnostics.has_errors() { Exit::Content } else { Exit::Done })
}

/// What is known of the products of a publication that are each made by themselves.
pub(crate) fn store(opened: &Open, request: &Request, out: &Path) -> Store {
    let from = (&opened.project, &opened.gathered.away);
    Store::new(out, from, (request.limit, false)).of_parts()
}

/// The jobs of a volume, its ticket written; none when what is wrong with it keeps it from
/// being made.
fn jobs(
    opened: &Open,
    typed: &Planned,
    (request, store): (&Request, &Store),
    volume: &Volume,
) -> Result<Vec<Job>, disk::Error> {
    if !opened.gathered.is_sound(volume, request.limit) {
        return Ok(Vec::new());
    }
    let inputs = store.inputs(volume);
    let path = ticket(&typed.wanted.out, volume);
    let bytes = Ticket::new(Shape::of(volume), inputs.clone()).bytes();
    // Engines ask when a file was written: one that stays the same is not written again.
    if disk::read(&path).ok().as_ref() != Some(&bytes) {
        disk::keep(&path, &bytes)?;
    }
    let editions = request.editions.iter().filter(|edition| edition.is_of(&volume.id));
    let words = |path: &Path| path.to_string_lossy().into_owned();
    let job = |edition: &Edition| {
        let only = std::slice::from_ref(&edition.name);
        let named =
            if typed.by == Grain::Volume { &*typed.wanted.editions } else { only };
        let mut command = ["huikan", "build", "--ticket"].map(str::to_owned).to_vec();
        command.push(words(&path));
        command.extend(named.iter().flat_map(|name| ["-e".to_owned(), name.clone()]));
        command.extend(["-o".to_owned(), words(&typed.wanted.out)]);
        Job {
            volume: volume.id.clone(),
            title: volume.title.clone(),
            edition: edition.name.clone(),
            hash: store.hash(edition, &inputs),
            file: words(
                &typed.wanted.out.join(&volume.id).join(file_of(volume, edition)),
            ),
            ticket: words(&path),
            command,
        }
    };
    Ok(editions.map(job).collect())
}

fn ticket(out: &Path, volume: &Volume) -> PathBuf {
    out.join(FOLDER).join("tickets").join(format!("{}.json", volume.id))
}

fn text(terminal: &Terminal, schedule: &Schedule) -> String {
    let mut rows = vec![HEADS.map(|head| terminal.words(head, &[])).to_vec()];
    let row = |job: &Job| {
        [&job.volume, &job.edition, &job.hash, &job.file].map(String::clone).to_vec()
    };
    rows.extend(schedule.jobs.iter().map(row));
    table(&[Column::Left; 4], &rows)
}
