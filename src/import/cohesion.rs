//! Finds display lines at the foot of a page by the words they interrupt.
//!
//! A title that fills the column looks like a line of text. But where 指导思 and 想 meet
//! across it, and the pair 思想 stands elsewhere in the source while the pairs with the
//! line between never do, the line is none of the text.

use std::collections::HashMap;

use crate::import::clean;
use crate::import::forms::{self, End};
use crate::import::lines::{Line, Page};

/// A title, its subtitle, the series and the place are four lines at most.
const LONGEST: usize = 4;

/// A pair that occurs once may be a misprint.
const KNOWN: u32 = 2;

/// Marks the lines before page starts that the text jumps over.
pub(crate) fn mark(page: &mut Page<'_>) {
    let starts: Vec<usize> =
        (2..page.lines.len()).filter(|at| page.lines[*at].page).collect();
    if starts.is_empty() {
        return;
    }
    let pairs = count_pairs(&page.lines);
    for start in starts {
        let least = start.saturating_sub(LONGEST).max(1);
        let found =
            (least..start).rev().find(|from| jumps(&page.lines, &pairs, *from, start));
        if let Some(from) = found {
            page.lines[from..start].iter_mut().for_each(|line| line.jumped = true);
        }
    }
}

/// How often each pair of ideographs stands inside a line.
fn count_pairs(lines: &[Line<'_>]) -> HashMap<(char, char), u32> {
    let mut pairs = HashMap::new();
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

/// Whether the line before `from` goes on at `start`, and not at `from`.
fn jumps(
    lines: &[Line<'_>],
    pairs: &HashMap<(char, char), u32>,
    from: usize,
    start: usize,
) -> bool {
    let before = &lines[from - 1];
    // A title may hold a comma and a title may fill the column, but hardly both.
    let plain = |line: &Line<'_>| {
        line.end == End::Open
            && !forms::has_inner_stop(&line.text)
            && !(line.text.contains('，') && is_nearly_full(line))
    };
    if before.end != End::Open || !lines[from..start].iter().all(plain) {
        return false;
    }
    let edge = |first: &Line<'_>, second: &Line<'_>| {
        let (Some(a), Some(b)) =
            (first.text.chars().next_back(), second.text.chars().next())
        else {
            return None;
        };
        (clean::is_han(a) && clean::is_han(b))
            .then(|| pairs.get(&(a, b)).copied().unwrap_or(0))
    };
    edge(before, &lines[start]).is_some_and(|count| count >= KNOWN)
        && edge(before, &lines[from]).unwrap_or(0) == 0
        && edge(&lines[start - 1], &lines[start]).unwrap_or(0) == 0
}

/// Whether a line is as wide as a line of text, a first line included.
fn is_nearly_full(line: &Line<'_>) -> bool {
    let full = line.column.into_iter().max().unwrap_or(0);
    full == 0 || line.width + 6 >= full
}
