//! What stands before and behind the articles: title pages, the colophon, preface and
//! afterword, and the lists: contents, indexes, sources.
//!
//! Lists before the articles name pages behind them, so how long they are moves the places
//! they lead to (not the numbers, which start anew with the text). They are laid out until
//! nothing moves any more: as a rule twice.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::article::Article;
use crate::diag::Diagnostics;
use crate::geom::Length;
use crate::page::book;
use crate::page::chapter::{self, Opening};
use crate::page::contents::{self, Entry};
use crate::page::folio;
use crate::page::index;
use crate::page::laid_out::{LaidOut, Text};
use crate::page::matter;
use crate::page::memory::Memory;
use crate::page::section::{Leaf, Section};
use crate::page::setting::{Scope, Setting};
use crate::page::structure::Role;
use crate::page::{Label, Place};
use crate::style::Words;
use crate::volume::{Matter, Volume};

/// What stands before the articles, and what is to be said about it.
#[derive(Debug, Default)]
pub(super) struct Front {
    pub(super) section: Section,
    pub(super) diagnostics: Diagnostics,
}

/// How often lists may be laid out again. Each time more of what they name is in place.
const MOST_PASSES: usize = 4;

/// Lays out what stands before the articles; an even number of pages.
pub(super) fn front(
    setting: &Setting,
    volume: &Volume,
    text: &Section,
    mut memory: Option<&mut Memory>,
) -> Front {
    let mut known = Known::default();
    let mut front = Front::default();
    for _ in 0..MOST_PASSES {
        front = pass(setting, volume, (text, &known), memory.as_deref_mut());
        let found = Known::of(&front.section);
        if found == known {
            break;
        }
        known = found;
    }
    front
}

/// What a pass leaves for the next one.
#[derive(Debug, Default, PartialEq, Eq)]
struct Known {
    /// Pages before the text.
    pages: usize,
    /// What the contents say about them.
    entries: Vec<(String, Option<String>, String, Place)>,
}

impl Known {
    fn of(section: &Section) -> Self {
        let entries = section.entries.iter().cloned();
        let parts = |entry: Entry| (entry.title, entry.unit, entry.number, entry.place);
        Self { pages: section.leaves.len(), entries: entries.map(parts).collect() }
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.entries.iter().map(|(title, unit, number, place)| {
            let entry = Entry::of(title, unit.as_deref(), *place);
            Entry { number: number.clone(), ..entry }
        })
    }
}

fn pass(
    setting: &Setting,
    volume: &Volume,
    (text, known): (&Section, &Known),
    mut memory: Option<&mut Memory>,
) -> Front {
    let mut scope = Scope::new(None);
    let mut section = Section::default();
    for item in &volume.front {
        let first = section.entries.len();
        match item {
            Matter::Contents => {
                let memory = memory.as_deref_mut();
                add_contents(setting, volume, (text, known, memory), &mut section);
            }
            _ => add(
                setting,
                &mut scope,
                volume,
                *item,
                (&text.extents, known.pages),
                &mut section,
            ),
        }
        for entry in &mut section.entries[first..] {
            let number = u32::try_from(entry.place.page + 1).unwrap_or(0);
            entry.number = folio::number(&Label::Roman(number));
        }
    }
    section.pad_to_recto();
    Front { section, diagnostics: scope.diagnostics }
}

/// Adds what stands behind the articles to their pages.
pub(super) fn back(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    text: &mut Section,
) {
    // The lists name pages before them, which stand already.
    let extents = text.extents.clone();
    for item in &volume.back {
        // As the last page of the book a colophon is the back of a leaf.
        if *item == Matter::Colophon && text.leaves.len().is_multiple_of(2) {
            text.leaves.push(Leaf::default());
        }
        add(setting, scope, volume, *item, (&extents, 0), text);
    }
}

