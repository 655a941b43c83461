//! The pages of a volume in order: cover, title page, colophon, preface, contents, then
//! parts and articles, with running heads, folios, labels and the outline.
//!
//! The text starts on a recto and is numbered from 1 there; what precedes it has Roman
//! numbers and an even number of pages. So articles can be laid out first and apart from
//! each other, and only joined here.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diag::Diagnostics;
use crate::geom::{Length, Point};
use crate::page::chapter::{self, Opening};
use crate::page::contents::{self, Entry};
use crate::page::fill::Body;
use crate::page::folio::{self, Side};
use crate::page::matter;
use crate::page::setting::{Scope, Setting};
use crate::page::structure::{Role, Tree};
use crate::page::text::Drawn;
use crate::page::turn;
use crate::page::{Label, Origin, OutlineEntry, Page, Place};
use crate::style::{Direction, Start};
use crate::volume::{Part, Volume};

/// Pages and bookmarks of a volume, and the elements that its marks belong to.
pub(super) fn lay_out(
    setting: &Setting,
    diagnostics: &mut Diagnostics,
    volume: &Volume,
) -> (Vec<Page>, Vec<OutlineEntry>, Tree) {
    let mut text = text(setting, diagnostics, volume);
    let mut scope = Scope::new(None);
    let mut front = front(setting, &mut scope, volume, &text);
    diagnostics.append(scope.diagnostics);
    front.shift(COVER);
    text.shift(COVER + front.leaves.len());

    let mut pages = Vec::new();
    let mut tree = Tree::default();
    let cover = cover_pages(setting, volume);
    let matters = [cover, (front.leaves, front.tree), (text.leaves, text.tree)];
    for (matter, (mut leaves, own)) in matters.into_iter().enumerate() {
        tree.adopt(own, 0, leaves.iter_mut().map(|leaf| &mut leaf.drawn));
        for (leaf, number) in leaves.into_iter().zip(1u32..) {
            let label = match matter {
                0 if number == 1 => Label::Name(setting.style.words.cover.clone()),
                0 => Label::Name(setting.style.words.cover_back.clone()),
                1 => Label::Roman(number),
                _ => Label::Arabic(number),
            };
            pages.push(page(setting, leaf, label, Side::of(pages.len())));
        }
    }
    let mut outline = front.outline;
    outline.extend(text.outline);
    (pages, outline, tree)
}

/// A page before its side and number are known.
#[derive(Debug, Default)]
struct Leaf {
    drawn: Drawn,
    /// Whether marks count from the corner of the trim and not of the type area.
    is_full: bool,
    /// The running head.
    head: Option<String>,
    has_folio: bool,
    origin: Option<Origin>,
}

/// A run of pages that are numbered together.
#[derive(Debug, Default)]
struct Matter {
    leaves: Vec<Leaf>,
    /// Places count from the first of these pages until the pages before are known.
    outline: Vec<OutlineEntry>,
    entries: Vec<Entry>,
    /// What its leaves consist of.
    tree: Tree,
}

impl Matter {
    /// Adds blank pages until the next page is a recto.
    fn pad_to_recto(&mut self) {
        if Side::of(self.leaves.len()) == Side::Verso {
            self.leaves.push(Leaf::default());
        }
    }

    /// Where the next page starts.
    fn here(&self) -> Place {
        Place { page: self.leaves.len(), y: Length::ZERO }
    }

    fn add_outline(&mut self, title: &str, place: Place) {
        self.outline.push(OutlineEntry {
            title: title.to_owned(),
            place,
            children: Vec::new(),
        });
    }

    /// Moves the places of the outline by so many pages.
    fn shift(&mut self, pages: usize) {
        shift_outline(&mut self.outline, |page| page + pages);
    }
}

/// Moves the places of bookmarks to other pages.
pub(super) fn shift_outline(
    outline: &mut [OutlineEntry],
    to: impl Copy + Fn(usize) -> usize,
) {
    for entry in outline {
        entry.place.page = to(entry.place.page);
        shift_outline(&mut entry.children, to);
    }
}

