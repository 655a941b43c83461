//! A flow into pages: which items stand on which page, notes at the foot.
//!
//! A page takes items as long as they fit; then the best place to end it is chosen among
//! those passed (spec 8.1–8.3, 8.7). Nothing is ever moved off the grid: what is short
//! is short by whole lines. Pages wait to be drawn until some more are planned: where one
//! comes out badly, they are divided anew together with it (`fill/together.rs`), or it is
//! mended alone (`fill/mend.rs`).

mod columns;
mod draw;
mod even;
mod mend;
mod notes;
mod together;

use std::collections::{BTreeMap, VecDeque};

use crate::geom::Length;
use crate::page::Origin;
use crate::page::again::Variants;
use crate::page::flow::{After, Bookmark, Flow, Item, Kind};
use crate::page::note;
use crate::page::setting::Setting;
use crate::page::text::Drawn;

use together::WINDOW;

pub(super) use columns::fill_columns;

/// What fills one type area.
#[derive(Debug, Default, Clone)]
pub(super) struct Body {
    /// What is drawn, counted from the top left corner of the type area.
    pub(super) drawn: Drawn,
    /// What starts on it and how far below the top of the type area.
    pub(super) bookmarks: Vec<(Bookmark, Length)>,
    /// Whether it is one picture, which wants no running head above it (spec 8.9).
    pub(super) is_picture: bool,
    /// Where in the articles it begins.
    pub(super) origin: Option<Origin>,
}

/// Divides a flow into pages.
pub(super) fn fill(setting: &Setting, flow: Flow) -> Vec<Body> {
    let mut filling = Filling::new(setting, flow);
    let mut bodies = Vec::new();
    // A page is drawn when a few more are planned: until then it may be divided anew.
    let mut waiting: VecDeque<Plan> = VecDeque::new();
    while !filling.is_done() {
        let mut plan = filling.plan();
        if plan.cost >= BAD {
            if let Some(better) = filling.better(&plan, BAD) {
                plan = better;
            } else if let Some(found) = filling.together(waiting.make_contiguous()) {
                waiting.truncate(found.kept);
                waiting.extend(found.plans);
                continue;
            } else {
                plan = filling.mended(plan);
            }
        }
        filling.move_on(&plan);
        waiting.push_back(plan);
        while waiting.len() > WINDOW {
            bodies.extend(waiting.pop_front().map(|plan| filling.make(&plan)));
        }
    }
    bodies.extend(waiting.iter().map(|plan| filling.make(plan)));
    bodies
}

/// A page as bad as one that is a line short.
const BAD: i64 = 10;

/// How bad it is when one line of a paragraph stands alone at an edge of a page: worse
/// than any white that may be left before a heading.
const ALONE: i64 = 400;

/// How bad a page is on which nothing stands: the white above a title is no page.
const EMPTY: i64 = 1_000_000;

/// How bad a page is that ends so many lines early. Before a heading or a table one line is
/// noticed by few, three by everybody; four are still better than a heading at the foot. Where the
/// text just goes on, one is enough to be asked about (8.7); three are still better than a
/// line of a paragraph that stands alone.
fn white(lines: i64, before_heading: bool) -> i64 {
    match lines {
        ..=0 => 0,
        _ if before_heading => lines * lines * 10,
        _ => lines * lines * 45 - 30,
    }
}

/// How bad it is to end a page there.
fn broken(after: After) -> i64 {
    match after {
        After::Free => 0,
        After::Row => 5,
        After::Orphan | After::Widow => ALONE,
        After::Never => 1000,
    }
}

/// Lines of a note that go onto a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NotePart {
    note: usize,
    from: usize,
    to: usize,
}

/// The notes on a page, and what remains of the last.
struct PageNotes {
    placed: Vec<NotePart>,
    rest: Vec<NotePart>,
}

