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
