//! What characters are to the rules: Han, stops, openings, closings, numerals.

/// Ideographs, with the ideographic zero.
pub(super) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4E00}'..='\u{9FFF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{3007}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// Marks that end a clause.
pub(super) fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '、' | '；' | '：' | '？' | '！' | '…')
}

/// Marks that end a sentence.
pub(super) fn is_final(c: char) -> bool {
    matches!(c, '。' | '？' | '！' | '…')
}

/// Marks that open something.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '《' | '〈' | '（' | '【' | '「' | '『' | '〔' | '［')
}

/// Marks that close something.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '》' | '〉' | '）' | '】' | '」' | '』' | '〕' | '］')
}

/// What only stands in Chinese text.
pub(super) fn is_wide(c: char) -> bool {
    is_han(c) || is_stop(c) || is_opening(c) || is_closing(c)
}

/// Digits of Chinese numerals written place by place, as in years.
pub(super) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '〇')
}

/// Whether what stands before is the number of a head or an item: `一`, `（二`, `3`, `a`,
/// at the start of the text or after a mark or a space.
pub(super) fn is_label(before: &str) -> bool {
    /// Longer numbers number nothing.
    const LONGEST: usize = 4;
    let is_number = |c: char| {
        c.is_ascii_alphanumeric()
            || is_numeral(c)
            || matches!(c, '十' | '百')
            || matches!(c, '０'..='９' | '①'..='⑳' | '甲' | '乙' | '丙' | '丁')
    };
    let mut rest = before.chars().rev();
    let mut length = 0;
    loop {
        match rest.next() {
            Some(c) if is_number(c) && length < LONGEST => length += 1,
            None => return length > 0,
            Some(c) => {
                return length > 0
                    && (is_stop(c)
                        || is_opening(c)
                        || is_closing(c)
                        || c.is_whitespace()
                        || matches!(c, '(' | ')' | '.' | ',' | ';'));
            }
        }
    }
}
