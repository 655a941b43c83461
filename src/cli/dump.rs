//! `huikan dump VOLUME -e EDITION`, which the help does not name: the pages as text, for
//! tests and for people who work on the layout.
//!
//! With `--times N` the pages are laid out so often, and only their number is printed: what
//! that takes longer than `--times 0` is the time of the layout alone.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cli::Exit;
use crate::cli::args::{Build, Dump, Wanted};
use crate::cli::build::{in_threads, resolve};
use crate::cli::open::open;
use crate::cli::terminal::Terminal;
use crate::diag::Diagnostics;
use crate::disk;
use crate::look;
use crate::page;

/// Prints the pages of volumes.
pub(crate) fn run(terminal: &Terminal, typed: &Dump) -> Result<Exit, disk::Error> {
    let opened = match open(terminal, Path::new("."))? {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let asked = Build::of(Wanted::new(typed.volumes.clone(), typed.editions.clone()));
    let Some(request) = resolve(terminal, &asked, &opened) else {
        return Ok(Exit::Usage);
    };
    let mut diagnostics = Diagnostics::new();
    let look = look(&mut diagnostics, &opened.project, &request.editions, &[]);
    let mut count = 0;
    for volume in &request.volumes {
        // Editions without pages, and those that share a style, have nothing to add.
        let made = request.editions.iter().filter(|edition| edition.is_of(&volume.id));
        let names: BTreeSet<&String> = made.map(|edition| &edition.style).collect();
        let styles = look.styles.iter().filter(|(name, _)| names.contains(name));
        for style in styles.filter_map(|(_, style)| style.as_ref()) {
            for time in 0..typed.times.unwrap_or(1) {
                let mut found = Diagnostics::new();
                let lay_out = || page::paginate(&mut found, volume, style, &look.fonts);
                let pages = in_threads(typed.jobs, lay_out);
                count += pages.pages.len();
                if typed.times.is_none() {
                    terminal.print(&page::dump(&pages, &look.fonts));
                }
                if time == 0 {
                    diagnostics.append(found);
                }
            }
        }
    }
    if typed.times.is_some() {
        terminal.print(&format!("{count}\n"));
    }
    terminal.report_all(&diagnostics, &opened.project.files);
    Ok(if diagnostics.has_errors() { Exit::Content } else { Exit::Done })
}
