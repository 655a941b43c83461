//! `huikan check`: everything is proofread and built, and no product is written. With
//! `--fix`, slips that leave no doubt are set right in the files of content/ before. With
//! files, these books are looked at instead.

use std::path::Path;

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Corrected;
use crate::cli::Exit;
use crate::cli::args::Check;
use crate::cli::books;
use crate::cli::build;
use crate::cli::open::{Open, open};
use crate::cli::terminal::Terminal;
use crate::correct;
use crate::diag::{Arg, Code, Diagnostic, FileId, Severity};
use crate::disk;

/// What was set right, as `--json` shows it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(crate) struct Fixed {
    /// The file.
    file: String,
    /// The code of the slips.
    code: &'static str,
    /// How many.
    count: usize,
}

/// Checks, and corrects before when that is asked for.
pub(crate) fn run(terminal: &Terminal, typed: &Check) -> Result<Exit, disk::Error> {
    if !typed.files.is_empty() {
        return books::run(terminal, typed);
    }
    let folder = Path::new(".");
    let mut opened = match open(terminal, folder)? {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let mut fixed = Vec::new();
    if typed.fix && is_plan_sound(&opened) {
        let failure;
        (fixed, failure) = fix(folder, &opened);
        if !typed.json {
            terminal.tell(&told(terminal, &fixed));
        }
        if let Some(failure) = failure {
            return Err(failure);
        }
        opened = match open(terminal, folder)? {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
    }
    build::check(terminal, typed, opened, fixed)
}

/// Whether it is known what the publication allows: nothing is corrected by a huikan.toml
/// that has errors.
fn is_plan_sound(opened: &Open) -> bool {
    let files = &opened.project.files;
    let Some(plan) = opened.project.plan else { return true };
    let is_wrong = |found: &Diagnostic| {
        found.severity() == Severity::Error && found.file(files) == Some(files.name(plan))
    };
    !opened.diagnostics.iter().any(is_wrong)
}

/// Corrects the articles; what could be corrected, and the first failure of the machine.
fn fix(folder: &Path, opened: &Open) -> (Vec<Fixed>, Option<disk::Error>) {
    let one = |file: &FileId| correct_file(folder, opened, *file);
    let all: Vec<_> = opened.project.content.par_iter().map(one).collect();
    let mut fixed = Vec::new();
    let mut failure = None;
    for of_file in all {
        match of_file {
            Ok(of_file) => fixed.extend(of_file),
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    (fixed, failure)
}

/// Corrects an article. One that is not UTF-8 has no text to correct.
fn correct_file(
    folder: &Path,
    opened: &Open,
    file: FileId,
) -> Result<Vec<Fixed>, disk::Error> {
    let name = opened.project.files.name(file);
    let path = folder.join(name);
    let bytes = disk::read_within(&path, &opened.project.limits)?;
    let Ok(text) = str::from_utf8(&bytes) else { return Ok(Vec::new()) };
    // The mark at the head of a file is no character of its text.
    let body = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Corrected { text: corrected, counts } =
        correct(body, &opened.gathered.config.allowed);
    if !counts.is_empty() {
        let mark = &text[..text.len() - body.len()];
        disk::replace(&path, format!("{mark}{corrected}").as_bytes())?;
    }
    let fixed = |(code, count): (Code, usize)| Fixed {
        file: name.to_owned(),
        code: code.as_str(),
        count,
    };
    Ok(counts.into_iter().map(fixed).collect())
}

/// What was corrected: a line for each file.
fn told(terminal: &Terminal, fixed: &[Fixed]) -> String {
    if fixed.is_empty() {
        return format!("{}\n", terminal.words("check-fixed-none", &[]));
    }
    let mut text = String::new();
    for of_file in fixed.chunk_by(|a, b| a.file == b.file) {
        let count = |fixed: &Fixed| {
            let args = [("code", Arg::from(fixed.code)), ("count", fixed.count.into())];
            terminal.words("check-count", &args)
        };
        let counts: Vec<String> = of_file.iter().map(count).collect();
        let counts = counts.join(&terminal.words("check-join", &[]));
        let args =
            [("file", Arg::from(of_file[0].file.as_str())), ("counts", counts.into())];
        text.push_str(&format!("{}\n", terminal.words("check-fixed", &args)));
    }
    text
}
