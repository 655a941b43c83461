//! Tests of corrections: what a person says about a source in `import.toml` wins over
//! every evidence, and outlives the next import.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use huikan::diag::{Diagnostics, Files};
use huikan::import::{CorrectionBook, DraftBlockKind, Options, Report, Source, import};
use proptest::prelude::*;

use crate::cases::{check, shown};
use crate::cli::Folder;
use crate::import::misplaced;

/// Reads a source of this name with what an `import.toml` says.
fn corrected(name: &str, text: &str, toml: &str) -> (Report, Diagnostics, Files) {
    let (mut diagnostics, mut files) = (Diagnostics::new(), Files::default());
    let book =
        CorrectionBook::read(&mut diagnostics, &mut files, "import.toml", toml.into());
    let corrections = book.of(name);
    let options = Options { corrections: corrections.as_ref(), ..Options::default() };
    let source = Source::new(name, text.as_bytes());
    let report = import(&mut diagnostics, &mut files, source, options);
    (report.unwrap(), diagnostics, files)
}

/// Articles and what is left out, short enough to read.
fn summary(report: &Report) -> String {
    let mut text = String::new();
    for draft in &report.articles {
        let fields = [&draft.title, &draft.subtitle, &draft.unit, &draft.date];
        let fields = fields.into_iter().flatten().map(String::as_str);
        let fields: Vec<&str> =
            fields.chain(draft.authors.iter().map(String::as_str)).collect();
        let _ = writeln!(
            text,
            "{:?} {} | {}",
            draft.lines,
            draft.confidence,
            fields.join(" | ")
        );
        for block in &draft.blocks {
            let mark = if block.kind == DraftBlockKind::Heading { "## " } else { "" };
            let _ = writeln!(text, "  {} {mark}{}", block.line, block.text);
        }
        for note in &draft.notes {
            let _ = writeln!(text, "  {} ({})", note.line, note.text);
        }
    }
    for left in &report.left_out {
        let _ = writeln!(text, "- {:?} {}: {}", left.lines, left.reason, left.text);
    }
    for doubt in &report.doubts {
        let _ = writeln!(text, "? {} {}", doubt.line, doubt.code);
    }
    text
}

#[test]
fn corrections_do_what_they_say() {
    check("corrections.txt", |input| {
        let (toml, source) = input.split_once("\n...\n").unwrap();
        let name = if source.contains("\n# ") { "a.md" } else { "a.txt" };
        let (report, diagnostics, files) = corrected(name, source, toml);
        assert_eq!(misplaced(source, &report), Vec::<u32>::new());
        let doubts = ["I006", "I009", "I014", "I049"];
        let said: String = shown(&diagnostics, &files)
            .lines()
            .filter(|line| !doubts.iter().any(|code| line.starts_with(code)))
            .map(|line| format!("! {line}\n"))
            .collect();
        summary(&report) + &said
    });
}

const SOURCE: &str = "河边的早晨\n\n县水文站\n\n\
    \u{3000}\u{3000}天亮以前，水位比昨天低了两寸，河滩露出一条白线。\n\n\
    \u{3000}\u{3000}到中午，白线又不见了，船工说上游下过雨。\n\n\
    \u{3000}\u{3000}傍晚收工，大家坐在石阶上说话，说到很晚才散。\n";

#[test]
fn corrections_outlive_the_next_import() {
    let folder = Folder::new()
        .file("稿/a.txt", SOURCE)
        .file("稿/import.toml", "[\"a.txt\"]\nstarts = [7]\nleft_out = [9]\n");
    for source in ["稿/a.txt", "稿", "稿/a.txt"] {
        let ran = folder.done(&["import", source]);
        assert!(!ran.stderr.contains("I013"), "{}", ran.stderr);
        let names: Vec<String> = folder.tree("content").into_keys().collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert!(folder.text(&names[1]).contains("lines: [[7, 7]]"));
    }
    let changed = format!("新的一行\n\n{SOURCE}");
    let folder = folder.file("稿/a.txt", changed);
    assert!(folder.done(&["import", "稿/a.txt"]).stderr.contains("[I048]"));
    assert!(!folder.done(&["import", "稿/a.txt"]).stderr.contains("[I048]"));
}

