//! `huikan explain CODE`: the long answer about a message.

use crate::cli::Exit;
use crate::cli::args::Explain;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Severity, explain, nearest};

/// Explains a code.
pub(crate) fn run(terminal: &Terminal, typed: &Explain) -> Exit {
    let asked = whole(&typed.code.trim().to_ascii_uppercase());
    let Some(code) = Code::ALL.iter().find(|code| code.as_str() == asked) else {
        let near = nearest(&asked, Code::ALL.iter().map(|code| code.as_str()));
        let diagnostic = Diagnostic::new(Code::U009).with("name", asked);
        terminal.report(diagnostic.with("nearest", near));
        return Exit::Usage;
    };
    let severity = terminal.words(
        match code.severity() {
            Severity::Note => "severity-note",
            Severity::Warning => "severity-warning",
            Severity::Error => "severity-error",
        },
        &[],
    );
    let args = [("code", code.as_str().into()), ("severity", severity.into())];
    let head = terminal.words("explain-head", &args);
    let text = explain(terminal.language, *code);
    terminal.print(&format!("{head}\n\n{text}\n"));
    Exit::Done
}

/// A code of which zeros were left out, such as `D4`, in full.
fn whole(code: &str) -> String {
    match code.split_at_checked(1) {
        Some((letter, digits)) if digits.parse::<u16>().is_ok() => {
            format!("{letter}{digits:0>3}")
        }
        _ => code.to_owned(),
    }
}
