//! What the form of a line says about it: date, number of a section, end of a sentence,
//! note, caption. Organisations and persons have tables of their own.
//!
//! Everything here is a suffix class, a mark or a pattern that any Chinese source can
//! show. No word of a particular source belongs here.

use std::sync::LazyLock;

use crate::import::clean::{is_han, is_private};
use crate::import::organs;
use crate::import::people;
use crate::import::words::Words;

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// A sentence ends: 。！？… , perhaps inside closing marks.
    Final,
    /// ：, which ends a paragraph only before a list.
    Colon,
    /// ，、； or an opening mark: something must follow.
    Pause,
    /// A plain character.
    Open,
}

/// How a line ends.
pub(crate) fn end(text: &str) -> End {
    let core = text.trim_end_matches(|c: char| is_closing(c) || is_private(c));
    match core.chars().next_back() {
        Some('。' | '！' | '？' | '…' | '!' | '?' | '．' | '｡') => End::Final,
        Some('.') if !core.ends_with(|c: char| c.is_ascii_digit()) => {
            let before = core[..core.len() - 1].chars().next_back();
            if before.is_some_and(|c| c.is_ascii_digit()) {
                End::Open
            } else {
                End::Final
            }
        }
        Some('：' | ':') if core.len() == text.len() => End::Colon,
        Some(
            '，' | '、' | '；' | ',' | ';' | '－' | '“' | '‘' | '《' | '「' | '『' | '（',
        ) => End::Pause,
        _ => End::Open,
    }
}

/// Closing marks that may follow the mark of a sentence end.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '〕' | '"' | '\'')
}

/// What no line of its own begins with.
pub(crate) const CONTINUING: &str = "，。、；：！？）》」』】％%";

/// Whether a sentence ends inside the line, before its last character.
pub(crate) fn has_inner_stop(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        matches!(c, '。' | '！' | '？' | '；') && at + c.len_utf8() < text.len()
    })
}

/// The level that the number before a heading gives: 一、 is 1, （一） 2, 1. 3, （1） 4.
pub(crate) fn numbered(text: &str) -> Option<u8> {
    let chapter = ['章', '节', '節', '部', '篇', '编', '讲', '辑', '回', '卷'];
    let after_ordinal = text
        .strip_prefix('第')
        .and_then(|rest| past_number(rest, is_han_digit).or(past_number(rest, is_digit)));
    if after_ordinal.is_some_and(|rest| rest.starts_with(chapter)) {
        return Some(1);
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let closes =
            |rest: Option<&str>| rest.is_some_and(|rest| rest.starts_with(['）', ')']));
        if closes(past_number(rest, is_han_digit)) {
            return Some(2);
        }
        return closes(past_number(rest, is_digit)).then_some(4);
    }
    if past_number(text, is_han_digit).is_some_and(|rest| rest.starts_with(['、', '．']))
    {
        return Some(1);
    }
    let rest = past_number(text, is_digit)?;
    let rest = rest.strip_prefix(['、', '．', '.'])?;
    // 2.0 is a figure and no number of a section.
    (!rest.starts_with(is_digit)).then_some(3)
}

/// A text without the number before it: 一、 （一） 1. 第一章.
pub(crate) fn unnumbered(text: &str) -> &str {
    if numbered(text).is_none() {
        return text;
    }
    let rest = text.trim_start_matches(['第', '（', '(']);
    let rest = rest.trim_start_matches(|c| is_han_digit(c) || is_digit(c));
    rest.trim_start_matches([
        '章', '节', '篇', '讲', '、', '．', '.', '）', ')', ' ', '\u{3000}',
    ])
}

/// Whether a numbered heading has the first number: 一、 （一） 1. 第一章.
pub(crate) fn is_first_number(text: &str) -> bool {
    let core = text.trim_start_matches(['第', '（', '(']);
    core.starts_with(['一', '1', '１', '壹'])
        && !core.chars().nth(1).is_some_and(|c| is_digit(c) || is_han_digit(c))
}

