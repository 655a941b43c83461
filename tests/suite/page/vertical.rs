//! Vertical pages: lines from the right, marks at their sides, heads and folios (spec 10).

use std::process::Command;

use huikan::diag::Diagnostics;
use huikan::font::Fonts;
use huikan::geom::Length;
use huikan::page::{Binding, Label, Mark, Orientation, Page, Pages};
use huikan::pdf;
use huikan::project::{Finish, Standard};
use huikan::sheet::{Imposition, impose};

use super::{article, numbered, paginate, small_style};

/// The small page with its type area turned: 12 characters down, 8 lines to the left.
const TURNED: &str = "direction = \"vertical\"\n[page]\nwidth = \"190pt\"\n\
                      height = \"190pt\"\ninner = \"20pt\"\ntop = \"30pt\"";

fn vertical(text: &str) -> Pages {
    let (pages, found) = paginate(&[text], TURNED);
    assert!(found.is_empty(), "{found:?}");
    pages
}

/// Upright runs of the text with their places.
fn upright(page: &Page) -> Vec<(Length, Length, &str)> {
    let runs = page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { run, at, artifact: false, .. }
            if run.orientation == Orientation::Upright && !run.ornament =>
        {
            Some((at.x, at.y, run.text.as_str()))
        }
        _ => None,
    });
    runs.collect()
}

// Rules 10.1, 8.6.
#[test]
fn lines_run_down_and_follow_each_other_to_the_left() {
    let pages = vertical(&article(&[3]));
    assert_eq!(pages.binding, Binding::Right);
    let page = numbered(&pages)[0];
    let style = small_style(TURNED);
    let lines: Vec<_> =
        upright(page).into_iter().filter(|line| line.2.contains('水')).collect();
    assert_eq!(lines.len(), 3);
    for pair in lines.windows(2) {
        assert_eq!(pair[0].0 - pair[1].0, style.text.pitch);
    }
    // The first line is indented by two characters, the others start at the top.
    assert_eq!(lines[0].1, style.margins.top + style.text.size * 2);
    assert_eq!(lines[1].1, style.margins.top);
}

// Rules 8.11, 10.1.
#[test]
fn columns_of_vertical_pages_stand_above_each_other_and_the_first_is_filled_first() {
    let tall = TURNED.replace("height = \"190pt\"", "height = \"260pt\"");
    let own = format!("{tall}\n[text]\ncolumns = 2\ngap = 2\ncharacters = 18");
    let text = format!("---\ntitle: 河\n---\n\n{}[^a]\n\n[^a]: 注", "水".repeat(60));
    let (pages, found) = paginate(&[&text], &own);
    assert!(found.is_empty(), "{found:?}");
    let style = small_style(&own);
    let page = numbered(&pages)[0];
    let lines: Vec<_> =
        upright(page).into_iter().filter(|line| line.2.contains('水')).collect();
    // Six lines of eight characters stand above, those that are left below.
    let below = style.margins.top + style.text.size * 10;
    let (upper, lower): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.1 < below);
    assert!(upper.len() >= 5 && upper.len() > lower.len(), "{lines:?}");
    // The text goes on at the right of the lower column, below the title.
    let right = |lines: &[&(Length, Length, &str)]| lines.iter().map(|line| line.0).max();
    assert_eq!(right(&upper), right(&lower));
    let all: usize = lines.iter().map(|line| line.2.matches('水').count()).sum();
    assert_eq!(all, 60);
}

// Rule 10.1.
#[test]
fn the_binding_edge_of_a_first_page_is_its_right_one() {
    let pages = vertical(&article(&[20]));
    let style = small_style(TURNED);
    let edge = |page: &Page| {
        let lines = upright(page);
        // The middle of the first line and half a character.
        lines.iter().map(|line| line.0).max().unwrap() + style.text.size / 2
    };
    let pages = numbered(&pages);
    let right = |page: &Page| page.size.width - edge(page);
    // The title stands in the middle of two lines; the second page starts with text.
    assert!(right(pages[0]) > style.margins.inner);
    assert_eq!(right(pages[1]), style.margins.outer);
    assert_eq!(right(pages[2]), style.margins.inner);
}

// Rule 8.10.
#[test]
fn folios_of_vertical_pages_are_horizontal_and_stand_at_the_fore_edge() {
    let pages = vertical(&article(&[20]));
    let style = small_style(TURNED);
    for page in numbered(&pages) {
        let Label::Arabic(number) = page.label else { unreachable!() };
        let folio = page.marks.iter().find_map(|mark| match mark {
            Mark::Text { run, at, artifact: true, .. }
                if run.text == number.to_string() =>
            {
                Some((run.orientation, *at))
            }
            _ => None,
        });
        let (orientation, at) = folio.unwrap();
        assert_eq!(orientation, Orientation::Horizontal);
        assert!(at.y > style.margins.top + style.measure());
        // Odd pages lie on the left, so their fore edge is the left one.
        assert_eq!(at.x < page.size.width / 2, number % 2 == 1, "page {number}");
    }
}

