//! Finds display lines at the foot of a page by the words they interrupt.
//!
//! A title that fills the column looks like a line of text. But where 指导思 and 想 meet
//! across it, and the pair 思想 stands elsewhere in the source while the pairs with the
//! line between never do, the line is none of the text.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::import::clean;
use crate::import::forms::End;
use crate::import::glance::COMMA;
use crate::import::lines::{Line, Page};

/// A title, its subtitle, the series and the place are four lines at most.
const LONGEST: usize = 4;

/// As many feet of pages with a title are the way of a source.
const HABIT: usize = 3;

/// A pair that occurs once may be a misprint.
const KNOWN: u32 = 2;

/// Marks the lines that the text jumps over: those before page starts by their words,
/// those between blank lines by their place. What it had to count may be asked again.
pub(crate) fn mark(page: &mut Page<'_>) -> Pairs {
    if page.single && page.wrapped {
        set_off(&mut page.lines);
    }
    let starts: Vec<usize> =
        (2..page.lines.len()).filter(|at| page.lines[*at].page).collect();
    if starts.is_empty() {
        return Pairs::default();
    }
    let pairs = Pairs::around(&page.lines, &starts);
    let mut runs = 0;
    for start in starts {
        if let Some(run) = jumped(&page.lines, &pairs, start) {
            page.lines[run].iter_mut().for_each(|line| line.jumped = true);
            runs += 1;
        }
    }
    page.footed = runs >= HABIT;
    pairs
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
                && run.iter().all(|line| line.end == End::Open && !line.has_inner_stop())
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
    let reach = line.span.0 - 1..=line.span.1 + line.give + 1;
    line.column.iter().any(|column| *column > 0 && reach.contains(&(column - 4)))
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
    // What fills its column below the head of a page is rather text.
    let is_display = |line: &Line<'_>| !is_nearly_full(line) || is_terse(line);
    let at_head = at_head.filter(|run| lines[start..run.end].iter().all(is_display));
    at_foot.chain(at_head).find(|run| jumps(lines, pairs, run.clone()))
}

