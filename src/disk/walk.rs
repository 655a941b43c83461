//! A folder into the files in it and below it. Links are followed as long as they stay
//! inside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::disk::Error;
use crate::limits::{Limit, Limits};

/// The files in a folder and in those below it, in the order of their paths; hidden ones
/// are left out, and links that lead out of the folder are reported.
///
/// # Errors
/// When it or a folder below it cannot be read.
pub fn files_below(
    diagnostics: &mut Diagnostics,
    folder: &Path,
    limits: &Limits,
) -> Result<Vec<PathBuf>, Error> {
    let mut walk = Walk::new(canonical(folder)?, limits);
    let mut found = Vec::new();
    walk.folder(&folder.to_string_lossy(), folder, &mut found)?;
    walk.report(diagnostics);
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// A walk through a folder and those below it.
pub(super) struct Walk {
    /// The publication's folder, which links may not leave.
    root: PathBuf,
    /// The folders we are in, to notice links that lead in circles.
    above: Vec<PathBuf>,
    /// How many folders we may be in.
    most: usize,
    /// Names of links that lead out.
    outside: Vec<String>,
    /// Names of links to what is not there.
    nowhere: Vec<String>,
    /// Names of folders that are nested too deep.
    too_deep: Vec<String>,
}

impl Walk {
    /// A walk that stays in a folder.
    pub(super) fn new(root: PathBuf, limits: &Limits) -> Self {
        let most = limits.count(Limit::Folders);
        let (above, outside) = (Vec::new(), Vec::new());
        let (nowhere, too_deep) = (Vec::new(), Vec::new());
        Self { root, above, most, outside, nowhere, too_deep }
    }

    /// Reports what was not looked into.
    pub(super) fn report(self, diagnostics: &mut Diagnostics) {
        for name in self.outside {
            diagnostics.push(skipped(&name, "outside"));
        }
        for name in self.nowhere {
            diagnostics.push(skipped(&name, "nowhere"));
        }
        for name in self.too_deep {
            let diagnostic = Diagnostic::new(Code::D012).in_file(&name);
            let diagnostic = diagnostic.with("limit", self.most);
            diagnostics.push(diagnostic.with("file", name));
        }
    }

    /// Adds name and path of each file in a folder and below it.
    pub(super) fn folder(
        &mut self,
        name: &str,
        path: &Path,
        found: &mut Vec<(String, PathBuf)>,
    ) -> Result<(), Error> {
        let real = canonical(path)?;
        if !real.starts_with(&self.root) {
            self.outside.push(name.to_owned());
            return Ok(());
        }
        if self.above.contains(&real) {
            return Ok(());
        }
        if self.above.len() >= self.most {
            self.too_deep.push(name.to_owned());
            return Ok(());
        }
        self.above.push(real);
        let failed = |error: &io::Error| Error::reading(path, error);
        for entry in fs::read_dir(path).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            let below = entry.file_name().to_string_lossy().into_owned();
            if !below.starts_with('.') {
                let name = format!("{name}/{below}");
                // Most are plain files, and the folder says so.
                match entry.file_type() {
                    Ok(kind) if kind.is_file() => found.push((name, entry.path())),
                    _ => self.entry(name, &entry.path(), found)?,
                }
            }
        }
        self.above.pop();
        Ok(())
    }

    fn entry(
        &mut self,
        name: String,
        path: &Path,
        found: &mut Vec<(String, PathBuf)>,
    ) -> Result<(), Error> {
        if path.is_dir() {
            return self.folder(&name, path, found);
        }
        let real = if path.is_symlink() { path.canonicalize().ok() } else { None };
        match (path.is_symlink(), real) {
            (true, None) => self.nowhere.push(name),
            (true, Some(real)) if !real.starts_with(&self.root) => {
                self.outside.push(name)
            }
            _ => found.push((name, path.to_owned())),
        }
        Ok(())
    }
}

/// A link that is not followed, and where it leads.
pub(super) fn skipped(name: &str, place: &'static str) -> Diagnostic {
    let diagnostic = Diagnostic::new(Code::D005).in_file(name);
    diagnostic.with("file", name).with("place", place)
}

/// The real path of a file: without links and steps up.
pub(super) fn canonical(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(|error| Error::reading(path, &error))
}
