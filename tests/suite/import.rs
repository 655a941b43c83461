//! Tests of import: each folder of `tests/cases/import` holds a source and the articles
//! expected from it; `BLESS=1` rewrites the expectations.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use huikan::article::{BlockKind, Inline};
use huikan::diag::{Code, Diagnostics, Files};
use huikan::import::{DraftBlockKind, Options, Report, Source, import, write};
use huikan::limits::Limits;
use proptest::prelude::*;

mod roundtrip;
mod words;

/// A text without spaces.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

pub(crate) fn read(name: &str, bytes: &[u8]) -> (Option<Report>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut files = Files::default();
    let source = Source::new(name, bytes);
    let report = import(&mut diagnostics, &mut files, source, Options::default());
    (report, diagnostics)
}

pub(crate) fn codes(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import");
    let mut cases: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn source_of(case: &Path) -> (String, Vec<u8>) {
    let path = ["source.txt", "source.md"]
        .iter()
        .map(|name| case.join(name))
        .find(|path| path.exists())
        .unwrap();
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    (name, std::fs::read(path).unwrap())
}

/// A report as text that a reviewer can read.
fn show(report: &Report) -> String {
    let mut text = format!("encoding: {}\n", report.encoding);
    let or_none =
        |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    for draft in &report.articles {
        let _ = writeln!(text, "\n== {:?} {:?}", draft.kind, draft.lines);
        let _ = writeln!(text, "title: {}", or_none(&draft.title));
        let _ = writeln!(text, "subtitle: {}", or_none(&draft.subtitle));
        let _ = writeln!(text, "unit: {}", or_none(&draft.unit));
        let _ = writeln!(text, "authors: {}", draft.authors.join("、"));
        let _ = writeln!(text, "date: {}", or_none(&draft.date));
        for block in &draft.blocks {
            let kind = match block.kind {
                DraftBlockKind::Paragraph => "paragraph".to_owned(),
                DraftBlockKind::Heading => format!("heading {}", block.level.unwrap()),
                DraftBlockKind::Caption => "caption".to_owned(),
            };
            let _ = writeln!(text, "{} {kind}: {}", block.line, block.text);
        }
        for note in &draft.notes {
            let _ = writeln!(text, "{} note: {}", note.line, note.text);
        }
    }
    for left in &report.left_out {
        let _ = writeln!(text, "\n-- {:?} {}: {}", left.lines, left.reason, left.text);
    }
    for doubt in &report.doubts {
        let _ = writeln!(text, "?? {} {}", doubt.line, doubt.code);
    }
    text
}

#[test]
fn each_case_gives_the_expected_articles() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (name, bytes) = source_of(&case);
        let found = show(&read(&name, &bytes).0.unwrap());
        let path = case.join("expected.txt");
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &found).unwrap();
        }
        if std::fs::read_to_string(&path).unwrap_or_default() != found {
            wrong.push(format!("{}\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "BLESS=1 accepts:\n{}", wrong.join("\n\n"));
}

/// How often each line stands in an article or in what is left out.
fn uses(report: &Report) -> BTreeMap<u32, usize> {
    let mut uses = BTreeMap::new();
    let articles = report.articles.iter().flat_map(|draft| &draft.lines);
    let left_out = report.left_out.iter().flat_map(|left| &left.lines);
    for (first, last) in articles.chain(left_out) {
        for line in *first..=*last {
            *uses.entry(line).or_insert(0) += 1;
        }
    }
    uses
}

/// The non-blank lines that do not stand in exactly one place.
pub(crate) fn misplaced(text: &str, report: &Report) -> Vec<u32> {
    let uses = uses(report);
    (1_u32..)
        .zip(text.split('\n'))
        .filter(|(_, content)| !content.trim().is_empty())
        .map(|(line, _)| line)
        .filter(|line| uses.get(line) != Some(&1))
        .collect()
}

#[test]
fn every_line_of_a_case_stands_in_exactly_one_place() {
    for case in cases() {
        let (name, bytes) = source_of(&case);
        let Ok(text) = String::from_utf8(bytes.clone()) else { continue };
        let text = text.replace("\r\n", "\n");
        let report = read(&name, &bytes).0.unwrap();
        assert_eq!(misplaced(&text, &report), Vec::<u32>::new(), "{}", case.display());
    }
}

/// Lines of every shape that import tells apart.
fn any_line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "",
        "",
        " ",
        "一、桥",
        "（一）堤",
        "■周 明",
        "▲图",
        "目录",
        "桥\t3",
        "12",
        "水",
        "流",
        "山 水 田 园",
        "市图书馆",
        "（2023年3月5日）",
        "（作者系读者）",
        "——记一座桥",
        "##end##",
        "\u{100012}",
        "桥梁桥梁：：",
        "河水。  桥下",
        "# 桥",
        "---",
        "\u{C}",
    ])
    .prop_map(str::to_owned);
    prop_oneof![fixed, "[ 　]{0,2}[河桥水书馆一二，。、；：“”（）a-c1-3 ]{0,24}"]
}

