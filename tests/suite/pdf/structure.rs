//! What surrounds the text: boxes, outline, links, labels, metadata, sameness.

use huikan::diag::Code;
use huikan::font::Fonts;
use huikan::geom::{Length, Size};
use huikan::page::{
    Binding, Date, ElementId, Label, Link, Mark, Orientation, OutlineEntry, Pages, Place,
    Target,
};
use huikan::sheet::Imposition;
use lopdf::{Dictionary, Document, Object};

use crate::pdf::made::{
    A4, A5, OnDisk, near, numbers, page_ids, pages, read, rect, tried, written,
};

const SADDLE: Imposition = Imposition::saddle(A4);

fn place(page: usize, y: i64) -> Place {
    Place { page, y: Length::mm(y) }
}

fn entry(title: &str, place: Place, children: Vec<OutlineEntry>) -> OutlineEntry {
    OutlineEntry { title: title.to_owned(), place, children }
}

/// Eight pages with two parts, a link and a date.
fn volume(fonts: &Fonts) -> Pages {
    let mut made = pages(fonts, &["一", "二", "三", "四", "五", "六", "七", "八"]);
    for (page, number) in made.pages.iter_mut().take(3).zip(1..) {
        page.label = Label::Roman(number);
    }
    for (page, number) in made.pages.iter_mut().skip(3).zip(1..) {
        page.label = Label::Arabic(number);
    }
    made.pages[0].label = Label::Name("封面".to_owned());
    made.pages[1].links = vec![
        Link {
            rect: rect(20, 30, 100, 5),
            target: Target::Place(place(6, 40)),
            title: "水渠".to_owned(),
            element: ElementId::default(),
        },
        Link {
            rect: rect(20, 40, 50, 5),
            target: Target::Url("https://example.org/水?a=(1)".to_owned()),
            title: "水".to_owned(),
            element: ElementId::default(),
        },
    ];
    made.outline = vec![
        entry("目录", place(1, 0), vec![]),
        entry("上辑 & <河>", place(3, 20), vec![entry("石桥", place(4, 25), vec![])]),
        entry("下辑", place(6, 20), vec![entry("水渠", place(6, 90), vec![])]),
    ];
    made.metadata.authors = vec!["林河".to_owned(), "周桥".to_owned()];
    made.metadata.subject = Some("水 & 桥 <一>".to_owned());
    made.metadata.date = Some(Date { year: 2024, month: Some(5), day: None });
    made
}

fn catalog(document: &Document) -> &Dictionary {
    document.catalog().unwrap()
}

fn follow<'a>(document: &'a Document, object: &Object) -> &'a Dictionary {
    document.get_dictionary(object.as_reference().unwrap()).unwrap()
}

/// The titles of an outline, with a step for each level, and their destinations.
fn outline(
    document: &Document,
    above: &Dictionary,
    level: usize,
) -> Vec<(String, Object)> {
    let mut found = Vec::new();
    let mut next = above.get(b"First").ok().cloned();
    while let Some(id) = next {
        let item = follow(document, &id);
        let title = lopdf::decode_text_string(item.get(b"Title").unwrap()).unwrap();
        let title = format!("{}{title}", " ".repeat(level));
        found.push((title, item.get(b"Dest").unwrap().clone()));
        found.extend(outline(document, item, level + 1));
        next = item.get(b"Next").ok().cloned();
    }
    found
}

#[test]
fn qpdf_finds_nothing_wrong() {
    let fonts = Fonts::default();
    for scheme in [Imposition::PLAIN, SADDLE] {
        let bytes = written(&volume(&fonts), &fonts, scheme);
        assert!(bytes.starts_with(b"%PDF-1.7\n"));
        if let Some(told) = OnDisk::new(&bytes).ask("qpdf", &["--check", "FILE"]) {
            assert!(told.contains("No syntax or stream encoding errors"), "{told}");
        }
    }
}

#[test]
fn boxes_are_the_trim_of_the_page_or_the_paper() {
    let fonts = Fonts::default();
    for (scheme, width, height) in
        [(Imposition::PLAIN, A5.width, A5.height), (SADDLE, A4.height, A4.width)]
    {
        let document = read(&written(&volume(&fonts), &fonts, scheme));
        for page in page_ids(&document) {
            let page = document.get_dictionary(page).unwrap();
            for name in ["MediaBox", "CropBox", "BleedBox", "TrimBox"] {
                let found = numbers(page.get(name.as_bytes()).unwrap());
                assert_eq!(found[..2], [0.0, 0.0]);
                assert!(near(found[2], width) && near(found[3], height), "{found:?}");
            }
        }
    }
}

