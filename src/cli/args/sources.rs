//! What is typed to begin a publication and to bring sources into it.

use std::path::PathBuf;

use clap::Args;

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
    /// Only print the lines of the sources with their numbers.
    #[arg(long, help = "help-import-lines", conflicts_with_all = ["explain", "report"])]
    pub(crate) lines: bool,
    /// Where to write the report.
    #[arg(long, value_name = "FILE.json", help = "help-import-report")]
    pub(crate) report: Option<PathBuf>,
}
