//! Items of a vertical line turned: which stand upright and in which form, which lie
//! along the line, which stand side by side (spec.md 10).
//!
//! Items come here with their horizontal glyphs and leave with the pose in which they
//! are drawn; their neighbours are `dress.rs`'s as ever. Whether a character stands
//! upright says UAX #50; forms are the font's own (`vert`). Text is never changed: a
//! quotation mark that shows as ﹃ still is “.
//!
//! Marks of regions that centre their stops are centred here too, in both directions,
//! because fonts for other regions draw them in a corner (1.14, 10.3).

use unicode_vo::{Orientation as Vertical, char_orientation};

use crate::font::{FontId, Fonts};
use crate::geom::Length;
use crate::line::class::Class;
use crate::line::item::{Content, Item, Items, Pose};
use crate::line::shape::Shaped;
use crate::line::spacing::half_ems;
use crate::line::{Direction, Orientation, Paragraph, Region, Rules};

/// How far above the baseline the middle of the em box is, in hundredths of an em.
const MIDDLE: i64 = 38;

/// How far above it the top is.
const TOP: i64 = 88;

/// Letters and digits of a word that stand below each other; a longer word lies down.
const MOST_UPRIGHT: usize = 8;

/// Letters mixed with digits that stand below each other: A4, G20, 3D.
const MOST_MIXED: usize = 4;

/// Digits that fit side by side into one cell (10.9).
const MOST_ACROSS: usize = 3;

/// Gives every item its pose.
pub(super) fn turn(
    items: &mut Items,
    paragraph: &Paragraph,
    rules: &Rules,
    fonts: &Fonts,
) {
    let region = rules.region;
    if rules.direction == Direction::Horizontal {
        if region == Region::Hant {
            for item in items.list.iter_mut().filter(|item| item.class.is_stop()) {
                centre(item, paragraph, fonts);
            }
        }
        return;
    }
    let mut turning = Turning { paragraph, region, fonts, glyphs: &mut items.glyphs };
    let mut turned: Vec<Item> = Vec::with_capacity(items.list.len());
    let mut rest = items.list.as_slice();
    while let [first, others @ ..] = rest {
        if first.class == Class::Word {
            let count = 1 + others.iter().take_while(|i| is_one_word(first, i)).count();
            let (word, after) = rest.split_at(count);
            turning.word(word, &mut turned);
            rest = after;
        } else {
            turned.push(turning.single(first.clone()));
            rest = others;
        }
    }
    drop_spaces(&mut turned);
    items.list = turned;
}

/// Pieces of one word: of one run, and nothing between them.
fn is_one_word(first: &Item, item: &Item) -> bool {
    item.class == Class::Word && item.run == first.run
}

/// No gap is left between Han and what stands upright (10.9): not a typed one either.
fn drop_spaces(items: &mut Vec<Item>) {
    let is_space = |at: usize| {
        let [before, space, after] = &items[at - 1..=at + 1] else { return false };
        let beside = |a: &Item, b: &Item| a.class == Class::Cell && !b.class.is_word();
        space.class == Class::Space && (beside(before, after) || beside(after, before))
    };
    let mut drops: Vec<usize> =
        (1..items.len().saturating_sub(1)).filter(|&at| is_space(at)).collect();
    while let Some(at) = drops.pop() {
        items.remove(at);
    }
}

struct Turning<'a> {
    paragraph: &'a Paragraph,
    region: Region,
    fonts: &'a Fonts,
    glyphs: &'a mut Vec<Shaped>,
}

/// How a word of other scripts stands (10.8, 10.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// Along the line.
    Along,
    /// Letter below letter.
    Upright,
    /// Side by side in one cell.
    Across,
}

