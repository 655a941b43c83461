//! Paragraphs around a table that belong to it: 表1　… and 单位：… right above, 注：… and
//! 资料来源：… right below (CY/T 170). They are known by how they begin and where they
//! stand, as a reader knows them; a sentence that happens to begin with 表 is none.

use crate::article::{Block, BlockKind, Inline, Table, is_lines, plain_text};

/// What starts a paragraph below a table that belongs to it.
const NOTES: [&str; 6] = ["注：", "注:", "说明：", "资料来源：", "数据来源：", "来源："];

/// What starts the line above a table that names the unit of its numbers.
const UNITS: [&str; 3] = ["单位：", "单位:", "计量单位："];

/// The most characters of a caption: two lines of a book page.
const LONGEST_CAPTION: usize = 50;

/// The most characters of a line with the unit.
const LONGEST_UNIT: usize = 25;

/// Gives tables the paragraphs that belong to them.
pub(super) fn adopt(blocks: &mut Vec<Block>) {
    let mut done: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut after_table = false;
    for mut block in blocks.drain(..) {
        match &mut block.kind {
            BlockKind::Table(table) => {
                take_above(table, &mut done);
                after_table = true;
            }
            BlockKind::Paragraph(text) if after_table && is_note(text) => {
                if let Some(Block { kind: BlockKind::Table(table), .. }) = done.last_mut()
                {
                    table.notes.push(std::mem::take(text));
                    continue;
                }
            }
            _ => after_table = false,
        }
        done.push(block);
    }
    *blocks = done;
}

/// The unit above a table and the caption above that; either may be missing.
fn take_above(table: &mut Table, done: &mut Vec<Block>) {
    if let Some(text) = paragraph(done).filter(|text| is_unit(text)) {
        table.unit = text;
        done.pop();
    }
    if let Some(text) = paragraph(done).filter(|text| is_caption(text)) {
        table.caption = text;
        done.pop();
    }
}

/// The words of the last block when it is a paragraph of one line.
fn paragraph(done: &[Block]) -> Option<Vec<Inline>> {
    match done.last().map(|block| &block.kind) {
        Some(BlockKind::Paragraph(text)) if !is_lines(text) => Some(text.clone()),
        _ => None,
    }
}

fn is_note(text: &[Inline]) -> bool {
    let words = plain_text(text);
    NOTES.iter().any(|start| words.starts_with(start))
}

fn is_unit(text: &[Inline]) -> bool {
    let words = plain_text(text);
    let inside = words.strip_prefix(['（', '(']).unwrap_or(&words);
    UNITS.iter().any(|start| inside.starts_with(start))
        && words.chars().count() <= LONGEST_UNIT
}

/// 表, a number, white or a colon, and words that are no sentence.
fn is_caption(text: &[Inline]) -> bool {
    let words = plain_text(text);
    let Some(rest) = number(&words) else { return false };
    let is_apart = rest.is_empty() || rest.starts_with([' ', '\u{3000}', '：', ':']);
    is_apart && !words.ends_with('。') && words.chars().count() <= LONGEST_CAPTION
}

/// What follows 表1, 表 2-3, 附表一.
fn number(words: &str) -> Option<&str> {
    let rest = words.strip_prefix('附').unwrap_or(words).strip_prefix('表')?;
    let digits = rest.trim_start_matches(' ');
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let end = digits.trim_start_matches(|c| is_digit(c) || "-－–.".contains(c));
    digits.starts_with(is_digit).then_some(end)
}
