//! Volumes packed as EPUB, taken apart again. `BLESS=1` rewrites the expected tree.

mod check;
mod cover;
mod embed;
mod hostile;
mod pages;
mod readers;
mod sample;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use huikan::article::{Block, BlockKind, Inline};
use huikan::diag::{Code, Diagnostics, Files};
use huikan::epub::{Setup, Templates, pack};
use huikan::font::{Bytes, Fonts};
use huikan::limits::Limits;
use huikan::project::{Embed, ReaderKind};
use huikan::style::{Style, parse};
use huikan::volume::Volume;
use roxmltree::{Document, Node};

use sample::{article, block, hostile, paragraph, small, volume_of};

/// A style of one's own over book-a5, or a built-in one.
pub(crate) fn style(name: &str) -> Style {
    styled(name, "")
}

fn styled(name: &str, own: &str) -> Style {
    let (mut files, mut overrides) = (Files::default(), BTreeMap::new());
    if !own.is_empty() {
        overrides.insert(format!("{name}.toml"), files.add(name, own));
    }
    let mut diagnostics = Diagnostics::new();
    let style = parse(&mut diagnostics, name, (&files, &overrides), &Limits::default());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    style
}

/// The built-in fonts.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::default);

/// A book that brings no fonts along and is for any reader.
pub(crate) fn setup<'a>(style: &'a Style, templates: &'a Templates) -> Setup<'a> {
    let (embed, reader) = (Embed::None, ReaderKind::Any);
    let is_obfuscated = false;
    Setup { style, templates, fonts: &FONTS, embed, is_obfuscated, reader }
}

/// Packs a volume with the built-in templates and cover fonts.
pub(crate) fn packed(volume: &Volume) -> (Vec<u8>, Diagnostics) {
    let font = |name: &str| {
        Bytes::Shared(Arc::from(std::fs::read(format!("fonts/{name}")).unwrap()))
    };
    let fonts = vec![font("NotoSerifSC-Bold.ttf"), font("NotoSansSC-Bold.ttf")];
    let mut diagnostics = Diagnostics::new();
    let templates = Templates { fonts, ..Templates::default() };
    let bytes =
        pack(&mut diagnostics, volume, &setup(&style("book-a5"), &templates), None);
    (bytes.unwrap_or_else(|| panic!("{diagnostics:?}")), diagnostics)
}

/// The same without a cover, for tests that look at the text only.
fn plain(volume: &Volume) -> (BTreeMap<String, String>, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let (style, templates) = (style("book-a5"), Templates::default());
    let bytes = pack(&mut diagnostics, volume, &setup(&style, &templates), None);
    (texts(&bytes.unwrap_or_else(|| panic!("{diagnostics:?}"))), diagnostics)
}

/// The files of a container that are text, by name.
pub(crate) fn texts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        if let Ok(text) = String::from_utf8(bytes) {
            files.insert(file.name().to_owned(), text);
        }
    }
    files
}

pub(crate) fn xml(text: &str) -> Document<'_> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    Document::parse_with_options(text, options).unwrap()
}

/// The words of an element that came from the article: without ruby, marks of notes and
/// what stands in place of a missing image; white space left out, because the markup's own is not the text's.
fn words(node: Node<'_, '_>) -> String {
    let is_added = |node: &Node<'_, '_>| {
        matches!(node.tag_name().name(), "rt" | "rp")
            || node.attribute("class") == Some("missing")
            || node.attribute("role").is_some_and(|role| {
                ["doc-noteref", "doc-backlink", "doc-subtitle"].contains(&role)
            })
    };
    node.descendants()
        .filter(Node::is_text)
        .filter(|text| !text.ancestors().any(|node| is_added(&node)))
        .filter_map(|text| text.text())
        .flat_map(str::chars)
        .filter(|c| !c.is_whitespace())
        .collect()
}

