//! Tests of page: small volumes, and where everything on their pages stands.
//!
//! A case is a folder of `tests/cases/page/`: articles as Markdown, perhaps `style.toml`
//! over the small page below, and `expected.txt`, a dump of the numbered pages (of all
//! pages in cases named `front-…`); `rules.txt` names the rules that it shows.
//! `BLESS=1` rewrites what is expected.

mod contents;
mod grid;
mod marks;
mod matter;
mod notes;
mod tables;
mod turn;
mod verse;
mod vertical;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use huikan::diag::{Code, Diagnostics, Files};
use huikan::font::Fonts;
use huikan::geom::{Length, Size};
use huikan::limits::Limits;
use huikan::page::{self, Image, ImageFormat, Label, Mark, Page, Pages, Target};
use huikan::project::{IndexOrder, Matters, Publication};
use huikan::style::{self, Style};
use huikan::volume::{Chapter, Part, Volume, VolumeKind};

use crate::cli::Folder;

/// A page of 12 characters by 8 lines, so that dumps stay short.
const SMALL: &str = "
[page]
width = \"160pt\"
height = \"190pt\"
inner = \"10pt\"
top = \"25pt\"
[text]
characters = 12
lines = 8
size = \"10pt\"
pitch = \"16pt\"
[article]
brief = 0
sink = 0
after = 0
title = { size = \"14pt\", lines = 2 }
[heading]
1 = { lines = 2, size = \"10pt\" }
[running-head]
size = \"7pt\"
distance = \"6pt\"
[note]
size = \"7.5pt\"
pitch = \"10pt\"
[folio]
size = \"7pt\"
distance = \"14pt\"
[cover]
title = { size = \"20pt\" }
";

pub(crate) fn small_style(own: &str) -> Style {
    let mut files = Files::default();
    let mut overrides = BTreeMap::new();
    overrides.insert("small.toml".to_owned(), files.add("small.toml", SMALL));
    let own = format!("extends = \"small\"\n{own}");
    overrides.insert("own.toml".to_owned(), files.add("own.toml", own));
    let mut diagnostics = Diagnostics::new();
    let style =
        style::parse(&mut diagnostics, "own", (&files, &overrides), &Limits::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    style
}

/// A volume of one part with these articles.
pub(crate) fn volume(articles: &[(String, String)], part: Option<&str>) -> Volume {
    let mut files = Files::default();
    let mut chapters = Vec::new();
    for (path, text) in articles {
        let file = files.add(path.as_str(), text.as_str());
        let mut diagnostics = Diagnostics::new();
        let article =
            huikan::markdown::read(&mut diagnostics, &files, file, &Limits::default());
        let title = article.title.clone().unwrap_or_default();
        let unit = article.unit.clone();
        chapters.push(Chapter { article: Arc::new(article), title, unit });
    }
    Volume {
        id: "rivers".to_owned(),
        number: 1,
        kind: VolumeKind::Custom,
        title: "河流".to_owned(),
        subtitle: None,
        publication: Arc::new(Publication {
            title: "河流".to_owned(),
            language: "zh-CN".to_owned(),
            ..Publication::default()
        }),
        identifier: "urn:uuid:0".to_owned(),
        front: Matters::default().front,
        back: Vec::new(),
        index: IndexOrder::Pinyin,
        preface: None,
        afterword: None,
        parts: vec![Part { title: part.map(str::to_owned), articles: chapters }],
        cover: None,
        images: BTreeMap::new(),
    }
}

fn paginate(articles: &[&str], own: &str) -> (Pages, Diagnostics) {
    let named =
        |(index, text): (usize, &&str)| (format!("{index}.md"), (*text).to_owned());
    let articles: Vec<_> = articles.iter().enumerate().map(named).collect();
    let mut diagnostics = Diagnostics::new();
    let (volume, style, fonts) =
        (volume(&articles, None), small_style(own), Fonts::default());
    let pages = page::paginate(&mut diagnostics, &volume, &style, &fonts);
    // Pages begin where they are said to begin without laying them out.
    assert_eq!(page::origins(&volume, &style, &fonts), pages.origins());
    (pages, diagnostics)
}

/// The pages with Arabic numbers.
fn numbered(pages: &Pages) -> Vec<&Page> {
    pages.pages.iter().filter(|page| matches!(page.label, Label::Arabic(_))).collect()
}

/// The lines of text of a page, artifacts left out, as baseline and characters.
fn lines(page: &Page) -> Vec<(Length, String)> {
    let mut lines: Vec<(Length, String)> = Vec::new();
    for mark in &page.marks {
        let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
        match lines.last_mut() {
            Some((y, text)) if *y == at.y => text.push_str(&run.text),
            _ => lines.push((at.y, run.text.clone())),
        }
    }
    lines
}

/// An article with a title and paragraphs of so many full lines of 12 characters.
fn article(paragraphs: &[usize]) -> String {
    let mut text = "---\ntitle: 河\n---\n".to_owned();
    for lines in paragraphs {
        // Two characters less make room for the indent of the first line.
        let _ = writeln!(text, "\n{}", "水".repeat(lines * 12 - 2));
    }
    text
}

/// How many body lines stand on each numbered page.
fn line_counts(pages: &Pages) -> Vec<usize> {
    let body =
        |page: &&Page| lines(page).iter().filter(|(_, text)| text.contains('水')).count();
    numbered(pages).iter().map(body).collect()
}

#[test]
fn dumps_are_as_expected() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/page");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 5);
    for case in cases {
        check(&case);
    }
}

fn check(case: &Path) {
    let name = case.file_name().unwrap().to_str().unwrap();
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(case).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let file = path.file_name().unwrap().to_str().unwrap().to_owned();
            articles.push((file, std::fs::read_to_string(&path).unwrap()));
        }
    }
    articles.sort();
    let own = std::fs::read_to_string(case.join("style.toml")).unwrap_or_default();
    let fonts = Fonts::default();
    let mut diagnostics = Diagnostics::new();
    let is_front = name.starts_with("front-");
    let volume = volume(&articles, is_front.then_some("第一辑"));
    let style = small_style(&own);
    let mut pages = page::paginate(&mut diagnostics, &volume, &style, &fonts);
    assert_eq!(page::origins(&volume, &style, &fonts), pages.origins(), "{name}");
    if !is_front {
        pages.pages.retain(|page| matches!(page.label, Label::Arabic(_)));
    }
    let dump = page::dump(&pages, &fonts);
    let expected = case.join("expected.txt");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&expected, &dump).unwrap();
    }
    let expected = std::fs::read_to_string(&expected).unwrap_or_default();
    assert!(dump == expected, "{name} differs:\n{dump}");
}

