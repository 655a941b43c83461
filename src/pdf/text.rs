//! Glyph runs into text-showing operators.
//!
//! A run is one `TJ` with a number only where a glyph does not start where the one before
//! it ends. Targets are rounded one by one, so nothing adds up along a line. Where the
//! text of a cluster is not what its glyph's code means, an ActualText says it
//! (ISO 32000-1, 14.9.4); ornaments get an empty one, because their base carries the text.

use crate::page::{Glyph, GlyphRun};
use crate::pdf::census::clusters;
use crate::pdf::font::Subset;
use crate::pdf::number::{push_integer, thousandths};

/// Shows a run at the current place, with the font and size already set.
pub(super) fn show(out: &mut Vec<u8>, run: &GlyphRun, subset: &Subset) {
    let mut line = Line { out, run, subset, pen: 0, open: Open::Nothing };
    if run.ornament {
        line.begin_span("");
        line.glyphs(&run.glyphs);
        line.end_span();
        return;
    }
    for (text, glyphs) in clusters(run) {
        if is_plain(subset, text, glyphs) {
            line.glyphs(glyphs);
        } else {
            line.begin_span(text);
            line.glyphs(glyphs);
            line.end_span();
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
    /// Where readers believe the next glyph starts, in thousandths of the size.
    pen: i64,
    open: Open,
}

impl Line<'_> {
    /// Shows glyphs.
    fn glyphs(&mut self, glyphs: &[Glyph]) {
        for glyph in glyphs {
            self.move_to(thousandths(glyph.x, self.run.size));
            let code = self.subset.code(glyph.id);
            self.code(code);
            self.pen += self.subset.width(code);
        }
    }

    /// Brings the pen to a place.
    fn move_to(&mut self, target: i64) {
        if self.open == Open::Nothing {
            self.out.push(b'[');
            self.open = Open::Array;
        }
        if self.pen == target {
            return;
        }
        self.close_string();
        push_integer(self.out, self.pen - target);
        self.pen = target;
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

    /// Starts a span of which the text is given.
    fn begin_span(&mut self, text: &str) {
        self.close();
        self.out.extend_from_slice(b"/Span<</ActualText<FEFF");
        for unit in text.encode_utf16() {
            self.out.extend_from_slice(format!("{unit:04X}").as_bytes());
        }
        self.out.extend_from_slice(b">>>BDC\n");
    }

    /// Ends a span.
    fn end_span(&mut self) {
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
