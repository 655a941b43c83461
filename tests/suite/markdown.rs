//! Articles read from Markdown and written to it.

use std::fmt::Write as _;

use huikan::article::{Article, Block, BlockKind, Inline, plain_text};
use huikan::diag::{Diagnostics, Files};
use huikan::limits::Limits;
use huikan::markdown::{self, FrontMatter, Piece};
use proptest::prelude::*;

use crate::cases;

/// Reads a text as the file content/river/01.md.
fn read(text: &str) -> (Article, Files, Diagnostics) {
    let mut files = Files::default();
    let file = files.add("content/river/01.md", text);
    let mut diagnostics = Diagnostics::new();
    let article = markdown::read(&mut diagnostics, &files, file, &Limits::default());
    (article, files, diagnostics)
}

/// The blocks of a text, and what was reported.
fn body(text: &str) -> String {
    let (article, files, diagnostics) = read(&format!("---\ntitle: 题\n---\n{text}\n"));
    let mut shown = String::new();
    show_blocks(&article.body, 0, &mut shown);
    for note in &article.notes {
        let _ = writeln!(shown, "note {}", note.label);
        show_blocks(&note.body, 1, &mut shown);
    }
    shown + &cases::shown(&diagnostics, &files)
}

/// What the front matter says, and what was reported.
fn head(text: &str) -> String {
    let (article, files, diagnostics) = read(text);
    let mut shown = String::new();
    let mut add = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            let _ = writeln!(shown, "{name} {value}");
        }
    };
    add("title", article.title);
    add("subtitle", article.subtitle);
    add("unit", article.unit);
    add("authors", (!article.authors.is_empty()).then(|| article.authors.join(" + ")));
    add("date", article.date.map(|date| date.to_string()));
    add("source", article.source);
    add("lines", (!article.lines.is_empty()).then(|| format!("{:?}", article.lines)));
    show_blocks(&article.body, 0, &mut shown);
    shown + &cases::shown(&diagnostics, &files)
}

fn show_blocks(blocks: &[Block], depth: usize, shown: &mut String) {
    let indent = "  ".repeat(depth);
    for block in blocks {
        shown.push_str(&indent);
        let _ = match &block.kind {
            BlockKind::Heading { level, text } => {
                writeln!(shown, "heading {level}: {}", show(text))
            }
            BlockKind::Paragraph(text) => writeln!(shown, "paragraph: {}", show(text)),
            BlockKind::Continuation(text) => writeln!(shown, "continued: {}", show(text)),
            BlockKind::Signature(text) => writeln!(shown, "signature: {}", show(text)),
            BlockKind::Code(text) => writeln!(shown, "code: {text:?}"),
            BlockKind::Break => writeln!(shown, "break"),
            BlockKind::Figure(figure) => writeln!(
                shown,
                "figure {} alt={:?} width={:?}: {}",
                figure.image,
                figure.alt,
                figure.width,
                show(&figure.caption)
            ),
            BlockKind::Quote(inner) => {
                let _ = writeln!(shown, "quote");
                show_blocks(inner, depth + 1, shown);
                Ok(())
            }
            BlockKind::List { start, items } => {
                let _ = writeln!(shown, "list {start:?}");
                for item in items {
                    let _ = writeln!(shown, "{indent}- item");
                    show_blocks(item, depth + 1, shown);
                }
                Ok(())
            }
            BlockKind::Table(table) => {
                let _ = writeln!(shown, "table {:?}", table.columns);
                for (name, text) in [("caption", &table.caption), ("unit", &table.unit)] {
                    if !text.is_empty() {
                        let _ = writeln!(shown, "{indent}  {name}: {}", show(text));
                    }
                }
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| show(cell)).collect();
                    let _ = writeln!(shown, "{indent}  {}", cells.join(" / "));
                }
                for note in &table.notes {
                    let _ = writeln!(shown, "{indent}  note: {}", show(note));
                }
                Ok(())
            }
        };
    }
}

/// Running text, with `<kind …>` around what is not plain.
fn show(inlines: &[Inline]) -> String {
    let mut shown = String::new();
    for inline in inlines {
        let _ = match inline {
            Inline::Text(text) => write!(shown, "{text}"),
            Inline::Strong(inner) => write!(shown, "<strong {}>", show(inner)),
            Inline::Emphasis(inner) => write!(shown, "<em {}>", show(inner)),
            Inline::Strike(inner) => write!(shown, "<strike {}>", show(inner)),
            Inline::Dots(inner) => write!(shown, "<dots {}>", show(inner)),
            Inline::Name(inner) => write!(shown, "<name {}>", show(inner)),
            Inline::Book(inner) => write!(shown, "<book {}>", show(inner)),
            Inline::Foreign(tag, inner) => write!(shown, "<{tag} {}>", show(inner)),
            Inline::Code(text) => write!(shown, "<code {text}>"),
            Inline::Link { url, text } => write!(shown, "<link {url} {}>", show(text)),
            Inline::Ruby { base, text } => write!(shown, "<ruby {base} {text}>"),
            Inline::Note(index) => write!(shown, "<note {index}>"),
            Inline::Break => write!(shown, "<br>"),
        };
    }
    shown
}

/// The characters of a block of running text.
fn words(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => plain_text(text),
        other => panic!("no words in {other:?}"),
    }
}

#[test]
fn front_matter_becomes_metadata() {
    cases::check("markdown/front-matter.txt", head);
}

