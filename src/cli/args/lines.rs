//! What is typed for `huikan lines`, the line engine by itself.

use clap::builder::{StringValueParser, TypedValueParser};
use clap::{Args, ValueEnum};

use crate::cli::args::Lang;

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
