//! Characters of the fonts of symbols that Word offers into characters of Unicode.

use roxmltree::Node;

use crate::import::docx::attribute;

/// What they show, by font and code (without the F000 of private use).
const SYMBOLS: &[(&str, u32, char)] = &[
    ("symbol", 0xB7, '•'),
    ("symbol", 0xB0, '°'),
    ("symbol", 0xB1, '±'),
    ("symbol", 0xB4, '×'),
    ("symbol", 0xB8, '÷'),
    ("symbol", 0xA3, '≤'),
    ("symbol", 0xB3, '≥'),
    ("symbol", 0xB9, '≠'),
    ("symbol", 0xBB, '≈'),
    ("symbol", 0xAE, '→'),
    ("symbol", 0x61, 'α'),
    ("symbol", 0x62, 'β'),
    ("symbol", 0x6D, 'μ'),
    ("symbol", 0x70, 'π'),
    ("wingdings", 0x6C, '●'),
    ("wingdings", 0x6E, '■'),
    ("wingdings", 0x75, '◆'),
    ("wingdings", 0x77, '◆'),
    ("wingdings", 0xA7, '■'),
    ("wingdings", 0xA8, '□'),
    ("wingdings", 0x6F, '□'),
    ("wingdings", 0x71, '□'),
    ("wingdings", 0xAB, '★'),
    ("wingdings", 0xD8, '➢'),
    ("wingdings", 0xE0, '→'),
    ("wingdings", 0xFC, '✓'),
    ("wingdings", 0xFE, '☑'),
    ("wingdings 2", 0x50, '✓'),
    ("wingdings 2", 0x52, '☑'),
    ("wingdings 2", 0xA3, '□'),
];

/// A character of a symbol font; one that is not known is kept as it is, to be reported
/// with the others.
pub(super) fn symbol(node: Node<'_, '_>) -> String {
    let code =
        attribute(node, "char").and_then(|code| u32::from_str_radix(code, 16).ok());
    let Some(code) = code else { return String::new() };
    let font = attribute(node, "font").unwrap_or("").to_lowercase();
    let place = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    let known = SYMBOLS.iter().find(|(name, code, _)| *name == font && *code == place);
    let shown = known.map(|(_, _, shown)| *shown).or_else(|| char::from_u32(code));
    shown.map(String::from).unwrap_or_default()
}
