//! What is typed to make products, here and now or in many places.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Where products go when nobody says where to.
pub(crate) const OUT: &str = "out";

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
    #[arg(short, long, value_name = "DIR", default_value = OUT)]
    #[arg(hide_default_value = true, help = "help-build-out")]
    pub(crate) out: PathBuf,
}

impl Wanted {
    /// Those of these volumes and editions, in the usual place.
    pub(crate) fn new(volumes: Vec<String>, editions: Vec<String>) -> Self {
        Self { volumes, editions, out: OUT.into() }
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
    #[arg(short, long, value_name = "DIR", default_value = OUT)]
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
