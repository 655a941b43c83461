//! Text: what is read, searched and copied, and where it stands.

use std::sync::Arc;

use huikan::diag::{Code, Diagnostics};
use huikan::font::{Fonts, Source};
use huikan::geom::Length;
use huikan::page::{Label, Mark, Pages};
use huikan::sheet::Imposition;
use lopdf::content::Content;
use lopdf::{Document, Object};

use crate::pdf::made::{
    A4, BODY, OnDisk, glyphs, latin, line, page, pages, read, run, song, tried, written,
};

/// The text that Poppler finds, without the form feeds between pages.
fn extracted(bytes: &[u8]) -> Option<String> {
    let text = OnDisk::new(bytes).ask("pdftotext", &["-raw", "FILE", "-"])?;
    Some(text.replace('\u{c}', "").trim_end().to_owned())
}

fn of_marks(fonts: &Fonts, marks: Vec<Mark>) -> Pages {
    let mut made = pages(fonts, &[]);
    made.pages = vec![page(Label::Arabic(1), marks)];
    made
}

#[test]
fn extracted_text_is_the_text_that_was_set() {
    let fonts = Fonts::default();
    let lines = [
        "春水东流，沿岸有三座石桥。",
        "“图书馆”（一九五八年建）——现藏书十二万册！",
        "㐂𠅤𨙸《乡志》：田埂、水渠；‘旧称’……",
        "１２３ＡＢＣ／全角与半角，？；：",
    ];
    let bytes = written(&pages(&fonts, &lines), &fonts, Imposition::PLAIN);
    if let Some(text) = extracted(&bytes) {
        assert_eq!(text, lines.join("\n"));
    }
}

#[test]
fn a_ligature_is_extracted_as_its_letters() {
    let fonts = Fonts::default();
    let font = latin(&fonts);
    let plain = |c: char| (fonts.glyph(font, c).unwrap(), c.len_utf8());
    let ligature = (fonts.glyph(font, 'ﬁ').unwrap(), 2);
    let list = [plain('o'), plain('f'), ligature, plain('c'), plain('e')];
    let marks = vec![line(0, glyphs(&fonts, font, "office", list.into_iter()))];
    let bytes = written(&of_marks(&fonts, marks), &fonts, Imposition::PLAIN);
    if let Some(text) = extracted(&bytes) {
        assert_eq!(text, "office");
    }
}

#[test]
fn one_glyph_for_two_characters_is_extracted_as_each_of_them() {
    let fonts = Fonts::default();
    let font = song(&fonts);
    let glyph = fonts.glyph(font, '力').unwrap();
    let text = "水力⼒学力";
    let other = |c| if c == '⼒' { glyph } else { fonts.glyph(font, c).unwrap() };
    let list = text.chars().map(|c| (other(c), c.len_utf8()));
    let marks = vec![line(0, glyphs(&fonts, font, text, list))];
    let bytes = written(&of_marks(&fonts, marks), &fonts, Imposition::PLAIN);
    if let Some(found) = extracted(&bytes) {
        assert_eq!(found, text);
    }
}

#[test]
fn glyphs_that_share_a_character_are_extracted_once() {
    let fonts = Fonts::default();
    let font = latin(&fonts);
    let id = |c| fonts.glyph(font, c).unwrap();
    // An é of two glyphs, and a hyphen that only the end of the line put there.
    let list = [(id('c'), 1), (id('e'), 2), (id('´'), 0), (id('s'), 1), (id('-'), 0)];
    let marks = vec![
        line(0, glyphs(&fonts, font, "cés", list.into_iter())),
        line(1, run(&fonts, font, "see-saw")),
    ];
    let bytes = written(&of_marks(&fonts, marks), &fonts, Imposition::PLAIN);
    if let Some(found) = extracted(&bytes) {
        assert_eq!(found, "cés\nsee-saw");
    }
}

