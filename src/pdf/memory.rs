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
use crate::pdf::census::{clusters, most_frequent};
use crate::pdf::content::Stock;
use crate::pdf::document::{self, Base};
use crate::pdf::font::{self, Subsets, Texts};
use crate::pdf::save::{self, Painted};
use crate::pdf::tags::{self, Tag};
use crate::pdf::{content, image};
use crate::sheet::Sheet;

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
    sheets: BTreeMap<Vec<u64>, Known>,
    /// The other streams.
    pub(super) streams: save::Packed,
}

/// A sheet as it was painted.
#[derive(Debug)]
struct Known {
    /// The sheet, without the places of its pages in the book.
    sheet: Sheet,
    tags: Vec<Vec<Option<Tag>>>,
    painted: Arc<Painted>,
}

impl Memory {
    /// The subsets of a document.
    pub(super) fn subsets(
        &mut self,
        diagnostics: &mut Diagnostics,
        (pages, sheets): (&Pages, &[Sheet]),
        fonts: &Fonts,
    ) -> Option<Arc<Subsets>> {
        let has_changed = self.census.follow(pages, sheets);
        if let Some(subsets) = self.subsets.take_if(|_| !has_changed) {
            return Some(Arc::clone(self.subsets.insert(subsets)));
        }
        // Codes are places in a subset, so no stream means what it meant.
        self.sheets.clear();
        let subsets = font::subset(diagnostics, &self.census.texts(), fonts)?;
        Some(Arc::clone(self.subsets.insert(Arc::new(subsets))))
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
        let before = &self.sheets;
        let paint = |to: &mut Option<Deflater>, sheet: &Sheet| {
            let versions: Vec<u64> = versions(sheet, pages).collect();
            let tags = tags_of(sheet, pages, stock);
            let plain = without_places(sheet);
            let known = before.get(&versions);
            let known = known.filter(|known| known.sheet == plain && known.tags == tags);
            let painted = match known {
                Some(known) => Arc::clone(&known.painted),
                None => {
                    let to = to.get_or_insert_with(Deflater::new);
                    Arc::new(Painted::new(to, content::stream(sheet, pages, stock)))
                }
            };
            (versions, Known { sheet: plain, tags, painted })
        };
        let all = sheets.par_iter().map_init(|| None, paint);
        let all: Vec<_> = all.collect();
        let painted = all.iter().map(|(_, known)| Arc::clone(&known.painted)).collect();
        self.sheets = all.into_iter().collect();
        painted
    }
}

/// The versions of the pages of a sheet.
fn versions(sheet: &Sheet, pages: &Pages) -> impl Iterator<Item = u64> {
    let version = |page: usize| pages.versions.get(page).copied().unwrap_or(0);
    sheet.placements.iter().map(move |placement| version(placement.page))
}

fn tags_of(sheet: &Sheet, pages: &Pages, stock: &Stock<'_>) -> Vec<Vec<Option<Tag>>> {
    let placed = sheet.placements.iter().filter(|_| stock.has_tags);
    let page = |page: usize| pages.pages.get(page);
    placed.filter_map(|p| page(p.page)).map(|page| tags::of(pages, page)).collect()
}

fn without_places(sheet: &Sheet) -> Sheet {
    let mut sheet = sheet.clone();
    sheet.placements.iter_mut().for_each(|placement| placement.page = 0);
    sheet
}

/// How often glyphs are used, by what they stand for; it follows pages as they come and go.
#[derive(Debug, Default)]
struct Census {
    uses: Vec<Use>,
    /// The uses of a glyph.
    glyphs: FxHashMap<(FontId, u16), Vec<usize>>,
    /// By version how often a page is placed, and how often it has each use.
    pages: BTreeMap<u64, (u32, Vec<(usize, u32)>)>,
    /// The text that each glyph stands for most often.
    texts: BTreeMap<(FontId, u16), String>,
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
    /// before.
    fn follow(&mut self, pages: &Pages, sheets: &[Sheet]) -> bool {
        let mut placed = BTreeMap::<u64, (u32, usize)>::new();
        for placement in sheets.iter().flat_map(|sheet| &sheet.placements) {
            if let Some(version) = pages.versions.get(placement.page) {
                placed.entry(*version).or_insert((0, placement.page)).0 += 1;
            }
        }
        let mut touched = BTreeSet::new();
        let before = std::mem::take(&mut self.pages);
        for (version, (times, counts)) in before {
            if placed.get(&version).is_some_and(|(now, _)| *now == times) {
                self.pages.insert(version, (times, counts));
                continue;
            }
            for (at, count) in counts {
                let known = &mut self.uses[at].count;
                *known = known.saturating_sub(count * times);
                touched.insert(at);
            }
        }
        for (version, (times, page)) in placed {
            if let (false, Some(page)) =
                (self.pages.contains_key(&version), pages.pages.get(page))
            {
                let counts = self.count(page);
                for (at, count) in &counts {
                    let known = &mut self.uses[*at].count;
                    *known = known.saturating_add(count * times);
                    touched.insert(*at);
                }
                self.pages.insert(version, (times, counts));
            }
        }
        self.judge(touched)
    }

    /// Finds the text of each glyph of these uses; whether one is another.
    fn judge(&mut self, touched: BTreeSet<usize>) -> bool {
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

    /// The uses of a page.
    fn count(&mut self, page: &Page) -> Vec<(usize, u32)> {
        let mut counts = BTreeMap::<usize, u32>::new();
        for mark in &page.marks {
            let Mark::Text { run, .. } = mark else { continue };
            self.count_run(run, &mut counts);
        }
        counts.into_iter().collect()
    }

    fn count_run(&mut self, run: &GlyphRun, counts: &mut BTreeMap<usize, u32>) {
        for (text, glyphs) in clusters(run) {
            for (index, glyph) in glyphs.iter().enumerate() {
                let text = if index == 0 { text } else { "" };
                let at = self.find((run.font, glyph.id), text);
                *counts.entry(at).or_default() += 1;
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
