//! Footnotes: their lines, the room they take, their marks ①② page by page.
//!
//! A note's lines are set once, before its page is known; its number is added when the
//! page is made (spec 11.2). References in brackets are text and not notes.

use crate::article::{Block, BlockKind, Inline, Note};
use crate::geom::{Length, Point, Rect, Size};
use crate::line::{Align, GlyphRun, Paragraph, Run, RunStyle};
use crate::page::flow::Flow;
use crate::page::setting::{Scope, Setting};
use crate::page::text::{CIRCLED, Drawn, Look, note_label, spell};
use crate::page::{ElementId, Mark, Role};
use crate::style::Numbering;

/// The lines of a footnote. Their marks count from the left of the type area and from
/// the baseline.
#[derive(Debug, Default)]
pub(super) struct NoteText {
    /// The lines.
    pub(super) lines: Vec<Drawn>,
    /// Its number in its article, from 0, where numbers run through articles.
    pub(super) number: Option<usize>,
    /// The element of its number.
    pub(super) label: ElementId,
}

/// The number of a note on the page where it starts, and the element of that number.
pub(super) type NoteLabel = (usize, ElementId);

/// Sets the notes of an article.
pub(super) fn set(setting: &Setting, scope: &mut Scope, notes: &[Note]) -> Vec<NoteText> {
    let hang = hang(setting, notes.len());
    let mut texts = Vec::with_capacity(notes.len());
    for (index, note) in notes.iter().enumerate() {
        scope.span = Some(note.span);
        let before = scope.tree.enter_note(index);
        let label = scope.tree.add(Role::Label);
        let mut text = NoteText { label, ..NoteText::default() };
        blocks(setting, scope, (&note.body, hang), &mut text.lines);
        scope.tree.enter(before);
        if text.lines.is_empty() {
            text.lines.push(Drawn::default());
        }
        texts.push(text);
    }
    texts
}

/// Blocks of a note as plain paragraphs: a note is no place for tables and figures, but
/// their words must not be lost.
fn blocks(
    setting: &Setting,
    scope: &mut Scope,
    (blocks, hang): (&[Block], Length),
    lines: &mut Vec<Drawn>,
) {
    let paragraph = |scope: &mut Scope, text: &[Inline], lines: &mut Vec<Drawn>| {
        self::paragraph(setting, scope, (text, hang), lines);
    };
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::Continuation(text)
            | BlockKind::Signature(text) => {
                paragraph(scope, text, lines);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    self::blocks(setting, scope, (item, hang), lines);
                }
            }
            BlockKind::Quote(inner) => {
                self::blocks(setting, scope, (inner, hang), lines);
            }
            BlockKind::Table(table) => {
                for text in table.texts().filter(|text| !text.is_empty()) {
                    paragraph(scope, text, lines);
                }
            }
            BlockKind::Figure(figure) => {
                paragraph(scope, &figure.caption, lines);
            }
            BlockKind::Code(code) => {
                let text = [Inline::Code(code.clone())];
                paragraph(scope, &text, lines);
            }
            BlockKind::Break => {}
        }
    }
}

fn paragraph(
    setting: &Setting,
    scope: &mut Scope,
    (inlines, hang): (&[Inline], Length),
    lines: &mut Vec<Drawn>,
) {
    let style = setting.style.note;
    let look = Look { font: style.font, bold: false, size: style.size };
    let text =
        spell(setting.style, inlines, look, 0).be(&mut scope.tree, Role::Paragraph);
    let (left, measure) = measure(setting);
    let mut rules = setting.rules(measure, style.size, Align::Justify);
    rules.first_indent = hang;
    rules.indent = rules.first_indent;
    let origin = Point { x: left, y: Length::ZERO };
    let (set, _) = setting.running(scope, &text.paragraph, &rules);
    lines.extend(text.draw_all(setting.fonts, set, origin));
}

/// Left edge and length of note lines: a whole number of their own em, the remainder at
/// the left (spec 11.5).
fn measure(setting: &Setting) -> (Length, Length) {
    let whole = setting.style.measure();
    let size = setting.style.note.size;
    let measure = size * whole.div_floor(size);
    (whole - measure, measure)
}

/// Where note lines start, after the number: its circle and half an em. Numbers that run
/// through an article of many notes get brackets, which are wider.
fn hang(setting: &Setting, notes: usize) -> Length {
    let style = setting.style.note;
    let has_brackets = style.numbering == Numbering::Article && notes > CIRCLED;
    style.size.scale(if has_brackets { 5 } else { 3 }, 2)
}

