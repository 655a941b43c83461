//! Good books broken in one way each: `check` must say what it is.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use huikan::diag::{Code, Diagnostics, Files, Language, render};
use huikan::epub::check;
use huikan::limits::Limits;
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use crate::cli::Folder;
use crate::epub::packed;
use crate::epub::sample::{hostile, small};

/// The files of a container in their order.
type Book = Vec<(String, Vec<u8>)>;

fn book() -> Book {
    // Drawing the cover takes time, and it is the same every time.
    static BOOK: LazyLock<Book> = LazyLock::new(unpacked);
    BOOK.clone()
}

fn unpacked() -> Book {
    let (bytes, _) = packed(&small());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.push((file.name().to_owned(), bytes));
    }
    files
}

fn zipped(book: &Book, first: CompressionMethod) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (name, bytes)) in book.iter().enumerate() {
        let method = if index == 0 { first } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default().compression_method(method);
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn checked(bytes: &[u8]) -> Diagnostics {
    let mut diagnostics = Diagnostics::new();
    check(&mut diagnostics, "书.epub", bytes, &Limits::default());
    diagnostics
}

/// Replaces words in the file whose name ends so.
fn edit(book: &mut Book, name: &str, old: &str, new: &str) {
    let (_, bytes) = book.iter_mut().find(|(known, _)| known.ends_with(name)).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(old), "{name} has {old}");
    *bytes = text.replacen(old, new, 1).into_bytes();
}

fn remove(book: &mut Book, name: &str) {
    let count = book.len();
    book.retain(|(known, _)| !known.ends_with(name));
    assert!(book.len() < count, "{name} is there");
}

fn add(book: &mut Book, name: &str, bytes: &[u8]) {
    book.push((name.to_owned(), bytes.to_vec()));
}

