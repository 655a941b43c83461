//! What the character codes of a font stand for and how wide they are.
//!
//! printpdf can say both, at the price of several maps of all glyphs; for TrueType fonts, of
//! which most books consist, it is said here. ISO 32000-1, 9.10.3 (ToUnicode) and 9.7.4.3
//! (widths); Adobe Technical Note 5411 (the form of such a CMap).

use lopdf::Object;

use crate::pdf::font::Subset;

/// The width of codes of which nothing is said, in thousandths of an em: that of Han.
pub(super) const USUAL: i64 = 1000;

/// Most mappings in one block of a CMap.
const BLOCK: usize = 100;

/// What stands before the mappings.
const HEAD: &str = "/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
";

/// What stands behind them.
const FOOT: &str = "endcmap
CMapName currentdict /CMap defineresource pop
end
end
";

/// A CMap from the codes of a subset to their texts.
pub(super) fn to_unicode(subset: &Subset) -> Vec<u8> {
    let texts: Vec<(u16, &str)> = subset.texts().collect();
    let mut out = Vec::with_capacity(HEAD.len() + texts.len() * 14 + FOOT.len());
    out.extend_from_slice(HEAD.as_bytes());
    for block in texts.chunks(BLOCK) {
        out.extend_from_slice(format!("{} beginbfchar\n", block.len()).as_bytes());
        for (code, text) in block {
            push_hexadecimal(&mut out, std::iter::once(*code));
            push_hexadecimal(&mut out, text.encode_utf16());
            out.push(b'\n');
        }
        out.extend_from_slice(b"endbfchar\n");
    }
    out.extend_from_slice(FOOT.as_bytes());
    out
}

/// A string of two-byte units in hexadecimal digits.
fn push_hexadecimal(out: &mut Vec<u8>, units: impl Iterator<Item = u16>) {
    out.push(b'<');
    for unit in units {
        for place in [12, 8, 4, 0] {
            out.push(b"0123456789ABCDEF"[usize::from(unit >> place & 0xF)]);
        }
    }
    out.push(b'>');
}

/// The widths of the codes that are not of the [usual](USUAL) one: the first of a row of codes,
/// and the widths of all in it, again and again.
pub(super) fn widths(subset: &Subset) -> Vec<Object> {
    let mut rows: Vec<(u16, Vec<Object>)> = Vec::new();
    for (code, width) in subset.widths().filter(|(_, width)| *width != USUAL) {
        match rows.last_mut() {
            Some((first, row)) if usize::from(code - *first) == row.len() => {
                row.push(width.into());
            }
            _ => rows.push((code, vec![width.into()])),
        }
    }
    let row = |(first, row)| [Object::from(i64::from(first)), Object::Array(row)];
    rows.into_iter().flat_map(row).collect()
}