#[test]
fn a_file_in_a_container_is_corrected_beside_the_container() {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut zip = zip::ZipWriter::new(&mut bytes);
    zip.start_file("五月/a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    std::io::Write::write_all(&mut zip, SOURCE.as_bytes()).unwrap();
    zip.finish().unwrap();
    let folder = Folder::new()
        .file("稿/信.zip", bytes.into_inner())
        .file("稿/import.toml", "[\"信.zip/五月/a.txt\"]\nstarts = [7]\n");
    for source in ["稿/信.zip", "稿"] {
        let ran = folder.done(&["import", source]);
        assert!(!ran.stderr.contains("I046"), "{}", ran.stderr);
        assert_eq!(folder.tree("content").len(), 2);
    }
}

#[test]
fn nothing_is_imported_beside_corrections_that_cannot_be_read() {
    let wrong: [&[u8]; 4] = [
        b"[\"a.txt\"]\nstart = [7]\n",
        b"[\"a.txt\"]\nstarts = 7\n",
        b"[a.txt\n",
        b"# \xd6\xd0\n",
    ];
    for toml in wrong {
        let folder = Folder::new().file("a.txt", SOURCE).file("import.toml", toml);
        let ran = folder.run(&["import", "a.txt"]);
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        assert!(ran.stderr.contains("import.toml"), "{}", ran.stderr);
        assert!(folder.tree("content").is_empty());
    }
}

/// Lines that make sources of many shapes.
fn any_lines() -> impl Strategy<Value = Vec<String>> {
    let fixed = vec![
        "",
        "",
        "河边的早晨",
        "一、桥",
        "县水文站",
        "■周 明",
        "▲图",
        "12",
        "目录",
        "桥\t3",
        "山 水 田 园",
        "水",
        "（本文写于二〇二二年）",
        "2022年5月1日",
        "天亮以前，水位比昨天低了两寸，河滩露出一条白线，",
        "到中午又不见了，船工说上游下过雨，说得很肯定，大",
        "家都信他。",
        "\u{3000}\u{3000}傍晚收工，大家坐在石阶上说话。",
        "。  ▲摆渡的人",
        "河 边 月 刊",
    ];
    let line = prop::sample::select(fixed).prop_map(str::to_owned);
    prop::collection::vec(line, 1..60)
}

/// Corrections on any lines, sensible or not.
fn any_corrections() -> impl Strategy<Value = [Vec<(u32, u32)>; 6]> {
    let lines = || prop::collection::vec((1_u32..64, 0_u32..4), 0..4);
    (lines(), lines(), lines(), lines(), lines(), lines())
        .prop_map(|(a, b, c, d, e, f)| [a, b, c, d, e, f])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Whatever a person says: no line is lost, none stands twice, and what can be
    /// followed is followed.
    #[test]
    fn corrections_win_and_lose_no_line(
        lines in any_lines(),
        corrections in any_corrections(),
    ) {
        let text = lines.join("\n");
        prop_assume!(!text.trim().is_empty());
        let [starts, joins, paragraphs, no_paragraphs, left_out, kept] = corrections;
        let first = |list: &[(u32, u32)]| -> Vec<u32> {
            list.iter().map(|(line, _)| *line).collect()
        };
        let ranges = |list: &[(u32, u32)]| -> Vec<[u32; 2]> {
            list.iter().map(|(line, more)| [*line, line + more]).collect()
        };
        let toml = format!(
            "['a.txt']\nstarts = {:?}\njoins = {:?}\nparagraphs = {:?}\n\
             no_paragraphs = {:?}\nleft_out = {:?}\nkept = {:?}\n",
            first(&starts), first(&joins), first(&paragraphs), first(&no_paragraphs),
            ranges(&left_out), ranges(&kept),
        );
        let (report, diagnostics, files) = corrected("a.txt", &text, &toml);
        prop_assert_eq!(misplaced(&text, &report), Vec::<u32>::new(), "{}", toml);

        // What was refused stands among the diagnostics, by its place.
        let refused: BTreeSet<(String, String)> = shown(&diagnostics, &files)
            .lines()
            .filter(|line| line.starts_with("I046"))
            .map(|line| {
                let mut words = line.split_whitespace();
                let row = words.nth(1).unwrap().split(':').nth(1).unwrap().to_owned();
                let quoted = line.split('"').nth(1).unwrap().to_owned();
                (row, quoted)
            })
            .collect();
        let stands =
            |row: &str, line: u32| !refused.contains(&(row.to_owned(), line.to_string()));
        let begins: BTreeSet<u32> =
            report.articles.iter().map(|draft| draft.lines[0].0).collect();
        let blocks: BTreeSet<u32> = report
            .articles
            .iter()
            .flat_map(|draft| draft.blocks.iter().map(|block| block.line))
            .collect();
        for line in first(&starts) {
            prop_assert!(!stands("2", line) || begins.contains(&line), "starts {line}");
        }
        for line in first(&joins) {
            prop_assert!(!stands("3", line) || !begins.contains(&line), "joins {line}");
        }
        // The words below a picture stand for themselves, also at the end of a line.
        let has_caption = |line: u32| lines[line as usize - 1].contains('▲');
        for line in first(&no_paragraphs) {
            if lines.len() < line as usize || has_caption(line) {
                continue;
            }
            prop_assert!(!stands("5", line) || !blocks.contains(&line), "none {line}");
        }
        let out: BTreeSet<u32> = report
            .left_out
            .iter()
            .flat_map(|left| &left.lines)
            .flat_map(|(a, b)| *a..=*b)
            .collect();
        for line in first(&starts).into_iter().chain(first(&paragraphs)) {
            let followed = stands("2", line) && starts.iter().any(|(a, _)| *a == line);
            prop_assert!(!followed || !out.contains(&line), "left out {line}");
        }
    }
}
