//! SVG files: what is kept of them for a book, and how they are drawn.

use std::io::{Cursor, Read};
use std::sync::Arc;

use huikan::diag::{Code, Diagnostics};
use huikan::font::Fonts;
use huikan::page::{Image, ImageFormat, Label, Mark, Pages};
use huikan::pdf;
use huikan::project::{Colour, Finish, Standard, image};
use huikan::sheet::{Imposition, impose};
use lopdf::{Document, Object, Stream};

use crate::cli::Folder;
use crate::pdf::images::{assert_looks, painted};
use crate::pdf::made::{page, pages, read, rect};

fn drawing(text: &str) -> Option<Image> {
    image("content/plan.svg", text.as_bytes().to_vec())
}

/// What is kept of a drawing with this in it.
fn kept(inside: &str) -> String {
    let text = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' \
         xmlns:xlink='http://www.w3.org/1999/xlink' width='4' height='4'>{inside}</svg>"
    );
    let image = drawing(&text).unwrap();
    assert_eq!(image.format, ImageFormat::Svg);
    let kept = String::from_utf8(image.bytes.to_vec()).unwrap();
    let start = kept.find("'4'>").unwrap() + 4;
    kept[start..].trim_end().strip_suffix("</svg>").unwrap().to_owned()
}

#[test]
fn nothing_in_a_drawing_runs() {
    for inside in [
        "<script>alert(1)</script>",
        "<foreignObject><body/></foreignObject>",
        "<a><set attributeName='xlink:href' to='javascript:0'/></a>",
        "<?xml-stylesheet href='a.css'?>",
    ] {
        let found = kept(inside).replace("<a>", "").replace("</a>", "");
        assert_eq!(found, "", "{inside}");
    }
    assert_eq!(kept("<rect onclick=\"go()\" x='1'/>"), "<rect  x='1'/>");
}

#[test]
fn nothing_outside_a_drawing_is_read() {
    for (inside, expected) in [
        ("<image href='https://example.org/a.png'/>", "<image />"),
        ("<image xlink:href='../a.png'/>", "<image />"),
        ("<rect fill='url(https://example.org/#a)'/>", "<rect />"),
        ("<style>@import 'a.css';</style>", ""),
        ("<style>rect { fill: url( \"b.svg#c\" ) }</style>", ""),
    ] {
        assert_eq!(kept(inside), expected, "{inside}");
    }
    // What is inside stays as it was written.
    for inside in [
        "<use xlink:href='#a'/><rect fill=\"url(#b)\"/>",
        "<image href='data:image/png;base64,AAAA'/>",
        "<style>rect { fill: url('#b') }</style>",
        "<!-- 平面图 --><text>石桥</text>",
    ] {
        assert_eq!(kept(inside), inside);
    }
}

#[test]
fn a_document_type_leaves_only_what_its_entities_say() {
    let text = "<?xml version='1.0'?><!DOCTYPE svg PUBLIC 'a' 'b' [\
                <!ENTITY ns 'http://www.w3.org/2000/svg'>\
                <!ENTITY far SYSTEM 'file:///etc/passwd'>]>\
                <svg xmlns='&ns;' viewBox='0 0 30 20'/>";
    let image = drawing(text).unwrap();
    let kept = String::from_utf8(image.bytes.to_vec()).unwrap();
    assert!(
        kept.ends_with("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 30 20'/>\n")
    );
    assert!(!kept.contains("DOCTYPE") && !kept.contains("passwd"));
    assert_eq!((image.width, image.height), (30, 20));
}

#[test]
fn a_drawing_that_nests_deeper_than_readers_go_is_none() {
    let nested = |depth| {
        let (open, close) = ("<g>".repeat(depth), "</g>".repeat(depth));
        drawing(&format!("<svg xmlns='http://www.w3.org/2000/svg'>{open}{close}</svg>"))
    };
    assert!(nested(200).is_some() && nested(300).is_none() && nested(300_000).is_none());
}

