//! Cells of a side into places on its paper: the block of pages, the gaps where a knife
//! goes, bleed and creep.
//!
//! The block stands in the middle of the paper. Two pages that meet in a fold touch;
//! between all others there is room for the bleed of both. Inside a fold each further leaf
//! is pushed outwards by the thickness of the paper, and after trimming its outer margin
//! would be narrower by as much; so its pages are moved towards the fold beforehand
//! (creep), and what would pass over the fold is not drawn.

use crate::geom::{Length, Point, Rect, Size};
use crate::page::Pages;
use crate::project::{Duplex, Imposition, Scheme};
use crate::sheet::side::{Cell, Face, Side};
use crate::sheet::{Placement, Sheet, marks};

/// Room that marks take outside the bleed.
const MARKS_ROOM: Length = Length::mm(10);

/// Where the cells of a side lie on its paper.
#[derive(Debug)]
pub(super) struct Layout {
    /// The paper.
    pub(super) size: Size,
    /// The left edge of each column.
    pub(super) lefts: Vec<Length>,
    /// The upper edge of each row.
    pub(super) tops: Vec<Length>,
    /// A page.
    pub(super) page: Size,
    /// Whether columns meet in folds, two and two.
    pub(super) is_folded: bool,
    /// How far pages reach over their trim.
    pub(super) bleed: Length,
}

impl Layout {
    /// The block of pages.
    pub(super) fn block(&self) -> Rect {
        let (left, top) = (first(&self.lefts), first(&self.tops));
        let width = last(&self.lefts) + self.page.width - left;
        let height = last(&self.tops) + self.page.height - top;
        Rect { origin: Point { x: left, y: top }, size: Size { width, height } }
    }
}

fn first(edges: &[Length]) -> Length {
    edges.first().copied().unwrap_or_default()
}

fn last(edges: &[Length]) -> Length {
    edges.last().copied().unwrap_or_default()
}

/// Lays a side out.
pub(super) fn lay_out(pages: &Pages, imposition: &Imposition, side: &Side) -> Sheet {
    let mut side = side.clone();
    let layout = layout(pages, imposition, &side);
    let across = layout.size.width > layout.size.height;
    let is_upright = match imposition.duplex {
        Duplex::Upright => true,
        Duplex::Short => across,
        Duplex::Long => !across,
    };
    let is_plain = imposition.scheme == Scheme::Plain;
    if side.face == Face::Back && !is_plain && !is_upright {
        side.turn();
    }
    let placements = place(pages, imposition, &layout, &side);
    let cut = imposition.bleed > Length::ZERO || imposition.marks.need_room();
    let is_page = is_plain && imposition.paper.is_none();
    let whole = Rect { origin: Point::default(), size: layout.size };
    let trim = if cut || is_page { layout.block() } else { whole };
    Sheet {
        size: layout.size,
        trim,
        bleed: grown(trim, if cut { imposition.bleed } else { Length::ZERO }),
        placements,
        marks: marks::draw(&layout, imposition, (&side, &pages.folds)),
    }
}

/// Measures a side.
fn layout(pages: &Pages, imposition: &Imposition, side: &Side) -> Layout {
    let page = page_size(pages, imposition.scheme, side);
    let is_folded =
        matches!(imposition.scheme, Scheme::Saddle { .. } | Scheme::Signatures { .. });
    let gap = imposition.bleed * 2;
    let (columns, rows) = (side.columns, side.rows());
    let column_gaps: Vec<Length> = (1..columns)
        .map(|at| if is_folded && at % 2 == 1 { Length::ZERO } else { gap })
        .collect();
    let row_gaps = vec![gap; rows.saturating_sub(1)];
    let block = Size {
        width: total(page.width, &column_gaps),
        height: total(page.height, &row_gaps),
    };
    let size = imposition
        .paper
        .map_or_else(|| around(block, imposition), |paper| laid(paper, block));
    Layout {
        size,
        lefts: edges((size.width - block.width) / 2, page.width, &column_gaps),
        tops: edges((size.height - block.height) / 2, page.height, &row_gaps),
        page,
        is_folded,
        bleed: imposition.bleed,
    }
}

