//! Lines that their author broke: verse, addresses, signatures (spec 6.9).
//!
//! Each stands on a line of its own and is never filled; one that is too long goes on
//! further in, so that nobody takes the rest for a line. Stanzas stand a blank line apart.

use crate::article::{Block, BlockKind, Inline};
use crate::geom::{Length, Point};
use crate::line::Align;
use crate::page::Role;
use crate::page::flow::{After, Flow, Item, Kind};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text, spell};

/// How far the rest of a line that was too long stands further in, in characters.
const TURNED: i64 = 1;

/// How far signatures end before the measure, in characters.
const SIGNATURE_INDENT: i64 = 2;

/// Where lines stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Where they start.
    pub(super) left: Length,
    /// How far before the measure they end.
    pub(super) right: Length,
}

/// Adds a paragraph of lines. After another one a blank line parts the stanzas.
pub(super) fn push(
    setting: &Setting,
    scope: &mut Scope,
    (inlines, notes): (&[Inline], usize),
    (look, room): (Look, Room),
    flow: &mut Flow,
) {
    if flow.items.last().is_some_and(|item| item.is_verse) {
        flow.push_blank(1);
    }
    let follow = flow.follow(setting.style);
    let mut rules = setting.rules(setting.style.measure(), look.size, Align::Start);
    let turned = setting.style.text.size * TURNED;
    (rules.first_indent, rules.indent) = (room.left, room.left + turned);
    rules.end_indent = room.right;
    let mut lines = Vec::new();
    for line in spell(setting.style, inlines, look, notes).into_lines() {
        // Paragraphs, or they would be read as one.
        let line = line.be(&mut scope.tree, Role::Paragraph);
        lines.extend(draw(setting, scope, &line, &rules));
    }
    let count = lines.len();
    for (index, drawn) in lines.into_iter().enumerate() {
        let after = After::line(index, count, follow);
        flow.items.push(Item { after, is_verse: true, ..Item::lines(1, drawn) });
    }
}

/// Adds a signature: its lines at the end of the measure, never parted from each other
/// nor from the text above them.
pub(super) fn push_signature(
    setting: &Setting,
    scope: &mut Scope,
    (inlines, notes): (&[Inline], usize),
    (look, room): (Look, Room),
    flow: &mut Flow,
) {
    if let Some(last) = flow.items.last_mut().filter(|item| item.kind == Kind::Lines(1)) {
        last.after = After::Widow;
        let paragraph = last.paragraph;
        if let Some(again) = paragraph.and_then(|at| flow.paragraphs.get_mut(at)) {
            again.hold_next();
        }
    }
    let mut rules = setting.rules(setting.style.measure(), look.size, Align::End);
    (rules.first_indent, rules.indent) = (room.left, room.left);
    rules.end_indent = room.right + setting.style.text.size * SIGNATURE_INDENT;
    let mut lines = Vec::new();
    for line in spell(setting.style, inlines, look, notes).into_lines() {
        let line = line.be(&mut scope.tree, Role::Paragraph);
        lines.extend(draw(setting, scope, &line, &rules));
    }
    let last = lines.len().saturating_sub(1);
    for (index, drawn) in lines.into_iter().enumerate() {
        let after = if index == last { After::Free } else { After::Widow };
        flow.items.push(Item { after, ..Item::lines(1, drawn) });
    }
}

/// Where poems start so that their longest line stands in the middle of the room, on the
/// grid of characters.
pub(super) fn centred(
    setting: &Setting,
    blocks: &[&Block],
    (look, room): (Look, Room),
) -> Length {
    let style = setting.style;
    let free = style.measure() - room.left - room.right;
    let rules = setting.rules(free, look.size, Align::Start);
    let widest = |inlines: &[Inline]| -> Length {
        let lines = spell(style, inlines, look, 0).into_lines();
        let ends = lines
            .iter()
            .flat_map(|line| setting.set(&mut Scope::new(None), &line.paragraph, &rules));
        ends.map(|line| line.end).max().unwrap_or(Length::ZERO)
    };
    let widths = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(widest(text)),
        _ => None,
    });
    let spare = (free - widths.max().unwrap_or(free)).max(Length::ZERO);
    room.left + style.text.size * (spare / 2).div_floor(style.text.size)
}

/// The lines of a text as marks; an empty one is a blank line.
fn draw(
    setting: &Setting,
    scope: &mut Scope,
    text: &Text,
    rules: &crate::line::Rules,
) -> Vec<Drawn> {
    let origin = Point { x: Length::ZERO, y: Setting::ascent(rules.em) };
    let (lines, _) = setting.running(scope, &text.paragraph, rules);
    let drawn = text.draw_all(setting.fonts, lines, origin);
    if drawn.is_empty() { vec![Drawn::default()] } else { drawn }
}