/// A way to break a book: what it is, how, and the code that names it.
type Damage = (&'static str, fn(&mut Book), Code);

const DAMAGES: &[Damage] = &[
    ("mimetype is not first", |b| b.swap(0, 1), Code::E010),
    ("mimetype has a newline", |b| b[0].1.push(b'\n'), Code::E010),
    ("a name leads outside", |b| add(b, "../evil.xhtml", b"x"), Code::E011),
    ("a name has a colon", |b| add(b, "OEBPS/a:b.png", b"x"), Code::E011),
    ("two names differ in case", |b| add(b, "OEBPS/NAV.xhtml", b"x"), Code::E011),
    ("a bomb", |b| add(b, "OEBPS/bomb.css", &vec![0; 65 << 20]), Code::E012),
    ("no container.xml", |b| remove(b, "container.xml"), Code::E013),
    (
        "container.xml names nothing",
        |b| edit(b, "container.xml", "full-path", "path"),
        Code::E013,
    ),
    ("no package document", |b| remove(b, "content.opf"), Code::E013),
    (
        "an element without an end",
        |b| edit(b, "chapter-001.xhtml", "</p>", ""),
        Code::E014,
    ),
    (
        "an entity of its own",
        |b| {
            let bomb = "<!DOCTYPE html [<!ENTITY a \"ha\">]>";
            edit(b, "chapter-001.xhtml", "<!DOCTYPE html>", bomb);
        },
        Code::E014,
    ),
    (
        "elements nest too deep",
        |b| {
            edit(b, "chapter-001.xhtml", "<h2", &format!("{}<h2", "<b>".repeat(3_000)));
        },
        Code::E014,
    ),
    (
        "a chapter is not UTF-8",
        |b| {
            let at =
                b.iter().position(|(name, _)| name.ends_with("part-01.xhtml")).unwrap();
            b[at].1.push(0xFF);
        },
        Code::E014,
    ),
    (
        "no language",
        |b| edit(b, "content.opf", "<dc:language>zh-CN</dc:language>", ""),
        Code::E015,
    ),
    (
        "no identifier by that id",
        |b| {
            edit(
                b,
                "content.opf",
                "unique-identifier=\"identifier\"",
                "unique-identifier=\"no\"",
            );
        },
        Code::E015,
    ),
    ("a listed file is gone", |b| remove(b, "images/001.png"), Code::E016),
    (
        "an item twice",
        |b| {
            let item = "<item id=\"x\" href=\"part-01.xhtml\" media-type=\"application/xhtml+xml\"/>";
            edit(b, "content.opf", "</manifest>", &format!("{item}</manifest>"));
        },
        Code::E016,
    ),
    ("a file that is not listed", |b| add(b, "OEBPS/extra.css", b""), Code::E017),
    (
        "a picture of another type",
        |b| {
            edit(
                b,
                "content.opf",
                "media-type=\"image/png\" id=\"id_images",
                "media-type=\"image/jpeg\" id=\"id_images",
            );
        },
        Code::E018,
    ),
    (
        "a spine of ids that are not there",
        |b| {
            edit(b, "content.opf", "idref=\"id_part-01.xhtml\"", "idref=\"nobody\"");
        },
        Code::E019,
    ),
    (
        "a picture in the spine",
        |b| {
            edit(b, "content.opf", "idref=\"id_part-01.xhtml\"", "idref=\"cover-image\"");
        },
        Code::E019,
    ),
    (
        "a chapter twice in the spine",
        |b| {
            edit(
                b,
                "content.opf",
                "idref=\"id_part-01.xhtml\"",
                "idref=\"id_chapter-001.xhtml\"",
            );
        },
        Code::E019,
    ),
    (
        "no navigation document",
        |b| edit(b, "content.opf", "properties=\"nav\"", ""),
        Code::E020,
    ),
    (
        "no contents list",
        |b| edit(b, "nav.xhtml", "epub:type=\"toc\" role", "role"),
        Code::E020,
    ),
    (
        "contents out of order",
        |b| {
            edit(
                b,
                "nav.xhtml",
                "href=\"chapter-001.xhtml\"",
                "href=\"chapter-003.xhtml\"",
            );
        },
        Code::E020,
    ),
    (
        "a dead link in the contents",
        |b| {
            edit(
                b,
                "nav.xhtml",
                "href=\"chapter-001.xhtml\"",
                "href=\"chapter-099.xhtml\"",
            );
        },
        Code::E021,
    ),
    (
        "a note that is not there",
        |b| edit(b, "chapter-002.xhtml", "href=\"#n1\"", "href=\"#n9\""),
        Code::E021,
    ),
    (
        "a sheet that names nothing",
        |b| {
            edit(b, "stylesheet.css", "body {", "body { background: url(no.png);");
        },
        Code::E021,
    ),
    (
        "an id twice",
        |b| edit(b, "chapter-001.xhtml", "id=\"s2\"", "id=\"s1\""),
        Code::E022,
    ),
    (
        "a script",
        |b| edit(b, "chapter-001.xhtml", "</body>", "<script>1</script></body>"),
        Code::E023,
    ),
    (
        "a handler",
        |b| edit(b, "chapter-001.xhtml", "<h1", "<h1 onclick=\"f()\""),
        Code::E023,
    ),
    (
        "a link that runs",
        |b| {
            edit(
                b,
                "chapter-002.xhtml",
                "href=\"https://example.org",
                "href=\"javascript:alert(1)//",
            );
        },
        Code::E023,
    ),
    (
        "a picture on the web",
        |b| {
            edit(
                b,
                "chapter-001.xhtml",
                "src=\"images/001.png\"",
                "src=\"https://example.org/a.png\"",
            );
        },
        Code::E024,
    ),
    (
        "a sheet on the web",
        |b| {
            edit(
                b,
                "stylesheet.css",
                "body {",
                "@import 'http://example.org/a.css'; body {",
            );
        },
        Code::E024,
    ),
    (
        "a font that is none",
        |b| {
            add(b, "OEBPS/song.woff2", b"abc");
            let item = "<item id=\"f\" href=\"song.woff2\" media-type=\"font/woff2\"/></manifest>";
            edit(b, "content.opf", "</manifest>", item);
        },
        Code::E025,
    ),
    (
        "an image without words",
        |b| edit(b, "chapter-001.xhtml", "alt=\"一座三孔石桥\"", ""),
        Code::E026,
    ),
    (
        "a document without a language",
        |b| {
            edit(b, "part-01.xhtml", "lang=\"zh-CN\" xml:lang=\"zh-CN\"", "");
        },
        Code::E026,
    ),
    (
        "a document without a title",
        |b| edit(b, "part-01.xhtml", "<title>水与桥</title>", "<title/>"),
        Code::E026,
    ),
    (
        "many problems of a kind",
        |b| {
            let links: String =
                (0..50).map(|n| format!("<a href=\"#x{n}\">字</a>")).collect();
            edit(b, "chapter-001.xhtml", "</body>", &format!("<p>{links}</p></body>"));
        },
        Code::E027,
    ),
    (
        "nothing about who can read it",
        |b| {
            edit(b, "content.opf", "schema:accessibilityHazard", "schema:nothing");
        },
        Code::E028,
    ),
];

#[test]
fn what_huikan_packs_has_no_problems() {
    for volume in [small(), hostile()] {
        let (bytes, _) = packed(&volume);
        let found = checked(&bytes);
        assert!(found.is_empty(), "{found:?}");
    }
    // The test's own way to pack adds none either.
    assert!(checked(&zipped(&book(), CompressionMethod::Stored)).is_empty());
}

#[test]
fn every_damage_is_named_in_both_languages() {
    let mut named = BTreeSet::new();
    for (what, damage, code) in DAMAGES {
        let mut book = book();
        damage(&mut book);
        let found = checked(&zipped(&book, CompressionMethod::Stored));
        let codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
        assert!(codes.contains(code), "{what}: {codes:?}");
        assert!(codes.len() < 60, "{what}: {}", codes.len());
        for diagnostic in &found {
            for language in [Language::Chinese, Language::English] {
                let shown = render(diagnostic, &Files::default(), language, false);
                assert!(!shown.contains("{$"), "{what}: {shown}");
                let words = shown.lines().next().unwrap().split("]: ").nth(1);
                assert!(words.is_some_and(|words| words.len() > 5), "{what}: {shown}");
            }
        }
        named.insert(code.as_str());
    }
    let all: BTreeSet<&str> = Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| ("E010".."E030").contains(code))
        .collect();
    assert_eq!(named, all);
}

