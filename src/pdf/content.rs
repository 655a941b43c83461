//! Sheets into content streams.
//!
//! Coordinates count from the bottom left of the sheet; a page is painted in its own
//! coordinates, moved by one `cm`. Everything that is not the text of a page stands
//! between `/Artifact BMC` and `EMC`. All colour is DeviceGray; for print shops it is the
//! black of DeviceCMYK, because readers let only that print over what lies below.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::font::FontId;
use crate::geom::{Length, Point, Rect, Size};
use crate::page::{GlyphRun, Mark, Orientation, Page, Pages};
use crate::pdf::font::Subsets;
use crate::pdf::image::Picture;
use crate::pdf::number::{milli, push};
use crate::pdf::tags::{self, Tag};
use crate::pdf::text;
use crate::project::Standard;
use crate::sheet::{Placement, Sheet};

/// Full ink, in hundredths: the colour of text and marks.
const BLACK: u8 = 100;

/// Name of the state in which ink lies over what is below it.
pub(super) const OVERPRINT: &str = "Over";

/// What streams refer to by name.
#[derive(Debug)]
pub(super) struct Stock<'a> {
    /// The fonts.
    pub(super) subsets: Arc<Subsets>,
    /// The images, by their name in [`Pages::images`].
    pub(super) images: BTreeMap<&'a str, Picture>,
    /// The standard that the file keeps.
    pub(super) standard: Standard,
    /// The profile of the press.
    pub(super) press: &'a [u8],
    /// Whether marks are tagged.
    pub(super) has_tags: bool,
    /// Whether there are glyphs that hang below each other.
    pub(super) has_upright: bool,
}

/// Paints a sheet.
pub(super) fn stream(sheet: &Sheet, pages: &Pages, stock: &Stock<'_>) -> Vec<u8> {
    let mut out = Vec::new();
    if stock.standard == Standard::X4 {
        out.extend_from_slice(
            format!("/{OVERPRINT} gs 0 0 0 1 k 0 0 0 1 K\n").as_bytes(),
        );
    }
    if !sheet.marks.is_empty() {
        out.extend_from_slice(b"q\n");
        let mut painter = Painter::new(&mut out, stock, sheet.size.height);
        sheet.marks.iter().for_each(|mark| painter.rule(*mark, BLACK));
        painter.enter(Mode::Page);
        out.extend_from_slice(b"Q\n");
    }
    for placement in &sheet.placements {
        if let Some(page) = pages.pages.get(placement.page) {
            let tags: Vec<_> = match stock.has_tags {
                true => tags::of(pages, page).collect(),
                false => Vec::new(),
            };
            paint_placed(&mut out, sheet, placement, (page, &tags), stock);
        }
    }
    out
}

/// Paints a page where it lies on a sheet.
fn paint_placed(
    out: &mut Vec<u8>,
    sheet: &Sheet,
    placement: &Placement,
    (page, tags): (&Page, &[Tagged]),
    stock: &Stock<'_>,
) {
    let Placement { origin, turned, clip, .. } = *placement;
    let is_whole = origin == Point::default() && page.size == sheet.size;
    if is_whole && !turned && clip.is_none() {
        paint(out, page, tags, stock);
        return;
    }
    out.extend_from_slice(b"q ");
    if let Some(Rect { origin, size }) = clip {
        let foot = sheet.size.height - origin.y - size.height;
        let corner = [milli(origin.x), milli(foot)];
        numbers(out, &[corner[0], corner[1], milli(size.width), milli(size.height)]);
        out.extend_from_slice(b"re W n ");
    }
    let foot = sheet.size.height - origin.y;
    if turned {
        out.extend_from_slice(b"-1 0 0 -1 ");
        numbers(out, &[milli(origin.x + page.size.width), milli(foot)]);
    } else {
        out.extend_from_slice(b"1 0 0 1 ");
        numbers(out, &[milli(origin.x), milli(foot - page.size.height)]);
    }
    out.extend_from_slice(b"cm\n");
    paint(out, page, tags, stock);
    out.extend_from_slice(b"Q\n");
}

/// A tag, and the marks that it is of.
type Tagged = (Tag, Range<usize>);

/// Paints a page whose marks have these tags, in their order, or none.
fn paint(out: &mut Vec<u8>, page: &Page, tags: &[Tagged], stock: &Stock<'_>) {
    let mut painter = Painter::new(out, stock, page.size.height);
    let mut tags = tags.iter().peekable();
    for (index, mark) in page.marks.iter().enumerate() {
        while tags.next_if(|(_, marks)| marks.end <= index).is_some() {}
        let tagged = tags.peek().filter(|(_, marks)| marks.contains(&index));
        painter.next = tagged.map(|(tag, _)| *tag);
        match mark {
            Mark::Text { run, at, artifact, .. } => painter.text(run, *at, *artifact),
            Mark::Rule { rect, ink } => painter.rule(*rect, *ink),
            Mark::Wave { rect } => painter.wave(*rect),
            Mark::Image { name, rect, .. } => painter.image(name, *rect),
        }
    }
    painter.next = None;
    painter.enter(Mode::Page);
}

