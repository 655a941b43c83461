//! The document that printpdf makes: fonts, page tree, catalog; and what sheets add.
//!
//! printpdf embeds only fonts that its own operations use, so it is given a page with one
//! operation for each font: of a TrueType font it shows one glyph, and what codes are is said
//! here (`coding.rs`); of others every glyph of the subset. The page goes, and the fonts stay.

use std::collections::BTreeMap;
use std::sync::Arc;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};
use printpdf::{
    Codepoint, Mm, Op, PdfDocument, PdfFontHandle, PdfPage, PdfSaveOptions, Pt, TextItem,
};

use crate::geom::{Point, Rect};
use crate::pdf::coding;
use crate::pdf::content::OVERPRINT;
use crate::pdf::font::{Subset, Subsets};
use crate::pdf::image::Picture;
use crate::pdf::objects::{self, Written};
use crate::pdf::place::push_rectangle;
use crate::pdf::save::{self, Painted};
use crate::pdf::standard;
use crate::project::Standard;
use crate::sheet::Sheet;

/// A document with fonts and no pages.
#[derive(Debug, Clone)]
pub(super) struct Base {
    document: Document,
    /// The page tree.
    root: ObjectId,
    /// The resources that all pages share.
    resources: ObjectId,
    /// The programs of the fonts.
    programs: Vec<(ObjectId, Arc<Painted>)>,
}

/// A document and the objects of its sheets.
#[derive(Debug)]
pub(super) struct Body {
    /// The document.
    pub(super) document: Document,
    /// What is not in it because it is written already.
    pub(super) written: Written,
    /// The programs of the fonts and the streams of the sheets.
    pub(super) painted: Vec<(ObjectId, Arc<Painted>)>,
    /// The PDF page of each sheet.
    pub(super) sheets: Vec<ObjectId>,
    root: ObjectId,
    resources: ObjectId,
}

/// What a page is beside its stream and its boxes.
#[derive(Debug, Default, Clone)]
pub(super) struct Extras {
    /// Its annotations.
    pub(super) annotations: Vec<ObjectId>,
    /// Its number among what has tags.
    pub(super) tagged: Option<i64>,
}

/// Opens a document with fonts, all its streams deflated.
pub(super) fn open(subsets: &Subsets) -> lopdf::Result<Base> {
    let mut source = PdfDocument::new("");
    let mut page = PdfPage::new(Mm(0.0), Mm(0.0), Vec::new());
    for subset in subsets.values() {
        let id = printpdf::FontId(subset.resource.clone());
        page.ops.extend(show(&id, subset));
        source.resources.fonts.map.insert(id, subset.embedded.clone());
    }
    source.pages.push(page);
    let options = PdfSaveOptions {
        optimize: false,
        subset_fonts: false,
        secure: false,
        image_optimization: None,
    };
    let mut document = source.to_lopdf_document(&options, &mut Vec::new());
    "1.7".clone_into(&mut document.version);

    // Its page was for the fonts only.
    let first = document.get_pages().into_values().next();
    let first = first.ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let page = document.get_dictionary(first)?;
    let of = |key: &[u8]| page.get(key).and_then(Object::as_reference);
    let (root, contents, resources) =
        (of(b"Parent")?, of(b"Contents")?, of(b"Resources")?);
    document.objects.remove(&first);
    document.objects.remove(&contents);
    drop_unused(&mut document, resources)?;
    let programs = finish_fonts(&mut document, resources, subsets)?;
    save::deflate_all(&mut document, None);
    Ok(Base { document, root, resources, programs })
}

/// Says of TrueType fonts what their codes are, takes the streams that stand for their
/// programs out of the document, and gives the programs their numbers.
fn finish_fonts(
    document: &mut Document,
    resources: ObjectId,
    subsets: &Subsets,
) -> lopdf::Result<Vec<(ObjectId, Arc<Painted>)>> {
    let mut programs = Vec::new();
    for subset in subsets.values() {
        let Some(program) = &subset.program else { continue };
        let (_, fonts) = fonts_of(document, resources)?;
        let id = fonts.get(subset.resource.as_bytes())?.as_reference()?;
        let font = document.get_dictionary_mut(id)?;
        let text = font.get(b"ToUnicode")?.as_reference()?;
        let below = font.get_mut(b"DescendantFonts")?.as_array_mut()?;
        let below = below.first_mut();
        let below = below.ok_or(lopdf::Error::DictKey("DescendantFonts".into()))?;
        let below = below.as_dict_mut()?;
        below.set("DW", coding::USUAL);
        below.set("W", coding::widths(subset));
        let descriptor = below.get(b"FontDescriptor")?.as_reference()?;
        let descriptor = document.get_dictionary(descriptor)?;
        let id = descriptor.get(b"FontFile2")?.as_reference()?;
        programs.push((id, Arc::clone(program)));
        let text = document.get_object_mut(text)?.as_stream_mut()?;
        text.set_plain_content(coding::to_unicode(subset));
    }
    document.objects.retain(|id, _| programs.iter().all(|(program, _)| program != id));
    Ok(programs)
}

