//! White above headings, with which a page ends on its last line (spec 8.7).
//!
//! What a page lacks is put above its headings in whole lines, a line above each and three
//! above the title of an article, so that everything stays on the grid. A heading at the
//! top of a page has no white above it; a title may have what those have that open a page.
//! Titles that open a page all stand at one height: there a line may be put below the
//! opening, whose depth differs from article to article anyway.

use crate::page::fill::{self, Filling, Plan};
use crate::page::flow::Item;
use crate::page::note;

/// A line of white above a heading: seen by those who know how many there ought to be. As
/// bad as a page one line short before a heading.
const STRETCHED: i64 = 10;

/// The most lines above a heading.
const MOST_ABOVE_HEADING: i64 = 1;

/// The most lines above the title of an article that runs on, or that goes on to the next
/// page.
const MOST_ABOVE_TITLE: i64 = 3;

/// The most lines between the opening of a page and its text.
const MOST_BELOW_OPENING: i64 = 1;

/// How many items at the start of a flow are the opening of an article.
pub(super) fn opening(items: &[Item]) -> usize {
    let block = items.first().and_then(|item| item.block);
    let is_opening = |item: &&Item| item.is_heading && item.block == block;
    if block.is_none() { 0 } else { items.iter().take_while(is_opening).count() }
}

/// How bad a page is that lacks so many lines when white above its headings may take
/// `gaps` of them.
pub(super) fn white(lines: i64, gaps: i64, before_heading: bool) -> i64 {
    let taken = lines.clamp(0, gaps);
    taken * STRETCHED + fill::white(lines - taken, before_heading)
}

impl Filling<'_> {
    /// How many lines of white may be put above an item that begins a run of headings.
    pub(super) fn gap_above(&self, index: usize, is_top: bool) -> i64 {
        if index == self.opening && index > 0 {
            return MOST_BELOW_OPENING;
        }
        let is_heading = |at: usize| self.headings.get(at).copied().unwrap_or(false);
        let goes_on = index.checked_sub(1).is_some_and(is_heading);
        if !is_heading(index) || goes_on {
            return 0;
        }
        let bookmark = self.items[index].as_ref().and_then(|item| item.bookmark.as_ref());
        match bookmark {
            Some(bookmark) if bookmark.level == 0 && is_top => {
                self.setting.style.article.sink.min(MOST_ABOVE_TITLE)
            }
            Some(bookmark) if bookmark.level == 0 => MOST_ABOVE_TITLE,
            _ if is_top => 0,
            _ => MOST_ABOVE_HEADING,
        }
    }

    /// A plan whose items end on the last line, as far as white above headings does that.
    /// Where the text ends nothing is moved.
    pub(super) fn evened(&self, plan: &Plan) -> Plan {
        let mut even = plan.clone();
        let free = plan.lines - note::slots(self.setting, plan.note_lines());
        let lack = (free - plan.inked).clamp(0, plan.gaps);
        if plan.cost < 0 || lack == 0 {
            return even;
        }
        let mut above = self.shares(plan, lack).into_iter();
        let mut down = 0;
        for (_, line) in &mut even.items {
            down += above.next().unwrap_or(0);
            *line += down;
        }
        even.used += lack;
        even.inked += lack;
        even
    }

    /// How many lines are put above each item: the first line above every heading comes
    /// before the second above any.
    fn shares(&self, plan: &Plan, mut lack: i64) -> Vec<i64> {
        let mut shares = vec![0; plan.items.len()];
        for round in 1..=MOST_ABOVE_TITLE {
            let places = plan.items.iter().zip(&mut shares);
            for ((index, line), share) in places {
                if lack > 0 && self.gap_above(*index, *line == 0) >= round {
                    *share += 1;
                    lack -= 1;
                }
            }
        }
        shares
    }
}