/// The text of blocks, as the test itself reads it.
fn text_of(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::Continuation(text)
            | BlockKind::Signature(text) => run(&mut out, text),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| out.push_str(&text_of(item)));
            }
            BlockKind::Quote(inner) => out.push_str(&text_of(inner)),
            BlockKind::Table(table) => {
                table.texts().for_each(|text| run(&mut out, text));
            }
            BlockKind::Figure(figure) => run(&mut out, &figure.caption),
            BlockKind::Code(code) => out.push_str(code),
            BlockKind::Break => {}
        }
    }
    out.retain(|c| !c.is_whitespace());
    out
}

fn run(out: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Ruby { base, .. } => out.push_str(base),
            Inline::Note(_) | Inline::Break => {}
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strike(inner)
            | Inline::Dots(inner)
            | Inline::Name(inner)
            | Inline::Book(inner)
            | Inline::Foreign(_, inner)
            | Inline::Link { text: inner, .. } => run(out, inner),
        }
    }
}

#[test]
fn a_small_volume_gives_the_expected_files() {
    let (bytes, diagnostics) = packed(&small());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let names: Vec<String> = (0..archive.len())
        .map(|i| archive.by_index(i).unwrap().name().to_owned())
        .collect();
    let mut files = texts(&bytes);
    files.insert("order.txt".to_owned(), names.join("\n") + "\n");
    // This style sheet is a file of styles/ as it is, and would stand here twice.
    let style = files.remove("OEBPS/stylesheet.css").unwrap();
    assert_eq!(style, std::fs::read_to_string("styles/epub/book.css").unwrap());
    let folder = Path::new("tests/cases/epub/small");
    for (name, text) in &files {
        let path = folder.join(name);
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, text).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(*text, expected, "{name} differs; BLESS=1 accepts it");
    }
}

#[test]
fn mimetype_stands_first_and_is_stored() {
    let (bytes, _) = packed(&small());
    assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let second = archive.by_index(1).unwrap();
    assert_eq!(second.name(), "META-INF/container.xml");
    assert_eq!(second.last_modified(), Some(zip::DateTime::default()));
}

#[test]
fn the_same_volume_gives_the_same_bytes() {
    assert_eq!(packed(&small()).0, packed(&small()).0);
}

#[test]
fn chapters_hold_the_text_of_their_articles() {
    let volume = small();
    let (files, _) = plain(&volume);
    for (place, chapter) in volume.chapters().enumerate() {
        let text = &files[&format!("OEBPS/chapter-{:03}.xhtml", place + 1)];
        let document = xml(text);
        let section = document.descendants().find(|node| node.has_tag_name("section"));
        let blocks =
            section.unwrap().children().filter(|node| !node.has_tag_name("header"));
        let written: String = blocks.map(words).collect();
        let notes = chapter.article.notes.iter().map(|note| text_of(&note.body));
        let expected = text_of(&chapter.article.body) + &notes.collect::<String>();
        assert_eq!(written, expected);
    }
}

#[test]
fn contents_nest_articles_in_their_parts() {
    let (files, _) = plain(&small());
    let nav = xml(&files["OEBPS/nav.xhtml"]);
    let toc = nav.descendants().find(|node| node.attribute("role") == Some("doc-toc"));
    let parts: Vec<Node<'_, '_>> =
        toc.unwrap().children().filter(|node| node.has_tag_name("ol")).collect();
    let shape: Vec<usize> = parts[0]
        .children()
        .filter(|node| node.has_tag_name("li"))
        .map(|item| item.descendants().filter(|node| node.has_tag_name("a")).count() - 1)
        .collect();
    let expected = [0, 2, 1, 0, 0, 0, 0];
    assert_eq!(shape, expected, "preface, part of two, part of one, what stands behind");
    assert_eq!(points(&files), 10);
}

/// How many entries the contents for old readers have.
fn points(files: &BTreeMap<String, String>) -> usize {
    let ncx = xml(&files["OEBPS/toc.ncx"]);
    ncx.descendants().filter(|node| node.has_tag_name("navPoint")).count()
}

#[test]
fn contents_for_old_readers_have_every_article_once() {
    for count in 1..4 {
        let texts = ["一", "二", "三"].into_iter().take(count);
        let articles = texts.map(|title| article(title, vec![paragraph("河边的话。")]));
        let (files, _) = plain(&volume_of(articles.collect()));
        assert_eq!(points(&files), count);
    }
}

