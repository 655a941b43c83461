//! The fonts that an EPUB brings along: which characters its documents set in which
//! typeface, as font files of these characters only.
//!
//! Left to readers' own fonts are marks whose form depends on what stands beside them or on
//! which way the line runs: an excerpt has no substitutions. A character that the typeface
//! lacks comes from another font, under a family of its own behind the first.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use encoding_rs::{BIG5, Encoding, GBK};
use rayon::prelude::*;
use roxmltree::{Node, ParsingOptions};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::Setup;
use crate::epub::look::{self, Letters};
use crate::epub::package::Resource;
use crate::epub::pinyin::is_han;
use crate::font::{Face, FontId, Fonts, NoExcerpt, Role};
use crate::project::{Embed, is_traditional};
use crate::style::{Direction, Typeface};

/// Marks that Chinese and Latin share, two of which may join into one.
const SHARED: &str = "‘’“”—―…⋯·•";

/// Elements that are bold in every reader.
const BOLD: [&str; 9] = ["b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Fonts in a book.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    embed: Embed,
    fonts: Vec<EmbeddedFont>,
}

/// A font file in a book.
#[derive(Debug)]
struct EmbeddedFont {
    /// The typeface it serves; `None` when it serves all.
    typeface: Option<Typeface>,
    bold: bool,
    /// Its name in style sheets.
    family: String,
    /// Its name in the package.
    file: String,
    bytes: Vec<u8>,
}

/// The fonts that written documents need.
pub(super) fn embed<'a>(
    diagnostics: &mut Diagnostics,
    setup: &Setup<'_>,
    language: &str,
    documents: impl Iterator<Item = &'a str>,
) -> Embedded {
    if setup.embed == Embed::None {
        return Embedded::default();
    }
    let wanted = wanted(setup, language, documents);
    let cut = |want: Want| {
        let family = want.family();
        let bytes = setup.fonts.excerpt(want.font, &want.characters, &family);
        (want, bytes)
    };
    let wants: Vec<Want> = wanted.into_iter().collect();
    let cuts: Vec<_> = wants.into_par_iter().map(cut).collect();
    let mut fonts = Vec::new();
    for (place, (want, bytes)) in cuts.into_iter().enumerate() {
        match bytes {
            Ok(bytes) => fonts.push(want.into_font(place, bytes)),
            Err(problem) => diagnostics.push(refused(setup.fonts, want.font, problem)),
        }
    }
    Embedded { embed: setup.embed, fonts }
}

fn refused(fonts: &Fonts, font: FontId, problem: NoExcerpt) -> Diagnostic {
    let report = Diagnostic::new(Code::E005).with("font", fonts.postscript_name(font));
    match problem {
        NoExcerpt::Forbidden => report.with("problem", "forbidden"),
        NoExcerpt::Broken(detail) => {
            report.with("problem", "broken").with("detail", detail)
        }
    }
}

/// A font that is wanted, for these characters.
struct Want {
    typeface: Option<Typeface>,
    bold: bool,
    /// Which of the fonts of its typeface: the first is the typeface's own.
    rank: usize,
    font: FontId,
    characters: BTreeSet<char>,
}

impl Want {
    fn name(&self) -> &'static str {
        self.typeface.map_or("rare", name)
    }

    /// What it is called in style sheets.
    fn family(&self) -> String {
        let name = self.name();
        match self.rank {
            0 => format!("huikan {name}"),
            rank => format!("huikan {name} {}", rank + 1),
        }
    }

    fn into_font(self, place: usize, bytes: Vec<u8>) -> EmbeddedFont {
        let (name, family) = (self.name(), self.family());
        let extension = if bytes.starts_with(b"OTTO") { "otf" } else { "ttf" };
        let file = format!("fonts/{:02}-{name}.{extension}", place + 1);
        EmbeddedFont { typeface: self.typeface, bold: self.bold, family, file, bytes }
    }
}

