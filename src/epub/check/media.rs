//! What the bytes of a file are, by their beginning, against what a book says they are.
//! EPUB 3.3 section 3.2, core media types.

/// The media type of package documents.
pub(super) const PACKAGE: &str = "application/oebps-package+xml";
/// The media type of content documents.
pub(super) const XHTML: &str = "application/xhtml+xml";
/// The media type of drawings.
pub(super) const SVG: &str = "image/svg+xml";
/// The media type of contents for readers of EPUB 2.
pub(super) const NCX: &str = "application/x-dtbncx+xml";
/// The media type of style sheets.
pub(super) const CSS: &str = "text/css";

/// Beginnings of files, and the types that a file may be declared as that begins so.
const BEGINNINGS: &[(&[u8], &[&str])] = &[
    (b"\x89PNG\r\n\x1a\n", &["image/png"]),
    (b"\xff\xd8\xff", &["image/jpeg"]),
    (b"GIF8", &["image/gif"]),
    (b"RIFF", &["image/webp"]),
    (
        b"\0\x01\0\0",
        &[
            "font/ttf",
            "font/otf",
            "application/vnd.ms-opentype",
            "application/font-sfnt",
            "font/sfnt",
        ],
    ),
    (b"true", &["font/ttf", "application/font-sfnt"]),
    (
        b"OTTO",
        &[
            "font/otf",
            "application/vnd.ms-opentype",
            "application/font-sfnt",
            "font/sfnt",
        ],
    ),
    (b"wOFF", &["font/woff", "application/font-woff"]),
    (b"wOF2", &["font/woff2"]),
];

/// Types that every reader takes, besides the fonts and pictures above.
const TEXTS: [&str; 7] = [
    XHTML,
    SVG,
    NCX,
    CSS,
    "application/smil+xml",
    "application/pls+xml",
    "text/javascript",
];

/// Whether a type is one that every reader takes.
pub(super) fn is_core(media_type: &str) -> bool {
    let is_sound = ["audio/mpeg", "audio/mp4", "audio/ogg; codecs=opus"];
    TEXTS.contains(&media_type)
        || is_sound.contains(&media_type)
        || media_type.starts_with("video/")
        || BEGINNINGS.iter().any(|(_, types)| types.contains(&media_type))
}

/// Whether a type is that of a font.
pub(super) fn is_font(media_type: &str) -> bool {
    media_type.starts_with("font/")
        || media_type.starts_with("application/font-")
        || media_type == "application/vnd.ms-opentype"
}

/// What a file of a declared type really is, when that is something else.
pub(super) fn really(media_type: &str, bytes: &[u8]) -> Option<&'static str> {
    let known = BEGINNINGS.iter().find(|(start, _)| bytes.starts_with(start));
    let is_binary = BEGINNINGS.iter().any(|(_, types)| types.contains(&media_type));
    match known {
        Some((_, types)) if !types.contains(&media_type) => types.first().copied(),
        None if is_binary => Some("unknown"),
        _ => None,
    }
}
