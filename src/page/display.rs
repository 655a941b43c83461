//! Titles, headings and captions: a few lines that stand for themselves, in whole lines
//! of the grid, their text in the middle of that room (spec 7.7).

use std::ops::Range;

use crate::geom::{Length, Point};
use crate::line::{self, Align, Draft, Line, Paragraph, Rules, Run};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text};
use crate::style::{self, Display};

/// Lines of a display, broken and measured but not yet in place.
#[derive(Debug)]
pub(super) struct Block {
    text: Text,
    lines: Vec<Line>,
    size: Length,
    /// Distance of its baselines.
    lead: Length,
    /// How far the lines are moved to the right.
    left: Length,
}

/// The fewest characters on the last line of a heading at the start.
const LEAST_LAST: i64 = 3;

/// The look of a display.
pub(super) fn look(display: Display) -> Look {
    Look { font: display.font, bold: display.bold, size: display.size }
}

/// Words of one look as a text.
pub(super) fn words(text: &str, display: Display) -> Text {
    Text::plain(text, look(display))
}

/// Breaks a display into lines inside `measure`, which starts at `left`. Centred lines
/// come out about equally long, so that no title ends in a lone character.
pub(super) fn compose(
    setting: &Setting,
    scope: &mut Scope,
    text: Text,
    display: Display,
    (left, measure): (Length, Length),
) -> Block {
    let align = match display.align {
        style::Align::Start => Align::Start,
        style::Align::Center => Align::Center,
        style::Align::End => Align::End,
    };
    let mut rules = setting.rules(measure, display.size, align);
    // A heading at the start is indented like the paragraphs below it.
    if display.align == style::Align::Start {
        rules.first_indent = setting.style.text.size * setting.style.text.indent;
        rules.indent = rules.first_indent;
    }
    // Titles are set tighter than text, but what has its size keeps its grid.
    let body = setting.style.text;
    let lead = if display.size <= body.size { body.pitch } else { display.size * 7 / 5 };
    // Only the last setting may report, or everything would be said twice.
    let mut probe = Scope::new(None);
    let (mut text, mut left) = (text, left);
    let lines = setting.set(&mut probe, &text.paragraph, &rules);
    if lines.len() < 2 && probe.diagnostics.is_empty() {
        return Block { text, lines, size: display.size, lead, left };
    }
    let mut count = lines.len();
    if display.align == style::Align::Center && count > 1 {
        if let Some(parted) = at_spaces(setting, &text, &rules, count + 1) {
            count = setting.count(&parted.paragraph, &rules);
            text = parted;
        }
        rules.measure = at_pauses(setting, &text, &rules, count);
        left += (measure - rules.measure) / 2;
    }
    if display.align == style::Align::Start && count > 1 {
        let last = lines.last();
        let short = rules.indent + display.size * LEAST_LAST;
        // 6.5 holds for headings too: better two lines about equally long.
        if last.is_some_and(|line| line.end < short)
            && let Some(parted) = as_centred(setting, &text, &rules, count)
        {
            text = parted;
        }
    }
    let lines = setting.set(scope, &text.paragraph, &rules);
    Block { text, lines, size: display.size, lead, left }
}

/// The text with line breaks for the spaces that part its clauses, as editors break a
/// title of two halves; `None` when it has none or would take more than `most` lines.
pub(super) fn at_spaces(
    setting: &Setting,
    text: &Text,
    rules: &Rules,
    most: usize,
) -> Option<Text> {
    let paragraph = &text.paragraph;
    let [run] = paragraph.runs.as_slice() else { return None };
    if !paragraph.rubies.is_empty() || paragraph.text.is_ascii() {
        return None;
    }
    let fits = |words: &str| {
        let run = Run { end: words.len(), ..run.clone() };
        let runs = vec![run];
        let paragraph = Paragraph { text: words.to_owned(), runs, rubies: vec![] };
        setting.count(&paragraph, rules) <= 1
    };
    let mut lines: Vec<String> = Vec::new();
    for clause in paragraph.text.split_whitespace() {
        if let Some(last) = lines.last_mut() {
            let joined = format!("{last} {clause}");
            // A space beside Latin parts words and not clauses.
            let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let between_words =
                is_latin(last.chars().next_back()) || is_latin(clause.chars().next());
            if between_words || fits(&joined) {
                *last = joined;
                continue;
            }
        }
        lines.push(clause.to_owned());
    }
    let words = lines.join("\n");
    let run = Run { end: words.len(), ..run.clone() };
    let parted = text.with(Paragraph { text: words, runs: vec![run], rubies: vec![] });
    let count = setting.count(&parted.paragraph, rules);
    (lines.len() > 1 && count <= most).then_some(parted)
}

