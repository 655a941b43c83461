//! Font files turned into glyph ids, advances and extents of outlines.
//!
//! A [`FontId`] is a font among [`Fonts`]. Nothing is parsed before the first question
//! about a font, so loading forty megabytes of built-in fonts costs nothing; afterwards
//! the answers come from flat tables ([`Fonts::glyph`] is two array look-ups). Han
//! characters need no shaper; for Latin, `line` takes one from [`Fonts::shaper`].
//! Absent on purpose: sizes other than 1 em (callers scale), hinting, variable fonts
//! (their default instance is used).

mod builtin;
mod coverage;
mod excerpt;
mod marks;
mod metrics;
mod plans;
mod typeface;
mod vertical;

use std::sync::Arc;

use harfrust::{Script, ShapePlan, ShaperData};
use skrifa::FontRef;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::typeface::Typeface;
use crate::geom::Length;

pub use builtin::builtin_names;
pub use excerpt::NoExcerpt;
pub use metrics::{Extents, Metrics};
pub use typeface::Bytes;

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

/// A font file of the publication or of the system.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its path, for messages.
    pub name: String,
    /// The file.
    pub bytes: Arc<[u8]>,
}

/// Every font at hand, in order of fallback: the built-in ones, then the caller's.
#[derive(Debug)]
pub struct Fonts {
    faces: Vec<Typeface>,
}

/// What is known of a font without setting a line in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts<'a> {
    /// Its PostScript name.
    pub name: &'a str,
    /// What it is for; none for the caller's, which fill gaps.
    pub role: Option<Role>,
    /// Weight in the steps of OpenType: 400 is regular, 700 bold.
    pub weight: u16,
    /// Whether it is slanted.
    pub is_italic: bool,
    /// How many characters it has.
    pub characters: usize,
    /// How many of them are Han.
    pub han: usize,
    /// The file it came from; none for those in the program.
    pub file: Option<&'a str>,
}

impl Default for Fonts {
    /// The built-in fonts alone.
    fn default() -> Self {
        Self { faces: builtin::typefaces() }
    }
}

/// The built-in fonts and `sources` after them, as fallback in the order given.
#[must_use]
pub fn load(diagnostics: &mut Diagnostics, sources: &[Source]) -> Fonts {
    let mut fonts = Fonts::default();
    for source in sources {
        let faces = Typeface::open(&source.name, &source.bytes);
        if faces.is_empty() {
            let report = Diagnostic::new(Code::T001).in_file(&source.name);
            diagnostics.push(report.with("file", source.name.as_str()));
        }
        let room = usize::from(u16::MAX) - fonts.faces.len();
        fonts.faces.extend(faces.into_iter().take(room));
    }
    fonts
}

impl Fonts {
    /// The fonts, in order of fallback.
    pub fn ids(&self) -> impl Iterator<Item = FontId> + use<> {
        (0..u16::try_from(self.faces.len()).unwrap_or(u16::MAX)).map(FontId)
    }

