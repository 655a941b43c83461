//! `huikan watch`: rounds that follow edits, errors that pass, and bytes that nobody can tell
//! from those of a whole build.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use huikan::diag::{Diagnostics, Files, Language, Severity, render};
use huikan::{Gathered, Look, Memory, Product, disk};
use serde_json::Value;

use crate::cli::{Folder, article};

/// How long a round may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A watch under way.
struct Watch {
    child: Child,
    rounds: Receiver<Value>,
    said: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, more: &[&str]) -> Self {
        let args = [&["watch", "--json", "--lang", "en"], more].concat();
        let mut command = folder.command(&args);
        let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (stdout, stderr) =
            (child.stdout.take().unwrap(), child.stderr.take().unwrap());
        let (sender, rounds) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines() {
                let _ = sender.send(serde_json::from_str(&line.unwrap()).unwrap());
            }
        });
        let (sender, said) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        Self { child, rounds, said }
    }

    /// The next round.
    #[track_caller]
    fn round(&self) -> Value {
        self.rounds.recv_timeout(PATIENCE).expect("there is a round")
    }

    /// The next rounds until one is as it should be: an edit may be seen in two steps.
    #[track_caller]
    fn until(&self, is_right: impl Fn(&Value) -> bool) -> Value {
        loop {
            let round = self.round();
            if is_right(&round) {
                return round;
            }
        }
    }

    /// Ends it as Ctrl-C does.
    fn interrupt(mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
        self.child.wait().unwrap();
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The names of the products that a round made.
fn made(round: &Value) -> Vec<&str> {
    let made = round["made"].as_array().unwrap().iter();
    made.map(|made| made["file"].as_str().unwrap()).collect()
}

fn codes(round: &Value) -> Vec<&str> {
    let found = round["diagnostics"].as_array().unwrap().iter();
    found.map(|found| found["code"].as_str().unwrap()).collect()
}

/// A file written as careful editors do: beside its place, then renamed.
fn put_in_place(folder: &Folder, name: &str, text: &str) {
    let path = folder.path().join(name);
    let beside = path.with_extension("md~");
    fs::write(&beside, text).unwrap();
    fs::rename(&beside, &path).unwrap();
}

#[test]
fn rounds_follow_edits_new_articles_and_removed_ones() {
    let mut folder = Folder::publication();
    let watch = Watch::start(&folder, &["-e", "epub"]);
    let first = watch.round();
    assert_eq!((&first["version"], &first["round"]), (&1.into(), &1.into()));
    assert_eq!(made(&first).len(), 4, "{first}");
    let text = article("茶园", "村委会", "谷雨前采茶。");
    folder = folder.file("content/hill/01-茶园.md", &text);
    let second = watch.until(|round| codes(round).is_empty());
    assert_eq!(second["changed"], serde_json::json!(["content/hill/01-茶园.md"]));
    assert_eq!(made(&second), ["hill/hill.epub", "村委会/村委会.epub"]);
    assert_eq!(second["kept"], 2);
    put_in_place(&folder, "content/river/01-水位.md", &text.replace("茶园", "春水"));
    let third = watch.round();
    assert!(made(&third).contains(&"river/river.epub"), "{third}");
    // A folder of its own, made while everything is watched.
    folder = folder.file("content/lake/01-湖.md", article("湖", "湖心站", "水面如镜。"));
    let fourth = watch.until(|round| made(round).contains(&"lake/lake.epub"));
    assert!(made(&fourth).contains(&"湖心站/湖心站.epub"), "{fourth}");
    fs::remove_file(folder.path().join("content/hill/01-茶园.md")).unwrap();
    let fifth = watch.round();
    assert!(!made(&fifth).contains(&"hill/hill.epub"), "{fifth}");
    assert_eq!(fifth["changed"], serde_json::json!(["content/hill/01-茶园.md"]));
    // The same text once more is no change: what comes next is the round of the other file.
    let same = folder.text("content/lake/01-湖.md");
    put_in_place(&folder, "content/lake/01-湖.md", &same);
    let _folder =
        folder.file("content/lake/02-岸.md", article("岸", "湖心站", "岸上有柳。"));
    let sixth = watch.until(|round| made(round).contains(&"lake/lake.epub"));
    assert_eq!(sixth["changed"], serde_json::json!(["content/lake/02-岸.md"]));
}

#[test]
fn an_error_ends_a_round_and_not_the_watch() {
    let mut folder =
        Folder::publication().file("huikan.toml", "[publication]\ntitle = \"文集\"\n");
    let watch = Watch::start(&folder, &["river", "-e", "epub"]);
    assert_eq!(made(&watch.round()), ["river/river.epub"]);
    let product = folder.path().join("out/river/river.epub");
    let before = fs::read(&product).unwrap();
    let good = folder.text("content/river/01-水位.md");
    // Front matter that is none.
    put_in_place(
        &folder,
        "content/river/01-水位.md",
        &good.replace("date: 2", "date: [2"),
    );
    let round = watch.round();
    assert!(made(&round).is_empty() && !codes(&round).is_empty(), "{round}");
    assert_eq!(fs::read(&product).unwrap(), before);
    put_in_place(&folder, "content/river/01-水位.md", &good.replace("三尺", "五尺"));
    let round = watch.round();
    assert!(codes(&round).is_empty(), "{round}");
    assert_eq!(made(&round), ["river/river.epub"]);
    let after = fs::read(&product).unwrap();
    assert_ne!(after, before);
    // A huikan.toml that does not parse, and the folder of the articles gone and back.
    folder = folder.file("huikan.toml", "[publication\n");
    let round = watch.until(|round| !codes(round).is_empty());
    assert!(made(&round).is_empty(), "{round}");
    assert_eq!(fs::read(&product).unwrap(), after);
    folder = folder.file("huikan.toml", "[publication]\ntitle = \"选编\"\n");
    let round = watch.until(|round| codes(round).is_empty());
    assert_eq!(made(&round), ["river/river.epub"]);
    let content = folder.path().join("content");
    let away = folder.path().join("away");
    fs::rename(&content, &away).unwrap();
    let round = watch.until(|round| !codes(round).is_empty());
    assert_eq!(codes(&round), ["V007", "U001"], "{round}");
    fs::rename(&away, &content).unwrap();
    watch.until(|round| codes(round).is_empty());
    put_in_place(
        &folder,
        "content/river/02-渡口.md",
        &article("渡口", "村委会", "船来了。"),
    );
    assert_eq!(made(&watch.round()), ["river/river.epub"]);
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_interrupted_and_leaves_nothing_behind() {
    let folder = Folder::publication();
    let watch = Watch::start(&folder, &[]);
    watch.round();
    let written = folder.tree("out");
    watch.interrupt();
    assert_eq!(folder.tree("out"), written);
    assert!(written.keys().all(|name| !name.contains(".tmp")), "{:?}", written.keys());
    // Nothing is locked, and there is nothing to make.
    let ran = folder.done(&["build", "--lang", "en"]);
    assert!(ran.stderr.contains("(12 unchanged)"), "{}", ran.stderr);
}

#[test]
fn a_watch_of_nothing_ends_at_once() {
    let folder = Folder::new();
    let ran = folder.run(&["watch", "--lang", "en"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("U003"), "{}", ran.stderr);
    let folder = Folder::publication();
    let ran = folder.run(&["watch", "rivre", "--lang", "en"]);
    assert_eq!(ran.status, 2, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("U001") && ran.stderr.contains("`river`"),
        "{}",
        ran.stderr
    );
}

#[test]
fn people_are_told_in_a_line_what_a_round_made() {
    let folder = Folder::publication();
    let mut command = folder.command(&["watch", "hill", "-e", "epub", "--lang", "en"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        line.starts_with("round 1: products made: 1; errors: 0, warnings: 0; "),
        "{line}"
    );
}

/// What a browser gets: the status and everything behind it.
fn get(port: &str, host: &str, path: &str) -> (String, String) {
    let mut stream = TcpStream::connect(format!("127.0.0.1:{port}")).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).unwrap().to_owned();
    (status, answer)
}

#[test]
fn the_page_serves_what_was_made_and_nothing_else() {
    let folder = Folder::publication().file("secret.txt", "秘密").file(
        "content/river/01-水位.md",
        article("水位", "水文站", "[点](javascript:x)这里，河水涨了三尺。"),
    );
    #[cfg(unix)]
    {
        let link = folder.path().join("out");
        fs::create_dir_all(link.join("river")).unwrap();
        std::os::unix::fs::symlink("/etc/hostname", link.join("river/river-b5.pdf"))
            .unwrap();
    }
    let watch = Watch::start(&folder, &["--serve", "--port", "0"]);
    let address = watch.said.recv_timeout(PATIENCE).unwrap();
    let port = address.trim_end_matches('/').rsplit(':').next().unwrap();
    assert!(address.starts_with("page: http://127.0.0.1:"), "{address}");
    watch.round();
    let own = format!("127.0.0.1:{port}");
    let ok = |path: &str| {
        let (status, answer) = get(port, &own, path);
        assert_eq!(status, "200", "{path}: {answer}");
        answer
    };
    assert!(ok("/").contains("</html>"));
    assert!(ok("/page.js").contains("use strict"));
    let state = ok("/state");
    assert!(state.contains("\"href\":\"OEBPS/chapter-001.xhtml\""), "{state}");
    assert!(state.contains("\"line\":7") && state.contains("E003"), "{state}");
    assert!(
        ok("/book/river/river.epub/OEBPS/chapter-001.xhtml").contains("河水涨了三尺")
    );
    assert!(ok("/out/river/river-a5.pdf").contains("%PDF-1.7"));
    let state: Value =
        serde_json::from_str(state.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let volumes = state["volumes"].as_array().unwrap();
    let river = volumes.iter().find(|volume| volume["id"] == "river").unwrap();
    let booklet = &river["editions"][2];
    let last = booklet["chapters"].as_array().unwrap().last().unwrap();
    assert_eq!((&booklet["name"], &last["title"]), (&"booklet".into(), &"渡口".into()));
    assert!(last["page"].as_u64().unwrap() <= booklet["pages"].as_u64().unwrap());
    let source = ok("/source/content/river/01-%E6%B0%B4%E4%BD%8D.md?line=7");
    assert!(source.contains("id=\"line\" aria-current=\"location\">[点]"), "{source}");
    assert_eq!(get(port, &own, "/state?after=1").0, "204");
    for path in [
        "/out/../secret.txt",
        "/out/..%2Fsecret.txt",
        "/out/%2e%2e/secret.txt",
        "/out/river/../../secret.txt",
        "/out/catalog.json",
        "/out/.huikan/river.json",
        "/out/river/river-b5.pdf",
        "/source/secret.txt",
        "/source/../secret.txt",
        "/source//etc/passwd",
        "/book/river/river.epub/../../../secret.txt",
        "/book/river/river-a5.pdf/x",
        "//etc/passwd",
        "/secret.txt",
    ] {
        let (status, answer) = get(port, &own, path);
        assert_eq!(status, "404", "{path}: {answer}");
        assert!(!answer.contains("秘密") && !answer.contains("root:"), "{path}");
    }
    // A name of somebody else's for this machine (DNS rebinding).
    for host in ["example.org", &format!("example.org:{port}"), "127.0.0.1", ""] {
        assert_eq!(get(port, host, "/state").0, "403", "{host}");
    }
    assert_eq!(get(port, &format!("localhost:{port}"), "/").0, "200");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let folder = Folder::publication();
    let ran = folder.run(&["watch", "--serve", "--port", &port, "--lang", "en"]);
    assert_eq!(ran.status, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("U015") && ran.stderr.contains(&port), "{}", ran.stderr);
}

/// Rounds in this process, as the program makes them.
#[derive(Default)]
struct Rounds {
    files: disk::Memory,
    gathered: Option<Gathered>,
    look: Option<(String, Look)>,
    volumes: BTreeMap<String, Memory>,
}

/// The products of a state by volume and file, and what was said about them.
type Made = (BTreeMap<(String, String), Vec<u8>>, String);

fn add(
    made: &mut Made,
    volume: &str,
    products: Vec<Product>,
    found: &Diagnostics,
    files: &Files,
) {
    for Product { file, bytes, .. } in products {
        made.0.insert((volume.to_owned(), file), bytes);
    }
    for diagnostic in found {
        let _ = write!(made.1, "{}", render(diagnostic, files, Language::English, false));
    }
}

impl Rounds {
    fn round(&mut self, folder: &Path) -> Made {
        let mut found = Diagnostics::new();
        let (project, _) = disk::load_again(&mut found, folder, &mut self.files).unwrap();
        let before = self.gathered.as_ref();
        let gathered = huikan::gather_again(&mut found, &project, ("", None), before);
        let editions = &gathered.config.editions;
        let styles: Vec<_> =
            project.styles.values().map(|file| project.files.text(*file)).collect();
        let ground = format!("{editions:?} {styles:?}");
        if self.look.as_ref().is_none_or(|(known, _)| *known != ground) {
            let look = huikan::look(&mut found, &project, editions, &[]);
            self.look = Some((ground, look));
            self.volumes.clear();
        }
        let (_, look) = self.look.as_ref().unwrap();
        let mut made = Made::default();
        for volume in &gathered.volumes {
            let mut found = Diagnostics::new();
            let memory = self.volumes.entry(volume.id.clone()).or_default();
            let what = (volume, &**editions);
            let products =
                huikan::build_again(&mut found, what, look, Severity::Error, memory);
            add(&mut made, &volume.id, products, &found, &project.files);
        }
        self.gathered = Some(gathered);
        made
    }
}

/// What a build makes that knows of no other.
fn whole(folder: &Path) -> Made {
    let mut found = Diagnostics::new();
    let project = disk::load(&mut found, folder).unwrap();
    let gathered = huikan::gather(&mut found, &project, "", None);
    let editions = &gathered.config.editions;
    let look = huikan::look(&mut found, &project, editions, &[]);
    let mut made = Made::default();
    for volume in &gathered.volumes {
        let mut found = Diagnostics::new();
        let products =
            huikan::build(&mut found, volume, editions, &look, Severity::Error);
        add(&mut made, &volume.id, products, &found, &project.files);
    }
    made
}

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// An article of everything that pages and screens treat in their own way.
fn composed(dice: &mut Dice) -> String {
    const PIECES: [&str; 12] = [
        "## 小标题\n",
        "雨后山色更青，水声更近，渡口的人说：“今年的水，比去年早。”\n",
        "（一）查明来水。（二）核对水尺。A small gauge reads 12.5 m.\n",
        "他记下了读数[^1]，又添一笔。\n",
        "| 月份 | 水位 |\n|---|---:|\n| 三月 | 12.4 |\n| 四月 | 13.1 |\n",
        "- 先看云\n- 再看水\n",
        "> 船到江心，\n> 方知水深。\n",
        "{渡|dù}{口|kǒu}在[东岸]{.emphasis}，见[《水经注》](https://example.org/x)。\n",
        "---\n",
        "囧㐂龘，此三字不常见。\n",
        "![渡口](图.svg)\n",
        "[落款]{.signature}\n",
    ];
    let mut text = String::new();
    for _ in 0..=dice.throw(14) {
        let piece = PIECES[dice.throw(PIECES.len())];
        text.push_str(&piece.repeat(if piece.ends_with("。\n") {
            1 + dice.throw(5)
        } else {
            1
        }));
        text.push('\n');
    }
    text.push_str("[^1]: 见水文站的记录。\n");
    let unit = ["水文站", "村委会", "学校"][dice.throw(3)];
    let title = ["渡口", "水位", "茶园", "春汛与渡口的修缮"][dice.throw(4)];
    article(title, unit, &text)
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\">\
                       <rect width=\"40\" height=\"20\" fill=\"gray\"/></svg>";

const PLAN: &str = "[publication]\ntitle = \"文集\"\n[volumes]\nby = [\"source\", \"unit\"]\nparts = \"unit\"\n\
                    back = [\"unit-index\", \"sources\", \"colophon\"]\n\
                    [[volume]]\nid = \"river\"\ncover = \"content/river/图.svg\"\n\
                    [[edition]]\nname = \"epub\"\n\
                    [[edition]]\nname = \"phone\"\nkind = \"epub\"\nreader = \"duokan\"\nembed = \"rare\"\n\
                    [[edition]]\nname = \"a5\"\n[[edition]]\nname = \"booklet\"\n\
                    [[edition]]\nname = \"tall\"\nkind = \"pdf\"\nstyle = \"vertical\"\n";

#[test]
fn rounds_after_any_edits_make_the_bytes_of_a_whole_build() {
    let mut dice = Dice(20_261_130);
    let mut folder =
        Folder::new().file("huikan.toml", PLAN).file("content/river/图.svg", DRAWING);
    for (source, count) in [("river", 5), ("hill", 3)] {
        for place in 0..count {
            let name = format!("content/{source}/{place:02}.md");
            folder = folder.file(&name, composed(&mut dice));
        }
    }
    let mut rounds = Rounds::default();
    for round in 0..14 {
        if round > 0 {
            folder = edited(folder, &mut dice);
        }
        let (made, said) = rounds.round(folder.path());
        let (whole, said_of_whole) = whole(folder.path());
        assert!(made.keys().eq(whole.keys()), "round {round}");
        for (name, bytes) in &whole {
            assert!(made[name] == *bytes, "round {round}: {name:?}");
        }
        assert_eq!(said, said_of_whole, "round {round}");
    }
}

#[test]
fn rounds_in_which_the_contents_grow_and_shrink_lead_to_the_right_pages() {
    const PLAN: &str = "[volumes]\nby = [\"source\"]\n\
                        front = [\"contents\"]\nback = [\"unit-index\", \"sources\"]\n\
                        [[edition]]\nname = \"a5\"\n";
    let name = |place: usize| format!("content/river/{place:03}.md");
    let text = |place: usize| {
        let unit = ["水文站", "村委会"][place % 2];
        article(&format!("水位之{place}"), unit, &"雨后山色更青。".repeat(1 + place % 9))
    };
    let mut folder = Folder::new().file("huikan.toml", PLAN);
    let mut rounds = Rounds::default();
    // The last round has nothing to lay out.
    for count in [40, 90, 41, 41] {
        for place in 0..90 {
            if place < count {
                folder = folder.file(&name(place), text(place));
            } else {
                let _ = fs::remove_file(folder.path().join(name(place)));
            }
        }
        let (made, said) = rounds.round(folder.path());
        let (whole, said_of_whole) = whole(folder.path());
        assert!(made.len() == 1 && made == whole, "{count} articles");
        assert_eq!(said, said_of_whole, "{count} articles");
    }
}

/// The folder after an edit or two, most of them of articles.
fn edited(mut folder: Folder, dice: &mut Dice) -> Folder {
    for _ in 0..=dice.throw(2) {
        let source = ["river", "hill"][dice.throw(2)];
        let name = format!("content/{source}/{:02}.md", dice.throw(6));
        let path = folder.path().join(&name);
        let old = fs::read_to_string(&path).unwrap_or_default();
        folder = match dice.throw(9) {
            0 if path.exists() => {
                fs::remove_file(path).unwrap();
                folder
            }
            1 => {
                let lines = 26 + dice.throw(3);
                folder.file("styles/book-a5.toml", format!("[text]\nlines = {lines}\n"))
            }
            2 => {
                let title = ["文集", "选编"][dice.throw(2)];
                folder.file("huikan.toml", PLAN.replace("文集", title))
            }
            3 => {
                let ink = ["gray", "black"][dice.throw(2)];
                folder.file("content/river/图.svg", DRAWING.replace("gray", ink))
            }
            4 | 5 if !old.is_empty() => folder.file(&name, old.replace("水", "河水")),
            6 if !old.is_empty() => folder.file(&name, old.replacen("。", "，又及。", 1)),
            _ => folder.file(&name, composed(dice)),
        };
    }
    folder
}
