//! Where pages end and what stands around their type area (spec section 8).

use std::sync::Arc;

use huikan::diag::Diagnostics;
use huikan::font::Fonts;
use huikan::geom::Length;
use huikan::page::{self, Image, ImageFormat, Label, Mark, Page};

use super::{article, lines, numbered, paginate, small_style};

/// The artifacts of a page above or below its type area, with where they start.
fn artifacts(page: &Page, is_head: bool) -> Vec<(Length, String)> {
    let style = small_style("");
    let mut found: Vec<(Length, Length, String)> = Vec::new();
    for mark in &page.marks {
        let Mark::Text { run, at, artifact: true, .. } = mark else { continue };
        if (at.y < style.margins.top) != is_head {
            continue;
        }
        match found.last_mut() {
            Some((_, y, text)) if *y == at.y => text.push_str(&run.text),
            _ => found.push((at.x, at.y, run.text.clone())),
        }
    }
    found.into_iter().map(|(x, _, text)| (x, text)).collect()
}

// Rule 8.1.
#[test]
fn no_page_holds_a_single_line() {
    for count in 4..40 {
        let (pages, _) = paginate(&[&article(&[count])], "");
        for page in numbered(&pages).into_iter().skip(1) {
            assert!(lines(page).len() >= 2, "{count} lines");
        }
    }
}

// Rule 8.6.
#[test]
fn odd_pages_are_rectos_with_the_fold_at_their_left() {
    let (pages, _) = paginate(&[&article(&[30])], "[page]\ninner = \"30pt\"");
    for (index, page) in pages.pages.iter().enumerate() {
        let Label::Arabic(number) = page.label else { continue };
        assert_eq!(index % 2 == 0, number % 2 == 1);
        let starts = page.marks.iter().filter_map(|mark| match mark {
            Mark::Text { run, at, artifact: false, .. } if run.text.starts_with('水') => {
                Some(at.x)
            }
            _ => None,
        });
        let left = if number % 2 == 1 { 30 } else { 160 - 120 - 30 };
        assert_eq!(starts.min(), Some(Length::pt(left)), "page {number}");
    }
}

// Rule 8.8.
#[test]
fn the_running_head_names_the_book_left_and_the_article_right() {
    let (pages, _) = paginate(&[&article(&[40]).replace("河", "汉水")], "");
    let heads: Vec<String> = numbered(&pages)
        .into_iter()
        .map(|page| artifacts(page, true).into_iter().map(|(_, text)| text).collect())
        .collect();
    assert_eq!(heads[..4], ["", "河流", "汉水", "河流"]);
}

// Rule 8.9.
#[test]
fn a_blank_page_has_neither_running_head_nor_folio_but_counts() {
    let own = "[article]\nstart = \"recto\"";
    let (pages, _) = paginate(&[&article(&[3]), &article(&[3])], own);
    let numbered = numbered(&pages);
    assert!(numbered[1].marks.is_empty());
    assert_eq!(artifacts(numbered[2], false)[0].1, "3");
}

// Rule 8.10.
#[test]
fn folios_stand_at_the_fore_edge_at_one_height() {
    let (pages, _) = paginate(&[&article(&[60])], "");
    let width = small_style("").trim.width;
    for page in numbered(&pages) {
        let Label::Arabic(number) = page.label else { continue };
        let folios = artifacts(page, false);
        assert_eq!(folios.len(), 1);
        assert_eq!(folios[0].1, number.to_string());
        assert_eq!(folios[0].0 > width / 2, number % 2 == 1, "page {number}");
    }
}

/// How many lines of text stand in each of two columns, page by page.
fn columns(count: usize) -> Vec<[usize; 2]> {
    let own = "[page]\nwidth = \"230pt\"\n[text]\ncharacters = 20\ncolumns = 2\ngap = 2";
    let text = format!("---\ntitle: 河\n---\n\n{}\n", "水".repeat(count * 9 - 2));
    let (pages, _) = paginate(&[&text], own);
    let of_page = |page: &Page| {
        let mut columns = [0, 0];
        let middle = page.size.width / 2;
        for mark in &page.marks {
            let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
            if run.text.contains('水') {
                columns[usize::from(at.x > middle)] += 1;
            }
        }
        columns
    };
    numbered(&pages).into_iter().map(of_page).collect()
}

// Rule 8.11.
#[test]
fn columns_of_the_last_page_end_together() {
    assert_eq!(columns(11), [[6, 5]]);
    assert_eq!(columns(8), [[4, 4]]);
    // Six lines below the title, then eight on a page.
    assert_eq!(columns(12 + 9), [[6, 6], [5, 4]]);
    assert_eq!(columns(12 + 16 + 2), [[6, 6], [8, 8], [2, 0]]);
}

// Rule 8.7.
#[test]
fn white_before_a_heading_is_shared_with_the_page_before() {
    let own = "[text]\ncharacters = 27\nlines = 16\n[page]\nheight = \"320pt\"\nwidth = \"300pt\"";
    // The paragraph fills the first page below the title and can be a line longer. On
    // the second thirteen lines that cannot leave three, too few for the heading.
    let text = format!(
        "---\ntitle: 河\n---\n\n{}\n{}\n\n# 支流\n\n{}",
        "江".repeat(27 * 14 - 4),
        "\n溪\n".repeat(13),
        "水".repeat(200)
    );
    let (pages, _) = paginate(&[&text], own);
    let count = |page: &Page| {
        let lines = lines(page);
        lines.iter().filter(|(_, text)| text.contains(['江', '溪'])).count()
    };
    let counts: Vec<usize> = numbered(&pages).into_iter().map(count).collect();
    assert_eq!(counts, [13, 15, 0]);
}

// Rule 8.9.
#[test]
fn no_running_head_stands_above_a_picture_that_fills_the_page() {
    let text = format!("{}\n![图](map.png)\n\n{}", article(&[9]), "水".repeat(120));
    let mut volume = super::volume(&[("a.md".to_owned(), text)], None);
    let image = Image {
        path: "map.png".to_owned(),
        bytes: Arc::new([]),
        format: ImageFormat::Png,
        width: 200,
        height: 4000,
    };
    volume.images.insert("map.png".to_owned(), Arc::new(image));
    let style = small_style("");
    let mut found = Diagnostics::new();
    let pages = page::paginate(&mut found, &volume, &style, &Fonts::default());
    let is_picture =
        |page: &&Page| page.marks.iter().any(|mark| matches!(mark, Mark::Image { .. }));
    let numbered = numbered(&pages);
    let picture = numbered.iter().find(|page| is_picture(page)).unwrap();
    assert!(artifacts(picture, true).is_empty());
    assert_eq!(artifacts(picture, false).len(), 1);
    let others = numbered.iter().skip(1).filter(|page| !is_picture(page));
    assert!(others.clone().count() > 0);
    assert!(others.into_iter().all(|page| !artifacts(page, true).is_empty()));
}

// Rule 8.9.
#[test]
fn no_running_head_stands_where_a_brief_article_opens_a_page() {
    let brief = |lines| article(&[lines]);
    let texts = [brief(4), brief(3)];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (pages, _) = paginate(&texts, "[article]\nbrief = 8");
    let numbered = numbered(&pages);
    assert_eq!(numbered.len(), 2);
    assert_eq!(lines(numbered[1])[0].1, "河");
    assert!(artifacts(numbered[1], true).is_empty());
}
