//! Printed pages back to their articles and lines.

use huikan::diag::{Diagnostics, Files};
use huikan::font::Fonts;
use huikan::page::{self, Mark, Page, Pages};
use huikan::volume::Volume;
use huikan::{Passage, called, locate};

use crate::cli::Folder;
use crate::page::{small_style, volume};

/// An article whose paragraphs begin with its name and their line: `甲7。`.
fn article(name: char, paragraphs: usize) -> String {
    let mut text = format!("---\ntitle: 关于{name}\n---\n");
    for number in 0..paragraphs {
        let line = text.matches('\n').count() + 2;
        let words = "河水涨了又落，落了又涨。".repeat(number % 7 + 1);
        text.push_str(&format!("\n{name}{line}。{words}\n"));
    }
    text
}

struct Book {
    files: Files,
    volume: Volume,
    pages: Pages,
}

fn book(own: &str) -> Book {
    let articles = [('甲', 40), ('乙', 1), ('丙', 1), ('丁', 23)];
    let articles: Vec<(String, String)> = articles
        .iter()
        .map(|(name, paragraphs)| (format!("{name}.md"), article(*name, *paragraphs)))
        .collect();
    let volume = volume(&articles, None);
    // The same files in the same order have the same numbers.
    let mut files = Files::default();
    for (path, text) in &articles {
        files.add(path.as_str(), text.as_str());
    }
    let mut found = Diagnostics::new();
    let pages = page::paginate(&mut found, &volume, &small_style(own), &Fonts::default());
    Book { files, volume, pages }
}

impl Book {
    fn locate(&self, page: usize) -> Vec<Passage<'_>> {
        locate(&self.pages, &self.volume, &self.files, page)
    }
}

fn text(page: &Page) -> String {
    let mut text = String::new();
    for mark in &page.marks {
        if let Mark::Text { run, artifact: false, .. } = mark {
            text.push_str(&run.text);
        }
    }
    text
}

#[test]
fn each_paragraph_of_a_page_stands_in_the_lines_that_are_named() {
    for start in ["run-on", "page"] {
        let book = book(&format!("[article]\nstart = \"{start}\""));
        let mut seen = 0;
        for (place, page) in book.pages.pages.iter().enumerate() {
            let passages = book.locate(place);
            if page.origin.is_none() {
                assert!(passages.is_empty());
                continue;
            }
            let text = text(page);
            for chapter in book.volume.chapters() {
                let name = chapter.title.chars().last().unwrap();
                let passage = passages.iter().find(|p| p.title == chapter.title);
                let lines: Vec<u32> = text
                    .match_indices(name)
                    .filter_map(|(at, _)| {
                        text[at..].split_once('。')?.0.get(3..)?.parse().ok()
                    })
                    .collect();
                for line in &lines {
                    let (first, last) = passage.unwrap().lines;
                    assert!((first..=last).contains(line), "{line} in {first}–{last}");
                }
                // A page that is named shows something: its lines are not too many either.
                if let Some(Passage { lines: (first, last), .. }) = passage {
                    let shown =
                        lines.iter().filter(|l| (first..=last).contains(l)).count();
                    let of_file = (last - first) / 2 + 1;
                    assert!(
                        u32::try_from(shown).unwrap() + 3 >= of_file,
                        "{first}–{last}"
                    );
                }
                seen += lines.len();
            }
        }
        assert_eq!(seen, 65, "{start}: every paragraph is on a page");
    }
}

#[test]
fn the_pages_of_a_volume_cover_every_line_without_a_gap() {
    let book = book("[article]\nstart = \"run-on\"");
    let mut last = std::collections::BTreeMap::new();
    for place in 0..book.pages.pages.len() {
        for passage in book.locate(place) {
            let (first, to) = passage.lines;
            let before = last.insert(passage.title.to_owned(), to);
            // From the line after, over the blank one between paragraphs, or in the same.
            assert!(before.is_none_or(|before| (before..=before + 2).contains(&first)));
        }
    }
    assert_eq!(last["关于甲"], 5 + 2 * 39);
    assert_eq!(last["关于丁"], 5 + 2 * 22);
}

#[test]
fn pages_are_found_by_what_stands_at_their_foot() {
    let book = book("");
    let [first] = called(&book.pages, " 1 ")[..] else { panic!("one page") };
    assert_eq!(book.locate(first)[0].title, "关于甲");
    let [contents] = called(&book.pages, "I")[..] else { panic!("one page") };
    assert!(contents < first && book.locate(contents).is_empty());
    assert!(called(&book.pages, "99999").is_empty());
}

#[test]
fn where_names_article_file_and_lines() {
    let folder = Folder::publication();
    let ran = folder.done(&["where", "river", "1"]);
    assert!(
        ran.stdout.contains("水位")
            && ran.stdout.contains("渡口")
            && !ran.stdout.contains("茶园"),
        "{}",
        ran.stdout
    );
    let ran = folder.done(&["where", "river", "1", "--json"]);
    let answer: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(answer["edition"], "a5");
    let article = &answer["pages"][0]["articles"][1];
    assert_eq!(article["file"], "content/river/02-渡口.md");
    assert_eq!(article["lines"][1], 7);
}

#[test]
fn where_says_when_the_book_in_out_is_older_than_its_articles() {
    let folder = Folder::publication();
    let file = "out/river/river-a5.pdf";
    let notes = |folder: &Folder| {
        let ran = folder.done(&["where", "river", "1"]);
        ran.stderr.contains(file)
    };
    assert!(!notes(&folder), "nothing was built yet");
    folder.done(&["build", "river", "-e", "a5"]);
    assert!(!notes(&folder), "the book is new");
    let path = folder.path().join("content/river/02-渡口.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text + "\n船又开了。\n").unwrap();
    assert!(notes(&folder), "an article has changed");
}

#[test]
fn a_page_or_an_edition_that_is_not_there_is_said() {
    let folder = Folder::publication();
    for (args, code) in [
        (vec!["where", "river", "77"], "U012"),
        (vec!["where", "river", "1", "-e", "epub"], "U013"),
        (vec!["where", "rivr", "1"], "U001"),
    ] {
        let ran = folder.run(&args);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(code), "{}", ran.stderr);
    }
}
