//! Tests of importing again: what a person has done in content/ is never undone, and
//! nothing stale is left there.

use std::collections::BTreeMap;
use std::fs;

use crate::cli::{Folder, Ran};

/// A source in Markdown, whose articles begin where its headings say.
fn source(titles: &[&str]) -> String {
    titles.iter().map(|title| format!("# {title}\n\n{}\n\n", body(title))).collect()
}

fn body(title: &str) -> String {
    format!("{title}这一篇写的是村里的事情，前后一共写了三天，没有写完。")
}

/// A folder in which the source has been imported once.
fn imported(titles: &[&str]) -> Folder {
    let folder = Folder::new().file("a.md", source(titles));
    folder.done(&["import", "a.md"]);
    folder
}

/// The same folder after the source has changed and was imported again.
fn again(folder: Folder, titles: &[&str]) -> (Folder, Ran) {
    let folder = folder.file("a.md", source(titles));
    let ran = folder.done(&["import", "a.md"]);
    (folder, ran)
}

fn names(folder: &Folder) -> Vec<String> {
    let names = folder.tree("content/a").into_keys();
    names.map(|name| name.trim_start_matches("content/a/").to_owned()).collect()
}

/// Changes a file as a person does.
fn edit(folder: &Folder, name: &str) -> String {
    let path = folder.path().join("content/a").join(name);
    let text = format!("{}\n我加的一段。\n", fs::read_to_string(&path).unwrap());
    fs::write(path, &text).unwrap();
    text
}

fn delete(folder: &Folder, name: &str) {
    fs::remove_file(folder.path().join("content/a").join(name)).unwrap();
}

#[test]
fn an_article_that_nobody_edited_is_renewed() {
    let folder = imported(&["渡口", "水位"]);
    let text = source(&["渡口", "水位"]).replace("没有写完", "写完了");
    let folder = folder.file("a.md", text);
    let ran = folder.done(&["import", "a.md"]);
    assert!(!ran.stderr.contains("I012"), "{}", ran.stderr);
    assert_eq!(names(&folder), ["01-渡口.md", "02-水位.md"]);
    assert!(folder.text("content/a/01-渡口.md").contains("三天，写完了。"));
}

#[test]
fn an_article_that_nobody_edited_goes_when_the_source_has_it_no_more() {
    let (folder, ran) = again(imported(&["渡口", "水位", "茶园"]), &["渡口", "茶园"]);
    assert_eq!(names(&folder), ["01-渡口.md", "02-茶园.md"]);
    assert!(ran.stderr.contains("[I040]"), "{}", ran.stderr);
    assert!(ran.stderr.contains("content/a/02-水位.md"), "{}", ran.stderr);
    assert_eq!(ran.stderr.matches("I040").count(), 1, "a new number is nothing to say");
}

#[test]
fn an_edited_article_stays_when_the_source_has_it_no_more() {
    let folder = imported(&["渡口", "水位", "茶园"]);
    let text = edit(&folder, "02-水位.md");
    let (folder, ran) = again(folder, &["渡口", "茶园"]);
    assert!(ran.stderr.contains("[I041]"), "{}", ran.stderr);
    assert_eq!(names(&folder), ["01-渡口.md", "02-水位.md", "02-茶园.md"]);
    assert_eq!(folder.text("content/a/02-水位.md"), text);
}

#[test]
fn a_new_article_before_an_edited_one_does_not_double_it() {
    let folder = imported(&["渡口", "水位"]);
    let text = edit(&folder, "02-水位.md");
    let (folder, ran) = again(folder, &["开篇", "渡口", "水位"]);
    assert_eq!(
        names(&folder),
        ["01-开篇.md", "02-水位.md", "02-水位.new.md", "02-渡口.md"]
    );
    assert_eq!(folder.text("content/a/02-水位.md"), text);
    assert!(ran.stderr.contains("[I012]"), "{}", ran.stderr);
}

