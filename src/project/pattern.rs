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

    /// Whether some name could match both. Brackets count as any character and braces as
    /// any characters, so patterns that hold them may be said to overlap when they do
    /// not, never the other way round.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let (left, right) = (tokens(&self.text), tokens(&other.text));
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
                    (Some(Token::Only(a)), Some(Token::Only(b))) => {
                        a == b && below[to + 1]
                    }
                    (Some(_), Some(_)) => below[to + 1],
                    _ => false,
                };
            }
            below = row;
        }
        below[0]
    }
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
        assert!(overlap("[ab].txt", "b.txt"));
    }

    #[test]
    fn patterns_without_a_common_name_do_not_overlap() {
        assert!(!overlap("jinhua-*.txt", "huzhou-*.txt"));
        assert!(!overlap("甲*", "乙*"));
        assert!(!overlap("a?", "a"));
        assert!(!overlap("*.txt", "*.docx"));
        assert!(!overlap("[ab].txt", "b.md"));
    }
}