#[test]
fn a_drawing_is_as_large_as_it_says() {
    for (size, expected) in [
        ("width='1in' height='25.4mm'", (96, 96)),
        ("width='72pt' viewBox='0 0 2 1'", (96, 48)),
        ("height='50' viewBox='0,0,2,1'", (100, 50)),
        ("width='100%' height='100%' viewBox='0 0 7 9'", (7, 9)),
        ("", (300, 150)),
    ] {
        let text = format!("<svg xmlns='http://www.w3.org/2000/svg' {size}/>");
        let image = drawing(&text).unwrap();
        assert_eq!((image.width, image.height), expected, "{size}");
    }
    assert!(drawing("<svg xmlns='http://www.w3.org/2000/svg'><rect></svg>").is_none());
    assert!(drawing("<html><svg/></html>").is_none());
}

/// A page with a drawing of 80 by 80 mm whose units are millimetres.
fn with_drawing(inside: &str) -> Pages {
    let text = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' \
         xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 80 80'>{inside}</svg>"
    );
    let image = drawing(&text).unwrap();
    let mut made = pages(&Fonts::default(), &[]);
    let name = image.path.clone();
    let (rect, alt) = (rect(20, 20, 80, 80), "平面图".to_owned());
    let mark = Mark::Image { name: name.clone(), rect, alt, element: None };
    made.pages = vec![page(Label::Arabic(1), vec![mark])];
    made.images.insert(name, Arc::new(image));
    made
}

/// A file with a drawing, and what was reported.
fn drawn(inside: &str, finish: &Finish) -> (Vec<u8>, Vec<Code>) {
    let pages = with_drawing(inside);
    let mut found = Diagnostics::new();
    let sheets = impose(&mut found, &pages, &Imposition::PLAIN);
    let bytes = pdf::write(&mut found, &pages, &sheets, &Fonts::default(), finish);
    (bytes.unwrap(), found.iter().map(|found| found.code).collect())
}

fn plain(inside: &str) -> Vec<u8> {
    let (bytes, codes) = drawn(inside, &Finish::default());
    assert_eq!(codes, []);
    bytes
}

/// The streams of forms or images.
fn objects<'a>(document: &'a Document, kind: &str) -> Vec<&'a Stream> {
    let of_kind = |stream: &&Stream| {
        let found = stream.dict.get(b"Subtype").and_then(Object::as_name);
        found.is_ok_and(|found| found == kind.as_bytes())
    };
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams.filter(of_kind).collect()
}

const FOUR: &str = "<rect width='40' height='40' fill='#dc1e28'/>\
    <g transform='translate(40)'><path d='M0 0h40v40h-40z' fill='#14963c'/></g>\
    <rect y='40' width='40' height='40' fill='#1e3cc8'/>";

#[test]
fn outlines_are_drawn_where_they_stand_and_stay_outlines() {
    let bytes = plain(FOUR);
    let colours = [[220, 30, 40], [20, 150, 60], [30, 60, 200], [255, 255, 255]];
    assert_looks(&bytes, colours, 2);
    let document = read(&bytes);
    assert!(objects(&document, "Image").is_empty());
    assert_eq!(objects(&document, "Form").len(), 1);
}

#[test]
fn gradients_clips_groups_and_pictures_are_drawn() {
    // From black to white across the whole; the middle of the quarters are a quarter in.
    let gradient = "<linearGradient id='a'><stop offset='0'/>\
                    <stop offset='1' stop-color='white'/></linearGradient>\
                    <rect width='80' height='80' fill='url(#a)'/>";
    assert_looks(&plain(gradient), [[64; 3], [191; 3], [64; 3], [191; 3]], 6);
    let clip = "<clipPath id='a'><rect width='40' height='80'/></clipPath>\
                <g clip-path='url(#a)'><rect width='80' height='80' fill='#dc1e28'/></g>";
    let (red, white) = ([220, 30, 40], [255; 3]);
    assert_looks(&plain(clip), [red, white, red, white], 2);
    // Two that lie on each other are seen through as one.
    let group = "<g opacity='0.5'><rect width='80' height='80'/>\
                 <rect width='80' height='40'/></g>";
    assert_looks(&plain(group), [[127; 3]; 4], 3);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/pdf/interlaced.png");
    let picture = base64(&std::fs::read(folder).unwrap());
    let inside = format!(
        "<image width='80' height='80' preserveAspectRatio='none' \
         xlink:href='data:image/png;base64,{picture}'/>"
    );
    let bytes = plain(&inside);
    assert_eq!(objects(&read(&bytes), "Image").len(), 1);
    assert!(painted(&bytes).is_none_or(|found| found.iter().any(|c| *c != white)));
}

