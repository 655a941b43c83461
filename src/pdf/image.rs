//! Image files into image objects.
//!
//! JPEG files go in unchanged. Of PNG files the compressed rows do, when they have no
//! transparency and are not interlaced; otherwise the picture is decoded, its alpha
//! becomes a mask of its own, and both are packed again. For a press colours become inks
//! (`ink.rs`). Drawings are drawn anew as vectors (`drawing.rs`). The profiles of pictures are not read: the samples are device colours.
//! Images are shared by name. ISO 32000-1, 8.9.5 and 7.4.

mod drawing;
mod ink;
mod jpeg;
mod png;

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Object, Stream, dictionary};
use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::Fonts;
use crate::page::{Image, ImageFormat, Mark, Pages};
use crate::pdf::memory::Memory;
use crate::project::Standard;
use crate::sheet::Sheet;

pub(super) use ink::Inks;

/// An image or a drawing as a PDF holds it.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    /// Its name among the document's resources.
    pub(super) resource: String,
    /// The picture.
    pub(super) stream: Stream,
    /// How opaque it is, when it is not everywhere.
    pub(super) mask: Option<Stream>,
    /// What a drawing and its parts refer to by name.
    pub(super) resources: Option<Dictionary>,
    /// The parts of a drawing, by name.
    pub(super) parts: Vec<(String, Picture)>,
}

/// A picture without its name, and whether it shows everything.
pub(super) type Known = (Picture, bool);

/// A picture and its mask.
type Streams = (Stream, Option<Stream>);

impl Picture {
    /// An image, which has no parts.
    fn of(stream: Stream, mask: Option<Stream>) -> Self {
        let (resource, resources, parts) = (String::new(), None, Vec::new());
        Self { resource, stream, mask, resources, parts }
    }
}

/// Reads the images on sheets, for these inks; `None` when one cannot be, which is
/// reported.
pub(super) fn load<'a>(
    diagnostics: &mut Diagnostics,
    pages: &'a Pages,
    sheets: &[Sheet],
    (inks, fonts): (&Inks, &Fonts),
    memory: Option<&mut Memory>,
) -> Option<BTreeMap<&'a str, Picture>> {
    let named = named(pages, sheets);
    let list: Vec<_> = named.into_iter().enumerate().collect();
    let known = memory.as_ref().map(|memory| &memory.pictures);
    let known = |name: &str, image: &Arc<Image>| {
        let (of, picture) = known?.get(name)?;
        (of == image).then(|| picture.clone())
    };
    let made: Vec<_> = list
        .into_par_iter()
        .map(|(index, (name, image))| {
            let made = image.ok_or_else(|| "not there".to_owned());
            let made = made.and_then(|image| match known(name, image) {
                Some(known) => Ok(known),
                None => picture(image, inks, fonts),
            });
            (name, format!("Im{}", index + 1), made)
        })
        .collect();
    if let Some(memory) = memory {
        let known = made.iter().filter_map(|(name, _, made)| {
            let image = Arc::clone(pages.images.get(*name)?);
            Some(((*name).to_owned(), (image, made.as_ref().ok()?.clone())))
        });
        memory.pictures = known.collect();
    }

    let mut pictures = Some(BTreeMap::new());
    for (name, resource, made) in made {
        match made {
            Ok((picture, is_whole)) => {
                if !is_whole {
                    let diagnostic = Diagnostic::new(Code::X010).in_file(name);
                    diagnostics.push(diagnostic.with("image", name));
                }
                if let Some(pictures) = &mut pictures {
                    pictures.insert(name, Picture { resource, ..picture });
                }
            }
            Err(reason) => {
                let diagnostic = Diagnostic::new(Code::X001).in_file(name);
                diagnostics.push(diagnostic.with("image", name).with("reason", reason));
                pictures = None;
            }
        }
    }
    pictures
}

/// Whether the colours of all images suit the standard; those that do not are reported.
pub(super) fn suit(
    diagnostics: &mut Diagnostics,
    pictures: &BTreeMap<&str, Picture>,
    standard: Standard,
) -> bool {
    let is_cmyk = |picture: &Picture| {
        let space = picture.stream.dict.get(b"ColorSpace").and_then(Object::as_name);
        space.is_ok_and(|name| name == b"DeviceCMYK")
    };
    let mut all = true;
    for (name, picture) in pictures {
        if standard == Standard::A2u && is_cmyk(picture) {
            diagnostics
                .push(Diagnostic::new(Code::X007).in_file(*name).with("image", *name));
            all = false;
        }
    }
    all
}

/// The images that pages on sheets show, each once.
fn named<'a>(
    pages: &'a Pages,
    sheets: &[Sheet],
) -> BTreeMap<&'a str, Option<&'a Arc<Image>>> {
    let placed = sheets.iter().flat_map(|sheet| &sheet.placements);
    let marks = placed.filter_map(|p| pages.pages.get(p.page)).flat_map(|p| &p.marks);
    let names = marks.filter_map(|mark| match mark {
        Mark::Image { name, .. } => Some(name.as_str()),
        Mark::Text { .. } | Mark::Rule { .. } | Mark::Wave { .. } => None,
    });
    names.map(|name| (name, pages.images.get(name))).collect()
}

/// An image as an object and whether it shows everything; the error is a reason in words.
fn picture(image: &Image, inks: &Inks, fonts: &Fonts) -> Result<Known, String> {
    let (stream, mask) = match image.format {
        ImageFormat::Jpeg => (jpeg::stream(&image.bytes, inks)?, None),
        ImageFormat::Png => png::streams(&image.bytes, inks)?,
        ImageFormat::Svg => return drawing::picture(&image.bytes, fonts, inks),
    };
    Ok((Picture::of(stream, mask), true))
}

/// What the dictionary of every image says.
fn image_dictionary(width: u32, height: u32, colour: Object, bits: u8) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => width,
        "Height" => height,
        "ColorSpace" => colour,
        "BitsPerComponent" => bits,
    }
}
