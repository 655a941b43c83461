//! `huikan help`, `huikan completions` and `huikan man`: what people, shells and readers of
//! manuals want to know of the command line, from its one definition.

use clap::Command;

use crate::cli::Exit;
use crate::cli::args::{self, Completions, Help, Man};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic, nearest};

/// Prints the help of the program, of a command, or of one below it: what `--help` prints
/// behind the same words.
pub(crate) fn help(terminal: &Terminal, typed: &Help) -> Exit {
    let mut command = &args::command(terminal.language);
    for name in &typed.command {
        command = match below(command, name) {
            Ok(below) => below,
            Err(unknown) => {
                terminal.report(unknown);
                return Exit::Usage;
            }
        };
    }
    terminal.print(&command.clone().render_help().to_string());
    Exit::Done
}

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
    let found = typed.command.as_ref().map(|name| below(&whole, name));
    let command = match found.unwrap_or(Ok(&whole)) {
        Ok(command) => command,
        Err(unknown) => {
            terminal.report(unknown);
            return Exit::Usage;
        }
    };
    let mut page = Vec::new();
    // Writing to memory cannot fail.
    let _ = clap_mangen::Man::new(command.clone()).render(&mut page);
    terminal.print(&String::from_utf8_lossy(&page));
    Exit::Done
}

/// The command of a name below another; what is wrong when there is none.
fn below<'a>(command: &'a Command, name: &str) -> Result<&'a Command, Diagnostic> {
    if !command.has_subcommands() {
        let unknown = Diagnostic::new(Code::U005).with("name", name);
        return Err(unknown.with("kind", "word").with("nearest", "none"));
    }
    let shown = command.get_subcommands().filter(|below| !below.is_hide_set());
    let near = nearest(name, shown.map(Command::get_name));
    let unknown = || Diagnostic::new(Code::U004).with("name", name).with("nearest", near);
    command.find_subcommand(name).ok_or_else(unknown)
}
