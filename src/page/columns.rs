//! Articles whose text stands in columns: openings across the type area, below each of
//! them the columns of its text, which share the grid of the page.
//!
//! At the end of an article the columns are as long as each other (spec 8.11); so another
//! can go on below them.

use crate::geom::{Length, Point};
use crate::page::Origin;
use crate::page::block;
use crate::page::chapter::{Opening, open, sink};
use crate::page::fill::{Body, fill_columns};
use crate::page::flow::Flow;
use crate::page::note;
use crate::page::setting::{Scope, Setting};
use crate::page::structure::{Role, Tree};
use crate::style::Start;

/// White between articles that share a page, in lines.
const BETWEEN: i64 = 2;

/// Lines that must be free below an opening, or it goes to the next page.
const LEAST: i64 = 3;

/// Lays out articles that share pages.
pub(super) fn lay_out(
    setting: &Setting,
    scopes: &mut [Scope],
    openings: &[Opening],
) -> (Vec<Body>, Tree) {
    let column = setting.style.of_column(setting.style.text.lines);
    let column = Setting { style: &column, ..*setting };
    let mut pages = Pages { setting, done: Vec::new(), used: 0, notes: 0 };
    let mut tree = Tree::default();
    for (opening, scope) in openings.iter().zip(scopes) {
        scope.tree = std::mem::take(&mut tree);
        scope.tree.open(Role::Section);
        pages.open(scope, opening);
        let mut flow = Flow::default();
        block::push(&column, scope, opening.article, &mut flow);
        flow.notes = note::set(&column, scope, &opening.article.notes);
        note::number(&column, &mut flow, (0, 0));
        scope.tree.end_section();
        tree = std::mem::take(&mut scope.tree);
        pages.fill(&column, flow);
    }
    (pages.done, tree)
}

/// Pages as far as they are filled.
struct Pages<'a> {
    setting: &'a Setting<'a>,
    done: Vec<Body>,
    /// Lines taken on the last page.
    used: i64,
    /// Notes with numbers on the last page.
    notes: usize,
}

impl Pages<'_> {
    /// Puts an opening across the page.
    fn open(&mut self, scope: &mut Scope, opening: &Opening) {
        let style = self.setting.style;
        let mut flow = Flow::default();
        let is_below = !self.done.is_empty();
        if !is_below && style.article.start != Start::RunOn {
            flow.items.push(sink(self.setting));
        }
        open(self.setting, scope, opening, &mut flow);
        let lines: i64 = flow.items.iter().map(|item| item.kind.lines()).sum();
        let top = if is_below { self.used + BETWEEN } else { 0 };
        let top = if top + lines + LEAST > style.text.lines { 0 } else { top };
        if top == 0 {
            self.turn();
        }
        self.used = top;
        if let Some(page) = self.done.last_mut() {
            let span = opening.article.span;
            page.origin.get_or_insert(Origin { span, offset: 0 });
        }
        for mut item in flow.items {
            let y = style.text.pitch * self.used;
            item.drawn.shift(Point { x: Length::ZERO, y });
            self.used += item.kind.lines();
            let Some(page) = self.done.last_mut() else { continue };
            page.bookmarks.extend(item.bookmark.map(|bookmark| (bookmark, y)));
            page.drawn.append(item.drawn);
        }
    }

    fn turn(&mut self) {
        self.done.push(Body::default());
        (self.used, self.notes) = (0, 0);
    }

    /// Puts the text of an article below its opening.
    fn fill(&mut self, column: &Setting, flow: Flow) {
        let text = self.setting.style.text;
        let count = usize::try_from(text.columns).unwrap_or(1);
        // A title so long that nothing fits below it gets two lines all the same.
        let first = (text.lines - self.used).max(2);
        let pages = fill_columns(column, flow, count, (first, self.notes));
        for (index, columns) in pages.into_iter().enumerate() {
            if index > 0 {
                self.turn();
            }
            let y = text.pitch * self.used;
            let step = column.style.measure() + text.size * text.gap;
            let mut x = Length::ZERO;
            for mut body in columns.bodies {
                body.drawn.shift(Point { x, y });
                x += step;
                let Some(page) = self.done.last_mut() else { continue };
                page.origin = page.origin.or(body.origin);
                page.drawn.append(body.drawn);
                let marks = body.bookmarks.into_iter();
                page.bookmarks.extend(marks.map(|(bookmark, top)| (bookmark, top + y)));
            }
            self.used += columns.lines;
            self.notes = columns.notes;
        }
    }
}
