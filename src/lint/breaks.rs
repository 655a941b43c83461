//! W012: a paragraph that breaks off in mid-sentence and goes on in the next: the breaks
//! of columns and pages that import could not tell from those of the author.
//!
//! Lines of verse and of lists are no paragraphs; short ones may be a salutation or verse
//! all the same.

use crate::diag::Code;
use crate::lint::text::is_han;
use crate::lint::{Finding, Passage, Role};

/// Characters of a paragraph from which a comma at its end is no line of verse and no
/// salutation. Lines of modern verse seldom reach it.
const LONG: usize = 24;

/// Words that begin with 的 and may begin a sentence.
const OF: [&str; 5] = ["的确", "的士", "的哥", "的黎", "的里"];

/// Finds where paragraphs go on; the place is the beginning of the second.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (index, pair) in (1..).zip(passages.windows(2)) {
        let [before, after] = pair else { continue };
        if before.role != Role::Paragraph || after.role != Role::Paragraph {
            continue;
        }
        let first = after.text.trim_start();
        let Some(c) = first.chars().next() else { continue };
        if goes_on(before.text.trim_end(), first) {
            let start = after.text.len() - first.len();
            let range = start..start + c.len_utf8();
            let code = Code::W012;
            found.push(Finding { passage: index, code, range, replacement: None });
        }
    }
    found
}

fn goes_on(before: &str, after: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let is_long = || before.chars().nth(LONG).is_some();
    let starts_inside = after
        .starts_with(['，', '。', '、', '；', '：', '？', '！', '》', '）'])
        || after.starts_with('的')
            && !OF.iter().any(|word| after.starts_with(word))
            && is_han(last)
            && is_long();
    // A salutation names people up to its only comma.
    let is_sentence = || before.matches(['，', '。', '；', '：']).nth(1).is_some();
    let stops_inside =
        matches!(last, '，' | '、' | '（' | '《' | '“') && is_long() && is_sentence();
    starts_inside || stops_inside
}
