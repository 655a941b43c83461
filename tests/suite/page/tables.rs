//! Tables and figures with what stands around them (spec section 12).

use huikan::article::{Image, ImageFormat};
use huikan::geom::{Length, Rect};
use huikan::page::{Mark, Page, Pages};

use super::{lines, numbered, paginate, small_style};

/// A page of 27 characters by 16 lines.
const WIDE: &str = "[text]\ncharacters = 27\nlines = 16\n[page]\nheight = \"320pt\"\nwidth = \"300pt\"\n";

fn set(text: &str, own: &str) -> Pages {
    paginate(&[&format!("---\ntitle: 河\n---\n\n{text}\n")], own).0
}

/// A table of two columns and so many rows, with all that may stand around it.
fn table(rows: usize) -> String {
    let rows = "| 甲 | 1 |\n".repeat(rows);
    format!(
        "表1　各站长度\n\n单位：米\n\n| 站 | 长 |\n|---|---|\n{rows}\n注：不含支流。\n\n"
    )
}

fn words(page: &Page) -> Vec<String> {
    lines(page).into_iter().map(|(_, text)| text).collect()
}

fn rules(page: &Page) -> Vec<Rect> {
    let rects = page.marks.iter().filter_map(|mark| match mark {
        Mark::Rule { rect, .. } => Some(*rect),
        _ => None,
    });
    rects.collect()
}

// Rules 12.1, 12.2, 12.6.
#[test]
fn caption_and_unit_stand_above_a_table_and_its_notes_below() {
    let pages = set(&table(2), WIDE);
    let page = numbered(&pages)[0];
    let all = words(page);
    assert_eq!(all[1..3], ["表1　各站长度", "单位：米"]);
    assert_eq!(all.last().map(String::as_str), Some("注：不含支流。"));
    let style = small_style(WIDE);
    let [top, thin, bottom] = rules(page)[..] else { panic!("{:?}", rules(page)) };
    assert!(top.size.height == style.table.thick && thin.size.height == style.table.thin);
    assert_eq!(bottom.size, top.size);
    let baselines = lines(page);
    assert!(
        baselines[2].0 < top.origin.y && baselines.last().unwrap().0 > bottom.origin.y
    );
    // The unit ends where the table does.
    let unit = page.marks.iter().find_map(|mark| match mark {
        Mark::Text { run, at, .. } if run.text.starts_with("单位") => {
            Some(at.x + run.glyphs.last().unwrap().x + style.table.size)
        }
        _ => None,
    });
    assert_eq!(unit, Some(top.origin.x + top.size.width));
    for mark in &page.marks {
        if let Mark::Text { run, at, .. } = mark
            && run.text.starts_with("表1")
        {
            assert!(at.x >= top.origin.x && run.size < style.text.size);
        }
    }
}

fn furniture(mark: &Mark) -> Option<&str> {
    match mark {
        Mark::Text { run, artifact: true, .. } => Some(run.text.as_str()),
        _ => None,
    }
}

// Rule 12.5.
#[test]
fn a_long_table_goes_on_below_its_number_and_unit() {
    let pages = set(&table(40), WIDE);
    let pages = numbered(&pages);
    assert!(pages.len() > 2);
    for page in &pages[1..] {
        // What is repeated is furniture of the page: it is drawn and not read again.
        let repeated: String = page.marks.iter().filter_map(furniture).collect();
        assert!(repeated.contains("续表1单位：米站长"), "{repeated}");
        assert!(words(page).iter().all(|text| !text.contains("单位")));
    }
    for page in &pages {
        let has_note = words(page).iter().any(|text| text.starts_with("注："));
        assert_eq!(has_note, std::ptr::eq(*page, *pages.last().unwrap()));
    }
}

// Rule 12.5.
#[test]
fn a_table_of_five_rows_waits_for_the_next_page_as_a_whole() {
    for before in 0..26 {
        for [above, below] in [["# 支流\n\n", ""], ["", "# 支流\n\n"], ["", ""]] {
            let counts = rows_by_page(before, above, 5, below);
            assert!(counts.contains(&5), "{before} lines {above}{below}: {counts:?}");
        }
    }
}

