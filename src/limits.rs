//! How much is taken in: what keeps one file, however it came to be, from filling the
//! memory of the machine.
//!
//! The defaults hold wherever there is no publication; `[limits]` of huikan.toml changes
//! single ones. Whoever reports that a limit is exceeded names its key ([`Limit::key`]), so
//! that people know what to raise. Limits that no text comes near and that only guard an
//! algorithm stand beside it.

/// A limit that huikan.toml can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Limit {
    /// Bytes of a file of the publication, or of a book to check.
    File,
    /// Bytes of a source to import.
    Source,
    /// Bytes of a picture that import takes over.
    Picture,
    /// Bytes that all files of a container unpack to, and that the pictures of one source
    /// have together: they stand in memory at once.
    Unpacked,
    /// Bytes that one file of a container unpacks to.
    Entry,
    /// Files in a container: a reader of names must not be kept busy forever either.
    Entries,
    /// Millions of pixels of a picture.
    Pixels,
    /// Quotations, lists and styles of an article inside each other.
    Nesting,
    /// Elements of a web page, a Word file or a book inside each other.
    Elements,
    /// Styles that rest on each other by `extends`.
    Styles,
    /// Folders of the publication, or of a folder to import, inside each other.
    Folders,
}

/// What a limit may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// What it is when nobody says anything.
    pub default: u64,
    /// Less than this would refuse what everybody has.
    pub least: u64,
    /// More than this the program cannot hold.
    pub most: u64,
}

const KB: u64 = 1_000;
const MB: u64 = 1_000_000;
const GB: u64 = 1_000_000_000;

impl Limit {
    /// Every limit, in the order of the manual.
    pub const ALL: [Self; 11] = [
        Self::File,
        Self::Source,
        Self::Picture,
        Self::Unpacked,
        Self::Entry,
        Self::Entries,
        Self::Pixels,
        Self::Nesting,
        Self::Elements,
        Self::Styles,
        Self::Folders,
    ];

    /// Its key in `[limits]`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Source => "source",
            Self::Picture => "picture",
            Self::Unpacked => "unpacked",
            Self::Entry => "entry",
            Self::Entries => "entries",
            Self::Pixels => "pixels",
            Self::Nesting => "nesting",
            Self::Elements => "elements",
            Self::Styles => "styles",
            Self::Folders => "folders",
        }
    }

    /// Whether it counts bytes.
    #[must_use]
    pub const fn is_size(self) -> bool {
        matches!(
            self,
            Self::File | Self::Source | Self::Picture | Self::Unpacked | Self::Entry
        )
    }

    /// What it may be. Places in a text are counted in 32 bits, so no text is longer than
    /// four gigabytes; what is nested is read by functions that call themselves, on stacks
    /// of two megabytes.
    #[must_use]
    pub const fn range(self) -> Range {
        let (default, least, most) = match self {
            Self::File => (GB, MB, 4 * GB),
            // The text, its lines and its articles stand in memory at once.
            Self::Source => (256 * MB, 100 * KB, 4 * GB),
            // A photograph straight from a camera has twenty megabytes.
            Self::Picture => (32 * MB, 100 * KB, GB),
            Self::Unpacked => (512 * MB, MB, 64 * GB),
            // The text of a book has a few megabytes.
            Self::Entry => (64 * MB, 100 * KB, 4 * GB),
            // A book of a thousand articles has some thousands.
            Self::Entries => (20_000, 10, 1_000_000),
            // Cameras have sixty million; a page at 1,200 dpi twice as many.
            Self::Pixels => (120, 1, 4_000),
            // Real texts stay below ten; a page has no room for more indents.
            Self::Nesting => (32, 4, 64),
            // Pages made by programs have a few dozen; libxml2, on which many readers of
            // EPUB are built, goes no deeper than this.
            Self::Elements => (256, 20, 400),
            Self::Styles => (8, 1, 64),
            // Articles lie two deep, their pictures three.
            Self::Folders => (32, 4, 100),
        };
        Range { default, least, most }
    }

    /// A value of it in words: `64 MB`, `32`.
    #[must_use]
    pub fn said(self, value: u64) -> String {
        let units = [(GB, "GB"), (MB, "MB"), (KB, "kB")];
        let unit = units.iter().find(|(unit, _)| value.is_multiple_of(*unit));
        match unit.filter(|_| self.is_size()) {
            Some((unit, name)) => format!("{} {name}", value / unit),
            None if self.is_size() => format!("{value} B"),
            None => value.to_string(),
        }
    }
}

