//! What every fragment of a table shows besides its rows: caption and unit above, or
//! 续表 where it goes on, the head, three rules, and below its last row the notes.

use crate::article::{Inline, Table, plain_text};
use crate::geom::{Length, Point, Rect, Size};
use crate::line::Align;
use crate::page::display;
use crate::page::flow::{After, Item, Kind};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, note_of, shift_notes, spell};
use crate::page::{ElementId, Mark, Role};

/// What every fragment of a table shows besides its rows.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Caption and unit above the first fragment, their top at zero.
    above: Tall,
    /// 续表 and the unit above the others.
    label: Tall,
    /// The head, unless no column has a name.
    head: Option<Tall>,
    /// The notes below the last.
    foot: Tall,
    left: Length,
    width: Length,
}

/// Something drawn and how high it is.
#[derive(Debug, Clone, Default)]
struct Tall {
    height: Length,
    drawn: Drawn,
}

/// Which part of a table a fragment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Whether rows stand on the page before.
    pub(crate) goes_on: bool,
    /// Whether it has the last row.
    pub(crate) ends: bool,
}

impl Part {
    /// All of a table.
    pub(crate) const WHOLE: Self = Self { goes_on: false, ends: true };
}

/// The fewest characters of a table to whose width its caption is held (spec 12.2).
const LEAST_CAPTION: i64 = 10;

impl Frame {
    /// What stands around the rows of a table between two edges. Its elements are the
    /// caption and the one that the table is in, which gets the notes.
    pub(super) fn new(
        setting: &Setting,
        scope: &mut Scope,
        (table, notes): (&Table, usize),
        (head_height, head): (Length, Drawn),
        (left, width): (Length, Length),
        (caption, around): (ElementId, ElementId),
    ) -> Self {
        let place = Edges { setting, notes, left, width };
        let inside = scope.tree.enter(caption);
        let above = place.above(scope, table);
        scope.tree.enter(around);
        let foot = place.foot(scope, table);
        scope.tree.enter(inside);
        Self {
            above,
            label: place.label(table),
            head: (!head.marks.is_empty())
                .then_some(Tall { height: head_height, drawn: head }),
            foot,
            left,
            width,
        }
    }

    /// Gives rows the notes that caption, head and foot call, so that they stand on the
    /// page of their marks, and the last row the room for the foot.
    pub(super) fn attach(&mut self, rows: &mut [(Length, Drawn)]) {
        if let Some((_, first)) = rows.first_mut() {
            let mut calls = std::mem::take(&mut self.above.drawn.notes);
            if let Some(head) = &mut self.head {
                calls.append(&mut head.drawn.notes);
            }
            calls.append(&mut first.notes);
            first.notes = calls;
        }
        if let Some((height, last)) = rows.last_mut() {
            last.notes.append(&mut self.foot.drawn.notes);
            *height += self.foot.height;
        }
    }

    /// How high a fragment is, without the rule below its rows when so much is in rows
    /// and, in the last fragment, in the foot.
    pub(crate) fn height(
        &self,
        setting: &Setting,
        goes_on: bool,
        rows: Length,
    ) -> Length {
        let style = setting.style.table;
        let above = if goes_on { &self.label } else { &self.above };
        let head = self.head.as_ref().map_or(Length::ZERO, |h| h.height + style.thin);
        above.height + style.thick * 2 + head + rows
    }

    /// Counts the notes that its marks call from `first` on.
    pub(crate) fn shift_notes(&mut self, first: usize) {
        let head = self.head.iter_mut();
        for part in [&mut self.above, &mut self.foot].into_iter().chain(head) {
            shift_notes(&mut part.drawn, first);
        }
    }

    fn rule(&self, y: Length, height: Length) -> Drawn {
        let origin = Point { x: self.left, y };
        let size = Size { width: self.width, height };
        let mark = Mark::Rule { rect: Rect { origin, size }, ink: 100 };
        Drawn { marks: vec![mark], ..Drawn::default() }
    }

    /// The head; where it is repeated, without the marks of notes, which stand on the
    /// page before.
    fn head(head: &Tall, goes_on: bool) -> Drawn {
        let mut head = head.drawn.clone();
        if goes_on {
            let is_note = |mark: &Mark| match mark {
                Mark::Text { run, .. } => note_of(run.tag).is_some(),
                _ => false,
            };
            head.marks.retain(|mark| !is_note(mark));
            return head.into_artifact();
        }
        head
    }
}

/// Draws rows of a table in so many lines of the grid, with what stands around them.
pub(crate) fn fragment(
    setting: &Setting,
    frame: &Frame,
    slots: i64,
    Part { goes_on, ends }: Part,
    rows: &mut Vec<(Length, Drawn)>,
) -> Drawn {
    let style = setting.style.table;
    let sum = rows.iter().map(|(height, _)| *height).sum();
    let mut y = setting.centered(slots, frame.height(setting, goes_on, sum));
    let mut drawn = Drawn::default();
    let mut place = |mut part: Drawn, y: Length| {
        part.shift(Point { x: Length::ZERO, y });
        drawn.append(part);
    };
    let above = if goes_on { &frame.label } else { &frame.above };
    place(above.drawn.clone(), y);
    y += above.height;
    place(frame.rule(y, style.thick), Length::ZERO);
    y += style.thick;
    if let Some(head) = &frame.head {
        place(Frame::head(head, goes_on), y);
        y += head.height;
        place(frame.rule(y, style.thin), Length::ZERO);
        y += style.thin;
    }
    for (height, row) in rows.drain(..) {
        place(row, y);
        y += height;
    }
    // The last row brings the room for the notes along.
    let foot = if ends { frame.foot.height } else { Length::ZERO };
    place(frame.rule(y - foot, style.thick), Length::ZERO);
    if ends {
        place(frame.foot.drawn.clone(), y - foot + style.thick);
    }
    drawn
}

