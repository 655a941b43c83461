//! Places in a paragraph into places in the plain text of its block.

use crate::line::Paragraph;
use crate::page::text::{Text, note_of};

/// Counts the bytes of a block's plain text before places in a paragraph of it: marks of
/// notes and forced breaks are none of it. Places ascend, so every byte is read once.
pub(super) struct Plain<'a> {
    text: &'a Text,
    /// Whether it has forced breaks, which hardly any has.
    has_breaks: bool,
    /// The run that the place is in.
    run: usize,
    /// The place as far as it is counted.
    at: usize,
    /// What was counted.
    plain: usize,
}

impl<'a> Plain<'a> {
    /// Starts at the start of a paragraph.
    pub(super) fn of(text: &'a Text) -> Self {
        let has_breaks = text.paragraph.text.contains('\n');
        Self { text, has_breaks, run: 0, at: 0, plain: text.base }
    }

    /// Bytes before a place that is not before the last one asked about.
    pub(super) fn before(&mut self, at: usize) -> usize {
        let Paragraph { text, runs, .. } = &self.text.paragraph;
        while let Some(run) = runs.get(self.run).filter(|_| self.at < at) {
            let end = run.end.min(at);
            if note_of(run.style.tag).is_none() {
                let text = &text.as_bytes()[self.at..end];
                self.plain += match self.has_breaks {
                    true => text.iter().filter(|byte| **byte != b'\n').count(),
                    false => text.len(),
                };
            }
            self.at = end;
            self.run += usize::from(end == run.end);
        }
        self.plain
    }
}
