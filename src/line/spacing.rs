//! Widths of Chinese marks and the white between neighbours, as functions of classes.
//!
//! Half an em is the unit of every mark's width. What is absent: fonts. A mark's glyph is
//! placed in the cell that these tables give it (spec.md 3.14 forbids mixing in a font's
//! own squeezing).

use crate::line::class::Class;
use crate::line::{Punctuation, Region};

/// The side of a mark where it has half an em of white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum White {
    /// None, or on both sides.
    None,
    /// Before the ink: opening marks.
    Before,
    /// After the ink: closing marks and stops.
    After,
}

/// The full width of a class in half em; `None` when the glyph decides.
pub(super) fn half_ems(class: Class, region: Region) -> Option<i64> {
    let wide = !region.is_mainland();
    match class {
        Class::Han | Class::SmallKana | Class::Iteration => Some(2), // 1.10
        Class::Open | Class::Close => Some(2),                       // 1.1, 1.2
        Class::StopIn | Class::Colon | Class::StopEnd => Some(2),    // 1.3
        Class::Exclaim | Class::DoubleExclaim => Some(2),            // 1.4
        Class::Still => Some(2),                                     // 10.7
        Class::Middot => Some(if wide { 2 } else { 1 }),             // 1.5
        Class::Dash | Class::Ellipsis => Some(4),                    // 1.6, 1.7
        Class::ConnectorShort => Some(1),                            // 1.8
        Class::ConnectorLong | Class::ConnectorWave => Some(2),      // 1.8
        Class::Solidus => Some(if wide { 2 } else { 1 }),            // 1.8
        Class::WideSpace => Some(2),                                 // 1.12
        Class::ZeroWidth | Class::Newline => Some(0),                // 1.12
        Class::Prefix | Class::Postfix | Class::Symbol | Class::Hangul => None,
        Class::Word | Class::Space | Class::Glue | Class::Extend => None,
        Class::Cell => None,
        Class::FixedSpace => None,
    }
}

/// Where a mark has the white that may be cut off (3.2).
pub(super) fn white(class: Class, region: Region) -> White {
    match class {
        Class::Open => White::Before,
        Class::Close => White::After,
        Class::Still => White::None, // 10.7
        // Stops stand in the middle of their cell there (3.13).
        class if class.is_stop() && region == Region::Hant => White::None,
        // The colon of Japan is centred (list of disagreements 8).
        Class::Colon if !region.is_mainland() => White::None,
        class if class.is_stop() => White::After,
        _ => White::None,
    }
}

/// Whether a style of punctuation cuts the white of a mark wherever it stands.
pub(super) fn is_half(class: Class, style: Punctuation) -> bool {
    match style {
        Punctuation::Quanjiao | Punctuation::Hangmobanjiao | Punctuation::Raw => false,
        // 3.10: only the stops that end a sentence are full.
        Punctuation::Kaiming => !matches!(class, Class::StopEnd | Class::Exclaim),
        Punctuation::Banjiao => true,
    }
}

/// Whether a mark loses its white at the start or end of a line.
pub(super) fn is_cut_at_edge(class: Class, style: Punctuation, region: Region) -> bool {
    match class {
        _ if style == Punctuation::Raw => false, // 3.11
        Class::Open => region != Region::Hant,   // 3.7
        Class::Close => true,                    // 3.9
        class => class.is_stop() && region != Region::Hant, // 3.9, 1.14
    }
}

/// Whether a stop may stand outside the line it ends (5.8).
pub(super) fn may_hang(class: Class, region: Region) -> bool {
    match class {
        Class::StopIn | Class::StopEnd => region != Region::Hant,
        Class::Colon | Class::Exclaim => region == Region::Hans,
        _ => false,
    }
}

/// Which of two neighbours loses its white between them (3.3–3.5, 3.12, 3.13).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Neither.
    Neither,
    /// The first one, at its end.
    First,
    /// The second one, at its start.
    Second,
}

