//! Texts that repeat each other: made texts with repeats planted among them.

use std::collections::BTreeSet;
use std::time::Instant;

use huikan::repeats::{Print, Repeat, find, print, surplus};

use crate::cases;

/// Characters of an article of the corpus.
const LENGTH: usize = 1_500;

/// A source of numbers that is the same every time (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }

    /// One of 2,500 characters, the first far more often than the last, as in any text.
    fn character(&mut self) -> char {
        let most = self.roll(2_500) + 1;
        let rank = u32::try_from(self.roll(most)).unwrap();
        char::from_u32(0x4E00 + rank * 7).unwrap()
    }

    fn text(&mut self, length: usize) -> Vec<char> {
        (0..length).map(|_| self.character()).collect()
    }
}

/// A text with commas, full stops and line ends, which do not count.
fn dressed(text: &[char], dice: &mut Dice) -> String {
    let mut dressed = String::new();
    for character in text {
        dressed.push(*character);
        match dice.roll(24) {
            0 => dressed.push('，'),
            1 => dressed.push_str("。\n　　"),
            _ => {}
        }
    }
    dressed
}

/// The text with every tenth character replaced, left out or doubled.
fn edited(text: &[char], dice: &mut Dice) -> Vec<char> {
    let mut edited = Vec::new();
    for character in text {
        match dice.roll(30) {
            0 => edited.push(dice.character()),
            1 => {}
            2 => edited.extend([dice.character(), *character]),
            _ => edited.push(*character),
        }
    }
    edited
}

/// Prints of a corpus and the pairs planted in it.
fn corpus(
    articles: usize,
    planted: usize,
) -> (Vec<Print>, BTreeSet<(usize, usize)>, f64) {
    let mut dice = Dice(20_240_101);
    // Set phrases stand in hundreds of articles, quotations in two.
    let phrases: Vec<Vec<char>> = (0..40).map(|_| dice.text(24)).collect();
    let mut texts: Vec<Vec<char>> =
        (0..articles - planted).map(|_| dice.text(LENGTH)).collect();
    for text in &mut texts {
        for _ in 0..3 {
            let at = dice.roll(LENGTH - 24);
            text.splice(at..at + 24, phrases[dice.roll(40)].iter().copied());
        }
    }
    for pair in 0..planted {
        let at = dice.roll(LENGTH - 200);
        let quoted = texts[2_000 + pair * 2][at..at + 200].to_vec();
        texts[2_001 + pair * 2].splice(300..500, quoted);
    }
    let mut pairs = BTreeSet::new();
    for number in 0..planted {
        let original = texts[number * 9].clone();
        let copy = match number % 3 {
            0 => original.clone(),
            1 => original[LENGTH / 5..LENGTH * 4 / 5].to_vec(),
            _ => edited(&original, &mut dice),
        };
        pairs.insert((number * 9, texts.len()));
        texts.push(copy);
    }
    let dressed: Vec<String> =
        texts.iter().map(|text| dressed(text, &mut dice)).collect();
    let start = Instant::now();
    let prints = dressed.iter().map(|text| print([text.as_str()])).collect();
    let bytes: usize = dressed.iter().map(String::len).sum();
    let speed = bytes as f64 / 1e6 / start.elapsed().as_secs_f64();
    (prints, pairs, speed)
}

fn pairs(repeats: &[Repeat]) -> BTreeSet<(usize, usize)> {
    repeats.iter().map(|repeat| (repeat.first, repeat.second)).collect()
}

#[test]
#[expect(clippy::print_stderr, reason = "how long it took is for people to see")]
fn planted_repeats_are_found_among_twenty_thousand_articles_and_nothing_else() {
    let (prints, planted, speed) = corpus(20_000, 200);
    let start = Instant::now();
    let found = find(&prints);
    let seconds = start.elapsed().as_secs_f64();
    eprintln!(
        "fingerprints at {speed:.0} MB/s, 20,000 articles compared in {seconds:.2} s"
    );
    let missed: Vec<_> = planted.difference(&pairs(&found)).copied().collect();
    let false_ones: Vec<_> = found
        .iter()
        .filter(|repeat| !planted.contains(&(repeat.first, repeat.second)))
        .collect();
    assert!(missed.is_empty(), "missed {missed:?}");
    assert!(false_ones.is_empty(), "not planted {false_ones:?}");
    let lowest = found.iter().map(|repeat| repeat.share).min();
    assert!(lowest >= Some(75), "{lowest:?}");
}

/// Texts given as lines, each a text; what is said of them as lines.
fn shown(texts: &str) -> String {
    let texts: Vec<&str> = texts.lines().collect();
    let prints: Vec<Print> = texts.iter().map(|text| print([*text])).collect();
    let found = find(&prints);
    let line = |repeat: &Repeat| {
        let (first, second) = (repeat.first + 1, repeat.second + 1);
        let same = if repeat.is_same { ", the same" } else { "" };
        format!("{second} repeats {first}{same}\n")
    };
    let mut shown: String = found.iter().map(line).collect();
    let by_length = |number: &usize| std::cmp::Reverse(prints[*number].length);
    let first: Vec<usize> = (0..texts.len()).collect();
    let mut longest = first.clone();
    longest.sort_by_key(by_length);
    for (policy, order) in [("first", first), ("longest", longest)] {
        for (gone, twin) in surplus(&found, &order) {
            shown.push_str(&format!("{policy}: {} goes for {}\n", gone + 1, twin + 1));
        }
    }
    shown
}

#[test]
fn repeats_are_told_from_quotations() {
    cases::check("repeats.txt", shown);
}

#[test]
fn how_a_text_is_cut_and_marked_does_not_matter() {
    let whole = print(["清早的雾贴着水面走，到了渡口就散开，露出对岸的柳树和石阶。"]);
    let pieces =
        print(["清早的雾贴着水面走", "\n　　到了渡口就散开", "露出对岸的柳树和石阶"]);
    assert_eq!(whole, pieces);
}
