//! Paragraphs that can be set again, a line longer or shorter, when their page would come
//! out short (spec 8.7).

use crate::geom::{Length, Point};
use crate::line::Rules;
use crate::page::flow::{After, Item};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Text, shift_notes};

/// What a paragraph is made of.
#[derive(Debug)]
pub(super) struct Again {
    text: Text,
    rules: Rules,
    below_heading: bool,
    /// What stands beside its first line.
    label: Drawn,
    /// What its notes count from.
    first_note: usize,
    /// Whether its last line stays with what follows.
    holds_next: bool,
}

impl Again {
    /// A text to be set by rules.
    pub(super) fn new(text: Text, rules: Rules, below_heading: bool) -> Self {
        let label = Drawn::default();
        Self { text, rules, below_heading, label, first_note: 0, holds_next: false }
    }

    /// Keeps its last line with what follows.
    pub(super) fn hold_next(&mut self) {
        self.holds_next = true;
    }

    /// Takes note of the number or bullet beside the first line.
    pub(super) fn put_label(&mut self, label: &Drawn) {
        let mut all = label.clone();
        all.append(std::mem::take(&mut self.label));
        self.label = all;
    }

    /// Counts its notes from `first` on.
    pub(super) fn shift_notes(&mut self, first: usize) {
        self.first_note = first;
    }

    /// Its lines as marks when it is so many lines longer than it best is.
    pub(super) fn lines(
        &self,
        setting: &Setting,
        scope: &mut Scope,
        looseness: i8,
    ) -> Vec<Drawn> {
        let rules = Rules { looseness, ..self.rules.clone() };
        let origin = Point { x: Length::ZERO, y: Setting::ascent(rules.em) };
        let lines = setting.set(scope, &self.text.paragraph, &rules);
        let draw = |line| self.text.draw(setting.fonts, line, origin);
        lines.into_iter().map(draw).collect()
    }

    /// Its lines as items when it is so many lines longer than the `count` that it best
    /// is; `None` when it cannot be broken so.
    pub(super) fn variant(
        &self,
        setting: &Setting,
        count: usize,
        looseness: i8,
    ) -> Option<Vec<Item>> {
        // What is wrong with its characters was said when it was first set.
        let mut lines = self.lines(setting, &mut Scope::new(None), looseness);
        let wanted = count.checked_add_signed(isize::from(looseness))?;
        if lines.len() != wanted || wanted == 0 {
            return None;
        }
        for line in &mut lines {
            shift_notes(line, self.first_note);
        }
        let mut label = self.label.clone();
        label.append(std::mem::take(&mut lines[0]));
        lines[0] = label;
        let item = |(index, drawn): (usize, Drawn)| {
            let after = match self.holds_next && index + 1 == wanted {
                true => After::Widow,
                false => After::line(index, wanted, self.below_heading),
            };
            Item { after, ..Item::lines(1, drawn) }
        };
        Some(lines.into_iter().enumerate().map(item).collect())
    }

    /// Lines of a paragraph as `count` items, of which those before `seam` hold a line
    /// each. One line more stands in the item at the seam; one line less leaves a blank
    /// item of no lines there.
    pub(super) fn fitted(
        setting: &Setting,
        mut items: Vec<Item>,
        count: usize,
        seam: usize,
    ) -> Vec<Item> {
        if items.len() < count {
            items.insert(seam, Item { after: After::Never, ..Item::blank(0) });
        } else if items.len() > count {
            join(setting, &mut items, seam);
        }
        items
    }
}

/// Puts two lines into one item.
fn join(setting: &Setting, items: &mut Vec<Item>, at: usize) {
    let first = items.remove(at);
    let Some(second) = items.get_mut(at) else { return };
    let below = Point { x: Length::ZERO, y: setting.style.text.pitch };
    let mut drawn = first.drawn;
    let mut under = std::mem::take(&mut second.drawn);
    under.shift(below);
    drawn.append(under);
    *second = Item { after: second.after, ..Item::lines(2, drawn) };
}
