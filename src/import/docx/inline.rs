//! What stands in a paragraph of a Word file into runs.

use roxmltree::Node;
use unicode_width::UnicodeWidthStr;

use crate::import::docx::body::Reader;
use crate::import::docx::styles::size;
use crate::import::docx::symbols::symbol;
use crate::import::docx::{attribute, child, is_on, name, value};
use crate::import::runs::{self, Look, Run};

/// What a paragraph holds.
#[derive(Debug, Default)]
pub(super) struct Inlines<'a, 'b> {
    pub(super) runs: Vec<Run>,
    /// The size of the first characters, in half points.
    pub(super) size: Option<u16>,
    /// Whether something visible was read.
    is_visible: bool,
    /// Space before the first characters, in columns.
    pub(super) lead: usize,
    /// Whether a page ends before the first characters.
    pub(super) page_before: bool,
    /// Whether a page ends after them.
    pub(super) page_after: bool,
    /// Text boxes, which stand beside the paragraph.
    pub(super) boxes: Vec<Node<'a, 'b>>,
    /// Pictures, which stand below the paragraph.
    pub(super) pictures: Vec<Found<'a>>,
    /// The notes that are referred to here for the first time.
    pub(super) notes: Vec<(usize, Node<'a, 'b>)>,
}

/// How far a tab before the first characters goes, in columns.
const TAB: usize = 4;

impl Inlines<'_, '_> {
    /// Adds characters.
    fn add(&mut self, text: &str, look: &Look) {
        if !self.is_visible {
            let before = text.len() - text.trim_start().len();
            self.lead += text[..before].width();
        }
        self.is_visible |= !text.trim().is_empty();
        self.runs.push(Run::new(text, look));
    }

    /// Ends a line, a column or a page.
    fn line_break(&mut self, kind: Option<&str>, look: &Look) {
        match kind {
            Some("page") if self.is_visible => self.page_after = true,
            Some("page") => self.page_before = true,
            Some("column") => {}
            _ => self.add("\n", look),
        }
    }
}

/// Characters as they are raised or lowered.
fn shifted(text: String, shift: Option<&str>) -> String {
    match shift {
        Some("superscript") => runs::shifted(&text, true),
        Some("subscript") => runs::shifted(&text, false),
        _ => text,
    }
}

/// A picture as it is referred to.
#[derive(Debug)]
pub(super) struct Found<'a> {
    /// The identifier of its relation.
    pub(super) id: Option<&'a str>,
    /// What is said about it for those who cannot see it.
    pub(super) alt: Option<&'a str>,
    /// How wide it is drawn, in EMU (914,400 to an inch).
    pub(super) across: Option<i64>,
}

impl<'a, 'b> Reader<'a, 'b> {
    /// Reads what stands in a paragraph or in a part of one.
    pub(super) fn inlines(
        &mut self,
        node: Node<'a, 'b>,
        look: &Look,
        found: &mut Inlines<'a, 'b>,
        depth: usize,
    ) {
        if depth > self.deepest {
            self.too_deep += 1;
            found.runs.push(Run::new(&texts(node), look));
            return;
        }
        for child in node.children().filter(Node::is_element) {
            match name(child) {
                "r" => {
                    let own = super::child(child, "rPr");
                    let look = self.look(own, look);
                    let is_first = !found.is_visible && !texts(child).trim().is_empty();
                    if let Some(own) = own.filter(|_| is_first) {
                        let style = value(own, "rStyle");
                        found.size = size(own).or_else(|| self.styles.size(style));
                    }
                    self.run(child, &look, found, depth + 1);
                }
                "hyperlink" => {
                    let link = attribute(child, "id").and_then(|id| self.links.get(id));
                    let look = Look { link: link.cloned(), ..look.clone() };
                    self.inlines(child, &look, found, depth + 1);
                }
                // What was deleted or moved away is no part of the text any more.
                "del" | "moveFrom" => self.deleted += 1,
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" => {}
                "oMath" | "oMathPara" => {
                    *self.unknown.entry("formula").or_default() += 1;
                    found.runs.push(Run::new(&texts(child), look));
                }
                "AlternateContent" => {
                    if let Some(choice) = choice(child) {
                        self.inlines(choice, look, found, depth + 1);
                    }
                }
                _ => self.inlines(child, look, found, depth + 1),
            }
        }
    }

    /// How a run looks.
    fn look(&self, own: Option<Node<'_, '_>>, outer: &Look) -> Look {
        let Some(own) = own else { return outer.clone() };
        let by_style = self.styles.is_bold(value(own, "rStyle"));
        Look {
            bold: is_on(own, "b").unwrap_or(outer.bold || by_style),
            italic: is_on(own, "i").unwrap_or(outer.italic),
            strike: is_on(own, "strike")
                .or(is_on(own, "dstrike"))
                .unwrap_or(outer.strike),
            dots: is_on(own, "em").unwrap_or(outer.dots),
            link: outer.link.clone(),
        }
    }