/// Writes numbers given in thousandths, each with a space behind it.
fn numbers(out: &mut Vec<u8>, list: &[i64]) {
    for number in list {
        push(out, *number);
        out.push(b' ');
    }
}

/// Starts a line of a text object at a place, turned by a quarter or not; a shift is
/// shorter where nothing turns.
fn move_to(
    out: &mut Vec<u8>,
    start: (i64, i64),
    turns: bool,
    (line, turned): (&mut (i64, i64), &mut bool),
) {
    if turns {
        out.extend_from_slice(b"0 -1 1 0 ");
        numbers(out, &[start.0, start.1]);
        out.extend_from_slice(b"Tm\n");
    } else if *turned {
        out.extend_from_slice(b"1 0 0 1 ");
        numbers(out, &[start.0, start.1]);
        out.extend_from_slice(b"Tm\n");
    } else {
        numbers(out, &[start.0 - line.0, start.1 - line.1]);
        out.extend_from_slice(b"Td\n");
    }
    (*line, *turned) = (start, turns);
}

/// What stands open in a stream.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Nothing.
    Page,
    /// Marks of the page that are not text.
    Artifact,
    /// A text object with text of the page.
    Text,
    /// A text object with text that belongs to the page only as furniture.
    TextArtifact,
}

/// A stream being painted, with the state that readers will have.
struct Painter<'a> {
    out: &'a mut Vec<u8>,
    stock: &'a Stock<'a>,
    height: Length,
    mode: Mode,
    /// The tag that stands open.
    tag: Option<Tag>,
    /// The tag of what comes next.
    next: Option<Tag>,
    /// Font, size, and whether glyphs hang below each other.
    font: Option<(FontId, Length, bool)>,
    /// Character spacing, in thousandths of a point.
    spacing: i64,
    ink: u8,
    /// Where the line of the text object starts, in thousandths of a point.
    line: (i64, i64),
    /// Whether the text object is turned by a quarter.
    turned: bool,
}

impl<'a> Painter<'a> {
    /// A painter with the state that every page starts with.
    fn new(out: &'a mut Vec<u8>, stock: &'a Stock<'a>, height: Length) -> Self {
        let (mode, tag, next) = (Mode::Page, None, None);
        let (font, spacing, ink, line) = (None, 0, BLACK, (0, 0));
        let turned = false;
        Self { out, stock, height, mode, tag, next, font, spacing, ink, line, turned }
    }

    /// Shows a run with its baseline starting at a point.
    fn text(&mut self, run: &GlyphRun, at: Point, artifact: bool) {
        let Some(subset) = self.stock.subsets.get(&run.font) else { return };
        self.enter(if artifact { Mode::TextArtifact } else { Mode::Text });
        self.ink(BLACK);
        let upright = text::is_upright(run);
        if self.font != Some((run.font, run.size, upright)) {
            self.font = Some((run.font, run.size, upright));
            let name = if upright { &subset.upright } else { &subset.resource };
            self.out.extend_from_slice(format!("/{name} ").as_bytes());
            numbers(self.out, &[milli(run.size)]);
            self.out.extend_from_slice(b"Tf\n");
        }
        if run.orientation == Orientation::Across {
            let Self { out, line, turned, height, .. } = self;
            text::show_across(out, run, subset, |out, x| {
                let start = (milli(at.x + x), milli(*height - at.y));
                move_to(out, start, false, (line, turned));
            });
            return;
        }
        // Down is against the axis of the page.
        let sign = if upright { -1 } else { 1 };
        let spacing = text::spacing(run, subset).unwrap_or(self.spacing * sign);
        if self.spacing != spacing * sign {
            self.spacing = spacing * sign;
            numbers(self.out, &[self.spacing]);
            self.out.extend_from_slice(b"Tc\n");
        }
        let start = (milli(at.x), milli(self.height - at.y));
        let turns = run.orientation == Orientation::Rotated;
        move_to(self.out, start, turns, (&mut self.line, &mut self.turned));
        text::show(self.out, run, subset, spacing);
    }

