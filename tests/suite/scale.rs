//! Tests of builds beyond one process: what the commands of a plan make, in any order, at
//! once and again after a death, is byte for byte what one build makes; and libraries that
//! are larger than the memory a build keeps for texts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use crate::cli::{Folder, article};

/// A library in which volumes need to know of each other: part titles of units' volumes are
/// titles of others, two sources have one name, an article stands in three volumes, one has
/// no title, one a character without a font, and there are a preface, a picture, and a text
/// that repeats another.
fn library() -> Folder {
    let river = "河水涨了三尺，站上的人一夜没有合眼，记下每个钟头的水位，天亮时把本子交给了站长。";
    Folder::new()
        .file("huikan.toml", PLAN)
        .file("content/river/01-水位.md", article("水位", "水文站", river))
        .file("content/river/02-渡口.md", article("渡口", "村委会", "船靠在对岸。"))
        .file("content/river/10-序.md", article("序", "水文站", "写在前面的话。"))
        .file("content/River/01-桥.md", article("桥", "水文站", "桥修好了。"))
        .file("content/hill/01-茶园.md", article("茶园", "村委会", "清明前采茶。"))
        .file("content/hill/02.md", "没有题目的一篇，开头几个字就是题目。\n")
        .file(
            "content/hill/03-图.md",
            "# 图\n\n![茶山](山.svg)\n\n楔形字𒀀哪种字体也没有。\n",
        )
        .file("content/hill/04-水位.md", article("又是水位", "村委会", river))
        .file("content/hill/山.svg", DRAWING)
}

const PLAN: &str = "[publication]\ntitle = \"文集\"\n\
                    [volumes]\nkeep = \"first\"\nback = [\"unit-index\", \"sources\"]\n\
                    [units]\n\"水文站\" = [\"站上\"]\n\
                    [[volume]]\nid = \"river\"\ntitle = \"河边\"\n\
                    preface = \"content/river/10-序.md\"\ncover = \"content/hill/山.svg\"\n\
                    [[volume]]\nid = \"some\"\ninclude = [\"content/*/01-*.md\"]\n";

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\">\
                       <path d=\"M0 30 20 5 40 30z\"/></svg>";

/// The jobs of a plan.
fn plan(folder: &Folder, more: &[&str]) -> Vec<Value> {
    let ran = folder.done(&[&["plan", "--json"], more].concat());
    let schedule: Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(schedule["version"], 1);
    schedule["jobs"].as_array().unwrap().clone()
}

/// The different commands of some jobs, without the program's name.
fn commands(jobs: &[Value]) -> Vec<Vec<String>> {
    let words = |job: &Value| {
        let words = job["command"].as_array().unwrap().iter();
        words.skip(1).map(|word| word.as_str().unwrap().to_owned()).collect()
    };
    let all: BTreeSet<Vec<String>> = jobs.iter().map(words).collect();
    all.into_iter().collect()
}

/// Runs commands, four at a time, in an order that nobody would choose.
fn run_all(folder: &Folder, commands: &[Vec<String>]) {
    // 7919 is a prime larger than the number of commands, so each has its turn.
    let turn = |turn: usize| &commands[turn * 7919 % commands.len()];
    thread::scope(|scope| {
        for first in 0..4 {
            scope.spawn(move || {
                for number in (first..commands.len()).step_by(4) {
                    let words: Vec<&str> =
                        turn(number).iter().map(String::as_str).collect();
                    folder.done(&words);
                }
            });
        }
    });
}

/// The files below a folder by their paths below it.
fn products(folder: &Folder, out: &str) -> BTreeMap<String, Vec<u8>> {
    let files = folder.tree(out).into_iter();
    let below = files.map(|(name, bytes)| (name[out.len()..].to_owned(), bytes));
    // A killed process may leave its temporary file; the sweep of a later hour takes it.
    below.filter(|(name, _)| !name.contains("/.huikan-")).collect()
}

