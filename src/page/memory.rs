//! What the last round laid out of a volume, so that the next one lays out what has changed.
//!
//! A text is laid out anew unless its articles are the very ones of the last round, under
//! the same titles and units, a list unless its entries are equal; a page is finished anew
//! unless its text, its running head, its number, its side and the pages it leads to are the
//! same. Style and fonts are those of the memory's owner, who forgets it when they change.
//! Nothing older than the last round is kept.

use std::collections::BTreeMap;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::article::{Article, Image};
use crate::page::chapter::{self, Opening};
use crate::page::contents::Entry;
use crate::page::folio::Side;
use crate::page::laid_out::{Kept, Known, LaidOut, Text, move_elements};
use crate::page::setting::Setting;
use crate::page::structure::Contents;
use crate::page::{ElementId, Label, Page, Pages};
use crate::volume::Volume;

/// What was laid out in the last round, and what is in this one.
#[derive(Debug, Default)]
pub struct Memory {
    /// The language and the pictures that texts were laid out with.
    ground: (String, BTreeMap<String, Arc<Image>>),
    /// Texts by the address of their first article.
    texts: Rounds<usize, Opened>,
    /// Whether articles are brief, by their address and by whether a unit is named.
    brief: Rounds<(usize, bool), (Arc<Article>, bool)>,
    /// The lists of the last round and of this one; of contents one for each pass.
    lists_before: Vec<(Vec<Entry>, Arc<Known>)>,
    lists: Vec<(Vec<Entry>, Arc<Known>)>,
    /// The pages of the last round in their order.
    finished: Vec<Finished>,
    /// By page the elements of their contents.
    contents: Contents,
    /// The first of them by the number of their text, whose pages follow each other.
    starts: FxHashMap<u64, usize>,
    /// How the pages of this round were finished, and what those are that were finished in
    /// the last one.
    facts: Vec<(Option<Fact>, Option<Taken>)>,
    /// Numbers of texts and versions of pages that were given so far.
    count: u64,
}

/// What the last round knew and what is in this one. Where keys are addresses, the values
/// hold what is there: so nothing else can come to the same place.
#[derive(Debug)]
struct Rounds<K, V> {
    before: FxHashMap<K, V>,
    now: FxHashMap<K, V>,
}

/// Articles that share pages, with title and unit, and what they are laid out.
#[derive(Debug)]
struct Opened {
    openings: Vec<(Arc<Article>, String, Option<String>)>,
    text: Arc<Known>,
}

/// A page of the last round.
#[derive(Debug)]
struct Finished {
    /// What it was made of; nothing where no text is kept.
    fact: Option<Fact>,
    version: u64,
    /// Until this round has it.
    page: Option<Page>,
}

/// A page of the last round in this one.
#[derive(Debug, Clone, Copy)]
struct Taken {
    /// The place it had.
    index: usize,
    /// How far its elements are moved since.
    by: u32,
    version: u64,
}

/// How a page of a text was finished.
#[derive(Debug)]
struct Fact {
    /// The number of the text and the place in it.
    place: (u64, usize),
    head: Option<Arc<str>>,
    label: Label,
    side: Side,
    /// How many pages further on its links lead.
    pages: usize,
    /// How far the elements of the text were moved.
    by: u32,
}

// Derived, it would ask for defaults of keys and values.
impl<K, V> Default for Rounds<K, V> {
    fn default() -> Self {
        Self { before: FxHashMap::default(), now: FxHashMap::default() }
    }
}

impl<K: Hash + Eq + Copy, V> Rounds<K, V> {
    fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    fn get(&self, key: &K) -> Option<&V> {
        self.now.get(key).or_else(|| self.before.get(key))
    }

    /// Takes a value over from the last round.
    fn renew(&mut self, key: K) -> Option<&V> {
        if let Some(known) = self.before.remove(&key) {
            self.now.insert(key, known);
        }
        self.now.get(&key)
    }
}