// Rule 8.1.
#[test]
fn a_paragraph_leaves_no_last_line_to_the_next_page() {
    // Two lines of title and six of text fill the page; the paragraph has seven.
    let (pages, _) = paginate(&[&article(&[7])], "");
    assert_eq!(line_counts(&pages), [5, 2]);
    let (pages, _) = paginate(&[&article(&[7, 3])], "");
    assert_eq!(line_counts(&pages), [5, 5]);
}

// Rule 8.2.
#[test]
fn a_paragraph_does_not_begin_on_the_last_line_of_a_page() {
    let (pages, _) = paginate(&[&article(&[5, 4])], "");
    assert_eq!(line_counts(&pages), [5, 4]);
}

// Rule 8.7.
#[test]
fn a_full_page_ends_on_the_last_line_of_the_grid() {
    let (pages, _) = paginate(&[&article(&[20])], "");
    assert_eq!(line_counts(&pages), [6, 8, 6]);
    let style = small_style("");
    let last = style.margins.top + style.text.pitch * 7 + style.text.size.scale(88, 100);
    let numbered = numbered(&pages);
    assert_eq!(lines(numbered[1]).last().map(|(y, _)| *y), Some(last));
}

// Rule 7.4.
#[test]
fn every_body_line_stands_on_the_grid() {
    let text = format!("{}\n# 支流\n\n{}", article(&[3, 2]), "水".repeat(70));
    let (pages, _) = paginate(&[&text], "");
    let style = small_style("");
    for page in numbered(&pages) {
        for (y, text) in lines(page).iter().filter(|(_, text)| text.contains('水')) {
            let from_top = *y - style.margins.top - style.text.size.scale(88, 100);
            assert_eq!(from_top.raw() % style.text.pitch.raw(), 0, "{text}");
        }
    }
}