    /// The children of a run.
    fn run(
        &mut self,
        run: Node<'a, 'b>,
        look: &Look,
        found: &mut Inlines<'a, 'b>,
        depth: usize,
    ) {
        if depth > self.deepest {
            self.too_deep += 1;
            found.runs.push(Run::new(&texts(run), look));
            return;
        }
        let shift = child(run, "rPr").and_then(|own| value(own, "vertAlign"));
        for part in run.children().filter(Node::is_element) {
            match name(part) {
                "t" => {
                    let text = part.text().unwrap_or("").replace(['\n', '\r'], " ");
                    found.add(&shifted(text, shift), look);
                }
                "tab" | "ptab" => {
                    found.lead += if found.is_visible { 0 } else { TAB - 1 };
                    found.add(" ", look);
                }
                "noBreakHyphen" => found.add("-", look),
                "cr" => found.add("\n", look),
                "br" => found.line_break(attribute(part, "type"), look),
                "sym" => found.add(&symbol(part), look),
                "footnoteReference" => self.note(part, 'f', found),
                "endnoteReference" => self.note(part, 'e', found),
                "drawing" | "pict" | "object" => self.drawing(part, found),
                "AlternateContent" => {
                    if let Some(choice) = choice(part) {
                        self.run(choice, look, found, depth + 1);
                    }
                }
                "ruby" => {
                    let inside = |what| child(part, what).map(texts).unwrap_or_default();
                    let (base, reading) = (inside("rubyBase"), inside("rt"));
                    found.is_visible |= !base.is_empty();
                    found.runs.push(Run::ruby(&base, &reading, look));
                }
                _ => {}
            }
        }
    }

    /// A reference to a note.
    fn note(&mut self, part: Node<'a, 'b>, prefix: char, found: &mut Inlines<'a, 'b>) {
        let Some(id) = attribute(part, "id") else { return };
        let Some(note) = self.notes.get(&(prefix, id.to_owned())).copied() else {
            return;
        };
        let next = self.note_numbers.len() + 1;
        let number = *self.note_numbers.entry((prefix, id.to_owned())).or_insert(next);
        if number == next {
            found.notes.push((number, note));
        }
        found.runs.push(Run::note(number));
    }

    /// A picture, a text box, or something that text cannot hold.
    fn drawing(&mut self, drawing: Node<'a, 'b>, found: &mut Inlines<'a, 'b>) {
        let mut inside_box = None;
        let (mut alt, mut across) = (None, None);
        for node in drawing.descendants() {
            // What stands in a box is read with the box, and so are its own pictures.
            if inside_box.is_some_and(|end| node.range().start < end) {
                continue;
            }
            match name(node) {
                "txbxContent" => {
                    inside_box = Some(node.range().end);
                    found.boxes.push(node);
                }
                "docPr" => alt = attribute(node, "descr").or(attribute(node, "title")),
                "extent" => across = attribute(node, "cx").and_then(|cx| cx.parse().ok()),
                "shape" if node.tag_name().namespace() == Some(VML) => {
                    alt = attribute(node, "alt");
                    across = attribute(node, "style").and_then(vml_width);
                }
                "blip" | "imagedata" => {
                    let id = ["embed", "id", "link"];
                    let id = id.iter().find_map(|name| attribute(node, name));
                    found.pictures.push(Found { id, alt: alt.take(), across });
                }
                "chart" => *self.unknown.entry("chart").or_default() += 1,
                "relIds" => *self.unknown.entry("diagram").or_default() += 1,
                "OLEObject" => *self.unknown.entry("object").or_default() += 1,
                _ => {}
            }
        }
    }
}

/// Drawings of old files.
const VML: &str = "urn:schemas-microsoft-com:vml";

/// The width in the style of an old drawing, in EMU: `width:415.3pt;height:20pt`.
fn vml_width(style: &str) -> Option<i64> {
    let width = style.split(';').find_map(|rule| rule.trim().strip_prefix("width:"))?;
    let points = width.trim().strip_suffix("pt")?;
    let whole = points.split('.').next()?.parse::<i64>().ok()?;
    Some(whole.saturating_mul(12_700))
}

/// The alternative that is read: the first, which the newest programs show.
pub(super) fn choice<'a, 'b>(either: Node<'a, 'b>) -> Option<Node<'a, 'b>> {
    child(either, "Choice").or_else(|| child(either, "Fallback"))
}

/// All characters below a node, without what was deleted.
pub(super) fn texts(node: Node<'_, '_>) -> String {
    let is_text = |node: &Node<'_, '_>| name(*node) == "t";
    node.descendants().filter(is_text).filter_map(|node| node.text()).collect()
}
