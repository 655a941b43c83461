//! Pages onto sheets: which page goes where on which side.
//!
//! A sheet here is one printed side, so a folded sheet of paper is two of them, front
//! before back. Pages are placed, never scaled or turned: sides are made for a printer
//! that turns the paper on its short edge. Creep, signatures and crop marks are absent:
//! a stapled booklet of the permitted thickness does without them.

mod saddle;

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
        /// Paper, either way round: it is laid across.
        paper: Size,
    },
}

/// Puts pages onto sheets.
#[must_use]
pub fn impose(pages: &Pages, scheme: Scheme) -> Vec<Sheet> {
    match scheme {
        Scheme::Plain => plain(pages),
        Scheme::Saddle { paper } => saddle::impose(pages, paper),
    }
}

/// A sheet of its own for each page.
fn plain(pages: &Pages) -> Vec<Sheet> {
    let sheet = |(page, size)| Sheet {
        size,
        placements: vec![Placement { page, origin: Point::default() }],
        marks: Vec::new(),
    };
    pages.pages.iter().map(|page| page.size).enumerate().map(sheet).collect()
}