/// What follows a number of up to three digits: longer ones are years and figures.
fn past_number(text: &str, member: fn(char) -> bool) -> Option<&str> {
    let digits = text.chars().take(4).take_while(|c| member(*c)).count();
    let end = text.char_indices().nth(digits).map_or(text.len(), |(end, _)| end);
    (1..=3).contains(&digits).then(|| &text[end..])
}

/// A digit of Chinese numbers.
pub(crate) fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百".contains(c)
}

/// A digit, narrow or wide.
pub(crate) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// A line that is a date, as ISO 8601 without the parts that are not said.
pub(crate) fn date(text: &str) -> Option<String> {
    // The longest form, 二〇二二年十二月二十七日 in brackets, has less than 60 bytes.
    if text.len() > 60 || !text.contains(['年', '-', '/', '.']) {
        return None;
    }
    let core: String = text
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')' | '【' | '】')
        })
        .map(arabic)
        .collect();
    let core = core.strip_suffix("日").or(core.strip_suffix("号")).unwrap_or(&core);
    let parts: Vec<&str> =
        core.split(['年', '月', '-', '/', '.', '－']).filter(|p| !p.is_empty()).collect();
    let [year, rest @ ..] = parts.as_slice() else { return None };
    let year: u16 = (year.len() == 4).then(|| year.parse().ok())??;
    let number =
        |part: &str, most: u8| part.parse::<u8>().ok().filter(|n| (1..=most).contains(n));
    match (1800..=2200).contains(&year).then_some(rest)? {
        [] if text.contains('年') => Some(format!("{year:04}")),
        [month] => Some(format!("{year:04}-{:02}", number(month, 12)?)),
        [month, day] => {
            Some(format!("{year:04}-{:02}-{:02}", number(month, 12)?, number(day, 31)?))
        }
        _ => None,
    }
}

/// Whether a line is of the form 关键词：……, a paragraph without a full stop.
pub(crate) fn is_labelled(text: &str) -> bool {
    text.char_indices()
        .take(7)
        .any(|(at, c)| matches!(c, '：' | ':') && at > 3 && at + 3 < text.len())
}

/// Words that a salutation begins with.
const GREETS: &[&str] = &["敬爱的", "亲爱的", "尊敬的", "各位", "敬愛的", "親愛的"];

/// Words that a salutation ends in, before its colon.
const GREETED: &[&str] = &[
    "同志", "先生", "女士", "老师", "朋友", "们", "你好", "您好", "台鉴", "大鉴", "老師",
    "們", "小姐", "如晤",
];

/// Whether a line is the salutation of a letter or a speech.
pub(crate) fn salutation(text: &str) -> bool {
    let Some(name) = text.strip_suffix(['：', ':']) else { return false };
    text.chars().count() <= 20
        && organs::unit(name) == 0
        && (GREETS.iter().any(|word| name.starts_with(word))
            || GREETED.iter().any(|word| name.ends_with(word)))
}

/// How lines begin that ask the reader to do something beside the text.
static ASKS: LazyLock<Words> =
    LazyLock::new(|| Words::first(["扫描二维码", "扫码", "扫一扫", "请扫描", "微信扫"]));

/// What they begin with.
pub(crate) fn notice_beginnings() -> Vec<char> {
    ASKS.edges().collect()
}

/// Whether a line asks the reader to do something beside the text.
pub(crate) fn notice(text: &str) -> bool {
    ASKS.begin(text) && text.chars().count() <= 20
}

/// Whether a line numbers or groups what follows: 材料之三, 基层篇.
pub(crate) fn kicker(text: &str) -> bool {
    let count = text.chars().count();
    let rest = text.trim_end_matches(|c| is_digit(c) || is_han_digit(c));
    let ordinal = count <= 8 && rest.len() < text.len() && rest.ends_with('之');
    ordinal
        || (2..=5).contains(&count) && text.ends_with('篇') && text.chars().all(is_han)
}

