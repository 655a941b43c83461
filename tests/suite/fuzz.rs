//! The corpus of the fuzzer and the crashes that it found, through the same checks as
//! there: see `fuzz/README.md`.

use std::path::Path;

#[path = "../../fuzz/checks.rs"]
mod checks;

/// The files in a folder below the repository, in order; none when there is no folder.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    files.sort();
    files
}

/// Pages that other tests read serve the fuzzer as well.
const PAGES: [&str; 2] =
    ["tests/cases/import_formats", "tests/cases/import_formats/pages"];

/// What the fuzzer of a target begins with.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let mut corpus = files(&format!("fuzz/corpus/{target}"));
    if target == "page" {
        let pages = PAGES.iter().flat_map(|folder| files(folder));
        corpus.extend(pages.filter(|(name, _)| name.ends_with(".html")));
    }
    corpus
}

fn keeps(check: checks::Check, (name, bytes): &(String, Vec<u8>)) {
    assert!(std::panic::catch_unwind(|| check(bytes)).is_ok(), "{name}");
}

#[test]
fn corpus_of_the_fuzzer_keeps_every_promise() {
    for (target, check) in checks::TARGETS {
        let files = corpus(target);
        assert!(!files.is_empty(), "{target} begins with files made by hand");
        files.iter().for_each(|file| keeps(check, file));
    }
}

#[test]
fn crashes_that_the_fuzzer_found_stay_away() {
    for (target, check) in checks::TARGETS {
        files(&format!("tests/cases/fuzz/{target}"))
            .iter()
            .for_each(|file| keeps(check, file));
    }
}
