//! Covers that are printed apart from the pages they go around.

use std::sync::Arc;

use huikan::diag::{Code, Diagnostics};
use huikan::font::Fonts;
use huikan::geom::{Length, Rect};
use huikan::page::{self, Block, Label, Mark, Orientation, OutlineEntry, Pages};
use huikan::volume::Volume;

use crate::cli::Folder;
use crate::epub::style;

/// The digits 0 to 9 as seven modules in the left half of an EAN-13, odd and even parity;
/// those of the right half are the first ones in negative (GS1 General Specifications,
/// section 5.2.1).
const ODD: [&str; 10] = [
    "0001101", "0011001", "0010011", "0111101", "0100011", "0110001", "0101111",
    "0111011", "0110111", "0001011",
];
const EVEN: [&str; 10] = [
    "0100111", "0110011", "0011011", "0100001", "0011101", "0111001", "0000101",
    "0010001", "0001001", "0010111",
];
/// What the parities of the left half say: the first digit.
const FIRST: [&str; 10] = [
    "OOOOOO", "OOEOEE", "OOEEOE", "OOEEEO", "OEOOEE", "OEEOOE", "OEEEOO", "OEOEOE",
    "OEOEEO", "OEEOEO",
];

fn volume(isbn: Option<&str>, language: &str) -> Volume {
    let text = "---\ntitle: 水位\n---\n\n河水涨了三尺。\n".to_owned();
    let mut volume = crate::page::volume(&[("1.md".to_owned(), text)], None);
    volume.title = "听水记".to_owned();
    let publication = Arc::make_mut(&mut volume.publication);
    publication.publisher = Some("临溪县图书馆".to_owned());
    publication.isbn = isbn.map(str::to_owned);
    publication.language = language.to_owned();
    volume
}

fn wrapped(volume: &Volume, look: &str, pages: usize) -> (Pages, Diagnostics) {
    let block =
        Block { pages, leaf: Length::micrometres(100), stock: Length::micrometres(250) };
    let mut diagnostics = Diagnostics::new();
    let cover =
        page::wrap(&mut diagnostics, volume, &style(look), &Fonts::default(), &block);
    (cover, diagnostics)
}

fn rules(pages: &Pages) -> impl Iterator<Item = Rect> {
    pages.pages[0].marks.iter().filter_map(|mark| match mark {
        Mark::Rule { rect, .. } => Some(*rect),
        _ => None,
    })
}

/// The bars of a bar code: as high as a frame never is.
fn bars(pages: &Pages) -> Vec<Rect> {
    let heights = Length::mm(20)..Length::mm(30);
    rules(pages).filter(|rect| heights.contains(&rect.size.height)).collect()
}

/// Upright characters whose middle lies in a part of the page.
fn upright(pages: &Pages, from: Length, to: Length) -> String {
    let mut text = String::new();
    for mark in &pages.pages[0].marks {
        if let Mark::Text { run, at, .. } = mark
            && run.orientation == Orientation::Upright
            && (from..=to).contains(&at.x)
        {
            text.push_str(&run.text);
        }
    }
    text
}

#[test]
fn the_spine_is_as_wide_as_the_leaves_and_twice_the_cover() {
    // 200 pages are 100 leaves of 0.1 mm; 10 mm and twice 0.25 mm.
    let (cover, _) = wrapped(&volume(None, "zh-CN"), "book-a5", 200);
    let spine = cover.pages[0].size.width - Length::mm(148) * 2;
    let off = spine - Length::micrometres(10_500);
    assert!(off.max(-off) < Length::micrometres(1), "{}", spine.to_pt());
    assert_eq!(cover.folds, [Length::mm(148), Length::mm(148) + spine]);
    assert_eq!(cover.pages[0].size.height, Length::mm(210));
}

#[test]
fn title_and_publisher_stand_upright_in_the_middle_of_the_spine() {
    let (cover, found) = wrapped(&volume(None, "zh-CN"), "book-a5", 200);
    assert!(found.is_empty(), "{found:?}");
    let [from, to] = cover.folds[..] else { panic!("two folds") };
    let words = upright(&cover, from, to);
    assert_eq!(words, "听水记临溪县图书馆");
    let middle = (from + to) / 2;
    for mark in &cover.pages[0].marks {
        if let Mark::Text { run, at, .. } = mark
            && run.orientation == Orientation::Upright
        {
            let off = at.x - middle;
            assert!(off.max(-off) < Length::micrometres(20), "{:?} is off", run.text);
            assert!(at.y >= Length::mm(14) && run.size <= Length::micrometres(8_500));
        }
    }
}

