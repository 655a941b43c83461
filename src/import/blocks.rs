//! Lines with roles into paragraphs and groups of display lines.

use crate::import::forms::{self, End};
use crate::import::lines::Line;
use crate::import::people;
use crate::import::roles::Role;

/// A run of lines that stay together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph: indexes of its lines.
    Paragraph(Vec<usize>),
    /// Display lines that follow one another.
    Group(Group),
}

/// Display lines that follow one another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// Indexes of its lines.
    pub(crate) lines: Vec<usize>,
    /// Whether it stands inside a paragraph that goes on after it.
    pub(crate) inside: bool,
}

impl Block {
    /// Indexes of its lines.
    pub(crate) fn lines(&self) -> &[usize] {
        match self {
            Self::Paragraph(lines) => lines,
            Self::Group(group) => &group.lines,
        }
    }
}

/// Puts lines together by their roles. A group inside a paragraph follows it in the list.
pub(crate) fn build(lines: &[Line<'_>], roles: &[Role]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<usize> = None;
    for (at, (line, role)) in lines.iter().zip(roles).enumerate() {
        match role {
            Role::First | Role::Only => {
                blocks.push(Block::Paragraph(vec![at]));
                open = Some(blocks.len() - 1);
            }
            Role::Middle | Role::Last => match open.map(|index| &mut blocks[index]) {
                Some(Block::Paragraph(paragraph)) => paragraph.push(at),
                _ => {
                    blocks.push(Block::Paragraph(vec![at]));
                    open = Some(blocks.len() - 1);
                }
            },
            Role::Display | Role::Interruption | Role::Intrusion => {
                let inside = *role != Role::Display;
                add_display(&mut blocks, lines, line, (at, inside));
            }
        }
    }
    blocks
}

/// Adds a display line to the group before it or begins a group.
fn add_display(
    blocks: &mut Vec<Block>,
    lines: &[Line<'_>],
    line: &Line<'_>,
    (at, inside): (usize, bool),
) {
    if let Some(Block::Group(group)) = blocks.last_mut()
        && group.inside == inside
        && !begins_group(lines, group, line, at)
    {
        group.lines.push(at);
        return;
    }
    blocks.push(Block::Group(Group { lines: vec![at], inside }));
}

/// Whether a display line does not belong to the group before it.
fn begins_group(lines: &[Line<'_>], group: &Group, line: &Line<'_>, at: usize) -> bool {
    let Some(last) = group.lines.last().map(|index| &lines[*index]) else { return true };
    if line.decided.article == Some(true) {
        return true;
    }
    if line.page || line.label {
        // A heading that a page break cut in two: its first part fills its line.
        let full = last.column[0].max(last.column[1]);
        let is_text = |next: &Line<'_>| next.width + 6 >= full;
        let cut = last.end == End::Open
            && (full - 5..=full + 2).contains(&last.width)
            && lines.get(at + 1).is_none_or(is_text)
            && !line.names
            && !line.doubled
            && lines.get(at + 1).is_none_or(|next| !next.names);
        return !(cut && group.lines.len() == 1);
    }
    if line.gap > 0 && closes(lines, group) && !may_close(line) {
        return true;
    }
    if line.gap > 0 && signs(lines, group) {
        return true;
    }
    let numbers = (last.numbered(), line.numbered());
    // A numbered heading is a heading of its own, also right below another.
    numbers.1.is_some() && (numbers.0.is_some() || last.end == End::Open)
        || line.numbered().is_some()
}

/// The least indent of a signature that is set at the right, in half ems.
const FLUSH: i32 = 12;

/// Whether a group is the signature of a letter: who wrote it and when, far to the right
/// and close below the text.
pub(crate) fn signs(lines: &[Line<'_>], group: &Group) -> bool {
    let [signer, date] = group.lines.as_slice() else { return false };
    let (signer, date) = (&lines[*signer], &lines[*date]);
    signer.number > 1
        && signer.gap == 0
        && signer.indent >= FLUSH
        && date.indent >= FLUSH
        && date.date().is_some()
}

/// Whether a group is the name of somebody alone below a poem.
pub(crate) fn signs_poem(lines: &[Line<'_>], group: &Group) -> bool {
    let [signer] = group.lines.as_slice() else { return false };
    let above = signer.checked_sub(1).map(|above| &lines[above]);
    above.is_some_and(|above| above.verse)
        && people::surnamed(&lines[*signer].spaced()).is_some()
}

/// Whether a group may be what closes a text: a unit, persons, a date, notes.
fn closes(lines: &[Line<'_>], group: &Group) -> bool {
    group.lines.iter().all(|at| may_close(&lines[*at]))
}

/// Whether a line may stand below a text: a unit, persons, a date, a note.
fn may_close(line: &Line<'_>) -> bool {
    line.unit() == 2
        || line.date().is_some()
        || forms::note(&line.text)
        || line.spaced_byline().is_some()
}