// Rule 8.3.
#[test]
fn a_heading_is_never_the_last_thing_on_a_page() {
    for before in 1..9 {
        let text = format!("{}\n# 支流\n\n{}", article(&[before]), "水".repeat(60));
        let (pages, _) = paginate(&[&text], "");
        for page in numbered(&pages) {
            let lines = lines(page);
            let heading = lines.iter().position(|(_, text)| text == "支流");
            if let Some(heading) = heading {
                assert!(lines.len() > heading + 2, "{before} lines before: {lines:?}");
            }
        }
    }
}

// Rule 11.2.
#[test]
fn footnote_numbers_start_again_on_each_page() {
    let note =
        |name: &str| format!("水[^{name}]{}\n\n[^{name}]: 注{name}\n\n", "水".repeat(80));
    let text = format!("---\ntitle: 河\n---\n\n{}{}", note("a"), note("b"));
    let (pages, _) = paginate(&[&text], "");
    let with_note: Vec<String> = numbered(&pages)
        .iter()
        .flat_map(|page| lines(page))
        .map(|(_, text)| text)
        .filter(|text| text.contains("注"))
        .collect();
    assert_eq!(with_note, ["①注a", "①注b"]);
}

// Rule 11.3.
#[test]
fn the_last_footnote_line_stands_on_the_last_line_of_the_grid() {
    let text = "---\ntitle: 河\n---\n\n水[^a]\n\n[^a]: 源头\n";
    let (pages, _) = paginate(&[text], "");
    let style = small_style("");
    let last = style.margins.top + style.text.pitch * 7 + style.text.size.scale(88, 100);
    let lines = lines(numbered(&pages)[0]);
    assert_eq!(lines.last(), Some(&(last, "①源头".to_owned())));
}

// Rule 11.6.
#[test]
fn a_long_footnote_goes_on_on_the_next_page() {
    let note = "注".repeat(150);
    let text =
        format!("---\ntitle: 河\n---\n\n水水[^a]{}\n\n[^a]: {note}\n", "水".repeat(70));
    let (pages, _) = paginate(&[&text], "");
    let count = |page: &&Page| -> usize {
        lines(page).iter().map(|(_, text)| text.matches('注').count()).sum()
    };
    let counts: Vec<usize> = numbered(&pages).iter().map(count).collect();
    assert_eq!(counts.iter().sum::<usize>(), 150);
    assert!(counts[0] > 0 && counts[1] > 0, "{counts:?}");
}

// Rule 13.4.
#[test]
fn the_contents_name_the_pages_where_articles_start() {
    let texts: Vec<String> = [9, 30, 4, 17, 2]
        .iter()
        .enumerate()
        .map(|(index, lines)| {
            article(&[*lines]).replace("title: 河", &format!("title: 河{index}"))
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (pages, _) = paginate(&texts, "");
    let mut checked = 0;
    for page in &pages.pages {
        for link in &page.links {
            let Target::Place(place) = &link.target else { continue };
            let target = &pages.pages[place.page];
            let Label::Arabic(number) = target.label else { continue };
            let entry: String = page
                .marks
                .iter()
                .filter_map(|mark| match mark {
                    Mark::Text { run, at, artifact: false, .. }
                        if at.y > link.rect.origin.y
                            && at.y < link.rect.origin.y + link.rect.size.height =>
                    {
                        Some(run.text.as_str())
                    }
                    _ => None,
                })
                .collect();
            let (_, title) = lines(target).swap_remove(0);
            assert_eq!(entry, format!("{title}{number}"));
            checked += 1;
        }
    }
    assert_eq!(checked, 5);
}

#[test]
fn the_text_starts_on_a_recto_with_page_1() {
    let (pages, _) = paginate(&[&article(&[3])], "");
    let first = pages.pages.iter().position(|page| page.label == Label::Arabic(1));
    assert_eq!(first.map(|index| index % 2), Some(0));
}

#[test]
fn parts_of_single_articles_get_no_pages_of_their_own() {
    let articles = [("a.md".to_owned(), article(&[2]))];
    let volume = volume(&articles, Some("第一辑"));
    let style = small_style("");
    let pages =
        page::paginate(&mut Diagnostics::new(), &volume, &style, &Fonts::default());
    assert_eq!(numbered(&pages).len(), 1);
    let part = pages.outline.last().unwrap();
    assert_eq!((part.title.as_str(), part.children.len()), ("第一辑", 1));
}

#[test]
fn the_outline_nests_headings_below_articles() {
    let text = format!("{}\n# 支流\n\n水\n\n## 小溪\n\n水\n", article(&[2]));
    let (pages, _) = paginate(&[&text], "");
    let article = pages.outline.last().unwrap();
    assert_eq!(article.title, "河");
    let children: Vec<&str> = article.children.iter().map(|c| c.title.as_str()).collect();
    assert_eq!(children, ["支流"]);
}

// Rule 8.9.
#[test]
fn no_running_head_stands_on_the_first_page_of_an_article() {
    let (pages, _) = paginate(&[&article(&[20])], "");
    let head = |page: &&Page| {
        page.marks.iter().any(|mark| match mark {
            Mark::Text { at, artifact: true, .. } => at.y < Length::pt(25),
            _ => false,
        })
    };
    let heads: Vec<bool> = numbered(&pages).iter().map(head).collect();
    assert_eq!(heads, [false, true, true]);
}

#[test]
fn a_character_that_no_font_has_is_reported_once_in_an_article() {
    let text = "---\ntitle: 河\u{10FFFD}\n---\n\n水\u{10FFFD}水\u{10FFFD}水\n";
    let (_, diagnostics) = paginate(&[text], "");
    let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::T002]);
    assert!(diagnostics.iter().all(|d| d.place.is_some()));
}

