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

/// Files that other tests read serve the fuzzer as well: targets, folders, endings.
const SHARED: [(&str, &str, &[&str]); 5] = [
    ("page", "tests/cases/import_formats", &[".html"]),
    ("page", "tests/cases/import_formats/pages", &[".html"]),
    ("picture", "tests/cases/pdf", &[".jpg", ".png"]),
    ("font", "tests/cases/cli", &[".ttf"]),
    ("font", "src/pdf/profiles", &[".icc"]),
];

/// What the fuzzer of a target begins with.
fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let mut corpus = files(&format!("fuzz/corpus/{target}"));
    for (_, folder, endings) in SHARED.iter().filter(|(name, ..)| *name == target) {
        let is_meant = |name: &str| endings.iter().any(|ending| name.ends_with(ending));
        corpus.extend(files(folder).into_iter().filter(|(name, _)| is_meant(name)));
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
