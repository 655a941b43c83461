//! `huikan completions` and `huikan man`: what shells and readers of manuals want to know of
//! the command line, from its one definition.

use clap::Command;

use crate::cli::Exit;
use crate::cli::args::{self, Completions, Man};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic, nearest};

/// Prints what a shell needs to complete words.
pub(crate) fn completions(terminal: &Terminal, typed: &Completions) -> Exit {
    let mut command = args::command(terminal.language);
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut command, "huikan", &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Exit::Done
}

/// Prints the manual page of the program or of a command, in the format of man.
pub(crate) fn man(terminal: &Terminal, typed: &Man) -> Exit {
    let whole = args::command(terminal.language);
    let shown = || whole.get_subcommands().filter(|below| !below.is_hide_set());
    let command = match &typed.command {
        None => Some(&whole),
        Some(name) => shown().find(|below| below.get_name() == name),
    };
    let Some(command) = command else {
        let name = typed.command.clone().unwrap_or_default();
        let near = nearest(&name, shown().map(Command::get_name)).to_owned();
        let report = Diagnostic::new(Code::U004).with("name", name);
        terminal.report(report.with("nearest", near));
        return Exit::Usage;
    };
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut page);
    terminal.print(&String::from_utf8_lossy(&page));
    Exit::Done
}