// Rule 2.18
#[test]
fn bodies_become_blocks() {
    cases::check("markdown/blocks.txt", body);
}

#[test]
fn chinese_notations_become_running_text() {
    cases::check("markdown/notations.txt", body);
}

#[test]
fn spans_are_the_bytes_of_their_blocks() {
    let text = "---\ntitle: 题\n---\n\n第一段。\n\n> 引文\n\n- 甲\n- 乙\n";
    let (article, _, _) = read(text);
    let found: Vec<&str> =
        article.body.iter().map(|block| &text[block.span.range()]).collect();
    assert_eq!(found, ["第一段。", "> 引文", "- 甲\n- 乙"]);
    assert_eq!(&text[article.span.range()], "---\ntitle: 题\n---\n");
}

#[test]
fn hostile_nesting_is_read_and_dropped_safely() {
    let many = 10_000;
    let texts = [
        format!("{}字", "> ".repeat(many)),
        format!("{}字", "- ".repeat(many)),
        format!("{}字{}", "*".repeat(many), "*".repeat(many)),
        format!("{}字{}", "[".repeat(many), "]{.name}".repeat(many)),
        format!("{}字{}", "**a _b ".repeat(many), "_ **".repeat(many)),
        format!("{}字{}", "![".repeat(many), "](a.png)".repeat(many)),
        "{a|".repeat(many),
        (0..500).map(|n| format!("{}- 字\n", "  ".repeat(n))).collect(),
    ];
    for text in texts {
        let (article, _, _) = read(&text);
        let start_of_text: String = text.chars().take(8).collect();
        let is_kept = format!("{article:?}").contains('字') || text.contains("{a|");
        assert!(is_kept, "{start_of_text}");
    }
}

#[test]
fn a_draft_is_written_as_readable_yaml_and_markdown() {
    let front_matter = FrontMatter {
        title: Some("汛期值班：三条提醒".to_owned()),
        subtitle: None,
        unit: Some("柳湾村委会".to_owned()),
        authors: vec!["周一 帆".to_owned(), "N. Reed".to_owned()],
        date: Some("2022-12".to_owned()),
        source: Some("river-2022.txt".to_owned()),
        lines: Some(vec![(3, 18), (20, 31)]),
    };
    let pieces = [
        Piece::Heading { level: 2, text: "一、看水位" },
        Piece::Paragraph("# 号开头的一段，*不是*标题。"),
        Piece::Paragraph("1. 不是列表\n第二行"),
    ];
    assert_eq!(
        markdown::write(&front_matter, &pieces),
        "\
---
title: 汛期值班：三条提醒
unit: 柳湾村委会
authors: [周一 帆, N. Reed]
date: 2022-12
source: river-2022.txt
lines: [[3, 18], [20, 31]]
---

## 一、看水位

\\# 号开头的一段，\\*不是\\*标题。

1\\. 不是列表\\
第二行
"
    );
}

#[test]
fn a_title_that_is_a_heading_has_no_white_space_around_it() {
    for head in ["", "---\ntitle: 采茶\n---\n"] {
        let (article, ..) =
            read(&format!("{head}# \u{3000}采茶\u{3000}\u{B}\n\n谷雨前采。\n"));
        assert_eq!((article.title.as_deref(), article.body.len()), (Some("采茶"), 1));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..<_>::default() })]

    #[test]
    fn what_import_writes_is_read_back_unchanged(
        paragraphs in prop::collection::vec("[ -~\t\n\r河水。“”　*_#>`-]{1,20}", 1..6),
        headings in prop::collection::vec("[!-~][ -~河水]{0,10}[!-~#河]", 6),
        title in "[^\0]{1,12}",
        unit in "[ -~河水：、]{1,8}",
    ) {
        let words_of = |text: &str| Some(text.trim().to_owned()).filter(|t| !t.is_empty());
        let front_matter = FrontMatter {
            title: Some(title.clone()),
            unit: Some(unit.clone()),
            authors: vec![unit.clone()],
            ..FrontMatter::default()
        };
        let paragraphs: Vec<String> = paragraphs
            .iter()
            .map(|text| text.trim_matches('\n').to_owned())
            .filter(|text| !text.trim().is_empty())
            .collect();
        let mut pieces = Vec::new();
        for (heading, paragraph) in headings.iter().zip(&paragraphs) {
            pieces.push(Piece::Heading { level: 2, text: heading });
            pieces.push(Piece::Paragraph(paragraph));
        }
        let file = markdown::write(&front_matter, &pieces);
        let (article, _, _) = read(&file);

        let written: Vec<&str> = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Heading { text, .. } | Piece::Paragraph(text) => *text,
            })
            .collect();
        let read: Vec<String> = article.body.iter().map(words).collect();
        prop_assert_eq!(read, written, "{}", file);
        prop_assert_eq!(article.title, words_of(&title), "{}", file);
        prop_assert_eq!(article.authors.first().cloned(), words_of(&unit), "{}", file);
        prop_assert_eq!(article.unit, words_of(&unit), "{}", file);
    }

    #[test]
    fn any_text_is_read_without_a_panic(
        text in "([ -~\n河水。“”{}|!\\[\\]()<>*_#`^:~&;-]{0,6}|\n---\n|> |\\|-\n|\\[\\^a\\]){0,30}",
    ) {
        let _ = read(&text);
        let _ = read(&format!("---\n{text}"));
    }
}
