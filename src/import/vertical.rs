//! Lines of one ideograph each into one line: a head that was set vertically.
//!
//! Neighbours that stand at the same distance belong together, so that a title and the
//! name beside it come out as two lines.

use crate::import::clean;
use crate::import::glance::Glance;
use crate::import::lines::{Line, piece};

/// A vertical head that grows line by line.
#[derive(Debug, Default)]
pub(crate) struct Column {
    /// Number and place in the source of the last character.
    last: Option<(u32, usize)>,
    /// Where the head begins.
    start: usize,
    /// How many lines apart its characters stand; 0 while there is one only.
    step: u32,
}

impl Column {
    /// Whether a line, which begins at a byte of the text, goes on the head that the
    /// last of the lines is or can become; the head then holds it.
    pub(crate) fn takes<'a>(
        &mut self,
        text: &'a str,
        lines: &mut [Line<'a>],
        line: &Line<'a>,
        place: usize,
    ) -> bool {
        if !is_single(line) {
            self.last = None;
            return false;
        }
        let joined = self.last.is_some_and(|(number, _)| {
            let step = line.number - number;
            // A head has no more than a blank line between its characters.
            step <= 2 && (self.step == 0 || self.step == step)
        });
        let Some(head) = lines.last_mut().filter(|_| joined) else {
            (self.start, self.step) = (place, 0);
            self.last = Some((line.number, place));
            return false;
        };
        self.step = line.number - head.last;
        self.last = Some((line.number, place));
        let whole = &text[self.start..place + line.raw.len()];
        let merged = piece(head.number, whole);
        head.raw = whole;
        head.text.to_mut().push_str(&line.text);
        head.glance = Glance::of(&head.text);
        head.names = head.glance.names_somebody(&head.text);
        (head.width, head.span) = (merged.width, merged.span);
        head.vertical = true;
        head.last = line.number;
        true
    }
}

/// Whether a line is one ideograph.
fn is_single(line: &Line<'_>) -> bool {
    let mut chars = line.text.chars();
    chars.next().is_some_and(clean::is_han) && chars.next().is_none()
}
