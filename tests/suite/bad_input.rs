//! Tests of bad input: a clear message with a code and a hint, the right exit status,
//! nothing half-written.

use std::fs;
use std::path::Path;

use huikan::diag::{Code, Severity};

use crate::cli::{Folder, article};

/// A command line that goes wrong.
struct Row {
    /// What is wrong, for the message of a failing test.
    what: &'static str,
    /// Files beside the publication's own: name and bytes.
    files: Vec<(&'static str, Vec<u8>)>,
    /// What is typed.
    args: &'static [&'static str],
    /// The code that is reported.
    code: &'static str,
    /// The exit status.
    status: i32,
}

fn row(
    what: &'static str,
    files: &[(&'static str, &[u8])],
    args: &'static [&'static str],
    (code, status): (&'static str, i32),
) -> Row {
    let files = files.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
    Row { what, files, args, code, status }
}

const BUILD: &[&str] = &["build", "-e", "epub"];
const IMPORT: &[&str] = &["import", "a.txt"];

/// Every line of the sources here is content, so nothing but the message may come out.
fn sources() -> Vec<Row> {
    let binary: Vec<u8> = (0..4096_u32).map(|n| (n * 7 % 251) as u8 & 0x1f).collect();
    vec![
        row("empty source", &[("a.txt", b"")], IMPORT, ("I001", 1)),
        row("blank source", &[("a.txt", b" \n\n \n")], IMPORT, ("I001", 1)),
        row("binary source", &[("a.txt", &binary)], IMPORT, ("I002", 1)),
        row(
            "picture",
            &[("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0")],
            IMPORT,
            ("I013", 1),
        ),
        row("missing source", &[], IMPORT, ("D004", 2)),
        row("folder with an empty text", &[("a.txt/b.txt", b"")], IMPORT, ("I001", 1)),
        row(
            "two sources of one name",
            &[
                ("1/a.txt", "渡口\n\n　　船靠在对岸。\n".as_bytes()),
                ("2/a.txt", b"abc\n"),
            ],
            &["import", "1/a.txt", "2/a.txt"],
            ("U011", 2),
        ),
        row(
            "a file where content/ should be",
            &[("a.txt", "渡口\n\n　　船靠在对岸。\n".as_bytes()), ("new/content", b"")],
            &["import", "a.txt", "--into", "new"],
            ("D002", 3),
        ),
    ]
}

fn publications() -> Vec<Row> {
    let toml = "huikan.toml";
    let md = "content/river/09.md";
    vec![
        row("broken huikan.toml", &[(toml, b"[publication\n")], BUILD, ("C001", 1)),
        row(
            "unknown key",
            &[(toml, b"[publication]\ntitel = 'a'\n")],
            BUILD,
            ("C007", 1),
        ),
        row(
            "impossible value",
            &[(toml, b"[volumes]\nby = ['year']\n")],
            BUILD,
            ("C002", 1),
        ),
        row("huikan.toml not UTF-8", &[(toml, b"# \xd6\xd0\n")], BUILD, ("D006", 1)),
        row("article not UTF-8", &[(md, b"\xd6\xd0\xce\xc4\n")], BUILD, ("D006", 1)),
        row(
            "broken front matter",
            &[(md, b"---\ntitle: [\n---\nabc\n")],
            BUILD,
            ("M001", 1),
        ),
        row(
            "a date that is none",
            &[(md, "---\ntitle: 甲\ndate: 2023-13-40\n---\n乙\n".as_bytes())],
            BUILD,
            ("M010", 1),
        ),
        row(
            "an image that is not there",
            &[(md, "---\ntitle: 甲\n---\n\n![乙](b.png)\n".as_bytes())],
            BUILD,
            ("M003", 1),
        ),
        row(
            "a broken style",
            &[("styles/book-a5.toml", b"[\n")],
            &["build"],
            ("S002", 1),
        ),
        row(
            "a style that is not there",
            &[(toml, b"[[edition]]\nname = 'a5'\nkind = 'pdf'\nstyle = 'b9'\n")],
            &["build"],
            ("S001", 1),
        ),
        row("a font that is none", &[("fonts/a.ttf", b"abc")], &["build"], ("T001", 1)),
        row("out/ is a file", &[("out", b"")], BUILD, ("D002", 3)),
        row("a volume's folder is a file", &[("out/river", b"")], BUILD, ("D002", 3)),
        row("unknown volume", &[], &["build", "rivr"], ("U001", 2)),
        row("unknown edition", &[], &["build", "-e", "a6"], ("U002", 2)),
        row("unknown command", &[], &["bulid"], ("U004", 2)),
        row("unknown option", &[], &["build", "--editon", "epub"], ("U005", 2)),
        row("no value", &[], &["build", "-e"], ("U006", 2)),
        row("own articles", &[], &["import", "content"], ("U016", 2)),
        row("an own article", &[], &["import", "content/hill/01-茶园.md"], ("U016", 2)),
        row(
            "an article for a volume",
            &[],
            &["build", "content/hill/01-茶园.md"],
            ("U001", 2),
        ),
        row("impossible option", &[], &["list", "--by", "year"], ("U006", 2)),
        row("no number", &[], &["build", "-j", "many"], ("U006", 2)),
        row("nothing to import", &[], &["import"], ("U007", 2)),
        row("options that contradict", &[], &["list", "-q", "-v"], ("U008", 2)),
        row("unknown code", &[], &["explain", "D999"], ("U009", 2)),
        row("init in a publication", &[(toml, b"")], &["init"], ("U010", 2)),
        row("a page that is not there", &[], &["where", "river", "999"], ("U012", 2)),
        row("a page in words", &[], &["where", "river", "twelve"], ("U012", 2)),
        row("an unknown shell", &[], &["completions", "tcsh"], ("U006", 2)),
        row("no such file to check", &[], &["check", "no.epub"], ("D004", 2)),
        row("no such ticket", &[], &["build", "--ticket", "no.json"], ("U014", 2)),
        row(
            "a ticket that is none",
            &[("a.json", b"{}")],
            &["build", "--ticket", "a.json"],
            ("U014", 2),
        ),
        row("nothing was built to merge", &[], &["catalog", "merge"], ("D010", 1)),
        row("the catalog of what", &[], &["catalog"], ("U007", 2)),
        row("no EPUB to check", &[("x.epub", b"abc")], &["check", "x.epub"], ("E010", 1)),
    ]
}

/// Slips in huikan.toml.
fn plans() -> Vec<Row> {
    let plan = |what, text: &'static str, code| {
        row(what, &[("huikan.toml", text.as_bytes())], &["check"], (code, 1))
    };
    vec![
        plan("a key of no table", "[publicatoin]\ntitle = 'a'\n", "C007"),
        plan("no date", "[publication]\ndate = '2024-13-40'\n", "C010"),
        plan("a word where a list must be", "[units]\n'甲' = 3\n", "C011"),
        plan("an alias of two units", "[units]\n'甲' = ['丙']\n'乙' = ['丙']\n", "C005"),
        plan("a broken pattern", "[[volume]]\nid = 'v'\ninclude = ['a[']\n", "C012"),
        plan("an id that is a path", "[[volume]]\nid = 'a/b'\ninclude = ['*']\n", "C009"),
        plan("an id twice", "[[volume]]\nid = 'a'\n[[volume]]\nid = 'A'\n", "C004"),
        plan(
            "a preface that is not there",
            "[[volume]]\nid = 'river'\npreface = 'x'\n",
            "V006",
        ),
        plan(
            "a volume that is not there",
            "[[volume]]\nid = 'rivr'\ntitle = 'x'\n",
            "V005",
        ),
        plan("an edition that is a path", "[[edition]]\nname = '../x'\n", "C009"),
        plan(
            "a style that is a path",
            "[[edition]]\nname = 'x'\nstyle = '../x'\n",
            "S001",
        ),
        plan("no length", "[[edition]]\nname = 'print'\nbleed = '3'\n", "C015"),
        plan("pages of no edition", "[[edition]]\nname = 'b'\npages = 'a7'\n", "C006"),
        plan("pages of itself", "[[edition]]\nname = 'b'\npages = 'b'\n", "C006"),
        plan("no such item", "[volumes]\nfront = ['titel']\n", "C002"),
        plan("an item twice", "[volumes]\nback = ['sources', 'sources']\n", "C004"),
        plan("no profile", "[[edition]]\nname = 'print'\nprofile = 'x.icc'\n", "C016"),
        plan(
            "a profile outside",
            "[[edition]]\nname = 'print'\nprofile = '/a.icc'\n",
            "C016",
        ),
        plan("a subject that is none", "[publication]\nbisac = ['LIT']\n", "C002"),
        plan("a list within lists", DEEP, "C001"),
    ]
}

/// More lists in each other than anybody reads.
const DEEP: &str = concat!(
    "a = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
    "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
);

/// Slips in articles and styles.
fn texts() -> Vec<Row> {
    let md = |what, text: &'static str, code| {
        row(what, &[("content/river/09.md", text.as_bytes())], &["check"], (code, 1))
    };
    let style = |what, text: &'static str, code| {
        row(what, &[("styles/book-a5.toml", text.as_bytes())], &["build"], (code, 1))
    };
    let form = |what, text: &'static str, code| {
        row(what, &[("styles/epub/chapter.xhtml", text.as_bytes())], BUILD, (code, 1))
    };
    vec![
        md("front matter without an end", "---\ntitle: 甲\n乙\n", "M012"),
        md("front matter that is a list", "---\n- 甲\n---\n乙\n", "M001"),
        md("an image outside", "# 甲\n\n![乙](../../../x.png)\n", "M003"),
        md("an image by its place in the system", "# 甲\n\n![乙](/etc/x.png)\n", "M003"),
        md("an image on the web", "# 甲\n\n![乙](https://x.example/y.png)\n", "M003"),
        style("no size", "[text]\nsize = '0pt'\n", "S003"),
        style("a page like a field", "[page]\nwidth = '99999mm'\n", "S003"),
        style("a margin less than none", "[page]\ninner = '-5mm'\n", "S003"),
        style("a type area wider than its page", "[text]\ncharacters = 60\n", "S005"),
        style("a style on itself", "extends = 'book-a5'\n", "S006"),
        form("a broken template", "{% if %}", "E002"),
        form("a template that reads files", "{% include '/etc/passwd' %}", "E002"),
        form("a template of nothing known", "{{ nothing.here }}", "E002"),
    ]
}