/// The size of a cell: of the page itself when it is alone, else of the largest.
fn page_size(pages: &Pages, scheme: Scheme, side: &Side) -> Size {
    let alone = side.cells.first().filter(|_| scheme == Scheme::Plain);
    let alone = alone.and_then(|cell| pages.pages.get(cell.as_ref()?.page));
    alone.map_or_else(
        || Size {
            width: pages
                .pages
                .iter()
                .map(|page| page.size.width)
                .max()
                .unwrap_or_default(),
            height: pages
                .pages
                .iter()
                .map(|page| page.size.height)
                .max()
                .unwrap_or_default(),
        },
        |page| page.size,
    )
}

/// The extent of cells and the gaps between them.
fn total(extent: Length, gaps: &[Length]) -> Length {
    let cells = gaps.iter().map(|gap| *gap + extent);
    extent + cells.sum::<Length>()
}

/// Where cells begin, the first at `start`.
fn edges(start: Length, extent: Length, gaps: &[Length]) -> Vec<Length> {
    let mut edges = vec![start];
    for gap in gaps {
        edges.push(last(&edges) + extent + *gap);
    }
    edges
}

/// Paper for a block with what it needs around it.
fn around(block: Size, imposition: &Imposition) -> Size {
    if imposition.marks.need_room() {
        return with_marks(block, imposition.bleed);
    }
    let margin = imposition.bleed * 2;
    Size { width: block.width + margin, height: block.height + margin }
}

/// Paper for a block with bleed and marks around it.
pub(super) fn with_marks(block: Size, bleed: Length) -> Size {
    let margin = (bleed + MARKS_ROOM) * 2;
    Size { width: block.width + margin, height: block.height + margin }
}

/// Paper laid as the block lies.
fn laid(paper: Size, block: Size) -> Size {
    let (long, short) = (paper.width.max(paper.height), paper.width.min(paper.height));
    if block.width > block.height {
        Size { width: long, height: short }
    } else {
        Size { width: short, height: long }
    }
}

/// The pages in their cells.
fn place(
    pages: &Pages,
    imposition: &Imposition,
    layout: &Layout,
    side: &Side,
) -> Vec<Placement> {
    let mut placements = Vec::new();
    for (at, cell) in side.cells.iter().enumerate() {
        let Some(cell) = cell else { continue };
        let (row, column) = (at / side.columns, at % side.columns);
        let corner = Point { x: layout.lefts[column], y: layout.tops[row] };
        let Some(page) = pages.pages.get(cell.page) else { continue };
        // A smaller page stands against the fold.
        let slack = layout.page.width - page.size.width;
        let is_left = column.is_multiple_of(2);
        let toward =
            if layout.is_folded { creep(imposition, cell) } else { Length::ZERO };
        let x = match (layout.is_folded, is_left) {
            (true, true) => corner.x + slack + toward,
            (true, false) => corner.x - toward,
            (false, _) => corner.x + slack / 2,
        };
        let y = corner.y + (layout.page.height - page.size.height) / 2;
        let needs_clip = toward > Length::ZERO
            || (layout.bleed > Length::ZERO && imposition.scheme != Scheme::Plain);
        placements.push(Placement {
            page: cell.page,
            origin: Point { x, y },
            turned: cell.turned,
            clip: needs_clip.then(|| clip(layout, corner, is_left)),
        });
    }
    placements
}

/// How far a page is moved towards its fold.
fn creep(imposition: &Imposition, cell: &Cell) -> Length {
    let depth = i64::try_from(cell.depth).unwrap_or(0);
    imposition.thickness * depth
}

/// A cell with its bleed; none over a fold.
fn clip(layout: &Layout, corner: Point, is_left: bool) -> Rect {
    let cell = Rect { origin: corner, size: layout.page };
    let mut clip = grown(cell, layout.bleed);
    if layout.is_folded {
        clip.size.width -= layout.bleed;
        if !is_left {
            clip.origin.x += layout.bleed;
        }
    }
    clip
}

/// A rectangle with so much more at each side.
fn grown(rect: Rect, by: Length) -> Rect {
    let origin = Point { x: rect.origin.x - by, y: rect.origin.y - by };
    let width = rect.size.width + by * 2;
    let height = rect.size.height + by * 2;
    Rect { origin, size: Size { width, height } }
}
