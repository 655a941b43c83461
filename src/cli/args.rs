//! What the user typed, as clap reads it. What it means is decided in [`super::run`] and
//! by each command.
//!
//! The help texts given here are keys of the message files; [`localized`] puts the words
//! in their place, because clap knows one language only.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{
    PossibleValuesParser, StringValueParser, StyledStr, TypedValueParser,
};
use clap::{
    ArgAction, Args, Command, CommandFactory, FromArgMatches, Parser, Subcommand,
    ValueEnum,
};

use clap_complete::Shell;

use crate::cli::terminal::words;
use crate::diag::Language;

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
    #[command(hide = true, about = "help-dump", before_help = "usage-dump")]
    Dump(Dump),
    #[command(about = "help-lines", before_help = "usage-lines", hide = true)]
    Lines(Lines),
}

/// `huikan init`.
#[derive(Debug, Args)]
pub(crate) struct Init {
    /// The folder to make.
    #[arg(value_name = "DIR", default_value = ".", help = "help-init-folder")]
    #[arg(hide_default_value = true)]
    pub(crate) folder: PathBuf,
}

/// `huikan import`.
#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The sources.
    #[arg(value_name = "FILE", required = true, help = "help-import-files")]
    pub(crate) files: Vec<PathBuf>,
    /// The publication.
    #[arg(long, value_name = "DIR", default_value = ".", help = "help-import-into")]
    #[arg(hide_default_value = true)]
    pub(crate) into: PathBuf,
    /// Write nothing.
    #[arg(long, help = "help-import-dry-run")]
    pub(crate) dry_run: bool,
    /// Say why each article was read so.
    #[arg(long, help = "help-import-explain")]
    pub(crate) explain: bool,
    /// Where to write the report.
    #[arg(long, value_name = "FILE.json", help = "help-import-report")]
    pub(crate) report: Option<PathBuf>,
}

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

/// Which products, and where.
#[derive(Debug, Clone, Args)]
pub(crate) struct Wanted {
    /// The volumes; all without any.
    #[arg(value_name = "VOLUME", help = "help-build-volumes")]
    pub(crate) volumes: Vec<String>,
    /// The editions; all without any.
    #[arg(short, long = "edition", value_name = "EDITION", help = "help-build-editions")]
    pub(crate) editions: Vec<String>,
    /// Where they are or go.
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    #[arg(hide_default_value = true, help = "help-build-out")]
    pub(crate) out: PathBuf,
}

impl Wanted {
    /// Those of these volumes and editions, in the usual place.
    pub(crate) fn new(volumes: Vec<String>, editions: Vec<String>) -> Self {
        Self { volumes, editions, out: "out".into() }
    }
}

/// `huikan build`.
#[derive(Debug, Args)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    /// Threads.
    #[arg(short, long, value_name = "N", help = "help-build-jobs")]
    pub(crate) jobs: Option<usize>,
    /// Warnings stop a product too.
    #[arg(long, help = "help-build-strict")]
    pub(crate) strict: bool,
    /// Say which page stands on which sheet instead of making products.
    #[arg(long, help = "help-build-plan")]
    pub(crate) plan: bool,
    /// The job ticket to build by.
    #[arg(long, value_name = "FILE", help = "help-build-ticket")]
    #[arg(conflicts_with_all = ["volumes", "plan"])]
    pub(crate) ticket: Option<PathBuf>,
    /// Make everything, changed or not.
    #[arg(long, help = "help-build-force")]
    pub(crate) force: bool,
    /// Say why each product was made or kept.
    #[arg(long, help = "help-build-explain", conflicts_with = "plan")]
    pub(crate) explain: bool,
    /// As JSON.
    #[arg(long, help = "help-json")]
    pub(crate) json: bool,
}

impl Build {
    /// What asks for products and nothing else.
    pub(crate) fn of(wanted: Wanted) -> Self {
        Self {
            wanted,
            jobs: None,
            strict: false,
            plan: false,
            ticket: None,
            force: false,
            explain: false,
            json: false,
        }
    }
}

/// `huikan plan`.
#[derive(Debug, Args)]
pub(crate) struct Planned {
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    /// What one command makes.
    #[arg(long, value_name = "product|volume", default_value = "product")]
    #[arg(hide_default_value = true, hide_possible_values = true, help = "help-plan-by")]
    pub(crate) by: Grain,
    /// As JSON.
    #[arg(long, help = "help-json")]
    pub(crate) json: bool,
}

/// What one command of a plan makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Grain {
    /// A product.
    Product,
    /// All products of a volume.
    Volume,
}

/// `huikan catalog`.
#[derive(Debug, Args)]
pub(crate) struct Catalog {
    /// What to do with it.
    #[command(subcommand)]
    pub(crate) command: CatalogVerb,
}

/// The commands about the catalog.
#[derive(Debug, Subcommand)]
pub(crate) enum CatalogVerb {
    #[command(about = "help-merge", before_help = "usage-merge")]
    Merge(Merge),
}

/// `huikan catalog merge`.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// Where the products are.
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    #[arg(hide_default_value = true, help = "help-merge-out")]
    pub(crate) out: PathBuf,
}