/// The rows of a table as items. On either side of a page break stand two rows at least,
/// and as much as three rows of one line.
pub(crate) fn items(
    setting: &Setting,
    (table, frame): (usize, &Frame),
    rows: Vec<(Length, Drawn)>,
) -> Vec<Item> {
    let least = row_height(setting, 1) * LEAST_ROWS;
    let all: Length = rows.iter().map(|(height, _)| *height).sum();
    let all = all - frame.foot.height; // It came with the last row.
    let count = rows.len();
    let mut above = Length::ZERO;
    let item = |(index, (height, drawn)): (usize, (Length, Drawn))| {
        above += height;
        let kind = Kind::Row { table, height };
        let is_little = above < least || all - above < least;
        let after = match index + 1 {
            rows if rows == count => After::Free,
            rows if rows < 2 || rows + 2 > count || is_little => After::Never,
            _ => After::Row,
        };
        Item { after, ..Item::new(kind, drawn) }
    };
    rows.into_iter().enumerate().map(item).collect()
}

/// How high a row of so many lines is: with a quarter of the pitch as white above and
/// below, which, with the gap between lines, makes rows stand apart without rules.
pub(super) fn row_height(setting: &Setting, lines: i64) -> Length {
    let style = setting.style.table;
    style.pitch.scale(1, 4) * 2 + style.size + style.pitch * (lines - 1)
}

/// The fewest rows of one line on either side of a page break.
const LEAST_ROWS: i64 = 3;

/// Where a table stands, while what is around it is set.
struct Edges<'a> {
    setting: &'a Setting<'a>,
    /// How many footnotes the article has.
    notes: usize,
    left: Length,
    width: Length,
}

impl Edges<'_> {
    /// Caption and unit.
    fn above(&self, scope: &mut Scope, table: &Table) -> Tall {
        let setting = self.setting;
        let style = setting.style.table;
        let mut above = Tall::default();
        if !table.caption.is_empty() {
            let look = display::look(style.caption);
            let text = spell(setting.style, &table.caption, look, self.notes)
                .be(&mut scope.tree, Role::Paragraph);
            let is_wide = self.width >= style.caption.size * LEAST_CAPTION;
            let whole = (Length::ZERO, setting.style.measure());
            let room = if is_wide { (self.left, self.width) } else { whole };
            let block = display::compose(setting, scope, text, style.caption, room);
            // Half a character of white keeps the caption off the rule.
            above.height = block.height() + style.caption.size / 2;
            above.drawn = block.draw(setting, Length::ZERO);
        }
        let unit = self.line(scope, &table.unit, Align::End, above.height);
        above.height += unit.height;
        above.drawn.append(unit.drawn);
        above
    }

    /// 续表 with the number of the table, and its unit again.
    fn label(&self, table: &Table) -> Tall {
        let words = &self.setting.style.words.continued;
        let words = format!("{words}{}", number(&plain_text(&table.caption)));
        // What is wrong with the unit was said above the first fragment.
        let scope = &mut Scope::new(None);
        let align = if table.unit.is_empty() { Align::End } else { Align::Start };
        let mut label = self.line(scope, &[Inline::Text(words)], align, Length::ZERO);
        let unit = self.line(scope, &table.unit, Align::End, Length::ZERO);
        label.drawn.append(unit.drawn);
        label.drawn.notes.clear();
        label.drawn.links.clear();
        Tall { drawn: label.drawn.into_artifact(), ..label }
    }

    /// The notes below.
    fn foot(&self, scope: &mut Scope, table: &Table) -> Tall {
        let style = self.setting.style.table;
        let mut foot = Tall::default();
        for note in &table.notes {
            let top = foot.height + style.pitch.scale(1, 4);
            let part = self.line(scope, note, Align::Justify, top);
            foot.height += part.height;
            foot.drawn.append(part.drawn);
        }
        if !table.notes.is_empty() {
            foot.height += style.pitch.scale(1, 4);
        }
        foot
    }

    /// Words in the type of the table between its edges, their top at `top`.
    fn line(
        &self,
        scope: &mut Scope,
        inlines: &[Inline],
        align: Align,
        top: Length,
    ) -> Tall {
        let setting = self.setting;
        let style = setting.style.table;
        let mut tall = Tall::default();
        if inlines.is_empty() {
            return tall;
        }
        let look = Look { font: style.font, bold: false, size: style.size };
        let text = spell(setting.style, inlines, look, self.notes)
            .be(&mut scope.tree, Role::Paragraph);
        let rules = setting.rules(self.width, style.size, align);
        let mut y = top + Setting::ascent(style.size);
        for line in setting.set(scope, &text.paragraph, &rules) {
            let origin = Point { x: self.left, y };
            tall.drawn.append(text.draw(setting.fonts, line, origin));
            y += style.pitch;
            tall.height += style.pitch;
        }
        tall
    }
}

/// The number in a caption: `1` of `表1　水位`.
fn number(caption: &str) -> &str {
    let Some((_, rest)) = caption.split_once('表') else { return "" };
    let rest = rest.trim_start_matches(' ');
    let end = rest.find([' ', '\u{3000}', '：', ':']).unwrap_or(rest.len());
    &rest[..end]
}
