//! What the manual says is true: its commands run, its configuration has a meaning, its
//! links lead somewhere.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use huikan::diag::Diagnostics;
use huikan::project::{Config, Plan, Project};
use serde_json::Value;

use crate::cli::Folder;
use crate::import_formats::word_file;

const DOCS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs");

/// The pages of the manual and the README, by their paths.
fn pages() -> BTreeMap<String, String> {
    let entries = fs::read_dir(DOCS).unwrap().map(|entry| entry.unwrap().path());
    let readme = Path::new(DOCS).join("../README.md");
    let pages = entries
        .chain([readme])
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    let read = |path: std::path::PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path.to_str().unwrap().to_owned(), text)
    };
    pages.map(read).collect()
}

/// The blocks of code in a language, joined.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open = false;
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(info) if !open && info == language => {
                open = true;
                blocks.push(String::new());
            }
            Some(_) => open = false,
            None if open => {
                let block: &mut String = blocks.last_mut().unwrap();
                block.push_str(line);
                block.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// Runs the commands of a page one after the other, as a reader would.
fn follow(page: &str, folder: &Folder) -> String {
    let text = fs::read_to_string(format!("{DOCS}/{page}")).unwrap();
    let script = format!("set -eu\n{}", blocks(&text, "sh").concat());
    let program = Path::new(env!("CARGO_BIN_EXE_huikan")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let ran = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder.path())
        .env("PATH", path)
        .env_remove("LANG")
        .env_remove("LC_ALL")
        .env_remove("LC_MESSAGES")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(ran.status.success(), "{said}{}", String::from_utf8_lossy(&ran.stderr));
    said
}

#[test]
fn the_quick_start_builds_what_it_says() {
    let folder = Folder::new();
    let said = follow("quick-start.md", &folder);
    for file in ["river.epub", "river-a5.pdf", "river-booklet.pdf"] {
        assert!(folder.path().join("essays/out/river").join(file).is_file(), "{file}");
        assert!(said.contains(file), "{said}");
    }
    assert!(
        said.contains("守水记") && said.contains("kept, nothing has changed"),
        "{said}"
    );
}

#[test]
fn from_word_to_book_builds_what_it_says() {
    let folder = Folder::new().file("稿子/河.docx", word_file());
    let said = follow("word.md", &folder);
    let out = folder.path().join("读书会文集/out/河");
    for file in ["河.epub", "河-a5.pdf", "河-booklet.pdf"] {
        assert!(out.join(file).is_file(), "{file}");
    }
    assert!(said.contains("content/河/"), "{said}");
}

#[test]
fn configuration_in_the_manual_has_a_meaning() {
    let mut seen = 0;
    for (path, page) in pages() {
        for block in blocks(&page, "toml") {
            // Styles and corrections of imports have files of their own.
            let is_plan =
                ["[units]", "[lint]", "[[edition]]", "[volumes]", "[publication]"]
                    .iter()
                    .any(|table| block.contains(table));
            if !is_plan {
                continue;
            }
            seen += 1;
            let mut project = Project::default();
            project.plan = Some(project.files.add("huikan.toml", block.clone()));
            let mut diagnostics = Diagnostics::new();
            let _ = Config::new(&mut diagnostics, &project, "汇编");
            assert!(diagnostics.is_empty(), "{path}:\n{block}{diagnostics:?}");
        }
    }
    assert!(seen >= 4, "the manual shows configuration");
}

#[test]
fn every_page_stands_in_the_contents_and_every_link_leads_somewhere() {
    let summary = fs::read_to_string(format!("{DOCS}/SUMMARY.md")).unwrap();
    let mut links = 0;
    for (path, page) in pages() {
        let path = Path::new(&path);
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_listed = summary.contains(&format!("]({name})"));
        assert!(is_listed || ["SUMMARY.md", "README.md"].contains(&name), "{name}");
        assert_ne!(
            name, "print.md",
            "mdBook keeps this name for the whole book on a page"
        );
        for target in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            if file.contains("://") || file.is_empty() || file.contains('…') {
                continue;
            }
            links += 1;
            let place = path.parent().unwrap().join(file);
            let text = fs::read_to_string(&place).unwrap_or_default();
            let exists = place.exists();
            let has_anchor = anchor.is_empty()
                || text.lines().any(|line| {
                    line.starts_with('#') && line.trim_start_matches(['#', ' ']) == anchor
                });
            // Markdown of articles, as it may stand in content/.
            let is_example = file.starts_with("images/") || file.starts_with("map.png");
            assert!(is_example || (exists && has_anchor), "{name}: {target}");
        }
    }
    assert!(links > 20);
}

#[test]
fn the_list_of_keys_is_that_of_the_types() {
    let schema = serde_json::to_value(schemars::schema_for!(Plan)).unwrap();
    let path = format!("{DOCS}/reference.md");
    let text = reference(&schema);
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "{path}: BLESS=1 brings it up to date");
}

#[test]
fn the_list_of_keys_of_styles_is_the_built_in_style() {
    let style = fs::read_to_string(format!("{DOCS}/../styles/book-a5.toml")).unwrap();
    let text = format!(
        "# 版式的全部的项\n\n这就是内置的 `book-a5`：每一项和它的值。自己的版式里只写要改的，见[版式](style.md)。\n\n\
         ```toml\n{style}```\n"
    );
    let path = format!("{DOCS}/style-keys.md");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "{path}: BLESS=1 brings it up to date");
}

/// The keys of huikan.toml as tables, from its schema.
fn reference(schema: &Value) -> String {
    let mut text = "# All keys of huikan.toml\n\nMade from the types of the program; the same as a JSON Schema \
                    for editors is in schema/huikan.schema.json. In Chinese, with examples: [config.md](config.md).\n"
        .to_owned();
    for (name, table) in schema["properties"].as_object().unwrap() {
        let is_list = table["type"] == "array";
        let head = if is_list { format!("[[{name}]]") } else { format!("[{name}]") };
        let says = one_line(&table["description"]);
        let _ = write!(text, "\n## `{head}`\n\n{says}\n");
        let inner = if is_list { &table["items"] } else { table };
        keys(&mut text, schema, resolved(schema, inner), "");
    }
    text
}

/// A table of the keys of an object; those of an object in it have its name in front.
fn keys(text: &mut String, schema: &Value, object: &Value, before: &str) {
    let Some(properties) = object["properties"].as_object() else { return };
    if before.is_empty() {
        text.push_str("\n| key | value | what |\n|---|---|---|\n");
    }
    for (name, key) in properties {
        let value = resolved(schema, key);
        let says = one_line(&key["description"]);
        let _ = writeln!(text, "| `{before}{name}` | {} | {says} |", kind(schema, key));
        if value["properties"].is_object() && !key["$ref"].is_null() {
            keys(text, schema, value, &format!("{before}{name}."));
        }
    }
}

/// What a key may be: its words, or its type.
fn kind(schema: &Value, key: &Value) -> String {
    let value = resolved(schema, key);
    if let Some(words) = value["enum"].as_array() {
        let words = words.iter().filter_map(Value::as_str);
        return words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
    }
    let types = match &value["type"] {
        Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect::<Vec<_>>(),
    };
    match types.into_iter().find(|kind| *kind != "null") {
        Some("array") => format!("list of {}", kind(schema, &value["items"])),
        Some("object") => "table".to_owned(),
        Some(other) => other.to_owned(),
        None => "string or table".to_owned(),
    }
}

fn resolved<'a>(schema: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(path) => schema.pointer(path.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

fn one_line(text: &Value) -> String {
    text.as_str().unwrap_or_default().replace('\n', " ").replace('|', "\\|")
}
