//! Tests of the first minutes with the program: a new publication, the first import, and
//! what is said when something stands in the wrong place.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use crate::cli::Folder;

const SOURCE: &str = concat!(
    "渡口\n水文站\n\n　　船靠在对岸，等人来，天亮了，水退了。\n\n第三号\n\n",
    "桥\n村委会\n\n　　桥上没有人，河水不急，天亮了，水退了。\n",
);

#[test]
fn a_new_publication_is_called_like_its_folder() {
    for name in ["文集", "a \"b\" 'c'", "2024", "back\\slash", "=[x]"] {
        let folder = Folder::new();
        folder.done(&["init", name]);
        for language in ["zh", "en"] {
            let made = format!("{name}/{language}");
            folder.done(&["init", &made, "--lang", language]);
            let plan: toml::Table =
                toml::from_str(&folder.text(&format!("{made}/huikan.toml"))).unwrap();
            assert_eq!(plan["publication"]["title"].as_str(), Some(language));
        }
        let plan: toml::Table =
            toml::from_str(&folder.text(&format!("{name}/huikan.toml"))).unwrap();
        assert_eq!(plan["publication"]["title"].as_str(), Some(name));
    }
}

#[test]
fn init_adds_no_sample_to_articles_that_are_there() {
    let folder = Folder::publication();
    let before: Vec<String> = folder.tree("content").into_keys().collect();
    folder.done(&["init"]);
    let after: Vec<String> = folder.tree("content").into_keys().collect();
    assert_eq!(before, after);
}

#[test]
fn the_first_import_says_what_it_made_and_what_comes_next() {
    let folder = Folder::new().file("a.txt", SOURCE);
    for (language, dry, done) in [
        (
            "zh",
            "这里没有 huikan.toml：导入只会写出文章",
            "“zh”里没有 huikan.toml，所以只导入了文章",
        ),
        (
            "en",
            "there is no huikan.toml here: import would write",
            "there is no huikan.toml in `en`, so the articles were imported",
        ),
    ] {
        let lang = ["--lang", language];
        let said = |args: &[&str]| {
            folder.done(&[&["import", "a.txt"], args, &lang].concat()).stderr
        };
        assert!(said(&["--dry-run"]).contains(dry));
        let first = said(&["--into", language]);
        assert!(first.contains(done), "{first}");
        assert!(!said(&["--into", language]).contains("huikan init"), "once is enough");
    }
    // In a publication there is nothing to say, and nothing came of nothing.
    let folder = folder.file("pub/huikan.toml", "").file("empty.txt", "");
    let ran = folder.done(&["import", "a.txt", "--into", "pub"]);
    assert!(!ran.stderr.contains("没有 huikan.toml"), "{}", ran.stderr);
    let ran = folder.run(&["import", "empty.txt"]);
    assert!(!ran.stderr.contains("没有 huikan.toml"), "{}", ran.stderr);
}

#[test]
fn the_lines_of_a_source_are_those_that_corrections_count() {
    let (gbk, _, _) = encoding_rs::GBK.encode(SOURCE);
    let folder =
        Folder::new().file("a.txt", gbk).file("b.html", "<p>字</p>\n<p>第二行</p>\n");
    let ran = folder.done(&["import", "a.txt", "b.html", "--lines", "-q"]);
    let listed: Vec<&str> = ran.stdout.lines().collect();
    assert!(listed[0].starts_with("a.txt（gb"), "{}", ran.stdout);
    assert_eq!(listed[1], " 1 > 渡口");
    assert_eq!(listed[4], " 4   　　船靠在对岸，等人来，天亮了，水退了。");
    assert!(listed.contains(&"2   <p>第二行</p>"), "{}", ran.stdout);
    assert!(folder.tree("content").is_empty(), "nothing is written");
    // What the listing shows to begin an article begins one when it is written down.
    let folder =
        folder.file("import.toml", "[\"a.txt\"]\nstarts = [1, 8]\nleft_out = [6]\n");
    let ran = folder.done(&["import", "a.txt", "--lines"]);
    assert!(ran.stdout.contains("\n 6 - 第三号\n 7\n 8 > 桥\n"), "{}", ran.stdout);
}

