//! An article into pages: its opening, its text, its notes.
//!
//! Articles know nothing of each other, so they are laid out in parallel; only articles
//! that run on, as brief neighbours do, share a flow.

use std::sync::Arc;

use crate::article::{self, Article, BlockKind, Date};
use crate::diag::Diagnostics;
use crate::geom::Length;
use crate::page::block;
use crate::page::columns;
use crate::page::display;
use crate::page::fill::fill;
use crate::page::flow::{Bookmark, Flow, Item};
use crate::page::laid_out::LaidOut;
use crate::page::note;
use crate::page::setting::{Scope, Setting};
use crate::page::structure::{Role, Tree};
use crate::page::text::{Drawn, shift_notes};
use crate::style::{Display, Start};
use crate::volume::Chapter;

/// An article with what its opening says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opening<'a> {
    /// The article.
    pub(super) article: &'a Arc<Article>,
    /// Its title in the volume.
    pub(super) title: &'a str,
    /// Its unit's name in the volume.
    pub(super) unit: Option<&'a str>,
}

impl<'a> Opening<'a> {
    /// That of an article in a part.
    pub(super) fn of(chapter: &'a Chapter) -> Self {
        let unit = chapter.unit.as_deref();
        Self { article: &chapter.article, title: &chapter.title, unit }
    }

    /// The unit that its opening names.
    pub(super) fn unit(&self) -> Option<&'a str> {
        self.unit.or(self.article.unit.as_deref())
    }
}

/// Lays out articles that share pages: one, unless articles run on. The elements of their
/// structure are counted together.
pub(super) fn lay_out(setting: &Setting, openings: &[Opening]) -> LaidOut {
    let mut scopes: Vec<Scope> =
        openings.iter().map(|opening| Scope::new(Some(opening.article.span))).collect();
    let (bodies, tree) = if setting.style.text.columns > 1 {
        columns::lay_out(setting, &mut scopes, openings)
    } else {
        let (flow, tree) = one_flow(setting, &mut scopes, openings);
        (fill(setting, flow), tree)
    };
    let mut diagnostics = Diagnostics::new();
    scopes.into_iter().for_each(|scope| diagnostics.append(scope.diagnostics));
    LaidOut { bodies, tree, diagnostics }
}

/// Articles below each other, each a section.
fn one_flow(
    setting: &Setting,
    scopes: &mut [Scope],
    openings: &[Opening],
) -> (Flow, Tree) {
    let mut flow = Flow::default();
    let mut tree = Tree::default();
    for (opening, scope) in openings.iter().zip(scopes) {
        scope.tree = std::mem::take(&mut tree);
        scope.tree.open(Role::Section);
        let first_note = flow.notes.len();
        let first_item = flow.items.len();
        let first_paragraph = flow.paragraphs.len();
        let first_table = flow.tables.len();
        if flow.items.is_empty() && setting.style.article.start != Start::RunOn {
            flow.items.push(sink(setting));
        } else {
            // Where articles run on, two blank lines part them.
            flow.push_blank(2);
        }
        open(setting, scope, opening, &mut flow);
        flow.claim(first_item, opening.article.span);
        block::push(setting, scope, opening.article, &mut flow);
        // Notes of all articles in a flow are counted together.
        for item in &mut flow.items[first_item..] {
            shift_notes(&mut item.drawn, first_note);
            if let Some(rows) = &mut item.rows {
                rows.frame.shift_notes(first_note);
                for (_, row) in &mut rows.rows {
                    shift_notes(row, first_note);
                }
            }
        }
        for frame in &mut flow.tables[first_table..] {
            frame.shift_notes(first_note);
        }
        for again in &mut flow.paragraphs[first_paragraph..] {
            again.shift_notes(first_note);
        }
        flow.notes.extend(note::set(setting, scope, &opening.article.notes));
        note::number(setting, &mut flow, (first_item, first_note));
        scope.tree.end_section();
        tree = std::mem::take(&mut scope.tree);
    }
    (flow, tree)
}

/// The white above a title at a page top.
pub(super) fn sink(setting: &Setting) -> Item {
    Item::heading(setting.style.article.sink, Drawn::default(), None)
}

/// Whether an article is so short that it need not have a page of its own: a few
/// paragraphs whose lines, with those of its opening, are fewer than the style says.
pub(super) fn is_brief(setting: &Setting, opening: &Opening) -> bool {
    let style = setting.style.article;
    let article = opening.article;
    let has_unit = opening.unit().is_some();
    let mut lines = style.title.lines + style.after;
    lines += if has_unit { style.unit.lines } else { 0 };
    lines += if article.authors.is_empty() { 0 } else { style.authors.lines };
    lines += article.date.map_or(0, |_| style.date.lines);
    let measure = usize::try_from(setting.style.text.characters).unwrap_or(1).max(1);
    for block in &article.body {
        let BlockKind::Paragraph(text) = &block.kind else { return false };
        // Two characters are the indent; what is between paragraphs is nothing.
        let count = article::of_inlines(text) + 2;
        lines += i64::try_from(count.div_ceil(measure)).unwrap_or(i64::MAX);
        if lines >= style.brief {
            return false;
        }
    }
    true
}

/// Title, subtitle, unit, authors, date.
pub(super) fn open(
    setting: &Setting,
    scope: &mut Scope,
    opening: &Opening,
    flow: &mut Flow,
) {
    let style = setting.style.article;
    let article = opening.article;
    let unit = opening.unit();
    let title = opening.title.to_owned();
    let title = Bookmark { level: 0, title, unit: unit.map(str::to_owned) };
    let words = (opening.title, style.title, Role::Heading(1));
    push_line(setting, scope, words, Some(title), flow);
    let subtitle = article.subtitle.as_ref().map(|words| format!("——{words}"));
    let date = article.date.map(date);
    let authors = article.authors.join("　");
    let lines = [
        (subtitle.as_deref(), style.subtitle),
        (unit, style.unit),
        (Some(authors.as_str()), style.authors),
        (date.as_deref(), style.date),
    ];
    for (words, display) in lines {
        if let Some(words) = words.filter(|words| !words.trim().is_empty()) {
            push_line(setting, scope, (words, display, Role::Paragraph), None, flow);
        }
    }
    if style.after > 0 {
        flow.items.push(Item::heading(style.after, Drawn::default(), None));
    }
}

fn push_line(
    setting: &Setting,
    scope: &mut Scope,
    (words, style, role): (&str, Display, Role),
    bookmark: Option<Bookmark>,
    flow: &mut Flow,
) {
    // One character free at both sides: a title as wide as the text looks like text.
    let free = style.size;
    let room = (free, (setting.style.measure() - free * 2).max(Length::pt(1)));
    let text = display::words(words, style).be(&mut scope.tree, role);
    let block = display::compose(setting, scope, text, style, room);
    let slots = block.slots(setting, style.lines);
    let drawn = block.draw_in(setting, slots);
    flow.items.push(Item::heading(slots, drawn, bookmark));
}

/// A date in words.
pub(super) fn date(date: Date) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{}年{month}月{day}日", date.year),
        (Some(month), None) => format!("{}年{month}月", date.year),
        _ => format!("{}年", date.year),
    }
}
