//! Which of the marks that Chinese and Latin share are Chinese here (spec.md 1.9).
//!
//! A mark is Chinese unless both neighbours, beyond spaces and other marks, are Latin. A
//! closing quotation mark follows its opening one, so that no pair is of two kinds.

use crate::line::class::{Class, classify, is_connector_between_han, is_shared};

/// What the text on one side of a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Chinese,
    Latin,
}

/// Reads a text from its start and gives each character its class.
pub(super) struct Context<'a> {
    text: &'a str,
    /// The nearest telling character behind.
    behind: Side,
    /// Where the nearest telling character ahead stands, and what it is.
    ahead: (usize, Side),
    /// What the text is when nothing tells: the kind of its only script.
    edge: Side,
    /// Whether the quotation marks that are open are Chinese.
    open_quotes: Vec<bool>,
}

impl<'a> Context<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let has_chinese =
            text.chars().any(|character| side(character) == Some(Side::Chinese));
        let edge = if has_chinese { Side::Chinese } else { Side::Latin };
        Self { text, behind: edge, ahead: (0, edge), edge, open_quotes: Vec::new() }
    }

    /// The class of the character at a byte offset; offsets must ascend.
    #[inline]
    pub(super) fn class(&mut self, at: usize, character: char) -> Class {
        if matches!(character, '\u{4E00}'..='\u{9FFF}') {
            self.behind = Side::Chinese;
            return Class::Han;
        }
        self.class_of_other(at, character)
    }

    /// The same of what is no common Han.
    fn class_of_other(&mut self, at: usize, character: char) -> Class {
        if is_shared(character) {
            return self.shared(at, character);
        }
        let class = classify(character);
        if is_connector_between_han(character) && self.is_between_han(at) {
            return match character {
                '/' => Class::Solidus,
                _ => Class::ConnectorShort,
            };
        }
        if let Some(side) = telling(character, class) {
            self.behind = side;
        }
        class
    }

    fn shared(&mut self, at: usize, mark: char) -> Class {
        let chinese = self.is_chinese(at, mark);
        let own = classify(mark);
        if matches!(mark, '“' | '‘') {
            self.open_quotes.push(chinese);
        }
        if chinese {
            self.behind = Side::Chinese;
        }
        match own {
            _ if !chinese => Class::Word,
            Class::Dash if !self.is_pair(at, mark) => Class::ConnectorLong,
            own => own,
        }
    }

    fn is_chinese(&mut self, at: usize, mark: char) -> bool {
        let next = self.text[at + mark.len_utf8()..].chars().next();
        let before = self.text[..at].chars().next_back();
        let letters = before.is_some_and(is_western) && next.is_some_and(is_western);
        match mark {
            '’' if letters => false,
            '”' | '’' => {
                let both = self.both_latin(at + mark.len_utf8());
                self.open_quotes.pop().unwrap_or(!both)
            }
            '—' | '―' | '…' | '⋯' if self.is_pair(at, mark) => true,
            // A year span takes the one-em dash of Chinese (14.4).
            '—' if before.is_some_and(|c| c.is_ascii_digit())
                && next.is_some_and(|c| c.is_ascii_digit()) =>
            {
                true
            }
            _ => !self.both_latin(at + mark.len_utf8()),
        }
    }

    /// Whether the mark is one half of a pair of the same marks.
    fn is_pair(&self, at: usize, mark: char) -> bool {
        self.text[at + mark.len_utf8()..].starts_with(mark)
            || self.text[..at].ends_with(mark)
    }

    fn both_latin(&mut self, from: usize) -> bool {
        self.behind == Side::Latin && self.side_ahead(from) == Side::Latin
    }

    /// The nearest telling character at or after an offset; each is looked for once.
    fn side_ahead(&mut self, from: usize) -> Side {
        if self.ahead.0 <= from {
            let mut rest = self.text[from..].char_indices();
            let found =
                rest.find_map(|(at, character)| Some((from + at + 1, side(character)?)));
            self.ahead = found.unwrap_or((usize::MAX, self.edge));
        }
        self.ahead.1
    }

    fn is_between_han(&self, at: usize) -> bool {
        let is_han = |character: char| classify(character) == Class::Han;
        self.text[..at].chars().next_back().is_some_and(is_han)
            && self.text[at + 1..].chars().next().is_some_and(is_han)
    }
}

/// What a character tells about the text around it: letters do, digits stand in both.
fn side(character: char) -> Option<Side> {
    if is_shared(character) {
        return None;
    }
    telling(character, classify(character))
}

fn telling(character: char, class: Class) -> Option<Side> {
    if class == Class::Hangul {
        Some(Side::Latin) // Korean takes the marks of Latin (2.17).
    } else if class.is_chinese() {
        Some(Side::Chinese)
    } else if class.is_word() && character.is_alphabetic() {
        Some(Side::Latin)
    } else {
        None
    }
}

/// Whether it is a letter or digit of another script than Han.
fn is_western(character: char) -> bool {
    character.is_alphanumeric() && !matches!(character, '\u{2E80}'..='\u{3FFFF}')
}
