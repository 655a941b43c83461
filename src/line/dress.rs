//! Items told about their neighbours: cuts between marks, gaps, breaks.

use crate::geom::Length;
use crate::line::breaks::{Break, Edge, Habits, at_space, between};
use crate::line::class::Class;
use crate::line::item::{Give, Item, Items, Tier};
use crate::line::spacing::{
    Cut, Joint, Shrink, Side, White, cut, is_cut_at_edge, is_half, is_western, joint,
    may_hang, shrink, white,
};
use crate::line::{Align, Gap, Opening, Paragraph, Punctuation, Rules, phrase};

/// Fills in what depends on neighbours.
pub(super) fn dress(items: &mut Items, paragraph: &Paragraph, rules: &Rules) {
    let (mut has_exclaims, mut has_spaces) = (false, false);
    for item in &mut items.list {
        // Han have no white of their own.
        if item.class != Class::Han {
            mark(item, paragraph, rules);
            has_exclaims |= item.class == Class::Exclaim;
            has_spaces |= item.class.is_space();
            items.is_parted |= item.class == Class::Newline;
        }
    }
    // 3.8: a whole mark after the indent.
    if rules.opening == Opening::Paragraph
        && rules.first_indent > rules.indent
        && let Some(first) = items.list.first_mut()
    {
        first.lead = Length::ZERO;
    }
    if has_exclaims {
        exclaims(&mut items.list, rules);
    }
    let han = between_han(rules);
    for at in 1..items.list.len() {
        let (before, after) = items.list.split_at_mut(at);
        let (before, after) = (&mut before[at - 1], &mut after[0]);
        if is_plain_pair(before, after, paragraph) && rules.align != Align::Center {
            (before.joint, before.break_after) = han;
            continue;
        }
        let cut = cut(before.class, after.class, rules.punctuation, rules.region);
        match cut {
            Cut::Neither => {}
            Cut::First => {
                cut_white(before, rules);
                // What is left between the two is shared: it does not shrink any more.
                after.give = Give::None;
            }
            Cut::Second => cut_white(after, rules),
        }
        if rules.hanging && !is_mark(before.class) && may_hang(after.class, rules.region)
        {
            after.hang = after.width - after.trail;
        }
        let habits = habits(&items.unicode, before, after, rules);
        seam(before, after, paragraph, habits);
        if cut != Cut::Neither {
            before.joint = Joint::Rigid; // 3.3: a width together, however full their line.
        }
        if rules.align == Align::Center && before.break_after == Break::Free {
            before.break_after = pause(before, after, paragraph);
        }
    }
    let spaced = if has_spaces { items.list.len().saturating_sub(1) } else { 0 };
    for at in 1..spaced {
        if items.list[at].class.is_space() && is_inside_number(&items.list, at, paragraph)
        {
            hold(&mut items.list[at - 1..=at], rules.em);
        } else if items.list[at].class == Class::Space {
            let [before, _, after] = &items.list[at - 1..=at + 1] else { continue };
            let habits = habits(&items.unicode, before, after, rules);
            space(&mut items.list[at - 1..=at + 1], paragraph, rules, habits);
        }
    }
}

/// Whether two neighbours are Han of one run of running text: what nearly all are, so that
/// their joint and their break are asked for once a paragraph.
fn is_plain_pair(before: &Item, after: &Item, paragraph: &Paragraph) -> bool {
    (before.class, after.class) == (Class::Han, Class::Han)
        && before.run == after.run
        && !is_glued(after, paragraph)
}

/// The joint and the break between two such neighbours.
fn between_han(rules: &Rules) -> (Joint, Break) {
    let side = Side { class: Class::Han, western: false };
    let edge = Edge { class: Class::Han, character: HAN };
    let habits = Habits { level: rules.level, region: rules.region, unicode: false };
    (joint(side, side), between(edge, edge, habits))
}

/// A Han character for those who ask about any.
const HAN: char = '中';