/// What a typeface is called in names of fonts and files.
fn name(typeface: Typeface) -> &'static str {
    match typeface {
        Typeface::Song => "song",
        Typeface::Hei => "hei",
        Typeface::Kai => "kai",
        Typeface::Fangsong => "fangsong",
    }
}

/// A typeface in a weight.
type Key = (Option<Typeface>, bool);

/// The fonts that documents want, in an order that depends on them alone.
fn wanted<'a>(
    setup: &Setup<'_>,
    language: &str,
    documents: impl Iterator<Item = &'a str>,
) -> Vec<Want> {
    let letters = look::letters(setup.style);
    let mut by_key = BTreeMap::<Key, BTreeSet<char>>::new();
    for document in documents {
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        // The book is checked elsewhere; here a broken document wants nothing.
        let Ok(document) = roxmltree::Document::parse_with_options(document, options)
        else {
            continue;
        };
        for text in document.descendants().filter(Node::is_text) {
            let Some((key, is_display)) = letters_of(text, &letters) else { continue };
            let key = match setup.embed {
                Embed::Display if !is_display => continue,
                Embed::Rare => (None, false),
                _ => key,
            };
            by_key.entry(key).or_default().extend(text.text().unwrap_or("").chars());
        }
    }
    let is_common = common(language);
    let is_wanted = |c: &char| match setup.embed {
        Embed::Rare => is_han(*c) && !is_common(*c),
        _ => !c.is_whitespace() && !c.is_control() && !SHARED.contains(*c),
    };
    let mut wants = Vec::new();
    for (key, characters) in merged(setup, by_key) {
        let characters = characters.into_iter().filter(is_wanted);
        wants.extend(by_font(setup, key, characters));
    }
    wants
}

/// The keys by the fonts that there are: a typeface without a bold font has one weight.
fn merged(
    setup: &Setup<'_>,
    by_key: BTreeMap<Key, BTreeSet<char>>,
) -> BTreeMap<Key, BTreeSet<char>> {
    let mut merged = BTreeMap::<Key, BTreeSet<char>>::new();
    for ((typeface, bold), characters) in by_key {
        let has_bold = setup.fonts.han(face(typeface, true))
            != setup.fonts.han(face(typeface, false));
        merged.entry((typeface, bold && has_bold)).or_default().extend(characters);
    }
    merged
}

/// The characters of a key by the fonts that have them.
fn by_font(
    setup: &Setup<'_>,
    (typeface, bold): Key,
    characters: impl Iterator<Item = char>,
) -> Vec<Want> {
    let fonts = setup.fonts;
    let own = fonts.han(face(typeface, bold));
    let is_vertical = setup.style.direction == Direction::Vertical;
    let mut by_font = BTreeMap::<FontId, BTreeSet<char>>::new();
    for character in characters {
        let glyph = fonts.glyph(own, character).map(|glyph| (own, glyph));
        let Some((font, glyph)) = glyph.or_else(|| fonts.fallback(own, character)) else {
            continue;
        };
        if !(is_vertical && fonts.vertical_glyph(font, glyph).is_some()) {
            by_font.entry(font).or_default().insert(character);
        }
    }
    let mut wants: Vec<_> = by_font.into_iter().collect();
    wants.sort_by_key(|(font, _)| (*font != own, *font));
    let want =
        |(rank, (font, characters))| Want { typeface, bold, rank, font, characters };
    wants.into_iter().enumerate().map(want).collect()
}

fn face(typeface: Option<Typeface>, bold: bool) -> Face {
    let role = match typeface {
        Some(Typeface::Song) | None => Role::Song,
        Some(Typeface::Hei) => Role::Hei,
        Some(Typeface::Kai) => Role::Kai,
        Some(Typeface::Fangsong) => Role::Fangsong,
    };
    Face { role, bold, italic: false }
}