#[test]
fn an_article_with_another_title_is_the_same_article() {
    let folder = imported(&["渡口", "水位"]);
    let text = edit(&folder, "02-水位.md");
    let changed = source(&["渡口", "水位"]).replace("# ", "# 新");
    let folder = folder.file("a.md", changed);
    folder.done(&["import", "a.md"]);
    assert_eq!(names(&folder), ["01-新渡口.md", "02-水位.md", "02-水位.new.md"]);
    assert_eq!(folder.text("content/a/02-水位.md"), text);
    assert!(folder.text("content/a/02-水位.new.md").contains("title: 新水位"));
}

#[test]
fn a_deleted_article_stays_deleted_and_that_is_said() {
    let folder = imported(&["渡口", "水位"]);
    delete(&folder, "01-渡口.md");
    let (folder, ran) = again(folder, &["开篇", "渡口", "水位"]);
    assert_eq!(names(&folder), ["01-开篇.md", "03-水位.md"]);
    assert!(ran.stderr.contains("[I042]"), "{}", ran.stderr);
    let (folder, ran) = again(folder, &["开篇", "渡口", "水位"]);
    assert_eq!(names(&folder), ["01-开篇.md", "03-水位.md"]);
    assert!(ran.stderr.contains("[I042]"), "{}", ran.stderr);
}

#[test]
fn when_all_articles_are_deleted_all_are_written_again() {
    let folder = imported(&["渡口", "水位"]);
    delete(&folder, "01-渡口.md");
    delete(&folder, "02-水位.md");
    let (folder, _) = again(folder, &["渡口", "水位"]);
    assert_eq!(names(&folder), ["01-渡口.md", "02-水位.md"]);
}

#[test]
fn a_renamed_article_keeps_the_name_a_person_gave_it() {
    let folder = imported(&["渡口", "水位"]);
    let rename = |folder: &Folder, from: &str, to: &str| {
        let at = |name| folder.path().join("content/a").join(name);
        fs::rename(at(from), at(to)).unwrap();
    };
    rename(&folder, "02-水位.md", "00-先读这篇.md");
    let (folder, ran) = again(folder, &["开篇", "渡口", "水位"]);
    assert_eq!(names(&folder), ["00-先读这篇.md", "01-开篇.md", "02-渡口.md"]);
    assert!(!ran.stderr.contains("I04"), "{}", ran.stderr);
    let moved = folder.text("content/a/00-先读这篇.md");
    assert!(moved.contains("lines: [[9, 11]]"), "{moved}");

    rename(&folder, "02-渡口.md", "04-最后.md");
    let text = edit(&folder, "04-最后.md");
    let (folder, ran) = again(folder, &["开篇", "渡口", "水位"]);
    assert_eq!(
        names(&folder),
        ["00-先读这篇.md", "01-开篇.md", "04-最后.md"],
        "{}",
        ran.stderr
    );
    assert_eq!(folder.text("content/a/04-最后.md"), text);
}

#[test]
fn what_stands_beside_an_edited_article_goes_when_it_has_been_taken_over() {
    let folder = imported(&["渡口", "水位"]);
    edit(&folder, "02-水位.md");
    let folder = renamed(folder);
    let beside = folder.text("content/a/02-水位.new.md");
    let folder = renamed(folder.file("content/a/02-水位.md", &beside));
    assert_eq!(names(&folder), ["01-新渡口.md", "02-水位.md"]);
}

/// Imports the source again with other titles.
fn renamed(folder: Folder) -> Folder {
    let folder = folder.file("a.md", source(&["渡口", "水位"]).replace("# ", "# 新"));
    folder.done(&["import", "a.md"]);
    folder
}

#[test]
fn nothing_stands_beside_an_edited_article_whose_source_is_what_it_was() {
    let folder = imported(&["渡口", "水位"]);
    let text = edit(&folder, "02-水位.md");
    let (folder, ran) = again(folder, &["渡口", "水位"]);
    assert_eq!(names(&folder), ["01-渡口.md", "02-水位.md"]);
    assert_eq!(folder.text("content/a/02-水位.md"), text);
    assert!(!ran.stderr.contains("[I012]"), "{}", ran.stderr);
}

