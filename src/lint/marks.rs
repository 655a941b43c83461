//! Marks: half-width ones among Han, doubled ones, dots for an ellipsis, dots in names.
//!
//! Half-width marks are right in Latin and in numbers: `3,500`, `10:30`, `a.txt`. So a
//! mark is looked at only after a Han or what closes something Chinese.

use std::ops::Range;

use crate::diag::Code;
use crate::lint::text::{is_closing, is_han, is_label, is_opening, is_stop, is_wide};
use crate::lint::{Role, Sheet};

/// Half-width marks and what they are among Han.
const WIDE: &[(char, &str)] =
    &[(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！"), ('.', "。")];

/// The right ellipsis: six dots in two characters.
const ELLIPSIS: &str = "……";

/// W009: marks that cannot follow each other; W008 for full stops that are dots.
pub(super) fn full(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let is_mark =
        |c: char| matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！' | ',' | ';');
    let end = sheet.run(at, is_mark);
    let run = &sheet.text[at..end];
    let count = run.chars().count();
    // Between quotation marks or in brackets, marks are what the text is about.
    if count == 1 || sheet.before(at).is_none_or(is_opening) {
        return end;
    }
    let is_same = run.chars().all(|other| other == c);
    match (is_same, c, count) {
        (true, '。', 3 | 6) => sheet.report(Code::W008, at..end, Some(ELLIPSIS)),
        (true, '。', 4..) => sheet.report(Code::W008, at..end, None),
        (true, _, 2) => {
            let once = c.to_string();
            sheet.report(Code::W009, at..end, Some(&once));
        }
        _ => sheet.report(Code::W009, at..end, None),
    }
    end
}

/// W003: a half-width mark among Han.
pub(super) fn half(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = sheet.run(at, |other| match c {
        '?' | '!' => matches!(other, '?' | '!'),
        _ => other == c,
    });
    if c == '.' && end - at >= 3 {
        return full_stops(sheet, at, end);
    }
    let Some(before) = sheet.before(at) else { return end };
    let gap = sheet.run(end, |c| c == ' ');
    let next = sheet.after(gap);
    // After an opening quotation mark too, which then points the wrong way.
    if !is_han(before) && !is_closing(before) && !matches!(before, '“' | '‘') {
        let joins = matches!(c, ',' | ';') && gap == end && next.is_some_and(is_han);
        if before.is_ascii_alphanumeric() && joins {
            sheet.report(Code::W003, at..end, None);
        }
        return end;
    }
    if is_address(&sheet.text[..at]) {
        return end;
    }
    if c == '.' && (is_label(&sheet.text[..at]) || is_quoted(sheet, end)) {
        return end;
    }
    among_han(sheet, at..end, gap, c);
    end
}

/// W003: a half-width mark after Chinese, by what follows; up to `gap` there are spaces.
fn among_han(sheet: &mut Sheet<'_>, mark: Range<usize>, gap: usize, c: char) {
    let wide = WIDE.iter().find(|(half, _)| *half == c).map(|(_, wide)| *wide);
    let wide = wide.filter(|_| mark.len() == 1);
    // A full stop may be a dot in a name or in a number.
    let single = wide.filter(|_| c != '.');
    let spaced = mark.start..if single.is_some() { gap } else { mark.end };
    let is_close = gap == mark.end;
    match sheet.after(gap) {
        None | Some('\n') if is_after_words(sheet, mark.start) => {
            let stop = if sheet.role == Role::Paragraph { wide } else { single };
            sheet.report(Code::W003, mark, stop);
        }
        Some(next) if is_han(next) || is_opening(next) => {
            sheet.report(Code::W003, spaced, single);
        }
        Some(next) if is_closing(next) && is_close => {
            sheet.report(Code::W003, mark, single);
        }
        Some(next) if is_stop(next) && is_close => {
            sheet.report(Code::W009, mark.start..mark.end + next.len_utf8(), None);
        }
        Some(next) if next.is_ascii_digit() && c != '.' => {
            sheet.report(Code::W003, spaced, single);
        }
        // After a space, Latin goes on that only quotes a Han; `甲.txt` is a name.
        Some(next) if next.is_ascii_alphabetic() && is_close && c != '.' => {
            sheet.report(Code::W003, mark, None);
        }
        _ => {}
    }
}

/// Whether an address ends here: `https://a.cn/河?`.
fn is_address(before: &str) -> bool {
    /// Characters of an address that are looked at.
    const REACH: usize = 80;
    let is_part =
        |c: &char| !c.is_whitespace() && !matches!(c, '，' | '。' | '、' | '；');
    let mut rest = before.chars().rev().take(REACH).take_while(is_part).peekable();
    while let Some(c) = rest.next() {
        if c == '/' && rest.peek() == Some(&'/') {
            return true;
        }
    }
    false
}

/// Whether a quotation that is open ends soon: `不写“列夫.托尔斯泰”` speaks about the dot.
fn is_quoted(sheet: &Sheet<'_>, end: usize) -> bool {
    /// Characters of the rest of a name.
    const SOON: usize = 8;
    let mut following = sheet.text[end..].chars().take(SOON);
    sheet.quotes.is_inside(sheet.passage) && following.any(is_closing)
}

/// Whether two Han stand before: a single one may be quoted in Latin text.
fn is_after_words(sheet: &Sheet<'_>, at: usize) -> bool {
    sheet.text[..at].chars().rev().take(2).all(is_wide)
}

/// W008: `...` among Han. More than six dots lead the eye to a page number.
fn full_stops(sheet: &mut Sheet<'_>, at: usize, end: usize) -> usize {
    if is_in_chinese(sheet, at, end) {
        match end - at {
            3 | 6 => sheet.report(Code::W008, at..end, Some(ELLIPSIS)),
            4 | 5 => sheet.report(Code::W008, at..end, None),
            _ => {}
        }
    }
    end
}

/// W008: half an ellipsis, or dots that stand for one.
pub(super) fn dots(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = sheet.run(at, |other| other == c);
    let count = (end - at) / c.len_utf8();
    if is_in_chinese(sheet, at, end) {
        match (c, count) {
            ('…', 1) | ('⋯', 1 | 2) | ('·', 3 | 6) => {
                sheet.report(Code::W008, at..end, Some(ELLIPSIS));
            }
            ('…', 3) => sheet.report(Code::W008, at..end, None),
            _ => {}
        }
    }
    end
}

/// Whether dots belong to Chinese text and lead to no page number.
fn is_in_chinese(sheet: &Sheet<'_>, at: usize, end: usize) -> bool {
    let next = sheet.after(sheet.run(end, |c| c == ' '));
    let is_leader = next.is_some_and(|c| c.is_ascii_digit());
    let before = sheet.before(at);
    !is_leader
        && (before.is_some_and(is_wide)
            || sheet.after(end).is_some_and(is_wide)
                && !before.is_some_and(|c| matches!(c, '…' | '⋯' | '·')))
}

/// W006: the dot in a name. A full-width full stop is reported only: it may end a
/// sentence.
pub(super) fn name_dot(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    let is_name =
        sheet.before(at).is_some_and(is_han) && sheet.after(end).is_some_and(is_han);
    if is_name && !(c == '．' && is_label(&sheet.text[..at])) {
        sheet.report(Code::W006, at..end, (c != '．').then_some("·"));
    }
    end
}

/// Whether nothing goes on at a character: a stop, what closes, or the end.
pub(super) fn ends(c: Option<char>) -> bool {
    c.is_none_or(|c| is_stop(c) || is_closing(c) || c == '\n')
}