/// The letters that a text stands in, and whether they are those of a title; `None` for
/// text that is not shown.
fn letters_of(text: Node<'_, '_>, letters: &[Letters]) -> Option<(Key, bool)> {
    let (mut nearest, mut bold) = (None, None);
    for node in text.ancestors().filter(Node::is_element) {
        let own = letters.iter().rev().find(|letters| applies(letters.selector, node));
        let by_tag = BOLD.contains(&node.tag_name().name()).then_some(true);
        bold = bold.or(own.and_then(|own| own.bold)).or(by_tag);
        nearest = nearest.or(own);
    }
    // What stands in no body has no letters.
    let nearest = nearest?;
    Some(((Some(nearest.typeface), bold.unwrap_or(false)), nearest.is_display))
}

/// Whether one of a list of selectors holds for an element.
fn applies(selectors: &str, node: Node<'_, '_>) -> bool {
    selectors.split(", ").any(|selector| {
        let mut parts = selector.split(' ').rev();
        let is_last = parts.next().is_some_and(|part| is_named(part, node));
        let mut above = node.ancestors().skip(1);
        is_last && parts.all(|part| above.any(|node| is_named(part, node)))
    })
}

/// Whether an element has this name, or this class.
fn is_named(part: &str, node: Node<'_, '_>) -> bool {
    match part.strip_prefix('.') {
        Some(class) => {
            let mut classes = node.attribute("class").unwrap_or("").split(' ');
            classes.any(|known| known == class)
        }
        None => node.tag_name().name() == part,
    }
}

/// Which Han characters every reader of a language has: levels 1 and 2 of GB/T 2312-1980,
/// for Traditional Chinese of Big5.
fn common(language: &str) -> fn(char) -> bool {
    if is_traditional(language) {
        |c| matches!(two_bytes(BIG5, c), Some([0xA4..=0xC6 | 0xC9..=0xF9, _]))
    } else {
        |c| matches!(two_bytes(GBK, c), Some([0xB0..=0xF7, 0xA1..=0xFE]))
    }
}

/// A character in a double-byte encoding.
fn two_bytes(encoding: &'static Encoding, character: char) -> Option<[u8; 2]> {
    let mut buffer = [0; 4];
    let (bytes, _, is_lost) = encoding.encode(character.encode_utf8(&mut buffer));
    if is_lost { None } else { bytes.as_ref().try_into().ok() }
}

impl Embedded {
    /// The `@font-face` rules.
    pub(super) fn faces(&self) -> String {
        let mut css = String::new();
        for font in &self.fonts {
            let weight = if font.bold { "bold" } else { "normal" };
            // Writing to a string cannot fail.
            let _ = write!(
                css,
                "@font-face {{\n  font-family: \"{}\";\n  font-weight: {weight};\n  \
                 font-style: normal;\n  src: url(\"{}\");\n}}\n",
                font.family, font.file,
            );
        }
        css
    }

    /// The families of an element: the book's own fonts before or, where they only fill
    /// gaps, behind those that readers bring.
    pub(super) fn families(&self, letters: &Letters) -> String {
        let (readers, generic) = look::families(letters.typeface);
        let serves = |font: &&EmbeddedFont| {
            let is_meant = self.embed != Embed::Display || letters.is_display;
            is_meant && font.typeface.is_none_or(|typeface| typeface == letters.typeface)
        };
        let own: BTreeSet<&str> =
            self.fonts.iter().filter(serves).map(|font| &*font.family).collect();
        let own = own.iter().map(|family| format!("\"{family}\"")).collect::<Vec<_>>();
        let own = own.join(", ");
        match self.embed {
            _ if own.is_empty() => format!("{readers}, {generic}"),
            Embed::Rare => format!("{readers}, {own}, {generic}"),
            _ => format!("{own}, {readers}, {generic}"),
        }
    }

    /// The font files for the package.
    pub(super) fn into_resources(self) -> Vec<Resource> {
        // OpenType, with outlines of either kind, in the word of EPUB 3.0: calibre warns of
        // the later ones.
        let resource = |font: EmbeddedFont| Resource {
            name: font.file,
            media_type: "application/vnd.ms-opentype",
            content: font.bytes.into(),
        };
        self.fonts.into_iter().map(resource).collect()
    }
}
