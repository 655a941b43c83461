//! Articles as Markdown with YAML front matter: files of content/ into [`Article`]s, and
//! imported drafts into files.
//!
//! The body is CommonMark with tables, footnotes and strikethrough, and with some
//! notations of ours: `{汉字|hàn zì}` (ruby), `[文字]{.emphasis}`, `[文字]{.name}` and
//! `[文字]{.book}` (emphasis dots, proper-name line, wave of book titles) and, around
//! whole paragraphs, `{.continued}` and `{.signature}`, `![caption](path){width=60%}`.
//! Caption, unit and notes of a table are the paragraphs around it. Raw HTML is text.
//! Highest headings get level 1, whatever number of `#` the author began with. Nesting is
//! limited, so that every tree can be walked and dropped by recursion. Whether an image
//! exists is not asked here: only `volume` knows the images.

mod body;
mod close;
mod figure;
mod front_matter;
mod inline;
mod notes;
mod passages;
mod slip;
mod table;
mod write;

pub use front_matter::FrontMatter;
pub use passages::{Passage, body_passages, passages};
pub use write::{Piece, write};

use crate::article::{Article, Block, BlockKind, extent, plain_text};
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Files, Span};
use crate::limits::{Limit, Limits};

/// Reads a file of content/.
///
/// ```
/// use huikan::diag::{Diagnostics, Files};
/// use huikan::limits::Limits;
/// use huikan::markdown;
///
/// let mut files = Files::default();
/// let file = files.add("content/tea.md", "---\ntitle: 采茶\nunit: 村委会\n---\n\n谷雨前采。\n");
/// let mut found = Diagnostics::new();
/// let article = markdown::read(&mut found, &files, file, &Limits::default());
/// assert_eq!((article.title.as_deref(), article.body.len()), (Some("采茶"), 1));
/// assert!(found.is_empty());
/// ```
#[must_use]
pub fn read(
    diagnostics: &mut Diagnostics,
    files: &Files,
    file: FileId,
    limits: &Limits,
) -> Article {
    read_text(diagnostics, (file, files.name(file)), files.text(file), limits)
}

/// Reads the text of a file of content/, given by its number and its path.
#[must_use]
pub fn read_text(
    diagnostics: &mut Diagnostics,
    (file, path): (FileId, &str),
    text: &str,
    limits: &Limits,
) -> Article {
    let deepest = limits.count(Limit::Nesting);
    let source = body::Source { file, path, text, deepest };
    let split = front_matter::split(diagnostics, file, text);
    let known = front_matter::read(diagnostics, file, text, &split);
    let (mut body, notes) = body::read(diagnostics, source, split.body);

    let title = take_title(&mut body, known.title);
    raise_headings(&mut body);
    let span = Span::new(file, split.place);
    if title.is_none() && known.is_read {
        diagnostics.push(Diagnostic::new(Code::M007).at(span));
    }
    if body.is_empty() {
        diagnostics.push(Diagnostic::new(Code::M008).at(span));
    }

    let extent = extent(&body, &notes);
    Article {
        path: path.to_owned(),
        title,
        subtitle: known.subtitle,
        unit: known.unit,
        authors: known.authors,
        date: known.date,
        source: known.source,
        lines: known.lines,
        body,
        notes,
        extent,
        span,
    }
}

/// The title of the front matter, else of a level-1 heading that starts the body. Such a
/// heading is no part of the text, also where it only repeats the front matter.
fn take_title(body: &mut Vec<Block>, title: Option<String>) -> Option<String> {
    let Some(BlockKind::Heading { level: 1, text }) =
        body.first().map(|block| &block.kind)
    else {
        return title;
    };
    // As the words of front matter, without white space around them: people indent with 　.
    let heading = plain_text(text).replace('\n', "").trim().to_owned();
    if heading.is_empty() || title.as_ref().is_some_and(|title| *title != heading) {
        return title;
    }
    body.remove(0);
    Some(heading)
}

/// Gives the highest headings of the text level 1 and the others theirs below it.
fn raise_headings(body: &mut [Block]) {
    let level = |block: &Block| match block.kind {
        BlockKind::Heading { level, .. } => Some(level),
        _ => None,
    };
    let highest = body.iter().filter_map(level).min().unwrap_or(1);
    for block in body {
        if let BlockKind::Heading { level, .. } = &mut block.kind {
            *level -= highest - 1;
        }
    }
}
