//! Running heads: short lines that recur beside page starts or in the middle of
//! sentences, and names of sections that stand once where other pages have theirs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::import::clean;
use crate::import::forms::{self, End};
use crate::import::furniture::{
    LABEL, MASTHEAD, RUNNING_HEAD, VERTICAL_HEAD, WIDEST_COLUMN, bare,
};
use crate::import::glance::SPACE;
use crate::import::layout;
use crate::import::lines::{Line, Width};
use crate::import::organs;
use crate::import::people;

/// Running heads are short: longer lines that recur are refrains or forms.
const LONGEST_HEAD: usize = 24;

/// What is asked of the lines beside others again and again: small, because lines that
/// recur are asked for out of their order.
#[derive(Clone, Copy)]
pub(crate) struct Sign {
    /// Whether a page starts with the line.
    pub(crate) page: bool,
    /// Whether it is a page number by its form.
    pub(crate) number: bool,
    /// Whether it is the words below a picture.
    caption: bool,
    /// Whether it is a vertical head.
    vertical: bool,
    /// Whether it says by its form what it is.
    personal: bool,
}

impl Sign {
    /// What is asked of a line.
    pub(crate) fn of(line: &Line<'_>) -> Self {
        let caption = line.is_caption();
        let numbered = || line.numbered().is_some();
        Self {
            page: line.page,
            number: line.is_page_number(),
            caption,
            vertical: line.vertical,
            personal: line.names
                || caption
                || line.date().is_some()
                || numbered()
                || forms::note(&line.text),
        }
    }
}

/// What a line reads without spaces and numbers, which change from page to page.
#[derive(Clone, Copy)]
struct Key<'a> {
    text: &'a str,
    /// Whether spaces or numbers stand in the text.
    is_mixed: bool,
}

impl<'a> Key<'a> {
    /// Of a line: what marks stand around the rest is none of it.
    fn of(line: &'a Line<'_>) -> Self {
        let mark = |c: char| matches!(c, '·' | '•' | '-' | '—' | '|' | '｜' | '/' | '／');
        let is_mixed = line.glance.digits > 0 || line.glance.holds(SPACE);
        Self { text: line.text.trim_matches(|c| mark(c) || is_silent(c)), is_mixed }
    }

    /// Its characters.
    fn chars(self) -> impl Iterator<Item = char> {
        self.text.chars().filter(move |c| !self.is_mixed || !is_silent(*c))
    }

    /// Its characters as a text.
    fn bare(self) -> Cow<'a, str> {
        if self.is_mixed {
            Cow::Owned(self.chars().collect())
        } else {
            Cow::Borrowed(self.text)
        }
    }

    /// A number that is the same for equal keys.
    fn hash(self) -> u64 {
        let mut hasher = FxHasher::default();
        hasher.write(self.bare().as_bytes());
        hasher.finish()
    }
}

/// Whether a character says nothing about what a head names.
fn is_silent(c: char) -> bool {
    c.is_whitespace() || forms::is_digit(c)
}

