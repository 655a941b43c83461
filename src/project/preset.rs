//! The editions that are known by name alone, in the words of huikan.toml.

/// An edition as its author would have written it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Preset {
    /// Its name.
    pub(super) name: &'static str,
    /// `kind`.
    pub(super) kind: &'static str,
    /// `style`.
    pub(super) style: &'static str,
    /// `impose`.
    pub(super) impose: Option<&'static str>,
    /// `sheet`.
    pub(super) sheet: Option<&'static str>,
    /// `marks`.
    pub(super) marks: &'static [&'static str],
    /// `bleed`.
    pub(super) bleed: &'static str,
    /// `standard`.
    pub(super) standard: Option<&'static str>,
    /// `cover`.
    pub(super) cover: bool,
}

/// What the others differ from.
const PLAIN: Preset = Preset {
    name: "a5",
    kind: "pdf",
    style: "book-a5",
    impose: None,
    sheet: None,
    marks: &[],
    bleed: "0mm",
    standard: None,
    cover: true,
};

/// Those made when huikan.toml lists none come first.
const PRESETS: [Preset; 9] = [
    Preset { name: "epub", kind: "epub", ..PLAIN },
    PLAIN,
    Preset { name: "booklet", impose: Some("saddle"), sheet: Some("A4"), ..PLAIN },
    // Three millimetres are what Chinese print shops ask for.
    Preset {
        name: "print",
        marks: &["crop", "registration"],
        bleed: "3mm",
        standard: Some("pdf-x4"),
        cover: false,
        ..PLAIN
    },
    // What goes around the pages of `print`.
    Preset {
        name: "cover",
        kind: "cover",
        marks: &["crop", "fold"],
        bleed: "3mm",
        standard: Some("pdf-x4"),
        ..PLAIN
    },
    Preset {
        name: "booklet-a3",
        style: "large-print",
        impose: Some("saddle"),
        sheet: Some("A3"),
        ..PLAIN
    },
    Preset { name: "large-print", style: "large-print", ..PLAIN },
    Preset { name: "phone", style: "phone", ..PLAIN },
    Preset { name: "archive", standard: Some("pdf-a2u"), ..PLAIN },
];

/// How many of them are made when huikan.toml lists none.
const BUILT_IN: usize = 3;

/// Those made when huikan.toml lists none.
pub(super) fn built_in() -> impl Iterator<Item = &'static Preset> {
    PRESETS.iter().take(BUILT_IN)
}

/// The names of all.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PRESETS.iter().map(|preset| preset.name)
}

/// The one of a name.
pub(super) fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

/// The style of an edition that names none.
pub(super) const STYLE: &str = PLAIN.style;
