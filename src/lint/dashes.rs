//! W007: what stands for the dash `——`: hyphens, bars, half of it.
//!
//! A single `—` joins the ends of a range (`北京—上海`, `三月—五月`), and a single hyphen
//! a compound, so those are looked at only where nothing can be joined: at the start of a
//! line and between clauses.

use crate::diag::Code;
use crate::lint::Sheet;
use crate::lint::lookalikes;
use crate::lint::text::{is_closing, is_han, is_opening, is_stop};

/// The dash: two characters without a gap.
const DASH: &str = "——";

/// Looks at a run of what looks like dashes.
pub(super) fn dash(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    if lookalikes::dash(sheet, at, c) {
        return at + c.len_utf8();
    }
    let is_dash = |c: char| matches!(c, '—' | '―' | '–' | '－' | '-' | '─' | '﹣');
    let end = sheet.run(at, is_dash);
    if end == at {
        return at + c.len_utf8();
    }
    let run = &sheet.text[at..end];
    let before = sheet.before(at);
    let next = sheet.after(end);
    let left =
        before.is_none_or(|c| is_han(c) || is_closing(c) || is_stop(c) || c == '\n');
    let right = next.is_some_and(|c| is_han(c) || is_opening(c));
    match run.chars().count() {
        1 if c == '—' => single(sheet, at, end),
        1 if matches!(c, '―' | '－' | '─') => single(sheet, at, end),
        2 if run != DASH && left && right => {
            sheet.report(Code::W007, at..end, Some(DASH));
            end
        }
        _ => end,
    }
}

/// What follows `一` at the start of a line, where scanners see a dash.
const AFTER_ONE: &str =
    "是个些种次方切定样直般线年天条位项批名系体把件句路生来到开边旦时";

/// Half a dash: at the start of a line, after a stop, or torn in two by a space.
fn single(sheet: &mut Sheet<'_>, at: usize, end: usize) -> usize {
    let gap = sheet.run(end, |c| c == ' ');
    let whole = sheet.run(gap, |c| c == '—');
    if gap > end && whole == gap + '—'.len_utf8() {
        sheet.report(Code::W007, at..whole, Some(DASH));
        return whole;
    }
    let before = sheet.before(at);
    let starts = before.is_none_or(|c| is_stop(c) || c == '\n');
    let is_between_clauses =
        clause(sheet.text[..at].chars().rev()) && clause(sheet.text[end..].chars());
    if is_between_clauses {
        sheet.report(Code::W007, at..end, None);
    } else if starts && sheet.after(end).is_some_and(|c| is_han(c) || is_opening(c)) {
        let next = sheet.after(end);
        let is_one = next.is_some_and(|c| AFTER_ONE.contains(c));
        let is_certain = before.is_none_or(|c| c == '\n') && !is_one;
        sheet.report(Code::W007, at..end, is_certain.then_some(DASH));
    }
    end
}

/// Whether text goes on for longer than the name of a place or another end of a range.
fn clause(characters: impl Iterator<Item = char>) -> bool {
    /// Han of a clause, at least.
    const SHORTEST: usize = 8;
    characters.take(SHORTEST).take_while(|c| is_han(*c)).count() == SHORTEST
}
