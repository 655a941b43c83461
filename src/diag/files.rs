//! The texts that spans point into.

use std::ops::Range;
use std::sync::Arc;

/// A text among [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A run of characters in a text: byte offsets, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
}

impl Span {
    /// The span of a byte range. Texts over 4 GiB are refused before they get here, so
    /// larger offsets are clamped.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The byte range.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A place as people count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// Every text that was read, by number.
#[derive(Debug, Default, Clone)]
pub struct Files {
    files: Vec<(String, Arc<str>)>,
}

impl Files {
    /// Adds a text under the name the user knows it by.
    ///
    /// # Panics
    /// At the 2^32nd file.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = u32::try_from(self.files.len()).expect("fewer than 2^32 files");
        self.files.push((name.into(), text.into()));
        FileId(id)
    }

    /// The same names with nothing in them: texts that are read again keep their numbers.
    #[must_use]
    pub fn emptied(&self) -> Self {
        let nothing: Arc<str> = Arc::from("");
        let empty = |(name, _): &(String, _)| (name.clone(), Arc::clone(&nothing));
        Self { files: self.files.iter().map(empty).collect() }
    }

    /// All texts with their names.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Arc<str>)> {
        self.files.iter().map(|(name, text)| (name.as_str(), text))
    }

    /// Gives a text other characters: none, when nobody needs them for now.
    pub fn set(&mut self, file: FileId, text: impl Into<Arc<str>>) {
        self.files[file.0 as usize].1 = text.into();
    }

    /// The name of a text.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].0
    }

    /// The text with a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<FileId> {
        let at = self.files.iter().position(|(known, _)| known == name)?;
        u32::try_from(at).ok().map(FileId)
    }

    /// The characters of a text.
    #[must_use]
    pub fn text(&self, file: FileId) -> &Arc<str> {
        &self.files[file.0 as usize].1
    }

    /// Line and column of a byte offset.
    #[must_use]
    pub fn position(&self, file: FileId, offset: u32) -> Position {
        let text = self.text(file);
        let end = text.floor_char_boundary(offset as usize);
        let before = &text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position {
            line: count(before.matches('\n').count() + 1),
            column: count(before[line_start..].chars().count() + 1),
        }
    }
}