/// The fonts among the resources, and the object that they are when it is one of its own.
fn fonts_of(
    document: &Document,
    resources: ObjectId,
) -> lopdf::Result<(Option<ObjectId>, &Dictionary)> {
    let fonts = document.get_dictionary(resources)?.get(b"Font")?;
    let (place, fonts) = document.dereference(fonts)?;
    Ok((place, fonts.as_dict()?))
}

impl Body {
    /// A document with these sheets, whose pages are made when all is known of them
    /// ([`set_pages`]).
    pub(super) fn new(base: Base, count: usize) -> Self {
        let Base { mut document, root, resources, programs: painted } = base;
        let sheets = (0..count).map(|_| document.new_object_id()).collect();
        let written = Written::default();
        Self { document, written, painted, sheets, root, resources }
    }
}

/// Operations that show a glyph of a subset, or, when printpdf has the whole program, each
/// once with its text.
fn show(id: &printpdf::FontId, subset: &Subset) -> [Op; 2] {
    let most = if subset.program.is_some() { 1 } else { usize::MAX };
    let texts = subset.texts().take(most);
    let glyphs = texts
        .map(|(code, text)| Codepoint::with_cid(code, 0.0, text.to_owned()))
        .collect();
    [
        Op::SetFont { font: PdfFontHandle::External(id.clone()), size: Pt(1.0) },
        Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] },
    ]
}

/// Drops the kinds of resources that huikan has no use for.
fn drop_unused(document: &mut Document, resources: ObjectId) -> lopdf::Result<()> {
    let mut unused = Vec::new();
    let resources = document.get_dictionary_mut(resources)?;
    for kind in [b"ExtGState".as_slice(), b"Shading", b"XObject"] {
        unused.extend(resources.remove(kind).and_then(|kind| kind.as_reference().ok()));
    }
    document.objects.retain(|id, _| !unused.contains(id));
    Ok(())
}

/// Registers every font a second time for glyphs that hang below each other; all but the
/// encoding is shared. Where such glyphs hang from is what readers assume when nothing is
/// said: the middle of their width, 0.88 em above the baseline (ISO 32000-1, 9.7.4.3).
pub(super) fn add_upright(body: &mut Body, subsets: &Subsets) -> lopdf::Result<()> {
    let document = &mut body.document;
    let (place, fonts) = fonts_of(document, body.resources)?;
    let mut fonts = fonts.clone();
    for subset in subsets.values() {
        let id = fonts.get(subset.resource.as_bytes())?.as_reference()?;
        let mut font = document.get_dictionary(id)?.clone();
        font.set("Encoding", "Identity-V");
        let id = document.add_object(font);
        fonts.set(subset.upright.as_str(), Object::Reference(id));
    }
    match place {
        Some(id) => document.set_object(id, fonts),
        None => document.get_dictionary_mut(body.resources)?.set("Font", fonts),
    }
    Ok(())
}

/// Gives each sheet its page, with its stream, its boxes and its extras.
pub(super) fn set_pages(
    body: &mut Body,
    sheets: &[Sheet],
    (streams, extras): (Vec<Arc<Painted>>, &[Extras]),
) -> lopdf::Result<()> {
    let Body { document, written, painted, sheets: pages, root, resources } = body;
    for (index, ((id, sheet), stream)) in
        pages.iter().zip(sheets).zip(streams).enumerate()
    {
        let contents = document.new_object_id();
        painted.push((contents, stream));
        written.add(*id, |out| {
            out.extend_from_slice(b"<</Type/Page");
            objects::reference(out, "Parent", *root);
            let whole = Rect { origin: Point::default(), size: sheet.size };
            let boxes = [
                ("MediaBox", whole),
                ("CropBox", whole),
                ("BleedBox", sheet.bleed),
                ("TrimBox", sheet.trim),
            ];
            for (name, rect) in boxes {
                push_rectangle(out, name, sheet, rect);
            }
            objects::reference(out, "Resources", *resources);
            objects::reference(out, "Contents", contents);
            if let Some(extras) = extras.get(index) {
                push_extras(out, extras);
            }
            out.extend_from_slice(b">>");
        });
    }
    let kids: Vec<Object> = pages.iter().map(|id| Object::Reference(*id)).collect();
    let root = document.get_dictionary_mut(*root)?;
    root.set("Count", i64::try_from(kids.len()).unwrap_or(0));
    root.set("Kids", kids);
    Ok(())
}

