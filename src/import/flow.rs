//! Lines into paragraphs and display groups: the best reading of the whole source.
//!
//! Each line is the first, a middle, the last or the only line of a paragraph, a display
//! line between paragraphs (heading, title, unit) or one that interrupts a paragraph
//! which goes on after the page. Every choice is scored by layout evidence, and dynamic
//! programming over the lines takes the reading whose sum is best: in one pass, with
//! seven numbers for each line. Scores are tenths of a point; a point is roughly a
//! threefold likelihood, and the values were set on sources of three kinds.

use crate::import::forms::{self, End};
use crate::import::lines::{Line, Page, Width};
use crate::import::people;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// First of several lines of a paragraph.
    First,
    /// Neither first nor last.
    Middle,
    /// Last of several lines.
    Last,
    /// A paragraph of one line.
    Only,
    /// A display line between paragraphs.
    Display,
    /// A display line at the foot of a page, inside a paragraph that goes on after it.
    Interruption,
    /// A display line at the head of a page, inside a paragraph that began before it.
    Intrusion,
}

use Role::{Display, First, Interruption, Intrusion, Last, Middle, Only};

const ROLES: [Role; 7] = [First, Middle, Last, Only, Display, Interruption, Intrusion];

/// Which role may follow which: all that `transition` knows a score for.
const FOLLOWING: [(Role, Role); 24] = [
    (Last, First),
    (Only, First),
    (Display, First),
    (First, Middle),
    (Middle, Middle),
    (Interruption, Middle),
    (Intrusion, Middle),
    (First, Last),
    (Middle, Last),
    (Interruption, Last),
    (Intrusion, Last),
    (Last, Only),
    (Only, Only),
    (Display, Only),
    (Last, Display),
    (Only, Display),
    (Display, Display),
    (First, Interruption),
    (Middle, Interruption),
    (Interruption, Interruption),
    (First, Intrusion),
    (Middle, Intrusion),
    (Interruption, Intrusion),
    (Intrusion, Intrusion),
];

/// A reading that cannot be.
const NEVER: i32 = -1_000_000;

/// The role of each line in the best reading.
pub(crate) fn read(page: &mut Page<'_>) -> Vec<Role> {
    let mut search = search(page);
    for open in [0, 1, 5, 6] {
        search.end[open] = UNFINISHED;
    }
    let margins = margins(page, &search);
    for (line, margin) in page.lines.iter_mut().zip(margins) {
        line.margin = margin;
    }
    trace(&search)
}

/// What a search through the lines has found.
struct Search {
    /// For each line and role the role before it in the best reading.
    back: Vec<[u8; 7]>,
    /// For each line and role what the line itself says.
    own: Vec<[i32; 7]>,
    /// For each line and role the best reading up to it, less that of the best role.
    best: Vec<[i32; 7]>,
    /// What it costs to end in each role.
    end: [i32; 7],
}

/// The best reading up to each line.
fn search(page: &Page<'_>) -> Search {
    let lines = &page.lines;
    let mut search = Search {
        back: Vec::with_capacity(lines.len()),
        own: Vec::with_capacity(lines.len()),
        best: Vec::with_capacity(lines.len()),
        end: [0; 7],
    };
    let mut best = [0; 7];
    for (at, line) in lines.iter().enumerate() {
        let mut next = [NEVER; 7];
        let mut from = [0; 7];
        let known = line.column.iter().any(|column| *column > 0);
        let wrapped = line.is_in_column() || page.wrapped && known;
        let shown = display(page, line, wrapped);
        let said = ROLES.map(|role| emission(page, line, role, (wrapped, shown)));
        if at == 0 {
            next = ROLES.map(|role| entry(role) + said[role as usize]);
        }
        for (before, role) in FOLLOWING.into_iter().filter(|_| at > 0) {
            let (index, to) = (before as usize, role as usize);
            let pair = (&lines[at - 1], line);
            let step = best[index] + transition(page, pair, before, role);
            if step + said[to] > next[to] {
                next[to] = step + said[to];
                from[to] = u8::try_from(index).unwrap_or(0);
            }
        }
        // Scores stay small in sources of any length.
        let top = next.into_iter().max().unwrap_or(0);
        best = next.map(|score| (score - top).max(NEVER));
        search.back.push(from);
        search.own.push(said);
        search.best.push(best);
    }
    search
}

/// For each line how far the best reading of the whole source in which something begins
/// with it is ahead of the best in which it goes on. The search is followed back once
/// more: what the best readings up to a line lack is the best one after it.
fn margins(page: &Page<'_>, search: &Search) -> Vec<i32> {
    let lines = &page.lines;
    let mut margins = vec![0; lines.len()];
    let mut after = search.end;
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
        let mut before_it = [NEVER; 7];
        for (before, role) in FOLLOWING {
            let rest = search.own[at][role as usize] + after[role as usize];
            let pair = (&lines[at - 1], &lines[at]);
            let total = rest + transition(page, pair, before, role);
            let best = &mut before_it[before as usize];
            *best = total.max(*best);
        }
        let top = before_it.into_iter().max().unwrap_or(0);
        after = before_it.map(|score| (score - top).max(NEVER));
    }
    margins
}

/// A reading that a person has ruled out: more than all evidence of a source can say, and
/// less than what cannot be.
const AGAINST_DECISION: i32 = -100_000;

/// A source that ends inside a paragraph is rare.
const UNFINISHED: i32 = -30;

