//! The paragraphs and tables of a Word file into parts.
//!
//! Nesting is limited, because files may nest as deep as they like: what stands deeper
//! becomes plain text, and is reported.

use std::collections::BTreeMap;

use roxmltree::Node;

use crate::import::LeftOut;
use crate::import::document::{Form, Part};
use crate::import::docx::inline::{Found, Inlines, choice, texts};
use crate::import::docx::numbering::Numbering;
use crate::import::docx::styles::Styles;
use crate::import::docx::{attribute, child, name, value};
use crate::import::picture::{self, Pictures};
use crate::import::runs::{self, Look};
use crate::limits::{Limit, Limits};

/// How wide the text of an A4 page with the margins of Chinese Word is, in EMU; a file
/// that says otherwise counts.
const MEASURE: i64 = 5_274_310;

/// Reads the body of a file.
pub(super) struct Reader<'a, 'b> {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Footnotes (`f`) and endnotes (`e`) by their identifiers.
    pub(super) notes: BTreeMap<(char, String), Node<'a, 'b>>,
    /// The numbers of the notes that were referred to.
    pub(super) note_numbers: BTreeMap<(char, String), usize>,
    /// Addresses by the identifiers of relations.
    pub(super) links: BTreeMap<String, String>,
    /// The characters of each paragraph.
    pub(super) lines: Vec<String>,
    /// What was read.
    pub(super) parts: Vec<Part>,
    /// Paragraphs that belong to no article.
    pub(super) left_out: Vec<LeftOut>,
    /// The pictures that were taken over.
    pub(super) pictures: Pictures,
    /// Pictures by the identifiers of relations.
    pub(super) media: BTreeMap<String, Vec<u8>>,
    /// How wide the text is, in EMU (914,400 to an inch).
    pub(super) measure: i64,
    /// What text cannot hold.
    pub(super) unknown: BTreeMap<&'static str, usize>,
    /// Places that were nested too deep.
    pub(super) too_deep: usize,
    /// How many elements may stand inside each other.
    pub(super) deepest: usize,
    /// Places where something was deleted and the change is tracked.
    pub(super) deleted: usize,
    /// The level of the last item, while a list goes on.
    pub(super) item_level: Option<usize>,
    /// Whether the next paragraph stands on a new page.
    pub(super) is_new_page: bool,
    /// Whether each section begins on the page of the one before, the next one last.
    pub(super) sections: Vec<bool>,
}

impl<'a, 'b> Reader<'a, 'b> {
    /// A reader that has read nothing.
    pub(super) fn new(styles: Styles, numbering: Numbering, limits: &Limits) -> Self {
        Self {
            styles,
            numbering,
            notes: BTreeMap::new(),
            note_numbers: BTreeMap::new(),
            links: BTreeMap::new(),
            lines: Vec::new(),
            parts: Vec::new(),
            left_out: Vec::new(),
            pictures: Pictures::new(limits),
            media: BTreeMap::new(),
            measure: MEASURE,
            unknown: BTreeMap::new(),
            too_deep: 0,
            deepest: limits.count(Limit::Elements),
            deleted: 0,
            item_level: None,
            is_new_page: false,
            sections: Vec::new(),
        }
    }

    /// Takes in the notes of a part; separators are no notes.
    pub(super) fn add_notes(&mut self, root: Node<'a, 'b>, prefix: char) {
        for note in root.children().filter(Node::is_element) {
            let is_text = matches!(attribute(note, "type"), None | Some("normal"));
            if let Some(id) = attribute(note, "id").filter(|_| is_text) {
                self.notes.insert((prefix, id.to_owned()), note);
            }
        }
    }

    /// Takes in the addresses of links on the web, and the pictures of the container.
    pub(super) fn add_relations(
        &mut self,
        root: Node<'a, 'b>,
        media: &BTreeMap<String, Vec<u8>>,
    ) {
        for relation in root.children().filter(Node::is_element) {
            let (id, target) = (attribute(relation, "Id"), attribute(relation, "Target"));
            let (Some(id), Some(target)) = (id, target) else { continue };
            let is_web = ["http://", "https://", "mailto:"];
            if is_web.iter().any(|prefix| target.starts_with(prefix)) {
                self.links.insert(id.to_owned(), target.to_owned());
            }
            // Targets count from `word/`, or from the top when they begin with a slash.
            let name = target
                .strip_prefix('/')
                .map_or_else(|| format!("word/{target}"), str::to_owned);
            if let Some(bytes) = media.get(&name) {
                self.media.insert(id.to_owned(), bytes.clone());
            }
        }
    }