impl Fact {
    fn of(kept: &Kept, (head, label, side): (Option<&Arc<str>>, &Label, Side)) -> Self {
        Self {
            place: (kept.text.number, kept.index),
            head: head.cloned(),
            label: label.clone(),
            side,
            pages: kept.pages,
            by: kept.by,
        }
    }

    /// Whether pages are the same but for the numbers of their elements.
    fn is_like(&self, other: &Self) -> bool {
        let Self { place, head, label, side, pages, by: _ } = self;
        (place, label, side, pages)
            == (&other.place, &other.label, &other.side, &other.pages)
            && *head == other.head
    }
}

impl Memory {
    /// Begins a round. What was laid out for another language or with other pictures is
    /// forgotten.
    pub(super) fn begin(&mut self, volume: &Volume) {
        self.texts.begin();
        self.brief.begin();
        self.lists_before = std::mem::take(&mut self.lists);
        self.facts.clear();
        let (language, images) = &self.ground;
        if (language, images) != (&volume.publication.language, &volume.images) {
            self.ground = (volume.publication.language.clone(), volume.images.clone());
            self.texts.before.clear();
            self.lists_before.clear();
            self.finished.clear();
        }
    }

    /// Whether an article is brief: as it is known, or as is answered.
    pub(super) fn is_brief(
        &mut self,
        opening: &Opening,
        answer: impl FnOnce() -> bool,
    ) -> bool {
        let key = (address(opening.article), opening.unit().is_some());
        if let Some((_, is_brief)) = self.brief.renew(key) {
            return *is_brief;
        }
        let is_brief = answer();
        self.brief.now.insert(key, (Arc::clone(opening.article), is_brief));
        is_brief
    }

    /// Lays texts out, those of the last round by heart.
    pub(super) fn lay_out(
        &mut self,
        setting: &Setting,
        flows: &[&Vec<Opening>],
    ) -> Vec<Text> {
        let known: Vec<Option<Arc<Known>>> =
            flows.iter().map(|flow| self.find(flow)).collect();
        let all = flows.par_iter().zip(known);
        let all: Vec<Result<Arc<Known>, LaidOut>> = all
            .map(|(flow, known)| known.ok_or_else(|| chapter::lay_out(setting, flow)))
            .collect();
        let texts = flows.iter().zip(all);
        texts.map(|(flow, text)| Text::Kept(self.remember(flow, text))).collect()
    }

    /// The text of the last round that is made of these articles.
    fn find(&self, flow: &[Opening]) -> Option<Arc<Known>> {
        let known = self.texts.get(&address(flow.first()?.article))?;
        let is_same = |(opening, known): (&Opening, &(Arc<Article>, String, _))| {
            let (article, title, unit) = known;
            let unit: &Option<String> = unit;
            Arc::ptr_eq(opening.article, article)
                && opening.title == title
                && opening.unit == unit.as_deref()
        };
        let all = known.openings.len() == flow.len()
            && flow.iter().zip(&known.openings).all(is_same);
        all.then(|| Arc::clone(&known.text))
    }

    /// Keeps a text for the next round.
    fn remember(
        &mut self,
        flow: &[Opening],
        text: Result<Arc<Known>, LaidOut>,
    ) -> Arc<Known> {
        let key = flow.first().map_or(0, |opening| address(opening.article));
        let text = match text {
            Ok(text) => {
                self.texts.renew(key);
                return text;
            }
            Err(laid_out) => Arc::new(Known::new(self.next(), laid_out)),
        };
        let opening = |opening: &Opening| {
            let (title, unit) = (opening.title.to_owned(), opening.unit);
            (Arc::clone(opening.article), title, unit.map(str::to_owned))
        };
        let openings = flow.iter().map(opening).collect();
        self.texts.now.insert(key, Opened { openings, text: Arc::clone(&text) });
        text
    }

