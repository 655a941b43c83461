//! Characters that are not what they look like: zeros of many kinds in numerals, letters
//! in numbers, radicals for ideographs, what cannot be seen, what was lost.

use unicode_normalization::UnicodeNormalization;

use crate::diag::Code;
use crate::lint::Sheet;
use crate::lint::text::{is_han, is_numeral, is_wide};

/// Characters of a numeral looked at on each side of a zero: a year has four.
const REACH: usize = 6;

/// What may follow a numeral of two characters, one of them a zero.
const AFTER_ZERO: &str = "年月日号度";

/// W005: a circle in a numeral: `二○二三`.
pub(super) fn circle(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    is_zero(sheet, at, c);
    at + c.len_utf8()
}

/// Whether a character stands for a zero in a Chinese numeral, which is reported.
pub(super) fn is_zero(sheet: &mut Sheet<'_>, at: usize, c: char) -> bool {
    let end = at + c.len_utf8();
    let is_part = |c: &char| is_numeral(*c) || is_circle(*c);
    let left = sheet.text[..at].chars().rev().take(REACH).take_while(is_part);
    let right = sheet.text[end..].chars().take(REACH).take_while(is_part);
    let run: Vec<char> = left.chain(right).collect();
    let numerals = run.iter().filter(|c| is_numeral(**c)).count();
    let next = sheet.after(end);
    let is_short = run.len() == 1
        && next.is_some_and(|c| AFTER_ZERO.contains(c))
        && sheet.before(at).is_some_and(is_numeral);
    if numerals >= 2 || is_short && numerals == 1 {
        sheet.report(Code::W005, at..end, Some("〇"));
        return true;
    }
    false
}

/// What is typed for the ideographic zero.
fn is_circle(c: char) -> bool {
    matches!(c, '○' | '◯' | '0' | 'O' | '０' | 'Ｏ' | '零')
}

/// W005: `零` in a year written place by place. GB/T 15835-2011, 4.2.4: `〇` in numbers
/// that only count places, `零` in amounts.
pub(super) fn zero(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let is_part = |c: &char| is_numeral(*c) || *c == '零';
    let end = at + c.len_utf8();
    let left = sheet.text[..at].chars().rev().take(REACH).take_while(is_part).count();
    let right = sheet.text[end..].chars().take(REACH).take_while(is_part).count();
    let next = sheet.text[end..].chars().nth(right);
    if left + 1 + right == 4 && next == Some('年') {
        sheet.report(Code::W005, at..end, Some("〇"));
    }
    end
}

/// A word of ASCII letters and digits: W005 for one of zeros in a Chinese numeral, W011
/// for letters in a number.
pub(super) fn token(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = sheet.run(at, |c| c.is_ascii_alphanumeric());
    let token = &sheet.text[at..end];
    let digits = token.bytes().filter(u8::is_ascii_digit).count();
    sheet.widths.has_digits |= digits > 0;
    sheet.widths.has_letters |= digits < token.len();
    if matches!(token, "0" | "O") {
        is_zero(sheet, at, c);
    } else if digits > 0 && digits < token.len() {
        letters(sheet, at, end);
    }
    end
}

/// What follows a number with an `l` or `O` at its end, which otherwise may be a unit.
const AFTER_NUMBER: &str = "年月日号时世";

/// W011: `2O22`, `l2月`: the letters O and l in a number.
fn letters(sheet: &mut Sheet<'_>, at: usize, end: usize) {
    let token = &sheet.text[at..end];
    let is_known = |b: u8| b.is_ascii_digit() || matches!(b, b'O' | b'o' | b'l');
    if !token.bytes().all(is_known) {
        return;
    }
    let (before, next) = (sheet.before(at), sheet.after(end));
    let is_free = |c: Option<char>| c.is_none_or(|c| is_wide(c) || c == ' ' || c == '%');
    let is_chinese = before.is_some_and(is_han) || next.is_some_and(is_han);
    if !is_free(before) || !is_free(next) || !is_chinese {
        return;
    }
    let is_counted = next.is_some_and(|c| AFTER_NUMBER.contains(c));
    let starts = token.starts_with(|c: char| c.is_ascii_digit());
    let stops = token.ends_with(|c: char| c.is_ascii_digit());
    let is_inside = starts && stops && token.len() > 2;
    if is_inside || is_counted && (starts || token.starts_with('l')) {
        let right = |c| match c {
            'O' | 'o' => '0',
            'l' => '1',
            digit => digit,
        };
        let number: String = token.chars().map(right).collect();
        sheet.report(Code::W011, at..end, Some(&number));
    }
}

/// W014: what stands where bytes could not be read.
pub(super) fn replacement(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = sheet.run(at, |other| other == c);
    sheet.report(Code::W014, at..end, None);
    end
}

/// W015: what cannot be seen and says nothing beside Han. Joiners and marks of direction
/// have a meaning between other letters, and so has what breaks a line or a page.
pub(super) fn invisible(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    let is_beside_han = sheet.before(at).is_some_and(is_wide)
        || sheet.after(end).is_some_and(is_wide)
        || sheet.text.len() == end;
    let breaks = matches!(c, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if breaks {
        sheet.report(Code::W015, at..end, None);
    } else if c.is_control() || is_beside_han {
        sheet.report(Code::W015, at..end, Some(""));
    }
    end
}

/// W016: a radical or compatibility ideograph for the ideograph it is drawn like.
pub(super) fn radical(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    let simplified = RADICALS.iter().find(|(radical, _)| *radical == c);
    let right: String = match simplified {
        Some((_, ideograph)) => ideograph.to_string(),
        None => std::iter::once(c).nfkc().collect(),
    };
    if !right.starts_with(c) {
        sheet.report(Code::W016, at..end, Some(&right));
    }
    end
}

/// Radicals of the supplement that are drawn like an ideograph and that Unicode does not
/// decompose. Unicode 16.0, EquivalentUnifiedIdeograph.txt, those that PDF programs
/// write for simplified text.
const RADICALS: &[(char, char)] = &[
    ('⺎', '兀'),
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻪', '黾'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
];