    /// Reads a document.
    pub(super) fn read(&mut self, root: Node<'a, 'b>) {
        let is_section = |node: &Node<'_, '_>| name(*node) == "sectPr";
        let sections: Vec<_> = root.descendants().filter(is_section).collect();
        self.measure = sections.last().copied().and_then(measure).unwrap_or(MEASURE);
        let goes_on = |node: &Node<'_, '_>| value(*node, "type") == Some("continuous");
        // A section says itself how it begins; its properties stand at its end.
        self.sections = sections.iter().skip(1).rev().map(goes_on).collect();
        self.blocks(root, 0);
    }

    /// The text of a part that belongs to no article, on lines of its own.
    pub(super) fn beside(&mut self, why: &str, root: Node<'a, 'b>) -> Option<LeftOut> {
        let from = self.lines.len();
        for paragraph in root.descendants().filter(|node| name(*node) == "p") {
            self.lines.push(texts(paragraph).replace('\n', " ").trim().to_owned());
        }
        let text = self.lines[from..].join("\n").trim().to_owned();
        let lines = vec![(line(from + 1), line(self.lines.len()))];
        (!text.is_empty()).then(|| LeftOut { lines, reason: why.to_owned(), text })
    }

    /// Reads the blocks in a node.
    pub(super) fn blocks(&mut self, node: Node<'a, 'b>, depth: usize) {
        if depth > self.deepest {
            self.too_deep += 1;
            let text = texts(node);
            let markdown = runs::escaped(&text);
            let lines = self.line(&text);
            self.push(Form::Text, markdown, text, lines);
            return;
        }
        for block in node.children().filter(Node::is_element) {
            match name(block) {
                "p" => self.paragraph(block, depth),
                "tbl" => self.table(block, depth),
                "altChunk" => *self.unknown.entry("chunk").or_default() += 1,
                "del" | "moveFrom" => self.deleted += 1,
                "sectPr" | "sdtPr" | "sdtEndPr" | "background" => {}
                "AlternateContent" => {
                    if let Some(choice) = choice(block) {
                        self.blocks(choice, depth + 1);
                    }
                }
                _ => self.blocks(block, depth + 1),
            }
        }
    }

    /// Gives a paragraph its line.
    pub(super) fn line(&mut self, plain: &str) -> (u32, u32) {
        self.lines.push(plain.replace('\n', " "));
        let number = line(self.lines.len());
        (number, number)
    }

    fn push(&mut self, form: Form, text: String, plain: String, lines: (u32, u32)) {
        if !text.trim().is_empty() {
            self.parts.push(Part::new(form, text, plain, lines));
        }
    }

    /// Notes and text boxes follow the paragraph that they belong to.
    pub(super) fn after(&mut self, found: Inlines<'a, 'b>, depth: usize) {
        for (number, note) in found.notes {
            let from = self.lines.len() + 1;
            let mut paragraphs = Vec::new();
            for node in note.descendants().filter(|node| name(*node) == "p") {
                let mut inside = Inlines::default();
                self.inlines(node, &Look::default(), &mut inside, depth + 1);
                // A note on a note would need a place of its own.
                inside.runs.retain(|run| !run.text.is_empty());
                self.pictures.lost += inside.pictures.len();
                self.line(&runs::plain(&inside.runs));
                paragraphs.push(runs::markdown(&inside.runs).replace('\n', "\n    "));
            }
            paragraphs.retain(|text| !text.is_empty());
            let plain = self.lines[from - 1..].join("\n");
            let text = format!("[^{number}]: {}", paragraphs.join("\n\n    "));
            self.push(Form::Note, text, plain, (line(from), line(self.lines.len())));
        }
        for picture in found.pictures {
            self.picture(picture);
        }
        for text_box in found.boxes {
            self.blocks(text_box, depth + 1);
        }
    }

