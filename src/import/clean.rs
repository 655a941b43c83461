//! One line of a source into the characters its author wrote.
//!
//! Spaces that only typesetting put there go, bold type that was printed twice is read
//! once, markers of databases go. Typing errors and wrong-way quotation marks stay: they
//! are the author's. Cleaning twice gives what cleaning once gives.

use std::borrow::Cow;

/// The longest line on which doubled type is looked for: display lines are short, and
/// the search is quadratic.
const LONGEST_DOUBLED: usize = 160;

/// Whether a character is an ideograph, kana or Hangul: written without word spaces, or
/// (Hangul) with the author's own.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}'
        | '\u{3040}'..='\u{30FF}' | '〇' | '々' | '\u{AC00}'..='\u{D7AF}')
}

/// Whether a character belongs to a Latin word or a number.
pub(crate) fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}')
}

/// Whether a character is for private use: a glyph without meaning outside its font.
pub(crate) fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
}

/// A line of running text: spaces of justification and line ends are dropped, a space
/// between two ideographs and between Latin words stays.
pub(crate) fn running(text: &str) -> Cow<'_, str> {
    if !text.contains(is_space) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(squeeze(text, |before, after| {
        is_han(before) && is_han(after) || is_ascii_word(before) && is_ascii_word(after)
    }))
}

/// White space, also that of no width.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}'
}

/// A title: also the space between two of its phrases when one ends in a quotation mark.
pub(crate) fn phrases(text: &str) -> String {
    let joint = |c: char| is_han(c) || matches!(c, '”' | '“' | '》' | '《' | '」' | '「');
    squeeze(text, |before, after| {
        joint(before) && joint(after) || is_ascii_word(before) && is_ascii_word(after)
    })
}

/// Visible ASCII: Latin words, figures and their marks.
fn is_ascii_word(c: char) -> bool {
    c.is_ascii_graphic() || is_latin(c)
}

/// The text with each run of spaces kept as one space or dropped.
fn squeeze(text: &str, keeps: impl Fn(char, char) -> bool) -> String {
    let spread = is_letter_spaced(text);
    let mut out = String::with_capacity(text.len());
    let mut last = None;
    let mut pending = false;
    for c in text.chars() {
        if is_space(c) {
            pending = true;
            continue;
        }
        if let Some(before) = last
            && pending
            && keeps(before, c)
            && !(spread && is_han(before) && is_han(c))
        {
            out.push(' ');
        }
        pending = false;
        out.push(c);
        last = Some(c);
    }
    out
}

/// Whether nearly every pair of ideographs has a space between: letter-spacing of labels
/// and lines that were justified by force.
pub(crate) fn is_letter_spaced(text: &str) -> bool {
    let (mut spaced, mut tight) = (0_usize, 0_usize);
    let mut last: Option<char> = None;
    let mut gap = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            gap = true;
            continue;
        }
        if last.is_some_and(is_han) && is_han(c) {
            if gap { spaced += 1 } else { tight += 1 }
        }
        gap = false;
        last = Some(c);
    }
    // A title of two phrases has one gap; two gaps already make 目 次 表.
    spaced >= 2 && spaced >= 2 * tight
}

/// Text printed twice run by run, read once; `None` when it is not.
pub(crate) fn undouble(text: &str) -> Option<String> {
    if text.len() > 4 * LONGEST_DOUBLED || !first_recurs(text) {
        return None;
    }
    let chars: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    halves(&chars).filter(|_| chars.len() >= 8)
}

/// Whether the first character stands once more: nearly all lines end the search here.
fn first_recurs(text: &str) -> bool {
    let mut chars = text.trim_start().chars();
    chars.next().is_some_and(|first| chars.as_str().contains(first))
}

/// Doubled text at the end of a line of running text: the byte where it begins and what
/// it reads.
pub(crate) fn doubled_tail(text: &str) -> Option<(usize, String)> {
    let mut rest = text.chars();
    let recurs = rest.next_back().is_some_and(|last| rest.as_str().contains(last));
    // Bold type is a title; a sentence that stands twice is the author's.
    if text.len() > 3 * LONGEST_DOUBLED || text.ends_with(is_stop) || !recurs {
        return None;
    }
    // The last run stands twice: nearly every line fails here.
    let ends_doubled =
        text.char_indices().rev().any(|(at, _)| text[..at].ends_with(&text[at..]));
    if !ends_doubled {
        return None;
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    // Twelve characters (six doubled) are beyond chance; a shorter tail is language.
    (1..chars.len().saturating_sub(11)).find_map(|start| {
        let tail: Vec<char> = chars[start..].iter().map(|(_, c)| *c).collect();
        halves(&tail).map(|read| (chars[start].0, read))
    })
}

/// The shortest run at the beginning of a line that bold type is told by.
const SHORTEST_HEAD: usize = 5;

/// Doubled text at the beginning of a short line: the byte where plain text goes on.
pub(crate) fn doubled_head(text: &str) -> Option<usize> {
    if text.len() > 3 * LONGEST_DOUBLED / 2 || !first_recurs(text) {
        return None;
    }
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let same = |from: usize, run: usize| {
        let twice = chars.get(from..from + 2 * run)?;
        let (first, second) = twice.split_at(run);
        // What stands twice between commas is language.
        let same =
            first.iter().zip(second).all(|((_, a), (_, b))| a == b && !is_stop(*a));
        same.then_some(from + 2 * run)
    };
    let mut end = (SHORTEST_HEAD..=chars.len() / 2).rev().find_map(|run| same(0, run))?;
    while let Some(next) =
        (1..=(chars.len() - end) / 2).rev().find_map(|run| same(end, run))
    {
        end = next;
    }
    // A single character more is a misprint.
    (end + 2 <= chars.len()).then(|| chars[end].0)
}

/// Marks that part clauses and sentences.
fn is_stop(c: char) -> bool {
    matches!(c, '，' | '。' | '；' | '！' | '？' | '、')
}

/// The half of a text that consists of runs each standing twice, longest runs first.
fn halves(chars: &[char]) -> Option<String> {
    if chars.is_empty() || chars.len() % 2 == 1 || chars.len() > LONGEST_DOUBLED {
        return None;
    }
    let mut out = String::new();
    let mut at = 0;
    let mut longest = 0;
    while at < chars.len() {
        let rest = &chars[at..];
        let run = (1..=rest.len() / 2)
            .rev()
            .find(|run| rest[..*run] == rest[*run..2 * *run])?;
        out.extend(&rest[..run]);
        longest = longest.max(run);
        at += 2 * run;
    }
    // Single doubled characters alone are words like 高高兴兴, not bold type.
    (longest >= 3).then_some(out)
}

/// The text without database markers such as `##begin##`.
pub(crate) fn without_markers(text: &str) -> Cow<'_, str> {
    if !text.contains("##") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("##") {
        let after = &rest[start + 2..];
        let word =
            after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        if word == 0 || !after[word..].starts_with("##") {
            let end = start + 2;
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        out.push_str(&rest[..start]);
        rest = &after[word + 2..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}
