//! Page numbers of the printed edition in the text on the screen.

use std::collections::BTreeMap;

use huikan::diag::Diagnostics;
use huikan::epub::{Printed, PrintedPage, Templates, pack};
use huikan::font::Fonts;
use huikan::page::{self, Mark, Page, Pages};
use huikan::volume::Volume;

use crate::epub::{setup, style, texts, xml};

/// A text that fills several pages and has whatever a page can begin in.
fn article() -> String {
    let sentence =
        |n: usize| format!("第{n}次量水位时，河面比昨天[低]{{.emphasis}}了一些");
    let paragraph = |n: usize| {
        let all: Vec<String> = (0..9).map(|m| sentence(n * 10 + m)).collect();
        format!("{}，堤上的{{青石|qīng shí}}还是湿的[^{n}]。", all.join("，"))
    };
    let mut text = "---\ntitle: 量河记\n---\n\n".to_owned();
    for n in 0..18 {
        match n {
            5 => text.push_str("# 二、桥\n\n"),
            7 => text.push_str("```\n水位 = 42\n\n  桥墩 = 3\n```\n\n"),
            _ => {}
        }
        match n % 6 {
            3 => text.push_str(&format!("- {}\n- {}\n\n", paragraph(n), sentence(n))),
            4 => text.push_str(&format!("> {}\n\n", paragraph(n))),
            _ => text.push_str(&format!("{}\n\n", paragraph(n))),
        }
    }
    text.push_str("| 桥 | 长 |\n|---|---|\n");
    (0..60).for_each(|n| text.push_str(&format!("| 第{n}座 | {} |\n", n + 40)));
    text.push_str("\n桥都量完了。\n\n");
    (0..18).for_each(|n| text.push_str(&format!("[^{n}]: 见{n}号本子。\n")));
    text
}

fn laid_out() -> (Volume, Pages) {
    let second = "---\ntitle: 后记\n---\n\n本子还在。\n".to_owned();
    let articles = [("1.md".to_owned(), article()), ("2.md".to_owned(), second)];
    let volume = crate::page::volume(&articles, None);
    let mut diagnostics = Diagnostics::new();
    let fonts = Fonts::default();
    let pages = page::paginate(&mut diagnostics, &volume, &style("book-a5"), &fonts);
    (volume, pages)
}

fn printed(pages: &Pages) -> Printed {
    let page = |page: &Page| {
        let origin = page.origin?;
        let number = page.label.number();
        Some(PrintedPage { number, span: origin.span, offset: origin.offset })
    };
    let pages = pages.pages.iter().filter_map(page).collect();
    Printed { edition: "a5".to_owned(), pages }
}

fn packed(volume: &Volume, printed: Option<&Printed>) -> BTreeMap<String, String> {
    let mut diagnostics = Diagnostics::new();
    let templates = Templates::default();
    let bytes =
        pack(&mut diagnostics, volume, &setup(&style("book-a5"), &templates), printed)
            .unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    texts(&bytes)
}

/// The first characters of a page below its running head.
fn beginning(page: &Page) -> String {
    let mut text = String::new();
    for mark in &page.marks {
        if let Mark::Text { run, artifact: false, .. } = mark
            && !run.ornament
        {
            text.push_str(&run.text);
        }
    }
    text.retain(|c| !c.is_whitespace());
    text.chars().take(12).collect()
}

/// The first characters behind the mark of a page.
fn behind(chapter: &str, number: &str) -> String {
    let document = xml(chapter);
    let id = format!("page-{number}");
    let mark = document.descendants().find(|node| node.attribute("id") == Some(&id));
    let mark = mark.unwrap_or_else(|| panic!("no {id}"));
    let is_added = |node: &roxmltree::Node<'_, '_>| {
        matches!(node.tag_name().name(), "rt" | "rp")
            || node.attribute("role") == Some("doc-noteref")
    };
    let after = document.descendants().skip_while(|node| node.id() != mark.id());
    let texts = after
        .filter(|node| node.is_text() && !node.ancestors().any(|node| is_added(&node)));
    let text: String = texts.filter_map(|node| node.text()).collect();
    text.chars().filter(|c| !c.is_whitespace()).take(8).collect()
}

#[test]
fn printed_pages_are_marked_where_they_begin() {
    let (volume, pages) = laid_out();
    let files = packed(&volume, Some(&printed(&pages)));
    let mut compared = 0;
    for page in pages.pages.iter().filter(|page| page.origin.is_some()) {
        let number = page.label.number();
        let name = |chapter| format!("OEBPS/chapter-00{chapter}.xhtml");
        let in_first = files[&name(1)].contains(&format!("id=\"page-{number}\""));
        let behind = behind(&files[&name(if in_first { 1 } else { 2 })], &number);
        let beginning = beginning(page);
        // The head of a table that goes on, and a bullet, stand before the text.
        let beginning = beginning.trim_start_matches(['•', '续', '表', '桥', '长']);
        let start: String = behind.chars().take(5).collect();
        assert!(beginning.starts_with(&start), "page {number}: {beginning} / {behind}");
        compared += 1;
    }
    assert!(compared > 8, "{compared} pages");
}

#[test]
fn the_page_list_leads_to_every_printed_page_in_order() {
    let (volume, pages) = laid_out();
    let printed = printed(&pages);
    let files = packed(&volume, Some(&printed));
    let nav = xml(&files["OEBPS/nav.xhtml"]);
    let list = nav.descendants().find(|n| n.attribute("role") == Some("doc-pagelist"));
    let links = list.unwrap().descendants().filter(|node| node.has_tag_name("a"));
    let mut numbers = Vec::new();
    for link in links {
        let (file, id) = link.attribute("href").unwrap().split_once('#').unwrap();
        let target = &files[&format!("OEBPS/{file}")];
        assert_eq!(target.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
        numbers.push(link.text().unwrap().to_owned());
    }
    let expected: Vec<String> = printed.pages.into_iter().map(|p| p.number).collect();
    assert_eq!(numbers, expected);
    let ncx = xml(&files["OEBPS/toc.ncx"]);
    let targets = ncx.descendants().filter(|node| node.has_tag_name("pageTarget"));
    assert_eq!(targets.count(), numbers.len());
    assert!(files["OEBPS/content.opf"].contains("property=\"pageBreakSource\""));
}

#[test]
fn without_a_printed_edition_nothing_speaks_of_pages() {
    let (volume, _) = laid_out();
    let files = packed(&volume, None);
    for (name, text) in &files {
        assert!(!text.contains("pagebreak") && !text.contains("page-list"), "{name}");
    }
    assert!(!files["OEBPS/content.opf"].contains("pageBreak"));
}

#[test]
fn marks_of_pages_change_no_word_of_the_text() {
    let (volume, pages) = laid_out();
    let words = |files: &BTreeMap<String, String>| -> String {
        let document = xml(&files["OEBPS/chapter-001.xhtml"]);
        document.descendants().filter_map(|n| n.text().filter(|_| n.is_text())).collect()
    };
    let with = packed(&volume, Some(&printed(&pages)));
    assert_eq!(words(&with), words(&packed(&volume, None)));
}
