//! W013: brackets without their other half; W003 for half-width ones around Chinese.
//!
//! A closing one after the number of an item (`1）`) needs no other half.

use crate::diag::Code;
use crate::lint::Sheet;
use crate::lint::text::{is_han, is_label, is_wide};

/// Opening, closing; half-width ones are of the same kind as the full-width.
const PAIRS: &[(&str, &str)] = &[
    ("（(", "）)"),
    ("《", "》"),
    ("〈", "〉"),
    ("【", "】"),
    ("〔", "〕"),
    ("［", "］"),
];

/// How many open brackets a closing one looks behind: what is left open between is
/// wrong, and nobody nests deeper.
const DEEPEST: usize = 8;

/// Bytes inside a pair that decide whether it holds Chinese.
const GLANCE: usize = 120;

/// The number of the kind of a bracket, and whether it opens.
fn kind(c: char) -> Option<(usize, bool)> {
    let is_it = |(open, close): &(&str, &str)| open.contains(c) || close.contains(c);
    let kind = PAIRS.iter().position(is_it)?;
    Some((kind, PAIRS[kind].0.contains(c)))
}

/// Opens a bracket, or finds the other half of a closing one.
pub(super) fn bracket(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    let Some((kind_of_it, opens)) = kind(c) else { return end };
    if opens {
        sheet.brackets.push((at, c));
        return end;
    }
    let is_half = |(_, open): &(usize, char)| {
        kind(*open).is_some_and(|(kind, _)| kind == kind_of_it)
    };
    let depth = sheet.brackets.iter().rev().take(DEEPEST).position(is_half);
    let Some(depth) = depth else {
        if !is_label(&sheet.text[..at]) && is_chinese(sheet, at, c) {
            sheet.report(Code::W013, at..end, None);
        }
        return end;
    };
    let between = sheet.brackets.split_off(sheet.brackets.len() - depth);
    between.into_iter().for_each(|(at, open)| left_open(sheet, at, open));
    if let Some((open_at, open)) = sheet.brackets.pop() {
        widen(sheet, (open_at, open), (at, c));
    }
    end
}

/// What is still open at the end of a passage.
pub(super) fn finish(sheet: &mut Sheet<'_>) {
    let open = std::mem::take(&mut sheet.brackets);
    open.into_iter().for_each(|(at, open)| left_open(sheet, at, open));
}

fn left_open(sheet: &mut Sheet<'_>, at: usize, open: char) {
    if is_chinese(sheet, at, open) {
        sheet.report(Code::W013, at..at + open.len_utf8(), None);
    }
}

/// Whether a bracket stands in Chinese text: `:)` and `f(x` do not.
fn is_chinese(sheet: &Sheet<'_>, at: usize, c: char) -> bool {
    let next = sheet.after(at + c.len_utf8());
    !c.is_ascii()
        || sheet.before(at).is_some_and(is_han) && next.is_none_or(is_wide)
        || next.is_some_and(is_han)
}

/// Reports the half-width brackets of a pair around Chinese in Chinese.
fn widen(
    sheet: &mut Sheet<'_>,
    (open_at, open): (usize, char),
    (close_at, close): (usize, char),
) {
    if !open.is_ascii() && !close.is_ascii() {
        return;
    }
    let inside = &sheet.text[open_at + open.len_utf8()..close_at];
    let glance = &inside[..inside.floor_char_boundary(GLANCE)];
    let is_open = |c: Option<char>| c.is_none_or(|c| is_wide(c) || c == '\n');
    let is_mixed = open.is_ascii() != close.is_ascii();
    let outside = is_open(sheet.before(open_at))
        && is_open(sheet.after(close_at + close.len_utf8()));
    if glance.contains(is_han) && (outside || is_mixed) {
        for (at, c, wide) in [(open_at, open, "（"), (close_at, close, "）")] {
            if c.is_ascii() {
                sheet.report(Code::W003, at..at + 1, Some(wide));
            }
        }
    }
}