/// Follows the best reading back from the end.
fn trace(search: &Search) -> Vec<Role> {
    let back = &search.back;
    let last = search.best.last().copied().unwrap_or_default();
    let total = |index: &usize| last[*index] + search.end[*index];
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

/// What following one another says.
fn transition(
    page: &Page<'_>,
    (last, line): (&Line<'_>, &Line<'_>),
    before: Role,
    role: Role,
) -> i32 {
    let blank = if page.single && line.gap > 0 { 10 } else { 0 };
    let either =
        |yes: bool, score: i32, otherwise: i32| if yes { score } else { otherwise };
    match (before, role) {
        (First | Middle, Middle | Last) => {
            let changed = page.wrapped && changes_column((last, line), (before, role));
            // No text goes on in a column more than twice as wide.
            let leaps = before == First && line.span.0 * 4 > last.span.1 * 9;
            -blank / 3 - either(changed, either(leaps, 30, 15), 0)
        }
        // Where blank lines part paragraphs a paragraph without one is unlikely.
        (Last | Only, First | Only) if line.page || line.label => blank + 6,
        (Last | Only, First | Only) if blank == 0 && page.parted && page.wrapped => -8,
        (Last | Only, First | Only) => blank,
        // Headings are rarer than paragraphs.
        (Last | Only, Display) => blank - 5 + either(line.page || line.label, 6, 0),
        // A heading that fills its line goes on in the next.
        (Display, First) => either(fills(last), -3, 3),
        (Display, Only) => 0,
        // A person's name and post stand beside a title, not above a text.
        (Display, Display) if last.signed && !line.signed => 12,
        (Display, Display) => either(fills(last), 6, -3),
        // Most paragraphs that a page breaks are not interrupted as well.
        (First | Middle, Interruption) if forms::caption(&line.text) => {
            either(line.page, NEVER, -20)
        }
        (First | Middle, Interruption) if line.set_off => -20,
        // Where other texts of a source have their titles there, many are.
        (First | Middle, Interruption) if page.footed => either(line.page, NEVER, -20),
        (First | Middle, Interruption) => either(line.page, NEVER, -35),
        (First | Middle, Intrusion) => either(line.page, -25, NEVER),
        (Interruption, Interruption) | (Intrusion, Intrusion) => -3,
        (Interruption, Intrusion) => either(line.page, -3, NEVER),
        (Interruption, Middle | Last) if forms::caption(&last.text) => {
            either(line.page, 20, -5)
        }
        (Interruption, Middle | Last) if last.set_off => either(line.page, 20, 0),
        (Interruption, Middle | Last) => either(line.page, 20, -20),
        (Intrusion, Middle | Last) => 8,
        _ => NEVER,
    }
}

/// Whether two lines of one paragraph would stand in columns of different widths: rare
/// but real where a text flows around a picture.
fn changes_column((last, line): (&Line<'_>, &Line<'_>), roles: (Role, Role)) -> bool {
    let lost = if roles.0 == First { 4 } else { 0 };
    let wider = line.span.0 > last.span.1 + last.give + lost + 2;
    let narrower = roles.1 == Middle && line.span.1 + line.give + 2 < last.span.0;
    wider || narrower
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
    if opens && forms::continues(&line.text) {
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
                1 => 8,
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
        0 | 1 => 15,
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
        Only if forms::is_labelled(&line.text) => -5,
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
        End::Final if forms::caption(text) => 0,
        End::Final if text.ends_with('。') => -70,
        End::Final => -20,
        End::Pause => -25,
        End::Colon => -15,
        End::Open => 0,
    };
    if forms::has_inner_stop(text) {
        // A sentence that ends and another that has only begun: a piece of a paragraph.
        score -= if line.end == End::Open { 70 } else { 35 };
    }
    score += if wrapped { display_width(line) } else { display_length(page, line) };
    score += if line.above_byline && line.end == End::Open { 16 } else { 0 };
    // Titles are hardly ever made of three clauses, and mostly of one.
    score += match text.matches('，').count() {
        0 if wrapped && page.wrapped && !text.contains(['、', '；']) => 5,
        0 | 1 => 0,
        _ => -15,
    };
    score -= if wrapped && is_list(text) { 10 } else { 0 };
    if page.single && line.gap > 0 {
        score += 5;
    }
    score + display_form(line)
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
fn is_list(text: &str) -> bool {
    forms::is_labelled(text) && forms::unit(text) < 2 && people::byline(text).is_none()
}

/// What the length of a display line says where lines are paragraphs.
fn display_length(page: &Page<'_>, line: &Line<'_>) -> i32 {
    let numbered = forms::numbered(&line.text).is_some();
    let listed = line.text.contains('，') && !numbered;
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
    length - if listed { 10 } else { 0 } - if is_list(&line.text) { 20 } else { 0 }
}

/// What the form of a display line says.
fn display_form(line: &Line<'_>) -> i32 {
    let text = &*line.text;
    let mut score = 0;
    if forms::numbered(text).is_some() {
        score += 15;
    }
    if text.starts_with("——") {
        // A clause of a sentence may begin a line with a dash as well.
        score += if fills(line) { 12 } else { 20 };
    }
    if people::byline(text).is_some()
        || forms::caption(text)
        || forms::marked_unit(text)
        || line.below_byline
    {
        score += 40;
    }
    if forms::date(text).is_some() || line.doubled {
        score += 25;
    } else if forms::unit(text) == 2 {
        // Full lines of text end in 党委 or 学校 by chance.
        score += if fills(line) { 5 } else { 25 };
    }
    if closes_note(text) && forms::date(text).is_none() {
        score -= 20;
    }
    score
}