#[test]
fn an_import_toml_in_the_wrong_place_is_said_with_the_right_one() {
    let toml = "[\"a.txt\"]\nstarts = [1]\n";
    let publication =
        || Folder::new().file("huikan.toml", "").file("sources/2024/a.txt", SOURCE);
    for place in [
        "import.toml",
        "sources/import.toml",
        "content/import.toml",
        "content/a/import.toml",
    ] {
        let folder = publication().file(place, toml);
        let ran = folder.done(&["import", "sources/2024/a.txt", "--lang", "en"]);
        assert_eq!(ran.stderr.matches("[I054]").count(), 1, "{place}: {}", ran.stderr);
        assert!(
            ran.stderr.contains("move it to sources/2024/import.toml"),
            "{}",
            ran.stderr
        );
        // By its full name it is the same source, and by another file there is no word.
        let whole = folder.path().join("sources/2024/a.txt");
        let ran = folder.done(&["import", whole.to_str().unwrap()]);
        assert_eq!(ran.stderr.matches("[I054]").count(), 1, "{place}: {}", ran.stderr);
        let folder = folder.file(place, "[\"b.txt\"]\nstarts = [1]\n");
        let ran = folder.done(&["import", "sources/2024/a.txt"]);
        assert!(!ran.stderr.contains("[I054]"), "{place}: {}", ran.stderr);
    }
    let folder = publication().file("sources/2024/import.toml", toml);
    for args in [["import", "sources/2024/a.txt"], ["import", "sources"]] {
        let ran = folder.done(&args);
        assert!(!ran.stderr.contains("[I054]"), "{}", ran.stderr);
    }
}

#[test]
fn near_misses_are_understood() {
    let folder = Folder::publication().file("more/a.txt", SOURCE);
    let said = |args: &[&str]| folder.run(&[args, &["--lang", "en"]].concat()).stderr;
    let of_article = said(&["build", "content/hill/01-茶园.md"]);
    assert!(of_article.contains("did you mean `hill`"), "{of_article}");
    assert!(!said(&["build", "-e"]).contains("possible values"));
    for code in ["d4", "D04", " d004 "] {
        assert!(folder.done(&["explain", code]).stdout.starts_with("D004"), "{code}");
    }
    // Sources that lie around are imported, articles that are there are not.
    let before = folder.tree("content").len();
    let ran = folder.run(&["import", ".", "--lang", "en"]);
    assert!(
        ran.status == 2 && ran.stderr.contains("and 2 more not imported"),
        "{}",
        ran.stderr
    );
    assert!(
        folder.tree("content").len() > before && !folder.tree("content/a").is_empty()
    );
    assert!(folder.tree("content/01-茶园").is_empty());
}

#[test]
fn an_import_toml_in_a_container_is_said() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in
        [("a.txt", SOURCE), ("import.toml", "[\"a.txt\"]\nstarts = [1]\n")]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let folder = Folder::new().file("稿/a.zip", zip.finish().unwrap().into_inner());
    let ran = folder.done(&["import", "稿/a.zip", "--lang", "en"]);
    assert!(
        ran.stderr.contains("[I054]: 稿/a.zip/import.toml was not read"),
        "{}",
        ran.stderr
    );
    assert!(ran.stderr.contains("move it to 稿/import.toml"), "{}", ran.stderr);
}

