//! Cases as data: files of `tests/cases/` that hold inputs and what must come of them.
//!
//! A case is `=== name`, the input, `=== gives`, the expected text. `BLESS=1` rewrites
//! the expected texts; read the difference before you keep it.

use std::fmt::Write as _;
use std::path::Path;

use huikan::diag::{Arg, Diagnostics, Files, Place};

/// Runs every case of a file below `tests/cases/`.
pub(crate) fn check(file: &str, run: impl Fn(&str) -> String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    let mut blessed = String::new();
    let mut failures = String::new();
    for case in text.split("=== ").skip(1).collect::<Vec<_>>().chunks(2) {
        let [head, expected] = case else { panic!("{file}: a case lacks `=== gives`") };
        let (name, input) = head.split_once('\n').unwrap();
        let expected = expected.strip_prefix("gives\n").unwrap().trim_end();
        let found = run(input.trim_end_matches('\n'));
        if found.trim_end() != expected {
            let _ = writeln!(failures, "--- {name}\n{found}--- expected\n{expected}\n");
        }
        let input = input.trim_end_matches('\n');
        let _ =
            write!(blessed, "=== {name}\n{input}\n\n=== gives\n{}\n\n", found.trim_end());
    }
    if std::env::var_os("BLESS").is_some() {
        let head = text.split("=== ").next().unwrap_or_default();
        std::fs::write(&path, format!("{head}{}\n", blessed.trim_end())).unwrap();
    } else {
        assert!(failures.is_empty(), "{file}\n{failures}");
    }
}

/// Diagnostics as lines: code, place, the characters pointed at, values.
pub(crate) fn shown(diagnostics: &Diagnostics, files: &Files) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let _ = write!(text, "{}", diagnostic.code.as_str());
        if let Some(Place::Span(span)) = &diagnostic.place {
            let position = files.position(span.file, span.start);
            let name = files.name(span.file);
            let _ = write!(text, " {name}:{}:{}", position.line, position.column);
            let _ = write!(text, " {:?}", &files.text(span.file)[span.range()]);
        }
        for (name, value) in &diagnostic.args {
            let _ = match value {
                Arg::Text(words) => write!(text, " {name}={words}"),
                Arg::Number(number) => write!(text, " {name}={number}"),
            };
        }
        text.push('\n');
    }
    text
}