#[test]
fn a_title_breaks_where_its_author_left_a_space() {
    let text = article(&[3]).replace("title: 河", "title: 长河源远流长 百川终归大海");
    let (pages, _) = paginate(&[&text], "");
    let lines = lines(numbered(&pages)[0]);
    assert_eq!(lines[0].1, "长河源远流长");
    assert_eq!(lines[1].1, "百川终归大海");
}

#[test]
fn a_heading_of_two_lines_breaks_after_a_mark_where_that_makes_it_little_wider() {
    let text = "---\ntitle: 河\n---\n\n# 疏浚西渠者之责，在岸边修路\n\n水水水\n";
    let (pages, _) = paginate(&[text], "");
    let lines = lines(numbered(&pages)[0]);
    assert_eq!(lines[1].1, "疏浚西渠者之责，");
    assert_eq!(lines[2].1, "在岸边修路");
}

// Rule 12.3.
#[test]
fn a_figure_without_room_waits_and_the_text_goes_on() {
    let figure = "![图](images/map.png)";
    let text = format!("{}\n{figure}\n\n{}", article(&[4]), "水".repeat(120));
    let (pages, _) = paginate(&[&text], "");
    assert_eq!(line_counts(&pages)[0], 6);
    let first = numbered(&pages)[1].marks.iter().position(is_frame);
    let text = numbered(&pages)[1].marks.iter().position(|mark| match mark {
        Mark::Text { artifact, .. } => !artifact,
        _ => false,
    });
    assert!(first < text, "the figure stands at the head of the page");
}

// Rule 12.3.
#[test]
fn a_figure_stays_in_its_section() {
    for before in 1..8 {
        let figure = "![图](map.png)";
        let rest = "水".repeat(24);
        let text = format!(
            "{}\n{figure}\n\n{rest}\n\n# 支流\n\n{}",
            article(&[before]),
            "水".repeat(60)
        );
        let (pages, _) = paginate(&[&text], "");
        let marks = numbered(&pages).into_iter().flat_map(|page| &page.marks);
        let marks: Vec<&Mark> = marks.collect();
        let figure = marks.iter().position(|mark| is_frame(mark)).unwrap();
        let heading = marks.iter().position(|mark| match mark {
            Mark::Text { run, .. } => run.text == "支流",
            _ => false,
        });
        assert!(figure < heading.unwrap(), "after {before} lines");
    }
}

// Rule 8.7.
#[test]
fn a_small_table_parts_rather_than_leave_half_a_page_white() {
    let table = format!("| 河 | 长 |\n| --- | --- |\n{}", "| 甲 | 1 |\n".repeat(6));
    let own = "[text]\nlines = 20\n[page]\nheight = \"390pt\"";
    let text = format!("{}\n{table}\n\n# 支流\n\n{}", article(&[11]), "水".repeat(60));
    let (pages, _) = paginate(&[&text], own);
    let rows =
        |page: &&Page| lines(page).iter().filter(|(_, t)| t.contains('甲')).count();
    let counts: Vec<usize> = numbered(&pages).iter().map(rows).collect();
    assert_eq!(counts.iter().sum::<usize>(), 6);
    assert!(counts[0] == 3 && counts[1] == 3, "{counts:?}");
}

