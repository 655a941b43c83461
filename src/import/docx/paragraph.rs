//! A paragraph of a Word file into a part: what it is, where it stands, how it looks.

use roxmltree::Node;
use unicode_width::UnicodeWidthStr;

use crate::import::LeftOut;
use crate::import::document::{Align, Form, Part};
use crate::import::docx::body::Reader;
use crate::import::docx::inline::Inlines;
use crate::import::docx::numbering::Label;
use crate::import::docx::styles::Style;
use crate::import::docx::{attribute, child};
use crate::import::runs::{self, Look};

/// Columns of a line of A4, two to a Han character: some forty characters stand in it.
const LINE: usize = 78;

/// Space before a line, in columns, that is no indent of a paragraph any more: people who
/// know no alignment push titles and signatures to their places with spaces.
const FAR: usize = 10;

/// The longest line that is pushed to its place, in columns.
const LONGEST_PUSHED: usize = 60;

/// A paragraph as it is seen.
struct Seen {
    align: Align,
    is_bold: bool,
    size: u16,
}

impl<'a, 'b> Reader<'a, 'b> {
    pub(super) fn paragraph(&mut self, node: Node<'a, 'b>, depth: usize) {
        let properties = child(node, "pPr");
        let style = self.styles.resolve(properties);
        let mut found = Inlines::default();
        self.inlines(node, &Look::default(), &mut found, depth);
        let plain = runs::plain(&found.runs);
        let text = runs::markdown(&found.runs);
        self.is_new_page |= style.starts_page == Some(true) || found.page_before;
        if style.is_contents && !plain.is_empty() {
            let lines = vec![self.line(&plain)];
            let reason = "contents".to_owned();
            self.left_out.push(LeftOut { lines, reason, text: plain });
        } else if text.is_empty() {
            self.lines.push(String::new());
        } else {
            let seen = Seen {
                align: seen_align(&style, &found, &plain),
                is_bold: runs::all_bold(&found.runs) || style.bold == Some(true),
                size: found.size.or(style.size).unwrap_or(0),
            };
            self.add_text(style, &seen, text, plain);
        }
        self.is_new_page |= found.page_after;
        if properties.is_some_and(|properties| child(properties, "sectPr").is_some()) {
            self.is_new_page |= self.sections.pop() == Some(false);
        }
        self.after(found, depth);
    }

    /// A paragraph with what its list puts before it.
    fn add_text(&mut self, style: Style, seen: &Seen, text: String, plain: String) {
        let label = style.number.as_ref().and_then(|number| self.numbering.next(number));
        let level = style.number.as_ref().map_or(0, |(_, level)| usize::from(*level));
        let before = match &label {
            None | Some(Label::Bullet) => String::new(),
            Some(Label::Number(number)) => format!("{number}. "),
            Some(Label::Text(text)) => text.clone(),
        };
        let form = style.form.unwrap_or(Form::Text);
        let (form, text, plain) = match (form, label) {
            (Form::Text, Some(Label::Bullet)) => {
                let text = format!("{}- {}", self.indent(level), runs::cell(&text));
                (Form::Item, text, plain)
            }
            (Form::Text, Some(Label::Number(number))) => {
                let text =
                    format!("{}{number}. {}", self.indent(level), runs::cell(&text));
                (Form::Item, text, format!("{before}{plain}"))
            }
            (form, Some(_)) if !before.is_empty() => {
                let marked = runs::escaped(&before);
                (form, format!("{marked}{text}"), format!("{before}{plain}"))
            }
            (form, _) => (form, text, plain),
        };
        if form != Form::Item {
            self.item_level = None;
        }
        let lines = self.line(&plain);
        let Seen { align, is_bold, size } = *seen;
        let starts_page = std::mem::take(&mut self.is_new_page);
        let part = Part::new(form, text, plain, lines);
        self.parts.push(Part { align, is_bold, size, starts_page, ..part });
    }

    /// The space before an item: no item is more than one level below the one before.
    fn indent(&mut self, level: usize) -> String {
        let level = level.min(self.item_level.map_or(0, |last| last + 1));
        self.item_level = Some(level);
        "    ".repeat(level)
    }
}

/// Where a paragraph stands: as it says, or where spaces push it.
fn seen_align(style: &Style, found: &Inlines<'_, '_>, plain: &str) -> Align {
    let align = style.align.unwrap_or(Align::Start);
    let (before, length) = (found.lead + style.indent, plain.width());
    if align != Align::Start || before < FAR || length > LONGEST_PUSHED {
        return align;
    }
    let (left, right) = (before, LINE.saturating_sub(before + length));
    if left.abs_diff(right) <= LINE / 5 {
        Align::Centre
    } else if left > right {
        Align::End
    } else {
        align
    }
}

/// The indent of the first line in columns.
pub(super) fn indent(properties: Node<'_, '_>) -> usize {
    let Some(node) = child(properties, "ind") else { return 0 };
    let number = |name: &str| attribute(node, name).and_then(|n| n.parse::<usize>().ok());
    // Hundredths of a character count before lengths, of which a column of twelve points
    // has 120 twentieths.
    let columns = |chars: &str, length: &str| {
        let chars = number(chars).filter(|chars| *chars > 0).map(|chars| chars / 50);
        chars.or(number(length).map(|length| length / 120)).unwrap_or(0)
    };
    let left = columns("leftChars", "left").max(columns("startChars", "start"));
    left.saturating_add(columns("firstLineChars", "firstLine")).min(LINE)
}
