//! `huikan catalog merge`: what processes of their own have made, as one catalog.
//!
//! What there has to be is asked of the publication as it is now, not of a plan: so a
//! product of an article that was changed since is found out.

use std::path::Path;

use rayon::prelude::*;

use crate::cli::Exit;
use crate::cli::args::{Build, Merge, Wanted};
use crate::cli::build::resolve;
use crate::cli::catalog::{self, Entry};
use crate::cli::kept::{file_of, left_over};
use crate::cli::open::open_to_build;
use crate::cli::plan::store;
use crate::cli::terminal::Terminal;
use crate::cli::why::{Why, named};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::disk;
use crate::volume::Volume;

/// Merges.
pub(crate) fn run(terminal: &Terminal, typed: &Merge) -> Result<Exit, disk::Error> {
    let mut opened = match open_to_build(terminal, Path::new("."))? {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let everything = Wanted::new(Vec::new(), Vec::new());
    let all = Build::of(Wanted { out: typed.out.clone(), ..everything });
    let Some(request) = resolve(terminal, &all, &opened) else { return Ok(Exit::Usage) };
    let store = store(&opened, &request, &typed.out);
    let judge = |volume: &Volume| {
        let made_of = (&store.inputs(volume), &catalog::articles(volume));
        let editions =
            request.editions.iter().filter(|edition| edition.is_of(&volume.id));
        let verdict = |edition| {
            let file = typed.out.join(&volume.id).join(file_of(volume, edition));
            let verdict = store.part_verdict(volume, edition, made_of);
            verdict.map_err(|why| wanting(terminal, &file, &why))
        };
        editions.map(verdict).collect::<Vec<_>>()
    };
    let judged: Vec<Vec<_>> = request.volumes.par_iter().map(judge).collect();
    let mut diagnostics = std::mem::take(&mut opened.diagnostics);
    let mut entries: Vec<Entry> = Vec::new();
    for verdict in judged.into_iter().flatten() {
        match verdict {
            Ok(entry) => entries.push(entry),
            Err(wanting) => diagnostics.push(wanting),
        }
    }
    if !entries.is_empty() {
        catalog::write(&typed.out, &entries, true)?;
    }
    diagnostics.append(left_over(&opened, &request));
    let diagnostics: Diagnostics = diagnostics.distinct();
    opened.recall(&diagnostics);
    terminal.report_all(&diagnostics, &opened.project.files);
    let args = [("products", entries.len().into())];
    terminal.note(&format!("{}\n", terminal.words("merge-done", &args)));
    Ok(if diagnostics.has_errors() { Exit::Content } else { Exit::Done })
}

/// Says that a product is missing, or not what the publication would make.
fn wanting(terminal: &Terminal, file: &Path, why: &Why) -> Diagnostic {
    let file = file.to_string_lossy().into_owned();
    let stale = |reason: &str| {
        let diagnostic = Diagnostic::new(Code::D011).with("file", file.as_str());
        diagnostic.with("reason", reason)
    };
    match why {
        Why::New | Why::Gone => Diagnostic::new(Code::D010).with("file", file.as_str()),
        Why::Changed(names) => stale("changed").with("names", named(terminal, names)),
        Why::Program => stale("program"),
        Why::Recipe => stale("recipe"),
        Why::Altered | Why::Forced | Why::Said => stale("altered"),
    }
}
