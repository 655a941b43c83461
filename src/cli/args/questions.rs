//! What is typed to learn something: about a publication, its books, the program.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

/// `huikan list`.
#[derive(Debug, Args)]
pub(crate) struct List {
    /// Only one series.
    #[arg(long, value_name = "unit|source", help = "help-list-by")]
    #[arg(hide_possible_values = true)]
    pub(crate) by: Option<By>,
    /// As JSON.
    #[arg(long, help = "help-json")]
    pub(crate) json: bool,
}

/// A series as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum By {
    /// A volume for each unit.
    Unit,
    /// A volume for each source file.
    Source,
}

/// `huikan check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Books to look at instead of the publication.
    #[arg(value_name = "FILE.epub", help = "help-check-files", conflicts_with = "fix")]
    pub(crate) files: Vec<PathBuf>,
    /// Set right what is certain.
    #[arg(long, help = "help-check-fix")]
    pub(crate) fix: bool,
    /// As JSON.
    #[arg(long, help = "help-json")]
    pub(crate) json: bool,
}

/// `huikan where`.
#[derive(Debug, Args)]
pub(crate) struct Where {
    /// The volume.
    #[arg(value_name = "VOLUME", help = "help-where-volume")]
    pub(crate) volume: String,
    /// What the page is called.
    #[arg(value_name = "PAGE", help = "help-where-page")]
    pub(crate) page: String,
    /// The edition; the first on paper when absent.
    #[arg(short, long, value_name = "EDITION", help = "help-where-edition")]
    pub(crate) edition: Option<String>,
    /// As JSON.
    #[arg(long, help = "help-json")]
    pub(crate) json: bool,
}

/// `huikan fonts`.
#[derive(Debug, Args)]
pub(crate) struct FontsAsked {
    /// As JSON.
    #[arg(long, help = "help-json")]
    pub(crate) json: bool,
}

/// `huikan explain`.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of a message.
    #[arg(value_name = "CODE", help = "help-explain-code")]
    pub(crate) code: String,
}

/// `huikan completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL", help = "help-completions-shell")]
    #[arg(hide_possible_values = true)]
    pub(crate) shell: Shell,
}

/// `huikan man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// The command; the program itself when absent.
    #[arg(value_name = "COMMAND", help = "help-man-command")]
    pub(crate) command: Option<String>,
}

/// `huikan help`.
#[derive(Debug, Args)]
pub(crate) struct Help {
    /// The command, and the one below it; the program itself without any.
    #[arg(value_name = "COMMAND", help = "help-help-command")]
    pub(crate) command: Vec<String>,
}

/// `huikan dump`.
#[derive(Debug, Args)]
pub(crate) struct Dump {
    /// The volumes; all without any.
    #[arg(value_name = "VOLUME", help = "help-build-volumes")]
    pub(crate) volumes: Vec<String>,
    /// The editions; all without any.
    #[arg(short, long = "edition", value_name = "EDITION", help = "help-build-editions")]
    pub(crate) editions: Vec<String>,
    /// Threads.
    #[arg(short, long, value_name = "N", help = "help-build-jobs")]
    pub(crate) jobs: Option<usize>,
    /// Lay out so often and say how many pages that made.
    #[arg(long, value_name = "N", help = "help-dump-times")]
    pub(crate) times: Option<usize>,
}
