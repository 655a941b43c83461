//! What `--explain` says about an article: what it was recognised by, what each sign
//! adds, what came second, and the doubts with the lines that settle them.

use std::fmt::Write as _;

use crate::cli::terminal::Terminal;
use crate::diag::Arg;
use crate::import::{Draft, Reading, Report};

/// The explanation of an article.
pub(crate) fn reasons(terminal: &Terminal, report: &Report, draft: &Draft) -> String {
    let mut text = String::new();
    for reason in &draft.evidence {
        let _ = writeln!(text, "        · {reason}");
    }
    for reading in &draft.readings {
        text.push_str(&weighed(terminal, reading));
    }
    let is_here = |line: u32| draft.lines.iter().any(|(a, b)| (*a..=*b).contains(&line));
    for doubt in report.doubts.iter().filter(|doubt| is_here(doubt.line)) {
        let _ = writeln!(text, "        ? {} [{}]", doubt.message, doubt.code);
        let _ = writeln!(text, "            {} | {}", doubt.line, doubt.text);
        for line in doubt.correction.iter().flat_map(|correction| correction.lines()) {
            let _ = writeln!(text, "            + {line}");
        }
    }
    text
}

/// A reading with its points, those of its signs, and what came second.
fn weighed(terminal: &Terminal, reading: &Reading) -> String {
    let args = [
        ("line", Arg::from(reading.line)),
        ("role", terminal.words(reading.role, &[]).into()),
        ("points", format!("{:+.1}", reading.points).into()),
    ];
    let mut text = format!("        · {}", terminal.words("explain-reading", &args));
    if let Some((role, behind)) = reading.otherwise {
        let args = [
            ("role", Arg::from(terminal.words(role, &[]))),
            ("points", format!("{behind:.1}").into()),
        ];
        text.push_str(&terminal.words("explain-otherwise", &args));
    }
    text.push('\n');
    let signs = reading.signs.iter().map(|(key, weight)| {
        format!("            {weight:+.1} {}\n", terminal.words(key, &[]))
    });
    text.extend(signs);
    text
}