#[test]
fn characters_beyond_the_first_plane_are_extracted_as_themselves() {
    let fonts = Fonts::default();
    let font = song(&fonts);
    let mut rare =
        ('\u{20000}'..='\u{2FFFF}').filter(|c| fonts.glyph(font, *c).is_some());
    let text = format!("江{}河", rare.next().unwrap());
    let made = of_marks(&fonts, vec![line(0, run(&fonts, font, &text))]);
    let bytes = written(&made, &fonts, Imposition::PLAIN);
    if let Some(found) = extracted(&bytes) {
        assert_eq!(found, text);
    }
}

#[test]
fn ornaments_are_drawn_and_not_extracted() {
    let fonts = Fonts::default();
    let font = song(&fonts);
    let mut dots = run(&fonts, font, "··");
    dots.ornament = true;
    let marks = vec![line(0, run(&fonts, font, "着重")), line(1, dots)];
    let bytes = written(&of_marks(&fonts, marks), &fonts, Imposition::PLAIN);
    if let Some(found) = extracted(&bytes) {
        assert_eq!(found, "着重");
    }
    assert_eq!(shown(&read(&bytes)).len(), 4);
}

#[test]
fn furniture_of_the_page_is_marked_as_artifact() {
    let fonts = Fonts::default();
    let font = song(&fonts);
    let mut head = line(0, run(&fonts, font, "河流读本"));
    if let Mark::Text { artifact, .. } = &mut head {
        *artifact = true;
    }
    let marks = vec![head, line(1, run(&fonts, font, "正文"))];
    let document = read(&written(&of_marks(&fonts, marks), &fonts, Imposition::PLAIN));
    let operators = operators(&document);
    let place = |name: &str| operators.iter().position(|found| found == name).unwrap();
    assert!(place("BMC") < place("TJ") && place("TJ") < place("EMC"));
    assert_eq!(operators.iter().filter(|name| *name == "TJ").count(), 2);
    assert_eq!(operators.last().unwrap(), "ET");
    assert_eq!(operators.iter().filter(|name| *name == "BMC").count(), 1);
}

// Rule 8.12.
#[test]
fn every_font_is_embedded_as_a_tagged_subset_that_maps_to_unicode() {
    let fonts = Fonts::default();
    let all = fonts.ids().filter(|font| fonts.glyph(*font, 'a').is_some());
    let marks: Vec<_> =
        (0..).zip(all).map(|(row, font)| line(row, run(&fonts, font, "abc"))).collect();
    let count = marks.len();
    assert!(count > 5);
    let bytes = written(&of_marks(&fonts, marks), &fonts, Imposition::PLAIN);
    let Some(table) = OnDisk::new(&bytes).ask("pdffonts", &["FILE"]) else { return };
    let rows: Vec<_> = table.lines().skip(2).collect();
    assert_eq!(rows.len(), count, "{table}");
    for row in rows {
        let name = row.split_whitespace().next().unwrap();
        let tag = name.split_once('+').unwrap().0;
        assert!(tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()), "{row}");
        let ends: Vec<_> = row.split_whitespace().rev().skip(2).take(3).collect();
        assert_eq!(ends, ["yes", "yes", "yes"], "{table}");
    }
    assert!(bytes.len() < 100_000, "{} bytes", bytes.len());
}

#[test]
fn glyphs_stand_where_the_line_put_them() {
    let fonts = Fonts::default();
    for font in [song(&fonts), latin(&fonts)] {
        let mut set = run(&fonts, font, "a simple line, set wide");
        for (index, glyph) in (0..).zip(&mut set.glyphs) {
            glyph.x += Length::pt_ratio(index * 37 + index % 3 * 19, 100);
        }
        let wanted: Vec<f64> = set.glyphs.iter().map(|g| g.x.to_pt()).collect();
        let made = of_marks(&fonts, vec![line(0, set)]);
        let starts = shown(&read(&written(&made, &fonts, Imposition::PLAIN)));
        let left = Length::mm(18).to_pt();
        for (start, wanted) in starts.iter().zip(&wanted) {
            assert!((start - left - wanted).abs() < 0.007, "{start} for {wanted}");
        }
        assert_eq!(starts.len(), wanted.len());
    }
}

