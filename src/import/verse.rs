//! Lines of poems, which end without a mark and go on nowhere.
//!
//! A stanza is a run of short lines without a blank between; two that follow one another
//! are a poem. One alone may be a title on several lines with what stands below it.

use crate::import::forms::End;
use crate::import::lines::{Line, Page, Width};
use crate::import::people;

/// The longest verse: eighteen ideographs and a mark.
const LONGEST_VERSE: Width = 38;

/// Columns of newspapers have nine ideographs and more; verses of five and seven are alike
/// in width as well.
const NARROWEST_COLUMN: Width = 18;

/// A stanza has at least two verses.
const FEWEST_VERSES: usize = 2;

/// Poems shorter than two stanzas of four lines, or three of two, are too like the heads
/// of texts.
const SHORTEST_POEM: usize = 6;

/// Marks the lines of poems. Where every line is followed by a blank one stanzas cannot
/// be told, and where lines fill columns a short line is a piece of a paragraph.
pub(crate) fn mark(page: &mut Page<'_>) {
    if !page.single || page.wrapped {
        return;
    }
    let lines = &mut page.lines;
    let mut poem: Vec<usize> = Vec::new();
    let (mut stanzas, mut at) = (0, 0);
    while at < lines.len() {
        let next = (at + 1..lines.len()).find(|next| parts(&lines[*next]));
        let end = next.unwrap_or(lines.len());
        if is_stanza(&lines[at..end]) {
            poem.extend(at..end);
            stanzas += 1;
        } else {
            close(lines, &mut poem, &mut stanzas);
        }
        at = end;
    }
    close(lines, &mut poem, &mut stanzas);
}

/// Whether a run of lines begins with this one.
fn parts(line: &Line<'_>) -> bool {
    line.gap > 0 || line.page || line.label
}

/// Marks what was found, if it is long enough for a poem, and begins anew.
fn close(lines: &mut [Line<'_>], poem: &mut Vec<usize>, stanzas: &mut usize) {
    if *stanzas >= 2 && poem.len() >= SHORTEST_POEM {
        poem.iter().for_each(|at| lines[*at].verse = true);
    }
    poem.clear();
    *stanzas = 0;
}

/// Whether lines without a blank between may be a stanza: short, mostly without a full
/// stop, none of a form that tells something else, and not of the width of a column.
fn is_stanza(lines: &[Line<'_>]) -> bool {
    let verse = |line: &Line<'_>| {
        line.width <= LONGEST_VERSE
            && !line.vertical
            && !line.has_inner_stop()
            && line.numbered().is_none()
            && line.unit() < 2
            && line.date().is_none()
            && !line.is_labelled()
            && !line.is_caption()
            && line.spaced_byline().is_none()
            // A title and who wrote the poem are no stanza.
            && people::surnamed(&line.spaced()).is_none()
    };
    let open = lines.iter().filter(|line| matches!(line.end, End::Open | End::Pause));
    lines.len() >= FEWEST_VERSES
        && lines.iter().all(verse)
        && open.count() * 2 >= lines.len()
        && !fills_column(lines)
}

/// Whether all lines but the first and the last reach one width and the last reaches it
/// or ends a sentence, as the lines of a paragraph do. Verses of one length end in marks.
fn fills_column(lines: &[Line<'_>]) -> bool {
    let Some((last, full)) = lines.split_last() else { return false };
    let widest = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let reaches = |line: &Line<'_>| line.span.1 + line.give + 2 >= widest;
    let marked = full.iter().filter(|line| line.end != End::Open).count();
    // The first line has lost its indent.
    widest >= NARROWEST_COLUMN
        && full.len() > 1
        && full.iter().skip(1).all(reaches)
        && (last.end == End::Final || reaches(last))
        && marked * 2 < full.len()
}
