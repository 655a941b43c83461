//! Verse, signatures and paragraphs that go on (spec section 6).

use huikan::geom::Length;
use huikan::page::{Mark, Page};

use super::{lines, numbered, paginate};

/// A page of 27 characters by 16 lines.
const WIDE: &str = "[text]\ncharacters = 27\nlines = 16\n[page]\nheight = \"320pt\"\nwidth = \"300pt\"\n";

fn page(text: &str) -> Page {
    let (pages, _) = paginate(&[&format!("---\ntitle: 河\n---\n\n{text}\n")], WIDE);
    numbered(&pages)[0].clone()
}

/// Where lines start, from the left of the type area in characters, and where they stand.
fn starts(page: &Page) -> Vec<(i64, Length, String)> {
    let mut found: Vec<(i64, Length, String)> = Vec::new();
    for mark in &page.marks {
        let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
        match found.last_mut() {
            Some((_, y, text)) if *y == at.y => text.push_str(&run.text),
            _ => {
                let x = (at.x - Length::pt(10)).div_floor(Length::pt(10));
                found.push((x, at.y, run.text.clone()));
            }
        }
    }
    found.split_off(1)
}

// Rule 6.9.
#[test]
fn lines_of_a_quoted_poem_have_one_left_edge_and_stand_in_the_middle() {
    let page = page(
        "水。\n\n> 渡口夜泊无人问，\\\n> 一篙撑破水中天。\n>\n> 桥成之后，\\\n> 系船柳阴。",
    );
    let poem: Vec<_> = starts(&page).split_off(1);
    assert_eq!(poem.len(), 4);
    // Two characters of indent at both sides leave 23, of which the poem has 8.
    assert!(poem.iter().all(|(x, _, _)| *x == 2 + 7), "{poem:?}");
    let apart: Vec<i64> = poem
        .windows(2)
        .map(|pair| (pair[1].1 - pair[0].1).div_floor(Length::pt(16)))
        .collect();
    assert_eq!(apart, [1, 2, 1]);
}

// Rule 6.9.
#[test]
fn a_line_of_verse_that_is_too_long_goes_on_further_in() {
    let page = page(&format!(
        "水水水水\\\n{}\\\n水水\n\n{}。",
        "水".repeat(30),
        "文".repeat(24)
    ));
    let edges: Vec<i64> = starts(&page).into_iter().map(|(x, _, _)| x).collect();
    assert_eq!(edges, [2, 2, 3, 2, 2]);
}

#[test]
fn a_signature_ends_two_characters_before_the_measure_and_stays_with_its_text() {
    let page = page("水水。\n\n[柳湾村\\\n三月二日]{.signature}");
    let signed = starts(&page).split_off(1);
    assert_eq!(signed[0].2, "柳湾村");
    assert_eq!((signed[0].0, signed[1].0), (27 - 2 - 3, 27 - 2 - 4));
    for before in 1..30 {
        let text = format!(
            "---\ntitle: 河\n---\n\n{}\n\n[柳湾村\\\n三月二日]{{.signature}}\n",
            "水".repeat(27 * before)
        );
        let (pages, _) = paginate(&[&text], WIDE);
        let last = numbered(&pages).pop().unwrap();
        let lines = lines(last);
        assert!(lines.iter().any(|(_, text)| text.contains('水')), "{before}: {lines:?}");
    }
}

// Rule 6.4.
#[test]
fn a_paragraph_that_goes_on_after_a_quotation_is_not_indented() {
    let page = page("水水。\n\n> 江江。\n\n[河河河。]{.continued}\n\n水。");
    let edges: Vec<i64> = starts(&page).into_iter().map(|(x, _, _)| x).collect();
    assert_eq!(edges, [2, 4, 0, 2]);
}

// Rule 6.9.
#[test]
fn poems_of_an_article_share_their_left_edge_and_prose_does_not() {
    let prose = "文".repeat(24);
    let page = page(&format!(
        "水水水\\\n水水水水水水水\n\n江\\\n江\n\n---\n\n河河\\\n河\\\n河\\\n河\n\n---\n\n{prose}。"
    ));
    let edges: Vec<i64> = starts(&page).into_iter().map(|(x, _, _)| x).collect();
    // The longest line has 7 characters of 27.
    assert_eq!(edges, [10, 10, 10, 10, 10, 10, 10, 10, 2]);
}
