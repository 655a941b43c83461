//! What print shops and archives ask of a file.

use std::sync::Arc;

use huikan::diag::Code;
use huikan::font::Fonts;
use huikan::geom::Length;
use huikan::page::{
    ElementId, Image, ImageFormat, Label, Link, Mark, Metadata, Pages, Target,
};
use huikan::project::{Colour, Finish, Standard};
use huikan::sheet::{Imposition, Marks};
use lopdf::{Dictionary, Document, Object, Stream};
use png::ColorType;

use crate::pdf::made::{
    A5, finished, near, numbers, page, page_ids, pages, read, rect, standing,
};

/// What print shops get.
const PRINT: Imposition = Imposition {
    bleed: Length::mm(3),
    marks: Marks { crop: true, registration: true, ..Marks::NONE },
    ..Imposition::PLAIN
};

/// Two pages with text, a rule in gray, and something to click on.
fn volume(fonts: &Fonts) -> Pages {
    let mut made = pages(fonts, &["石桥", "水渠"]);
    made.pages[0].marks.push(Mark::Rule { rect: rect(20, 20, 10, 1), ink: 30 });
    let target = Target::Url("https://example.org/".to_owned());
    let (rect, title, element) =
        (rect(20, 20, 10, 10), "例".to_owned(), ElementId::default());
    made.pages[0].links.push(Link { rect, target, title, element });
    made
}

fn made(standard: Standard, imposition: Imposition) -> Document {
    let fonts = Fonts::default();
    let (bytes, codes) = standing(&volume(&fonts), &fonts, (imposition, standard));
    assert_eq!(codes, []);
    read(&bytes.unwrap())
}

/// The only output intent and its profile.
fn intent(document: &Document) -> (&Dictionary, &Stream) {
    let catalog = document.catalog().unwrap();
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    assert_eq!(intents.len(), 1);
    let intent = intents[0].as_dict().unwrap();
    let profile = intent.get(b"DestOutputProfile").unwrap().as_reference().unwrap();
    (intent, document.get_object(profile).unwrap().as_stream().unwrap())
}

/// The packet of metadata.
fn packet(document: &Document) -> String {
    let id = document.catalog().unwrap().get(b"Metadata").unwrap();
    let packet = document.get_object(id.as_reference().unwrap()).unwrap();
    String::from_utf8(packet.as_stream().unwrap().content.clone()).unwrap()
}