#[test]
fn a_text_beside_an_edited_article_is_offered_once() {
    let folder = imported(&["渡口", "水位"]);
    edit(&folder, "02-水位.md");
    let folder = renamed(folder);
    assert!(names(&folder).contains(&"02-水位.new.md".to_owned()));
    delete(&folder, "02-水位.new.md");
    let folder = renamed(renamed(folder));
    assert_eq!(names(&folder), ["01-新渡口.md", "02-水位.md"]);
    let folder = folder.file("a.md", source(&["渡口", "水位"]).replace("# ", "# 又"));
    folder.done(&["import", "a.md"]);
    assert!(
        names(&folder).contains(&"02-水位.new.md".to_owned()),
        "{:?}",
        names(&folder)
    );
}

#[test]
fn what_stands_beside_an_edited_article_is_not_overwritten_when_it_is_edited() {
    let folder = imported(&["渡口", "水位"]);
    edit(&folder, "02-水位.md");
    let folder = renamed(folder);
    let text = edit(&folder, "02-水位.new.md");
    let ran = folder.run(&["import", "a.md"]);
    assert_eq!(folder.text("content/a/02-水位.new.md"), text);
    assert!(ran.stderr.contains("02-水位.2.new.md"), "{}", ran.stderr);
    let listed = folder.done(&["list", "--json"]).stdout;
    assert!(!listed.contains("new.md"), "{listed}");
}

#[test]
fn articles_without_a_fingerprint_count_as_edited() {
    let folder = imported(&["渡口", "水位"]);
    fs::remove_file(folder.path().join("content/a/.imported.toml")).unwrap();
    let (folder, ran) = again(folder, &["渡口", "水位"]);
    assert!(!ran.stderr.contains("I012"), "equal texts are no edit: {}", ran.stderr);

    fs::remove_file(folder.path().join("content/a/.imported.toml")).unwrap();
    let text = edit(&folder, "02-水位.md");
    let (folder, ran) = again(folder, &["渡口", "水位"]);
    assert!(ran.stderr.contains("[I012]"), "{}", ran.stderr);
    assert_eq!(folder.text("content/a/02-水位.md"), text);
}

#[test]
fn a_damaged_record_is_said_and_nothing_is_overwritten() {
    let folder = imported(&["渡口", "水位"]).file("content/a/.imported.toml", "<<<");
    let text = edit(&folder, "02-水位.md");
    let (folder, ran) = again(folder, &["渡口", "水位"]);
    assert!(ran.stderr.contains("[I043]"), "{}", ran.stderr);
    assert_eq!(folder.text("content/a/02-水位.md"), text);
    let (_, ran) = again(folder, &["渡口", "水位"]);
    assert!(!ran.stderr.contains("[I043]"), "it was written anew: {}", ran.stderr);
}

#[test]
fn a_file_of_a_person_between_the_articles_is_not_touched() {
    let folder = imported(&["渡口"]).file("content/a/02-水位.md", "我自己写的。\n");
    let (folder, _) = again(folder, &["渡口", "水位"]);
    assert_eq!(folder.text("content/a/02-水位.md"), "我自己写的。\n");
    assert_eq!(names(&folder), ["01-渡口.md", "02-水位-2.md", "02-水位.md"]);
}

#[test]
fn another_source_of_the_same_name_does_not_take_the_folder() {
    let folder = imported(&["渡口", "水位"]);
    let before = folder.tree("content");
    let other = "# 茶园\n\n清明前后上山采茶的人比往年多，天不亮就出门。\n";
    let folder = folder.file("b/a.md", other).file("a.txt", source(&["渡口", "水位"]));
    for name in ["b/a.md", "a.txt"] {
        let ran = folder.run(&["import", name]);
        assert_eq!(ran.status, 2, "{}", ran.stderr);
        assert!(ran.stderr.contains("[U011]"), "{}", ran.stderr);
        assert_eq!(folder.tree("content"), before);
    }
}

