//! The text of an article into slips of the keyboard, of scanners and of PDF programs:
//! each with its place and, where no one could disagree, with the right characters.
//!
//! Nothing is changed here and nothing is judged that a good writer might have meant: a
//! rule that would speak about clean text is no rule. One pass over the characters; what
//! is looked at closer is in one table (`RULES`), so clean text costs a look-up for
//! each character. Everything looked at around a character is bounded, so a text of
//! slips is read in linear time too.

mod brackets;
mod breaks;
mod characters;
mod dashes;
mod lookalikes;
mod marks;
mod quotes;
mod spaces;
mod text;
mod widths;

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use crate::diag::{Code, Diagnostic};
use crate::lint::quotes::Quotes;
use crate::lint::widths::Widths;

/// A run of text that stands for itself: a paragraph, a heading, a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage<'a> {
    /// Its characters, without markup. A forced line break is `\n`; U+FFFC stands for
    /// what is no text.
    pub text: &'a str,
    /// What it is.
    pub role: Role,
}

/// What a passage is: a space in a title is the author's, one in a sentence is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A title or section heading.
    Title,
    /// A paragraph of prose.
    Paragraph,
    /// Anything else: an item of a list, a cell, a line of verse, a caption.
    Line,
}

/// A slip.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which of the passages it stands in.
    pub passage: usize,
    /// What kind it is.
    pub code: Code,
    /// Its bytes in the passage.
    pub range: Range<usize>,
    /// What must stand there, when that is certain.
    pub replacement: Option<String>,
}

impl Finding {
    /// The slip as a diagnostic without a place; `text` is its passage.
    #[must_use]
    pub fn diagnostic(&self, text: &str) -> Diagnostic {
        let Range { start, end } = self.range;
        let is_seen = |c: &char| !c.is_control();
        let left: Vec<char> = text[..start].chars().rev().take(AROUND).collect();
        let right = text[end..].chars().take(AROUND);
        let inside = text[start..end].chars().take(LONGEST);
        let excerpt = left.into_iter().rev().chain(inside).chain(right).filter(is_seen);
        let excerpt: String = excerpt.collect();
        let first = text[start..].chars().next().map_or(0, u32::from);
        Diagnostic::new(self.code)
            .with("text", excerpt.trim())
            .with("right", self.replacement.as_deref().unwrap_or("none"))
            .with("what", format!("U+{first:04X}"))
    }
}

/// Characters shown on either side of a slip: enough to find it in a long line.
const AROUND: usize = 5;

/// Characters shown of a slip itself.
const LONGEST: usize = 12;

/// The most slips found in one go. A text with more is not proofread but typed again;
/// the limit keeps memory in proportion to the text.
const MOST: usize = 10_000;

/// Finds the slips of an article, in order; its passages are given in theirs, because
/// quotations go on from one paragraph to the next.
#[must_use]
pub fn check(passages: &[Passage<'_>]) -> Vec<Finding> {
    let mut quotes = Quotes::default();
    let mut widths = Widths::default();
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let mut sheet = Sheet::new(index, *passage, found, (quotes, widths));
        sheet.read();
        brackets::finish(&mut sheet);
        quotes::finish_straight(&mut sheet);
        (found, quotes, widths) = (sheet.found, sheet.quotes, sheet.widths);
    }
    found.extend(quotes.finish(passages));
    found.extend(widths.finish());
    found.extend(breaks::check(passages));
    found.sort_by_key(|finding| (finding.passage, finding.range.start, finding.code));
    found.truncate(MOST);
    found
}

/// The text of a passage with everything certain set right; of replacements that
/// overlap, the first is taken.
#[must_use]
pub fn fix(text: &str, findings: &[Finding]) -> String {
    let mut fixed = String::with_capacity(text.len());
    let mut done = 0;
    for finding in findings {
        let Some(replacement) = &finding.replacement else { continue };
        if finding.range.start >= done {
            fixed.push_str(&text[done..finding.range.start]);
            fixed.push_str(replacement);
            done = finding.range.end;
        }
    }
    fixed.push_str(&text[done..]);
    fixed
}

/// Whether a code is one of this module's.
#[must_use]
pub fn is_lint(code: Code) -> bool {
    code.as_str().starts_with('W')
}

/// A passage while it is read, and what goes on beyond it.
struct Sheet<'a> {
    passage: usize,
    text: &'a str,
    role: Role,
    found: Vec<Finding>,
    /// Open brackets: where and which.
    brackets: Vec<(usize, char)>,
    /// Straight double quotation marks.
    straight: Vec<usize>,
    quotes: Quotes,
    widths: Widths,
}