#[test]
fn a_sheet_of_a_booklet_carries_the_text_of_its_pages() {
    let fonts = Fonts::default();
    let lines = ["第一页河", "第二页桥", "第三页渠", "第四页堤"];
    let made = pages(&fonts, &lines);
    let bytes = written(&made, &fonts, Imposition::saddle(A4));
    if let Some(text) = extracted(&bytes) {
        let words: Vec<_> = text.split_whitespace().collect();
        assert_eq!(words, [lines[3], lines[0], lines[1], lines[2]]);
    }
}

#[test]
fn a_font_without_outlines_is_reported() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/SourceSerif4-Regular.ttf");
    let mut bytes = std::fs::read(path).unwrap();
    let entry = bytes.windows(4).position(|tag| tag == b"glyf").unwrap();
    bytes[entry..entry + 4].copy_from_slice(b"none");
    let source = Source { name: "broken.ttf".to_owned(), bytes: Arc::from(bytes) };
    let mut diagnostics = Diagnostics::new();
    let fonts = huikan::font::load(&mut diagnostics, &[source]);
    let broken = fonts.ids().last().unwrap();
    let made = of_marks(&fonts, vec![line(0, run(&fonts, broken, "river"))]);
    assert_eq!(tried(&made, &fonts, Imposition::PLAIN), (None, vec![Code::X004]));
}

/// The operators of the first page.
fn operators(document: &Document) -> Vec<String> {
    content(document).operations.into_iter().map(|operation| operation.operator).collect()
}

fn content(document: &Document) -> Content {
    let first = document.get_pages()[&1];
    Content::decode(&document.get_page_content(first)).unwrap()
}

/// Where each glyph of the first page starts, in points from its left edge, as a reader
/// that knows only the PDF finds it.
fn shown(document: &Document) -> Vec<f64> {
    let widths = widths(document);
    let size = BODY.to_pt();
    let (mut line, mut spacing, mut starts) = (0.0, 0.0, Vec::new());
    for operation in content(document).operations {
        match operation.operator.as_str() {
            "BT" => line = 0.0,
            "Tc" => spacing = f64::from(operation.operands[0].as_float().unwrap()),
            "Td" => line += f64::from(operation.operands[0].as_float().unwrap()),
            "TJ" => {
                let mut pen = 0.0;
                for item in operation.operands[0].as_array().unwrap() {
                    if let Object::String(codes, _) = item {
                        for code in codes.chunks(2) {
                            starts.push(line + pen * size / 1000.0);
                            let code = u16::from_be_bytes([code[0], code[1]]);
                            pen += widths[usize::from(code)] + spacing * 1000.0 / size;
                        }
                    } else {
                        pen -= f64::from(item.as_float().unwrap());
                    }
                }
            }
            _ => {}
        }
    }
    starts
}

/// The widths by code of the only font.
fn widths(document: &Document) -> Vec<f64> {
    let first = document.get_pages()[&1];
    let fonts = document.get_page_fonts(first).unwrap();
    let font = fonts[b"F1".as_slice()];
    let descendant = &font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0];
    let descendant = descendant.as_dict().unwrap();
    let usual = descendant.get(b"DW").unwrap().as_float().unwrap();
    let mut widths = vec![f64::from(usual); 1 << 16];
    for pair in descendant.get(b"W").unwrap().as_array().unwrap().chunks(2) {
        let from = usize::try_from(pair[0].as_i64().unwrap()).unwrap();
        let some = pair[1].as_array().unwrap().iter();
        for (place, width) in widths[from..].iter_mut().zip(some) {
            *place = f64::from(width.as_float().unwrap());
        }
    }
    widths
}