#[test]
fn a_dry_run_says_what_would_become_of_each_file_and_changes_nothing() {
    let folder = imported(&["渡口", "水位", "茶园"]);
    edit(&folder, "01-渡口.md");
    let changed = source(&["渡口", "水位"]).replace("# ", "# 新");
    let folder = folder.file("a.md", changed);
    let before = folder.tree("");
    let ran = folder.done(&["import", "a.md", "--dry-run", "--explain"]);
    assert!(ran.stderr.contains("[I012]") && ran.stderr.contains("[I040]"));
    assert_eq!(folder.tree(""), before);
}

#[test]
fn the_record_says_what_was_written_and_depends_on_nothing_else() {
    let folder = imported(&["渡口", "水位"]);
    let record = folder.text("content/a/.imported.toml");
    let table: BTreeMap<String, toml::Value> = toml::from_str(&record).unwrap();
    assert_eq!(table["version"].as_integer(), Some(1));
    assert_eq!(table["source"].as_str(), Some("a.md"));
    let file = &table["file"].as_array().unwrap()[1];
    assert_eq!(file["name"].as_str(), Some("02-水位.md"));
    assert_eq!(file["line"].as_integer(), Some(5));
    assert_eq!(file["sha256"].as_str().map(str::len), Some(64));
    assert_eq!(imported(&["渡口", "水位"]).text("content/a/.imported.toml"), record);
}

#[test]
fn line_ends_changed_by_version_control_are_no_edit() {
    let folder = imported(&["渡口", "水位"]);
    let name = "content/a/02-水位.md";
    let text = folder.text(name).replace('\n', "\r\n");
    let folder = folder.file(name, text);
    let (folder, ran) = again(folder, &["渡口", "水位"]);
    assert!(!ran.stderr.contains("I012"), "{}", ran.stderr);
    assert_eq!(names(&folder), ["01-渡口.md", "02-水位.md"]);
}

#[test]
fn the_report_names_the_file_in_which_an_article_stands() {
    let folder = imported(&["渡口", "水位"]);
    edit(&folder, "02-水位.md");
    delete(&folder, "01-渡口.md");
    let folder = folder.file("a.md", source(&["开篇", "渡口", "水位"]));
    folder.done(&["import", "a.md", "--report", "r.json"]);
    let report: serde_json::Value = serde_json::from_str(&folder.text("r.json")).unwrap();
    let articles = report["sources"][0]["articles"].as_array().unwrap();
    let files: Vec<_> = articles.iter().map(|article| article["file"].as_str()).collect();
    assert_eq!(files, [Some("content/a/01-开篇.md"), None, Some("content/a/02-水位.md")]);
}

/// A grey picture of one colour, large enough to be no spacer.
fn picture(grey: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 64, 64);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&[grey; 64 * 64]).unwrap();
    writer.finish().unwrap();
    bytes
}

#[test]
fn a_picture_that_an_edited_article_shows_stays_as_it_is() {
    let text =
        |picture: &str| format!("# 渡口\n\n{}\n\n![桥]({picture})\n", body("渡口"));
    let folder = Folder::new()
        .file("a.md", text("桥.png"))
        .file("桥.png", picture(40))
        .file("船.png", picture(90));
    folder.done(&["import", "a.md"]);
    let first = folder.tree("content/a/images");
    let name = first.keys().next().unwrap().clone();
    let folder = folder.file("a.md", text("船.png"));
    folder.done(&["import", "a.md"]);
    assert_eq!(folder.tree("content/a/images")[&name], picture(90), "renewed");

    edit(&folder, "01-渡口.md");
    let folder = folder.file("a.md", text("桥.png"));
    let ran = folder.done(&["import", "a.md"]);
    assert_eq!(folder.tree("content/a/images")[&name], picture(90), "{}", ran.stderr);
    assert!(ran.stderr.contains(&name.replace(".png", ".new.png")), "{}", ran.stderr);

    let folder = folder.file("a.md", text("没有.png"));
    folder.run(&["import", "a.md"]);
    assert_eq!(folder.tree("content/a/images")[&name], picture(90), "not removed");
}
