//! Tables: three rules, no verticals; columns as wide as their words want, rows that
//! may part between pages with the head repeated below 续表 (spec 12.5–12.8).

mod widths;

use crate::article::{ColumnAlign, Inline, Table};
use crate::diag::{Code, Diagnostic};
use crate::geom::{Length, Point, Rect, Size};
use crate::line::{Align, Line};
use crate::page::Mark;
use crate::page::flow::{After, Flow, Item, Kind, Rows};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text, spell};
use crate::style::Typeface;

/// What every fragment of a table shows besides its rows.
#[derive(Debug, Clone)]
pub(super) struct Frame {
    head: Drawn,
    head_height: Length,
    /// 续表, its top at zero.
    label: Drawn,
    label_height: Length,
    left: Length,
    width: Length,
}

/// The narrowest column, in characters of the table.
const LEAST_COLUMN: i64 = 2;

/// Cells narrower than this many characters are not filled to the edge (spec 12.8).
const LEAST_JUSTIFIED: i64 = 10;

/// A table of fewer rows never parts: two rows below each head are the least.
const LEAST_PARTED: usize = 4;

/// Adds a table to the flow: as one float when it is small, else row by row.
pub(super) fn push(
    setting: &Setting,
    scope: &mut Scope,
    table: &Table,
    notes: usize,
    flow: &mut Flow,
) {
    let grid = Columns::of(setting, scope, table, notes);
    let (frame, mut rows) = grid.compose(setting, scope, table, notes);
    let all: Length = rows.iter().map(|(height, _)| *height).sum();
    let slots = setting.slots(frame.height(setting, false, all));
    // Up to half a page a table holds together and waits for the next page instead.
    if slots * 2 <= setting.style.text.lines {
        let parts = Rows { frame: frame.clone(), rows: rows.clone() };
        let drawn = fragment(setting, &frame, slots, false, &mut rows);
        let may_part = parts.rows.len() >= LEAST_PARTED;
        flow.push_float(slots, drawn, may_part.then_some(parts));
        return;
    }
    let table = flow.tables.len();
    flow.tables.push(frame);
    flow.items.extend(items(table, rows));
}

/// The rows of a table as items, of which no fragment has only one.
pub(super) fn items(table: usize, rows: Vec<(Length, Drawn)>) -> Vec<Item> {
    let last = rows.len().saturating_sub(1);
    let item = |(index, (height, drawn)): (usize, (Length, Drawn))| {
        let kind = Kind::Row { table, height };
        let after = match index {
            _ if index == last => After::Free,
            0 => After::Widow,
            _ if index + 1 == last => After::Widow,
            _ => After::Row,
        };
        Item { after, ..Item::new(kind, drawn) }
    };
    rows.into_iter().enumerate().map(item).collect()
}

impl Frame {
    /// How high a fragment with so much in rows is.
    pub(super) fn height(
        &self,
        setting: &Setting,
        goes_on: bool,
        rows: Length,
    ) -> Length {
        let style = setting.style.table;
        let label = if goes_on { self.label_height } else { Length::ZERO };
        label + style.thick * 2 + style.thin + self.head_height + rows
    }
}

/// Draws rows of a table in so many lines of the grid, with head and rules. The first
/// fragment of a table has no label.
pub(super) fn fragment(
    setting: &Setting,
    frame: &Frame,
    slots: i64,
    goes_on: bool,
    rows: &mut Vec<(Length, Drawn)>,
) -> Drawn {
    let style = setting.style.table;
    let sum = rows.iter().map(|(height, _)| *height).sum();
    let mut y = setting.centered(slots, frame.height(setting, goes_on, sum));
    let mut drawn = Drawn::default();
    let mut place = |part: &Drawn, y: Length| {
        let mut part = part.clone();
        part.shift(Point { x: Length::ZERO, y });
        drawn.append(part);
    };
    let rule = |y: Length, height: Length| Drawn {
        marks: vec![Mark::Rule {
            rect: Rect {
                origin: Point { x: frame.left, y },
                size: Size { width: frame.width, height },
            },
            ink: 100,
        }],
        ..Drawn::default()
    };
    if goes_on {
        place(&frame.label, y);
        y += frame.label_height;
    }
    place(&rule(y, style.thick), Length::ZERO);
    y += style.thick;
    place(&frame.head, y);
    y += frame.head_height;
    place(&rule(y, style.thin), Length::ZERO);
    y += style.thin;
    for (height, row) in rows.drain(..) {
        place(&row, y);
        y += height;
    }
    place(&rule(y, style.thick), Length::ZERO);
    drawn
}

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
            scope.push(Diagnostic::new(Code::P003).with("columns", columns));
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
        let head = self.row(setting, scope, (&table.head, style.head), notes);
        let (head_height, head) = head.whole(setting);
        let (label_height, label) = self.label(setting);
        let frame = Frame {
            head,
            head_height,
            label,
            label_height,
            left: self.left,
            width: self.width,
        };
        // A row too high for a page parts between lines, several lines at a time.
        let free = setting.style.area_height() - head_height - label_height;
        let most = (free.scale(2, 3).div_floor(style.pitch)).max(1);
        let mut rows = Vec::new();
        for cells in &table.rows {
            let row = self.row(setting, scope, (cells, style.font), notes);
            rows.extend(row.parts(setting, usize::try_from(most).unwrap_or(1)));
        }
        if rows.is_empty() {
            rows.push((Length::ZERO, Drawn::default()));
        }
        (frame, rows)
    }

    fn row(
        &self,
        setting: &Setting,
        scope: &mut Scope,
        (cells, font): (&[Vec<Inline>], Typeface),
        notes: usize,
    ) -> Row {
        let size = setting.style.table.size;
        let is_head = font == setting.style.table.head;
        let mut row = Row { cells: Vec::new(), first: true };
        for ((cell, (x, width)), align) in cells.iter().zip(&self.edges).zip(&self.align)
        {
            let look = Look { font, bold: false, size };
            let mut text = spell(setting.style, cell, look, notes);
            if is_head && widths::natural(setting, &text) > *width {
                text = widths::head_in_lines(&text).unwrap_or(text);
            }
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

    /// 续表, at the right end of the table.
    fn label(&self, setting: &Setting) -> (Length, Drawn) {
        let style = setting.style.table;
        let words = &setting.style.words.continued;
        let look = Look { font: style.font, bold: false, size: style.size };
        let text = Text::plain(words, look);
        let rules = setting.rules(self.width, style.size, Align::End);
        let mut drawn = Drawn::default();
        for line in setting.set(&mut Scope::new(None), &text.paragraph, &rules) {
            let y = Setting::ascent(style.size);
            drawn.append(text.draw(setting.fonts, line, Point { x: self.left, y }));
        }
        (style.pitch, drawn)
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
        // The white above and below a row: with the gap between lines it makes rows
        // stand apart without rules.
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
        let more = i64::try_from(height - 1).unwrap_or(0);
        (white * 2 + style.size + style.pitch * more, drawn)
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