    /// A picture, below the paragraph that it is anchored in.
    fn picture(&mut self, Found { id, alt, across }: Found<'a>) {
        let bytes = id.and_then(|id| self.media.get(id)).cloned();
        let taken = self.pictures.take(bytes);
        let share = across.map(|across| across.saturating_mul(100) / self.measure);
        let width = share.and_then(|share| u8::try_from(share.clamp(5, 100)).ok());
        let line = line(self.lines.len().max(1));
        self.item_level = None;
        self.parts.extend(picture::part(taken, alt.unwrap_or(""), width, (line, line)));
    }

    fn table(&mut self, table: Node<'a, 'b>, depth: usize) {
        self.item_level = None;
        let rows = within(table, "tr");
        if let [row] = rows.as_slice()
            && let [cell] = within(*row, "tc").as_slice()
        {
            // A table of one cell is a frame around text.
            self.blocks(*cell, depth + 1);
            return;
        }
        if self.gallery(&rows, depth) {
            return;
        }
        let from = self.lines.len() + 1;
        let mut found = Inlines::default();
        let mut cells = Vec::with_capacity(rows.len());
        for row in rows {
            let is_deleted =
                child(row, "trPr").is_some_and(|p| child(p, "del").is_some());
            self.deleted += usize::from(is_deleted);
            if !is_deleted {
                cells.push(self.row(row, &mut found, depth));
            }
        }
        let last = self.lines.len();
        let plain = self.lines[from - 1..].join("\n");
        if !plain.trim().is_empty() {
            let lines = (line(from), line(last));
            self.push(Form::Block, runs::table(&cells), plain, lines);
        }
        self.after(found, depth);
    }

    /// The cells of a row; a cell that spans columns is followed by empty ones.
    fn row(
        &mut self,
        row: Node<'a, 'b>,
        notes: &mut Inlines<'a, 'b>,
        depth: usize,
    ) -> Vec<String> {
        let mut cells = Vec::new();
        for cell in within(row, "tc") {
            let mut words = Vec::new();
            for node in cell.descendants().filter(|node| name(*node) == "p") {
                let mut found = Inlines::default();
                self.inlines(node, &Look::default(), &mut found, depth + 1);
                self.line(&runs::plain(&found.runs));
                words.push(runs::cell(&runs::markdown(&found.runs)));
                notes.notes.append(&mut found.notes);
                notes.pictures.append(&mut found.pictures);
                // What stands in boxes in a cell is among the paragraphs of the cell.
            }
            words.retain(|text| !text.is_empty());
            cells.push(words.join(" "));
            let span = child(cell, "tcPr").and_then(|p| value(p, "gridSpan"));
            let span = span.and_then(|span| span.parse::<usize>().ok()).unwrap_or(1);
            // Word has 63 columns at most.
            cells.extend((1..span.min(63)).map(|_| String::new()));
        }
        cells
    }
}

/// The rows of a table or the cells of a row, also within controls and insertions.
pub(super) fn within<'a, 'b>(node: Node<'a, 'b>, wanted: &str) -> Vec<Node<'a, 'b>> {
    let mut found = Vec::new();
    let mut open: Vec<Node<'a, 'b>> = node.children().rev().collect();
    while let Some(child) = open.pop() {
        if name(child) == wanted {
            found.push(child);
        } else if matches!(name(child), "sdt" | "sdtContent" | "ins" | "customXml") {
            open.extend(child.children().rev());
        }
    }
    found
}

/// How wide the columns of a section are, in EMU.
fn measure(section: Node<'_, '_>) -> Option<i64> {
    let number =
        |of: &str, what: &str| attribute(child(section, of)?, what)?.parse::<i64>().ok();
    let margins = number("pgMar", "left")?.saturating_add(number("pgMar", "right")?);
    let columns = number("cols", "num").unwrap_or(1).clamp(1, 10);
    // A twentieth of a point has 635 EMU.
    let across = number("pgSz", "w")?.saturating_sub(margins).saturating_mul(635);
    Some(across / columns).filter(|across| *across > 0)
}

/// The number of a line.
fn line(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
