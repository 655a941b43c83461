//! What every part of page layout needs at hand, and the line engine behind it.
//!
//! The only file that calls `line::set`, so that every report of a line gets the place
//! of the block that was being set.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use crate::article::Image;
use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::font::{Face, Fonts, Role};
use crate::geom::{Length, Size};
use crate::line::{
    self, Align, Decoration, Direction, Draft, Line, Paragraph, Region, Rules, RunStyle,
};
use crate::page::structure::Tree;
use crate::style::{self, Style, Typeface};
use crate::volume::Volume;

/// What layout reads and never changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// The look.
    pub(super) style: &'a Style,
    /// The fonts.
    pub(super) fonts: &'a Fonts,
    /// Whose habits hold.
    pub(super) region: Region,
    /// The language whose patterns hyphenate Latin words that name none.
    pub(super) latin: Option<[u8; 2]>,
    /// The images that figures name.
    pub(super) images: &'a BTreeMap<String, Arc<Image>>,
    /// Whether only is asked where pages begin, so that lines of running text are bare.
    pub(super) is_bare: bool,
}

/// Where reports go while one text is laid out, and what it consists of.
#[derive(Debug)]
pub(super) struct Scope {
    /// What was reported so far.
    pub(super) diagnostics: Diagnostics,
    /// The block being set.
    pub(super) span: Option<Span>,
    /// What is said once for a text: characters without a glyph, lines without room.
    said: Vec<Diagnostic>,
    /// What was laid out so far.
    pub(super) tree: Tree,
}

impl Scope {
    /// A scope for a text, or for what the volume itself says.
    pub(super) fn new(span: Option<Span>) -> Self {
        let (said, tree) = (Vec::new(), Tree::default());
        Self { diagnostics: Diagnostics::new(), span, said, tree }
    }

    /// Reports at the block being set.
    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        if matches!(diagnostic.code, Code::T002 | Code::P004) {
            if self.said.contains(&diagnostic) {
                return;
            }
            self.said.push(diagnostic.clone());
        }
        self.diagnostics.push(match self.span {
            Some(span) if diagnostic.place.is_none() => diagnostic.at(span),
            _ => diagnostic,
        });
    }
}

impl<'a> Setting<'a> {
    /// That of a volume in a style.
    pub(super) fn of(volume: &'a Volume, style: &'a Style, fonts: &'a Fonts) -> Self {
        let language = &volume.publication.language;
        let (region, latin) = (region(language), line::hyphenation(language));
        let images = &volume.images;
        Self { style, fonts, region, latin, images, is_bare: false }
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
        RunStyle::new(Self::face(typeface, bold), size)
    }

    /// The rules of the style for lines of this length, without indents.
    pub(super) fn rules(&self, measure: Length, em: Length, align: Align) -> Rules {
        Rules {
            level: self.style.text.level,
            punctuation: self.style.text.punctuation,
            opening: self.style.text.opening,
            wide_space: self.style.text.wide_space,
            hanging: self.style.text.hanging,
            shrink_stops: self.style.text.shrink_stops,
            region: self.region,
            latin: self.latin,
            direction: self.direction(),
            align,
            ..Rules::new(measure, em)
        }
    }

    /// Which way the lines run.
    pub(super) fn direction(&self) -> Direction {
        match self.style.direction {
            style::Direction::Horizontal => Direction::Horizontal,
            style::Direction::Vertical => Direction::Vertical,
        }
    }

    /// The paper as lines see it: how far it reaches along them and across.
    pub(super) fn canvas(&self) -> Size {
        self.turned(self.style.trim)
    }

    /// Width and height as extents along and across the lines, and back.
    pub(super) fn turned(&self, size: Size) -> Size {
        match self.style.direction {
            style::Direction::Horizontal => size,
            style::Direction::Vertical => Size { width: size.height, height: size.width },
        }
    }

    /// The type area on paper.
    pub(super) fn area(&self) -> Size {
        let (width, height) = (self.style.measure(), self.style.area_height());
        self.turned(Size { width, height })
    }

