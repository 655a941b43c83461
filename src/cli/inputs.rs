//! What was typed after `huikan import` into sources: folders and containers are replaced
//! by the files in them, in the order of their names.
//!
//! A file in a folder or container whose format is not known is reported, so that nothing
//! is passed over in silence; a file that was typed itself is tried whatever its name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::cli::corrections;
use crate::diag::{Code, Diagnostic, Diagnostics, Files};
use crate::disk;
use crate::import::{self, Corrections};
use crate::limits::{Limit, Limits};

/// A source before it is read.
#[derive(Debug)]
pub(crate) struct Input {
    /// Where it is; below a container for what stands in one.
    pub(crate) path: PathBuf,
    /// What there is to read.
    pub(crate) content: Content,
    /// What was found out on the way to it.
    pub(crate) diagnostics: Diagnostics,
    /// Files beside it that are no sources: reported, unless a source shows them.
    pub(crate) others: Vec<PathBuf>,
    /// What a person says about it.
    pub(crate) corrections: Option<Corrections>,
    /// Whether an `import.toml` that cannot be read keeps it, or what stands in it, from
    /// being read.
    pub(crate) is_held: bool,
    /// The texts that diagnostics about it point into.
    pub(crate) files: Files,
}

/// What there is to read of a source.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file of the disk, read when its turn comes.
    File,
    /// A file out of a container, by its name there.
    Entry(Arc<BTreeMap<String, Vec<u8>>>, String),
    /// Nothing: only diagnostics.
    Nothing,
    /// Nothing, because the machine failed.
    Failed(disk::Error),
}

impl Input {
    /// A source about which nothing is known yet.
    pub(crate) fn new(path: &Path, content: Content) -> Self {
        Self {
            path: path.to_owned(),
            content,
            diagnostics: Diagnostics::new(),
            others: Vec::new(),
            corrections: None,
            is_held: false,
            files: Files::default(),
        }
    }
}

/// The sources that the typed paths stand for.
pub(crate) fn expand(typed: &[PathBuf], into: &Path, limits: &Limits) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in typed {
        if disk::is_folder(path) {
            folder(path, &mut inputs, limits);
        } else if is_container(path) {
            container(path, &mut inputs, limits);
        } else if !is_corrections(path) {
            inputs.push(Input::new(path, Content::File));
        }
    }
    refuse_articles(&mut inputs, into);
    corrections::attach(&mut inputs, into);
    inputs
}

/// Takes out the articles of the publication itself, which would come into it twice.
fn refuse_articles(inputs: &mut Vec<Input>, into: &Path) {
    let content = disk::real(&into.join("content"));
    let is_article = |input: &Input| {
        let is_text = input.path.extension().is_some_and(|ending| ending == "md");
        let is_file = matches!(input.content, Content::File);
        is_text && is_file && disk::real(&input.path).starts_with(&content)
    };
    let articles: Vec<Input> = inputs.extract_if(.., |input| is_article(input)).collect();
    if let Some(first) = articles.first() {
        let mut about = Input::new(&first.path, Content::Nothing);
        let file = first.path.to_string_lossy().into_owned();
        let refused = Diagnostic::new(Code::U016).with("file", file);
        about.diagnostics.push(refused.with("more", articles.len() - 1));
        inputs.push(about);
    }
}

/// The bytes of a file beside a source, by its path below the source's folder.
pub(crate) fn beside(
    source: &Path,
    content: &Content,
    path: &str,
    limits: &Limits,
) -> Option<Vec<u8>> {
    match content {
        Content::File => {
            let folder = source.parent().filter(|folder| *folder != Path::new(""));
            let folder = folder.unwrap_or(Path::new("."));
            disk::read_below(folder, path, limits.of(Limit::File))
        }
        Content::Entry(entries, name) => {
            let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
            let whole = format!("{folder}/{path}");
            entries.get(whole.trim_start_matches('/')).cloned()
        }
        Content::Nothing | Content::Failed(_) => None,
    }
}

fn is_container(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// Whether a file says how others are to be read.
fn is_corrections(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == import::CORRECTIONS)
}

/// The files in a folder and in the folders and containers below it.
fn folder(folder: &Path, inputs: &mut Vec<Input>, limits: &Limits) {
    let mut about = Input::new(folder, Content::Nothing);
    match disk::files_below(&mut about.diagnostics, folder, limits) {
        Ok(paths) => {
            if paths.is_empty() {
                about.diagnostics.push(nothing_in(folder));
            }
            for path in paths {
                if is_container(&path) {
                    container(&path, inputs, limits);
                } else if import::is_known(&path.to_string_lossy()) {
                    inputs.push(Input::new(&path, Content::File));
                } else if !is_corrections(&path) {
                    about.others.push(path);
                }
            }
        }
        Err(error) => {
            about.diagnostics.push(error.diagnostic());
            about.content = Content::Failed(error);
        }
    }
    inputs.push(about);
}

/// The files in a container.
fn container(path: &Path, inputs: &mut Vec<Input>, limits: &Limits) {
    let mut about = Input::new(path, Content::Nothing);
    match disk::read_within(path, limits) {
        Ok(bytes) => {
            let file = path.to_string_lossy();
            let entries = import::unpack(&mut about.diagnostics, &file, &bytes, limits);
            if entries.is_empty() && !about.diagnostics.has_errors() {
                about.diagnostics.push(nothing_in(path));
            }
            let entries = entries.into_iter().map(|entry| (entry.name, entry.bytes));
            let entries: Arc<BTreeMap<String, Vec<u8>>> = Arc::new(entries.collect());
            for name in entries.keys() {
                let below = path.join(name);
                // A container in a container is not opened: that is how bombs are built.
                if import::is_known(name) {
                    let content = Content::Entry(Arc::clone(&entries), name.clone());
                    inputs.push(Input::new(&below, content));
                } else if is_corrections(&below) {
                    let place = path.with_file_name(import::CORRECTIONS);
                    about.diagnostics.push(corrections::misplaced(&below, &place));
                } else {
                    about.others.push(below);
                }
            }
        }
        Err(error) => {
            about.diagnostics.push(error.diagnostic());
            about.content = Content::Failed(error);
        }
    }
    inputs.push(about);
}

/// A file whose name says no format that import reads.
pub(crate) fn unknown(path: &Path) -> Diagnostic {
    import::unread(&path.to_string_lossy(), None)
}

/// A folder or container without files.
fn nothing_in(path: &Path) -> Diagnostic {
    Diagnostic::new(Code::I037).with("file", path.to_string_lossy().into_owned())
}
