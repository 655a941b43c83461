//! Lines into paragraphs and display groups: the best reading of the whole source.
//!
//! Each line is the first, a middle, the last or the only line of a paragraph, a display
//! line between paragraphs (heading, title, unit) or one that interrupts a paragraph
//! which goes on after the page. Every choice is scored by layout evidence, and dynamic
//! programming over the lines takes the reading whose sum is best: in one pass, with
//! seven numbers for each line. Scores are tenths of a point; a point is roughly a
//! threefold likelihood, and the values were set on sources of three kinds.

use crate::import::forms::{self, End};
use crate::import::glance::{COMMA, PAUSE, STOP};
use crate::import::lines::{Line, Page, Width};
use crate::import::organs;
use crate::import::roles::Role::{
    self, Display, First, Interruption, Intrusion, Last, Middle, Only,
};
use crate::import::roles::{Meeting, NEVER, ROLES};

/// The role of each line in the best reading, and the search that found it. A search of
/// an earlier reading still holds where the text is not known to jump over lines.
pub(crate) fn read(page: &Page<'_>, earlier: Option<Search>) -> (Vec<Role>, Search) {
    let search = search(page, earlier);
    (trace(&search), search)
}

/// Tells the lines by how much what they were read as is ahead.
pub(crate) fn weigh(page: &mut Page<'_>, search: &Search) {
    let margins = margins(page, search);
    for (line, margin) in page.lines.iter_mut().zip(margins) {
        line.margin = margin;
    }
}

/// What a search through the lines has found.
pub(crate) struct Search {
    /// For each line and role the role before it in the best reading.
    back: Vec<[u8; 7]>,
    /// For each line and role what the line itself says.
    own: Vec<[i32; 7]>,
    /// For each line and role the best reading up to it, less that of the best role.
    best: Vec<[i32; 7]>,
    /// Whether titles were known to stand at the feet of pages.
    footed: bool,
}

/// What it costs to end in each role, in the order of `ROLES`.
const ENDING: [i32; 7] = [UNFINISHED, UNFINISHED, 0, 0, 0, UNFINISHED, UNFINISHED];

/// A source that ends inside a paragraph is rare.
const UNFINISHED: i32 = -30;

/// The best reading up to each line.
fn search(page: &Page<'_>, earlier: Option<Search>) -> Search {
    let lines = &page.lines;
    let is_first = earlier.is_none();
    let mut search = earlier.unwrap_or_else(|| Search {
        back: vec![[0; 7]; lines.len()],
        own: vec![[0; 7]; lines.len()],
        best: vec![[0; 7]; lines.len()],
        footed: page.footed,
    });
    // Whether all that came before is as it was in the earlier reading.
    let reuses = !is_first && search.footed == page.footed;
    let mut is_same = reuses;
    search.footed = page.footed;
    for (at, line) in lines.iter().enumerate() {
        if is_first || line.jumped {
            let own = say(page, line);
            is_same &= own == search.own[at];
            search.own[at] = own;
        }
        if is_same {
            continue;
        }
        let (next, from) = match at.checked_sub(1) {
            None => {
                (ROLES.map(|role| entry(role) + search.own[at][role as usize]), [0; 7])
            }
            Some(before) => {
                let steps = Meeting::of(page, &lines[before], line).steps();
                step(&search.best[before], &steps, &search.own[at])
            }
        };
        // Scores stay small in sources of any length.
        let top = next.into_iter().max().unwrap_or(0);
        let best = next.map(|score| (score - top).max(NEVER));
        is_same = reuses && best == search.best[at] && from == search.back[at];
        (search.best[at], search.back[at]) = (best, from);
    }
    search
}

/// The best reading up to a line for each of its roles, and the role before it there.
fn step(best: &[i32; 7], steps: &[[i32; 7]; 7], own: &[i32; 7]) -> ([i32; 7], [u8; 7]) {
    let mut next = [NEVER; 7];
    let mut from = [0; 7];
    for (before, (best, steps)) in (0..).zip(best.iter().zip(steps)) {
        for (to, (step, own)) in steps.iter().zip(own).enumerate() {
            let total = best + step + own;
            if total > next[to] {
                (next[to], from[to]) = (total, before);
            }
        }
    }
    (next, from)
}

