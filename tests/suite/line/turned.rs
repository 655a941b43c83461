//! Glyphs of vertical lines: which form each mark takes and where its ink lies.

use huikan::font::{Extents, Face, Fonts, Role};
use huikan::geom::Length;
use huikan::line::{Direction, GlyphRun, Line, Orientation, Region, Rules};
use proptest::prelude::*;

use super::{EM, dense, drawn, plain, rules, set, style, without_white};

fn vertical(measure: i64, region: Region) -> Rules {
    Rules { direction: Direction::Vertical, region, ..rules(measure) }
}

fn one_line(text: &str, region: Region) -> Line {
    let mut lines = set(&plain(text), &vertical(40, region));
    assert_eq!(lines.len(), 1);
    lines.pop().unwrap()
}

/// The run and glyph that show a character.
fn shown(line: &Line, character: char) -> (&GlyphRun, u16) {
    let run = line.runs.iter().find(|run| run.text.contains(character)).unwrap();
    let at = run.text.chars().position(|c| c == character).unwrap();
    (run, run.glyphs[at].id)
}

/// The ink of a character from the middle of its cell, to the right and upwards.
fn ink(text: &str, region: Region, character: char) -> (Length, Length) {
    let fonts = Fonts::default();
    let line = one_line(text, region);
    let (run, id) = shown(&line, character);
    assert_eq!(run.orientation, Orientation::Upright);
    let at = run.text.chars().position(|c| c == character).unwrap();
    let Extents { left, bottom, right, top } =
        fonts.extents(run.font, id, run.size).unwrap();
    let cell = text.chars().position(|c| c == character).unwrap();
    let cell = EM * i64::try_from(cell).unwrap() + EM / 2;
    let baseline = run.x + run.glyphs[at].x + run.size.scale(88, 100);
    let across = fonts.advance(run.font, id, run.size) / 2;
    ((left + right) / 2 - across + run.rise, cell - baseline + (bottom + top) / 2)
}

// Rule 10.3.
#[test]
fn stops_stand_at_the_upper_right_in_hans_and_in_the_middle_in_hant() {
    for stop in ['。', '，', '、'] {
        let text = format!("水{stop}河");
        let (right, up) = ink(&text, Region::Hans, stop);
        assert!(right > EM / 8 && up > EM / 8, "{stop} {right:?} {up:?}");
        let (right, up) = ink(&text, Region::Hant, stop);
        let near = EM / 20;
        assert!(right.abs() < near && up.abs() < near, "{stop} {right:?} {up:?}");
    }
}

// Rule 10.3.
#[test]
fn stops_of_horizontal_lines_stand_in_the_middle_in_hant_too() {
    let fonts = Fonts::default();
    let hant = Rules { region: Region::Hant, ..rules(20) };
    let line = &set(&plain("水。河"), &hant)[0];
    let (run, id) = shown(line, '。');
    let ink = fonts.extents(run.font, id, run.size).unwrap();
    let middle = run.x + (ink.left + ink.right) / 2 - EM * 3 / 2;
    let height = run.rise + (ink.bottom + ink.top) / 2 - EM.scale(38, 100);
    assert!(middle.abs() < EM / 50 && height.abs() < EM / 50);
    assert_eq!(run.orientation, Orientation::Horizontal);
}

// Rules 10.5, 10.10.
#[test]
fn round_quotation_marks_take_the_vertical_forms_of_brackets_and_stay_themselves() {
    let fonts = Fonts::default();
    let han = fonts.han(style().face);
    let form = |bracket: char| {
        fonts.vertical_glyph(han, fonts.glyph(han, bracket).unwrap()).unwrap()
    };
    let text = "“天‘地’玄”";
    let line = one_line(text, Region::Hans);
    let pairs = [('“', '『'), ('”', '』'), ('‘', '「'), ('’', '」')];
    for (mark, bracket) in pairs {
        assert_eq!(shown(&line, mark).1, form(bracket), "{mark}");
    }
    assert_eq!(drawn(&line), text);
    // In Hant the outer marks are single ones.
    let line = one_line(text, Region::Hant);
    for (mark, bracket) in [('“', '「'), ('”', '」'), ('‘', '『'), ('’', '』')]
    {
        assert_eq!(shown(&line, mark).1, form(bracket), "{mark}");
    }
}