/// Parts and articles.
fn text(setting: &Setting, diagnostics: &mut Diagnostics, volume: &Volume) -> Matter {
    let parts: Vec<Vec<Vec<Opening>>> =
        volume.parts.iter().map(|part| flows(setting, part)).collect();
    let flows: Vec<&Vec<Opening>> = parts.iter().flatten().collect();
    let mut laid_out: Vec<(Vec<Body>, Tree, Diagnostics)> =
        flows.par_iter().map(|flow| chapter::lay_out(setting, flow)).collect();
    for (_, _, reported) in &mut laid_out {
        diagnostics.append(std::mem::take(reported));
    }
    let mut texts = laid_out.into_iter().map(|(bodies, tree, _)| (bodies, tree));
    let has_part_pages = has_part_pages(setting, volume);
    let mut matter = Matter::default();
    for (part, flows) in volume.parts.iter().zip(&parts) {
        let first_entry = matter.entries.len();
        let mut place = None;
        let mut levels = 0;
        if part.title.is_some() {
            matter.tree.open(Role::Part);
        }
        if let Some(title) = part.title.as_deref().filter(|_| has_part_pages) {
            matter.pad_to_recto();
            place = Some(matter.here());
            let mut scope = Scope::new(None);
            let mut drawn = matter::part_title(setting, &mut scope, title);
            diagnostics.append(scope.diagnostics);
            matter.tree.adopt(scope.tree, 0, std::iter::once(&mut drawn));
            levels = 1;
            matter.leaves.push(Leaf { drawn, ..Leaf::default() });
            matter.leaves.push(Leaf::default());
        }
        let mut outline = Vec::new();
        for (mut bodies, tree) in texts.by_ref().take(flows.len()) {
            let drawn = bodies.iter_mut().map(|body| &mut body.drawn);
            matter.tree.adopt(tree, levels, drawn);
            article(setting, volume, bodies, &mut matter, &mut outline);
        }
        close_part(&mut matter, part, outline, (first_entry, place));
        if part.title.is_some() {
            matter.tree.close();
        }
    }
    matter
}

