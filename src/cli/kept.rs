//! out/.huikan/: what the products of each volume were made from, so that a build makes
//! only what has changed.
//!
//! A product is kept when everything it is made from has the digest it had, and the file
//! is, byte for byte, the one that was written. What was reported when it was made is
//! reported again. Products with characters from fonts of the machine are never kept:
//! nobody watches those fonts. A record that cannot be read is none.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Product;
use crate::build::file_name;
use crate::cli::build::Request;
use crate::cli::catalog::{self, Articles, Entry};
use crate::cli::open::Open;
use crate::cli::said::{Said, again, said};
use crate::cli::terminal::Terminal;
use crate::cli::why::Why;
use crate::diag::{Code, Diagnostic, Diagnostics, Files, Severity};
use crate::disk::{self, Lock, Sharing, Stamp};
use crate::gather::Away;
use crate::project::{Edition, EditionKind, Project};
use crate::trace::{self, Digest, Digests, Inputs};
use crate::volume::Volume;

/// Version of the shape of a record.
pub(super) const VERSION: u32 = 1;

/// The folder of records below that of the products.
pub(crate) const FOLDER: &str = ".huikan";

/// What was made from what, for all volumes of a build.
pub(crate) struct Store {
    pub(super) out: PathBuf,
    digests: Arc<Digests>,
    /// Version and build of the program.
    pub(super) program: String,
    limit: Severity,
    is_forced: bool,
    /// Whether every product has a record of its own (`cli/parts.rs`).
    pub(super) is_part: bool,
    before: Arc<Before>,
}

/// What the last round knew.
#[derive(Debug, Default)]
pub(crate) struct Before {
    /// The files of products as it left them.
    pub(crate) seen: Seen,
    /// Digests of what they were made from.
    pub(crate) digests: Option<Arc<Digests>>,
}

/// The files of products by their paths below out/: what they look like from outside, and
/// length and digest of their bytes.
pub(crate) type Seen = BTreeMap<String, (Stamp, usize, String)>;

/// What is known of the products of a volume.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) version: u32,
    pub(super) program: String,
    pub(super) inputs: Inputs,
    /// By the name of the edition.
    pub(super) products: BTreeMap<String, Kept>,
    /// What was reported when they were made.
    pub(super) said: Vec<Said>,
}

/// A product as it was written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// How it was made from the inputs.
    pub(super) recipe: Digest,
    /// Digest of the file.
    pub(super) sha256: String,
    pub(super) pages: Option<usize>,
}

/// A record that has not been written.
pub(crate) struct Note {
    path: PathBuf,
    record: Record,
}

impl Note {
    /// Writes it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) fn write(&self) -> Result<(), disk::Error> {
        let text = serde_json::to_vec(&self.record).unwrap_or_default();
        disk::keep(&self.path, &text)
    }
}

/// What becomes of the products of a volume.
pub(crate) struct Judged {
    pub(super) inputs: Inputs,
    pub(super) record: Record,
    /// Each edition with the product that is kept, or why it has to be made.
    pub(crate) verdicts: Vec<(Edition, Result<Entry, Why>)>,
    /// What was reported when the kept ones were made.
    pub(crate) said: Diagnostics,
}

impl Judged {
    /// The names of what is not as somebody asked for.
    pub(crate) fn changed(&self, asked: &Inputs) -> Vec<String> {
        changed(asked, &self.inputs)
    }

    /// The editions that have to be made.
    pub(crate) fn wanted(&self) -> Vec<Edition> {
        let wanted = self.verdicts.iter().filter(|(_, verdict)| verdict.is_err());
        wanted.map(|(edition, _)| edition.clone()).collect()
    }
}

impl Store {
    /// Takes the digests of a project whose products go into `out`.
    pub(crate) fn new(
        out: &Path,
        from: (&Project, &Away),
        how: (Severity, bool),
    ) -> Self {
        Self::again(out, from, how, &Arc::default())
    }

    /// The same, for a round that follows another one: what is still there is not read.
    fn again(
        out: &Path,
        (project, away): (&Project, &Away),
        (limit, is_forced): (Severity, bool),
        before: &Arc<Before>,
    ) -> Self {
        let digests = trace::digests(project, away, before.digests.as_deref());
        Self {
            out: out.to_owned(),
            digests: Arc::new(digests),
            program: format!("{} {}", env!("CARGO_PKG_VERSION"), disk::program()),
            limit,
            is_forced,
            is_part: false,
            before: Arc::clone(before),
        }
    }

