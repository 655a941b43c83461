//! Pictures that huikan draws itself: SVG into PNG, set in our own fonts, so that they are
//! the same on every machine.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::fontdb::Source;
use resvg::usvg::{Options, Tree};
use serde::Serialize;

use crate::diag::{Code, Diagnostic};
use crate::epub::template::{FOLDER, Form};
use crate::epub::zip::Content;
use crate::font::Bytes;

/// Fills a template of a drawing and draws it, or says what is wrong with it.
pub(super) fn picture(
    form: &mut Form<'_>,
    (template, page): (&str, &impl Serialize),
    fonts: &[Bytes],
) -> Result<Content, Diagnostic> {
    let drawn = draw(&form.fill(template, page)?, fonts);
    drawn.map(Content::from).map_err(|problem| {
        let diagnostic = Diagnostic::new(Code::E002).with("problem", problem);
        diagnostic.in_file(format!("{FOLDER}{template}"))
    })
}

/// Draws an SVG as PNG in its own size in pixels, or says what is wrong with it.
fn draw(svg: &str, fonts: &[Bytes]) -> Result<Vec<u8>, String> {
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
    let flat = draw_flat(&tree)?;
    let bytes = match &flat {
        Some(flat) => encode_flat(flat),
        None => encode(&pixels(&tree, (0, tree.size().to_int_size().height()))?),
    };
    bytes.map_err(|error| error.to_string())
}

/// A picture of few colours.
struct Flat {
    size: (u32, u32),
    /// Red, green, blue, alpha; the first three multiplied by the last.
    colours: Vec<[u8; 4]>,
    /// Pixels in reading order: how many follow each other, and the number of their colour.
    runs: Vec<(usize, u8)>,
}

/// Rows drawn at a time: few enough that their pixels stay in the processor's cache.
const BAND: u32 = 64;

/// Pixels encoded at a time, and bytes of a chunk of the file.
const CHUNK: usize = 1 << 16;

/// Draws a picture in bands and keeps only the number of each pixel's colour: two inks on
/// paper are some dozen colours. `None` when there are more than a palette holds.
fn draw_flat(tree: &Tree) -> Result<Option<Flat>, String> {
    let size = tree.size().to_int_size();
    let (mut colours, mut known, mut runs) = (Vec::new(), HashMap::new(), Vec::new());
    for top in (0..size.height()).step_by(BAND as usize) {
        let band = pixels(tree, (top, BAND.min(size.height() - top)))?;
        let mut rest: &[[u8; 4]] = band.data().as_chunks().0;
        while let Some(first) = rest.first() {
            let run = alike(rest);
            let number = known.entry(*first).or_insert_with(|| {
                colours.push(*first);
                u8::try_from(colours.len() - 1).ok()
            });
            let Some(number) = *number else { return Ok(None) };
            runs.push((run, number));
            rest = &rest[run..];
        }
    }
    Ok(Some(Flat { size: (size.width(), size.height()), colours, runs }))
}

/// How many pixels are like the first one, most of a cover in a few runs.
fn alike(pixels: &[[u8; 4]]) -> usize {
    let Some(first) = pixels.first() else { return 0 };
    let is_plain = |chunk: &&[[u8; 4]; 16]| {
        chunk.iter().fold(true, |is_plain, pixel| is_plain & (pixel == first))
    };
    let whole = pixels.as_chunks().0.iter().take_while(is_plain).count() * 16;
    whole + pixels[whole..].iter().take_while(|pixel| *pixel == first).count()
}

/// Draws some rows of a picture.
fn pixels(tree: &Tree, (top, rows): (u32, u32)) -> Result<Pixmap, String> {
    let mut pixels = Pixmap::new(tree.size().to_int_size().width(), rows)
        .ok_or("no memory for the picture")?;
    let up = Transform::from_translate(0.0, -(top as f32));
    resvg::render(tree, up, &mut pixels.as_mut());
    Ok(pixels)
}

/// Encodes a picture of few colours as PNG.
fn encode_flat(flat: &Flat) -> Result<Vec<u8>, png::EncodingError> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, flat.size.0, flat.size.1);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    let colour = |[red, green, blue, alpha]: &[u8; 4]| {
        let pixel = PremultipliedColorU8::from_rgba(*red, *green, *blue, *alpha);
        samples(pixel.unwrap_or(PremultipliedColorU8::TRANSPARENT))
    };
    let colours: Vec<[u8; 4]> = flat.colours.iter().map(colour).collect();
    encoder
        .set_palette(colours.iter().flat_map(|c| &c[..3]).copied().collect::<Vec<_>>());
    if colours.iter().any(|[.., alpha]| *alpha < u8::MAX) {
        encoder.set_trns(colours.iter().map(|c| c[3]).collect::<Vec<_>>());
    }
    encoder.set_deflate_compression(png::DeflateCompression::Level(3));
    // Flat areas and letters: each row is nearly the one above it.
    encoder.set_filter(png::Filter::Up);
    let mut writer = encoder.write_header()?;
    let mut rows = writer.stream_writer_with_size(CHUNK)?;
    let mut some = Vec::with_capacity(CHUNK * 2);
    for (run, number) in &flat.runs {
        some.resize(some.len() + run, *number);
        if some.len() >= CHUNK {
            rows.write_all(&some)?;
            some.clear();
        }
    }
    rows.write_all(&some)?;
    rows.finish()?;
    writer.finish()?;
    Ok(bytes)
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