/// Bytes in the 64 characters of data URLs.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let at = |index: usize| u32::from(group.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - place * 6) & 63) as usize];
            text.push(if place > group.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[test]
fn words_in_a_drawing_are_set_in_our_fonts_as_outlines() {
    let bytes = plain("<text x='5' y='60' font-size='60' font-family='SimSun'>口</text>");
    let document = read(&bytes);
    let form = objects(&document, "Form")[0];
    let content = form.decompressed_content().unwrap_or(form.content.clone());
    let content = String::from_utf8(content).unwrap();
    assert!(content.contains(" l\n") && content.contains("\nf\n"), "{content}");
}

#[test]
fn drawings_for_print_are_made_of_inks_and_hide_what_lies_below() {
    let finish = Finish { colour: Colour::Cmyk, ..Finish::from(Standard::X4) };
    let (bytes, codes) =
        drawn(&format!("{FOUR}<path d='M0 0h9' stroke='#222'/>"), &finish);
    assert_eq!(codes, []);
    let document = read(&bytes);
    let form = objects(&document, "Form")[0];
    let content = form.decompressed_content().unwrap_or(form.content.clone());
    let content = String::from_utf8(content).unwrap();
    assert!(content.starts_with("/Hide gs\n"), "{content}");
    assert!(content.contains(" k\n") && content.contains(" G\n"), "{content}");
    assert!(!content.contains(" rg\n") && !content.contains(" RG\n"), "{content}");
}

#[test]
fn what_cannot_be_drawn_is_reported_and_the_rest_is_drawn() {
    for missing in [
        "<mask id='a'><rect width='9' height='9' fill='white'/></mask>\
         <g mask='url(#a)'><rect width='9' height='9'/></g>",
        "<filter id='a'><feGaussianBlur stdDeviation='2'/></filter>\
         <rect width='9' height='9' filter='url(#a)'/>",
        "<pattern id='a' width='2' height='2' patternUnits='userSpaceOnUse'>\
         <rect width='1' height='1'/></pattern><rect width='9' height='9' fill='url(#a)'/>",
    ] {
        let (bytes, codes) = drawn(&format!("{FOUR}{missing}"), &Finish::default());
        assert_eq!(codes, [Code::X010], "{missing}");
        assert_eq!(
            painted(&bytes).map_or([30, 60, 200], |found| found[2]),
            [30, 60, 200]
        );
    }
}

#[test]
fn a_book_for_screens_has_the_drawing_itself() {
    let text = "---\ntitle: 渡口\n---\n\n船靠在对岸。\n\n![平面图](plan.svg)\n";
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='80' height='80' \
               onload='go()'><rect width='9' height='9'/></svg>";
    let folder = Folder::new()
        .file("content/river/01.md", text)
        .file("content/river/plan.svg", svg);
    folder.done(&["build", "-e", "epub"]);
    let book = std::fs::read(folder.path().join("out/river/river.epub")).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut texts = String::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().ends_with(".svg") || file.name().ends_with(".opf") {
            file.read_to_string(&mut texts).unwrap();
        }
    }
    assert!(texts.contains("media-type=\"image/svg+xml\""), "{texts}");
    assert!(texts.contains("<rect width='9'") && !texts.contains("onload"), "{texts}");
}
