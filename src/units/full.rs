//! Names that say their place, found by what others say of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::units::Name;
use crate::units::parts::Place;
use crate::units::places::Places;

/// The names that say their place.
pub(super) struct Full<'a> {
    names: &'a [Name<'a>],
    /// By organisation.
    by_body: BTreeMap<&'a str, Vec<usize>>,
    /// By place without its ending, and organisation: 临溪水利局.
    without_level: BTreeMap<String, Vec<usize>>,
    /// The places that are named, by their ending.
    places: BTreeMap<char, BTreeSet<&'a str>>,
    /// Which source names which places.
    by_source: Places<'a>,
}

impl<'a> Full<'a> {
    pub(super) fn new(names: &'a [Name<'a>]) -> Self {
        let mut full = Self {
            names,
            by_body: BTreeMap::new(),
            without_level: BTreeMap::new(),
            places: BTreeMap::new(),
            by_source: Places::new(names),
        };
        for (at, name) in names.iter().enumerate() {
            if let Place::Named(place, level) = &name.parts.place {
                let body = name.parts.body.as_str();
                full.by_body.entry(body).or_default().push(at);
                let short = format!("{place}{body}");
                full.without_level.entry(short).or_default().push(at);
                full.places.entry(*level).or_default().insert(place);
            }
        }
        full
    }

    /// Those of an organisation, in places of one kind if that is given.
    pub(super) fn of(&self, body: &str, level: Option<char>) -> Vec<usize> {
        let is_of = |at: &usize| match (&self.names[*at].parts.place, level) {
            (Place::Named(_, found), Some(level)) => *found == level,
            _ => true,
        };
        let all = self.by_body.get(body).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(is_of).collect()
    }

    /// Those that a name without the ending of its place is short for.
    pub(super) fn without_level(&self, body: &str) -> &[usize] {
        self.without_level.get(body).map_or(&[], Vec::as_slice)
    }

    /// The first of several names if they are of one place.
    pub(super) fn one_place(&self, fitting: &[usize]) -> Option<usize> {
        let place = |at: &usize| &self.names[*at].parts.place;
        let first = fitting.first()?;
        fitting.iter().all(|other| place(other) == place(first)).then_some(*first)
    }

    /// The one of several that stands in the same sources as a name, if these name no
    /// other place of its kind: in a paper that reports from everywhere, 市水利局 may be
    /// anyone's.
    pub(super) fn beside(&self, name: &Name<'_>, fitting: &[usize]) -> Option<usize> {
        let is_shared = |source: &&&str| name.uses.contains_key(**source);
        let sources = |at: &usize| self.names[*at].uses.keys().filter(is_shared);
        let here: Vec<usize> =
            fitting.iter().copied().filter(|at| sources(at).next().is_some()).collect();
        let found = self.one_place(&here)?;
        let Place::Named(_, level) = self.names[found].parts.place else { return None };
        let is_only = |source: &str| self.by_source.only(source, level).is_some();
        sources(&found).all(|source| is_only(source)).then_some(found)
    }

    /// The one of several that stands in other sources, if no source names another place
    /// of this kind.
    pub(super) fn only(&self, fitting: &[usize], level: char) -> Option<usize> {
        let places = self.places.get(&level).map_or(0, BTreeSet::len);
        if places == 1 { self.one_place(fitting) } else { None }
    }
}
