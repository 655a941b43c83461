//! The command line: arguments into calls of the library, results into words.
//!
//! The only file, with those below it, that prints. Each command is a function from what
//! was typed to an [`Exit`].

mod args;
mod books;
mod build;
mod catalog;
mod check;
mod content;
mod corrections;
mod dump;
mod explain;
mod fallback;
mod fonts;
mod found;
mod import;
mod init;
mod inputs;
mod kept;
mod lines;
mod list;
mod make;
mod manual;
mod merge;
mod open;
mod pace;
mod parts;
mod plan;
mod reasons;
mod rounds;
mod said;
mod serve;
mod settings;
mod shapes;
mod sheets;
mod shelf;
mod table;
mod tally;
mod terminal;
mod ticket;
mod usage;
mod version;
mod watch;
mod whereabouts;
mod why;

use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;

use crate::cli::args::{CatalogVerb, Help, Lang, LogFormat, Typed, Verb};
use crate::cli::terminal::{Terminal, Volume};
use crate::diag::Language;
use crate::disk;

pub use shapes::schemas;

/// How the program ended, from good to bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// What was asked for is done.
    Done,
    /// The content has errors.
    Content,
    /// The command line makes no sense.
    Usage,
    /// The machine failed: disk, permission.
    Machine,
}

impl Exit {
    /// The exit status of the process.
    #[must_use]
    pub const fn status(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Content => 1,
            Self::Usage => 2,
            Self::Machine => 3,
        }
    }
}

/// Runs a command line; its first word is the program's name.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let language = language(&args);
    let typed = match args::parse(language, &args) {
        Ok(typed) => typed,
        Err(error) => {
            let terminal = Terminal::new(language, Volume::Normal, LogFormat::Text);
            return answer(&terminal, &error, &args);
        }
    };
    let language = match &typed.common.lang {
        Some(Lang::Zh) => Language::Chinese,
        Some(Lang::En) => Language::English,
        Some(Lang::Tag(_)) | None => language,
    };
    let terminal = Terminal::new(language, volume(&typed), typed.common.log_format);
    let exit = match &typed.command {
        Some(verb) => obey(&terminal, verb),
        None => begin(&terminal),
    };
    if terminal.has_failed() { Exit::Machine } else { exit }
}

fn obey(terminal: &Terminal, verb: &Verb) -> Exit {
    let done = match verb {
        Verb::Init(typed) => init::run(terminal, typed),
        Verb::Import(typed) => import::run(terminal, typed),
        Verb::List(typed) => list::run(terminal, typed),
        Verb::Build(typed) => build::run(terminal, typed),
        Verb::Plan(typed) => plan::run(terminal, typed),
        Verb::Catalog(typed) => match &typed.command {
            CatalogVerb::Merge(typed) => merge::run(terminal, typed),
        },
        Verb::Watch(typed) => watch::run(terminal, typed),
        Verb::Check(typed) => check::run(terminal, typed),
        Verb::Fonts(typed) => fonts::run(terminal, typed),
        Verb::Explain(typed) => Ok(explain::run(terminal, typed)),
        Verb::Dump(typed) => dump::run(terminal, typed),
        Verb::Lines(typed) => lines::run(terminal, typed),
        Verb::Completions(typed) => Ok(manual::completions(terminal, typed)),
        Verb::Man(typed) => Ok(manual::man(terminal, typed)),
        Verb::Help(typed) => Ok(manual::help(terminal, typed)),
        Verb::Where(typed) => whereabouts::run(terminal, typed),
    };
    done.unwrap_or_else(|error| {
        terminal.report(error.diagnostic());
        Exit::Machine
    })
}

/// Without a command: what there is, and what to do next in this folder.
fn begin(terminal: &Terminal) -> Exit {
    manual::help(terminal, &Help { command: Vec::new() });
    let next = match ["content", "huikan.toml"].map(|name| disk::exists(Path::new(name)))
    {
        [true, _] => "help-next-build",
        [false, true] => "help-next-import",
        [false, false] => "help-next-init",
    };
    terminal.print(&format!("\n{}\n", terminal.words(next, &[])));
    Exit::Done
}

/// What clap has to say: help and version are results, all else wrong usage.
fn answer(terminal: &Terminal, error: &clap::Error, args: &[OsString]) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp => terminal.print(&error.render().to_string()),
        ErrorKind::DisplayVersion => {
            let is_long = args.iter().any(|arg| arg == "--version");
            terminal.print(&version::version(terminal.language, is_long));
        }
        _ => {
            terminal.report(usage::diagnostic(error));
            return Exit::Usage;
        }
    }
    if terminal.has_failed() { Exit::Machine } else { Exit::Done }
}

fn volume(typed: &Typed) -> Volume {
    match (typed.common.quiet, typed.common.verbose) {
        (true, _) => Volume::Quiet,
        (false, false) => Volume::Normal,
        (false, true) => Volume::Verbose,
    }
}

/// The language of messages: `--lang`, else the locale. It has to be known before the
/// arguments are read, because their errors are messages too. The C locale says nothing
/// about a person, and the people huikan is made for read Chinese.
fn language(args: &[OsString]) -> Language {
    let words: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let value = |at: usize| match words[at].strip_prefix("--lang") {
        Some("") => words.get(at + 1).map(ToString::to_string),
        Some(rest) => rest.strip_prefix('=').map(str::to_owned),
        None => None,
    };
    let typed = (0..words.len()).find_map(value);
    let locale =
        || ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(disk::environment);
    match typed.or_else(locale).unwrap_or_default().as_str() {
        "" | "C" | "POSIX" => Language::Chinese,
        tag if tag.starts_with("zh") || tag.starts_with("C.") => Language::Chinese,
        _ => Language::English,
    }
}
