//! Fonts of this machine for characters that neither huikan's fonts nor those of the
//! publication have.
//!
//! They are looked for only when such a character turns up: reading every font of a
//! machine takes longer than building a book.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::raw::{FileRef, TableProvider};
use skrifa::{FontRef, MetadataProvider, Tag};

use crate::diag::{Arg, Code, Diagnostic, Diagnostics};
use crate::disk;
use crate::project::FontFile;

/// `fsType` of fonts whose licence forbids embedding, or embedding of a subset.
/// OpenType 1.9, OS/2, fsType.
const NOT_EMBEDDABLE: u16 = 0x0002 | 0x0100;

/// What was found on the machine.
pub(crate) struct Fallback {
    /// The fonts, in order of their paths.
    pub(crate) fonts: Vec<FontFile>,
    /// Which of them has a character.
    found: BTreeMap<char, String>,
}

/// The characters that diagnostics report as missing from every font.
pub(crate) fn lacking(diagnostics: &Diagnostics) -> BTreeSet<char> {
    diagnostics.iter().filter_map(character).collect()
}

/// Looks for fonts with these characters; `None` when there is none.
pub(crate) fn find(characters: &BTreeSet<char>) -> Option<Fallback> {
    if characters.is_empty() {
        return None;
    }
    let mut wanted = characters.clone();
    let mut fallback = Fallback { fonts: Vec::new(), found: BTreeMap::new() };
    let mut machine = disk::system_fonts();
    while !wanted.is_empty()
        && let Some(font) = machine.next()
    {
        let covered = covered(&font, &wanted);
        if !covered.is_empty() {
            wanted.retain(|character| !covered.contains(character));
            let named = covered.iter().map(|character| (*character, font.name.clone()));
            fallback.found.extend(named);
            fallback.fonts.push(font);
        }
    }
    (!fallback.fonts.is_empty()).then_some(fallback)
}

impl Fallback {
    /// Reports the characters that diagnostics said were missing and now are not.
    pub(crate) fn report(&self, before: &Diagnostics, after: &mut Diagnostics) {
        for missing in before {
            let font = character(missing).and_then(|found| self.found.get(&found));
            if let Some(font) = font {
                let mut diagnostic = missing.clone();
                diagnostic.code = Code::T003;
                after.push(diagnostic.with("font", font.as_str()));
            }
        }
    }
}

fn character(diagnostic: &Diagnostic) -> Option<char> {
    let value = diagnostic.args.iter().find(|(name, _)| *name == "character");
    match (diagnostic.code, value) {
        (Code::T002, Some((_, Arg::Text(text)))) => text.chars().next(),
        _ => None,
    }
}

/// Those of the characters that a font file has as outlines and may give away.
fn covered(file: &FontFile, wanted: &BTreeSet<char>) -> BTreeSet<char> {
    let Ok(parsed) = FileRef::new(&file.bytes) else { return BTreeSet::new() };
    let faces: Vec<FontRef<'_>> = parsed.fonts().flatten().collect();
    let has =
        |font: &FontRef<'_>, character: char| font.charmap().map(character).is_some();
    let usable = || faces.iter().filter(|font| is_usable(font));
    wanted.iter().copied().filter(|c| usable().any(|font| has(font, *c))).collect()
}

/// Bitmaps and colour layers cannot be drawn in black, and licences are kept.
fn is_usable(font: &FontRef<'_>) -> bool {
    let has_outlines =
        [b"glyf", b"CFF "].iter().any(|tag| font.table_data(Tag::new(tag)).is_some());
    let rights = font.os2().map_or(0, |os2| os2.fs_type());
    has_outlines && rights & NOT_EMBEDDABLE == 0
}
