//! The tables of a web page into tables of Markdown.

use crate::import::document::Part;
use crate::import::html::body::Reader;
use crate::import::picture;
use crate::import::runs::{self, Look};

/// The most columns and rows that a cell may cover: a page can claim any number.
const MOST_SPAN: usize = 64;

impl Reader<'_> {
    pub(super) fn table(&mut self, at: usize) {
        self.flush();
        let rows = self.within(at, &["tr"], &["thead", "tbody", "tfoot"]);
        let (mut inside, mut cells, mut pictures) = (Vec::new(), Vec::new(), Vec::new());
        let mut is_layout = false;
        // How many rows more each column is covered from above.
        let mut covered: Vec<usize> = Vec::new();
        for row in &rows {
            let mut texts = Vec::new();
            for cell in self.within(*row, &["td", "th"], &[]) {
                cover(&mut texts, &mut covered);
                let (parts, mut found) = picture::apart(self.apart(cell));
                pictures.append(&mut found);
                is_layout |= is_text(&parts);
                let words: Vec<String> =
                    parts.iter().map(|part| runs::cell(part.text.trim())).collect();
                let (across, down) =
                    (self.span(cell, "colspan"), self.span(cell, "rowspan"));
                covered.resize(covered.len().max(texts.len() + across), 0);
                covered[texts.len()..texts.len() + across].fill(down - 1);
                texts.push(words.join(" "));
                texts.extend((1..across).map(|_| String::new()));
                inside.extend(parts);
            }
            cover(&mut texts, &mut covered);
            cells.push(texts);
        }
        // A table of one cell only draws a frame, and old pages place texts by tables.
        is_layout |= cells.len() == 1 && cells[0].len() == 1;
        if is_layout {
            self.parts.extend(inside);
        } else {
            self.block_of(&inside, runs::table(&cells));
        }
        self.parts.extend(pictures);
        self.captions(at);
    }

    fn span(&self, cell: usize, name: &str) -> usize {
        let span = self.tree.nodes[cell].attribute(name).trim().parse::<usize>();
        span.unwrap_or(1).clamp(1, MOST_SPAN)
    }

    /// What stands in a table outside its rows.
    fn captions(&mut self, at: usize) {
        let tree = self.tree;
        for child in &tree.nodes[at].children {
            let is_frame = matches!(
                tree.nodes[*child].name.as_str(),
                "tr" | "thead" | "tbody" | "tfoot" | "colgroup"
            );
            if !is_frame {
                self.node(*child, &Look::default());
            }
        }
        self.flush();
    }

    /// Elements below another, also within some that only group them.
    fn within(&self, at: usize, names: &[&str], groups: &[&str]) -> Vec<usize> {
        let mut found = Vec::new();
        for child in &self.tree.nodes[at].children {
            let name = self.tree.nodes[*child].name.as_str();
            if names.contains(&name) {
                found.push(*child);
            } else if groups.contains(&name) {
                found.extend(self.within(*child, names, &[]));
            }
        }
        found
    }
}

/// Whether a cell holds a text rather than an entry: several paragraphs of some length.
fn is_text(parts: &[Part]) -> bool {
    let length: usize = parts.iter().map(|part| part.plain.chars().count()).sum();
    parts.len() >= 4 && length >= 200
}

/// Adds the empty cells below cells that cover several rows.
fn cover(texts: &mut Vec<String>, covered: &mut [usize]) {
    while let Some(left) = covered.get_mut(texts.len()).filter(|left| **left > 0) {
        *left -= 1;
        texts.push(String::new());
    }
}