fn push_extras(out: &mut Vec<u8>, extras: &Extras) {
    if !extras.annotations.is_empty() {
        out.extend_from_slice(b"/Annots[");
        objects::push_references(out, &extras.annotations);
        out.push(b']');
        if extras.tagged.is_some() {
            out.extend_from_slice(b"/Tabs/S");
        }
    }
    if let Some(number) = extras.tagged {
        objects::entry(out, "StructParents", &number.into());
    }
}

/// Adds the images to the resources.
pub(super) fn set_images(
    body: &mut Body,
    images: BTreeMap<&str, Picture>,
    standard: Standard,
) -> lopdf::Result<()> {
    let mut named = Dictionary::new();
    // Only a file for print says which RGB it means; archives have one for all.
    let mut rgb = None;
    let mut space = |body: &mut Body| {
        let is_print = standard == Standard::X4;
        is_print.then(|| rgb.get_or_insert_with(|| standard::rgb(body)).clone())
    };
    for picture in images.into_values() {
        let name = picture.resource.clone();
        let id = add_picture(body, picture, &mut space);
        named.set(name, Object::Reference(id));
    }
    if !named.is_empty() {
        let resources = body.document.get_dictionary_mut(body.resources)?;
        resources.set("XObject", named);
    }
    Ok(())
}

/// Adds an image, or a drawing with its parts.
fn add_picture(
    body: &mut Body,
    picture: Picture,
    space: &mut impl FnMut(&mut Body) -> Option<Object>,
) -> ObjectId {
    let mut stream = picture.stream;
    if let Some(space) = space(body) {
        with_space(&mut stream.dict, space);
    }
    if let Some(mask) = picture.mask {
        let mask = body.document.add_object(mask);
        stream.dict.set("SMask", Object::Reference(mask));
    }
    let Some(mut resources) = picture.resources else {
        return body.document.add_object(stream);
    };
    let shared = body.document.new_object_id();
    let mut named = Dictionary::new();
    for (name, mut part) in picture.parts {
        let is_form = part.stream.dict.get(b"Subtype").and_then(Object::as_name);
        if is_form.is_ok_and(|kind| kind == b"Form") {
            part.stream.dict.set("Resources", Object::Reference(shared));
        }
        let id = add_picture(body, part, space);
        named.set(name, Object::Reference(id));
    }
    if !named.is_empty() {
        resources.set("XObject", named);
    }
    if let Some(space) = space(body) {
        // What a drawing calls red, green and blue.
        resources.set("ColorSpace", dictionary! { "DefaultRGB" => space });
    }
    body.document.set_object(shared, resources);
    stream.dict.set("Resources", Object::Reference(shared));
    body.document.add_object(stream)
}

/// Says which RGB the samples of an image are; gray and inks stay as they are.
fn with_space(image: &mut Dictionary, rgb: Object) {
    let is_rgb = |space: &Object| space.as_name().is_ok_and(|name| name == b"DeviceRGB");
    match image.get_mut(b"ColorSpace") {
        Ok(Object::Array(indexed)) => {
            // [/Indexed base last colours]
            if let Some(base) = indexed.get_mut(1).filter(|base| is_rgb(base)) {
                *base = rgb;
            }
        }
        Ok(space) if is_rgb(space) => *space = rgb,
        _ => {}
    }
}

/// Adds the state in which black prints over what is below it.
pub(super) fn set_overprint(body: &mut Body, standard: Standard) -> lopdf::Result<()> {
    if standard != Standard::X4 {
        return Ok(());
    }
    let state = dictionary! {
        "Type" => "ExtGState",
        "OP" => true,
        "op" => true,
        // Inks of which there is none leave those below alone.
        "OPM" => 1,
    };
    let states = dictionary! { OVERPRINT => state };
    let resources = body.document.get_dictionary_mut(body.resources)?;
    resources.set("ExtGState", states);
    Ok(())
}

/// A text string.
pub(super) fn text_string(text: &str) -> Object {
    Object::string_literal(objects::text_bytes(text).collect::<Vec<u8>>())
}

/// A dictionary of one type.
pub(super) fn typed(name: &str) -> Dictionary {
    dictionary! { "Type" => name }
}
