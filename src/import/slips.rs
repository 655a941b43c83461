//! The slips that `lint` finds in the drafts, with the lines of the source they stand on.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::import::numbered::Numbered;
use crate::import::{Draft, DraftBlock, DraftBlockKind, Kind, Report};
use crate::lint::{self, Passage, Role};
use crate::markdown;

/// Slips of one kind that are listed of one source. A source with more has a fault of its
/// own, which a longer list says no better; `huikan check` finds the others.
const MOST_OF_A_KIND: usize = 1000;

/// The slips of a source, by line.
pub(super) fn find(source: &Numbered<'_>, report: &Report) -> Vec<(u32, Diagnostic)> {
    let mut counts = BTreeMap::<Code, usize>::new();
    let mut found = Vec::new();
    for draft in report.articles.iter().filter(|draft| draft.kind != Kind::Toc) {
        for (line, diagnostic) in of_draft(source, draft) {
            let count = counts.entry(diagnostic.code).or_default();
            *count += 1;
            if *count <= MOST_OF_A_KIND {
                let diagnostic = diagnostic.on_line(&report.source, line);
                found.push((line, diagnostic));
            }
        }
    }
    found
}

/// A passage of a draft and the first and last line it may stand on.
struct Placed<'a> {
    text: Cow<'a, str>,
    role: Role,
    lines: (u32, u32),
}

fn of_draft(source: &Numbered<'_>, draft: &Draft) -> Vec<(u32, Diagnostic)> {
    let placed = placed(draft);
    let passages: Vec<Passage<'_>> =
        placed.iter().map(|it| Passage { text: &it.text, role: it.role }).collect();
    let mut found = Vec::new();
    for findings in lint::check(&passages).chunk_by(|a, b| a.passage == b.passage) {
        let Some(placed) = findings.first().map(|finding| &placed[finding.passage])
        else {
            continue;
        };
        let offsets = findings.iter().map(|finding| finding.range.start);
        let lines = lines_of(source, placed, &offsets.collect::<Vec<_>>());
        for (finding, line) in findings.iter().zip(lines) {
            found.push((line, finding.diagnostic(&placed.text)));
        }
    }
    found
}

/// The passages of a draft: titles, blocks, what stands beside them.
fn placed(draft: &Draft) -> Vec<Placed<'_>> {
    let first = draft.lines.first().map_or(1, |(first, _)| *first);
    let titles = draft.title.iter().chain(&draft.subtitle);
    let mut placed: Vec<Placed<'_>> = titles
        .map(|title| Placed {
            text: Cow::from(title),
            role: Role::Title,
            lines: (first, first),
        })
        .collect();
    for (index, block) in draft.blocks.iter().enumerate() {
        place_block(draft, block, lines(draft, index), &mut placed);
    }
    placed.extend(draft.notes.iter().map(|note| Placed {
        text: Cow::from(&note.text),
        role: Role::Line,
        lines: (note.line, note.line),
    }));
    placed
}

/// The lines a block may stand on: up to the next, or to the end of its article there.
fn lines(draft: &Draft, index: usize) -> (u32, u32) {
    let line = draft.blocks[index].line;
    let next = draft.blocks.get(index + 1).map(|next| next.line);
    let is_around = |range: &&(u32, u32)| range.0 <= line && line <= range.1;
    let end = draft.lines.iter().find(is_around).map_or(line, |range| range.1);
    (line, next.filter(|next| *next >= line).unwrap_or(end))
}

fn place_block<'a>(
    draft: &Draft,
    block: &'a DraftBlock,
    lines: (u32, u32),
    placed: &mut Vec<Placed<'a>>,
) {
    let is_verse = !draft.is_markdown && block.text.trim_end().contains('\n');
    let role = match block.kind {
        DraftBlockKind::Heading => Role::Title,
        DraftBlockKind::Paragraph if !is_verse => Role::Paragraph,
        DraftBlockKind::Paragraph | DraftBlockKind::Caption => Role::Line,
    };
    if !draft.is_markdown {
        placed.push(Placed { text: Cow::from(&block.text), role, lines });
        return;
    }
    for passage in markdown::body_passages(&block.text) {
        let role = if role == Role::Title { role } else { passage.role };
        placed.push(Placed { text: Cow::from(passage.text), role, lines });
    }
}

/// The line of each offset of a passage; the offsets ascend. The characters of the
/// passage are followed through those of its lines, which hold more: white space,
/// running heads. What cannot be followed stands where it was lost.
fn lines_of(source: &Numbered<'_>, placed: &Placed<'_>, offsets: &[usize]) -> Vec<u32> {
    let (first, last) = placed.lines;
    let mut wanted =
        placed.text.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
    let mut lines = Vec::with_capacity(offsets.len());
    let mut line = first;
    for number in first..=last {
        for c in source.line(number).chars() {
            if wanted.next_if(|(_, wanted)| *wanted == c).is_some() {
                line = number;
            }
            let reached = wanted.peek().map_or(placed.text.len(), |(at, _)| *at);
            while offsets.get(lines.len()).is_some_and(|offset| *offset < reached) {
                lines.push(line);
            }
        }
    }
    lines.resize(offsets.len(), line);
    lines
}
