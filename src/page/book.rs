//! The pages of a volume in order: cover, what stands before the articles, parts and
//! articles, what stands behind them, with running heads, folios, labels and the outline.
//!
//! The text starts on a recto and is numbered from 1 there; what precedes it has Roman
//! numbers and an even number of pages. So articles can be laid out first and apart from
//! each other, and only joined here.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::geom::{Length, Point};
use crate::page::chapter::{self, Opening};
use crate::page::colophon;
use crate::page::contents::{self, Entry};
use crate::page::folio::{self, Side};
use crate::page::front::{self, Front};
use crate::page::laid_out::Text;
use crate::page::matter;
use crate::page::memory::Memory;
use crate::page::section::{Leaf, Section};
use crate::page::setting::{Scope, Setting};
use crate::page::structure::{ElementId, Role, Tree};
use crate::page::turn;
use crate::page::{Label, Origin, OutlineEntry, Page, Place};
use crate::style::{Direction, Start};
use crate::volume::{Part, Volume};

/// Pages and bookmarks of a volume, and the elements that its marks belong to.
pub(super) fn lay_out(
    setting: &Setting,
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    mut memory: Option<&mut Memory>,
) -> (Vec<Page>, Vec<OutlineEntry>, Tree) {
    let mut text = text(setting, diagnostics, volume, memory.as_deref_mut());
    let mut scope = Scope::new(None);
    front::back(setting, &mut scope, volume, &mut text);
    let Front { section: mut front, diagnostics: reported } =
        front::front(setting, volume, &text, memory.as_deref_mut());
    scope.diagnostics.append(reported);
    front.shift(COVER);
    text.shift(COVER + front.leaves.len());
    let pages = front.leaves.len() + text.leaves.len();
    for section in [&mut front, &mut text] {
        put_colophon(setting, &mut scope, volume, pages, section);
    }
    diagnostics.append(scope.diagnostics);

    let mut pages = Vec::new();
    let mut tree = Tree::default();
    let cover = cover_pages(setting, volume);
    let sections = [cover, (front.leaves, front.tree), (text.leaves, text.tree)];
    for (place, (mut leaves, own)) in sections.into_iter().enumerate() {
        let by = tree.count();
        leaves.iter_mut().filter_map(|leaf| leaf.kept.as_mut()).for_each(|k| k.shift(by));
        tree.adopt(&own, 0, leaves.iter_mut().map(|leaf| &mut leaf.drawn));
        for (leaf, number) in leaves.into_iter().zip(1u32..) {
            let label = match place {
                0 if number == 1 => Label::Name(setting.style.words.cover.clone()),
                0 => Label::Name(setting.style.words.cover_back.clone()),
                1 => Label::Roman(number),
                _ => Label::Arabic(number),
            };
            let side = Side::of(pages.len());
            let how = (leaf.head.as_ref(), &label, side);
            let known = memory.as_mut().and_then(|m| m.page(leaf.kept.as_ref(), how));
            pages.push(known.unwrap_or_else(|| page(setting, leaf, label, side)));
        }
    }
    let mut outline = front.outline;
    outline.extend(text.outline);
    (pages, outline, tree)
}

/// What the pages are called that begin in an article, and where. Of what stands around the
/// articles only a preface and an afterword are articles.
pub(super) fn origins(setting: &Setting, volume: &Volume) -> Vec<(Label, Origin)> {
    let mut text = text(setting, &mut Diagnostics::new(), volume, None);
    if volume.afterword.is_some() {
        front::back(setting, &mut Scope::new(None), volume, &mut text);
    }
    let front = match volume.preface.is_some() {
        true => front::front(setting, volume, &text, None).section,
        false => Section::default(),
    };
    let front = front.leaves.iter().zip((1..).map(Label::Roman));
    let leaves = front.chain(text.leaves.iter().zip((1..).map(Label::Arabic)));
    leaves.filter_map(|(leaf, label)| Some((label, leaf.origin?))).collect()
}

/// Puts the colophon on the page that was kept free for it.
fn put_colophon(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    pages: usize,
    section: &mut Section,
) {
    let Some((index, element)) = section.colophon else { return };
    let mut own = Scope::new(None);
    let mut drawn = colophon::lay_out(setting, &mut own, volume, pages);
    scope.diagnostics.append(own.diagnostics);
    let before = section.tree.enter(element);
    section.tree.adopt(&own.tree, 0, std::iter::once(&mut drawn));
    section.tree.enter(before);
    if let Some(leaf) = section.leaves.get_mut(index) {
        leaf.drawn = drawn;
    }
}