// Rule 8.7.
#[test]
fn a_page_a_line_short_is_filled_by_a_paragraph_set_a_line_longer() {
    let own = "[text]\ncharacters = 27\nlines = 16\n[page]\nheight = \"320pt\"\nwidth = \"300pt\"";
    let lines_before_the_heading = |characters: usize| {
        let text = format!(
            "---\ntitle: 河\n---\n\n{}\n\n# 支流\n\n{}",
            "江".repeat(characters),
            "水".repeat(200)
        );
        let (pages, _) = paginate(&[&text], own);
        let lines = lines(numbered(&pages)[0]);
        lines.iter().filter(|(_, text)| text.contains('江')).count()
    };
    // Thirteen lines of text below two of title leave one, too little for a heading.
    // The last of the thirteen has room for two characters more.
    assert_eq!(lines_before_the_heading(27 * 13 - 4), 14);
    // Here another line would cost more white than the page is worth.
    assert_eq!(lines_before_the_heading(27 * 12 + 4), 13);
}

// Rule 8.7.
#[test]
fn a_paragraph_from_the_page_before_may_fill_a_page_too() {
    let own = "[text]\ncharacters = 27\nlines = 16\n[page]\nheight = \"320pt\"\nwidth = \"300pt\"";
    // Fourteen lines on the first page, fifteen on the second, where the heading and the
    // two lines it needs below it would not fit.
    let text = format!(
        "---\ntitle: 河\n---\n\n{}\n\n# 支流\n\n{}",
        "江".repeat(27 * 29 - 4),
        "水".repeat(200)
    );
    let (pages, _) = paginate(&[&text], own);
    let count =
        |page: &&Page| lines(page).iter().filter(|(_, text)| text.contains('江')).count();
    let counts: Vec<usize> = numbered(&pages).iter().map(count).collect();
    assert_eq!(counts[..2], [14, 16]);
}

/// A page of 16 lines whose headings take three.
const TALL: &str = "[text]\ncharacters = 27\nlines = 16\n[page]\nheight = \"320pt\"\nwidth = \"300pt\"\n[heading]\n1 = { lines = 3, size = \"12pt\" }";

/// The lines of the grid on which a page has text.
fn rows(page: &Page) -> Vec<(i64, String)> {
    let row = |y: Length| (y - Length::pt(25)).div_floor(Length::pt(16));
    lines(page).into_iter().map(|(y, text)| (row(y), text)).collect()
}

// Rule 8.7.
#[test]
fn white_above_its_headings_lets_a_page_end_on_its_last_line() {
    // Two lines of title, four, a heading in three and five lines leave two: too few for
    // the next heading, and no paragraph has room for a line more or less.
    let [first, second] = [4, 5].map(|lines| "水".repeat(27 * lines - 14));
    let third = "江".repeat(200);
    let text = format!(
        "---\ntitle: 河\n---\n\n{first}\n\n# 支流\n\n{second}\n\n# 渡口\n\n{third}"
    );
    let (pages, _) = paginate(&[&text], TALL);
    let rows = rows(numbered(&pages)[0]);
    let heading = rows.iter().find(|(_, text)| text == "支流");
    // A line below the opening and one more than its own above the heading.
    assert_eq!(rows.first().map(|(row, _)| *row), Some(1), "{rows:?}");
    assert_eq!(heading.map(|(row, _)| *row), Some(2 + 1 + 4 + 1 + 1), "{rows:?}");
    assert_eq!(rows.last().map(|(row, _)| *row), Some(15), "{rows:?}");
}

// Rule 8.7.
#[test]
fn a_heading_takes_a_line_less_rather_than_leave_a_page_short() {
    // Ten lines below two of title leave four: enough for two of text below a heading in
    // two lines.
    let text = format!(
        "---\ntitle: 河\n---\n\n{}\n\n# 支流\n\n{}",
        "水".repeat(27 * 10 - 14),
        "江".repeat(27 * 16 - 14)
    );
    let (pages, _) = paginate(&[&text], TALL);
    let rows = rows(numbered(&pages)[0]);
    let heading = rows.iter().find(|(_, text)| text == "支流");
    assert_eq!(heading.map(|(row, _)| *row), Some(13), "{rows:?}");
    assert_eq!(rows.last().map(|(row, _)| *row), Some(15), "{rows:?}");
}

