//! How long a text is.

use crate::article::bytes;
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
    text.chars().count() - bytes::count(text, is_white)
}

/// Whether white space begins with a byte: Unicode's property `White_Space` in UTF-8.
fn is_white([first, second, third]: [u8; 3]) -> bool {
    let is_ascii = (first == b' ') | (0x09..=0x0D).contains(&first);
    let is_latin = (first == 0xC2) & ((second == 0x85) | (second == 0xA0));
    let is_ogham = (first == 0xE1) & (second == 0x9A) & (third == 0x80);
    let is_wide = (first == 0xE3) & (second == 0x80) & (third == 0x80);
    let is_space = (0x80..=0x8A).contains(&third);
    let is_line = (third == 0xA8) | (third == 0xA9) | (third == 0xAF);
    let is_general = (first == 0xE2) & (second == 0x80) & (is_space | is_line);
    let is_medium = (first == 0xE2) & (second == 0x81) & (third == 0x9F);
    is_ascii | is_latin | is_ogham | is_wide | is_general | is_medium
}

#[cfg(test)]
mod tests {
    use super::of_text;

    #[test]
    fn white_space_is_what_unicode_calls_so() {
        for character in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let expected = if character.is_whitespace() { 2 } else { 3 };
            assert_eq!(of_text(&format!("人{character}口")), expected, "{character:?}");
        }
    }
}
