//! The characters of a paragraph into items with their glyphs.
//!
//! Han and Chinese marks take one look-up each; only words go through the shaper. What
//! depends on neighbours (cuts, gaps, breaks) is `dress.rs`'s. A character that no font
//! has is reported once a paragraph, without a place, which the caller knows.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::{FontId, Fonts};
use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::context::Context;
use crate::line::item::{Content, Give, Item, Items};
use crate::line::shape::{Shaped, Shaper};
use crate::line::spacing::{Joint, White, half_ems, white};
use crate::line::{Paragraph, Rules, RunStyle, word};

/// A character with its class.
#[derive(Debug, Clone, Copy)]
struct Char {
    at: usize,
    character: char,
    class: Class,
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
    let mut context = Context::new(&paragraph.text, rules.region);
    let chars: Vec<Char> = paragraph
        .text
        .char_indices()
        .map(|(at, character)| Char {
            at,
            character,
            class: context.class(at, character),
        })
        .collect();
    let mut collector = Collector {
        paragraph,
        rules,
        fonts,
        faces: paragraph.runs.iter().map(|run| Faces::of(&run.style, fonts)).collect(),
        run: 0,
        shaper: Shaper::default(),
        items: Items::default(),
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
            Class::Word => return self.word(chars),
            Class::Space => return self.space(chars),
            Class::Dash | Class::Ellipsis => return self.pair(chars),
            Class::Glue => self.glue(first),
            Class::Newline | Class::ZeroWidth | Class::Extend => {
                self.push(first, first.end(), Content::Nothing, Length::ZERO);
            }
            _ => return self.cell(chars),
        }
        1
    }

    /// One character in a cell of its own, with the marks that belong to it.
    fn cell(&mut self, chars: &[Char]) -> usize {
        let first = chars[0];
        let extended = chars[1..].iter().take_while(|c| c.class == Class::Extend).count();
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

    /// A word of other scripts: shaped as a whole, cut where it may break.
    fn word(&mut self, chars: &[Char]) -> usize {
        let run_end = self.paragraph.runs.get(self.run).map_or(usize::MAX, |run| run.end);
        let belongs =
            |c: &&Char| matches!(c.class, Class::Word | Class::Extend) && c.at < run_end;
        let count = chars.iter().take_while(belongs).count().max(1);
        let chars = &chars[..count];
        let (start, end) = (chars[0].at, chars[count - 1].end());
        let plain = self.style().is_some_and(|style| style.verbatim);
        let breaks = word::breaks(&self.paragraph.text[start..end], plain);
        let mut rest = chars;
        let mut from = self.items.list.len();
        while let Some(first) = rest.first() {
            let font = self.word_font(*first);
            let same = |c: &&Char| {
                c.class == Class::Extend || self.word_font_quiet(**c) == font.0
            };
            let length = 1 + rest[1..].iter().take_while(same).count();
            self.pieces(&rest[..length], font, (start, &breaks), plain);
            rest = &rest[length..];
        }
        let room = self.longest();
        while from < self.items.list.len() {
            from +=
                if self.items.list[from].width > room { self.shatter(from) } else { 1 };
        }
        count
    }

    fn style(&self) -> Option<&RunStyle> {
        self.paragraph.runs.get(self.run).map(|run| &run.style)
    }

    /// The font of a word's character, and whether any font has it.
    fn word_font(&mut self, character: Char) -> (FontId, bool) {
        let latin = self.faces[self.run].latin;
        if self.fonts.glyph(latin, character.character).is_some() {
            return (latin, true);
        }
        let (font, glyph) = self.fallback(latin, character.character);
        (font, glyph != 0)
    }

    fn word_font_quiet(&self, character: Char) -> FontId {
        let latin = self.faces[self.run].latin;
        if self.fonts.glyph(latin, character.character).is_some() {
            return latin;
        }
        let other = self.fonts.fallback(latin, character.character);
        other.map_or(self.fonts.missing().0, |(font, _)| font)
    }

    /// Shapes characters of one font and cuts them at the breaks that fall between glyphs.
    fn pieces(
        &mut self,
        chars: &[Char],
        (font, _): (FontId, bool),
        (word_start, breaks): (usize, &[(usize, Break)]),
        plain: bool,
    ) {
        let faces = self.faces[self.run];
        let size = self.fonts.optical_size(font, faces.size);
        let (start, end) = (chars[0].at, chars[chars.len() - 1].end());
        for c in chars {
            let drawn = c.class != Class::Extend;
            if drawn && self.fonts.glyph(font, c.character).is_none() {
                self.missing.insert(c.character);
            }
        }
        let from = self.items.glyphs.len();
        let text = &self.paragraph.text[start..end];
        self.shaper.shape(self.fonts, font, (text, plain), size, &mut self.items.glyphs);
        let to = self.items.glyphs.len();
        let hyphen = self
            .fonts
            .glyph(font, '-')
            .map(|glyph| self.fonts.advance(font, glyph, size));
        let (mut piece_at, mut piece_from, mut at) = (start, from, start);
        for glyph in from..to {
            let cut = breaks.iter().find(|(place, _)| word_start + place == at);
            if let Some(&(_, how)) = cut
                && at > piece_at
                && self.items.glyphs[glyph].bytes > 0
                && (how != Break::Hyphen || hyphen.is_some())
            {
                self.piece((piece_at, at), piece_from..glyph, font);
                let item = self.last();
                item.break_after = how;
                item.hyphen = hyphen.filter(|_| how == Break::Hyphen).unwrap_or_default();
                (piece_at, piece_from) = (at, glyph);
            }
            at += usize::from(self.items.glyphs[glyph].bytes);
        }
        self.piece((piece_at, end), piece_from..to, font);
        self.last().break_after = match breaks.iter().find(|(p, _)| word_start + p == end)
        {
            Some(&(_, how)) if how != Break::Hyphen => how,
            _ => Break::Never,
        };
    }

    fn piece(
        &mut self,
        (start, end): (usize, usize),
        glyphs: std::ops::Range<usize>,
        font: FontId,
    ) {
        let width = self.items.glyphs[glyphs.clone()].iter().map(|g| g.advance).sum();
        let first = Char { at: start, character: 'x', class: Class::Word };
        self.push(first, end, Content::Shaped(glyphs), width);
        self.last().font = font;
    }

    /// How wide a word may be and still fit into every line.
    fn longest(&self) -> Length {
        let indent = self.rules.first_indent.max(self.rules.indent);
        self.rules.measure - indent - self.rules.end_indent
    }

    /// Cuts an item that is longer than a line between all its glyphs (2.11); says into
    /// how many.
    fn shatter(&mut self, at: usize) -> usize {
        let item = self.items.list[at].clone();
        let Content::Shaped(glyphs) = item.content.clone() else { return 1 };
        self.long_words.push(self.paragraph.text[item.start..item.end].to_owned());
        let mut pieces: Vec<Item> = Vec::new();
        let mut start = item.start;
        for glyph in glyphs {
            let shaped = self.items.glyphs[glyph];
            if let (0, Some(piece)) = (shaped.bytes, pieces.last_mut()) {
                let Content::Shaped(range) = &mut piece.content else { continue };
                range.end = glyph + 1;
                piece.width += shaped.advance;
                continue;
            }
            let end = start + usize::from(shaped.bytes);
            pieces.push(Item {
                start,
                end,
                content: Content::Shaped(glyph..glyph + 1),
                width: shaped.advance,
                break_after: Break::Emergency,
                hyphen: Length::ZERO,
                ..item.clone()
            });
            start = end;
        }
        if let Some(last) = pieces.last_mut() {
            (last.break_after, last.hyphen) = (item.break_after, item.hyphen);
        }
        let count = pieces.len().max(1);
        self.items.list.splice(at..=at, pieces);
        count
    }

    fn push(&mut self, first: Char, end: usize, content: Content, width: Length) {
        self.items.list.push(Item {
            start: first.at,
            end,
            class: first.class,
            run: self.run,
            font: self.faces[self.run].han,
            content,
            shift: Length::ZERO,
            width,
            white: Length::ZERO,
            lead: Length::ZERO,
            trail: Length::ZERO,
            give: Give::None,
            joint: Joint::Rigid,
            break_after: Break::Never,
            hyphen: Length::ZERO,
            ruby: None,
        });
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
            diagnostics.push(Diagnostic::new(Code::L001).with("word", word.as_str()));
        }
    }
}