struct Filling<'a> {
    setting: &'a Setting<'a>,
    lines: i64,
    items: Vec<Option<Item>>,
    shapes: Vec<(Kind, After)>,
    headings: Vec<bool>,
    /// How many items at its start are the opening of an article.
    opening: usize,
    /// The paragraphs that items are lines of.
    paragraphs: Vec<Option<usize>>,
    calls: Vec<Vec<usize>>,
    flow: Flow,
    /// How many items from each on are not blank.
    left: Vec<usize>,
    /// The first item not yet placed, floats that wait aside.
    next: usize,
    /// Floats that did not fit.
    waiting: VecDeque<usize>,
    /// Notes that go on from the page before, and those that found no room there.
    carried: Vec<NotePart>,
    /// The numbers of notes that stand on a page after that of their mark.
    late: BTreeMap<usize, usize>,
    /// How many notes of other texts have numbers on the page.
    numbered: usize,
    /// Paragraphs set longer and shorter, by number.
    variants: BTreeMap<usize, Variants>,
    /// Where the last pages end that were planned together.
    reached: usize,
}

/// A page as far as it is planned.
#[derive(Debug, Clone, Default)]
struct Plan {
    /// The items on it and the lines they start on.
    items: Vec<(usize, i64)>,
    /// Where the next page goes on.
    next: usize,
    /// How bad it is to end the page there.
    cost: i64,
    /// Floats that wait for the next page.
    floats: Vec<usize>,
    /// Its first item.
    start: usize,
    /// Lines there are.
    lines: i64,
    /// Lines taken, without the notes.
    used: i64,
    /// Lines taken up to the last thing that is not blank.
    inked: i64,
    /// How many lines the white above its headings may take.
    gaps: i64,
    /// The rows at its end.
    rows: Option<Rows>,
    /// The notes on it.
    notes: Vec<NotePart>,
    /// Whether some of them go on from the page before.
    carries: bool,
    /// What remains of its last notes.
    rest: Vec<NotePart>,
}

/// Rows of one table that end a plan.
#[derive(Debug, Clone, Copy)]
struct Rows {
    table: usize,
    height: Length,
    /// Lines taken before them.
    before: i64,
}

impl Plan {
    fn note_lines(&self) -> i64 {
        note_lines(&self.notes)
    }
}

/// How many lines notes have on a page.
fn note_lines(notes: &[NotePart]) -> i64 {
    let lines: usize = notes.iter().map(|part| part.to - part.from).sum();
    i64::try_from(lines).unwrap_or(i64::MAX)
}

impl<'a> Filling<'a> {
    fn new(setting: &'a Setting<'a>, mut flow: Flow) -> Self {
        let items = std::mem::take(&mut flow.items);
        let shapes: Vec<(Kind, After)> =
            items.iter().map(|item| (item.kind, item.after)).collect();
        let left = remaining(&shapes);
        Self {
            setting,
            lines: setting.style.text.lines,
            shapes,
            left,
            headings: items.iter().map(|item| item.is_heading).collect(),
            opening: even::opening(&items),
            paragraphs: items.iter().map(|item| item.paragraph).collect(),
            calls: items.iter().map(|item| item.drawn.notes.clone()).collect(),
            items: items.into_iter().map(Some).collect(),
            flow,
            next: 0,
            waiting: VecDeque::new(),
            carried: Vec::new(),
            late: BTreeMap::new(),
            numbered: 0,
            variants: BTreeMap::new(),
            reached: 0,
        }
    }

    fn is_done(&self) -> bool {
        self.left[self.next] == 0 && self.waiting.is_empty() && self.carried.is_empty()
    }

    /// The next page before anything stands on it.
    fn empty(&self) -> Plan {
        let (start, next) = (self.next, self.next);
        // Mostly an item is a line.
        let items = Vec::with_capacity(usize::try_from(self.lines).unwrap_or(0));
        Plan { start, next, items, lines: self.lines, ..Plan::default() }
    }

