//! A volume into the bytes of an EPUB 3.3 file.

use crate::diag::Diagnostics;
use crate::volume::Volume;

/// Files of styles/epub: the templates and the style sheet, overrides applied.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// File name → text.
    pub files: std::collections::BTreeMap<String, String>,
}

/// Packs a volume; `None` when it could not be assembled, which is reported.
#[must_use]
pub fn pack(
    _diagnostics: &mut Diagnostics,
    _volume: &Volume,
    _templates: &Templates,
) -> Option<Vec<u8>> {
    None
}
