//! Tests of the formats that import reads beside plain text: Word files, packed in the
//! test from readable parts, saved web pages, folders and containers of sources.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use huikan::diag::Code;
use huikan::import::{DraftBlockKind, Report, write};
use zip::write::SimpleFileOptions;

use crate::cli::Folder;
use crate::import::{codes, read};

mod pages;
pub(crate) mod pictures;
mod word;

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

/// A Word file of several articles.
pub(crate) fn word_file() -> Vec<u8> {
    docx(&text("several_articles.document.xml"))
}

/// A Word file of these paragraphs.
pub(crate) fn body(inside: &str) -> Vec<u8> {
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
    outputs.iter().map(|file| format!("== {}\n{}", file.path, file.text())).collect()
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
    let reported = [Code::I033, Code::I035];
    assert_eq!(codes(&diagnostics), reported, "the picture and what was deleted");
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

#[test]
fn text_of_a_web_page_becomes_markdown() {
    let (report, diagnostics) = read("书.html", text("page.html").as_bytes());
    let report = report.unwrap();
    matches_file("page.expected.md", &written(&report));
    assert_eq!(codes(&diagnostics), [Code::I033], "the picture is reported");
}

#[test]
fn what_is_no_text_of_a_page_is_left_out_with_its_reason() {
    let report = read("书.html", text("page.html").as_bytes()).0.unwrap();
    let reason = |words: &str| {
        let entry = report.left_out.iter().find(|left| left.text.contains(words));
        entry.map(|left| left.reason.as_str())
    };
    assert_eq!(reason("不是正文"), Some("script"));
    assert_eq!(reason("margin"), Some("style"));
    assert_eq!(reason("首页"), Some("navigation"));
    assert_eq!(reason("分享到"), Some("share-bar"));
    assert_eq!(reason("留言"), Some("comments"));
    assert_eq!(reason("备案"), Some("navigation"));
}

#[test]
fn every_line_of_a_page_stands_somewhere() {
    let source = text("page.html");
    let report = read("书.html", source.as_bytes()).0.unwrap();
    let drafts = report.articles.iter().flat_map(|draft| &draft.lines);
    let all: Vec<(u32, u32)> = drafts
        .chain(report.left_out.iter().flat_map(|left| &left.lines))
        .copied()
        .collect();
    for (number, line) in (1_u32..).zip(source.lines()) {
        let stands = all.iter().any(|(from, to)| (*from..=*to).contains(&number));
        assert!(stands || line.trim().is_empty(), "{number}: {line}");
    }
}

#[test]
fn page_of_a_public_account_names_title_account_and_date() {
    let page = "<html><body><div id=\"page-content\"><h2 id=\"activity-name\">  河边的早市\n</h2>\
                <a id=\"js_name\">柳湾县图书馆</a><em id=\"publish_time\">2023年4月5日</em>\
                <div id=\"js_content\" style=\"visibility: hidden;\"><section><p><span>早市五点开张，\
                天还没有亮。</span></p><p><span>卖菜的人从对岸过来。</span></p></section></div></div>\
                </body></html>";
    let report = read("早市.html", page.as_bytes()).0.unwrap();
    let draft = &report.articles[0];
    assert_eq!(draft.title.as_deref(), Some("河边的早市"));
    assert_eq!(draft.unit.as_deref(), Some("柳湾县图书馆"));
    assert_eq!(draft.date.as_deref(), Some("2023-04-05"));
    assert_eq!(draft.blocks.len(), 2);
}

#[test]
fn declared_encoding_of_a_page_is_believed() {
    let page = "<meta charset=gbk><h1>河</h1><p>水清。</p>";
    let bytes = encoding_rs::GBK.encode(page).0.into_owned();
    let (report, diagnostics) = read("河.htm", &bytes);
    let report = report.unwrap();
    assert_eq!(report.encoding, "gb18030");
    assert_eq!(report.articles[0].blocks[0].text, "水清。");
    assert!(!codes(&diagnostics).contains(&Code::I007), "nothing was guessed");
}

#[test]
fn deep_nesting_in_a_page_is_read_as_text() {
    for tag in ["div", "blockquote", "table><tr><td", "ul><li", "b", "p"] {
        let page = format!("<h1>井</h1>{}井底的字", format!("<{tag}>").repeat(20_000));
        let (report, diagnostics) = read("井.html", page.as_bytes());
        assert!(written(&report.unwrap()).contains("井底的字"), "{tag}");
        assert_eq!(codes(&diagnostics).contains(&Code::I036), tag != "p", "{tag}");
    }
}

#[test]
fn folders_and_containers_are_read_in_the_order_of_their_names() {
    let packed = pack(&[
        ("下/丙.md", "# 丙\n\n丙的正文。\n".as_bytes()),
        ("__MACOSX/丙.md", b"x"),
        ("../外.txt", "不该读的字。".as_bytes()),
        ("图.png", b"\x89PNG"),
    ]);
    let folder = Folder::new()
        .file("来/乙/乙.html", "<h1>乙</h1><p>乙的正文。</p>")
        .file("来/甲.md", "# 甲\n\n甲的正文。\n")
        .file("来/包.zip", &packed)
        .file("来/账.xlsx", "PK");
    let ran = folder.run(&["import", "来"]);
    let files: Vec<String> = folder.tree("content").into_keys().collect();
    assert_eq!(
        files,
        ["content/丙/01-丙.md", "content/乙/01-乙.md", "content/甲/01-甲.md"],
        "{}",
        ran.stderr
    );
    for reported in ["账.xlsx", "图.png", "../外.txt"] {
        assert!(ran.stderr.contains(reported), "{reported}: {}", ran.stderr);
    }
    assert_eq!(ran.status, 1, "what was not read is an error");
    assert!(!ran.stderr.contains("MACOSX"));
}

#[test]
fn empty_folders_and_damaged_containers_are_named() {
    let folder = Folder::new().file("空/.隐藏", "x").file("坏.zip", "PK\x03\x04坏");
    assert!(folder.run(&["import", "空"]).stderr.contains("I037"));
    assert!(folder.run(&["import", "坏.zip"]).stderr.contains("I030"));
}

#[test]
fn names_of_old_chinese_systems_are_read_in_their_own_encoding() {
    // The name is GBK without the mark of UTF-8, as Windows packs it.
    let mut packed = pack(&[("ABCD/EF.md", "# 河\n\n河水从山里来。\n".as_bytes())]);
    let (old, new) = (b"ABCD/EF.md", encoding_rs::GBK.encode("来稿/河.md").0);
    assert_eq!(old.len(), new.len());
    for at in 0..packed.len() - old.len() {
        if packed[at..at + old.len()] == old[..] {
            packed[at..at + old.len()].copy_from_slice(&new);
        }
    }
    let folder = Folder::new().file("包.zip", &packed);
    let ran = folder.done(&["import", "包.zip"]);
    assert!(folder.tree("content").contains_key("content/河/01-河.md"), "{}", ran.stderr);
}

#[test]
fn containers_in_containers_and_locked_ones_are_named() {
    let inner = pack(&[("甲.md", "# 甲\n".as_bytes())]);
    let mut packed =
        pack(&[("乙.md", "# 乙\n\n乙的正文。\n".as_bytes()), ("甲.zip", &inner)]);
    let folder = Folder::new().file("包.zip", &packed);
    let ran = folder.run(&["import", "包.zip"]);
    assert!(ran.stderr.contains("I060"), "{}", ran.stderr);
    assert!(folder.tree("content").contains_key("content/乙/01-乙.md"));

    // The first bit of the flags says that an entry has a password (APPNOTE 4.4.4).
    for (mark, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let at = packed.windows(4).position(|bytes| bytes == mark).unwrap();
        packed[at + flags] |= 1;
    }
    let ran = folder.file("锁.zip", &packed).run(&["import", "锁.zip"]);
    assert!(ran.stderr.contains("I061"), "{}", ran.stderr);
    let locked = read("a.docx", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    assert_eq!(codes(&locked.1), [Code::I061]);
}

#[test]
fn every_refused_format_says_how_to_turn_it_into_one_that_is_read() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("a.doc", b"\xD0\xCF\x11\xE0", "另存为 .docx"),
        ("a.wps", b"\xD0\xCF\x11\xE0", "另存为 .docx"),
        ("a.rtf", b"{\\rtf1", "另存为 .docx"),
        ("a.odt", b"PK\x03\x04", "另存为 .docx"),
        ("a.pdf", b"%PDF-1.4", "识别文字"),
        ("a.epub", b"PK\x03\x04", "calibre"),
        ("a.xlsx", b"PK\x03\x04", "粘贴"),
        ("a.txt", b"%PDF-1.4", "识别文字"),
    ];
    for (name, bytes, advice) in cases {
        let ran = Folder::new().file(name, bytes).run(&["import", name]);
        assert_eq!(ran.status, 1);
        assert!(ran.stderr.contains("I013"), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(advice), "{name}: {}", ran.stderr);
    }
}

#[test]
fn container_that_unpacks_to_too_much_is_refused() {
    let large = vec![b' '; 70 << 20];
    let packed = pack(&[
        ("大.txt", large.as_slice()),
        ("小.md", "# 小\n\n小的正文。\n".as_bytes()),
    ]);
    assert!(packed.len() < 1 << 20, "it is a bomb");
    let folder = Folder::new().file("包.zip", &packed);
    let ran = folder.run(&["import", "包.zip"]);
    assert!(
        ran.stderr.contains("I031") && ran.stderr.contains("大.txt"),
        "{}",
        ran.stderr
    );
    assert!(folder.tree("content").contains_key("content/小/01-小.md"));
}
