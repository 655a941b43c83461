//! Fonts: coverage, fallback, measures, and files that are not fonts.

use std::collections::BTreeSet;
use std::sync::Arc;

use huikan::diag::{Code, Diagnostics};
use huikan::font::{self, Face, Fonts, Role, Source};
use huikan::geom::Length;

const ROLES: [Role; 4] = [Role::Song, Role::Hei, Role::Kai, Role::Fangsong];

fn face(role: Role) -> Face {
    Face { role, bold: false, italic: false }
}

#[test]
fn every_role_is_there_and_has_its_own_font() {
    let fonts = Fonts::default();
    let names: BTreeSet<_> =
        ROLES.iter().map(|&role| fonts.postscript_name(fonts.han(face(role)))).collect();
    assert_eq!(names.len(), ROLES.len(), "{names:?}");
}

#[test]
fn built_in_fonts_are_those_of_the_manifest() {
    let manifest: toml::Table =
        toml::from_str(&std::fs::read_to_string("fonts/fonts.toml").unwrap()).unwrap();
    let listed: Vec<u64> = manifest["font"]
        .as_array()
        .unwrap()
        .iter()
        .map(|font| font["bytes"].as_integer().unwrap().unsigned_abs())
        .collect();
    let fonts = Fonts::default();
    let built_in: Vec<u64> =
        fonts.ids().map(|id| fonts.file(id).0.len() as u64).collect();
    assert_eq!(listed, built_in);
}

#[test]
fn a_han_character_is_one_em_wide() {
    let fonts = Fonts::default();
    for role in ROLES {
        let font = fonts.han(face(role));
        let glyph = fonts.glyph(font, '永').unwrap();
        assert_eq!(
            fonts.advance(font, glyph, Length::pt(12)),
            Length::pt(12),
            "{role:?}"
        );
    }
}

#[test]
fn bold_song_falls_back_to_regular_song_for_a_rare_character() {
    let fonts = Fonts::default();
    let bold = fonts.han(Face { bold: true, ..face(Role::Song) });
    let rare = '\u{3400}';
    assert_eq!(fonts.glyph(bold, rare), None);
    let (font, _) = fonts.fallback(bold, rare).unwrap();
    assert_eq!(font, fonts.han(face(Role::Song)));
}

#[test]
fn fangsong_falls_back_to_song_for_circled_numbers() {
    let fonts = Fonts::default();
    let fangsong = fonts.han(face(Role::Fangsong));
    assert_eq!(fonts.glyph(fangsong, '①'), None);
    assert_eq!(fonts.fallback(fangsong, '①').unwrap().0, fonts.han(face(Role::Song)));
}

#[test]
fn a_character_no_font_has_is_drawn_as_a_box() {
    let fonts = Fonts::default();
    assert_eq!(fonts.fallback(fonts.han(face(Role::Song)), '\u{E0F0}'), None);
    let (font, glyph) = fonts.missing();
    assert!(fonts.extents(font, glyph, Length::pt(10)).is_some());
}

#[test]
fn chinese_quotes_are_one_em_wide_in_every_han_font() {
    let fonts = Fonts::default();
    for role in ROLES {
        let font = fonts.han(face(role));
        for quote in ['“', '”', '‘', '’', '—', '…'] {
            let glyph = fonts.wide_glyph(font, quote).unwrap();
            let width = fonts.advance(font, glyph, Length::pt(10));
            assert_eq!(width, Length::pt(10), "{role:?} {quote}");
        }
    }
}

#[test]
fn a_pair_of_dashes_is_one_glyph_in_noto() {
    let fonts = Fonts::default();
    for role in [Role::Song, Role::Hei] {
        let font = fonts.han(face(role));
        let glyph = fonts.dash_pair(font).unwrap();
        assert_eq!(fonts.advance(font, glyph, Length::pt(10)), Length::pt(20));
    }
}

#[test]
fn italic_latin_comes_from_the_italic_font() {
    let fonts = Fonts::default();
    let italic = Face { italic: true, ..face(Role::Song) };
    assert_eq!(fonts.postscript_name(fonts.latin(italic)), "SourceSerif4-It");
    assert_eq!(
        fonts.postscript_name(fonts.latin(face(Role::Song))),
        "SourceSerif4-Regular"
    );
}

#[test]
fn latin_stands_larger_than_its_han() {
    let fonts = Fonts::default();
    let latin = fonts.latin(face(Role::Kai));
    assert_eq!(fonts.optical_size(latin, Length::pt(100)), Length::pt(108));
}

