//! The forms that a font has for Chinese marks whose code points are shared with Latin.
//!
//! Such forms hide behind a variation selector (WenKai, Zhuque) or behind the `locl` and
//! `ccmp` features of the language (Noto, whose `——` is one glyph of two em). Everything
//! else about Chinese marks is in the cmap.

use harfrust::{Language, ShapeOptions, ShaperData, UnicodeBuffer, script};
use skrifa::charmap::MapVariant;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// Variation selector 2 asks for the full-width form of a mark shared with Latin
/// (Unicode, StandardizedVariants.txt).
const FULL_WIDTH: u32 = 0xFE01;
/// The marks shared with Latin.
const SHARED: [char; 9] = ['“', '”', '‘', '’', '…', '—', '―', '·', '⋯'];

/// The marks with white at their left.
const OPENING: &str = "“‘（《〈「『【〖〔［｛〘〚〝｟";
/// The marks with white at their right.
const CLOSING: &str = "”’）》〉」』】〗〕］｝〙〛〟｠，、；：。．！？";
/// The least white that may be cut, in tenths of an em: half an em is cut, and a tenth
/// of it may be ink that leans over (spec.md 1.14).
const LEAST_WHITE: f32 = 4.0;

/// The Chinese forms of the shared marks.
#[derive(Debug, Default)]
pub(super) struct Marks {
    wide: Vec<(char, u16)>,
    /// One glyph for `——`.
    pub(super) dash_pair: Option<u16>,
    /// Marks whose ink fills the side that would be cut; mostly none.
    pub(super) full: Vec<char>,
}

impl Marks {
    pub(super) fn read(font: &FontRef<'_>, data: &ShaperData) -> Self {
        let charmap = font.charmap();
        let form = |mark: char| match charmap.map_variant(mark, FULL_WIDTH) {
            Some(MapVariant::Variant(glyph)) => u16::try_from(glyph.to_u32()).ok(),
            _ => shape(font, data, mark.encode_utf8(&mut [0; 4])),
        };
        let wide: Vec<_> =
            SHARED.iter().filter_map(|&mark| Some((mark, form(mark)?))).collect();
        let marks =
            Self { wide, dash_pair: shape(font, data, "——"), full: Vec::new() };
        let opening = OPENING.chars().map(|mark| (mark, true));
        let closing = CLOSING.chars().map(|mark| (mark, false));
        let full = opening
            .chain(closing)
            .filter(|&(mark, is_opening)| marks.is_full(font, mark, is_opening))
            .map(|(mark, _)| mark)
            .collect();
        Self { full, ..marks }
    }

    /// Whether the ink of a mark fills the side that would be cut.
    fn is_full(&self, font: &FontRef<'_>, mark: char, is_opening: bool) -> bool {
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let glyph = self.wide(mark).map(GlyphId::from);
        let Some(glyph) = glyph.or_else(|| font.charmap().map(mark)) else {
            return false;
        };
        let (Some(ink), Some(advance)) =
            (metrics.bounds(glyph), metrics.advance_width(glyph))
        else {
            return false;
        };
        let em = f32::from(font.head().map_or(1000, |head| head.units_per_em()));
        let white = if is_opening { ink.x_min } else { advance - ink.x_max };
        white * 10.0 < em * LEAST_WHITE
    }

    /// The Chinese form of a shared mark.
    pub(super) fn wide(&self, mark: char) -> Option<u16> {
        self.wide.iter().find(|(known, _)| *known == mark).map(|&(_, glyph)| glyph)
    }
}

/// The one glyph that a text becomes as Simplified Chinese; `None` when it becomes
/// several or a missing one.
fn shape(font: &FontRef<'_>, data: &ShaperData, text: &str) -> Option<u16> {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_script(script::HAN);
    if let Some(language) = Language::new("zh-hans") {
        buffer.set_language(language);
    }
    buffer.guess_segment_properties();
    let glyphs = data.shaper(font).build().shape(buffer, ShapeOptions::new());
    let mut drawn = glyphs
        .glyph_infos()
        .iter()
        .zip(glyphs.glyph_positions())
        .filter(|(_, position)| position.x_advance != 0);
    let (first, rest) = (drawn.next()?, drawn.next());
    let glyph = u16::try_from(first.0.glyph_id).ok()?;
    (rest.is_none() && glyph != 0).then_some(glyph)
}
