//! What every part of page layout needs at hand, and the line engine behind it.
//!
//! The only file that calls `line::set`, so that every report of a line gets the place
//! of the block that was being set.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::article::Image;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::font::{Face, Fonts, Role};
use crate::geom::Length;
use crate::line::{Align, Decoration, Line, Paragraph, Region, Rules, RunStyle};
use crate::style::{Style, Typeface};

/// What layout reads and never changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The look.
    pub(super) style: &'a Style,
    /// The fonts.
    pub(super) fonts: &'a Fonts,
    /// Whose habits hold.
    pub(super) region: Region,
    /// The images that figures name.
    pub(super) images: &'a BTreeMap<String, Arc<Image>>,
}

/// Where reports go while one text is laid out.
#[derive(Debug)]
pub(super) struct Scope {
    /// What was reported so far.
    pub(super) diagnostics: Diagnostics,
    /// The block being set.
    pub(super) span: Option<Span>,
    /// Characters without a glyph, each of which one report for a text is enough.
    lacking: Vec<Diagnostic>,
}

impl Scope {
    /// A scope for a text, or for what the volume itself says.
    pub(super) fn new(span: Option<Span>) -> Self {
        Self { diagnostics: Diagnostics::new(), span, lacking: Vec::new() }
    }

    /// Reports at the block being set.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.code == Code::T002 {
            if self.lacking.contains(&diagnostic) {
                return;
            }
            self.lacking.push(diagnostic.clone());
        }
        self.diagnostics.push(match self.span {
            Some(span) if diagnostic.place.is_none() => diagnostic.at(span),
            _ => diagnostic,
        });
    }
}

impl Setting<'_> {
    /// A face of a typeface.
    pub(super) fn face(typeface: Typeface, bold: bool) -> Face {
        let role = match typeface {
            Typeface::Song => Role::Song,
            Typeface::Hei => Role::Hei,
            Typeface::Kai => Role::Kai,
            Typeface::Fangsong => Role::Fangsong,
        };
        Face { role, bold, italic: false }
    }

    /// Characters of one look without marks along them.
    pub(super) fn run_style(typeface: Typeface, bold: bool, size: Length) -> RunStyle {
        RunStyle {
            face: Self::face(typeface, bold),
            size,
            rise: Length::ZERO,
            decoration: Decoration::None,
            glued: false,
            verbatim: false,
            tag: 0,
        }
    }

    /// The rules of the style for lines of this length, without indents.
    pub(super) fn rules(&self, measure: Length, em: Length, align: Align) -> Rules {
        Rules {
            level: self.style.text.level,
            punctuation: self.style.text.punctuation,
            region: self.region,
            align,
            ..Rules::new(measure, em)
        }
    }

    /// Sets a paragraph; reports get the place of the scope.
    pub(super) fn set(
        &self,
        scope: &mut Scope,
        paragraph: &Paragraph,
        rules: &Rules,
    ) -> Vec<Line> {
        let mut diagnostics = Diagnostics::new();
        let lines = crate::line::set(&mut diagnostics, paragraph, rules, self.fonts);
        for diagnostic in &diagnostics {
            scope.push(diagnostic.clone());
        }
        lines
    }

    /// Distance from the top of a line's em box to its baseline (spec 7.5).
    pub(super) fn ascent(size: Length) -> Length {
        size.scale(88, 100)
    }

    /// The white between two lines of the grid.
    pub(super) fn gap(&self) -> Length {
        self.style.text.pitch - self.style.text.size
    }

    /// The fewest lines of the grid that hold `height` with some white around.
    pub(super) fn slots(&self, height: Length) -> i64 {
        let pitch = self.style.text.pitch;
        // The gap below the last slot belongs to the white; with two more, at least one
        // and a half stand above and below, so that rules and pictures keep clear of
        // the text.
        let needed = height + self.gap() * 3;
        (needed + pitch - Length::from_raw(1)).div_floor(pitch).max(1)
    }

    /// Where something of a height starts in so many lines of the grid, so that it
    /// stands in the middle of the white between its neighbours (spec 7.7, 7.8).
    pub(super) fn centered(&self, slots: i64, height: Length) -> Length {
        (self.style.text.pitch * slots - self.gap() - height) / 2
    }
}

/// Whose habits a language tag stands for.
pub(super) fn region(language: &str) -> Region {
    Region::of(language).unwrap_or(Region::Hans)
}
