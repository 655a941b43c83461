//! Names of units into families: which names probably mean one organisation, which of
//! them should be the canonical one, and which names mean several.
//!
//! Nothing is merged here. What comes out are proposals for a person, each with reasons,
//! and lines for huikan.toml that say what the person would have to write.

mod full;
mod kin;
mod lines;
mod namesakes;
mod parts;
mod places;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::project::Units;

pub(crate) use parts::{LAYERS, REGION};

pub use lines::{Words, append, is_written, line};
pub use namesakes::{Namesake, namesakes};

/// An article that names a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The name.
    pub name: String,
    /// The source of the article.
    pub source: String,
    /// The title of the article, which may name a place.
    pub title: Option<String>,
}

/// Names that probably mean one unit.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Proposal {
    /// The name proposed as the canonical one.
    pub name: String,
    /// The other names.
    pub aliases: Vec<Alias>,
    /// Why: keys of the message files, which `cli` replaces by their words.
    pub why: Vec<String>,
    /// The sources in which the names stand.
    pub sources: Vec<String>,
    /// How sure it is, 0 to 1.
    pub confidence: f64,
    /// Whether a line with this canonical name stands in huikan.toml already, which the
    /// proposed one replaces.
    #[serde(skip)]
    pub replaces: bool,
}

/// Another name of a unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Alias {
    /// In every source.
    Everywhere(String),
    /// Only in sources that match a pattern, because the name stands in others too.
    In {
        /// The name.
        name: String,
        /// The pattern.
        source: String,
    },
}

/// What is known about one name.
struct Name<'a> {
    text: &'a str,
    parts: parts::Parts,
    /// How often each source uses it.
    uses: BTreeMap<&'a str, usize>,
}

impl Name<'_> {
    /// What makes a name the canonical one of its family, in order of weight: no team, as
    /// written by officials (no brackets, no traditional characters), the most complete,
    /// the most used.
    fn weight(&self) -> (bool, bool, usize, usize) {
        let taken = self.parts.taken;
        let length = self.text.chars().count();
        (!taken.team, !taken.brackets, length, self.uses.values().sum())
    }
}

/// The families among names that are used, without those huikan.toml knows already, in
/// the order of canonical names.
#[must_use]
pub fn propose(uses: &[Use], known: &Units) -> Vec<Proposal> {
    let names = names(uses);
    let families = kin::families(&names);
    let mut proposals: Vec<Proposal> =
        families.iter().filter_map(|family| proposal(&names, family, known)).collect();
    proposals.sort_by(|a, b| a.name.cmp(&b.name));
    proposals
}

fn names(uses: &[Use]) -> Vec<Name<'_>> {
    let mut names: BTreeMap<&str, Name<'_>> = BTreeMap::new();
    for one in uses {
        let text = one.name.as_str();
        let name = names.entry(text).or_insert_with(|| Name {
            text,
            parts: parts::parts(text),
            uses: BTreeMap::new(),
        });
        *name.uses.entry(&one.source).or_default() += 1;
    }
    names.into_values().collect()
}

/// The proposal that a family makes; `None` when huikan.toml says all of it, or says that
/// the names are different units.
fn proposal(names: &[Name<'_>], family: &kin::Family, known: &Units) -> Option<Proposal> {
    let members = || family.members.iter().map(|(at, _)| &names[*at]);
    let said: BTreeSet<&str> = members()
        .flat_map(|name| known.iter().filter(|(known, _)| *known == name.text))
        .map(|(_, meaning)| meaning.canonical.as_str())
        .collect();
    let canonical = match said.len() {
        0 => members().max_by_key(|name| name.weight())?.text,
        1 => said.first()?,
        _ => return None,
    };
    let new = family
        .members
        .iter()
        .filter(|(at, _)| names[*at].text != canonical && !known.knows(names[*at].text));
    let mut aliases: Vec<Alias> = new
        .map(|(at, source)| match source {
            Some(source) => {
                Alias::In { name: names[*at].text.to_owned(), source: source.clone() }
            }
            None => Alias::Everywhere(names[*at].text.to_owned()),
        })
        .collect();
    if aliases.is_empty() {
        return None;
    }
    let replaces = !said.is_empty();
    let mut all = written(known, canonical);
    aliases.retain(|alias| !all.contains(alias));
    all.extend(aliases);
    let sources: BTreeSet<&str> =
        members().flat_map(|n| n.uses.keys().copied()).collect();
    Some(Proposal {
        name: canonical.to_owned(),
        aliases: all,
        why: family.why.iter().map(|why| why.key().to_owned()).collect(),
        sources: sources.into_iter().map(str::to_owned).collect(),
        confidence: family.why.iter().map(|why| why.weight()).fold(1.0, f64::min),
        replaces,
    })
}

/// The aliases of a unit that huikan.toml has.
fn written(known: &Units, canonical: &str) -> Vec<Alias> {
    let of_it =
        known.iter().filter(|(name, m)| m.canonical == canonical && *name != canonical);
    of_it
        .map(|(name, meaning)| match &meaning.source {
            Some(pattern) => {
                Alias::In { name: name.to_owned(), source: pattern.as_str().to_owned() }
            }
            None => Alias::Everywhere(name.to_owned()),
        })
        .collect()
}
