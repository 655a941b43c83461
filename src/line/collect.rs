//! The characters of a paragraph into items with their glyphs.
//!
//! Han and Chinese marks take one look-up each; only words go through the shaper
//! (`collect/piece.rs`). What
//! depends on neighbours (cuts, gaps, breaks) is `dress.rs`'s. A character that no font
//! has is reported once a paragraph, without a place, which the caller knows.

mod piece;

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::{FontId, Fonts};
use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::{Class, is_combining};
use crate::line::context::Context;
use crate::line::item::{Content, Give, Item, Items, Pose};
use crate::line::shape::{Shaped, Shaper};
use crate::line::spacing::{Joint, White, half_ems, white};
use crate::line::unicode::opportunities;
use crate::line::{Level, Paragraph, Rules, RunStyle};

pub(super) use piece::longest;

/// The most marks that belong to one character: no writing has more (UAX #15, stream-safe
/// text).
const MOST_MARKS: usize = 30;

/// A character with its class.
#[derive(Debug, Clone, Copy)]
pub(super) struct Char {
    /// Its byte offset.
    pub(super) at: usize,
    /// It.
    pub(super) character: char,
    /// How it behaves.
    pub(super) class: Class,
}

impl Char {
    fn end(self) -> usize {
        self.at + self.character.len_utf8()
    }
}

/// Turns a paragraph into items that do not know their neighbours yet.
pub(super) fn collect(
    diagnostics: &mut Diagnostics,
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
) -> Items {
    let chars = classified(&paragraph.text);
    let mut collector = Collector {
        paragraph,
        rules,
        fonts,
        faces: paragraph.runs.iter().map(|run| Faces::of(&run.style, fonts)).collect(),
        run: 0,
        shaper: Shaper::default(),
        items: Items { unicode: opportunities(&chars, rules.region), ..Items::default() },
        missing: BTreeSet::new(),
        long_words: Vec::new(),
    };
    collector.items.list.reserve(chars.len());
    let mut rest = &chars[..];
    while let Some(first) = rest.first() {
        collector.enter(first.at);
        rest = &rest[collector.take(rest).max(1)..];
    }
    collector.report(diagnostics);
    collector.items
}

/// The characters of a text with their classes.
fn classified(text: &str) -> Vec<Char> {
    let mut context = Context::new(text);
    // Most characters are Han of three bytes.
    let mut chars = Vec::with_capacity(text.len() / 2);
    for (at, character) in text.char_indices() {
        let class = match context.class(at, character) {
            // The two characters of one line end break once.
            Class::Newline if character == '\r' && text[at + 1..].starts_with('\n') => {
                Class::Extend
            }
            class => class,
        };
        chars.push(Char { at, character, class });
    }
    chars
}

/// The fonts and sizes of a run.
#[derive(Debug, Clone, Copy)]
struct Faces {
    han: FontId,
    latin: FontId,
    size: Length,
    latin_size: Length,
}

impl Faces {
    fn of(style: &RunStyle, fonts: &Fonts) -> Self {
        let latin = fonts.latin(style.face);
        Self {
            han: fonts.han(style.face),
            latin,
            size: style.size,
            latin_size: fonts.optical_size(latin, style.size),
        }
    }
}

struct Collector<'a> {
    paragraph: &'a Paragraph,
    rules: &'a Rules,
    fonts: &'a Fonts,
    faces: Vec<Faces>,
    run: usize,
    shaper: Shaper,
    items: Items,
    missing: BTreeSet<char>,
    long_words: Vec<String>,
}