    /// Digests of everything that the project has.
    pub(crate) fn digests(&self) -> Arc<Digests> {
        Arc::clone(&self.digests)
    }

    /// What a volume is made from.
    pub(crate) fn inputs(&self, volume: &Volume) -> Inputs {
        trace::inputs(&self.digests, volume)
    }

    /// Which products of a volume can be kept.
    pub(crate) fn judge(
        &self,
        volume: &Volume,
        editions: &[Edition],
        files: &Files,
    ) -> Judged {
        if self.is_part {
            return self.judge_parts(volume, editions, files);
        }
        let inputs = self.inputs(volume);
        let record = self.read(volume).unwrap_or_default();
        let articles = catalog::articles(volume);
        let verdict = |edition: &Edition| {
            let verdict = self.verdict(volume, edition, (&inputs, &record, &articles));
            (edition.clone(), verdict)
        };
        let mut verdicts: Vec<_> = editions.iter().map(verdict).collect();
        let mut found = Diagnostics::new();
        if !record.said.is_empty() {
            // It was said about all that was made then, and is true of just that.
            let same = record.products.keys().eq(sorted(editions));
            let all_kept = same && verdicts.iter().all(|(_, verdict)| verdict.is_ok());
            match again(&record.said, files).filter(|_| all_kept) {
                Some(said) => found = said,
                None => verdicts.iter_mut().for_each(|(_, verdict)| {
                    if verdict.is_ok() {
                        *verdict = Err(Why::Said);
                    }
                }),
            }
        }
        Judged { inputs, record, verdicts, said: found }
    }

    /// Whether a product is what the inputs make, as far as a record knows.
    pub(super) fn verdict(
        &self,
        volume: &Volume,
        edition: &Edition,
        (inputs, record, articles): (&Inputs, &Record, &Articles),
    ) -> Result<Entry, Why> {
        let known = record.products.get(&edition.name).ok_or(Why::New)?;
        if self.is_forced {
            return Err(Why::Forced);
        }
        if record.program != self.program {
            return Err(Why::Program);
        }
        let changed = changed(&record.inputs, inputs);
        if !changed.is_empty() {
            return Err(Why::Changed(changed));
        }
        if known.recipe != self.recipe(edition) {
            return Err(Why::Recipe);
        }
        let file = file_of(volume, edition);
        let name = format!("{}/{file}", volume.id);
        let path = self.out.join(&name);
        let seen = self.before.seen.get(&name);
        let seen = seen.filter(|(stamp, ..)| disk::stamp(&path).as_ref() == Some(stamp));
        let edition = (edition.name.clone(), known.pages);
        let entry = match seen {
            Some((_, length, sha256)) => {
                let of = (*length, sha256.clone());
                Entry::known((volume, articles), edition, name, of)
            }
            None => {
                let bytes = disk::read(&path).map_err(|_| Why::Gone)?;
                let (edition, pages) = edition;
                let places = Arc::default();
                let product = Product { edition, file, bytes, pages, places };
                Entry::new(volume, articles, &product)
            }
        };
        if entry.sha256 == known.sha256 { Ok(entry) } else { Err(Why::Altered) }
    }

    /// What is to be remembered of what was made, and of what was said about it.
    pub(crate) fn note(
        &self,
        volume: &Volume,
        judged: Judged,
        (made, files): (&[Entry], &Files),
        diagnostics: &Diagnostics,
    ) -> Note {
        let Judged { inputs, record, verdicts, .. } = judged;
        let said = said(diagnostics, files);
        let same = record.program == self.program && record.inputs == inputs;
        let is_silent = record.said.is_empty() && said.is_empty();
        let mut products = record.products;
        products.retain(|_, _| same && is_silent);
        for (edition, _) in &verdicts {
            if let Some(entry) = made.iter().find(|entry| entry.edition == edition.name) {
                let (sha256, pages) = (entry.sha256.clone(), entry.pages);
                let kept = Kept { recipe: self.recipe(edition), sha256, pages };
                products.insert(edition.name.clone(), kept);
            }
        }
        let program = self.program.clone();
        let record = Record { version: VERSION, program, inputs, products, said };
        Note { path: self.path(volume), record }
    }

