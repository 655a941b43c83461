//! PNG files into image objects.
//!
//! PDF knows PNG's row filters, so the compressed data of a file fit as they are. When
//! there is alpha or interlacing, the samples are decoded, parted and encoded as plain
//! PNG once more, of which the data are taken. Where other inks are wanted, the samples
//! are converted, of a palette its colours alone.

use std::io::Cursor;

use lopdf::{Object, Stream, StringFormat, dictionary};
use png::{
    BitDepth, ColorType, Decoder, DecodingError, Encoder, Limits, Transformations,
};

use crate::pdf::image::ink::{Inks, Pixels};
use crate::pdf::image::{Streams, image_dictionary};

/// The most bytes that what stands beside the pixels may unpack to: a profile of a press has
/// some megabytes. How many pixels there may be was asked before (`limits`).
const LIMIT: usize = 1 << 30;

/// Bytes of the signature that a file starts with.
const SIGNATURE: usize = 8;

/// Samples of a picture.
struct Samples {
    width: u32,
    height: u32,
    colour: ColorType,
    depth: BitDepth,
    /// Colours of the indices.
    palette: Option<Pixels>,
    /// Rows from the top, each filled up to whole bytes.
    rows: Vec<u8>,
}

/// The objects of a PNG file, in other inks where those are wanted.
pub(super) fn streams(bytes: &[u8], inks: &Inks) -> Result<Streams, String> {
    let (mut samples, fits) = decode(bytes).map_err(|error| error.to_string())?;
    let plain = samples.palette.clone();
    if let Some(palette) = plain.as_ref().filter(|_| inks.change(3)) {
        samples.palette = Some(inks.convert(&palette.samples)?);
    }
    let is_colour = matches!(samples.colour, ColorType::Rgb | ColorType::Rgba);
    let changes = is_colour && inks.change(3);
    if fits && !changes {
        return Ok((object(&samples, data(bytes)), None));
    }
    let (colours, alpha) = part(samples);
    let mask = alpha.map(|alpha| pack(&alpha, None)).transpose()?;
    let colours = if changes { convert(&colours, inks) } else { pack(&colours, plain) };
    Ok((colours?, mask))
}

/// Colours in other inks.
fn convert(colours: &Samples, inks: &Inks) -> Result<Stream, String> {
    let (width, height) = (colours.width, colours.height);
    let pixels = match colours.depth {
        // The upper byte of sixteen bits: presses tell no more apart.
        BitDepth::Sixteen => {
            let upper: Vec<u8> = colours.rows.iter().step_by(2).copied().collect();
            inks.convert(&upper)?
        }
        _ => inks.convert(&colours.rows)?,
    };
    if pixels.components == 1 {
        let (colour, depth) = (ColorType::Grayscale, BitDepth::Eight);
        let rows = pixels.samples;
        let gray = Samples { width, height, colour, depth, palette: None, rows };
        return pack(&gray, None);
    }
    let dictionary = image_dictionary(width, height, "DeviceCMYK".into(), 8);
    Ok(Stream::new(dictionary, pixels.samples))
}

/// A reader of a file, past its header.
type Reader<'a> = png::Reader<Cursor<&'a [u8]>>;

/// Reads the header of a file.
fn open(bytes: &[u8], wanted: Transformations) -> Result<Reader<'_>, DecodingError> {
    let limits = Limits { bytes: LIMIT };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(wanted);
    decoder.read_info()
}

/// Decodes a file and says whether its own data fit a PDF.
fn decode(bytes: &[u8]) -> Result<(Samples, bool), DecodingError> {
    let mut reader = open(bytes, Transformations::IDENTITY)?;
    let info = reader.info();
    let has_alpha =
        matches!(info.color_type, ColorType::GrayscaleAlpha | ColorType::Rgba);
    let has_key = info.trns.is_some();
    let fits = !has_alpha && !has_key && !info.interlaced && !info.is_animated();
    let palette = info.palette.as_ref().map(|palette| palette.to_vec());
    let palette = palette.map(|samples| Pixels { components: 3, samples });
    if has_key {
        reader = open(bytes, Transformations::EXPAND)?;
    }

    let size = reader.output_buffer_size();
    let mut rows = vec![0; size.ok_or(DecodingError::LimitsExceeded)?];
    let frame = reader.next_frame(&mut rows)?;
    rows.truncate(frame.buffer_size());
    let (width, height) = (frame.width, frame.height);
    let (colour, depth) = (frame.color_type, frame.bit_depth);
    Ok((Samples { width, height, colour, depth, palette, rows }, fits))
}

