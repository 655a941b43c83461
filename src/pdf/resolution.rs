//! How fine pictures print: those too coarse for a print shop are reported, each once at
//! its largest.

use std::collections::BTreeMap;

use lopdf::Object;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::geom::{Length, Size};
use crate::page::{Mark, Pages};
use crate::pdf::image::Picture;
use crate::project::Standard;
use crate::sheet::Sheet;

/// Dots an inch that photographs need on a press.
const PHOTOGRAPH: i64 = 300;

/// Dots an inch that drawings of black and white need.
const LINE_ART: i64 = 600;

/// An inch.
const INCH: Length = Length::pt(72);

/// Reports pictures that are too coarse, when the standard is one for print.
pub(super) fn report(
    diagnostics: &mut Diagnostics,
    pages: &Pages,
    sheets: &[Sheet],
    pictures: &BTreeMap<&str, Picture>,
    standard: Standard,
) {
    if standard != Standard::X4 {
        return;
    }
    let placed = sheets.iter().flat_map(|sheet| &sheet.placements);
    let marks = placed.filter_map(|p| pages.pages.get(p.page)).flat_map(|p| &p.marks);
    let mut found = BTreeMap::<&str, i64>::new();
    for mark in marks {
        let Mark::Image { name, rect, .. } = mark else { continue };
        let Some(picture) = pictures.get(name.as_str()) else { continue };
        if let Some(dots) = dots_per_inch(picture, rect.size) {
            let least = found.entry(name).or_insert(dots);
            *least = dots.min(*least);
        }
    }
    for (name, dots) in found {
        let is_line_art = pictures.get(name).is_some_and(is_line_art);
        let wanted = if is_line_art { LINE_ART } else { PHOTOGRAPH };
        if dots < wanted {
            let diagnostic = Diagnostic::new(Code::X008).in_file(name);
            let diagnostic = diagnostic.with("image", name);
            diagnostics.push(
                diagnostic
                    .with("found", dots.to_string())
                    .with("wanted", wanted.to_string()),
            );
        }
    }
}

/// The dots an inch of a picture at a size, along the coarser side.
fn dots_per_inch(picture: &Picture, size: Size) -> Option<i64> {
    let pixels = |key: &[u8]| picture.stream.dict.get(key).and_then(Object::as_i64).ok();
    let along = |pixels: i64, length: Length| {
        (length > Length::ZERO).then(|| (INCH * pixels).div_floor(length))
    };
    let across = along(pixels(b"Width")?, size.width)?;
    let down = along(pixels(b"Height")?, size.height)?;
    Some(across.min(down))
}

/// Whether a picture has one bit for each dot.
fn is_line_art(picture: &Picture) -> bool {
    let bits = picture.stream.dict.get(b"BitsPerComponent").and_then(Object::as_i64);
    bits.is_ok_and(|bits| bits == 1)
}
