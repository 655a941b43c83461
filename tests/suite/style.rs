//! Tests of style: what files of styles/ mean, and what is said when they are wrong.

use std::collections::BTreeMap;

use huikan::diag::{Arg, Code, Diagnostics, Files};
use huikan::geom::Length;
use huikan::limits::Limits;
use huikan::style::{Style, Typeface, builtin_names, parse};

/// Reads `name` beside one file of the publication.
fn read(name: &str, path: &str, text: &str) -> (Style, Diagnostics, Files) {
    let mut files = Files::default();
    let mut overrides = BTreeMap::new();
    overrides.insert(path.to_owned(), files.add(format!("styles/{path}"), text));
    let mut diagnostics = Diagnostics::new();
    let style = parse(&mut diagnostics, name, (&files, &overrides), &Limits::default());
    (style, diagnostics, files)
}

/// The codes reported, with the text each points at.
fn said(diagnostics: &Diagnostics, files: &Files) -> Vec<(Code, String)> {
    let place = |place: &Option<huikan::diag::Place>| match place {
        Some(huikan::diag::Place::Span(span)) => {
            files.text(span.file)[span.range()].to_owned()
        }
        _ => String::new(),
    };
    diagnostics.iter().map(|d| (d.code, place(&d.place))).collect()
}

#[test]
fn every_builtin_style_reads_without_a_word() {
    for name in builtin_names() {
        let mut diagnostics = Diagnostics::new();
        let style = parse(
            &mut diagnostics,
            name,
            (&Files::default(), &BTreeMap::new()),
            &Limits::default(),
        );
        assert!(diagnostics.is_empty(), "{name}: {diagnostics:?}");
        assert_eq!(style.name, name);
    }
}

// Rules 7.1, 7.2.
#[test]
fn book_a5_has_27_characters_by_28_lines_at_10_5_pt() {
    let (style, ..) = read("book-a5", "other.toml", "");
    assert_eq!(style.trim.width, Length::mm(148));
    assert_eq!(style.measure(), Length::pt_ratio(2835, 10));
    assert_eq!(style.area_height(), Length::pt_ratio(4695, 10));
    let width = style.margins.inner + style.measure() + style.margins.outer;
    assert_eq!(width, style.trim.width);
    let height = style.margins.top + style.area_height() + style.margins.bottom;
    assert_eq!(height, style.trim.height);
}

// Rule 7.10.
#[test]
fn gongwen_fills_156_by_225_mm_with_22_lines_of_28_characters() {
    let (style, ..) = read("gongwen", "other.toml", "");
    let near = |length: Length, micrometres: i64| {
        (length - Length::micrometres(micrometres)).abs() < Length::micrometres(200)
    };
    assert_eq!((style.text.characters, style.text.lines), (28, 22));
    assert_eq!((style.trim.width, style.trim.height), (Length::mm(210), Length::mm(297)));
    assert_eq!(
        (style.margins.inner, style.margins.top),
        (Length::mm(28), Length::mm(37))
    );
    assert!(near(style.measure(), 156_000)); // 7.10
    assert!(near(style.area_height(), 224_900)); // 7.10
    assert_eq!(style.text.font, Typeface::Fangsong);
    assert_eq!(style.article.title.size, Length::pt(21));
    assert_eq!((&*style.folio.before, &*style.folio.after), ("— ", " —"));
    assert_eq!(style.folio.size, Length::pt_ratio(1375, 100));
}

#[test]
fn book_16k_is_185_by_260_mm() {
    let (style, ..) = read("book-16k", "other.toml", "");
    assert_eq!((style.trim.width, style.trim.height), (Length::mm(185), Length::mm(260)));
}

#[test]
fn large_print_is_a4_with_text_of_16_pt() {
    let (style, ..) = read("large-print", "other.toml", "");
    assert_eq!((style.trim.width, style.trim.height), (Length::mm(210), Length::mm(297)));
    assert_eq!(style.text.size, Length::pt(16));
}

#[test]
fn an_override_changes_only_what_it_names() {
    let (plain, ..) = read("book-a5", "other.toml", "");
    let text = "[article]\ntitle = { font = \"kai\" }\n";
    let (style, diagnostics, _) = read("book-a5", "book-a5.toml", text);
    assert!(diagnostics.is_empty());
    assert_eq!(style.article.title.font, Typeface::Kai);
    assert_eq!(style.article.title.size, plain.article.title.size);
}

#[test]
fn a_style_of_ones_own_rests_on_the_one_it_extends() {
    let text = "extends = \"large-print\"\n[text]\nlines = 24\n";
    let (style, diagnostics, _) = read("ours", "ours.toml", text);
    assert!(diagnostics.is_empty());
    assert_eq!(style.text.lines, 24);
    assert_eq!(style.trim.width, Length::mm(210));
}

