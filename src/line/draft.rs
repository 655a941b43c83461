//! Where the lines of a paragraph begin and end, without what stands on them.

use std::ops::{Range, RangeInclusive};

use crate::diag::Diagnostics;
use crate::font::Fonts;
use crate::geom::Length;
use crate::line::item::Items;
use crate::line::{Paragraph, Rules, collect, fit, justify, prepare};

/// A paragraph of which only is asked where its lines begin and end: before it is set, or by
/// those who count pages.
#[derive(Debug)]
pub struct Draft<'a> {
    paragraph: &'a Paragraph,
    rules: &'a Rules,
    fonts: &'a Fonts,
    items: Items,
}

impl<'a> Draft<'a> {
    /// A paragraph and its rules. What is wrong with the text is for [`line::set`] to say.
    ///
    /// [`line::set`]: crate::line::set
    #[must_use]
    pub fn new(paragraph: &'a Paragraph, rules: &'a Rules, fonts: &'a Fonts) -> Self {
        let items = match paragraph.runs.is_empty() {
            true => Items::default(),
            false => prepare(&mut Diagnostics::new(), paragraph, rules, fonts),
        };
        Self { paragraph, rules, fonts, items }
    }

    /// The bytes of the text on each line that [`line::set`] makes in a measure.
    ///
    /// [`line::set`]: crate::line::set
    #[must_use]
    pub fn lines(&self, measure: Length) -> Vec<Range<usize>> {
        let rules = Rules { measure, ..self.rules.clone() };
        let Self { paragraph, fonts, .. } = *self;
        if paragraph.runs.is_empty() {
            return Vec::new();
        }
        // A word that is longer than a line is cut for that line.
        let cut;
        let items = if self.items.widest > collect::longest(&rules) {
            cut = prepare(&mut Diagnostics::new(), paragraph, &rules, fonts);
            &cut
        } else {
            &self.items
        };
        let range = |span: fit::Span| justify::range(items, span);
        fit::fit(items, &rules).into_iter().map(range).collect()
    }

    /// The bytes of the text on each line that [`line::set`] makes, with the numbers of lines
    /// outside which [`Draft::lines_in`] finds nothing.
    ///
    /// [`line::set`]: crate::line::set
    #[must_use]
    pub fn lines_with_counts(&self) -> (Vec<Range<usize>>, RangeInclusive<usize>) {
        if self.paragraph.runs.is_empty() {
            return (Vec::new(), 0..=0);
        }
        let (spans, counts) = fit::fit_with_counts(&self.items, self.rules, true);
        let range = |span: fit::Span| justify::range(&self.items, span);
        (spans.into_iter().map(range).collect(), counts)
    }

    /// The bytes of the text on each line that [`line::set_in`] makes for each number of them.
    ///
    /// [`line::set_in`]: crate::line::set_in
    #[must_use]
    pub fn lines_in(&self, counts: &[usize]) -> Vec<Option<Vec<Range<usize>>>> {
        let range = |span: fit::Span| justify::range(&self.items, span);
        let ranges = |spans: Vec<fit::Span>| spans.into_iter().map(range).collect();
        let found = fit::fit_in(&self.items, self.rules, counts).into_iter();
        found.map(|spans| spans.map(ranges)).collect()
    }
}
