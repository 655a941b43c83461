//! Rows of words as columns of text. Han takes two columns each (UAX #11).

use unicode_width::UnicodeWidthStr;

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Sets rows below each other, each ending in a newline and without trailing spaces.
pub(crate) fn table(columns: &[Column], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max()
    };
    let widths: Vec<usize> =
        (0..columns.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (index, cell) in row.iter().enumerate() {
            let room = widths.get(index).map_or(0, |width| width - cell.width());
            let pad = " ".repeat(room);
            match columns.get(index) {
                Some(Column::Right) => line.extend([pad.as_str(), cell]),
                _ => line.extend([cell.as_str(), &pad]),
            }
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A number of bytes as people read it.
pub(crate) fn size(bytes: u64) -> String {
    // Files are counted in powers of ten by file managers and printers alike.
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} kB", tenths(1_000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}