    /// Forgets a volume: its next build makes everything.
    ///
    /// # Errors
    /// When the record cannot be removed.
    pub(crate) fn forget(&self, volume: &Volume) -> Result<(), disk::Error> {
        disk::remove(&self.path(volume))
    }

    /// How an edition is made from the inputs.
    pub(super) fn recipe(&self, edition: &Edition) -> Digest {
        trace::recipe(edition, self.limit)
    }

    fn read(&self, volume: &Volume) -> Option<Record> {
        read_record(&self.path(volume))
    }

    fn path(&self, volume: &Volume) -> PathBuf {
        self.out.join(FOLDER).join(format!("{}.json", volume.id))
    }
}

/// A record; one that cannot be understood is none.
pub(super) fn read_record(path: &Path) -> Option<Record> {
    let bytes = disk::read(path).ok()?;
    let record = serde_json::from_slice::<Record>(&bytes).ok()?;
    Some(record).filter(|record| record.version == VERSION)
}

/// What is known of the products of a request that writes any.
pub(crate) fn store(
    opened: &Open,
    request: &Request,
    before: &Arc<Before>,
) -> Option<Store> {
    let how = (request.limit, request.force);
    let from = (&opened.project, &opened.gathered.away);
    let store = request.out.as_ref().map(|out| Store::again(out, from, how, before))?;
    Some(if request.ticket.is_some() { store.of_parts() } else { store })
}

/// The locks of a request that writes: a build of everything is alone in its folder,
/// builds of some volumes only with theirs, so that several programs can share the work.
/// They are taken in one order, so that no two builds wait for each other.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn locks(
    terminal: &Terminal,
    request: &Request,
) -> Result<Vec<Lock>, disk::Error> {
    let Some(out) = request.out.as_ref().filter(|_| request.ticket.is_none()) else {
        return Ok(Vec::new());
    };
    let wait = || terminal.note(&format!("{}\n", terminal.words("build-waits", &[])));
    let lock =
        |name: &str, sharing| disk::lock(&out.join(FOLDER).join(name), sharing, wait);
    if request.is_everywhere {
        return Ok(vec![lock("lock", Sharing::Alone)?]);
    }
    let mut names: Vec<String> =
        request.volumes.iter().map(|volume| format!("{}.lock", volume.id)).collect();
    names.sort_unstable();
    let mut locks = vec![lock("lock", Sharing::Shared)?];
    for name in names {
        locks.push(lock(&name, Sharing::Alone)?);
    }
    Ok(locks)
}

/// Says which products belong to no volume or edition any more. They are somebody's
/// files, so they stay.
pub(crate) fn left_over(opened: &Open, request: &Request) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    let Some(out) = request.out.as_ref().filter(|_| request.is_whole) else {
        return diagnostics;
    };
    let gathered = &opened.gathered;
    let ids: BTreeSet<&str> = gathered.volumes.iter().map(|v| v.id.as_str()).collect();
    for entry in catalog::places(out) {
        let is_made =
            gathered.config.editions.iter().any(|edition| {
                edition.name == entry.edition && edition.is_of(&entry.volume)
            });
        let is_known = is_made && ids.contains(entry.volume.as_str());
        let path = out.join(&entry.file);
        if !is_known && disk::exists(&path) {
            let file = path.to_string_lossy().into_owned();
            diagnostics.push(Diagnostic::new(Code::D007).with("file", file));
        }
    }
    diagnostics
}

/// The name of an edition's file.
pub(crate) fn file_of(volume: &Volume, edition: &Edition) -> String {
    let extension = if edition.kind == EditionKind::Epub { "epub" } else { "pdf" };
    file_name(volume, &edition.name, extension)
}

/// The names of editions in the order of a record.
fn sorted(editions: &[Edition]) -> impl Iterator<Item = &String> {
    let mut names: Vec<&String> = editions.iter().map(|edition| &edition.name).collect();
    names.sort_unstable();
    names.into_iter()
}

/// The names of what is new, gone or different.
fn changed(old: &Inputs, new: &Inputs) -> Vec<String> {
    let mut names: Vec<String> = new
        .iter()
        .filter(|(name, digest)| old.get(*name) != Some(digest))
        .map(|(n, _)| n.clone())
        .collect();
    names.extend(old.keys().filter(|name| !new.contains_key(*name)).cloned());
    names
}
