//! SVG files into form objects: paths, gradients, clips, groups and the pictures in them,
//! drawn as vectors.
//!
//! usvg resolves styles, units and references, and turns letters into outlines, set in
//! the fonts of the publication. Nothing outside the file is ever read. Masks, filters,
//! patterns and blend modes are absent: what has one is drawn without it and reported.
//! A form fills the unit square, as images do. ISO 32000-1, 8.7, 8.10 and 11.6.

mod content;
mod paint;
mod path;

use std::sync::Arc;

use lopdf::{Dictionary, Object, Stream, dictionary};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::font::{Face, Fonts, Role};
use crate::pdf::image::Picture;
use crate::pdf::image::drawing::content::Canvas;
use crate::pdf::image::ink::Inks;

/// The state in which ink hides what is below it, as drawings expect.
pub(super) const OPAQUE: &str = "Hide";

/// The object of an SVG file and whether it shows everything.
pub(super) fn picture(
    bytes: &[u8],
    fonts: &Fonts,
    inks: &Inks,
) -> Result<(Picture, bool), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let tree = Tree::from_str(text, &options(text.contains("<text"), fonts))
        .map_err(|error| error.to_string())?;
    let mut canvas = Canvas::new(inks);
    canvas.group(tree.root())?;
    let (width, height) = (tree.size().width(), tree.size().height());
    let real = |number: f32| Object::Real(number);
    let mut form = form(&[0.0, 0.0, width, height]);
    // From the top of the drawing downwards to the unit square.
    let matrix = [1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0];
    form.set("Matrix", matrix.map(real).to_vec());
    let Canvas { out, resources, parts, is_whole, .. } = canvas;
    let mut content = format!("/{OPAQUE} gs\n").into_bytes();
    content.extend(out);
    let resources = Some(resources);
    let picture = Picture::of(Stream::new(form, content), None);
    let picture = Picture { resources, parts, ..picture };
    Ok((picture, is_whole))
}

/// The dictionary of a form that shows a rectangle: left, top, right, bottom.
fn form(bounds: &[f32; 4]) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => bounds.map(Object::Real).to_vec(),
        // Drawings are transparent inside as a whole and not against the page.
        "Group" => dictionary! { "S" => "Transparency", "I" => true },
    }
}

/// How files are read: with our fonts, and nothing from outside.
fn options(has_text: bool, fonts: &Fonts) -> Options<'static> {
    let mut options = Options {
        image_href_resolver: ImageHrefResolver {
            resolve_string: Box::new(|_, _| None),
            ..ImageHrefResolver::default()
        },
        ..Options::default()
    };
    if has_text {
        let known = options.fontdb_mut();
        let song = add(known, fonts, Role::Song);
        let hei = add(known, fonts, Role::Hei);
        known.set_serif_family(song.clone());
        known.set_sans_serif_family(hei.clone());
        // Charts name fonts of their machine; without serifs is what they mostly mean.
        options.font_family = if hei.is_empty() { song } else { hei };
    }
    options
}

/// Adds the fonts of a role; returns the name of their family.
fn add(known: &mut Database, fonts: &Fonts, role: Role) -> String {
    let mut name = String::new();
    for bold in [false, true] {
        let font = fonts.han(Face { role, bold, italic: false });
        let faces = known.load_font_source(Source::Binary(Arc::new(fonts.bytes(font))));
        let face = faces.first().and_then(|face| known.face(*face));
        if let Some((family, _)) = face.and_then(|face| face.families.first())
            && name.is_empty()
        {
            name.clone_from(family);
        }
    }
    name
}
