//! Tests of architecture: what a module may use, and what every file looks like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// No file is longer. A rule of thumb is 400.
const MOST_LINES: usize = 600;

/// A file of src/.
pub(crate) struct Source {
    /// Its path below the repository, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// The module of src/ it belongs to.
    fn module(&self) -> &str {
        let below = self.path.trim_start_matches("src/");
        below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
    }

    /// Its lines that are not comments, with their numbers.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Complaints about the lines in which something is found.
    fn lines_with(&self, found: impl Fn(&str) -> bool, complaint: &str) -> Vec<String> {
        let lines = self.code().filter(|(_, line)| found(line));
        lines.map(|(number, _)| format!("{}:{number}: {complaint}", self.path)).collect()
    }
}

pub(crate) fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    walk(&root.join("src"), &mut paths);
    paths.sort();
    let read = |path: PathBuf| Source {
        text: fs::read_to_string(&path).unwrap(),
        path: path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"),
    };
    let sources: Vec<Source> = paths.into_iter().map(read).collect();
    assert!(sources.len() > 20, "the walk finds the sources");
    sources
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

/// The names in backquotes of a cell.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2).flat_map(str::split_whitespace)
}

/// The table of modules in ARCHITECTURE.md: what each may use; `None` is everything.
fn table() -> BTreeMap<String, Option<BTreeSet<String>>> {
    let text = include_str!("../../ARCHITECTURE.md");
    let rows = text.lines().skip_while(|line| !line.starts_with("| module | turns"));
    let rows = rows.skip(2).take_while(|line| line.starts_with('|'));
    let mut table = BTreeMap::new();
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let uses: BTreeSet<String> = quoted(cells[2]).map(str::to_owned).collect();
        let uses = (cells[2] != "everything").then_some(uses);
        for module in quoted(cells[0]) {
            table.insert(module.to_owned(), uses.clone());
        }
    }
    assert!(table.len() > 15, "the table is found");
    table
}

#[track_caller]
fn assert_none(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn modules_use_only_what_the_table_says() {
    let table = table();
    let mut complaints = Vec::new();
    for source in sources() {
        let module = source.module();
        if module == "main" {
            continue;
        }
        let Some(uses) = table.get(module) else {
            complaints.push(format!("{}: `{module}` is not in the table", source.path));
            continue;
        };
        let Some(uses) = uses else { continue };
        for (number, line) in source.code() {
            for (at, _) in line.match_indices("crate::") {
                let rest = &line[at + "crate::".len()..];
                let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
                let name: String = rest.chars().take_while(is_name).collect();
                if name != module && !uses.contains(&name) {
                    let place = format!("{}:{number}", source.path);
                    complaints.push(format!("{place}: `{module}` may not use `{name}`"));
                }
            }
        }
    }
    assert_none(complaints);
}

#[test]
fn paths_say_where_a_name_comes_from() {
    let is_vague = |line: &str| {
        line.contains("crate::{")
            || line.contains("super::super")
            || (line.trim_start().starts_with("use ") && is_glob(line))
    };
    let complaint = "write one `crate::module::Name` for each name";
    assert_none(
        sources().iter().flat_map(|s| s.lines_with(is_vague, complaint)).collect(),
    );
}

/// Preludes are made to be imported whole.
fn is_glob(line: &str) -> bool {
    line.contains("::*") && !line.contains("prelude::*")
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    let is_bare = |source: &&Source| {
        !source.text.starts_with("//! ") && !source.text.starts_with("#![doc")
    };
    let name = |source: &Source| format!("{}: no `//!` header", source.path);
    assert_none(sources().iter().filter(is_bare).map(name).collect());
}

#[test]
fn no_file_is_too_long_to_read() {
    let long = sources().into_iter().filter(|s| s.text.lines().count() > MOST_LINES);
    assert_none(long.map(|source| format!("{}: too long", source.path)).collect());
}

#[test]
fn only_disk_touches_files_and_the_environment() {
    let touches = |line: &str| {
        [
            "std::fs",
            "File::open",
            "std::env::",
            "tempfile::",
            "SystemTime",
            "Instant::now",
        ]
        .iter()
        .any(|word| line.contains(word))
    };
    let others =
        sources().into_iter().filter(|s| !["disk", "main"].contains(&s.module()));
    let complaint = "only `disk` may do that";
    assert_none(others.flat_map(|s| s.lines_with(touches, complaint)).collect());
}

#[test]
fn only_cli_prints() {
    let prints = |line: &str| {
        ["print!(", "println!(", "io::stdout", "io::stderr"]
            .iter()
            .any(|word| line.contains(word))
    };
    let others = sources().into_iter().filter(|s| s.module() != "cli");
    let complaint = "only `cli` may print";
    assert_none(others.flat_map(|s| s.lines_with(prints, complaint)).collect());
}

#[test]
fn exceptions_carry_a_reason() {
    let is_exception = |line: &str| line.contains("[allow(") || line.contains("![allow(");
    let complaint = "use `#[expect(…, reason = …)]`";
    assert_none(
        sources().iter().flat_map(|s| s.lines_with(is_exception, complaint)).collect(),
    );
}
