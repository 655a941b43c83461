//! What stands in a stretch of pages: pieces, each with the ways in which it may be set.

use crate::page::fill::Filling;
use crate::page::fill::together::ways::{End, Ends};
use crate::page::flow::{After, Kind};
use crate::page::note;

/// A few pages of text.
pub(super) struct Stretch {
    /// From top to bottom.
    pub(super) pieces: Vec<Piece>,
    /// Whether the text ends with it.
    pub(super) is_last: bool,
    /// The item after it.
    end: usize,
}

/// A paragraph, or an item that is nothing but itself.
pub(super) struct Piece {
    /// Its first item.
    pub(super) first: usize,
    /// How many items it has.
    pub(super) count: usize,
    /// Whether it is only white.
    pub(super) is_blank: bool,
    /// How it may be set, as it is best first.
    pub(super) choices: Vec<Choice>,
}

/// A way to set a piece.
pub(super) struct Choice {
    /// By how many lines it is longer than it best is.
    pub(super) looseness: i8,
    /// Its items.
    pub(super) rows: Vec<Row>,
    /// How many lines they take.
    pub(super) lines: i64,
    /// Whether some call notes.
    pub(super) has_notes: bool,
    /// How many lines of white may be put above them when the first stands at the top of a
    /// page, and elsewhere.
    pub(super) gaps: [i64; 2],
}

impl Choice {
    fn new(looseness: i8, rows: Vec<Row>) -> Self {
        let lines = rows.iter().map(|row| row.lines).sum();
        let has_notes = rows.iter().any(|row| row.notes > 0);
        let below: i64 = rows.iter().skip(1).map(|row| row.gaps[1]).sum();
        let first = rows.first().map_or([0; 2], |row| row.gaps);
        let gaps = first.map(|first| first + below);
        Self { looseness, rows, lines, has_notes, gaps }
    }
}

/// An item as far as dividing needs to know it.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// How many lines it takes.
    pub(super) lines: i64,
    /// Whether a page may end after it.
    pub(super) after: After,
    /// How many lines of notes it calls.
    pub(super) notes: i64,
    /// How many lines of white may be put above it at the top of a page and elsewhere.
    pub(super) gaps: [i64; 2],
}

impl Stretch {
    /// The text from an item on for so many lines, or as far as nothing floats and no
    /// table parts.
    pub(super) fn new(filling: &mut Filling, start: usize, most: i64) -> Self {
        let mut stretch = Self { pieces: Vec::new(), is_last: false, end: start };
        let mut lines = 0;
        // Of a paragraph that begins before the stretch only the rest is here.
        let mut is_rest = start > 0 && filling.start(start) < start;
        while lines < most {
            let first = stretch.end;
            let Some(row) = filling.row(first) else { break };
            let count = if is_rest { 1 } else { filling.length(first).max(1) };
            let rows: Vec<Row> =
                (first..first + count).map_while(|index| filling.row(index)).collect();
            if rows.len() < count {
                break;
            }
            lines += rows.iter().map(|row| row.lines).sum::<i64>();
            let is_blank = matches!(filling.shapes[first].0, Kind::Blank(_));
            let mut choices = vec![Choice::new(0, rows)];
            if count > 1 || row.lines == 1 {
                choices.extend(filling.choices(first, count, is_rest));
            } else {
                choices.extend(filling.squeezed(first, row));
            }
            stretch.pieces.push(Piece { first, count, is_blank, choices });
            stretch.end += count;
            is_rest &= filling.start(stretch.end) <= first;
        }
        stretch.is_last = stretch.end == filling.shapes.len();
        stretch
    }

    /// The item before which a page ends.
    pub(super) fn item(&self, end: &End, ends: &Ends) -> usize {
        let Some(piece) = self.pieces.get(end.piece) else { return self.end };
        let row = end.row;
        if row == 0 {
            return piece.first;
        }
        let seam = self.seam(end.piece, end.choice, ends).unwrap_or(0);
        piece.first
            + match piece.choices[end.choice].looseness {
                // Two lines are one item.
                1 if row >= seam + 2 => row - 1,
                // The item that is left over stands before the first line.
                -1 => row + 1,
                _ => row,
            }
    }

    /// The first line of a paragraph that has another below it on its page: where two
    /// lines can be one item.
    pub(super) fn seam(&self, piece: usize, choice: usize, ends: &Ends) -> Option<usize> {
        let count = self.pieces[piece].choices[choice].rows.len();
        let breaks = ends.ends.iter().filter(|end| end.piece == piece && end.row > 0);
        let mut start = 0;
        for end in breaks.map(|end| end.row).chain([count]) {
            if end >= start + 2 {
                return Some(start);
            }
            start = end;
        }
        None
    }
}

impl Filling<'_> {
    /// An item that does not float and belongs to no table, and whose notes do not part.
    fn row(&self, index: usize) -> Option<Row> {
        let (kind, after) = *self.shapes.get(index)?;
        let (Kind::Lines(lines) | Kind::Blank(lines)) = kind else { return None };
        let notes = self.note_lines_of(&self.calls[index], lines)?;
        let gaps = [true, false].map(|is_top| self.gap_above(index, is_top));
        Some(Row { lines, after, notes, gaps })
    }

    /// How many lines of notes an item of so many lines calls; `None` when no page holds
    /// them, so that they go on.
    fn note_lines_of(&self, notes: &[usize], lines: i64) -> Option<i64> {
        let notes = notes.iter().map(|note| self.whole_note(*note));
        let notes: usize = notes.map(|part| part.to - part.from).sum();
        let notes = i64::try_from(notes).ok()?;
        (lines + note::slots(self.setting, notes) <= self.lines).then_some(notes)
    }

    /// A heading in a line less, where that can be.
    fn squeezed(&self, index: usize, row: Row) -> Option<Choice> {
        self.items[index].as_ref()?.squeeze?;
        let row = Row { lines: row.lines - 1, ..row };
        Some(Choice::new(-1, vec![row]))
    }

    /// A paragraph a line longer and a line shorter, where that can be.
    fn choices(&mut self, first: usize, count: usize, is_rest: bool) -> Vec<Choice> {
        let mut choices = Vec::new();
        if is_rest || self.items[first].is_none() {
            return choices;
        }
        for looseness in [1, -1] {
            let Some(items) = self.variant(first, count, looseness) else { continue };
            let rows = items.iter().map(|item| (item.after, item.drawn.notes.clone()));
            let rows: Vec<(After, Vec<usize>)> = rows.collect();
            let rows = rows.into_iter().map(|(after, notes)| {
                let notes = self.note_lines_of(&notes, 1)?;
                Some(Row { lines: 1, after, notes, gaps: [0; 2] })
            });
            if let Some(rows) = rows.collect() {
                choices.push(Choice::new(looseness, rows));
            }
        }
        choices
    }
}
