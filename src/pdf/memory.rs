//! What the last round wrote of a document, so that the next one writes what has changed.
//!
//! A sheet is painted and deflated anew unless the versions of its pages, their tags and the
//! fonts are those of the last round; glyphs are counted on pages that are new and taken
//! back from those that have gone. Fonts, edition and profile are those of the memory's
//! owner, who forgets it when they change. Nothing older than the last round is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::deflate::Deflater;
use crate::diag::Diagnostics;
use crate::font::{FontId, Fonts};
use crate::page::{GlyphRun, Image, Mark, Page, Pages};
use crate::pdf::census::{Kinds, clusters, most_frequent};
use crate::pdf::content::Stock;
use crate::pdf::document::{self, Base};
use crate::pdf::font::{self, Subsets, Texts};
use crate::pdf::save::{self, Painted};
use crate::pdf::tags::{self, Tag};
use crate::pdf::{content, image};
use crate::sheet::{Placement, Sheet};

/// What was written in the last round.
#[derive(Debug, Default)]
pub struct Memory {
    census: Census,
    subsets: Option<Arc<Subsets>>,
    /// The document that holds them.
    base: Option<(Arc<Subsets>, Base)>,
    /// The pictures, with the images they were made of.
    pub(super) pictures: BTreeMap<String, (Arc<Image>, image::Known)>,
    /// Names of pictures that streams refer to.
    resources: Vec<(String, String)>,
    /// By the versions of its pages a sheet and its stream.
    sheets: FxHashMap<Vec<u64>, Known>,
    /// The other streams.
    pub(super) streams: save::Packed,
}

/// A sheet as it was painted.
#[derive(Debug)]
struct Known {
    sheet: Sheet,
    /// The tags of what is on its pages.
    tags: Vec<Tag>,
    painted: Arc<Painted>,
}

impl Known {
    /// Whether a sheet with pages of the same versions would be painted the same.
    fn is(&self, sheet: &Sheet, pages: &Pages, stock: &Stock<'_>) -> bool {
        is_alike(&self.sheet, sheet)
            && tags_of(sheet, pages, stock).eq(self.tags.iter().copied())
    }
}

impl Memory {
    /// The subsets of a document, and what there is to see.
    pub(super) fn subsets(
        &mut self,
        diagnostics: &mut Diagnostics,
        (pages, sheets): (&Pages, &[Sheet]),
        fonts: &Fonts,
    ) -> (Option<Arc<Subsets>>, Kinds) {
        let (has_changed, kinds) = self.census.follow(pages, sheets);
        if let Some(subsets) = self.subsets.as_ref().filter(|_| !has_changed) {
            return (Some(Arc::clone(subsets)), kinds);
        }
        // Codes are places in a subset, so no stream means what it meant.
        self.sheets.clear();
        let subsets = font::subset(diagnostics, &self.census.texts(), fonts);
        self.subsets = subsets.map(Arc::new);
        (self.subsets.clone(), kinds)
    }

    /// The document that holds the subsets.
    pub(super) fn base(&mut self, subsets: &Arc<Subsets>) -> lopdf::Result<Base> {
        if let Some((known, base)) = &self.base
            && Arc::ptr_eq(known, subsets)
        {
            return Ok(base.clone());
        }
        let base = document::open(subsets)?;
        self.base = Some((Arc::clone(subsets), base.clone()));
        Ok(base)
    }

