//! Builds that make only what has changed: which products, why, and that nobody can tell
//! their bytes from those of a whole build.

use std::collections::BTreeMap;
use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use huikan::disk::{Sharing, lock};

use crate::cli::{Folder, article};

/// A publication of two sources and two units, in two editions.
fn publication() -> Folder {
    Folder::publication().file("huikan.toml", EDITIONS)
}

const EDITIONS: &str = "[publication]\ntitle = \"文集\"\n\
                        [[edition]]\nname = \"epub\"\nkind = \"epub\"\n\
                        [[edition]]\nname = \"a5\"\nkind = \"pdf\"\n";

/// What a build says of each product: `None` when it was kept, else why it was made.
fn build(folder: &Folder, more: &[&str]) -> BTreeMap<String, Option<String>> {
    let args = [&["build", "--json", "--explain", "--lang", "en"], more].concat();
    let ran = folder.done(&args);
    let outcome: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let reasons = outcome["reasons"].as_array().unwrap().iter();
    let reason = |reason: &serde_json::Value| {
        assert_eq!(reason["kept"], reason["why"].is_null());
        let why = reason["why"].as_str().map(str::to_owned);
        (reason["file"].as_str().unwrap().to_owned(), why)
    };
    reasons.map(reason).collect()
}

/// The products that were made, by their names.
fn made(folder: &Folder) -> Vec<String> {
    let all = build(folder, &[]).into_iter();
    let made = all.filter(|(_, why)| why.is_some());
    made.map(|(file, _)| file.rsplit('/').next().unwrap().to_owned()).collect()
}

/// The products and the catalog.
fn products(folder: &Folder, out: &str) -> BTreeMap<String, Vec<u8>> {
    let files = folder.tree(out).into_iter();
    files.map(|(name, bytes)| (name[out.len()..].to_owned(), bytes)).collect()
}

#[test]
fn nothing_is_made_twice() {
    let folder = publication();
    let first = build(&folder, &[]);
    assert_eq!(first.len(), 8);
    assert!(first.values().flatten().all(|why| why.contains("nothing was known")));
    let written = |name: &str| {
        let file = folder.path().join("out").join(name);
        fs::metadata(file).unwrap().modified().unwrap()
    };
    let before: Vec<_> = first.keys().map(|name| written(name)).collect();
    let catalog = (written("catalog.json"), folder.text("out/catalog.json"));
    assert!(build(&folder, &[]).values().all(Option::is_none));
    let after: Vec<_> = first.keys().map(|name| written(name)).collect();
    assert_eq!(before, after);
    assert_eq!((written("catalog.json"), folder.text("out/catalog.json")), catalog);
    let ran = folder.done(&["build", "--lang", "en"]);
    assert!(ran.stderr.contains("products: 8 (8 unchanged)"), "{}", ran.stderr);
}

#[test]
fn what_an_article_stands_in_is_made_again_and_nothing_else() {
    let mut folder = publication();
    build(&folder, &[]);
    let text = article("茶园", "村委会", "谷雨前采茶。");
    folder = folder.file("content/hill/01-茶园.md", text);
    let reasons = build(&folder, &[]);
    for (file, why) in &reasons {
        let is_in_it = file.starts_with("hill/") || file.starts_with("村委会/");
        assert_eq!(why.is_some(), is_in_it, "{file}: {why:?}");
    }
    assert_eq!(
        reasons["hill/hill-a5.pdf"].as_deref(),
        Some("made: content/hill/01-茶园.md changed")
    );
}

#[test]
fn every_input_makes_the_products_it_goes_into() {
    let mut folder = publication();
    build(&folder, &[]);
    // A style, a fact of the publication, an edition.
    folder = folder.file("styles/book-a5.toml", "[text]\nlines = 29\n");
    assert_eq!(made(&folder).len(), 8);
    let renamed = EDITIONS.replace("文集", "文集新编");
    folder = folder.file("huikan.toml", &renamed);
    assert_eq!(made(&folder).len(), 8);
    let archive = format!("{renamed}standard = \"pdf-a2u\"\n");
    folder = folder.file("huikan.toml", archive);
    // EPUBs bear the page numbers of that edition, which its standard does not change.
    let of_paper = made(&folder);
    assert!(of_paper.len() == 4 && of_paper.iter().all(|file| file.ends_with("-a5.pdf")));
    folder = folder.file("huikan.toml", renamed);
    assert_eq!(made(&folder), of_paper);
    // An article that is new or gone.
    folder = folder.file("content/river/03-桥.md", article("桥", "水文站", "桥修好了。"));
    let files = made(&folder);
    assert!(
        files.contains(&"river.epub".to_owned())
            && !files.contains(&"hill.epub".to_owned())
    );
    fs::remove_file(folder.path().join("content/river/03-桥.md")).unwrap();
    assert_eq!(made(&folder), files);
    assert!(made(&folder).is_empty());
}

