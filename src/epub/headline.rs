//! A title into the lines of a cover.
//!
//! Lines are balanced, Latin words and numbers stay whole, and a line breaks rather after
//! a mark, a space or the 的 of a phrase than within one. This is a poster's few lines,
//! measured in tenths of an em; the breaking of text is the business of `line`.

use unicode_width::UnicodeWidthChar as _;

/// Marks that end a phrase: they stand at no line's start, and a break after one is good.
const CLOSING: &str = "，。：；、！？,.:;!?》〉」』】〕）)”’…—·";

/// Marks that begin one: they stand at no line's end, and a break before one is good.
const OPENING: &str = "《〈「『【〔（(“‘";

/// Words of one character that lean on what stands before them.
const TRAILING: &str = "的之";

/// Words of one character that lean on what follows.
const LEADING: &str = "与和及在";

/// What a break within a phrase costs, as squared tenths of an em: two lines may differ
/// by seven Han characters to avoid one.
const IN_PHRASE: u64 = 2_500;

/// The width of a Han character, and what a narrow line's last ellipsis needs.
const WIDE: usize = 10;

/// The width of Latin letters and digits in the bold faces of covers, on average.
const NARROW: usize = 6;

/// A title broken into as few lines of at most `width` tenths of an em as it fits, all about
/// equally long; a title longer than `lines` such lines ends in an ellipsis.
pub(super) fn lines(title: &str, width: usize, most: usize) -> Vec<String> {
    let atoms = atoms(title, width);
    let total: usize = atoms.iter().map(|atom| measure(atom)).sum();
    for count in total.div_ceil(width).max(1)..=most {
        if let Some(ends) = fit(&atoms, width, count) {
            return join(&atoms, &ends);
        }
    }
    shorten(&atoms, width, most)
}

/// The width of a text. Quotation marks and ellipses are wide in Chinese fonts.
fn measure(text: &str) -> usize {
    let width = |c: char| match c.width() {
        None | Some(0) => 0,
        Some(1) if c.is_ascii() || c.is_alphabetic() => NARROW,
        Some(_) => WIDE,
    };
    text.chars().map(width).sum()
}

/// The pieces between which a line may break: single Han characters, whole Latin words
/// (cut when they are wider than a line), each with the marks that hang on it.
fn atoms(title: &str, width: usize) -> Vec<String> {
    let mut atoms: Vec<String> = Vec::new();
    for character in title.chars() {
        let joins = atoms.last().is_some_and(|atom| {
            let last = atom.chars().next_back().unwrap_or(' ');
            let is_word = |c: char| c.is_alphanumeric() && c.width() == Some(1);
            CLOSING.contains(character)
                || OPENING.contains(last)
                || character == ' '
                || (is_word(last) && is_word(character))
        });
        match atoms.last_mut() {
            Some(atom) if joins && measure(atom) + WIDE <= width => atom.push(character),
            _ => atoms.push(character.to_string()),
        }
    }
    atoms
}

/// The ends of `count` lines with the least raggedness; `None` when they do not fit.
fn fit(atoms: &[String], width: usize, count: usize) -> Option<Vec<usize>> {
    let total: usize = atoms.iter().map(|atom| measure(atom)).sum();
    let ideal = total.div_ceil(count);
    // best[n]: the least cost of the first n atoms in the lines so far, and their ends.
    let mut best: Vec<Option<(u64, Vec<usize>)>> = vec![None; atoms.len() + 1];
    best[0] = Some((0, Vec::new()));
    for _ in 0..count {
        let mut next: Vec<Option<(u64, Vec<usize>)>> = vec![None; atoms.len() + 1];
        for (start, known) in best.iter().enumerate() {
            let Some((cost, ends)) = known else { continue };
            let mut length = 0;
            for end in start + 1..=atoms.len() {
                length += measure(&atoms[end - 1]);
                if measure_line(length, &atoms[end - 1]) > width {
                    break;
                }
                let rag = u64::try_from(ideal.abs_diff(length)).unwrap_or(u64::MAX);
                let cost = cost + rag.saturating_mul(rag) + cost_of_break(atoms, end);
                if next[end].as_ref().is_none_or(|(known, _)| cost < *known) {
                    let ends = ends.iter().copied().chain([end]).collect();
                    next[end] = Some((cost, ends));
                }
            }
        }
        best = next;
    }
    best.pop().flatten().map(|(_, ends)| ends)
}

/// The length of a line without the space at its end.
fn measure_line(length: usize, last: &str) -> usize {
    length - if last.ends_with(' ') { NARROW } else { 0 }
}

fn cost_of_break(atoms: &[String], end: usize) -> u64 {
    let (Some(before), Some(after)) = (atoms.get(end - 1), atoms.get(end)) else {
        return 0;
    };
    let last = before.chars().next_back().unwrap_or(' ');
    let first = after.chars().next().unwrap_or(' ');
    if last == ' ' || CLOSING.contains(last) || OPENING.contains(first) {
        0
    } else if TRAILING.contains(last) || LEADING.contains(first) {
        IN_PHRASE / 2
    } else if TRAILING.contains(first) || LEADING.contains(last) {
        IN_PHRASE * 4
    } else {
        IN_PHRASE
    }
}

fn join(atoms: &[String], ends: &[usize]) -> Vec<String> {
    let mut start = 0;
    let mut lines = Vec::with_capacity(ends.len());
    for end in ends {
        lines.push(atoms[start..*end].concat().trim().to_owned());
        start = *end;
    }
    lines
}

/// Full lines, the last of them ending in an ellipsis.
fn shorten(atoms: &[String], width: usize, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for atom in atoms {
        let is_last = lines.len() + 1 >= most;
        let room = if is_last { width.saturating_sub(WIDE) } else { width };
        if measure(&line) + measure(atom) <= room {
            line.push_str(atom);
        } else if is_last {
            line.push('…');
            break;
        } else {
            lines.push(std::mem::replace(&mut line, atom.clone()));
        }
    }
    lines.push(line);
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    fn check(title: &str, width: usize, expected: &[&str]) {
        assert_eq!(lines(title, width, 4), expected, "{title}");
    }

    #[test]
    fn lines_are_balanced() {
        check("临溪县应急志愿服务队", 60, &["临溪县应急", "志愿服务队"]);
        check("河与桥", 60, &["河与桥"]);
    }

    #[test]
    fn a_line_ends_after_a_mark_rather_than_within_a_phrase() {
        check("夜里的灯：一座图书馆的冬天", 90, &["夜里的灯：", "一座图书馆的冬天"]);
        check("看河（二〇二三年卷）", 80, &["看河", "（二〇二三年卷）"]);
    }

    #[test]
    fn no_line_starts_with_a_closing_mark_or_ends_with_an_opening_one() {
        check("记《河》与《桥》", 40, &["记《河》", "与《桥》"]);
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        check("防汛2023手册", 50, &["防汛", "2023手册"]);
        check("Notes on a river", 50, &["Notes on", "a river"]);
    }

    #[test]
    fn a_title_that_is_too_long_ends_in_an_ellipsis() {
        let lines = lines(&"长".repeat(500), 60, 3);
        assert_eq!(lines, ["长长长长长长", "长长长长长长", "长长长长长…"]);
    }
}
