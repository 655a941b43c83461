//! Words of other scripts into glyphs: kerning and ligatures by the shaper.
//!
//! Han never comes here: `item.rs` takes its glyphs from the cmap. Text runs from left to
//! right; scripts that do not are set in the order of their characters.

use harfrust::{
    Direction, Feature, GlyphInfo, Script, ShapeOptions, ShapePlan, Tag, UnicodeBuffer,
};

use crate::font::{FontId, Fonts};
use crate::geom::Length;

/// The most bytes of text that one glyph stands for. The first glyph of a cluster (a letter
/// with its marks) stands for all of it; of a longer one, those after it for the rest.
const MOST_BYTES: usize = u8::MAX as usize;

/// A glyph of a shaped piece.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shaped {
    /// Its number in the font.
    pub(super) id: u16,
    /// Bytes of the text it stands for.
    pub(super) bytes: u8,
    /// Where it starts, from the pen's place.
    pub(super) offset: Length,
    /// How far the pen moves.
    pub(super) advance: Length,
}

/// A shaper with its plans for rare scripts, for the length of a paragraph.
#[derive(Default)]
pub(super) struct Shaper {
    plans: Vec<(PlanKey, ShapePlan)>,
    buffer: Option<UnicodeBuffer>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct PlanKey {
    font: FontId,
    script: Script,
    plain: bool,
}

impl Shaper {
    /// Shapes a piece of one font. `plain` pieces are code: no ligatures.
    pub(super) fn shape(
        &mut self,
        fonts: &Fonts,
        font: FontId,
        (text, plain): (&str, bool),
        size: Length,
        glyphs: &mut Vec<Shaped>,
    ) {
        let Some((face, data)) = fonts.shaper(font) else { return };
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        buffer.set_direction(Direction::LeftToRight);
        let script = buffer.script();
        let off = [
            Feature::new(Tag::new(b"liga"), 0, ..),
            Feature::new(Tag::new(b"calt"), 0, ..),
        ];
        let features: &[Feature] = if plain { &off } else { &[] };
        let shaper = data.shaper(&face).build();
        let make = || {
            let direction = Direction::LeftToRight;
            ShapePlan::new(&shaper, direction, Some(script), None, features)
        };
        let plan = match fonts.plan(font, (script, plain), make) {
            Some(plan) => plan,
            None => self.plan(PlanKey { font, script, plain }, make),
        };
        let options = ShapeOptions::new().features(features).plan(Some(plan));
        let shaped = shaper.shape(buffer, options);
        let units = i64::from(fonts.metrics(font).units_per_em);
        let infos = shaped.glyph_infos();
        let mut rest = "";
        for (at, (info, position)) in
            infos.iter().zip(shaped.glyph_positions()).enumerate()
        {
            if at == 0 || infos[at - 1].cluster != info.cluster {
                rest = cluster(text, infos, at);
            }
            let own = rest.floor_char_boundary(MOST_BYTES);
            rest = &rest[own..];
            glyphs.push(Shaped {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                bytes: u8::try_from(own).unwrap_or(u8::MAX),
                offset: size.scale(i64::from(position.x_offset), units),
                advance: size.scale(i64::from(position.x_advance), units),
            });
        }
        self.buffer = Some(shaped.clear());
    }

    /// The plan of a rare script, made on first use.
    fn plan(&mut self, key: PlanKey, make: impl FnOnce() -> ShapePlan) -> &ShapePlan {
        let known = self.plans.iter().position(|(known, _)| *known == key);
        let place = known.unwrap_or_else(|| {
            self.plans.push((key, make()));
            self.plans.len() - 1
        });
        &self.plans[place].1
    }
}

/// The text of the cluster whose first glyph stands at a place.
fn cluster<'a>(text: &'a str, infos: &[GlyphInfo], at: usize) -> &'a str {
    let start = infos[at].cluster as usize;
    let mut later = infos[at..].iter().map(|info| info.cluster as usize);
    let end = later.find(|next| *next != start).unwrap_or(text.len());
    text.get(start..end).unwrap_or_default()
}
