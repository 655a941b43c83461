//! Tests of what Word files use in the place of styles, and of what stands inside their
//! paragraphs.

use huikan::diag::Code;
use huikan::import::Report;

use crate::import::{codes, read};
use crate::import_formats::{body, pack, written};

const TEXT: &str =
    "河道两岸的护坡种上了芦苇，去年冬天补了三百多米，今年春天又补了两百米。";

/// A paragraph: where it stands, how large and how bold it is, what it says.
fn line(align: &str, size: u16, bold: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:jc w:val=\"{align}\"/></w:pPr><w:r><w:rPr>{bold}<w:sz w:val=\"\
         {size}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"
    )
}

fn plain(text: &str) -> String {
    line("both", 24, "", text)
}

fn file(paragraphs: &[String]) -> Report {
    read("河.docx", &body(&paragraphs.concat())).0.unwrap()
}

fn titles(report: &Report) -> Vec<Option<&str>> {
    report.articles.iter().map(|draft| draft.title.as_deref()).collect()
}

const PAGE: &str = "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>";

#[test]
fn titles_of_one_size_in_the_middle_begin_articles_without_signatures() {
    let report = file(&[
        line("center", 44, "", "守护门前那条河"),
        plain(TEXT),
        line("center", 24, "<w:b/>", "小时候的河"),
        plain(TEXT),
        line("right", 24, "", "柳湾镇河长办"),
        line("right", 24, "", "2023年6月1日"),
        line("center", 44, "", "水清了，人近了"),
        line("center", 32, "", "——柳湾镇治河手记"),
        plain(TEXT),
    ]);
    assert_eq!(titles(&report), [Some("守护门前那条河"), Some("水清了，人近了")]);
    let [first, second] = report.articles.as_slice() else { panic!() };
    assert_eq!(first.unit.as_deref(), Some("柳湾镇河长办"));
    assert_eq!(first.date.as_deref(), Some("2023-06-01"));
    assert_eq!(second.subtitle.as_deref(), Some("柳湾镇治河手记"));
}

/// A paragraph in a style.
fn styled(style: &str, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
    )
}

#[test]
fn a_title_above_signed_headings_is_the_name_of_a_collection() {
    let [name, first, second] = [("T", "河边文萃"), ("1", "看河"), ("1", "量水")]
        .map(|(style, text)| styled(style, text));
    let signed = line("right", 24, "", "2023年6月1日");
    let below = line("left", 24, "", "作者：许知秋");
    let together = |parts: &[&str]| {
        let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
        let report = file(&parts);
        let titles: Vec<String> =
            titles(&report).into_iter().flatten().map(str::to_owned).collect();
        (titles, report.doubts.iter().any(|doubt| doubt.code == "I009"))
    };
    let text = plain(TEXT);
    let two = vec!["看河".to_owned(), "量水".to_owned()];
    let one = vec!["河边文萃".to_owned()];
    let cases: [(&[&str], _, _); 4] = [
        (&[&name, &first, &text, &signed, &second, &text], &two, false),
        (&[&name, &first, &below, &text, &second, &text], &two, false),
        // What signs the whole says nothing about its parts: a question.
        (&[&name, &first, &text, &second, &text, &signed], &one, true),
        (&[&name, &text, &first, &text, &second, &text, &signed], &one, false),
    ];
    for (parts, expected, is_doubted) in cases {
        assert_eq!(together(parts), (expected.clone(), is_doubted), "{expected:?}");
    }
}

#[test]
fn bold_line_on_a_new_page_begins_an_article() {
    let section = "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>".to_owned();
    let report = file(&[
        line("center", 72, "", "读书会文集"),
        line("center", 32, "", "柳湾镇图书馆"),
        PAGE.to_owned(),
        line("both", 24, "<w:b/>", "书里的盐"),
        plain(TEXT),
        section,
        line("both", 24, "<w:b/>", "灯下的算盘"),
        plain(TEXT),
        line("both", 24, "<w:b/>", "一只旧算盘"),
        plain(TEXT),
        "<w:sectPr/>".to_owned(),
    ]);
    assert_eq!(titles(&report), [Some("书里的盐"), Some("灯下的算盘")]);
    assert_eq!(report.left_out[0].reason, "cover");
    assert_eq!(report.left_out[0].lines, [(1, 2)]);
}

#[test]
fn section_that_goes_on_a_page_begins_no_article() {
    let report = file(&[
        line("center", 44, "", "书里的盐"),
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>".to_owned(),
        plain(TEXT),
        line("both", 24, "<w:b/>", "灯下的算盘"),
        plain(TEXT),
        "<w:sectPr><w:type w:val=\"continuous\"/></w:sectPr>".to_owned(),
    ]);
    assert_eq!(titles(&report), [Some("书里的盐")]);
}