#[test]
fn a_compressed_mimetype_is_named() {
    let found = checked(&zipped(&book(), CompressionMethod::Deflated));
    let codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::E010]);
}

#[test]
fn any_bytes_are_answered_without_a_panic() {
    let good = zipped(&book(), CompressionMethod::Stored);
    for length in (0..good.len()).step_by(7919) {
        assert!(checked(&good[..length]).has_errors(), "{length} bytes");
    }
    for place in (0..good.len()).step_by(4999) {
        let mut bytes = good.clone();
        bytes[place] ^= 0x55;
        checked(&bytes);
    }
    for name in ["content.opf", "nav.xhtml", "container.xml", "toc.ncx"] {
        for piece in
            ["", "<", "<a", "<a/>", "<!DOCTYPE", "\u{FEFF}<a>", "<a xmlns:b=''/>"]
        {
            let mut book = book();
            let file = book.iter_mut().find(|(known, _)| known.ends_with(name));
            file.unwrap().1 = piece.as_bytes().to_vec();
            assert!(checked(&zipped(&book, CompressionMethod::Stored)).has_errors());
        }
    }
}

#[test]
fn the_command_checks_files_and_exits_with_what_it_found() {
    let (good, _) = packed(&small());
    let mut broken = book();
    remove(&mut broken, "images/001.png");
    let broken = zipped(&broken, CompressionMethod::Stored);
    let folder = Folder::new().file("good.epub", good).file("broken.epub", broken);
    assert_eq!(folder.run(&["check", "good.epub"]).status, 0);
    let ran = folder.run(&["check", "good.epub", "broken.epub", "--lang", "en"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("[E016]") && ran.stderr.contains("broken.epub"));
    let json = folder.run(&["check", "broken.epub", "--json"]);
    let json: BTreeMap<String, serde_json::Value> =
        serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["diagnostics"][0]["code"], "E016");
    assert_eq!(folder.run(&["check", "missing.epub"]).status, 2);
    assert_eq!(folder.run(&["check", "good.epub", "--fix"]).status, 2);
}