    /// Fills a rectangle.
    fn rule(&mut self, rect: Rect, ink: u8) {
        self.enter(Mode::Artifact);
        self.ink(ink);
        let corner = self.corner(rect);
        let Size { width, height } = rect.size;
        numbers(self.out, &[corner.0, corner.1, milli(width), milli(height)]);
        self.out.extend_from_slice(b"re f\n");
    }

    /// Strokes a wavy line along a rectangle: whole waves, a fifth of its short side thick.
    fn wave(&mut self, rect: Rect) {
        self.enter(Mode::Artifact);
        self.ink(BLACK);
        let Size { width, height } = rect.size;
        let is_upright = height > width;
        let (width, height) = if is_upright { (height, width) } else { (width, height) };
        let thickness = height / 5;
        // A wave two and a half times as long as high is neither a saw nor a string; it is
        // fitted to the line, so that every title ends as it begins.
        let count = (width.raw() * 2 / (height * 5).raw().max(1)).max(1);
        let corner = self.corner(rect);
        let (left, bottom) = if is_upright { (corner.1, corner.0) } else { corner };
        let point = |along: i64, across: i64| {
            if is_upright { [across, along] } else { [along, across] }
        };
        let middle = bottom + milli(height / 2);
        let swing = milli((height - thickness) / 2);
        let place = |half: i64| left + milli(width.scale(half, count * 2));
        self.out.extend_from_slice(b"q ");
        numbers(self.out, &[milli(thickness)]);
        self.out.extend_from_slice(b"w ");
        numbers(self.out, &point(place(0), middle));
        self.out.extend_from_slice(b"m\n");
        for half in 0..count * 2 {
            let (from, to) = (place(half), place(half + 1));
            // The control points of a curve whose top is `swing` high.
            let side = if half % 2 == 0 { 4 } else { -4 };
            let control = middle + swing * side / 3;
            let third = (to - from) / 3;
            for (along, across) in
                [(from + third, control), (to - third, control), (to, middle)]
            {
                numbers(self.out, &point(along, across));
            }
            self.out.extend_from_slice(b"c\n");
        }
        self.out.extend_from_slice(b"S Q\n");
    }

    /// Draws an image.
    fn image(&mut self, name: &str, rect: Rect) {
        let Some(picture) = self.stock.images.get(name) else { return };
        let is_loose = self.stock.has_tags && self.next.is_none();
        self.enter(if is_loose { Mode::Artifact } else { Mode::Page });
        let (x, y) = self.corner(rect);
        self.out.extend_from_slice(b"q ");
        numbers(self.out, &[milli(rect.size.width), 0, 0, milli(rect.size.height), x, y]);
        self.out.extend_from_slice(format!("cm /{} Do Q\n", picture.resource).as_bytes());
    }

    /// The bottom left corner of a rectangle.
    fn corner(&self, rect: Rect) -> (i64, i64) {
        let bottom = rect.origin.y + rect.size.height;
        (milli(rect.origin.x), milli(self.height - bottom))
    }

    /// Sets the colour for what follows.
    fn ink(&mut self, ink: u8) {
        if self.ink != ink {
            self.ink = ink;
            if self.stock.standard == Standard::X4 {
                numbers(self.out, &[0, 0, 0, i64::from(ink) * 10]);
                self.out.extend_from_slice(b"k\n");
            } else {
                numbers(self.out, &[i64::from(BLACK.saturating_sub(ink)) * 10]);
                self.out.extend_from_slice(b"g\n");
            }
        }
    }

    /// Closes what stands open and opens what is needed. Marked content is nested in
    /// text objects, never across their ends (ISO 32000-1, 14.6.1).
    fn enter(&mut self, mode: Mode) {
        let tag = self.next;
        if self.mode == mode && self.tag == tag {
            return;
        }
        let is_text = |mode| matches!(mode, Mode::Text | Mode::TextArtifact);
        let is_artifact = |mode| matches!(mode, Mode::Artifact | Mode::TextArtifact);
        let stays = is_text(self.mode) && is_text(mode);

        if is_artifact(self.mode) || self.tag.is_some() {
            self.out.extend_from_slice(b"EMC\n");
        }
        if is_text(self.mode) && !stays {
            self.out.extend_from_slice(b"ET\n");
        }
        if is_text(mode) && !stays {
            self.out.extend_from_slice(b"BT\n");
            self.line = (0, 0);
            self.turned = false;
        }
        if is_artifact(mode) {
            self.out.extend_from_slice(b"/Artifact BMC\n");
        } else if let Some(Tag { name, number }) = tag {
            let begin = format!("/{name}<</MCID {number}>>BDC\n");
            self.out.extend_from_slice(begin.as_bytes());
        }
        (self.mode, self.tag) = (mode, tag);
    }
}
