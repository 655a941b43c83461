//! A page that comes out short or parts a paragraph badly: one paragraph is set again a
//! line longer or shorter (spec 8.7), or a small table parts.
//!
//! Only the page at hand changes, and on the page before, the inside of a paragraph that
//! goes on; only a few paragraphs are tried, so the time stays linear. The same flow is
//! mended the same everywhere.

use crate::page::again::Again;
use crate::page::fill::{BAD, Filling, Plan, remaining};
use crate::page::flow::Item;
use crate::page::{note, table};

/// How many paragraphs of a page may be set again.
const MOST_AGAIN: usize = 3;

/// A page as bad as one two lines short: everybody sees it.
const SHORT: i64 = 40;

/// A page as bad as one four lines short: rather part a table than have it.
const GAPING: i64 = 160;

/// A paragraph and how it is to be set again.
#[derive(Debug, Clone, Copy)]
struct Trial {
    /// Its first item.
    first: usize,
    /// How many items it has.
    count: usize,
    /// How many of them stand on the page before.
    seam: usize,
    /// By how many lines it is to be longer.
    looseness: i8,
}

impl Filling<'_> {
    /// The plan of the next page, mended where that makes it better.
    pub(super) fn mended(&mut self, mut plan: Plan) -> Plan {
        for _ in 0..MOST_AGAIN {
            match self.better(&plan, plan.cost) {
                Some(better) => plan = better,
                None => break,
            }
        }
        if plan.cost >= SHORT {
            plan = self.better_by_several(&plan).unwrap_or(plan);
        }
        if plan.cost >= GAPING
            && let Some(index) = self.parted_float(&plan)
        {
            self.part(index);
            let plan = self.plan();
            return self.mended(plan);
        }
        plan
    }

    /// The plan with one paragraph set again, when one makes the page better than `most`.
    /// Of equal ones the longest paragraph is taken, which shows the change least.
    pub(super) fn better(&mut self, plan: &Plan, most: i64) -> Option<Plan> {
        let mut best: Option<(i64, Trial)> = None;
        if plan.cost < BAD {
            return None;
        }
        for trial in self.trials(plan) {
            let Some(cost) = self.cost_with(trial) else { continue };
            if cost < best.map_or(most, |(least, _)| least) {
                best = Some((cost, trial));
            }
            if best.is_some_and(|(least, _)| least <= 0) {
                break;
            }
        }
        let (_, trial) = best?;
        let mut items = self.again(trial)?;
        self.exchange(trial.first, &mut items);
        self.settle(trial.first, trial.count);
        Some(self.plan())
    }

    /// The plan with two or three paragraphs set again together, where one alone helps
    /// nothing: so a heading with two lines below it finds room.
    fn better_by_several(&mut self, plan: &Plan) -> Option<Plan> {
        for looseness in [-1, 1] {
            let trials = self.trials(plan).into_iter();
            let mut done: Vec<(Trial, Vec<Item>)> = Vec::new();
            for trial in trials.filter(|trial| trial.looseness == looseness) {
                let Some(mut items) = self.again(trial) else { continue };
                self.exchange(trial.first, &mut items);
                done.push((trial, items));
                let better = self.plan();
                if better.cost < plan.cost {
                    for (trial, _) in done {
                        self.settle(trial.first, trial.count);
                    }
                    return Some(better);
                }
                if done.len() == MOST_AGAIN {
                    break;
                }
            }
            for (trial, mut items) in done {
                self.exchange(trial.first, &mut items);
            }
        }
        None
    }

    /// No paragraph is set again twice.
    pub(super) fn settle(&mut self, first: usize, count: usize) {
        self.paragraphs[first..first + count].fill(None);
    }

    /// What may be tried: the paragraph that goes on from the page before, those that
    /// start on the page or right after it; the longest first.
    fn trials(&self, plan: &Plan) -> Vec<Trial> {
        // A heading and the white around it may stand between.
        let end = (plan.next + 4).min(self.paragraphs.len());
        let mut starts = Vec::new();
        let mut index = self.start(self.next);
        while index < end {
            let count = self.length(index).max(1);
            // The page before is not drawn yet, but the one before that is.
            if self.paragraphs[index].is_some() && self.items[index].is_some() {
                starts.push((index, count));
            }
            index += count;
        }
        starts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let trials = starts.into_iter().flat_map(|(first, count)| {
            let seam = self.next.saturating_sub(first);
            [1, -1].map(|looseness| Trial { first, count, seam, looseness })
        });
        trials.collect()
    }

    /// The first item of the paragraph that an item is a line of.
    pub(super) fn start(&self, index: usize) -> usize {
        let same = |other: &&Option<usize>| {
            other.is_some() && self.paragraphs.get(index) == Some(*other)
        };
        index - self.paragraphs[..index].iter().rev().take_while(same).count()
    }

    /// How many items from this on are lines of its paragraph.
    pub(super) fn length(&self, first: usize) -> usize {
        let paragraph = self.paragraphs[first];
        let same = |other: &&Option<usize>| other.is_some() && **other == paragraph;
        self.paragraphs[first..].iter().take_while(same).count()
    }

    /// The cost of the page when a paragraph is set again.
    fn cost_with(&mut self, trial: Trial) -> Option<i64> {
        let mut items = self.again(trial)?;
        self.exchange(trial.first, &mut items);
        let cost = self.plan().cost;
        self.exchange(trial.first, &mut items);
        Some(cost)
    }

    fn again(&mut self, trial: Trial) -> Option<Vec<Item>> {
        let Trial { first, count, seam, looseness } = trial;
        // A note must not move to another page than its mark.
        let has_notes = self.calls[first..first + count].iter().any(|c| !c.is_empty());
        if seam > 0 && has_notes {
            return None;
        }
        let items = self.variant(first, count, looseness)?;
        // Two lines at least stand below a seam (spec 8.1).
        if seam > 0 && items.len() < seam + 2 {
            return None;
        }
        let items = items.clone();
        Some(Again::fitted(self.setting, items, count, seam))
    }

    /// The lines of a paragraph that is set a line longer or shorter; it is set again only
    /// once.
    pub(super) fn variant(
        &mut self,
        first: usize,
        count: usize,
        looseness: i8,
    ) -> Option<&Vec<Item>> {
        let number = self.paragraphs[first]?;
        let again = self.flow.paragraphs.get(number)?;
        let setting = self.setting;
        let set = || again.variants(setting, count);
        let variants = self.variants.entry(number).or_insert_with(set);
        if looseness > 0 { variants.longer.as_ref() } else { variants.shorter.as_ref() }
    }

    /// Exchanges items from `first` on for as many others.
    pub(super) fn exchange(&mut self, first: usize, items: &mut [Item]) {
        for (index, item) in (first..).zip(items) {
            if let Some(own) = self.items[index].as_mut() {
                std::mem::swap(own, item);
                own.block = own.block.or(item.block);
                self.shapes[index] = (own.kind, own.after);
                self.calls[index].clone_from(&own.drawn.notes);
            }
        }
    }

    /// A small table that did not fit on the page and left it short.
    fn parted_float(&self, plan: &Plan) -> Option<usize> {
        let has_rows = |index: &usize| self.parts_well(plan, *index);
        // One that waited already stands at the head of this page or the next.
        let is_new = |index: &usize| *index >= self.next;
        let waiting = plan.floats.iter().copied().find(|at| is_new(at) && has_rows(at));
        // A table below a heading does not float; it may be what did not fit.
        waiting.or_else(|| {
            let end = (plan.next + 3).min(self.items.len());
            (plan.next..end).find(has_rows)
        })
    }

    /// Whether the first rows of a small table, as many as a part must have, find room
    /// below what a page holds.
    fn parts_well(&self, plan: &Plan, index: usize) -> bool {
        let item = self.items.get(index).and_then(Option::as_ref);
        let Some(rows) = item.and_then(|item| item.rows.as_ref()) else { return false };
        // A heading above it would come along.
        let between = self.shapes.get(plan.next..index).unwrap_or_default();
        let between: i64 = between.iter().map(|(kind, _)| kind.lines()).sum();
        let free = self.lines - note::slots(self.setting, plan.note_lines());
        let first = rows.rows.iter().take(table::LEAST_PARTED / 2);
        let first = first.map(|(height, _)| *height).sum();
        let height = rows.frame.height(self.setting, false, first);
        plan.inked + between + self.setting.slots(height) <= free
    }

    /// Exchanges a small table for its rows.
    fn part(&mut self, index: usize) {
        let Some(rows) = self.items[index].as_mut().and_then(|item| item.rows.take())
        else {
            return;
        };
        let number = self.flow.tables.len();
        let block = self.items[index].as_ref().and_then(|item| item.block);
        let items = table::items(self.setting, (number, &rows.frame), rows.rows);
        self.flow.tables.push(rows.frame);
        let items: Vec<Item> =
            items.into_iter().map(|item| Item { block, ..item }).collect();
        let count = items.len();
        let shapes = items.iter().map(|item| (item.kind, item.after));
        self.shapes.splice(index..=index, shapes.collect::<Vec<_>>());
        let calls = items.iter().map(|item| item.drawn.notes.clone());
        self.calls.splice(index..=index, calls.collect::<Vec<_>>());
        self.headings.splice(index..=index, vec![false; count]);
        self.paragraphs.splice(index..=index, vec![None; count]);
        self.items.splice(index..=index, items.into_iter().map(Some));
        self.left = remaining(&self.shapes);
    }
}
