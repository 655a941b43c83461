//! A flow into columns that stand beside each other on pages: the columns of the last
//! page of a horizontal book end on the same line, and only the last of them may be short
//! (spec 8.11).

use std::collections::VecDeque;

use crate::page::fill::{Body, Filling, NotePart, Plan};
use crate::page::flow::Flow;
use crate::page::setting::Setting;
use crate::style::Direction;

/// The columns of a page.
#[derive(Debug, Default)]
pub(in crate::page) struct Columns {
    /// From left to right.
    pub(in crate::page) bodies: Vec<Body>,
    /// How many lines the longest of them takes.
    pub(in crate::page) lines: i64,
    /// How many notes have numbers.
    pub(in crate::page) notes: usize,
}

/// Where a flow goes on.
struct Place {
    next: usize,
    waiting: VecDeque<usize>,
    carried: Vec<NotePart>,
}

/// Divides a flow into columns, `count` on a page. On the first page they have `first`
/// lines, and so many notes of other texts stand there.
pub(in crate::page) fn fill_columns(
    setting: &Setting,
    flow: Flow,
    count: usize,
    (first, notes): (i64, usize),
) -> Vec<Columns> {
    let mut filling = Filling::new(setting, flow);
    filling.numbered = notes;
    filling.lines = first;
    let mut pages = Vec::new();
    while !filling.is_done() {
        let plans = filling.page_of_columns(count);
        pages.push(filling.draw_columns(&plans));
        filling.numbered = 0;
        filling.lines = setting.style.text.lines;
    }
    pages
}

impl Filling<'_> {
    /// Plans the columns of a page.
    fn page_of_columns(&mut self, count: usize) -> Vec<Plan> {
        let place = self.place();
        let mut plans = Vec::new();
        while plans.len() < count && !self.is_done() {
            let plan = self.plan();
            let plan = self.mended(plan);
            self.move_on(&plan);
            plans.push(plan);
        }
        // Vertical columns stand as they are filled (spec 8.11).
        if self.is_done() && self.setting.style.direction == Direction::Horizontal {
            return self.balanced(&place, count).unwrap_or(plans);
        }
        plans
    }

    /// Plans the last page with columns as short as they can be; `None` when nothing
    /// less than the whole height holds the rest.
    fn balanced(&mut self, place: &Place, count: usize) -> Option<Vec<Plan>> {
        let most = self.lines;
        let end = self.place();
        for lines in 1..most {
            self.lines = lines;
            self.go_to(place);
            let mut plans: Vec<Plan> = Vec::new();
            while plans.len() < count && !self.is_done() {
                let plan = self.plan();
                // A column that is worse than one short line waits for more room.
                if plan.used > lines || plan.cost >= TORN {
                    break;
                }
                self.move_on(&plan);
                plans.push(plan);
            }
            if self.is_done() {
                return Some(plans);
            }
        }
        self.lines = most;
        self.go_to(&end);
        None
    }

    fn place(&self) -> Place {
        let (waiting, carried) = (self.waiting.clone(), self.carried.clone());
        Place { next: self.next, waiting, carried }
    }

    fn go_to(&mut self, place: &Place) {
        self.next = place.next;
        self.waiting.clone_from(&place.waiting);
        self.carried.clone_from(&place.carried);
    }

    fn draw_columns(&mut self, plans: &[Plan]) -> Columns {
        let mut columns = Columns::default();
        let mut numbers = Vec::new();
        for plan in plans {
            let notes = !plan.notes.is_empty();
            let lines = if notes { plan.lines } else { self.evened(plan).inked };
            columns.lines = columns.lines.max(lines);
            columns.bodies.push(self.make_after(plan, &mut numbers));
        }
        columns.notes = self.numbered + numbers.len();
        columns
    }
}

/// A place where no column ends for the sake of balance: before the last line of a
/// paragraph or below a heading.
const TORN: i64 = 400;