#[test]
fn a_hostile_article_stays_text() {
    let (files, diagnostics) = plain(&hostile());
    for (name, text) in &files {
        if name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".ncx") {
            let document = xml(text);
            let mut ids: Vec<&str> =
                document.descendants().filter_map(|node| node.attribute("id")).collect();
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count, "{name} has an id twice");
            assert!(!document.descendants().any(|node| node.has_tag_name("script")));
            let mut links =
                document.descendants().filter_map(|node| node.attribute("href"));
            assert!(links.all(|href| !href.contains("javascript")), "{name}");
        }
    }
    assert!(files["OEBPS/chapter-001.xhtml"].contains("&lt;script&gt;"));
    let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::E003, Code::E003]);
}

#[test]
fn links_lead_to_the_web_or_nowhere() {
    let cases = std::fs::read_to_string("tests/cases/epub/links.txt").unwrap();
    for case in cases.lines().filter(|line| !line.starts_with('#')) {
        let (url, expected) = case.split_once(" => ").unwrap();
        let text = vec![Inline::Text("字".to_owned())];
        let link = Inline::Link { url: url.to_owned(), text };
        let body = vec![block(BlockKind::Paragraph(vec![link]))];
        let (files, diagnostics) = plain(&volume_of(vec![article("题", body)]));
        let document = xml(&files["OEBPS/chapter-001.xhtml"]);
        let link = document.descendants().find(|node| node.has_tag_name("a"));
        let href = link.and_then(|link| link.attribute("href")).unwrap_or("-");
        assert_eq!(href, expected, "{url}");
        assert_eq!(diagnostics.is_empty(), href != "-", "{url}");
    }
}

#[test]
fn deep_nesting_is_written_flat() {
    let mut blocks = vec![paragraph("最里面")];
    let mut inlines = vec![Inline::Text("最里层".to_owned())];
    for _ in 0..2_000 {
        blocks = vec![block(BlockKind::Quote(blocks))];
        inlines = vec![Inline::Strong(inlines)];
    }
    blocks.push(block(BlockKind::Paragraph(inlines)));
    let (files, _) = plain(&volume_of(vec![article("深", blocks)]));
    let text = &files["OEBPS/chapter-001.xhtml"];
    assert!(text.contains("最里面") && text.contains("最里层"));
    assert!(text.matches("<blockquote>").count() < 50);
}

#[test]
fn headings_never_skip_a_rank() {
    let heading = |level| {
        let text = vec![Inline::Text("节".to_owned())];
        block(BlockKind::Heading { level, text })
    };
    let levels = [3, 5, 3, 1, 6, 2];
    let body = levels.into_iter().map(heading).collect();
    let (files, _) = plain(&volume_of(vec![article("题", body)]));
    let ranks: Vec<char> = files["OEBPS/chapter-001.xhtml"]
        .split("<h")
        .skip(1)
        .filter_map(|rest| rest.chars().next().filter(char::is_ascii_digit))
        .collect();
    assert_eq!(ranks, ['1', '2', '3', '2', '2', '3', '3']);
}

#[test]
fn a_note_that_is_marked_twice_leads_back_to_its_first_mark() {
    let mark = || vec![Inline::Text("句".to_owned()), Inline::Note(0)];
    let body =
        vec![block(BlockKind::Paragraph(mark())), block(BlockKind::Paragraph(mark()))];
    let article = sample::with_note(article("题", body), "注文");
    let (files, _) = plain(&volume_of(vec![article]));
    let text = &files["OEBPS/chapter-001.xhtml"];
    assert_eq!(text.matches("href=\"#n1\"").count(), 2);
    assert!(text.contains("id=\"r1\"") && text.contains("id=\"r1-2\""));
    assert_eq!(text.matches("href=\"#r1\"").count(), 1);
}