/// For each line how far the best reading of the whole source in which something begins
/// with it is ahead of the best in which it goes on. The search is followed back once
/// more: what the best readings up to a line lack is the best one after it.
fn margins(page: &Page<'_>, search: &Search) -> Vec<i32> {
    let lines = &page.lines;
    let mut margins = vec![0; lines.len()];
    let mut after = ENDING;
    for at in (0..lines.len()).rev() {
        let (mut begins, mut goes_on) = (NEVER, NEVER);
        for (index, role) in ROLES.into_iter().enumerate() {
            let total = search.best[at][index] + after[index];
            let class =
                if matches!(role, Middle | Last) { &mut goes_on } else { &mut begins };
            *class = total.max(*class);
        }
        margins[at] = begins - goes_on;
        if at == 0 {
            break;
        }
        let steps = Meeting::of(page, &lines[at - 1], &lines[at]).steps();
        for (after, own) in after.iter_mut().zip(&search.own[at]) {
            *after += own;
        }
        let mut before = [NEVER; 7];
        for (best, steps) in before.iter_mut().zip(&steps) {
            for (step, rest) in steps.iter().zip(&after) {
                *best = (step + rest).max(*best);
            }
        }
        let top = before.into_iter().max().unwrap_or(0);
        after = before.map(|score| (score - top).max(NEVER));
    }
    margins
}

/// A reading that a person has ruled out: more than all evidence of a source can say, and
/// less than what cannot be.
pub(crate) const AGAINST_DECISION: i32 = -100_000;

/// What a line says of itself.
fn say(page: &Page<'_>, line: &Line<'_>) -> [i32; 7] {
    let known = line.column.iter().any(|column| *column > 0);
    let wrapped = line.is_in_column() || page.wrapped && known;
    let shown = display(page, line, wrapped);
    ROLES.map(|role| emission(page, line, role, (wrapped, shown)))
}

/// Follows the best reading back from the end.
fn trace(search: &Search) -> Vec<Role> {
    let back = &search.back;
    let last = search.best.last().copied().unwrap_or_default();
    let total = |index: &usize| last[*index] + ENDING[*index];
    let mut state = (0..7).max_by_key(total).unwrap_or(0);
    let mut roles = vec![Only; back.len()];
    for at in (0..back.len()).rev() {
        roles[at] = ROLES[state];
        state = usize::from(back[at][state]);
    }
    roles
}

/// A source may begin in the middle of a paragraph, but hardly ever does.
fn entry(role: Role) -> i32 {
    match role {
        Middle | Last => -15,
        Interruption | Intrusion => NEVER,
        _ => 0,
    }
}

/// Whether a display line fills the column, or the column less an indent.
pub(crate) fn fills(line: &Line<'_>) -> bool {
    line.end != End::Final
        && (off_columns(line, &line.column, 0) <= 1
            || off_columns(line, &line.column, 4) <= 1)
        && line.column.iter().any(|column| *column > 0)
}

/// What the line itself says, given whether it stands in a column and what speaks for
/// a display line.
fn emission(
    page: &Page<'_>,
    line: &Line<'_>,
    role: Role,
    (wrapped, shown): (bool, i32),
) -> i32 {
    let opens = !matches!(role, Middle | Last);
    // What goes on elsewhere ends where it breaks off.
    if line.leads_away && matches!(role, Last | Only) {
        return 0;
    }
    let is_allowed = match (line.decided.paragraph, line.decided.article) {
        (Some(true), _) => matches!(role, First | Only),
        (Some(false), _) => matches!(role, Middle | Last),
        (None, Some(true)) => matches!(role, First | Only | Display),
        (None, _) => true,
    };
    if !is_allowed {
        return AGAINST_DECISION;
    }
    if line.vertical {
        return match role {
            Display => 20,
            Interruption | Intrusion => 10,
            _ => NEVER,
        };
    }
    if opens && line.continues() {
        return -100;
    }
    if line.verse || forms::salutation(&line.text) {
        return if role == Only { 10 } else { -30 };
    }
    indent_evidence(page, line, role)
        + match role {
            // The text fits together across it, and not with it.
            Interruption | Intrusion if line.jumped => shown.max(0) + 40,
            Display if line.set_off => shown + 12,
            Interruption if line.set_off => shown.max(0) + 15,
            Display | Interruption | Intrusion => shown,
            // Bold type is no text, but for a word here and there.
            _ if line.doubled => in_column(page, line, role) - 25,
            _ if wrapped => in_column(page, line, role),
            _ => on_its_own(page, line, role),
        }
}

/// Where paragraphs keep their indent it says more than widths do.
fn indent_evidence(page: &Page<'_>, line: &Line<'_>, role: Role) -> i32 {
    if !page.indented {
        return 0;
    }
    match (role, line.indent >= 3) {
        (First | Only, true) => 30,
        (First | Only, false) => -40,
        (Middle | Last, true) => -60,
        _ => 0,
    }
}

