//! A source as it was typed into what import finds in it.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::cli::Exit;
use crate::cli::inputs::{self, Content, Input};
use crate::cli::terminal::{Terminal, words};
use crate::diag::{Code, Diagnostic, Diagnostics, Files, Place};
use crate::disk::{self, ErrorKind};
use crate::import::{self, Beside, Options, Output, Report, Source};
use crate::limits::{Limit, Limits};

/// A source after it was read.
pub(crate) struct Imported {
    /// What was typed, or what stands below it.
    pub(crate) path: PathBuf,
    /// Fingerprint of its bytes.
    pub(crate) sha256: String,
    /// What was found in it.
    pub(crate) report: Option<Report>,
    /// The files to write.
    pub(crate) outputs: Vec<Output>,
    /// Whether a person has said something about it.
    pub(crate) corrected: bool,
    /// What there is to say.
    pub(crate) diagnostics: Diagnostics,
    /// The texts that it points into.
    pub(super) files: Files,
    /// Why it could not be read.
    failure: Option<disk::Error>,
    /// Files that are no sources.
    pub(super) others: Vec<PathBuf>,
    /// Files beside it that it shows.
    pub(super) shown: BTreeSet<PathBuf>,
}

/// Reads a source; with reasons for each reading when they are asked for.
pub(super) fn read(
    terminal: &Terminal,
    input: Input,
    (explain, limits): (bool, &Limits),
) -> Imported {
    let mut imported = Imported {
        path: input.path,
        sha256: String::new(),
        report: None,
        outputs: Vec::new(),
        diagnostics: input.diagnostics,
        files: input.files,
        corrected: input.corrections.is_some(),
        failure: None,
        others: if input.is_held { Vec::new() } else { input.others },
        shown: BTreeSet::new(),
    };
    let Some(bytes) = imported.bytes(&input.content, limits) else { return imported };
    imported.sha256 = import::fingerprint(&bytes);
    let name = imported.path.file_name().unwrap_or_default().to_string_lossy();
    let shown = RefCell::new(BTreeSet::new());
    let beside = |path: &str| {
        let found = inputs::beside(&imported.path, &input.content, path, limits);
        let folder = imported.path.parent().unwrap_or(Path::new(""));
        shown.borrow_mut().extend(found.is_some().then(|| folder.join(path)));
        found
    };
    let source = Source { name: &name, bytes: &bytes, beside: Beside(&beside) };
    let found = &mut imported.diagnostics;
    let corrections = input.corrections.as_ref();
    let options = Options { corrections, explain, limits: *limits };
    let report = import::import(found, &mut imported.files, source, options);
    if let Some(mut report) = report {
        imported.outputs = import::write(&mut report);
        in_words(terminal, found, &mut report);
        imported.report = Some(report);
    }
    imported.shown = shown.into_inner();
    imported
}

impl Imported {
    /// The bytes of the source; why there are none is remembered.
    fn bytes<'a>(
        &mut self,
        content: &'a Content,
        limits: &Limits,
    ) -> Option<Cow<'a, [u8]>> {
        match content {
            Content::Entry(entries, name) => {
                Some(Cow::Borrowed(entries.get(name).map_or(&[][..], Vec::as_slice)))
            }
            Content::Nothing => None,
            Content::Failed(error) => {
                self.failure = Some(error.clone());
                None
            }
            Content::File => {
                let read = disk::read_at_most(&self.path, limits.of(Limit::Source));
                let bytes = read.unwrap_or_else(|error| {
                    self.diagnostics.push(error.diagnostic());
                    self.failure = Some(error);
                    None
                });
                if bytes.is_none() && self.failure.is_none() {
                    let file = self.path.to_string_lossy();
                    self.diagnostics.push(import::too_large(&file, limits));
                }
                bytes.map(Cow::Owned)
            }
        }
    }
}

/// Puts words in the place of keys: reasons, and doubts, whose values the diagnostics
/// hold.
fn in_words(terminal: &Terminal, diagnostics: &Diagnostics, report: &mut Report) {
    for draft in &mut report.articles {
        for reason in &mut draft.evidence {
            *reason = terminal.words(reason, &[]);
        }
    }
    // Doubts stand in the order of their diagnostics.
    let mut rest = diagnostics.iter();
    for doubt in &mut report.doubts {
        let is_it = |found: &&Diagnostic| {
            let line = match &found.place {
                Some(Place::File { line, .. }) => *line,
                _ => None,
            };
            found.code.as_str() == doubt.code && line == Some(doubt.line)
        };
        let mut ahead = rest.clone();
        if let Some(found) = ahead.find(is_it) {
            rest = ahead;
            doubt.message = words(terminal.language, &doubt.code, &found.values());
        }
    }
}

/// What a source contributes to the exit status: a path that names no file is wrong
/// usage, other failures of reading are the machine's.
pub(super) fn exit(source: &Imported) -> Exit {
    let is_misused = |found: &Diagnostic| matches!(found.code, Code::U011 | Code::U016);
    let is_misused = source.diagnostics.iter().any(is_misused);
    match &source.failure {
        Some(error) if matches!(error.kind, ErrorKind::Missing | ErrorKind::Folder) => {
            Exit::Usage
        }
        Some(_) => Exit::Machine,
        None if is_misused => Exit::Usage,
        None if source.diagnostics.has_errors() => Exit::Content,
        None => Exit::Done,
    }
}
