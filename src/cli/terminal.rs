//! Where the words go: results to stdout, diagnostics and progress to stderr.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::diag::{Arg, Code, Diagnostic, Diagnostics, Files, Language, Severity};
use crate::diag::{message, render};
use crate::disk;

/// How many messages of one code are shown before the rest is only counted: a hundred
/// articles without a unit would otherwise drown everything else. Notes ask for nothing,
/// so a few are enough.
const fn shown_per_code(severity: Severity) -> usize {
    match severity {
        Severity::Note => 3,
        Severity::Warning | Severity::Error => 20,
    }
}

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Volume {
    /// Errors only.
    Quiet,
    /// What most people want to know.
    Normal,
    /// Everything.
    Verbose,
}

/// The user's end of the program.
#[derive(Debug)]
pub(crate) struct Terminal {
    /// Language of messages.
    pub(crate) language: Language,
    /// How much is said.
    pub(crate) volume: Volume,
    color: bool,
    failed: AtomicBool,
}

impl Terminal {
    /// A terminal as the environment describes it.
    pub(crate) fn new(language: Language, volume: Volume) -> Self {
        let dumb = disk::environment("TERM").is_some_and(|term| term == "dumb");
        let plain = disk::environment("NO_COLOR").is_some() || dumb;
        let color = !plain && io::stderr().is_terminal();
        Self { language, volume, color, failed: AtomicBool::new(false) }
    }

    /// The words of a message.
    pub(crate) fn words(&self, key: &str, args: &[(&'static str, Arg)]) -> String {
        words(self.language, key, args)
    }

    /// Writes a result. A reader that has gone away is no failure; a full disk is.
    pub(crate) fn print(&self, text: &str) {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        if let Err(error) = written
            && error.kind() != io::ErrorKind::BrokenPipe
        {
            self.failed.store(true, Ordering::Relaxed);
        }
    }

    /// A value as JSON that people can read too, ending in a newline.
    pub(crate) fn json(&self, value: &impl Serialize) -> String {
        let text = serde_json::to_string_pretty(value);
        text.expect("our types have string keys and no maps that fail") + "\n"
    }

    /// A value as JSON on a line of its own.
    pub(crate) fn json_line(&self, value: &impl Serialize) -> String {
        let text = serde_json::to_string(value);
        text.expect("our types have string keys and no maps that fail") + "\n"
    }

    /// Whether a result could not be written.
    pub(crate) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }

    /// Writes something that is not a result, unless the user wants quiet.
    pub(crate) fn note(&self, text: &str) {
        if self.volume > Volume::Quiet {
            self.complain(text);
        }
    }

    /// Shows one diagnostic that points into no text.
    pub(crate) fn report(&self, diagnostic: Diagnostic) {
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(diagnostic);
        self.report_all(&diagnostics, &Files::default());
    }

    /// Shows diagnostics, each once, in the order they were found.
    pub(crate) fn report_all(&self, diagnostics: &Diagnostics, files: &Files) {
        let mut shown = BTreeMap::<Code, usize>::new();
        let mut text = String::new();
        for diagnostic in diagnostics.iter().filter(|found| self.shows(found.severity()))
        {
            let count = shown.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= shown_per_code(diagnostic.severity())
                || self.volume == Volume::Verbose
            {
                text.push_str(&render(diagnostic, files, self.language, self.color));
                text.push('\n');
            }
        }
        if self.volume < Volume::Verbose {
            for (code, count) in shown {
                let rest = count.saturating_sub(shown_per_code(code.severity()));
                if rest == 0 {
                    continue;
                }
                let args = [("count", rest.into()), ("code", code.as_str().into())];
                text.push_str(&self.words("cli-more", &args));
                text.push('\n');
            }
        }
        self.complain(&text);
    }

    /// A bar for work of so many steps; invisible without a terminal.
    pub(crate) fn progress(&self, steps: usize) -> ProgressBar {
        let is_seen = self.volume > Volume::Quiet && io::stderr().is_terminal();
        let target = if is_seen {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(u64::try_from(steps).ok(), target);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}");
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }

    fn shows(&self, severity: Severity) -> bool {
        self.volume > Volume::Quiet || severity == Severity::Error
    }

    /// Writes to stderr. There is nobody left to tell when that fails.
    fn complain(&self, text: &str) {
        drop(io::stderr().lock().write_all(text.as_bytes()));
    }
}

/// The words of a message; a key that is missing shows itself, so that a test can find it.
pub(crate) fn words(language: Language, key: &str, args: &[(&str, Arg)]) -> String {
    message(language, key, args).unwrap_or_else(|| format!("⟦{key}⟧"))
}
