//! The cover picture: the volume's own, or one drawn from its title.
//!
//! The drawing is an SVG template, so a publication can have its own; only its own fonts
//! set it, so the picture is the same on every machine.

use std::sync::Arc;

use serde::Serialize;

use crate::article::ImageFormat;
use crate::diag::Diagnostic;
use crate::epub::book::{Book, Ground};
use crate::epub::draw::picture;
use crate::epub::headline::lines;
use crate::epub::memory::Last;
use crate::epub::package::Resource;
use crate::epub::template::Pages;
use crate::epub::zip::Content;
use crate::font::Bytes;
use crate::volume::Volume;

/// The size that shops ask for: 1:1.6 and wide enough for dense screens.
const WIDTH: u32 = 1600;
/// The height that belongs to it.
const HEIGHT: u32 = 2560;

/// The measure of the title: the width less two margins of an eighth.
const MEASURE: usize = 1200;

/// Sizes of the title in pixels, the largest that needs no more lines than stand beside
/// it is taken; the last one holds what it can.
const SIZES: [(usize, usize); 5] = [(200, 2), (164, 3), (132, 4), (108, 5), (92, 7)];

/// The size of the subtitle in pixels, and how many lines it may have.
const SUBTITLE: (usize, usize) = (64, 3);

/// The size of series and publisher in pixels.
const SMALL: usize = 46;

/// What the template sets between their letters, at most.
const SPACED: usize = 6;

/// More names than this are no line of a cover.
const NAMES: usize = 3;

/// The name of a volume's cover picture in the package.
pub(super) fn name(volume: &Volume) -> &'static str {
    match volume.cover.as_ref().map(|image| image.format) {
        Some(ImageFormat::Jpeg) => "images/cover.jpg",
        Some(ImageFormat::Svg) => "images/cover.svg",
        Some(ImageFormat::Png) | None => "images/cover.png",
    }
}

/// Whether a book has a cover picture: its own, or fonts to draw one with.
pub(super) fn is_there(volume: &Volume, fonts: &[Bytes]) -> bool {
    volume.cover.is_some() || !fonts.is_empty()
}

/// The cover picture of a book that has one, or what is wrong with its template. What is
/// drawn depends on the ground of the book alone.
pub(super) fn image(
    book: &Book<'_>,
    pages: &Pages,
    fonts: &[Bytes],
    drawn: &mut Last<Arc<Ground>, Content>,
) -> Result<Resource, Diagnostic> {
    let name = name(book.volume);
    if let Some(image) = &book.volume.cover {
        return Ok(Resource::image(name, image));
    }
    let content = drawn.made(Arc::clone(&book.ground), |_| {
        picture(&mut pages.about(book), ("cover.svg", &Page::of(book)), fonts)
    })?;
    Ok(Resource { name: name.to_owned(), media_type: "image/png", content })
}

/// The cover as its template sees it.
#[derive(Serialize)]
struct Page {
    width: u32,
    height: u32,
    /// Size of the title.
    size: usize,
    title: Vec<String>,
    subtitle_size: usize,
    subtitle: Vec<String>,
    small_size: usize,
    /// The publication, when the volume has a title of its own.
    series: Vec<String>,
    /// Who stands for the book, a line for each.
    names: Vec<String>,
}

impl Page {
    fn of(book: &Book<'_>) -> Self {
        let facts = book.facts();
        let (size, title) = title(&facts.title);
        let set = |text: &Option<String>, size, most| {
            text.as_deref()
                .map(|text| lines(text, columns(size), most))
                .unwrap_or_default()
        };
        let creators = || facts.creators.iter().map(|agent| &agent.name);
        let names: Vec<&String> = match &facts.publisher {
            Some(publisher) => vec![publisher],
            None if facts.creators.len() > NAMES => Vec::new(),
            // A unit's volume is called by its name: once is enough.
            None => creators().filter(|name| **name != facts.title).collect(),
        };
        let small = SMALL + SPACED;
        Self {
            width: WIDTH,
            height: HEIGHT,
            size,
            title,
            subtitle_size: SUBTITLE.0,
            subtitle: set(&facts.subtitle, SUBTITLE.0, SUBTITLE.1),
            small_size: SMALL,
            series: set(&facts.series, small, 2),
            names: names.iter().flat_map(|name| lines(name, columns(small), 2)).collect(),
        }
    }
}

/// The title's size and lines: the largest size that holds it whole, else the smallest.
fn title(title: &str) -> (usize, Vec<String>) {
    let whole: String = title.split_whitespace().collect();
    let mut set =
        SIZES.iter().map(|(size, most)| (*size, lines(title, columns(*size), *most)));
    let smallest = SIZES.len() - 1;
    let holds = |(_, lines): &(usize, Vec<String>)| {
        lines.iter().flat_map(|line| line.split_whitespace()).collect::<String>() == whole
    };
    set.find(holds).unwrap_or_else(|| {
        let (size, most) = SIZES[smallest];
        (size, lines(title, columns(size), most))
    })
}

/// How many tenths of an em of a size fit the measure.
fn columns(size: usize) -> usize {
    MEASURE * 10 / size
}
