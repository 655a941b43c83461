//! Doubts about sources, counted: a heap of sources raises hundreds of one kind, and a
//! list of line numbers says all that a screen for each would.
//!
//! Only what is certain, or about a whole file, is still shown in full.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::terminal::Terminal;
use crate::diag::{Arg, Code, Diagnostic, Diagnostics, Place};
use crate::import;
use crate::lint;

/// Lines named of one file for one kind of doubt. The report and `-v` have all.
const LINES: usize = 8;

/// Doubts by kind, then by file, with their lines.
#[derive(Default)]
pub(crate) struct Tally {
    kinds: BTreeMap<Code, BTreeMap<String, Vec<u32>>>,
    /// How the first doubt of each kind is settled in `import.toml`.
    corrections: BTreeMap<Code, String>,
}

impl Tally {
    /// Counts the doubts among diagnostics; returns the others.
    pub(crate) fn take(&mut self, diagnostics: &Diagnostics) -> Diagnostics {
        let mut rest = Diagnostics::new();
        for diagnostic in diagnostics {
            match place(diagnostic) {
                Some((file, line)) => {
                    let files = self.kinds.entry(diagnostic.code).or_default();
                    files.entry(file.to_owned()).or_default().push(line);
                    if let Some(correction) = import::snippet(diagnostic) {
                        self.corrections.entry(diagnostic.code).or_insert(correction);
                    }
                }
                None => rest.push(diagnostic.clone()),
            }
        }
        rest
    }

    /// The doubts as text: a line for each kind, one below it for each file, and where
    /// to read more. Empty without doubts.
    pub(crate) fn text(&self, terminal: &Terminal, report: Option<&Path>) -> String {
        let mut text = String::new();
        for (code, files) in &self.kinds {
            let count: usize = files.values().map(Vec::len).sum();
            let Some(key) = key(*code) else { continue };
            let args = [("count", count.into()), ("code", code.as_str().into())];
            let words = terminal.words(key, &args);
            text.push_str(&format!("{words} [{}]\n", code.as_str()));
            for (file, lines) in files {
                let mut lines = lines.clone();
                lines.dedup();
                let shown: Vec<String> =
                    lines.iter().take(LINES).map(u32::to_string).collect();
                let args = [
                    ("file", Arg::from(file.as_str())),
                    ("lines", shown.join(", ").into()),
                    ("more", lines.len().saturating_sub(LINES).into()),
                ];
                text.push_str(&format!("{}\n", terminal.words("doubts-file", &args)));
            }
        }
        if text.is_empty() {
            return text;
        }
        let more = match report {
            Some(path) => {
                let path = path.to_string_lossy().into_owned();
                terminal.words("doubts-in-report", &[("report", path.into())])
            }
            None => terminal.words("doubts-more", &[]),
        };
        let head = terminal.words("doubts-head", &[]);
        let correction = self.correction(terminal);
        let next = match self.kinds.keys().any(|code| lint::is_lint(*code)) {
            true => format!("{}\n", terminal.words("doubts-slips-next", &[])),
            false => String::new(),
        };
        format!("\n{head}\n{text}{more}\n{correction}{next}\n")
    }

    /// How the first doubt is settled so that the next import keeps it.
    fn correction(&self, terminal: &Terminal) -> String {
        let Some(correction) = self.corrections.values().next() else {
            return String::new();
        };
        let head = terminal.words("doubts-correct", &[]);
        correction
            .lines()
            .fold(format!("{head}\n"), |text, line| text + "    " + line + "\n")
    }
}

/// The file and line of a doubt about an article.
fn place(diagnostic: &Diagnostic) -> Option<(&str, u32)> {
    key(diagnostic.code)?;
    match &diagnostic.place {
        Some(Place::File { name, line: Some(line) }) => Some((name, *line)),
        _ => None,
    }
}

/// How a kind of doubt is said; `None` for what is no doubt about an article.
fn key(code: Code) -> Option<&'static str> {
    match code {
        Code::I006 => Some("doubts-untitled"),
        Code::I009 => Some("doubts-boundary"),
        Code::I049 => Some("doubts-paragraph"),
        Code::I014 => Some("doubts-unsigned"),
        code if lint::is_lint(code) => Some("doubts-slip"),
        _ => None,
    }
}
