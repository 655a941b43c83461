//! How pages come onto paper: what an edition asks of the sheets and of the file.
//!
//! Data only. It stands here and not in `sheet`, because huikan.toml says it and `sheet`
//! and `pdf` read it.

use std::sync::Arc;

use crate::geom::{Length, Size};

/// How pages come onto sheets of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imposition {
    /// Which page goes where.
    pub scheme: Scheme,
    /// Paper, either way round; `None` for as much as pages, bleed and marks need.
    pub paper: Option<Size>,
    /// How far pages reach over their trim.
    pub bleed: Length,
    /// What is printed outside the pages.
    pub marks: Marks,
    /// How thick a leaf is: by so much the pages of each further leaf inside a fold are
    /// pushed out of it, and moved back.
    pub thickness: Length,
    /// On which edge the printer turns the paper.
    pub duplex: Duplex,
    /// How the two sides of a sheet come onto printing plates.
    pub press: Press,
}

impl Imposition {
    /// One page a sheet of its own size.
    pub const PLAIN: Self = Self {
        scheme: Scheme::Plain,
        paper: None,
        bleed: Length::ZERO,
        marks: Marks::NONE,
        thickness: Length::ZERO,
        duplex: Duplex::Upright,
        press: Press::Sheetwise,
    };

    /// Sheets of paper nested, folded once and stapled in the fold.
    #[must_use]
    pub const fn saddle(paper: Size) -> Self {
        let scheme = Scheme::Saddle { folds: 1, most_sheets: STAPLED_SHEETS };
        Self { scheme, paper: Some(paper), thickness: LEAF, ..Self::PLAIN }
    }
}

/// Sheets of paper that an office stapler takes: 15 of 80 g/m² are 30 leaves in the fold.
pub const STAPLED_SHEETS: usize = 15;

/// A leaf of the paper that offices print on, 80 g/m².
pub const LEAF: Length = Length::micrometres(100);

/// Which page goes where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// One page a side.
    Plain,
    /// All sheets are nested and stapled in the fold (骑马订); more than a stapler takes
    /// become several booklets.
    Saddle {
        /// How often a sheet is folded, 1 to 4.
        folds: u8,
        /// The most leaves pairs in the fold, counted in sheets that are folded once.
        most_sheets: usize,
    },
    /// Signatures (书帖) that are gathered on top of each other and glued or sewn.
    Signatures {
        /// How often a sheet is folded, 1 to 4.
        folds: u8,
        /// Pages of a signature: a multiple of what one sheet carries.
        pages: usize,
    },
    /// Leaves side by side; the printed stack is cut, and the stacks are put on top of
    /// each other.
    CutStack {
        /// Leaves side by side.
        columns: usize,
        /// Rows of them.
        rows: usize,
    },
    /// Pages side by side in reading order, for handouts.
    Up {
        /// Pages side by side.
        columns: usize,
        /// Rows of them.
        rows: usize,
    },
}

/// What is printed outside the pages.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    /// Where to cut (裁切线).
    pub crop: bool,
    /// Where to fold (折线).
    pub fold: bool,
    /// Crosses by which plates are laid on each other (套准线).
    pub registration: bool,
    /// Steps on the backs of signatures that show one missing or out of order (折标).
    pub collating: bool,
}

impl Marks {
    /// None of them.
    pub const NONE: Self =
        Self { crop: false, fold: false, registration: false, collating: false };

    /// Whether some need room around the pages.
    #[must_use]
    pub const fn need_room(self) -> bool {
        self.crop || self.fold || self.registration
    }
}

/// On which edge the printer turns the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duplex {
    /// On the one that needs no side printed upside down: the short one of paper that
    /// lies across, else the long one.
    Upright,
    /// The short edge.
    Short,
    /// The long edge.
    Long,
}

/// How the two sides of a sheet come onto printing plates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// A plate for each side.
    Sheetwise,
    /// Both on one, side by side; the paper is turned over like a leaf, printed again,
    /// and cut into two sheets (自翻版).
    Turn,
    /// Both on one, one above the other; the paper is turned head to foot (滚翻版).
    Tumble,
}

/// What a PDF is made for: the standard it keeps, the colours of its pictures, the press.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Finish {
    /// The standard.
    pub standard: Standard,
    /// The colours.
    pub colour: Colour,
    /// The profile of the press (ICC), when it is another than that huikan has.
    pub profile: Option<Arc<[u8]>>,
}

/// What becomes of the colours of pictures.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// They stay what they are.
    #[default]
    Rgb,
    /// They become gray.
    Gray,
    /// They become the inks of the press.
    Cmyk,
}

impl From<Standard> for Finish {
    /// What is usual for a standard.
    fn from(standard: Standard) -> Self {
        let is_print = standard == Standard::X4;
        let colour = if is_print { Colour::Cmyk } else { Colour::Rgb };
        Self { standard, colour, profile: None }
    }
}

/// Which standard a PDF keeps.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub enum Standard {
    /// PDF 1.7 (ISO 32000-1) alone.
    #[default]
    Plain,
    /// PDF/X-4 (ISO 15930-7): for print shops.
    X4,
    /// PDF/A-2u (ISO 19005-2) and, one page to a sheet, PDF/UA-1 (ISO 14289-1): for
    /// archives.
    A2u,
}
