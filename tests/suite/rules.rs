//! Every rule of `tests/cases/rules.txt` has a witness, and every witness names a rule;
//! every rule of the specification is in the list.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(path)
}

/// The files below a folder with this ending.
fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
}

/// The number that a line starts with: `8.1` and a space or nothing.
fn number(line: &str) -> Option<&str> {
    let word = line.split(' ').next()?;
    let (section, rule) = word.split_once('.')?;
    let is_number = |part: &str| part.parse::<u8>().is_ok_and(|number| number > 0);
    (is_number(section) && is_number(rule)).then_some(word)
}

/// Witnesses by rule.
fn witnesses() -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut add = |rule: &str, path: &Path| {
        all.entry(rule.to_owned()).or_default().push(path.display().to_string());
    };
    let mut paths = Vec::new();
    files(&folder("cases/page"), "rules.txt", &mut paths);
    for path in &paths {
        let text = fs::read_to_string(path).unwrap();
        text.split_whitespace().for_each(|rule| add(rule, path));
    }
    paths.clear();
    files(&folder("cases/line"), ".txt", &mut paths);
    for path in &paths {
        let text = fs::read_to_string(path).unwrap();
        text.lines().filter_map(number).for_each(|rule| add(rule, path));
    }
    paths.clear();
    files(&folder("suite"), ".rs", &mut paths);
    for path in &paths {
        let text = fs::read_to_string(path).unwrap();
        for line in text.lines() {
            let Some(named) = line.trim_start().strip_prefix("// Rule") else { continue };
            let named = named.trim_start_matches('s').trim().trim_end_matches('.');
            named.split(", ").for_each(|rule| add(rule, path));
        }
    }
    all
}

#[test]
fn every_rule_has_a_witness_and_every_witness_a_rule() {
    let text = fs::read_to_string(folder("cases/rules.txt")).unwrap();
    let rules: BTreeSet<&str> = text.lines().filter_map(number).collect();
    assert!(rules.len() > 20, "the list is found");
    let witnesses = witnesses();
    let lacking: Vec<&&str> =
        rules.iter().filter(|rule| !witnesses.contains_key(**rule)).collect();
    assert!(lacking.is_empty(), "rules without a witness: {lacking:?}");
    let unknown: Vec<_> =
        witnesses.iter().filter(|(rule, _)| !rules.contains(rule.as_str())).collect();
    assert!(unknown.is_empty(), "no rules of the list: {unknown:?}");
}

/// The rules of a specification, `**8.1** `P0` …`, that a list neither keeps nor, where
/// they are of the least priority, says why it does not.
fn missing(specification: &str, list: &str) -> (usize, Vec<String>) {
    let kept: BTreeSet<&str> = list.lines().filter_map(number).collect();
    let left_out: BTreeSet<&str> =
        list.lines().filter_map(|line| number(line.strip_prefix("- ")?)).collect();
    let (mut count, mut missing) = (0, Vec::new());
    for line in specification.lines() {
        let rule = line.strip_prefix("**").and_then(|rest| rest.split_once("** `P"));
        let Some((rule, rest)) = rule else { continue };
        count += 1;
        let may_lack = rest.starts_with('2') && left_out.contains(rule);
        if number(rule).is_some() && !kept.contains(rule) && !may_lack {
            missing.push(rule.to_owned());
        }
    }
    (count, missing)
}

#[test]
fn every_rule_of_the_specification_is_in_the_list() {
    let list = fs::read_to_string(folder("cases/rules.txt")).unwrap();
    // Without one rule the list would be found wanting.
    let specification = "**8.1** `P0` a\n**8.2** `P1` b\n**9.4** `P2` c\n**9.9** `P1` d";
    let short = list.replace("\n8.2 ", "\n").replace("\n9.9 ", "\n- 9.9 ");
    assert_eq!(missing(specification, &short).1, ["8.2", "9.9"]);

    let path = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = path.join("../shared/typography/spec.md");
    // The specification is shared material, which not every copy has beside it.
    let Ok(text) = fs::read_to_string(path) else { return };
    let (count, missing) = missing(&text, &list);
    assert!(count > 140 && missing.is_empty(), "{count} rules, not listed: {missing:?}");
}