#[test]
fn a_title_is_broken_between_words_though_its_lines_come_out_uneven() {
    let own = "[text]\ncharacters = 16\n[page]\nwidth = \"200pt\"";
    let first = |title: &str| {
        let (pages, _) = paginate(&[&format!("---\ntitle: {title}\n---\n\n水。\n")], own);
        lines(numbered(&pages)[0]).swap_remove(0).1
    };
    assert_eq!(first("县图书馆今年开放时间调整"), "县图书馆今年");
    assert_eq!(first("村里办起“老人课堂”记"), "村里办起");
}

// Rule 8.3.
#[test]
fn as_many_lines_stay_with_a_heading_as_the_style_says() {
    for follow in 1..=3 {
        let own = format!("{TALL}\nfollow = {follow}");
        for before in 1..14 {
            let text =
                format!("{}\n# 支流\n\n{}", article(&[before]), "江".repeat(27 * 12));
            let (pages, _) = paginate(&[&text], &own);
            let page = numbered(&pages).into_iter().map(lines);
            let mut with_heading =
                page.filter(|lines| lines.iter().any(|(_, text)| text == "支流"));
            let lines = with_heading.next().unwrap();
            let below = lines.iter().filter(|(_, text)| text.contains('江')).count();
            assert!(below >= follow, "{follow}, {before}: {lines:?}");
        }
    }
}

// Rule 6.5.
#[test]
fn no_heading_ends_in_a_line_of_one_character() {
    let heading = "关于村边小路和老桥的事";
    let own = "[heading]\n1 = { lines = 2, size = \"10pt\", align = \"start\" }";
    let text = format!("---\ntitle: 河\n---\n\n# {heading}\n\n{}", "水".repeat(30));
    let (pages, _) = paginate(&[&text], own);
    let lines = lines(numbered(&pages)[0]);
    let of_heading = lines.iter().filter(|(_, text)| heading.contains(text.as_str()));
    assert!(of_heading.clone().count() > 1, "{lines:?}");
    assert!(
        of_heading.into_iter().all(|(_, text)| text.chars().count() > 2),
        "{lines:?}"
    );
}

// Rules 8.3, 8.7.
#[test]
fn a_heading_above_a_table_that_has_no_room_is_not_left_at_the_foot() {
    let table = format!("| 河 | 长 |\n| --- | --- |\n{}", "| 甲 | 1 |\n".repeat(7));
    for before in 1..14 {
        let text = format!(
            "{}\n# 支流\n\n{table}\n# 渡口\n\n{}",
            article(&[before]),
            "水".repeat(200)
        );
        let (pages, _) = paginate(&[&text], TALL);
        for page in numbered(&pages) {
            let last = lines(page).pop();
            let is_heading = last.as_ref().is_some_and(|(_, text)| text == "支流");
            assert!(!is_heading, "{before}: {last:?}");
        }
    }
}

#[test]
fn a_figure_right_below_a_heading_stays_with_it() {
    let text =
        format!("{}\n# 支流\n\n![图](map.png)\n\n{}", article(&[2]), "水".repeat(60));
    let (pages, _) = paginate(&[&text], "");
    for page in numbered(&pages) {
        let has_heading = lines(page).iter().any(|(_, text)| text == "支流");
        assert_eq!(has_heading, page.marks.iter().any(is_frame));
    }
}

/// Whether a mark is a side of the frame that stands for a lost image.
fn is_frame(mark: &Mark) -> bool {
    match mark {
        Mark::Rule { rect, .. } => rect.size.width == Length::pt_ratio(1, 2),
        _ => false,
    }
}

#[test]
fn a_figure_taller_than_a_page_is_reported_and_made_smaller() {
    let text = "---\ntitle: 河\n---\n\n水\n\n![图](map.png)\n";
    let mut volume = volume(&[("a.md".to_owned(), text.to_owned())], None);
    let image = Image {
        path: "map.png".to_owned(),
        bytes: Arc::new([]),
        format: ImageFormat::Png,
        width: 200,
        height: 4000,
    };
    volume.images.insert("map.png".to_owned(), Arc::new(image));
    let mut diagnostics = Diagnostics::new();
    let style = small_style("");
    let pages = page::paginate(&mut diagnostics, &volume, &style, &Fonts::default());
    let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::P002]);
    let images = pages.pages.iter().flat_map(|page| &page.marks);
    let rects: Vec<_> = images
        .filter_map(|mark| match mark {
            Mark::Image { rect, .. } => Some(rect),
            _ => None,
        })
        .collect();
    assert_eq!(rects.len(), 1);
    assert!(rects[0].size.height < style.area_height());
}