/// The text with line breaks where a centred title of as many lines would have them: at
/// spaces and after marks, and in lines about equally long; `None` when that takes
/// another number of lines.
pub(super) fn as_centred(
    setting: &Setting,
    text: &Text,
    rules: &Rules,
    lines: usize,
) -> Option<Text> {
    let [run] = text.paragraph.runs.as_slice() else { return None };
    let rules = Rules { align: Align::Center, ..rules.clone() };
    let set = setting.draft(&text.paragraph, &rules).lines(rules.measure);
    if set.len() != lines || !text.paragraph.rubies.is_empty() {
        return None;
    }
    let part = |line: &Range<usize>| text.paragraph.text.get(line.clone());
    let words = set.iter().map(part).collect::<Option<Vec<_>>>()?.join("\n");
    let run = Run { end: words.len(), ..run.clone() };
    Some(text.with(Paragraph { text: words, runs: vec![run], rubies: vec![] }))
}

/// How many em wider than the narrowest a title may be for the sake of its sense.
const WIDER: i64 = 4;

/// The narrowest measure in which a text takes so many lines and each ends after a mark,
/// where its sense does; without one, the narrowest in which no line ends inside a word or
/// quotation marks, and then the narrowest for so many lines.
fn at_pauses(setting: &Setting, text: &Text, rules: &Rules, count: usize) -> Length {
    let draft = setting.draft(&text.paragraph, rules);
    let narrowest = narrowest(&draft, rules, count);
    let mut whole = None;
    for more in 0..=WIDER {
        let measure = (narrowest + rules.em * more).min(rules.measure);
        let lines = draft.lines(measure);
        if lines.len() != count {
            continue;
        }
        let words = &text.paragraph.text;
        let ends = || lines.iter().rev().skip(1).map(|line| line.end);
        if ends().all(|end| ends_after_mark(words, end)) {
            return measure;
        }
        if whole.is_none() && !ends().any(|end| tears(words, end)) {
            whole = Some(measure);
        }
    }
    whole.unwrap_or(narrowest)
}

/// Whether words pause before a place.
fn ends_after_mark(words: &str, end: usize) -> bool {
    let before = words.get(..end).unwrap_or_default().trim_end();
    before.ends_with(['，', '；', '：', '。', '！', '？', '、', '—'])
}

/// Whether a line that ends at a place tears a word or what stands in quotation marks.
fn tears(words: &str, end: usize) -> bool {
    let (before, after) = words.split_at(words.floor_char_boundary(end));
    let count = |marks: [char; 3]| before.chars().filter(|c| marks.contains(c)).count();
    let is_quoted = count(['“', '《', '（']) > count(['”', '》', '）']);
    let pair = before.chars().next_back().zip(after.chars().next());
    is_quoted || pair.is_some_and(|(before, after)| line::is_one_word(before, after))
}

/// The fewest em in which a text still takes so many lines.
pub(super) fn narrowest(draft: &Draft, rules: &Rules, lines: usize) -> Length {
    let most = rules.measure.div_floor(rules.em);
    // Below six characters a title looks like a column.
    let (mut least, mut most) = (6.min(most), most);
    while least < most {
        let middle = (least + most) / 2;
        if draft.lines(rules.em * middle).len() <= lines {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    if most == rules.measure.div_floor(rules.em) {
        rules.measure
    } else {
        rules.em * most
    }
}

impl Block {
    /// How many lines it has.
    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// From the top of its first em box to the foot of its last.
    pub(super) fn height(&self) -> Length {
        self.lead * (count(&self.lines) - 1) + self.size
    }

    /// How many lines of the grid it takes when one line of it takes `lines`.
    pub(super) fn slots(&self, setting: &Setting, lines: i64) -> i64 {
        let more = self.lead * (count(&self.lines) - 1);
        let pitch = setting.style.text.pitch;
        lines + (more + pitch - Length::from_raw(1)).div_floor(pitch)
    }

    /// How far it moves up when it stands in one line less than `slots`; `None` when it
    /// would have no white around it, or leave the grid.
    pub(super) fn squeeze(&self, setting: &Setting, slots: i64) -> Option<Length> {
        let body = setting.style.text;
        let has_white = body.pitch * (slots - 1) >= self.height() + body.pitch;
        (has_white && self.size != body.size).then_some(body.pitch / 2)
    }

    /// Its marks, the top of its first em box at `top`.
    pub(super) fn draw(self, setting: &Setting, top: Length) -> Drawn {
        let mut y = top + Setting::ascent(self.size);
        let mut drawn = Drawn::default();
        for line in self.lines {
            let origin = Point { x: self.left, y };
            drawn.append(self.text.draw(setting.fonts, line, origin));
            y += self.lead;
        }
        drawn
    }

    /// Its marks in the middle of so many lines of the grid; text of the body's size
    /// stands on the grid itself, rather too low than too high.
    pub(super) fn draw_in(self, setting: &Setting, slots: i64) -> Drawn {
        let body = setting.style.text;
        let middle = setting.centered(slots, self.height());
        let on_grid = (middle + body.pitch - Length::from_raw(1)).div_floor(body.pitch);
        let top = if self.size == body.size { body.pitch * on_grid } else { middle };
        self.draw(setting, top)
    }
}

/// How many lines there are, at least one.
fn count(lines: &[Line]) -> i64 {
    i64::try_from(lines.len()).unwrap_or(i64::MAX).max(1)
}