#[test]
fn processes_in_any_order_and_at_once_make_what_one_build_makes() {
    let folder = library();
    folder.done(&["build", "-o", "whole"]);
    let whole = products(&folder, "whole");
    for grain in ["product", "volume"] {
        let jobs = plan(&folder, &["--by", grain]);
        let names: BTreeSet<_> =
            jobs.iter().map(|job| job["file"].as_str().unwrap()).collect();
        let made = whole.keys().filter(|name| *name != "/catalog.json");
        let made: BTreeSet<_> = made.map(|name| format!("out{name}")).collect();
        assert_eq!(names, made.iter().map(String::as_str).collect());
        let commands = commands(&jobs);
        assert_eq!(commands.len(), if grain == "product" { jobs.len() } else { 6 });

        // One dies again and again, each time later, and is run once more with all others.
        let words: Vec<&str> = commands[0].iter().map(String::as_str).collect();
        for moment in 0..8_u32 {
            let mut child = folder.command(&words);
            let mut child =
                child.stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
            thread::sleep(Duration::from_millis(10) * moment);
            child.kill().unwrap();
            child.wait().unwrap();
        }
        run_all(&folder, &commands);
        assert!(
            !folder.path().join("out/catalog.json").exists(),
            "nobody but merge writes it"
        );
        folder.done(&["catalog", "merge"]);
        assert_eq!(products(&folder, "out"), whole, "{grain}");
        // And once more, both: nothing is made again, and nothing changes.
        let written = || {
            fs::metadata(folder.path().join("out/some/some-a5.pdf")).unwrap().modified()
        };
        let before = written().unwrap();
        run_all(&folder, &commands);
        folder.done(&["catalog", "merge"]);
        assert_eq!(written().unwrap(), before);
        assert_eq!(products(&folder, "out"), whole);
        fs::remove_dir_all(folder.path().join("out")).unwrap();
    }
}

#[test]
fn what_is_missing_or_stale_is_named_and_not_entered() {
    let mut folder = library();
    let jobs = plan(&folder, &["-e", "epub"]);
    run_all(&folder, &commands(&jobs)[1..]);
    let missing = commands(&jobs)[0].clone();
    let id = missing[2].rsplit('/').next().unwrap().trim_end_matches(".json").to_owned();
    let ran = folder.run(&["catalog", "merge", "--lang", "en", "-v"]);
    assert_eq!(ran.status, 1);
    assert!(
        ran.stderr.contains(&format!("error[D010]: out/{id}/{id}.epub")),
        "{}",
        ran.stderr
    );
    // The editions on paper were asked of nobody.
    assert_eq!(ran.stderr.matches("[D010]").count(), 1 + 2 * jobs.len());
    let catalog = folder.text("out/catalog.json");
    assert_eq!(catalog.matches("\"edition\": \"epub\"").count(), jobs.len() - 1);

    // An article changed, and a file broke on its way.
    folder =
        folder.file("content/hill/01-茶园.md", article("茶园", "村委会", "谷雨前采茶。"));
    let broken = folder.path().join("out/river-2/river-2.epub");
    let bytes = fs::read(&broken).unwrap();
    fs::write(&broken, &bytes[..bytes.len() - 1]).unwrap();
    let ran = folder.run(&["catalog", "merge", "--lang", "en", "-v"]);
    assert_eq!(ran.status, 1);
    for said in [
        "error[D011]: out/some/some.epub is not what would be made now: \
         content/hill/01-茶园.md changed",
        "error[D011]: out/river-2/river-2.epub is not what would be made now: the file",
    ] {
        assert!(ran.stderr.contains(said), "{}", ran.stderr);
    }
}

#[test]
fn by_an_old_ticket_nothing_is_made() {
    type Change = fn(Folder) -> Folder;
    let changes: [(&str, Change); 5] = [
        ("content/hill/01-茶园.md changed", |folder| {
            folder.file("content/hill/01-茶园.md", article("茶园", "村委会", "谷雨。"))
        }),
        ("content/hill/02.md changed", |folder| {
            fs::remove_file(folder.path().join("content/hill/02.md")).unwrap();
            folder
        }),
        ("content/hill/山.svg changed", |folder| {
            folder.file("content/hill/山.svg", DRAWING.replace("20 5", "20 6"))
        }),
        ("facts of the publication (huikan.toml) changed", |folder| {
            folder.file("huikan.toml", PLAN.replace("文集", "新编"))
        }),
        ("styles changed", |folder| {
            folder.file("styles/book-a5.toml", "[text]\nlines = 29\n")
        }),
    ];
    for (said, change) in changes {
        let folder = library();
        plan(&folder, &[]);
        let folder = change(folder);
        let ticket = "out/.huikan/tickets/hill.json";
        let ran = folder.run(&["build", "--ticket", ticket, "--lang", "en"]);
        assert_eq!(ran.status, 1, "{}", ran.stderr);
        assert!(
            ran.stderr.contains("[D009]") && ran.stderr.contains(said),
            "{}",
            ran.stderr
        );
        assert!(products(&folder, "out").is_empty());
    }
}

