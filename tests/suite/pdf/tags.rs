//! The tag tree, read back as an outline: every element with its role, what it says of
//! itself, and its text, as somebody hears it who does not see the page.

use std::collections::BTreeMap;
use std::sync::Arc;

use huikan::diag::Diagnostics;
use huikan::font::Fonts;
use huikan::page::{Image, ImageFormat, Pages, paginate};
use huikan::pdf;
use huikan::project::{Finish, Standard};
use huikan::sheet::{Imposition, impose};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

use crate::cases;
use crate::page::{small_style, volume};
use crate::pdf::made::{page_ids, read};

/// The text of each content of a page, by its number.
type Texts = BTreeMap<i64, String>;

/// What stands open in a stream.
enum Open {
    Content(i64),
    /// Words that are said in place of what is shown.
    Instead,
    Artifact,
    Other,
}

/// Reads what a page shows, content by content. Nothing may stand outside.
fn contents(document: &Document, page: ObjectId) -> Texts {
    let fonts = document.get_page_fonts(page).unwrap();
    let bytes = document.get_page_content(page);
    let mut texts = Texts::new();
    let mut open: Vec<Open> = Vec::new();
    let mut font = None;
    for operation in Content::decode(&bytes).unwrap().operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" => open.push(Open::Artifact),
            "BDC" => open.push(opened(&operands[1], &open, &mut texts)),
            "EMC" => drop(open.pop().expect("something stands open")),
            "Tf" => font = fonts.get(operands[0].as_name().unwrap()).copied(),
            "TJ" | "Do" | "f" | "S" => {
                let Some(text) = place(&open, &mut texts) else { continue };
                if operation.operator == "TJ" {
                    text.push_str(&shown(document, font.unwrap(), &operands[0]));
                } else {
                    text.push_str("[picture]");
                }
            }
            _ => {}
        }
    }
    assert!(open.is_empty());
    texts
}

fn opened(properties: &Object, open: &[Open], texts: &mut Texts) -> Open {
    let properties = properties.as_dict().unwrap();
    if let Ok(number) = properties.get(b"MCID") {
        assert!(open.is_empty(), "contents do not nest");
        let number = number.as_i64().unwrap();
        assert!(texts.insert(number, String::new()).is_none(), "{number} comes twice");
        return Open::Content(number);
    }
    let Ok(words) = properties.get(b"ActualText") else { return Open::Other };
    if let Some(text) = place(open, texts) {
        text.push_str(&decode_text_string(words).unwrap());
    }
    Open::Instead
}

/// Where text goes; nowhere for artifacts and below words that are said instead.
fn place<'a>(open: &[Open], texts: &'a mut Texts) -> Option<&'a mut String> {
    assert!(!open.is_empty(), "something is neither content nor artifact");
    if open.iter().any(|open| matches!(open, Open::Artifact | Open::Instead)) {
        return None;
    }
    let number = open.iter().find_map(|open| match open {
        Open::Content(number) => Some(*number),
        _ => None,
    });
    texts.get_mut(&number.expect("text stands in a content"))
}

/// The characters of an array of codes.
fn shown(document: &Document, font: &Dictionary, codes: &Object) -> String {
    let encoding = font.get_font_encoding(document).unwrap();
    let codes = codes.as_array().unwrap().iter().filter_map(|item| item.as_str().ok());
    codes.map(|codes| Document::decode_text(&encoding, codes).unwrap()).collect()
}

/// A document whose tags are read.
struct Reader<'a> {
    document: &'a Document,
    texts: BTreeMap<ObjectId, Texts>,
    /// How often each content was reached.
    reached: usize,
    out: String,
}

impl Reader<'_> {
    fn element(&mut self, id: ObjectId, parent: ObjectId, depth: usize) {
        let element = self.document.get_dictionary(id).unwrap();
        let above = element.get(b"P").unwrap().as_reference().unwrap();
        assert_eq!(above, parent, "every element names the one it is in");
        let role = element.get(b"S").unwrap().as_name().unwrap();
        self.out.push_str(&"  ".repeat(depth));
        self.out.push_str(&String::from_utf8_lossy(role));
        self.attributes(element);
        self.out.push('\n');
        let page = element.get(b"Pg").ok().map(|page| page.as_reference().unwrap());
        let kids = match element.get(b"K") {
            Ok(Object::Array(kids)) => kids.clone(),
            Ok(kid) => vec![kid.clone()],
            Err(_) => Vec::new(),
        };
        let mut words = String::new();
        for kid in &kids {
            if let Object::Reference(below) = kid {
                self.say(&mut words, depth + 1);
                self.element(*below, id, depth + 1);
            } else {
                words.push_str(&self.content(kid, page));
            }
        }
        self.say(&mut words, depth + 1);
    }

    /// Text of an element between the elements in it.
    fn say(&mut self, words: &mut String, depth: usize) {
        if !words.is_empty() {
            self.out.push_str(&format!("{}“{words}”\n", "  ".repeat(depth)));
            words.clear();
        }
    }

    fn attributes(&mut self, element: &Dictionary) {
        for name in ["Alt", "ActualText", "Lang"] {
            if let Ok(words) = element.get(name.as_bytes()) {
                let words = decode_text_string(words).unwrap();
                self.out.push_str(&format!(" {name}={words}"));
            }
        }
        let Ok(attributes) = element.get(b"A") else { return };
        for name in ["Scope", "ListNumbering"] {
            if let Ok(value) = attributes.as_dict().unwrap().get(name.as_bytes()) {
                let value = String::from_utf8_lossy(value.as_name().unwrap());
                self.out.push_str(&format!(" {name}={value}"));
            }
        }
    }

    fn content(&mut self, kid: &Object, page: Option<ObjectId>) -> String {
        let (number, page) = match kid {
            Object::Integer(number) => (*number, page.unwrap()),
            Object::Dictionary(kid) if kid.has(b"Obj") => {
                let link = kid.get(b"Obj").unwrap().as_reference().unwrap();
                let link = self.document.get_dictionary(link).unwrap();
                let words = decode_text_string(link.get(b"Contents").unwrap()).unwrap();
                assert!(link.has(b"StructParent"));
                return format!(" → {words}");
            }
            Object::Dictionary(kid) => (
                kid.get(b"MCID").unwrap().as_i64().unwrap(),
                kid.get(b"Pg").unwrap().as_reference().unwrap(),
            ),
            other => panic!("{other:?} is no content"),
        };
        self.reached += 1;
        self.texts[&page][&number].clone()
    }
}

