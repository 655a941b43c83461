//! The items of a line into glyphs at exact positions.
//!
//! A justified line ends exactly where its measure does: what is to be gained or lost is
//! dealt out so that the rounding of one share is made good by the next.

mod share;

use std::ops::Range;

use crate::font::{FontId, Fonts};
use crate::geom::Length;
use crate::line::breaks::Break;
use crate::line::class::Class;
use crate::line::cost::{limit, stretching};
use crate::line::fit::{Span, room};
use crate::line::item::{Content, Give, Item, Items, Pose, Sums, Totals};
use crate::line::justify::share::Shares;
use crate::line::ruby::Annotated;
use crate::line::{
    Align, Cell, Decoration, Glyph, GlyphRun, Line, LineRule, Orientation, Paragraph,
    Rules, ruby,
};

/// What the lines of a paragraph share.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) items: &'a Items,
    pub(super) paragraph: &'a Paragraph,
    pub(super) rules: &'a Rules,
    pub(super) fonts: &'a Fonts,
}

/// Places a line; `None` for the second value means that it could not be filled.
pub(super) fn place(setting: Setting<'_>, span: Span) -> (Line, bool) {
    let (line, _, fills) = place_cells(setting, span, false);
    (line, fills)
}

/// Places a line and says where each of its cells stands, if that is asked for.
pub(super) fn place_cells(
    setting: Setting<'_>,
    span: Span,
    asked: bool,
) -> (Line, Vec<Cell>, bool) {
    let Setting { items, rules, .. } = setting;
    let indent = if span.is_start { rules.first_indent } else { rules.indent };
    let Some(last) = span.last else {
        return (empty(setting, span, indent), Vec::new(), true);
    };
    let hyphen = hyphen(&items.list[last], span);
    let sums = items.line(span.first, last);
    let slack = items.slack(room(rules, span.is_start), sums.width + hyphen, last);
    let is_natural = rules.align != Align::Justify || span.is_end;
    let totals = Totals::of(&sums);
    let fills = match stretching(&totals, slack, &items.unit) {
        Some(extra) => extra <= limit(rules).max(500),
        None => slack == Length::ZERO,
    };
    let change =
        if slack > Length::ZERO && (is_natural || !fills) { Length::ZERO } else { slack };
    let offset = match rules.align {
        Align::Center => (slack - change) / 2,
        Align::End => slack - change,
        Align::Justify | Align::Start => Length::ZERO,
    };
    let mut placer =
        Placer::new(setting, span, last, Shares::new(&sums, change, &items.unit));
    placer.x = indent + offset - items.list[span.first].lead;
    placer.cells = asked.then(Vec::new);
    placer.run_through();
    if hyphen > Length::ZERO {
        placer.hyphen();
    }
    let cells = placer.cells.take().unwrap_or_default();
    (placer.finish(), cells, is_natural || fills)
}

/// The bytes of the text on a line, without the space or newline it ends with.
pub(super) fn range(items: &Items, span: Span) -> Range<usize> {
    let start = items.list.get(span.first).map_or(0, |item| item.start);
    start..span.last.map_or(start, |last| items.list[last].end)
}

fn empty(setting: Setting<'_>, span: Span, indent: Length) -> Line {
    Line { end: indent, ..Line::bare(range(setting.items, span)) }
}

fn hyphen(last: &Item, span: Span) -> Length {
    if last.break_after == Break::Hyphen && !span.is_end {
        last.hyphen
    } else {
        Length::ZERO
    }
}

/// What items share whose glyphs go into one run: run of the paragraph, font and pose.
type Key = (usize, FontId, Pose);

fn key(item: &Item) -> Key {
    (item.run, item.font, item.pose)
}

/// A line being placed.
pub(super) struct Placer<'a> {
    pub(super) setting: Setting<'a>,
    span: Span,
    last: usize,
    shares: Shares,
    /// The item that is being placed.
    at: usize,
    /// Where the next cell starts.
    pub(super) x: Length,
    pub(super) runs: Vec<GlyphRun>,
    /// What the items of the glyph run share that is being filled.
    open: Option<Key>,
    pub(super) rules: Vec<LineRule>,
    /// Where the decoration that is being drawn started, and in which run.
    pub(super) stroke: Option<(usize, Length, Length)>,
    pub(super) dots: Vec<(usize, Length)>,
    annotated: Vec<Annotated>,
    /// The cells of the line, when they are asked for.
    cells: Option<Vec<Cell>>,
}

impl<'a> Placer<'a> {
    fn new(setting: Setting<'a>, span: Span, last: usize, shares: Shares) -> Self {
        Self {
            setting,
            span,
            last,
            shares,
            at: span.first,
            x: Length::ZERO,
            runs: Vec::new(),
            open: None,
            rules: Vec::new(),
            stroke: None,
            dots: Vec::new(),
            annotated: Vec::new(),
            cells: None,
        }
    }

