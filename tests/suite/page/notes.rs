//! Footnotes: their marks, their numbers, where they part (spec section 11).

use std::fmt::Write as _;

use huikan::geom::Length;
use huikan::page::{Mark, Page, Pages};

use super::{lines, numbered, paginate, small_style};

/// A page of 27 characters by 16 lines: room for several notes.
const WIDE: &str = "[text]\ncharacters = 27\nlines = 16\n[page]\nheight = \"320pt\"\nwidth = \"300pt\"\n";

fn set(text: &str, own: &str) -> Pages {
    paginate(&[&format!("---\ntitle: 河\n---\n\n{text}\n")], own).0
}

/// How many lines of notes stand on each page: their type is smaller.
fn note_lines(pages: &Pages) -> Vec<usize> {
    let of = |page: &&Page| {
        let mut baselines: Vec<Length> = Vec::new();
        for mark in &page.marks {
            let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
            if run.text.contains('注') && baselines.last() != Some(&at.y) {
                baselines.push(at.y);
            }
        }
        baselines.len()
    };
    numbered(pages).iter().map(of).collect()
}

// Rule 11.1.
#[test]
fn a_note_mark_is_smaller_and_higher_than_its_word() {
    let pages = set("水水[^a]水\n\n[^a]: 注", "");
    let marks = &numbered(&pages)[0].marks;
    let find = |wanted: &str| {
        let found = marks.iter().find_map(|mark| match mark {
            Mark::Text { run, at, .. } if run.text == wanted => Some((at.y, run.size)),
            _ => None,
        });
        found.unwrap()
    };
    let ((mark, small), (word, size)) = (find("①"), find("水水"));
    assert!(mark < word && small < size);
}

// Rule 11.2.
#[test]
fn note_numbers_may_run_through_an_article_and_go_on_in_brackets() {
    let mut text = String::new();
    for index in 0..53 {
        let _ = writeln!(text, "水水水水水水水水[^{index}]水水水水水水\n");
        let _ = writeln!(text, "[^{index}]: 注\n");
    }
    let numbers = |own: &str| {
        let pages = set(&text, &format!("{WIDE}{own}"));
        let all = numbered(&pages).into_iter().flat_map(lines);
        let notes = all.filter(|(_, text)| text.ends_with('注'));
        notes.map(|(_, text)| text.replace('注', "")).collect::<Vec<_>>()
    };
    let through = numbers("[note]\nnumbering = \"article\"");
    assert_eq!(through.len(), 53);
    assert_eq!(through[..2], ["①", "②"]);
    assert_eq!(through[19..22], ["⑳", "㉑", "㉒"]);
    assert_eq!(through[49..], ["㊿", "[51]", "[52]", "[53]"]);
    let pages = numbers("");
    assert!(pages.iter().filter(|number| *number == "①").count() > 5, "{pages:?}");
}

// Rules 11.3, 11.6.
#[test]
fn a_note_starts_on_the_page_of_its_mark_wherever_that_stands() {
    for before in 0..40 {
        let text = format!(
            "{}[^a]{}\n\n[^a]: 始{}\n",
            "水".repeat(before * 7 + 1),
            "水".repeat(60),
            "注".repeat(120)
        );
        let pages = set(&text, "");
        let page_of = |wanted: &str| {
            let pages = numbered(&pages);
            pages.iter().position(|page| {
                page.marks.iter().any(|mark| match mark {
                    Mark::Text { run, .. } => run.text.contains(wanted),
                    _ => false,
                })
            })
        };
        assert_eq!(page_of("①"), page_of("始"), "after {before}");
        for count in note_lines(&pages).into_iter().filter(|count| *count > 0) {
            assert!(count >= 2, "after {before}: {:?}", note_lines(&pages));
        }
    }
}

// Rule 11.4.
#[test]
fn a_short_rule_stands_above_the_notes() {
    let pages = set("水[^a]\n\n[^a]: 注", "");
    let page = numbered(&pages)[0];
    let rule = page.marks.iter().find_map(|mark| match mark {
        Mark::Rule { rect, .. } => Some(*rect),
        _ => None,
    });
    let rule = rule.unwrap();
    let measure = small_style("").measure();
    assert!(rule.size.width * 4 >= measure && rule.size.width * 3 <= measure);
    let note = lines(page).pop().unwrap();
    assert!(note.1.ends_with('注') && rule.origin.y < note.0);
}

// Rule 11.5.
#[test]
fn what_is_left_of_the_measure_of_notes_stands_at_their_left() {
    let style = small_style("");
    let size = style.note.size;
    let left = style.measure() - size * style.measure().div_floor(size);
    let pages = set("水[^a]\n\n[^a]: 注", "");
    let mark = numbered(&pages)[0].marks.iter().rev().find_map(|mark| match mark {
        Mark::Text { run, at, artifact: false, .. } if run.text == "①" => Some(at.x),
        _ => None,
    });
    assert_eq!(mark, Some(style.margins.inner + left));
}