#[test]
fn a_broken_import_toml_is_all_that_is_said() {
    let folder = Folder::new()
        .file("src/a.md", "# 甲\n\n![图](b.png)\n\n正文。\n")
        .file("src/b.png", "x")
        .file("src/import.toml", "[\"a.md\"\n");
    let ran = folder.run(&["import", "src"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.stderr.matches("错误[").count(), 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("[I044]"), "{}", ran.stderr);
}

#[test]
fn a_huikan_toml_in_another_encoding_is_all_that_is_said() {
    let plan = "[publication]\ntitle = '文集'\n[units]\n'水文站' = ['站']\n[[volume]]\nid = 'v'\n\
                include = ['content/河/*.md']\n[[edition]]\nname = '版'\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(plan);
    let folder = Folder::publication().file("huikan.toml", gbk);
    for args in
        [&["list"][..], &["build"], &["build", "v"], &["check"], &["build", "-e", "版"]]
    {
        let ran = folder.run(args);
        assert!([1, 2].contains(&ran.status), "{}", ran.stderr);
        let heads = ran.stderr.lines().filter(|line| line.contains("]: "));
        let heads: Vec<&str> = heads.collect();
        assert!(
            heads.len() == 1 && heads[0].contains("[D006]"),
            "{args:?}\n{}",
            ran.stderr
        );
    }
}

#[test]
fn a_page_of_a_booklet_is_named_with_its_sheet() {
    let folder = Folder::publication();
    let ran = folder.done(&["build", "river", "-e", "booklet", "--plan", "--json"]);
    let plan: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let plan = &plan["plans"][0];
    let folios = plan["folios"].as_array().unwrap();
    assert_eq!(plan["pages"], folios.len());
    // The page that is called 1, and the side on which the plan has it.
    let page = folios.iter().position(|folio| folio == "1").unwrap() as i64 + 1;
    let sides = plan["sides"].as_array().unwrap();
    let has_it = |side: &&serde_json::Value| {
        side["rows"].to_string().contains(&format!("[{page},"))
            || side["rows"].to_string().contains(&format!(",{page}]"))
    };
    let side = sides.iter().find(has_it).unwrap();
    let ran = folder.done(&["where", "river", "1", "-e", "booklet", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let sheet = &found["pages"][0]["sheet"];
    assert_eq!(
        (&sheet["sheet"], &sheet["face"]),
        (&side["sheet"], &side["face"]),
        "{plan}"
    );
    let said =
        folder.done(&["where", "river", "1", "-e", "booklet", "--lang", "en"]).stdout;
    let face = side["face"].as_str().unwrap();
    assert!(
        said.contains(&format!("on paper: sheet {}, {face}", side["sheet"])),
        "{said}"
    );
    let plain = folder.done(&["where", "river", "1", "--json"]).stdout;
    assert!(!plain.contains("sheet"), "{plain}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_or_nowhere_are_named_for_what_they_are() {
    let elsewhere =
        Folder::new().file("plan.toml", "[publication]\npublisher = '外面'\n");
    for (at, to, words) in [
        (
            "content/03.md",
            "no such file",
            "content/03.md is skipped: it links to a file that is not there",
        ),
        (
            "content/更多",
            "no such folder",
            "content/更多 is skipped: it links to a file that is not there",
        ),
        (
            "huikan.toml",
            "plan.toml",
            "huikan.toml is skipped: it links to a place outside",
        ),
    ] {
        let folder = Folder::publication();
        let to = elsewhere.path().join(to);
        std::os::unix::fs::symlink(to, folder.path().join(at)).unwrap();
        let ran = folder.done(&["list", "--lang", "en"]);
        assert_eq!(ran.stderr.matches("[D005]").count(), 1, "{}", ran.stderr);
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
        let pages = folder.done(&["dump", "river", "-e", "a5"]).stdout;
        assert!(pages.contains("水位") && !pages.contains("外面"), "{pages}");
    }
    // Inside the publication a link is as good as the file.
    let folder = Folder::publication()
        .file("settings/own.toml", "[publication]\npublisher = '院内'\n");
    std::os::unix::fs::symlink("settings/own.toml", folder.path().join("huikan.toml"))
        .unwrap();
    assert_eq!(folder.done(&["list"]).stderr, "");
    assert!(folder.done(&["dump", "river", "-e", "a5"]).stdout.contains("院内"));
}

#[test]
fn in_folders_of_any_name_every_step_leads_to_the_next() {
    let folder = Folder::new().file("我的 稿子/河 2022 (定稿).txt", SOURCE);
    let made = folder.done(&["init", "第一 卷", "--lang", "en"]).stdout;
    assert!(made.contains("cd \"第一 卷\""), "{made}");
    let source = "../我的 稿子/河 2022 (定稿).txt";
    let inside = |args: &[&str]| {
        let place = folder.path().join("第一 卷");
        let output = folder.command(args).current_dir(place).output().unwrap();
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success(), "{said}");
        said
    };
    assert!(inside(&[]).contains("huikan build"));
    inside(&["import", source]);
    let listed = inside(&["list", "--json"]);
    let listing: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let ids = listing["volumes"].as_array().unwrap().iter();
    let ids: Vec<&str> = ids.map(|volume| volume["id"].as_str().unwrap()).collect();
    // What the list calls a volume can be typed, and is a folder of products.
    for id in ids.iter().filter(|id| id.starts_with('河')) {
        assert!(id.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)), "{id}");
        assert!(
            inside(&["build", id, "-e", "epub"]).contains(&format!("out/{id}/{id}.epub"))
        );
        inside(&["where", id, "1"]);
    }
    assert!(ids.iter().any(|id| id.starts_with('河')), "{ids:?}");
    let again = folder.run(&["init", "第一 卷", "--lang", "en"]);
    assert!(again.status == 2 && again.stderr.contains("[U010]"), "{}", again.stderr);
}
