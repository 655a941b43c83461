//! Indexes: names in the order of their readings or strokes, and the pages of their
//! articles, pages that follow each other as one range.

use crate::geom::{Length, Point, Rect, Size};
use crate::line::{Align, Line};
use crate::page::contents;
use crate::page::display;
use crate::page::flow::{After, Flow, Item};
use crate::page::front::range;
use crate::page::laid_out::LaidOut;
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Text};
use crate::page::{ElementId, Link, Place, Role, Target};
use crate::style::{Display, Words};
use crate::volume;
use crate::volume::index::{Entry, Group, Head};

/// Lays out an index. `extents` are the first and last pages of the chapters, counted from
/// the first page of the text, before which there are so many others.
pub(super) fn lay_out(
    setting: &Setting,
    title: &str,
    groups: &[Group],
    (extents, before): (&[(usize, usize)], usize),
) -> LaidOut {
    // What is wrong with a name was said where it stands in its article.
    let scope = &mut Scope::new(None);
    let mut flow = Flow::default();
    contents::push_title(setting, scope, title, &mut flow);
    let has_heads = volume::index::has_heads(groups);
    for group in groups {
        if has_heads {
            push_head(setting, scope, group.head, &mut flow);
        }
        scope.tree.open(Role::List { ordered: false });
        for entry in &group.entries {
            let ranges = ranges(entry, extents);
            scope.tree.open(Role::Item);
            scope.tree.open(Role::ItemBody);
            push(setting, scope, (&entry.name, &ranges, before), &mut flow);
            scope.tree.close();
            scope.tree.close();
        }
        scope.tree.close();
    }
    LaidOut::list(setting, flow, scope)
}

/// The pages of an entry: first and last of each range, counted from 0.
fn ranges(entry: &Entry, extents: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut pages: Vec<(usize, usize)> = entry
        .chapters
        .iter()
        .filter_map(|chapter| extents.get(*chapter))
        .copied()
        .collect();
    pages.sort_unstable();
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for (first, last) in pages {
        match ranges.last_mut() {
            Some(range) if first <= range.1 + 1 => range.1 = range.1.max(last),
            _ => ranges.push((first, last)),
        }
    }
    ranges
}

/// Adds the head of a group, which stays with its first name.
fn push_head(setting: &Setting, scope: &mut Scope, head: Head, flow: &mut Flow) {
    let style = setting.style.contents.part;
    let words = head_words(head, &setting.style.words);
    let rules = setting.rules(setting.style.measure(), style.size, Align::Start);
    let text = display::words(&words, style).be(&mut scope.tree, Role::Heading(2));
    let top = setting.style.text.pitch * (style.lines - 1);
    let y = top + Setting::ascent(setting.style.text.size);
    for line in setting.set(scope, &text.paragraph, &rules) {
        let drawn = text.draw(setting.fonts, line, Point { x: Length::ZERO, y });
        flow.items.push(Item { after: After::Never, ..Item::lines(style.lines, drawn) });
    }
}

fn head_words(head: Head, words: &Words) -> String {
    match head {
        Head::Letter(letter) => letter.to_string(),
        Head::Strokes(count) => format!("{}{}", chinese(count), words.strokes),
        Head::Other => words.other.clone(),
    }
}

/// A number below 100 in Han.
fn chinese(number: u8) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: u8| DIGITS[usize::from(number % 10)];
    match number {
        0..=9 => digit(number).to_owned(),
        10..=19 => format!("十{}", digit(number)),
        _ => format!("{}十{}", digit(number / 10), digit(number)),
    }
}

/// A range of pages, set, and the first of them.
struct Piece {
    text: Text,
    line: Line,
    page: usize,
    element: ElementId,
    words: String,
}

/// The fewest characters between a name and its pages on one line.
const LEADER: i64 = 2;

/// How far pages below their name are indented, in characters.
const INDENT: i64 = 2;

