//! What import writes into content/, and what it leaves alone there.
//!
//! A file that a person has edited is never overwritten or removed; what has become of
//! each file that is not simply written is said. A dry run says the same and does
//! nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::cli::args::Import;
use crate::cli::import::Imported;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::disk;
use crate::import::{self, LEDGER, Ledger, Merge, Output, Step};
use crate::limits::Limits;

/// Two sources of one name would be mixed in one folder: the second is not written.
pub(crate) fn refuse_twins(sources: &mut [Imported]) {
    let mut owners = BTreeMap::<String, String>::new();
    for source in sources {
        let path = source.path.to_string_lossy().into_owned();
        let twin = source.outputs.iter().find_map(|output| {
            let owner = owners
                .entry(folder_of(output).to_owned())
                .or_insert_with(|| path.clone());
            (*owner != path).then(|| owner.clone())
        });
        if let Some(other) = twin {
            refuse(source, &other);
        }
    }
}

/// Brings the folder of a source's articles to what was read today.
pub(crate) fn settle(
    typed: &Import,
    source: &mut Imported,
    limits: &Limits,
) -> Result<(), disk::Error> {
    let Some(first) = source.outputs.first() else { return Ok(()) };
    let folder = typed.into.strip_prefix(".").unwrap_or(&typed.into);
    let folder =
        Folder { path: folder.join(folder_of(first)), name: folder_of(first).into() };
    let old = folder.ledger(&mut source.diagnostics)?;
    let files = folder.files(source, old.as_ref(), limits)?;
    let name = source.report.as_ref().map_or("", |report| report.source.as_str());
    let new = Ledger::new(name, source.sha256.clone());
    if let Some(old) = &old {
        if old.source != new.source {
            let other = old.source.clone();
            refuse(source, &other);
            return Ok(());
        }
        if import::is_foreign(old, &files, &source.outputs, &source.sha256) {
            refuse(source, "same");
            return Ok(());
        }
        if source.corrected && old.sha256 != new.sha256 {
            let path = source.path.to_string_lossy().into_owned();
            let diagnostic = Diagnostic::new(Code::I048).in_file(&path);
            source.diagnostics.push(diagnostic.with("file", path));
        }
    }
    let before = old.as_ref().map(Ledger::text);
    let merge = import::merge(old, &files, &source.outputs, new);
    if !typed.dry_run {
        folder.apply(&merge, &files, &source.outputs)?;
        // Last, so that after a failure nothing counts as written that is not.
        let text = merge.ledger.text();
        if before.as_ref() != Some(&text) {
            disk::save(&folder.path.join(LEDGER), text.as_bytes())?;
        }
    }
    tell(&mut source.diagnostics, &folder.name, &merge);
    place(source, &folder.name, &merge);
    Ok(())
}

/// The folder of a source's articles.
struct Folder {
    path: PathBuf,
    /// Below the publication, with `/`.
    name: String,
}

impl Folder {
    /// The articles in it, by name, and what import writes or has written there.
    fn files(
        &self,
        source: &mut Imported,
        old: Option<&Ledger>,
        limits: &Limits,
    ) -> Result<BTreeMap<String, Vec<u8>>, disk::Error> {
        let mut files = BTreeMap::new();
        if !disk::is_folder(&self.path) {
            return Ok(files);
        }
        let written = old.into_iter().flat_map(|ledger| {
            let beside = ledger.beside.iter().map(|beside| beside.name.clone());
            ledger.files.iter().map(|entry| entry.name.clone()).chain(beside)
        });
        let ours: BTreeSet<String> = source
            .outputs
            .iter()
            .filter_map(|output| output.path.strip_prefix(&format!("{}/", self.name)))
            .map(str::to_owned)
            .chain(written)
            .collect();
        for path in disk::files_below(&mut source.diagnostics, &self.path, limits)? {
            let below = path.strip_prefix(&self.path).unwrap_or(&path);
            let name = below.to_string_lossy().replace('\\', "/");
            if name.ends_with(".md") || ours.contains(&name) {
                files.insert(name, disk::read_within(&path, limits)?);
            }
        }
        Ok(files)
    }