// Rule 8.12.
#[test]
fn the_outline_is_nested_and_leads_to_places_on_pages() {
    let fonts = Fonts::default();
    let document = read(&written(&volume(&fonts), &fonts, Imposition::PLAIN));
    let ids = page_ids(&document);
    let root = follow(&document, catalog(&document).get(b"Outlines").unwrap());
    let found = outline(&document, root, 0);
    let titles: Vec<_> = found.iter().map(|(title, _)| title.as_str()).collect();
    assert_eq!(titles, ["目录", "上辑 & <河>", " 石桥", "下辑", " 水渠"]);
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 5);

    let to = found[4].1.as_array().unwrap();
    assert_eq!(to[0].as_reference().unwrap(), ids[6]);
    assert!(near(to[3].as_float().unwrap(), A5.height - Length::mm(90)));
    assert_eq!(
        catalog(&document).get(b"PageMode").unwrap().as_name().unwrap(),
        &b"UseOutlines"[..]
    );
}

#[test]
fn in_a_booklet_the_outline_leads_to_the_sheet_that_carries_the_page() {
    let fonts = Fonts::default();
    let document = read(&written(&volume(&fonts), &fonts, SADDLE));
    let ids = page_ids(&document);
    assert_eq!(ids.len(), 4);
    let root = follow(&document, catalog(&document).get(b"Outlines").unwrap());
    // Pages 2 and 7 are the back of the outer sheet: 2 left of the fold, 7 right of it.
    let found = outline(&document, root, 0);
    let (second, seventh) =
        (found[0].1.as_array().unwrap(), found[3].1.as_array().unwrap());
    assert_eq!(second[0].as_reference().unwrap(), ids[1]);
    assert_eq!(seventh[0].as_reference().unwrap(), ids[1]);
    assert!(near(seventh[2].as_float().unwrap(), A4.height / 2));
    assert!(near(second[2].as_float().unwrap(), A4.height / 2 - A5.width));
    assert!(!catalog(&document).has(b"PageLabels"));
}

#[test]
fn links_lead_to_pages_and_addresses_and_have_no_border() {
    let fonts = Fonts::default();
    let document = read(&written(&volume(&fonts), &fonts, Imposition::PLAIN));
    let ids = page_ids(&document);
    let links = document.get_page_annotations(ids[1]).unwrap();
    assert_eq!(links.len(), 2);
    let inner = links[0].get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(inner[0].as_reference().unwrap(), ids[6]);
    let area = numbers(links[0].get(b"Rect").unwrap());
    let expected = [20, 175, 120, 180].map(Length::mm);
    assert!(area.iter().zip(expected).all(|(n, l)| near(*n, l)), "{area:?}");
    let action = links[1].get(b"A").unwrap().as_dict().unwrap();
    let uri = action.get(b"URI").unwrap().as_str().unwrap();
    assert_eq!(uri, b"https://example.org/%E6%B0%B4?a=(1)");
    for link in links {
        assert_eq!(numbers(link.get(b"Border").unwrap()), [0.0, 0.0, 0.0]);
    }
}

#[test]
fn in_a_booklet_links_lie_on_the_half_of_their_page() {
    let fonts = Fonts::default();
    let document = read(&written(&volume(&fonts), &fonts, SADDLE));
    let ids = page_ids(&document);
    let links = document.get_page_annotations(ids[1]).unwrap();
    let area = numbers(links[0].get(b"Rect").unwrap());
    assert!(near(area[0], A4.height / 2 - A5.width + Length::mm(20)), "{area:?}");
    let inner = links[0].get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(inner[0].as_reference().unwrap(), ids[1]);
}

// Rule 8.12.
#[test]
fn pages_are_called_what_is_printed_on_them() {
    let fonts = Fonts::default();
    let document = read(&written(&volume(&fonts), &fonts, Imposition::PLAIN));
    let labels = catalog(&document).get(b"PageLabels").unwrap().as_dict().unwrap();
    let ranges = labels.get(b"Nums").unwrap().as_array().unwrap();
    let starts: Vec<_> = ranges.iter().step_by(2).map(|n| n.as_i64().unwrap()).collect();
    assert_eq!(starts, [0, 1, 3]);
    let range = |index: usize| ranges[index].as_dict().unwrap();
    let cover = lopdf::decode_text_string(range(1).get(b"P").unwrap()).unwrap();
    assert_eq!(cover, "封面");
    assert_eq!(range(3).get(b"S").unwrap().as_name().unwrap(), &b"r"[..]);
    assert_eq!(range(3).get(b"St").unwrap().as_i64().unwrap(), 2);
    assert_eq!(range(5).get(b"S").unwrap().as_name().unwrap(), &b"D"[..]);
    assert_eq!(range(5).get(b"St").unwrap().as_i64().unwrap(), 1);
}