    /// Places every item of the line.
    fn run_through(&mut self) {
        self.at = self.span.first;
        while self.at <= self.last {
            match self.plain_end() {
                end if end > self.at => self.plain(end),
                _ => self.next(),
            }
        }
    }

    /// The end of the items from here on that are nothing but glyphs of one run, one behind
    /// the other in the text: what most of a line is.
    fn plain_end(&self) -> usize {
        let Setting { items, paragraph, .. } = self.setting;
        let rest = &items.list[self.at..=self.last];
        let first = &rest[0];
        let has_marks = paragraph
            .runs
            .get(first.run)
            .is_none_or(|run| run.style.dots || run.style.decoration != Decoration::None);
        if has_marks || self.stroke.is_some() || self.cells.is_some() {
            return self.at;
        }
        let key = key(first);
        let mut start = first.start;
        let is_plain = |item: &&Item| {
            let follows = item.start == start;
            start = item.end;
            follows && item.is_glyph() && self::key(item) == key
        };
        self.at + rest.iter().take_while(is_plain).count()
    }

    /// Places such items up to `end`.
    fn plain(&mut self, end: usize) {
        let items = self.setting.items;
        let stretch = &items.list[self.at..end];
        let (first, last) = (&stretch[0], &stretch[stretch.len() - 1]);
        self.open_run(first, self.x + first.shift);
        let Some(run) = self.runs.last_mut() else { return };
        run.text.push_str(&self.setting.paragraph.text[first.start..last.end]);
        for item in stretch {
            let Content::Glyph(id) = item.content else { continue };
            let bytes = u8::try_from(item.end - item.start).unwrap_or(0);
            run.glyphs.push(Glyph { id, bytes, x: self.x + item.shift - run.x });
            self.x += item.width;
            self.x += match self.at < self.last {
                true => self.shares.joint(item.joint, &items.unit.gap),
                false => -item.trail,
            };
            self.at += 1;
        }
    }

    /// Places the next item, whatever it is.
    fn next(&mut self) {
        let items = self.setting.items;
        let at = self.at;
        let item = &items.list[at];
        // Most items are Han, which give nothing.
        let (loss, gain) = match item.give {
            Give::None => (Length::ZERO, Length::ZERO),
            _ => self.shares_of(item),
        };
        let before = match item.give {
            Give::Before { .. } | Give::RegainBefore { .. } => loss,
            Give::Around { .. } => loss / 2,
            _ => Length::ZERO,
        };
        self.x -= before;
        let flush = self.flush(at);
        self.x += flush;
        self.item(item);
        self.x -= flush;
        let start = self.x;
        self.x += item.width + gain;
        self.x -= loss - before;
        if at == self.last {
            self.x -= item.trail;
        }
        self.cell(at, start);
        if at < self.last {
            self.x += self.shares.joint(item.joint, &items.unit.gap);
        }
        self.at += 1;
    }

    /// What an item loses of its white, below zero what it gains of it, and what it gains
    /// as a space.
    fn shares_of(&mut self, item: &Item) -> (Length, Length) {
        let mut own = Sums::of(item, &self.setting.items.unit);
        if self.at == self.span.first {
            item.start_line(&mut own);
        }
        if self.at == self.last {
            item.end_line(&mut own);
        }
        let loss = self.shares.mark(&own);
        (loss, self.shares.spaces(&own))
    }

    /// How far the glyph of an item moves towards the margin: the dot of a name that ends a
    /// full line has the white of its half em before it, not after it (5.1).
    fn flush(&self, at: usize) -> Length {
        let item = &self.setting.items.list[at];
        let ends = at == self.last && !self.span.is_end && item.class == Class::Middot;
        if ends { item.shift.max(Length::ZERO) } else { Length::ZERO }
    }

    /// Remembers the cells of an item that started at `start` and ends here.
    fn cell(&mut self, at: usize, start: Length) {
        let item = &self.setting.items.list[at];
        let Some(cells) = &mut self.cells else { return };
        let lead = if at == self.span.first { item.lead } else { Length::ZERO };
        let mut next =
            Cell { bytes: item.start..item.end, start: start + lead, end: self.x };
        if let Content::Shaped(range) = &item.content
            && item.class == Class::Word
        {
            let text = &self.setting.paragraph.text;
            for shaped in &self.setting.items.glyphs[range.clone()] {
                let to = next.bytes.start + usize::from(shaped.bytes);
                let to = text.floor_char_boundary(to.min(item.end));
                let end = next.start + shaped.advance;
                cells.push(Cell { bytes: next.bytes.start..to, start: next.start, end });
                (next.bytes.start, next.start) = (to, end);
            }
            return;
        }
        cells.push(next);
    }

