//! The ending of a file's name into what it may be.

/// Whether a file's name says that it is a picture we can carry.
pub(crate) fn is_image(path: &str) -> bool {
    has_extension(path, &["png", "jpg", "jpeg", "svg"])
}

/// Whether a file's name ends in one of these extensions, in any case.
pub(crate) fn has_extension(path: &str, extensions: &[&str]) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| {
        extensions.iter().any(|extension| found.eq_ignore_ascii_case(extension))
    })
}