// Rules 11.2, 11.3.
#[test]
fn notes_of_headings_and_tables_and_captions_stand_on_their_pages() {
    let table = format!("| 站[^b] | 长 |\n|---|---|\n{}", "| 甲 | 1 |\n".repeat(30));
    let text = format!(
        "# 支流[^a]\n\n水\n\n表1　长度[^c]\n\n{table}\n注：水位[^d]。\n\n水水水[^e]水\n\n\
         [^a]: 注甲\n\n[^b]: 注乙\n\n[^c]: 注丙\n\n[^d]: 注丁\n\n[^e]: 注戊\n"
    );
    let pages = set(&text.replace("\n注：", "\n\n注："), WIDE);
    let notes = |page: &&Page| -> String {
        let lines = lines(page);
        let notes = lines.into_iter().filter(|(_, text)| {
            text.starts_with(|c| ('①'..='⑳').contains(&c)) && text.contains('注')
        });
        notes.map(|(_, text)| text).collect()
    };
    let all: Vec<String> = numbered(&pages).iter().map(notes).collect();
    assert_eq!(all.first().map(String::as_str), Some("①注甲②注丙③注乙"));
    assert_eq!(all.last().map(String::as_str), Some("①注丁②注戊"));
    // A repeated head does not call its note again.
    let marks = numbered(&pages).into_iter().flat_map(|page| &page.marks);
    let called = marks.filter(|mark| match mark {
        Mark::Text { run, .. } => run.text.starts_with(|c| ('①'..='⑳').contains(&c)),
        _ => false,
    });
    assert_eq!(called.count(), 10);
    let title = &pages.outline.last().unwrap().children[0].title;
    assert_eq!(title, "支流");
}

// Rules 11.3, 11.6.
#[test]
fn many_notes_neither_overlap_the_text_nor_leave_the_page_nor_lose_a_character() {
    let mut state = 7u64;
    let mut next = |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % most
    };
    for case in 0..60 {
        let (mut text, mut definitions, mut expected) = (String::new(), String::new(), 0);
        for index in 0..12 {
            text.push_str(&"水".repeat(12 + next(40)));
            // A few short notes, one long one, or more than any page has room for.
            let (marks, most) = match next(6) {
                0 => (1, 150),
                1 => (3, 150),
                _ => (next(4), 20),
            };
            for mark in 0..marks {
                let length = 1 + next(most);
                let _ = write!(text, "[^{index}-{mark}]");
                let note = "注".repeat(length);
                let _ = writeln!(definitions, "[^{index}-{mark}]: {note}\n");
                expected += length;
            }
            text.push_str(&"水".repeat(next(3) * 15));
            text.push_str("\n\n");
        }
        let pages = set(&format!("{text}\n\n{definitions}"), "");
        let mut found = 0;
        for page in numbered(&pages) {
            found += check_feet(page, case);
        }
        assert_eq!(found, expected, "case {case}");
    }
}

// Rules 11.2, 11.6.
#[test]
fn notes_of_one_line_that_no_page_holds_go_on_under_the_numbers_of_their_marks() {
    let note = "注".repeat(120);
    let text = format!(
        "水水[^a]水[^b]水[^c]水水\n\n水水[^d]水水\n\n[^a]: {note}\n\n[^b]: {note}\n\n[^c]: {note}\n\n[^d]: 注"
    );
    let pages = set(&text, "");
    let numbered = numbered(&pages);
    let marks = |wanted: bool| {
        let all = numbered.iter().flat_map(|page| &page.marks);
        let runs = all.filter_map(|mark| match mark {
            Mark::Text { run, .. } => Some(run),
            _ => None,
        });
        // A mark in the text is smaller than the number before a note.
        let of_notes = runs.filter(|run| (run.size >= Length::pt(7)) == wanted);
        let text = of_notes.map(|run| run.text.as_str()).collect::<String>();
        text.chars().filter(|c| ('①'..='⑳').contains(c)).collect::<String>()
    };
    assert_eq!(marks(false), "①②③①");
    assert_eq!(marks(true), "①②③①");
}

/// Whether the notes of a page stand below its text and inside the type area; how many
/// characters they have.
fn check_feet(page: &Page, case: usize) -> usize {
    let style = small_style("");
    let bottom =
        style.margins.top + style.text.pitch * 7 + style.text.size.scale(88, 100);
    let lines = lines(page);
    let (notes, text): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|(_, text)| text.contains('注'));
    if let (Some(last), Some(first)) = (text.last(), notes.first()) {
        let foot = last.0 + style.text.size.scale(12, 100);
        assert!(foot <= first.0 - style.note.size.scale(88, 100), "case {case}");
    }
    if let Some(last) = notes.last() {
        assert_eq!(last.0, bottom, "case {case}");
    }
    notes.iter().map(|(_, text)| text.matches('注').count()).sum()
}
