//! Lines that belong to the page and not to a text: running heads, page numbers,
//! letter-spaced section labels, vertical heads, markers of databases.
//!
//! They are set aside before paragraphs are put together, because most of them stand in
//! the middle of a sentence that goes on after the page. What they say about the page
//! (it starts here, a section starts here) passes to the next line.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hasher;

use rustc_hash::FxHasher;

use crate::import::LeftOut;
use crate::import::clean;
use crate::import::forms::{self, End};
use crate::import::lines::{self, Line, Page, Width};
use crate::import::masthead::{self, Jump};
use crate::import::people;

/// Running heads are short: longer lines that recur are refrains or forms.
const LONGEST_HEAD: usize = 24;

/// Sources whose lines are wider are paragraphs without columns, in half ems.
const WIDEST_COLUMN: Width = 60;

/// Takes the furniture out of the lines.
pub(crate) fn remove(page: &mut Page<'_>) -> Vec<LeftOut> {
    let reasons = classify(&mut page.lines);
    mark_jumps(&mut page.lines, &reasons);
    let columns = lines::typical_width(&page.lines) <= WIDEST_COLUMN;
    let mut left_out = Vec::new();
    let (mut starts, mut label, mut head, mut gap) = (false, false, false, 0);
    let mut reasons = reasons.into_iter();
    page.lines.retain_mut(|line| {
        let Some(reason) = reasons.next().flatten() else {
            line.page |= starts;
            line.label |= label;
            line.gap = line.gap.max(gap);
            if line.vertical {
                // What may be a title still says that something begins below it.
                head |= people::surnamed(&line.text).is_none();
            } else {
                line.label |= head;
                head = false;
            }
            (starts, label, gap) = (false, false, 0);
            return true;
        };
        // In columns the number of a page says that one begins here.
        let numbered = columns && reason == PAGE_NUMBER;
        starts |= line.page || reason == MASTHEAD || numbered;
        // Beside a jump another text, or another piece of one, begins.
        label |= matches!(reason, LABEL | VERTICAL_HEAD | JUMP);
        gap = gap.max(line.gap);
        left_out.push(left(line, reason));
        false
    });
    left_out
}

/// Marks the lines after which the text breaks off to go on elsewhere.
fn mark_jumps(lines: &mut [Line<'_>], reasons: &[Option<&'static str>]) {
    let mut kept = None;
    for (at, reason) in reasons.iter().enumerate() {
        match *reason {
            None => kept = Some(at),
            Some(JUMP) if masthead::jump(&lines[at].text) == Some(Jump::Away) => {
                kept.into_iter().for_each(|last: usize| lines[last].leads_away = true);
            }
            Some(_) => {}
        }
    }
}

/// A head that recurs from page to page.
const RUNNING_HEAD: &str = "running-head";
/// The number of a page.
const PAGE_NUMBER: &str = "page-number";
/// Date, number of the page and editors at the head of a newspaper's page.
const MASTHEAD: &str = "masthead";
/// What a reader is asked to do beside the text.
const NOTICE: &str = "notice";
/// Where a text goes on or comes from.
pub(crate) const JUMP: &str = "jump";
/// The name of a section, letter-spaced.
const LABEL: &str = "label";
/// The name of a section, one character a line.
const VERTICAL_HEAD: &str = "vertical-head";

/// A line as an entry of what is left out.
pub(crate) fn left(line: &Line<'_>, reason: &str) -> LeftOut {
    LeftOut {
        lines: vec![(line.number, line.last)],
        reason: reason.to_owned(),
        text: if line.vertical {
            line.text.clone().into_owned()
        } else {
            line.raw.to_owned()
        },
    }
}