    /// The streams of sheets, deflated.
    pub(super) fn streams(
        &mut self,
        sheets: &[Sheet],
        pages: &Pages,
        stock: &Stock<'_>,
    ) -> Vec<Arc<Painted>> {
        let images = stock.images.iter();
        let resources: Vec<_> = images
            .map(|(name, picture)| ((*name).to_owned(), picture.resource.clone()))
            .collect();
        if self.resources != resources {
            self.sheets.clear();
            self.resources = resources;
        }
        let mut before = std::mem::take(&mut self.sheets);
        let mut key = Vec::new();
        let mut recall = |sheet: &Sheet| {
            key.clear();
            key.extend(versions(sheet, pages));
            if !self.sheets.contains_key(&*key)
                && let Some((key, known)) = before.remove_entry(&*key)
            {
                self.sheets.insert(key, known);
            }
            let known = self.sheets.get(&*key);
            let known = known.filter(|known| known.is(sheet, pages, stock));
            known.map(|known| Arc::clone(&known.painted))
        };
        let recalled: Vec<Option<Arc<Painted>>> =
            sheets.iter().map(&mut recall).collect();
        let new = sheets.iter().zip(&recalled).filter(|(_, known)| known.is_none());
        let new: Vec<&Sheet> = new.map(|(sheet, _)| sheet).collect();
        let one = |to: &mut Deflater, sheet: &&Sheet| {
            Arc::new(Painted::new(to, content::stream(sheet, pages, stock)))
        };
        let made: Vec<_> = new.par_iter().map_init(Deflater::new, one).collect();
        for (sheet, painted) in new.into_iter().zip(&made) {
            let tags = tags_of(sheet, pages, stock).collect();
            let painted = Arc::clone(painted);
            let known = Known { sheet: sheet.clone(), tags, painted };
            self.sheets.insert(versions(sheet, pages).collect(), known);
        }
        let mut made = made.into_iter();
        recalled.into_iter().filter_map(|known| known.or_else(|| made.next())).collect()
    }
}

/// The versions of the pages of a sheet.
fn versions(sheet: &Sheet, pages: &Pages) -> impl Iterator<Item = u64> {
    let version = |page: usize| pages.versions.get(page).copied().unwrap_or(0);
    sheet.placements.iter().map(move |placement| version(placement.page))
}

/// The tags of what is on the pages of a sheet. Where they begin and end follows from the
/// versions of the pages.
fn tags_of(sheet: &Sheet, pages: &Pages, stock: &Stock<'_>) -> impl Iterator<Item = Tag> {
    let placed = sheet.placements.iter().filter(|_| stock.has_tags);
    let placed = placed.filter_map(|placement| pages.pages.get(placement.page));
    placed.flat_map(|page| tags::of(pages, page)).map(|(tag, _)| tag)
}

/// Whether two sheets are the same but for where their pages are in the book.
fn is_alike(one: &Sheet, other: &Sheet) -> bool {
    let Sheet { size, trim, bleed, placements, marks } = one;
    let is_same = |(one, other): (&Placement, &Placement)| {
        Placement { page: other.page, ..*one } == *other
    };
    (size, trim, bleed, marks) == (&other.size, &other.trim, &other.bleed, &other.marks)
        && placements.len() == other.placements.len()
        && placements.iter().zip(&other.placements).all(is_same)
}

/// How often glyphs are used, by what they stand for; it follows pages as they come and go.
#[derive(Debug, Default)]
struct Census {
    uses: Vec<Use>,
    /// The uses of a glyph.
    glyphs: FxHashMap<(FontId, u16), Vec<usize>>,
    /// By version what is on the pages that are placed.
    pages: FxHashMap<u64, Counted>,
    /// The text that each glyph stands for most often.
    texts: BTreeMap<(FontId, u16), String>,
}

/// What is on a page.
#[derive(Debug)]
struct Counted {
    /// How often the page is placed.
    times: u32,
    /// How often it has each use.
    counts: Vec<(usize, u32)>,
    kinds: Kinds,
}

/// A glyph that stands for a text.
#[derive(Debug)]
struct Use {
    font: FontId,
    glyph: u16,
    text: String,
    count: u32,
}