/// Files that cannot be imported.
fn imports() -> Vec<Row> {
    let of = |what, name: &'static str, bytes: &[u8], args, code| {
        row(what, &[(name, bytes)], args, (code, 1))
    };
    vec![
        of("a PDF", "a.pdf", b"%PDF-1.4", &["import", "a.pdf"], "I013"),
        of(
            "an old Word file",
            "a.doc",
            b"\xd0\xcf\x11\xe0",
            &["import", "a.doc"],
            "I013",
        ),
        of("half a Word file", "a.docx", b"PK\x03\x04xx", &["import", "a.docx"], "I030"),
        of("half an archive", "a.zip", b"PK\x03\x04xx", &["import", "a.zip"], "I030"),
    ]
}

#[track_caller]
fn check(folder: Folder, row: &Row) -> Folder {
    let folder =
        row.files.iter().fold(folder, |folder, (name, bytes)| folder.file(name, bytes));
    for (language, hint) in [("zh", "提示: "), ("en", "hint: ")] {
        let ran = folder.run(&[row.args, &["--lang", language]].concat());
        let what = format!("{}\n{}\n{}", row.what, ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(&format!("[{}]", row.code)), "{what}");
        assert!(ran.stderr.contains(hint), "{what}");
        // Arguments that were not given show with a dollar sign.
        assert!(!ran.stderr.contains("{$"), "{what}");
        assert_eq!(ran.status, row.status, "{what}");
    }
    let left: Vec<String> =
        folder.tree("").into_keys().filter(|name| name.contains(".huikan-")).collect();
    assert!(left.is_empty(), "{}: {left:?}", row.what);
    folder
}

