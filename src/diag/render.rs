//! Diagnostics as text: severity, code, message, place, the line with a caret, hint.
//!
//! Only the line a span starts on is shown, and of a long line only what stands around
//! the caret: a paragraph of Chinese is one line of its file, and a source may be a
//! single line of megabytes. Columns are those of the whole line.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use unicode_width::UnicodeWidthChar;

use crate::diag::{Diagnostic, Files, Language, Place, Severity, Span, message};

/// Columns shown before the caret and after it when a line is cut. Together with the
/// line number they fit a terminal of 80 columns.
const BEFORE: usize = 24;
const AFTER: usize = 48;

/// A diagnostic as it is shown in a terminal, ending in a newline; `color` allows ANSI
/// escapes.
#[must_use]
pub fn render(
    diagnostic: &Diagnostic,
    files: &Files,
    language: Language,
    color: bool,
) -> String {
    let key = diagnostic.code.as_str();
    let words = message(language, key, &diagnostic.values()).unwrap_or_default();
    let level = level(diagnostic.severity(), language);
    let mut group = Group::with_title(level.primary_title(words).id(key));
    if let Some(place) = &diagnostic.place {
        group = with_place(group, place, files);
    }
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    // ASCII lines, because terminals and logs disagree on how wide box lines are
    // beside Han.
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let mut text = String::new();
    if let Some(hint) = message(language, &format!("{key}.hint"), &diagnostic.values()) {
        let hint = normalize_untrusted_str(&hint);
        let level = Level::HELP.with_name(word(language, "severity-hint"));
        if diagnostic.place.is_some() {
            group = group.element(level.message(hint));
        } else {
            // Below a bare message an element would hang on an empty margin.
            text = renderer.render(&[Group::with_title(level.secondary_title(hint))]);
        }
    }
    let lines = [renderer.render(&[group]), text];
    lines.iter().filter(|line| !line.is_empty()).map(|line| format!("{line}\n")).collect()
}

fn level(severity: Severity, language: Language) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE.with_name(word(language, "severity-note")),
        Severity::Warning => Level::WARNING.with_name(word(language, "severity-warning")),
        Severity::Error => Level::ERROR.with_name(word(language, "severity-error")),
    }
}

fn word(language: Language, key: &str) -> String {
    message(language, key, &[]).unwrap_or_default()
}

fn with_place<'a>(group: Group<'a>, place: &'a Place, files: &'a Files) -> Group<'a> {
    match place {
        Place::File { name, line } => {
            let origin = Origin::path(name.as_str());
            group.element(match line {
                Some(line) => origin.line(*line as usize),
                None => origin,
            })
        }
        Place::Span(span) => {
            let position = files.position(span.file, span.start);
            let excerpt = Excerpt::new(files.text(span.file), *span);
            let line = position.line as usize;
            if excerpt.says_nothing() {
                return group.element(Origin::path(files.name(span.file)).line(line));
            }
            let caret = AnnotationKind::Primary.span(excerpt.caret);
            let snippet =
                Snippet::source(excerpt.text).line_start(line).annotation(caret);
            let name = files.name(span.file);
            if !excerpt.is_cut {
                return group.element(snippet.path(name));
            }
            // The column of a snippet counts from where the excerpt starts.
            let origin =
                Origin::path(name).line(line).char_column(position.column as usize);
            group.element(origin).element(snippet)
        }
    }
}

/// What is shown of a line, and the bytes of it that are marked.
struct Excerpt {
    text: String,
    caret: Range<usize>,
    is_cut: bool,
}

impl Excerpt {
    /// Whether the line is empty or the mark at the head of an article, which stands for
    /// the article as a whole.
    fn says_nothing(&self) -> bool {
        matches!(self.text.trim(), "" | "---")
    }

    fn new(text: &str, span: Span) -> Self {
        let start = text.floor_char_boundary(span.range().start);
        let end = text.ceil_char_boundary(span.range().end.max(start));
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |next| start + next);
        let line_end = line_start + text[line_start..line_end].trim_end().len();
        let start = start.min(line_end);
        let from = cut_before(&text[line_start..start], BEFORE) + line_start;
        let until = cut_after(&text[start..line_end], AFTER) + start;
        let before = if from > line_start { "…" } else { "" };
        let after = if until < line_end { "…" } else { "" };
        let offset = |at: usize| at.clamp(from, until) - from + before.len();
        Self {
            caret: offset(start)..offset(end),
            is_cut: from > line_start,
            text: format!("{before}{}{after}", &text[from..until]),
        }
    }
}

/// Where the last `columns` columns of a text start.
fn cut_before(text: &str, columns: usize) -> usize {
    let mut room = columns;
    for (at, c) in text.char_indices().rev() {
        match room.checked_sub(c.width().unwrap_or(1)) {
            Some(left) => room = left,
            None => return at + c.len_utf8(),
        }
    }
    0
}

/// Where the first `columns` columns of a text end.
fn cut_after(text: &str, columns: usize) -> usize {
    let mut room = columns;
    for (at, c) in text.char_indices() {
        match room.checked_sub(c.width().unwrap_or(1)) {
            Some(left) => room = left,
            None => return at,
        }
    }
    text.len()
}
