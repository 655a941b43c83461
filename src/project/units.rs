//! What names of units mean: which organisation each stands for, and in which sources.

use std::collections::BTreeMap;

use toml::Spanned;

use crate::diag::{Code, Span};
use crate::project::plan::AliasEntry;
use crate::project::{SourcePattern, Written};

/// Every name of a unit that huikan.toml knows.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Units {
    names: BTreeMap<String, Vec<UnitName>>,
}

/// One thing that a name means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    /// The canonical name of the unit.
    pub canonical: String,
    /// The sources in which the name means it; `None` is all.
    pub source: Option<SourcePattern>,
    /// The pattern as it was written, for messages; `None` without one.
    pub written: Option<Written>,
}

impl Units {
    /// The canonical name of a unit that an article of this source names; `None` when
    /// huikan.toml does not say. What is said of the source goes before what is said of
    /// all.
    #[must_use]
    pub fn canonical(&self, name: &str, source: Option<&str>) -> Option<&str> {
        let meanings = self.names.get(name)?;
        let is_meant = |pattern: &SourcePattern| {
            source.is_some_and(|source| pattern.is_match(source))
        };
        let here = meanings.iter().find(|m| m.source.as_ref().is_some_and(is_meant));
        let found = here.or_else(|| meanings.iter().find(|m| m.source.is_none()))?;
        Some(&found.canonical)
    }

    /// Every name with everything it means, in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &UnitName)> {
        let all = self.names.iter();
        all.flat_map(|(name, means)| means.iter().map(move |m| (name.as_str(), m)))
    }

    /// Whether a name stands in huikan.toml, for whatever source.
    #[must_use]
    pub fn knows(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }
}

/// How what is wrong with a word of the table is reported: code, word, values.
type Report<'a> = dyn FnMut(Code, &Spanned<String>, &[(&'static str, &str)]) + 'a;

/// Reads the table. A name that stands for two units in one source is reported and stays
/// with the first in the file; so is a pattern that is malformed, and its alias is not
/// read. `place` tells where a word stands.
pub(super) fn read(
    plan: BTreeMap<Spanned<String>, Vec<AliasEntry>>,
    place: impl Fn(&Spanned<String>) -> Option<Span>,
    report: &mut Report<'_>,
) -> Units {
    let mut entries: Vec<_> = plan.into_iter().collect();
    entries.sort_by_key(|(canonical, _)| canonical.span().start);
    let mut units = Units::default();
    for (canonical, _) in &entries {
        let name = canonical.get_ref().trim().to_owned();
        let means = UnitName { canonical: name.clone(), source: None, written: None };
        units.names.insert(name, vec![means]);
    }
    for (canonical, aliases) in entries {
        for alias in aliases {
            let canonical = canonical.get_ref().trim().to_owned();
            let mut means = UnitName { canonical, source: None, written: None };
            if let Some(word) = &alias.source {
                let Some(pattern) = pattern(word, report) else { continue };
                means.source = Some(pattern);
                let text = word.get_ref().clone();
                means.written = place(word).map(|span| Written { text, span });
            }
            units.add(&alias.name, means, report);
        }
    }
    units
}

fn pattern(word: &Spanned<String>, report: &mut Report<'_>) -> Option<SourcePattern> {
    let text = word.get_ref().trim();
    match SourcePattern::new(text) {
        Ok(pattern) => Some(pattern),
        Err(detail) => {
            report(Code::C012, word, &[("pattern", text), ("detail", &detail)]);
            None
        }
    }
}

impl Units {
    fn add(&mut self, alias: &Spanned<String>, means: UnitName, report: &mut Report<'_>) {
        let name = alias.get_ref().trim();
        let known = self.names.entry(name.to_owned()).or_default();
        match known.iter().find(|known| clash(&known.source, &means.source)) {
            None => known.push(means),
            Some(first) if first.canonical == means.canonical => {}
            Some(first) => {
                let second = means.canonical.as_str();
                let args =
                    [("alias", name), ("first", &*first.canonical), ("second", second)];
                report(Code::C005, alias, &args);
            }
        }
    }
}

/// Whether two meanings of a name are both meant somewhere with equal right: one that is
/// limited to sources goes before one that is not.
fn clash(left: &Option<SourcePattern>, right: &Option<SourcePattern>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => left.overlaps(right),
        _ => false,
    }
}
