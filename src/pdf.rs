//! Pages on sheets into the bytes of a PDF.
//!
//! One path for all schemes: a sheet is a PDF page, and the pages on it are painted into
//! its stream where the sheet says. The writer decides nothing: fonts, places and colours
//! stand in [`Pages`]. printpdf owns the fonts and the structure of the document; content
//! streams are written here, because one operation for each glyph costs more than the
//! layout, and what printpdf gets wrong or cannot say is set in a pass over its objects.
//! Tags and print standards are absent for now. ISO 32000-1 (PDF 1.7).

mod census;
mod content;
mod document;
mod font;
mod image;
mod label;
mod link;
mod metadata;
mod number;
mod outline;
mod place;
mod save;
mod text;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::Fonts;
use crate::geom::{Length, Size};
use crate::page::{Binding, Pages};
use crate::pdf::census::Census;
use crate::pdf::content::Stock;
use crate::pdf::place::Places;
use crate::sheet::Sheet;

/// Sheets of paper that an office stapler takes: 15 of 80 g/m² are 30 leaves in the fold.
const STAPLED_SHEETS: usize = 15;

/// How far a page may stand over the edge of its sheet: paper formats are rounded to
/// whole millimetres, lengths to their units.
const EDGE: Length = Length::micrometres(100);

/// Writes a PDF 1.7 file; `None` when it could not be assembled, which is reported.
#[must_use]
pub fn write(
    diagnostics: &mut Diagnostics,
    pages: &Pages,
    sheets: &[Sheet],
    fonts: &Fonts,
) -> Option<Vec<u8>> {
    warn_of_thickness(diagnostics, pages, sheets);
    if !all_fit(diagnostics, pages, sheets) {
        return None;
    }
    let census = Census::take(pages, sheets);
    let subsets = font::subset(diagnostics, &census, fonts);
    let images = image::load(diagnostics, pages, sheets);
    let stock = Stock { subsets: subsets?, images: images? };
    let streams =
        sheets.par_iter().map(|sheet| content::stream(sheet, pages, &stock)).collect();

    match assemble(pages, sheets, stock, streams) {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            let diagnostic = Diagnostic::new(Code::X002);
            diagnostics.push(
                diagnostic
                    .with("title", pages.metadata.title.as_str())
                    .with("reason", error.to_string()),
            );
            None
        }
    }
}

/// Puts the streams into a document and says everything else about it.
fn assemble(
    pages: &Pages,
    sheets: &[Sheet],
    stock: Stock<'_>,
    streams: Vec<Vec<u8>>,
) -> lopdf::Result<Vec<u8>> {
    let mut body = document::open(sheets.len(), &stock.subsets)?;
    if pages.binding == Binding::Right {
        document::add_upright(&mut body, &stock.subsets)?;
    }
    document::set_sheets(&mut body, sheets, streams)?;
    document::set_images(&mut body, stock.images)?;

    let places = Places::of(pages, sheets, &body.sheets);
    link::set(&mut body, pages, sheets, &places)?;
    outline::set(&mut body, pages, &places)?;
    label::set(&mut body, pages, sheets)?;
    metadata::set(&mut body, &pages.metadata, pages.binding)?;
    save::save(body.document, &pages.metadata)
}

/// Reports a booklet that no stapler takes.
fn warn_of_thickness(diagnostics: &mut Diagnostics, pages: &Pages, sheets: &[Sheet]) {
    let folded = sheets.iter().any(|sheet| sheet.placements.len() > 1);
    let count = sheets.len().div_ceil(2);
    if folded && count > STAPLED_SHEETS {
        diagnostics.push(
            Diagnostic::new(Code::X003)
                .with("title", pages.metadata.title.as_str())
                .with("sheets", count)
                .with("limit", STAPLED_SHEETS),
        );
    }
}

/// Whether every page lies within its sheet; the first that does not is reported, and
/// speaks for the others of its size.
fn all_fit(diagnostics: &mut Diagnostics, pages: &Pages, sheets: &[Sheet]) -> bool {
    let placed = sheets.iter().flat_map(|sheet| {
        sheet.placements.iter().map(move |placement| (sheet.size, placement))
    });
    for (paper, placement) in placed {
        let Some(page) = pages.pages.get(placement.page) else { continue };
        let (size, origin) = (page.size, placement.origin);
        let over = |start: Length, extent: Length, whole: Length| {
            start < -EDGE || start + extent > whole + EDGE
        };
        if over(origin.x, size.width, paper.width)
            || over(origin.y, size.height, paper.height)
        {
            diagnostics.push(
                Diagnostic::new(Code::X005)
                    .with("title", pages.metadata.title.as_str())
                    .with("page", millimetres(size))
                    .with("sheet", millimetres(paper)),
            );
            return false;
        }
    }
    true
}

/// A size as people say it.
fn millimetres(size: Size) -> String {
    let [width, height] = [size.width, size.height]
        .map(|length| (length + Length::mm(1) / 2).div_floor(Length::mm(1)));
    format!("{width} × {height} mm")
}