// Rule 8.12.
#[test]
fn metadata_stand_in_both_places_and_agree() {
    let fonts = Fonts::default();
    let bytes = written(&volume(&fonts), &fonts, Imposition::PLAIN);
    let document = read(&bytes);
    let info = follow(&document, document.trailer.get(b"Info").unwrap());
    let field =
        |key: &str| lopdf::decode_text_string(info.get(key.as_bytes()).unwrap()).unwrap();
    assert_eq!(field("Title"), "河流读本");
    assert_eq!(field("Author"), "林河; 周桥");
    assert_eq!(field("Subject"), "水 & 桥 <一>");
    assert_eq!(field("CreationDate"), "D:202405");
    let producer = format!("huikan {}", env!("CARGO_PKG_VERSION"));
    assert_eq!(field("Producer"), producer);
    assert!(!info.has(b"ModDate") && !info.has(b"GTS_PDFXVersion"));

    let packet = catalog(&document).get(b"Metadata").unwrap().as_reference().unwrap();
    let packet = document.get_object(packet).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(packet.get_plain_content().unwrap()).unwrap();
    for part in [
        "<rdf:li xml:lang=\"x-default\">河流读本</rdf:li>",
        "<rdf:li>林河</rdf:li><rdf:li>周桥</rdf:li>",
        "水 &amp; 桥 &lt;一&gt;",
        "<xmp:CreateDate>2024-05</xmp:CreateDate>",
        "<rdf:li>zh-CN</rdf:li>",
        "<dc:identifier>urn:uuid:7f3a</dc:identifier>",
        producer.as_str(),
    ] {
        assert!(xmp.contains(part), "{part}");
    }
    assert_eq!(catalog(&document).get(b"Lang").unwrap().as_str().unwrap(), &b"zh-CN"[..]);
    let viewer = catalog(&document).get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(viewer.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
}

#[test]
fn the_same_pages_give_the_same_bytes_with_any_number_of_threads() {
    let fonts = Fonts::default();
    let made = volume(&fonts);
    let with = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| written(&made, &fonts, SADDLE))
    };
    let one = with(1);
    assert!(one == with(4) && one == with(3));
}

#[test]
fn other_text_gives_another_identifier_of_the_same_volume() {
    let fonts = Fonts::default();
    let identifiers = |text| {
        let document = read(&written(&pages(&fonts, &[text]), &fonts, Imposition::PLAIN));
        let both = document.trailer.get(b"ID").unwrap().as_array().unwrap().clone();
        (both[0].clone(), both[1].clone())
    };
    let (first, second) = (identifiers("河"), identifiers("桥"));
    assert_eq!(first.0, second.0);
    assert_ne!(first.1, second.1);
}

#[test]
fn objects_are_packed() {
    let fonts = Fonts::default();
    let bytes = written(&volume(&fonts), &fonts, Imposition::PLAIN);
    let holds = |needle: &[u8]| bytes.windows(needle.len()).any(|part| part == needle);
    assert!(holds(b"/ObjStm") && holds(b"/XRef") && !holds(b"/Type/Page/"));
}

#[test]
fn a_document_without_pages_is_reported_and_not_written() {
    let fonts = Fonts::default();
    let (bytes, codes) = tried(&pages(&fonts, &[]), &fonts, Imposition::PLAIN);
    assert_eq!((bytes, codes), (None, vec![Code::X002]));
}

#[test]
fn pages_that_are_larger_than_half_the_paper_are_reported_and_not_cut() {
    let fonts = Fonts::default();
    let mut made = pages(&fonts, &["页"]);
    made.pages[0].size = A4;
    assert_eq!(tried(&made, &fonts, SADDLE), (None, vec![Code::X005]));
    let paper = Size { width: A4.height, height: A4.width * 2 };
    assert!(tried(&made, &fonts, Imposition::saddle(paper)).0.is_some());
}

// Rules 8.6, 10.1.
#[test]
fn a_book_bound_at_the_right_says_so_and_has_fonts_whose_glyphs_hang() {
    let fonts = Fonts::default();
    let mut made = Pages { binding: Binding::Right, ..volume(&fonts) };
    for mark in made.pages.iter_mut().flat_map(|page| &mut page.marks) {
        if let Mark::Text { run, .. } = mark {
            run.orientation = Orientation::Upright;
        }
    }
    let document = read(&written(&made, &fonts, Imposition::PLAIN));
    let preferences = catalog(&document).get(b"ViewerPreferences").unwrap();
    let direction = preferences.as_dict().unwrap().get(b"Direction").unwrap();
    assert_eq!(direction.as_name().unwrap(), b"R2L");
    let encodings = |name: &str| {
        let is_font = |object: &&Object| {
            let encoding = object.as_dict().and_then(|dict| dict.get(b"Encoding"));
            let encoding = encoding.and_then(Object::as_name);
            encoding.is_ok_and(|encoding| encoding == name.as_bytes())
        };
        document.objects.values().filter(is_font).count()
    };
    assert!(encodings("Identity-V") > 0);
    assert_eq!(encodings("Identity-V"), encodings("Identity-H"));
    // A book bound at the left has neither.
    let document = read(&written(&volume(&fonts), &fonts, Imposition::PLAIN));
    let preferences = catalog(&document).get(b"ViewerPreferences").unwrap();
    assert!(preferences.as_dict().unwrap().get(b"Direction").is_err());
}
