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
    read: BTreeMap<String, Read>,
    /// How often it was begun.
    round: u64,
    touched: BTreeSet<String>,
    changed: BTreeSet<String>,
}

/// A file as it was read.
#[derive(Debug)]
struct Read {
    stamp: Stamp,
    known: Known,
    /// When it was last there.
    round: u64,
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
        self.round += 1;
    }

    /// Ends it: the names of files that are new, gone or different.
    pub(super) fn end(&mut self) -> Vec<String> {
        let Self { read, round, changed, .. } = self;
        read.retain(|name, file| {
            let is_there = file.round == *round;
            if !is_there {
                changed.insert(name.clone());
            }
            is_there
        });
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
        let Some(stamp) = stamp(path) else {
            // It went just now; reading says so.
            self.changed.insert(name.to_owned());
            self.read.remove(name);
            return read();
        };
        let round = self.round;
        let Some(file) = self.read.get_mut(name) else {
            let known = read()?;
            self.changed.insert(name.to_owned());
            let file = Read { stamp, known: known.clone(), round };
            self.read.insert(name.to_owned(), file);
            return Ok(known);
        };
        if file.stamp != stamp || self.touched.contains(name) {
            let known = read()?;
            if file.known != known {
                self.changed.insert(name.to_owned());
                file.known = known;
            }
            file.stamp = stamp;
        }
        file.round = round;
        Ok(file.known.clone())
    }

    /// The number that a text has.
    pub(super) fn number(&self, name: &str) -> Option<FileId> {
        self.numbers.get(name).copied()
    }

    pub(super) fn remember_number(&mut self, name: &str, file: FileId) {
        self.numbers.insert(name.to_owned(), file);
    }
}
