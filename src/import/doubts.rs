//! What is doubtful in a report, as diagnostics with file and line and as entries of the
//! report.

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::import::clean;
use crate::import::furniture;
use crate::import::numbered::Numbered;
use crate::import::odds::DOUBTFUL;
use crate::import::slips;
use crate::import::snippet::snippet;
use crate::import::{Doubt, DraftBlockKind, Kind, Report};

/// So much of a line is enough to find it again, in characters.
const BEGINNING: usize = 30;

/// Adds the doubts about a report to it and to the diagnostics.
pub(crate) fn add(diagnostics: &mut Diagnostics, text: &str, report: &mut Report) {
    let lines = Numbered::new(text);
    let mut found: Vec<(u32, Diagnostic)> = Vec::new();
    for article in &report.articles {
        let Some((line, _)) = article.lines.first().copied() else { continue };
        let mut doubt = |code| {
            let diagnostic = Diagnostic::new(code)
                .on_line(&report.source, line)
                .with("file", report.source.as_str())
                .with("line", line);
            found.push((line, diagnostic));
        };
        if article.kind != Kind::Article {
            continue;
        }
        if article.title.is_none() && !article.settled.title {
            doubt(Code::I006);
        }
        let unsigned = article.unit.is_none() && article.authors.is_empty();
        if unsigned && !article.settled.signature {
            doubt(Code::I014);
        }
        if article.confidence < DOUBTFUL {
            doubt(Code::I009);
        }
    }
    paragraphs(report, &mut found);
    jumps(report, &mut found);
    private_use(&lines, report, &mut found);
    found.extend(slips::find(&lines, report));
    found.sort_by_key(|(line, diagnostic)| (*line, diagnostic.code));
    for (line, diagnostic) in found {
        let code = diagnostic.code.as_str().to_owned();
        let message = String::new();
        let text = lines.line(line).trim().chars().take(BEGINNING).collect();
        let correction = snippet(&diagnostic);
        report.doubts.push(Doubt { line, code, message, text, correction });
        diagnostics.push(diagnostic);
    }
}

/// Lines of which it is doubtful whether a paragraph begins with them.
fn paragraphs(report: &Report, found: &mut Vec<(u32, Diagnostic)>) {
    let mut doubt = |line: u32, how: &'static str| {
        let diagnostic = Diagnostic::new(Code::I049)
            .on_line(&report.source, line)
            .with("file", report.source.as_str())
            .with("line", line)
            .with("how", how);
        found.push((line, diagnostic));
    };
    let blocks = report.articles.iter().flat_map(|draft| &draft.blocks);
    for block in blocks.filter(|block| block.kind == DraftBlockKind::Paragraph) {
        block.joins.iter().for_each(|(line, _)| doubt(*line, "joined"));
        if block.start < DOUBTFUL {
            doubt(block.line, "begun");
        }
    }
}

/// Lines that send a reader to another page: the text around them is a piece of one.
fn jumps(report: &Report, found: &mut Vec<(u32, Diagnostic)>) {
    for left in report.left_out.iter().filter(|left| left.reason == furniture::JUMP) {
        let line = left.lines.first().map_or(0, |(line, _)| *line);
        let diagnostic = Diagnostic::new(Code::I053)
            .on_line(&report.source, line)
            .with("file", report.source.as_str())
            .with("line", line)
            .with("text", left.text.as_str());
        found.push((line, diagnostic));
    }
}

/// Characters for private use that stand in the text of an article.
fn private_use(
    lines: &Numbered<'_>,
    report: &Report,
    found: &mut Vec<(u32, Diagnostic)>,
) {
    // Nearly all texts have none at all.
    if !lines.text().contains(clean::is_private) {
        return;
    }
    let mut first = None;
    let mut count = 0_usize;
    for (line, content) in lines.lines() {
        let here = content.chars().filter(|c| clean::is_private(*c)).count();
        let whole = here > 0 && content.trim().chars().all(clean::is_private);
        if here > 0 && !whole {
            count += here;
            first = first.or(Some(line));
        }
    }
    if let Some(line) = first {
        let diagnostic = Diagnostic::new(Code::I011)
            .on_line(&report.source, line)
            .with("file", report.source.as_str())
            .with("count", count);
        found.push((line, diagnostic));
    }
}