/// Whether a space divides the digits of a number: a thin one between any two digits, an
/// ordinary one before a group of three (1.11, 14.2).
fn is_inside_number(items: &[Item], at: usize, paragraph: &Paragraph) -> bool {
    let [before, space, after] = &items[at - 1..=at + 1] else { return false };
    let is_digit = |byte: &u8| byte.is_ascii_digit();
    let text = paragraph.text.as_bytes();
    let (left, right) = (&text[before.start..before.end], &text[after.start..]);
    let left = left.iter().rev().take_while(|byte| is_digit(byte)).count();
    let right = right.iter().take_while(|byte| is_digit(byte)).count();
    match space.class {
        Class::FixedSpace => left > 0 && right > 0,
        _ => (1..=3).contains(&left) && right == 3,
    }
}

/// Keeps a number together at a space, which is a quarter em unless it has a width.
fn hold(items: &mut [Item], em: Length) {
    for item in items {
        item.break_after = Break::Never;
        if item.class == Class::Space {
            (item.width, item.give) = (em / 4, Give::None);
        }
    }
}

/// Whether a class is a full-width mark that hangs with no other (5.8).
fn is_mark(class: Class) -> bool {
    matches!(class, Class::Open | Class::Close) || class.is_stop()
}

/// What decides about the break between two neighbours.
fn habits(unicode: &[usize], before: &Item, after: &Item, rules: &Rules) -> Habits {
    let is_foreign = before.class.is_foreign() || after.class.is_foreign();
    Habits {
        level: rules.level,
        region: rules.region,
        unicode: is_foreign && unicode.binary_search(&after.start).is_ok(),
    }
}

/// The white that a mark has by its own nature.
fn mark(item: &mut Item, paragraph: &Paragraph, rules: &Rules) {
    let side = white(item.class, rules.region);
    let half = size(item, paragraph) / 2;
    let is_raw = rules.punctuation == Punctuation::Raw;
    if shrink(item.class) == Shrink::Dot && item.width > half && !is_raw {
        item.give = Give::Around { white: half };
    }
    if side == White::None || item.rigid {
        return;
    }
    item.white = half;
    let (style, region) = (rules.punctuation, rules.region);
    if is_cut_at_edge(item.class, style, region) {
        match side {
            White::Before if rules.opening == Opening::Full => {} // 3.7
            White::Before => item.lead = half,
            _ => item.trail = half,
        }
    }
    if is_half(item.class, style) {
        cut_white(item, rules);
        item.give = match side {
            White::Before => Give::RegainBefore { white: half },
            _ => Give::RegainAfter { white: half },
        };
        return;
    }
    let tier = match shrink(item.class) {
        Shrink::Bracket | Shrink::Comma if is_raw => Tier::Stop, // 3.11: last of all
        Shrink::Bracket => Tier::Bracket,
        Shrink::Comma => Tier::Comma,
        Shrink::Stop if rules.shrink_stops => Tier::Stop,
        Shrink::Stop | Shrink::Never | Shrink::Dot => return,
    };
    item.give = match side {
        White::Before => Give::Before { white: half, tier },
        _ => Give::After { white: half, tier },
    };
}

/// Two of ？！ share an em (1.4): in a run of them the first and second of each two are
/// half as wide.
fn exclaims(items: &mut [Item], rules: &Rules) {
    if rules.punctuation == Punctuation::Raw {
        return;
    }
    let mut at = 0;
    while at + 1 < items.len() {
        let both = [at, at + 1].map(|at| items[at].class == Class::Exclaim);
        if both == [true, true] {
            cut_white(&mut items[at], rules);
            cut_white(&mut items[at + 1], rules);
            at += 2;
        } else {
            at += 1;
        }
    }
}

/// Takes the white of a mark away, unless it is gone already.
fn cut_white(item: &mut Item, rules: &Rules) {
    item.width -= item.white;
    if white(item.class, rules.region) == White::Before {
        item.shift -= item.white;
    }
    (item.white, item.lead, item.trail) = (Length::ZERO, Length::ZERO, Length::ZERO);
    item.give = Give::None;
}