/// `huikan watch`.
#[derive(Debug, Args)]
pub(crate) struct Watch {
    #[command(flatten)]
    pub(crate) wanted: Wanted,
    /// Threads.
    #[arg(short, long, value_name = "N", help = "help-build-jobs")]
    pub(crate) jobs: Option<usize>,
    /// Show the products in a browser.
    #[arg(long, help = "help-watch-serve")]
    pub(crate) serve: bool,
    /// Under which port of this machine.
    #[arg(long, value_name = "N", requires = "serve", help = "help-watch-port")]
    pub(crate) port: Option<u16>,
    /// A line of JSON for each round.
    #[arg(long, help = "help-watch-json")]
    pub(crate) json: bool,
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

/// `huikan lines`.
#[derive(Debug, Args)]
pub(crate) struct Lines {
    /// Length of a line in em; 0 breaks wherever a line may end.
    #[arg(long, value_name = "EM", help = "help-lines-measure")]
    pub(crate) measure: String,
    /// Which characters may not start or end a line.
    #[arg(long, value_name = "LEVEL", default_value = "gb+", help = "help-lines-level")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) level: LineLevel,
    /// Whose language it is.
    #[arg(long, value_name = "TAG", default_value = "zh", help = "help-lines-lang")]
    #[arg(hide_default_value = true, value_parser = StringValueParser::new().map(Lang::Tag))]
    lang: Lang,
    /// How wide marks are.
    #[arg(long, value_name = "STYLE", default_value = "quanjiao")]
    #[arg(help = "help-lines-punctuation")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) punctuation: LinePunctuation,
    /// Filled by total fit, or each line as full as it gets.
    #[arg(
        long,
        value_name = "ALIGN",
        default_value = "justify",
        help = "help-lines-align"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) align: LineAlign,
    /// Whether a word longer than a line is broken or sticks out.
    #[arg(
        long,
        value_name = "HOW",
        default_value = "break",
        help = "help-lines-overlong"
    )]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) overlong: LineOverlong,
    /// The white between Han and Latin.
    #[arg(long, value_name = "GAP", default_value = "elastic", help = "help-lines-gap")]
    #[arg(hide_possible_values = true, hide_default_value = true)]
    pub(crate) gap: LineGap,
    /// Stops may stand outside.
    #[arg(long, help = "help-lines-hanging")]
    pub(crate) hanging: bool,
    /// Stops that end sentences may give up white.
    #[arg(long, help = "help-lines-shrink-stops")]
    pub(crate) shrink_stops: bool,
    /// Widths as JSON.
    #[arg(long, help = "help-lines-widths")]
    pub(crate) widths: bool,
    /// Places where lines may end.
    #[arg(long, conflicts_with = "widths", help = "help-lines-breaks")]
    pub(crate) breaks: bool,
}

impl Lines {
    /// The language of the text.
    pub(crate) fn language(&self) -> &str {
        match &self.lang {
            Lang::Zh => "zh",
            Lang::En => "en",
            Lang::Tag(tag) => tag,
        }
    }
}

/// A level as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LineLevel {
    /// Only units hold.
    None,
    /// Stops and brackets.
    Basic,
    /// And the solidus.
    Gb,
    /// And the ellipsis.
    #[value(name = "gb+")]
    GbPlus,
    /// And the dash.
    Strict,
    /// As on web pages.
    Normal,
    /// As on web pages with short lines.
    Loose,
    /// Everywhere.
    Anywhere,
}

/// A style of punctuation as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LinePunctuation {
    /// 全角式.
    Quanjiao,
    /// 开明式.
    Kaiming,
    /// 半角式.
    Banjiao,
    /// 行末半角式.
    Hangmobanjiao,
    /// One em each.
    Raw,
}

/// An alignment as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LineAlign {
    /// Filled.
    Justify,
    /// Ragged.
    Start,
}

/// The white between Han and Latin as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LineGap {
    /// A quarter em that gives.
    Elastic,
    /// A quarter em.
    Fixed,
    /// An eighth of an em.
    Eighth,
    /// None.
    None,
}

/// What becomes of a word longer than a line, as it is typed.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum LineOverlong {
    /// Broken anywhere.
    Break,
    /// It sticks out.
    Stick,
}

/// Reads a command line.
pub(crate) fn parse(language: Language, args: &[OsString]) -> Result<Typed, clap::Error> {
    let matches = command(language).try_get_matches_from(args)?;
    Typed::from_arg_matches(&matches)
}

/// The command line with its words in a language.
pub(crate) fn command(language: Language) -> Command {
    let mut command = Typed::command();
    // Building spreads the global options to every command, so that all get words.
    command.build();
    localized(command, language)
}

fn localized(command: Command, language: Language) -> Command {
    let say = |key: &StyledStr| words(language, &key.to_string(), &[]);
    let about = command.get_about().map(say).unwrap_or_default();
    let usage = command.get_before_help().map(say).unwrap_or_default();
    let template = template(language, &command, &about, &usage);
    command
        .about(about)
        .help_template(template)
        .mut_args(|arg| match arg.get_help().map(say) {
            Some(help) => arg.help(help),
            None => arg,
        })
        .mut_subcommands(|below| localized(below, language))
}

/// The order of a help text; sections that would be empty are left out.
fn template(language: Language, command: &Command, about: &str, usage: &str) -> String {
    let head = |key: &str| words(language, key, &[]);
    let mut text = format!("{about}\n\n{}\n{usage}\n", head("help-head-usage"));
    if command.has_subcommands() {
        let title = head("help-head-commands");
        text.push_str(&format!("\n{title}\n{{subcommands}}\n"));
    }
    if command.get_positionals().next().is_some() {
        let title = head("help-head-arguments");
        text.push_str(&format!("\n{title}\n{{positionals}}\n"));
    }
    text.push_str(&format!("\n{}\n{{options}}\n", head("help-head-options")));
    text
}