/// The cut between two neighbouring marks.
pub(super) fn cut(
    before: Class,
    after: Class,
    style: Punctuation,
    region: Region,
) -> Cut {
    if matches!(style, Punctuation::Raw | Punctuation::Hangmobanjiao) {
        return Cut::Neither; // 3.10, 3.11
    }
    let wide_dot = |class| class == Class::Middot && !region.is_mainland();
    let first =
        if white(before, region) == White::After { Cut::First } else { Cut::Neither };
    match (before, after) {
        (Class::Open, Class::Open) => Cut::Second, // 3.3
        (Class::Close, Class::Close | Class::Open) => Cut::First, // 3.3
        (Class::Close, after) if after.is_stop() => Cut::First, // 3.3
        (Class::Close, Class::WideSpace) => Cut::First, // 3.5
        (Class::Close, after) if wide_dot(after) => Cut::First, // 3.5
        (before, Class::Open) if before.is_stop() => match first {
            Cut::First => Cut::First, // 3.3
            _ => Cut::Second,         // 3.13
        },
        (before, Class::Close) if before.is_stop() => first, // 3.3, 3.13
        (Class::Exclaim, Class::Exclaim) => Cut::Neither,    // 1.4, see `exclaims`
        (before, after) if before.is_stop() && after.is_stop() => first, // 3.3
        (Class::WideSpace, Class::Open) => Cut::Second,      // 3.5
        (before, Class::Open) if wide_dot(before) => Cut::Second, // 3.5
        _ => Cut::Neither,                                   // 3.4, 3.12
    }
}

/// Which marks shrink when a line is too long, and in which tier (5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shrink {
    /// Never.
    Never,
    /// Tier 3.
    Dot,
    /// Tier 4.
    Bracket,
    /// Tier 5.
    Comma,
    /// Tier 7, which is off by default.
    Stop,
}

/// The tier in which a mark that still has its white shrinks (5.2).
pub(super) fn shrink(class: Class) -> Shrink {
    match class {
        Class::Open | Class::Close => Shrink::Bracket,
        Class::StopIn => Shrink::Comma,
        Class::Middot => Shrink::Dot,
        Class::StopEnd | Class::Exclaim | Class::Colon => Shrink::Stop,
        _ => Shrink::Never,
    }
}

/// The white between two neighbours beyond their cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// None, and it never stretches (5.4).
    Rigid,
    /// None, but it may stretch in the last tier (5.3).
    Loose,
    /// The gap between Han and Latin (4.1).
    Gap,
}

/// One side of a joint.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side {
    /// The class of the neighbour.
    pub(super) class: Class,
    /// Whether its character at the joint is a letter, a digit or a sign that counts as
    /// Latin (4.5).
    pub(super) western: bool,
}

/// The white between two neighbours.
pub(super) fn joint(before: Side, after: Side) -> Joint {
    let (first, second) = (before.class, after.class);
    let is_gap = |han: Side, latin: Side| han.class.is_ideographic() && latin.western;
    let is_connector = |class| {
        matches!(
            class,
            Class::ConnectorShort
                | Class::ConnectorLong
                | Class::ConnectorWave
                | Class::Solidus
                | Class::Middot
        )
    };
    let is_white = |class: Class| class.is_space() || class == Class::Glue;
    match (first, second) {
        _ if is_gap(before, after) || is_gap(after, before) => Joint::Gap, // 4.1, 4.5
        (Class::Word, Class::Word) => Joint::Rigid,                        // 5.4
        (first, second) if is_white(first) || is_white(second) => Joint::Rigid,
        (Class::Open, _) => Joint::Rigid, // 5.4
        (_, Class::Close | Class::DoubleExclaim) => Joint::Rigid, // 5.4
        (_, second) if second.is_stop() => Joint::Rigid, // 5.4
        (first, second) if is_connector(first) || is_connector(second) => Joint::Rigid,
        (Class::Prefix, _) | (_, Class::Postfix) => Joint::Rigid, // 5.4, NUMBER
        (Class::Dash, Class::Dash) | (Class::Ellipsis, Class::Ellipsis) => Joint::Rigid,
        (Class::Extend | Class::ZeroWidth | Class::Newline, _) => Joint::Rigid,
        (_, Class::Extend | Class::ZeroWidth | Class::Newline) => Joint::Rigid,
        _ => Joint::Loose,
    }
}

/// Whether a character of another script counts as Latin at a Han–Latin gap (4.1, 4.5).
pub(super) fn is_western(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '%' | '‰' | '℃' | '￥' | '¥' | '$' | '#' | '&' | '+' | '°')
}
