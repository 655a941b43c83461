//! Marks along characters: lines below and through them, waves, emphasis dots (9.6–9.10).
//!
//! A line follows the cells of its characters, stretched as they are, and takes no part
//! in their widths; dots stand below it when a word has both.

use crate::geom::Length;
use crate::line::item::Item;
use crate::line::justify::Placer;
use crate::line::{
    Decoration, Direction, Glyph, GlyphRun, LineRule, Orientation, RunStyle,
};

/// Depth of a line under characters, in hundredths of an em: below the feet of Han, which
/// end at 0.12 em.
const UNDER_DEPTH: i64 = 20;
/// Thickness of such a line, in hundredths of an em.
const UNDER_THICKNESS: i64 = 5;
/// Depth of the middle of a wave: its crests stay clear of the feet of Han.
const WAVE_DEPTH: i64 = 22;
/// Height of a wave from trough to crest, its stroke included.
const WAVE_HEIGHT: i64 = 13;
/// Height of a line through characters: the middle of the em box.
const THROUGH_HEIGHT: i64 = 38;
/// Depth of the middle of emphasis dots, clear of the feet of Han (9.6).
const DOT_DEPTH: i64 = 30;
/// Depth of dots below a line, which stands nearer to the characters (9.6).
const DOT_DEPTH_BELOW_LINE: i64 = 40;
/// Height of the middle of dots beside vertical lines, as clear of the heads of Han.
const DOT_HEIGHT: i64 = 106;

impl Placer<'_> {
    /// Draws or remembers the decoration of an item.
    pub(super) fn decorate(&mut self, item: &Item) {
        let Some(run) = self.setting.paragraph.runs.get(item.run) else { return };
        let end = self.x + item.width;
        match &mut self.stroke {
            _ if run.style.decoration == Decoration::None => self.end_stroke(),
            Some((index, _, until)) if *index == item.run => *until = end,
            // A part of a name that its caller wants to know again is no other name.
            Some((index, _, until))
                if self.setting.paragraph.runs.get(*index).is_some_and(|before| {
                    before.style.tag != run.style.tag
                        && before.style.decoration == run.style.decoration
                }) =>
            {
                *until = end;
            }
            _ => {
                self.end_stroke();
                self.stroke = Some((item.run, self.x, end));
            }
        }
        if run.style.dots && item.class.is_ideographic() {
            self.dots.push((item.run, self.x + item.width / 2));
        }
    }

    /// Draws the line that goes on.
    pub(super) fn end_stroke(&mut self) {
        let Some((run, start, end)) = self.stroke.take() else { return };
        let style = &self.setting.paragraph.runs[run].style;
        let (height, thickness) = match style.decoration {
            Decoration::Through => (THROUGH_HEIGHT, UNDER_THICKNESS),
            Decoration::Wave => (-WAVE_DEPTH, WAVE_HEIGHT),
            _ => (-UNDER_DEPTH, UNDER_THICKNESS),
        };
        // Two names that touch stay two: an eighth of an em between their lines (9.7).
        let apart = style.size / 16;
        self.rules.push(LineRule {
            start: start + apart,
            end: end - apart,
            rise: style.rise + style.size.scale(height, 100),
            thickness: style.size.scale(thickness, 100),
            is_wave: style.decoration == Decoration::Wave,
        });
    }

    /// Dots below characters (9.6), as ornaments.
    pub(super) fn draw_dots(&mut self) {
        let fonts = self.setting.fonts;
        for (index, middle) in std::mem::take(&mut self.dots) {
            let style = &self.setting.paragraph.runs[index].style;
            let han = fonts.han(style.face);
            let Some((font, id)) = fonts
                .glyph(han, '•')
                .map(|glyph| (han, glyph))
                .or_else(|| fonts.fallback(han, '•'))
            else {
                continue;
            };
            let Some(ink) = fonts.extents(font, id, style.size) else { continue };
            let x = middle - (ink.left + ink.right) / 2;
            let (height, orientation) = match self.setting.rules.direction {
                Direction::Horizontal => (-dot_depth(style), Orientation::Horizontal),
                Direction::Vertical => (DOT_HEIGHT, Orientation::Rotated), // 10.11
            };
            let depth = style.size.scale(height, 100);
            self.runs.push(GlyphRun {
                font,
                size: style.size,
                x,
                rise: style.rise + depth - (ink.bottom + ink.top) / 2,
                orientation,
                tag: style.tag,
                ornament: true,
                text: "•".to_owned(),
                glyphs: vec![Glyph { id, bytes: 3, x: Length::ZERO }],
            });
        }
    }
}

fn dot_depth(style: &RunStyle) -> i64 {
    match style.decoration {
        Decoration::Under | Decoration::Wave => DOT_DEPTH_BELOW_LINE,
        Decoration::None | Decoration::Through => DOT_DEPTH,
    }
}
