//! Where a line may end: a function of two neighbours and the level of prohibition.
//!
//! The inside of words of other scripts is `word.rs`'s and UAX #14's; here stands what
//! happens between Chinese characters and at the seam of the two.

use unicode_linebreak::{BreakClass, break_property};

use crate::line::class::Class;
use crate::line::{Level, Region};

/// Whether a line may end between two neighbours, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Like any other place.
    Free,
    /// Rather not (2.12).
    Reluctant,
    /// With a hyphen (2.11).
    Hyphen,
    /// Only when nothing else fits: inside what is longer than a line.
    Emergency,
    /// Not at all.
    Never,
}

/// A neighbour of a possible break.
#[derive(Debug, Clone, Copy)]
pub(super) struct Edge {
    /// Its class.
    pub(super) class: Class,
    /// Its character at the break.
    pub(super) character: char,
}

/// Whether a line may end between two neighbours without a space between them.
pub(super) fn between(before: Edge, after: Edge, level: Level, region: Region) -> Break {
    let (first, second) = (before.class, after.class);
    match (first, second) {
        (_, Class::Newline | Class::Space | Class::ZeroWidth | Class::Extend) => {
            Break::Never
        }
        (Class::ZeroWidth, _) => Break::Free, // 1.12
        (Class::Glue, _) | (_, Class::Glue) => Break::Never, // 1.12
        (Class::Word, Class::Word) => inside_word(before.character, after.character),
        (Class::Ellipsis, Class::Ellipsis) | (Class::Dash, Class::Dash) => Break::Free, // 2.8
        (Class::Prefix, Class::Word) if after.character.is_ascii_digit() => Break::Never, // 2.10
        (Class::Word, Class::Postfix) if before.character.is_ascii_digit() => {
            Break::Never
        } // 2.10
        (Class::Prefix, Class::Cell) => Break::Never, // 2.10
        (Class::Hangul, Class::Hangul) if region == Region::Ko => Break::Never, // 2.17
        _ if may_not_end(before, level) || may_not_start(after, level, region) => {
            Break::Never
        }
        // 2.12: a number and its measure word, a range after its connector, a name.
        (Class::Word, Class::Han) if before.character.is_ascii_digit() => {
            Break::Reluctant
        }
        (Class::Cell, Class::Han) => Break::Reluctant,
        (Class::ConnectorWave | Class::ConnectorLong, _) => Break::Reluctant,
        (Class::ConnectorShort | Class::Middot, _) => Break::Reluctant,
        _ => Break::Free,
    }
}

/// Whether a line may end at a space between two neighbours.
pub(super) fn at_space(before: Edge, after: Edge, level: Level, region: Region) -> Break {
    let is_number = before.character.is_ascii_digit();
    match (before.class, after.class) {
        (_, Class::Newline | Class::Space) => Break::Never,
        (Class::Glue, _) | (_, Class::Glue) => Break::Never,
        _ if may_not_end(before, level) || may_not_start(after, level, region) => {
            Break::Never
        }
        (Class::Word, Class::Word) if is_number => Break::Reluctant, // 2.12: 50 kg
        _ => Break::Free,
    }
}

/// Whether a class is forbidden at the start of a line.
fn may_not_start(edge: Edge, level: Level, region: Region) -> bool {
    let at_least = |least: Level| rank(level) >= rank(least);
    match edge.class {
        Class::Close | Class::StopIn | Class::Colon => at_least(Level::Basic), // 2.1, 2.6
        Class::StopEnd | Class::Exclaim | Class::DoubleExclaim => at_least(Level::Basic), // 2.1
        Class::Still => at_least(Level::Basic), // 10.6
        Class::Middot => at_least(Level::Basic), // 2.1, 2.7
        Class::ConnectorShort | Class::ConnectorLong => at_least(Level::Basic), // 2.1
        Class::ConnectorWave => at_least(Level::Basic), // 2.1, 2.7
        Class::Solidus => at_least(Level::Basic), // 2.3; punct_props.tsv has it in basic
        Class::Ellipsis => at_least(Level::GbPlus), // 2.5
        Class::Dash => at_least(Level::Strict), // 2.4
        Class::Iteration => at_least(Level::Basic), // 2.16
        Class::SmallKana => region == Region::Ja && at_least(Level::Strict), // 2.16
        Class::Postfix => at_least(Level::Basic), // 2.10
        Class::Word => word_may_not_start(edge.character),
        _ => false,
    }
}

/// Whether a class is forbidden at the end of a line.
fn may_not_end(edge: Edge, level: Level) -> bool {
    let at_least = |least: Level| rank(level) >= rank(least);
    match edge.class {
        Class::Open => at_least(Level::Basic), // 2.2, 2.6
        Class::Solidus => at_least(Level::Gb), // 2.3
        Class::Word => word_may_not_end(edge.character),
        _ => false,
    }
}

/// Levels in order of strictness.
fn rank(level: Level) -> u8 {
    match level {
        Level::None => 0,
        Level::Basic => 1,
        Level::Gb => 2,
        Level::GbPlus => 3,
        Level::Strict => 4,
    }
}

/// Marks of other scripts that hold on to what stands before them (UAX #14, LB13, LB15,
/// LB21; quotation marks as in 2.6).
fn word_may_not_start(character: char) -> bool {
    match character {
        '“' | '‘' | '«' | '‹' => false,
        // In Latin the middle dot is a letter (AI), but not at a line start (2.7).
        '·' | '•' | '‧' => true,
        _ => matches!(
            break_property(u32::from(character)),
            BreakClass::ClosePunctuation
                | BreakClass::CloseParenthesis
                | BreakClass::Exclamation
                | BreakClass::InfixSeparator
                | BreakClass::Symbol
                | BreakClass::NonStarter
                | BreakClass::Postfix
                | BreakClass::Quotation
                | BreakClass::After
                | BreakClass::Hyphen
                | BreakClass::Inseparable
                | BreakClass::NonBreakingGlue
                | BreakClass::WordJoiner
                | BreakClass::CombiningMark
        ),
    }
}

/// Marks of other scripts that hold on to what stands after them.
fn word_may_not_end(character: char) -> bool {
    match character {
        '”' | '’' | '»' | '›' => false,
        '/' => true, // 2.3 holds for the solidus of ASCII too
        _ => matches!(
            break_property(u32::from(character)),
            BreakClass::OpenPunctuation
                | BreakClass::Prefix
                | BreakClass::Quotation
                | BreakClass::NonBreakingGlue
                | BreakClass::WordJoiner
        ),
    }
}

/// Two runs of different style that meet inside a word.
fn inside_word(before: char, after: char) -> Break {
    let mut pair = String::with_capacity(8);
    pair.push(before);
    pair.push(after);
    let mut breaks = unicode_linebreak::linebreaks(&pair);
    match breaks.any(|(at, _)| at == before.len_utf8()) && before != '/' {
        true => Break::Free,
        false => Break::Never,
    }
}
