//! Lines that belong to the page and not to a text: running heads, page numbers,
//! letter-spaced section labels, vertical heads, markers of databases.
//!
//! They are set aside before paragraphs are put together, because most of them stand in
//! the middle of a sentence that goes on after the page. What they say about the page
//! (it starts here, a section starts here) passes to the next line.

use std::collections::BTreeMap;

use crate::import::LeftOut;
use crate::import::clean;
use crate::import::forms::{self, End};
use crate::import::lines::{Line, Page};

/// Running heads are short: longer lines that recur are refrains or forms.
const LONGEST_HEAD: usize = 24;

/// Takes the furniture out of the lines.
pub(crate) fn remove(page: &mut Page<'_>) -> Vec<LeftOut> {
    let reasons = classify(&page.lines);
    let mut left_out = Vec::new();
    let mut kept = Vec::with_capacity(page.lines.len());
    let (mut starts, mut label, mut gap) = (false, false, 0);
    for (mut line, reason) in page.lines.drain(..).zip(reasons) {
        let Some(reason) = reason else {
            line.page |= starts;
            line.label |= label;
            line.gap = line.gap.max(gap);
            (starts, label, gap) = (false, false, 0);
            kept.push(line);
            continue;
        };
        starts |= line.page;
        label |= matches!(reason, "label" | "vertical-head");
        gap = gap.max(line.gap);
        note(&mut left_out, &line, reason);
    }
    page.lines = kept;
    left_out
}

/// Adds a line to what is left out; a vertical head is one entry.
fn note(left_out: &mut Vec<LeftOut>, line: &Line<'_>, reason: &str) {
    if reason == "vertical-head"
        && let Some(last) = left_out.last_mut()
        && last.reason == reason
        && last.lines.last().is_some_and(|(_, end)| line.number <= end + 2)
    {
        last.lines.push((line.number, line.number));
        last.text.push_str(&line.text);
        return;
    }
    left_out.push(LeftOut {
        lines: vec![(line.number, line.number)],
        reason: reason.to_owned(),
        text: line.raw.to_owned(),
    });
}

/// Why each line is furniture, if it is.
fn classify(lines: &[Line<'_>]) -> Vec<Option<&'static str>> {
    let mut reasons: Vec<Option<&'static str>> =
        lines.iter().map(|line| by_shape(line)).collect();
    vertical(lines, &mut reasons);
    recurring(lines, &mut reasons);
    numbers(lines, &mut reasons);
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
    if line.text.chars().all(|c| clean::is_private(c) || c.is_whitespace()) {
        return Some("page-number");
    }
    let count = line.text.chars().count();
    let tokens = line.raw.split_whitespace();
    let spaced = (3..=10).contains(&count)
        && tokens.clone().count() == count
        && line.text.chars().all(clean::is_han);
    spaced.then_some("label")
}

/// Runs of lines of one ideograph each.
fn vertical(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    let single = |line: &Line<'_>| {
        let mut chars = line.text.chars();
        chars.next().is_some_and(clean::is_han) && chars.next().is_none()
    };
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..].iter().take_while(|line| single(line)).count();
        // One alone may be the end of a paragraph whose full stop was lost.
        if run >= 2 {
            reasons[at..at + run].fill(Some("vertical-head"));
        }
        at += run.max(1);
    }
}

/// Lines that are page numbers, when there are several or a page starts beside them.
fn numbers(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    let many = lines.iter().filter(|line| is_number(line)).count() >= 3;
    for (at, line) in lines.iter().enumerate() {
        let head = |at: Option<usize>| {
            at.and_then(|at| reasons.get(at)).is_some_and(|r| *r == Some("running-head"))
        };
        let beside = line.page
            || at + 1 == lines.len()
            || lines.get(at + 1).is_some_and(|next| next.page)
            || head(at.checked_sub(1))
            || head(Some(at + 1));
        if reasons[at].is_none() && is_number(line) && (many || beside) {
            reasons[at] = Some("page-number");
        }
    }
}

/// Whether a line is a page number by its form.
fn is_number(line: &Line<'_>) -> bool {
    let core = line.text.trim_matches(|c: char| {
        matches!(c, '-' | '—' | '·' | '•' | '–' | '第' | '页' | '頁' | ' ' | '~' | '～')
    });
    (1..=4).contains(&core.len()) && core.chars().all(|c| c.is_ascii_digit())
}

/// Short lines that recur beside page starts.
fn recurring(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    let mut seen: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = bare(&line.text);
        let count = bare.chars().count();
        let display = matches!(line.end, End::Open) && !forms::continues(&bare);
        let personal = forms::byline(&line.text).is_some()
            || forms::caption(&line.text)
            || forms::numbered(&line.text).is_some();
        if reasons[at].is_none()
            && display
            && !personal
            && (2..=LONGEST_HEAD).contains(&count)
        {
            seen.entry(bare).or_default().push(at);
        }
    }
    let vertical = vertical_texts(lines, reasons);
    for (text, places) in seen {
        let issue = forms::issue(&text);
        let beside =
            places.iter().filter(|at| issue || is_beside_page(lines, **at)).count();
        let echo = vertical.contains(&text);
        let times = places.len() + usize::from(echo);
        // Twice is chance, unless a page starts beside both.
        let share = if times > 2 { 2 } else { 1 };
        let enough = times >= 2 && beside * share >= places.len();
        // A unit that sends two texts stands above both, as does a date; only a page
        // repeats them often.
        let shared = forms::unit(&text) > 0 || forms::date(&text).is_some();
        let furniture = enough && (!shared || times >= 4);
        if furniture {
            for at in places {
                reasons[at] = Some("running-head");
            }
        }
    }
}

/// Whether a page starts with this line or right after it; the words below a picture may
/// stand between.
fn is_beside_page(lines: &[Line<'_>], at: usize) -> bool {
    let page = |at: usize| lines.get(at).is_some_and(|line| line.page || is_number(line));
    let caption = lines.get(at + 1).is_some_and(|next| forms::caption(&next.text));
    // That a source begins with it says nothing.
    at > 0 && page(at) || page(at + 1) || caption && page(at + 2)
}

/// What the vertical heads read.
fn vertical_texts(lines: &[Line<'_>], reasons: &[Option<&'static str>]) -> Vec<String> {
    let mut texts = vec![String::new()];
    for (line, reason) in lines.iter().zip(reasons) {
        if *reason == Some("vertical-head") {
            if let Some(last) = texts.last_mut() {
                last.push_str(&line.text);
            }
        } else if texts.last().is_some_and(|last| !last.is_empty()) {
            texts.push(String::new());
        }
    }
    texts
}

/// A text without spaces.
pub(crate) fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