impl Turning<'_> {
    /// A word whose pieces follow each other.
    fn word(&mut self, pieces: &[Item], turned: &mut Vec<Item>) {
        let (first, last) = (&pieces[0], &pieces[pieces.len() - 1]);
        let text = &self.paragraph.text[first.start..last.end];
        let style = &self.paragraph.runs[first.run].style;
        let stand = match stand(text) {
            _ if style.verbatim || pieces.iter().any(|i| i.font != first.font) => {
                Stand::Along
            }
            Stand::Upright if self.is_in_phrase(first.start, last.end) => Stand::Along,
            Stand::Across if self.is_in_phrase(first.start, last.end) => Stand::Along,
            // A decimal by itself is a cell of a table, where all its column lies along.
            Stand::Across if is_decimal(text) && self.is_alone(text) => Stand::Along,
            stand => stand,
        };
        let along = Pose { orientation: Orientation::Rotated, ..Pose::default() };
        match stand {
            Stand::Along => {
                turned.extend(pieces.iter().map(|i| Item { pose: along, ..i.clone() }));
            }
            Stand::Upright => {
                let item = self.upright(first, last.end, style.size);
                turned.push(item);
            }
            Stand::Across => {
                let item = self.across(first, last.end, style.size);
                turned.push(item);
            }
        }
    }

    /// Whether a word is the whole paragraph.
    fn is_alone(&self, word: &str) -> bool {
        self.paragraph.text.trim() == word
    }

    /// Whether the next word on either side, a space away, is Latin: then the word is
    /// part of a phrase and lies down with it.
    fn is_in_phrase(&self, start: usize, end: usize) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let before = self.paragraph.text[..start].strip_suffix(' ');
        let after = self.paragraph.text[end..].strip_prefix(' ');
        before.is_some_and(|text| is_letter(text.chars().next_back()))
            || after.is_some_and(|text| is_letter(text.chars().next()))
    }

    /// Characters below each other, a cell each (10.8).
    fn upright(&mut self, first: &Item, end: usize, em: Length) -> Item {
        let text = &self.paragraph.text[first.start..end];
        let size = self.fonts.optical_size(first.font, em);
        let from = self.glyphs.len();
        for character in text.chars() {
            self.glyphs.push(Shaped {
                id: self.fonts.glyph(first.font, character).unwrap_or(0),
                bytes: u8::try_from(character.len_utf8()).unwrap_or(0),
                offset: Length::ZERO,
                advance: em,
            });
        }
        let count = i64::try_from(self.glyphs.len() - from).unwrap_or(1);
        self.cell(first, (end, from), Orientation::Upright, (em, size, count))
    }

    /// Characters side by side, smaller where they would be wider than a cell (10.9).
    fn across(&mut self, first: &Item, end: usize, em: Length) -> Item {
        let text = &self.paragraph.text[first.start..end];
        let glyph = |c: char| self.fonts.glyph(first.font, c).unwrap_or(0);
        let width = |size: Length| -> Length {
            text.chars().map(|c| self.fonts.advance(first.font, glyph(c), size)).sum()
        };
        let natural = self.fonts.optical_size(first.font, em);
        let wide = width(natural).max(Length::from_raw(1));
        let size = if wide > em {
            Length::from_raw(natural.raw() * em.raw() / wide.raw())
        } else {
            natural
        };
        let from = self.glyphs.len();
        let mut x = -width(size) / 2;
        let mut shaped = Vec::new();
        for character in text.chars() {
            let id = glyph(character);
            let bytes = u8::try_from(character.len_utf8()).unwrap_or(0);
            shaped.push(Shaped { id, bytes, offset: x, advance: Length::ZERO });
            x += self.fonts.advance(first.font, id, size);
        }
        self.glyphs.extend(shaped);
        self.cell(first, (end, from), Orientation::Across, (em, size, 1))
    }

    /// An item of upright letters or digits, the heights of capitals in the middle of
    /// their cells.
    fn cell(
        &self,
        first: &Item,
        (end, from): (usize, usize),
        orientation: Orientation,
        (em, size, count): (Length, Length, i64),
    ) -> Item {
        let metrics = self.fonts.metrics(first.font);
        let units = i64::from(metrics.units_per_em);
        let capital = size.scale(i64::from(metrics.cap_height), units);
        // From the top of the cell to the origin of vertical glyphs, which is the top of
        // their em box.
        let shift = (em + capital) / 2 - size.scale(TOP, 100);
        Item {
            end,
            class: Class::Cell,
            content: Content::Shaped(from..self.glyphs.len()),
            shift,
            width: em * count,
            hyphen: Length::ZERO,
            pose: Pose { orientation, lift: lift(em, size), size: Some(size) },
            ..first.clone()
        }
    }

    /// Any other item.
    fn single(&self, item: Item) -> Item {
        let along = Pose { orientation: Orientation::Rotated, ..Pose::default() };
        let upright = Pose { orientation: Orientation::Upright, ..Pose::default() };
        let item = Item { pose: along, class: still(&item, self.paragraph), ..item };
        let Content::Glyph(glyph) = item.content else { return item };
        if matches!(item.class, Class::Space | Class::FixedSpace | Class::Glue) {
            return item;
        }
        let text = &self.paragraph.text[item.start..item.end];
        let character = text.chars().next().unwrap_or(' ');
        let quote = quote(character, self.region);
        let plain = quote.and_then(|shown| self.fonts.glyph(item.font, shown));
        let form = self.fonts.vertical_glyph(item.font, plain.unwrap_or(glyph));
        let vertical = match quote {
            Some(_) => Vertical::TransformedOrRotated,
            None => char_orientation(character),
        };
        match (vertical, form) {
            (Vertical::Rotated, _) => item,
            (Vertical::TransformedOrRotated, None) => item,
            (Vertical::TransformedOrUpright, None) => self.moved(item, upright),
            (_, form) => {
                let glyph = form.unwrap_or(glyph);
                let item = Item { content: Content::Glyph(glyph), pose: upright, ..item };
                self.placed(item)
            }
        }
    }

    /// An upright glyph in its cell: an em high, its white where `spacing.rs` says.
    fn placed(&self, mut item: Item) -> Item {
        let em = self.paragraph.runs[item.run].style.size;
        if half_ems(item.class, self.region).is_none() {
            item.width = em;
        }
        item.shift = match item.class {
            Class::Open => item.width - em,
            Class::Close => Length::ZERO,
            class if class.is_stop() && self.region != Region::Hant => Length::ZERO,
            _ => (item.width - em) / 2,
        };
        if self.region == Region::Hant && item.class.is_stop() {
            centre(&mut item, self.paragraph, self.fonts);
        }
        item
    }

    /// A stop that its font has in no vertical form: moved from the lower left of its
    /// cell to the upper right (10.3).
    fn moved(&self, item: Item, upright: Pose) -> Item {
        let mut item = self.placed(Item { pose: upright, ..item });
        let Content::Glyph(glyph) = item.content else { return item };
        let em = self.paragraph.runs[item.run].style.size;
        if self.region == Region::Hant || !item.class.is_stop() {
            return item;
        }
        if let Some(ink) = self.fonts.extents(item.font, glyph, em) {
            // The ink as far from the right and the top as it was from left and bottom.
            item.pose.lift = em - ink.left - ink.right;
            item.shift += ink.top + ink.bottom - em.scale(2 * MIDDLE, 100);
        }
        item
    }
}

