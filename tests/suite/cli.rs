//! Tests of the program as people use it: a folder, a command line, what comes out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A folder of its own to run commands in.
pub(crate) struct Folder(TempDir);

/// How a command ended.
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    /// A publication of two sources and two units.
    pub(crate) fn publication() -> Self {
        Self::new()
            .file("content/river/01-水位.md", article("水位", "水文站", "河水涨了三尺。"))
            .file("content/river/02-渡口.md", article("渡口", "村委会", "船靠在对岸。"))
            .file("content/hill/01-茶园.md", article("茶园", "村委会", "清明前采茶。"))
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_huikan"));
        command.args(args).current_dir(self.path()).stdin(Stdio::null());
        for name in ["LANG", "LC_ALL", "LC_MESSAGES", "SOURCE_DATE_EPOCH", "NO_COLOR"] {
            command.env_remove(name);
        }
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        Ran {
            status: status.code().unwrap(),
            stdout: String::from_utf8(stdout).unwrap(),
            stderr: String::from_utf8(stderr).unwrap(),
        }
    }

    /// Runs a command that has to succeed.
    #[track_caller]
    pub(crate) fn done(&self, args: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.status, 0, "{args:?}\n{}\n{}", ran.stdout, ran.stderr);
        ran
    }

    /// The files below a folder with their bytes, without what import and build remember;
    /// none when it is not there.
    pub(crate) fn tree(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path().join(below)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten() {
                let path: PathBuf = entry.unwrap().path();
                if path.is_dir() && !path.ends_with(".huikan") {
                    folders.push(path);
                } else if path.is_file() && !path.ends_with(".imported.toml") {
                    let name = path.strip_prefix(self.path()).unwrap();
                    let name = name.to_string_lossy().replace('\\', "/");
                    files.insert(name, fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }
}

/// An article as a file of content/.
pub(crate) fn article(title: &str, unit: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nunit: {unit}\ndate: 2023-04-05\n---\n\n{text}\n")
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn a_new_publication_lists_and_builds_without_a_complaint() {
    let folder = Folder::new();
    let ran = folder.done(&["init", "文集"]);
    assert!(ran.stdout.contains("huikan build"), "{}", ran.stdout);
    let inside = |args: &[&str]| {
        let output =
            folder.command(args).current_dir(folder.path().join("文集")).output();
        let output = output.unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(0), "{stderr}");
        (String::from_utf8(output.stdout).unwrap(), stderr)
    };
    let (listed, complaints) = inside(&["list", "-v"]);
    assert!(listed.contains("读书会的一年"), "{listed}");
    assert_eq!(complaints, "");
    let (built, complaints) = inside(&["build"]);
    assert!(built.contains("reading-booklet.pdf"), "{built}");
    assert!(complaints.contains("错误 0 个，警告 0 个"), "{complaints}");
    let files = folder.tree("文集/out/reading");
    let names: Vec<&str> =
        files.keys().map(|name| name.rsplit('/').next().unwrap()).collect();
    assert_eq!(names, ["reading-a5.pdf", "reading-booklet.pdf", "reading.epub"]);
    for (name, bytes) in &files {
        let is_pdf = name.ends_with(".pdf") && bytes.starts_with(b"%PDF-");
        let is_epub = name.ends_with(".epub") && bytes.starts_with(b"PK\x03\x04");
        assert!(is_pdf || is_epub, "{name}");
    }
}

#[test]
fn init_overwrites_nothing() {
    let folder = Folder::new().file("huikan.toml", "# 我的\n");
    assert_eq!(folder.run(&["init"]).status, 2);
    assert_eq!(folder.tree("").len(), 1);
    assert_eq!(folder.text("huikan.toml"), "# 我的\n");
}

#[test]
fn the_number_of_threads_does_not_change_a_byte() {
    let folder = Folder::publication();
    folder.done(&["build", "-j", "1", "-o", "one"]);
    folder.done(&["build", "-j", "4", "-o", "four"]);
    let (one, four) = (folder.tree("one"), folder.tree("four"));
    assert_eq!(one.len(), 4 * 3 + 1, "{:?}", one.keys());
    let same = one.values().zip(four.values()).all(|(one, four)| one == four);
    assert!(same, "products differ");
}

#[test]
fn only_the_volumes_and_editions_named_are_built() {
    let folder = Folder::publication();
    folder.done(&["build", "river", "-e", "epub"]);
    let names: Vec<String> = folder.tree("out").into_keys().collect();
    assert_eq!(names, ["out/catalog.json", "out/river/river.epub"]);
}

#[test]
fn the_catalog_remembers_what_was_built_before() {
    let folder = Folder::publication();
    folder.done(&["build", "river", "-e", "epub"]);
    folder.done(&["build", "hill", "-e", "epub"]);
    let catalog = json(&folder.text("out/catalog.json"));
    let products = catalog["products"].as_array().unwrap();
    let volumes: Vec<&str> =
        products.iter().map(|entry| entry["volume"].as_str().unwrap()).collect();
    assert_eq!(volumes, ["hill", "river"]);
    let entry = &products[1];
    let bytes = fs::read(folder.path().join("out/river/river.epub")).unwrap();
    assert_eq!(entry["bytes"], bytes.len());
    assert_eq!(entry["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(entry["articles"][0]["file"], "content/river/01-水位.md");
}

#[test]
fn the_date_of_the_environment_stands_in_for_a_missing_one() {
    let folder = Folder::publication();
    let build = |epoch: &str| {
        let mut command = folder.command(&["build", "river", "-e", "epub", "-o", epoch]);
        assert!(command.env("SOURCE_DATE_EPOCH", epoch).status().unwrap().success());
        fs::read(folder.path().join(epoch).join("river/river.epub")).unwrap()
    };
    assert_ne!(build("1600000000"), build("1700000000"));
}

#[test]
fn list_as_json_has_volumes_parts_and_articles() {
    let folder = Folder::publication();
    let listing = json(&folder.done(&["list", "--json", "--by", "source"]).stdout);
    assert_eq!(listing["version"], 1);
    let volumes = listing["volumes"].as_array().unwrap();
    assert_eq!(volumes.len(), 2);
    assert!(volumes.iter().all(|volume| volume["kind"] == "source"));
    let river = volumes.iter().find(|volume| volume["id"] == "river").unwrap();
    assert_eq!(river["parts"][0]["articles"][0]["title"], "水位");
    assert_eq!(river["parts"][0]["articles"][0]["characters"], 7);
}

#[test]
fn columns_of_a_list_stand_below_each_other() {
    let listed = Folder::publication().done(&["list"]).stdout;
    let column = |line: &str, word: &str| {
        let before = &line[..line.find(word).unwrap()];
        before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>()
    };
    let lines: Vec<&str> = listed.lines().collect();
    let (head, river) =
        (lines[0], lines.iter().find(|l| l.starts_with("river")).unwrap());
    let unit = lines.iter().find(|line| line.starts_with("村委会")).unwrap();
    assert_eq!(column(head, "系列"), column(river, "来源"), "{listed}");
    assert_eq!(column(head, "系列"), column(unit, "单位"), "{listed}");
}

#[test]
fn a_plan_says_which_page_stands_on_which_sheet_and_writes_a_model_only() {
    let folder = Folder::publication();
    let ran = folder.done(&["build", "river", "-e", "booklet", "--plan", "--lang", "en"]);
    let sheets: Vec<&str> =
        ran.stdout.lines().filter(|line| line.starts_with("sheet")).collect();
    let expected = [
        "sheet 1  front [–|1(封面)]   back [2(封二)|7(1)]",
        "sheet 2  front [6(iv)|3(i)]  back [4(ii)|5(iii)]",
    ];
    assert_eq!(sheets, expected, "{}", ran.stdout);
    assert!(ran.stdout.contains("turned on the short edge"), "{}", ran.stdout);
    let written: Vec<String> = folder.tree("out").into_keys().collect();
    assert_eq!(written, ["out/river/river-booklet-dummy.pdf"]);

    let ran = folder.done(&["build", "river", "-e", "booklet", "--plan", "--json"]);
    let plan = json(&ran.stdout)["plans"][0].clone();
    assert_eq!(plan["sides"][0]["rows"], serde_json::json!([[null, 1]]));
    assert_eq!(plan["turn"], "short-edge");
}

#[test]
fn check_finds_problems_and_writes_nothing() {
    let folder = Folder::publication().file("content/hill/02.md", "---\ntitle: [\n---\n");
    let ran = folder.run(&["check", "--json"]);
    assert_eq!(ran.status, 1, "{}", ran.stderr);
    let outcome = json(&ran.stdout);
    let found = &outcome["diagnostics"][0];
    assert_eq!(found["code"], "M001");
    assert_eq!(found["file"], "content/hill/02.md");
    assert!(folder.tree("out").is_empty());
}

#[test]
fn importing_again_keeps_what_a_person_has_edited() {
    let text = "河边的早晨\n\n县水文站\n\n　　天亮以前，水位比昨天低了两寸，河滩露出一条白线。\n\
                \u{3000}\u{3000}到中午，白线又不见了，船工说上游下过雨。\n";
    let folder = Folder::new().file("sources/river.txt", text);
    folder.done(&["import", "sources/river.txt"]);
    let first = folder.tree("content");
    assert!(!first.is_empty());
    folder.done(&["import", "sources/river.txt"]);
    assert_eq!(folder.tree("content"), first, "nothing was edited, nothing changes");

    let name = first.keys().next().unwrap();
    let edited = format!("{}改过\n", folder.text(name));
    let folder = folder.file(name, &edited);
    folder.done(&["import", "sources/river.txt"]);
    let beside = name.replace(".md", ".new.md");
    let names = folder.tree("content");
    assert!(!names.contains_key(&beside), "the source has nothing new: {names:?}");
    let folder = folder.file("sources/river.txt", text.replace("两寸", "三寸"));
    let ran = folder.done(&["import", "sources/river.txt"]);
    assert!(ran.stderr.contains("I012"), "{}", ran.stderr);
    assert_eq!(folder.text(name), edited);
    let expected = String::from_utf8_lossy(&first[name]).replace("两寸", "三寸");
    assert_eq!(folder.text(&beside), expected);
    let listed = json(&folder.done(&["list", "--json"]).stdout);
    let count = listed["volumes"][0]["parts"][0]["articles"].as_array().unwrap().len();
    assert_eq!(count, first.len(), "the file beside is not an article");
}

#[test]
fn a_dry_run_writes_only_the_report() {
    let folder = Folder::new().file("a.txt", "渡口\n\n　　船靠在对岸，等人来。\n");
    folder.done(&["import", "a.txt", "--dry-run", "--explain", "--report", "r.json"]);
    let names: Vec<String> = folder.tree("").into_keys().collect();
    assert_eq!(names, ["a.txt", "r.json"]);
    let report = json(&folder.text("r.json"));
    assert_eq!(report["version"], 1);
    assert_eq!(report["sources"][0]["source"], "a.txt");
}

/// Two paragraphs with slips, one of them in the second line of its paragraph.
const SLIPS: &str = "渡口\n\n县水文站\n\n　　河水从山里出来，到村口拐一个弯，往东流去，一直流到看不见的地方，\n\
    老人把它叫作”母亲“,孩子们也跟着叫。\n　　二○二三年，他自已的船修好了。\n";

#[test]
fn slips_of_a_source_are_doubts_with_their_lines() {
    let folder = Folder::new().file("a.txt", SLIPS);
    let ran = folder.done(&["import", "a.txt", "--dry-run", "--report", "r.json"]);
    let report = json(&folder.text("r.json"));
    let doubts = report["sources"][0]["doubts"].as_array().unwrap().iter();
    let slips: Vec<(&str, u64)> = doubts
        .map(|doubt| (doubt["code"].as_str().unwrap(), doubt["line"].as_u64().unwrap()))
        .filter(|(code, _)| code.starts_with('W'))
        .collect();
    assert_eq!(slips, [("W001", 6), ("W001", 6), ("W003", 6), ("W005", 7), ("W011", 7)]);
    assert!(ran.stderr.contains("2 处引号用反或缺了另一半 [W001]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("huikan check --fix"), "{}", ran.stderr);
    let whole = folder.done(&["import", "a.txt", "--dry-run", "-v"]).stderr;
    assert!(whole.contains("a.txt:7") && whole.contains("他自已的船"), "{whole}");
    assert!(!folder.text("a.txt").contains('〇'), "a source is never changed");

    let silent = folder.file("huikan.toml", "[lint]\nallow = ['W001', 'W003']\n");
    let ran = silent.done(&["import", "a.txt", "--dry-run", "--report", "r.json"]);
    assert!(!ran.stderr.contains("[W001]") && ran.stderr.contains("[W005]"));
    assert!(!silent.text("r.json").contains("W003"));
}

#[test]
fn check_shows_slips_at_their_places_and_corrects_them_on_request() {
    let text = "\u{feff}---\r\ntitle: 水,山\r\n---\r\n\r\n春天来了,花开了。他姓欧阳.住在河边。\r\n";
    let right = "\u{feff}---\r\ntitle: 水，山\r\n---\r\n\r\n春天来了，花开了。他姓欧阳.住在河边。\r\n";
    let name = "content/river/01.md";
    let plan = "[volumes]\nby = []\n";
    let folder = Folder::new().file("huikan.toml", plan).file(name, text);
    let found = |folder: &Folder| {
        let outcome = json(&folder.done(&["check", "--json"]).stdout);
        let found = outcome["diagnostics"].as_array().unwrap().clone();
        let slips = found.iter().filter(|it| it["code"].as_str().unwrap() == "W003");
        let slips = slips
            .map(|it| (it["line"].as_u64().unwrap(), it["column"].as_u64().unwrap()));
        slips.collect::<Vec<_>>()
    };
    assert_eq!(found(&folder), [(2, 9), (5, 5), (5, 14)]);
    assert_eq!(folder.text(name), text, "without --fix nothing is changed");

    let ran = folder.done(&["check", "--fix"]);
    assert!(ran.stdout.contains("content/river/01.md：W003 2 处"), "{}", ran.stdout);
    assert!(ran.stderr.contains("01.md:5:14"), "the rest is reported: {}", ran.stderr);
    assert_eq!(folder.text(name), right);
    assert_eq!(found(&folder), [(5, 14)]);

    let again = json(&folder.done(&["check", "--fix", "--json"]).stdout);
    assert!(again.get("fixed").is_none(), "{again}");
    assert_eq!(folder.text(name), right);
}

#[test]
fn allowed_slips_are_neither_reported_nor_corrected() {
    let text = article("水", "水文站", "春天来了,花开了。。");
    let plan = "[volumes]\nby = []\n[lint]\nallow = ['W003']\n";
    let folder =
        Folder::new().file("huikan.toml", plan).file("content/river/01.md", &text);
    let ran = folder.done(&["check", "--fix", "--json"]);
    let outcome = json(&ran.stdout);
    assert_eq!(outcome["fixed"][0]["code"], "W009");
    assert!(
        outcome["fixed"].as_array().unwrap().len() == 1 && !ran.stdout.contains("W003")
    );
    assert_eq!(folder.text("content/river/01.md"), text.replace("。。", "。"));

    let wrong = folder.file("huikan.toml", "[lint]\nallow = ['W3']\n");
    let before = wrong.tree("content");
    let ran = wrong.run(&["check", "--fix"]);
    assert!(ran.status == 1 && ran.stderr.contains("[C002]"), "{}", ran.stderr);
    assert_eq!(wrong.tree("content"), before, "who knows what was to be allowed");
}

#[test]
fn a_build_says_nothing_about_slips() {
    let text = article("水", "水文站", "春天来了,花开了。。");
    let folder = Folder::new().file("content/river/01.md", text);
    let ran = folder.done(&["build", "-e", "epub", "--strict"]);
    assert!(!ran.stderr.contains("[W"), "{}", ran.stderr);
}

#[test]
fn doubts_and_reasons_speak_the_language_asked_for() {
    let folder = Folder::new().file("a.txt", "渡口\n\n　　船靠在对岸，等人来。\n");
    for (language, doubt) in
        [("zh", "没有单位，也没有作者"), ("en", "names neither unit")]
    {
        let args = ["import", "a.txt", "--dry-run", "--explain", "--report", "r.json"];
        let ran = folder.done(&[&args[..], &["--lang", language]].concat());
        let report = json(&folder.text("r.json"));
        let found = &report["sources"][0]["doubts"][0];
        assert_eq!(found["code"], "I014");
        assert!(found["message"].as_str().unwrap().contains(doubt), "{found}");
        let reason = report["sources"][0]["articles"][0]["evidence"][0].as_str().unwrap();
        assert_eq!(reason.is_ascii(), language == "en", "{reason}");
        assert!(ran.stdout.contains(&format!("· {reason}\n")), "{}", ran.stdout);
    }
}

#[test]
fn doubts_of_one_kind_are_counted_and_shown_one_by_one_on_request() {
    let names: Vec<String> = (0..12).map(|n| format!("{n}.txt")).collect();
    let folder = names.iter().fold(Folder::new(), |folder, name| {
        folder.file(name, "　　船靠在对岸，等人来。\n")
    });
    let args: Vec<&str> =
        std::iter::once("import").chain(names.iter().map(String::as_str)).collect();
    let brief = folder.done(&args).stderr;
    assert_eq!(brief.matches("[I006]").count(), 1, "{brief}");
    assert!(names.iter().all(|name| brief.contains(name.as_str())), "{brief}");
    let whole = folder.done(&[&args[..], &["-v"]].concat()).stderr;
    assert_eq!(whole.matches("[I006]").count(), 12, "{whole}");
}

#[test]
fn problems_of_other_volumes_are_not_those_of_this_one() {
    let folder = Folder::publication().file("content/lake/01.md", "---\ntitle：湖\n");
    let ran = folder.done(&["build", "hill", "-e", "epub"]);
    assert!(!ran.stderr.contains("content/lake"), "{}", ran.stderr);
    assert_eq!(folder.run(&["build", "lake", "-e", "epub"]).status, 1);
    assert_eq!(folder.run(&["build", "-e", "epub"]).status, 1);
}

#[test]
fn a_broken_plan_is_said_before_a_volume_that_it_lacks() {
    let folder = Folder::publication();
    assert_eq!(folder.run(&["build"]).status, 0);
    let broken = "[[volume]]\nid = \"choice\"\ninlcude = [\"content/*/*.md\"]\n[volumes]\nby = []\n";
    let folder = folder.file("huikan.toml", broken);
    let named = folder.run(&["build", "choice", "--lang", "en"]);
    assert_eq!(named.status, 2);
    assert!(named.stderr.contains("did you mean `include`"), "{}", named.stderr);
    assert!(!named.stderr.contains("U001"), "{}", named.stderr);
    // The books that are there belong to somebody.
    let all = folder.run(&["build", "--lang", "en"]);
    assert!(all.status == 1 && !all.stderr.contains("D007"), "{}", all.stderr);
}

#[test]
fn a_log_as_json_has_an_object_on_each_line() {
    let folder =
        Folder::publication().file("content/hill/02-坏.md", "---\ntitle: [\n---\n");
    let ran = folder.run(&["build", "--log-format", "json", "--lang", "en"]);
    assert_eq!(ran.status, 1);
    let lines = ran.stderr.lines().map(|line| serde_json::from_str(line).unwrap());
    let lines: Vec<serde_json::Value> = lines.collect();
    let of =
        |severity: &str| lines.iter().find(|line| line["severity"] == severity).unwrap();
    assert_eq!(of("error")["file"], "content/hill/02-坏.md");
    assert!(of("info")["message"].as_str().unwrap().starts_with("products: "));
}

#[test]
fn what_a_killed_build_left_behind_is_swept_once_it_is_old() {
    let [old, new, other] =
        ["out/.huikan-a.tmp", "out/hill/.huikan-b.tmp", "out/hill/b.tmp"];
    let folder = Folder::publication();
    let folder = [old, new, other].iter().fold(folder, |f, name| f.file(name, "half"));
    let hours = std::time::Duration::from_secs(2 * 3600);
    for name in [old, other] {
        let file =
            fs::File::options().append(true).open(folder.path().join(name)).unwrap();
        file.set_modified(file.metadata().unwrap().modified().unwrap() - hours).unwrap();
    }
    folder.done(&["build", "hill", "-e", "epub"]);
    let left = folder.tree("out");
    assert!(!left.contains_key(old), "{:?}", left.keys());
    assert!(left.contains_key(new) && left.contains_key(other), "{:?}", left.keys());
}

#[test]
fn wrong_words_of_a_command_line_are_named_for_what_they_are() {
    let folder = Folder::publication();
    for (args, words) in [
        (&["list", "--by", "year"][..], "可用的值：unit, source"),
        (&["list", "river"], "多了一个词“river”"),
        (&["list", "--yb"], "没有选项“--yb”"),
        (&["build", "--jobs"], "--jobs <N> 后面缺少值"),
    ] {
        let ran = folder.run(args);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains(words), "{}", ran.stderr);
    }
}

#[test]
fn without_a_command_the_next_step_is_named() {
    let empty = Folder::new();
    assert!(empty.done(&[]).stdout.contains("接下来：huikan init"));
    assert!(Folder::publication().done(&[]).stdout.contains("huikan build"));
}

#[test]
fn the_locale_chooses_the_language() {
    let folder = Folder::new();
    let asked = |lang: &str| {
        let output = folder.command(&["explain", "D004"]).env("LANG", lang).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(asked("en_GB.UTF-8").starts_with("D004 (error)"));
    assert!(asked("zh_CN.UTF-8").starts_with("D004（错误）"));
    assert!(asked("C.UTF-8").starts_with("D004（错误）"));
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = Folder::publication();
    let mut child =
        folder.command(&["list", "--json"]).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_written_is_a_failure() {
    let folder = Folder::publication();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = folder.command(&["list"]).stdout(full).status().unwrap();
    assert_eq!(status.code(), Some(3));
}

#[test]
fn quiet_says_errors_only() {
    let folder = Folder::publication();
    let ran = folder.done(&["build", "river", "-e", "epub", "-q"]);
    assert_eq!(ran.stderr, "");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_publication_is_not_followed() {
    let elsewhere =
        Folder::new().file("secret.md", article("外面", "别处", "外面的字。"));
    let folder = Folder::publication();
    let link = |to: &Path, at: &str| {
        std::os::unix::fs::symlink(to, folder.path().join(at)).unwrap();
    };
    link(&elsewhere.path().join("secret.md"), "content/river/03.md");
    link(elsewhere.path(), "content/other");
    link(&folder.path().join("content"), "content/hill/round");
    let ran = folder.done(&["list", "-v"]);
    assert!(!ran.stdout.contains("外面"), "{}", ran.stdout);
    assert_eq!(ran.stderr.matches("D005").count(), 2, "{}", ran.stderr);
}

/// A character of plane 15 that only `tests/cases/cli/plane-15.ttf` has: one square.
const RARE: char = '\u{f0000}';

fn rare() -> Folder {
    let text = article("甲", "水文站", &format!("这个字{RARE}很少见。"));
    Folder::publication().file("content/rare/01.md", text)
}

#[test]
fn a_character_that_no_font_has_is_a_warning_and_the_book_is_made() {
    let folder = rare();
    let ran = folder.done(&["build", "rare", "-e", "a5"]);
    assert!(ran.stderr.contains("警告[T002]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("content/rare/01.md:7"), "{}", ran.stderr);
    assert!(folder.tree("out").contains_key("out/rare/rare-a5.pdf"));
    assert_eq!(folder.run(&["build", "rare", "-e", "a5", "--strict"]).status, 1);
}

#[cfg(target_os = "linux")]
#[test]
fn a_font_of_the_machine_is_the_last_resort() {
    let font = include_bytes!("../cases/cli/plane-15.ttf");
    let folder = rare().file(".fonts/plane-15.ttf", font);
    let output = folder.command(&["build", "rare"]).env("HOME", folder.path()).output();
    let stderr = String::from_utf8(output.unwrap().stderr).unwrap();
    assert!(stderr.contains("警告[T003]"), "{stderr}");
    assert!(stderr.contains("plane-15.ttf") && !stderr.contains("T002"), "{stderr}");
}

#[test]
fn a_font_of_the_publication_needs_no_words() {
    let folder = rare().file("fonts/a.ttf", include_bytes!("../cases/cli/plane-15.ttf"));
    let ran = folder.done(&["build", "rare"]);
    assert!(!ran.stderr.contains("[T"), "{}", ran.stderr);
}

#[test]
fn fonts_says_what_each_font_is_for_and_how_much_it_has() {
    // Outside of a publication those in the program are listed.
    let listed = json(&Folder::new().done(&["fonts", "--json"]).stdout);
    let fonts = listed["fonts"].as_array().unwrap();
    for role in ["song", "hei", "kai", "fangsong", "latin"] {
        let font = fonts.iter().find(|font| font["role"] == role).unwrap();
        let han = font["han"].as_u64().unwrap();
        assert_eq!(han >= 10_000, role != "latin", "{font}");
        assert!(font["file"].is_null() && font["characters"].as_u64().unwrap() > han);
    }
    // A font of the publication fills gaps.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/cli/plane-15.ttf");
    let folder = Folder::publication().file("fonts/own.ttf", fs::read(path).unwrap());
    let own = json(&folder.done(&["fonts", "--json"]).stdout);
    let last = own["fonts"].as_array().unwrap().last().unwrap().clone();
    assert_eq!(
        (last["file"].as_str(), last["role"].as_str()),
        (Some("fonts/own.ttf"), None)
    );
    assert!(folder.done(&["fonts"]).stdout.contains("补缺字"));
    // One that cannot be read is said.
    let folder = Folder::publication().file("fonts/bad.ttf", "abc");
    let ran = folder.run(&["fonts"]);
    assert!(ran.status == 1 && ran.stderr.contains("[T001]"), "{}", ran.stderr);
}
