//! What a print or archive standard asks of the document beside its metadata: version and
//! output intent.
//!
//! PDF/X-4 (ISO 15930-7) is written with FOGRA39, offset on coated paper, as the printing
//! condition that is meant; text is black alone, for which all conditions agree.
//! PDF/A-2u (ISO 19005-2) is written with sRGB; with tags, as pages that are read have them
//! (`tags.rs`), such a file keeps PDF/UA-1 (ISO 14289-1) too. Both profiles and their
//! licence are in `profiles/`.

use lopdf::{Object, Stream, dictionary};

use crate::pdf::document::{Body, text_string};
use crate::project::Standard;

/// FOGRA39 in CMYK.
const CMYK: &[u8] = include_bytes!("profiles/fogra39.icc");

/// sRGB.
const SRGB: &[u8] = include_bytes!("profiles/srgb.icc");

/// The registry in which printing conditions are named.
const REGISTRY: &str = "http://www.color.org";

/// Adds what the standard asks for.
pub(super) fn set(body: &mut Body, standard: Standard) -> lopdf::Result<()> {
    let (kind, condition, profile, components) = match standard {
        Standard::Plain => return Ok(()),
        Standard::X4 => ("GTS_PDFX", "FOGRA39", CMYK, 4),
        Standard::A2u => ("GTS_PDFA1", "sRGB", SRGB, 3),
    };
    if standard == Standard::X4 {
        // The version on which the standard is built.
        "1.6".clone_into(&mut body.document.version);
    }
    let stream = Stream::new(dictionary! { "N" => components }, profile.to_vec());
    let profile = body.document.add_object(stream);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => kind,
        "OutputConditionIdentifier" => text_string(condition),
        "Info" => text_string(condition),
        "RegistryName" => text_string(REGISTRY),
        "DestOutputProfile" => Object::Reference(profile),
    };
    body.document.catalog_mut()?.set("OutputIntents", vec![Object::from(intent)]);
    Ok(())
}

/// The sRGB colour space, for pictures of a document whose own colours are inks.
pub(super) fn rgb(body: &mut Body) -> Object {
    let stream =
        Stream::new(dictionary! { "N" => 3, "Alternate" => "DeviceRGB" }, SRGB.to_vec());
    let id = body.document.add_object(stream);
    Object::Array(vec!["ICCBased".into(), Object::Reference(id)])
}