#[test]
fn a_spine_below_five_millimetres_stays_blank() {
    for (pages, is_blank) in [(88, true), (92, false)] {
        let (cover, _) = wrapped(&volume(None, "zh-CN"), "book-a5", pages);
        let words = upright(&cover, Length::ZERO, Length::mm(400));
        assert_eq!(words.is_empty(), is_blank, "{pages} pages");
    }
}

#[test]
fn words_too_long_for_the_spine_are_reported() {
    let mut volume = volume(None, "zh-CN");
    volume.title = "水".repeat(90);
    let (cover, found) = wrapped(&volume, "book-a5", 200);
    assert!(found.iter().any(|d| d.code == Code::P005));
    assert_eq!(upright(&cover, cover.folds[0], cover.folds[1]), "临溪县图书馆");
}

#[test]
fn the_back_of_a_vertical_book_lies_on_the_right() {
    let isbn = Some("978-7-5327-0000-4");
    for (look, is_right) in [("book-a5", false), ("vertical", true)] {
        let (cover, _) = wrapped(&volume(isbn, "zh-CN"), look, 200);
        let bars = bars(&cover);
        assert!(bars.len() > 20, "{look}");
        let [from, to] = cover.folds[..] else { panic!("two folds") };
        let on_right = bars.iter().all(|rect| rect.origin.x > to);
        let on_left = bars.iter().all(|rect| rect.origin.x < from);
        assert!(if is_right { on_right } else { on_left }, "{look}");
    }
}

/// Reads an EAN-13 as a scanner does: widths of bars and gaps into digits.
fn scan(cover: &Pages) -> String {
    let module = Length::micrometres(330);
    let mut bars = bars(cover);
    bars.sort_by_key(|rect| rect.origin.x);
    let first = bars[0].origin.x;
    let at =
        |x: Length| usize::try_from((x - first + module / 2).div_floor(module)).unwrap();
    let mut modules = ['0'; 95];
    for bar in &bars {
        modules[at(bar.origin.x)..at(bar.origin.x + bar.size.width)].fill('1');
    }
    let modules: String = modules.iter().collect();
    assert_eq!(
        (&modules[..3], &modules[45..50], &modules[92..]),
        ("101", "01010", "101")
    );
    let (mut digits, mut parity) = (String::new(), String::new());
    for place in 0..6 {
        let code = &modules[3 + place * 7..10 + place * 7];
        let odd = ODD.iter().position(|known| *known == code);
        let even = EVEN.iter().position(|known| *known == code);
        parity.push(if odd.is_some() { 'O' } else { 'E' });
        digits.push_str(&odd.or(even).unwrap().to_string());
    }
    for place in 0..6 {
        let code = &modules[50 + place * 7..57 + place * 7];
        let code: String =
            code.chars().map(|c| if c == '0' { '1' } else { '0' }).collect();
        digits
            .push_str(&ODD.iter().position(|known| *known == code).unwrap().to_string());
    }
    let first = FIRST.iter().position(|known| *known == parity).unwrap();
    format!("{first}{digits}")
}

#[test]
fn the_bar_code_says_the_isbn() {
    for (isbn, digits) in [
        ("978-7-5327-0000-4", "9787532700004"),
        ("9787000000001", "9787000000001"),
        ("979-8-8888-1234-1", "9798888812341"),
    ] {
        let (cover, found) = wrapped(&volume(Some(isbn), "zh-CN"), "book-a5", 60);
        assert!(found.is_empty(), "{isbn}: {found:?}");
        assert_eq!(scan(&cover), digits);
        // The digits stand below the bars one by one, the whole ISBN above them in a line.
        let words = |mark: &Mark| match mark {
            Mark::Text { run, at, .. } => Some((at.y, run.text.clone())),
            _ => None,
        };
        let mut lines = std::collections::BTreeMap::<Length, String>::new();
        for (y, text) in cover.pages[0].marks.iter().filter_map(words) {
            lines.entry(y).or_default().push_str(&text);
        }
        let lines: Vec<String> =
            lines.into_values().map(|line| line.replace(' ', "")).collect();
        assert!(lines.contains(&format!("ISBN{isbn}")), "{lines:?}");
        assert!(lines.contains(&digits.to_owned()), "{lines:?}");
    }
}