/// Numbers the notes of an article, whose first is `first`, as its items call them, where
/// the style wants numbers to run through articles (spec 11.2).
pub(super) fn number(setting: &Setting, flow: &mut Flow, first: (usize, usize)) {
    if setting.style.note.numbering == Numbering::Page {
        return;
    }
    let (first_item, first_note) = first;
    let mut count = 0;
    for item in &flow.items[first_item..] {
        for note in &item.drawn.notes {
            let Some(text) = flow.notes.get_mut(*note) else { continue };
            if *note >= first_note && text.number.is_none() {
                text.number = Some(count);
                count += 1;
            }
        }
    }
}

/// How many lines of the grid so many note lines take, with the rule above them.
pub(super) fn slots(setting: &Setting, lines: i64) -> i64 {
    if lines == 0 {
        return 0;
    }
    let pitch = setting.style.text.pitch;
    let height = first_line(setting) + setting.style.note.pitch * (lines - 1);
    (height + pitch - Length::from_raw(1)).div_floor(pitch)
}

/// The most note lines that so many lines of the grid hold.
pub(super) fn capacity(setting: &Setting, slots: i64) -> i64 {
    let room = setting.style.text.pitch * slots - first_line(setting);
    (room.div_floor(setting.style.note.pitch) + 1).max(0)
}

/// From the last body baseline to the foot of the first note line: the descent of the body,
/// the white with the rule, the ascent of the note.
fn first_line(setting: &Setting) -> Length {
    let (note, text) = (setting.style.note, setting.style.text);
    let descent = text.size - Setting::ascent(text.size);
    descent + white(setting) + Setting::ascent(note.size)
}

/// The white between text and notes; the rule stands in it, nearer to the notes.
fn white(setting: &Setting) -> Length {
    setting.style.note.pitch.scale(9, 10)
}

/// Note lines of a page in place: the last on the last line of the grid (spec 11.3), a
/// short rule above the first. `number` is that of a note that starts on this page.
pub(super) fn draw(setting: &Setting, lines: Vec<(Option<NoteLabel>, Drawn)>) -> Drawn {
    let mut drawn = Drawn::default();
    let note = setting.style.note;
    let text = setting.style.text;
    let last = text.pitch * (text.lines - 1) + Setting::ascent(text.size);
    let count = i64::try_from(lines.len()).unwrap_or(0);
    let first = last - note.pitch * (count - 1);
    let (left, _) = measure(setting);
    let width = setting.style.measure().scale(note.rule, 100);
    let top = first - Setting::ascent(note.size) - white(setting).scale(2, 5);
    let rect = Rect {
        origin: Point { x: Length::ZERO, y: top },
        // Half a point is the thinnest line that every printer shows.
        size: Size { width, height: Length::pt_ratio(1, 2) },
    };
    drawn.marks.push(Mark::Rule { rect, ink: 100 });
    let mut y = first;
    for (label, mut line) in lines {
        if let Some((number, element)) = label {
            let style = Setting::run_style(note.font, false, note.size);
            let run = mark(setting, number, style);
            let (at, artifact) = (Point { x: left, y }, false);
            let text = |run| Mark::Text { run, at, artifact, element };
            drawn.marks.extend(run.map(text));
        }
        line.shift(Point { x: Length::ZERO, y });
        line.notes.clear();
        drawn.append(line);
        y += note.pitch;
    }
    drawn
}

/// A note mark in the text with another number.
pub(super) fn renumbered(
    setting: &Setting,
    number: usize,
    mark: &GlyphRun,
) -> Option<GlyphRun> {
    let font = setting.style.text.font;
    self::mark(setting, number, Setting::run_style(font, false, mark.size))
}

/// A circled number.
fn mark(setting: &Setting, number: usize, style: RunStyle) -> Option<GlyphRun> {
    let text = note_label(number);
    let measure = style.size * 4;
    let rules = setting.rules(measure, style.size, Align::Start);
    let run = Run { end: text.len(), style };
    let paragraph = Paragraph { runs: vec![run], text, rubies: Vec::new() };
    let mut lines = setting.set(&mut Scope::new(None), &paragraph, &rules);
    let mut run = lines.pop()?.runs.into_iter().next()?;
    (run.x, run.rise) = (Length::ZERO, Length::ZERO);
    Some(run)
}