proptest! {
    #[test]
    fn nothing_is_lost_whatever_the_lines_are(
        lines in prop::collection::vec(any_line(), 0..60),
        markdown in any::<bool>(),
    ) {
        let text = lines.join("\n");
        let name = if markdown { "a.md" } else { "a.txt" };
        if let Some(report) = read(name, text.as_bytes()).0 {
            prop_assert_eq!(misplaced(&text, &report), Vec::<u32>::new());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let (report, diagnostics) = read("a.txt", &bytes);
        prop_assert!(report.is_some() || diagnostics.has_errors());
    }

    #[test]
    fn wrapping_at_any_width_is_undone(width in 11_usize..40, seed in 0_usize..1000) {
        let paragraphs = paragraphs(seed);
        let mut text = String::from("沿河三日见闻\n清水河水利站\n\n");
        for paragraph in &paragraphs {
            text.push_str(&wrap(paragraph, width));
            text.push('\n');
        }
        let report = read("a.txt", text.as_bytes()).0.unwrap();
        prop_assert_eq!(report.articles.len(), 1, "{}", text);
        let draft = &report.articles[0];
        prop_assert_eq!(draft.title.as_deref(), Some("沿河三日见闻"));
        prop_assert_eq!(draft.unit.as_deref(), Some("清水河水利站"));
        let found: Vec<&str> = draft.blocks.iter().map(|block| block.text.as_str()).collect();
        prop_assert_eq!(found, paragraphs.iter().map(String::as_str).collect::<Vec<_>>());
    }
}

/// Six paragraphs of sentences whose lengths depend on the seed.
fn paragraphs(seed: usize) -> Vec<String> {
    let clauses = [
        "河水从山里流下来",
        "两岸的人家早起看水",
        "老桥只容两人并行",
        "孩子们沿堤上学",
        "守闸的老人记下水位",
        "到了汛期大家轮流巡堤",
        "新修的路一直通到湖边",
    ];
    (0..6)
        .map(|paragraph| {
            let mut text = String::new();
            for clause in 0..9 + (seed + paragraph * 5) % 7 {
                text.push_str(
                    clauses[(seed + paragraph * 3 + clause * 2) % clauses.len()],
                );
                text.push(if clause % 4 == 3 { '。' } else { '，' });
            }
            text.pop();
            text + "。"
        })
        .collect()
}

/// A paragraph in a column: the first line two characters short, marks never first.
fn wrap(text: &str, width: usize) -> String {
    let chars: Vec<char> = text.chars().collect();
    let (mut out, mut at, mut room) = (String::new(), 0, width - 2);
    while at < chars.len() {
        let mut end = (at + room).min(chars.len());
        while end < chars.len() && "，。".contains(chars[end]) {
            end += 1;
        }
        out.extend(&chars[at..end]);
        out.push('\n');
        (at, room) = (end, width);
    }
    out
}

#[test]
fn an_empty_source_is_refused() {
    for bytes in [&b""[..], b"\n\n  \n", b"\xEF\xBB\xBF\n", b"\xFF\xFE\n\0"] {
        let (report, diagnostics) = read("a.txt", bytes);
        assert!(report.is_none());
        assert_eq!(codes(&diagnostics), [Code::I001], "{bytes:?}");
    }
}

#[test]
fn a_binary_source_is_refused() {
    let bytes: Vec<u8> =
        (0..2000_u32).map(|n| u8::try_from(n * 7 % 251).unwrap()).collect();
    let (report, diagnostics) = read("a.txt", &bytes);
    assert!(report.is_none());
    assert_eq!(codes(&diagnostics), [Code::I002]);
}

#[test]
fn a_known_container_is_named() {
    let (report, diagnostics) = read("a.txt", b"%PDF-1.7 and so on");
    assert!(report.is_none());
    assert_eq!(codes(&diagnostics), [Code::I013]);
}

#[test]
fn damaged_bytes_are_reported_with_their_line() {
    let mut bytes = "河水从山里流下来。\n".repeat(20).into_bytes();
    let place = bytes.len() / 2 + 4;
    bytes[place] = 0xFF;
    let (report, diagnostics) = read("a.txt", &bytes);
    assert!(report.is_some());
    let damage = diagnostics.iter().find(|found| found.code == Code::I008).unwrap();
    let line = 1 + bytes[..place].iter().filter(|byte| **byte == b'\n').count();
    let expected = huikan::diag::Place::File {
        name: "a.txt".to_owned(),
        line: Some(u32::try_from(line).unwrap()),
    };
    assert_eq!(damage.place, Some(expected));
}

#[test]
fn a_short_text_in_gb18030_is_told_from_other_encodings() {
    for text in
        ["沿河三日见闻\n清水河从北山流下来。\n", "读书会每月一次，题目由读者自己定。\n"]
    {
        let (bytes, _, _) = encoding_rs::GB18030.encode(text);
        let report = read("a.txt", &bytes).0.unwrap();
        assert_eq!(report.encoding, "gb18030", "{text}");
    }
}

#[test]
fn a_missing_title_stays_missing_and_is_reported() {
    let text = wrap(&paragraphs(1)[0], 20);
    let (report, diagnostics) = read("a.txt", text.as_bytes());
    assert_eq!(report.unwrap().articles[0].title, None);
    assert!(codes(&diagnostics).contains(&Code::I006));
}

#[test]
fn a_line_of_megabytes_is_one_paragraph() {
    let text = "河水从山里流下来，".repeat(100_000) + "到了湖边。";
    let report = read("a.txt", text.as_bytes()).0.unwrap();
    assert_eq!(report.articles.len(), 1);
    assert_eq!(report.articles[0].blocks[0].text, text);
}

#[test]
fn written_files_read_back_as_the_same_text() {
    let paragraphs = [
        "1. one is first。",
        "# one。",
        "星*号*与_下划线_。",
        "[方]<括>&amp;号。",
        "- one。",
    ];
    let text = format!("标点与记号\n市图书馆\n\n{}\n", paragraphs.join("\n"));
    let mut report = read("旧 稿:1.txt", text.as_bytes()).0.unwrap();
    let outputs = write(&mut report);
    assert_eq!(outputs[0].path, "content/旧-稿-1/01-标点与记号.md");
    assert_eq!(report.articles[0].file.as_deref(), Some(outputs[0].path.as_str()));
    let mut files = Files::default();
    let file = files.add(outputs[0].path.clone(), outputs[0].text());
    let mut diagnostics = Diagnostics::new();
    let article =
        huikan::markdown::read(&mut diagnostics, &files, file, &Limits::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(article.title.as_deref(), Some("标点与记号"));
    assert_eq!(article.unit.as_deref(), Some("市图书馆"));
    let found: Vec<String> = article
        .body
        .iter()
        .map(|block| match &block.kind {
            BlockKind::Paragraph(inlines) => inlines
                .iter()
                .map(|inline| match inline {
                    Inline::Text(text) => text.clone(),
                    other => format!("{other:?}"),
                })
                .collect(),
            other => format!("{other:?}"),
        })
        .collect();
    assert_eq!(found, paragraphs);
}

#[test]
fn markdown_keeps_its_markup_when_it_is_written() {
    let (name, bytes) = source_of(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/cases/import/markdown_kept_as_it_is"),
    );
    let mut report = read(&name, &bytes).0.unwrap();
    let outputs = write(&mut report);
    assert!(outputs[0].text().contains("**绕过老城**"), "{}", outputs[0].text());
    assert!(outputs[0].text().contains("## 桥"), "{}", outputs[0].text());
    assert!(outputs[0].text().contains("```\n# 不是标题\n```"), "{}", outputs[0].text());
}

/// Where the real sources and their judge are, on machines that have them.
fn shared() -> Option<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["../shared", "../../shared"]
        .iter()
        .map(|path| here.join(path))
        .find(|path| path.join("import/score_import.py").exists())
}

#[test]
#[expect(clippy::print_stdout, reason = "a test that measures nothing has to say so")]
fn real_sources_score_above_the_floor() {
    let Some(shared) = shared() else {
        println!("no ../shared here: the scores on real sources were not measured");
        return;
    };
    // Least articles_f1, title, paragraphs_f1 and text: what was reached, less a little.
    let floors = [
        ("000", 0.99, 0.99, 0.98, 0.998),
        ("002", 0.93, 0.95, 0.97, 0.99),
        ("004", 0.99, 0.99, 0.985, 0.998),
    ];
    for (name, articles, title, paragraphs, text) in floors {
        let scores = score(&shared, name);
        let least = [
            ("articles_f1", articles),
            ("title", title),
            ("paragraphs_f1", paragraphs),
            ("text", text),
            ("kept", 1.0),
        ];
        for (figure, floor) in least {
            assert!(scores[figure] >= floor, "{name}: {figure} is {}", scores[figure]);
        }
    }
}

/// The figures that the judge gives for a source.
#[expect(clippy::print_stdout, reason = "the score is what the reader wants to see")]
fn score(shared: &Path, name: &str) -> BTreeMap<String, f64> {
    let source = std::fs::read_dir(shared.join("seeds"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_str().unwrap().starts_with(name))
        .unwrap();
    let file = source.file_name().unwrap().to_str().unwrap();
    let report = read(file, &std::fs::read(&source).unwrap()).0.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("report.json");
    let json = serde_json::json!({ "version": 1, "sources": [report] });
    std::fs::write(&path, json.to_string()).unwrap();
    let output = std::process::Command::new("python3")
        .arg(shared.join("import/score_import.py"))
        .arg(shared.join(format!("import/gold/{name}.json")))
        .arg(&source)
        .arg(&path)
        .args(if name == "002" { &["--upto", "5082"][..] } else { &[] })
        .output()
        .unwrap();
    let line = String::from_utf8(output.stdout).unwrap();
    println!("{}", line.trim());
    line.split_whitespace()
        .filter_map(|word| word.split_once('='))
        .map(|(figure, value)| (figure.to_owned(), value.parse().unwrap()))
        .collect()
}
