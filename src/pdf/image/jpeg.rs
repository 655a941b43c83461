//! JPEG files into image objects: the bytes unchanged, the header said again.
//!
//! Files with four components that bear Adobe's marker hold inverted inks, which the
//! Decode array turns back. Nothing is decoded. Turns that a camera notes in Exif are
//! not applied.

use lopdf::{Object, Stream};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;

use crate::pdf::image::image_dictionary;

/// Bits of a sample: the only precision that PDF takes.
const BITS: u8 = 8;

/// The marker that an Adobe segment starts with.
const APP14: u8 = 0xEE;

/// The marker at which compressed data begin.
const SCAN: u8 = 0xDA;

/// The object of a JPEG file.
pub(super) fn stream(bytes: &[u8]) -> Result<Stream, String> {
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    decoder.decode_headers().map_err(|error| format!("{error:?}"))?;
    let info = decoder.info().ok_or("no header")?;
    let colour = match info.components {
        1 => "DeviceGray",
        3 => "DeviceRGB",
        4 => "DeviceCMYK",
        other => return Err(format!("{other} components")),
    };

    let (width, height) = (u32::from(info.width), u32::from(info.height));
    let mut dictionary = image_dictionary(width, height, colour.into(), BITS);
    dictionary.set("Filter", "DCTDecode");
    if info.components == 4 && has_adobe_marker(bytes) {
        let inverted = [1, 0, 1, 0, 1, 0, 1, 0].map(Object::from);
        dictionary.set("Decode", inverted.to_vec());
    }
    Ok(Stream::new(dictionary, bytes.to_vec()).with_compression(false))
}

/// Whether one of the segments before the picture is Adobe's.
fn has_adobe_marker(bytes: &[u8]) -> bool {
    // Two bytes start the file; a segment is 0xFF, a marker, a length that counts
    // itself, and the rest.
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let [0xFF, marker, high, low, payload @ ..] = rest {
        if *marker == APP14 && payload.starts_with(b"Adobe") {
            return true;
        }
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == SCAN || length < 2 {
            return false;
        }
        rest = payload.get(length - 2..).unwrap_or_default();
    }
    false
}
