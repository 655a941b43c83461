//! Names that may stand for several organisations: 市公安局 in the papers of two cities.

use std::collections::{BTreeMap, BTreeSet};

use crate::project::Units;
use crate::units::lines::quoted;
use crate::units::parts::{Place, named};
use crate::units::places::Places;
use crate::units::{Use, names};

/// A name that says no place and stands in several sources, or in one beside titles that
/// name several places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namesake {
    /// The name.
    pub name: String,
    /// The sources in which it stands.
    pub sources: Vec<String>,
    /// The places that titles name beside it.
    pub places: Vec<String>,
    /// A line for huikan.toml that tells the unit of the last source apart.
    pub line: String,
}

/// The names that may stand for several organisations, in order. What huikan.toml says
/// of a name, a person has decided already.
#[must_use]
pub fn namesakes(uses: &[Use], known: &Units) -> Vec<Namesake> {
    let names = names(uses);
    let places = Places::new(&names);
    let mut titled: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for one in uses {
        if let Some((place, level, _)) = one.title.as_deref().and_then(named) {
            titled.entry(&one.name).or_default().insert(format!("{place}{level}"));
        }
    }
    let mut found = Vec::new();
    for name in names.iter().filter(|name| !known.knows(name.text)) {
        let Place::Level(level) = name.parts.place else { continue };
        let of_level = |place: &&String| place.ends_with(level);
        let beside: Vec<String> = titled
            .get(name.text)
            .map(|places| places.iter().filter(of_level).cloned().collect())
            .unwrap_or_default();
        if name.uses.len() < 2 && beside.len() < 2 {
            continue;
        }
        let sources: Vec<String> = name.uses.keys().map(|s| (*s).to_owned()).collect();
        let Some(source) = sources.last() else { continue };
        let place = places.only(source, level).unwrap_or("…");
        let here = name.text.find(level).map_or(name.text, |at| &name.text[at..]);
        let (full, pattern) = (format!("{place}{here}"), globset::escape(source));
        let [full, short, source] = [&*full, name.text, &*pattern].map(quoted);
        found.push(Namesake {
            name: name.text.to_owned(),
            places: beside,
            line: format!("{full} = [{{ name = {short}, source = {source} }}]"),
            sources,
        });
    }
    found
}
