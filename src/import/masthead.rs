//! What the form of a line says about its being the head of a newspaper's page: a date
//! with the day of the week, the number of the page, editors.

use std::sync::LazyLock;

use crate::import::forms;
use crate::import::words::Words;

/// Words that only the head of a newspaper's page has beside a date or a number.
const MASTHEAD: &[&str] = &[
    "责任编辑",
    "责编",
    "版式",
    "版面设计",
    "美编",
    "校对",
    "编辑/",
    "编辑：",
    "新闻热线",
    "投稿邮箱",
];

/// The same by their first character.
static BY_MASTHEAD: LazyLock<Words> =
    LazyLock::new(|| Words::first(MASTHEAD.iter().copied()));

/// What those words begin with.
pub(crate) fn beginnings() -> Vec<char> {
    BY_MASTHEAD.edges().collect()
}

/// The longest head of a newspaper's page.
const LONGEST_MASTHEAD: usize = 60;

/// Whether a line is the head of a newspaper's page: a date with the day of the week, the
/// number of the page, editors.
pub(crate) fn masthead(text: &str) -> bool {
    let is_stop = |c| matches!(c, '。' | '，' | '；' | '？' | '！');
    if text.len() > 3 * LONGEST_MASTHEAD || text.contains(is_stop) {
        return false;
    }
    let day = text.find("星期").is_some_and(|at| {
        text[at + "星期".len()..]
            .starts_with(['一', '二', '三', '四', '五', '六', '日', '天'])
    });
    let dated =
        text.contains('年') && text.contains('月') || text.contains(['.', '-', '/']);
    let dated = dated && text.chars().filter(|c| forms::is_digit(*c)).count() >= 5;
    let mail = text.contains('@') && text.contains("邮箱");
    day && dated
        || mail
        || sheet(text)
        || BY_MASTHEAD.stand_in(text) && {
            let bracketed = text.starts_with(['（', '(', '【']);
            !bracketed
                && (dated
                    || sheet_number(text)
                    || MASTHEAD.iter().filter(|word| text.contains(*word)).count() > 1)
        }
}

/// Where a text that is divided goes on or comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Jump {
    /// 下转第3版: it goes on there.
    Away,
    /// 上接第1版: it began there.
    Back,
}

/// Words of a line that says where a text goes on.
const AWAY: &[&str] = &["下转", "转", "文转", "下接", "下轉", "轉"];

/// Words of a line that says where a text began.
const BACK: &[&str] = &["上接", "接", "文接", "紧接", "緊接"];

/// The longest line that says where a text goes on, in characters.
const LONGEST_JUMP: usize = 16;

/// What a line says about where a text goes on or comes from: （下转第3版）, 上接A1版.
pub(crate) fn jump(text: &str) -> Option<Jump> {
    if text.len() > 4 * LONGEST_JUMP {
        return None;
    }
    let frame =
        |c: char| matches!(c, '（' | '）' | '(' | ')' | '【' | '】' | '▶' | '►' | ' ');
    let core = text.trim_matches(frame);
    let place = core.strip_suffix(['版', '页', '頁', '面'])?;
    let number = |c: char| {
        forms::is_digit(c)
            || forms::is_han_digit(c)
            || matches!(c, 'A'..='D' | '第' | '上' | '下' | ' ')
    };
    let word = place.trim_end_matches(number);
    // 转下页 and 接上页 have no number.
    let told = word.len() < place.len();
    let is = |words: &[&str]| told && words.contains(&word);
    if is(AWAY) {
        Some(Jump::Away)
    } else if is(BACK) {
        Some(Jump::Back)
    } else {
        None
    }
}

/// 第3版, 03版, A2版 alone or before the name of a section.
fn sheet(text: &str) -> bool {
    let number = text.trim_start_matches(['第', 'A', 'B', 'C', 'D']);
    let rest = number.trim_start_matches(forms::is_digit);
    text.chars().count() <= 10 && rest.len() < number.len() && rest.starts_with('版')
        || text.chars().count() <= 6 && sheet_number(text)
}

/// Whether a text ends in the number of a newspaper's page: 第3版.
fn sheet_number(text: &str) -> bool {
    text.strip_suffix('版').is_some_and(|number| {
        number.ends_with(|c| forms::is_digit(c) || forms::is_han_digit(c))
    }) || text.contains('版') && text.contains('第') && text.chars().any(forms::is_digit)
}
