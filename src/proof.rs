//! The articles of content/ proofread: the slips that `lint` finds, at their places in
//! the files, and the text of a file with everything certain set right.
//!
//! A correction replaces the marks in question and not a byte beside them. It is made
//! only when the corrected file, read again, has exactly the text that was meant: a mark
//! that would end bold text or begin a list there stays as it is.

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostics, FileId, Span};
use crate::lint::{self, Finding};
use crate::markdown::{self, Passage};
use crate::project::Project;

/// The slips in the articles of a publication, but for the kinds that are allowed.
#[must_use]
pub fn proof(project: &Project, allowed: &[Code]) -> Diagnostics {
    let one = |file: &FileId| {
        let mut diagnostics = Diagnostics::new();
        let passages = markdown::passages(project.files.text(*file));
        for finding in found(&passages, allowed) {
            let passage = &passages[finding.passage];
            let span = Span::new(*file, passage.place(&finding.range));
            diagnostics.push(finding.diagnostic(&passage.text).at(span));
        }
        diagnostics
    };
    let all: Vec<Diagnostics> = project.content.par_iter().map(one).collect();
    let mut diagnostics = Diagnostics::new();
    all.into_iter().for_each(|found| diagnostics.append(found));
    diagnostics
}

fn found(passages: &[Passage], allowed: &[Code]) -> Vec<Finding> {
    let plain: Vec<_> = passages.iter().map(Passage::plain).collect();
    let mut findings = lint::check(&plain);
    findings.retain(|finding| !allowed.contains(&finding.code));
    findings
}

/// A file with everything certain set right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// Its text.
    pub text: String,
    /// How many slips of each kind were set right.
    pub counts: BTreeMap<Code, usize>,
}

/// Rounds of reading: a correction may show another slip, but each takes one away.
const ROUNDS: usize = 32;

/// Sets right what is certain in the text of a file, but for the kinds that are allowed.
#[must_use]
pub fn correct(text: &str, allowed: &[Code]) -> Corrected {
    let mut corrected = Corrected { text: text.to_owned(), counts: BTreeMap::new() };
    for _ in 0..ROUNDS {
        let passages = markdown::passages(&corrected.text);
        let edits = edits(&passages, allowed);
        let edits = sound(&corrected.text, &passages, edits);
        if edits.is_empty() {
            break;
        }
        corrected.text = edited(&corrected.text, &edits);
        for edit in edits {
            *corrected.counts.entry(edit.finding.code).or_default() += 1;
        }
    }
    corrected
}

/// A correction and its bytes in the file.
#[derive(Debug, Clone)]
struct Edit {
    finding: Finding,
    place: Range<usize>,
}

impl Edit {
    fn replacement(&self) -> &str {
        self.finding.replacement.as_deref().unwrap_or_default()
    }
}

/// What is certain and stands in the file as it is; of corrections that overlap, the
/// first.
fn edits(passages: &[Passage], allowed: &[Code]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for finding in found(passages, allowed) {
        let passage = &passages[finding.passage];
        let place = passage.place(&finding.range);
        let is_free = edits.last().is_none_or(|last| last.place.end <= place.start);
        let may = finding.replacement.is_some() && passage.is_editable(&finding.range);
        if may && is_free {
            edits.push(Edit { finding, place });
        }
    }
    edits
}

/// Those of the corrections after which the file reads as it should.
fn sound(text: &str, passages: &[Passage], mut edits: Vec<Edit>) -> Vec<Edit> {
    if edits.is_empty() || is_sound(text, passages, &edits) {
        return edits;
    }
    if edits.len() == 1 {
        return Vec::new();
    }
    let second = edits.split_off(edits.len() / 2);
    let first = sound(text, passages, edits);
    let second = sound(text, passages, second);
    let both: Vec<Edit> = first.iter().cloned().chain(second).collect();
    if is_sound(text, passages, &both) { both } else { first }
}

/// Whether the corrected file, read again, has the text that was meant and no other.
fn is_sound(text: &str, passages: &[Passage], edits: &[Edit]) -> bool {
    let after = markdown::passages(&edited(text, edits));
    let mut edits = edits;
    after.len() == passages.len()
        && passages.iter().zip(&after).enumerate().all(|(index, (before, after))| {
            let here = edits.iter().take_while(|edit| edit.finding.passage == index);
            let (here, rest) = edits.split_at(here.count());
            edits = rest;
            let here: Vec<Finding> =
                here.iter().map(|edit| edit.finding.clone()).collect();
            after.role == before.role && after.text == lint::fix(&before.text, &here)
        })
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        edited.push_str(&text[done..edit.place.start]);
        edited.push_str(edit.replacement());
        done = edit.place.end;
    }
    edited.push_str(&text[done..]);
    edited
}
