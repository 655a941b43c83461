//! Where the words go: results to stdout, diagnostics and progress to stderr.

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::args::LogFormat;
use crate::cli::found::{self, Found};
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
    format: LogFormat,
    color: bool,
    failed: AtomicBool,
}

impl Terminal {
    /// A terminal as the environment describes it.
    pub(crate) fn new(language: Language, volume: Volume, format: LogFormat) -> Self {
        let color = has_color(disk::environment, io::stderr().is_terminal());
        Self { language, volume, format, color, failed: AtomicBool::new(false) }
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

    /// Writes what a command says beside its work: the table of what was made, unless the
    /// user wants quiet. What somebody asked for is printed ([`Self::print`]).
    pub(crate) fn tell(&self, text: &str) {
        if self.volume > Volume::Quiet {
            self.print(text);
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
        if self.volume == Volume::Quiet {
            return;
        }
        match self.format {
            LogFormat::Text => self.complain(text),
            LogFormat::Json => {
                let note = LogLine::Note { severity: "info", message: text.trim() };
                self.complain(&self.json_line(&note));
            }
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
        if self.format == LogFormat::Json {
            let shown = diagnostics.iter().filter(|found| self.shows(found.severity()));
            let line = |diagnostic| {
                let found = found::one(diagnostic, files, self.language);
                self.json_line(&LogLine::Found(found))
            };
            return self.complain(&shown.map(line).collect::<String>());
        }
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
        let is_read = self.format == LogFormat::Text && io::stderr().is_terminal();
        let is_seen = self.volume > Volume::Quiet && is_read;
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

/// Whether stderr takes colours. NO_COLOR (<https://no-color.org>) and CLICOLOR
/// (<https://bixense.com/clicolors/>) say so; without either, what stderr is.
fn has_color(variable: impl Fn(&str) -> Option<String>, is_terminal: bool) -> bool {
    let is_set =
        |name| variable(name).is_some_and(|value| !value.is_empty() && value != "0");
    let is_off = |name| variable(name).is_some_and(|value| value == "0");
    if variable("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        return false;
    }
    let is_dumb = variable("TERM").is_some_and(|term| term == "dumb");
    is_set("CLICOLOR_FORCE") || (is_terminal && !is_dumb && !is_off("CLICOLOR"))
}

/// A line of the log as JSON.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum LogLine<'a> {
    /// A diagnostic.
    Found(Found),
    /// Something that was done.
    Note {
        /// Always `info`.
        severity: &'static str,
        /// The words, in the language of messages.
        message: &'a str,
    },
}

/// The words of a message; a key that is missing shows itself, so that a test can find it.
pub(crate) fn words(language: Language, key: &str, args: &[(&str, Arg)]) -> String {
    message(language, key, args).unwrap_or_else(|| format!("⟦{key}⟧"))
}

#[cfg(test)]
mod tests {
    use super::has_color;

    /// Variables, whether stderr is a terminal, and whether there are colours.
    type Case = (&'static [(&'static str, &'static str)], bool, bool);

    #[test]
    fn the_environment_says_whether_there_are_colours() {
        let cases: [Case; 9] = [
            (&[], true, true),
            (&[], false, false),
            (&[("NO_COLOR", "1")], true, false),
            (&[("NO_COLOR", "")], true, true),
            (&[("TERM", "dumb")], true, false),
            (&[("CLICOLOR", "0")], true, false),
            (&[("CLICOLOR", "1")], false, false),
            (&[("CLICOLOR_FORCE", "1")], false, true),
            (&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], true, false),
        ];
        for (variables, is_terminal, expected) in cases {
            let variable = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(has_color(variable, is_terminal), expected, "{variables:?}");
        }
    }
}
