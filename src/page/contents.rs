//! The contents list: titles, leaders on one grid of dots, page numbers (spec 13).
//!
//! The text is numbered from 1 whatever precedes it, so the list cannot move the pages
//! it names: one pass gives true numbers. Only the places to click on depend on its own
//! length, and they are put in afterwards.

use crate::geom::{Length, Point, Rect, Size};
use crate::line::{Align, Glyph, GlyphRun, Line, Rules};
use crate::page::display;
use crate::page::flow::{After, Flow, Item};
use crate::page::laid_out::LaidOut;
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Text};
use crate::page::{ElementId, Link, Mark, Place, Role, Target};
use crate::style::Display;

/// A line of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its words.
    pub(super) title: String,
    /// The unit of the article, where it is to be said.
    pub(super) unit: Option<String>,
    /// The page number as it is printed; empty when it leads nowhere.
    pub(super) number: String,
    /// Where it leads; the page still counted from the start of its matter.
    pub(super) place: Place,
    /// Whether it is a part title.
    pub(super) is_part: bool,
    /// How many characters it is indented.
    pub(super) indent: i64,
}

impl Entry {
    /// That of an article whose page is counted from 0.
    pub(super) fn of(title: &str, unit: Option<&str>, place: Place) -> Self {
        Self {
            title: title.to_owned(),
            unit: unit.map(str::to_owned),
            number: (place.page + 1).to_string(),
            place,
            is_part: false,
            indent: 0,
        }
    }
}

/// Characters kept free before the column of page numbers (spec 13.3).
const FREE: i64 = 4;

/// The fewest characters on the last line of an entry.
const LEAST_LAST: i64 = 5;

/// Sets the contents or another list of places, below its title.
pub(super) fn lay_out(
    setting: &Setting,
    title: Option<&str>,
    entries: &[Entry],
) -> LaidOut {
    // What is wrong with a title was said where it stands above its article.
    let scope = &mut Scope::new(None);
    let mut flow = Flow::default();
    if let Some(title) = title {
        push_title(setting, scope, title, &mut flow);
    }
    scope.tree.open(Role::Contents);
    let mut indent = 0;
    for entry in entries {
        // What is indented is the contents of the part above.
        if entry.indent > indent {
            scope.tree.open(Role::Contents);
        } else if entry.indent < indent {
            scope.tree.close();
        }
        indent = entry.indent;
        scope.tree.open(Role::ContentsItem);
        push(setting, scope, entry, &mut flow);
        scope.tree.close();
    }
    LaidOut::list(setting, flow, scope)
}

/// Adds the title of a list, which opens its section.
pub(super) fn push_title(
    setting: &Setting,
    scope: &mut Scope,
    title: &str,
    flow: &mut Flow,
) {
    let style = setting.style.contents.title;
    scope.tree.open(Role::Section);
    let words = display::words(title, style).be(&mut scope.tree, Role::Heading(1));
    let room = (Length::ZERO, setting.style.measure());
    let block = display::compose(setting, scope, words, style, room);
    let slots = block.slots(setting, style.lines);
    let drawn = block.draw_in(setting, slots);
    flow.items.push(Item::heading(slots, drawn, None));
}

/// Adds the lines of an entry.
fn push(setting: &Setting, scope: &mut Scope, entry: &Entry, flow: &mut Flow) {
    let style = setting.style.contents;
    let style = if entry.is_part { style.part } else { style.article };
    let em = setting.style.text.size;
    let measure = setting.style.measure();
    let (mut text, rules) = compose(setting, (&entry.title, entry.indent), style);
    let element = if entry.number.is_empty() {
        scope.tree.add(Role::Paragraph)
    } else {
        let words = scope.tree.add(Role::Reference);
        scope.tree.add_to(words, Role::Link)
    };
    text.be_in(&mut scope.tree, element);
    let lines = setting.set(scope, &text.paragraph, &rules);
    let count = lines.len();
    // The white above a part title belongs to its first line.
    let more = style.lines - 1;
    for (index, line) in lines.into_iter().enumerate() {
        let slots = 1 + if index == 0 { more } else { 0 };
        let top = setting.style.text.pitch * (slots - 1);
        let y = top + Setting::ascent(em);
        let end = line.end;
        let mut drawn = text.draw(setting.fonts, line, Point { x: Length::ZERO, y });
        if index + 1 == count && !entry.number.is_empty() {
            let place = (element, end, y);
            drawn.append(number(setting, scope, entry, style, place));
        }
        let rect = Rect {
            origin: Point { x: rules.indent, y: top },
            size: Size { width: measure - rules.indent, height: em },
        };
        if !entry.number.is_empty() {
            drawn.links.push(link(entry, rect, element));
        }
        let is_last = index + 1 == count && entry.unit.is_none();
        let after = if is_last && !entry.is_part { After::Free } else { After::Never };
        flow.items.push(Item { after, ..Item::lines(slots, drawn) });
    }
    push_unit(setting, scope, entry, flow);
}

/// A place to click on for an entry.
fn link(entry: &Entry, rect: Rect, element: ElementId) -> Link {
    let target = Target::Place(entry.place);
    Link { rect, target, title: entry.title.clone(), element }
}

