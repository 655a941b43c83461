//! Limits: each refuses what is larger, says which key to raise, and lets it pass once that
//! is done.

use std::io::{Cursor, Write};

use huikan::limits::{Limit, Limits};
use zip::write::SimpleFileOptions;

use crate::cli::{Folder, article};
use crate::import_formats::body;
use crate::import_formats::pictures::png;

/// Something larger than a limit.
struct Row {
    /// The key and the value at which it is too large.
    limit: (&'static str, &'static str),
    /// Files beside those of the publication.
    files: Vec<(&'static str, Vec<u8>)>,
    args: &'static [&'static str],
    /// The code that is reported, and the exit status.
    code: (&'static str, i32),
}

fn row(
    limit: (&'static str, &'static str),
    files: &[(&'static str, &[u8])],
    args: &'static [&'static str],
    code: (&'static str, i32),
) -> Row {
    let files = files.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
    Row { limit, files, args, code }
}

/// A container of so many texts of so many characters.
fn container(count: usize, length: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..count {
        zip.start_file(format!("{number}.txt"), SimpleFileOptions::default()).unwrap();
        zip.write_all(text(length).as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An article of a plain text.
fn text(length: usize) -> String {
    format!("渡口\n水文站\n\n　　{}。\n", "船靠在对岸，等人来".repeat(length / 9))
}

fn nested_page(depth: usize) -> String {
    let page = format!(
        "{}<p>里面的字</p>{}",
        "<blockquote>".repeat(depth),
        "</blockquote>".repeat(depth)
    );
    format!(
        "<html><head><title>甲</title></head><body><article><h1>甲</h1><p>外面的字。</p>{page}</article></body></html>"
    )
}

fn nested_tables(depth: usize) -> Vec<u8> {
    let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
    let inside = "<w:p><w:r><w:t>里面的字</w:t></w:r></w:p>";
    body(&format!("{}{inside}{}", open.repeat(depth), close.repeat(depth)))
}

const BUILD: &[&str] = &["build", "-e", "epub"];
const DRY: &[&str] = &["import", "a.txt", "--dry-run"];

fn rows() -> Vec<Row> {
    let large = article("长", "水文站", &"字".repeat(400_000));
    let quoted = article("深", "水文站", ">>>>>>> 里面的字");
    let map = article("图", "水文站", "![图](map.png)");
    let picture = png(1100, 1000, 80);
    let mut noise = png(40, 40, 80);
    noise.resize(120_000, 7);
    vec![
        row(
            ("file", "'1MB'"),
            &[("content/river/09.md", large.as_bytes())],
            BUILD,
            ("D001", 3),
        ),
        row(
            ("source", "'100kB'"),
            &[("a.txt", text(40_000).as_bytes())],
            DRY,
            ("I004", 1),
        ),
        row(
            ("picture", "'100kB'"),
            &[
                ("a.md", "# 甲\n\n![图](b.png)\n\n正文在这里。\n".as_bytes()),
                ("b.png", &noise),
            ],
            &["import", "a.md", "--dry-run"],
            ("I033", 0),
        ),
        row(
            ("unpacked", "'1MB'"),
            &[("a.zip", &container(9, 40_000))],
            &["import", "a.zip", "--dry-run"],
            ("I031", 1),
        ),
        row(
            ("entry", "'100kB'"),
            &[("a.zip", &container(1, 40_000))],
            &["import", "a.zip", "--dry-run"],
            ("I031", 1),
        ),
        row(
            ("entries", "10"),
            &[("a.zip", &container(11, 20))],
            &["import", "a.zip", "--dry-run"],
            ("I031", 1),
        ),
        row(
            ("entries", "10"),
            &[("a.epub", &container(11, 20))],
            &["check", "a.epub"],
            ("E012", 1),
        ),
        row(
            ("pixels", "1"),
            &[
                ("content/river/09.md", map.as_bytes()),
                ("content/river/map.png", &picture),
            ],
            BUILD,
            ("M015", 1),
        ),
        row(
            ("pixels", "1"),
            &[
                ("a.md", "# 甲\n\n![图](b.png)\n\n正文在这里。\n".as_bytes()),
                ("b.png", &picture),
            ],
            &["import", "a.md", "--dry-run"],
            ("I033", 0),
        ),
        row(
            ("nesting", "4"),
            &[("content/river/09.md", quoted.as_bytes())],
            BUILD,
            ("M014", 0),
        ),
        row(
            ("elements", "20"),
            &[("a.html", nested_page(40).as_bytes())],
            &["import", "a.html", "--dry-run"],
            ("I036", 0),
        ),
        row(
            ("elements", "20"),
            &[("a.docx", &nested_tables(40))],
            &["import", "a.docx", "--dry-run"],
            ("I036", 0),
        ),
        row(
            ("styles", "1"),
            &[("styles/own.toml", b"extends = 'large-print'\n")],
            &["build", "-e", "own"],
            ("S007", 1),
        ),
        row(
            ("folders", "4"),
            &[("content/a/b/c/d/01.md", article("深", "水文站", "字。").as_bytes())],
            BUILD,
            ("D012", 1),
        ),
    ]
}

#[test]
fn what_is_over_a_limit_names_the_key_and_passes_when_it_is_raised() {
    let edition = "[[edition]]\nname = 'epub'\n[[edition]]\nname = 'own'\nkind = 'pdf'\nstyle = 'own'\n";
    let own = "extends = 'book-a5'\n";
    for Row { limit: (key, value), files, args, code: (code, status) } in rows() {
        let mut folder = Folder::publication().file("styles/own.toml", own);
        for (name, bytes) in &files {
            folder = folder.file(name, bytes);
        }
        let plan = format!("{edition}[limits]\n{key} = {value}\n");
        let folder = folder.file("huikan.toml", plan);
        for (language, words) in [("zh", "[limits]"), ("en", "[limits] of huikan.toml")] {
            let ran = folder.run(&[args, &["--lang", language]].concat());
            let said = format!("{key}\n{}\n{}", ran.stdout, ran.stderr);
            assert!(ran.stderr.contains(&format!("[{code}]")), "{said}");
            assert!(ran.stderr.contains(words) && ran.stderr.contains(key), "{said}");
            assert!(!ran.stderr.contains("{$"), "{said}");
            assert_eq!(ran.status, status, "{said}");
        }
        // Without a word about it, the default holds.
        let folder = folder.file("huikan.toml", edition);
        let ran = folder.run(args);
        assert!(
            !ran.stderr.contains(&format!("[{code}]")) || code == "E012",
            "{key} {}",
            ran.stderr
        );
    }
}

#[test]
fn every_limit_has_a_row() {
    let known: Vec<&str> = rows().iter().map(|row| row.limit.0).collect();
    for limit in Limit::ALL {
        assert!(known.contains(&limit.key()), "{}", limit.key());
    }
}

#[test]
fn a_product_is_made_again_when_articles_may_be_nested_deeper() {
    let quoted = article("深", "水文站", ">>>>>> 里面的字");
    let plan = |nesting: u8| format!("[limits]\nnesting = {nesting}\n");
    let folder =
        Folder::new().file("content/river/09.md", quoted).file("huikan.toml", plan(4));
    folder.done(BUILD);
    let flat = folder.tree("out/river");
    assert!(folder.done(BUILD).stderr.contains("没有变动"));
    let folder = folder.file("huikan.toml", plan(8));
    assert!(!folder.done(BUILD).stderr.contains("没有变动"));
    assert_ne!(folder.tree("out/river"), flat);
}

#[test]
fn import_asks_the_publication_it_writes_into() {
    let folder = Folder::new()
        .file("a.txt", text(40_000))
        .file("small/huikan.toml", "[limits]\nsource = '100kB'\n");
    folder.done(&["import", "a.txt", "--dry-run"]);
    let ran = folder.run(&["import", "a.txt", "--into", "small"]);
    assert!(ran.status == 1 && ran.stderr.contains("[I004]"), "{}", ran.stderr);
}

#[test]
fn a_limit_that_makes_no_sense_is_refused_with_what_is_possible() {
    for (line, words) in [
        ("source = '64'", "a size with its unit, such as \"64MB\", from 100 kB to 4 GB"),
        ("source = '64 MiB'", "from 100 kB to 4 GB"),
        ("source = '1kB'", "from 100 kB to 4 GB"),
        ("file = '5GB'", "from 1 MB to 4 GB"),
        ("nesting = 1000", "a whole number from 4 to 64"),
        ("elements = -1", "from 20 to 400"),
        ("sorce = '64MB'", "did you mean `source`"),
    ] {
        let plan = format!("[limits]\n{line}\n");
        let folder = Folder::publication().file("huikan.toml", plan);
        let ran = folder.run(&["check", "--lang", "en"]);
        assert_eq!(ran.status, 1, "{line}\n{}", ran.stderr);
        assert!(ran.stderr.contains(words), "{line}\n{}", ran.stderr);
    }
}

/// The deepest that limits allow, on the stacks of two megabytes that workers have.
#[test]
fn what_is_nested_as_deep_as_a_limit_may_be_is_read_and_built() {
    let most = |limit: Limit| usize::try_from(limit.range().most).unwrap();
    let (nesting, elements) = (most(Limit::Nesting), most(Limit::Elements));
    let quoted = format!("{} 里面的字", ">".repeat(nesting));
    let styled =
        format!("{}里面的字{}", "*外**".repeat(nesting / 2), "**外*".repeat(nesting / 2));
    let plan = format!("[limits]\nnesting = {nesting}\nelements = {elements}\n");
    let folder = Folder::publication()
        .file("huikan.toml", plan)
        .file("content/river/08.md", article("引", "水文站", &quoted))
        .file("content/river/09.md", article("体", "水文站", &styled))
        .file("a.html", nested_page(elements - 10))
        .file("b.docx", nested_tables(elements - 10));
    folder.done(&["build", "-j", "2"]);
    for name in ["a.html", "b.docx"] {
        let ran = folder.done(&["import", name, "--into", "."]);
        assert!(!ran.stderr.contains("I036"), "{}", ran.stderr);
    }
    let ran = folder.done(&["build", "-j", "2"]);
    assert!(!ran.stderr.contains("[D"), "{}", ran.stderr);
}

/// A drawing as deep as a book may hold is none that the check of books refuses.
#[test]
fn a_book_with_the_deepest_drawing_passes_our_own_check() {
    let (open, close) = ("<g>".repeat(240), "</g>".repeat(240));
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'>{open}\
         <rect width='40' height='40'/>{close}</svg>"
    );
    let folder = Folder::publication()
        .file("content/river/09.md", article("图", "水文站", "![图](a.svg)"))
        .file("content/river/a.svg", svg);
    folder.done(&["build", "river", "-e", "epub"]);
    folder.done(&["check", "out/river/river.epub"]);
}

#[test]
fn the_manual_names_every_limit_with_its_default() {
    let reference = include_str!("../../docs/reference.md");
    let config = include_str!("../../docs/config.md");
    for limit in Limit::ALL {
        let said = limit.said(limit.range().default).replace(' ', "");
        let row = format!("| `{}` |", limit.key());
        for page in [reference, config] {
            let mut lines = page.lines().skip_while(|line| !line.contains("[limits]"));
            let line = lines.find(|line| line.starts_with(&row));
            assert!(
                line.is_some_and(|line| line.contains(&format!("`{said}`"))),
                "{row} {line:?}"
            );
        }
    }
    assert_eq!(Limits::default().said(Limit::Unpacked), "512 MB");
}
