//! The header of a picture into its format and size. The pixels are not decoded here.
//! It stands here because both ends of content/ ask it: `disk` when it reads a picture,
//! `import` before it hands one over.
//!
//! PNG: ISO/IEC 15948; JPEG: ISO/IEC 10918. Of an SVG file only what may stand in a book
//! is kept (`image/drawing.rs`).

mod drawing;

use std::io::Cursor;
use std::sync::Arc;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use crate::article::{Image, ImageFormat};
use crate::project::image::drawing::Drawing;

/// A picture as data; `None` when it is no PNG, JPEG or SVG, or is damaged.
#[must_use]
pub fn image(path: &str, bytes: Vec<u8>) -> Option<Image> {
    let (format, width, height) = if bytes.starts_with(b"\x89PNG") {
        let reader = png::Decoder::new(Cursor::new(&bytes)).read_info().ok()?;
        (ImageFormat::Png, reader.info().width, reader.info().height)
    } else if drawing::is_drawing(&bytes) {
        let Drawing { text, width, height } = drawing::clean(&bytes)?;
        let (path, bytes) = (path.to_owned(), Arc::from(text.into_bytes()));
        return Some(Image { path, bytes, format: ImageFormat::Svg, width, height });
    } else {
        let mut decoder = JpegDecoder::new(ZCursor::new(&bytes));
        decoder.decode_headers().ok()?;
        let (width, height) = decoder.dimensions()?;
        (ImageFormat::Jpeg, u32::try_from(width).ok()?, u32::try_from(height).ok()?)
    };
    let bytes = Arc::from(bytes);
    Some(Image { path: path.to_owned(), bytes, format, width, height })
}
