//! What the last round laid out of a volume, so that the next one lays out what has changed.
//!
//! A text is laid out anew unless its articles are the very ones of the last round, under
//! the same titles and units; a page is finished anew unless its text, its running head,
//! its number and its side are the same. Style and fonts are those of the memory's owner,
//! who forgets it when they change. Nothing older than the last round is kept.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::{Article, Image};
use crate::diag::Diagnostics;
use crate::page::chapter::{self, Opening};
use crate::page::contents::Entry;
use crate::page::fill::Body;
use crate::page::folio::Side;
use crate::page::setting::Setting;
use crate::page::structure::Tree;
use crate::page::text::Drawn;
use crate::page::{ElementId, Label, Link, Mark, Page, Pages};
use crate::volume::Volume;

/// What was laid out in the last round, and what is in this one.
#[derive(Debug, Default)]
pub struct Memory {
    /// The language and the pictures that texts were laid out with.
    ground: (String, BTreeMap<String, Arc<Image>>),
    /// The texts of the last round, by the path of their first article.
    before: BTreeMap<String, Arc<Text>>,
    /// Those of this round.
    now: BTreeMap<String, Arc<Text>>,
    /// The finished pages of the last round's texts, by the text and their place in it.
    finished: FxHashMap<(u64, usize), Finished>,
    /// Its other pages, with their versions.
    others: BTreeMap<usize, (u64, Page)>,
    /// The contents lists of the last round and of this one, one for each pass.
    lists_before: Vec<List>,
    lists: Vec<List>,
    /// How the pages of this round were finished.
    facts: Vec<Option<Fact>>,
    /// Numbers of texts and versions of pages that were given so far.
    count: u64,
}

/// Articles that share pages, laid out, and everything that entered beside style and fonts.
#[derive(Debug)]
struct Text {
    number: u64,
    openings: Vec<(Arc<Article>, String, Option<String>)>,
    bodies: Vec<Body>,
    /// By body whether marks belong to no element: those get one for their page, which is
    /// not known here.
    has_loose: Vec<bool>,
    tree: Tree,
    diagnostics: Diagnostics,
}

/// A contents list and everything that entered.
#[derive(Debug)]
struct List {
    entries: Vec<Entry>,
    laid_out: (Vec<Body>, Tree),
}

/// What a text was finished to on a page.
#[derive(Debug)]
struct Finished {
    fact: Fact,
    version: u64,
    page: Page,
}

/// How a page of a text was finished.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Fact {
    /// The text and the place in it.
    place: (u64, usize),
    head: Option<String>,
    label: Label,
    side: Side,
    /// How far the elements of the text were moved.
    by: u32,
    version: u64,
}

/// Articles laid out, as they are put into a section.
#[derive(Debug)]
pub(super) struct LaidOut {
    /// The pages; what is drawn on them stands in `kept` when that is there.
    pub(super) bodies: Vec<Body>,
    pub(super) tree: Tree,
    pub(super) diagnostics: Diagnostics,
    kept: Option<Arc<Text>>,
}

/// What a memory has of a page.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    text: Arc<Text>,
    index: usize,
    /// How far its elements are moved so far.
    by: u32,
}

impl LaidOut {
    /// Lays articles out that share pages.
    pub(super) fn new(setting: &Setting, flow: &[Opening]) -> Self {
        let (bodies, tree, diagnostics) = chapter::lay_out(setting, flow);
        Self { bodies, tree, diagnostics, kept: None }
    }

    fn of(text: &Arc<Text>) -> Self {
        let body = |body: &Body| Body {
            drawn: Drawn::default(),
            bookmarks: body.bookmarks.clone(),
            is_picture: body.is_picture,
            origin: body.origin,
        };
        Self {
            bodies: text.bodies.iter().map(body).collect(),
            tree: text.tree.clone(),
            diagnostics: text.diagnostics.clone(),
            kept: Some(Arc::clone(text)),
        }
    }

    /// What the memory has of its pages, when the elements are moved by so many.
    pub(super) fn kept(&self, by: u32) -> impl Fn(usize) -> Option<Kept> + use<> {
        let kept = self.kept.clone();
        move |index| kept.clone().map(|text| Kept { text, index, by })
    }
}

impl Kept {
    /// Moves its elements further.
    pub(super) fn shift(&mut self, by: u32) {
        self.by += by;
    }

    /// What is drawn.
    pub(super) fn drawn(&self) -> Drawn {
        let body = self.text.bodies.get(self.index);
        let mut drawn = body.map(|body| body.drawn.clone()).unwrap_or_default();
        move_elements(&mut drawn.marks, &mut drawn.links, |id| id.wrapping_add(self.by));
        drawn
    }
}

/// Moves the elements that marks and links name; the document stays itself.
fn move_elements(marks: &mut [Mark], links: &mut [Link], to: impl Fn(u32) -> u32) {
    let marks = marks.iter_mut().filter_map(Mark::element_mut);
    for ElementId(id) in marks.chain(links.iter_mut().map(|link| &mut link.element)) {
        if *id != 0 {
            *id = to(*id);
        }
    }
}

impl Memory {
    /// Begins a round. What was laid out for another language or with other pictures is
    /// forgotten.
    pub(super) fn begin(&mut self, volume: &Volume) {
        let ground = (volume.publication.language.clone(), volume.images.clone());
        self.before = std::mem::take(&mut self.now);
        self.lists_before = std::mem::take(&mut self.lists);
        self.facts.clear();
        if self.ground != ground {
            self.before.clear();
            self.lists_before.clear();
            self.ground = ground;
        }
    }

