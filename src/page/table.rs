//! Tables: three rules, no verticals; columns as wide as their words want, rows that
//! may part between pages with the head repeated below 续表 (spec 12.5–12.8).

mod frame;
mod widths;

use crate::article::{ColumnAlign, Inline, Table};
use crate::diag::{Code, Diagnostic};
use crate::geom::{Length, Point};
use crate::line::{Align, Line};
use crate::page::Role;
use crate::page::flow::{Float, Flow, Rows};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text, spell};
use crate::style::{Style, TableStyle};

pub(super) use frame::{Frame, Part, fragment, items};

/// The narrowest column, in characters of the table.
const LEAST_COLUMN: i64 = 2;

/// Cells narrower than this many characters are not filled to the edge (spec 12.8).
const LEAST_JUSTIFIED: i64 = 10;

/// A small table of fewer rows never parts: three below each head are the least.
pub(super) const LEAST_PARTED: usize = 6;

/// Adds a table to the flow: as one float when it is small, else row by row.
pub(super) fn push(
    setting: &Setting,
    scope: &mut Scope,
    (table, notes): (&Table, usize),
    text_follows: bool,
    flow: &mut Flow,
) {
    let small = shrunk(setting, table, notes);
    let setting = &Setting { style: small.as_ref().unwrap_or(setting.style), ..*setting };
    let grid = Columns::of(setting, scope, table, notes);
    let (frame, mut rows) = grid.compose(setting, scope, table, notes);
    let all: Length = rows.iter().map(|(height, _)| *height).sum();
    let slots = setting.slots(frame.height(setting, false, all));
    // Up to half a page a table holds together and waits for the next page instead; one of
    // few rows up to two thirds, so that a title finds room above it.
    let may_part = rows.len() >= LEAST_PARTED;
    let (part, whole) = if may_part { (1, 2) } else { (2, 3) };
    if slots * whole <= setting.style.text.lines * part {
        let parts = Rows { frame: frame.clone(), rows: rows.clone() };
        let drawn = fragment(setting, &frame, slots, Part::WHOLE, &mut rows);
        let rows = may_part.then_some(parts);
        flow.push_float(Float { slots, drawn, rows }, text_follows);
        return;
    }
    flow.items.extend(items(setting, (flow.tables.len(), &frame), rows));
    flow.tables.push(frame);
}

/// The style with smaller type in tables, when the columns of this one have no room
/// otherwise; `None` when they have, or when the least size that is read does not help.
fn shrunk(setting: &Setting, table: &Table, notes: usize) -> Option<Style> {
    let own = setting.style.table;
    let mut small = None;
    for percent in SMALLER {
        let style = small.as_ref().unwrap_or(setting.style);
        let columns = i64::try_from(table.columns.len()).unwrap_or(1);
        let room = setting.style.measure() - style.table.size / 2 * columns;
        let set = &Setting { style, ..*setting };
        let wanted = widths::wanted(set, table, notes);
        let least: Length = wanted.iter().map(|(least, _)| *least).sum();
        if least <= room {
            return small;
        }
        let (size, pitch) = (own.size.scale(percent, 100), own.pitch.scale(percent, 100));
        let table = TableStyle { size, pitch, ..own };
        small = Some(Style { table, ..setting.style.clone() });
    }
    small
}

/// The sizes that are tried for a table without room, in hundredths of the usual one: the
/// last makes 小五 7 points, below which print is for lawyers.
const SMALLER: [i64; 2] = [88, 78];

/// Where the columns stand.
struct Columns {
    /// Left edge and width of each.
    edges: Vec<(Length, Length)>,
    align: Vec<Align>,
    /// The widest part after the point in each column of numbers.
    fractions: Vec<Length>,
    left: Length,
    width: Length,
}

impl Columns {
    fn of(setting: &Setting, scope: &mut Scope, table: &Table, notes: usize) -> Self {
        let size = setting.style.table.size;
        let count = i64::try_from(table.columns.len().max(1)).unwrap_or(1);
        let wanted = widths::wanted(setting, table, notes);
        let natural: Length = wanted.iter().map(|(_, natural)| *natural).sum();
        // Columns stand a character apart, in a crowded table half a character.
        let is_crowded = natural + size * count > setting.style.measure();
        let gap = if is_crowded { size / 2 } else { size };
        let room = setting.style.measure() - gap * count;
        let least: Length = wanted.iter().map(|(least, _)| *least).sum();
        if room < least {
            let columns = table.columns.len();
            let found = Diagnostic::new(Code::P003).with("columns", columns);
            scope.push(found.with("style", &*setting.style.name));
        }
        let widths = widths::share(&wanted, room, size * LEAST_COLUMN);
        let width = widths.iter().copied().sum::<Length>() + gap * count;
        let left = (setting.style.measure() - width) / 2;
        let mut x = left + gap / 2;
        let mut edges = Vec::new();
        for width in widths {
            edges.push((x, width));
            x += width + gap;
        }
        let align = (0..table.columns.len()).map(|column| align(table, column)).collect();
        let fractions = widths::fractions(setting, table);
        Self { edges, align, fractions, left, width }
    }

