//! W001: quotation marks that point the wrong way or lack their other half; W002:
//! straight ones.
//!
//! A quotation of several paragraphs opens each of them and closes the last, or opens the
//! first and closes the last; both are practice. So marks are judged once the article is
//! read, pair by pair: an automaton over the marks of one kind.

use crate::diag::Code;
use crate::lint::marks::ends;
use crate::lint::text::{is_han, is_opening, is_wide};
use crate::lint::{Finding, MOST, Passage, Role, Sheet};

/// The kinds of marks that quote.
const PAIRS: [(char, char); 4] = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』')];

/// A quotation mark.
#[derive(Debug, Clone, Copy)]
struct Mark {
    passage: usize,
    at: usize,
    opens: bool,
    before: Option<char>,
    after: Option<char>,
}

/// The quotation marks of an article.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    /// By kind, in order.
    marks: [Vec<Mark>; 4],
}

impl Quotes {
    /// Whether the last mark of a passage has opened a quotation.
    pub(super) fn is_inside(&self, passage: usize) -> bool {
        let last = |marks: &Vec<Mark>| {
            marks.last().is_some_and(|mark| mark.passage == passage && mark.opens)
        };
        self.marks.iter().any(last)
    }

    /// The slips, once the whole article is read.
    pub(super) fn finish(&self, passages: &[Passage<'_>]) -> Vec<Finding> {
        let mut found = Vec::new();
        for (pair, marks) in PAIRS.into_iter().zip(&self.marks) {
            let mut reading = Reading { pair, passages, open: None, found: &mut found };
            for marks in marks.chunk_by(|a, b| a.passage == b.passage) {
                reading.passage(marks);
            }
            reading.drop_open();
        }
        found
    }
}

/// Keeps a quotation mark. Apostrophes are none.
pub(super) fn mark(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    let (before, after) = (sheet.before(at), sheet.after(end));
    let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let is_apostrophe = match c {
        '’' => is_latin(before) && !after.is_some_and(is_wide),
        '‘' => is_latin(before) && is_latin(after),
        _ => false,
    };
    let kind = PAIRS.iter().position(|(open, close)| c == *open || c == *close);
    if let Some(kind) = kind.filter(|_| !is_apostrophe)
        && sheet.quotes.marks[kind].len() < MOST * PAIRS.len()
    {
        let opens = c == PAIRS[kind].0;
        let mark = Mark { passage: sheet.passage, at, opens, before, after };
        sheet.quotes.marks[kind].push(mark);
    }
    end
}

/// The marks of one kind, read in order.
struct Reading<'a> {
    pair: (char, char),
    passages: &'a [Passage<'a>],
    /// The mark of the quotation that is open.
    open: Option<Mark>,
    found: &'a mut Vec<Finding>,
}

impl Reading<'_> {
    fn passage(&mut self, marks: &[Mark]) {
        let Some(first) = marks.first() else { return };
        let passage = self.passages[first.passage];
        let carries = passage.role != Role::Title;
        let starts = passage.text[..first.at].trim().is_empty();
        // No title carries a quotation on, and a new one means the old was never closed.
        if first.opens && !starts || !carries {
            self.drop_open();
        } else if first.opens {
            self.open = None;
        }
        if is_reversed(passage.text, marks) && self.open.is_none() {
            marks.iter().for_each(|mark| self.report(mark, true));
            return;
        }
        let mut rest = marks;
        while let Some((mark, following)) = rest.split_first() {
            rest = match (self.open.is_some(), mark.opens) {
                (false, true) => {
                    self.open = Some(*mark);
                    following
                }
                (true, false) => {
                    self.open = None;
                    following
                }
                (false, false) => self.stray(mark, following),
                (true, true) => self.second(mark, following),
            };
        }
        if !carries {
            self.drop_open();
        }
    }

    /// A closing mark where nothing is open.
    fn stray<'m>(&mut self, mark: &Mark, following: &'m [Mark]) -> &'m [Mark] {
        let text = self.passages[mark.passage].text;
        if let [next, others @ ..] = following
            && next.opens
            && others.first().is_none_or(|other| other.opens)
            && is_reversed_pair(text, mark, next)
        {
            self.report(mark, true);
            self.report(next, true);
            return others;
        }
        // `、”红色”`: what stands around it opens, and the other half is there.
        let opens =
            mark.before.is_none_or(|c| matches!(c, '：' | '、' | '，') || is_opening(c))
                && !ends(mark.after);
        let is_whole =
            following.first().is_some_and(|next| !next.opens && ends_well(next));
        self.report(mark, opens && is_whole);
        if is_whole {
            return &following[1..];
        }
        following
    }

    /// An opening mark inside a quotation of the same kind.
    fn second<'m>(&mut self, mark: &Mark, following: &'m [Mark]) -> &'m [Mark] {
        match following {
            // `“…“…”…”`: the inner marks should be of the other kind.
            [inner, outer, ..] if !inner.opens && !outer.opens => {
                self.report(mark, false);
                &following[1..]
            }
            _ => {
                let begins = |c| is_opening(c) || c == '：';
                let closes = ends(mark.after) && !mark.before.is_some_and(begins);
                self.report(mark, closes);
                let goes_on =
                    !closes && following.first().is_some_and(|next| !next.opens);
                self.open = goes_on.then_some(*mark);
                following
            }
        }
    }

    /// Nothing will close what is open.
    fn drop_open(&mut self) {
        if let Some(open) = self.open.take() {
            self.report(&open, false);
        }
    }

    /// Reports a mark; one that is certain is turned round.
    fn report(&mut self, mark: &Mark, is_certain: bool) {
        let (open, close) = self.pair;
        let (wrong, right) = if mark.opens { (open, close) } else { (close, open) };
        let range = mark.at..mark.at + wrong.len_utf8();
        let replacement = is_certain.then(|| right.to_string());
        let finding =
            Finding { passage: mark.passage, code: Code::W001, range, replacement };
        self.found.push(finding);
    }
}