/// Puts the ink of a stop into the middle of its cell (1.3, 10.3).
fn centre(item: &mut Item, paragraph: &Paragraph, fonts: &Fonts) {
    let Content::Glyph(glyph) = item.content else { return };
    let em = paragraph.runs[item.run].style.size;
    let Some(ink) = fonts.extents(item.font, glyph, em) else { return };
    let up = em.scale(MIDDLE, 100) - (ink.top + ink.bottom) / 2;
    let right = em / 2 - (ink.left + ink.right) / 2;
    let middle = (item.width - em) / 2;
    (item.shift, item.pose.lift) = match item.pose.orientation {
        Orientation::Upright => (middle - up, right),
        _ => (middle + right, up),
    };
}

/// How far a glyph of another size is lifted, so that its em box stands in the middle of
/// that of its line.
fn lift(em: Length, size: Length) -> Length {
    (em - size).scale(MIDDLE, 100)
}

/// How a word stands by itself.
fn stand(word: &str) -> Stand {
    let count = word.chars().count();
    let is_grade = || {
        let mut parts = word.chars();
        let letter = parts.next().is_some_and(|c| c.is_ascii_uppercase());
        letter && parts.as_str() == "+"
    };
    let is_cell = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    match word {
        _ if count <= MOST_ACROSS && (is_digits(word) || is_decimal(word)) => {
            Stand::Across
        }
        // The label of an item of a list.
        _ if count <= MOST_ACROSS && word.strip_suffix('.').is_some_and(is_digits) => {
            Stand::Across
        }
        _ if is_grade() => Stand::Across,
        _ if count == 1 && word.chars().all(|c| c.is_ascii_alphabetic()) => {
            Stand::Upright
        }
        _ if count <= MOST_UPRIGHT && word.chars().all(|c| c.is_ascii_uppercase()) => {
            Stand::Upright
        }
        _ if count <= MOST_MIXED
            && word.chars().all(is_cell)
            && word.chars().any(|c| c.is_ascii_uppercase()) =>
        {
            Stand::Upright
        }
        _ => Stand::Along,
    }
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_decimal(word: &str) -> bool {
    let parts = word.split_once('.');
    parts.is_some_and(|(whole, part)| is_digits(whole) && is_digits(part))
}

/// The bracket whose vertical form a round quotation mark takes (10.5).
fn quote(mark: char, region: Region) -> Option<char> {
    let outer = if region == Region::Hant { ['「', '」'] } else { ['『', '』'] };
    let inner = if region == Region::Hant { ['『', '』'] } else { ['「', '」'] };
    match mark {
        '“' => Some(outer[0]),
        '”' => Some(outer[1]),
        '‘' => Some(inner[0]),
        '’' => Some(inner[1]),
        _ => None,
    }
}

/// The class of an item in a vertical line: ； ： ？ ！ keep their em there (10.7).
fn still(item: &Item, paragraph: &Paragraph) -> Class {
    match paragraph.text[item.start..item.end].chars().next() {
        Some('；' | '：' | '？' | '！') if item.class.is_stop() => Class::Still,
        _ => item.class,
    }
}

/// Whether a character of an annotation stands upright in a vertical line.
pub(super) fn is_upright(character: char) -> bool {
    char_orientation(character) != Vertical::Rotated
}

/// The form of an upright character of an annotation.
pub(super) fn form(fonts: &Fonts, font: FontId, glyph: u16) -> u16 {
    fonts.vertical_glyph(font, glyph).unwrap_or(glyph)
}
