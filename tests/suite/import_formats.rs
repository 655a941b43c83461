//! Tests of the formats that import reads beside plain text: Word files, packed in the
//! test from readable parts, saved web pages, folders and containers of sources.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use huikan::diag::{Code, Diagnostics, Files};
use huikan::import::{DraftBlockKind, Report, Source, import, write};
use zip::write::SimpleFileOptions;

fn read(name: &str, bytes: &[u8]) -> (Option<Report>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let mut files = Files::default();
    let report = import(&mut diagnostics, &mut files, Source { name, bytes });
    (report, diagnostics)
}

fn codes(diagnostics: &Diagnostics) -> Vec<Code> {
    diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/import_formats").join(name)
}

fn text(name: &str) -> String {
    std::fs::read_to_string(case(name)).unwrap()
}

fn pack(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A Word file around a document, with the styles and lists that all cases share.
fn docx(document: &str) -> Vec<u8> {
    let parts = ["styles.xml", "numbering.xml", "footnotes.xml"].map(text);
    pack(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", parts[0].as_bytes()),
        ("word/numbering.xml", parts[1].as_bytes()),
        ("word/footnotes.xml", parts[2].as_bytes()),
        ("word/_rels/document.xml.rels", text("document.xml.rels").as_bytes()),
    ])
}

/// A Word file of these paragraphs.
fn body(inside: &str) -> Vec<u8> {
    docx(&format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/\
         main\"><w:body>{inside}</w:body></w:document>"
    ))
}

fn paragraph(style: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

/// The files that import would write.
fn written(report: &Report) -> String {
    let outputs = write(&mut report.clone());
    outputs.iter().map(|file| format!("== {}\n{}", file.path, file.text)).collect()
}

/// Compares with a file of the case; `BLESS=1` rewrites it.
#[track_caller]
fn matches_file(name: &str, found: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(case(name), found).unwrap();
    }
    assert_eq!(found, text(name));
}

#[test]
fn word_file_of_several_articles_becomes_markdown() {
    let (report, diagnostics) =
        read("河.docx", &docx(&text("several_articles.document.xml")));
    let report = report.unwrap();
    matches_file("several_articles.expected.md", &written(&report));
    assert_eq!(codes(&diagnostics), [Code::I033], "the picture is reported");
}

#[test]
fn every_paragraph_of_a_word_file_stands_in_one_place() {
    let (report, _) = read("河.docx", &docx(&text("several_articles.document.xml")));
    let report = report.unwrap();
    let mut lines: Vec<u32> = report
        .articles
        .iter()
        .flat_map(|article| article.lines.clone())
        .chain(report.left_out.iter().flat_map(|left| left.lines.clone()))
        .flat_map(|(first, last)| first..=last)
        .collect();
    lines.sort_unstable();
    let last = *lines.last().unwrap();
    assert_eq!(lines, (1..=last).collect::<Vec<u32>>());
}

#[test]
fn headings_of_the_first_level_begin_articles() {
    let inside = [
        paragraph("1", "春天的桥"),
        paragraph("a3", "桥下的水涨了，石阶没在水里。"),
        paragraph("1", "秋天的桥"),
        paragraph("a3", "桥上晒着稻谷，行人绕着走。"),
    ];
    let report = read("桥.docx", &body(&inside.concat())).0.unwrap();
    let titles: Vec<&str> =
        report.articles.iter().filter_map(|draft| draft.title.as_deref()).collect();
    assert_eq!(titles, ["春天的桥", "秋天的桥"]);
}

#[test]
fn numbers_that_word_makes_stand_in_headings() {
    let numbered = |text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"2\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId \
             w:val=\"3\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let inside = [
        paragraph("1", "演练总结"),
        numbered("准备"),
        paragraph("a3", "物资在前一天运到。"),
        numbered("经过"),
        paragraph("a3", "警报响后两分钟全部离开。"),
    ];
    let report = read("演练.docx", &body(&inside.concat())).0.unwrap();
    let headings: Vec<&str> = report.articles[0]
        .blocks
        .iter()
        .filter(|block| block.kind == DraftBlockKind::Heading)
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(headings, ["一、准备", "二、经过"]);
}

#[test]
fn contents_list_of_word_is_left_out() {
    let inside = [
        paragraph("t1", "演练总结\t1"),
        paragraph("1", "演练总结"),
        paragraph("a3", "物资在前一天运到。"),
    ];
    let report = read("演练.docx", &body(&inside.concat())).0.unwrap();
    assert_eq!(report.left_out[0].reason, "contents");
    assert_eq!(report.articles[0].title.as_deref(), Some("演练总结"));
}

#[test]
fn damaged_word_files_are_refused_with_reasons() {
    let whole = body(&paragraph("1", "桥"));
    let cut = &whole[..whole.len() / 2];
    assert_eq!(codes(&read("a.docx", cut).1), [Code::I030]);
    let broken = docx("<w:document><w:body></w:document>");
    assert_eq!(codes(&read("a.docx", &broken).1), [Code::I032]);
    let bomb = docx("<!DOCTYPE a [<!ENTITY b \"bb\">]><a>&b;</a>");
    assert_eq!(codes(&read("a.docx", &bomb).1), [Code::I032]);
    let other = pack(&[("mimetype", b"application/epub+zip")]);
    assert_eq!(codes(&read("a.docx", &other).1), [Code::I030]);
    let large = docx(&" ".repeat(70 << 20));
    assert_eq!(codes(&read("a.docx", &large).1), [Code::I031]);
}

#[test]
fn every_cut_of_a_word_file_is_survived() {
    let whole = docx(&text("several_articles.document.xml"));
    for end in (0..whole.len()).step_by(97) {
        let _ = read("a.docx", &whole[..end]);
    }
}

#[test]
fn deep_nesting_in_a_word_file_is_read_as_text() {
    let depth = 10_000;
    let inside = format!(
        "{}{}{}",
        "<w:tbl><w:tr><w:tc>".repeat(depth),
        paragraph("a3", "井底的字"),
        "</w:tc></w:tr></w:tbl>".repeat(depth)
    );
    let (report, diagnostics) = read("a.docx", &body(&inside));
    assert!(written(&report.unwrap()).contains("井底的字"));
    assert!(codes(&diagnostics).contains(&Code::I036));
}

#[test]
fn large_table_of_a_word_file_is_read_in_linear_time() {
    let cell = "<w:tc><w:p><w:r><w:t>水位</w:t></w:r></w:p></w:tc>";
    let row = format!("<w:tr>{}</w:tr>", cell.repeat(8));
    let inside = format!("<w:tbl>{}</w:tbl>", row.repeat(10_000));
    let report = read("a.docx", &body(&inside)).0.unwrap();
    assert_eq!(report.articles[0].lines, [(1, 80_000)]);
}
