//! Glyph runs into text-showing operators.
//!
//! A run is one `TJ`. The gap that most of its glyphs have behind them is the character
//! spacing of the run ([`spacing`]); a number stands only where a glyph still would not
//! start in its place. Places are tracked without rounding, so nothing adds up along a
//! line. Where the text of a cluster is not what its glyph's code means, an ActualText
//! says it (ISO 32000-1, 14.9.4); ornaments get an empty one, because their base carries
//! the text.
//!
//! In vertical lines upright glyphs hang below each other: each is an em high, and what
//! shifts a horizontal glyph to the left moves a vertical one up, so numbers change their
//! sign (9.4.4).

use crate::geom::Length;
use crate::page::{Glyph, GlyphRun, Orientation};
use crate::pdf::census::clusters;
use crate::pdf::font::Subset;
use crate::pdf::number::{milli, push_integer};

/// Thousandths of a raw length, in which every shift that a PDF can state is whole:
/// a thousandth of the size is the size in these units, however small.
const FINE: i64 = 1000;

/// A thousandth of a point, fine.
const FINE_MILLI: i64 = Length::pt(1).raw();

/// The character spacing that saves most numbers, in thousandths of a point; `None` for
/// a run that does well with any.
pub(super) fn spacing(run: &GlyphRun, subset: &Subset) -> Option<i64> {
    let gap = |pair: &[Glyph]| match pair {
        [one, next] => {
            let width = run.size.scale(extent(run, subset, one), FINE);
            milli(next.x - one.x - width)
        }
        _ => 0,
    };
    let mut gaps: Vec<i64> = run.glyphs.windows(2).map(gap).collect();
    gaps.sort_unstable();
    let most = gaps.chunk_by(|one, next| one == next).max_by_key(|equal| equal.len());
    most.and_then(|equal| equal.first().copied())
}

/// Whether the glyphs of a run hang below each other.
pub(super) fn is_upright(run: &GlyphRun) -> bool {
    matches!(run.orientation, Orientation::Upright | Orientation::Across)
}

/// How far readers move behind a glyph, in thousandths of its size.
fn extent(run: &GlyphRun, subset: &Subset, glyph: &Glyph) -> i64 {
    if is_upright(run) { 1000 } else { subset.width(subset.code(glyph.id)) }
}

/// Shows the glyphs of a run side by side across a vertical line, one text; `move_to`
/// takes the pen to where the next glyph hangs, from the middle of the line.
pub(super) fn show_across(
    out: &mut Vec<u8>,
    run: &GlyphRun,
    subset: &Subset,
    mut move_to: impl FnMut(&mut Vec<u8>, Length),
) {
    begin_span(out, &run.text);
    for glyph in &run.glyphs {
        // An upright glyph hangs from the middle of its width.
        let width = run.size.scale(subset.width(subset.code(glyph.id)), FINE);
        move_to(out, glyph.x + width / 2);
        let mut line = Line { out, run, subset, spacing: 0, pen: 0, open: Open::Array };
        line.out.push(b'[');
        line.code(subset.code(glyph.id));
        line.close();
    }
    out.extend_from_slice(b"EMC\n");
}

/// Opens a span of which the text is given.
fn begin_span(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(b"/Span<</ActualText<FEFF");
    for unit in text.encode_utf16() {
        out.extend_from_slice(format!("{unit:04X}").as_bytes());
    }
    out.extend_from_slice(b">>>BDC\n");
}

/// Shows a run at the current place, with its font, size and spacing already set.
pub(super) fn show(out: &mut Vec<u8>, run: &GlyphRun, subset: &Subset, spacing: i64) {
    let spacing = spacing * FINE_MILLI;
    let mut line = Line { out, run, subset, spacing, pen: 0, open: Open::Nothing };
    if run.ornament {
        line.span("", &run.glyphs);
    } else {
        for (text, glyphs) in clusters(run) {
            if is_plain(subset, text, glyphs) {
                line.glyphs(glyphs);
            } else {
                line.span(text, glyphs);
            }
        }
    }
    line.close();
}

/// Whether the codes of a cluster mean its text by themselves.
fn is_plain(subset: &Subset, text: &str, glyphs: &[Glyph]) -> bool {
    matches!(glyphs, [glyph] if subset.text(subset.code(glyph.id)) == text)
}

/// What stands open in the operands of `TJ`.
#[derive(PartialEq, Eq)]
enum Open {
    /// Nothing: no operands yet.
    Nothing,
    /// The array.
    Array,
    /// A string in the array.
    String,
}

/// A run being shown.
struct Line<'a> {
    out: &'a mut Vec<u8>,
    run: &'a GlyphRun,
    subset: &'a Subset,
    /// What readers add behind each glyph, fine.
    spacing: i64,
    /// Where readers believe the next glyph starts, fine.
    pen: i64,
    open: Open,
}

impl Line<'_> {
    /// Shows glyphs.
    fn glyphs(&mut self, glyphs: &[Glyph]) {
        for glyph in glyphs {
            self.move_to(glyph.x.raw() * FINE);
            let code = self.subset.code(glyph.id);
            self.code(code);
            let width = extent(self.run, self.subset, glyph);
            self.pen += width * self.run.size.raw() + self.spacing;
        }
    }

    /// Brings the pen to a place, as near as thousandths of the size allow.
    fn move_to(&mut self, target: i64) {
        if self.open == Open::Nothing {
            self.out.push(b'[');
            self.open = Open::Array;
        }
        let thousandth = self.run.size.raw().max(1);
        let back = Length::from_raw(self.pen - target).scale(1, thousandth).raw();
        if back != 0 {
            self.close_string();
            let sign = if is_upright(self.run) { -1 } else { 1 };
            push_integer(self.out, back * sign);
            self.pen -= back * thousandth;
        }
    }

    /// Shows a character code.
    fn code(&mut self, code: u16) {
        if self.open != Open::String {
            self.out.push(b'(');
            self.open = Open::String;
        }
        for byte in code.to_be_bytes() {
            match byte {
                b'(' | b')' | b'\\' => self.out.extend_from_slice(&[b'\\', byte]),
                // A bare carriage return would be read as a line feed.
                b'\r' => self.out.extend_from_slice(b"\\r"),
                _ => self.out.push(byte),
            }
        }
    }

    /// Shows glyphs of which the text is given.
    fn span(&mut self, text: &str, glyphs: &[Glyph]) {
        self.close();
        begin_span(self.out, text);
        self.glyphs(glyphs);
        self.close();
        self.out.extend_from_slice(b"EMC\n");
    }

    /// Ends a string.
    fn close_string(&mut self) {
        if self.open == Open::String {
            self.out.push(b')');
            self.open = Open::Array;
        }
    }

    /// Ends the operands and shows them.
    fn close(&mut self) {
        self.close_string();
        if self.open == Open::Array {
            self.out.extend_from_slice(b"]TJ\n");
            self.open = Open::Nothing;
        }
    }
}