/// The tags of a file as an outline.
fn outline(bytes: &[u8]) -> String {
    let document = read(bytes);
    let catalog = document.catalog().unwrap();
    assert!(catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().has(b"Marked"));
    let root = catalog.get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let tree = document.get_dictionary(root).unwrap();
    let top = tree.get(b"K").unwrap().as_reference().unwrap();
    let texts: BTreeMap<ObjectId, Texts> = page_ids(&document)
        .into_iter()
        .map(|page| (page, contents(&document, page)))
        .collect();
    let all: usize = texts.values().map(BTreeMap::len).sum();
    let document = &document;
    let mut reader = Reader { document, texts, reached: 0, out: String::new() };
    reader.element(top, root, 0);
    assert_eq!(reader.reached, all, "every content is in one element");
    reader.out
}

/// A small volume with one article, and looks of its own where its first line says so.
fn laid_out(input: &str) -> Pages {
    let input = input.strip_prefix("front\n").unwrap_or(input);
    let (own, text) = match input.strip_prefix("style ") {
        Some(rest) => rest.split_once('\n').unwrap(),
        None => ("", input),
    };
    let own = own.replace("; ", "\n");
    let mut volume = volume(&[("a.md".to_owned(), text.to_owned())], Some("上辑"));
    let path = "content/bridge.jpg".to_owned();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/pdf/gray.jpg");
    let bytes = std::fs::read(file).unwrap().into();
    let (format, width, height) = (ImageFormat::Jpeg, 64, 64);
    let image = Image { path: path.clone(), bytes, format, width, height };
    volume.images.insert(path, Arc::new(image));
    paginate(&mut Diagnostics::new(), &volume, &small_style(&own), &Fonts::default())
}

fn written(pages: &Pages, imposition: Imposition, standard: Standard) -> Vec<u8> {
    let mut diagnostics = Diagnostics::new();
    let sheets = impose(&mut diagnostics, pages, &imposition);
    let fonts = Fonts::default();
    let finish = Finish::from(standard);
    pdf::write(&mut diagnostics, pages, &sheets, &fonts, &finish).unwrap()
}

#[test]
fn tags_say_in_reading_order_what_everything_is() {
    cases::check("pdf/tags.txt", |input| {
        let pages = laid_out(input);
        let outline = outline(&written(&pages, Imposition::PLAIN, Standard::Plain));
        // Cover, title page and contents are the same everywhere.
        if input.starts_with("front") {
            return outline;
        }
        let part = outline.find("  Part\n").unwrap();
        outline[part..].to_owned()
    });
}

#[test]
fn a_file_for_archives_can_be_heard_and_says_so() {
    let pages = laid_out("# 石桥\n\n水从桥下过[^1]。\n\n[^1]: 棠溪。");
    let bytes = written(&pages, Imposition::PLAIN, Standard::A2u);
    let document = read(&bytes);
    let packet = document.catalog().unwrap().get(b"Metadata").unwrap();
    let packet = document.get_object(packet.as_reference().unwrap()).unwrap();
    let packet = String::from_utf8_lossy(&packet.as_stream().unwrap().content);
    assert!(packet.contains("<pdfuaid:part>1</pdfuaid:part>"), "{packet}");
    assert!(packet.contains("<pdfaExtension:schemas>"), "{packet}");
    assert!(outline(&bytes).contains("Note"));
    // Imposed it could not be heard in order, and does not say that it can.
    let a4 = crate::pdf::made::A4;
    let bytes = written(&pages, Imposition::saddle(a4), Standard::A2u);
    assert!(!String::from_utf8_lossy(&bytes).contains("pdfuaid"));
}

#[test]
fn sheets_and_files_for_print_have_no_tags() {
    let pages = laid_out("# 石桥\n\n水从桥下过。");
    let a4 = crate::pdf::made::A4;
    for (imposition, standard) in
        [(Imposition::saddle(a4), Standard::Plain), (Imposition::PLAIN, Standard::X4)]
    {
        let document = read(&written(&pages, imposition, standard));
        assert!(!document.catalog().unwrap().has(b"StructTreeRoot"));
        for page in page_ids(&document) {
            let stream = document.get_page_content(page);
            let stream = String::from_utf8_lossy(&stream).into_owned();
            assert!(!stream.contains("MCID"), "{stream}");
        }
    }
}