#[test]
fn bad_sources_are_refused_in_words() {
    for row in sources() {
        let folder = check(Folder::new(), &row);
        if row.code != "U011" {
            assert!(folder.tree("content").is_empty(), "{}", row.what);
        }
    }
}

#[test]
fn bad_publications_are_refused_in_words() {
    let rows: Vec<Row> =
        [publications(), plans(), texts(), imports()].into_iter().flatten().collect();
    assert!(rows.len() + sources().len() >= 60, "{}", rows.len());
    for row in rows {
        check(Folder::publication(), &row);
    }
}

#[test]
fn undecodable_bytes_are_counted_and_the_rest_is_kept() {
    let mut text = "渡口\n\n　　船靠在对岸，".as_bytes().to_vec();
    text.extend(b"\xff\xfe\xff");
    text.extend("等人来。第二天天亮，水退了。\n".as_bytes());
    let folder = Folder::new().file("a.txt", text);
    let ran = folder.run(&["import", "a.txt"]);
    assert!(ran.stderr.contains("I008") || ran.stderr.contains("I003"), "{}", ran.stderr);
    assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
}

#[test]
fn a_source_of_one_enormous_line_does_not_hang() {
    let folder = Folder::new().file("a.txt", "山高水长。".repeat((8 << 20) / 15));
    let ran = folder.run(&["import", "a.txt", "--dry-run"]);
    assert!([0, 1].contains(&ran.status), "{}", ran.stderr);
    assert!(ran.stderr.len() + ran.stdout.len() < 100_000, "the line is not printed");
}