/// Whether a line names an issue of a periodical: 2023年第4期, 总第128期, 第3版.
pub(crate) fn issue(text: &str) -> bool {
    let core = text.trim_end_matches(['）', ')', '】', '·']);
    let Some(core) = core.strip_suffix(['期', '号', '版', '卷', '輯', '辑']) else {
        return false;
    };
    let number = core.trim_end_matches(|c| is_digit(c) || is_han_digit(c));
    number.len() < core.len() && number.ends_with(['第', '总', '總'])
}

/// Whether a line is nothing but the year and the number of an issue: 2023年第4期.
pub(crate) fn dated_issue(text: &str) -> bool {
    issue(text)
        && text.chars().count() <= 16
        && text.starts_with(|c: char| is_digit(c) || is_han_digit(c) || c == '（')
        && text.contains('年')
        && text.contains('期')
}

/// A Chinese digit as an ASCII one: 二〇二二. Tens are left alone: dates of sources that
/// spell them (十二月) are rare and stay text.
fn arabic(c: char) -> char {
    match "〇一二三四五六七八九".chars().position(|digit| digit == c) {
        Some(value) => {
            u32::try_from(value).ok().and_then(|v| char::from_digit(v, 10)).unwrap_or(c)
        }
        None if c == '○' || c == '零' => '0',
        None => c,
    }
}

/// How notes about an article begin.
const NOTES: &[&str] = &[
    "作者",
    "摘自",
    "原载",
    "载《",
    "载于",
    "来源",
    "选自",
    "据《",
    "责任编辑",
    "责编",
    "刊于",
    "供稿",
];

/// The same by their first character.
static BY_NOTE: LazyLock<Words> = LazyLock::new(|| Words::first(NOTES.iter().copied()));

/// Brackets around notes.
const BRACKETS: &[char] = &['（', '(', '【', '['];

/// Whether a text with this beginning can be a note: nearly all paragraphs cannot.
pub(crate) fn may_begin_note(beginning: &str) -> bool {
    beginning.chars().next().is_none_or(|c| BRACKETS.contains(&c) || BY_NOTE.knows(c))
}

/// Whether a text is a note about its article: in brackets, or 原载……, 来源：…….
pub(crate) fn note(text: &str) -> bool {
    if !may_begin_note(text) {
        return false;
    }
    let inside = text.strip_prefix(BRACKETS);
    let bracketed = inside.is_some_and(|rest| rest.ends_with([')', '）', '】', ']']));
    let core = inside.unwrap_or(text);
    if bracketed {
        let tail =
            &core[..core.len() - core.chars().next_back().map_or(0, char::len_utf8)];
        return BY_NOTE.begin(core) || tail.contains("单位") || people::post(tail);
    }
    // A bracket that stays open goes on in the next line.
    inside.is_none()
        && BY_NOTE.begin(core)
        // 作者 begins a note only in brackets.
        && !core.starts_with(NOTES[0])
        && text.chars().count() <= 60
        && end(text) != End::Final
        && !text.contains('，')
}

/// Whether a text says in brackets who the author is: （作者系……）, （作者单位：……）.
pub(crate) fn author_note(text: &str) -> bool {
    let inside =
        text.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    inside.is_some_and(|inside| {
        let told = ["系", "单位", "为", "是", "："].iter();
        told.filter_map(|word| inside.strip_prefix("作者")?.strip_prefix(word))
            .next()
            .is_some()
            && !inside.contains('。')
    })
}

/// Whether a line is the words below a picture.
pub(crate) fn caption(text: &str) -> bool {
    text.starts_with(['▲', '▼', '△', '▶', '◀', '►'])
        || text.starts_with("图为")
        || text.ends_with(" 摄")
        || text.ends_with("/摄")
        || text.ends_with("摄影")
}
