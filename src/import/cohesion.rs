//! Finds display lines at the foot of a page by the words they interrupt.
//!
//! A title that fills the column looks like a line of text. But where 指导思 and 想 meet
//! across it, and the pair 思想 stands elsewhere in the source while the pairs with the
//! line between never do, the line is none of the text.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use crate::import::clean;
use crate::import::forms::{self, End};
use crate::import::lines::{Line, Page};

/// A title, its subtitle, the series and the place are four lines at most.
const LONGEST: usize = 4;

/// As many feet of pages with a title are the way of a source.
const HABIT: usize = 3;

/// A pair that occurs once may be a misprint.
const KNOWN: u32 = 2;

/// Marks the lines that the text jumps over: those before page starts by their words,
/// those between blank lines by their place.
pub(crate) fn mark(page: &mut Page<'_>) {
    if page.single && page.wrapped {
        set_off(&mut page.lines);
    }
    let starts: Vec<usize> =
        (2..page.lines.len()).filter(|at| page.lines[*at].page).collect();
    if starts.is_empty() {
        return;
    }
    let pairs = count_pairs(&page.lines);
    let mut runs = 0;
    for start in starts {
        if let Some(run) = jumped(&page.lines, &pairs, start) {
            page.lines[run].iter_mut().for_each(|line| line.jumped = true);
            runs += 1;
        }
    }
    page.footed = runs >= HABIT;
}

/// Marks the few lines between two blank lines that end no sentence. Columns end far from
/// one another, so that two blank lines in a row are no ends of columns.
fn set_off(lines: &mut [Line<'_>]) {
    let parts = |line: &Line<'_>| {
        // Some converters leave a blank line before each quotation.
        line.gap > 0 && !line.text.starts_with(['“', '‘'])
    };
    let mut from = 1;
    while from + 1 < lines.len() {
        let to = (from + 1..lines.len().min(from + LONGEST + 1))
            .find(|at| lines[*at].gap > 0)
            .filter(|to| parts(&lines[*to]));
        let is_set_off = |to: usize| {
            let run = &lines[from..to];
            parts(&run[0])
                && !run[0].page
                && !is_odd(lines, run, to)
                && run.iter().all(|line| {
                    line.end == End::Open && !forms::has_inner_stop(&line.text)
                })
        };
        match to {
            Some(to) if is_set_off(to) => {
                lines[from..to].iter_mut().for_each(|line| line.set_off = true);
                from = to;
            }
            _ => from += 1,
        }
    }
}

/// Whether a run between blank lines, the next of which is `to`, is rather a piece of text:
/// a first line alone, or lines of text before others that stand between blank lines.
fn is_odd(lines: &[Line<'_>], run: &[Line<'_>], to: usize) -> bool {
    let is_first_alone = run.len() == 1 && is_first(&run[0]);
    is_first_alone || is_text(run) && begins_set_off(lines, to)
}

/// Whether lines look like the beginning of a paragraph or a piece of one.
fn is_text(run: &[Line<'_>]) -> bool {
    let full = |line: &Line<'_>| {
        line.column
            .iter()
            .any(|column| (line.span.0..=line.span.1 + line.give).contains(column))
    };
    let Some((first, rest)) = run.split_first() else { return false };
    (is_first(first) || full(first)) && rest.iter().all(full)
}

