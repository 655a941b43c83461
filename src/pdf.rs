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
mod coding;
mod content;
mod document;
mod font;
mod image;
mod label;
mod link;
mod memory;
mod metadata;
mod number;
mod objects;
mod outline;
mod place;
mod resolution;
mod save;
mod standard;
mod tags;
mod text;

use std::sync::Arc;

use rayon::prelude::*;

use crate::deflate::Deflater;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::Fonts;
use crate::geom::Length;
use crate::page::Pages;
use crate::pdf::census::Census;
use crate::pdf::content::Stock;
use crate::pdf::document::{Base, Body, Extras};
use crate::pdf::image::Inks;
use crate::pdf::place::Places;
use crate::pdf::save::Painted;
use crate::project::{Finish, Standard};
use crate::sheet::Sheet;

pub use memory::Memory;
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
    make(diagnostics, (pages, sheets), (fonts, finish), None)
}

/// The same for a document that was written before with these fonts, from pages with
/// [versions](Pages::versions): only what has changed is written anew.
#[must_use]
pub fn write_again(
    diagnostics: &mut Diagnostics,
    pages: &Pages,
    sheets: &[Sheet],
    (fonts, finish): (&Fonts, &Finish),
    memory: &mut Memory,
) -> Option<Vec<u8>> {
    // Pages that nothing is known of (a cover around them) are written as for the first time.
    let has_versions = pages.versions.len() == pages.pages.len();
    let memory = Some(memory).filter(|_| has_versions);
    make(diagnostics, (pages, sheets), (fonts, finish), memory)
}

fn make(
    diagnostics: &mut Diagnostics,
    (pages, sheets): (&Pages, &[Sheet]),
    (fonts, finish): (&Fonts, &Finish),
    mut memory: Option<&mut Memory>,
) -> Option<Vec<u8>> {
    let standard = finish.standard;
    if !all_fit(diagnostics, pages, sheets) {
        return None;
    }
    let (subsets, kinds) = match memory.as_deref_mut() {
        Some(memory) => memory.subsets(diagnostics, (pages, sheets), fonts),
        None => {
            let census = Census::take(pages, sheets);
            let subsets = font::subset(diagnostics, &census.texts(), fonts);
            (subsets.map(Arc::new), census.kinds)
        }
    };
    let press = standard::press(finish);
    let Some(inks) = Inks::of(finish.colour, press) else {
        diagnostics.push(Diagnostic::new(Code::X009).with("profile", "ICC"));
        return None;
    };
    // Where there are none, no mark need be looked at.
    let shown = if kinds.images { sheets } else { &[] };
    let with = (&inks, fonts);
    let images = image::load(diagnostics, pages, shown, with, memory.as_deref_mut());
    let images = images.filter(|images| {
        resolution::report(diagnostics, pages, sheets, images, standard);
        image::suit(diagnostics, images, standard)
    });
    let has_tags = standard != Standard::X4 && tags::are_known(pages, sheets);
    let (subsets, images) = (subsets?, images?);
    let has_upright = kinds.upright;
    let stock = Stock { subsets, images, standard, press, has_tags, has_upright };
    match assemble(pages, sheets, stock, memory) {
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

/// The streams of sheets.
fn paint(sheets: &[Sheet], pages: &Pages, stock: &Stock<'_>) -> Vec<Arc<Painted>> {
    let one = |to: &mut Deflater, sheet| {
        Arc::new(Painted::new(to, content::stream(sheet, pages, stock)))
    };
    sheets.par_iter().map_init(Deflater::new, one).collect()
}

/// A document with all but its sheets' streams, images and what stands above them.
struct Furnished {
    body: Body,
    places: Places,
    extras: Vec<Extras>,
}

/// Makes what does not wait for the streams: fonts, links and tags.
fn furnish(
    base: Base,
    (pages, sheets): (&Pages, &[Sheet]),
    stock: &Stock<'_>,
) -> lopdf::Result<Furnished> {
    let mut body = Body::new(base, sheets.len());
    if stock.has_upright {
        document::add_upright(&mut body, &stock.subsets)?;
    }
    let places = Places::of(pages, sheets, &body.sheets);
    let mut extras = vec![Extras::default(); sheets.len()];
    if stock.standard != Standard::X4 {
        // What is printed must not hold anything to click on.
        let tagged = stock.has_tags.then(|| tags::number(pages, &mut extras));
        let both = (pages, sheets);
        let annotations = link::set(&mut body, both, &places, (tagged, &mut extras));
        if stock.has_tags {
            tags::set(&mut body, pages, sheets, &annotations)?;
        }
    }
    Ok(Furnished { body, places, extras })
}

/// Paints the sheets, puts them into a document and says everything else about it.
fn assemble(
    pages: &Pages,
    sheets: &[Sheet],
    stock: Stock<'_>,
    mut memory: Option<&mut Memory>,
) -> lopdf::Result<Vec<u8>> {
    if sheets.is_empty() {
        return Err(lopdf::Error::PageNumberNotFound(1));
    }
    let base = memory.as_deref_mut().map(|memory| memory.base(&stock.subsets));
    let (streams, furnished) = rayon::join(
        || match memory.as_deref_mut() {
            Some(memory) => memory.streams(sheets, pages, &stock),
            None => paint(sheets, pages, &stock),
        },
        || {
            let base = base.unwrap_or_else(|| document::open(&stock.subsets))?;
            furnish(base, (pages, sheets), &stock)
        },
    );
    let Furnished { mut body, places, extras } = furnished?;
    let (standard, has_tags) = (stock.standard, stock.has_tags);
    document::set_images(&mut body, stock.images, standard)?;
    document::set_overprint(&mut body, standard)?;
    standard::set(&mut body, standard, stock.press)?;
    document::set_pages(&mut body, sheets, (streams, &extras))?;
    outline::set(&mut body, pages, &places)?;
    label::set(&mut body, pages, sheets)?;
    let accessible = has_tags && standard == Standard::A2u;
    metadata::set(&mut body, &pages.metadata, (pages.binding, standard, accessible))?;
    let packed = memory.map(|memory| &mut memory.streams);
    Ok(save::save(body, &pages.metadata, packed))
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
