//! `huikan --version`: which program this is, so that a report about it says enough.
//!
//! Everything here is known when the program is compiled. The commit is what the builder
//! says in `HUIKAN_COMMIT`: a package of crates.io has no repository to ask, and whoever
//! builds twice from one source gets the same bytes.

use crate::cli::terminal::words;
use crate::diag::{Arg, Language};
use crate::disk;
use crate::font;

/// The name and number of the program, and on request how it was built.
pub(crate) fn version(language: Language, with_facts: bool) -> String {
    let name = concat!("huikan ", env!("CARGO_PKG_VERSION"), "\n");
    match with_facts {
        true => name.to_owned() + &facts(language),
        false => name.to_owned(),
    }
}

/// A line for each fact.
fn facts(language: Language) -> String {
    let facts: [(&str, &[(&str, Arg)]); 6] = [
        ("version-commit", &[("commit", commit().into())]),
        ("version-target", &[("target", disk::machine().into())]),
        ("version-profile", &[("profile", profile().into())]),
        ("version-rust", &[("rust", env!("CARGO_PKG_RUST_VERSION").into())]),
        ("version-unicode", &unicode()),
        ("version-fonts", &[]),
    ];
    let facts = facts.map(|(key, args)| words(language, key, args) + "\n").concat();
    font::builtin_names()
        .iter()
        .fold(facts, |text, (name, version)| text + &format!("  {name} {version}\n"))
}

fn commit() -> &'static str {
    option_env!("HUIKAN_COMMIT").filter(|commit| !commit.is_empty()).unwrap_or("none")
}

const fn profile() -> &'static str {
    if cfg!(debug_assertions) { "dev" } else { "release" }
}

/// The versions of Unicode that the tables are of, each from the library that holds them.
fn unicode() -> [(&'static str, Arg); 4] {
    let (major, minor, _) = char::UNICODE_VERSION;
    let classes = (major, minor);
    let (major, minor, _) = unicode_linebreak::UNICODE_VERSION;
    let breaks = (major, minor);
    let (major, minor, _) = unicode_normalization::UNICODE_VERSION;
    let forms = (major, minor);
    let (major, minor, _) = unicode_width::UNICODE_VERSION;
    let widths = (major, minor);
    [("classes", classes), ("breaks", breaks), ("forms", forms), ("widths", widths)]
        .map(|(name, (major, minor))| (name, format!("{major}.{minor}").into()))
}