/// Whether few lines that end no sentence stand between blank lines from a line on.
fn begins_set_off(lines: &[Line<'_>], from: usize) -> bool {
    let to =
        (from + 1..lines.len().min(from + LONGEST + 1)).find(|at| lines[*at].gap > 0);
    to.is_some_and(|to| lines[from..to].iter().all(|line| line.end == End::Open))
}

/// Whether a line is as wide as the first line of a paragraph, which a column may end with.
fn is_first(line: &Line<'_>) -> bool {
    line.column.iter().any(|column| (line.width - column + 4).abs() <= 1)
}

/// The lines around a page start that the text jumps over.
fn jumped(lines: &[Line<'_>], pairs: &Pairs, start: usize) -> Option<Range<usize>> {
    let least = start.saturating_sub(LONGEST).max(1);
    let most = (start + LONGEST).min(lines.len() - 1);
    let at_foot = (least..start).rev().map(|from| from..start);
    let at_head = (start + 1..=most).flat_map(|to| {
        (least..=start)
            .rev()
            .filter(move |from| to - from <= LONGEST)
            .map(move |from| from..to)
    });
    at_foot.chain(at_head).find(|run| jumps(lines, pairs, run.clone()))
}

/// Marks the lines before page starts that are titles by the way of their source, as far
/// as the words leave it open; whether there are any.
pub(crate) fn expect(page: &mut Page<'_>, starts: &[usize]) -> bool {
    if starts.is_empty() {
        return false;
    }
    let pairs = count_pairs(&page.lines);
    let mut any = false;
    for start in starts.iter().copied() {
        let least = start.saturating_sub(LONGEST).max(1);
        let best = (least..start)
            .rev()
            .map(|from| (expected(&page.lines, &pairs, from..start), from))
            .max_by_key(|(score, from)| (*score, *from));
        if let Some((score, from)) = best
            && score >= ENOUGH
        {
            page.lines[from..start].iter_mut().for_each(|line| line.jumped = true);
            any = true;
        }
    }
    any
}

/// What makes the last lines of a page a title where one is expected: any two of what
/// `expected` counts can be chance.
const ENOUGH: u8 = 3;

/// What speaks for lines before a page start being a title where one is expected: a space
/// between phrases, words that meet across it, words that do not meet at its edges.
fn expected(lines: &[Line<'_>], pairs: &Pairs, run: Range<usize>) -> u8 {
    let plain = |line: &Line<'_>| {
        line.end == End::Open && !forms::has_inner_stop(&line.text) && !line.jumped
    };
    let (before, after) = (&lines[run.start - 1], &lines[run.end]);
    if !lines[run.clone()].iter().all(plain)
        || !matches!(before.end, End::Open | End::Pause)
    {
        return 0;
    }
    let first = &lines[run.start];
    // A comma in a line is a sentence rather than a title.
    if lines[run.clone()].iter().any(|line| line.text.contains('，')) {
        return 0;
    }
    let phrased = lines[run.clone()].iter().any(Line::is_phrased);
    2 * u8::from(phrased)
        + u8::from(!is_nearly_full(first))
        + 2 * u8::from(known(pairs, before, after) > 0)
        + u8::from(known(pairs, before, first) == 0)
        + u8::from(known(pairs, &lines[run.end - 1], after) == 0)
}

/// How often the pair that two lines make stands in the source.
fn known(pairs: &Pairs, first: &Line<'_>, second: &Line<'_>) -> u32 {
    match (first.text.chars().next_back(), second.text.chars().next()) {
        (Some(a), Some(b)) => pairs.get(&(a, b)).copied().unwrap_or(0),
        _ => 0,
    }
}

/// How often each pair of ideographs stands in a source.
type Pairs = HashMap<(char, char), u32, BuildHasherDefault<Spread>>;

/// A hash of two characters by one multiplication: a source has millions of pairs, and
/// nobody gains by making them collide.
#[derive(Default)]
struct Spread(u64);

impl Hasher for Spread {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, number: u32) {
        // The golden ratio: odd, its bits without a pattern.
        let sum = self.0.rotate_left(32) ^ u64::from(number);
        self.0 = sum.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 ^= self.0 >> 29;
    }
}

/// How often each pair of ideographs stands inside a line.
fn count_pairs(lines: &[Line<'_>]) -> Pairs {
    let mut pairs = Pairs::default();
    for line in lines {
        let mut last = None;
        for c in line.text.chars() {
            if let Some(before) = last
                && clean::is_han(before)
                && clean::is_han(c)
            {
                *pairs.entry((before, c)).or_insert(0) += 1;
            }
            last = Some(c);
        }
    }
    pairs
}

/// Whether the line before a run goes on after it, and not in it.
fn jumps(lines: &[Line<'_>], pairs: &Pairs, run: Range<usize>) -> bool {
    let before = &lines[run.start - 1];
    // A title may hold a comma and a title may fill the column, but hardly both.
    let plain = |line: &Line<'_>| {
        line.end == End::Open
            && !forms::has_inner_stop(&line.text)
            && !(line.text.contains('，') && is_nearly_full(line))
    };
    let (first, last, after) = (&lines[run.start], &lines[run.end - 1], &lines[run.end]);
    before.end == End::Open
        && lines[run].iter().all(plain)
        && known(pairs, before, after) >= KNOWN
        && known(pairs, before, first) == 0
        && known(pairs, last, after) == 0
}

/// Whether a line is as wide as a line of text, a first line included.
fn is_nearly_full(line: &Line<'_>) -> bool {
    let full = line.column.into_iter().max().unwrap_or(0);
    full == 0 || line.width + 6 >= full
}
