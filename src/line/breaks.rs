//! Where a line may end: a function of two neighbours and the level of prohibition.
//!
//! The inside of words of other scripts is asked of UAX #14 (`unicode.rs`), and so is the
//! seam of such a word; here stands what holds between Chinese characters, and where they
//! overrule UAX #14 (spec.md 2.1–2.12, 2.16, 2.17). The levels of CSS are the same table
//! with fewer rows (2.16).

use crate::line::class::Class;
use crate::line::{Level, Region};

/// Whether a line may end between two neighbours, from best to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Break {
    /// Like any other place.
    Free,
    /// Rather not: a number and its measure word (2.12).
    Reluctant,
    /// Only for a good reason: a number and its unit, the ends of a range (2.12).
    Unwilling,
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

/// What decides about a break besides its neighbours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Habits {
    /// Which characters may not start or end a line.
    pub(super) level: Level,
    /// Whose language it is.
    pub(super) region: Region,
    /// Whether UAX #14 would break here; asked only where other scripts are involved.
    pub(super) unicode: bool,
}

/// Whether a line may end between two neighbours without a space between them.
pub(super) fn between(before: Edge, after: Edge, habits: Habits) -> Break {
    let (first, second) = (before.class, after.class);
    match (first, second) {
        (_, Class::Newline | Class::Space | Class::ZeroWidth) => Break::Never,
        _ if habits.level == Level::Anywhere => Break::Free, // 2.16
        (Class::ZeroWidth, _) => Break::Free,                // 1.12
        (_, Class::Extend) => Break::Never,                  // 1.10
        (Class::Glue, _) | (_, Class::Glue) => Break::Never, // 1.12
        (_, Class::FixedSpace) => Break::Never,
        (Class::FixedSpace, _) if !habits.unicode => Break::Never,
        (Class::Ellipsis, Class::Ellipsis) | (Class::Dash, Class::Dash) => Break::Free, // 2.8
        (Class::Hangul, Class::Hangul) if habits.region == Region::Ko => Break::Never, // 2.17
        (Class::Prefix, Class::Cell) => Break::Never, // 2.10
        _ if may_not_end(before, after, habits) => Break::Never,
        _ if may_not_start(before, after, habits) => Break::Never,
        (Class::Word, Class::Word) => Break::Reluctant,
        (Class::Cell, Class::Han) => Break::Reluctant, // 2.12
        // 2.12: a number and its measure word, a range after its connector, a name.
        (Class::Word, Class::Han) if before.character.is_ascii_digit() => {
            Break::Reluctant
        }
        (first, Class::Word) if is_connector(first) && starts_number(after) => {
            Break::Unwilling
        }
        (Class::Middot, _) => Break::Reluctant,
        (first, _) if is_connector(first) => Break::Reluctant,
        _ => Break::Free,
    }
}

/// Whether a line may end at a space between two neighbours.
pub(super) fn at_space(before: Edge, after: Edge, habits: Habits) -> Break {
    let is_number = before.character.is_ascii_digit();
    match (before.class, after.class) {
        (_, Class::Newline | Class::Space) => Break::Never,
        _ if habits.level == Level::Anywhere => Break::Free, // 2.16
        _ if may_not_end(before, after, habits) => Break::Never,
        _ if may_not_start(before, after, habits) => Break::Never,
        (Class::Word, Class::Word) if is_number => Break::Unwilling, // 2.12: 50 kg
        _ => Break::Free,
    }
}

fn is_connector(class: Class) -> bool {
    matches!(class, Class::ConnectorShort | Class::ConnectorLong | Class::ConnectorWave)
}

fn starts_number(edge: Edge) -> bool {
    edge.character.is_ascii_digit()
}

/// A set of levels, one bit each.
#[derive(Clone, Copy)]
struct Levels(u16);

impl Levels {
    const fn of(levels: &[Level]) -> Self {
        let mut bits = 0;
        let mut at = 0;
        while at < levels.len() {
            bits |= 1 << levels[at] as u16;
            at += 1;
        }
        Self(bits)
    }

    const fn has(self, level: Level) -> bool {
        self.0 & (1 << level as u16) != 0
    }
}

/// No level at all.
const NEVER: Levels = Levels::of(&[]);
/// The levels of Chinese books.
const CHINESE: Levels =
    Levels::of(&[Level::Basic, Level::Gb, Level::GbPlus, Level::Strict]);
/// Every level but none and anywhere.
const ALL: Levels = Levels::of(&[
    Level::Basic,
    Level::Gb,
    Level::GbPlus,
    Level::Strict,
    Level::Normal,
    Level::Loose,
]);
/// The solidus at a line end.
const SOLIDUS: Levels = Levels::of(&[Level::Gb, Level::GbPlus, Level::Strict]);
/// The ellipsis at a line start.
const ELLIPSIS: Levels =
    Levels::of(&[Level::GbPlus, Level::Strict, Level::Normal, Level::Loose]);
