//! Finds the contents list of a source and the titles it announces.
//!
//! The titles are evidence for where articles begin, never more: such lists are
//! incomplete and their wording differs from the titles in the text.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::import::forms::{self, End};
use crate::import::furniture::bare;
use crate::import::lines::{Line, Page};
use crate::import::organs;

/// A contents list.
pub(crate) struct Contents<'a> {
    /// Its lines.
    pub(crate) lines: Vec<Line<'a>>,
    /// The titles it announces.
    pub(crate) titles: Announced,
}

/// The titles that a contents list announces, without spaces.
#[derive(Default)]
pub(crate) struct Announced {
    titles: BTreeSet<String>,
    /// Those that are known by a part of them, each with the classes of its characters.
    long: Vec<(u64, String)>,
}

impl Announced {
    fn new(titles: BTreeSet<String>) -> Self {
        let long = titles.iter().filter(|title| title.chars().count() >= LONG_TITLE);
        let long = long.map(|title| (classes(title), title.clone())).collect();
        Self { titles, long }
    }

    /// Whether one of them is a title or the greater part of it, or the other way round.
    pub(crate) fn names(&self, title: &str) -> bool {
        if title.chars().count() < SHORTEST_TITLE {
            return false;
        }
        let known = classes(title);
        let is_part = |(classes, entry): &(u64, String)| {
            // What has another character than the whole is no part: nearly all end here.
            classes & !known == 0 && title.contains(entry.as_str())
                || known & !classes == 0 && entry.contains(title)
        };
        self.titles.contains(title) || self.long.iter().any(is_part)
    }
}

/// The classes of characters that stand in a text: a bit for each of 64.
fn classes(text: &str) -> u64 {
    text.chars().fold(0, |classes, c| classes | 1 << (u32::from(c) % 64))
}

/// A list may pause for a few lines without page numbers: units, wrapped titles.
const PAUSE: usize = 4;

/// Fewer entries are chance.
const FEWEST: usize = 4;

/// The longest list that is looked for: a yearbook has some hundred entries.
const LONGEST: usize = 1000;

/// The widest entry in half ems: longer lines are paragraphs.
const WIDEST: i32 = 140;

/// Shorter texts stand twice in any source.
const SHORTEST_TITLE: usize = 4;

/// Titles of as many characters are known by a part of them.
const LONG_TITLE: usize = 6;

/// Takes the contents list out of a source.
pub(crate) fn remove<'a>(page: &mut Page<'a>) -> Option<Contents<'a>> {
    let headed = page.lines.iter().position(|line| is_head(&line.text));
    let numbered = page.lines.iter().position(|line| entry(line.raw).is_some());
    let start = headed.map(|at| at + 1).or(numbered)?;
    let echoes = Echoes::of(&page.lines, start);
    let end = end(&page.lines, start, headed.is_some(), &echoes)?;
    let from = headed.unwrap_or(start);
    // Where a person says that articles begin or go on there is no list.
    if page.lines[from..end].iter().any(|line| line.decided.article.is_some()) {
        return None;
    }
    // A person may have said that a line of it is none.
    let (text, lines): (Vec<Line<'a>>, Vec<Line<'a>>) =
        page.lines.drain(from..end).partition(|line| line.decided.text == Some(true));
    page.lines.splice(from..from, text);
    if let Some(next) = page.lines.get_mut(from) {
        next.page = true;
    }
    let mut titles: BTreeSet<String> = BTreeSet::new();
    for line in &lines {
        let echoed = cores(line.raw).into_iter().filter(|core| echoes.last(core) > 0);
        let before = titles.len();
        titles.extend(echoed);
        if titles.len() == before {
            titles.extend(entry(line.raw));
        }
    }
    announce(&mut page.lines[from..], &titles);
    Some(Contents { lines, titles: Announced::new(titles) })
}

/// A title has as many lines at most.
const LONGEST_TITLE: usize = 3;

