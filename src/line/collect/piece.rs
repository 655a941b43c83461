//! Words of other scripts into pieces: shaped as a whole, cut where they may break.
//!
//! A word is shaped before it is cut, so that kerning reaches over a place where it may
//! break; a ligature is never cut. What is longer than a line is cut between all its
//! glyphs and reported (spec.md 2.11).

use std::ops::Range;

use crate::font::FontId;
use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::collect::{Char, Collector};
use crate::line::item::{Content, Item};
use crate::line::{Level, Overlong, Rules, RunStyle, word};

/// A word and where it may break.
struct Word {
    /// Byte offset of its first character.
    start: usize,
    /// Places from there, ascending.
    breaks: Vec<(usize, Break)>,
    /// Whether it is code.
    plain: bool,
}

impl Word {
    /// How it may break at a byte offset of the paragraph.
    fn break_at(&self, at: usize) -> Option<Break> {
        let place = at.checked_sub(self.start)?;
        let found = self.breaks.binary_search_by_key(&place, |&(place, _)| place).ok()?;
        Some(self.breaks[found].1)
    }
}

/// How wide a piece of a word may be and still fit into every line.
pub(in crate::line) fn longest(rules: &Rules) -> Length {
    rules.measure - rules.first_indent.max(rules.indent) - rules.end_indent
}

impl Collector<'_> {
    /// A word of other scripts: shaped as a whole, cut where it may break.
    pub(super) fn word(&mut self, chars: &[Char]) -> usize {
        let run_end = self.paragraph.runs.get(self.run).map_or(usize::MAX, |run| run.end);
        let belongs =
            |c: &&Char| matches!(c.class, Class::Word | Class::Extend) && c.at < run_end;
        let count = chars.iter().take_while(belongs).count().max(1);
        let chars = &chars[..count];
        let (start, end) = (chars[0].at, chars[count - 1].end());
        let plain = self.style().is_some_and(|style| style.verbatim);
        let language = self.style().and_then(|style| style.language);
        let anywhere = self.rules.level == Level::Anywhere;
        let unicode = &self.items.unicode;
        let inside = unicode.partition_point(|&at| at <= start)
            ..unicode.partition_point(|&at| at < end);
        let breaks = word::breaks(word::Question {
            word: &self.paragraph.text[start..end],
            unicode: unicode[inside].iter().map(|at| at - start).collect(),
            hyphenation: language.or(self.rules.latin).filter(|_| !plain && !anywhere),
            level: self.rules.level,
        });
        let word = Word { start, breaks, plain };
        let mut rest = chars;
        let from = self.items.list.len();
        while let Some(first) = rest.first() {
            let font = self.word_font(*first);
            let same =
                |c: &&Char| c.class == Class::Extend || self.word_font(**c) == font;
            let length = 1 + rest[1..].iter().take_while(same).count();
            self.pieces(&rest[..length], font, &word);
            rest = &rest[length..];
        }
        let room = longest(self.rules);
        let breaks_long = self.rules.overlong == Overlong::Break;
        for item in self.items.list.split_off(from) {
            let width = item.width + item.hyphen;
            self.items.widest = self.items.widest.max(width);
            let is_long = breaks_long && width > room;
            if is_long || anywhere {
                self.shatter(&item);
            } else {
                self.items.list.push(item);
            }
        }
        count
    }

    fn style(&self) -> Option<&RunStyle> {
        self.paragraph.runs.get(self.run).map(|run| &run.style)
    }

    /// The font of a word's character.
    fn word_font(&self, character: Char) -> FontId {
        let latin = self.faces[self.run].latin;
        if self.fonts.glyph(latin, character.character).is_some() {
            return latin;
        }
        let other = self.fonts.fallback(latin, character.character);
        other.map_or(self.fonts.missing().0, |(font, _)| font)
    }

    /// Shapes characters of one font and cuts them at the breaks that fall between glyphs.
    fn pieces(&mut self, chars: &[Char], font: FontId, word: &Word) {
        let size = self.fonts.optical_size(font, self.faces[self.run].size);
        let (start, end) = (chars[0].at, chars[chars.len() - 1].end());
        let marked = chars[1..].iter().filter(|c| c.class != Class::Extend);
        for c in chars[..1].iter().chain(marked) {
            if self.fonts.glyph(font, c.character).is_none() {
                self.missing.insert(c.character);
            }
        }
        let from = self.items.glyphs.len();
        let text = (&self.paragraph.text[start..end], word.plain);
        self.shaper.shape(self.fonts, font, text, size, &mut self.items.glyphs);
        let to = self.items.glyphs.len();
        let hyphen = self.fonts.glyph(font, '-');
        let hyphen = hyphen.map(|glyph| self.fonts.advance(font, glyph, size));
        let (mut piece_at, mut piece_from, mut at) = (start, from, start);
        for glyph in from..to {
            let bytes = usize::from(self.items.glyphs[glyph].bytes);
            let how = word.break_at(at).filter(|_| at > piece_at && bytes > 0);
            if let Some(how) = how.filter(|&how| how != Break::Hyphen || hyphen.is_some())
            {
                self.piece((piece_at, at), piece_from..glyph, font);
                let item = self.last();
                item.break_after = how;
                item.hyphen = hyphen.filter(|_| how == Break::Hyphen).unwrap_or_default();
                (piece_at, piece_from) = (at, glyph);
            }
            at += bytes;
        }
        self.piece((piece_at, end), piece_from..to, font);
        let how = word.break_at(end).filter(|&how| how != Break::Hyphen);
        self.last().break_after = how.unwrap_or(Break::Never);
    }

    fn piece(
        &mut self,
        (start, end): (usize, usize),
        glyphs: Range<usize>,
        font: FontId,
    ) {
        let width = self.items.glyphs[glyphs.clone()].iter().map(|g| g.advance).sum();
        let first = Char { at: start, character: 'x', class: Class::Word };
        self.push(first, end, Content::Shaped(glyphs), width);
        self.last().font = font;
    }

    /// Cuts an item that is longer than a line between all its glyphs (2.11).
    fn shatter(&mut self, item: &Item) {
        let Content::Shaped(glyphs) = item.content.clone() else { return };
        let how = if self.rules.level == Level::Anywhere {
            Break::Free
        } else {
            self.long_words.push(self.paragraph.text[item.start..item.end].to_owned());
            Break::Emergency
        };
        let first = self.items.list.len();
        let mut start = item.start;
        for glyph in glyphs {
            let shaped = self.items.glyphs[glyph];
            if shaped.bytes == 0 && self.items.list.len() > first {
                let piece = self.last();
                piece.content = match piece.content.clone() {
                    Content::Shaped(range) => Content::Shaped(range.start..glyph + 1),
                    other => other,
                };
                piece.width += shaped.advance;
                continue;
            }
            let end = start + usize::from(shaped.bytes);
            self.items.list.push(Item {
                start,
                end,
                content: Content::Shaped(glyph..glyph + 1),
                width: shaped.advance,
                break_after: how,
                hyphen: Length::ZERO,
                ..item.clone()
            });
            start = end;
        }
        if self.items.list.len() > first {
            self.last().break_after = match item.break_after {
                Break::Hyphen => how,
                other => other,
            };
        }
    }
}