/// Only the strictest.
const STRICT: Levels = Levels::of(&[Level::Strict]);

/// At which levels a character may not start a line.
fn start_levels(edge: Edge) -> Levels {
    match (edge.class, edge.character) {
        (Class::Close | Class::StopIn | Class::Colon, _) => ALL, // 2.1, 2.6
        (Class::StopEnd | Class::Exclaim | Class::DoubleExclaim, _) => ALL, // 2.1
        (Class::Still, _) => ALL,                                // 10.6
        (Class::Middot, '·') => CHINESE,                         // 2.7: AI in UAX #14
        (Class::Middot, _) => ALL,                               // 2.1
        (Class::ConnectorShort, _) => ALL,                       // 2.1
        (Class::ConnectorLong, _) => CHINESE,                    // 2.1: B2 in UAX #14
        (Class::ConnectorWave, '～') => CHINESE,                 // 2.7: ID in UAX #14
        (Class::ConnectorWave, _) => ALL,                        // 2.1, 2.16
        (Class::Solidus, '／') => CHINESE, // 2.3, 2.7: ID in UAX #14
        (Class::Solidus, _) => ALL,        // 2.3
        (Class::Ellipsis, _) => ELLIPSIS,  // 2.5
        (Class::Dash, _) => STRICT,        // 2.4
        (Class::Iteration, _) => ALL,      // 2.16
        (Class::SmallKana, _) => STRICT,   // 2.16
        (Class::Postfix, _) => ALL,        // 2.10, 2.16
        (Class::Word, '·' | '•' | '‧') => CHINESE, // 2.7
        _ => NEVER,
    }
}

/// At which levels a character may not end a line.
fn end_levels(edge: Edge) -> Levels {
    match (edge.class, edge.character) {
        (Class::Open, _) => ALL,        // 2.2, 2.6
        (Class::Solidus, _) => SOLIDUS, // 2.3
        (Class::Word, '/') => SOLIDUS,  // 2.3 holds for the solidus of ASCII too
        _ => NEVER,
    }
}

/// Characters that looser levels let stand where a line starts or ends (2.16).
struct Freed {
    /// The strictest level that does.
    level: Level,
    /// Whether only Chinese and Japanese do.
    east: bool,
    /// At a line start or at a line end.
    starts: bool,
    /// Which.
    characters: &'static str,
}

/// What CSS frees, level by level.
const FREED: [Freed; 6] = [
    // Hyphens.
    Freed { level: Level::Normal, east: true, starts: true, characters: "‐–〜゠" },
    // Iteration marks.
    Freed {
        level: Level::Loose, east: false, starts: true, characters: "々〻ゝゞヽヾ"
    },
    // Leaders, which hang together otherwise (class IN).
    Freed {
        level: Level::Loose,
        east: false,
        starts: true,
        characters: "․‥…⋯\u{FE19}\u{10AF6}",
    },
    // Centred marks.
    Freed {
        level: Level::Loose,
        east: true,
        starts: true,
        characters: "・：；･‼⁇⁈⁉！？",
    },
    // Signs after numbers (class PO) that East Asian fonts make wide.
    Freed {
        level: Level::Loose, east: true, starts: true, characters: "°‰′″‵℃℉﹪％￠"
    },
    // Signs before numbers (class PR), likewise.
    Freed {
        level: Level::Loose,
        east: true,
        starts: false,
        characters: "±€№∓﹩＄￡￥￦¤",
    },
];

fn is_freed(character: char, starts: bool, habits: Habits) -> bool {
    let is_css = matches!(habits.level, Level::Normal | Level::Loose);
    let is_east = matches!(habits.region, Region::Hans | Region::Hant | Region::Ja);
    is_css
        && FREED.iter().any(|row| {
            row.starts == starts
                && (is_east || !row.east)
                && (row.level == habits.level || row.level == Level::Normal)
                && row.characters.contains(character)
        })
}

/// Whether the second of two neighbours is forbidden at the start of a line.
fn may_not_start(before: Edge, after: Edge, habits: Habits) -> bool {
    if is_freed(after.character, true, habits) && !before.character.is_ascii_digit() {
        return false;
    }
    if start_levels(after).has(habits.level) {
        return true;
    }
    is_foreign(before, after)
        && !habits.unicode
        && !is_freed(before.character, false, habits)
}

/// Whether the first of two neighbours is forbidden at the end of a line.
fn may_not_end(before: Edge, after: Edge, habits: Habits) -> bool {
    let is_number = after.class == Class::Word && after.character.is_ascii_digit();
    if is_freed(before.character, false, habits) && !is_number {
        return false;
    }
    end_levels(before).has(habits.level)
}

/// Whether UAX #14 has a say: at characters of other scripts, not between Chinese ones.
fn is_foreign(before: Edge, after: Edge) -> bool {
    before.class.is_foreign() || after.class.is_foreign()
}
