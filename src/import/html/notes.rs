//! Footnotes of a web page: links to a place that links back.
//!
//! A reference is a link of a few characters to an element of the same page (`#fn1`) in
//! which another link leads back to it; anything else is a link and stays one.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::import::html::body::below;
use crate::import::html::choose::Page;
use crate::import::html::tree::Tree;

/// The longest reference: `[12]`, `注１２`.
const LONGEST: usize = 6;

/// How far above a link its identifier may stand: `<sup id="ref1"><a href="#fn1">`.
const ABOVE: usize = 3;

/// The most nodes of a note: a note is a few sentences.
const MOST_NODES: usize = 500;

/// The notes of a page.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The number of the note that a link refers to.
    pub(super) numbers: BTreeMap<usize, usize>,
    /// The element of each note that was not read yet.
    pub(super) texts: BTreeMap<usize, usize>,
    /// The elements of notes, which are no paragraphs of the text.
    pub(super) blocks: BTreeSet<usize>,
    /// The links that lead back.
    pub(super) backward: BTreeSet<usize>,
    /// The notes that were referred to and are read next.
    pub(super) wanted: VecDeque<usize>,
    /// Whether a note is being read.
    pub(super) is_open: bool,
}

/// Finds the notes of a page.
pub(super) fn find(tree: &Tree, page: &Page) -> Notes {
    let mut notes = Notes::default();
    let mut known: BTreeMap<usize, usize> = BTreeMap::new();
    let places = places(tree);
    let mut links: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for at in (0..tree.nodes.len()).filter(|at| page.dropped[*at].is_none()) {
        let Some(target) = leads_to(tree, &places, at) else { continue };
        let is_short = (1..=LONGEST).contains(&page.length(at));
        if !is_short || notes.backward.contains(&at) {
            continue;
        }
        let Some(block) = block(tree, target) else { continue };
        let links = links.entry(block).or_insert_with(|| links_in(tree, &places, block));
        let back = links.iter().filter(|(_, to)| is_at(tree, *to, at));
        let back: Vec<usize> = back.map(|(link, _)| *link).collect();
        let is_outside = !links.iter().any(|(link, _)| *link == at);
        if !back.is_empty() && is_outside && page.dropped[block].is_none() {
            let next = known.len() + 1;
            let number = *known.entry(block).or_insert(next);
            notes.numbers.insert(at, number);
            notes.texts.insert(number, block);
            notes.blocks.insert(block);
            notes.backward.extend(back);
        }
    }
    notes
}

/// The elements by the names under which links find them.
fn places(tree: &Tree) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    for (at, node) in tree.nodes.iter().enumerate() {
        let name = if node.name == "a" { node.attribute("name") } else { "" };
        for name in [node.attribute("id"), name].into_iter().filter(|n| !n.is_empty()) {
            places.entry(name).or_insert(at);
        }
    }
    places
}

/// The links in a block and where they lead; none in one that is too large for a note.
fn links_in(
    tree: &Tree,
    places: &BTreeMap<&str, usize>,
    block: usize,
) -> Vec<(usize, usize)> {
    if below(tree, block).nth(MOST_NODES).is_some() {
        return Vec::new();
    }
    let links = below(tree, block);
    links.filter_map(|link| Some((link, leads_to(tree, places, link)?))).collect()
}

/// Where a link leads on its own page.
fn leads_to(tree: &Tree, places: &BTreeMap<&str, usize>, at: usize) -> Option<usize> {
    let node = &tree.nodes[at];
    let name = node.attribute("href").strip_prefix('#').filter(|_| node.name == "a")?;
    places.get(name).copied()
}

/// The paragraph or item that a place stands in.
fn block(tree: &Tree, mut at: usize) -> Option<usize> {
    while at != 0 {
        match tree.nodes[at].name.as_str() {
            "li" | "p" | "dd" => return Some(at),
            "div" | "section" | "aside" => return Some(at),
            "body" | "article" | "main" | "ol" | "ul" | "table" => return None,
            _ => at = tree.nodes[at].parent,
        }
    }
    None
}

/// Whether a place is a link or right around it or in it.
fn is_at(tree: &Tree, place: usize, link: usize) -> bool {
    let mut above = link;
    for _ in 0..=ABOVE {
        if above == place {
            return true;
        }
        above = tree.nodes[above].parent;
    }
    tree.nodes[place].parent == link
}