    /// Places the glyphs of an item at the current place.
    fn item(&mut self, item: &Item) {
        let text = &self.setting.paragraph.text[item.start..item.end];
        match &item.content {
            Content::Nothing => {}
            Content::Glyph(glyph) => {
                let text = if item.class == Class::Space { " " } else { text };
                let x = self.x + item.shift;
                self.glyph(item, *glyph, x, text);
            }
            Content::Shaped(range) if item.pose.orientation == Orientation::Across => {
                self.across(item, range.clone(), text);
            }
            Content::Shaped(range) => {
                let mut x = self.x + item.shift;
                let mut from = 0;
                for shaped in &self.setting.items.glyphs[range.clone()] {
                    let to = text.floor_char_boundary(from + usize::from(shaped.bytes));
                    self.glyph(item, shaped.id, x + shaped.offset, &text[from..to]);
                    from = to;
                    x += shaped.advance;
                }
            }
        }
        self.decorate(item);
        if let Some((index, ordinal)) = item.ruby {
            let (start, end) = (self.x, self.x + item.width);
            self.annotated.push(Annotated { index, ordinal, start, end });
        }
    }

    /// Appends a glyph, in a new run when the font or the style changes.
    fn glyph(&mut self, item: &Item, id: u16, x: Length, text: &str) {
        self.open_run(item, x);
        if let Some(run) = self.runs.last_mut() {
            let bytes = u8::try_from(text.len()).unwrap_or(0);
            run.text.push_str(if bytes == 0 { "" } else { text });
            run.glyphs.push(Glyph { id, bytes, x: x - run.x });
        }
    }

    /// Starts a run with an item at `x`, unless the one before goes on.
    fn open_run(&mut self, item: &Item, x: Length) {
        let key = Some(key(item));
        if self.open != key || self.runs.is_empty() {
            self.open = key;
            self.runs.push(self.start_run(item, x));
        }
    }

    /// Glyphs side by side across the line, in a run of their own.
    fn across(&mut self, item: &Item, range: Range<usize>, text: &str) {
        let mut run = self.start_run(item, self.x + item.shift);
        run.text.push_str(text);
        for shaped in &self.setting.items.glyphs[range] {
            run.glyphs.push(Glyph {
                id: shaped.id,
                bytes: shaped.bytes,
                x: shaped.offset,
            });
        }
        self.runs.push(run);
        self.open = None;
    }

    /// How many glyphs and bytes of text the items from here on have that go into one run.
    fn run_size(&self, item: &Item) -> (usize, usize) {
        let items = &self.setting.items.list[self.at..=self.last];
        // Their poses are alike too, but for a few that have room for a glyph too many.
        let alike = |other: &&Item| (other.run, other.font) == (item.run, item.font);
        let (mut glyphs, mut end) = (0, item.end);
        for item in items.iter().take_while(alike) {
            glyphs += match &item.content {
                Content::Nothing => 0,
                Content::Glyph(_) => 1,
                Content::Shaped(range) => range.len(),
            };
            end = item.end;
        }
        (glyphs, end - item.start)
    }

    fn start_run(&self, item: &Item, x: Length) -> GlyphRun {
        let (glyphs, bytes) = self.run_size(item);
        let style = &self.setting.paragraph.runs[item.run].style;
        GlyphRun {
            font: item.font,
            size: item.pose.size.unwrap_or_else(|| {
                self.setting.fonts.optical_size(item.font, style.size)
            }),
            x,
            rise: style.rise + item.pose.lift,
            orientation: item.pose.orientation,
            tag: style.tag,
            ornament: false,
            text: String::with_capacity(bytes),
            glyphs: Vec::with_capacity(glyphs),
        }
    }

    /// Adds the hyphen of a broken word; it is no text.
    fn hyphen(&mut self) {
        let item = &self.setting.items.list[self.last];
        let Some(glyph) = self.setting.fonts.glyph(item.font, '-') else { return };
        let mut run = self.start_run(item, self.x);
        run.ornament = true;
        run.text.push('-');
        run.glyphs.push(Glyph { id: glyph, bytes: 1, x: Length::ZERO });
        self.runs.push(run);
        self.x += item.hyphen;
    }

    fn finish(mut self) -> Line {
        self.end_stroke();
        self.draw_dots();
        let annotated = std::mem::take(&mut self.annotated);
        self.runs.extend(ruby::place(self.setting, &annotated));
        Line {
            range: range(self.setting.items, self.span),
            runs: self.runs,
            rules: self.rules,
            end: self.x,
        }
    }
}