/// Parts and articles.
fn text(
    setting: &Setting,
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    mut memory: Option<&mut Memory>,
) -> Section {
    let flows_of = |part| flows(setting, part, memory.as_deref_mut());
    let parts: Vec<Vec<Vec<Opening>>> = volume.parts.iter().map(flows_of).collect();
    let flows: Vec<&Vec<Opening>> = parts.iter().flatten().collect();
    let lay_out = |flow: &&Vec<Opening>| Text::Own(chapter::lay_out(setting, flow));
    let texts: Vec<Text> = match memory {
        Some(memory) => memory.lay_out(setting, &flows),
        None => flows.par_iter().map(lay_out).collect(),
    };
    for text in &texts {
        diagnostics.append(text.laid_out().diagnostics.clone());
    }
    let mut texts = texts.into_iter();
    let has_part_pages = has_part_pages(setting, volume);
    let mut section = Section::default();
    for (part, flows) in volume.parts.iter().zip(&parts) {
        let first = section.entries.len();
        if part.title.is_some() {
            section.tree.open(Role::Part);
        }
        let title = part.title.as_deref().filter(|_| has_part_pages);
        let place =
            title.map(|title| open_part(setting, diagnostics, &mut section, title));
        let list = title.and_then(|_| reserve_list(setting, &mut section, part));
        let levels = u8::from(title.is_some());
        let mut outline = Vec::new();
        for text in texts.by_ref().take(flows.len()) {
            article(setting, volume, (text, levels), &mut section, &mut outline);
        }
        section.name_unit_once(part, first);
        if let (Some(place), Some(element)) = (place, list) {
            let entries = section.entries[first..].to_vec();
            let list = contents::lay_out(setting, None, &entries);
            section.put_list((place.page + 1, element), list);
        }
        close_part(&mut section, part, outline, (first, place));
        if part.title.is_some() {
            section.tree.close();
        }
    }
    section
}

/// Adds the title of a part, alone on a leaf.
fn open_part(
    setting: &Setting,
    diagnostics: &mut Diagnostics,
    section: &mut Section,
    title: &str,
) -> Place {
    section.pad_to_recto();
    let place = section.here();
    let mut scope = Scope::new(None);
    let mut drawn = matter::part_title(setting, &mut scope, title);
    diagnostics.append(scope.diagnostics);
    section.tree.adopt(&scope.tree, 0, std::iter::once(&mut drawn));
    section.leaves.push(Leaf { drawn, ..Leaf::default() });
    section.leaves.push(Leaf::default());
    place
}

/// Keeps pages free behind a part title for the list of its articles, whose titles are
/// known already and whose pages are not, and returns its element.
fn reserve_list(
    setting: &Setting,
    section: &mut Section,
    part: &Part,
) -> Option<ElementId> {
    if !setting.style.part.contents {
        return None;
    }
    let mut list = Section::default();
    let here = list.here();
    list.entries.extend(part.articles.iter().map(|chapter| {
        let opening = Opening::of(chapter);
        Entry::of(opening.title, opening.unit(), here)
    }));
    list.name_unit_once(part, 0);
    let pages = contents::lay_out(setting, None, &list.entries).bodies.len();
    // The first stands on the back of the title.
    (1..pages).for_each(|_| section.leaves.push(Leaf::default()));
    Some(section.tree.add(Role::Section))
}

/// The articles of a part in groups that share pages: all when articles run on, else
/// neighbours that are brief, which would waste a page each.
fn flows<'a>(
    setting: &Setting,
    part: &'a Part,
    mut memory: Option<&mut Memory>,
) -> Vec<Vec<Opening<'a>>> {
    let runs_on = setting.style.article.start == Start::RunOn;
    let mut flows: Vec<Vec<Opening>> = Vec::new();
    let mut joins = false;
    for chapter in &part.articles {
        let opening = Opening::of(chapter);
        let answer = || runs_on || chapter::is_brief(setting, &opening);
        let is_brief = match memory.as_deref_mut() {
            Some(memory) => memory.is_brief(&opening, answer),
            None => answer(),
        };
        match flows.last_mut() {
            Some(flow) if joins && is_brief => flow.push(opening),
            _ => flows.push(vec![opening]),
        }
        joins = is_brief;
    }
    flows
}

/// Whether parts are worth a page each: not when most of them hold an article or two.
fn has_part_pages(setting: &Setting, volume: &Volume) -> bool {
    let fewest = usize::try_from(setting.style.part.fewest).unwrap_or(0);
    let parts = volume.parts.iter().filter(|part| part.title.is_some());
    let large = parts.clone().filter(|part| part.articles.len() >= fewest).count();
    let parts = parts.count();
    parts > 0 && large * 2 >= parts
}

