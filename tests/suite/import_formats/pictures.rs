//! Tests of pictures: out of Word files, web pages and containers, and from beside
//! Markdown and pages, into the folder of the articles and into the book.

use huikan::diag::Code;

use crate::cli::Folder;
use crate::import::{codes, read};
use crate::import_formats::{pack, text, written};

/// A picture of one colour.
pub(crate) fn png(width: u32, height: u32, grey: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    let pixels = vec![grey; usize::try_from(width * height).unwrap()];
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    file
}

/// A Word file with pictures by the identifiers of their relations.
fn with_media(inside: &str, media: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!(
        "<w:document xmlns:w=\"w\" xmlns:r=\"r\" xmlns:a=\"a\" xmlns:wp=\"wp\"><w:body>\
         {inside}<w:sectPr><w:pgSz w:w=\"11906\"/><w:pgMar w:left=\"1800\" \
         w:right=\"1800\"/></w:sectPr></w:body></w:document>"
    );
    let relation =
        |(id, _): &(&str, _)| format!("<R Id=\"{id}\" Target=\"media/{id}\"/>");
    let relations: String = media.iter().map(relation).collect();
    let relations = format!("<Relationships>{relations}</Relationships>");
    let names: Vec<String> =
        media.iter().map(|(id, _)| format!("word/media/{id}")).collect();
    let styles = text("styles.xml");
    let mut entries: Vec<(&str, &[u8])> = vec![
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
    ];
    entries.extend(
        names.iter().zip(media).map(|(name, (_, bytes))| (name.as_str(), *bytes)),
    );
    pack(&entries)
}

