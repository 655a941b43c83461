//! What was read of a publication's folder, so that only what has changed is read again.
//!
//! A file is taken for unchanged when its length, its times and its number on the disk are
//! what they were and nobody has said that it was touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::article::Image;
use crate::diag::{FileId, Files};
use crate::disk::Error;

/// The files of a publication as they were read the last time; nothing else is kept.
#[derive(Debug, Default)]
pub struct Memory {
    /// The texts of the last time.
    pub(super) files: Files,
    numbers: BTreeMap<String, FileId>,
    before: BTreeMap<String, (Stamp, Known)>,
    now: BTreeMap<String, (Stamp, Known)>,
    touched: BTreeSet<String>,
    changed: BTreeSet<String>,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Known {
    /// Characters.
    Text {
        /// Bad bytes replaced.
        text: Arc<str>,
        /// Where the first bad byte was.
        bad: Option<usize>,
    },
    /// A picture; nothing when it is none that a book can carry.
    Image(Option<Arc<Image>>),
    /// A font or a profile.
    Bytes(Arc<[u8]>),
}

/// What a file looks like from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    written: Option<SystemTime>,
    /// Number on the disk, and when it came to be as it is.
    place: (u64, i64, i64),
}

/// What a file looks like from outside; `None` when it is not there.
#[must_use]
pub fn stamp(path: &Path) -> Option<Stamp> {
    let data = path.metadata().ok()?;
    let written = data.modified().ok();
    Some(Stamp { length: data.len(), written, place: place(&data) })
}

#[cfg(unix)]
fn place(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn place(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

impl Memory {
    /// Has files read again whatever they look like.
    pub fn touch(&mut self, names: impl IntoIterator<Item = String>) {
        self.touched.extend(names);
    }

    /// Begins to read everything once more; what an attempt that failed has read counts.
    pub(super) fn begin(&mut self) {
        self.before.append(&mut self.now);
    }

    /// Ends it: the names of files that are new, gone or different.
    pub(super) fn end(&mut self) -> Vec<String> {
        let gone = std::mem::take(&mut self.before);
        self.changed.extend(gone.into_keys());
        self.touched.clear();
        std::mem::take(&mut self.changed).into_iter().collect()
    }

    /// What a file is, by heart when it has not changed.
    pub(super) fn recall(
        &mut self,
        name: &str,
        path: &Path,
        read: impl FnOnce() -> Result<Known, Error>,
    ) -> Result<Known, Error> {
        let stamp = stamp(path);
        let old = self.before.get(name);
        let same = old.filter(|(known, _)| Some(known) == stamp.as_ref());
        let same = same.filter(|_| !self.touched.contains(name));
        let known = match (same, old) {
            (Some((_, known)), _) => known.clone(),
            (None, old) => {
                let known = read()?;
                match old {
                    Some((_, old)) if *old == known => old.clone(),
                    _ => {
                        self.changed.insert(name.to_owned());
                        known
                    }
                }
            }
        };
        self.before.remove(name);
        if let Some(stamp) = stamp {
            self.now.insert(name.to_owned(), (stamp, known.clone()));
        }
        Ok(known)
    }

    /// The number that a text has.
    pub(super) fn number(&self, name: &str) -> Option<FileId> {
        self.numbers.get(name).copied()
    }

    pub(super) fn remember_number(&mut self, name: &str, file: FileId) {
        self.numbers.insert(name.to_owned(), file);
    }
}
