//! What a document says about itself: information dictionary, XMP and catalog entries.
//!
//! The only date is that of the publication; there is none of writing, so that the same
//! input gives the same bytes. ISO 32000-1, 14.3; ISO 16684-1 (XMP).

use std::fmt::Write;

use lopdf::{Dictionary, Object, Stream, dictionary};

use crate::page::{Binding, Date, Metadata};
use crate::pdf::document::{Body, text_string, typed};
use crate::project::Standard;

/// The program, in the words of both fields that ask for one.
const PRODUCER: &str = concat!("huikan ", env!("CARGO_PKG_VERSION"));

/// What stands between authors where only one string is asked for.
const BETWEEN_AUTHORS: &str = "; ";

/// Adds metadata, replacing printpdf's.
pub(super) fn set(
    body: &mut Body,
    metadata: &Metadata,
    (binding, standard, accessible): (Binding, Standard, bool),
) -> lopdf::Result<()> {
    let info = body.document.trailer.get(b"Info")?.as_reference()?;
    body.document.set_object(info, information(metadata, standard));

    let mut packet = typed("Metadata");
    packet.set("Subtype", "XML");
    // Catalogues read the packet without unpacking the file, so it stays as it is.
    let words = xmp(metadata, standard, accessible);
    let packet = Stream::new(packet, words.into_bytes()).with_compression(false);
    let packet = body.document.add_object(packet);

    let catalog = body.document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("Metadata", Object::Reference(packet));
    let mut preferences = dictionary! { "DisplayDocTitle" => true };
    if binding == Binding::Right {
        // Pages side by side lie the other way round (spec 8.6, 10.1).
        preferences.set("Direction", "R2L");
    }
    catalog.set("ViewerPreferences", preferences);
    if !metadata.language.is_empty() {
        catalog.set("Lang", text_string(&metadata.language));
    }
    Ok(())
}

/// The information dictionary.
fn information(metadata: &Metadata, standard: Standard) -> Dictionary {
    let mut information = dictionary! {
        "Title" => text_string(&metadata.title),
        "Creator" => text_string(PRODUCER),
        "Producer" => text_string(PRODUCER),
    };
    if !metadata.authors.is_empty() {
        information.set("Author", text_string(&metadata.authors.join(BETWEEN_AUTHORS)));
    }
    if let Some(subject) = &metadata.subject {
        information.set("Subject", text_string(subject));
    }
    match (standard, metadata.date) {
        (Standard::Plain, Some(date)) => {
            let moment = text_string(&format!("D:{}", digits(date, "")));
            information.set("CreationDate", moment);
        }
        (Standard::Plain | Standard::A2u, None) => {}
        (Standard::X4, _) | (Standard::A2u, Some(_)) => {
            let moment = text_string(&format!("D:{}000000Z", day(metadata.date, "")));
            information.set("CreationDate", moment.clone());
            information.set("ModDate", moment);
        }
    }
    if standard == Standard::X4 {
        information.set("Trapped", "False");
    }
    information
}

/// A date as far as it is known.
fn digits(date: Date, between: &str) -> String {
    let mut digits = format!("{:04}", date.year);
    for part in [date.month, date.day].into_iter().map_while(|part| part) {
        digits.push_str(&format!("{between}{part:02}"));
    }
    digits
}

/// A whole date, as standards write it. PDF/X must have one (ISO 15930-7, 6.10); where none
/// is known, it is the first day of computers' time, which nobody takes for a date of
/// publication.
fn day(date: Option<Date>, between: &str) -> String {
    let (year, month, day) = date.map_or((1970, 1, 1), |date| {
        (date.year, date.month.unwrap_or(1), date.day.unwrap_or(1))
    });
    format!("{year:04}{between}{month:02}{between}{day:02}")
}

/// The XMP packet.
fn xmp(metadata: &Metadata, standard: Standard, accessible: bool) -> String {
    let mut fields = String::new();
    let mut field = |name: &str, value: &str| {
        let _ = writeln!(fields, "<{name}>{value}</{name}>");
    };
    field("dc:format", "application/pdf");
    field("dc:title", &alternatives(&metadata.title));
    if !metadata.authors.is_empty() {
        let authors: String = metadata.authors.iter().map(|name| item(name)).collect();
        field("dc:creator", &format!("<rdf:Seq>{authors}</rdf:Seq>"));
    }
    if let Some(subject) = &metadata.subject {
        field("dc:description", &alternatives(subject));
    }
    if !metadata.language.is_empty() {
        let language = item(&metadata.language);
        field("dc:language", &format!("<rdf:Bag>{language}</rdf:Bag>"));
    }
    if !metadata.identifier.is_empty() {
        field("dc:identifier", &escape(&metadata.identifier));
    }
    let moment = format!("{}T00:00:00Z", day(metadata.date, "-"));
    match (standard, metadata.date) {
        (Standard::Plain, Some(date)) => field("xmp:CreateDate", &digits(date, "-")),
        (Standard::Plain | Standard::A2u, None) => {}
        (Standard::X4, _) | (Standard::A2u, Some(_)) => {
            for name in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
                field(name, &moment);
            }
        }
    }
    match standard {
        Standard::Plain => {}
        Standard::X4 => {
            field("pdfxid:GTS_PDFXVersion", "PDF/X-4");
            field("pdf:Trapped", "False");
            field("xmpMM:DocumentID", &escape(&metadata.identifier));
            field("xmpMM:VersionID", "1");
            field("xmpMM:RenditionClass", "default");
        }
        Standard::A2u => {
            field("pdfaid:part", "2");
            field("pdfaid:conformance", "U");
        }
    }
    if accessible {
        field("pdfuaid:part", "1");
        field("pdfaExtension:schemas", ACCESSIBLE);
    }
    field("xmp:CreatorTool", PRODUCER);
    field("pdf:Producer", PRODUCER);
    packet(&fields, accessible)
}

/// The property that says that a file keeps PDF/UA, described as PDF/A asks of all that it
/// does not know itself (ISO 19005-2, 6.6.2.3).
const ACCESSIBLE: &str = "<rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name>\
    <pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of ISO 14289 that the file keeps\
    </pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag>";

/// The names in what is described so.
const DESCRIBED: &str = " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\" \
     xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
     xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
     xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\"";

/// A packet around its fields.
fn packet(fields: &str, accessible: bool) -> String {
    let described = if accessible { DESCRIBED } else { "" };
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
         xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" \
         xmlns:pdfxid=\"http://www.npes.org/pdfx/ns/id/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"{described}>\n\
         {fields}</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n\
         <?xpacket end=\"r\"?>"
    )
}

/// A text in its only language.
fn alternatives(text: &str) -> String {
    let text = escape(text);
    format!("<rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt>")
}

/// A member of a list.
fn item(text: &str) -> String {
    format!("<rdf:li>{}</rdf:li>", escape(text))
}

/// Text as XML content; characters that XML cannot hold become spaces.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{0}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}