#[test]
fn an_edition_of_some_volumes_is_kept_like_any_other() {
    let some = format!("{EDITIONS}volumes = [\"hill\"]\n");
    let folder = publication().file("huikan.toml", some);
    let reasons = build(&folder, &[]);
    assert_eq!(reasons.len(), 5);
    assert!(reasons.contains_key("hill/hill-a5.pdf"));
    assert!(build(&folder, &[]).values().all(Option::is_none));
}

#[test]
fn products_that_are_gone_or_altered_are_made_again() {
    let folder = publication();
    build(&folder, &[]);
    let whole = products(&folder, "out");
    fs::remove_file(folder.path().join("out/hill/hill.epub")).unwrap();
    let path = folder.path().join("out/river/river-a5.pdf");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 1;
    fs::write(&path, bytes).unwrap();
    let reasons = build(&folder, &[]);
    let of = |name: &str| reasons[name].as_deref();
    assert_eq!(of("hill/hill.epub"), Some("made: the file was gone"));
    assert_eq!(of("river/river-a5.pdf"), Some("made: somebody changed the file"));
    assert_eq!(reasons.values().flatten().count(), 2);
    assert_eq!(products(&folder, "out"), whole);
    assert!(
        build(&folder, &["--force"])
            .values()
            .flatten()
            .all(|why| why.contains("--force"))
    );
    // A record that makes no sense is none.
    fs::write(folder.path().join("out/.huikan/hill.json"), "{").unwrap();
    assert_eq!(made(&folder), ["hill-a5.pdf", "hill.epub"]);
}

#[test]
fn what_was_reported_about_a_kept_product_is_reported_again() {
    let text = article("链接", "水文站", "[点](javascript:x)这里。");
    let folder = publication().file("content/river/01-水位.md", text);
    let first = folder.run(&["build", "--lang", "en"]);
    assert!(first.stderr.contains("warning[E003]"), "{}", first.stderr);
    let second = folder.run(&["build", "--lang", "en"]);
    let said = |stderr: &str| stderr.split("\nproducts:").next().unwrap().to_owned();
    assert_eq!(said(&second.stderr), said(&first.stderr));
    assert!(second.stderr.contains("(8 unchanged)"), "{}", second.stderr);
    // With --strict the same warning stops the product, kept or not.
    let strict = folder.run(&["build", "--strict", "--json"]);
    assert_eq!(strict.status, 1);
    assert!(!strict.stdout.contains("river.epub"));
    // Of one edition only its own problems are said.
    let alone = folder.run(&["build", "-e", "a5", "--lang", "en"]);
    assert!(!alone.stderr.contains("E003"), "{}", alone.stderr);
}

#[test]
fn after_any_edits_a_build_gives_what_a_whole_build_gives() {
    let mut folder = publication();
    let mut seed = 20_261_129_u64;
    let mut draw = |most: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % most
    };
    for round in 0..8 {
        for _ in 0..=draw(2) {
            let (source, place) = (["river", "hill", "宋"][draw(3)], draw(3));
            let name = format!("content/{source}/{place:02}.md");
            let unit = ["水文站", "村委会", "学校"][draw(3)];
            let words = "雨后山色更青，水声更近。".repeat(1 + draw(60));
            let file = folder.path().join(&name);
            match draw(6) {
                0 if file.exists() => fs::remove_file(file).unwrap(),
                1 => {
                    folder = folder.file(
                        "styles/book-a5.toml",
                        format!("[text]\nlines = {}\n", 24 + draw(4)),
                    )
                }
                2 => {
                    folder = folder.file(
                        "huikan.toml",
                        EDITIONS.replace("文集", ["文集", "选编"][draw(2)]),
                    )
                }
                3 => fs::remove_dir_all(folder.path().join("out").join(source))
                    .unwrap_or(()),
                _ => {
                    folder =
                        folder.file(&name, article(&format!("第{round}篇"), unit, &words))
                }
            }
        }
        let _ = folder.run(&["build"]);
        let _ = fs::remove_dir_all(folder.path().join("whole"));
        let _ = folder.run(&["build", "-o", "whole"]);
        let (kept, whole) = (products(&folder, "out"), products(&folder, "whole"));
        // Volumes that no longer exist leave their products; all others are the same.
        for (name, bytes) in
            whole.iter().filter(|(name, _)| !name.ends_with("catalog.json"))
        {
            assert!(kept.get(name) == Some(bytes), "round {round}: {name}");
        }
    }
}

