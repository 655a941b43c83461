//! Values of a style: words of the file into lengths and choices.
//!
//! Decimals are read digit by digit into ratios, so that `10.5pt` is exact.

use crate::geom::Length;
use crate::line::Opening;
use crate::style::{Align, Direction, Level, Numbering, Punctuation, Start, Typeface};

/// The traditional sizes and their points × 100 (spec 7.11; 小初 and 小三 as printers
/// and word processors have them).
const HAO: [(&str, i64); 15] = [
    ("初号", 4200),
    ("小初", 3600),
    ("一号", 2750),
    ("小一", 2400),
    ("二号", 2100),
    ("小二", 1800),
    ("三号", 1575),
    ("小三", 1500),
    ("四号", 1375),
    ("小四", 1200),
    ("五号", 1050),
    ("小五", 900),
    ("六号", 787),
    ("小六", 650),
    ("七号", 525),
];

/// A length as it is written; `em` is the size of body text, when that is known already.
pub(super) fn length(text: &str, em: Option<Length>) -> Option<Length> {
    let hundredths = |(_, points): &(&str, i64)| Length::pt_ratio(*points, 100);
    if let Some(size) = HAO.iter().find(|(name, _)| *name == text).map(hundredths) {
        return Some(size);
    }
    let unit = text.find(|c: char| c.is_ascii_alphabetic())?;
    let thousandths = thousandths(text[..unit].trim())?;
    match &text[unit..] {
        "pt" => Some(Length::pt_ratio(thousandths, 1000)),
        "mm" => Some(Length::micrometres(thousandths)),
        "em" => em.map(|em| em.scale(thousandths, 1000)),
        _ => None,
    }
}

/// A decimal with at most three places, below a million, as thousandths.
fn thousandths(number: &str) -> Option<i64> {
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || places.len() > 3 {
        return None;
    }
    if !digits(whole) || !digits(places) {
        return None;
    }
    let places: i64 = format!("{places:0<3}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 1000 + places)
}

/// Which way lines run.
pub(super) fn direction(word: &str) -> Option<Direction> {
    match word {
        "horizontal" => Some(Direction::Horizontal),
        "vertical" => Some(Direction::Vertical),
        _ => None,
    }
}

/// Where numbers of notes start again.
pub(super) fn numbering(word: &str) -> Option<Numbering> {
    match word {
        "page" => Some(Numbering::Page),
        "article" => Some(Numbering::Article),
        _ => None,
    }
}

/// A typeface.
pub(super) fn typeface(word: &str) -> Option<Typeface> {
    match word {
        "song" => Some(Typeface::Song),
        "hei" => Some(Typeface::Hei),
        "kai" => Some(Typeface::Kai),
        "fangsong" => Some(Typeface::Fangsong),
        _ => None,
    }
}

/// A level of the break rules.
pub(super) fn level(word: &str) -> Option<Level> {
    match word {
        "none" => Some(Level::None),
        "basic" => Some(Level::Basic),
        "gb" => Some(Level::Gb),
        "gb+" => Some(Level::GbPlus),
        "strict" => Some(Level::Strict),
        _ => None,
    }
}

/// How wide opening marks at line starts are.
pub(super) fn opening(word: &str) -> Option<Opening> {
    match word {
        "flush" => Some(Opening::Flush),
        "paragraph" => Some(Opening::Paragraph),
        "full" => Some(Opening::Full),
        _ => None,
    }
}

/// A style of punctuation.
pub(super) fn punctuation(word: &str) -> Option<Punctuation> {
    match word {
        "quanjiao" => Some(Punctuation::Quanjiao),
        "kaiming" => Some(Punctuation::Kaiming),
        "banjiao" => Some(Punctuation::Banjiao),
        "hangmobanjiao" => Some(Punctuation::Hangmobanjiao),
        "raw" => Some(Punctuation::Raw),
        _ => None,
    }
}

/// An alignment.
pub(super) fn align(word: &str) -> Option<Align> {
    match word {
        "start" => Some(Align::Start),
        "center" => Some(Align::Center),
        "end" => Some(Align::End),
        _ => None,
    }
}

/// Where articles start.
pub(super) fn start(word: &str) -> Option<Start> {
    match word {
        "page" => Some(Start::Page),
        "recto" => Some(Start::Recto),
        "run-on" => Some(Start::RunOn),
        _ => None,
    }
}
