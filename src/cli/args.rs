//! What the user typed, as clap reads it. What it means is decided in [`super::run`] and
//! by each command.

mod lines;
mod products;
mod questions;
mod sources;
mod words;

use std::ffi::OsString;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{
    ArgAction, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand,
    ValueEnum,
};

use crate::cli::args::words::localized;
use crate::diag::Language;

pub(crate) use lines::Lines;
pub(crate) use lines::{LineAlign, LineGap, LineLevel, LineOverlong, LinePunctuation};
pub(crate) use products::{Build, Catalog, CatalogVerb, Grain, Merge, Planned, Wanted};
pub(crate) use products::{OUT, Watch};
pub(crate) use questions::{By, Check, Completions, Dump, Explain, FontsAsked, List};
pub(crate) use questions::{Help, Man, Where};
pub(crate) use sources::{Import, Init};

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "huikan",
    about = "help-huikan",
    before_help = "usage-huikan",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(crate) struct Typed {
    /// What to do; without it, the help.
    #[command(subcommand)]
    pub(crate) command: Option<Verb>,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Options that every command has.
#[derive(Debug, Args)]
pub(crate) struct Common {
    /// Language of messages.
    #[arg(long, global = true, value_name = "zh|en", help = "help-lang")]
    #[arg(hide_possible_values = true, value_parser = Lang::parser())]
    pub(crate) lang: Option<Lang>,
    /// Errors only.
    #[arg(short, long, global = true, help = "help-quiet")]
    pub(crate) quiet: bool,
    /// Everything there is to say.
    #[arg(short, long, global = true, help = "help-verbose")]
    #[arg(conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// How diagnostics and notes are written to stderr.
    #[arg(long, global = true, value_name = "text|json", help = "help-log-format")]
    #[arg(hide_possible_values = true, value_enum, default_value = "text")]
    #[arg(hide_default_value = true)]
    pub(crate) log_format: LogFormat,
    #[arg(short, long, global = true, help = "help-help", action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, help = "help-version", action = ArgAction::Version)]
    version: Option<bool>,
}

/// How diagnostics and notes are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// For people.
    Text,
    /// For programs: an object on each line.
    Json,
}

/// A language as it is typed.
#[derive(Debug, Clone)]
pub(crate) enum Lang {
    /// Simplified Chinese.
    Zh,
    /// English.
    En,
    /// The language of a text, which `lines` asks for under the same name.
    Tag(String),
}

impl Lang {
    /// Languages of messages.
    fn parser() -> impl TypedValueParser<Value = Self> {
        let known = PossibleValuesParser::new(["zh", "en"]);
        known.map(|word| if word == "zh" { Self::Zh } else { Self::En })
    }
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    #[command(about = "help-init", before_help = "usage-init")]
    Init(Init),
    #[command(about = "help-import", before_help = "usage-import")]
    Import(Import),
    #[command(about = "help-list", before_help = "usage-list")]
    List(List),
    #[command(about = "help-build", before_help = "usage-build")]
    Build(Build),
    #[command(about = "help-plan", before_help = "usage-plan")]
    Plan(Planned),
    #[command(about = "help-catalog", before_help = "usage-catalog")]
    Catalog(Catalog),
    #[command(about = "help-watch", before_help = "usage-watch")]
    Watch(Watch),
    #[command(about = "help-check", before_help = "usage-check")]
    Check(Check),
    #[command(about = "help-where", before_help = "usage-where")]
    Where(Where),
    #[command(about = "help-fonts", before_help = "usage-fonts")]
    Fonts(FontsAsked),
    #[command(about = "help-explain", before_help = "usage-explain")]
    Explain(Explain),
    #[command(about = "help-completions", before_help = "usage-completions")]
    Completions(Completions),
    #[command(about = "help-man", before_help = "usage-man")]
    Man(Man),
    #[command(about = "help-of-help", before_help = "usage-help")]
    Help(Help),
    #[command(hide = true, about = "help-dump", before_help = "usage-dump")]
    Dump(Dump),
    #[command(about = "help-lines", before_help = "usage-lines", hide = true)]
    Lines(Lines),
}

/// Reads a command line.
pub(crate) fn parse(language: Language, args: &[OsString]) -> Result<Typed, clap::Error> {
    let read =
        |command: Command| Typed::from_arg_matches(&command.try_get_matches_from(args)?);
    // Only the help and what is wrong with the arguments have words.
    read(Typed::command()).or_else(|_| read(command(language)))
}

/// The command line with its words in a language.
pub(crate) fn command(language: Language) -> Command {
    let mut command = Typed::command();
    // Building spreads the global options to every command, so that all get words.
    command.build();
    localized(command, language)
}
