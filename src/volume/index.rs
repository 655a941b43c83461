//! Indexes of a volume: whose articles stand where, sorted as Chinese dictionaries are.
//!
//! Names are compared by the Unicode Collation Algorithm with the tailorings of CLDR for
//! Chinese (UTS #35, part 5). The same tailorings hold the heads of groups: U+FDD0 before
//! a letter is less than every name read with that letter, before U+2800 + n than every
//! name that begins with a character of n strokes.

use std::collections::BTreeMap;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationType;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use crate::project::IndexOrder;
use crate::volume::Volume;

/// Names that begin alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How they begin.
    pub head: Head,
    /// The names in order.
    pub entries: Vec<Entry>,
}

/// How the names of a group begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Head {
    /// With a Han character whose reading begins with this letter.
    Letter(char),
    /// With a Han character of so many strokes.
    Strokes(u8),
    /// With a letter or digit of another script.
    Other,
}

/// A name and its articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The name of a unit or of a person.
    pub name: String,
    /// The places of its articles among [`Volume::chapters`].
    pub chapters: Vec<usize>,
}

/// Whether the groups of an index are worth heads: not when most hold a name or two.
#[must_use]
pub fn has_heads(groups: &[Group]) -> bool {
    let names: usize = groups.iter().map(|group| group.entries.len()).sum();
    groups.len() > 1 && names >= groups.len() * 2
}

impl Volume {
    /// Its units, each with the articles it wrote.
    #[must_use]
    pub fn unit_index(&self) -> Vec<Group> {
        let names = self.chapters().map(|chapter| {
            let unit = chapter.unit.as_deref().or(chapter.article.unit.as_deref());
            unit.into_iter().collect()
        });
        index(names, self.index)
    }

    /// The persons who wrote its articles.
    #[must_use]
    pub fn author_index(&self) -> Vec<Group> {
        let names = self
            .chapters()
            .map(|chapter| chapter.article.authors.iter().map(String::as_str).collect());
        index(names, self.index)
    }
}

/// The index of chapters, whose names are given chapter by chapter.
fn index<'a>(names: impl Iterator<Item = Vec<&'a str>>, order: IndexOrder) -> Vec<Group> {
    let mut chapters: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, names) in names.enumerate() {
        for name in names.into_iter().map(str::trim).filter(|name| !name.is_empty()) {
            let places = chapters.entry(name).or_default();
            if places.last() != Some(&place) {
                places.push(place);
            }
        }
    }
    let Some(collation) = Collation::new(order) else { return Vec::new() };
    let mut sorted: Vec<(Head, &str, Vec<usize>)> = chapters
        .into_iter()
        .map(|(name, chapters)| (collation.head(name), name, chapters))
        .collect();
    sorted
        .sort_by(|a, b| a.0.cmp(&b.0).then_with(|| collation.collator.compare(a.1, b.1)));
    let mut groups: Vec<Group> = Vec::new();
    for (head, name, chapters) in sorted {
        let entry = Entry { name: name.to_owned(), chapters };
        match groups.last_mut() {
            Some(group) if group.head == head => group.entries.push(entry),
            _ => groups.push(Group { head, entries: vec![entry] }),
        }
    }
    groups
}

/// The most strokes that CLDR counts.
const MOST_STROKES: u8 = 64;

/// An order of names, and the heads of its groups with the keys they begin at.
struct Collation {
    collator: CollatorBorrowed<'static>,
    heads: Vec<(Head, String)>,
}

impl Collation {
    /// The order; none when its data were left out of the program.
    fn new(order: IndexOrder) -> Option<Self> {
        let mut preferences = CollatorPreferences::from(locale!("zh"));
        preferences.collation_type = Some(match order {
            IndexOrder::Pinyin => CollationType::Pinyin,
            IndexOrder::Stroke => CollationType::Stroke,
        });
        let collator = Collator::try_new(preferences, CollatorOptions::default()).ok()?;
        let heads = match order {
            IndexOrder::Pinyin => ('A'..='Z')
                .map(|letter| (Head::Letter(letter), format!("\u{FDD0}{letter}")))
                .collect(),
            IndexOrder::Stroke => (1..=MOST_STROKES)
                .filter_map(|count| {
                    let mark = char::from_u32(0x2800 + u32::from(count))?;
                    Some((Head::Strokes(count), format!("\u{FDD0}{mark}")))
                })
                .collect(),
        };
        Some(Self { collator, heads })
    }

    /// The group of a name.
    fn head(&self, name: &str) -> Head {
        let is_han = name.chars().next().is_some_and(|first| {
            matches!(u32::from(first), 0x3400..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
                || first == '〇'
        });
        let below =
            |(_, mark): &&(Head, String)| self.collator.compare(mark, name).is_le();
        let last = self.heads.iter().rfind(below);
        last.filter(|_| is_han).map_or(Head::Other, |(head, _)| *head)
    }
}

#[cfg(test)]
mod tests {
    use super::{Head, index};
    use crate::project::IndexOrder;

    fn sorted(order: IndexOrder, names: &[&str]) -> Vec<(Head, Vec<String>)> {
        let names: Vec<Vec<&str>> = names.iter().map(|name| vec![*name]).collect();
        let groups = index(names.into_iter(), order).into_iter();
        groups
            .map(|group| {
                let names = group.entries.into_iter().map(|entry| entry.name);
                (group.head, names.collect())
            })
            .collect()
    }

    const NAMES: [&str; 6] = ["周禾", "丁一", "Anna Lin", "安宁", "重庆书社", "王石"];

    #[test]
    fn names_stand_by_pinyin_under_the_letters_of_their_readings() {
        let names = sorted(IndexOrder::Pinyin, &NAMES);
        let expected: [(Head, &[&str]); 6] = [
            (Head::Letter('A'), &["安宁"]),
            (Head::Letter('C'), &["重庆书社"]),
            (Head::Letter('D'), &["丁一"]),
            (Head::Letter('W'), &["王石"]),
            (Head::Letter('Z'), &["周禾"]),
            (Head::Other, &["Anna Lin"]),
        ];
        let expected = expected
            .map(|(head, names)| (head, names.iter().map(|n| (*n).to_owned()).collect()));
        assert_eq!(names, expected);
    }

    #[test]
    fn names_stand_by_strokes_under_their_numbers() {
        let heads: Vec<Head> = sorted(IndexOrder::Stroke, &NAMES)
            .into_iter()
            .map(|(head, _)| head)
            .collect();
        let strokes = [2, 4, 6, 8, 9].map(Head::Strokes);
        assert_eq!(heads[..5], strokes);
        assert_eq!(heads[5..], [Head::Other]);
    }
}