/// Whether a closing mark stands where one may.
fn ends_well(mark: &Mark) -> bool {
    !mark.before.is_some_and(|c| is_opening(c) || matches!(c, '：' | '、'))
}

/// Whether every mark of a passage points the wrong way: `”红色“和”绿色“`.
fn is_reversed(text: &str, marks: &[Mark]) -> bool {
    let pairs = || marks.chunks(2);
    marks.len() >= 2
        && pairs().all(|pair| match pair {
            [first, second] => {
                !first.opens && second.opens && is_reversed_pair(text, first, second)
            }
            _ => false,
        })
}

/// Characters of what is quoted within a sentence, at most.
const LONGEST: usize = 30;

/// Whether two marks quote what is between them, each pointing the wrong way. Otherwise a
/// quotation ends here and another begins: `……了。”他说：“……`.
fn is_reversed_pair(text: &str, first: &Mark, second: &Mark) -> bool {
    let inside = text[first.at..second.at].chars().skip(1);
    let is_short = inside.clone().take(LONGEST + 1).count() <= LONGEST;
    let is_one = |c: char| !matches!(c, '。' | '；' | '：' | '！' | '？');
    let begins =
        second.before.is_none_or(|c| matches!(c, '：' | '，' | '、') || is_opening(c));
    let ended = match first.before {
        Some('。' | '！' | '？' | '…') => true,
        // `“走吧，”他说，“船……`: after a comma the first closes if the second may open.
        Some('，') => !ends(second.after) && !second.after.is_some_and(is_han),
        _ => false,
    };
    is_short && !ended && !begins && inside.clone().all(is_one) && !ends(first.after)
}

/// W002: keeps a straight double mark; a single one between Han is reported at once.
pub(super) fn straight(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = at + 1;
    if c == '"' {
        sheet.straight.push(at);
    } else if sheet.before(at).is_some_and(is_wide)
        && sheet.after(end).is_some_and(is_wide)
    {
        sheet.report(Code::W002, at..end, None);
    }
    end
}

/// W002: the straight double marks of a passage, with curled ones when they pair.
pub(super) fn finish_straight(sheet: &mut Sheet<'_>) {
    let marks = std::mem::take(&mut sheet.straight);
    let has_wide = |at: &usize| {
        sheet.before(*at).is_some_and(is_wide) || sheet.after(at + 1).is_some_and(is_wide)
    };
    if !marks.iter().any(has_wide) {
        return;
    }
    let opens =
        |at: &usize| !ends(sheet.after(at + 1)) && sheet.after(at + 1) != Some(' ');
    let is_inches = |at: &usize| sheet.before(*at).is_some_and(|c| c.is_ascii_digit());
    let closes = |at: &usize| {
        let is_good = |c| !is_opening(c) && !matches!(c, '：' | ' ');
        sheet.before(*at).is_some_and(is_good) && !is_inches(at)
    };
    let is_certain = marks.chunks(2).all(|pair| match pair {
        [open, close] => {
            opens(open)
                && closes(close)
                && !sheet.before(*open).is_some_and(|c| c.is_ascii_alphanumeric())
                && (has_wide(open) || has_wide(close))
        }
        _ => false,
    });
    let found: Vec<(usize, bool)> = marks
        .iter()
        .enumerate()
        .filter(|(_, at)| is_certain || has_wide(at) && !is_inches(at))
        .map(|(number, at)| (*at, number % 2 == 0))
        .collect();
    for (at, opens) in found {
        let right = if opens { "“" } else { "”" };
        sheet.report(Code::W002, at..at + 1, is_certain.then_some(right));
    }
}