#[test]
fn fonts_are_shared_between_threads() {
    let fonts = Fonts::default();
    let font = fonts.han(face(Role::Song));
    let look = || fonts.glyph(font, '永');
    let (first, second) = std::thread::scope(|scope| {
        let [a, b] = [scope.spawn(look), scope.spawn(look)];
        (a.join().unwrap(), b.join().unwrap())
    });
    assert_eq!(first, second);
}

fn load(name: &str, bytes: Vec<u8>) -> (Diagnostics, Fonts) {
    let mut diagnostics = Diagnostics::new();
    let source = Source { name: name.to_owned(), bytes: Arc::from(bytes) };
    let fonts = font::load(&mut diagnostics, &[source]);
    (diagnostics, fonts)
}

#[test]
fn a_font_of_the_publication_comes_after_the_built_in_ones() {
    let bytes = std::fs::read("fonts/SourceSerif4-It.ttf").unwrap();
    let (diagnostics, fonts) = load("fonts/own.ttf", bytes);
    assert!(diagnostics.is_empty());
    assert_eq!(fonts.ids().count(), Fonts::default().ids().count() + 1);
}

#[test]
fn a_file_that_is_no_font_is_reported_and_left_out() {
    let (diagnostics, fonts) = load("fonts/photo.ttf", b"not a font at all".to_vec());
    let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::T001]);
    assert_eq!(fonts.ids().count(), Fonts::default().ids().count());
}

#[test]
fn damaged_fonts_never_panic() {
    let whole = std::fs::read("fonts/SourceSerif4-Regular.ttf").unwrap();
    for step in 1..60 {
        let mut bytes = whole.clone();
        let cut = whole.len() * step / 60;
        bytes.truncate(cut);
        bytes.iter_mut().skip(step * 7).step_by(509).for_each(|byte| *byte ^= 0x5A);
        let (_, fonts) = load("damaged.ttf", bytes);
        let Some(own) = fonts.ids().nth(10) else { continue };
        let glyph = fonts.glyph(own, 'a').unwrap_or(3);
        let _ = fonts.advance(own, glyph, Length::pt(10));
        let _ = fonts.extents(own, glyph, Length::pt(10));
        let _ = (fonts.postscript_name(own), fonts.metrics(own), fonts.dash_pair(own));
    }
}

/// The font with another cmap: groups of a first and a last code point and the first's glyph
/// (OpenType 1.9, cmap format 12).
fn with_cmap(mut font: Vec<u8>, groups: &[(u32, u32, u32)]) -> Vec<u8> {
    let count = u32::try_from(groups.len()).unwrap();
    let mut table = Vec::new();
    // Version 0 with one table, for Windows and all of Unicode, 12 bytes from here.
    table.extend([0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0]);
    let fields = [16 + 12 * count, 0, count];
    let groups = groups.iter().flat_map(|(first, last, glyph)| [*first, *last, *glyph]);
    table.extend(fields.into_iter().chain(groups).flat_map(u32::to_be_bytes));

    let place = [font.len(), table.len()].map(|number| u32::try_from(number).unwrap());
    let record = font.chunks(4).position(|tag| tag == b"cmap").unwrap() * 4;
    let place: Vec<u8> = place.into_iter().flat_map(u32::to_be_bytes).collect();
    font[record + 8..record + 16].copy_from_slice(&place);
    font.extend(table);
    font
}

#[test]
fn of_overlapping_groups_of_a_cmap_the_first_counts_and_each_code_point_is_read_once() {
    let plain = std::fs::read("fonts/SourceSerif4-Regular.ttf").unwrap();
    let mut groups = vec![(0xE000, 0xE002, 10), (0xE001, 0xE004, 20)];
    // As often as a hostile file can say it: read each time, they would take minutes.
    groups.resize(200_000, (0xE000, 0x10_FFFF, 1));
    let (diagnostics, fonts) = load("fonts/own.ttf", with_cmap(plain, &groups));
    assert!(diagnostics.is_empty());
    let own = fonts.ids().last().unwrap();
    let glyph = |code: u32| fonts.glyph(own, char::from_u32(code).unwrap());
    let first: Vec<_> = (0xE000..0xE006).map(glyph).collect();
    assert_eq!(first, [10, 11, 12, 22, 23, 6].map(Some));
}
