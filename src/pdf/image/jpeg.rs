//! JPEG files into image objects: the bytes unchanged, the header said again; or, where
//! other inks are wanted, decoded and encoded anew.
//!
//! Files with four components that bear Adobe's marker hold inverted inks, which the
//! Decode array turns back. Turns that a camera notes in Exif are not applied.

use jpeg_encoder::{ColorType, Encoder};
use lopdf::{Object, Stream};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::pdf::image::image_dictionary;
use crate::pdf::image::ink::Inks;

/// Bits of a sample: the only precision that PDF takes.
const BITS: u8 = 8;

/// The marker that an Adobe segment starts with.
const APP14: u8 = 0xEE;

/// The marker at which compressed data begin.
const SCAN: u8 = 0xDA;

/// How good pictures are that are encoded anew, of 100: nobody sees the loss on paper.
const QUALITY: u8 = 92;

/// The object of a JPEG file, in other inks where those are wanted.
pub(super) fn stream(bytes: &[u8], inks: &Inks) -> Result<Stream, String> {
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    decoder.decode_headers().map_err(|error| format!("{error:?}"))?;
    let components = decoder.info().map_or(0, |info| usize::from(info.components));
    if inks.change(components) {
        unchanged(&anew(bytes, inks)?)
    } else {
        unchanged(bytes)
    }
}

/// A file in other inks.
fn anew(bytes: &[u8], inks: &Inks) -> Result<Vec<u8>, String> {
    let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let samples = decoder.decode().map_err(|error| format!("{error:?}"))?;
    let info = decoder.info().ok_or("no header")?;
    let pixels = inks.convert(&samples)?;
    let kind = if pixels.components == 4 { ColorType::Cmyk } else { ColorType::Luma };
    let mut file = Vec::new();
    let encoder = Encoder::new(&mut file, QUALITY);
    encoder
        .encode(&pixels.samples, info.width, info.height, kind)
        .map_err(|error| error.to_string())?;
    Ok(file)
}

/// The object of a JPEG file as it is.
fn unchanged(bytes: &[u8]) -> Result<Stream, String> {
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