/// Adds one item. Lists name the pages of `extents`, before which there are so many.
fn add(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    item: Matter,
    (extents, before): (&[(usize, usize)], usize),
    section: &mut Section,
) {
    let words = &setting.style.words;
    match item {
        Matter::HalfTitle | Matter::TitlePage => {
            section.pad_to_recto();
            let draw = match item {
                Matter::HalfTitle => matter::half_title,
                _ => matter::title_page,
            };
            let mut own = Scope::new(None);
            let drawn = draw(setting, &mut own, volume);
            section.add_page(drawn, own, &mut scope.diagnostics);
        }
        Matter::Colophon => {
            section.add_outline(&words.colophon, section.here());
            let element = section.tree.add(Role::Section);
            section.colophon = Some((section.leaves.len(), element));
            section.leaves.push(Leaf::default());
        }
        Matter::Preface => {
            add_article(setting, scope, volume, volume.preface.as_ref(), section)
        }
        Matter::Afterword => {
            add_article(setting, scope, volume, volume.afterword.as_ref(), section);
        }
        Matter::Contents => {}
        Matter::UnitIndex | Matter::AuthorIndex => {
            let (title, groups) = match item {
                Matter::UnitIndex => (&words.unit_index, volume.unit_index()),
                _ => (&words.author_index, volume.author_index()),
            };
            let list = index::lay_out(setting, title, &groups, (extents, before));
            add_list(section, title, list);
        }
        Matter::Sources => {
            let entries = sources(volume, words, (extents, before));
            let list = contents::lay_out(setting, Some(&words.sources), &entries);
            add_list(section, &words.sources, list);
        }
    }
}

/// Adds the pages of a list with its lines in outline and contents.
fn add_list(section: &mut Section, title: &str, list: LaidOut) {
    let place = section.here();
    section.add_outline(title, place);
    section.entries.push(Entry::of(title, None, place));
    section.add_list(title, Text::Own(list));
}

/// Adds an article that stands apart.
fn add_article(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    apart: Option<&Arc<Article>>,
    section: &mut Section,
) {
    let Some(apart) = apart else { return };
    let title = apart.title.clone().unwrap_or_default();
    let opening = Opening { article: apart, title: &title, unit: apart.unit.as_deref() };
    let mut laid_out = chapter::lay_out(setting, &[opening]);
    scope.diagnostics.append(std::mem::take(&mut laid_out.diagnostics));
    let (text, mut outline) = (Text::Own(laid_out), Vec::new());
    book::article(setting, volume, (text, 0), section, &mut outline);
    section.outline.append(&mut outline);
}

/// Adds the contents list.
fn add_contents(
    setting: &Setting,
    volume: &Volume,
    (text, known, memory): (&Section, &Known, Option<&mut Memory>),
    section: &mut Section,
) {
    if text.entries.is_empty() {
        return;
    }
    let title = &setting.style.words.contents;
    section.pad_to_recto();
    section.add_outline(title, section.here());
    let mut entries: Vec<Entry> = known.entries().collect();
    entries.extend(text.entries.iter().cloned().map(|mut entry| {
        entry.place.page += known.pages;
        entry
    }));
    let units: BTreeSet<&str> =
        volume.chapters().filter_map(|chapter| Opening::of(chapter).unit()).collect();
    if units.len() < 2 || !setting.style.contents.units {
        entries.iter_mut().for_each(|entry| entry.unit = None);
    }
    let lay_out = |entries: &[Entry]| contents::lay_out(setting, Some(title), entries);
    let list = match memory {
        Some(memory) => memory.list(entries, lay_out),
        None => Text::Own(lay_out(&entries)),
    };
    section.add_list(title, list);
}

/// The list of sources: each file, below it the articles that came from it, and where in
/// it they stand.
fn sources(
    volume: &Volume,
    words: &Words,
    (extents, before): (&[(usize, usize)], usize),
) -> Vec<Entry> {
    let mut files: Vec<(&str, Vec<Entry>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (chapter, (first, _)) in volume.chapters().zip(extents) {
        let Some(source) = chapter.article.source.as_deref() else { continue };
        let lines = chapter.article.lines.iter();
        let lines: Vec<String> =
            lines.map(|(first, last)| range(*first, *last)).collect();
        let lines = (!lines.is_empty()).then(|| {
            format!("{}{}{}", words.line_before, lines.join("、"), words.line_after)
        });
        let place = Place { page: first + before, y: Length::ZERO };
        let number = (first + 1).to_string();
        let entry = Entry::of(&chapter.title, lines.as_deref(), place);
        let file = *places.entry(source).or_insert_with(|| {
            files.push((source, Vec::new()));
            files.len() - 1
        });
        files[file].1.push(Entry { number, indent: 1, ..entry });
    }
    let head = |source: &str| Entry {
        number: String::new(),
        is_part: true,
        ..Entry::of(source, None, Place { page: 0, y: Length::ZERO })
    };
    files
        .into_iter()
        .flat_map(|(source, entries)| std::iter::once(head(source)).chain(entries))
        .collect()
}

/// A range of numbers.
pub(super) fn range<T: PartialEq + std::fmt::Display>(first: T, last: T) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