#[test]
fn an_isbn_that_is_none_is_reported_and_gives_no_bars() {
    for isbn in ["978-7-5327-0000-5", "7-5327-0000-4", "1234567890128", "即将申请"] {
        let (cover, found) = wrapped(&volume(Some(isbn), "zh-CN"), "book-a5", 60);
        let codes: Vec<Code> = found.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::P006], "{isbn}");
        assert!(bars(&cover).is_empty());
    }
}

#[test]
fn pages_without_their_cover_keep_their_numbers_and_what_leads_to_them() {
    let text = |n: usize| format!("---\ntitle: 第{n}篇\n---\n\n# 一、水\n\n河水涨了。\n");
    let articles: Vec<(String, String)> =
        (1..4).map(|n| (format!("{n}.md"), text(n))).collect();
    let volume = crate::page::volume(&articles, None);
    let mut found = Diagnostics::new();
    let whole = page::paginate(&mut found, &volume, &style("book-a5"), &Fonts::default());
    let inside = whole.without_cover();
    assert_eq!(inside.pages.len() + 2, whole.pages.len());
    assert_eq!(inside.pages[0].label, Label::Roman(1));
    let labels = |pages: &Pages| {
        let mut labels = Vec::new();
        let mut todo: Vec<&OutlineEntry> = pages.outline.iter().collect();
        while let Some(entry) = todo.pop() {
            labels
                .push((entry.title.clone(), pages.pages[entry.place.page].label.clone()));
            todo.extend(&entry.children);
        }
        for link in pages.pages.iter().flat_map(|page| &page.links) {
            if let page::Target::Place(place) = link.target {
                labels.push((String::new(), pages.pages[place.page].label.clone()));
            }
        }
        labels
    };
    assert!(labels(&whole).len() > 8);
    assert_eq!(labels(&whole), labels(&inside));
}

#[test]
fn the_file_of_a_cover_has_every_font_that_it_names() {
    let toml = "[publication]\npublisher = \"临溪县图书馆\"\nisbn = \"978-7-5327-0000-4\"\n\
                [[edition]]\nname = \"print\"\n[[edition]]\nname = \"cover\"\n\
                pages = \"print\"\nthickness = \"1mm\"\nstock = \"1mm\"\n";
    let long = format!("---\ntitle: 渡口\n---\n\n{}\n", "河水涨了三尺。".repeat(900));
    let folder = Folder::publication().file("huikan.toml", toml);
    let folder = folder.file("content/river/03-渡口.md", long);
    folder.done(&["build", "river", "-o", "out"]);
    let path = folder.path().join("out/river/river-cover.pdf");
    let document = lopdf::Document::load(path).unwrap();
    let page = *document.get_pages().get(&1).unwrap();
    let fonts = document.get_page_fonts(page).unwrap();
    let content = document.get_and_decode_page_content(page).unwrap();
    let mut named = std::collections::BTreeSet::new();
    for operation in content.operations.iter().filter(|o| o.operator == "Tf") {
        named.insert(operation.operands[0].as_name().unwrap().to_vec());
    }
    let missing: Vec<_> =
        named.iter().filter(|name| !fonts.contains_key(*name)).collect();
    assert!(named.len() >= 4 && missing.is_empty(), "{missing:?} of {named:?}");
    // Board, spine, board; a leaf and the cover are 1 mm each; 3 mm of bleed around.
    let boxed = |name: &[u8]| -> Vec<f32> {
        let list = document.get_dictionary(page).unwrap().get(name).unwrap();
        list.as_array().unwrap().iter().map(|n| n.as_float().unwrap()).collect()
    };
    let trim = boxed(b"TrimBox");
    let inside = lopdf::Document::load(folder.path().join("out/river/river-print.pdf"));
    let leaves = inside.unwrap().get_pages().len().div_ceil(2);
    let width = 148.0 * 2.0 + leaves as f32 + 2.0;
    assert!((trim[2] - trim[0] - width * 72.0 / 25.4).abs() < 0.01, "{trim:?}");
    assert!((trim[0] - boxed(b"BleedBox")[0] - 3.0 * 72.0 / 25.4).abs() < 0.01);
}
