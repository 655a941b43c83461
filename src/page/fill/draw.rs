//! A planned page drawn: its items in their lines, tables with their rules, note marks
//! and notes with their numbers. Nothing is decided here.

use crate::geom::{Length, Point};
use crate::page::fill::{Body, Filling, Plan};
use crate::page::flow::{After, Kind};
use crate::page::note::{self, NoteLabel};
use crate::page::setting::Setting;
use crate::page::table::{self, Part};
use crate::page::text::{Drawn, note_of};
use crate::page::{Mark, Origin};

/// How many marks a running head and a folio mostly have: room is kept for them.
const FURNITURE: usize = 4;

impl Filling<'_> {
    /// Draws a planned page.
    pub(super) fn make(&mut self, plan: &Plan) -> Body {
        self.make_after(plan, &mut Vec::new())
    }

    /// Draws a planned column beside others whose notes have numbers, to which it adds
    /// its own.
    pub(super) fn make_after(&mut self, plan: &Plan, numbers: &mut Vec<usize>) -> Body {
        let plan = &self.evened(plan);
        let (is_picture, origin) = (self.is_picture(plan), self.origin(plan));
        let mut body = Body { is_picture, origin, ..Body::default() };
        body.drawn.marks.reserve(self.marks_of(plan) + FURNITURE);
        self.count(plan, numbers);
        let mut items = plan.items.as_slice();
        while let [(index, line), others @ ..] = items {
            let top = self.setting.style.text.pitch * *line;
            let mut drawn = if let Kind::Row { table, .. } = self.shapes[*index].0 {
                let (drawn, rest) = self.rows(items, table);
                items = rest;
                drawn
            } else {
                items = others;
                let Some(item) = self.items[*index].take() else { continue };
                body.bookmarks.extend(item.bookmark.map(|bookmark| (bookmark, top)));
                item.drawn
            };
            self.number(&mut drawn, numbers);
            drawn.shift(Point { x: Length::ZERO, y: top });
            body.drawn.append(drawn);
        }
        let notes = self.note_lines(plan, numbers);
        if !notes.is_empty() {
            body.drawn.append(self.notes_at_foot(plan, notes));
        }
        body
    }

    /// How many marks the items of a page have.
    fn marks_of(&self, plan: &Plan) -> usize {
        let items =
            plan.items.iter().filter_map(|(index, _)| self.items[*index].as_ref());
        items.map(|item| item.drawn.marks.len()).sum()
    }

    /// Whether one figure takes the whole page.
    fn is_picture(&self, plan: &Plan) -> bool {
        let [(index, _)] = plan.items.as_slice() else { return false };
        let item = self.items[*index].as_ref();
        let is_image = |mark: &Mark| matches!(mark, Mark::Image { .. });
        let (Kind::Lines(lines) | Kind::Float(lines)) = self.shapes[*index].0 else {
            return false;
        };
        let has_image = item.is_some_and(|item| item.drawn.marks.iter().any(is_image));
        // A line may be left below it, in which nothing fits.
        has_image && lines + 1 >= plan.lines
    }

    /// Notes whose foot is that of their column.
    fn notes_at_foot(
        &self,
        plan: &Plan,
        notes: Vec<(Option<NoteLabel>, Drawn)>,
    ) -> Drawn {
        if plan.lines == self.setting.style.text.lines {
            return note::draw(self.setting, notes);
        }
        let mut style = self.setting.style.clone();
        style.text.lines = plan.lines;
        note::draw(&Setting { style: &style, ..*self.setting }, notes)
    }

    /// Where in the articles a page begins: floats may have come from further on or from
    /// the page before, so they count only when nothing else is there.
    fn origin(&self, plan: &Plan) -> Option<Origin> {
        let is_float = |index: &usize| matches!(self.shapes[*index].0, Kind::Float(_));
        let mut items = plan.items.iter().map(|(index, _)| *index);
        let first = items.clone().find(|index| !is_float(index)).or(items.next())?;
        let item = self.items[first].as_ref()?;
        let span = item.block?;
        let offset = match item.kind {
            Kind::Row { table, .. } => {
                let is_row = |(kind, _): &&(Kind, After)| matches!(kind, Kind::Row { table: other, .. } if *other == table);
                self.shapes[..first].iter().rev().take_while(is_row).count()
            }
            _ => item.drawn.from,
        };
        Some(Origin { span, offset })
    }

    /// Draws the rows of a table that stand at the start of `items`; returns the rest.
    fn rows<'b>(
        &mut self,
        items: &'b [(usize, i64)],
        table: usize,
    ) -> (Drawn, &'b [(usize, i64)]) {
        let is_row = |(index, _): &&(usize, i64)| match self.shapes[*index].0 {
            Kind::Row { table: other, .. } => other == table,
            _ => false,
        };
        let count = items.iter().take_while(is_row).count();
        let goes_on = self.goes_on(items[0].0, table);
        let ends = self.ends(items[count - 1].0, table);
        let mut rows = Vec::new();
        for (index, _) in &items[..count] {
            if let Kind::Row { height, .. } = self.shapes[*index].0 {
                let item = self.items[*index].take();
                rows.push((height, item.map(|item| item.drawn).unwrap_or_default()));
            }
        }
        let frame = &self.flow.tables[table];
        let part = Part { goes_on, ends };
        let sum = rows.iter().map(|(height, _)| *height).sum();
        let slots = self.setting.slots(frame.height(self.setting, goes_on, sum));
        let drawn = table::fragment(self.setting, frame, slots, part, &mut rows);
        (drawn, &items[count..])
    }

    /// The number of a note: its own in its article, or its place on the page.
    fn number_of(&self, note: usize, numbers: &[usize]) -> Option<usize> {
        let own = self.flow.notes.get(note).and_then(|text| text.number);
        let on_page = || numbers.iter().position(|other| *other == note);
        let late = self.late.get(&note).copied();
        own.or(late).or_else(|| on_page().map(|number| number + self.numbered))
    }

    /// Numbers the notes whose marks stand on a page; of those that start on a later one
    /// the number is kept for it.
    fn count(&mut self, plan: &Plan, numbers: &mut Vec<usize>) {
        let starts = plan.notes.iter().filter(|part| part.from == 0);
        numbers
            .extend(starts.map(|part| part.note).filter(|n| !self.late.contains_key(n)));
        for part in plan.rest.iter().filter(|part| part.from == 0) {
            if !self.late.contains_key(&part.note) {
                numbers.push(part.note);
                self.late.insert(part.note, numbers.len() - 1 + self.numbered);
            }
        }
    }

    /// Puts the numbers of this page into note marks.
    fn number(&self, drawn: &mut Drawn, numbers: &[usize]) {
        drawn.notes.clear();
        for mark in &mut drawn.marks {
            let Mark::Text { run, .. } = mark else { continue };
            let Some(note) = note_of(run.tag) else { continue };
            run.tag = 0;
            let number = self.number_of(note, numbers).unwrap_or(0);
            // The placeholder already is the first number.
            if number > 0
                && let Some(numbered) = note::renumbered(self.setting, number, run)
            {
                *run = numbered;
            }
        }
    }

    /// The note lines of a page, the first of each note with its number.
    fn note_lines(
        &self,
        plan: &Plan,
        numbers: &[usize],
    ) -> Vec<(Option<NoteLabel>, Drawn)> {
        let mut lines = Vec::new();
        for part in &plan.notes {
            let Some(text) = self.flow.notes.get(part.note) else { continue };
            let number = self.number_of(part.note, numbers);
            let label = number.map(|number| (number, text.label));
            for index in part.from..part.to {
                let drawn = text.lines.get(index).cloned().unwrap_or_default();
                lines.push((label.filter(|_| index == 0), drawn));
            }
        }
        lines
    }
}
