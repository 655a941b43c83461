//! Sheets into the glyphs they need and the text each glyph stands for.
//!
//! A *cluster* is a glyph with text and the glyphs without text that follow it. The
//! text of a glyph is what it stands for most often; wherever it stands for something
//! else, `content` says so with an ActualText.

use std::collections::BTreeMap;

use crate::font::FontId;
use crate::page::{Glyph, GlyphRun, Mark, Page, Pages};
use crate::pdf::font::Texts;
use crate::pdf::text;
use crate::sheet::Sheet;

/// Text of a glyph that never has any of its own: it is there, and nobody sees it.
const NOTHING: &str = "\u{200B}";

/// The glyphs that sheets need, font by font.
#[derive(Debug, Default)]
pub(super) struct Census<'a> {
    /// For each font the texts of each glyph, by the glyph's number.
    fonts: BTreeMap<FontId, Glyphs<'a>>,
    /// What else there is.
    pub(super) kinds: Kinds,
}

/// Of what there is any.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Kinds {
    /// Pictures.
    pub(super) images: bool,
    /// Glyphs that hang below each other: in vertical books, and on the spine of a cover.
    pub(super) upright: bool,
}

impl Kinds {
    /// Takes note of a mark.
    pub(super) fn note(&mut self, mark: &Mark) {
        match mark {
            Mark::Text { run, .. } => self.upright |= text::is_upright(run),
            Mark::Image { .. } => self.images = true,
            Mark::Rule { .. } | Mark::Wave { .. } => {}
        }
    }

    /// What there is in both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            images: self.images || other.images,
            upright: self.upright || other.upright,
        }
    }
}

/// The glyphs used of a font.
#[derive(Debug, Default)]
struct Glyphs<'a> {
    /// By the number of a glyph the place of its uses plus one; 0 when it is not used.
    places: Vec<u16>,
    /// The texts that each glyph stands for and how often.
    uses: Vec<Vec<(&'a str, u32)>>,
}

impl<'a> Census<'a> {
    /// Counts the glyphs of the pages that stand on sheets.
    pub(super) fn take(pages: &'a Pages, sheets: &[Sheet]) -> Self {
        let mut census = Self::default();
        let placed = sheets.iter().flat_map(|sheet| &sheet.placements);
        let placed = placed.filter_map(|placement| pages.pages.get(placement.page));
        placed.for_each(|page| census.count(page));
        census
    }

    fn count(&mut self, page: &'a Page) {
        for mark in &page.marks {
            self.kinds.note(mark);
            if let Mark::Text { run, .. } = mark {
                self.fonts.entry(run.font).or_default().count(run);
            }
        }
    }

    /// The glyphs of each font and the text that each stands for.
    pub(super) fn texts(&self) -> Texts<'a> {
        self.fonts
            .iter()
            .map(|(font, glyphs)| (*font, glyphs.texts().collect()))
            .collect()
    }
}

impl<'a> Glyphs<'a> {
    /// Counts the glyphs of a run.
    fn count(&mut self, run: &'a GlyphRun) {
        for (text, glyphs) in clusters(run) {
            for (index, glyph) in glyphs.iter().enumerate() {
                self.add(glyph.id, if index == 0 { text } else { "" });
            }
        }
    }

    /// Counts one more use of a glyph.
    fn add(&mut self, glyph: u16, text: &'a str) {
        let glyph = usize::from(glyph);
        if self.places.len() <= glyph {
            self.places.resize(glyph + 1, 0);
        }
        let place = &mut self.places[glyph];
        if *place == 0 {
            self.uses.push(Vec::with_capacity(1));
            *place = u16::try_from(self.uses.len()).unwrap_or(u16::MAX);
        }
        let uses = &mut self.uses[usize::from(*place) - 1];
        match uses.iter_mut().find(|(known, _)| *known == text) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => uses.push((text, 1)),
        }
    }

    /// The glyphs and the text each stands for, in order of their numbers.
    fn texts(&self) -> impl Iterator<Item = (u16, &'a str)> {
        (0..=u16::MAX).zip(&self.places).filter_map(|(glyph, place)| {
            let uses = self.uses.get(usize::from(*place).checked_sub(1)?)?;
            Some((glyph, most_frequent(uses)))
        })
    }
}

/// The text used most often; of equals the last in order, which prefers 力 to the
/// radical ⼒.
pub(super) fn most_frequent<'a>(uses: &[(&'a str, u32)]) -> &'a str {
    let texts = uses.iter().filter(|(text, _)| !text.is_empty());
    texts.max_by_key(|(text, count)| (*count, *text)).map_or(NOTHING, |(text, _)| text)
}

/// The clusters of a run: a text and the glyphs that show it, never none.
pub(super) fn clusters(run: &GlyphRun) -> impl Iterator<Item = (&str, &[Glyph])> {
    let mut text = run.text.as_str();
    let mut glyphs = run.glyphs.as_slice();

    std::iter::from_fn(move || {
        let (lead, after) = glyphs.split_first()?;
        let followers = after.iter().take_while(|glyph| glyph.bytes == 0).count();
        let (cluster, rest) = glyphs.split_at(1 + followers);
        let (shown, more) =
            text.split_at_checked(usize::from(lead.bytes)).unwrap_or((text, ""));
        (glyphs, text) = (rest, more);
        Some((shown, cluster))
    })
}
