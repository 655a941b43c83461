//! A font file of some characters only, whole enough to stand by itself: with names, a
//! character map and metrics, as readers of EPUB want it. (What `pdf` embeds has no map.)

use std::borrow::Cow;
use std::collections::BTreeSet;

use allsorts::binary::read::ReadScope;
use allsorts::binary::write::{WriteBinary as _, WriteBuffer};
use allsorts::error::ParseError;
use allsorts::font_data::FontData;
use allsorts::subset::{CmapTarget, SubsetProfile, subset};
use allsorts::tables::owned::{NameRecord, NameTable};
use allsorts::tables::{self, FontTableProvider};
use allsorts::tag;
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
    /// the font has; the same bytes for the same question. It is called `family`: what is
    /// cut from a font is another font, and the SIL Open Font License reserves the names of
    /// many for the whole. Who made it and under which licence stays in it.
    ///
    /// # Errors
    /// When the font forbids embedding, or is broken.
    pub fn excerpt(
        &self,
        font: FontId,
        characters: &BTreeSet<char>,
        family: &str,
    ) -> Result<Vec<u8>, NoExcerpt> {
        let (bytes, index) = self.file(font);
        if !may_be_embedded(bytes, index) {
            return Err(NoExcerpt::Forbidden);
        }
        // The box for missing glyphs comes first in every font.
        let mut glyphs: BTreeSet<u16> = BTreeSet::from([0]);
        glyphs.extend(characters.iter().filter_map(|c| self.glyph(font, *c)));
        let glyphs: Vec<u16> = glyphs.into_iter().collect();
        cut((bytes, index), &glyphs, family).map_err(NoExcerpt::Broken)
    }
}

fn cut(
    (bytes, index): (&[u8], u32),
    glyphs: &[u16],
    family: &str,
) -> Result<Vec<u8>, String> {
    let index = usize::try_from(index).map_err(|error| error.to_string())?;
    let data = ReadScope::new(bytes).read::<FontData<'_>>();
    let data = data.map_err(|error| error.to_string())?;
    let whole = data.table_provider(index).map_err(|error| error.to_string())?;
    let names = whole.read_table_data(tag::NAME).map_err(|error| error.to_string())?;
    let names = renamed(&names, family)?;
    let provider = Renamed { whole: &whole, names };
    subset(&provider, glyphs, &SubsetProfile::Minimal, CmapTarget::Unicode)
        .map_err(|error| error.to_string())
}

/// A font under another name.
struct Renamed<'a, T> {
    whole: &'a T,
    /// Its `name` table.
    names: Vec<u8>,
}

impl<T: FontTableProvider> FontTableProvider for Renamed<'_, T> {
    fn table_data(&self, tag: u32) -> Result<Option<Cow<'_, [u8]>>, ParseError> {
        match tag {
            tag::NAME => Ok(Some(Cow::Borrowed(&self.names))),
            _ => self.whole.table_data(tag),
        }
    }

    fn has_table(&self, tag: u32) -> bool {
        self.whole.has_table(tag)
    }

    fn table_tags(&self) -> Option<Vec<u32>> {
        self.whole.table_tags()
    }
}

/// Names of a font that say what it is called (OpenType 1.9, `name`): family, identifier,
/// full name, PostScript name, and the same for programs that know more than four styles.
const CALLED: [u16; 12] = [1, 3, 4, 6, 16, 17, 18, 20, 21, 22, 23, 25];

/// A `name` table that calls its font by another family.
fn renamed(names: &[u8], family: &str) -> Result<Vec<u8>, String> {
    let table = ReadScope::new(names).read::<tables::NameTable<'_>>();
    let table = table.map_err(|error| error.to_string())?;
    let mut table = NameTable::try_from(&table).map_err(|error| error.to_string())?;
    table.name_records.retain(|record| !CALLED.contains(&record.name_id));
    let postscript = family.replace(' ', "-");
    for (name_id, words) in [(1, family), (3, family), (4, family), (6, &postscript)] {
        let bytes: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        // Windows, the basic plane of Unicode, English of the United States.
        let (platform_id, encoding_id, language_id) = (3, 1, 0x409);
        let string = Cow::Owned(bytes);
        let record =
            NameRecord { platform_id, encoding_id, language_id, name_id, string };
        table.name_records.push(record);
    }
    let key = |name: &NameRecord<'_>| {
        (name.platform_id, name.encoding_id, name.language_id, name.name_id)
    };
    table.name_records.sort_by_key(key);
    let mut buffer = WriteBuffer::new();
    NameTable::write(&mut buffer, &table).map_err(|error| error.to_string())?;
    Ok(buffer.into_inner())
}

/// Whether a font says that a part of it may go into a book.
fn may_be_embedded(bytes: &[u8], index: u32) -> bool {
    let Ok(font) = FontRef::from_index(bytes, index) else { return false };
    // A font without this table says nothing, and is allowed.
    let rights = font.os2().map_or(0, |table| table.fs_type());
    let forbidden = rights & FORBIDDEN;
    forbidden == 0 || (forbidden == 0x0002 && rights & ALLOWED != 0)
}