// Rules 8.7, 12.5.
#[test]
fn text_goes_on_before_a_table_that_waits_though_it_is_higher_than_half_a_page() {
    // Sixteen lines hold eight of text and not the table of nine below them.
    let text = format!(
        "{}\n\n{}{}\n",
        "水".repeat(27 * 8 - 4),
        table(5),
        "江".repeat(27 * 20 - 4)
    );
    let pages = set(&text, WIDE);
    let counts = numbered(&pages).into_iter().map(|page| {
        let all = words(page);
        ['江', '甲'].map(|c| all.iter().filter(|text| text.starts_with(c)).count())
    });
    let counts: Vec<_> = counts.collect();
    assert!(counts[0][0] >= 5 && counts[0][1] == 0, "{counts:?}");
    assert_eq!(counts[1][1], 5, "{counts:?}");
}

// Rule 12.5.
#[test]
fn no_part_of_a_small_table_has_fewer_than_three_rows() {
    for rows in 6..12 {
        for before in 0..26 {
            for below in ["", "# 支流\n\n"] {
                let counts = rows_by_page(before, "", rows, below);
                let parts: Vec<_> = counts.into_iter().filter(|rows| *rows > 0).collect();
                assert!(parts.iter().all(|rows| *rows >= 3), "{before}: {parts:?}");
            }
        }
    }
}

/// How many rows of a table stand on each page below so many lines of text.
fn rows_by_page(before: usize, above: &str, rows: usize, below: &str) -> Vec<usize> {
    let text = format!(
        "{}\n\n{above}{}{below}{}\n",
        "水".repeat(27 * before + 10),
        table(rows),
        "江".repeat(27 * 30)
    );
    let pages = set(&text, &WIDE.replace("16", "28").replace("320", "520"));
    let rows =
        |page: &&Page| words(page).iter().filter(|text| text.starts_with('甲')).count();
    numbered(&pages).iter().map(rows).collect()
}

// Rule 12.5.
#[test]
fn no_row_parts_that_has_room_on_a_page() {
    let cell = "江".repeat(60);
    let text =
        format!("| 站 | 事 |\n|---|---|\n{}", format!("| 甲 | {cell} |\n").repeat(9));
    let pages = set(&text, WIDE);
    for page in numbered(&pages) {
        let starts = words(page).iter().filter(|text| text.starts_with('甲')).count();
        let all: usize = words(page).iter().map(|text| text.matches('江').count()).sum();
        assert_eq!(all, starts * 60);
    }
}

// Rule 12.8.
#[test]
fn narrow_cells_are_ragged_and_keep_the_break_rules() {
    let text = "| 站 | 事 | 记 |\n|---|---|---|\n| 甲 | 江水涨了，江水落了，江水又涨了。 | 江水涨了，船走了，又来。 |\n";
    let pages = set(text, "");
    let mut gaps = 0;
    for mark in &numbered(&pages)[0].marks {
        let Mark::Text { run, artifact: false, .. } = mark else { continue };
        assert!(!run.text.starts_with(['，', '。']), "{run:?}");
        for pair in run.glyphs.windows(2) {
            gaps += usize::from(pair[1].x - pair[0].x > run.size);
        }
    }
    assert_eq!(gaps, 0, "no cell is stretched");
}

#[test]
fn a_table_without_room_is_set_smaller_before_it_is_reported() {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(6));
    let text = format!("{}{}{}", row("年"), row("-"), row("123"));
    let article = format!("---\ntitle: 河\n---\n\n{text}");
    let (pages, diagnostics) = paginate(&[&article], "[table]\nsize = \"9pt\"");
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let size = numbered(&pages)[0].marks.iter().find_map(|mark| match mark {
        Mark::Text { run, .. } if run.text == "年" => Some(run.size),
        _ => None,
    });
    assert!(size.unwrap() < Length::pt(9));
}

