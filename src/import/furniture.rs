//! Lines that belong to the page and not to a text: running heads, page numbers,
//! letter-spaced section labels, vertical heads, markers of databases.
//!
//! They are set aside before paragraphs are put together, because most of them stand in
//! the middle of a sentence that goes on after the page. What they say about the page
//! (it starts here, a section starts here) passes to the next line.

use crate::import::LeftOut;
use crate::import::clean;
use crate::import::forms::{self, End};
use crate::import::heads::{self, Sign};
use crate::import::layout;
use crate::import::lines::{Line, Page, Width};
use crate::import::masthead::{self, Jump};
use crate::import::matter::{self, COLOPHON, COVER};
use crate::import::people;

/// Sources whose lines are wider are paragraphs without columns, in half ems.
pub(crate) const WIDEST_COLUMN: Width = 60;

/// Takes the furniture out of the lines.
pub(crate) fn remove(page: &mut Page<'_>) -> Vec<LeftOut> {
    let reasons = classify(&mut page.lines);
    mark_jumps(&mut page.lines, &reasons);
    let columns = layout::typical_width(&page.lines) <= WIDEST_COLUMN;
    let mut left_out = Vec::new();
    let (mut starts, mut label, mut head, mut gap) = (false, false, false, 0);
    let mut reasons = reasons.into_iter();
    page.lines.retain_mut(|line| {
        let Some(reason) = reasons.next().flatten() else {
            line.page |= starts;
            line.label |= label;
            line.gap = line.gap.max(gap);
            if line.vertical {
                // What may be a title still says that something begins below it; one with
                // a name beside it begins something itself.
                head = people::surnamed(&line.text).is_none();
            } else {
                line.label |= head;
                head = false;
            }
            (starts, label, gap) = (false, false, 0);
            return true;
        };
        // In columns the number of a page says that one begins here.
        let numbered = columns && reason == PAGE_NUMBER;
        starts |= line.page || matches!(reason, MASTHEAD | COLOPHON | COVER) || numbered;
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
pub(crate) const RUNNING_HEAD: &str = "running-head";
/// The number of a page.
const PAGE_NUMBER: &str = "page-number";
/// Date, number of the page and editors at the head of a newspaper's page.
pub(crate) const MASTHEAD: &str = "masthead";
/// What a reader is asked to do beside the text.
const NOTICE: &str = "notice";
/// Where a text goes on or comes from.
pub(crate) const JUMP: &str = "jump";
/// The name of a section, letter-spaced.
pub(crate) const LABEL: &str = "label";
/// The name of a section, one character a line.
pub(crate) const VERTICAL_HEAD: &str = "vertical-head";

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
    matter::mark(lines, &mut reasons);
    notices(lines, &mut reasons);
    let signs: Vec<Sign> = lines.iter().map(Sign::of).collect();
    heads::recurring(lines, &signs, &mut reasons);
    numbers(&signs, &mut reasons);
    heads::slots(lines, &mut reasons);
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
            && !line.has_inner_stop()
            && line.numbered().is_none()
            && !line.text.contains('，')
        {
            reasons[at] = Some(NOTICE);
        }
    }
}

/// Lines that are page numbers, when there are several or a page starts beside them.
fn numbers(signs: &[Sign], reasons: &mut [Option<&'static str>]) {
    let many = signs.iter().filter(|sign| sign.number).count() >= 3;
    for (at, sign) in signs.iter().enumerate().filter(|(_, sign)| sign.number) {
        let head = |at: Option<usize>| {
            at.and_then(|at| reasons.get(at))
                .is_some_and(|r| matches!(*r, Some(RUNNING_HEAD | MASTHEAD)))
        };
        let beside = sign.page
            || at + 1 == signs.len()
            || signs.get(at + 1).is_some_and(|next| next.page)
            || head(at.checked_sub(1))
            || head(Some(at + 1));
        if (many || beside) && reasons[at].is_none() {
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

/// Whether a line is a page number by its form: 12, - 12 -, 第12页, iv, or signs of a
/// font that has no text.
pub(crate) fn page_number(text: &str) -> bool {
    let is_mark = |c: char| PAGE_MARKS.contains(c);
    if !text.starts_with(may_number) {
        return false;
    }
    let core = text.trim_matches(is_mark);
    let has = |most: usize| (1..=most).contains(&core.chars().count());
    has(4) && core.chars().all(forms::is_digit)
        || has(6) && core.chars().all(is_roman)
        || !text.is_empty() && text.chars().all(clean::is_private)
}

/// Whether a page number may begin with a character.
pub(crate) fn may_number(c: char) -> bool {
    PAGE_MARKS.contains(c) || forms::is_digit(c) || is_roman(c) || clean::is_private(c)
}

/// A Roman digit of the pages before the text.
fn is_roman(c: char) -> bool {
    matches!(c, 'i' | 'v' | 'x' | 'I' | 'V' | 'X' | 'Ⅰ'..='Ⅻ' | 'ⅰ'..='ⅻ')
}

/// A text without spaces.
pub(crate) fn bare(text: &str) -> String {
    visible(text).collect()
}

/// The characters of a text but its spaces.
pub(crate) fn visible(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}
