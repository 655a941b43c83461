//! Tables of words that lines begin or end with, by the character at that edge.
//!
//! Nearly every line is told by one character to begin or end with none of them, and
//! tables are asked about every line several times.

/// Words by the character they begin or end with.
pub(crate) struct Words {
    /// In the order of the characters; words of one character in their own order.
    edges: Vec<(char, Vec<&'static str>)>,
}

impl Words {
    /// Words that are asked for at the beginning of a text.
    pub(crate) fn first(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::by(words, |word| word.chars().next())
    }

    /// Words that are asked for at the end of a text.
    pub(crate) fn last(words: impl IntoIterator<Item = &'static str>) -> Self {
        Self::by(words, |word| word.chars().next_back())
    }

    fn by(
        words: impl IntoIterator<Item = &'static str>,
        edge: fn(&str) -> Option<char>,
    ) -> Self {
        let mut edges: Vec<(char, Vec<&'static str>)> = Vec::new();
        for word in words {
            let Some(c) = edge(word) else { continue };
            match edges.binary_search_by_key(&c, |(edge, _)| *edge) {
                Ok(at) => edges[at].1.push(word),
                Err(at) => edges.insert(at, (c, vec![word])),
            }
        }
        Self { edges }
    }

    /// The words with a character at their edge.
    fn with(&self, edge: Option<char>) -> &[&'static str] {
        let at = edge.map(|c| self.edges.binary_search_by_key(&c, |(edge, _)| *edge));
        at.and_then(Result::ok).map_or(&[], |at| self.edges[at].1.as_slice())
    }

    /// The characters at the edges of the words.
    pub(crate) fn edges(&self) -> impl Iterator<Item = char> {
        self.edges.iter().map(|(edge, _)| *edge)
    }

    /// Whether a character is at the edge of a word.
    pub(crate) fn knows(&self, c: char) -> bool {
        !self.with(Some(c)).is_empty()
    }

    /// Whether one of the words, which are known by their beginnings, stands in a text.
    pub(crate) fn stand_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.knows(c) && self.begin(&text[at..]))
    }

    /// What follows the first of the words that a text begins with.
    pub(crate) fn strip_first<'a>(&self, text: &'a str) -> Option<&'a str> {
        let words = self.with(text.chars().next());
        words.iter().find_map(|word| text.strip_prefix(word))
    }

    /// What stands before the first of the words that a text ends with.
    pub(crate) fn strip_last<'a>(&self, text: &'a str) -> Option<&'a str> {
        let words = self.with(text.chars().next_back());
        words.iter().find_map(|word| text.strip_suffix(word))
    }

    /// Whether a text begins with one of the words.
    pub(crate) fn begin(&self, text: &str) -> bool {
        self.strip_first(text).is_some()
    }

    /// Whether a text ends with one of the words.
    pub(crate) fn end(&self, text: &str) -> bool {
        self.strip_last(text).is_some()
    }
}
