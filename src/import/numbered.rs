//! The lines of a text by their numbers.

/// A text with the places of its lines.
pub(crate) struct Numbered<'a> {
    text: &'a str,
    /// Where each line starts.
    starts: Vec<usize>,
}

impl<'a> Numbered<'a> {
    /// The lines of a text, which end in `\n`.
    pub(crate) fn new(text: &'a str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(ends.map(|end| end + 1)).collect();
        Self { text, starts }
    }

    /// All characters.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// A line, from 1, with its end; empty when it is not there.
    pub(crate) fn line(&self, number: u32) -> &'a str {
        let index = (number as usize).wrapping_sub(1);
        let Some(start) = self.starts.get(index) else { return "" };
        let end = self.starts.get(index + 1).copied().unwrap_or(self.text.len());
        &self.text[*start..end]
    }

    /// All lines with their numbers.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (u32, &'a str)> {
        (1..).zip(&self.starts).map(|(number, _)| (number, self.line(number)))
    }
}

#[cfg(test)]
mod tests {
    use super::Numbered;

    #[test]
    fn lines_are_found_by_their_numbers_with_their_ends() {
        let lines = Numbered::new("一\n\n二");
        assert_eq!([1, 2, 3].map(|number| lines.line(number)), ["一\n", "\n", "二"]);
        assert_eq!([0, 4, u32::MAX].map(|number| lines.line(number)), [""; 3]);
        let ended = Numbered::new("一\n");
        let all: Vec<(u32, &str)> = ended.lines().collect();
        assert_eq!(all, [(1, "一\n"), (2, "")]);
    }
}
