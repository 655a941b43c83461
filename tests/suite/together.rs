//! What import says of articles together: repeats and names of units.

use serde_json::Value;

use crate::cli::{Folder, article};

const FERRY: &str = "清早的雾贴着水面走，到了渡口就散开，露出对岸的柳树和石阶。\
    摆渡的老人把篙插进泥里，等三个上学的孩子先跳上船。河湾里新立了一块水位牌，\
    红漆的数字在太阳底下很醒目。";
const TEA: &str = "茶园在山的北坡，太阳来得晚，露水也就留得久。采茶的人天没亮就上山，\
    竹篓挂在腰上，手指不停。清明前的芽头最金贵，一斤干茶要四万多个芽头。";

/// A source of articles, each a title, a unit and a paragraph.
fn source(articles: &[(&str, &str, &str)]) -> String {
    let one = |(title, unit, text): &(&str, &str, &str)| {
        format!("---\ntitle: {title}\nunit: {unit}\n---\n\n{text}\n")
    };
    articles.iter().map(one).collect()
}

fn report(folder: &Folder) -> Value {
    serde_json::from_str(&folder.text("report.json")).unwrap()
}

const IMPORT: &[&str] =
    &["import", "a.md", "b.md", "--report", "report.json", "--lang", "en"];

#[test]
fn a_text_that_arrives_twice_is_reported_with_both_places() {
    let folder = Folder::new()
        .file("a.md", source(&[("渡口", "村委会", FERRY)]))
        .file("b.md", source(&[("清早的渡口", "村委会", &format!("{FERRY}他又来了。"))]));
    let ran = folder.done(IMPORT);
    assert!(ran.stderr.contains("[I050]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("a.md:6") && ran.stderr.contains("b.md:6"));
    assert!(ran.stderr.contains("this one is longer"), "{}", ran.stderr);
    let report = report(&folder);
    let pair = &report["repeats"][0];
    assert_eq!(pair["first"]["file"], "a.md", "{report}");
    assert_eq!(pair["second"]["title"], "清早的渡口");
    assert!(pair["share"].as_u64().unwrap() >= 90);
    let doubts = report["sources"][1]["doubts"].as_array().unwrap();
    assert!(doubts.iter().any(|doubt| doubt["code"] == "I050"), "{report}");
    assert_eq!(folder.tree("content").len(), 2, "nothing is dropped");
}

#[test]
fn an_imported_text_is_compared_with_those_in_content() {
    let old = article("渡口", "村委会", FERRY);
    let folder = Folder::new()
        .file("content/old/07-渡口.md", old)
        .file("a.md", source(&[("清早的渡口", "村委会", FERRY)]))
        .file("b.md", source(&[("茶园", "村委会", TEA)]));
    let ran = folder.done(IMPORT);
    assert!(ran.stderr.contains("content/old/07-渡口.md:1"), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("[I050]").count(), 1, "{}", ran.stderr);
}

#[test]
fn a_source_that_is_imported_again_does_not_repeat_itself() {
    let folder = Folder::new()
        .file("a.md", source(&[("渡口", "村委会", FERRY)]))
        .file("b.md", source(&[("茶园", "村委会", TEA)]));
    folder.done(IMPORT);
    let again = folder.done(IMPORT);
    assert!(!again.stderr.contains("[I050]"), "{}", again.stderr);
}

/// Two sources in which an office goes by two names.
fn offices() -> Folder {
    Folder::new()
        .file("a.md", source(&[("渡口", "县水利局", FERRY)]))
        .file("b.md", source(&[("茶园", "县水利局党委理论学习中心组", TEA)]))
}

const LINE: &str = "\"县水利局党委理论学习中心组\" = [\"县水利局\"]";

#[test]
fn aliases_are_proposed_on_the_terminal_and_in_the_report() {
    let folder = offices();
    let ran = folder.done(IMPORT);
    assert!(ran.stderr.contains(LINE), "{}", ran.stderr);
    assert!(folder.tree("").keys().all(|name| name != "huikan.toml"));
    let report = report(&folder);
    let proposal = &report["units"][0];
    assert_eq!(proposal["name"], "县水利局党委理论学习中心组", "{report}");
    assert_eq!(proposal["aliases"][0], "县水利局");
    assert_eq!(proposal["sources"][1], "b.md");
    assert!(proposal["why"][0].as_str().unwrap().contains("study group"));
}

#[test]
fn proposals_are_added_to_huikan_toml_once_and_as_comments() {
    let plan = "[publication]\ntitle = \"甲\" # 书名";
    let folder = offices().file("huikan.toml", plan);
    folder.done(IMPORT);
    let after = folder.text("huikan.toml");
    assert!(after.starts_with(plan), "{after}");
    assert!(after.contains(&format!("\n# [units]\n# {LINE}\n")), "{after}");
    let again = folder.done(IMPORT);
    assert_eq!(folder.text("huikan.toml"), after);
    assert!(!again.stderr.contains(LINE), "{}", again.stderr);

    let in_force: Vec<&str> =
        after.lines().map(|line| line.strip_prefix("# ").unwrap_or(line)).collect();
    let folder = folder.file("huikan.toml", in_force.join("\n"));
    let listed = folder.done(&["list", "--by", "unit", "--json"]).stdout;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    assert_eq!(listed["volumes"].as_array().unwrap().len(), 1, "{listed}");
}

#[test]
fn a_dry_run_writes_no_proposals() {
    let plan = "[publication]\ntitle = \"甲\"\n";
    let folder = offices().file("huikan.toml", plan);
    let ran = folder.done(&["import", "a.md", "b.md", "--dry-run"]);
    assert!(ran.stderr.contains(LINE), "{}", ran.stderr);
    assert_eq!(folder.text("huikan.toml"), plan);
}

#[test]
fn a_huikan_toml_that_does_not_parse_is_left_alone() {
    let folder = offices().file("huikan.toml", "[units\n");
    let ran = folder.done(IMPORT);
    assert_eq!(folder.text("huikan.toml"), "[units\n");
    assert!(ran.stderr.contains(LINE), "{}", ran.stderr);
    assert!(!ran.stderr.contains("they stand at the end"), "{}", ran.stderr);
}

#[test]
fn names_that_huikan_toml_has_are_not_proposed() {
    let folder = offices().file("huikan.toml", format!("[units]\n{LINE}\n"));
    let ran = folder.done(IMPORT);
    assert!(!ran.stderr.contains(LINE), "{}", ran.stderr);
    assert_eq!(report(&folder)["units"].as_array().unwrap().len(), 0);
}