    fn next(&mut self) -> u64 {
        self.count += 1;
        self.count
    }

    /// The contents list of these entries.
    pub(super) fn list(
        &mut self,
        entries: Vec<Entry>,
        lay_out: impl FnOnce(&[Entry]) -> LaidOut,
    ) -> Text {
        let mut known = self.lists_before.iter().chain(&self.lists);
        let known = known.find(|(known, _)| *known == entries);
        let list = match known {
            Some((_, list)) => Arc::clone(list),
            None => Arc::new(Known::new(self.next(), lay_out(&entries))),
        };
        self.lists.push((entries, Arc::clone(&list)));
        Text::Kept(list)
    }

    /// The next page, made of a page of a text under a running head with a label on a side,
    /// as the last round finished it, if it was finished so; and takes note how it is
    /// finished now.
    pub(super) fn page(
        &mut self,
        kept: Option<&Kept>,
        how: (Option<&Arc<str>>, &Label, Side),
    ) -> Option<Page> {
        let fact = kept.map(|kept| Fact::of(kept, how));
        let whole = kept.filter(|kept| !kept.has_loose()).and(fact.as_ref());
        let known = whole.and_then(|fact| self.take(fact));
        let (page, taken) = known.unzip();
        self.facts.push((fact, taken));
        page
    }

    /// Takes a page of the last round.
    fn take(&mut self, fact: &Fact) -> Option<(Page, Taken)> {
        let (text, index) = fact.place;
        let index = self.starts.get(&text)? + index;
        let finished = self.finished.get_mut(index)?;
        let before = finished.fact.as_ref().filter(|before| before.is_like(fact))?;
        let mut page = finished.page.take()?;
        let by = fact.by.wrapping_sub(before.by);
        if by != 0 {
            move_elements(&mut page.marks, &mut page.links, by);
        }
        Some((page, Taken { index, by, version: finished.version }))
    }

    /// The elements of the contents of a page of this round, as they were when the last one
    /// finished it, and how far they are moved since.
    pub(super) fn contents(&self, page: usize) -> Option<(&[ElementId], u32)> {
        let (_, taken) = self.facts.get(page)?;
        taken.map(|Taken { index, by, .. }| (self.contents.get(index), by))
    }

    /// The versions of finished pages: equal versions are equal pages, but for the numbers of
    /// their elements. A page finished anew may be the one that was at its place before.
    pub(super) fn versions(&mut self, pages: &[Page]) -> Vec<u64> {
        let Self { facts, finished, count, .. } = self;
        let version = |(index, page): (usize, &Page)| {
            let taken = facts.get(index).and_then(|(_, taken)| *taken);
            let known = taken.map(|taken| taken.version);
            let same = || finished.get(index).filter(|f| f.page.as_ref() == Some(page));
            known.or_else(|| same().map(|same| same.version)).unwrap_or_else(|| {
                *count += 1;
                *count
            })
        };
        pages.iter().enumerate().map(version).collect()
    }

    /// Ends the round: keeps its pages for the next one.
    pub fn keep(&mut self, pages: Pages) {
        self.texts.before.clear();
        self.brief.before.clear();
        self.lists_before.clear();
        self.starts.clear();
        let facts = std::mem::take(&mut self.facts).into_iter().map(|(fact, _)| fact);
        self.contents = pages.structure.into_contents();
        let all = pages.pages.into_iter().zip(pages.versions).zip(facts);
        let finished =
            |((page, version), fact)| Finished { fact, version, page: Some(page) };
        self.finished = all.map(finished).collect();
        for (index, finished) in self.finished.iter().enumerate() {
            if let Some(Fact { place: (text, 0), .. }) = finished.fact {
                self.starts.insert(text, index);
            }
        }
    }
}

/// Where an article is in memory.
fn address(article: &Arc<Article>) -> usize {
    Arc::as_ptr(article).addr()
}
