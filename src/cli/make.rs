//! A volume into its products in out/: those that have changed are made, the others kept.

use rayon::prelude::*;

use crate::Look;
use crate::Memory;
use crate::Product;
use crate::build;
use crate::build_again;
use crate::cli::build::Request;
use crate::cli::catalog::{self, Entry};
use crate::cli::fallback;
use crate::cli::kept::{Judged, Note, Store, file_of};
use crate::cli::open::Open;
use crate::cli::shelf::Lost;
use crate::cli::ticket::outdated;
use crate::cli::why::Why;
use crate::diag::{Diagnostics, Files};
use crate::disk;
use crate::project::Edition;
use crate::volume::Volume;

/// What became of a volume.
#[derive(Default)]
pub(crate) struct Made {
    /// Its products, in the order of the editions.
    pub(crate) entries: Vec<Entry>,
    /// What was found.
    pub(crate) diagnostics: Diagnostics,
    /// What could not be written.
    pub(crate) failure: Option<disk::Error>,
    /// Each product, and why it was made; those without a reason were kept.
    pub(crate) reasons: Vec<(String, Option<Why>)>,
    /// What is still to be written down of them, for a request that is not lasting: beside
    /// the catalog.
    pub(crate) note: Option<Note>,
}

/// Makes what has changed of a volume and keeps the rest; without a store, everything. With
/// a memory, what is made is made from what has changed.
pub(crate) fn make(
    opened: &Open,
    request: &Request,
    (look, store): (&Look, Option<&Store>),
    (volume, memory): (&Volume, Option<&mut Memory>),
) -> Made {
    let mut made = Made::default();
    if !opened.gathered.is_sound(volume, request.limit) {
        return made;
    }
    let files = &opened.project.files;
    let editions = request.editions.iter().filter(|edition| edition.is_of(&volume.id));
    let mut wanted: Vec<Edition> = editions.cloned().collect();
    let mut judged = store.map(|store| store.judge(volume, &wanted, files));
    if let Some(judged) = &mut judged {
        let changed = request.ticket.as_ref().map(|asked| judged.changed(asked));
        if let Some(changed) = changed.filter(|changed| !changed.is_empty()) {
            made.diagnostics.push(outdated(&volume.id, &changed));
            return made;
        }
        wanted = judged.wanted();
        made.keep(volume, judged);
    }
    if !wanted.is_empty() {
        let what = (volume, &*wanted, memory);
        let (written, found) = fresh(&mut made, opened, (request, look), what);
        if let (Some(store), Some(judged)) = (store, judged) {
            let noted = note(store, volume, judged, (&written, files), &found);
            let noted = noted.and_then(|note| match note {
                Some(note) if request.lasting => note.write(),
                note => {
                    made.note = note;
                    Ok(())
                }
            });
            made.failure = made.failure.or(noted.err());
        }
        made.entries.extend(written);
        made.diagnostics.append(found);
    }
    let place = |entry: &Entry| {
        request.editions.iter().position(|edition| edition.name == entry.edition)
    };
    made.entries.sort_by_key(place);
    made
}

impl Made {
    /// Takes the products that are kept, and why the others are not.
    fn keep(&mut self, volume: &Volume, judged: &mut Judged) {
        self.diagnostics.append(std::mem::take(&mut judged.said));
        for (edition, verdict) in &judged.verdicts {
            let file = format!("{}/{}", volume.id, file_of(volume, edition));
            self.reasons.push((file, verdict.as_ref().err().cloned()));
            self.entries.extend(verdict.as_ref().ok().cloned());
        }
    }
}

/// Makes editions of a volume and writes them: what was written, and what was found.
fn fresh(
    made: &mut Made,
    opened: &Open,
    (request, look): (&Request, &Look),
    (volume, wanted, memory): (&Volume, &[Edition], Option<&mut Memory>),
) -> (Vec<Entry>, Diagnostics) {
    let (mut written, mut found) = (Vec::new(), Diagnostics::new());
    let filled = match opened.filled(volume) {
        Ok(filled) => filled,
        Err(Lost::Unread(error)) => {
            made.failure = Some(error);
            return (written, found);
        }
        Err(Lost::Changed(diagnostic)) => {
            found.push(diagnostic);
            return (written, found);
        }
    };
    let articles = catalog::articles(volume);
    let limit = request.limit;
    let products = match memory {
        Some(memory) => build_again(&mut found, (&filled, wanted), look, limit, memory),
        None => build(&mut found, &filled, wanted, look, limit),
    };
    // Disks are faster with several files at a time, and a digest need not wait for them.
    let save = |product: &Product| {
        let write = || save(request, volume, product);
        let (saved, entry) =
            rayon::join(write, || Entry::new(volume, &articles, product));
        saved.map(|()| entry)
    };
    for saved in products.par_iter().map(save).collect::<Vec<_>>() {
        match saved {
            Ok(entry) => written.push(entry),
            Err(error) => made.failure = Some(error),
        }
    }
    (written, found)
}

/// What is to be remembered of what was written; nothing that fonts of the machine went into,
/// unless it is found by its record only.
fn note(
    store: &Store,
    volume: &Volume,
    judged: Judged,
    (written, files): (&[Entry], &Files),
    found: &Diagnostics,
) -> Result<Option<Note>, disk::Error> {
    let made = (written, files);
    if store.is_part {
        return store.remember_parts(volume, &judged, made, found).map(|()| None);
    }
    match fallback::lacking(found).is_empty() {
        true => Ok(Some(store.note(volume, judged, made, found))),
        false => store.forget(volume).map(|()| None),
    }
}

/// Writes a product; nothing when nothing is to be written.
pub(crate) fn save(
    request: &Request,
    volume: &Volume,
    product: &Product,
) -> Result<(), disk::Error> {
    match &request.out {
        Some(out) => {
            let path = out.join(&volume.id).join(&product.file);
            let save = if request.lasting { disk::save } else { disk::keep };
            save(&path, &product.bytes)
        }
        None => Ok(()),
    }
}