#[test]
fn products_of_volumes_and_editions_that_are_gone_are_named() {
    let mut folder = publication();
    build(&folder, &[]);
    fs::remove_file(folder.path().join("content/hill/01-茶园.md")).unwrap();
    let only = EDITIONS.split("[[edition]]\nname = \"a5\"").next().unwrap();
    folder = folder.file("huikan.toml", only);
    let ran = folder.done(&["build", "-v", "--lang", "en"]);
    for name in ["hill/hill.epub", "hill/hill-a5.pdf", "river/river-a5.pdf"] {
        assert!(
            ran.stderr.contains(&format!("note[D007]: out/{name}")),
            "{}",
            ran.stderr
        );
    }
    assert!(!ran.stderr.contains("river/river.epub"));
    assert!(folder.path().join("out/hill/hill.epub").exists());
    let ran = folder.done(&["build", "river", "-v", "--lang", "en"]);
    assert!(!ran.stderr.contains("D007"), "{}", ran.stderr);
}

#[test]
fn two_builds_take_turns() {
    let folder = publication();
    let file = folder.path().join("out/.huikan/lock");
    let held = lock(&file, Sharing::Alone, || panic!("nobody has it")).unwrap();
    let mut command = folder.command(&["build", "--lang", "en"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stderr = child.stderr.take().unwrap();
    let mut said = [0; 15];
    std::io::Read::read_exact(&mut stderr, &mut said).unwrap();
    assert_eq!(&said, b"another huikan ");
    assert!(child.try_wait().unwrap().is_none());
    assert!(!folder.path().join("out/hill/hill.epub").exists());
    drop(held);
    assert!(child.wait().unwrap().success());
    assert!(folder.path().join("out/hill/hill.epub").exists());
    // Builds of different volumes share the folder.
    let other = folder.path().join("out/.huikan/hill.lock");
    let _held = lock(&other, Sharing::Alone, || panic!("nobody has it")).unwrap();
    folder.done(&["build", "river", "--force"]);
}

#[test]
fn a_killed_build_leaves_no_broken_product() {
    let folder = publication();
    build(&folder, &["-o", "whole"]);
    let whole = products(&folder, "whole");
    let start = Instant::now();
    folder.done(&["build", "-o", "timed"]);
    let most = start.elapsed();
    for part in 0..12u32 {
        let mut child = folder.command(&["build", "--force"]);
        let mut child =
            child.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(most * part / 10 + Duration::from_millis(1));
        child.kill().unwrap();
        child.wait().unwrap();
        for (name, bytes) in products(&folder, "out") {
            let is_temporary = name.contains("/.huikan-");
            assert!(
                is_temporary || whole[&name] == bytes || name.ends_with("catalog.json"),
                "{name}"
            );
        }
    }
    build(&folder, &[]);
    let mut left = products(&folder, "out");
    left.retain(|name, _| !name.contains("/.huikan-"));
    assert_eq!(left.keys().collect::<Vec<_>>(), whole.keys().collect::<Vec<_>>());
    assert_eq!(left, whole);
}

#[test]
fn a_file_that_is_kept_never_takes_the_place_of_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (place, inside) = (folder.path().join("a.pdf"), folder.path().join("a.pdf/b"));
    fs::create_dir(&place).unwrap();
    fs::write(&inside, "mine").unwrap();

    assert!(huikan::disk::keep(&place, b"new").is_err());
    assert_eq!(fs::read_to_string(&inside).unwrap(), "mine");

    let other = folder.path().join("c.pdf");
    for bytes in [b"first", b"other"] {
        huikan::disk::keep(&other, bytes).unwrap();
        assert_eq!(fs::read(&other).unwrap(), bytes);
    }
    let names = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.pdf", "c.pdf"]);
}