fn streams(document: &Document) -> String {
    let contents = page_ids(document).into_iter().map(|id| document.get_page_content(id));
    contents.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

#[test]
fn a_file_for_print_says_what_it_is_and_for_which_press() {
    let document = made(Standard::X4, PRINT);
    assert_eq!(document.version, "1.6");
    let (intent, profile) = intent(&document);
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFX");
    let content = profile.decompressed_content().unwrap_or(profile.content.clone());
    // Class, colour space and signature of an output profile (ICC.1, 7.2).
    assert_eq!(&content[12..20], b"prtrCMYK");
    assert_eq!(&content[36..40], b"acsp");
    let packet = packet(&document);
    for words in [
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<pdf:Trapped>False</pdf:Trapped>",
        "<xmp:ModifyDate>1970-01-01T00:00:00Z</xmp:ModifyDate>",
    ] {
        assert!(packet.contains(words), "{words}\n{packet}");
    }
}

#[test]
fn boxes_for_print_are_exact_and_nothing_can_be_clicked_on() {
    let document = made(Standard::X4, PRINT);
    for id in page_ids(&document) {
        let page = document.get_dictionary(id).unwrap();
        assert!(!page.has(b"Annots"));
        let of = |name: &str| numbers(page.get(name.as_bytes()).unwrap());
        let (trim, bleed, media) = (of("TrimBox"), of("BleedBox"), of("MediaBox"));
        assert!(near(trim[2] - trim[0], A5.width) && near(trim[3] - trim[1], A5.height));
        for side in [0, 1] {
            assert!(near(trim[side] - bleed[side], Length::mm(3)));
            assert!(near(bleed[side + 2] - trim[side + 2], Length::mm(3)));
            assert!(media[side] < bleed[side] && media[side + 2] > bleed[side + 2]);
        }
    }
}

#[test]
fn text_for_print_is_black_ink_alone_and_prints_over_what_is_below() {
    let document = made(Standard::X4, PRINT);
    let streams = streams(&document);
    let operators: Vec<&str> = streams.split_whitespace().collect();
    assert!(operators.windows(5).any(|five| five == ["0", "0", "0", "1", "k"]));
    assert!(
        operators.windows(5).any(|five| five == ["0", "0", "0", ".3", "k"])
            || operators.windows(5).any(|five| five == ["0", "0", "0", "0.3", "k"])
    );
    assert!(!operators.iter().any(|word| ["g", "rg", "sc", "scn"].contains(word)));
    let page = document.get_dictionary(page_ids(&document)[0]).unwrap();
    let resources = page.get(b"Resources").unwrap().as_reference().unwrap();
    let states = document.get_dictionary(resources).unwrap().get(b"ExtGState").unwrap();
    let state = states.as_dict().unwrap().get(b"Over").unwrap().as_dict().unwrap();
    assert_eq!(state.get(b"op").unwrap(), &Object::Boolean(true));
}

#[test]
fn a_file_for_archives_says_what_it_is_and_what_its_colours_mean() {
    let document = made(Standard::A2u, Imposition::PLAIN);
    let (intent, _) = intent(&document);
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFA1");
    let packet = packet(&document);
    assert!(packet.contains("<pdfaid:part>2</pdfaid:part>"), "{packet}");
    assert!(packet.contains("<pdfaid:conformance>U</pdfaid:conformance>"), "{packet}");
    // No date is known, so none is said.
    assert!(!packet.contains("CreateDate"), "{packet}");
}

#[test]
fn other_files_claim_nothing() {
    let document = made(Standard::Plain, Imposition::PLAIN);
    assert!(!document.catalog().unwrap().has(b"OutputIntents"));
    let packet = packet(&document);
    assert!(!packet.contains("<pdfaid:") && !packet.contains("<pdfxid:"), "{packet}");
    assert_eq!(document.version, "1.7");
}

/// A page with a picture of 35 pixels on 8 centimetres.
fn with_picture(fonts: &Fonts, file: &str) -> Pages {
    let name = "content/picture.jpg".to_owned();
    let path = format!("{}/tests/cases/pdf/{file}", env!("CARGO_MANIFEST_DIR"));
    let bytes = Arc::from(std::fs::read(path).unwrap());
    let (format, width, height) = (ImageFormat::Jpeg, 2, 2);
    let mut made = Pages { metadata: Metadata::default(), ..pages(fonts, &[]) };
    let rect = rect(20, 20, 80, 80);
    let mark = Mark::Image {
        name: name.clone(),
        rect,
        alt: "四块颜色".to_owned(),
        element: None,
    };
    made.pages = vec![page(Label::Arabic(1), vec![mark])];
    let image = Image { path: name.clone(), bytes, format, width, height };
    made.images.insert(name, Arc::new(image));
    made
}

#[test]
fn a_coarse_picture_is_reported_to_those_who_print() {
    let fonts = Fonts::default();
    let made = with_picture(&fonts, "gray.jpg");
    let of = |standard| standing(&made, &fonts, (Imposition::PLAIN, standard)).1;
    assert_eq!(of(Standard::X4), [Code::X008]);
    assert_eq!(of(Standard::Plain), []);
}

#[test]
fn inks_are_no_colours_for_an_archive() {
    let fonts = Fonts::default();
    let made = with_picture(&fonts, "cmyk.jpg");
    let (bytes, codes) = standing(&made, &fonts, (Imposition::PLAIN, Standard::A2u));
    assert_eq!((bytes, codes), (None, vec![Code::X007]));
}

/// The only picture of a file.
fn picture(document: &Document) -> &Stream {
    let is_image = |stream: &&Stream| {
        stream.dict.get(b"Subtype").and_then(Object::as_name).ok()
            == Some(b"Image".as_slice())
    };
    let streams = document.objects.values().filter_map(|object| object.as_stream().ok());
    streams.into_iter().find(is_image).unwrap()
}

/// A page with a picture, for print in these colours.
fn printed(pages: &Pages, colour: Colour) -> Document {
    let fonts = Fonts::default();
    let finish = Finish { colour, ..Finish::from(Standard::X4) };
    read(&finished(pages, &fonts, (Imposition::PLAIN, finish)).0.unwrap())
}

#[test]
fn a_red_green_blue_picture_for_print_says_which_red_it_means() {
    let document = printed(&with_picture(&Fonts::default(), "rgb.jpg"), Colour::Rgb);
    let space = picture(&document).dict.get(b"ColorSpace").unwrap().as_array().unwrap();
    assert_eq!(space[0].as_name().unwrap(), b"ICCBased");
}

#[test]
fn photographs_for_print_are_made_of_inks_or_of_gray() {
    let fonts = Fonts::default();
    for (file, colour, space) in [
        ("rgb.jpg", Colour::Cmyk, "DeviceCMYK"),
        ("cmyk.jpg", Colour::Cmyk, "DeviceCMYK"),
        ("gray.jpg", Colour::Cmyk, "DeviceGray"),
        ("rgb.jpg", Colour::Gray, "DeviceGray"),
        ("cmyk.jpg", Colour::Gray, "DeviceGray"),
    ] {
        let document = printed(&with_picture(&fonts, file), colour);
        let found = picture(&document);
        let name = found.dict.get(b"ColorSpace").unwrap().as_name().unwrap();
        assert_eq!(name, space.as_bytes(), "{file} {colour:?}");
        // Those that needed nothing are the file itself.
        let path = format!("{}/tests/cases/pdf/{file}", env!("CARGO_MANIFEST_DIR"));
        let is_same = found.content == std::fs::read(path).unwrap();
        assert_eq!(is_same, file != "rgb.jpg" && colour == Colour::Cmyk, "{file}");
    }
}

/// A page with a PNG picture of these pixels in a row.
fn with_pixels(pixels: &[[u8; 3]], palette: bool) -> Pages {
    let mut file = Vec::new();
    let width = u32::try_from(pixels.len()).unwrap();
    let mut encoder = png::Encoder::new(&mut file, width, 1);
    encoder.set_color(if palette { ColorType::Indexed } else { ColorType::Rgb });
    let colours = pixels.concat();
    if palette {
        encoder.set_palette(colours.clone());
    }
    let numbers: Vec<u8> = (0..).take(pixels.len()).collect();
    let rows = if palette { numbers } else { colours };
    encoder.write_header().unwrap().write_image_data(&rows).unwrap();
    let mut made = with_picture(&Fonts::default(), "gray.jpg");
    let path = made.images.keys().next().unwrap().clone();
    let (bytes, format) = (Arc::from(file), ImageFormat::Png);
    let image = Image { path: path.clone(), bytes, format, width, height: 1 };
    made.images.insert(path, Arc::new(image));
    made
}

#[test]
fn red_is_magenta_and_yellow_and_what_is_neutral_is_black_alone() {
    let document = printed(&with_pixels(&[[230, 0, 20], [0, 0, 0]], false), Colour::Cmyk);
    let found = picture(&document);
    assert_eq!(found.dict.get(b"ColorSpace").unwrap().as_name().unwrap(), b"DeviceCMYK");
    let inks = found.decompressed_content().unwrap_or(found.content.clone());
    let [cyan, magenta, yellow, black] = inks[..4] else { panic!("{inks:?}") };
    assert!(cyan < 40 && magenta > 200 && yellow > 150 && black < 60, "{inks:?}");

    let scanned = with_pixels(&[[250, 250, 250], [12, 13, 12]], false);
    let document = printed(&scanned, Colour::Cmyk);
    let space = picture(&document).dict.get(b"ColorSpace").unwrap();
    assert_eq!(space.as_name().unwrap(), b"DeviceGray");
}

#[test]
fn of_a_palette_the_colours_become_inks_and_the_pixels_stay() {
    let document = printed(&with_pixels(&[[230, 0, 20], [0, 0, 0]], true), Colour::Cmyk);
    let space = picture(&document).dict.get(b"ColorSpace").unwrap().as_array().unwrap();
    assert_eq!(space[1].as_name().unwrap(), b"DeviceCMYK");
    assert_eq!(space[3].as_str().unwrap().len(), 8, "four inks for each colour");
    let document = printed(&with_pixels(&[[230, 0, 20], [0, 0, 0]], true), Colour::Gray);
    let space = picture(&document).dict.get(b"ColorSpace").unwrap().as_array().unwrap();
    assert_eq!(space[1].as_name().unwrap(), b"DeviceGray");
}

#[test]
fn a_press_has_a_profile_of_four_inks_which_the_file_brings_along() {
    let profile = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pdf/profiles");
        std::fs::read(format!("{folder}/{name}.icc")).unwrap()
    };
    assert!(huikan::pdf::is_press(&profile("fogra39")));
    assert!(!huikan::pdf::is_press(&profile("srgb")));
    assert!(!huikan::pdf::is_press(b"ink"));

    let mut own = profile("fogra39");
    // A byte of its date: another profile in the same words.
    own[35] ^= 1;
    let finish =
        Finish { profile: Some(Arc::from(own.clone())), ..Finish::from(Standard::X4) };
    let fonts = Fonts::default();
    let made = finished(&volume(&fonts), &fonts, (PRINT, finish)).0.unwrap();
    let document = read(&made);
    let (intent, stream) = intent(&document);
    let content = stream.decompressed_content().unwrap_or(stream.content.clone());
    assert_eq!(content, own);
    let condition = intent.get(b"OutputConditionIdentifier").unwrap();
    let condition = lopdf::decode_text_string(condition).unwrap();
    assert!(!condition.is_empty() && condition != "FOGRA39", "{condition}");
}
