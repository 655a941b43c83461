//! The forms that a font has for Chinese marks whose code points are shared with Latin.
//!
//! Such forms hide behind a variation selector (WenKai, Zhuque) or behind the `locl` and
//! `ccmp` features of the language (Noto, whose `——` is one glyph of two em). Everything
//! else about Chinese marks is in the cmap.

use harfrust::{Language, ShapeOptions, ShaperData, UnicodeBuffer, script};
use skrifa::charmap::MapVariant;
use skrifa::{FontRef, MetadataProvider};

/// Variation selector 2 asks for the full-width form of a mark shared with Latin
/// (Unicode, StandardizedVariants.txt).
const FULL_WIDTH: u32 = 0xFE01;
/// The marks shared with Latin.
const SHARED: [char; 9] = ['“', '”', '‘', '’', '…', '—', '―', '·', '⋯'];

/// The Chinese forms of the shared marks.
#[derive(Debug, Default)]
pub(super) struct Marks {
    wide: Vec<(char, u16)>,
    /// One glyph for `——`.
    pub(super) dash_pair: Option<u16>,
}

impl Marks {
    pub(super) fn read(font: &FontRef<'_>, data: &ShaperData) -> Self {
        let charmap = font.charmap();
        let form = |mark: char| match charmap.map_variant(mark, FULL_WIDTH) {
            Some(MapVariant::Variant(glyph)) => u16::try_from(glyph.to_u32()).ok(),
            _ => shape(font, data, mark.encode_utf8(&mut [0; 4])),
        };
        Self {
            wide: SHARED.iter().filter_map(|&mark| Some((mark, form(mark)?))).collect(),
            dash_pair: shape(font, data, "——"),
        }
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