    /// Chooses what stands on the next page.
    fn plan(&self) -> Plan {
        let mut best: Option<(i64, usize)> = None;
        let plan = self.fill_up(|plan, after| {
            let cost = self.cost(plan, after);
            if best.is_none_or(|(least, _)| cost <= least) {
                best = Some((cost, plan.next));
            }
            true
        });
        // With floats or notes alone there is no place to choose.
        let Some((cost, next)) = best else { return plan };
        let plan = match plan.next == next {
            true => plan,
            false => self.fill_up(|plan, _| plan.next < next),
        };
        Plan { cost, ..plan }
    }

    /// Puts items onto the next page as long as they fit and `goes_on` says so, which is
    /// asked after each that stands there.
    fn fill_up(&self, mut goes_on: impl FnMut(&Plan, After) -> bool) -> Plan {
        let mut plan = self.empty();
        self.carry_notes(&mut plan);
        self.place_waiting(&mut plan);
        while let Some((kind, after)) = self.shapes.get(plan.next).copied() {
            // What floats stays in its section.
            if self.headings[plan.next] && !plan.floats.is_empty() {
                break;
            }
            let (count, rest) = (plan.items.len(), plan.rest.len());
            if !self.add(&mut plan, kind) {
                break;
            }
            let is_full = plan.rest.len() != rest;
            let is_placed = plan.items.len() > count;
            if is_placed && !goes_on(&plan, after) || is_full {
                break;
            }
        }
        plan
    }

    /// Puts floats that waited at the head of a page.
    fn place_waiting(&self, plan: &mut Plan) {
        for &index in &self.waiting {
            let Kind::Float(lines) = self.shapes[index].0 else { continue };
            let fits = self.notes_with(plan, index, lines).filter(|n| n.rest.is_empty());
            match fits {
                Some(notes) if plan.floats.is_empty() => {
                    self.put(plan, index, (lines, notes));
                }
                // An empty page must take it, or it would wait for ever.
                _ if plan.items.is_empty() && plan.notes.is_empty() => {
                    plan.items.push((index, plan.used));
                    plan.used += lines;
                    plan.inked = plan.used;
                }
                _ => plan.floats.push(index),
            }
        }
    }

    /// Puts the next item onto a page; `false` when it has no room.
    fn add(&self, plan: &mut Plan, kind: Kind) -> bool {
        let index = plan.next;
        let fits = match kind {
            Kind::Blank(lines) => {
                let free = self.lines - note::slots(self.setting, plan.note_lines());
                let room = (free - plan.used).max(0);
                plan.used += if plan.items.is_empty() { 0 } else { lines.min(room) };
                plan.rows = None;
                true
            }
            Kind::Lines(lines) => {
                let notes = self.notes_with(plan, index, lines);
                notes.map(|notes| self.put(plan, index, (lines, notes))).is_some()
            }
            Kind::Float(lines) => {
                let fits = self.notes_with(plan, index, lines);
                match fits.filter(|n| plan.floats.is_empty() && n.rest.is_empty()) {
                    Some(notes) => self.put(plan, index, (lines, notes)),
                    None => plan.floats.push(index),
                }
                true
            }
            Kind::Row { table, height } => self.add_row(plan, index, table, height),
        };
        // Whatever is too large for any page stands on one of its own.
        let is_empty = plan.items.is_empty() && plan.floats.is_empty();
        if fits {
            plan.next = index + 1;
            true
        // A note that goes on may leave no room for a line with notes of its own.
        } else if is_empty && plan.notes.is_empty() {
            self.force(plan, index, kind);
            plan.next = index + 1;
            true
        } else {
            false
        }
    }

    /// Puts an item of so many lines onto a page whose notes are these then.
    fn put(&self, plan: &mut Plan, index: usize, (lines, notes): (i64, PageNotes)) {
        plan.gaps += self.gap_above(index, plan.used == 0);
        plan.items.push((index, plan.used));
        plan.used += lines;
        plan.inked = plan.used;
        plan.rows = None;
        (plan.notes, plan.rest) = (notes.placed, notes.rest);
    }

