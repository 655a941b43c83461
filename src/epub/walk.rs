//! Blocks and inlines as flat lists of their leaves, in reading order.
//!
//! Written with a list of what is still to do instead of recursion, so that no depth of
//! nesting can exhaust the stack.

use crate::article::{Block, BlockKind, Inline};

/// The blocks that hold no other blocks.
pub(super) fn leaf_blocks(blocks: &[Block]) -> Vec<&Block> {
    let mut leaves = Vec::new();
    let mut todo: Vec<&Block> = blocks.iter().rev().collect();
    while let Some(block) = todo.pop() {
        match &block.kind {
            BlockKind::Quote(inner) => todo.extend(inner.iter().rev()),
            BlockKind::List { items, .. } => {
                todo.extend(items.iter().rev().flat_map(|item| item.iter().rev()));
            }
            _ => leaves.push(block),
        }
    }
    leaves
}

/// The inlines that hold no other inlines.
pub(super) fn leaf_inlines(inlines: &[Inline]) -> Vec<&Inline> {
    let mut leaves = Vec::new();
    let mut todo: Vec<&Inline> = inlines.iter().rev().collect();
    while let Some(inline) = todo.pop() {
        match inline {
            Inline::Strong(inner)
            | Inline::Emphasis(inner)
            | Inline::Strike(inner)
            | Inline::Dots(inner)
            | Inline::Name(inner)
            | Inline::Book(inner)
            | Inline::Foreign(_, inner)
            | Inline::Link { text: inner, .. } => todo.extend(inner.iter().rev()),
            _ => leaves.push(inline),
        }
    }
    leaves
}

/// The runs of inlines that a leaf block holds.
pub(super) fn runs(block: &Block) -> Vec<&[Inline]> {
    match &block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph(text)
        | BlockKind::Continuation(text)
        | BlockKind::Signature(text) => vec![text],
        BlockKind::Table(table) => table.texts().collect(),
        BlockKind::Figure(figure) => vec![&figure.caption],
        BlockKind::List { .. } | BlockKind::Quote(_) => Vec::new(),
        BlockKind::Code(_) | BlockKind::Break => Vec::new(),
    }
}