/// Marks the lines before page starts that are titles by the way of their source, as far
/// as the words leave it open; whether there are any.
pub(crate) fn expect(page: &mut Page<'_>, pairs: &Pairs, starts: &[usize]) -> bool {
    let mut any = false;
    for start in starts.iter().copied() {
        let least = start.saturating_sub(LONGEST).max(1);
        let best = (least..start)
            .rev()
            .map(|from| (expected(&page.lines, pairs, from..start), from))
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
/// between phrases or none of the words between them, words that meet across it, words that do not meet at its edges.
fn expected(lines: &[Line<'_>], pairs: &Pairs, run: Range<usize>) -> u8 {
    let plain =
        |line: &Line<'_>| line.end == End::Open && !line.has_inner_stop() && !line.jumped;
    let (before, after) = (&lines[run.start - 1], &lines[run.end]);
    if !lines[run.clone()].iter().all(plain)
        || !is_body(before)
        || !matches!(before.end, End::Open | End::Pause)
    {
        return 0;
    }
    let first = &lines[run.start];
    // A comma in a line is a sentence rather than a title.
    if lines[run.clone()].iter().any(|line| line.glance.holds(COMMA)) {
        return 0;
    }
    let phrased = lines[run.clone()].iter().any(Line::is_phrased);
    let terse = lines[run.clone()].iter().all(is_terse);
    2 * u8::from(phrased || terse)
        + u8::from(!is_nearly_full(first))
        + 2 * u8::from(pairs.known(before, after) > 0)
        + u8::from(pairs.known(before, first) == 0)
        + u8::from(pairs.known(&lines[run.end - 1], after) == 0)
}

/// Whether a line has none of the marks and small words that hold a text together, of
/// which nearly every full line has one.
fn is_terse(line: &Line<'_>) -> bool {
    const SMALL: &[char] = &[
        '，', '、', '：', '；', '的', '了', '是', '在', '和', '与', '及', '等', '也',
        '都', '就', '把', '被', '着', '而', '并', '有', '为', '这', '那', '其', '对',
        '从', '个',
    ];
    !line.text.contains(SMALL)
}

/// How often each pair of ideographs that lines around page starts make stands in a
/// source.
#[derive(Default)]
pub(crate) struct Pairs {
    counts: FxHashMap<(char, char), u32>,
    /// A bit for each class of pairs that are asked for: nearly all pairs of a source end
    /// the search here.
    asked: Vec<u64>,
}

impl Pairs {
    /// As many classes as keep a source of a thousand pages apart.
    const CLASSES: usize = 1 << 21;

    /// Counts what can be asked about the lines around page starts.
    fn around(lines: &[Line<'_>], starts: &[usize]) -> Self {
        let mut pairs = Self { asked: vec![0; Self::CLASSES / 64], ..Self::default() };
        for start in starts.iter().copied() {
            let near =
                start.saturating_sub(LONGEST + 1)..lines.len().min(start + LONGEST + 1);
            for first in near.clone() {
                for second in first + 1..near.end.min(first + LONGEST + 2) {
                    pairs.ask(&lines[first], &lines[second]);
                }
            }
        }
        lines.iter().for_each(|line| pairs.count(&line.text));
        pairs
    }

    /// Where the class of a pair stands.
    fn class((a, b): (char, char)) -> (usize, u64) {
        let class =
            (a as usize).wrapping_mul(509).wrapping_add(b as usize) % Self::CLASSES;
        (class / 64, 1 << (class % 64))
    }

    fn ask(&mut self, first: &Line<'_>, second: &Line<'_>) {
        let pair = (first.text.chars().next_back(), second.text.chars().next());
        if let (Some(a), Some(b)) = pair
            && clean::is_han(a)
            && clean::is_han(b)
        {
            let (at, bit) = Self::class((a, b));
            self.asked[at] |= bit;
            self.counts.insert((a, b), 0);
        }
    }

    /// Counts the pairs inside a line.
    fn count(&mut self, text: &str) {
        let mut chars = text.chars();
        let Some(mut last) = chars.next() else { return };
        for c in chars {
            let pair = (std::mem::replace(&mut last, c), c);
            let (at, bit) = Self::class(pair);
            if self.asked[at] & bit != 0
                && let Some(count) = self.counts.get_mut(&pair)
            {
                *count += 1;
            }
        }
    }

    /// How often the pair that two lines make stands in the source.
    fn known(&self, first: &Line<'_>, second: &Line<'_>) -> u32 {
        match (first.text.chars().next_back(), second.text.chars().next()) {
            (Some(a), Some(b)) => self.counts.get(&(a, b)).copied().unwrap_or(0),
            _ => 0,
        }
    }
}

/// Whether the line before a run goes on after it, and not in it.
fn jumps(lines: &[Line<'_>], pairs: &Pairs, run: Range<usize>) -> bool {
    let before = &lines[run.start - 1];
    // A title may hold a comma and a title may fill the column, but hardly both.
    let plain = |line: &Line<'_>| {
        line.end == End::Open
            && !line.has_inner_stop()
            && !(line.glance.holds(COMMA) && is_nearly_full(line))
    };
    let (first, last, after) = (&lines[run.start], &lines[run.end - 1], &lines[run.end]);
    before.end == End::Open
        && is_body(before)
        && lines[run].iter().all(plain)
        && pairs.known(before, after) >= KNOWN
        && pairs.known(before, first) == 0
        && pairs.known(last, after) == 0
}

/// Whether a line may be one of the text, after which the text can go on.
fn is_body(line: &Line<'_>) -> bool {
    !line.doubled && !line.names && !line.vertical && !line.is_caption()
}

/// Whether a line is as wide as a line of text, a first line included.
fn is_nearly_full(line: &Line<'_>) -> bool {
    let full = line.column.into_iter().max().unwrap_or(0);
    full == 0 || line.width + 6 >= full
}