    /// Puts a row of a table onto a page; `false` when it has no room.
    fn add_row(
        &self,
        plan: &mut Plan,
        index: usize,
        table: usize,
        height: Length,
    ) -> bool {
        let Some(frame) = self.flow.tables.get(table) else { return false };
        let rows = match plan.rows {
            Some(rows) if rows.table == table => {
                Rows { height: rows.height + height, ..rows }
            }
            _ => {
                let goes_on = self.goes_on(index, table);
                let height = frame.height(self.setting, goes_on, height);
                Rows { table, height, before: plan.used }
            }
        };
        let slots = self.setting.slots(rows.height);
        let lines = rows.before + slots - plan.used;
        let notes = self.notes_with(plan, index, lines).filter(|n| n.rest.is_empty());
        let Some(notes) = notes else { return false };
        self.put(plan, index, (lines, notes));
        plan.rows = Some(rows);
        if let Some((_, line)) = plan.items.last_mut() {
            *line = rows.before;
        }
        true
    }

    /// Whether rows of a table stand before this one.
    fn goes_on(&self, index: usize, table: usize) -> bool {
        let before = index.checked_sub(1).map(|before| self.shapes[before].0);
        matches!(before, Some(Kind::Row { table: other, .. }) if other == table)
    }

    /// Whether no row of a table stands after this one.
    fn ends(&self, index: usize, table: usize) -> bool {
        let after = self.shapes.get(index + 1).map(|after| after.0);
        !matches!(after, Some(Kind::Row { table: other, .. }) if other == table)
    }

    /// How bad it is to end a page here.
    fn cost(&self, plan: &Plan, after: After) -> i64 {
        let free = self.lines - note::slots(self.setting, plan.note_lines());
        let left = self.left[plan.next];
        if left == 0 && plan.floats.is_empty() && plan.rest.is_empty() {
            return -1;
        }
        let following = self.shapes[plan.next..].iter().find(|shape| !is_blank(shape));
        let one = following.is_some_and(|(kind, _)| *kind == Kind::Lines(1));
        let alone = left == 1 && one && plan.floats.is_empty();
        let lone = if self.is_lone_below_figure(plan) { ALONE } else { 0 };
        let alone = if alone { ALONE } else { 0 };
        let empty = if plan.inked == 0 { EMPTY } else { 0 };
        let before_heading = self.is_before_heading(plan.next);
        let white = even::white(free - plan.inked, plan.gaps, before_heading);
        white + broken(after) + lone + alone + empty
    }

    /// Whether the next thing that is not blank is a heading or a table.
    fn is_before_heading(&self, next: usize) -> bool {
        let is_inked = |index: &usize| !is_blank(&self.shapes[*index]);
        let starts_table = |index: usize| match self.shapes[index].0 {
            Kind::Row { table, .. } => !self.goes_on(index, table),
            _ => false,
        };
        let next = (next..self.shapes.len()).find(is_inked);
        next.is_some_and(|index| self.headings[index] || starts_table(index))
    }

    /// Whether a single line of text stands between a figure or table and the foot of
    /// the page (spec 12.4).
    fn is_lone_below_figure(&self, plan: &Plan) -> bool {
        let mut inked = plan.items.iter().rev().map(|(index, _)| self.shapes[*index].0);
        let last = inked.find(|kind| !matches!(kind, Kind::Blank(_)));
        let before = inked.find(|kind| !matches!(kind, Kind::Blank(_)));
        last == Some(Kind::Lines(1)) && matches!(before, Some(Kind::Float(_)))
    }

    /// Goes on behind a planned page.
    fn move_on(&mut self, plan: &Plan) {
        self.next = plan.next;
        self.waiting = plan.floats.iter().copied().collect();
        self.carried.clone_from(&plan.rest);
    }
}

/// How many items from each on are not blank.
fn remaining(shapes: &[(Kind, After)]) -> Vec<usize> {
    let mut left = vec![0; shapes.len() + 1];
    for (index, shape) in shapes.iter().enumerate().rev() {
        left[index] = left[index + 1] + usize::from(!is_blank(shape));
    }
    left
}

/// Whether an item is only white.
fn is_blank(shape: &(Kind, After)) -> bool {
    matches!(shape.0, Kind::Blank(_))
}
