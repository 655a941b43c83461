//! What stands between blocks and pages: items that occupy whole lines of the grid.
//!
//! Marks of an item count from the left of the type area and from the top of the em box
//! of its first line.

use crate::diag::Span;
use crate::geom::Length;
use crate::page::again::Again;
use crate::page::note::NoteText;
use crate::page::table::Frame;
use crate::page::text::Drawn;
use crate::style::Style;

/// A text ready to be divided into pages.
#[derive(Debug, Default)]
pub(super) struct Flow {
    /// From top to bottom.
    pub(super) items: Vec<Item>,
    /// The footnotes that items call, by index.
    pub(super) notes: Vec<NoteText>,
    /// The tables whose rows are items.
    pub(super) tables: Vec<Frame>,
    /// The paragraphs that can be set again in more or fewer lines.
    pub(super) paragraphs: Vec<Again>,
}

/// Something indivisible in the flow.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// How it takes part in filling a page.
    pub(super) kind: Kind,
    /// What it shows.
    pub(super) drawn: Drawn,
    /// What starts here.
    pub(super) bookmark: Option<Bookmark>,
    /// Whether a page may end after it.
    pub(super) after: After,
    /// Whether it is a heading, which text has to follow.
    pub(super) is_heading: bool,
    /// How far its marks move up when it takes a line less than it ought to; `None` when it
    /// must not.
    pub(super) squeeze: Option<Length>,
    /// The paragraph whose line it is: an index in [`Flow::paragraphs`].
    pub(super) paragraph: Option<usize>,
    /// Whether it is one of the lines that their author broke.
    pub(super) is_verse: bool,
    /// The block it is of, or the article whose opening it is.
    pub(super) block: Option<Span>,
    /// The rows of a table that waits as a whole, in case it has to part after all.
    pub(super) rows: Option<Rows>,
}

/// Something that may wait for the next page.
#[derive(Debug)]
pub(super) struct Float {
    /// How many lines of the grid it takes.
    pub(super) slots: i64,
    /// What it shows.
    pub(super) drawn: Drawn,
    /// The rows of a table, in case it has to part after all.
    pub(super) rows: Option<Rows>,
}

/// A small table row by row.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    /// What every fragment shows.
    pub(super) frame: Frame,
    /// Its rows, each with its height.
    pub(super) rows: Vec<(Length, Drawn)>,
}

/// How an item takes part in filling a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// So many lines of the grid.
    Lines(i64),
    /// So many blank lines, which vanish at the edges of pages.
    Blank(i64),
    /// So many lines; when they do not fit any more, they wait for the next page and
    /// the text goes on, but not past the next heading.
    Float(i64),
    /// A row of the table with this index, so high. Rows of a table on one page are
    /// padded to whole lines together.
    Row {
        /// Index in [`Flow::tables`].
        table: usize,
        /// Its height.
        height: Length,
    },
}

/// Whether a page may end after an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// It may.
    Free,
    /// After a row of a table: it may, but rather after the table.
    Row,
    /// After the first line of a paragraph: rather not (spec 8.2).
    Orphan,
    /// Before the last line of a paragraph: no, unless nothing else is left (spec 8.1).
    Widow,
    /// After a heading or the first line below it: likewise (spec 8.3).
    Never,
}

/// A place that the outline and the contents name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bookmark {
    /// 0 for an article, 1 for its highest headings.
    pub(super) level: u8,
    /// Its words.
    pub(super) title: String,
    /// The unit of an article.
    pub(super) unit: Option<String>,
}

impl After {
    /// Whether a page may end after a line of a paragraph of so many, whose first `follow`
    /// lines stay with the heading above them.
    pub(super) fn line(index: usize, count: usize, follow: usize) -> Self {
        match index {
            _ if index + 1 < follow => Self::Never,
            _ if index + 1 == count => Self::Free,
            _ if index + 2 == count => Self::Widow,
            0 => Self::Orphan,
            _ => Self::Free,
        }
    }
}

impl Kind {
    /// How many lines it takes on the page of an opening.
    pub(super) fn lines(self) -> i64 {
        match self {
            Self::Lines(lines) | Self::Float(lines) | Self::Blank(lines) => lines,
            Self::Row { .. } => 0,
        }
    }
}

impl Item {
    /// Something that a page may end after.
    pub(super) fn new(kind: Kind, drawn: Drawn) -> Self {
        Self {
            kind,
            drawn,
            bookmark: None,
            after: After::Free,
            is_heading: false,
            squeeze: None,
            paragraph: None,
            is_verse: false,
            block: None,
            rows: None,
        }
    }

    /// A heading or a line of an opening, in so many lines.
    pub(super) fn heading(lines: i64, drawn: Drawn, bookmark: Option<Bookmark>) -> Self {
        let item = Self::lines(lines, drawn);
        Self { bookmark, after: After::Never, is_heading: true, ..item }
    }

    /// So many lines with something on them.
    pub(super) fn lines(lines: i64, drawn: Drawn) -> Self {
        Self::new(Kind::Lines(lines), drawn)
    }

    /// Blank lines that vanish at the edges of pages.
    pub(super) fn blank(lines: i64) -> Self {
        Self::new(Kind::Blank(lines), Drawn::default())
    }
}

impl Flow {
    /// Notes whose items those from `first` on are, unless that is known.
    pub(super) fn claim(&mut self, first: usize, block: Span) {
        for item in self.items.iter_mut().skip(first) {
            item.block.get_or_insert(block);
        }
    }

    /// Adds something that may wait for the next page. Right below a heading that would
    /// be left without content it does so only when `text_follows`.
    pub(super) fn push_float(&mut self, float: Float, text_follows: bool) {
        let Float { slots, drawn, rows } = float;
        let waits = text_follows || !self.below_heading();
        let kind = if waits { Kind::Float(slots) } else { Kind::Lines(slots) };
        self.items.push(Item { rows, ..Item::new(kind, drawn) });
    }

    /// How many lines of what comes next stay with the heading above it, if there is one.
    pub(super) fn follow(&self, style: &Style) -> usize {
        if self.below_heading() { style.follow } else { 0 }
    }

    /// Whether what comes next stands below a heading; what stands between and may wait
    /// for the next page does not count.
    pub(super) fn below_heading(&self) -> bool {
        let stays = |item: &&Item| !matches!(item.kind, Kind::Float(_));
        self.items.iter().rev().find(stays).is_some_and(|item| item.is_heading)
    }

    /// Adds blank lines; of neighbouring blanks only the largest remains.
    pub(super) fn push_blank(&mut self, lines: i64) {
        if lines == 0 || self.items.is_empty() {
            return;
        }
        if let Some(Item { kind: Kind::Blank(before), .. }) = self.items.last_mut() {
            *before = lines.max(*before);
            return;
        }
        self.items.push(Item::blank(lines));
    }
}
