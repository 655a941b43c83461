//! out/.huikan/parts/: a record for each product that a process of its own has made.
//!
//! A build by a job ticket (`huikan build --ticket`) writes its products and these records
//! and nothing else, so any number of such processes work at once without waiting for each
//! other: every file has one writer, or several that write the same bytes.
//! `huikan catalog merge` reads them.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::cli::catalog::{self, Articles, Entry};
use crate::cli::fallback;
use crate::cli::kept::{self, FOLDER, Judged, Kept, Record, Store, read_record};
use crate::cli::said::{again, said};
use crate::cli::why::Why;
use crate::diag::{Diagnostics, Files};
use crate::disk;
use crate::project::Edition;
use crate::trace::{self, Digest, Inputs};
use crate::volume::Volume;

impl Store {
    /// The same with a record for each product. The machines of a cluster have each their
    /// own copy of the program, so only its version and its length tell it apart.
    #[must_use]
    pub(crate) fn of_parts(mut self) -> Self {
        self.is_part = true;
        self.program = program();
        self
    }

    /// What a product is made from and how, in one digest: equal digests, equal products.
    pub(crate) fn hash(&self, edition: &Edition, inputs: &Inputs) -> Digest {
        let recipe = self.recipe(edition);
        trace::of_bytes(format!("{:?}", (&self.program, inputs, recipe)).as_bytes())
    }

    /// Which products of a volume can be kept, each by its own record.
    pub(super) fn judge_parts(
        &self,
        volume: &Volume,
        editions: &[Edition],
        files: &Files,
    ) -> Judged {
        let inputs = self.inputs(volume);
        let articles = catalog::articles(volume);
        let mut found = Diagnostics::new();
        let mut verdict = |edition: &Edition| {
            let record = read_record(&self.part(volume, edition)).unwrap_or_default();
            let mut verdict =
                self.verdict(volume, edition, (&inputs, &record, &articles));
            // Nobody watches the fonts of a machine, so what lacked some is made again.
            match again(&record.said, files).filter(is_lasting) {
                Some(said) if verdict.is_ok() => found.append(said),
                None if verdict.is_ok() => verdict = Err(Why::Said),
                _ => {}
            }
            (edition.clone(), verdict)
        };
        let verdicts = editions.iter().map(&mut verdict).collect();
        Judged { inputs, record: Record::default(), verdicts, said: found }
    }

    /// Whether a product is there and as its record says, and that as the volume asks.
    pub(crate) fn part_verdict(
        &self,
        volume: &Volume,
        edition: &Edition,
        (inputs, articles): (&Inputs, &Articles),
    ) -> Result<Entry, Why> {
        let record = read_record(&self.part(volume, edition)).unwrap_or_default();
        self.verdict(volume, edition, (inputs, &record, articles))
    }

    /// Remembers each product by itself.
    pub(super) fn remember_parts(
        &self,
        volume: &Volume,
        judged: &Judged,
        (made, files): (&[Entry], &Files),
        diagnostics: &Diagnostics,
    ) -> Result<(), disk::Error> {
        let said = || said(diagnostics, files);
        for (edition, _) in &judged.verdicts {
            let Some(entry) = made.iter().find(|entry| entry.edition == edition.name)
            else {
                continue;
            };
            let (sha256, pages) = (entry.sha256.clone(), entry.pages);
            let kept = Kept { recipe: self.recipe(edition), sha256, pages };
            let record = Record {
                version: kept::VERSION,
                program: self.program.clone(),
                inputs: judged.inputs.clone(),
                products: BTreeMap::from([(edition.name.clone(), kept)]),
                said: said(),
            };
            let text = serde_json::to_vec(&record).unwrap_or_default();
            disk::keep(&self.part(volume, edition), &text)?;
        }
        Ok(())
    }

    /// The record of a product.
    fn part(&self, volume: &Volume, edition: &Edition) -> PathBuf {
        let folder = self.out.join(FOLDER).join("parts").join(&volume.id);
        folder.join(format!("{}.json", edition.name))
    }
}

/// The program as all machines of a cluster have it.
pub(crate) fn program() -> String {
    format!("{} {}", env!("CARGO_PKG_VERSION"), disk::program_length())
}

fn is_lasting(said: &Diagnostics) -> bool {
    fallback::lacking(said).is_empty()
}
