//! What `build --explain` says: why a product was made, or that it was kept.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::terminal::Terminal;

/// Products below out/, each with why it was made; none when it was kept.
pub(crate) type Reasons = [(String, Option<Why>)];

/// A product and what became of it, as `--json` shows it.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Reason {
    file: String,
    kept: bool,
    /// Why it was made, in words.
    why: Option<String>,
}

/// Why a product is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// Nothing is known of it.
    New,
    /// It was asked for.
    Forced,
    /// Another program made it.
    Program,
    /// These inputs are new, gone or different.
    Changed(Vec<String>),
    /// The edition is made in another way.
    Recipe,
    /// Its file is not there.
    Gone,
    /// Somebody changed its file.
    Altered,
    /// Something was reported when it was made together with others.
    Said,
}

/// How many inputs are named.
const NAMED: usize = 3;

impl Why {
    /// The reason in words.
    pub(crate) fn words(&self, terminal: &Terminal) -> String {
        let key = match self {
            Self::New => "why-new",
            Self::Forced => "why-forced",
            Self::Program => "why-program",
            Self::Changed(names) => return changed(terminal, names),
            Self::Recipe => "why-recipe",
            Self::Gone => "why-gone",
            Self::Altered => "why-altered",
            Self::Said => "why-said",
        };
        terminal.words(key, &[])
    }
}

fn changed(terminal: &Terminal, names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMED);
    let names = named(terminal, names).into();
    terminal.words("why-changed", &[("names", names), ("more", more.into())])
}

/// The first of some inputs as people call them.
pub(crate) fn named(terminal: &Terminal, names: &[String]) -> String {
    let name = |name: &String| match name.as_str() {
        "<styles>" => terminal.words("input-styles", &[]),
        "<profiles>" => terminal.words("input-profiles", &[]),
        "<fonts>" => terminal.words("input-fonts", &[]),
        "<publication>" => terminal.words("input-publication", &[]),
        "<volume>" => terminal.words("input-volume", &[]),
        path => path.to_owned(),
    };
    let shown: Vec<String> = names.iter().take(NAMED).map(name).collect();
    shown.join(&terminal.words("list-comma", &[]))
}

/// The reasons as JSON.
pub(crate) fn explained(terminal: &Terminal, reasons: &Reasons) -> Vec<Reason> {
    let reason = |(file, why): &(String, Option<Why>)| Reason {
        file: file.clone(),
        kept: why.is_none(),
        why: why.as_ref().map(|why| why.words(terminal)),
    };
    reasons.iter().map(reason).collect()
}

/// The reasons as lines.
pub(crate) fn explanation(terminal: &Terminal, out: &Path, reasons: &Reasons) -> String {
    let kept = || terminal.words("why-kept", &[]);
    let line = |(file, why): &(String, Option<Why>)| {
        let why = why.as_ref().map_or_else(kept, |why| why.words(terminal));
        let file = out.join(file).to_string_lossy().into_owned();
        terminal.words("why-line", &[("file", file.into()), ("why", why.into())]) + "\n"
    };
    reasons.iter().map(line).collect()
}