impl<'a> Sheet<'a> {
    fn new(
        index: usize,
        passage: Passage<'a>,
        found: Vec<Finding>,
        (quotes, widths): (Quotes, Widths),
    ) -> Self {
        let Passage { text, role } = passage;
        let (brackets, straight) = (Vec::new(), Vec::new());
        Self { passage: index, text, role, found, brackets, straight, quotes, widths }
    }

    /// Looks at each character that has a rule, and not again at what a rule has read.
    fn read(&mut self) {
        let mut done = 0;
        for (at, c) in self.text.char_indices() {
            if let Some(rule) = TABLE.rule(c)
                && at >= done
            {
                done = rule(self, at, c);
            }
        }
    }

    /// Adds a slip.
    fn report(&mut self, code: Code, range: Range<usize>, replacement: Option<&str>) {
        if self.found.len() < MOST {
            let replacement = replacement.map(str::to_owned);
            self.found.push(Finding { passage: self.passage, code, range, replacement });
        }
    }

    /// The character that ends before a byte.
    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    /// The character at a byte.
    fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// Where a run of characters from a byte on ends.
    fn run(&self, from: usize, is_in: impl Fn(char) -> bool) -> usize {
        let rest = &self.text[from..];
        rest.find(|c| !is_in(c)).map_or(self.text.len(), |length| from + length)
    }
}

/// A rule looks at the character at a byte, and says up to where it has read.
type Rule = fn(&mut Sheet<'_>, usize, char) -> usize;

/// The characters that a rule looks at: single ones, or a range.
enum Trigger {
    These(&'static str),
    Through(RangeInclusive<char>),
}

use Trigger::{These, Through};

/// Every rule and what makes it look; the first that names a character has it.
const RULES: &[(Trigger, Rule)] = &[
    (These("“”‘’「」『』"), quotes::mark),
    (These("\"'"), quotes::straight),
    (These("（）《》〈〉【】〔〕［］()"), brackets::bracket),
    (These("，。、；："), marks::full),
    (These(",;:?!."), marks::half),
    (These("…⋯·"), marks::dots),
    (These("•・∙⋅･．"), marks::name_dot),
    (These("—―–－-─﹣ー"), dashes::dash),
    (These("○◯"), characters::circle),
    (These("零"), characters::zero),
    (These(lookalikes::TRIGGERS), lookalikes::character),
    (Through('0'..='9'), characters::token),
    (Through('A'..='Z'), characters::token),
    (Through('a'..='z'), characters::token),
    (Through('０'..='９'), widths::digits),
    (Through('Ａ'..='Ｚ'), widths::letters),
    (Through('ａ'..='ｚ'), widths::letters),
    (These(" \t\u{A0}\u{202F}"), spaces::space),
    (Through('\u{2000}'..='\u{200A}'), spaces::space),
    (These("\u{FFFD}"), characters::replacement),
    (These("\u{AD}\u{2028}\u{2029}\u{FEFF}"), characters::invisible),
    (Through('\0'..='\u{8}'), characters::invisible),
    (Through('\u{B}'..='\u{C}'), characters::invisible),
    (Through('\u{E}'..='\u{1F}'), characters::invisible),
    (Through('\u{7F}'..='\u{9F}'), characters::invisible),
    (Through('\u{200B}'..='\u{200F}'), characters::invisible),
    (Through('\u{202A}'..='\u{202E}'), characters::invisible),
    (Through('\u{2060}'..='\u{2069}'), characters::invisible),
    (Through('\u{2E80}'..='\u{2FD5}'), characters::radical),
    (Through('\u{F900}'..='\u{FAFF}'), characters::radical),
];

/// [`RULES`] by character: a byte for each of the basic plane, 0 or the rule's number + 1.
struct Table(Vec<u8>);

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut numbers = vec![0; 0x1_0000];
    for (number, (trigger, _)) in (1_u8..).zip(RULES) {
        let mut set = |c: char| {
            if numbers[c as usize] == 0 {
                numbers[c as usize] = number;
            }
        };
        match trigger {
            These(characters) => characters.chars().for_each(&mut set),
            Through(range) => range.clone().for_each(&mut set),
        }
    }
    Table(numbers)
});

impl Table {
    fn rule(&self, c: char) -> Option<Rule> {
        match self.0.get(c as usize) {
            Some(0) => None,
            Some(number) => Some(RULES[usize::from(*number) - 1].1),
            // Compatibility ideographs of plane 2; nothing else up there is looked at.
            None => {
                ('\u{2F800}'..='\u{2FA1F}').contains(&c).then_some(characters::radical)
            }
        }
    }
}