    /// Sets a paragraph; reports get the place of the scope.
    pub(super) fn set(
        &self,
        scope: &mut Scope,
        paragraph: &Paragraph,
        rules: &Rules,
    ) -> Vec<Line> {
        self.set_with_counts(scope, paragraph, rules).0
    }

    /// The same, with the numbers of lines outside which [`Setting::running_in`] finds
    /// nothing.
    fn set_with_counts(
        &self,
        scope: &mut Scope,
        paragraph: &Paragraph,
        rules: &Rules,
    ) -> (Vec<Line>, RangeInclusive<usize>) {
        let mut diagnostics = Diagnostics::new();
        let (lines, counts) =
            line::set_with_counts(&mut diagnostics, paragraph, rules, self.fonts);
        for diagnostic in &diagnostics {
            scope.push(diagnostic.clone());
        }
        if rules.em == self.style.text.size && self.is_crowded(paragraph) {
            let percent = self.gap().raw() * 100 / rules.em.raw().max(1);
            scope.push(Diagnostic::new(Code::P004).with("percent", percent.to_string()));
        }
        (lines, counts)
    }

    /// The lines of running text, of which only the number and the ends decide anything, and
    /// the numbers outside which [`Setting::running_in`] finds nothing.
    pub(super) fn running(
        &self,
        scope: &mut Scope,
        paragraph: &Paragraph,
        rules: &Rules,
    ) -> (Vec<Line>, RangeInclusive<usize>) {
        if !self.is_bare {
            return self.set_with_counts(scope, paragraph, rules);
        }
        let (lines, counts) = self.draft(paragraph, rules).lines_with_counts();
        (lines.into_iter().map(Line::bare).collect(), counts)
    }

    /// The lines of running text in each of these numbers, where that can be done.
    pub(super) fn running_in(
        &self,
        paragraph: &Paragraph,
        rules: &Rules,
        counts: &[usize],
    ) -> Vec<Option<Vec<Line>>> {
        if !self.is_bare {
            return line::set_in(paragraph, rules, self.fonts, counts);
        }
        let bare = |lines: Vec<_>| lines.into_iter().map(Line::bare).collect();
        let found = self.draft(paragraph, rules).lines_in(counts).into_iter();
        found.map(|lines| lines.map(bare)).collect()
    }

    /// A paragraph whose lines are asked for before it is set.
    pub(super) fn draft<'a>(
        &'a self,
        paragraph: &'a Paragraph,
        rules: &'a Rules,
    ) -> Draft<'a> {
        Draft::new(paragraph, rules, self.fonts)
    }

    /// How many lines a paragraph takes.
    pub(super) fn count(&self, paragraph: &Paragraph, rules: &Rules) -> usize {
        self.draft(paragraph, rules).lines(rules.measure).len()
    }

    /// Where lines of a paragraph may end: byte offsets in its text, without its end.
    pub(super) fn breaks(&self, paragraph: &Paragraph) -> Vec<usize> {
        let rules = self.rules(Length::ZERO, self.style.table.size, Align::Start);
        crate::line::breaks(paragraph, &rules, self.fonts)
    }

    /// Whether a paragraph has marks between its lines for which they stand too near to
    /// each other (spec 9.9).
    fn is_crowded(&self, paragraph: &Paragraph) -> bool {
        let is_marked = |style: &RunStyle| {
            style.dots || matches!(style.decoration, Decoration::Under | Decoration::Wave)
        };
        let below = paragraph.runs.iter().any(|run| is_marked(&run.style));
        let needed = match (below, !paragraph.rubies.is_empty()) {
            (false, false) => return false,
            (true, true) => GAP_FOR_BOTH,
            _ => GAP_FOR_ONE,
        };
        self.gap() < self.style.text.size.scale(needed, 100)
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

/// The least gap between lines with marks on one side, in hundredths of an em (spec 9.9).
const GAP_FOR_ONE: i64 = 50;

/// With marks on both sides. The rule says five eighths; the usual pitch of books, which
/// it calls 0.62, is meant to do.
const GAP_FOR_BOTH: i64 = 60;

/// Whose habits a language tag stands for.
pub(super) fn region(language: &str) -> Region {
    Region::of(language).unwrap_or(Region::Hans)
}
