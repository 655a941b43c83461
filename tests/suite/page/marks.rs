//! Marks between the lines: ruby, dots, name lines, waves (spec section 9).

use huikan::diag::Code;
use huikan::geom::{Length, Rect};
use huikan::page::{GlyphRun, Mark, Page};

use super::{lines, numbered, paginate};

/// The first page of an article with this text.
fn page(text: &str, own: &str) -> Page {
    let (pages, diagnostics) =
        paginate(&[&format!("---\ntitle: 河\n---\n\n{text}\n")], own);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    numbered(&pages)[0].clone()
}

/// The ornaments of a page with where they start.
fn ornaments(page: &Page) -> Vec<(Length, Length, &GlyphRun)> {
    let marks = page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { run, at, .. } if run.ornament => Some((at.x, at.y, run)),
        _ => None,
    });
    marks.collect()
}

/// Where a character of the text stands: its left edge and its baseline.
fn character(page: &Page, wanted: char) -> (Length, Length) {
    let find = |mark: &Mark| {
        let Mark::Text { run, at, artifact: false, .. } = mark else { return None };
        let mut from = 0;
        for glyph in run.glyphs.iter().filter(|_| !run.ornament) {
            let to = from + usize::from(glyph.bytes);
            if run.text[from..to].contains(wanted) {
                return Some((at.x + glyph.x, at.y));
            }
            from = to;
        }
        None
    };
    page.marks.iter().find_map(find).unwrap()
}

fn rules(page: &Page) -> Vec<Rect> {
    let rects = page.marks.iter().filter_map(|mark| match mark {
        Mark::Rule { rect, .. } => Some(*rect),
        _ => None,
    });
    rects.collect()
}

fn waves(page: &Page) -> Vec<Rect> {
    let rects = page.marks.iter().filter_map(|mark| match mark {
        Mark::Wave { rect } => Some(*rect),
        _ => None,
    });
    rects.collect()
}

// Rule 9.1.
#[test]
fn pinyin_stands_half_as_large_in_the_middle_above_its_character() {
    let page = page("水{渡|dù}水", "");
    let (x, y) = character(&page, '渡');
    let found = ornaments(&page);
    let [(start, baseline, run)] = found.as_slice() else { panic!("{found:?}") };
    assert!(*baseline < y && run.size < Length::pt(6), "{run:?}");
    let last = run.glyphs.last().unwrap();
    let advance = huikan::font::Fonts::default().advance(run.font, last.id, run.size);
    let middle = *start + (last.x + advance) / 2;
    let off = (middle - x - Length::pt(5)).raw().abs();
    assert!(off <= Length::pt(10).scale(2, 100).raw(), "{off}");
}

// Rules 9.2, 9.3.
#[test]
fn wide_syllables_keep_apart_and_inside_the_measure() {
    for before in 0..12 {
        let text = format!("{}{{装床|zhuāng chuáng}}水水水水", "水".repeat(before));
        let page = page(&text, "");
        let fonts = huikan::font::Fonts::default();
        let mut ends: Vec<(Length, Length, Length)> = Vec::new();
        for (x, y, run) in ornaments(&page) {
            let last = run.glyphs.last().unwrap();
            let end = x + last.x + fonts.advance(run.font, last.id, run.size);
            assert!(x >= Length::pt(10) && end <= Length::pt(150), "after {before}");
            ends.push((y, x, end));
        }
        if let [(y, _, end), (below, start, _)] = ends[..]
            && y == below
        {
            assert!(start - end >= Length::pt(10) / 8, "after {before}: {ends:?}");
        }
    }
}

// Rule 9.6.
#[test]
fn dots_stand_below_a_name_line_where_a_word_has_both() {
    let depth = |text: &str| {
        let page = page(text, "");
        let (_, y) = character(&page, '渡');
        let found = ornaments(&page);
        assert_eq!(found.len(), 2);
        (found[0].1 - y, rules(&page).first().map(|rect| rect.origin.y - y))
    };
    let (alone, line) = depth("[渡口]{.emphasis}");
    assert_eq!(line, None);
    for text in ["[[渡口]{.name}]{.emphasis}", "[[渡口]{.emphasis}]{.name}"] {
        let (dot, line) = depth(text);
        assert!(line.unwrap() > Length::ZERO && dot > alone, "{text}");
    }
}

// Rule 9.6.
#[test]
fn marks_among_emphasised_words_have_no_dots() {
    assert_eq!(ornaments(&page("[天，地。]{.emphasis}", "")).len(), 2);
}

// Rules 9.7, 9.8.
#[test]
fn a_wave_goes_on_over_the_end_of_a_line_and_two_titles_have_two() {
    let page = page("水水水水水水水水[棠阴小志]{.book}[水经]{.book}", "");
    let waves = waves(&page);
    assert_eq!(waves.len(), 3, "{waves:?}");
    assert!(waves[1].origin.y > waves[0].origin.y);
    let end = waves[1].origin.x + waves[1].size.width;
    assert!(waves[2].origin.x - end >= Length::pt(10) / 8, "{waves:?}");
}

// Rule 9.9.
#[test]
fn marks_in_lines_without_room_are_reported_once() {
    let text = "---\ntitle: 河\n---\n\n{渡|dù}口\n\n[江]{.name}水\n";
    let codes = |own: &str| {
        let (_, diagnostics) = paginate(&[text], own);
        diagnostics.iter().map(|found| found.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("[text]\npitch = \"14.9pt\""), [Code::P004]);
    assert_eq!(codes("[text]\npitch = \"15pt\""), []);
}

// Rule 9.10.
#[test]
fn a_line_below_han_and_latin_is_one_straight_line_of_its_words() {
    let page = page("水[共10人]{.name}ABC", "");
    let rules = rules(&page);
    let [line] = rules.as_slice() else { panic!("{rules:?}") };
    let (start, _) = character(&page, '共');
    let (after, _) = character(&page, '人');
    assert!(line.origin.x >= start);
    assert!(line.origin.x + line.size.width <= after + Length::pt(10));
}

// Rules 9.11, 7.6.
#[test]
fn marks_between_lines_neither_move_lines_nor_enter_their_text() {
    let plain = lines(&page("水水棠溪水江河水", ""));
    let page = page("水水{棠溪|táng xī}水[江河]{.emphasis}水", "");
    let marked: Vec<(Length, String)> = page
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text { run, at, artifact: false, .. } if !run.ornament => {
                Some((at.y, run.text.clone()))
            }
            _ => None,
        })
        .collect();
    let mut joined: Vec<(Length, String)> = Vec::new();
    for (y, text) in marked {
        match joined.last_mut() {
            Some((other, all)) if *other == y => all.push_str(&text),
            _ => joined.push((y, text)),
        }
    }
    assert_eq!(joined, plain);
}