/// Adds the pages of an article (or of several that run on), whose headings go down by so
/// many levels.
pub(super) fn article(
    setting: &Setting,
    volume: &Volume,
    (mut text, levels): (Text, u8),
    section: &mut Section,
    outline: &mut Vec<OutlineEntry>,
) {
    let by = text.put_into(&mut section.tree, levels);
    if setting.style.article.start == Start::Recto {
        section.pad_to_recto();
    }
    let (book, mut title): (Arc<str>, Arc<str>) =
        (volume.title.as_str().into(), "".into());
    let mut starts = Vec::new();
    for index in 0..text.laid_out().bodies.len() {
        let (drawn, kept) = text.draw(index, by);
        let body = &text.laid_out().bodies[index];
        let page = section.leaves.len();
        // What opens has its title to name it, and a picture is its own (spec 8.9).
        let opens = index == 0
            || body
                .bookmarks
                .first()
                .is_some_and(|(bookmark, y)| bookmark.level == 0 && *y == Length::ZERO);
        let has_head = !opens && !body.is_picture;
        for (bookmark, y) in &body.bookmarks {
            let opens_page = *y == Length::ZERO;
            let y = match setting.style.direction {
                Direction::Horizontal => setting.style.margins.top + *y,
                Direction::Vertical => Length::ZERO,
            };
            let place = Place { page, y };
            let words = bookmark.title.clone();
            let entry = OutlineEntry { title: words, place, children: Vec::new() };
            if bookmark.level == 0 {
                title = bookmark.title.as_str().into();
                starts.push((page, opens_page));
                section.entries.push(Entry::of(&title, bookmark.unit.as_deref(), place));
                outline.push(entry);
            } else if let Some(article) = outline.last_mut() {
                article.children.push(entry);
            }
        }
        let side = Side::of(page);
        let head = if side == Side::Verso { &book } else { &title };
        let head = has_head.then(|| Arc::clone(head));
        section.leaves.push(Leaf {
            drawn,
            kept,
            head,
            has_folio: true,
            is_full: false,
            origin: body.origin,
        });
    }
    section.add_extents(&starts);
}

/// Puts the articles of a part below its title, in the outline and in the contents.
fn close_part(
    section: &mut Section,
    part: &Part,
    outline: Vec<OutlineEntry>,
    (first, place): (usize, Option<Place>),
) {
    let Some(title) = &part.title else {
        section.outline.extend(outline);
        return;
    };
    let Some(place) = place.or(outline.first().map(|entry| entry.place)) else { return };
    for entry in &mut section.entries[first..] {
        entry.indent = 1;
    }
    let title = title.clone();
    let entry = Entry { is_part: true, ..Entry::of(&title, None, place) };
    section.entries.insert(first, entry);
    section.outline.push(OutlineEntry { title, place, children: outline });
}

/// The cover and its blank back.
fn cover_pages(setting: &Setting, volume: &Volume) -> (Vec<Leaf>, Tree) {
    let mut scope = Scope::new(None);
    scope.tree.open(Role::Section);
    let drawn = matter::cover(setting, &mut scope, volume);
    let front = Leaf { drawn, is_full: true, ..Leaf::default() };
    (vec![front, Leaf::default()], scope.tree)
}

/// The cover and its back.
pub(super) const COVER: usize = 2;

/// A finished page.
fn page(setting: &Setting, leaf: Leaf, label: Label, side: Side) -> Page {
    let style = setting.style;
    let mut drawn = leaf.kept.map_or(leaf.drawn, |kept| kept.drawn());
    let is_vertical = style.direction == Direction::Vertical;
    let before = match side {
        Side::Recto => style.margins.inner,
        Side::Verso => style.margins.outer,
    };
    let after = style.margins.inner + style.margins.outer - before;
    let (left, top) = (if is_vertical { after } else { before }, style.margins.top);
    if !leaf.is_full {
        // Before the first line of a recto is the binding edge, whichever way lines run.
        let start = if is_vertical { (top, before) } else { (left, top) };
        drawn.shift(Point { x: start.0, y: start.1 });
    }
    if is_vertical {
        turn::turn(&mut drawn, style.trim.width);
    }
    // Heads and folios are horizontal in either direction and know the paper only.
    let corner = Point { x: left, y: top };
    if let Some(head) = &leaf.head {
        let mut head = folio::running_head(setting, head, side);
        head.shift(corner);
        drawn.put_below(head);
    }
    if leaf.has_folio {
        let mut folio = folio::folio(setting, &label, side);
        folio.shift(corner);
        drawn.append(folio);
    }
    Page {
        size: style.trim,
        label,
        origin: leaf.origin,
        marks: drawn.marks,
        links: drawn.links,
    }
}
