//! What `huikan watch` remembers from one round to the next, beside what it has read.
//!
//! It is bounded: memories of volumes with more articles than [`MOST`] in all are forgotten,
//! those that were needed last come last.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::Look;
use crate::Memory;
use crate::cli::catalog::Entry;
use crate::cli::kept::Before;
use crate::cli::why::Why;
use crate::diag::Diagnostics;
use crate::disk;
use crate::look;
use crate::project::{Edition, Project};
use crate::trace::Digests;
use crate::volume::Volume;

/// How many articles are remembered with their pages: about 500 MB.
const MOST: usize = 1000;

/// What the last round made.
#[derive(Default)]
pub(crate) struct Rounds {
    look: Option<(Ground, Arc<Look>, Diagnostics)>,
    volumes: BTreeMap<String, Known>,
    /// What it knew of its products and of what they are made from.
    pub(crate) before: Arc<Before>,
    /// Rounds so far.
    count: usize,
}

/// A volume that is remembered.
#[derive(Default)]
struct Known {
    memory: Memory,
    articles: usize,
    /// The last round that was handed it.
    used: usize,
}

/// What volumes look like because of.
#[derive(PartialEq)]
struct Ground {
    styles: Vec<(String, Arc<str>)>,
    fonts: Vec<(String, Arc<[u8]>)>,
    profiles: BTreeMap<String, Arc<[u8]>>,
    editions: Vec<Edition>,
}

impl Ground {
    fn of(project: &Project, editions: &[Edition]) -> Self {
        let style = |(name, file): (&String, &_)| {
            (name.clone(), Arc::clone(project.files.text(*file)))
        };
        let fonts = project.fonts.iter();
        Self {
            styles: project.styles.iter().map(style).collect(),
            fonts: fonts
                .map(|font| (font.name.clone(), Arc::clone(&font.bytes)))
                .collect(),
            profiles: project.profiles.clone(),
            editions: editions.to_vec(),
        }
    }
}

impl Rounds {
    /// What volumes look like. When that has changed, all memories are void.
    pub(crate) fn look(
        &mut self,
        diagnostics: &mut Diagnostics,
        project: &Project,
        editions: &[Edition],
    ) -> Arc<Look> {
        let ground = Ground::of(project, editions);
        if let Some((known, look, found)) = &self.look
            && *known == ground
        {
            diagnostics.append(found.clone());
            return Arc::clone(look);
        }
        self.volumes.clear();
        let mut found = Diagnostics::new();
        let look = Arc::new(look(&mut found, project, editions, &[]));
        diagnostics.append(found.clone());
        self.look = Some((ground, Arc::clone(&look), found));
        look
    }

    /// The memories of volumes for a round that begins; those that are new get one as long
    /// as there is room.
    pub(crate) fn memories(&mut self, volumes: &[Volume]) -> Vec<Option<&mut Memory>> {
        self.count += 1;
        let is_there = |id: &String| volumes.iter().any(|volume| volume.id == *id);
        self.volumes.retain(|id, _| is_there(id));
        let mut new = 0;
        for volume in volumes.iter().filter(|volume| !volume.id.is_empty()) {
            let articles = volume.chapters().count();
            if self.volumes.contains_key(&volume.id) || new > 0 && new + articles > MOST {
                continue;
            }
            new += articles;
            self.volumes
                .insert(volume.id.clone(), Known { articles, ..Known::default() });
        }
        let mut known: BTreeMap<&str, &mut Known> =
            self.volumes.iter_mut().map(|(id, known)| (&**id, known)).collect();
        let memory =
            |volume: &Volume| known.remove(&*volume.id).map(|known| &mut known.memory);
        volumes.iter().map(memory).collect()
    }

    /// Ends a round that left these products in a folder, made for these reasons or kept,
    /// from what has these digests.
    pub(crate) fn end(
        &mut self,
        (out, digests): (&Path, Option<Arc<Digests>>),
        entries: &[Entry],
        reasons: &[(String, Option<Why>)],
    ) {
        let seen = |entry: &Entry| {
            let stamp = disk::stamp(&out.join(&entry.file))?;
            Some((entry.file.clone(), (stamp, entry.bytes, entry.sha256.clone())))
        };
        let seen = entries.iter().filter_map(seen).collect();
        self.before = Arc::new(Before { seen, digests });
        let count = self.count;
        for (file, _) in reasons.iter().filter(|(_, why)| why.is_some()) {
            let volume = file.split('/').next().unwrap_or_default();
            if let Some(known) = self.volumes.get_mut(volume) {
                known.used = count;
            }
        }
        self.volumes.retain(|_, known| known.used > 0);
        let mut by_age: Vec<(usize, String, usize)> = self
            .volumes
            .iter()
            .map(|(id, known)| (known.used, id.clone(), known.articles))
            .collect();
        by_age.sort_unstable_by(|a, b| b.cmp(a));
        let mut sum = 0;
        for (place, (_, id, articles)) in by_age.into_iter().enumerate() {
            sum += articles;
            if place > 0 && sum > MOST {
                self.volumes.remove(&id);
            }
        }
    }
}