/// The limits of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits([u64; Limit::ALL.len()]);

impl Default for Limits {
    fn default() -> Self {
        Self(Limit::ALL.map(|limit| limit.range().default))
    }
}

impl Limits {
    /// The same with another value for one of them.
    #[must_use]
    pub fn with(mut self, limit: Limit, value: u64) -> Self {
        self.0[limit as usize] = value;
        self
    }

    /// What a limit is.
    #[must_use]
    pub const fn of(&self, limit: Limit) -> u64 {
        self.0[limit as usize]
    }

    /// The same as a count of things in memory.
    #[must_use]
    pub fn count(&self, limit: Limit) -> usize {
        usize::try_from(self.of(limit)).unwrap_or(usize::MAX)
    }

    /// The same in words.
    #[must_use]
    pub fn said(&self, limit: Limit) -> String {
        limit.said(self.of(limit))
    }

    /// The most pixels of a picture.
    #[must_use]
    pub const fn pixels(&self) -> u64 {
        self.of(Limit::Pixels) * 1_000_000
    }

    /// The most nodes of a document that is read as a tree, for which each takes as much
    /// memory as some dozen bytes of its file.
    #[must_use]
    pub fn nodes(&self) -> u32 {
        u32::try_from(self.of(Limit::Entry) / 16).unwrap_or(u32::MAX)
    }
}

/// A size as it is written: `64MB`, `1.5 GB`, `800 kB`, in powers of ten as everywhere in
/// huikan; `None` for what is none.
#[must_use]
pub fn size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(digits);
    let unit = match unit.trim().to_ascii_lowercase().as_str() {
        "kb" => KB,
        "mb" => MB,
        "gb" => GB,
        _ => return None,
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    // Three decimals are thousandths of the unit; more nobody means.
    if part.is_empty() || part.len() > 3 {
        return None;
    }
    let thousandths = format!("{part:0<3}").parse::<u64>().ok()?;
    whole.parse::<u64>().ok()?.checked_mul(unit)?.checked_add(thousandths * (unit / 1000))
}

#[cfg(test)]
mod tests {
    use super::{Limit, Limits, size};

    #[test]
    fn sizes_are_numbers_with_a_unit() {
        for (text, expected) in [
            ("64MB", Some(64_000_000)),
            ("1.5 GB", Some(1_500_000_000)),
            (" 800 kB ", Some(800_000)),
            ("0.25gb", Some(250_000_000)),
            ("64", None),
            ("64 MiB", None),
            ("-1MB", None),
            ("1.MB", None),
            ("1.2345GB", None),
            ("1.2.3GB", None),
            ("MB", None),
            ("99999999999999999999GB", None),
            ("", None),
        ] {
            assert_eq!(size(text), expected, "{text}");
        }
    }

    #[test]
    fn every_limit_keeps_its_place_and_says_itself_as_it_is_written() {
        for (place, limit) in Limit::ALL.into_iter().enumerate() {
            assert_eq!(limit as usize, place);
            let range = limit.range();
            assert!((range.least..=range.most).contains(&range.default), "{limit:?}");
            let said = limit.said(range.default);
            let read = if limit.is_size() { size(&said) } else { said.parse().ok() };
            assert_eq!(read, Some(range.default), "{said}");
            let limits = Limits::default().with(limit, range.least);
            assert_eq!(limits.of(limit), range.least);
        }
    }
}
