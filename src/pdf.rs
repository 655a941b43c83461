//! Pages on sheets into the bytes of a PDF.
//!
//! One path for all schemes: a sheet is a PDF page, and the pages on it are painted into
//! its stream where the sheet says. The writer decides nothing: fonts, places and colours
//! stand in [`Pages`]. printpdf owns the fonts and the structure of the document; content
//! streams are written here, because one operation for each glyph costs more than the
//! layout, and what printpdf gets wrong or cannot say is set in a pass over its objects.
//! Files for reading have tags; imposed sheets and files for print shops have none.
//! ISO 32000-1 (PDF 1.7).

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
mod resolution;
mod save;
mod standard;
mod tags;
mod text;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::Fonts;
use crate::geom::Length;
use crate::page::{Mark, Pages};
use crate::pdf::census::Census;
use crate::pdf::content::Stock;
use crate::pdf::image::Inks;
use crate::pdf::place::Places;
use crate::project::{Finish, Standard};
use crate::sheet::Sheet;

pub use standard::is_press;

/// How far a page may stand over the edge of its sheet: paper formats are rounded to
/// whole millimetres, lengths to their units.
const EDGE: Length = Length::micrometres(100);

/// Writes a PDF file that is made for something; `None` when it could not be assembled, which is
/// reported.
#[must_use]
pub fn write(
    diagnostics: &mut Diagnostics,
    pages: &Pages,
    sheets: &[Sheet],
    fonts: &Fonts,
    finish: &Finish,
) -> Option<Vec<u8>> {
    let standard = finish.standard;
    if !all_fit(diagnostics, pages, sheets) {
        return None;
    }
    let census = Census::take(pages, sheets);
    let subsets = font::subset(diagnostics, &census, fonts);
    let press = standard::press(finish);
    let Some(inks) = Inks::of(finish.colour, press) else {
        diagnostics.push(Diagnostic::new(Code::X009).with("profile", "ICC"));
        return None;
    };
    let images = image::load(diagnostics, pages, sheets, (&inks, fonts));
    let images = images.filter(|images| {
        resolution::report(diagnostics, pages, sheets, images, standard);
        image::suit(diagnostics, images, standard)
    });
    let has_tags = standard != Standard::X4 && tags::are_known(pages, sheets);
    let (subsets, images) = (subsets?, images?);
    let stock = Stock { subsets, images, standard, press, has_tags };
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
    let (standard, has_tags) = (stock.standard, stock.has_tags);
    let mut body = document::open(sheets.len(), &stock.subsets)?;
    // In vertical books, and on the spine of a cover.
    let is_upright =
        |mark: &Mark| matches!(mark, Mark::Text { run, .. } if text::is_upright(run));
    if pages.pages.iter().flat_map(|page| &page.marks).any(is_upright) {
        document::add_upright(&mut body, &stock.subsets)?;
    }
    document::set_sheets(&mut body, sheets, streams)?;
    document::set_images(&mut body, stock.images, standard)?;
    document::set_overprint(&mut body, standard)?;
    standard::set(&mut body, standard, stock.press)?;

    let places = Places::of(pages, sheets, &body.sheets);
    if standard != Standard::X4 {
        // What is printed must not hold anything to click on.
        let annotations = link::set(&mut body, pages, sheets, &places)?;
        if has_tags {
            tags::set(&mut body, pages, sheets, &annotations)?;
        }
    }
    outline::set(&mut body, pages, &places)?;
    label::set(&mut body, pages, sheets)?;
    let accessible = has_tags && standard == Standard::A2u;
    metadata::set(&mut body, &pages.metadata, (pages.binding, standard, accessible))?;
    save::save(body.document, &pages.metadata)
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
                    .with("page", size.in_millimetres())
                    .with("sheet", paper.in_millimetres()),
            );
            return false;
        }
    }
    true
}