// Rule 10.5.
#[test]
fn quotation_marks_around_latin_stay_round_and_lie_along() {
    let line = one_line("He said “no” to him", Region::Hans);
    let (run, _) = shown(&line, '“');
    assert_eq!(run.orientation, Orientation::Rotated);
}

// Rule 10.10.
#[test]
fn every_chinese_font_has_vertical_forms_of_brackets_and_stops() {
    let fonts = Fonts::default();
    for role in [Role::Song, Role::Hei, Role::Kai, Role::Fangsong] {
        for bold in [false, true] {
            let han = fonts.han(Face { role, bold, italic: false });
            for mark in "，。、：；（）《》「」『』～".chars() {
                let glyph = fonts.glyph(han, mark).unwrap();
                let form = fonts.vertical_glyph(han, glyph);
                assert!(form.is_some_and(|form| form != glyph), "{role:?} {mark}");
            }
        }
    }
}

// Rule 10.2.
#[test]
fn every_bracket_has_its_vertical_form_or_lies_along() {
    let fonts = Fonts::default();
    for role in [Role::Song, Role::Fangsong] {
        let mut paragraph = plain("水（一）［二］【三】");
        paragraph.runs[0].style.face.role = role;
        let lines = set(&paragraph, &vertical(40, Region::Hans));
        for mark in "（）［］【】".chars() {
            let (run, id) = shown(&lines[0], mark);
            let plain = fonts.glyph(run.font, mark);
            let has_form = Some(id) != plain && run.orientation == Orientation::Upright;
            let lies = Some(id) == plain && run.orientation == Orientation::Rotated;
            assert!(has_form || lies, "{role:?} {mark}");
        }
    }
}

// Rule 10.9.
#[test]
fn digits_across_are_no_wider_than_their_cell_and_stand_in_its_middle() {
    let fonts = Fonts::default();
    for digits in ["7", "12", "100"] {
        let line = one_line(&format!("第{digits}章"), Region::Hans);
        assert_eq!(line.end, EM * 3);
        let (run, id) = shown(&line, digits.chars().last().unwrap());
        let last = run.glyphs.last().unwrap();
        let width = last.x + fonts.advance(run.font, id, run.size) - run.glyphs[0].x;
        assert!(width <= EM, "{digits}: {width:?}");
        assert!((run.glyphs[0].x * 2 + width).abs() < EM / 100, "{digits}");
    }
}

// Rule 10.4.
#[test]
fn a_dash_is_one_stroke_of_two_em_down_the_line() {
    let fonts = Fonts::default();
    let line = one_line("走——吧", Region::Hans);
    let (run, id) = shown(&line, '—');
    assert_eq!(run.orientation, Orientation::Rotated);
    let ink = fonts.extents(run.font, id, run.size).unwrap();
    let end = line.runs.last().unwrap().x;
    assert_eq!(end, EM * 3);
    // The font leaves 0.07 em of white at both ends of its stroke.
    assert!(ink.right - ink.left > EM * 185 / 100);
    // The stroke lies in the middle of the line.
    let middle = run.rise + (ink.bottom + ink.top) / 2 - EM.scale(38, 100);
    assert!(middle.abs() < EM / 20, "{middle:?}");
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(100)
    })]

    #[test]
    fn vertical_lines_keep_every_character(text in dense(), measure in 1_i64..30) {
        let lines = set(&plain(&text), &vertical(measure, Region::Hans));
        let drawn: String = lines.iter().map(drawn).collect();
        prop_assert_eq!(without_white(&drawn), without_white(&text));
    }

    #[test]
    fn a_vertical_line_never_overfills(text in dense(), measure in 12_i64..30) {
        for line in set(&plain(&text), &vertical(measure, Region::Hans)) {
            prop_assert!(line.end <= EM * measure, "{line:?}");
        }
    }
}
