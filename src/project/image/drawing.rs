//! SVG files into drawings that may stand in a book: nothing in them runs, and nothing
//! outside them is read.
//!
//! What is cut is cut out of the text; all else stays as its author wrote it. A document
//! type is replaced by the entities it declares, which old drawing programs need.

use std::ops::Range;

use roxmltree::{Document, Node};

/// A drawing and its size in pixels of 1/96 inch.
pub(super) struct Drawing {
    pub(super) text: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Elements that run or embed something.
const FORBIDDEN: [&str; 8] =
    ["script", "foreignObject", "iframe", "audio", "video", "object", "embed", "handler"];

/// Elements that change attributes.
const CHANGING: [&str; 4] = ["set", "animate", "animateTransform", "animateMotion"];

/// The size of a drawing that states none, as in web pages.
const USUAL: (f64, f64) = (300.0, 150.0);

/// The most entities whose text is put in: a drawing needs a dozen.
const MOST_ENTITIES: usize = 64;

/// The longest text of an entity: longer ones are no namespaces.
const LONGEST_ENTITY: usize = 256;

/// The longest text that entities are put into.
const LONGEST_TEXT: usize = 1 << 24;

/// How deep its nodes may nest: libxml2, which many readers of EPUB are built on, goes no
/// deeper.
const DEEPEST: usize = 256;

/// Whether bytes begin as an SVG file does.
pub(super) fn is_drawing(bytes: &[u8]) -> bool {
    // Declarations and comments may stand before the root.
    let start = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(start);
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
        && text.contains("<svg")
}

/// A drawing without what may not be in a book; `None` when it is not well-formed, or deeper
/// than readers can follow.
pub(super) fn clean(bytes: &[u8]) -> Option<Drawing> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let text = without_type(text);
    let document = Document::parse(&text).ok()?;
    let root = document.root_element();
    let is_deep = |node: Node<'_, '_>| node.ancestors().nth(DEEPEST).is_some();
    if root.tag_name().name() != "svg" || root.descendants().any(is_deep) {
        return None;
    }
    let (width, height) = size(root)?;
    let cuts = cuts(root);
    let mut clean = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let mut at = root.range().start;
    for cut in cuts {
        clean.push_str(text.get(at..cut.start)?);
        at = cut.end;
    }
    clean.push_str(text.get(at..root.range().end)?);
    clean.push('\n');
    Some(Drawing { text: clean, width, height })
}

/// The text without its document type, whose entities are put in their places.
fn without_type(text: &str) -> String {
    let Some(start) = text.find("<!DOCTYPE") else { return text.to_owned() };
    let (before, rest) = text.split_at(start);
    let end = rest.find('>').unwrap_or(rest.len());
    let (declared, after) = match rest.find('[').filter(|open| *open < end) {
        Some(open) => {
            let close = rest.find(']').unwrap_or(rest.len());
            let (head, tail) = rest.split_at(close);
            (&head[open..], tail.split_once('>').map_or("", |(_, after)| after))
        }
        None => ("", rest.get(end + 1..).unwrap_or_default()),
    };
    let mut whole = format!("{before}{after}");
    for entity in declared.split("<!ENTITY").skip(1).take(MOST_ENTITIES) {
        let Some((name, value)) = entity.trim_start().split_once(char::is_whitespace)
        else {
            continue;
        };
        let quote = value.trim_start().chars().next();
        let mut parts = value.split(|c| Some(c) == quote);
        let value = parts.nth(1).unwrap_or_default();
        let fits = value.len() <= LONGEST_ENTITY && whole.len() <= LONGEST_TEXT;
        if fits && !value.contains(['&', '<']) {
            whole = whole.replace(&format!("&{name};"), value);
        }
    }
    whole
}

/// What has to go, in the order of the text.
fn cuts(root: Node<'_, '_>) -> Vec<Range<usize>> {
    let mut cuts: Vec<Range<usize>> = Vec::new();
    let mut end = 0;
    for node in root.descendants() {
        // What is in something that goes has gone.
        if node.range().start < end {
            continue;
        }
        if node.is_pi() || (node.is_element() && is_forbidden(node)) {
            end = node.range().end;
            cuts.push(node.range());
            continue;
        }
        let attributes = node.attributes().filter(|attribute| {
            let (name, value) = (attribute.name(), attribute.value());
            let leads_out = name == "href" && !is_inside(value);
            name.starts_with("on") || leads_out || reads_outside(value)
        });
        cuts.extend(attributes.map(|attribute| attribute.range()));
    }
    cuts
}

fn is_forbidden(node: Node<'_, '_>) -> bool {
    let name = node.tag_name().name();
    let target = node.attribute("attributeName").unwrap_or_default();
    let changes = CHANGING.contains(&name)
        && (target.ends_with("href") || target.starts_with("on"));
    let is_style = name == "style" && {
        let text: String = node.descendants().filter_map(|node| node.text()).collect();
        text.contains("@import") || reads_outside(&text)
    };
    FORBIDDEN.contains(&name) || changes || is_style
}

/// Whether a reference stays in the file.
fn is_inside(reference: &str) -> bool {
    let reference = reference.trim();
    reference.starts_with('#') || reference.starts_with("data:image/")
}

/// Whether a property reads something that is not in the file.
fn reads_outside(value: &str) -> bool {
    value
        .split("url(")
        .skip(1)
        .any(|target| !is_inside(target.trim_start().trim_start_matches(['"', '\''])))
}

/// Width and height, of the view box where they are not stated.
fn size(root: Node<'_, '_>) -> Option<(u32, u32)> {
    let view: Vec<f64> = root
        .attribute("viewBox")
        .map(|view| view.split([' ', ',']).filter_map(|n| n.parse().ok()).collect())
        .unwrap_or_default();
    let view = match view.as_slice() {
        [_, _, width, height] if *width > 0.0 && *height > 0.0 => Some((*width, *height)),
        _ => None,
    };
    let (width, height) = (
        root.attribute("width").and_then(pixels),
        root.attribute("height").and_then(pixels),
    );
    let (across, down) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some(view)) => (width, width * view.1 / view.0),
        (None, Some(height), Some(view)) => (height * view.0 / view.1, height),
        (None, None, Some(view)) => view,
        _ => (width.unwrap_or(USUAL.0), height.unwrap_or(USUAL.1)),
    };
    Some((whole(across)?, whole(down)?))
}

/// A length in pixels; none for a share of something.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let unit =
        length.trim_start_matches(|c: char| c.is_ascii_digit() || ".+-eE".contains(c));
    let number: f64 = length.strip_suffix(unit)?.parse().ok()?;
    let per_unit = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    Some(number * per_unit).filter(|pixels| *pixels > 0.0)
}

/// A whole number of pixels, at least one.
fn whole(pixels: f64) -> Option<u32> {
    let rounded = format!("{:.0}", pixels.max(1.0));
    rounded.parse().ok()
}
