//! The grid of lines and the type area (spec section 7).

use std::collections::{BTreeMap, BTreeSet};

use huikan::diag::{Diagnostics, Files};
use huikan::geom::Length;
use huikan::limits::Limits;
use huikan::page::Mark;
use huikan::style;

use super::{article, lines, numbered, paginate, small_style};

// Rule 7.3.
#[test]
fn lines_of_every_builtin_style_are_half_a_character_to_one_apart() {
    for name in style::builtin_names() {
        let mut found = Diagnostics::new();
        let files = Files::default();
        let style = style::parse(
            &mut found,
            name,
            (&files, &BTreeMap::new()),
            &Limits::default(),
        );
        let gap = style.text.pitch - style.text.size;
        let (least, most) = (style.text.size / 2, style.text.size);
        assert!(least <= gap && gap <= most, "{name}: {gap:?}");
    }
}

/// The baselines of all lines of text, page by page.
fn baselines(text: &str, own: &str) -> Vec<Vec<Length>> {
    let (pages, _) = paginate(&[text], own);
    let of_page = |page| lines(page).into_iter().map(|(y, _)| y).collect();
    numbered(&pages).into_iter().map(of_page).collect()
}

// Rule 7.5.
#[test]
fn another_font_keeps_every_baseline() {
    let text = article(&[5, 9, 3]);
    let song = baselines(&text, "");
    for font in ["hei", "kai", "fangsong"] {
        assert_eq!(baselines(&text, &format!("[text]\nfont = \"{font}\"")), song);
    }
}

// Rule 7.6.
#[test]
fn what_stands_along_a_line_does_not_move_it() {
    let head = "---\ntitle: 河\n---\n\n";
    let plain = "渡口在村南，船工每日清晨检查船底和缆绳，汛期停航三日。".repeat(3);
    let dressed =
        "{渡|dù}{口|kǒu}在[村南]{.name}，[船工]{.emphasis}每日**清晨**检查*船底*\
                   和~~缆绳~~，汛期停航三日。"
            .repeat(3);
    let plain = baselines(&format!("{head}{plain}\n"), "[text]\nlines = 9");
    let (pages, _) = paginate(&[&format!("{head}{dressed}\n")], "[text]\nlines = 9");
    let style = small_style("[text]\nlines = 9");
    let first = style.margins.top + style.text.size.scale(88, 100);
    let mut found = BTreeSet::new();
    for mark in &numbered(&pages)[0].marks {
        let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
        if run.size == style.text.size && !run.ornament {
            assert_eq!((at.y - first).raw() % style.text.pitch.raw(), 0, "{run:?}");
            found.insert(at.y);
        }
    }
    // The title is the first of the lines and not of the text's size.
    let expected: BTreeSet<Length> = plain[0].iter().skip(1).copied().collect();
    assert_eq!(found, expected);
}

// Rule 7.9.
#[test]
fn characters_without_trimmed_marks_stand_on_the_grid_of_characters() {
    let text = format!("---\ntitle: 河\n---\n\n{}\n", "河水绕过村子向南流去".repeat(7));
    let (pages, _) = paginate(&[&text], "");
    let style = small_style("");
    let mut checked = 0;
    for mark in numbered(&pages).into_iter().flat_map(|page| &page.marks) {
        let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
        if run.size != style.text.size {
            continue;
        }
        for glyph in &run.glyphs {
            let x = at.x + glyph.x - style.margins.inner;
            assert_eq!(x.raw() % style.text.size.raw(), 0, "{}", run.text);
            checked += 1;
        }
    }
    assert_eq!(checked, 70);
}
