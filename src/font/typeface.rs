//! One face of a font file: its bytes, what it is for, and tables read on first use.
//!
//! Broken files give no face; a table that breaks later gives empty answers, never a
//! panic.

use std::fmt;
use std::sync::{Arc, OnceLock};

use harfrust::ShaperData;
use skrifa::charmap::MapVariant;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::{FileRef, TableProvider};
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::font::Role;
use crate::font::coverage::Coverage;
use crate::font::marks::Marks;
use crate::font::metrics::{Ink, Metrics, units};
use crate::font::plans::Plans;
use crate::font::vertical::{self, Forms};
use crate::geom::Length;

/// The bytes of a font file. Copies share them.
#[derive(Clone)]
pub enum Bytes {
    /// Compiled in.
    Static(&'static [u8]),
    /// Read from disk.
    Shared(Arc<[u8]>),
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        match self {
            Self::Static(bytes) => bytes,
            Self::Shared(bytes) => bytes,
        }
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} bytes", self.as_ref().len())
    }
}

/// One face of a font file.
pub(super) struct Typeface {
    /// The file.
    pub(super) bytes: Bytes,
    /// Which face of the file.
    pub(super) index: u32,
    /// The user's file that it came from.
    pub(super) file: Option<Arc<str>>,
    /// What it is for; `None` for the user's fonts, which only fill gaps.
    pub(super) role: Option<Role>,
    /// Weight in the steps of OpenType.
    pub(super) weight: u16,
    /// Whether it is slanted.
    pub(super) italic: bool,
    /// Its size beside Han of size 1, as a ratio.
    pub(super) scale: (i64, i64),
    tables: OnceLock<Tables>,
    shaper: OnceLock<ShaperData>,
    /// Plans of the shaper.
    pub(super) plans: Plans,
    marks: OnceLock<Marks>,
    vertical: OnceLock<Forms>,
}

/// What is read on first use.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub(super) coverage: Coverage,
    pub(super) advances: Vec<u16>,
    pub(super) metrics: Metrics,
    pub(super) postscript_name: String,
}

impl Typeface {
    /// A built-in face. Source Serif looks small beside Noto at the same size: 1.08
    /// brings its capitals to the height that the Noto designers gave theirs
    /// (`scale` in fonts.toml).
    pub(super) fn builtin(role: Role, weight: u16, italic: bool, bytes: Bytes) -> Self {
        let scale = if role == Role::Latin { (108, 100) } else { (1, 1) };
        Self { role: Some(role), weight, italic, scale, ..Self::plain(bytes, 0) }
    }

    /// The faces of a user's file; none when it is not a font we can read.
    pub(super) fn open(name: &str, bytes: &Arc<[u8]>) -> Vec<Self> {
        let count = match FileRef::new(bytes) {
            Ok(FileRef::Font(_)) => 1,
            Ok(FileRef::Collection(collection)) => collection.len(),
            Err(_) => 0,
        };
        let readable = (0..count).filter_map(|index| {
            let font = FontRef::from_index(bytes, index).ok()?;
            let sound = font.hmtx().is_ok() && font.charmap().has_map();
            Metrics::read(&font).filter(|_| sound)?;
            let lower = name.to_lowercase();
            let italic = lower.contains("italic") || lower.contains("oblique");
            let weight = if lower.contains("bold") { 700 } else { 400 };
            let bytes = Bytes::Shared(Arc::clone(bytes));
            let file = Some(Arc::from(name));
            Some(Self { file, weight, italic, ..Self::plain(bytes, index) })
        });
        readable.collect()
    }

    /// An upright face of regular weight that is for nothing in particular.
    fn plain(bytes: Bytes, index: u32) -> Self {
        Self {
            bytes,
            index,
            file: None,
            role: None,
            weight: 400,
            italic: false,
            scale: (1, 1),
            tables: OnceLock::new(),
            shaper: OnceLock::new(),
            plans: Plans::default(),
            marks: OnceLock::new(),
            vertical: OnceLock::new(),
        }
    }

    fn font(&self) -> Option<FontRef<'_>> {
        FontRef::from_index(self.bytes.as_ref(), self.index).ok()
    }

    /// The tables, read on the first call.
    pub(super) fn tables(&self) -> &Tables {
        self.tables.get_or_init(|| {
            let read = self.font().and_then(|font| Tables::read(&font));
            // An em of 1 keeps every division sound when a file breaks after `open`.
            read.unwrap_or_else(|| Tables {
                metrics: Metrics { units_per_em: 1, ..Metrics::default() },
                ..Tables::default()
            })
        })
    }

    /// The glyph of a base with a variation selector.
    pub(super) fn variant(&self, base: char, selector: char) -> Option<u16> {
        match self.font()?.charmap().map_variant(base, selector)? {
            MapVariant::Variant(glyph) => u16::try_from(glyph.to_u32()).ok(),
            MapVariant::UseDefault => self.tables().coverage.glyph(base),
        }
    }

    /// The ink of a glyph.
    pub(super) fn extents(&self, glyph: u16) -> Option<Ink> {
        let font = self.font()?;
        let metrics = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let bounds = metrics.bounds(GlyphId::from(glyph))?;
        Some(Ink([bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(units)))
    }

    /// What the shaper needs.
    pub(super) fn shaper(&self) -> Option<(FontRef<'_>, &ShaperData)> {
        let font = self.font()?;
        let data = self.shaper.get_or_init(|| ShaperData::new(&font));
        Some((font, data))
    }

    /// The forms of glyphs in vertical lines.
    pub(super) fn vertical(&self) -> &Forms {
        self.vertical.get_or_init(|| {
            self.font().map(|font| vertical::read(&font)).unwrap_or_default()
        })
    }

    /// The Chinese forms of marks shared with Latin.
    pub(super) fn marks(&self) -> &Marks {
        self.marks.get_or_init(|| {
            let shaper = self.shaper();
            shaper.map(|(font, data)| Marks::read(&font, data)).unwrap_or_default()
        })
    }
}

impl fmt::Debug for Typeface {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Typeface")
            .field("role", &self.role)
            .field("weight", &self.weight)
            .field("italic", &self.italic)
            .finish_non_exhaustive()
    }
}

impl Tables {
    /// The advance of a glyph at a size.
    #[inline]
    pub(super) fn advance(&self, glyph: u16, size: Length) -> Length {
        let advance = self.advances.get(usize::from(glyph)).copied().unwrap_or(0);
        let em = self.metrics.units_per_em;
        // Nearly every glyph of a Chinese text is an em wide; a division costs more than
        // everything else here.
        if advance == em { size } else { size.scale(i64::from(advance), i64::from(em)) }
    }

    fn read(font: &FontRef<'_>) -> Option<Self> {
        let metrics = Metrics::read(font)?;
        let glyphs = font.maxp().ok()?.num_glyphs();
        let hmtx = font.hmtx().ok()?;
        // Glyphs behind the last one listed are as wide as it is (OpenType, `hmtx`).
        let listed = hmtx.h_metrics().iter().map(|metric| metric.advance());
        let mut advances: Vec<u16> = listed.take(usize::from(glyphs)).collect();
        advances.resize(usize::from(glyphs), advances.last().copied().unwrap_or(0));
        let name = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
        Some(Self {
            coverage: Coverage::read(font, glyphs),
            advances,
            metrics,
            postscript_name: name.map(|name| name.chars().collect()).unwrap_or_default(),
        })
    }
}
