//! An image of Markdown into a figure: its path below the publication, alt text, caption
//! and width.

use std::ops::Range;

use crate::article::{Figure, Inline, plain_text};

/// A figure and where it stands.
pub(super) struct Found {
    /// The figure.
    pub(super) figure: Figure,
    /// Its bytes in the file.
    pub(super) range: Range<usize>,
}

/// The figure of `![words](path "title")`. Without a title the words are the caption and
/// the alt text; with one the title is the caption.
pub(super) fn figure(image: String, words: Vec<Inline>, title: &str) -> Figure {
    let alt = plain_text(&words);
    let caption =
        if title.is_empty() { words } else { vec![Inline::Text(title.to_owned())] };
    Figure { image, alt, caption, width: None }
}

/// Reads `width=60%`: 1 to 100.
pub(super) fn width(attributes: &str) -> Option<u8> {
    let percent = attributes.trim().strip_prefix("width=")?.strip_suffix('%')?;
    percent.trim().parse().ok().filter(|percent| (1..=100).contains(percent))
}

/// The path of an image below the publication's folder, from the article's own path and
/// what the article calls it. A path that starts with `/` counts from the publication's
/// folder. `None` when it leaves the publication or is a URL.
pub(super) fn resolve(article: &str, image: &str) -> Option<String> {
    let image = decode_percent(image).replace('\\', "/");
    let has_drive = image.as_bytes().get(1) == Some(&b':');
    if image.contains("://") || image.starts_with("//") || has_drive {
        return None;
    }
    let folder = match image.strip_prefix('/') {
        Some(_) => "",
        None => article.rsplit_once('/').map_or("", |(folder, _)| folder),
    };
    let mut parts: Vec<&str> =
        folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in image.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    if parts.is_empty() { None } else { Some(parts.join("/")) }
}

/// Replaces `%E6%B0%B4` by what it stands for; anything that is not UTF-8 afterwards is
/// left as it was written.
fn decode_percent(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let is_hex = |hex: &&str| hex.bytes().all(|b| b.is_ascii_hexdigit());
        match hex.filter(is_hex).and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}