#[test]
fn text_nested_deeply_stays_inside_the_type_area() {
    let list: String =
        (0..20).map(|depth| format!("{}- 水水\n", "  ".repeat(depth))).collect();
    let quote = format!("{} 水水水水水水水水\n", ">".repeat(20));
    let text = format!("---\ntitle: 河\n---\n\n{list}\n\n{quote}");
    let (pages, _) = paginate(&[&text], "");
    let style = small_style("");
    let mut characters = 0;
    for page in numbered(&pages) {
        for mark in &page.marks {
            let Mark::Text { run, at, artifact: false, .. } = mark else { continue };
            characters += run.text.matches('水').count();
            let right = style.trim.width;
            assert!(at.x >= Length::ZERO && at.x < right, "{run:?}");
        }
    }
    assert_eq!(characters, 48);
}

#[test]
fn numbers_in_a_crowded_table_are_not_parted() {
    let row = "| 水水水水水水水水水水水水水水水水 | 1234.5 |\n";
    let text = format!("---\ntitle: 河\n---\n\n| 河 | 水位 |\n|---|---|\n{row}");
    let (pages, _) = paginate(&[&text], "");
    let lines = lines(numbered(&pages)[0]);
    assert!(lines.iter().any(|(_, text)| text.ends_with("1234.5")), "{lines:?}");
}

#[test]
fn a_table_of_too_many_columns_is_reported() {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(9));
    let text = format!("---\ntitle: 河\n---\n\n{}{}{}", row("水"), row("-"), row("水"));
    let (_, diagnostics) = paginate(&[&text], "");
    assert!(diagnostics.iter().any(|d| d.code == Code::P003), "{diagnostics:?}");
}

// Rule 8.4.
#[test]
fn headings_below_each_other_take_one_line_less() {
    let text = "---\ntitle: 河\n---\n\n水\n\n# 甲\n\n## 乙\n\n水水\n";
    let (pages, _) = paginate(&[text], "");
    let style = small_style("");
    let lines = lines(numbered(&pages)[0]);
    // Two lines of title, one of text, then two and two lines of headings less one.
    let last = style.margins.top + style.text.pitch * 6 + style.text.size.scale(88, 100);
    assert_eq!(lines.last(), Some(&(last, "水水".to_owned())));
}

// Rule 8.5.
#[test]
fn articles_may_start_on_rectos_only() {
    let own = "[article]\nstart = \"recto\"";
    let (pages, _) = paginate(&[&article(&[3]), &article(&[3])], own);
    let labels: Vec<bool> =
        numbered(&pages).iter().map(|p| lines(p).is_empty()).collect();
    assert_eq!(labels, [false, true, false]);
}

// Rule 8.5.
#[test]
fn articles_may_run_on() {
    let own = "[article]\nstart = \"run-on\"";
    let (pages, _) = paginate(&[&article(&[1]), &article(&[1])], own);
    assert_eq!(numbered(&pages).len(), 1);
    assert_eq!(pages.outline.iter().filter(|entry| entry.title == "河").count(), 2);
}

#[test]
fn the_contents_name_units_where_there_are_several() {
    let of = |unit: &str| {
        article(&[2]).replace("title: 河", &format!("title: 河\nunit: {unit}"))
    };
    let contents = |units: [&str; 2], own: &str| -> Vec<String> {
        let texts = units.map(of);
        let (pages, _) = paginate(&texts.each_ref().map(String::as_str), own);
        let is_contents = |page: &&Page| !page.links.is_empty();
        let page = pages.pages.iter().find(is_contents).unwrap();
        lines(page).into_iter().map(|(_, text)| text).collect()
    };
    assert_eq!(contents(["东站", "西站"], ""), ["目录", "河1", "东站", "河2", "西站"]);
    assert_eq!(contents(["东站", "东站"], ""), ["目录", "河1", "河2"]);
    let own = "[contents]\nunits = false";
    assert_eq!(contents(["东站", "西站"], own), ["目录", "河1", "河2"]);
}