/// How far a line is from a width; its marks and gaps give it some play.
fn off(line: &Line<'_>, target: Width) -> Width {
    let (narrow, wide) = (line.span.0, line.span.1 + line.give);
    if narrow > target {
        narrow - target
    } else if wide < target {
        target - wide
    } else {
        0
    }
}

/// How far a line is from the nearest of the columns that are known.
fn off_columns(line: &Line<'_>, columns: &[Width], short: Width) -> Width {
    columns
        .iter()
        .filter(|column| **column > 0)
        .map(|column| off(line, column - short))
        .min()
        .unwrap_or(0)
}

/// A paragraph's line in a column of known width.
fn in_column(page: &Page<'_>, line: &Line<'_>, role: Role) -> i32 {
    let [before, around, after] = line.column;
    let ended = line.end == End::Final;
    match role {
        First => {
            // The first line is two ems shorter than its column: its indent is lost.
            let lost = if page.indented { line.indent } else { 4 };
            // Where only the column before is known, it is the best guess.
            let shape = first_shape(off_columns(line, &[around, after], lost));
            let known = around + after > 0;
            // Where columns change it may still stand in the one before.
            let last =
                if around > 0 { -40 } else { first_shape(off(line, before - lost)) };
            let shape = if known { shape.max(last / 4) } else { last };
            // The more marks must have been compressed, the less likely it is.
            let target = middle(line.column) - lost;
            let squeezed = (line.width - target.max(0) - 1).clamp(0, 4);
            let squeezed = if target > 0 { squeezed } else { 0 };
            shape - 3 * squeezed - if ended { 10 } else { 0 }
        }
        Middle => {
            // Marks, gaps and unbreakable words are in the span: a full line has no
            // other reason to be short.
            let shape = match off_columns(line, &[before, around, after], 0) {
                0 => 10,
                1 => 6,
                2 => -8,
                3 => -20,
                far => (-30 - 5 * (far - 4)).max(-80),
            };
            shape - if ended { 12 } else { 0 }
        }
        _ => closing_line(line, role, [before, around, after]),
    }
}

/// How far a first line is from its place, as a score.
fn first_shape(off: Width) -> i32 {
    match off {
        0 => 15,
        1 => 11,
        2 => 8,
        3 => 0,
        4 => -5,
        far => (-10 - 5 * (far - 4)).max(-40),
    }
}

/// The middle one of the columns that are known.
fn middle(mut columns: [Width; 3]) -> Width {
    columns.sort_unstable();
    if columns[1] > 0 { columns[1] } else { columns[2] }
}

/// The last or only line of a paragraph in a column.
fn closing_line(line: &Line<'_>, role: Role, columns: [Width; 3]) -> i32 {
    // It belongs to the column above it.
    let full = if columns[0] > 0 { columns[0] } else { columns[1].max(columns[2]) };
    let (low, high) = (line.span.0, line.span.1 + line.give);
    let slack = if full > high { full - high } else { (full - low).min(0) };
    let shape = match slack {
        4.. => 10,
        2 | 3 => 5,
        // A last line that happens to be full.
        -2..=1 => -6,
        over => 5 * over.max(-12),
    };
    let shape =
        if role == Last { shape } else { shape.min(5) - if slack < 3 { 15 } else { 5 } };
    shape
        + match line.end {
            // An ellipsis breaks off as often as it ends.
            End::Final if line.text.ends_with('…') => -5,
            End::Final => 0,
            End::Colon => -15,
            _ if role == Only && forms::note(&line.text) => 25,
            _ if closes_note(&line.text) => -15,
            _ if line.listed => -5,
            // Words in a list need no full stop: 关键词：一、二.
            _ if line.is_labelled() && line.glance.holds(PAUSE) => -20,
            _ if line.text.ends_with(['）', ')', '”']) => -40,
            End::Open | End::Pause => -80,
        }
}

/// A paragraph's line in a source whose lines are paragraphs as a rule.
fn on_its_own(page: &Page<'_>, line: &Line<'_>, role: Role) -> i32 {
    let ended = line.end == End::Final;
    let short = line.width < 60 && !page.wrapped;
    match role {
        First => {
            if ended {
                -15
            } else if short {
                -20
            } else {
                0
            }
        }
        Middle => {
            if ended {
                -20
            } else {
                0
            }
        }
        Last if ended => 0,
        Only if ended => 5,
        _ if line.end == End::Colon => -10,
        Only if line.is_labelled() => -5,
        _ if closes_note(&line.text) => -15,
        _ if line.text.ends_with(['）', ')', '”']) => -40,
        _ => -60,
    }
}