#[test]
fn units_in_the_heads_of_a_crowded_table_stay_whole() {
    let head =
        "| 月份 | 平均水位/m | 最高水位/m | 平均流量/(m³/s) | 降雨/mm | 含沙量/(kg/m³) |";
    let row = "| 12月 | 31.02 | 31.15 | 12.1 | 118.5 | 0.02 |\n".repeat(3);
    let text = format!("{head}\n|---|---|---|---|---|---|\n{row}");
    let own =
        "[text]\ncharacters = 17\n[page]\nwidth = \"200pt\"\n[table]\nsize = \"7.5pt\"";
    let article = format!("---\ntitle: 河\n---\n\n{text}");
    let (pages, diagnostics) = paginate(&[&article], own);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert!(numbered(&pages).iter().all(|page| !words(page).is_empty()));
    let all: String = numbered(&pages).into_iter().flat_map(words).collect();
    assert!(all.contains("/(kg/m³)") && all.contains("/(m³/s)"), "{all}");
}

// Rules 12.1, 12.2, 12.4.
#[test]
fn a_caption_below_a_figure_is_not_wider_than_it() {
    let text = "---\ntitle: 河\n---\n\n水\n\n\
                ![图1　春天的时候从桥上看见的柳湾村和渡口](map.png){width=60%}\n";
    let mut volume = super::volume(&[("a.md".to_owned(), text.to_owned())], None);
    let image = Image {
        path: "map.png".to_owned(),
        bytes: std::sync::Arc::new([]),
        format: ImageFormat::Png,
        width: 900,
        height: 200,
    };
    volume.images.insert("map.png".to_owned(), std::sync::Arc::new(image));
    let style = small_style(WIDE);
    let pages = huikan::page::paginate(
        &mut huikan::diag::Diagnostics::new(),
        &volume,
        &style,
        &huikan::font::Fonts::default(),
    );
    let page = numbered(&pages)[0];
    let rect = page.marks.iter().find_map(|mark| match mark {
        Mark::Image { rect, .. } => Some(*rect),
        _ => None,
    });
    let rect = rect.unwrap();
    // Six tenths of 27 characters are nearly 16.
    assert_eq!(rect.size.width, style.text.size * 16);
    let mut count = 0;
    for mark in &page.marks {
        let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
        if at.y > rect.origin.y + rect.size.height {
            count += 1;
            let end = at.x + run.glyphs.last().unwrap().x + run.size;
            assert!(at.x >= rect.origin.x && end <= rect.origin.x + rect.size.width);
        }
    }
    assert!(count >= 2, "the caption takes two lines");
}

// Rule 12.4.
#[test]
fn no_line_of_text_stands_alone_between_a_figure_and_the_foot_of_its_page() {
    for before in 1..24 {
        let text = format!(
            "{}\n\n![图](map.png){{width=40%}}\n\n{}\n\n{}\n",
            "水".repeat(27 * before),
            "江".repeat(20),
            "河".repeat(27 * 20)
        );
        for page in numbered(&set(&text, WIDE)) {
            let frame = page.marks.iter().rposition(|mark| match mark {
                Mark::Rule { rect, .. } => rect.size.width == Length::pt_ratio(1, 2),
                _ => false,
            });
            let Some(frame) = frame else { continue };
            let below =
                lines(&Page { marks: page.marks[frame..].to_vec(), ..page.clone() });
            // The caption is one of them.
            assert!(below.len() != 2, "{before} lines before: {below:?}");
        }
    }
}

// Rule 12.6.
#[test]
fn a_table_whose_columns_have_no_names_has_no_head() {
    let pages = set("|  |  |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n", WIDE);
    let page = numbered(&pages)[0];
    assert_eq!(words(page)[1..], ["甲1", "乙2"]);
    let thick = small_style(WIDE).table.thick;
    assert!(rules(page).iter().all(|rule| rule.size.height == thick));
    assert_eq!(rules(page).len(), 2);
}