/// Short lines that recur beside page starts or in the middle of sentences.
pub(crate) fn recurring(
    lines: &mut [Line<'_>],
    signs: &[Sign],
    reasons: &mut [Option<&'static str>],
) {
    let full = layout::typical_width(lines);
    let mut seen: Vec<(u64, usize)> = (0..lines.len())
        .filter(|at| matches!(reasons[*at], None | Some(LABEL)) && may_recur(&lines[*at]))
        .map(|at| (Key::of(&lines[at]).hash(), at))
        .collect();
    seen.sort_unstable();
    let mut recurs: Vec<usize> = Vec::new();
    // Keys that differ and have one number are one in billions of sources.
    let all = seen.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    for same in all {
        let places = same.iter().map(|(_, at)| *at);
        let places: Vec<usize> = places.filter(|at| !signs[*at].personal).collect();
        let text = Key::of(&lines[same[0].1]).bare().into_owned();
        if are_rows(&places) {
            continue;
        }
        if is_running_head((lines, signs), reasons, &text, (&places, full)) {
            for at in places {
                let vertical = signs[at].vertical;
                reasons[at] = Some(if vertical { VERTICAL_HEAD } else { RUNNING_HEAD });
            }
        } else if places.len() >= FEWEST_SERIES && text.chars().count() <= LONGEST_SERIES
        {
            recurs.extend(places);
        }
    }
    recurs.into_iter().for_each(|at| lines[at].recurs = true);
}

/// Whether lines that read alike stand below each other, as the rows of a table do: heads
/// have their pages between them, even where each is printed twice.
fn are_rows(places: &[usize]) -> bool {
    let below = places.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    places.len() > 2 && below * 4 >= (places.len() - 1) * 3
}

/// Whether a line is short enough for a running head, and begins like one.
fn may_recur(line: &Line<'_>) -> bool {
    if line.end != End::Open {
        return false;
    }
    let key = Key::of(line);
    // 2024·夏: a year makes a head of what is left beside it.
    let year = line.glance.digits >= 4;
    let count = key.chars().take(LONGEST_HEAD + 1).count();
    let count = count + usize::from(year && count > 0);
    (2..=LONGEST_HEAD).contains(&count)
        && !key.chars().next().is_some_and(|c| forms::CONTINUING.contains(c))
}

/// The name of a series stands above as many texts.
const FEWEST_SERIES: usize = 2;

/// The longest name of a series in characters.
const LONGEST_SERIES: usize = 8;

/// Whether a short line that stands in several places belongs to the pages.
fn is_running_head(
    (lines, signs): (&[Line<'_>], &[Sign]),
    reasons: &[Option<&'static str>],
    text: &str,
    (places, full): (&[usize], Width),
) -> bool {
    let times = places.len();
    if times < 2 {
        return false;
    }
    let is = |test: &dyn Fn(usize) -> bool| places.iter().filter(|at| test(**at)).count();
    let (vertical, names) = (is(&|at| signs[at].vertical), is_name(text));
    if vertical == 0 && !names {
        return false;
    }
    // Texts may begin with the same words, each at the head of a page.
    if times <= 3 && full <= WIDEST_COLUMN && lines[places[0]].width + 6 >= full {
        return false;
    }
    // Its key has lost the number that an issue is told by.
    let issue = forms::issue(&lines[places[0]].text);
    // The date and the editors stand at the head of a page or at its foot.
    let head =
        |at: usize| reasons.get(at).is_some_and(|reason| *reason == Some(MASTHEAD));
    let beside_head = |at: usize| head(at + 1) || at > 0 && head(at - 1);
    let beside = is(&|at| issue || beside_head(at) || is_beside_page(signs, at));
    let broken = || is(&|at| is_amid_sentence(lines, text, at, full));
    let is_broken = |broken: usize| broken > 0 && (beside + broken) * 4 >= times;
    // Twice is chance, unless a page starts beside both.
    let share = if times > 2 { 2 } else { 1 };
    let enough = times >= 2 && names && beside * share >= times
        || vertical > 0 && times > vertical
        || times >= 3
            && names
            // A line of the text that a phrase fills stands in sentences as well.
            && (beside > 0 || lines[places[0]].width + 4 < full)
            && is_broken(broken());
    if !enough {
        return false;
    }
    // A unit that sends two texts stands above both, as does a date; only a page
    // repeats them often.
    let shared = organs::unit(text) > 0 || forms::date(text).is_some();
    let opening = is(&|at| signs[at].page) == times;
    let numbered = is(&|at| is_beside_number(signs, at)) == times;
    !shared || numbered || times >= 4 && (opening || vertical > 0 || broken() > 0)
}

/// Whether a text may name a section or a book: pieces of sentences that happen to stand
/// in several places hold commas and halves of quotations.
fn is_name(text: &str) -> bool {
    let count = |c: char| text.matches(c).count();
    !text.contains(['，', '、', '；'])
        && count('“') == count('”')
        && count('《') == count('》')
}

/// Whether the line before one, other furniture apart, breaks off in a sentence.
fn is_amid_sentence(lines: &[Line<'_>], text: &str, at: usize, full: Width) -> bool {
    let before =
        lines[..at].iter().rev().take(3).find(|line| {
            !line.is_page_number() && !Key::of(line).chars().eq(text.chars())
        });
    before.is_some_and(|before| match before.end {
        End::Pause => true,
        End::Open => before.width + 4 >= full && before.unit() == 0,
        End::Final | End::Colon => false,
    })
}

/// Whether a page or the source ends beside a line: right before or after it, its number
/// or the words below a picture between.
fn is_beside_page(signs: &[Sign], at: usize) -> bool {
    let is_number = |at: usize| signs.get(at).is_some_and(|sign| sign.number);
    let page =
        |at: usize| at == signs.len() || signs.get(at).is_some_and(|sign| sign.page);
    let next = if is_number(at + 1) { at + 2 } else { at + 1 };
    let caption = signs.get(next).is_some_and(|sign| sign.caption);
    // That a source begins with it says nothing.
    at > 0 && (page(at) || is_number(at) || is_number(at - 1))
        || is_number(at + 1)
        || page(next)
        || caption && page(next + 1)
}

/// Whether the number of a page stands right before or after a line.
fn is_beside_number(signs: &[Sign], at: usize) -> bool {
    at > 0 && signs[at - 1].number || signs.get(at + 1).is_some_and(|next| next.number)
}

/// A source has as many pages with a head as these before a place for heads is known.
const FEWEST_HEADS: usize = 4;

/// A name of a section that stands once, where other pages have theirs: the first line of
/// a page, as long as the heads of other pages, above a title or a byline.
pub(crate) fn slots(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    let head = |at: usize| {
        (reasons[at] == Some(RUNNING_HEAD) && lines[at].page)
            .then(|| bare(&lines[at].text).chars().count())
    };
    let mut lengths: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(length) = head(at) {
            lengths.entry(length).or_default().insert(bare(&line.text));
        }
    }
    let many = (0..lines.len()).filter(|at| head(*at).is_some()).count() >= FEWEST_HEADS;
    let found: Vec<usize> = (1..lines.len())
        .filter(|_| many)
        .filter(|at| {
            let line = &lines[*at];
            if !line.page || reasons[*at].is_some() || line.vertical {
                return false;
            }
            let bare = bare(&line.text);
            let known =
                lengths.get(&bare.chars().count()).is_some_and(|names| names.len() > 1);
            known
                && lines[..*at].last().is_some_and(|before| before.end == End::Final)
                && bare.chars().all(clean::is_han)
                && organs::unit(&bare) == 0
                && people::surnamed(&bare).is_none()
        })
        .collect();
    for at in found {
        reasons[at] = Some(LABEL);
    }
}