#[test]
fn heads_in_narrow_columns_part_before_their_units() {
    let text = "---\ntitle: 河\n---\n\n| 站 | 水位/m | 流量/t | 水温/K |\n\
                | --- | --- | --- | --- |\n| 甲 | 1 | 2 | 3 |\n";
    let own = "[table]\nsize = \"10pt\"\n[text]\ncharacters = 13";
    let (pages, _) = paginate(&[text], own);
    let page = numbered(&pages)[0];
    let runs = page.marks.iter().filter_map(|mark| match mark {
        Mark::Text { run, .. } => Some(run.text.as_str()),
        _ => None,
    });
    let runs: Vec<&str> = runs.collect();
    assert!(runs.contains(&"水位") && runs.contains(&"/m"), "{runs:?}");
}

// Rule 12.7.
#[test]
fn numbers_of_a_column_stand_with_their_decimal_points_below_each_other() {
    let text = "---\ntitle: 河\n---\n\n| 站 | 长 |\n| --- | --- |\n\
                | 甲 | 8.25 |\n| 乙 | 16 |\n| 丙 | 4.5 |\n";
    let (pages, _) = paginate(&[text], "");
    // Where the digit of the ones ends: all digits are as wide.
    let ones = |number: &str, before: i64| {
        let marks = &numbered(&pages)[0].marks;
        let start = marks.iter().find_map(|mark| match mark {
            Mark::Text { run, at, .. } if run.text == number => {
                Some((at.x, run.glyphs[usize::try_from(before).unwrap() - 1].x))
            }
            _ => None,
        });
        let (x, last) = start.unwrap();
        x + last
    };
    assert_eq!(ones("8.25", 1), ones("16", 2));
    assert_eq!(ones("8.25", 1), ones("4.5", 1));
}

// Rule 9.7.
#[test]
fn neighbouring_names_have_lines_of_their_own() {
    let text = "---\ntitle: 河\n---\n\n[长江]{.name}[黄河]{.name}\n";
    let (pages, _) = paginate(&[text], "");
    let lines = numbered(&pages)[0].marks.iter().filter_map(|mark| match mark {
        Mark::Rule { rect, .. } => Some((rect.origin.x, rect.size.width)),
        _ => None,
    });
    let lines: Vec<(Length, Length)> = lines.collect();
    let [(first, width), (second, _)] = lines.as_slice() else { panic!("{lines:?}") };
    assert!(*second - *first - *width >= Length::pt(10) / 8, "{lines:?}");
}

#[test]
fn brief_neighbours_share_pages_and_others_start_their_own() {
    let brief = |title: &str| article(&[1]).replace('河', title);
    let texts = [brief("甲"), brief("乙"), article(&[9]), brief("丙"), brief("丁")];
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let (pages, _) = paginate(&texts, "[article]\nbrief = 5");
    let titles = |page: &&Page| -> String {
        let lines = lines(page);
        let titles = lines.iter().filter(|(_, text)| text.chars().count() == 1);
        titles.map(|(_, text)| text.as_str()).collect()
    };
    let titles: Vec<String> = numbered(&pages).iter().map(titles).collect();
    assert_eq!(titles, ["甲乙", "河", "", "丙丁"]);
    let (pages, _) = paginate(&texts, "[article]\nbrief = 0");
    assert_eq!(numbered(&pages).len(), 6);
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let texts: Vec<String> = (1..12).map(|lines| article(&[lines, 5])).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let fonts = Fonts::default();
    let dump = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| page::dump(&paginate(&texts, "").0, &fonts))
    };
    assert_eq!(dump(1), dump(3));
}

#[test]
fn a_volume_without_articles_still_has_its_front_matter() {
    let (pages, _) = paginate(&[], "");
    assert_eq!(pages.pages.len(), 4);
    let size = Size { width: Length::pt(160), height: Length::pt(190) };
    assert!(pages.pages.iter().all(|page| page.size == size));
}

#[test]
fn the_pages_of_a_volume_can_be_asked_for_as_text() {
    let folder = Folder::publication();
    let dump = folder.run(&["dump", "river", "-e", "a5"]);
    assert_eq!((dump.status, dump.stderr.as_str()), (0, ""));
    let pages = dump.stdout.lines().filter(|line| line.starts_with("page ")).count();
    assert!(pages >= 6 && dump.stdout.contains("河水涨了三尺。"), "{}", dump.stdout);
    assert_eq!(folder.run(&["dump", "brook"]).status, 2);
    assert!(!folder.run(&["--help"]).stdout.contains("dump"));
}
