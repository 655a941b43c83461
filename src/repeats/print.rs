//! A text into its fingerprint, in one pass.

use crate::repeats::{RUN, WINDOW};

/// The fingerprint of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Print {
    /// Characters that count.
    pub length: u32,
    /// Hash of all of them in order.
    pub(crate) whole: u64,
    /// Hashes that were chosen, in the order of the text.
    pub(crate) marks: Vec<Mark>,
}

/// A hash that was chosen, and the place of its run: its first character's number. 32 bits
/// are enough: two runs that differ and have one hash are one in millions, and a pair of
/// texts is never judged by one hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Mark {
    pub(crate) hash: u32,
    pub(crate) at: u32,
}

/// The base of the rolling hash and the factor that spreads it: odd, their bits without a
/// pattern (the golden ratio, and a factor of SplitMix64).
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
const SPREAD: u64 = 0xBF58_476D_1CE4_E5B9;

/// What the oldest character of a run counts for: the base to the power of its length.
const OLDEST: u64 = {
    let (mut power, mut factors) = (1_u64, 0);
    while factors < RUN {
        power = power.wrapping_mul(BASE);
        factors += 1;
    }
    power
};

/// The fingerprint of a text that is given in pieces, such as paragraphs. How it is cut
/// does not matter.
#[must_use]
pub fn print<'a>(pieces: impl IntoIterator<Item = &'a str>) -> Print {
    let mut roll = Roll::default();
    for piece in pieces {
        piece.chars().filter_map(value).for_each(|value| roll.add(value));
    }
    roll.close()
}

/// What a character counts as; `None` for spaces, marks and all that is no letter. Latin
/// letters count whatever their case.
fn value(c: char) -> Option<u64> {
    let code = u64::from(u32::from(c));
    match c {
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}' => {
            Some(code)
        }
        'a'..='z' | '0'..='9' => Some(code),
        'A'..='Z' => Some(code + 32),
        c if c.is_ascii() || is_mark(c) => None,
        c => c.is_alphanumeric().then_some(code),
    }
}

/// Whether a character is one of the marks of Chinese texts, or near them: of these it
/// need not be looked up that they are no letters.
fn is_mark(c: char) -> bool {
    matches!(c,
        '·' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}'
        | '！'..='／' | '：'..='＠')
}

/// The state of the pass.
#[derive(Default)]
struct Roll {
    length: u32,
    whole: u64,
    /// Hash of the last run.
    hash: u64,
    /// The last characters: one run.
    run: [u64; RUN as usize],
    /// The last hashes.
    window: [u32; WINDOW as usize],
    /// The smallest of them, the later of equals, and its run.
    least: Mark,
    /// Whether `least` has been chosen.
    is_chosen: bool,
    marks: Vec<Mark>,
}

impl Default for Mark {
    fn default() -> Self {
        Self { hash: u32::MAX, at: 0 }
    }
}

impl Roll {
    fn add(&mut self, value: u64) {
        let slot = &mut self.run[(self.length % RUN) as usize];
        let oldest = std::mem::replace(slot, value);
        self.whole = (self.whole ^ value).wrapping_mul(BASE).rotate_left(23);
        self.hash = self
            .hash
            .wrapping_mul(BASE)
            .wrapping_add(value)
            .wrapping_sub(oldest.wrapping_mul(OLDEST));
        self.length += 1;
        if let Some(at) = self.length.checked_sub(RUN) {
            self.choose(spread(self.hash), at);
        }
    }

    /// Takes the hash of the run that starts at a character.
    fn choose(&mut self, hash: u32, at: u32) {
        self.window[(at % WINDOW) as usize] = hash;
        if hash <= self.least.hash {
            self.least = Mark { hash, at };
            self.is_chosen = false;
        } else if at - self.least.at >= WINDOW {
            let first = at + 1 - WINDOW;
            self.least = Mark { hash: u32::MAX, at: first };
            for at in first..=at {
                let hash = self.window[(at % WINDOW) as usize];
                if hash <= self.least.hash {
                    self.least = Mark { hash, at };
                }
            }
            self.is_chosen = false;
        }
        if !self.is_chosen && at + 1 >= WINDOW {
            self.take();
        }
    }

    /// A run that repeats the last one chosen (a refrain) says nothing new.
    fn take(&mut self) {
        self.is_chosen = true;
        if self.marks.last().is_none_or(|last| last.hash != self.least.hash) {
            self.marks.push(self.least);
        }
    }

    fn close(mut self) -> Print {
        if !self.is_chosen && self.length >= RUN {
            self.take();
        }
        Print { length: self.length, whole: self.whole, marks: self.marks }
    }
}

/// The best bits of a hash, whose low ones know little of the first characters.
fn spread(hash: u64) -> u32 {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(SPREAD);
    u32::try_from(mixed >> 32).unwrap_or(u32::MAX)
}
