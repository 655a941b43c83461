//! The cover picture: the volume's own, or one drawn from its title.
//!
//! The drawing is an SVG template, so a publication can have its own; only its own fonts
//! set it, so the picture is the same on every machine.

use serde::Serialize;

use crate::article::ImageFormat;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::epub::book::Book;
use crate::epub::draw::draw;
use crate::epub::headline::lines;
use crate::epub::package::Resource;
use crate::epub::template::Pages;
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

/// The picture that was drawn last, and what of.
#[derive(Debug, Default)]
pub(super) struct Memory {
    drawn: Option<(String, Vec<u8>)>,
}

/// The cover picture; the outer `None` when the template is wrong, which is reported, the
/// inner when there are no fonts to draw with.
pub(super) fn image(
    diagnostics: &mut Diagnostics,
    book: &Book<'_>,
    pages: &Pages,
    fonts: &[Bytes],
    memory: Option<&mut Memory>,
) -> Option<Option<Resource>> {
    let name = name(book.volume);
    if let Some(image) = &book.volume.cover {
        return Some(Some(Resource::image(name, image)));
    }
    if fonts.is_empty() {
        return Some(None);
    }
    let svg = pages.about(book).fill(diagnostics, "cover.svg", &Page::of(book))?;
    let known = memory.as_ref().and_then(|memory| memory.drawn.as_ref());
    let known = known.filter(|(known, _)| *known == svg).map(|(_, bytes)| bytes.clone());
    match known.map_or_else(|| draw(&svg, fonts), Ok) {
        Ok(bytes) => {
            if let Some(memory) = memory {
                memory.drawn = Some((svg, bytes.clone()));
            }
            let name = name.to_owned();
            Some(Some(Resource { name, media_type: "image/png", bytes }))
        }
        Err(problem) => {
            let diagnostic = Diagnostic::new(Code::E002).with("problem", problem);
            diagnostics.push(diagnostic.in_file("styles/epub/cover.svg"));
            None
        }
    }
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
        let facts = &book.facts;
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