/// Adds a name and its pages: at the end of its line, or below it when they are many.
fn push(
    setting: &Setting,
    scope: &mut Scope,
    (name, ranges, before): (&str, &[(usize, usize)], usize),
    flow: &mut Flow,
) {
    let style = setting.style.contents.article;
    let em = setting.style.text.size;
    let y = Setting::ascent(em);
    let (mut text, rules) = contents::compose(setting, (name, 0), style);
    let body = scope.tree.here();
    text.be_in(&mut scope.tree, body);
    let lines = setting.set(scope, &text.paragraph, &rules);
    let mut drawn: Vec<Drawn> = Vec::new();
    let mut end = Length::ZERO;
    for line in lines {
        end = line.end;
        drawn.push(text.draw(setting.fonts, line, Point { x: Length::ZERO, y }));
    }
    let pieces = pieces(setting, scope, style, ranges);
    let start = setting.style.measure() - width(&pieces, style);
    match drawn.last_mut() {
        Some(last) if end + em * LEADER <= start => {
            let free = style.size / 2;
            let room = (end + free, start - free);
            last.marks.extend(contents::leader(setting, scope, style, room, y));
            draw_row(setting, pieces, (start, before), last);
        }
        _ => drawn.extend(rows(setting, pieces, style).into_iter().map(|row| {
            let mut line = Drawn::default();
            draw_row(setting, row, (em * INDENT, before), &mut line);
            line
        })),
    }
    let count = drawn.len();
    for (line, drawn) in (1..).zip(drawn) {
        let after = if line == count { After::Free } else { After::Never };
        flow.items.push(Item { after, ..Item::lines(style.lines, drawn) });
    }
}

/// Ranges of pages, set one by one: each is a place to click on.
fn pieces(
    setting: &Setting,
    scope: &mut Scope,
    style: Display,
    ranges: &[(usize, usize)],
) -> Vec<Piece> {
    let rules = setting.rules(setting.style.measure(), style.size, Align::Start);
    let mut pieces = Vec::new();
    for (place, (first, last)) in (1..).zip(ranges) {
        let comma = if place < ranges.len() { "," } else { "" };
        let words = format!("{}{comma}", range(first + 1, last + 1));
        let mut text = display::words(&words, style);
        let element = scope.tree.add(Role::Link);
        text.be_in(&mut scope.tree, element);
        let line = setting.set(scope, &text.paragraph, &rules).into_iter().next();
        pieces.extend(line.map(|line| Piece {
            text,
            line,
            page: *first,
            element,
            words,
        }));
    }
    pieces
}

/// How long pieces are beside each other.
fn width(pieces: &[Piece], style: Display) -> Length {
    let gaps = i64::try_from(pieces.len().saturating_sub(1)).unwrap_or(0);
    let ends = pieces.iter().map(|piece| piece.line.end);
    ends.fold(style.size / 4 * gaps, |sum, end| sum + end)
}

/// Pieces in rows that the measure holds.
fn rows(setting: &Setting, pieces: Vec<Piece>, style: Display) -> Vec<Vec<Piece>> {
    let room = setting.style.measure() - setting.style.text.size * INDENT;
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let fits = |row: &&mut Vec<Piece>| {
            width(row, style) + style.size / 4 + piece.line.end <= room
        };
        match rows.last_mut().filter(fits) {
            Some(row) => row.push(piece),
            None => rows.push(vec![piece]),
        }
    }
    rows
}

/// Draws pieces from a place on, each a link.
fn draw_row(
    setting: &Setting,
    row: Vec<Piece>,
    (mut x, before): (Length, usize),
    drawn: &mut Drawn,
) {
    let em = setting.style.text.size;
    let gap = setting.style.contents.article.size / 4;
    for Piece { text, line, page, element, words: title } in row {
        let size = Size { width: line.end, height: em };
        let rect = Rect { origin: Point { x, y: Length::ZERO }, size };
        let place = Place { page: page + before, y: Length::ZERO };
        let end = line.end;
        drawn.append(text.draw(setting.fonts, line, Point { x, y: Setting::ascent(em) }));
        let target = Target::Place(place);
        drawn.links.push(Link { rect, target, title, element });
        x += end + gap;
    }
}
