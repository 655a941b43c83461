//! What stands in a paragraph of a Word file into runs.

use roxmltree::Node;

use crate::import::docx::body::{MOST_DEPTH, Reader};
use crate::import::docx::{attribute, child, is_on, name, value};
use crate::import::runs::{Look, Run};

/// What a paragraph holds.
#[derive(Debug, Default)]
pub(super) struct Inlines<'a, 'b> {
    pub(super) runs: Vec<Run>,
    /// Text boxes, which stand beside the paragraph.
    pub(super) boxes: Vec<Node<'a, 'b>>,
    /// Pictures, which stand below the paragraph.
    pub(super) pictures: Vec<Found<'a>>,
    /// The notes that are referred to here for the first time.
    pub(super) notes: Vec<(usize, Node<'a, 'b>)>,
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
        if depth > MOST_DEPTH {
            self.too_deep += 1;
            found.runs.push(Run::new(&texts(node), look));
            return;
        }
        for child in node.children().filter(Node::is_element) {
            match name(child) {
                "r" => {
                    let look = self.look(child, look);
                    self.run(child, &look, found, depth + 1);
                }
                "hyperlink" => {
                    let link = attribute(child, "id").and_then(|id| self.links.get(id));
                    let look = Look { link: link.cloned(), ..look.clone() };
                    self.inlines(child, &look, found, depth + 1);
                }
                // What was deleted or moved away is no part of the text any more.
                "del" | "moveFrom" | "pPr" | "rPr" | "sdtPr" | "sdtEndPr" => {}
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
    fn look(&self, run: Node<'_, '_>, outer: &Look) -> Look {
        let Some(own) = child(run, "rPr") else { return outer.clone() };
        let by_style = self.styles.is_bold(value(own, "rStyle"));
        Look {
            bold: is_on(own, "b").unwrap_or(outer.bold || by_style),
            italic: is_on(own, "i").unwrap_or(outer.italic),
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
        if depth > MOST_DEPTH {
            self.too_deep += 1;
            found.runs.push(Run::new(&texts(run), look));
            return;
        }
        for part in run.children().filter(Node::is_element) {
            let text = match name(part) {
                "t" => part.text().unwrap_or("").replace(['\n', '\r'], " "),
                "tab" | "ptab" => " ".to_owned(),
                "noBreakHyphen" => "-".to_owned(),
                "cr" => "\n".to_owned(),
                "br" => match attribute(part, "type") {
                    Some("page" | "column") => String::new(),
                    _ => "\n".to_owned(),
                },
                "sym" => symbol(part),
                "footnoteReference" => self.note(part, 'f', found),
                "endnoteReference" => self.note(part, 'e', found),
                "drawing" | "pict" | "object" => {
                    self.drawing(part, found);
                    String::new()
                }
                "AlternateContent" => {
                    if let Some(choice) = choice(part) {
                        self.run(choice, look, found, depth + 1);
                    }
                    String::new()
                }
                "ruby" => {
                    self.ruby(part, look, found, depth);
                    String::new()
                }
                _ => String::new(),
            };
            found.runs.push(Run::new(&text, look));
        }
    }

    /// A base with its reading, which follows it in brackets.
    fn ruby(
        &mut self,
        ruby: Node<'a, 'b>,
        look: &Look,
        found: &mut Inlines<'a, 'b>,
        depth: usize,
    ) {
        if let Some(base) = child(ruby, "rubyBase") {
            self.inlines(base, look, found, depth + 1);
        }
        if let Some(reading) = child(ruby, "rt") {
            found.runs.push(Run::new(&format!("（{}）", texts(reading)), look));
        }
    }

    /// A reference to a note.
    fn note(
        &mut self,
        part: Node<'a, 'b>,
        prefix: char,
        found: &mut Inlines<'a, 'b>,
    ) -> String {
        let Some(id) = attribute(part, "id") else { return String::new() };
        let Some(note) = self.notes.get(&(prefix, id.to_owned())).copied() else {
            return String::new();
        };
        let next = self.note_numbers.len() + 1;
        let number = *self.note_numbers.entry((prefix, id.to_owned())).or_insert(next);
        if number == next {
            found.notes.push((number, note));
        }
        let text = format!("[^{number}]");
        found.runs.push(Run { text, look: Look::default(), is_mark: true });
        String::new()
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

/// A character of a symbol font: kept as it is, to be reported with the others.
fn symbol(node: Node<'_, '_>) -> String {
    let code =
        attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
    code.and_then(char::from_u32).map(String::from).unwrap_or_default()
}
