//! The cover that huikan draws.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use huikan::diag::Diagnostics;
use huikan::epub::{Templates, pack};

use super::sample::small;
use super::{packed, setup, style};

/// The cover of a book: its size, whether it has a palette, and its samples.
fn cover(book: &[u8]) -> ((u32, u32), bool, Vec<u8>) {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut file = Vec::new();
    archive.by_name("OEBPS/images/cover.png").unwrap().read_to_end(&mut file).unwrap();
    let mut decoder = png::Decoder::new(Cursor::new(file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().unwrap();
    let has_palette = reader.info().palette.is_some();
    let mut samples = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut samples).unwrap();
    samples.truncate(info.buffer_size());
    ((info.width, info.height), has_palette, samples)
}

#[test]
fn a_drawn_cover_has_the_size_of_shops_and_few_colours() {
    let (size, has_palette, samples) = cover(&packed(&small()).0);
    assert_eq!(size, (1600, 2560));
    assert!(has_palette);
    // Paper in the corner, ink somewhere, and nothing else than the pixels.
    assert_eq!(samples.len(), 1600 * 2560 * 3);
    assert_eq!(samples[..3], [0xFB, 0xF9, 0xF4]);
    assert!(samples.as_chunks().0.contains(&[0x1C, 0x1A, 0x18]));
}

#[test]
fn a_cover_of_many_colours_is_drawn_as_it_is() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"600\" height=\"90\">\
               <linearGradient id=\"g\"><stop offset=\"0\" stop-color=\"#000\"/>\
               <stop offset=\"1\" stop-color=\"#0f8\"/></linearGradient>\
               <rect width=\"600\" height=\"90\" fill=\"url(#g)\"/>\
               <rect y=\"80\" width=\"600\" height=\"10\" fill=\"#f00\"/></svg>";
    let files = BTreeMap::from([("cover.svg".to_owned(), svg.to_owned())]);
    let font = std::fs::read("fonts/NotoSerifSC-Bold.ttf").unwrap();
    let fonts = vec![huikan::font::Bytes::Shared(font.into())];
    let (templates, style) = (Templates { files, fonts }, style("book-a5"));
    let mut found = Diagnostics::new();
    let book = pack(&mut found, &small(), &setup(&style, &templates), None).unwrap();
    let (size, has_palette, samples) = cover(&book);
    assert_eq!((size, has_palette), ((600, 90), false));
    let pixels: &[[u8; 3]] = samples.as_chunks().0;
    assert_eq!(pixels[89 * 600 + 7], [255, 0, 0]);
    assert!(pixels[599][1] > 250 && pixels[0][1] < 5);
}