/// Adds the unit below the title of an entry, a character further in.
fn push_unit(setting: &Setting, scope: &mut Scope, entry: &Entry, flow: &mut Flow) {
    let Some(unit) = &entry.unit else { return };
    let style = setting.style.contents.unit;
    let em = setting.style.text.size;
    let indent = em * (entry.indent + 1);
    let mut rules =
        setting.rules(setting.style.measure() - em * FREE, style.size, Align::Start);
    (rules.first_indent, rules.indent) = (indent, indent);
    let mut text = display::words(unit, style);
    let paragraph = scope.tree.add(Role::Paragraph);
    let element = scope.tree.add_to(paragraph, Role::Link);
    text.be_in(&mut scope.tree, element);
    let lines = setting.set(scope, &text.paragraph, &rules);
    let count = lines.len();
    for (index, line) in lines.into_iter().enumerate() {
        let size = Size { width: line.end - indent, height: em };
        let rect = Rect { origin: Point { x: indent, y: Length::ZERO }, size };
        // Nearer to its title than to the next one.
        let y = Setting::ascent(em) - (em - style.size) / 2;
        let mut drawn = text.draw(setting.fonts, line, Point { x: Length::ZERO, y });
        drawn.links.push(link(entry, rect, element));
        let after = if index + 1 == count { After::Free } else { After::Never };
        flow.items.push(Item { after, ..Item::lines(style.lines, drawn) });
    }
}

/// The title of an entry, indented by so many characters, and the rules that break it well: at a space of its author's,
/// and without a last line of a few characters, which would look lost.
pub(super) fn compose(
    setting: &Setting,
    (title, indent): (&str, i64),
    style: Display,
) -> (Text, Rules) {
    let em = setting.style.text.size;
    let free = setting.style.measure() - em * FREE;
    let mut rules = setting.rules(free, style.size, Align::Start);
    rules.indent = em * indent;
    rules.first_indent = rules.indent;
    let mut text = display::words(title, style);
    let set = |text: &Text, rules: &Rules| {
        setting.set(&mut Scope::new(None), &text.paragraph, rules)
    };
    let lines = set(&text, &rules);
    let count = lines.len();
    if count > 1 {
        let short = rules.indent + style.size * LEAST_LAST;
        if let Some(parted) = display::at_spaces(setting, &text, &rules, count) {
            text = parted;
        } else if let Some(parted) = display::as_centred(setting, &text, &rules, count) {
            text = parted;
        } else if lines.last().is_some_and(|line| line.end < short) {
            let draft = setting.draft(&text.paragraph, &rules);
            rules.measure = display::narrowest(&draft, &rules, count);
        }
    }
    (text, rules)
}

/// Leader and page number on the line that ends at `end`.
fn number(
    setting: &Setting,
    scope: &mut Scope,
    entry: &Entry,
    style: Display,
    (element, end, y): (ElementId, Length, Length),
) -> Drawn {
    let measure = setting.style.measure();
    let display = Display { font: setting.style.text.font, bold: false, ..style };
    let mut text = display::words(&entry.number, display);
    text.be_in(&mut scope.tree, element);
    let rules = setting.rules(measure, style.size, Align::End);
    let lines = setting.set(scope, &text.paragraph, &rules);
    let start = lines.first().and_then(|line| Some(line.runs.first()?.x));
    let start = start.unwrap_or(measure);
    let mut drawn = Drawn::default();
    // Half a character is free at both ends of the leader.
    let free = style.size / 2;
    drawn.marks.extend(leader(setting, scope, display, (end + free, start - free), y));
    for line in lines {
        drawn.append(text.draw(setting.fonts, line, Point { x: Length::ZERO, y }));
    }
    drawn
}

/// Dots between two places, on a grid that counts from the right edge of the measure.
pub(super) fn leader(
    setting: &Setting,
    scope: &mut Scope,
    display: Display,
    (from, to): (Length, Length),
    y: Length,
) -> Option<Mark> {
    let (dot, id) = dot(setting, scope, display)?;
    let step = setting.style.contents.dots;
    let right = setting.style.measure();
    // Dots at right − k·step, k from `near` to `far`.
    let near = (right - to + step - Length::from_raw(1)).div_floor(step);
    let far = (right - from).div_floor(step);
    // Fewer than two dots lead nowhere.
    if far - near < 1 {
        return None;
    }
    let start = right - step * far;
    let count = far - near + 1;
    let glyph = |index: i64| Glyph { id, bytes: 2, x: step * index };
    let run = GlyphRun {
        text: "·".repeat(usize::try_from(count).unwrap_or(0)),
        glyphs: (0..count).map(glyph).collect(),
        ..dot
    };
    let at = Point { x: start, y };
    Some(Mark::Text { run, at, artifact: true, element: ElementId::default() })
}

/// A run with the dot of leaders, and its glyph.
fn dot(
    setting: &Setting,
    scope: &mut Scope,
    display: Display,
) -> Option<(GlyphRun, u16)> {
    let text = display::words("·", display);
    let rules = setting.rules(display.size * 4, display.size, Align::Start);
    let mut lines: Vec<Line> = setting.set(scope, &text.paragraph, &rules);
    let mut run = lines.pop()?.runs.into_iter().next()?;
    (run.x, run.rise) = (Length::ZERO, Length::ZERO);
    let id = run.glyphs.first()?.id;
    Some((run, id))
}
