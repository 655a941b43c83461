//! A publication's folder into word that something in it has changed.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::disk::Error;

/// The folders that a publication consists of, beside huikan.toml.
const FOLDERS: [&str; 4] = ["content", "styles", "fonts", "profiles"];

/// How long nothing may change before what has changed is looked at: an editor that saves
/// does several things, one after the other.
const QUIET: Duration = Duration::from_millis(40);

/// How long changes may go on before they are looked at all the same.
const LONGEST: Duration = Duration::from_secs(1);

/// How often one looks where the system cannot say what changes.
const LOOK: Duration = Duration::from_secs(1);

/// Who waits for changes of a publication.
pub struct Changes {
    folder: PathBuf,
    /// None where the system says nothing: its limit is reached, or the disk is far away.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
}

impl Changes {
    /// Begins to watch a folder.
    ///
    /// # Errors
    /// When there is no such folder.
    pub fn of(folder: &Path) -> Result<Self, Error> {
        let real = folder.canonicalize();
        let folder = real.map_err(|error| Error::reading(folder, &error))?;
        let (sender, events) = channel();
        let mut watcher = notify::recommended_watcher(sender).ok();
        let is_watched = watcher.as_mut().is_some_and(|watcher| {
            watcher.watch(&folder, RecursiveMode::NonRecursive).is_ok()
        });
        watcher.take_if(|_| !is_watched);
        let mut changes = Self { folder, watcher, events };
        FOLDERS.iter().for_each(|name| changes.watch(name));
        Ok(changes)
    }

    /// Watches one of the folders, when it is there; without an end to what can be watched
    /// one has to look.
    fn watch(&mut self, name: &str) {
        let path = self.folder.join(name);
        let Some(watcher) = self.watcher.as_mut().filter(|_| path.is_dir()) else {
            return;
        };
        if watcher.watch(&path, RecursiveMode::Recursive).is_err() && path.is_dir() {
            self.watcher = None;
        }
    }

    /// Waits until something may have changed and nothing changes any more. The names of
    /// what was touched, as far as they are known.
    #[must_use]
    pub fn wait(&mut self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        if self.watcher.is_none() {
            std::thread::sleep(LOOK);
            return names;
        }
        let mut first: Option<Instant> = None;
        loop {
            let event = match first {
                Some(first) if first.elapsed() >= LONGEST => return names,
                Some(_) => self.events.recv_timeout(QUIET),
                None => self.events.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match event {
                Ok(event) => {
                    if self.note(event, &mut names) {
                        first.get_or_insert_with(Instant::now);
                    }
                }
                Err(RecvTimeoutError::Timeout) => return names,
                Err(RecvTimeoutError::Disconnected) => {
                    self.watcher = None;
                    return names;
                }
            }
        }
    }

    /// Takes note of an event; whether it concerns the publication.
    fn note(
        &mut self,
        event: notify::Result<Event>,
        names: &mut BTreeSet<String>,
    ) -> bool {
        // What cannot be told any more may be anything.
        let Ok(event) = event else { return true };
        if event.need_rescan() {
            return true;
        }
        let is_reading = match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
            EventKind::Access(_) => true,
            _ => false,
        };
        if is_reading {
            return false;
        }
        let mut concerns = false;
        for path in &event.paths {
            let Some(name) = self.name(path) else { continue };
            if FOLDERS.contains(&name.as_str()) {
                // It may be a new one under the old name.
                self.watch(&name);
            }
            names.insert(name);
            concerns = true;
        }
        concerns
    }

    /// The name below the folder of a file that may be read; none for all others.
    fn name(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.folder).ok()?;
        let parts: Option<Vec<_>> = below
            .components()
            .map(|part| match part {
                Component::Normal(part) => Some(part.to_string_lossy()),
                _ => None,
            })
            .collect();
        let parts = parts?;
        let first = parts.first()?;
        let is_read = FOLDERS.contains(&&**first) || *first == "huikan.toml";
        let is_hidden = parts.iter().any(|part| part.starts_with('.'));
        (is_read && !is_hidden).then(|| parts.join("/"))
    }
}
