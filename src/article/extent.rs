//! How long a text is.

use crate::article::{Block, BlockKind, Inline, Note};

/// How many characters the text and the notes of an article have, white space not counted.
pub(crate) fn extent(body: &[Block], notes: &[Note]) -> usize {
    let notes = notes.iter().map(|note| of_blocks(&note.body));
    of_blocks(body) + notes.sum::<usize>()
}

fn of_blocks(blocks: &[Block]) -> usize {
    let of_block = |block: &Block| match &block.kind {
        BlockKind::Heading { text, .. }
        | BlockKind::Paragraph(text)
        | BlockKind::Continuation(text)
        | BlockKind::Signature(text) => of_inlines(text),
        BlockKind::List { items, .. } => items.iter().map(|item| of_blocks(item)).sum(),
        BlockKind::Quote(blocks) => of_blocks(blocks),
        BlockKind::Table(table) => table.texts().map(of_inlines).sum(),
        BlockKind::Figure(figure) => of_inlines(&figure.caption),
        BlockKind::Code(code) => of_text(code),
        BlockKind::Break => 0,
    };
    blocks.iter().map(of_block).sum()
}

/// How many characters words have, white space not counted.
pub(crate) fn of_inlines(inlines: &[Inline]) -> usize {
    let of_inline = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => of_text(text),
        Inline::Strong(inner)
        | Inline::Emphasis(inner)
        | Inline::Strike(inner)
        | Inline::Dots(inner)
        | Inline::Name(inner)
        | Inline::Book(inner)
        | Inline::Foreign(_, inner)
        | Inline::Link { text: inner, .. } => of_inlines(inner),
        Inline::Ruby { base, .. } => of_text(base),
        Inline::Note(_) | Inline::Break => 0,
    };
    inlines.iter().map(of_inline).sum()
}

fn of_text(text: &str) -> usize {
    // White space is rare, and few characters begin with a byte that it may begin with.
    let may_be_white = |byte: u8| byte <= b' ' || matches!(byte, 0xC2 | 0xE1..=0xE3);
    let starts = text.bytes().enumerate().filter(|(_, byte)| may_be_white(*byte));
    let character = |(at, _)| text.get(at..)?.chars().next();
    let white = starts.filter_map(character).filter(|c| c.is_whitespace()).count();
    text.chars().count() - white
}