impl Census {
    /// Counts what stands on sheets now; whether some glyph stands for another text than
    /// before, and what there is.
    fn follow(&mut self, pages: &Pages, sheets: &[Sheet]) -> (bool, Kinds) {
        let mut placed = FxHashMap::<u64, (u32, usize)>::default();
        for placement in sheets.iter().flat_map(|sheet| &sheet.placements) {
            if let Some(version) = pages.versions.get(placement.page) {
                placed.entry(*version).or_insert((0, placement.page)).0 += 1;
            }
        }
        let mut touched = Vec::new();
        let Self { pages: known, uses, .. } = self;
        known.retain(|version, Counted { times, counts, .. }| {
            // What is there as often as before has been counted.
            if placed.get(version).is_some_and(|(now, _)| now == times) {
                placed.remove(version);
                return true;
            }
            for (at, count) in counts {
                uses[*at].count = uses[*at].count.saturating_sub(*count * *times);
                touched.push(*at);
            }
            false
        });
        let mut new: Vec<_> = placed.into_iter().collect();
        new.sort_unstable();
        for (version, (times, page)) in new {
            let Some(page) = pages.pages.get(page) else { continue };
            let (counts, kinds) = self.count(page);
            for (at, count) in &counts {
                let known = &mut self.uses[*at].count;
                *known = known.saturating_add(count * times);
                touched.push(*at);
            }
            self.pages.insert(version, Counted { times, counts, kinds });
        }
        let kinds = self.pages.values().map(|counted| counted.kinds);
        let kinds = kinds.fold(Kinds::default(), Kinds::and);
        (self.judge(touched), kinds)
    }

    /// Finds the text of each glyph of these uses; whether one is another.
    fn judge(&mut self, mut touched: Vec<usize>) -> bool {
        touched.sort_unstable();
        touched.dedup();
        let glyph = |at: usize| (self.uses[at].font, self.uses[at].glyph);
        let glyphs: BTreeSet<_> = touched.into_iter().map(glyph).collect();
        let mut has_changed = false;
        for glyph in glyphs {
            let uses = self.glyphs.get(&glyph).into_iter().flatten();
            let uses = uses.map(|at| &self.uses[*at]).filter(|used| used.count > 0);
            let uses: Vec<_> =
                uses.map(|used| (used.text.as_str(), used.count)).collect();
            let text = (!uses.is_empty()).then(|| most_frequent(&uses));
            if self.texts.get(&glyph).map(String::as_str) != text {
                has_changed = true;
                match text.map(str::to_owned) {
                    Some(text) => drop(self.texts.insert(glyph, text)),
                    None => drop(self.texts.remove(&glyph)),
                }
            }
        }
        has_changed
    }

    /// The uses of a page, and what else there is on it.
    fn count(&mut self, page: &Page) -> (Vec<(usize, u32)>, Kinds) {
        let mut all = Vec::new();
        let mut kinds = Kinds::default();
        for mark in &page.marks {
            kinds.note(mark);
            if let Mark::Text { run, .. } = mark {
                self.add_uses(run, &mut all);
            }
        }
        all.sort_unstable();
        let counts = all.chunk_by(usize::eq);
        let count = |uses: &[usize]| {
            Some((*uses.first()?, u32::try_from(uses.len()).unwrap_or(u32::MAX)))
        };
        (counts.filter_map(count).collect(), kinds)
    }

    /// Adds the use of each glyph of a run.
    fn add_uses(&mut self, run: &GlyphRun, all: &mut Vec<usize>) {
        for (text, glyphs) in clusters(run) {
            for (index, glyph) in glyphs.iter().enumerate() {
                let text = if index == 0 { text } else { "" };
                all.push(self.find((run.font, glyph.id), text));
            }
        }
    }

    /// The place of a use.
    fn find(&mut self, (font, glyph): (FontId, u16), text: &str) -> usize {
        let known = self.glyphs.entry((font, glyph)).or_default();
        if let Some(at) = known.iter().find(|at| self.uses[**at].text == text) {
            return *at;
        }
        known.push(self.uses.len());
        self.uses.push(Use { font, glyph, text: text.to_owned(), count: 0 });
        self.uses.len() - 1
    }

    /// The text of each glyph, font by font.
    fn texts(&self) -> Texts<'_> {
        let mut texts = Texts::new();
        for ((font, glyph), text) in &self.texts {
            texts.entry(*font).or_default().push((*glyph, text));
        }
        texts
    }
}