fn drawing(id: &str, alt: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:extent cx=\"2637155\"/><wp:docPr descr=\"{alt}\"/>\
         <a:graphic><a:blip r:embed=\"{id}\"/></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

fn centred(inside: &str) -> String {
    format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{inside}</w:p>")
}

fn words(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn story() -> (String, Vec<u8>, Vec<u8>) {
    let inside = [
        centred(&words("竹桥修复记")),
        format!("<w:p>{}</w:p>", words("开春以后，站里请来两位老匠人。")),
        centred(&drawing("a.png", "图片 1")),
        centred(&words("图1 修复中的\"竹桥\"")),
        format!(
            "<w:p>{}{}</w:p>",
            drawing("b.dat", "匠人在烤竹子"),
            words("火候最要紧。")
        ),
        centred(&drawing("c.gif", "")),
        centred(&words("图2 落成那天")),
    ];
    (inside.concat(), png(60, 40, 90), png(50, 50, 10))
}

#[test]
fn pictures_of_a_word_file_stand_beside_its_articles() {
    let (inside, first, second) = story();
    let media: [(&str, &[u8]); 3] =
        [("a.png", &first), ("b.dat", &second), ("c.gif", b"GIF89a\x40\x00\x40\x00")];
    let (report, diagnostics) = read("桥.docx", &with_media(&inside, &media));
    let report = report.unwrap();
    let text = written(&report);
    for expected in [
        "![图1 修复中的\"竹桥\"](images/01.png){width=50%}\n",
        "火候最要紧。\n\n![匠人在烤竹子](images/02.png){width=50%}\n",
        "（此处有图未导入：图2 落成那天）",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert_eq!(codes(&diagnostics)[0], Code::I033, "a GIF is reported");
    let outputs = huikan::import::write(&mut report.clone());
    let pictures: Vec<(&str, &[u8])> = outputs[1..]
        .iter()
        .map(|output| (output.path.as_str(), output.bytes.as_slice()))
        .collect();
    assert_eq!(
        pictures,
        [
            ("content/桥/images/01.png", first.as_slice()),
            ("content/桥/images/02.png", second.as_slice())
        ]
    );
}

#[test]
fn imported_pictures_are_in_the_book_and_edited_ones_stay() {
    let (inside, first, second) = story();
    let media: [(&str, &[u8]); 2] = [("a.png", &first), ("b.dat", &second)];
    let folder = Folder::new().file("桥.docx", with_media(&inside, &media));
    folder.run(&["import", "桥.docx"]);
    let built = folder.done(&["build", "-e", "a5"]);
    assert!(!built.stderr.contains("M0"), "{}", built.stderr);
    let pdf = &folder.tree("out")["out/桥/桥-a5.pdf"];
    let images = pdf.windows(14).filter(|w| w == b"/Subtype/Image").count();
    assert_eq!(images, 2);

    let drawn = png(30, 90, 200);
    let folder = folder.file("content/桥/images/01.png", &drawn);
    folder.run(&["import", "桥.docx"]);
    let files = folder.tree("content");
    assert_eq!(files["content/桥/images/01.png"], drawn);
    assert!(!files.contains_key("content/桥/images/01.new.png"), "it is what it was");

    let other = png(30, 90, 120);
    let media: [(&str, &[u8]); 2] = [("a.png", &other), ("b.dat", &second)];
    let folder = folder.file("桥.docx", with_media(&inside, &media));
    folder.run(&["import", "桥.docx"]);
    let files = folder.tree("content");
    assert_eq!(files["content/桥/images/01.png"], drawn);
    assert_eq!(files["content/桥/images/01.new.png"], other);
}

#[test]
fn huge_tiny_and_damaged_pictures_are_not_taken_over() {
    let inside = |id: &str| format!("<w:p>{}{}</w:p>", words("桥。"), drawing(id, "桥"));
    let mut bomb = png(60, 40, 90);
    // Width and height of a picture of ten gigapixels.
    bomb[16..24].copy_from_slice(&[0, 1, 0x86, 0xA0, 0, 1, 0x86, 0xA0]);
    let cut = &png(60, 40, 90)[..20];
    let icon = png(16, 16, 0);
    for bytes in [bomb.as_slice(), cut, &icon, b"", b"\xFF\xD8\xFF"] {
        let (report, diagnostics) =
            read("a.docx", &with_media(&inside("a"), &[("a", bytes)]));
        let text = written(&report.unwrap());
        assert!(text.contains("（此处有图未导入：桥）"), "{text}");
        assert!(codes(&diagnostics).contains(&Code::I033));
    }
    let line = png(300, 1, 0);
    let (report, diagnostics) =
        read("a.docx", &with_media(&inside("a"), &[("a", &line)]));
    assert!(!written(&report.unwrap()).contains('图'), "a rule shows nothing");
    assert!(!codes(&diagnostics).contains(&Code::I033));
}

#[test]
fn pictures_beside_markdown_are_taken_over_and_others_are_reported() {
    let source = "# 茶园\n\n山坡上的茶树。\n\n![采茶](图/a%20b.png \"清明\"){width=60%}\n\n\
                  `![x](图/a.png)` ![外](../秘.png) ![网](https://example.org/a.png)\n";
    let folder = Folder::new()
        .file("来/茶.md", source)
        .file("来/图/a b.png", png(80, 60, 80))
        .file("秘.png", png(80, 60, 10));
    let ran = folder.run(&["import", "来"]);
    let files = folder.tree("content");
    let text = String::from_utf8(files["content/茶/01-茶园.md"].clone()).unwrap();
    assert!(text.contains("![采茶](images/01.png \"清明\"){width=60%}"), "{text}");
    assert!(text.contains("`![x](图/a.png)` ![外](../秘.png)"), "{text}");
    assert_eq!(files.len(), 2, "nothing outside is read");
    assert!(ran.stderr.contains("I033") && ran.stderr.contains(" 2 "), "{}", ran.stderr);
    assert!(!ran.stderr.contains("I013"), "a picture that is shown is no unknown source");
}

#[test]
fn pictures_of_a_page_come_from_the_page_and_from_beside_it() {
    let data = "iVBORw0KGgoAAAANSUhEUgAAACgAAAAoCAAAAACpleexAAAAfElEQVR42o3BkQKDAAAA0aNR\
                NIqiKIpG0SiKRqNRFI1GUTQaRaMoGkXRKIqiKBr1FfuFew+sg0QgcZQIJSKJWCKRSCVOEpnE\
                WSKXKCQuEleJm0QpUUncJR4StUQj8ZR4SbQSb4lOopf4SAwSo8RXYpKYJRaJVWKT+Ens0h9h\
                4ttfzL1DMwAAAABJRU5ErkJggg==";
    let page = format!(
        "<h1>茶园</h1><p>山坡上的茶树。</p><p><img src='茶_files/640.png' \
         data-src='https://example.org/640'></p><p style='text-align:center'>图为采茶</p>\
         <p>采下的叶子当天炒。<img src='data:image/png;base64,{data}' alt='炒锅'>炒好再晾。</p>\
         <figure><img src='/abs.png'><figcaption>晾茶</figcaption></figure>\
         <p>第二天装袋。</p><img src='../秘.png'>"
    );
    let picture = png(80, 60, 80);
    let expected = [
        "![图为采茶](images/01.png)\n",
        "采下的叶子当天炒。炒好再晾。\n\n![炒锅](images/02.png)\n",
        "（此处有图未导入：晾茶）",
    ];
    let folder = Folder::new()
        .file("来/茶.html", &page)
        .file("来/茶_files/640.png", &picture)
        .file("秘.png", png(80, 60, 10));
    let packed =
        pack(&[("页/茶.html", page.as_bytes()), ("页/茶_files/640.png", &picture)]);
    let folder = folder.file("茶.zip", packed);
    for source in ["来", "茶.zip"] {
        let ran = folder.run(&["import", source, "--into", "出"]);
        let files = folder.tree("出");
        let text = String::from_utf8(files["出/content/茶/01-茶园.md"].clone()).unwrap();
        for expected in expected {
            assert!(text.contains(expected), "{expected}\n{text}");
        }
        assert_eq!(files["出/content/茶/images/01.png"], picture);
        assert_eq!(files.len(), 3, "{:?}", files.keys());
        assert!(!ran.stderr.contains("I013"), "{}", ran.stderr);
        std::fs::remove_dir_all(folder.path().join("出")).unwrap();
    }
}

#[test]
fn lone_picture_in_a_word_file_makes_no_article() {
    let inside = centred(&drawing("a", ""));
    let picture = png(60, 60, 9);
    let (report, diagnostics) = read("a.docx", &with_media(&inside, &[("a", &picture)]));
    assert!(report.is_none());
    assert_eq!(codes(&diagnostics), [Code::I001]);
}

#[test]
fn captions_in_the_row_below_belong_to_the_pictures_above_them() {
    let cell = |inside: &str| format!("<w:tc>{inside}</w:tc>");
    let table = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}</w:tr></w:tbl>",
        cell(&centred(&drawing("a", ""))),
        cell(&centred(&drawing("b", ""))),
        cell(&centred(&words("开工"))),
        cell(&centred(&words("落成"))),
    );
    let inside = format!("<w:p>{}</w:p>{table}", words("桥修了三个月。"));
    let (first, second) = (png(60, 40, 90), png(50, 50, 10));
    let media: [(&str, &[u8]); 2] = [("a", &first), ("b", &second)];
    let text = written(&read("a.docx", &with_media(&inside, &media)).0.unwrap());
    let expected =
        "![开工](images/01.png){width=50%}\n\n![落成](images/02.png){width=50%}\n";
    assert!(text.contains(expected), "{text}");
}