    /// What import remembers of it; a damaged ledger is reported and counts as none.
    fn ledger(
        &self,
        diagnostics: &mut Diagnostics,
    ) -> Result<Option<Ledger>, disk::Error> {
        let path = self.path.join(LEDGER);
        if !disk::exists(&path) {
            return Ok(None);
        }
        let ledger = Ledger::read(&disk::read(&path)?);
        if ledger.is_none() {
            let file = format!("{}/{LEDGER}", self.name);
            let diagnostic = Diagnostic::new(Code::I043).in_file(&file);
            diagnostics.push(diagnostic.with("file", file));
        }
        Ok(ledger)
    }

    /// Writes and removes.
    fn apply(
        &self,
        merge: &Merge,
        files: &BTreeMap<String, Vec<u8>>,
        outputs: &[Output],
    ) -> Result<(), disk::Error> {
        let written = merge.steps.iter().filter_map(|step| match step {
            Step::Write { output, name } | Step::Beside { output, beside: name, .. } => {
                let bytes = &outputs[*output].bytes;
                let is_new = files.get(name) != Some(bytes);
                is_new.then(|| (self.path.join(name), bytes.as_slice()))
            }
            Step::Unchanged { .. }
            | Step::Remove { .. }
            | Step::Deleted { .. }
            | Step::Keep { .. } => None,
        });
        disk::save_all(written)?;
        // Only then what has moved goes from where it was.
        merge.steps.iter().try_for_each(|step| match step {
            Step::Remove { name, .. } => disk::remove(&self.path.join(name)),
            _ => Ok(()),
        })
    }
}

/// The folder of the articles of an output's source: two deep, below content/.
fn folder_of(output: &Output) -> &str {
    let end = output.path.match_indices('/').nth(1).map_or(0, |(at, _)| at);
    &output.path[..end]
}

/// Writes nothing of a source whose folder another source has.
fn refuse(source: &mut Imported, other: &str) {
    let Some(output) = source.outputs.first() else { return };
    let folder = folder_of(output).to_owned();
    let path = source.path.to_string_lossy().into_owned();
    let diagnostic = Diagnostic::new(Code::U011).with("file", path).with("other", other);
    source.diagnostics.push(diagnostic.with("folder", folder));
    source.outputs.clear();
}

/// Says what becomes of files that are not simply written.
fn tell(diagnostics: &mut Diagnostics, folder: &str, merge: &Merge) {
    let about = |code, name: &str| {
        let file = format!("{folder}/{name}");
        Diagnostic::new(code).in_file(&file).with("file", file)
    };
    for step in &merge.steps {
        diagnostics.push(match step {
            Step::Beside { name, beside, .. } => {
                about(Code::I012, name).with("path", format!("{folder}/{beside}"))
            }
            Step::Deleted { name, .. } => {
                about(Code::I042, name).with("ledger", format!("{folder}/{LEDGER}"))
            }
            Step::Remove { name, moved: false } => about(Code::I040, name),
            Step::Keep { name } => about(Code::I041, name),
            Step::Write { .. }
            | Step::Unchanged { .. }
            | Step::Remove { moved: true, .. } => continue,
        });
    }
}

/// Tells the report where each article stands now; what a person deleted stands nowhere.
fn place(source: &mut Imported, folder: &str, merge: &Merge) {
    let mut places = BTreeMap::<String, Option<String>>::new();
    for step in &merge.steps {
        let (output, name) = match step {
            Step::Write { output, name }
            | Step::Unchanged { output, name }
            | Step::Beside { output, name, .. } => (output, Some(name)),
            Step::Deleted { output, .. } => (output, None),
            Step::Remove { .. } | Step::Keep { .. } => continue,
        };
        let place = name.map(|name| format!("{folder}/{name}"));
        places.insert(source.outputs[*output].path.clone(), place);
    }
    source.outputs.retain(|output| places.get(&output.path).is_some_and(Option::is_some));
    for draft in source.report.iter_mut().flat_map(|report| &mut report.articles) {
        if let Some(place) = draft.file.as_deref().and_then(|file| places.get(file)) {
            draft.file.clone_from(place);
        }
    }
}
