//! Font files turned into glyph ids, advances and outlines' extents.
//!
//! A [`FontId`] is a font among [`Fonts`]. Han characters are looked up in the cmap (and
//! `vert`) directly; only Latin goes through a shaper, and that is `line`'s business.

use crate::geom::Length;

/// A font among [`Fonts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FontId(pub u16);

/// What a font is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 宋体: body text.
    Song,
    /// 黑体: headings.
    Hei,
    /// 楷体: quotations.
    Kai,
    /// 仿宋: official documents, notes.
    Fangsong,
    /// Latin beside any of them.
    Latin,
}

/// A font that is asked for; the nearest there is will be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Face {
    /// What it is for.
    pub role: Role,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether its Latin is italic.
    pub italic: bool,
}

/// Every font at hand, in order of fallback.
#[derive(Debug, Default)]
pub struct Fonts {}

impl Fonts {
    /// The advance of a glyph at a size.
    #[must_use]
    pub fn advance(&self, _font: FontId, _glyph: u16, size: Length) -> Length {
        size
    }

    /// The bytes of a font file and the index of the face in it.
    #[must_use]
    pub fn file(&self, _font: FontId) -> (&[u8], u32) {
        (&[], 0)
    }

    /// The PostScript name of a font, without a subset tag.
    #[must_use]
    pub fn postscript_name(&self, _font: FontId) -> &str {
        ""
    }
}
