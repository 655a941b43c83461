//! What was typed after `huikan import` into sources: folders and containers are replaced
//! by the files in them, in the order of their names.
//!
//! A file in a folder or container whose format is not known is reported, so that nothing
//! is passed over in silence; a file that was typed itself is tried whatever its name.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::disk;
use crate::import;

/// A source before it is read.
#[derive(Debug)]
pub(crate) struct Input {
    /// Where it is; below a container for what stands in one.
    pub(crate) path: PathBuf,
    /// What there is to read.
    pub(crate) content: Content,
    /// What was found out on the way to it.
    pub(crate) diagnostics: Diagnostics,
}

/// What there is to read of a source.
#[derive(Debug)]
pub(crate) enum Content {
    /// A file of the disk, read when its turn comes.
    File,
    /// A file out of a container.
    Bytes(Vec<u8>),
    /// Nothing: only diagnostics.
    Nothing,
    /// Nothing, because the machine failed.
    Failed(disk::Error),
}

impl Input {
    fn new(path: &Path, content: Content) -> Self {
        Self { path: path.to_owned(), content, diagnostics: Diagnostics::new() }
    }
}

/// The sources that the typed paths stand for.
pub(crate) fn expand(typed: &[PathBuf]) -> Vec<Input> {
    let mut inputs = Vec::new();
    for path in typed {
        if disk::is_folder(path) {
            folder(path, &mut inputs);
        } else if is_container(path) {
            container(path, &mut inputs);
        } else {
            inputs.push(Input::new(path, Content::File));
        }
    }
    inputs
}

fn is_container(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"))
}

/// The files in a folder and in the folders and containers below it.
fn folder(folder: &Path, inputs: &mut Vec<Input>) {
    let mut about = Input::new(folder, Content::Nothing);
    match disk::files_below(&mut about.diagnostics, folder) {
        Ok(paths) => {
            if paths.is_empty() {
                about.diagnostics.push(nothing_in(folder));
            }
            for path in paths {
                if is_container(&path) {
                    container(&path, inputs);
                } else if import::is_known(&path.to_string_lossy()) {
                    inputs.push(Input::new(&path, Content::File));
                } else {
                    about.diagnostics.push(unknown(&path));
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
fn container(path: &Path, inputs: &mut Vec<Input>) {
    let mut about = Input::new(path, Content::Nothing);
    match disk::read(path) {
        Ok(bytes) => {
            let file = path.to_string_lossy();
            let entries = import::unpack(&mut about.diagnostics, &file, &bytes);
            if entries.is_empty() && !about.diagnostics.has_errors() {
                about.diagnostics.push(nothing_in(path));
            }
            for entry in entries {
                let below = path.join(&entry.name);
                // A container in a container is not opened: that is how bombs are built.
                if import::is_known(&entry.name) {
                    inputs.push(Input::new(&below, Content::Bytes(entry.bytes)));
                } else {
                    about.diagnostics.push(unknown(&below));
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
fn unknown(path: &Path) -> Diagnostic {
    let file = path.to_string_lossy().into_owned();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    let format = if ending.is_empty() { "?".to_owned() } else { format!(".{ending}") };
    Diagnostic::new(Code::I013).with("file", file).with("format", format)
}

/// A folder or container without files.
fn nothing_in(path: &Path) -> Diagnostic {
    Diagnostic::new(Code::I037).with("file", path.to_string_lossy().into_owned())
}
