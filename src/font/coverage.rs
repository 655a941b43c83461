//! A font's cmap as flat pages: which glyph each character has.

use skrifa::{FontRef, MetadataProvider};

/// Characters of a page: the low byte of the code point.
const PAGE: usize = 256;
/// Which glyph each character has; glyph 0 is none.
#[derive(Debug, Default)]
pub(super) struct Coverage {
    /// Index into `pages` plus one by the high bits of the code point; 0 is no page.
    index: Vec<u16>,
    pages: Vec<[u16; PAGE]>,
}

impl Coverage {
    /// Reads the cmap; glyphs the font does not have are left out.
    pub(super) fn read(font: &FontRef<'_>, glyph_count: usize) -> Self {
        let mut coverage = Self::default();
        let charmap = font.charmap();
        for (code, glyph) in charmap.mappings() {
            let known = u16::try_from(glyph.to_u32()).ok();
            let known = known.filter(|&glyph| usize::from(glyph) < glyph_count);
            if let (Some(glyph), true) = (known, code <= 0x10_FFFF) {
                coverage.insert(code, glyph);
            }
        }
        coverage
    }

    fn insert(&mut self, code: u32, glyph: u16) {
        let (high, low) = (code as usize / PAGE, code as usize % PAGE);
        if self.index.len() <= high {
            self.index.resize(high + 1, 0);
        }
        if self.index[high] == 0 {
            self.pages.push([0; PAGE]);
            self.index[high] = u16::try_from(self.pages.len())
                .expect("Unicode has fewer than 2^16 pages of 256");
        }
        self.pages[usize::from(self.index[high]) - 1][low] = glyph;
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
