//! Finds the contents list of a source and the titles it announces.
//!
//! The titles are evidence for where articles begin, never more: such lists are
//! incomplete and their wording differs from the titles in the text.

use std::collections::BTreeSet;

use crate::import::furniture::bare;
use crate::import::lines::{Line, Page};

/// A contents list.
pub(crate) struct Contents<'a> {
    /// Its lines.
    pub(crate) lines: Vec<Line<'a>>,
    /// The titles it announces, without spaces.
    pub(crate) titles: BTreeSet<String>,
}

/// A list may pause for a few lines without page numbers: units, wrapped titles.
const PAUSE: usize = 4;

/// Fewer entries are chance.
const FEWEST: usize = 4;

/// Takes the contents list out of a source.
pub(crate) fn remove<'a>(page: &mut Page<'a>) -> Option<Contents<'a>> {
    let (from, to) = find(&page.lines)?;
    // A person may have said that a line of it is none.
    let (text, lines): (Vec<Line<'a>>, Vec<Line<'a>>) =
        page.lines.drain(from..to).partition(|line| line.decided.text == Some(true));
    page.lines.splice(from..from, text);
    if let Some(next) = page.lines.get_mut(from) {
        next.page = true;
    }
    let titles = lines.iter().filter_map(|line| entry(line.raw)).collect();
    Some(Contents { lines, titles })
}

/// First line and the one after the last.
fn find(lines: &[Line<'_>]) -> Option<(usize, usize)> {
    let headed = lines.iter().position(|line| is_head(&line.text));
    let start = headed.map_or_else(
        || lines.iter().position(|line| entry(line.raw).is_some()),
        |at| Some(at + 1),
    )?;
    let (mut last, mut count) = (start, 0);
    for (at, line) in lines.iter().enumerate().skip(start) {
        if at - last > PAUSE {
            break;
        }
        if entry(line.raw).is_some() {
            last = at;
            count += 1;
        }
    }
    let enough = count >= FEWEST || headed.is_some() && count >= 2;
    enough.then_some((headed.unwrap_or(start), last + 1))
}

/// Whether a line heads a contents list.
fn is_head(text: &str) -> bool {
    matches!(
        bare(text).as_str(),
        "目录" | "目錄" | "目次" | "本期目录" | "要目" | "CONTENTS"
    )
}

/// The title in an entry: a line that ends in a page number after a tab, dots or spaces.
fn entry(raw: &str) -> Option<String> {
    let core = raw.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = raw.len() - core.len();
    let leader = core.ends_with(['\t', '.', '…', '·', '⋯', '．', '/', '-'])
        || core.ends_with("  ")
        || core.ends_with('\u{3000}');
    let title = core.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '…' | '·' | '⋯' | '．' | '/' | '-' | '—')
    });
    let dotted = core.len() - title.len() >= 2 || core.ends_with('\t');
    let plain =
        (1..=4).contains(&digits) && leader && dotted && title.chars().count() >= 2;
    let sentence = title.ends_with(['。', '，', '；']);
    (plain && !sentence).then(|| {
        let title = title.rsplit_once(['：', ':']).map_or(title, |(_, title)| title);
        bare(title)
    })
}