    /// What is known of a font.
    #[must_use]
    pub fn facts(&self, font: FontId) -> Facts<'_> {
        let face = self.typeface(font);
        let characters = || face.tables().coverage.characters();
        Facts {
            name: self.postscript_name(font),
            role: face.role,
            weight: face.weight,
            is_italic: face.italic,
            characters: characters().count(),
            han: characters().filter(|code| is_han(*code)).count(),
            file: face.file.as_deref(),
        }
    }

    /// The font for the Han characters of a face.
    #[must_use]
    pub fn han(&self, face: Face) -> FontId {
        self.nearest(face.role, weight(face), false)
    }

    /// The font for the Latin of a face. Beside Hei it is Hei's own: a serif would look
    /// like a mistake there, except in italics, which Hei lacks.
    #[must_use]
    pub fn latin(&self, face: Face) -> FontId {
        if face.role == Role::Hei && !face.italic {
            return self.han(face);
        }
        self.nearest(Role::Latin, weight(face), face.italic)
    }

    /// The font of a role whose weight and slant come nearest.
    fn nearest(&self, role: Role, weight: u16, italic: bool) -> FontId {
        let distance = |id: FontId| {
            let face = self.typeface(id);
            (face.role != Some(role), face.italic != italic, face.weight.abs_diff(weight))
        };
        self.ids().min_by_key(|&id| distance(id)).unwrap_or(FontId(0))
    }

    /// The glyph of a character in a font.
    #[must_use]
    pub fn glyph(&self, font: FontId, character: char) -> Option<u16> {
        self.typeface(font).tables().coverage.glyph(character)
    }

    /// The Chinese form of a mark whose code point is shared with Latin (“ ” ‘ ’ … — ·),
    /// or the plain glyph where there is none.
    #[must_use]
    pub fn wide_glyph(&self, font: FontId, mark: char) -> Option<u16> {
        self.typeface(font).marks().wide(mark).or_else(|| self.glyph(font, mark))
    }

    /// The one glyph, two em wide, that a font has for `——`.
    #[must_use]
    pub fn dash_pair(&self, font: FontId) -> Option<u16> {
        self.typeface(font).marks().dash_pair
    }

    /// Whether the glyph of a full-width mark leaves white that may be cut: at the left of
    /// an opening mark, at the right of any other.
    #[must_use]
    pub fn is_trimmable(&self, font: FontId, mark: char) -> bool {
        !self.typeface(font).marks().full.contains(&mark)
    }

    /// The form of a glyph in vertical lines, where the font has one.
    #[must_use]
    pub fn vertical_glyph(&self, font: FontId, glyph: u16) -> Option<u16> {
        self.typeface(font).vertical().get(&glyph).copied()
    }

    /// The glyph of a character followed by a variation selector, when the font has a
    /// form of its own for the pair.
    #[must_use]
    pub fn variant(&self, font: FontId, base: char, selector: char) -> Option<u16> {
        self.typeface(font).variant(base, selector)
    }

    /// The first font that has a character which `font` lacks, and its glyph: other
    /// weights of its role, then Song, Latin and Hei, then every other font in order.
    /// `None` means that no font has it: report T002 and draw [`Fonts::missing`].
    #[must_use]
    pub fn fallback(&self, font: FontId, character: char) -> Option<(FontId, u16)> {
        let wanted = self.typeface(font);
        let order = [wanted.role, Some(Role::Song), Some(Role::Latin), Some(Role::Hei)];
        let rank = |id: &FontId| {
            let face = self.typeface(*id);
            let place =
                order.iter().position(|&role| role.is_some() && role == face.role);
            let slant = face.italic != wanted.italic;
            (
                place.unwrap_or(order.len()),
                slant,
                face.weight.abs_diff(wanted.weight),
                *id,
            )
        };
        let mut ids: Vec<FontId> = self.ids().collect();
        ids.sort_by_key(rank);
        ids.into_iter().find_map(|id| Some((id, self.glyph(id, character)?)))
    }

    /// What stands for a character that no font has: a font's box for missing glyphs.
    #[must_use]
    pub fn missing(&self) -> (FontId, u16) {
        (self.nearest(Role::Song, 400, false), 0)
    }

    /// The size at which a font stands beside Han of `size`: Latin faces look too small
    /// at the same size.
    #[must_use]
    pub fn optical_size(&self, font: FontId, size: Length) -> Length {
        let (numerator, denominator) = self.typeface(font).scale;
        size.scale(numerator, denominator)
    }

    /// The advance of a glyph at a size.
    #[must_use]
    pub fn advance(&self, font: FontId, glyph: u16, size: Length) -> Length {
        self.typeface(font).tables().advance(glyph, size)
    }

    /// The glyphs of a font and their advances at a size, for those who ask about one
    /// character after another.
    pub fn measured(
        &self,
        font: FontId,
        size: Length,
    ) -> impl Fn(char) -> Option<(u16, Length)> {
        let tables = self.typeface(font).tables();
        move |character| {
            let glyph = tables.coverage.glyph(character)?;
            Some((glyph, tables.advance(glyph, size)))
        }
    }

    /// The ink of a glyph at a size; `None` when it draws nothing.
    #[must_use]
    pub fn extents(&self, font: FontId, glyph: u16, size: Length) -> Option<Extents> {
        let face = self.typeface(font);
        face.extents(glyph)?.scale(size, face.tables().metrics.units_per_em)
    }

    /// The measures of a font as a whole, in its own units.
    #[must_use]
    pub fn metrics(&self, font: FontId) -> Metrics {
        self.typeface(font).tables().metrics
    }

    /// The bytes of a font file and the index of the face in it.
    #[must_use]
    pub fn file(&self, font: FontId) -> (&[u8], u32) {
        let face = self.typeface(font);
        (face.bytes.as_ref(), face.index)
    }

    /// The bytes of a font file, to be kept.
    #[must_use]
    pub fn bytes(&self, font: FontId) -> Bytes {
        self.typeface(font).bytes.clone()
    }

    /// The PostScript name of a font, without a subset tag.
    #[must_use]
    pub fn postscript_name(&self, font: FontId) -> &str {
        &self.typeface(font).tables().postscript_name
    }

    /// What the shaper needs to shape text in a font.
    #[must_use]
    pub fn shaper(&self, font: FontId) -> Option<(FontRef<'_>, &ShaperData)> {
        self.typeface(font).shaper()
    }

    /// The plan by which a font is shaped in a script, made by `make` when it is first asked
    /// for; `plain` is without ligatures. `None` for rare scripts, whose plans are not kept.
    pub fn plan(
        &self,
        font: FontId,
        (script, plain): (Script, bool),
        make: impl FnOnce() -> ShapePlan,
    ) -> Option<&ShapePlan> {
        self.typeface(font).plans.get(script, plain, make)
    }

    /// # Panics
    /// When the id does not come from these fonts.
    fn typeface(&self, font: FontId) -> &Typeface {
        self.faces.get(usize::from(font.0)).expect("a FontId comes from these Fonts")
    }
}

/// The weight a face asks for, in the steps of OpenType.
fn weight(face: Face) -> u16 {
    if face.bold { 700 } else { 400 }
}

/// Whether a code point is a Han character: the blocks of CJK Unified Ideographs.
fn is_han(code: usize) -> bool {
    matches!(code, 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0x20000..=0x3FFFF)
}
