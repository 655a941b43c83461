//! What a print or archive standard asks of the document beside its metadata: version and
//! output intent.
//!
//! PDF/X-4 (ISO 15930-7) is written with the profile of a press: that which the edition
//! names, or FOGRA39, offset on coated paper. Text is black alone, for which all agree.
//! PDF/A-2u (ISO 19005-2) is written with sRGB; with tags, as pages that are read have them
//! (`tags.rs`), such a file keeps PDF/UA-1 (ISO 14289-1) too. Both profiles and their
//! licence are in `profiles/`.

use lopdf::{Object, Stream, dictionary};
use moxcms::{ColorProfile, DataColorSpace, ProfileClass, ProfileText};

use crate::pdf::document::{Body, text_string};
use crate::pdf::image::Inks;
use crate::project::{Colour, Finish, Standard};

/// FOGRA39 in CMYK.
const CMYK: &[u8] = include_bytes!("profiles/fogra39.icc");

/// sRGB.
const SRGB: &[u8] = include_bytes!("profiles/srgb.icc");

/// The registry in which printing conditions are named.
const REGISTRY: &str = "http://www.color.org";

/// The profile of the press that a file is made for.
pub(super) fn press(finish: &Finish) -> &[u8] {
    finish.profile.as_deref().unwrap_or(CMYK)
}

/// Whether bytes are the profile of a press that prints with four inks, and say how colours
/// become those inks.
#[must_use]
pub fn is_press(profile: &[u8]) -> bool {
    let is_output = ColorProfile::new_from_slice(profile).is_ok_and(|profile| {
        profile.profile_class == ProfileClass::OutputDevice
            && profile.color_space == DataColorSpace::Cmyk
    });
    is_output && Inks::of(Colour::Cmyk, profile).is_some()
}

/// What a profile calls itself.
fn name(profile: &[u8]) -> Option<String> {
    let text = ColorProfile::new_from_slice(profile).ok()?.description?;
    let name = match text {
        ProfileText::PlainString(name) => name,
        ProfileText::Localizable(names) => names.into_iter().next()?.value,
        ProfileText::Description(name) => name.ascii_string,
    };
    let name = name.trim_end_matches('\0').trim().to_owned();
    (!name.is_empty()).then_some(name)
}

/// Adds what the standard asks for.
pub(super) fn set(
    body: &mut Body,
    standard: Standard,
    press: &[u8],
) -> lopdf::Result<()> {
    let own = || name(press).unwrap_or_else(|| "Custom".to_owned());
    let condition = if press == CMYK { "FOGRA39".to_owned() } else { own() };
    let (kind, condition, profile, components) = match standard {
        Standard::Plain => return Ok(()),
        Standard::X4 => ("GTS_PDFX", condition.as_str(), press, 4),
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