// Rule 10.11.
#[test]
fn dots_stand_at_the_right_and_name_lines_at_the_left() {
    let text = "---\ntitle: 河\n---\n\n[船工]{.emphasis}说[周砚]{.name}来了。\n";
    let pages = vertical(text);
    let page = numbered(&pages)[0];
    let line = upright(page).into_iter().find(|line| line.2.contains('船')).unwrap().0;
    let half = small_style(TURNED).text.size / 2;
    let mut dots = 0;
    for mark in &page.marks {
        match mark {
            Mark::Text { run, at, .. } if run.ornament && run.text == "•" => {
                dots += 1;
                assert!(at.x > line, "a dot at the right of its character");
            }
            Mark::Rule { rect, .. } if rect.size.width < rect.size.height => {
                assert!(rect.origin.x < line - half, "a name line at the left");
                assert_eq!(rect.size.height.div_floor(half), 3);
            }
            _ => {}
        }
    }
    assert_eq!(dots, 2);
}

// Rule 9.1.
#[test]
fn pinyin_of_vertical_lines_stands_at_the_right_and_lies_along() {
    let text = "---\ntitle: 河\n---\n\n过了{渡口|dù kǒu}就到。\n";
    let pages = vertical(text);
    let page = numbered(&pages)[0];
    let line = upright(page).into_iter().find(|line| line.2.contains('渡')).unwrap().0;
    let half = small_style(TURNED).text.size / 2;
    let pinyin: Vec<_> = page
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Text { run, at, .. } if run.ornament => Some((run, at)),
            _ => None,
        })
        .collect();
    assert_eq!(pinyin.len(), 2);
    for (run, at) in pinyin {
        assert_eq!(run.orientation, Orientation::Rotated);
        assert!(at.x >= line + half, "outside the cell of its character");
    }
}

#[test]
fn a_picture_of_a_vertical_page_stays_upright_and_keeps_its_shape() {
    let style = small_style(TURNED);
    let text = "---\ntitle: 河\n---\n\n![图](a.png){width=50%}\n";
    let (pages, _) = paginate(&[text], TURNED);
    let sides: Vec<_> = numbered(&pages)[0]
        .marks
        .iter()
        .filter_map(|mark| match mark {
            Mark::Rule { rect, .. } => Some(rect),
            _ => None,
        })
        .collect();
    // A lost picture is a frame of four rules, three wide and two high.
    let width = sides.iter().map(|rect| rect.size.width).max().unwrap();
    let height = sides.iter().map(|rect| rect.size.height).max().unwrap();
    assert_eq!(width.scale(2, 3), height);
    // Half the width of the type area, in whole characters.
    assert!((width - style.area_height() / 2).abs() <= style.text.size / 2);
}

#[test]
fn a_vertical_type_area_must_fit_its_page_too() {
    let style = small_style(TURNED);
    let across = style.margins.inner + style.area_height() + style.margins.outer;
    assert_eq!(across, style.trim.width);
    let down = style.margins.top + style.measure() + style.margins.bottom;
    assert_eq!(down, style.trim.height);
}

/// The text that Poppler finds in a PDF of the numbered pages, without white space; `None`
/// where there is no Poppler.
fn extracted(pages: &mut Pages) -> Option<String> {
    pages.pages.retain(|page| matches!(page.label, Label::Arabic(_)));
    let mut found = Diagnostics::new();
    let sheets = impose(&mut found, pages, &Imposition::PLAIN);
    let finish = Finish::from(Standard::Plain);
    let bytes =
        pdf::write(&mut found, pages, &sheets, &Fonts::default(), &finish).unwrap();
    assert!(found.is_empty(), "{found:?}");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let told = Command::new("pdftotext").arg("-raw").arg(file.path()).arg("-").output();
    let text = String::from_utf8(told.ok()?.stdout).unwrap();
    Some(text.chars().filter(|c| !c.is_whitespace()).collect())
}

// Rules 10.5, 10.9, 1.13.
#[test]
fn what_is_copied_from_vertical_pages_is_the_text_that_was_written() {
    let words = "“天‘地’玄黄”——他说：《河志》（二）；GDP、editor，12月7日，100人，\
                 2024年……北京～上海·甲？①";
    let mut pages = vertical(&format!("---\ntitle: 河\n---\n\n{words}\n"));
    if let Some(text) = extracted(&mut pages) {
        assert!(text.contains(words), "{text}");
    }
}
