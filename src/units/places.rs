//! Which sources speak of which places, and what that says of names without one: 市水利局
//! means another office in the papers of another city.

use std::collections::{BTreeMap, BTreeSet};

use crate::units::Name;
use crate::units::kin::Family;
use crate::units::parts::Place;

/// The places that the units of each source name: their ending and name.
pub(super) struct Places<'a>(BTreeMap<&'a str, BTreeSet<(char, &'a str)>>);

impl<'a> Places<'a> {
    pub(super) fn new(names: &'a [Name<'a>]) -> Self {
        let mut places: BTreeMap<&str, BTreeSet<(char, &str)>> = BTreeMap::new();
        for name in names {
            if let Place::Named(place, level) = &name.parts.place {
                for source in name.uses.keys() {
                    places.entry(source).or_default().insert((*level, place));
                }
            }
        }
        Self(places)
    }

    /// The only place of a kind that a source names.
    pub(super) fn only(&self, source: &str, level: char) -> Option<&'a str> {
        let mut of_level = self.of(source, level);
        of_level.next().filter(|_| of_level.next().is_none())
    }

    fn of(&self, source: &str, level: char) -> impl Iterator<Item = &'a str> {
        let all = self.0.get(source).into_iter().flatten();
        all.filter(move |(found, _)| *found == level).map(|(_, place)| *place)
    }

    /// Whether two sources speak of places of a kind, and of none in common.
    fn differ(&self, one: &str, other: &str, level: char) -> bool {
        let [one, other] = [one, other].map(|s| self.of(s, level).collect::<Vec<_>>());
        !one.is_empty() && !other.is_empty() && !one.iter().any(|p| other.contains(p))
    }

    /// A family with the names that only say 市 or 县 limited to the sources in which
    /// they are known to mean it, where others speak of other places. `None` when no
    /// source shows which one is meant.
    pub(super) fn limited(&self, names: &[Name<'_>], family: Family) -> Option<Family> {
        let level =
            family.members.iter().find_map(|(at, _)| match names[*at].parts.place {
                Place::Level(level) => Some(level),
                _ => None,
            });
        let Some(level) = level else { return Some(family) };
        let own = own_sources(names, &family);
        let others = family.members.iter().flat_map(|(at, _)| names[*at].uses.keys());
        let is_other = |source: &str| own.iter().all(|o| self.differ(o, source, level));
        let others: BTreeSet<&str> = others.copied().filter(|s| is_other(s)).collect();
        if own.is_empty() || own.iter().any(|one| self.differ(one, own[0], level)) {
            return None;
        }
        let mut members = Vec::new();
        for (at, _) in family.members {
            let name = &names[at];
            if !name.uses.keys().any(|source| others.contains(source)) {
                members.push((at, None));
                continue;
            }
            let inside = name.uses.keys().filter(|source| own.contains(*source));
            members.extend(inside.map(|source| (at, Some(globset::escape(source)))));
        }
        let distinct: BTreeSet<usize> = members.iter().map(|(at, _)| *at).collect();
        (distinct.len() > 1).then_some(Family { members, why: family.why })
    }
}

/// The sources that show what a family is: those in which a name with its place stands;
/// without such a name, those in which several of its names do.
fn own_sources<'a>(names: &[Name<'a>], family: &Family) -> Vec<&'a str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for (at, _) in &family.members {
        let name = &names[*at];
        for source in name.uses.keys() {
            *counts.entry(source).or_default() += 1;
            if matches!(name.parts.place, Place::Named(..)) {
                named.insert(source);
            }
        }
    }
    if !named.is_empty() {
        return named.into_iter().collect();
    }
    let several: Vec<&str> =
        counts.iter().filter(|(_, count)| **count > 1).map(|(s, _)| *s).collect();
    if several.is_empty() { counts.into_keys().collect() } else { several }
}
