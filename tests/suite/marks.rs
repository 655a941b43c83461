//! Every Chinese mark: its width inside a line and at its edges, and where it may stand.

use std::fs;
use std::path::Path;

use huikan::diag::Diagnostics;
use huikan::font::{Face, Fonts, Role};
use huikan::geom::Length;
use huikan::line::{self, Level, Paragraph, Region, Rules, Run, RunStyle};

const EM: Length = Length::pt(16);
/// Of a thousand cases of Unicode, how many must come out the same.
const LEAST_AGREEMENT: usize = 860;

fn plain(text: &str) -> Paragraph {
    let style = RunStyle::new(Face { role: Role::Song, bold: false, italic: false }, EM);
    let runs = vec![Run { end: text.len(), style }];
    Paragraph { text: text.to_owned(), runs, rubies: Vec::new() }
}

/// The length of a text in one line, in halves of an em.
fn halves(text: &str, rules: &Rules, fonts: &Fonts) -> i64 {
    let lines = line::set(&mut Diagnostics::new(), &plain(text), rules, fonts);
    lines[0].end.div_floor(EM / 2)
}

/// `0.5` and `1` as halves; `-` stands for a place where the mark never stands.
fn expected(word: &str) -> Option<i64> {
    match word {
        "0.5" => Some(1),
        "1" => Some(2),
        _ => None,
    }
}

#[test]
fn every_mark_is_as_wide_as_its_class_and_stands_where_it_may() {
    let text = fs::read_to_string(Path::new("tests/cases/line/marks.txt")).unwrap();
    let fonts = Fonts::default();
    let mut seen = 0;
    for line in text.lines() {
        let [class, inside, start, end, marks] = line.split(' ').collect::<Vec<_>>()[..]
        else {
            continue;
        };
        let region = if class == "hant" { Region::Hant } else { Region::Hans };
        let rules = Rules { region, ..Rules::new(EM * 20, EM) };
        for mark in marks.chars() {
            seen += 1;
            let width = halves(&format!("国{mark}国"), &rules, &fonts) - 4;
            assert_eq!(Some(width), expected(inside), "{class} {mark} inside");
            let places = line::breaks(&plain(&format!("国国{mark}国国")), &rules, &fonts);
            let at = [6, 6 + mark.len_utf8()].map(|at| places.contains(&at));
            assert_eq!(at[0], start != "-", "{class} {mark} at a line start");
            assert_eq!(at[1], end != "-", "{class} {mark} at a line end");
            if let Some(start) = expected(start) {
                let width = halves(&format!("{mark}国"), &rules, &fonts) - 2;
                assert_eq!(width, start, "{class} {mark} first");
            }
            if let Some(end) = expected(end) {
                let width = halves(&format!("国{mark}"), &rules, &fonts) - 2;
                assert_eq!(width, end, "{class} {mark} last");
            }
        }
    }
    assert!(seen > 60);
}

// Rule 1.14
#[test]
fn built_in_chinese_fonts_leave_white_beside_every_mark() {
    let fonts = Fonts::default();
    for role in [Role::Song, Role::Hei, Role::Kai, Role::Fangsong] {
        let font = fonts.han(Face { role, bold: false, italic: false });
        for mark in "“‘（《「『【”’）》」』】，、；：。！？".chars()
        {
            assert!(fonts.is_trimmable(font, mark), "{role:?} {mark}");
        }
    }
}

/// A case of `unicode.tsv`: a text and the byte offsets at which lines may end.
fn unicode_case(line: &str) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for part in line.split_inclusive(['÷', '×']) {
        let code = part.trim_end_matches(['÷', '×']);
        text.push(char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap());
        if part.ends_with('÷') {
            places.push(text.len());
        }
    }
    (text, places)
}

#[test]
fn other_scripts_break_where_unicode_breaks_them() {
    let text = fs::read_to_string(Path::new("tests/cases/line/unicode.tsv")).unwrap();
    let fonts = Fonts::default();
    let rules = Rules {
        region: Region::Other,
        level: Level::None,
        latin: None,
        ..Rules::new(EM * 20, EM)
    };
    let cases = text.lines().filter(|line| !line.starts_with('#')).map(unicode_case);
    let (mut agree, mut all) = (0, 0);
    for (text, places) in cases {
        all += 1;
        agree += usize::from(line::breaks(&plain(&text), &rules, &fonts) == places);
    }
    // The others are spaces at the edges of a text, tabs, which collapse here, and what
    // Unicode 15.1 changed after our tables (Brahmic syllables, quotation marks).
    assert!(agree * 1000 >= all * LEAST_AGREEMENT, "{agree} of {all}");
}
