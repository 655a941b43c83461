//! A font's cmap as flat pages: which glyph each character has.

use std::ops::RangeInclusive;

use skrifa::raw::TableProvider;
use skrifa::raw::tables::cmap::CmapSubtable;
use skrifa::{FontRef, MetadataProvider};

/// Characters of a page: the low byte of the code point.
const PAGE: usize = 256;
/// Code points of Unicode.
const CODES: usize = 0x11_0000;

/// Which glyph each character has; glyph 0 is none.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    /// Index into `pages` plus one by the high bits of the code point; 0 is no page.
    index: Vec<u16>,
    pages: Vec<[u16; PAGE]>,
}

impl Coverage {
    /// Reads the cmap; glyphs the font does not have are left out.
    pub(super) fn read(font: &FontRef<'_>, glyph_count: u16) -> Self {
        let mut coverage = Self::default();
        match font.cmap().ok().and_then(|cmap| cmap.best_subtable()) {
            // Of fonts with many characters, in runs.
            Some((_, _, CmapSubtable::Format12(table))) => {
                // Groups ascend and are apart; in a broken file the first to come counts,
                // and no code point is read twice.
                let mut next = 0;
                for group in table.groups() {
                    let (start, end) = (group.start_char_code(), group.end_char_code());
                    let from = start.max(next);
                    let glyph = group.start_glyph_id().saturating_add(from - start);
                    coverage.insert(from..=end, glyph, glyph_count);
                    next = next.max(end.saturating_add(1));
                }
            }
            _ => {
                for (code, glyph) in font.charmap().mappings() {
                    coverage.insert(code..=code, glyph.to_u32(), glyph_count);
                }
            }
        }
        coverage.pages.shrink_to_fit();
        coverage
    }

    /// Notes the glyphs of a run of code points, which follow each other as these do.
    fn insert(&mut self, codes: RangeInclusive<u32>, first: u32, glyph_count: u16) {
        let (mut code, mut glyph) = (*codes.start() as usize, first as usize);
        let known = usize::from(glyph_count).saturating_sub(glyph);
        let end = (*codes.end() as usize + 1).min(code + known).min(CODES);
        while code < end {
            let low = code % PAGE;
            let count = (PAGE - low).min(end - code);
            let page = self.page(code / PAGE);
            for (place, glyph) in page[low..low + count].iter_mut().zip(glyph..) {
                *place = u16::try_from(glyph).unwrap_or(0);
            }
            (code, glyph) = (code + count, glyph + count);
        }
    }

    fn page(&mut self, high: usize) -> &mut [u16; PAGE] {
        if self.index.len() <= high {
            self.index.resize(high + 1, 0);
        }
        if self.index[high] == 0 {
            self.pages.push([0; PAGE]);
            self.index[high] = u16::try_from(self.pages.len())
                .expect("Unicode has fewer than 2^16 pages of 256");
        }
        &mut self.pages[usize::from(self.index[high]) - 1]
    }

    /// The code points it has, from low to high.
    pub(super) fn characters(&self) -> impl Iterator<Item = usize> {
        self.index.iter().enumerate().flat_map(|(high, page)| {
            let page = usize::from(*page).checked_sub(1).map(|page| &self.pages[page]);
            let glyphs = page.into_iter().flatten().enumerate();
            let here = glyphs.filter(|(_, glyph)| **glyph != 0);
            here.map(move |(low, _)| high * PAGE + low)
        })
    }

    /// The glyph of a character.
    #[inline]
    pub(super) fn glyph(&self, character: char) -> Option<u16> {
        let code = character as usize;
        let page = usize::from(*self.index.get(code / PAGE)?).checked_sub(1)?;
        let glyph = self.pages[page][code % PAGE];
        (glyph != 0).then_some(glyph)
    }
}