#[test]
fn a_ticket_leads_to_no_file_outside() {
    let folder = library();
    let text = folder.text("content/hill/02.md");
    let elsewhere = Folder::new().file("02.md", text);
    let outside = elsewhere.path().join("02.md").to_string_lossy().into_owned();
    plan(&folder, &["hill"]);
    let name = "out/.huikan/tickets/hill.json";
    let ticket = folder.text(name).replace("content/hill/02.md", &outside);
    let folder = folder.file(name, ticket);
    let ran = folder.run(&["build", "--ticket", name, "--lang", "en"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains(&format!("{outside} changed")), "{}", ran.stderr);
}

#[test]
fn a_ticket_of_a_volume_that_lies_outside_is_none() {
    let mut folder = library();
    plan(&folder, &["hill"]);
    let ticket = folder.text("out/.huikan/tickets/hill.json");
    for id in ["../../hill", "/hill", "..", ""] {
        let other = ticket.replace("\"id\":\"hill\"", &format!("\"id\":\"{id}\""));
        folder = folder.file("t.json", other);
        let ran = folder.run(&["build", "--ticket", "t.json", "--lang", "en"]);
        assert_eq!(ran.status, 2, "{id}: {}", ran.stderr);
        assert!(ran.stderr.contains("[U014]"), "{id}: {}", ran.stderr);
    }
}

#[test]
fn the_hash_of_a_product_changes_when_the_product_does() {
    type Change = fn(Folder) -> Folder;
    let changes: [(&str, Change); 5] = [
        ("nothing", |folder| folder.file("content/hill/注.txt", "不是文章")),
        ("a text", |folder| {
            folder.file(
                "content/hill/01-茶园.md",
                article("茶园", "村委会", "谷雨前采茶。"),
            )
        }),
        ("an article more", |folder| {
            folder.file("content/river/03-堤.md", article("堤", "水文站", "堤加高了。"))
        }),
        ("a picture", |folder| {
            folder.file("content/hill/山.svg", DRAWING.replace("20 5", "20 9"))
        }),
        ("a title in huikan.toml", |folder| {
            folder.file("huikan.toml", PLAN.replace("河边", "河的两岸"))
        }),
    ];
    let hashes = |folder: &Folder| -> BTreeMap<String, String> {
        let jobs = plan(folder, &[]);
        let word = |job: &Value, key: &str| job[key].as_str().unwrap().to_owned();
        jobs.iter().map(|job| (word(job, "file"), word(job, "hash"))).collect()
    };
    for (what, change) in changes {
        let folder = library();
        folder.done(&["build"]);
        let (before, old) = (hashes(&folder), folder.tree("out"));
        let folder = change(folder);
        folder.done(&["build"]);
        let (after, new) = (hashes(&folder), folder.tree("out"));
        assert_eq!(before.len(), after.len(), "{what}");
        for (file, hash) in &after {
            assert_eq!(before[file] != *hash, old[file] != new[file], "{what}: {file}");
        }
    }
}

#[test]
fn a_library_that_has_no_room_in_memory_gives_the_same_books() {
    let build = |characters: usize| {
        let text = format!("# 大\n\n```\n{}\n```\n", ".".repeat(characters));
        let folder = library().file("content/a/09-大.md", text);
        // One more picture of its own, and a slip that is shown with its line.
        let folder = folder
            .file("content/hill/05-题.md", "---\ntitle: 题\nauthr: 甲\n---\n\n正文。\n");
        let volumes = ["river", "river-2", "hill", "some", "水文站", "村委会"];
        let ran = folder.run(&[&["build", "--lang", "en"], &volumes[..]].concat());
        assert_eq!(ran.status, 0, "{}", ran.stderr);
        let mut products = products(&folder, "out");
        products.remove("/catalog.json").unwrap();
        (products, ran.stderr)
    };
    let (small, said) = build(10);
    assert!(said.contains("authr: 甲"), "{said}");
    // The first file takes all the room that texts have.
    let (large, also_said) = build((16 << 20) - 100);
    assert_eq!(also_said, said);
    for (name, bytes) in small {
        assert!(large[&name] == bytes, "{name}");
    }
}
