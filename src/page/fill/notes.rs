//! The notes of a page: a note starts on the page of its mark and parts where it must
//! (spec 11.3, 11.6). Only notes of one line of text that no page could hold start later.

use crate::page::fill::{Filling, NotePart, PageNotes, Plan, note_lines};
use crate::page::flow::Kind;
use crate::page::note;

/// The fewest lines of a note that parts on each of its pages.
const LEAST: usize = 2;

impl NotePart {
    fn lines(self) -> usize {
        self.to - self.from
    }
}

impl Filling<'_> {
    /// Puts what remains of notes onto a page, leaving room for two lines of text.
    pub(super) fn carry_notes(&self, plan: &mut Plan) {
        if self.carried.is_empty() {
            return;
        }
        let room = note::capacity(self.setting, self.lines - 2).max(1);
        (plan.notes, plan.rest) = divided(&self.carried, room);
        plan.carries = true;
    }

    /// Puts what is too large for any page onto an empty one: an item, or the notes of one.
    pub(super) fn force(&self, plan: &mut Plan, index: usize, kind: Kind) {
        plan.items.push((index, plan.used));
        plan.used = match kind {
            Kind::Lines(lines) | Kind::Float(lines) => lines.min(self.lines),
            _ => self.lines,
        };
        plan.inked = plan.used;
        let notes: Vec<NotePart> =
            self.calls[index].iter().map(|note| self.whole_note(*note)).collect();
        let room = note::capacity(self.setting, self.lines - plan.used);
        (plan.notes, plan.rest) = divided(&notes, room);
    }

    /// The notes of a page with an item of so many lines more, the last of which may part;
    /// `None` when the page has no room for all that.
    pub(super) fn notes_with(
        &self,
        plan: &Plan,
        index: usize,
        lines: i64,
    ) -> Option<PageNotes> {
        let used = plan.used + lines;
        if used > self.lines {
            return None;
        }
        let mut notes = PageNotes { placed: plan.notes.clone(), rest: plan.rest.clone() };
        for &note in &self.calls[index] {
            if !notes.placed.iter().any(|part| part.note == note && part.from == 0) {
                notes.placed.push(self.whole_note(note));
            }
        }
        // What is left of a note stands before the notes of the next page.
        let has_new = notes.placed.len() > plan.notes.len();
        if has_new && !notes.rest.is_empty() {
            return None;
        }
        let room = note::capacity(self.setting, self.lines - used);
        let over = note_lines(&notes.placed) - room;
        if over <= 0 {
            return Some(notes);
        }
        if !has_new {
            return None;
        }
        let over = usize::try_from(over).ok()?;
        let last = notes.placed.last_mut()?;
        let rest = NotePart { from: last.to.checked_sub(over)?, ..*last };
        last.to = rest.from;
        notes.rest = vec![rest];
        (last.to >= last.from + LEAST && rest.lines() >= LEAST).then_some(notes)
    }

    /// A note with all its lines.
    pub(super) fn whole_note(&self, note: usize) -> NotePart {
        let to = self.flow.notes.get(note).map_or(0, |text| text.lines.len());
        NotePart { note, from: 0, to }
    }
}

/// What of notes stands in so many lines, and what is left.
fn divided(parts: &[NotePart], room: i64) -> (Vec<NotePart>, Vec<NotePart>) {
    let mut room = usize::try_from(room).unwrap_or(0);
    let (mut placed, mut rest) = (Vec::new(), Vec::new());
    for &part in parts {
        let lines = part.lines();
        let taken = match room.min(lines) {
            _ if !rest.is_empty() => 0,
            all if all == lines => all,
            // The first of them takes what there is, so that every page has some.
            few if few < LEAST && !placed.is_empty() => 0,
            most if lines - most < LEAST && most > LEAST => most - 1,
            some => some,
        };
        room -= taken;
        let border = part.from + taken;
        if taken > 0 {
            placed.push(NotePart { to: border, ..part });
        }
        if taken < lines {
            rest.push(NotePart { from: border, ..part });
        }
    }
    (placed, rest)
}
