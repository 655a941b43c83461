//! Paragraphs that can be set again, a line longer or shorter, when their page would come
//! out short (spec 8.7).

use std::ops::RangeInclusive;

use crate::geom::{Length, Point};
use crate::line::{Line, Rules};
use crate::page::flow::{After, Item};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Text, shift_notes};

/// A paragraph as it can be set again.
#[derive(Debug, Default)]
pub(super) struct Variants {
    /// A line longer than it best is.
    pub(super) longer: Option<Vec<Item>>,
    /// A line shorter.
    pub(super) shorter: Option<Vec<Item>>,
}

/// What a paragraph is made of.
#[derive(Debug)]
pub(super) struct Again {
    text: Text,
    rules: Rules,
    /// How many lines it may have at all.
    counts: RangeInclusive<usize>,
    /// How many of its lines stay with the heading above it.
    follow: usize,
    /// What stands beside its first line.
    label: Drawn,
    /// What its notes count from.
    first_note: usize,
    /// Whether its last line stays with what follows.
    holds_next: bool,
}

impl Again {
    /// A text set by rules, and its lines as marks, broken as it best is.
    pub(super) fn new(
        setting: &Setting,
        scope: &mut Scope,
        (text, rules): (Text, Rules),
        follow: usize,
    ) -> (Self, Vec<Drawn>) {
        let (lines, counts) = setting.running(scope, &text.paragraph, &rules);
        let (label, first_note, holds_next) = (Drawn::default(), 0, false);
        let again = Self { text, rules, counts, follow, label, first_note, holds_next };
        let drawn = again.draw(setting, lines);
        (again, drawn)
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

    fn draw(&self, setting: &Setting, lines: Vec<Line>) -> Vec<Drawn> {
        let origin = Point { x: Length::ZERO, y: Setting::ascent(self.rules.em) };
        self.text.draw_all(setting.fonts, lines, origin)
    }

    /// Its lines as items when it is a line longer than the `count` that it best is, and a
    /// line shorter; `None` where it cannot be broken so.
    pub(super) fn variants(&self, setting: &Setting, count: usize) -> Variants {
        let possible = |count: &usize| self.counts.contains(count);
        let wanted = [count + 1, count.saturating_sub(1)];
        let counts: Vec<usize> = wanted.into_iter().filter(possible).collect();
        if counts.is_empty() {
            return Variants::default();
        }
        // What is wrong with its characters was said when it was first set.
        let set = setting.running_in(&self.text.paragraph, &self.rules, &counts);
        let items = |lines| self.items(self.draw(setting, lines));
        let mut variants = Variants::default();
        for (found, lines) in counts.iter().zip(set) {
            let way = lines.map(items);
            match *found > count {
                true => variants.longer = way,
                false => variants.shorter = way,
            }
        }
        variants
    }

    /// Lines as items that stand in place of those there are.
    fn items(&self, mut lines: Vec<Drawn>) -> Vec<Item> {
        let count = lines.len();
        for line in &mut lines {
            shift_notes(line, self.first_note);
        }
        if let Some(first) = lines.first_mut() {
            let mut all = self.label.clone();
            all.append(std::mem::take(first));
            *first = all;
        }
        let item = |(index, drawn): (usize, Drawn)| {
            let after = match self.holds_next && index + 1 == count {
                true => After::Widow,
                false => After::line(index, count, self.follow),
            };
            Item { after, ..Item::lines(1, drawn) }
        };
        lines.into_iter().enumerate().map(item).collect()
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