#[test]
fn no_publication_is_wrong_usage() {
    for verb in ["list", "build", "check"] {
        let ran = Folder::new().run(&[verb]);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains("[U003]"), "{}", ran.stderr);
    }
}

#[test]
fn an_article_with_an_error_stops_only_its_own_volumes() {
    let folder = Folder::publication()
        .file("content/hill/02.md", "---\ntitle: [\nunit: 村委会\n---\n字\n");
    let ran = folder.run(&["build", "-e", "epub"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("content/hill/02.md:2:8"), "{}", ran.stderr);
    let built: Vec<String> = folder.tree("out").into_keys().collect();
    assert!(built.contains(&"out/river/river.epub".to_owned()), "{built:?}");
    assert!(!built.iter().any(|name| name.contains("hill")), "{built:?}");
}

#[test]
fn a_folder_that_cannot_be_written_stops_only_its_own_volume() {
    let folder = Folder::publication().file("out/river", "");
    let ran = folder.run(&["build", "-e", "epub"]);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
    let built = folder.tree("out");
    assert!(built.contains_key("out/hill/hill.epub"), "{:?}", built.keys());
    assert!(built["out/river"].is_empty(), "what was there is unchanged");
}

#[test]
fn a_product_with_an_error_leaves_the_old_one_alone() {
    let folder = Folder::publication();
    folder.done(&["build", "river", "-e", "epub"]);
    let before = folder.tree("out/river");
    let broken = folder.file("content/river/01-水位.md", "---\ntitle: [\n---\n字\n");
    assert_eq!(broken.run(&["build", "-e", "epub"]).status, 1);
    assert_eq!(broken.tree("out/river"), before);
}

#[test]
fn strict_keeps_products_with_warnings_from_being_written() {
    let text = article("甲", "水文站", "正文[^1]。");
    let folder = Folder::publication().file("content/river/09.md", text);
    assert_eq!(folder.run(&["build", "river", "-e", "epub", "--strict"]).status, 1);
    assert!(folder.tree("out").is_empty());
    assert_eq!(folder.run(&["build", "river", "-e", "epub"]).status, 0);
    assert!(fs::exists(folder.path().join("out/river/river.epub")).unwrap());
}

#[test]
fn two_articles_of_one_name_are_both_kept_or_reported() {
    let folder = Folder::publication()
        .file("content/river/03-甲.md", article("同名", "水文站", "第一篇。"))
        .file("content/river/04-甲.md", article("同名", "水文站", "第二篇。"));
    let ran = folder.run(&["build", "river", "-e", "epub"]);
    match ran.status {
        0 => {
            let listed = folder.done(&["list", "--json"]).stdout;
            assert!(listed.contains("03-甲.md") && listed.contains("04-甲.md"));
        }
        status => assert!(status == 1 && ran.stderr.contains("V001"), "{}", ran.stderr),
    }
}

/// A case of `tests/cases/diag/`: `$ huikan …`, then files as `--- path` and their text.
fn case(path: &Path) -> (Vec<String>, Folder) {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = text.lines();
    let command = lines.next().unwrap().strip_prefix("$ huikan ").unwrap();
    let mut files = Vec::<(String, String)>::new();
    for line in lines {
        // Front matter begins with the dashes alone.
        match (line.strip_prefix("--- "), files.last_mut()) {
            (Some(name), _) => files.push((name.to_owned(), String::new())),
            (None, Some((_, text))) => text.extend([line, "\n"]),
            (None, None) => panic!("{}: a line before the first file", path.display()),
        }
    }
    let folder = Folder::new();
    let folder =
        files.iter().fold(folder, |folder, (name, text)| folder.file(name, text));
    (command.split(' ').map(str::to_owned).collect(), folder)
}

#[test]
fn the_case_of_a_code_says_what_it_should_in_both_languages() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/diag");
    let mut count = 0;
    let mut wrong = String::new();
    for entry in fs::read_dir(&cases).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let code = path.file_stem().unwrap().to_str().unwrap();
        let severity = Code::ALL.iter().find(|known| known.as_str() == code).unwrap();
        let is_error = severity.severity() == Severity::Error;
        let mut shown = String::new();
        for language in ["zh", "en"] {
            let (args, folder) = case(&path);
            let args = args.iter().map(String::as_str).chain(["--lang", language]);
            let ran = folder.run(&args.collect::<Vec<_>>());
            assert!(ran.stderr.contains(&format!("[{code}]")), "{code}\n{}", ran.stderr);
            assert!(!ran.stderr.contains("{$"), "{code}\n{}", ran.stderr);
            assert_eq!(ran.status, i32::from(is_error), "{code}\n{}", ran.stderr);
            shown.push_str(&ran.stderr);
        }
        let golden = cases.join("shown").join(format!("{code}.txt"));
        if std::env::var_os("BLESS").is_some() {
            fs::write(&golden, &shown).unwrap();
        }
        if fs::read_to_string(&golden).unwrap_or_default() != shown {
            wrong.push_str(&format!("{code}\n{shown}\n"));
        }
        count += 1;
    }
    assert!(count > 30, "the cases are found");
    assert!(wrong.is_empty(), "BLESS=1 accepts:\n{wrong}");
}

#[test]
fn a_word_without_end_is_not_repeated_in_full() {
    let folder = Folder::publication()
        .file("content/river/09.md", format!("# 甲\n\n{}\n", "w".repeat(100_000)));
    let ran = folder.run(&["build", "river", "-e", "a5"]);
    assert!(ran.stderr.contains("[L001]") && ran.stderr.contains('…'), "{}", ran.status);
    assert!(ran.stderr.len() < 4_000, "{}", ran.stderr.len());
}

#[test]
fn a_time_that_is_none_is_named_and_not_used() {
    let folder = Folder::publication();
    let output = folder
        .command(&["list"])
        .env("SOURCE_DATE_EPOCH", "2024-05-20")
        .output()
        .unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && words.contains("[U020]"), "{words}");
}
