//! A pattern of names of sources, as in `{ name = "市公安局", source = "jinhua-*.txt" }`.

use globset::{GlobBuilder, GlobMatcher};

/// A glob pattern of names of sources.
#[derive(Debug, Clone)]
pub struct SourcePattern {
    text: String,
    matcher: GlobMatcher,
}

impl SourcePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// What is wrong with it, in the words of the library.
    pub fn new(text: &str) -> Result<Self, String> {
        match GlobBuilder::new(text).build() {
            Ok(glob) => {
                Ok(Self { text: text.to_owned(), matcher: glob.compile_matcher() })
            }
            Err(error) => Err(error.kind().to_string()),
        }
    }

    /// The pattern as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is the name of this source.
    #[must_use]
    pub fn is_match(&self, source: &str) -> bool {
        self.matcher.is_match(source)
    }

    /// Whether some name could match both. Brackets count as any character, and braces with
    /// very many alternatives as any characters, so patterns that hold them may be said to
    /// overlap when they do not, never the other way round.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let others = alternatives(&other.text);
        alternatives(&self.text)
            .iter()
            .any(|left| others.iter().any(|right| overlap(left, right)))
    }
}

/// More alternatives than this are not told apart.
const MOST_ALTERNATIVES: usize = 64;

/// The patterns without braces that a pattern stands for; itself when they are too many.
fn alternatives(whole: &str) -> Vec<String> {
    let mut open = vec![whole.to_owned()];
    let mut done = Vec::new();
    while let Some(pattern) = open.pop() {
        let Some((before, inside, after)) = braces(&pattern) else {
            done.push(pattern);
            continue;
        };
        let joined = |inside: &&str| [before, inside, after].concat();
        open.extend(at_commas(inside).iter().map(joined));
        if open.len() + done.len() > MOST_ALTERNATIVES {
            return vec![whole.to_owned()];
        }
    }
    done
}

/// What stands before, in and behind the first braces of a pattern.
fn braces(pattern: &str) -> Option<(&str, &str, &str)> {
    let mut nesting = Nesting::default();
    let mut start = None;
    for (at, c) in pattern.char_indices() {
        nesting.enter(c);
        match (start, nesting.depth) {
            (None, 1) => start = Some(at),
            (Some(start), 0) => {
                return Some((
                    &pattern[..start],
                    &pattern[start + 1..at],
                    &pattern[at + 1..],
                ));
            }
            _ => {}
        }
    }
    None
}

/// The alternatives between braces.
fn at_commas(inside: &str) -> Vec<&str> {
    let mut nesting = Nesting::default();
    let is_end = |c: char| {
        let is_plain = nesting.depth == 0 && !nesting.is_literal;
        nesting.enter(c);
        is_plain && c == ','
    };
    inside.split(is_end).collect()
}

/// How deep in braces a pattern is, and whether its next character stands for itself.
#[derive(Default)]
struct Nesting {
    depth: usize,
    is_literal: bool,
    in_brackets: bool,
}

impl Nesting {
    fn enter(&mut self, c: char) {
        let is_literal = std::mem::take(&mut self.is_literal);
        match c {
            _ if is_literal => {}
            '\\' => self.is_literal = true,
            '[' => self.in_brackets = true,
            ']' => self.in_brackets = false,
            '{' if !self.in_brackets => self.depth += 1,
            '}' if !self.in_brackets => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// Whether some name could match both of two patterns.
fn overlap(left: &str, right: &str) -> bool {
    let (left, right) = (tokens(left), tokens(right));
    // Row by row: whether the tokens from here on have a name in common.
    let mut below = vec![false; right.len() + 1];
    for at in (0..=left.len()).rev() {
        let mut row = vec![false; right.len() + 1];
        for to in (0..=right.len()).rev() {
            row[to] = match (left.get(at), right.get(to)) {
                (None, None) => true,
                (Some(Token::Many), Some(_)) => below[to] || row[to + 1],
                (Some(_), Some(Token::Many)) => row[to + 1] || below[to],
                (Some(Token::Many), None) => below[to],
                (None, Some(Token::Many)) => row[to + 1],
                (Some(Token::Only(a)), Some(Token::Only(b))) => a == b && below[to + 1],
                (Some(_), Some(_)) => below[to + 1],
                _ => false,
            };
        }
        below = row;
    }
    below[0]
}

impl PartialEq for SourcePattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for SourcePattern {}

/// A piece of a pattern, as far as overlaps need it.
enum Token {
    /// This character.
    Only(char),
    /// Any one character.
    One,
    /// Any characters, also none.
    Many,
}

fn tokens(pattern: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        tokens.push(match c {
            '*' => Token::Many,
            '?' => Token::One,
            '[' => {
                // A bracket right after the first, or after `!`, is a member.
                let mut before = '[';
                for c in chars.by_ref() {
                    let is_end = c == ']' && !matches!(before, '[' | '!' | '^');
                    before = c;
                    if is_end {
                        break;
                    }
                }
                Token::One
            }
            '{' => {
                let mut depth = 1_u32;
                for c in chars.by_ref() {
                    depth = match c {
                        '{' => depth + 1,
                        '}' => depth - 1,
                        _ => depth,
                    };
                    if depth == 0 {
                        break;
                    }
                }
                Token::Many
            }
            '\\' => Token::Only(chars.next().unwrap_or(c)),
            c => Token::Only(c),
        });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::SourcePattern;

    fn overlap(left: &str, right: &str) -> bool {
        let [left, right] =
            [left, right].map(|text| SourcePattern::new(text).expect("well-formed"));
        assert_eq!(left.overlaps(&right), right.overlaps(&left));
        left.overlaps(&right)
    }

    #[test]
    fn patterns_overlap_when_a_name_matches_both() {
        assert!(overlap("jinhua-*.txt", "*-2022.txt"));
        assert!(overlap("*", "甲.txt"));
        assert!(overlap("a?c", "?b?"));
        assert!(overlap("a*b*c", "*cc"));
        assert!(overlap("{a,b}.txt", "b.txt"));
        assert!(overlap("{a,b{c,d}}.txt", "b{d,e}.txt"));
        assert!(overlap("[ab].txt", "b.txt"));
    }

    #[test]
    fn patterns_without_a_common_name_do_not_overlap() {
        assert!(!overlap("jinhua-*.txt", "huzhou-*.txt"));
        assert!(!overlap("甲*", "乙*"));
        assert!(!overlap("a?", "a"));
        assert!(!overlap("*.txt", "*.docx"));
        assert!(!overlap("[ab].txt", "b.md"));
        assert!(!overlap("jiangkou-*.txt", "{shanqian,houshan}.txt"));
        assert!(!overlap("{a,b{c,d}}.txt", "{b,c,a\\,}.txt"));
    }
}
