//! A font file of some characters only, whole enough to stand by itself: with names, a
//! character map and metrics, as readers of EPUB want it. (What `pdf` embeds has no map.)

use std::collections::BTreeSet;

use allsorts::binary::read::ReadScope;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use skrifa::FontRef;
use skrifa::raw::TableProvider as _;

use crate::font::{FontId, Fonts};

/// Bits of OS/2 `fsType` that forbid to embed a font, or a part of it, in a book
/// (OpenType 1.9, OS/2, fsType): restricted licence, no subsetting, bitmaps only.
const FORBIDDEN: u16 = 0x0002 | 0x0100 | 0x0200;

/// Of the lower bits, those that allow more than is forbidden: preview, editable.
const ALLOWED: u16 = 0x0004 | 0x0008;

/// Why there is no excerpt of a font.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoExcerpt {
    /// The font's own permissions forbid it.
    Forbidden,
    /// The font cannot be cut, in the words of the library.
    Broken(String),
}

impl Fonts {
    /// A font file (TrueType or OpenType) with the glyphs of these characters, those that
    /// the font has; the same bytes for the same question.
    ///
    /// # Errors
    /// When the font forbids embedding, or is broken.
    pub fn excerpt(
        &self,
        font: FontId,
        characters: &BTreeSet<char>,
    ) -> Result<Vec<u8>, NoExcerpt> {
        let (bytes, index) = self.file(font);
        if !may_be_embedded(bytes, index) {
            return Err(NoExcerpt::Forbidden);
        }
        // The box for missing glyphs comes first in every font.
        let mut glyphs: BTreeSet<u16> = BTreeSet::from([0]);
        glyphs.extend(characters.iter().filter_map(|c| self.glyph(font, *c)));
        let glyphs: Vec<u16> = glyphs.into_iter().collect();
        cut(bytes, index, &glyphs).map_err(NoExcerpt::Broken)
    }
}

fn cut(bytes: &[u8], index: u32, glyphs: &[u16]) -> Result<Vec<u8>, String> {
    let index = usize::try_from(index).map_err(|error| error.to_string())?;
    let data = ReadScope::new(bytes).read::<FontData<'_>>();
    let data = data.map_err(|error| error.to_string())?;
    let provider = data.table_provider(index).map_err(|error| error.to_string())?;
    subset(&provider, glyphs, &SubsetProfile::Minimal, CmapTarget::Unicode)
        .map_err(|error| error.to_string())
}

/// Whether a font says that a part of it may go into a book.
fn may_be_embedded(bytes: &[u8], index: u32) -> bool {
    let Ok(font) = FontRef::from_index(bytes, index) else { return false };
    // A font without this table says nothing, and is allowed.
    let rights = font.os2().map_or(0, |table| table.fs_type());
    let forbidden = rights & FORBIDDEN;
    forbidden == 0 || (forbidden == 0x0002 && rights & ALLOWED != 0)
}