#[test]
fn lines_pushed_with_spaces_stand_where_they_are_seen() {
    let pushed = |count, text: &str| plain(&format!("{}{text}", " ".repeat(count)));
    let report = file(&[
        pushed(30, "山路上的邮递员"),
        pushed(28, "梅岭镇  周砚田"),
        plain(TEXT),
        plain(TEXT),
        pushed(58, "2022年5月"),
    ]);
    let draft = &report.articles[0];
    assert_eq!(draft.title.as_deref(), Some("山路上的邮递员"));
    assert_eq!(draft.unit.as_deref(), Some("梅岭镇"));
    assert_eq!(draft.authors, ["周砚田"]);
    assert_eq!(draft.date.as_deref(), Some("2022-05"));
    assert_eq!(draft.blocks.len(), 2);
}

#[test]
fn file_without_a_title_gets_none() {
    let report = file(&[plain(TEXT), plain(TEXT)]);
    assert_eq!(titles(&report), [None]);
    assert!(report.doubts.iter().any(|doubt| doubt.code == "I006"));
}

#[test]
fn marks_inside_paragraphs_become_markdown() {
    let styled = |look: &str, text: &str| {
        format!("<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let cases = [
        (styled("<w:em w:val=\"dot\"/>", "十分要紧"), "[十分要紧]{.emphasis}"),
        (styled("<w:em w:val=\"none\"/>", "平常"), "平常"),
        (styled("<w:strike/>", "作废，"), "~~作废~~，"),
        (styled("<w:b/><w:strike/>", "作废"), "**~~作废~~**"),
        (styled("<w:u w:val=\"single\"/>", "横线"), "横线"),
        (styled("<w:vertAlign w:val=\"superscript\"/>", "2"), "²"),
        (styled("<w:vertAlign w:val=\"subscript\"/>", "2"), "₂"),
        (styled("<w:vertAlign w:val=\"superscript\"/>", "注"), "注"),
        (
            "<w:r><w:ruby><w:rt><w:r><w:t>liǔ</w:t></w:r></w:rt><w:rubyBase><w:r>\
             <w:t>罶</w:t></w:r></w:rubyBase></w:ruby></w:r>"
                .to_owned(),
            "{罶|liǔ}",
        ),
        ("<w:ins><w:r><w:t>加</w:t></w:r></w:ins>".to_owned(), "加"),
        ("<w:smartTag><w:r><w:t>签</w:t></w:r></w:smartTag>".to_owned(), "签"),
        (
            "<w:sdt><w:sdtPr><w:t>x</w:t></w:sdtPr><w:sdtContent><w:r><w:t>控</w:t></w:r>\
             </w:sdtContent></w:sdt>"
                .to_owned(),
            "控",
        ),
        ("<w:fldSimple w:instr=\"DATE\"><w:r><w:t>五日</w:t></w:r></w:fldSimple>".to_owned(), "五日"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>".to_owned(), ""),
        ("<w:r><w:t>软</w:t><w:softHyphen/><w:t>连</w:t></w:r>".to_owned(), "软连"),
        ("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>".to_owned(), "✓"),
    ];
    for (inside, expected) in cases {
        let paragraph = format!(
            "<w:p><w:r><w:t>前。</w:t></w:r>{inside}<w:r><w:t>。后</w:t></w:r></w:p>"
        );
        let report = read("a.docx", &body(&paragraph)).0.unwrap();
        let text = written(&report);
        assert!(text.contains(&format!("前。{expected}。后\n")), "{expected}\n{text}");
    }
}

#[test]
fn tracked_deletions_are_dropped_and_reported() {
    let paragraph = "<w:p><w:r><w:t>留下的话。</w:t></w:r><w:del><w:r><w:delText>删去</w:delText>\
                     </w:r></w:del></w:p>";
    let (report, diagnostics) = read("a.docx", &body(paragraph));
    assert!(!written(&report.unwrap()).contains("删去"));
    assert!(codes(&diagnostics).contains(&Code::I035));
}

#[test]
fn numbers_are_written_as_their_lists_say() {
    let cases = [
        ("chineseCounting", "%1、", 12, "十二、"),
        ("chineseCountingThousand", "第%1条　", 112, "第一百一十二条　"),
        ("japaneseCounting", "（%1）", 105, "（一百零五）"),
        ("chineseLegalSimplified", "%1、", 3, "叁、"),
        ("ideographTraditional", "%1、", 2, "乙、"),
        ("ideographZodiac", "%1、", 5, "辰、"),
        ("decimalEnclosedCircleChinese", "%1", 3, "③"),
        ("decimalFullWidth", "%1．", 12, "１２．"),
        ("lowerLetter", "%1)", 3, "c)"),
        ("upperRoman", "%1.", 14, "XIV."),
        ("decimal", "%1)", 7, "7)"),
    ];
    for (format, pattern, start, expected) in cases {
        let numbering = format!(
            "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl \
             w:ilvl=\"0\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{pattern}\"/></w:lvl></w:abstractNum><w:num \
             w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
        );
        let document = format!(
            "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/>\
             <w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{TEXT}</w:t></w:r></w:p>\
             </w:body></w:document>"
        );
        let file = pack(&[
            ("word/document.xml", document.as_bytes()),
            ("word/numbering.xml", numbering.as_bytes()),
        ]);
        let report = read("a.docx", &file).0.unwrap();
        let text = written(&report);
        assert!(text.contains(&format!("\n{expected}{TEXT}")), "{expected}\n{text}");
    }
}