    fn compose(
        &self,
        setting: &Setting,
        scope: &mut Scope,
        table: &Table,
        notes: usize,
    ) -> (Frame, Vec<(Length, Drawn)>) {
        let style = setting.style.table;
        let around = scope.tree.here();
        scope.tree.open(Role::Table);
        let caption = scope.tree.add(Role::Caption);
        let head = self.row(setting, scope, (&table.head, true), notes).whole(setting);
        let mut frame = Frame::new(
            setting,
            scope,
            (table, notes),
            head,
            (self.left, self.width),
            (caption, around),
        );
        // A row too high for a page parts between lines, several lines at a time.
        let free = setting.style.area_height()
            - frame.height(setting, false, Length::ZERO).max(frame.height(
                setting,
                true,
                Length::ZERO,
            ));
        let most = (free.scale(2, 3).div_floor(style.pitch)).max(1);
        let mut rows = Vec::new();
        for cells in &table.rows {
            let row = self.row(setting, scope, (cells, false), notes);
            rows.extend(row.parts(setting, usize::try_from(most).unwrap_or(1)));
        }
        if rows.is_empty() {
            rows.push((Length::ZERO, Drawn::default()));
        }
        scope.tree.close();
        frame.attach(&mut rows);
        (frame, rows)
    }

    fn row(
        &self,
        setting: &Setting,
        scope: &mut Scope,
        (cells, is_head): (&[Vec<Inline>], bool),
        notes: usize,
    ) -> Row {
        let TableStyle { size, head, font, .. } = setting.style.table;
        let font = if is_head { head } else { font };
        let role = if is_head { Role::ColumnHead } else { Role::Cell };
        scope.tree.open(Role::Row);
        let mut row = Row { cells: Vec::new(), first: true };
        for ((cell, (x, width)), align) in cells.iter().zip(&self.edges).zip(&self.align)
        {
            let look = Look { font, bold: false, size };
            let mut text = spell(setting.style, cell, look, notes);
            if is_head && widths::natural(setting, &text) > *width {
                text = widths::head_in_lines(&text).unwrap_or(text);
            }
            let text = text.be(&mut scope.tree, role.clone());
            let align = match align {
                Align::Start if is_head => Align::Center,
                Align::Start if *width >= size * LEAST_JUSTIFIED => Align::Justify,
                align => *align,
            };
            let rules = setting.rules(*width, size, align);
            let lines = setting.set(scope, &text.paragraph, &rules);
            let column = row.cells.len();
            let x =
                if is_head { *x } else { *x - self.after_point(setting, cell, column) };
            row.cells.push((x, text, lines));
        }
        // Every row has a cell in every column, though there be nothing in it.
        for _ in row.cells.len()..self.edges.len() {
            scope.tree.add(role.clone());
        }
        scope.tree.close();
        row
    }

    /// How far a number stands before the end of its column, so that points are below
    /// each other.
    fn after_point(&self, setting: &Setting, cell: &[Inline], column: usize) -> Length {
        match self.fractions.get(column) {
            Some(most) if *most > Length::ZERO => *most - widths::fraction(setting, cell),
            _ => Length::ZERO,
        }
    }
}

/// The cells of a row, broken into lines.
struct Row {
    cells: Vec<(Length, Text, Vec<Line>)>,
    /// Whether nothing of it was drawn yet.
    first: bool,
}

impl Row {
    fn whole(self, setting: &Setting) -> (Length, Drawn) {
        let all = usize::MAX;
        self.parts(setting, all).into_iter().next().unwrap_or_default()
    }

    /// The row in parts of at most so many lines.
    fn parts(mut self, setting: &Setting, most: usize) -> Vec<(Length, Drawn)> {
        let mut parts = Vec::new();
        while self.first || self.cells.iter().any(|(_, _, lines)| !lines.is_empty()) {
            self.first = false;
            parts.push(self.part(setting, most));
        }
        parts
    }

    fn part(&mut self, setting: &Setting, most: usize) -> (Length, Drawn) {
        let style = setting.style.table;
        let white = style.pitch.scale(1, 4);
        let mut drawn = Drawn::default();
        let mut height = 1;
        for (x, text, lines) in &mut self.cells {
            let count = lines.len().min(most);
            height = height.max(count);
            let mut y = white + Setting::ascent(style.size);
            for line in lines.drain(..count) {
                drawn.append(text.draw(setting.fonts, line, Point { x: *x, y }));
                y += style.pitch;
            }
        }
        (frame::row_height(setting, i64::try_from(height).unwrap_or(1)), drawn)
    }
}

/// How a column is set: as it says, else numbers at the end and words at the start.
fn align(table: &Table, column: usize) -> Align {
    match table.columns.get(column) {
        Some(ColumnAlign::Start) => Align::Start,
        Some(ColumnAlign::Center) => Align::Center,
        Some(ColumnAlign::End) => Align::End,
        _ => {
            let mut cells =
                table.rows.iter().filter_map(|row| row.get(column)).peekable();
            let numbers = cells.peek().is_some() && cells.all(|cell| is_number(cell));
            if numbers { Align::End } else { Align::Start }
        }
    }
}

/// Whether a cell holds a number and nothing else.
fn is_number(cell: &[Inline]) -> bool {
    let of_number = |c: char| c.is_ascii_digit() || " .,%+-−–—".contains(c);
    cell.iter().all(|inline| match inline {
        Inline::Text(text) => text.chars().all(of_number),
        _ => false,
    })
}