/// Parts colours from alpha; without alpha, or with one that is opaque throughout,
/// there are only colours.
fn part(samples: Samples) -> (Samples, Option<Samples>) {
    let (channels, colour) = match samples.colour {
        ColorType::GrayscaleAlpha => (2, ColorType::Grayscale),
        ColorType::Rgba => (4, ColorType::Rgb),
        ColorType::Grayscale | ColorType::Rgb | ColorType::Indexed => {
            return (samples, None);
        }
    };
    let bytes = if samples.depth == BitDepth::Sixteen { 2 } else { 1 };
    let opaque_part = (channels - 1) * bytes;
    let (mut colours, mut alpha) = (Vec::new(), Vec::new());
    for pixel in samples.rows.chunks_exact(channels * bytes) {
        let (front, back) = pixel.split_at(opaque_part);
        colours.extend_from_slice(front);
        alpha.extend_from_slice(back);
    }
    let opaque = alpha.iter().all(|byte| *byte == u8::MAX);
    let Samples { width, height, depth, .. } = samples;
    let plane =
        |colour, rows| Samples { width, height, colour, depth, palette: None, rows };
    let mask = (!opaque).then(|| plane(ColorType::Grayscale, alpha));
    (plane(colour, colours), mask)
}

/// Encodes samples anew, with the row filters that PNG encoders choose.
fn pack(samples: &Samples, palette: Option<Pixels>) -> Result<Stream, String> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, samples.width, samples.height);
    encoder.set_color(samples.colour);
    encoder.set_depth(samples.depth);
    if let Some(palette) = palette {
        encoder.set_palette(palette.samples);
    }
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&samples.rows).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(object(samples, data(&file)))
}

/// The compressed rows of a file: its IDAT chunks joined.
fn data(file: &[u8]) -> Vec<u8> {
    let mut data = Vec::with_capacity(file.len());
    let mut rest = file.get(SIGNATURE..).unwrap_or_default();
    // A chunk is a length, a name, as many bytes, and four of checksum.
    while let [a, b, c, d, name @ ..] = rest {
        let length = usize::try_from(u32::from_be_bytes([*a, *b, *c, *d]));
        let Some((name, body)) = name.split_at_checked(4) else { break };
        let Some((body, after)) =
            length.ok().and_then(|length| body.split_at_checked(length))
        else {
            break;
        };
        if name == b"IDAT" {
            data.extend_from_slice(body);
        }
        rest = after.get(4..).unwrap_or_default();
    }
    data
}

/// The object of samples and their compressed rows.
fn object(samples: &Samples, data: Vec<u8>) -> Stream {
    let (colour, components) = match samples.colour {
        ColorType::Grayscale | ColorType::GrayscaleAlpha => ("DeviceGray".into(), 1),
        ColorType::Rgb | ColorType::Rgba => ("DeviceRGB".into(), 3),
        ColorType::Indexed => (indexed(samples), 1),
    };
    let bits = samples.depth as u8;
    let mut dictionary = image_dictionary(samples.width, samples.height, colour, bits);
    dictionary.set("Filter", "FlateDecode");
    dictionary.set(
        "DecodeParms",
        dictionary! {
            // PNG's filters, chosen row by row.
            "Predictor" => 15,
            "Colors" => components,
            "BitsPerComponent" => bits,
            "Columns" => samples.width,
        },
    );
    Stream::new(dictionary, data).with_compression(false)
}

/// The colour space of a palette.
fn indexed(samples: &Samples) -> Object {
    let Some(Pixels { components, samples: palette }) = &samples.palette else {
        return "DeviceGray".into();
    };
    let base = match components {
        1 => "DeviceGray",
        4 => "DeviceCMYK",
        _ => "DeviceRGB",
    };
    let last = i64::try_from(palette.len() / components).map_or(0, |count| count - 1);
    Object::Array(vec![
        "Indexed".into(),
        base.into(),
        last.into(),
        Object::String(palette.clone(), StringFormat::Hexadecimal),
    ])
}
