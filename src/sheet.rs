//! Pages onto sheets: which page goes where on which side.

use crate::geom::{Point, Rect, Size};
use crate::page::Pages;

/// One side of a sheet of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Paper size.
    pub size: Size,
    /// The pages on it.
    pub placements: Vec<Placement>,
    /// Fold and crop marks.
    pub marks: Vec<Rect>,
}

/// A page on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// Index in [`Pages::pages`]; a blank has no placement.
    pub page: usize,
    /// Where the top left corner of its trim lies on the sheet.
    pub origin: Point,
}

/// How pages come onto sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// One page a sheet of its own size.
    Plain,
    /// Two pages side by side, folded and stapled in the fold. Printed on both sides and
    /// turned on the short edge.
    Saddle {
        /// Paper, landscape.
        paper: Size,
    },
}

/// Puts pages onto sheets.
#[must_use]
pub fn impose(pages: &Pages, _scheme: Scheme) -> Vec<Sheet> {
    let whole = |size| Sheet { size, placements: Vec::new(), marks: Vec::new() };

    pages.pages.iter().map(|page| whole(page.size)).collect()
}