impl Collector<'_> {
    /// Moves to the run of a byte offset.
    fn enter(&mut self, at: usize) {
        let runs = &self.paragraph.runs;
        while self.run + 1 < runs.len() && runs[self.run].end <= at {
            self.run += 1;
        }
    }

    /// Makes an item of the first characters and says how many it took.
    fn take(&mut self, chars: &[Char]) -> usize {
        let first = chars[0];
        match first.class {
            Class::Han => return self.han(chars),
            Class::Word => return self.word(chars),
            Class::Space => return self.space(chars),
            Class::Dash | Class::Ellipsis => return self.pair(chars),
            Class::Glue | Class::FixedSpace => self.glue(first),
            Class::Extend if is_combining(first.character) => return self.word(chars),
            Class::Newline | Class::ZeroWidth | Class::Extend => {
                self.push(first, first.end(), Content::Nothing, Length::ZERO);
            }
            _ => return self.cell(chars),
        }
        1
    }

    /// Han of one run that their font has and no mark belongs to, each in a cell of an em.
    fn han(&mut self, chars: &[Char]) -> usize {
        let (run, faces) = (self.run, self.faces[self.run]);
        let run_end = self.paragraph.runs.get(run).map_or(0, |run| run.end);
        let is_plain = |c: &&Char| c.class == Class::Han && c.at < run_end;
        let mut count = chars.iter().take_while(is_plain).count();
        if chars.get(count).is_some_and(|next| next.class == Class::Extend) {
            count -= 1;
        }
        let measured = self.fonts.measured(faces.han, faces.size);
        let before = self.items.list.len();
        self.items.list.extend(chars[..count].iter().map_while(|c| {
            let (glyph, advance) = measured(c.character)?;
            let content = Content::Glyph(glyph);
            let item = item(*c, c.end(), (run, faces.han), (content, faces.size));
            Some(Item { shift: (faces.size - advance) / 2, ..item })
        }));
        match self.items.list.len() - before {
            0 => self.cell(chars),
            taken => taken,
        }
    }

    /// One character in a cell of its own, with the marks that belong to it.
    fn cell(&mut self, chars: &[Char]) -> usize {
        let first = chars[0];
        let marks = chars[1..].iter().take(MOST_MARKS);
        let extended = marks.take_while(|c| c.class == Class::Extend).count();
        let faces = self.faces[self.run];
        let mut found = self.mark_glyph(first);
        if extended > 0
            && let Some(glyph) =
                self.fonts.variant(faces.han, first.character, chars[1].character)
        {
            found = (faces.han, glyph);
        }
        let (font, glyph) = found;
        let advance = self.fonts.advance(font, glyph, faces.size);
        let cell = half_ems(first.class, self.rules.region);
        let width = cell.map_or(advance, |halves| faces.size * halves / 2);
        let end = chars[extended].end();
        self.push(first, end, Content::Glyph(glyph), width);
        let side = white(first.class, self.rules.region);
        let item = self.items.list.last_mut().expect("an item was just pushed");
        item.font = font;
        item.rigid =
            side != White::None && !self.fonts.is_trimmable(font, first.character);
        item.shift = match side {
            White::Before => width - advance,
            White::After => Length::ZERO,
            White::None => (width - advance) / 2,
        };
        1 + extended
    }

    /// The glyph of a Chinese character or mark.
    fn mark_glyph(&mut self, character: Char) -> (FontId, u16) {
        let han = self.faces[self.run].han;
        let own = match character.class {
            Class::Han => self.fonts.glyph(han, character.character),
            // The full-width solidus fills an em and would run into its neighbours.
            Class::Solidus if half_ems(Class::Solidus, self.rules.region) == Some(1) => {
                self.fonts.glyph(han, '/')
            }
            _ => self.fonts.wide_glyph(han, character.character),
        };
        own.map_or_else(|| self.fallback(han, character.character), |glyph| (han, glyph))
    }

    /// The glyph of a character that its font lacks.
    fn fallback(&mut self, font: FontId, character: char) -> (FontId, u16) {
        self.fonts.fallback(font, character).unwrap_or_else(|| {
            self.missing.insert(character);
            self.fonts.missing()
        })
    }

    /// A dash or an ellipsis: two characters in one unit of two em.
    fn pair(&mut self, chars: &[Char]) -> usize {
        let first = chars[0];
        let second = chars.get(1).filter(|c| {
            c.class == first.class
                && c.character == first.character
                && first.character != '⸺'
                && self.rules.level != Level::Anywhere
        });
        let Some(second) = second else { return self.single(first) };
        let faces = self.faces[self.run];
        let (font, glyph) = self.mark_glyph(first);
        let pair =
            if first.character == '—' { self.fonts.dash_pair(font) } else { None };
        let width = faces.size * 2;
        if let Some(glyph) = pair {
            self.push(first, second.end(), Content::Glyph(glyph), width);
            let advance = self.fonts.advance(font, glyph, faces.size);
            self.last().shift = (width - advance) / 2;
        } else {
            let content = self.two_glyphs(first, (font, glyph), width);
            self.push(first, second.end(), content, width);
        }
        self.last().font = font;
        2
    }

    /// The same glyph twice, centred in a width; the strokes of a dash touch.
    fn two_glyphs(
        &mut self,
        mark: Char,
        (font, glyph): (FontId, u16),
        width: Length,
    ) -> Content {
        let size = self.faces[self.run].size;
        let bytes = u8::try_from(mark.character.len_utf8()).unwrap_or(0);
        let advance = self.fonts.advance(font, glyph, size);
        let ink = self.fonts.extents(font, glyph, size);
        let step = match ink {
            Some(ink) if mark.class == Class::Dash => ink.right - ink.left,
            _ => width / 2,
        };
        let offset = (width - step - advance) / 2;
        let start = self.items.glyphs.len();
        let shaped = |offset, advance| Shaped { id: glyph, bytes, offset, advance };
        self.items.glyphs.extend([shaped(offset, step), shaped(offset, step)]);
        Content::Shaped(start..start + 2)
    }

    /// Half of a pair, or the two-em dash of one character.
    fn single(&mut self, mark: Char) -> usize {
        let faces = self.faces[self.run];
        let (font, glyph) = self.mark_glyph(mark);
        let ems = if mark.character == '⸺' { 2 } else { 1 };
        let advance = self.fonts.advance(font, glyph, faces.size);
        self.push(mark, mark.end(), Content::Glyph(glyph), faces.size * ems);
        let item = self.last();
        item.font = font;
        item.shift = (item.width - advance) / 2;
        1
    }

    /// Spaces, however many: one.
    fn space(&mut self, chars: &[Char]) -> usize {
        let count = chars.iter().take_while(|c| c.class == Class::Space).count();
        let starts =
            self.items.list.last().is_none_or(|item| item.class == Class::Newline);
        if !starts {
            let faces = self.faces[self.run];
            let glyph = self.fonts.glyph(faces.latin, ' ').unwrap_or(0);
            let advance = self.fonts.advance(faces.latin, glyph, faces.latin_size);
            self.push(chars[0], chars[count - 1].end(), Content::Glyph(glyph), advance);
            self.last().font = faces.latin;
        }
        count
    }

    /// A space that holds its neighbours together.
    fn glue(&mut self, space: Char) {
        let faces = self.faces[self.run];
        let glyph = match space.character {
            '\u{2060}' => None,
            wide => self.fonts.glyph(faces.latin, wide),
        };
        let Some(glyph) = glyph else {
            return self.push(space, space.end(), Content::Nothing, Length::ZERO);
        };
        let advance = self.fonts.advance(faces.latin, glyph, faces.latin_size);
        self.push(space, space.end(), Content::Glyph(glyph), advance);
        self.last().font = faces.latin;
    }

    fn push(&mut self, first: Char, end: usize, content: Content, width: Length) {
        let run = (self.run, self.faces[self.run].han);
        self.items.list.push(item(first, end, run, (content, width)));
    }

    fn last(&mut self) -> &mut Item {
        self.items.list.last_mut().expect("an item was pushed before it is changed")
    }

    /// Reports what no font has, and what no line can hold.
    fn report(&self, diagnostics: &mut Diagnostics) {
        for &character in &self.missing {
            let code = format!("U+{:04X}", u32::from(character));
            let report =
                Diagnostic::new(Code::T002).with("character", character.to_string());
            diagnostics.push(report.with("code", code));
        }
        for word in &self.long_words {
            let found = Diagnostic::new(Code::L001).with("word", word.as_str());
            diagnostics.push(found.with("style", "none"));
        }
    }
}

/// An item that does not know its neighbours yet.
#[inline]
fn item(
    first: Char,
    end: usize,
    (run, font): (usize, FontId),
    (content, width): (Content, Length),
) -> Item {
    Item {
        start: first.at,
        end,
        class: first.class,
        run,
        font,
        content,
        shift: Length::ZERO,
        rigid: false,
        width,
        white: Length::ZERO,
        lead: Length::ZERO,
        trail: Length::ZERO,
        hang: Length::ZERO,
        give: Give::None,
        joint: Joint::Rigid,
        break_after: Break::Never,
        hyphen: Length::ZERO,
        pose: Pose::default(),
        ruby: None,
    }
}
