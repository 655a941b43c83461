//! What is promised for the files of content/: whatever people write into them, they are
//! read, and what is written is read again as the same.

use huikan::article::{
    Article, Block, BlockKind, Date, Figure, Inline, Note, Table, plain_text,
};
use huikan::diag::{Diagnostics, FileId, Files, Span};
use huikan::limits::Limits;
use huikan::markdown::{self, FrontMatter, Piece};
use huikan::project::Project;
use huikan::{correct, proof as proofread};

use super::{lossy, readable};

/// An article: its blocks lie in it, and those that import writes too are read again as
/// the same when they are written.
pub(crate) fn article(bytes: &[u8]) {
    let (article, length) = read(&lossy(bytes));
    inside(&article, length);
    let texts = texts(&article.body);
    let pieces: Vec<Piece<'_>> = texts
        .iter()
        .map(|(level, text)| match level {
            Some(level) => Piece::Heading { level: level + 1, text },
            None => Piece::Paragraph(text),
        })
        .collect();
    let written = markdown::write(&head(&article), &pieces);
    let (again, length) = read(&written);
    inside(&again, length);
    assert_eq!(head(&again), head(&article), "{written}");
    let expected: Vec<(Option<u8>, String)> = texts.into_iter().collect();
    assert_eq!(self::texts(&again.body), levelled(expected), "{written}");
}

/// A file proofread: every slip has its place, and what is certain is set right once.
pub(crate) fn proof(bytes: &[u8]) {
    let text = lossy(bytes);
    let mut project = Project::default();
    project.content.push(project.files.add("content/a/01.md", text.as_str()));
    readable(&proofread(&project, &[]), &project.files);
    let corrected = correct(&text, &[]);
    let is_new = corrected.text != text;
    assert_eq!(is_new, !corrected.counts.is_empty(), "{corrected:?}");
    let again = correct(&corrected.text, &[]);
    assert!(again.counts.is_empty(), "{:?}\n{:?}", corrected.text, again);
    let kinds = |text: &str| {
        let (article, _) = read(text);
        article.body.iter().map(|block| kind(&block.kind)).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&text), kinds(&corrected.text), "{}", corrected.text);
}

/// Reads an article; its length with it.
fn read(text: &str) -> (Article, usize) {
    let (mut diagnostics, mut files) = (Diagnostics::new(), Files::default());
    let file: FileId = files.add("content/a/01.md", text);
    let article = markdown::read(&mut diagnostics, &files, file, &Limits::default());
    readable(&diagnostics, &files);
    (article, text.len())
}

/// What it says of itself, as import would write it.
fn head(article: &Article) -> FrontMatter {
    let lines = &article.lines;
    FrontMatter {
        title: article.title.clone(),
        subtitle: article.subtitle.clone(),
        unit: article.unit.clone(),
        authors: article.authors.clone(),
        date: article.date.as_ref().map(Date::to_string),
        source: article.source.clone(),
        lines: (!lines.is_empty()).then(|| lines.clone()),
    }
}

/// Headings with their levels, and paragraphs, as characters.
fn texts(body: &[Block]) -> Vec<(Option<u8>, String)> {
    let mut texts = Vec::new();
    for block in body {
        let (level, text) = match &block.kind {
            BlockKind::Heading { level, text } => {
                (Some(*level), plain_text(text).replace('\n', " "))
            }
            BlockKind::Paragraph(text) => {
                (None, plain_text(text).trim_matches('\n').to_owned())
            }
            _ => continue,
        };
        if !text.trim().is_empty() {
            // Markdown has no NUL: its reference means U+FFFD.
            texts.push((level, text.replace('\0', "\u{FFFD}")));
        }
    }
    texts
}

/// Headings as they are read again: the highest is 1, and below 5 there is none, because 1
/// in a file is the title.
fn levelled(mut texts: Vec<(Option<u8>, String)>) -> Vec<(Option<u8>, String)> {
    let highest = texts.iter().filter_map(|(level, _)| *level).min().unwrap_or(1).min(5);
    for (level, _) in &mut texts {
        *level = level.map(|level| level.min(5) - highest + 1);
    }
    texts
}

/// Asks that everything of an article lies in its file, and that notes are there.
fn inside(article: &Article, length: usize) {
    assert!(article.span.range().end <= length, "{:?}", article.span);
    blocks_inside(&article.body, article, length);
    for Note { body, span, .. } in &article.notes {
        span_inside(*span, length);
        blocks_inside(body, article, length);
    }
}

fn span_inside(span: Span, length: usize) {
    let range = span.range();
    assert!(range.start <= range.end && range.end <= length, "{span:?} in {length}");
}

fn blocks_inside(blocks: &[Block], article: &Article, length: usize) {
    for block in blocks {
        span_inside(block.span, length);
        match &block.kind {
            BlockKind::Heading { text, level } => {
                assert!((1..=6).contains(level));
                inlines_inside(text, article);
            }
            BlockKind::Paragraph(text)
            | BlockKind::Continuation(text)
            | BlockKind::Signature(text) => inlines_inside(text, article),
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| blocks_inside(item, article, length));
            }
            BlockKind::Quote(blocks) => blocks_inside(blocks, article, length),
            BlockKind::Table(table) => table_inside(table, article),
            BlockKind::Figure(Figure { caption, .. }) => inlines_inside(caption, article),
            BlockKind::Code(_) | BlockKind::Break => {}
        }
    }
}

fn table_inside(table: &Table, article: &Article) {
    let columns = table.columns.len();
    assert!(table.head.len() == columns, "{table:?}");
    assert!(table.rows.iter().all(|row| row.len() == columns), "{table:?}");
    table.texts().for_each(|text| inlines_inside(text, article));
}

fn inlines_inside(inlines: &[Inline], article: &Article) {
    for inline in inlines {
        match inline {
            Inline::Note(index) => assert!(*index < article.notes.len(), "{index}"),
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strike(inner)
            | Inline::Dots(inner)
            | Inline::Name(inner)
            | Inline::Book(inner)
            | Inline::Foreign(_, inner)
            | Inline::Link { text: inner, .. } => inlines_inside(inner, article),
            Inline::Text(_) | Inline::Code(_) | Inline::Ruby { .. } | Inline::Break => {}
        }
    }
}

fn kind(kind: &BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading { .. } => "heading",
        BlockKind::Paragraph(_) => "paragraph",
        BlockKind::Continuation(_) => "continuation",
        BlockKind::Signature(_) => "signature",
        BlockKind::List { .. } => "list",
        BlockKind::Quote(_) => "quote",
        BlockKind::Table(_) => "table",
        BlockKind::Figure(_) => "figure",
        BlockKind::Code(_) => "code",
        BlockKind::Break => "break",
    }
}