// Rule 7.11.
#[test]
fn lengths_may_be_pt_mm_hao_and_em() {
    let text = "[note]\nsize = \"六号\"\n[table]\nthick = \"0.25mm\"\n[contents]\ndots = \"0.5em\"";
    let (style, diagnostics, _) = read("book-a5", "book-a5.toml", text);
    assert!(diagnostics.is_empty());
    assert_eq!(style.note.size, Length::pt_ratio(787, 100));
    assert_eq!(style.table.thick, Length::micrometres(250));
    assert_eq!(style.contents.dots, Length::pt_ratio(525, 100));
}

#[test]
fn an_unknown_key_is_shown_with_the_nearest_known_one() {
    let (_, diagnostics, files) =
        read("book-a5", "book-a5.toml", "[text]\npich = \"17pt\"");
    assert_eq!(said(&diagnostics, &files), [(Code::S004, "pich = \"17pt\"".to_owned())]);
    let values: Vec<_> = diagnostics.iter().flat_map(|d| d.values()).collect();
    let nearest = values.iter().find(|(name, _)| *name == "nearest");
    assert_eq!(nearest, Some(&("nearest", Arg::Text("text.pitch".to_owned()))));
}

#[test]
fn an_impossible_value_is_shown_and_the_default_taken() {
    let text = "direction = \"down\"\n[text]\nlevel = \"gbb\"\nlines = -3\nsize = \"10.5 stones\"";
    let (style, diagnostics, files) = read("book-a5", "book-a5.toml", text);
    let mut said = said(&diagnostics, &files);
    said.sort();
    assert_eq!(
        said,
        [
            (Code::S003, "direction = \"down\"".to_owned()),
            (Code::S003, "level = \"gbb\"".to_owned()),
            (Code::S003, "lines = -3".to_owned()),
            (Code::S003, "size = \"10.5 stones\"".to_owned()),
        ]
    );
    assert_eq!(style.text.lines, 28);
}

#[test]
fn a_folio_or_running_head_outside_the_page_is_refused() {
    // What is written for the A5 book reaches the vertical one, whose lines are longer.
    for (style, file, text) in [
        ("vertical", "book-a5.toml", "[text]\nsize = \"小四\"\npitch = \"19pt\""),
        ("book-a5", "book-a5.toml", "[folio]\ndistance = \"60mm\""),
        ("book-a5", "book-a5.toml", "[running-head]\ndistance = \"60mm\""),
    ] {
        let (read, diagnostics, files) = read(style, file, text);
        let codes: Vec<Code> = said(&diagnostics, &files).iter().map(|s| s.0).collect();
        assert_eq!(codes, [Code::S005], "{style}: {text}");
        let foot = read.margins.bottom - read.folio.distance;
        assert!(foot >= Length::ZERO && read.running_head.distance <= read.margins.top);
    }
}

#[test]
fn a_type_area_wider_than_the_page_is_refused() {
    let text = "[text]\ncharacters = 60";
    let (style, diagnostics, files) = read("book-a5", "book-a5.toml", text);
    assert_eq!(said(&diagnostics, &files), [(Code::S005, "characters = 60".to_owned())]);
    assert_eq!(style.text.characters, 27);
}

#[test]
fn a_style_that_does_not_parse_is_shown_where_it_breaks() {
    let (style, diagnostics, _) = read("book-a5", "book-a5.toml", "[text\nlines = 3");
    assert!(diagnostics.iter().all(|d| d.code == Code::S002 && d.place.is_some()));
    assert!(diagnostics.has_errors());
    assert_eq!(style.text.lines, 28);
}

#[test]
fn a_style_that_does_not_exist_is_an_error_with_the_nearest_name() {
    let (_, diagnostics, _) = read("book-a6", "other.toml", "");
    let first = diagnostics.iter().next().unwrap();
    assert_eq!(first.code, Code::S001);
    assert!(first.values().contains(&("nearest", Arg::Text("book-a5".to_owned()))));
}

#[test]
fn styles_that_extend_each_other_in_a_circle_end() {
    let (style, ..) = read("ours", "ours.toml", "extends = \"ours\"\n[text]\nlines = 20");
    assert_eq!(style.text.lines, 20);
}

#[test]
fn text_may_be_as_small_as_ink_can_be_read() {
    let text = "[text]\nsize = \"3pt\"";
    let (style, diagnostics, _) = read("book-a5", "book-a5.toml", text);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(style.text.size, Length::pt(3));
    assert_eq!(style.contents.dots, Length::pt_ratio(12, 10));
}