#[test]
fn an_article_without_a_title_has_no_heading() {
    let mut untitled = article("", vec![paragraph("开头的几个字就是目录里的一行。")]);
    untitled.title = None;
    let mut volume = volume_of(vec![untitled]);
    volume.parts[0].articles[0].title = "开头的几个字".to_owned();
    let (files, _) = plain(&volume);
    let chapter = &files["OEBPS/chapter-001.xhtml"];
    assert!(!chapter.contains("<h1"));
    assert!(chapter.contains("aria-label=\"开头的几个字\""));
    assert!(files["OEBPS/nav.xhtml"].contains(">开头的几个字</a>"));
}

#[test]
fn a_volume_without_articles_is_still_a_book() {
    let (files, _) = plain(&volume_of(Vec::new()));
    assert!(files["OEBPS/nav.xhtml"].contains("href=\"title.xhtml\""));
    assert_eq!(points(&files), 1);
}

#[test]
fn the_publication_s_templates_stand_in_place_of_the_built_in_ones() {
    let files = BTreeMap::from([(
        "part.xhtml".to_owned(),
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><p>{{ page.title }}</p></html>"
            .to_owned(),
    )]);
    let mut diagnostics = Diagnostics::new();
    let own = Templates { files, ..Templates::default() };
    let style = style("book-a5");
    let bytes = pack(&mut diagnostics, &small(), &setup(&style, &own), None).unwrap();
    assert!(texts(&bytes)["OEBPS/part-01.xhtml"].contains("<p>水与桥</p>"));
}

/// A volume packed in a style.
fn packed_in(volume: &Volume, style: &Style) -> BTreeMap<String, String> {
    let mut diagnostics = Diagnostics::new();
    let templates = Templates::default();
    texts(&pack(&mut diagnostics, volume, &setup(style, &templates), None).unwrap())
}

#[test]
fn what_a_style_decides_holds_in_the_epub_too() {
    let own = "[text]\nfont = \"fangsong\"\nindent = 1\npitch = \"21pt\"\nlines = 20\n\
               [quote]\nfont = \"song\"\nindent = 4\n\
               [article]\ntitle = { align = \"end\", font = \"kai\" }";
    let css = &packed_in(&small(), &styled("own", own))["OEBPS/look.css"];
    let rule = |selector: &str| {
        let start = css.find(&format!("\n{selector} {{")).unwrap();
        css[start..].split('}').next().unwrap().to_owned()
    };
    assert!(
        rule("body").contains("FangSong") && rule("body").contains("line-height: 2.00")
    );
    assert!(rule("p").contains("text-indent: 1em"));
    assert!(rule("blockquote").contains("Songti SC"));
    assert!(rule("blockquote").contains("margin: 1em 4em"));
    assert!(rule("header h1").contains("text-align: end"));
    assert!(rule("header h1").contains("KaiTi"));
    assert!(!css.contains("writing-mode"));
}

// Rule 15.1.
#[test]
fn every_document_and_every_word_of_another_script_say_their_language() {
    let mut volume = small();
    let french = Inline::Foreign("fr", vec![Inline::Text("la Seine".to_owned())]);
    let french = Block { kind: BlockKind::Paragraph(vec![french]), ..paragraph("") };
    let blocks = vec![paragraph("书名是雪の国。"), french];
    volume.parts = volume_of(vec![article("水", blocks)]).parts;
    let (files, _) = plain(&volume);
    let documents = files.iter().filter(|(name, _)| name.ends_with(".xhtml"));
    for (name, text) in documents {
        let document = xml(text);
        let root = document.root_element();
        assert_eq!(root.attribute("lang"), Some("zh-CN"), "{name}");
        let xml = "http://www.w3.org/XML/1998/namespace";
        assert_eq!(root.attribute((xml, "lang")), Some("zh-CN"), "{name}");
    }
    let chapter = &files["OEBPS/chapter-001.xhtml"];
    assert!(chapter.contains("lang=\"ja\""));
    assert!(chapter.contains("<span lang=\"fr\" xml:lang=\"fr\">la Seine</span>"));
}

