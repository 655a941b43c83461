//! The contents list: leaders, numbers, long titles (spec section 13).

use std::collections::BTreeSet;

use huikan::geom::Length;
use huikan::page::{Mark, Page};

use super::{article, lines, paginate, small_style};

/// The page of the contents of articles with these titles.
fn contents(titles: &[&str]) -> Page {
    let texts: Vec<String> = titles
        .iter()
        .map(|title| article(&[20]).replace("title: 河", &format!("title: {title}")))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (pages, _) = paginate(&texts, "");
    pages.pages.into_iter().find(|page| !page.links.is_empty()).unwrap()
}

/// Where the dots of each leader stand, and on which baseline.
fn leaders(page: &Page) -> Vec<(Length, Vec<Length>)> {
    let leaders = page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { run, at, artifact: true, .. } if run.text.starts_with('·') => {
            Some((at.y, run.glyphs.iter().map(|glyph| at.x + glyph.x).collect()))
        }
        _ => None,
    });
    leaders.collect()
}

// Rules 13.1, 13.5.
#[test]
fn dots_of_all_leaders_stand_below_each_other_and_are_no_text() {
    let page = contents(&["河", "江水", "一条大河"]);
    let leaders = leaders(&page);
    assert_eq!(leaders.len(), 3);
    let step = small_style("").contents.dots;
    let places: BTreeSet<i64> = leaders
        .iter()
        .flat_map(|(_, dots)| dots)
        .map(|x| (*x - Length::pt(130)).raw().rem_euclid(step.raw()))
        .collect();
    assert_eq!(places.len(), 1, "{places:?}");
    assert!(leaders.iter().all(|(_, dots)| dots.len() >= 2));
    assert_eq!(lines(&page)[1].1, "河1");
}

// Rules 13.1, 13.2.
#[test]
fn numbers_end_at_the_measure_and_titles_start_on_whole_characters() {
    let page = contents(&["河", "江水"]);
    let fonts = huikan::font::Fonts::default();
    let mut count = 0;
    for mark in &page.marks {
        let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
        if run.text.chars().all(|c| c.is_ascii_digit()) {
            let last = run.glyphs.last().unwrap();
            let end = at.x + last.x + fonts.advance(run.font, last.id, run.size);
            assert_eq!(end, Length::pt(130));
            count += 1;
        } else if run.text != "目录" {
            assert_eq!((at.x - Length::pt(10)).raw() % Length::pt(10).raw(), 0);
        }
    }
    assert_eq!(count, 2);
}

// Rule 13.3.
#[test]
fn a_long_title_keeps_clear_of_the_numbers_and_leads_from_its_last_line() {
    let page = contents(&["大河从山里流出来经过柳湾再往东去"]);
    let all = lines(&page);
    assert!(all.len() > 2, "{all:?}");
    let leaders = leaders(&page);
    assert_eq!(leaders.len(), 1);
    assert_eq!(Some(leaders[0].0), all.last().map(|(y, _)| *y));
    for mark in &page.marks {
        let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
        if run.text.contains(['河', '湾', '东']) {
            let end = at.x + run.glyphs.last().unwrap().x + run.size;
            assert!(end <= Length::pt(130 - 40), "{run:?}");
        }
    }
}