/// The articles of a part in groups that share pages: all when articles run on, else
/// neighbours that are brief, which would waste a page each.
fn flows<'a>(setting: &Setting, part: &'a Part) -> Vec<Vec<Opening<'a>>> {
    let runs_on = setting.style.article.start == Start::RunOn;
    let mut flows: Vec<Vec<Opening>> = Vec::new();
    let mut joins = false;
    for chapter in &part.articles {
        let opening = Opening::of(chapter);
        let is_brief = runs_on || chapter::is_brief(setting, &opening);
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

/// Adds the pages of an article (or of several that run on).
fn article(
    setting: &Setting,
    volume: &Volume,
    bodies: Vec<Body>,
    matter: &mut Matter,
    outline: &mut Vec<OutlineEntry>,
) {
    if setting.style.article.start == Start::Recto {
        matter.pad_to_recto();
    }
    let mut title = String::new();
    for (index, body) in bodies.into_iter().enumerate() {
        let page = matter.leaves.len();
        // What opens has its title to name it, and a picture is its own (spec 8.9).
        let opens = index == 0
            || body
                .bookmarks
                .first()
                .is_some_and(|(bookmark, y)| bookmark.level == 0 && *y == Length::ZERO);
        let has_head = !opens && !body.is_picture;
        for (bookmark, y) in body.bookmarks {
            let y = match setting.style.direction {
                Direction::Horizontal => setting.style.margins.top + y,
                Direction::Vertical => Length::ZERO,
            };
            let place = Place { page, y };
            let words = bookmark.title.clone();
            let entry = OutlineEntry { title: words, place, children: Vec::new() };
            if bookmark.level == 0 {
                title = bookmark.title;
                let number = (page + 1).to_string();
                let (title, unit) = (title.clone(), bookmark.unit);
                let (is_part, indent) = (false, 0);
                let listed = Entry { title, unit, number, place, is_part, indent };
                matter.entries.push(listed);
                outline.push(entry);
            } else if let Some(article) = outline.last_mut() {
                article.children.push(entry);
            }
        }
        let side = Side::of(page);
        let head = if side == Side::Verso { &volume.title } else { &title };
        let head = has_head.then(|| head.clone());
        let (drawn, origin) = (body.drawn, body.origin);
        let leaf = Leaf { drawn, head, has_folio: true, is_full: false, origin };
        matter.leaves.push(leaf);
    }
}

/// Puts the articles of a part below its title, in the outline and in the contents.
fn close_part(
    matter: &mut Matter,
    part: &Part,
    outline: Vec<OutlineEntry>,
    (first, place): (usize, Option<Place>),
) {
    let Some(title) = &part.title else {
        matter.outline.extend(outline);
        return;
    };
    let Some(place) = place.or(outline.first().map(|entry| entry.place)) else { return };
    for entry in &mut matter.entries[first..] {
        entry.indent = 1;
        // The part says it already.
        entry.unit.take_if(|unit| title.contains(unit.as_str()));
    }
    let title = title.clone();
    let number = (place.page + 1).to_string();
    let (is_part, indent) = (true, 0);
    let unit = None;
    let entry = Entry { title: title.clone(), unit, number, place, is_part, indent };
    matter.entries.insert(first, entry);
    matter.outline.push(OutlineEntry { title, place, children: outline });
}

/// The cover and its blank back.
fn cover_pages(setting: &Setting, volume: &Volume) -> (Vec<Leaf>, Tree) {
    let mut scope = Scope::new(None);
    scope.tree.open(Role::Section);
    let drawn = matter::cover(setting, &mut scope, volume);
    let front = Leaf { drawn, is_full: true, ..Leaf::default() };
    (vec![front, Leaf::default()], scope.tree)
}

/// Title page, colophon, preface, contents; the places of the text are known after it.
fn front(setting: &Setting, scope: &mut Scope, volume: &Volume, text: &Matter) -> Matter {
    let words = &setting.style.words;
    let mut matter = Matter::default();
    scope.tree.open(Role::Section);
    let drawn = matter::title_page(setting, scope, volume);
    matter.leaves.push(Leaf { drawn, ..Leaf::default() });
    matter.add_outline(&words.colophon, matter.here());
    let drawn = matter::colophon(setting, scope, volume);
    matter.leaves.push(Leaf { drawn, ..Leaf::default() });
    scope.tree.close();
    if let Some(preface) = &volume.preface {
        let title = preface.title.clone().unwrap_or_default();
        let unit = preface.unit.as_deref();
        let opening = Opening { article: preface, title: &title, unit };
        let (mut bodies, tree, reported) = chapter::lay_out(setting, &[opening]);
        scope.diagnostics.append(reported);
        scope.tree.adopt(tree, 0, bodies.iter_mut().map(|body| &mut body.drawn));
        let mut outline = Vec::new();
        article(setting, volume, bodies, &mut matter, &mut outline);
        matter.outline.extend(outline);
        for entry in &mut matter.entries {
            let number = u32::try_from(entry.place.page + 1).unwrap_or(0);
            entry.number = folio::number(&Label::Roman(number));
        }
    }
    if !text.entries.is_empty() {
        add_contents(setting, scope, volume, text, &mut matter);
    }
    matter.pad_to_recto();
    matter.tree = std::mem::take(&mut scope.tree);
    matter
}

/// Adds the contents list to the front matter.
fn add_contents(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    text: &Matter,
    matter: &mut Matter,
) {
    let words = &setting.style.words;
    matter.pad_to_recto();
    matter.add_outline(&words.contents, matter.here());
    let mut entries = matter.entries.clone();
    let in_front = entries.len();
    entries.extend(text.entries.iter().cloned());
    let chapters = volume.chapters();
    let units: BTreeSet<&str> =
        chapters.filter_map(|chapter| Opening::of(chapter).unit()).collect();
    if units.len() < 2 || !setting.style.contents.units {
        entries.iter_mut().for_each(|entry| entry.unit = None);
    }
    // How many pages the list has does not depend on where it leads.
    let length = contents::lay_out(setting, &entries).0.len();
    let after = matter.leaves.len() + length;
    let before_text = COVER + after + after % 2;
    for (index, entry) in entries.iter_mut().enumerate() {
        entry.place.page += if index < in_front { COVER } else { before_text };
    }
    let (mut bodies, tree) = contents::lay_out(setting, &entries);
    scope.tree.adopt(tree, 0, bodies.iter_mut().map(|body| &mut body.drawn));
    for (index, body) in bodies.into_iter().enumerate() {
        let head = (index > 0).then(|| words.contents.clone());
        let drawn = body.drawn;
        matter.leaves.push(Leaf { drawn, head, has_folio: true, ..Leaf::default() });
    }
}

/// The cover and its back.
pub(super) const COVER: usize = 2;

/// A finished page.
fn page(setting: &Setting, leaf: Leaf, label: Label, side: Side) -> Page {
    let style = setting.style;
    let mut drawn = leaf.drawn;
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
        let mut all = folio::running_head(setting, head, side);
        all.shift(corner);
        all.append(drawn);
        drawn = all;
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
