//! Fonts into the small fonts that a document embeds.
//!
//! A subset holds the glyphs of the whole document, numbered in the order of the font;
//! these numbers are the character codes of the PDF (Identity-H). Names carry a tag made
//! from the subset's bytes, so that equal subsets have equal names. ISO 32000-1, 9.6.4
//! and 9.7.4.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{FontType, ParsedFont, PdfFont};
use rayon::prelude::*;
use subsetter::GlyphRemapper;

use crate::deflate::Deflater;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::{FontId, Fonts};
use crate::pdf::save::Painted;

/// The subsets of a document.
pub(super) type Subsets = BTreeMap<FontId, Subset>;

/// For each font the glyphs that a document needs, in order of their numbers, and the text
/// that each stands for.
pub(super) type Texts<'a> = BTreeMap<FontId, Vec<(u16, &'a str)>>;

/// Bytes at the start of a program that say of which kind it is (OpenType 1.9, `sfntVersion`).
const KIND: usize = 4;

/// A font with the glyphs of one document.
#[derive(Debug)]
pub(super) struct Subset {
    /// Its name among the document's resources.
    pub(super) resource: String,
    /// The name of the same font for glyphs that hang below each other.
    pub(super) upright: String,
    /// The font as printpdf embeds it.
    pub(super) embedded: PdfFont,
    /// Its program, deflated, of which printpdf has no more than the kind; `None` where it
    /// has all.
    pub(super) program: Option<Arc<Painted>>,
    /// By glyph number of the whole font, the number in the subset.
    codes: Vec<u16>,
    /// By number in the subset, what PDF readers see.
    glyphs: Vec<Coded>,
}

/// A glyph of a subset as PDF readers see it.
#[derive(Debug, Clone, Default)]
struct Coded {
    /// The text it stands for.
    text: String,
    /// Its width in thousandths of an em.
    width: i64,
}

impl Subset {
    /// The character code of a glyph; 0, the missing glyph, for one not counted.
    pub(super) fn code(&self, glyph: u16) -> u16 {
        self.codes.get(usize::from(glyph)).copied().unwrap_or(0)
    }

    /// The width of a code in thousandths of an em, as the PDF states it.
    pub(super) fn width(&self, code: u16) -> i64 {
        self.glyphs.get(usize::from(code)).map_or(0, |glyph| glyph.width)
    }

    /// The text of a code, as the PDF states it.
    pub(super) fn text(&self, code: u16) -> &str {
        self.glyphs.get(usize::from(code)).map_or("", |glyph| &glyph.text)
    }

    /// The codes and their widths, in order.
    pub(super) fn widths(&self) -> impl Iterator<Item = (u16, i64)> {
        (0..=u16::MAX).zip(self.glyphs.iter().map(|glyph| glyph.width))
    }

    /// The codes and their texts, in order.
    pub(super) fn texts(&self) -> impl Iterator<Item = (u16, &str)> {
        let coded = (0..=u16::MAX).zip(&self.glyphs);
        coded
            .filter(|(_, glyph)| !glyph.text.is_empty())
            .map(|(code, glyph)| (code, glyph.text.as_str()))
    }
}

/// Subsets every font of a document; `None` when one cannot be embedded, which is
/// reported.
pub(super) fn subset(
    diagnostics: &mut Diagnostics,
    texts: &Texts<'_>,
    fonts: &Fonts,
) -> Option<Subsets> {
    let list: Vec<_> = texts.iter().enumerate().collect();
    let one = |to: &mut Deflater, (index, (id, glyphs)): (usize, (&FontId, &Vec<_>))| {
        (*id, subset_font(to, (index, *id), glyphs, fonts))
    };
    let subsets: Vec<_> = list.into_par_iter().map_init(Deflater::new, one).collect();

    let mut made = Some(Subsets::new());
    for (id, subset) in subsets {
        match subset {
            Ok(subset) => {
                if let Some(made) = &mut made {
                    made.insert(id, subset);
                }
            }
            Err(reason) => {
                let diagnostic = Diagnostic::new(Code::X004);
                let name = fonts.postscript_name(id);
                diagnostics.push(diagnostic.with("font", name).with("reason", reason));
                made = None;
            }
        }
    }
    made
}

/// Subsets one font; the error is a reason in words.
fn subset_font(
    deflater: &mut Deflater,
    (index, id): (usize, FontId),
    glyphs: &[(u16, &str)],
    fonts: &Fonts,
) -> Result<Subset, String> {
    let numbers: Vec<u16> = glyphs.iter().map(|(glyph, _)| *glyph).collect();
    let remapper = GlyphRemapper::new_from_glyphs_sorted(&numbers);
    let (bytes, face) = fonts.file(id);
    let program =
        subsetter::subset(bytes, face, &remapper).map_err(|error| error.to_string())?;

    // The parser warns that the subset has no cmap, which no PDF asks for.
    let mut font = ParsedFont::from_bytes(&program, 0, &mut Vec::new())
        .ok_or("the subset does not parse")?;
    let packed = Painted::program(deflater, program);
    font.font_name = Some(format!("{}+{}", tag(&packed), fonts.postscript_name(id)));
    // printpdf copies a program six times; of others than TrueType it embeds only a part.
    let is_whole = font.font_type == FontType::TrueType;
    if is_whole {
        font.original_bytes.truncate(KIND);
        font.original_bytes.shrink_to_fit();
    }

    let mut codes = vec![0; numbers.last().map_or(0, |last| usize::from(*last) + 1)];
    let mut coded = vec![Coded::default(); usize::from(remapper.num_gids())];
    for (glyph, text) in glyphs {
        let code = remapper.get(*glyph).unwrap_or(0);
        codes[usize::from(*glyph)] = code;
        coded[usize::from(code)] =
            Coded { text: (*text).to_owned(), width: width(&font, code) };
    }

    let resource = format!("F{}", index + 1);
    let upright = format!("{resource}V");
    let embedded = PdfFont::new(font);
    let program = is_whole.then(|| Arc::new(packed));
    Ok(Subset { resource, upright, embedded, program, codes, glyphs: coded })
}

/// The width that printpdf writes for a glyph: thousandths of an em, cut off.
fn width(font: &ParsedFont, glyph: u16) -> i64 {
    let advance = font.get_glyph_width(glyph).unwrap_or(0);
    i64::from(advance) * 1000 / i64::from(font.units_per_em.max(1))
}

/// Six capital letters from the bytes of a subset.
fn tag(program: &Painted) -> String {
    program.digest.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