/// Marks the lines that make a title which the list announces, alone or together.
fn announce(lines: &mut [Line<'_>], titles: &BTreeSet<String>) {
    let beginnings: FxHashSet<(char, char)> =
        titles.iter().filter_map(|title| first_two(title.chars())).collect();
    for at in 0..lines.len() {
        let known =
            beginning(lines[at].shown()).is_some_and(|two| beginnings.contains(&two));
        if lines[at].width > WIDEST || !known {
            continue;
        }
        let mut text = String::new();
        let ends = (at..lines.len().min(at + LONGEST_TITLE)).find(|next| {
            text.push_str(&title(lines[*next].shown()));
            titles.contains(&text)
        });
        let whole = ends.map_or(at..at, |last| at..last + 1);
        lines[whole].iter_mut().for_each(|line| line.announced = true);
    }
}

/// The line after the last entry of the list that begins at `start`.
fn end(lines: &[Line<'_>], start: usize, headed: bool, echoes: &Echoes) -> Option<usize> {
    let (mut last, mut count) = (start, 0);
    let mut told: BTreeSet<String> = BTreeSet::new();
    for (at, line) in lines.iter().enumerate().skip(start).take(LONGEST) {
        let text = line.width > WIDEST || line.end == End::Final;
        // With the first title that was announced before the texts begin.
        let begins = told.contains(&title(line.shown()));
        if at - last > PAUSE || text || begins {
            break;
        }
        let echoed = || cores(line.raw).iter().any(|core| echoes.last(core) > at + 1);
        // Above the page numbers nothing else can be told.
        if entry(line.raw).is_some() || headed && echoed() {
            last = at;
            count += 1;
            let names =
                |core: &String| core.chars().count() > 5 && organs::unit(core) == 0;
            told.extend(cores(line.raw).into_iter().filter(names));
        }
    }
    (count >= FEWEST || headed && count >= 2).then_some(last + 1)
}

/// Where titles that a list may announce stand again.
struct Echoes {
    /// The last line that reads like an entry, alone or with the line after it.
    places: FxHashMap<String, usize>,
}

impl Echoes {
    /// Looks for what the lines after `start` may announce.
    fn of(lines: &[Line<'_>], start: usize) -> Self {
        let wanted = lines[start.min(lines.len())..].iter().take(LONGEST);
        let short = |line: &&Line<'_>| line.width <= WIDEST;
        let mut places: FxHashMap<String, usize> = wanted
            .filter(short)
            .flat_map(|line| cores(line.raw))
            .map(|core| (core, 0))
            .collect();
        let beginnings: FxHashSet<(char, char)> =
            places.keys().filter_map(|core| first_two(core.chars())).collect();
        for (at, line) in lines.iter().enumerate().skip(start + 1) {
            let known =
                beginning(line.shown()).is_none_or(|two| beginnings.contains(&two));
            if line.width > WIDEST || !known {
                continue;
            }
            let one = title(line.shown());
            let two = lines
                .get(at + 1)
                .filter(short)
                .map(|next| one.clone() + &title(next.shown()));
            for text in [Some(one), two].into_iter().flatten() {
                if let Some(place) = places.get_mut(&text) {
                    *place = at;
                }
            }
        }
        Self { places }
    }

    /// The last line with a text; 0 when it stands nowhere.
    fn last(&self, core: &str) -> usize {
        self.places.get(core).copied().unwrap_or(0)
    }
}

/// Whether a line heads a contents list.
fn is_head(text: &str) -> bool {
    let may_begin =
        |c: char| matches!(c, '目' | '本' | '要' | '总' | 'C') || c.is_whitespace();
    text.starts_with(may_begin)
        && matches!(
            bare(text).as_str(),
            "目录"
                | "目錄"
                | "目次"
                | "本期目录"
                | "要目"
                | "总目录"
                | "CONTENTS"
                | "Contents"
                | "目录CONTENTS"
                | "目录Contents"
                | "CONTENTS目录"
        )
}

/// What a line may announce: its text without page number, number, name and unit.
fn cores(raw: &str) -> Vec<String> {
    let core = unpaged(raw);
    let mut cores = vec![title(core)];
    let mut add = |text: &str| cores.push(title(text));
    if let Some((_, text)) = core.split_once(['：', ':']) {
        add(text);
    }
    if let Some((text, _)) = core.rsplit_once(['/', '／']) {
        add(text);
    }
    if let Some((text, _)) = core.rsplit_once(char::is_whitespace) {
        add(text);
    }
    if let Some((_, text)) = core.split_once(char::is_whitespace) {
        add(text);
    }
    cores.retain(|core| core.chars().count() >= SHORTEST_TITLE);
    cores.sort_unstable();
    cores.dedup();
    cores
}

/// A title without spaces, marks around it and the number before it.
fn title(text: &str) -> String {
    let text = forms::unnumbered(text.trim());
    let bare = bare(text);
    bare.trim_matches(['《', '》']).to_owned()
}

/// The first two characters of the title in a line; `None` when that has no more, or the
/// second may be one of the marks around it.
fn beginning(text: &str) -> Option<(char, char)> {
    let is_around = |c: &char| matches!(c, '《' | '》');
    let text = forms::unnumbered(text.trim());
    let chars = text.chars().filter(|c| !c.is_whitespace()).skip_while(is_around);
    first_two(chars).filter(|(_, second)| !is_around(second))
}

/// The first two of some characters.
fn first_two(mut chars: impl Iterator<Item = char>) -> Option<(char, char)> {
    Some((chars.next()?, chars.next()?))
}

/// An entry without its page number and what leads to it.
fn unpaged(raw: &str) -> &str {
    let leader = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '.' | '…' | '·' | '⋯' | '．' | '-' | '—' | '(' | ')' | '（' | '）'
            )
    };
    let core = raw.trim_end_matches(|c: char| forms::is_digit(c) || leader(c));
    let digits = core.chars().take_while(|c| forms::is_digit(*c)).count();
    let rest = core.trim_start_matches(forms::is_digit);
    // 2022 begins a title, 06 a page.
    let numbered =
        (1..=3).contains(&digits) && !rest.starts_with(['.', '．', '、', '年', '月']);
    if numbered { rest.trim_start_matches(leader) } else { core }
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
    // A row of a table has figures before its last one: 1月　31.02　2.
    let letters = title.chars().filter(|c| c.is_alphabetic()).take(2).count();
    (plain && !sentence && letters == 2).then(|| {
        let title = title.rsplit_once(['：', ':']).map_or(title, |(_, title)| title);
        bare(title)
    })
}