/// The joint and the break between two neighbours.
fn seam(before: &mut Item, after: &Item, paragraph: &Paragraph, habits: Habits) {
    let glued = is_glued(after, paragraph);
    let apart = glued || is_glued(before, paragraph);
    before.joint =
        match joint(side(before, paragraph, true), side(after, paragraph, false)) {
            Joint::Gap if apart => Joint::Loose, // 4.6
            _ if glued => Joint::Rigid,          // 2.15
            joint => joint,
        };
    if before.class == Class::Space || is_inside_word(before, after) {
        return; // `space` and `word.rs` know better.
    }
    before.break_after = if glued && before.run != after.run {
        Break::Never // 2.15
    } else {
        let (before, after) =
            (edge(before, paragraph, true), edge(after, paragraph, false));
        between(before, after, habits)
    };
}

/// How well a displayed title breaks where a line may end.
fn pause(before: &Item, after: &Item, paragraph: &Paragraph) -> Break {
    if (before.class, after.class) != (Class::Han, Class::Han) {
        return Break::Free;
    }
    let (before, after) =
        (character(before, paragraph, true), character(after, paragraph, false));
    phrase::between(before, after)
}

/// Two pieces of one word and one run, whose break is decided already.
fn is_inside_word(before: &Item, after: &Item) -> bool {
    before.class == Class::Word && after.class == Class::Word && before.run == after.run
}

fn is_glued(item: &Item, paragraph: &Paragraph) -> bool {
    paragraph.runs.get(item.run).is_some_and(|run| run.style.glued)
}

/// A space between its neighbours: how wide it is and whether a line may end there.
fn space(items: &mut [Item], paragraph: &Paragraph, rules: &Rules, habits: Habits) {
    let [before, space, after] = items else { return };
    let em = rules.em;
    let sides = [side(before, paragraph, true), side(after, paragraph, false)];
    let han = |side: Side| side.class.is_ideographic() || side.class == Class::Hangul;
    (space.width, space.give) = match sides {
        // 4.4: a typed space is the gap itself.
        [a, b] if joint(a, b) == Joint::Gap && rules.gap != Gap::None => {
            (em / 4, Give::GapSpace)
        }
        [a, b] if a.class.is_word() && b.class.is_word() => {
            (space.width.max(em / 4), Give::WordSpace)
        }
        [a, b] if han(a) && han(b) && rules.wide_space => (em, Give::None), // 1.12
        [a, b] if han(a) && han(b) => (em / 2, Give::None),                 // 1.12
        // A space before a stop or inside brackets is a slip: the marks bring their own.
        [a, b] if a.class == Class::Open || is_closing(b.class) => {
            (Length::ZERO, Give::None)
        }
        _ => (em / 4, Give::None),
    };
    space.joint = Joint::Rigid;
    let (before, after) = (edge(before, paragraph, true), edge(after, paragraph, false));
    space.break_after = at_space(before, after, habits);
}

fn is_closing(class: Class) -> bool {
    class == Class::Close || class.is_stop()
}

fn size(item: &Item, paragraph: &Paragraph) -> Length {
    paragraph.runs.get(item.run).map_or(Length::ZERO, |run| run.style.size)
}

/// The character of an item at its end or start.
fn character(item: &Item, paragraph: &Paragraph, at_end: bool) -> char {
    let text = &paragraph.text[item.start..item.end];
    let found = if at_end { text.chars().next_back() } else { text.chars().next() };
    found.unwrap_or(' ')
}

fn edge(item: &Item, paragraph: &Paragraph, at_end: bool) -> Edge {
    let character = match item.class {
        Class::Han => HAN, // Which Han it is decides nothing.
        _ => character(item, paragraph, at_end),
    };
    Edge { class: item.class, character }
}

fn side(item: &Item, paragraph: &Paragraph, at_end: bool) -> Side {
    let western = matches!(item.class, Class::Word | Class::Prefix | Class::Postfix)
        && is_western(character(item, paragraph, at_end));
    Side { class: item.class, western }
}
