//! What a title shares with the texts beside it: a title shares at least a word with its
//! own.

use crate::import::blocks::Block;
use crate::import::evidence::Scene;

impl Scene<'_, '_> {
    /// How much more a title shares with the text before it than with the text after. It
    /// only ever counts against a reading: headings share with their text as well.
    pub(crate) fn kinship(&self, at: usize, title: &str) -> Kinship {
        let wanted = Wanted::of(title);
        let pairs = &wanted.pairs;
        if pairs.is_empty() {
            return Kinship::default();
        }
        let share = |order: &mut dyn Iterator<Item = usize>| {
            let (hits, seen) = self.hits(&wanted, order);
            (i32::try_from(hits * 30 / pairs.len()).unwrap_or(0), seen)
        };
        let (before, seen_before) = share(&mut (0..at).rev());
        let (after, seen_after) = share(&mut (at + 1..self.blocks.len()));
        let around = (seen_before, seen_after);
        Kinship { before, after, is_known: pairs.len() >= 3, around }
    }

    /// How many of the pairs stand in the paragraphs next to a group, up to a page of
    /// text, and how many blocks that took.
    fn hits(
        &self,
        wanted: &Wanted,
        order: &mut dyn Iterator<Item = usize>,
    ) -> (usize, usize) {
        let mut found = vec![false; wanted.pairs.len()];
        let (mut length, mut seen) = (0, 0);
        // A page of text says enough, and the search stays linear.
        while length <= PAGE
            && let Some(at) = order.next()
        {
            seen += 1;
            let Block::Paragraph(lines) = &self.blocks[at] else {
                if length > 0 {
                    break;
                }
                continue;
            };
            for line in lines {
                mark_hits(wanted, &self.lines[*line].text, &mut found);
                length += self.lines[*line].text.len();
                if length > PAGE {
                    break;
                }
            }
        }
        (found.into_iter().filter(|hit| *hit).count(), seen)
    }
}

/// The bytes of a page of text.
const PAGE: usize = 4000;

/// How many thirtieths of a title's pairs of characters stand in the texts beside it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kinship {
    pub(crate) before: i32,
    pub(crate) after: i32,
    /// Whether the title is long enough to share anything.
    pub(crate) is_known: bool,
    /// How many blocks before and after it were looked at.
    pub(crate) around: (usize, usize),
}

/// Marks the pairs that stand in a text, as far as a page of it.
fn mark_hits(wanted: &Wanted, text: &str, found: &mut [bool]) {
    let mut last = '\0';
    for c in text.chars().take(1500) {
        let (class, bit) = class((last, c));
        if wanted.classes[class] & bit != 0
            && let Ok(index) = wanted.pairs.binary_search(&(last, c))
        {
            found[index] = true;
        }
        last = c;
    }
}

/// As many classes that the pairs of a title fall into leave nearly none of the others.
const CLASSES: usize = 1024;

/// The pairs of characters that follow one another in a title, without marks.
struct Wanted {
    /// In their order.
    pairs: Vec<(char, char)>,
    /// A bit for each class they fall into: nearly all pairs of a text end the search here.
    classes: [u64; CLASSES / 64],
}

impl Wanted {
    fn of(title: &str) -> Self {
        let is_word =
            |c: &char| matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric();
        let both = title.chars().zip(title.chars().skip(1));
        let mut pairs: Vec<(char, char)> =
            both.filter(|(a, b)| is_word(a) && is_word(b)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let mut classes = [0; CLASSES / 64];
        for (class, bit) in pairs.iter().map(|pair| class(*pair)) {
            classes[class] |= bit;
        }
        Self { pairs, classes }
    }
}

/// Where the class of a pair stands.
fn class((a, b): (char, char)) -> (usize, u64) {
    let class = (a as usize).wrapping_mul(37).wrapping_add(b as usize) % CLASSES;
    (class / 64, 1 << (class % 64))
}
