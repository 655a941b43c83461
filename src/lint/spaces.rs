//! W010: spaces among Han that nobody wrote: left by justified lines and by scanners.
//!
//! A full-width space is typed on purpose, and so is a space in a title, in a list of
//! names or between the phrases of a quoted slogan.

use crate::diag::Code;
use crate::lint::text::{is_closing, is_final, is_han, is_opening};
use crate::lint::{Role, Sheet};

/// The longest run between spaces that may be a name or another item of a list.
const LONGEST_ITEM: usize = 4;

/// Looks at a run of spaces.
pub(super) fn space(sheet: &mut Sheet<'_>, at: usize, _: char) -> usize {
    let end = sheet.run(at, |c| c.is_whitespace() && c != '\u{3000}' && c != '\n');
    if sheet.role != Role::Paragraph || end == at {
        return end.max(at + 1);
    }
    let (Some(before), Some(next)) = (sheet.before(at), sheet.after(end)) else {
        return end;
    };
    let is_plain = sheet.text[at..end].bytes().all(|b| b == b' ');
    let stop = |c: char| matches!(c, '，' | '。' | '、' | '；' | '？' | '！');
    let is_beside_mark = stop(before) && (is_han(next) || is_opening(next))
        || is_han(before) && (stop(next) || next == '：');
    if is_beside_mark {
        sheet.report(Code::W010, at..end, is_plain.then_some(""));
    } else if is_han(before) && is_han(next) && is_ghost(sheet, at, end) {
        sheet.report(Code::W010, at..end, None);
    }
    end
}

/// Whether a space between Han stands in a sentence and separates nothing.
fn is_ghost(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let end_of_text = sheet.text.trim_end().chars().rev().take(LONGEST_ITEM);
    let is_prose = end_of_text.into_iter().find(|c| !is_closing(*c));
    let is_item = |ended: Option<char>, length: usize| {
        length <= LONGEST_ITEM && ended.is_none_or(|c| c.is_whitespace())
    };
    let left = extent(sheet.text[..at].chars().rev());
    let right = extent(sheet.text[end..].chars());
    is_prose.is_some_and(is_final)
        && sheet.brackets.is_empty()
        && !sheet.quotes.is_inside(sheet.passage)
        && !is_item(left.0, left.1)
        && !is_item(right.0, right.1)
}

/// What ends a run of Han, and how long the run is; long ones are not followed.
fn extent(characters: impl Iterator<Item = char>) -> (Option<char>, usize) {
    let mut length = 0;
    for c in characters {
        if !is_han(c) || length > LONGEST_ITEM {
            return (Some(c), length);
        }
        length += 1;
    }
    (None, length)
}
