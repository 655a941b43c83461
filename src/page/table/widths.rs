//! How wide the columns of a table want to be, and what they get.

use crate::article::{Inline, Table};
use crate::geom::Length;
use crate::line::{Align, Paragraph, Run};
use crate::page::setting::{Scope, Setting};
use crate::page::table::{LEAST_COLUMN, align, is_number};
use crate::page::text::{Look, Text, spell};

/// Measured natural widths never reach this.
const ENDLESS: i64 = 1000;

/// Characters in which a column of words still reads.
const LEAST_WORDS: i64 = 6;

/// The least and the natural width of each column: numbers are never parted, heads only
/// before their units where there is room for that, words anywhere; naturally nothing is.
pub(super) fn wanted(
    setting: &Setting,
    table: &Table,
    notes: usize,
) -> Vec<(Length, Length)> {
    let style = setting.style.table;
    let least = style.size * LEAST_COLUMN;
    let mut widths = vec![(least, least); table.columns.len()];
    let fractions = fractions(setting, table);
    for row in &table.rows {
        let columns = widths.iter_mut().zip(&fractions);
        for (((least, natural_width), most), cell) in columns.zip(row) {
            let look = Look { font: style.font, bold: false, size: style.size };
            let mut width = natural(setting, &spell(setting.style, cell, look, notes));
            if *most > Length::ZERO {
                width += *most - fraction(setting, cell);
            }
            *natural_width = width.max(*natural_width);
            if is_number(cell) {
                *least = width.max(*least);
            }
        }
    }
    let words: Vec<Length> = widths.iter().map(|(_, natural)| *natural).collect();
    let mut with_heads = widths.clone();
    let mut with_units = widths.clone();
    for (index, cell) in table.head.iter().take(widths.len()).enumerate() {
        let look = Look { font: style.head, bold: false, size: style.size };
        let text = spell(setting.style, cell, look, notes);
        let whole = natural(setting, &text);
        let lines = head_in_lines(&text);
        let parted = lines.as_ref().map_or(whole, |lines| natural(setting, lines));
        let piece = longest_piece(setting, lines.as_ref().unwrap_or(&text), look);
        for widths in [&mut widths, &mut with_heads, &mut with_units] {
            widths[index].1 = whole.max(widths[index].1);
        }
        with_heads[index].0 = parted.max(with_heads[index].0);
        with_units[index].0 = piece.max(with_units[index].0);
    }
    // Where whole heads leave no room for the words below them, they part like words, but
    // rather not inside their units.
    let needed = |((least, _), words): (&(Length, Length), &Length)| {
        (*least).max((*words).min(style.size * LEAST_WORDS))
    };
    let count = i64::try_from(widths.len()).unwrap_or(1);
    let room = setting.style.measure() - style.size / 2 * count;
    let fits = |widths: &[(Length, Length)]| {
        widths.iter().zip(&words).map(needed).sum::<Length>() <= room
    };
    if fits(&with_heads) {
        with_heads
    } else if fits(&with_units) {
        with_units
    } else {
        widths
    }
}

/// The width of the longest piece of a text that no line may part.
fn longest_piece(setting: &Setting, text: &Text, look: Look) -> Length {
    let words = &text.paragraph.text;
    let mut ends = setting.breaks(&text.paragraph);
    ends.push(words.len());
    let mut start = 0;
    let pieces = ends.into_iter().map(|end| {
        let piece = words.get(start..end).unwrap_or_default().trim();
        start = end;
        natural(setting, &Text::plain(piece, look))
    });
    pieces.max().unwrap_or(Length::ZERO)
}

/// The widest part after the point in each column of numbers; zero in others.
pub(super) fn fractions(setting: &Setting, table: &Table) -> Vec<Length> {
    let of_column = |column: usize| {
        let cells = table.rows.iter().filter_map(|row| row.get(column));
        let is_aligned = align(table, column) == Align::End
            && cells.clone().all(|cell| is_number(cell) && is_single(cell));
        let widths = cells.map(|cell| fraction(setting, cell));
        let most = widths.max().filter(|_| is_aligned);
        most.unwrap_or(Length::ZERO)
    };
    (0..table.columns.len()).map(of_column).collect()
}

/// Whether a cell holds at most one number, not a range of two.
fn is_single(cell: &[Inline]) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let words = plain(cell);
    let start = words.find(digit).unwrap_or(0);
    !words[start..].contains(['-', '−', '–', '—', '+'])
}

/// The width of a number from its point on, or of what else follows its ones.
pub(super) fn fraction(setting: &Setting, cell: &[Inline]) -> Length {
    let words = plain(cell);
    let Some(at) = words.find(['.', '%']) else { return Length::ZERO };
    let style = setting.style.table;
    let look = Look { font: style.font, bold: false, size: style.size };
    natural(setting, &Text::plain(&words[at..], look))
}

/// The words of a cell of numbers.
fn plain(cell: &[Inline]) -> String {
    let words = cell.iter().filter_map(|inline| match inline {
        Inline::Text(text) => Some(text.trim()),
        _ => None,
    });
    words.collect()
}

/// The width of a text whose lines nothing parts.
pub(super) fn natural(setting: &Setting, text: &Text) -> Length {
    let size = setting.style.table.size;
    let rules = setting.rules(size * ENDLESS, size, Align::Start);
    // Reports come from the real setting later; these would be doubles.
    let lines = setting.set(&mut Scope::new(None), &text.paragraph, &rules);
    lines.iter().map(|line| line.end).max().unwrap_or(Length::ZERO)
}

/// A head with its unit on a line of its own; `None` when it has none.
pub(super) fn head_in_lines(head: &Text) -> Option<Text> {
    let Paragraph { text, runs, rubies } = &head.paragraph;
    let [run] = runs.as_slice() else { return None };
    let at = text.find(['/', '／', '（', '('])?;
    let (name, unit) = text.split_at_checked(at)?;
    if name.trim().chars().count() < 2 || !rubies.is_empty() {
        return None;
    }
    let words = format!("{}\n{unit}", name.trim_end());
    let run = Run { end: words.len(), ..run.clone() };
    Some(Text::of(Paragraph { text: words, runs: vec![run], rubies: Vec::new() }))
}

/// Divides the room among columns. When all fit, narrow tables keep their widths and
/// wide ones spread over the measure; else the widest columns give way first.
pub(super) fn share(
    wanted: &[(Length, Length)],
    room: Length,
    spare: Length,
) -> Vec<Length> {
    let count = i64::try_from(wanted.len().max(1)).unwrap_or(1);
    let sum: Length = wanted.iter().map(|(_, natural)| *natural).sum();
    if sum <= room {
        // Half the measure is where a table starts to look like part of the text block.
        let spare = if sum * 2 >= room { (room - sum) / count } else { spare };
        return wanted.iter().map(|(_, natural)| *natural + spare).collect();
    }
    let cut = |limit: Length| {
        wanted.iter().map(move |(least, natural)| (*natural).min(limit).max(*least))
    };
    // The largest limit with which all fit, to the unit of lengths.
    let (mut low, mut high) = (0, room.raw().max(0));
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if cut(Length::from_raw(middle)).sum::<Length>() <= room {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    cut(Length::from_raw(low)).collect()
}