// Rules 15.2, 15.3, 15.4.
#[test]
fn lines_are_the_reader_s_and_nothing_stands_in_the_text_for_their_sake() {
    let files = packed_in(&small(), &style("book-a5"));
    let css: String = ["look.css", "stylesheet.css"]
        .map(|name| files[&format!("OEBPS/{name}")].as_str())
        .concat();
    for wanted in [
        "line-break: strict;",
        "word-break: normal;",
        "text-align: justify;",
        "text-indent: 2em;",
        "text-spacing-trim: trim-start;",
        "text-autospace: normal;",
        "text-emphasis: filled dot;",
        "text-emphasis-position: under right;",
    ] {
        assert!(css.contains(wanted), "{wanted}");
    }
    // Only addresses break anywhere.
    let before = css.split("overflow-wrap: anywhere;").next().unwrap();
    assert!(before.rsplit('}').next().unwrap().trim_start().starts_with("a {"), "{css}");
    let is_for_looks = |c: char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FE10}'..='\u{FE4F}' | '\u{200B}' | '\u{2028}');
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
        assert!(!text.contains(is_for_looks), "{name}");
    }
}

// Rule 15.5.
#[test]
fn pinyin_stands_in_brackets_where_a_reader_knows_none() {
    let (files, _) = plain(&small());
    let all: String = files.values().map(String::as_str).collect();
    assert!(all.contains("<ruby>"));
    for ruby in all.split("<ruby>").skip(1).map(|rest| rest.split("</ruby>").next()) {
        let ruby = ruby.unwrap_or_default();
        assert!(
            ruby.contains("<rp>（</rp><rt>") && ruby.ends_with("<rp>）</rp>"),
            "{ruby}"
        );
    }
}

// Rule 15.6.
#[test]
fn a_vertical_book_turns_its_pages_to_the_right_and_its_digits_stand_across() {
    let mut volume = small();
    let text = "12月去了100里，2024年Q3的3.5号，7天。";
    volume.parts = volume_of(vec![article("水", vec![paragraph(text)])]).parts;
    let files = packed_in(&volume, &style("vertical"));
    // What turns the book stands behind what it turns.
    let sheets = ["look.css", "stylesheet.css", "vertical.css"];
    let css: String =
        sheets.map(|name| files[&format!("OEBPS/{name}")].as_str()).concat();
    assert!(css.contains("writing-mode: vertical-rl"));
    assert!(css.contains("-epub-writing-mode: vertical-rl"));
    assert!(css.contains("text-combine-upright"));
    assert!(
        files["OEBPS/content.opf"]
            .contains("<spine toc=\"ncx\" page-progression-direction=\"rtl\">")
    );
    let chapter = &files["OEBPS/chapter-001.xhtml"];
    let places = sheets.map(|name| chapter.find(&format!("href=\"{name}\"")).unwrap());
    assert!(places.is_sorted());
    let across = |digits: &str| format!("<span class=\"across\">{digits}</span>");
    assert!(chapter.contains(&format!(
        "{}月去了{}里，2024年Q3的3.5号，7天",
        across("12"),
        across("100")
    )));
    // A horizontal book has none of this.
    let files = packed_in(&volume, &style("book-a5"));
    assert!(!files["OEBPS/content.opf"].contains("progression-direction=\"rtl\""));
    assert!(files["OEBPS/chapter-001.xhtml"].contains(text));
}

#[test]
fn a_broken_template_is_reported_once_and_nothing_is_packed() {
    for text in ["{{ page.titel }}", "{% if %}"] {
        let files = BTreeMap::from([("chapter.xhtml".to_owned(), text.to_owned())]);
        let mut diagnostics = Diagnostics::new();
        let own = Templates { files, ..Templates::default() };
        let style = style("book-a5");
        let bytes = pack(&mut diagnostics, &small(), &setup(&style, &own), None);
        assert!(bytes.is_none());
        let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::E002], "{text}");
    }
}

#[test]
fn a_language_that_is_no_tag_is_reported() {
    let mut volume = small();
    let publication = Arc::make_mut(&mut volume.publication);
    publication.language = "中文".to_owned();
    let (files, diagnostics) = plain(&volume);
    assert!(files["OEBPS/content.opf"].contains("<dc:language>zh-CN</dc:language>"));
    let codes: Vec<Code> = diagnostics.iter().map(|d| d.code).collect();
    assert_eq!(codes, [Code::E004]);
}
