//! A file that import does not read into words about what to do with it.

use crate::diag::{Code, Diagnostic};

/// Endings of files that people send, and which advice their messages give.
const KINDS: &[(&str, &str)] = &[
    ("doc", "word"),
    ("dot", "word"),
    ("wps", "word"),
    ("rtf", "word"),
    ("odt", "word"),
    ("pages", "word"),
    ("pdf", "pdf"),
    ("epub", "epub"),
    ("mobi", "epub"),
    ("azw3", "epub"),
    ("mht", "page"),
    ("mhtml", "page"),
    ("xls", "sheet"),
    ("xlsx", "sheet"),
    ("et", "sheet"),
    ("csv", "sheet"),
    ("ppt", "slides"),
    ("pptx", "slides"),
    ("dps", "slides"),
    ("png", "picture"),
    ("jpg", "picture"),
    ("jpeg", "picture"),
    ("gif", "picture"),
    ("bmp", "picture"),
    ("tif", "picture"),
    ("webp", "picture"),
    ("rar", "package"),
    ("7z", "package"),
    ("gz", "package"),
    ("tar", "package"),
];

/// Formats that their first bytes name, and the same.
const SEEN: &[(&str, &str)] = &[
    ("PDF", "pdf"),
    ("OLE", "word"),
    ("RTF", "word"),
    ("PNG", "picture"),
    ("JPEG", "picture"),
    ("ZIP", "package"),
    ("gzip", "package"),
];

/// The diagnostic about a file in a format that is not read: by its first bytes, if they
/// told something, and by its name.
#[must_use]
pub fn unread(file: &str, seen: Option<&str>) -> Diagnostic {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
    // Word puts a file with a password into a container of the old kind.
    if seen == Some("OLE") && matches!(ending.as_str(), "docx" | "docm" | "dotx") {
        return Diagnostic::new(Code::I061).with("file", file);
    }
    if ending == "zip" && seen.is_none() {
        return Diagnostic::new(Code::I060).with("file", file);
    }
    let by_name = KINDS.iter().find(|(known, _)| *known == ending);
    let by_bytes = SEEN.iter().find(|(known, _)| Some(*known) == seen);
    let format = match (by_name, seen) {
        (None, Some(seen)) => seen.to_owned(),
        _ if ending.is_empty() => "?".to_owned(),
        _ => format!(".{ending}"),
    };
    let kind = by_name.or(by_bytes).map_or("other", |(_, kind)| *kind);
    Diagnostic::new(Code::I013)
        .with("file", file)
        .with("format", format)
        .with("kind", kind)
}