/// Whether a line ends a text in brackets that began with a line: a note, a paragraph
/// without a full stop.
fn closes_note(text: &str) -> bool {
    if !text.ends_with(['）', ')']) {
        return false;
    }
    let opened = text.matches(['（', '(']).count();
    let closed = text.matches(['）', ')']).count();
    closed > opened || text.starts_with(['（', '('])
}

/// Longer lines are paragraphs without looking at them: 200 ideographs in UTF-8.
const LONGEST_DISPLAY: usize = 600;

/// A display line: short or wider than the column, no sentence, perhaps of a form.
fn display(page: &Page<'_>, line: &Line<'_>, wrapped: bool) -> i32 {
    let text = &*line.text;
    if text.len() > LONGEST_DISPLAY {
        return -200;
    }
    let mut score = -5;
    score += match line.end {
        End::Final if line.is_caption() => 0,
        End::Final if text.ends_with('。') => -70,
        End::Final => -20,
        End::Pause => -25,
        End::Colon => -15,
        End::Open => 0,
    };
    if line.has_inner_stop() {
        // A sentence that ends and another that has only begun: a piece of a paragraph.
        score -= if line.end == End::Open { 70 } else { 35 };
    }
    score += if wrapped { display_width(line) } else { display_length(page, line) };
    score += if line.above_byline && line.end == End::Open { 16 } else { 0 };
    score += display_clauses(page, line, wrapped);
    score -= if wrapped && is_list(line) { 10 } else { 0 };
    if page.single && line.gap > 0 {
        score += 5;
    }
    if line.announced {
        score += 30;
    }
    score + display_form(line)
}

/// Titles are hardly ever made of three clauses, and mostly of one.
fn display_clauses(page: &Page<'_>, line: &Line<'_>, wrapped: bool) -> i32 {
    let glance = &line.glance;
    let commas = || line.text.matches('，').count();
    let parts = || glance.holds(PAUSE) || glance.holds(STOP) && line.text.contains('；');
    match if glance.holds(COMMA) { commas() } else { 0 } {
        0 if wrapped && page.wrapped && !parts() => 5,
        // A title that holds a comma and fills its column besides is rare.
        1 if wrapped && page.wrapped && fills(line) => -12,
        0 | 1 => 0,
        _ => -15,
    }
}

/// What the width of a display line says beside the column.
fn display_width(line: &Line<'_>) -> i32 {
    let full = line.column.into_iter().max().unwrap_or(0);
    let (low, high) = line.span;
    match full - high {
        5.. => 10,
        _ if low <= full + 2 => 0,
        _ if line.width > 3 * full => -30,
        _ => 25,
    }
}

/// Whether a line is a labelled paragraph: 关键词：…, and not 单位：… or 作者：….
fn is_list(line: &Line<'_>) -> bool {
    line.is_labelled() && line.unit() < 2 && !line.names
}

/// What the length of a display line says where lines are paragraphs.
fn display_length(page: &Page<'_>, line: &Line<'_>) -> i32 {
    let numbered = line.numbered().is_some();
    let listed = line.glance.holds(COMMA) && !numbered;
    let length = match line.width {
        // In a source of columns a short line is nothing special.
        ..=60 => {
            if page.wrapped {
                0
            } else {
                15
            }
        }
        61..=90 => 0,
        91..=120 if numbered => 0,
        _ => -50,
    };
    length - if listed { 10 } else { 0 } - if is_list(line) { 20 } else { 0 }
}

/// What the form of a display line says.
fn display_form(line: &Line<'_>) -> i32 {
    let text = &*line.text;
    let mut score = 0;
    if line.numbered().is_some() {
        score += 15;
    }
    if text.starts_with("——") {
        // A clause of a sentence may begin a line with a dash as well.
        score += if fills(line) { 12 } else { 20 };
    }
    let named = line.names || organs::marked_unit(text) || line.below_byline;
    if named || line.is_caption() {
        score += 40;
    }
    let dated = line.date().is_some();
    if dated || line.doubled {
        score += 25;
    } else if line.unit() == 2 {
        // Full lines of text end in 党委 or 学校 by chance.
        score += if fills(line) { 5 } else { 25 };
    }
    if closes_note(text) && !dated {
        score -= 20;
    }
    score
}
