//! Which names mean one organisation, and why.

use std::collections::{BTreeMap, BTreeSet};

use crate::units::Name;
use crate::units::full::Full;
use crate::units::parts::Place;
use crate::units::places::Places;

/// Why two names mean one organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// They differ in a layer above the organisation: 党委, 理论学习中心组.
    Layer,
    /// They differ in 中共, in brackets, or in how the same words are written.
    Spelling,
    /// One names the places above the nearest as well.
    Places,
    /// One names the place, the other only says 市 or 县.
    Place,
    /// One leaves out 市 or 县 behind the name of the place.
    Level,
    /// One names the place, the other none.
    Bare,
    /// One is the other's abbreviation.
    Short,
}

impl Why {
    /// The message that says it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Layer => "units-why-layer",
            Self::Spelling => "units-why-spelling",
            Self::Places => "units-why-places",
            Self::Place => "units-why-place",
            Self::Level => "units-why-level",
            Self::Bare => "units-why-bare",
            Self::Short => "units-why-short",
        }
    }

    /// How sure it makes: names that differ in form alone hardly ever mean two units; the
    /// less of a name is the same, the more a person has to look.
    pub(super) const fn weight(self) -> f64 {
        match self {
            Self::Layer | Self::Spelling => 0.95,
            Self::Places => 0.9,
            Self::Place | Self::Level => 0.8,
            Self::Bare | Self::Short => 0.6,
        }
    }
}

/// Names of one organisation.
pub(super) struct Family {
    /// Their places in the list of names, each with the source it is limited to.
    pub(super) members: Vec<(usize, Option<String>)>,
    /// Why they are one.
    pub(super) why: BTreeSet<Why>,
}

/// The families of two names and more. No name is in two.
pub(super) fn families(names: &[Name<'_>]) -> Vec<Family> {
    let mut kin = Kin { names, leader: (0..names.len()).collect(), links: Vec::new() };
    kin.same_parts();
    kin.across_places();
    kin.abbreviations();
    kin.families()
}

struct Kin<'a> {
    names: &'a [Name<'a>],
    /// A name of the same family, or the name itself: disjoint sets as a forest.
    leader: Vec<usize>,
    links: Vec<(usize, Why)>,
}

impl Kin<'_> {
    fn join(&mut self, one: usize, other: usize, why: Why) {
        let (one, other) = (self.leader(one), self.leader(other));
        self.leader[one.max(other)] = one.min(other);
        self.links.push((one, why));
    }

    fn leader(&self, mut of: usize) -> usize {
        while self.leader[of] != of {
            of = self.leader[of];
        }
        of
    }

    /// Names of one place and one organisation, joined to the first of them.
    fn same_parts(&mut self) {
        let mut first_of: BTreeMap<(&Place, &str), usize> = BTreeMap::new();
        let names = self.names;
        for (at, name) in names.iter().enumerate() {
            let key = (&name.parts.place, name.parts.body.as_str());
            let first = *first_of.entry(key).or_insert(at);
            if first == at {
                continue;
            }
            let [a, b] = [&names[first].parts.taken, &name.parts.taken];
            let mut found = Vec::new();
            if (a.layer, a.team) != (b.layer, b.team) || a.layer {
                found.push(Why::Layer);
            }
            if a.places != b.places {
                found.push(Why::Places);
            }
            if (a.party, a.brackets, a.spelling) != (b.party, b.brackets, b.spelling)
                || found.is_empty()
            {
                found.push(Why::Spelling);
            }
            found.into_iter().for_each(|why| self.join(first, at, why));
        }
    }

    /// Names that say less about the place than one other name, and mean it if nothing
    /// speaks of another: 市水利局 beside 临溪市水利局.
    fn across_places(&mut self) {
        let names = self.names;
        let full = Full::new(names);
        for (at, name) in names.iter().enumerate() {
            let body = name.parts.body.as_str();
            let found = match &name.parts.place {
                Place::Named(..) => None,
                Place::Level(level) => {
                    let fitting = full.of(body, Some(*level));
                    let meant = full.beside(name, &fitting);
                    let meant = meant.or_else(|| full.only(&fitting, *level));
                    meant.map(|other| (other, Why::Place))
                }
                Place::Unsaid => {
                    let without_level = full.one_place(full.without_level(body));
                    let bare = || full.beside(name, &full.of(body, None));
                    match without_level {
                        Some(other) => Some((other, Why::Level)),
                        None if body.chars().count() < SHORTEST_BARE => None,
                        None => bare().map(|other| (other, Why::Bare)),
                    }
                }
            };
            if let Some((other, why)) = found {
                self.join(other, at, why);
            }
        }
    }

    /// 住建局 for 住房和城乡建设局: of the same place, the only one it can stand for.
    fn abbreviations(&mut self) {
        let names = self.names;
        let mut by_place: BTreeMap<&Place, BTreeMap<&str, usize>> = BTreeMap::new();
        for (at, name) in names.iter().enumerate() {
            let bodies = by_place.entry(&name.parts.place).or_default();
            bodies.entry(&name.parts.body).or_insert(at);
        }
        for bodies in by_place.values() {
            let lists: Vec<_> = bodies.iter().filter(|(body, _)| is_list(body)).collect();
            for (short, at) in bodies {
                let mut long = lists.iter().filter(|(long, _)| abbreviates(short, long));
                if let (Some((_, full)), None) = (long.next(), long.next()) {
                    self.join(**full, *at, Why::Short);
                }
            }
        }
    }

    /// The families. One whose names stand for several organisations is left out.
    fn families(&self) -> Vec<Family> {
        let mut families: BTreeMap<usize, Family> = BTreeMap::new();
        for at in 0..self.names.len() {
            let new = || Family { members: Vec::new(), why: BTreeSet::new() };
            let family = families.entry(self.leader(at)).or_insert_with(new);
            family.members.push((at, None));
        }
        for (at, why) in &self.links {
            if let Some(family) = families.get_mut(&self.leader(*at)) {
                family.why.insert(*why);
            }
        }
        families.retain(|_, family| family.members.len() > 1);
        let places = Places::new(self.names);
        let limited = |family: Family| places.limited(self.names, family);
        families.into_values().filter_map(limited).collect()
    }
}

/// Fewest characters of an organisation without a place that may be that of one with a
/// place: 图书馆.
const SHORTEST_BARE: usize = 3;

/// Whether a name lists several tasks (…和…) or is a 委员会: names that people shorten.
fn is_list(body: &str) -> bool {
    body.contains(['和', '与', '及']) || body.ends_with(COMMITTEE_END)
}

/// What 委 leaves out of 委员会.
const COMMITTEE_END: &str = "员会";

/// Whether one name of an organisation is made of characters of a long one, in order: the
/// first and the last stay, three or four in all.
fn abbreviates(short: &str, long: &str) -> bool {
    let count = short.chars().count();
    let stem = long.strip_suffix(COMMITTEE_END).unwrap_or(long);
    let last = |text: &str| text.chars().next_back();
    if !(3..=4).contains(&count)
        || stem.chars().count() < 2 * count - 1
        || short.chars().next() != long.chars().next()
        || last(short) != last(stem)
    {
        return false;
    }
    let mut rest = stem.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}
