//! Pictures that huikan draws itself: SVG into PNG, set in our own fonts, so that they are
//! the same on every machine.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::fontdb::Source;
use resvg::usvg::{Options, Tree};

use crate::font::Bytes;

/// Draws an SVG as PNG in its own size in pixels, or says what is wrong with it.
pub(super) fn draw(svg: &str, fonts: &[Bytes]) -> Result<Vec<u8>, String> {
    let mut options = Options::default();
    let mut families = Vec::new();
    for font in fonts {
        let known = options.fontdb_mut();
        let faces = known.load_font_source(Source::Binary(Arc::new(font.clone())));
        let face = faces.first().and_then(|face| known.face(*face));
        families.extend(face.and_then(|face| face.families.first()).map(|f| f.0.clone()));
    }
    // Templates say serif and sans-serif, whatever the fonts are called.
    if let Some(song) = families.first() {
        options.font_family.clone_from(song);
        options.fontdb_mut().set_serif_family(song);
    }
    if let Some(hei) = families.last() {
        options.fontdb_mut().set_sans_serif_family(hei);
    }
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size();
    let pixels = Pixmap::new(size.width(), size.height());
    let mut pixels = pixels.ok_or("no memory for the picture")?;
    resvg::render(&tree, Transform::identity(), &mut pixels.as_mut());
    encode(&pixels).map_err(|error| error.to_string())
}

/// Encodes pixels as PNG, opaque ones without their alpha.
fn encode(pixels: &Pixmap) -> Result<Vec<u8>, png::EncodingError> {
    let is_opaque = pixels.pixels().iter().all(|pixel| pixel.is_opaque());
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, pixels.width(), pixels.height());
    let colour = if is_opaque { png::ColorType::Rgb } else { png::ColorType::Rgba };
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    // Flat areas and letters: each row is nearly the one above it.
    encoder.set_filter(png::Filter::Up);
    let mut data = Vec::with_capacity(pixels.data().len());
    for pixel in pixels.pixels() {
        data.extend_from_slice(&samples(*pixel)[..if is_opaque { 3 } else { 4 }]);
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

/// The samples of a pixel, no longer multiplied by its alpha.
fn samples(pixel: PremultipliedColorU8) -> [u8; 4] {
    let pixel = pixel.demultiply();
    [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
}