/// Why each line is furniture, if it is.
fn classify(lines: &mut [Line<'_>]) -> Vec<Option<&'static str>> {
    let mut reasons: Vec<Option<&'static str>> =
        lines.iter().map(|line| by_shape(line)).collect();
    notices(lines, &mut reasons);
    recurring(lines, &mut reasons);
    numbers(lines, &mut reasons);
    slots(lines, &mut reasons);
    dates(lines, &mut reasons);
    for (line, reason) in lines.iter().zip(&mut reasons) {
        reason.take_if(|_| line.decided.text == Some(true));
    }
    reasons
}

/// Furniture that a line's own shape shows.
fn by_shape(line: &Line<'_>) -> Option<&'static str> {
    if line.text.is_empty() {
        return Some("marker");
    }
    if line.vertical {
        return None;
    }
    if line.text.chars().all(|c| clean::is_private(c) || c.is_whitespace()) {
        return Some(PAGE_NUMBER);
    }
    if line.is_masthead() || forms::dated_issue(&line.text) {
        return Some(MASTHEAD);
    }
    if line.is_notice() {
        return Some(NOTICE);
    }
    if masthead::jump(&line.text).is_some() {
        return Some(JUMP);
    }
    let count = line.glance.count as usize;
    let tokens = line.raw.split_whitespace();
    let spaced = (3..=10).contains(&count)
        && tokens.count() == count
        && line.text.chars().all(clean::is_han);
    // Two persons of two characters each: 于 杰 彭 平.
    let named = || people::surnamed(line.raw).is_some();
    (spaced && !named()).then_some(LABEL)
}

/// A notice goes on in the next line when that is as short and no sentence.
fn notices(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    for at in 1..lines.len() {
        let line = &lines[at];
        let short = line.width <= 36 && line.end == End::Open && !line.page;
        if reasons[at - 1] == Some(NOTICE)
            && reasons[at].is_none()
            && short
            && line.numbered().is_none()
            && !line.text.contains('，')
        {
            reasons[at] = Some(NOTICE);
        }
    }
}

/// Lines that are page numbers, when there are several or a page starts beside them.
fn numbers(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    let many = lines.iter().filter(|line| line.is_page_number()).count() >= 3;
    for (at, line) in lines.iter().enumerate() {
        let head = |at: Option<usize>| {
            at.and_then(|at| reasons.get(at))
                .is_some_and(|r| matches!(*r, Some(RUNNING_HEAD | MASTHEAD)))
        };
        let beside = line.page
            || at + 1 == lines.len()
            || lines.get(at + 1).is_some_and(|next| next.page)
            || head(at.checked_sub(1))
            || head(Some(at + 1));
        if (many || beside) && reasons[at].is_none() && line.is_page_number() {
            reasons[at] = Some(PAGE_NUMBER);
        }
    }
}

/// Dates right beside the head of a page belong to it.
fn dates(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    for at in 0..lines.len() {
        let head = |other: Option<usize>, gap: i32| {
            let reason = other.and_then(|other| reasons.get(other)).copied().flatten();
            gap == 0 && matches!(reason, Some(RUNNING_HEAD | MASTHEAD))
        };
        let below = lines.get(at + 1).map_or(0, |next| next.gap);
        let beside = head(at.checked_sub(1), lines[at].gap) || head(Some(at + 1), below);
        if reasons[at].is_none() && beside && lines[at].date().is_some() {
            reasons[at] = Some(MASTHEAD);
        }
    }
}

/// Marks around the number of a page.
pub(crate) const PAGE_MARKS: &str = "-—·•–第页頁 ~～";

/// Whether a line is a page number by its form.
pub(crate) fn page_number(text: &str) -> bool {
    let is_mark = |c: char| PAGE_MARKS.contains(c);
    if !text.starts_with(|c| is_mark(c) || forms::is_digit(c)) {
        return false;
    }
    let core = text.trim_matches(is_mark);
    let digits = core.chars().count();
    (1..=4).contains(&digits) && core.chars().all(forms::is_digit)
}

/// What a line reads without spaces and numbers, which change from page to page.
#[derive(Clone, Copy)]
struct Key<'a>(&'a str);

impl<'a> Key<'a> {
    /// Of a line: what marks stand around the rest is none of it.
    fn of(text: &'a str) -> Self {
        let mark = |c: char| matches!(c, '·' | '•' | '-' | '—' | '|' | '｜' | '/' | '／');
        Self(text.trim_matches(|c| mark(c) || is_silent(c)))
    }

    /// Its characters.
    fn chars(self) -> impl Iterator<Item = char> {
        self.0.chars().filter(|c| !is_silent(*c))
    }

    /// A number that is the same for equal keys.
    fn hash(self) -> u64 {
        let mut hasher = FxHasher::default();
        self.chars().for_each(|c| hasher.write_u32(u32::from(c)));
        hasher.finish()
    }

    fn is(self, other: Self) -> bool {
        self.0 == other.0 || self.chars().eq(other.chars())
    }
}

/// Whether a character says nothing about what a head names.
fn is_silent(c: char) -> bool {
    c.is_whitespace() || forms::is_digit(c)
}

/// Short lines that recur beside page starts or in the middle of sentences.
fn recurring(lines: &mut [Line<'_>], reasons: &mut [Option<&'static str>]) {
    let full = lines::typical_width(lines);
    let mut seen: Vec<(u64, usize)> = (0..lines.len())
        .filter(|at| reasons[*at].is_none() && may_recur(&lines[*at]))
        .map(|at| (Key::of(&lines[at].text).hash(), at))
        .collect();
    seen.sort_unstable();
    let mut recurs: Vec<usize> = Vec::new();
    let is_same = |(hash, at): &(u64, usize), (other, next): &(u64, usize)| {
        let key = |at: usize| Key::of(&lines[at].text);
        hash == other && key(*at).is(key(*next))
    };
    for same in seen.chunk_by(is_same).filter(|same| same.len() > 1) {
        let places = same.iter().map(|(_, at)| *at);
        let places: Vec<usize> = places.filter(|at| !is_personal(&lines[*at])).collect();
        let text: String = Key::of(&lines[same[0].1].text).chars().collect();
        if is_running_head(lines, &text, &places, full) {
            for at in places {
                let vertical = lines[at].vertical;
                reasons[at] = Some(if vertical { VERTICAL_HEAD } else { RUNNING_HEAD });
            }
        } else if places.len() >= FEWEST_SERIES && text.chars().count() <= LONGEST_SERIES
        {
            recurs.extend(places);
        }
    }
    recurs.into_iter().for_each(|at| lines[at].recurs = true);
}

/// Whether a line is short enough for a running head, and begins like one.
fn may_recur(line: &Line<'_>) -> bool {
    if line.end != End::Open {
        return false;
    }
    let key = Key::of(&line.text);
    // 2024·夏: a year makes a head of what is left beside it.
    let year = line.glance.digits >= 4;
    let count = key.chars().take(LONGEST_HEAD + 1).count();
    let count = count + usize::from(year && count > 0);
    (2..=LONGEST_HEAD).contains(&count)
        && !key.chars().next().is_some_and(|c| forms::CONTINUING.contains(c))
}

/// Whether a line says by its form what it is.
fn is_personal(line: &Line<'_>) -> bool {
    line.names || line.is_caption() || line.date().is_some() || line.numbered().is_some()
}

/// The name of a series stands above as many texts.
const FEWEST_SERIES: usize = 2;

/// The longest name of a series in characters.
const LONGEST_SERIES: usize = 8;

/// Whether a short line that stands in several places belongs to the pages.
fn is_running_head(
    lines: &[Line<'_>],
    text: &str,
    places: &[usize],
    full: Width,
) -> bool {
    let times = places.len();
    if times < 2 {
        return false;
    }
    let issue = forms::issue(text);
    let is = |test: &dyn Fn(usize) -> bool| places.iter().filter(|at| test(**at)).count();
    let beside = is(&|at| issue || is_beside_page(lines, at));
    // Texts may begin with the same words, each at the head of a page.
    if times <= 3 && full <= WIDEST_COLUMN && lines[places[0]].width + 6 >= full {
        return false;
    }
    let broken = || is(&|at| is_amid_sentence(lines, text, at, full));
    let vertical = is(&|at| lines[at].vertical);
    let is_broken = |broken: usize| broken > 0 && (beside + broken) * 4 >= times;
    // Twice is chance, unless a page starts beside both.
    let share = if times > 2 { 2 } else { 1 };
    let enough = times >= 2 && is_name(text) && beside * share >= times
        || vertical > 0 && times > vertical
        || times >= 3
            && is_name(text)
            // A line of the text that a phrase fills stands in sentences as well.
            && (beside > 0 || lines[places[0]].width + 4 < full)
            && is_broken(broken());
    if !enough {
        return false;
    }
    // A unit that sends two texts stands above both, as does a date; only a page
    // repeats them often.
    let shared = forms::unit(text) > 0 || forms::date(text).is_some();
    let opening = is(&|at| lines[at].page) == times;
    let numbered = is(&|at| is_beside_number(lines, at)) == times;
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
    let before = lines[..at]
        .iter()
        .rev()
        .take(3)
        .find(|line| !line.is_page_number() && !Key::of(&line.text).is(Key(text)));
    before.is_some_and(|before| match before.end {
        End::Pause => true,
        End::Open => before.width + 4 >= full && before.unit() == 0,
        End::Final | End::Colon => false,
    })
}

/// Whether a page starts with this line or right after it; the words below a picture may
/// stand between.
fn is_beside_page(lines: &[Line<'_>], at: usize) -> bool {
    let page =
        |at: usize| lines.get(at).is_some_and(|line| line.page || line.is_page_number());
    let caption = lines.get(at + 1).is_some_and(|next| next.is_caption());
    // That a source begins with it says nothing.
    at > 0 && (page(at) || lines[at - 1].is_page_number())
        || page(at + 1)
        || caption && page(at + 2)
}

/// Whether the number of a page stands right before or after a line.
fn is_beside_number(lines: &[Line<'_>], at: usize) -> bool {
    at > 0 && lines[at - 1].is_page_number()
        || lines.get(at + 1).is_some_and(Line::is_page_number)
}

/// A source has as many pages with a head as these before a place for heads is known.
const FEWEST_HEADS: usize = 4;

/// A name of a section that stands once, where other pages have theirs: the first line of
/// a page, as long as the heads of other pages, above a title or a byline.
fn slots(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
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
                && forms::unit(&bare) == 0
                && people::surnamed(&bare).is_none()
        })
        .collect();
    for at in found {
        reasons[at] = Some(LABEL);
    }
}

/// A text without spaces.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