    /// Lays texts out, those of the last round by heart.
    pub(super) fn lay_out(
        &mut self,
        setting: &Setting,
        flows: &[&Vec<Opening>],
    ) -> Vec<LaidOut> {
        let known: Vec<Option<Arc<Text>>> =
            flows.iter().map(|flow| self.find(flow)).collect();
        let all = flows.par_iter().zip(known);
        let all: Vec<Result<Arc<Text>, LaidOut>> = all
            .map(|(flow, known)| known.ok_or_else(|| LaidOut::new(setting, flow)))
            .collect();
        let texts = flows.iter().zip(all).map(|(flow, text)| {
            let text = text.unwrap_or_else(|new| self.text(flow, new));
            let laid_out = LaidOut::of(&text);
            self.now.insert(path(flow), text);
            laid_out
        });
        texts.collect()
    }

    /// The text of the last round that is made of these articles, or one of this round.
    fn find(&self, flow: &[Opening]) -> Option<Arc<Text>> {
        let path = path(flow);
        let known = self.now.get(&path).or_else(|| self.before.get(&path))?;
        let is_same = |(opening, known): (&Opening, &(Arc<Article>, String, _))| {
            let (article, title, unit) = known;
            let unit: &Option<String> = unit;
            Arc::ptr_eq(opening.article, article)
                && opening.title == title
                && opening.unit == unit.as_deref()
        };
        let all = known.openings.len() == flow.len()
            && flow.iter().zip(&known.openings).all(is_same);
        all.then(|| Arc::clone(known))
    }

    fn text(&mut self, flow: &[Opening], new: LaidOut) -> Arc<Text> {
        let LaidOut { bodies, tree, diagnostics, .. } = new;
        let opening = |opening: &Opening| {
            let (title, unit) = (opening.title.to_owned(), opening.unit);
            (Arc::clone(opening.article), title, unit.map(str::to_owned))
        };
        let openings = flow.iter().map(opening).collect();
        let number = self.next();
        let is_loose = |mark: &Mark| mark.element() == Some(ElementId(0));
        let has_loose = |body: &Body| body.drawn.marks.iter().any(is_loose);
        let has_loose = bodies.iter().map(has_loose).collect();
        Arc::new(Text { number, openings, bodies, has_loose, tree, diagnostics })
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// The contents list of these entries.
    pub(super) fn list(
        &mut self,
        entries: Vec<Entry>,
        lay_out: impl FnOnce(&[Entry]) -> (Vec<Body>, Tree),
    ) -> (Vec<Body>, Tree) {
        let mut known = self.lists_before.iter().chain(&self.lists);
        let known = known.find(|list| list.entries == entries);
        let laid_out = match known {
            Some(list) => list.laid_out.clone(),
            None => lay_out(&entries),
        };
        self.lists.push(List { entries, laid_out: laid_out.clone() });
        laid_out
    }

    /// The page of a text as the last round finished it, if it was finished so; and takes
    /// note how it is finished now.
    pub(super) fn page(
        &mut self,
        kept: Option<&Kept>,
        (head, label, side): (Option<&str>, &Label, Side),
    ) -> Option<Page> {
        let Some(kept) = kept else {
            self.facts.push(None);
            return None;
        };
        let place = (kept.text.number, kept.index);
        let mut fact = Fact {
            place,
            head: head.map(str::to_owned),
            label: label.clone(),
            side,
            by: kept.by,
            version: 0,
        };
        let is_same = |finished: &Finished| {
            let Fact { head, label, side, .. } = &finished.fact;
            (head, label, side) == (&fact.head, &fact.label, &fact.side)
        };
        let has_loose = kept.text.has_loose.get(kept.index).is_some_and(|loose| *loose);
        let finished = self.finished.remove(&place).filter(is_same);
        let finished = finished.filter(|_| !has_loose);
        fact.version = match &finished {
            Some(finished) => finished.version,
            None => self.next(),
        };
        let by = kept.by;
        self.facts.push(Some(fact));
        let Finished { fact, mut page, .. } = finished?;
        if fact.by != by {
            let to = by.wrapping_sub(fact.by);
            move_elements(&mut page.marks, &mut page.links, |id| id.wrapping_add(to));
        }
        Some(page)
    }

    /// The versions of finished pages: equal versions are equal pages, but for the numbers of
    /// their elements.
    pub(super) fn versions(&mut self, pages: &[Page]) -> Vec<u64> {
        let facts = std::mem::take(&mut self.facts);
        let version = |(index, page): (usize, &Page)| match facts.get(index) {
            Some(Some(fact)) => fact.version,
            _ => match self.others.get(&index).filter(|(_, other)| other == page) {
                Some((version, _)) => *version,
                None => {
                    self.count += 1;
                    self.count
                }
            },
        };
        let versions = pages.iter().enumerate().map(version).collect();
        self.facts = facts;
        versions
    }

    /// Ends the round: keeps its pages for the next one.
    pub fn keep(&mut self, pages: Pages) {
        self.before.clear();
        self.lists_before.clear();
        self.finished.clear();
        self.others.clear();
        let facts = std::mem::take(&mut self.facts);
        let all = pages.pages.into_iter().zip(pages.versions).zip(facts);
        for (index, ((page, version), fact)) in all.enumerate() {
            match fact {
                Some(fact) => {
                    let place = fact.place;
                    self.finished.insert(place, Finished { fact, version, page });
                }
                None => {
                    self.others.insert(index, (version, page));
                }
            }
        }
    }
}

/// What a text is found by.
fn path(flow: &[Opening]) -> String {
    flow.first().map(|opening| opening.article.path.clone()).unwrap_or_default()
}
