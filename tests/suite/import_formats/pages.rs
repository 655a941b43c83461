//! Tests of web pages in the shapes in which people save them: public accounts, public
//! offices, newspapers, pages of the last century, diaries, and pages without anything.

use std::fmt::Write as _;

use huikan::import::{Options, Report, Source, import};

use crate::import::read;
use crate::import_formats::{case, matches_file, written};

/// Pages and what is expected of them; `BLESS=1` rewrites the expectations.
const PAGES: [&str; 8] =
    ["account", "office", "news", "old", "blog", "bare", "museum", "club"];

fn page(name: &str) -> (Vec<u8>, Report) {
    let bytes = std::fs::read(case(&format!("pages/{name}.html"))).unwrap();
    let report = read(&format!("{name}.html"), &bytes).0.unwrap();
    (bytes, report)
}

#[test]
fn pages_of_every_shape_give_their_text_and_say_what_is_none() {
    for name in PAGES {
        let (_, report) = page(name);
        let mut found = written(&report);
        for left in report.left_out.iter().filter(|left| left.reason != "markup") {
            let text = left.text.replace('\n', " | ");
            let _ = write!(found, "\n== {} {:?}\n{text}\n", left.reason, left.lines);
        }
        matches_file(&format!("pages/{name}.expected.md"), &found);
    }
}

#[test]
fn every_line_of_every_page_stands_somewhere() {
    for name in PAGES {
        let (bytes, report) = page(name);
        let text = match std::str::from_utf8(&bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => encoding_rs::GB18030.decode(&bytes).0.into_owned(),
        };
        let drafts = report.articles.iter().flat_map(|draft| &draft.lines);
        let all: Vec<(u32, u32)> = drafts
            .chain(report.left_out.iter().flat_map(|left| &left.lines))
            .copied()
            .collect();
        for (number, line) in (1_u32..).zip(text.lines()) {
            let stands = all.iter().any(|(from, to)| (*from..=*to).contains(&number));
            assert!(stands || line.trim().is_empty(), "{name} {number}: {line}");
        }
    }
}

#[test]
fn picture_that_loads_late_is_reported_though_a_spacer_holds_its_place() {
    let spacer = "data:image/gif;base64,R0lGODlhAQABAAAAACw=";
    let late =
        format!("<h1>桥</h1><p>桥通了。</p><img src='{spacer}' data-src='//a/q.jpg'>");
    let tracker = format!("<h1>桥</h1><p>桥通了。</p><img src='{spacer}'>");
    for (page, count) in [(late, 1), (tracker, 0)] {
        let (_, diagnostics) = read("桥.html", page.as_bytes());
        let lost = diagnostics.iter().filter(|d| d.code.as_str() == "I033").count();
        assert_eq!(lost, count, "{page}");
    }
}

#[test]
fn title_that_calls_to_readers_stays_a_title() {
    let page = "<h1>关注我们身边的河</h1><p>关注我们</p><p>河就在门口，请关注我们的河，它一直在流。</p>";
    let report = read("河.html", page.as_bytes()).0.unwrap();
    assert_eq!(report.articles[0].title.as_deref(), Some("关注我们身边的河"));
    assert_eq!(report.articles[0].blocks.len(), 1);
}

#[test]
fn many_links_to_one_large_place_take_linear_time() {
    let links = "<a href='#x'>1</a>".repeat(20_000);
    let page = format!(
        "<h1>井</h1><div id='x'>{}<p>井底的字</p></div>{links}",
        "<i></i>".repeat(20_000)
    );
    let mut diagnostics = huikan::diag::Diagnostics::new();
    let mut files = huikan::diag::Files::default();
    let source = Source::new("井.html", page.as_bytes());
    assert!(import(&mut diagnostics, &mut files, source, Options::default()).is_some());
}

#[test]
fn notes_on_notes_follow_however_long_their_chain_is() {
    let note = |n: usize| {
        format!(
            "<p id='n{n}'><a href='#r{n}'>回</a>第{n}条。<a id='r{m}' href='#n{m}'>注</a></p>",
            m = n + 1
        )
    };
    let notes: String = (1..5_000).map(note).collect();
    let page = format!("<h1>井</h1><p>井底的字。<a id='r1' href='#n1'>注</a></p>{notes}");
    let report = read("井.html", page.as_bytes()).0.unwrap();
    let text = written(&report);
    assert!(text.contains("井底的字。[^1]\n\n[^1]: 第1条。\n"), "{}", &text[..400]);
    assert!(text.contains("第4999条。"));
}

#[test]
fn heading_with_the_name_of_the_site_is_no_title() {
    let page = "<title>春耕—从一粒种子说起-柳湾在线</title><div><h1>柳湾在线</h1></div>\
                <h2>春耕—从一粒种子说起</h2><p>种子是去年留的，一共三袋，晒了两回。</p>";
    let report = read("春.html", page.as_bytes()).0.unwrap();
    assert_eq!(report.articles[0].title.as_deref(), Some("春耕—从一粒种子说起"));
    assert_eq!(report.articles[0].blocks.len(), 1, "{}", written(&report));
}
