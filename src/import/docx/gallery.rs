//! A table that only places pictures, with their captions below them.

use roxmltree::Node;

use crate::import::document::Form;
use crate::import::docx::body::{Reader, within};
use crate::import::docx::inline::texts;
use crate::import::docx::name;

/// The longest caption in a cell, in characters: what is longer is a text of its own.
const LONGEST: usize = 60;

impl<'a, 'b> Reader<'a, 'b> {
    /// Reads a table of pictures; whether it is one.
    pub(super) fn gallery(&mut self, rows: &[Node<'a, 'b>], depth: usize) -> bool {
        let rows: Vec<Vec<Node<'a, 'b>>> =
            rows.iter().map(|row| within(*row, "tc")).collect();
        let kinds: Option<Vec<Row>> = rows.iter().map(|row| kind(row)).collect();
        let Some(kinds) = kinds.filter(|kinds| is_gallery(kinds)) else { return false };
        let from = self.parts.len();
        for (at, row) in
            rows.iter().enumerate().filter(|(at, _)| kinds[*at] == Row::Pictures)
        {
            let below = (kinds.get(at + 1) == Some(&Row::Words)).then(|| &rows[at + 1]);
            for (column, cell) in row.iter().enumerate() {
                self.blocks(*cell, depth + 1);
                if let Some(caption) = below.and_then(|row| row.get(column)) {
                    self.blocks(*caption, depth + 1);
                }
            }
            // Captions of more cells than there are pictures.
            for cell in below.into_iter().flatten().skip(row.len()) {
                self.blocks(*cell, depth + 1);
            }
        }
        for part in
            self.parts.iter_mut().skip(from).filter(|part| part.form == Form::Text)
        {
            part.form = Form::Caption;
        }
        true
    }
}

/// What a row of a gallery holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    Pictures,
    Words,
    Nothing,
}

/// What a row holds; `None` when it is one of a table of entries.
fn kind(cells: &[Node<'_, '_>]) -> Option<Row> {
    let is_picture = |node: &Node<'_, '_>| matches!(name(*node), "blip" | "imagedata");
    let (mut pictures, mut words) = (false, false);
    for cell in cells {
        let text = texts(*cell);
        let has_picture = cell.descendants().any(|node| is_picture(&node));
        if text.chars().count() > LONGEST {
            return None;
        }
        pictures |= has_picture;
        words |= !has_picture && !text.trim().is_empty();
    }
    match (pictures, words) {
        (true, true) => None,
        (true, false) => Some(Row::Pictures),
        (false, true) => Some(Row::Words),
        (false, false) => Some(Row::Nothing),
    }
}

/// Whether words stand only right below pictures.
fn is_gallery(kinds: &[Row]) -> bool {
    let is_below = |at: usize| at > 0 && kinds[at - 1] == Row::Pictures;
    kinds.contains(&Row::Pictures)
        && (0..kinds.len()).all(|at| kinds[at] != Row::Words || is_below(at))
}
