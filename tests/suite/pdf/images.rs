//! Images: unchanged where they can be, and looking right everywhere.

use std::fs;
use std::sync::Arc;

use huikan::diag::Code;
use huikan::font::Fonts;
use huikan::page::{Image, ImageFormat, Label, Mark, Pages};
use huikan::sheet::Imposition;
use lopdf::{Document, Stream};
use png::{BitDepth, ColorType};

use crate::pdf::made::{OnDisk, page, page_ids, pages, read, rect, tried, written};

/// A page with an image in four quarters of 40 mm.
fn with_image(fonts: &Fonts, format: ImageFormat, bytes: Vec<u8>) -> Pages {
    let mut made = pages(fonts, &[]);
    let name = "content/picture".to_owned();
    let mark = || Mark::Image {
        name: name.clone(),
        rect: rect(20, 20, 80, 80),
        alt: "四块颜色".to_owned(),
        element: None,
    };
    made.pages = (1..=2).map(|n| page(Label::Arabic(n), vec![mark()])).collect();
    let image = Image {
        path: name.clone(),
        bytes: Arc::from(bytes),
        format,
        width: 2,
        height: 2,
    };
    made.images.insert(name, Arc::new(image));
    made
}

fn case(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/cases/pdf/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// A PNG of two by two pixels, or of one row when the samples say so.
fn png_file(
    colour: ColorType,
    depth: BitDepth,
    samples: &[u8],
    extra: impl Fn(&mut png::Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 2, 2);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    extra(&mut encoder);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(samples).unwrap();
    writer.finish().unwrap();
    file
}

/// The only image of a file.
fn picture(document: &Document) -> &Stream {
    let page = document.get_dictionary(page_ids(document)[0]).unwrap();
    let resources = page.get(b"Resources").unwrap().as_reference().unwrap();
    let resources = document.get_dictionary(resources).unwrap();
    let named = resources.get(b"XObject").unwrap().as_dict().unwrap();
    assert_eq!(named.len(), 1, "one image for two pages");
    let id = named.get(b"Im1").unwrap().as_reference().unwrap();
    document.get_object(id).unwrap().as_stream().unwrap()
}

/// The colours in the middle of the four quarters, as Poppler paints them.
pub(super) fn painted(bytes: &[u8]) -> Option<[[u8; 3]; 4]> {
    let disk = OnDisk::new(bytes);
    // At 25.4 dpi a pixel is a millimetre.
    disk.ask(
        "pdftoppm",
        &["-r", "25.4", "-f", "1", "-l", "1", "-singlefile", "FILE", "p"],
    )?;
    let file = fs::read(disk.beside("p.ppm")).unwrap();
    let header: Vec<_> =
        String::from_utf8_lossy(&file[..20]).lines().take(3).map(str::to_owned).collect();
    let start = header.iter().map(|line| line.len() + 1).sum::<usize>();
    let width: usize = header[1].split(' ').next().unwrap().parse().unwrap();
    let at = |x: usize, y: usize| {
        let from = start + (y * width + x) * 3;
        [file[from], file[from + 1], file[from + 2]]
    };
    Some([at(40, 40), at(80, 40), at(40, 80), at(80, 80)])
}

pub(super) fn assert_looks(bytes: &[u8], expected: [[u8; 3]; 4], tolerance: u8) {
    let Some(found) = painted(bytes) else { return };
    for (found, expected) in found.iter().flatten().zip(expected.iter().flatten()) {
        assert!(found.abs_diff(*expected) <= tolerance, "{found} for {expected}");
    }
}

const RED: [u8; 3] = [220, 30, 40];
const GREEN: [u8; 3] = [20, 150, 60];
const BLUE: [u8; 3] = [30, 60, 200];
const WHITE: [u8; 3] = [255, 255, 255];

#[test]
fn jpeg_files_stand_in_the_pdf_byte_for_byte() {
    let fonts = Fonts::default();
    for (name, space) in
        [("gray", "DeviceGray"), ("rgb", "DeviceRGB"), ("cmyk", "DeviceCMYK")]
    {
        let file = case(&format!("{name}.jpg"));
        let made = with_image(&fonts, ImageFormat::Jpeg, file.clone());
        let document = read(&written(&made, &fonts, Imposition::PLAIN));
        let stream = picture(&document);
        assert!(stream.content == file, "{name}");
        let found = stream.dict.get(b"ColorSpace").unwrap().as_name().unwrap();
        assert_eq!(found, space.as_bytes());
    }
}

#[test]
fn jpeg_files_of_three_kinds_look_right() {
    let fonts = Fonts::default();
    let looks = |name, expected, tolerance| {
        let made = with_image(&fonts, ImageFormat::Jpeg, case(name));
        assert_looks(&written(&made, &fonts, Imposition::PLAIN), expected, tolerance);
    };
    looks("gray.jpg", [[0; 3], [85; 3], [170; 3], [255; 3]], 4);
    let colours = [[200, 30, 30], [30, 160, 60], [30, 60, 180], [240, 220, 40]];
    looks("rgb.jpg", colours, 6);
    // Inks: cyan, magenta, yellow, black, as bright as Poppler's own conversion.
    let inks = [[0, 174, 239], [236, 0, 140], [255, 242, 0], [35, 31, 32]];
    looks("cmyk.jpg", inks, 12);
}

#[test]
fn png_files_without_transparency_keep_their_data() {
    let fonts = Fonts::default();
    let samples = [RED, GREEN, BLUE, WHITE].concat();
    let rgb = png_file(ColorType::Rgb, BitDepth::Eight, &samples, |_| ());
    let gray =
        png_file(ColorType::Grayscale, BitDepth::Eight, &[0, 85, 170, 255], |_| ());
    let deep = [0, 0, 0x55, 0x55, 0xAA, 0xAA, 0xFF, 0xFF];
    let deep = png_file(ColorType::Grayscale, BitDepth::Sixteen, &deep, |_| ());
    let palette = [RED, GREEN, BLUE, WHITE].concat();
    let indexed = png_file(
        ColorType::Indexed,
        BitDepth::Two,
        &[0b0001_0000, 0b1011_0000],
        |encoder| {
            encoder.set_palette(palette.clone());
        },
    );
    let grays = [[0; 3], [85; 3], [170; 3], [255; 3]];
    let colours = [RED, GREEN, BLUE, WHITE];
    for (file, bits, expected) in
        [(rgb, 8, colours), (gray, 8, grays), (deep, 16, grays), (indexed, 2, colours)]
    {
        let made = with_image(&fonts, ImageFormat::Png, file.clone());
        let bytes = written(&made, &fonts, Imposition::PLAIN);
        let document = read(&bytes);
        let stream = picture(&document);
        let data = &stream.content;
        assert!(file.windows(data.len()).any(|part| part == data.as_slice()));
        assert_eq!(stream.dict.get(b"BitsPerComponent").unwrap().as_i64().unwrap(), bits);
        assert!(!stream.dict.has(b"SMask"));
        assert_looks(&bytes, expected, 1);
    }
}

#[test]
fn transparent_parts_of_png_files_show_the_paper() {
    let fonts = Fonts::default();
    let clear = |colour: [u8; 3], alpha| [colour[0], colour[1], colour[2], alpha];
    let rgba = [clear(RED, 255), clear(GREEN, 0), clear(BLUE, 255), clear(RED, 255)];
    let rgba = png_file(ColorType::Rgba, BitDepth::Eight, &rgba.concat(), |_| ());
    let palette = [RED, GREEN, BLUE, RED].concat();
    let keyed = png_file(ColorType::Indexed, BitDepth::Eight, &[0, 1, 2, 3], |encoder| {
        encoder.set_palette(palette.clone());
        encoder.set_trns(vec![255, 0]);
    });
    for file in [rgba, keyed] {
        let made = with_image(&fonts, ImageFormat::Png, file);
        let bytes = written(&made, &fonts, Imposition::PLAIN);
        assert!(picture(&read(&bytes)).dict.has(b"SMask"));
        assert_looks(&bytes, [RED, WHITE, BLUE, RED], 1);
    }
}

#[test]
fn an_opaque_alpha_channel_makes_no_mask() {
    let fonts = Fonts::default();
    let samples = [0, 255, 85, 255, 170, 255, 255, 255];
    let file = png_file(ColorType::GrayscaleAlpha, BitDepth::Eight, &samples, |_| ());
    let bytes =
        written(&with_image(&fonts, ImageFormat::Png, file), &fonts, Imposition::PLAIN);
    assert!(!picture(&read(&bytes)).dict.has(b"SMask"));
    assert_looks(&bytes, [[0; 3], [85; 3], [170; 3], [255; 3]], 1);
}

#[test]
fn interlaced_png_files_look_right() {
    let fonts = Fonts::default();
    let made = with_image(&fonts, ImageFormat::Png, case("interlaced.png"));
    assert_looks(
        &written(&made, &fonts, Imposition::PLAIN),
        [RED, GREEN, BLUE, WHITE],
        1,
    );
}

#[test]
fn a_broken_image_is_reported_with_its_name() {
    let fonts = Fonts::default();
    let mut cut = case("gray.jpg");
    cut.truncate(20);
    let whole = png_file(ColorType::Rgb, BitDepth::Eight, &[7; 12], |_| ());
    for (format, bytes) in [
        (ImageFormat::Jpeg, cut),
        (ImageFormat::Jpeg, whole.clone()),
        (ImageFormat::Png, whole[..50].to_vec()),
        (ImageFormat::Png, Vec::new()),
    ] {
        let (file, codes) =
            tried(&with_image(&fonts, format, bytes), &fonts, Imposition::PLAIN);
        assert_eq!((file, codes), (None, vec![Code::X001]));
    }
    let mut made = with_image(&fonts, ImageFormat::Png, whole);
    made.images.clear();
    assert_eq!(tried(&made, &fonts, Imposition::PLAIN).1, [Code::X001]);
}
