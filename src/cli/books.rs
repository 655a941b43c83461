//! `huikan check FILE.epub`: built books, whoever built them.

use schemars::JsonSchema;
use serde::Serialize;

use std::path::Path;

use crate::cli::Exit;
use crate::cli::args::Check;
use crate::cli::found::{Found, found};
use crate::cli::settings::settings;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostics, Files, Severity};
use crate::disk;
use crate::epub;

/// Version of the shape of `--json`.
const VERSION: u32 = 1;

/// The result as JSON.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Outcome {
    version: u32,
    diagnostics: Vec<Found>,
}

/// Checks books.
pub(crate) fn run(terminal: &Terminal, typed: &Check) -> Result<Exit, disk::Error> {
    let mut diagnostics = Diagnostics::new();
    let mut exit = Exit::Done;
    let limits = settings(Path::new(".")).limits;
    for path in &typed.files {
        match disk::read_within(path, &limits) {
            Ok(bytes) => {
                let name = path.to_string_lossy();
                epub::check(&mut diagnostics, &name, &bytes, &limits);
            }
            Err(error) => {
                let problem = error.diagnostic();
                // A name that was typed wrong is no failure of the machine.
                let is_mistyped = matches!(problem.code, Code::D003 | Code::D004);
                exit = exit.max(if is_mistyped { Exit::Usage } else { Exit::Machine });
                diagnostics.push(problem);
            }
        }
    }
    show(terminal, typed, &diagnostics);
    let content = if diagnostics.has_errors() { Exit::Content } else { Exit::Done };
    Ok(exit.max(content))
}

fn show(terminal: &Terminal, typed: &Check, diagnostics: &Diagnostics) {
    let files = Files::default();
    if typed.json {
        let diagnostics = found(diagnostics, &files, terminal.language);
        terminal.print(&terminal.json(&Outcome { version: VERSION, diagnostics }));
        return;
    }
    terminal.report_all(diagnostics, &files);
    let args = [
        ("books", typed.files.len().into()),
        ("errors", diagnostics.count(Severity::Error).into()),
        ("warnings", diagnostics.count(Severity::Warning).into()),
    ];
    terminal.note(&format!("{}\n", terminal.words("check-books", &args)));
}
