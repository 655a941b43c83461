//! Annotations above characters: room for them in the line, and their glyphs.
//!
//! An annotation with as many syllables as its base has characters stands syllable by
//! syllable (spec.md 9.1); any other stands above its base as a whole, which then is not
//! broken (2.15). Where it is wider than its base the base is widened equally around, so
//! that nothing sticks out of the line (9.2, 9.3).

use crate::font::{FontId, Fonts};
use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::item::Items;
use crate::line::justify::Setting;
use crate::line::spacing::Joint;
use crate::line::{
    Direction, Glyph, GlyphRun, Orientation, Paragraph, Ruby, Rules, RunStyle, turn,
};

/// How high the baseline of annotations is, in hundredths of an em: their descenders stay
/// clear of the heads of Han, which end at 0.88 em.
const HEIGHT: i64 = 100;

/// An item under an annotation, in its place on a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Annotated {
    /// Index of the annotation in the paragraph.
    pub(super) index: usize,
    /// The how manieth item of the base it is.
    pub(super) ordinal: usize,
    /// Where its cell starts.
    pub(super) start: Length,
    /// Where its cell ends.
    pub(super) end: Length,
}

/// Makes room for the annotations.
pub(super) fn widen(
    items: &mut Items,
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
) {
    let is_vertical = rules.direction == Direction::Vertical;
    let mut from = 0;
    for (index, ruby) in paragraph.rubies.iter().enumerate() {
        let list = &mut items.list;
        while from < list.len() && list[from].start < ruby.base.start {
            from += 1;
        }
        let mut to = from;
        while to < list.len() && list[to].end <= ruby.base.end {
            list[to].ruby = Some((index, to - from));
            to += 1;
        }
        let base = &mut list[from..to];
        let Some(first) = base.first() else { continue };
        let Some(style) = paragraph.runs.get(first.run).map(|run| &run.style) else {
            continue;
        };
        let texts = texts(ruby, base.len());
        let is_group = texts.len() != base.len();
        let word_space = style.size / 8;
        for (at, item) in base.iter_mut().enumerate() {
            let need = match texts.get(at) {
                Some(text) if !is_group => {
                    width(text, style, (fonts, is_vertical)) + word_space
                }
                _ => Length::ZERO,
            };
            let extra = (need - item.width).max(Length::ZERO);
            item.width += extra;
            item.shift += extra / 2;
        }
        if is_group {
            group(base, width(&ruby.text, style, (fonts, is_vertical)));
        }
        from = to;
    }
}

/// Widens a base as a whole and keeps it together.
fn group(base: &mut [crate::line::item::Item], need: Length) {
    let own: Length = base.iter().map(|item| item.width).sum();
    let count = i64::try_from(base.len().max(1)).unwrap_or(1);
    let extra = (need - own).max(Length::ZERO) / count;
    let last = base.len().saturating_sub(1);
    for (at, item) in base.iter_mut().enumerate() {
        item.width += extra;
        item.shift += extra / 2;
        if at < last {
            (item.joint, item.break_after) = (Joint::Rigid, Break::Never);
        }
    }
}

/// The parts of an annotation: one for each item of its base, or one for all.
fn texts(ruby: &Ruby, count: usize) -> Vec<&str> {
    let syllables: Vec<&str> = ruby.text.split_whitespace().collect();
    if syllables.len() == count { syllables } else { vec![ruby.text.trim()] }
}

/// The glyphs of the annotations on a line.
pub(super) fn place(setting: Setting<'_>, annotated: &[Annotated]) -> Vec<GlyphRun> {
    let mut runs = Vec::new();
    let is_vertical = setting.rules.direction == Direction::Vertical;
    let fonts = (setting.fonts, is_vertical);
    for base in annotated.chunk_by(|a, b| a.index == b.index) {
        let (first, last) = (base[0], base[base.len() - 1]);
        let ruby = &setting.paragraph.rubies[first.index];
        let list = &setting.items.list;
        let from = list.partition_point(|item| item.start < ruby.base.start);
        let to = list.partition_point(|item| item.end <= ruby.base.end);
        let Some(item) = list.get(from) else { continue };
        let texts = texts(ruby, to.saturating_sub(from));
        let style = &setting.paragraph.runs[item.run].style;
        if texts.len() == 1 {
            let cell = (first.start, last.end);
            runs.extend(draw(texts[0], cell, style, fonts));
            continue;
        }
        for part in base {
            let Some(text) = texts.get(part.ordinal) else { continue };
            runs.extend(draw(text, (part.start, part.end), style, fonts));
        }
    }
    runs
}

/// Text centred above a cell; beside a vertical line its upright characters stand below
/// each other.
fn draw(
    text: &str,
    (start, end): (Length, Length),
    style: &RunStyle,
    fonts: (&Fonts, bool),
) -> Vec<GlyphRun> {
    let mut x = start + (end - start - width(text, style, fonts)) / 2;
    let mut runs: Vec<GlyphRun> = Vec::new();
    for character in text.chars() {
        let drawn = Drawn::of(character, style, fonts);
        let is_open = |run: &GlyphRun| {
            run.font == drawn.font && run.orientation == drawn.orientation
        };
        if !runs.last().is_some_and(is_open) {
            runs.push(GlyphRun {
                font: drawn.font,
                size: drawn.size,
                x,
                rise: style.rise + style.size.scale(HEIGHT, 100),
                orientation: drawn.orientation,
                tag: style.tag,
                ornament: true,
                text: String::new(),
                glyphs: Vec::new(),
            });
        }
        if let Some(run) = runs.last_mut() {
            let bytes = u8::try_from(character.len_utf8()).unwrap_or(0);
            run.text.push(character);
            run.glyphs.push(Glyph { id: drawn.id, bytes, x: x - run.x });
        }
        x += drawn.advance;
    }
    runs
}

fn width(text: &str, style: &RunStyle, fonts: (&Fonts, bool)) -> Length {
    text.chars().map(|character| Drawn::of(character, style, fonts).advance).sum()
}

/// A character of an annotation as it is drawn.
struct Drawn {
    font: FontId,
    id: u16,
    size: Length,
    advance: Length,
    orientation: Orientation,
}

impl Drawn {
    fn of(
        character: char,
        style: &RunStyle,
        (fonts, is_vertical): (&Fonts, bool),
    ) -> Self {
        let (font, id) = glyph(character, style, fonts);
        let size = fonts.optical_size(font, style.size / 2);
        if is_vertical && turn::is_upright(character) {
            let id = turn::form(fonts, font, id);
            let orientation = Orientation::Upright;
            return Self { font, id, size, advance: size, orientation };
        }
        let orientation =
            if is_vertical { Orientation::Rotated } else { Orientation::Horizontal };
        let advance = fonts.advance(font, id, size);
        Self { font, id, size, advance, orientation }
    }
}

fn glyph(character: char, style: &RunStyle, fonts: &Fonts) -> (FontId, u16) {
    let latin = fonts.latin(style.face);
    let own = fonts.glyph(latin, character).map(|glyph| (latin, glyph));
    own.or_else(|| fonts.fallback(fonts.han(style.face), character))
        .unwrap_or_else(|| fonts.missing())
}
