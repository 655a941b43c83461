//! The files of content/ as they come in: articles, and what is wrong with them.
//!
//! A library may be larger than memory. What no longer has room there is read, remembered
//! by its digest and as an outline, and put away: whoever builds a volume of it reads it
//! again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

use rayon::prelude::*;

use crate::article::{Article, Image};
use crate::diag::{Diagnostics, FileId};
use crate::limits::Limits;
use crate::markdown;
use crate::project::{Config, Keep, Project};
use crate::repeats::Print;
use crate::trace::{self, Digest};
use crate::volume::{outline, prints};

/// So many bytes of texts and pictures stay in memory: as much as a publication of two
/// thousand articles has. What is put away is read twice, which costs a hundredth of
/// laying it out.
const ROOM: usize = 16 << 20;

/// The digests of files that have been put away, by path.
pub(crate) type Away = Arc<BTreeMap<String, Digest>>;

/// Fewer articles than these are read before other threads have woken up.
const FEW: usize = 64;

/// A text, the article in it and what is wrong with it.
#[derive(Debug, Clone)]
pub(crate) struct Text {
    file: FileId,
    text: Arc<str>,
    limits: Limits,
    article: Arc<Article>,
    found: Diagnostics,
}

impl Text {
    /// Whether it would be read from a text of a project.
    fn is_of(&self, text: &Arc<str>, project: &Project) -> bool {
        let is_text = Arc::ptr_eq(&self.text, text) || self.text == *text;
        is_text && self.limits == project.limits
    }
}

/// What has come in so far.
#[derive(Debug, Default)]
pub(crate) struct Intake {
    /// The articles, in the order of their files.
    articles: Vec<Arc<Article>>,
    /// Their fingerprints, when some of them may go for others.
    prints: Vec<Print>,
    /// What is wrong with them.
    diagnostics: Diagnostics,
    /// What becomes of articles that repeat each other, once huikan.toml has been read.
    keep: Option<Keep>,
    /// The picture that came in last.
    last_image: Option<String>,
    /// Bytes that stay in memory.
    used: usize,
    /// What is left of texts that do not.
    nothing: Arc<str>,
    /// Digests of the files that have been put away, by path.
    away: BTreeMap<String, Digest>,
}

impl Intake {
    /// Reads the articles that a project has got since the last time.
    pub(crate) fn read(&mut self, project: &Project) {
        let one = |file: &FileId| {
            let mut found = Diagnostics::new();
            let article =
                markdown::read(&mut found, &project.files, *file, &project.limits);
            (Arc::new(article), found)
        };
        let new = &project.content[self.articles.len()..];
        let read: Vec<_> = match new.len() < FEW {
            true => new.iter().map(one).collect(),
            false => new.par_iter().map(one).collect(),
        };
        let (articles, found): (Vec<_>, Vec<_>) = read.into_iter().unzip();
        found.into_iter().for_each(|found| self.diagnostics.append(found));
        self.add(project, articles);
    }

    /// Reads the articles of a project, those by heart that are known.
    pub(crate) fn read_again(&mut self, project: &Project, known: &[Text]) -> Vec<Text> {
        let known: BTreeMap<FileId, &Text> =
            known.iter().map(|text| (text.file, text)).collect();
        let one = |file: &FileId| {
            let text = project.files.text(*file);
            if let Some(known) =
                known.get(file).filter(|known| known.is_of(text, project))
            {
                return (*known).clone();
            }
            let mut found = Diagnostics::new();
            let article = Arc::new(markdown::read(
                &mut found,
                &project.files,
                *file,
                &project.limits,
            ));
            let (text, limits) = (Arc::clone(text), project.limits);
            Text { file: *file, text, limits, article, found }
        };
        let texts: Vec<Text> = project.content.par_iter().map(one).collect();
        texts.iter().for_each(|text| self.diagnostics.append(text.found.clone()));
        let articles = texts.iter().map(|text| Arc::clone(&text.article)).collect();
        self.add(project, articles);
        texts
    }

    /// Adds articles that have been read.
    fn add(&mut self, project: &Project, articles: Vec<Arc<Article>>) {
        let keep = *self.keep.get_or_insert_with(|| Config::keep_of(project));
        self.prints.extend(prints(keep, &articles));
        self.articles.extend(articles);
    }

    /// Reads them, and takes out of the project what has no room.
    pub(crate) fn take(&mut self, project: &mut Project) {
        let first = self.articles.len();
        self.read(project);
        for place in first..self.articles.len() {
            let file = project.content[place];
            let text = Arc::clone(project.files.text(file));
            if self.has_room(text.len()) {
                continue;
            }
            let article = &mut self.articles[place];
            self.away.insert(article.path.clone(), trace::of_bytes(text.as_bytes()));
            *article = Arc::new(outline(article));
            project.files.set(file, Arc::clone(&self.nothing));
        }
        let last = self.last_image.take();
        let after = last.as_ref().map_or(Bound::Unbounded, Bound::Excluded);
        let new = project.images.range_mut::<String, _>((after, Bound::Unbounded));
        for (path, image) in new {
            if !self.has_room(image.bytes.len()) {
                self.away.insert(path.clone(), trace::of_bytes(&image.bytes));
                *image = Arc::new(Image { bytes: [].into(), ..(**image).clone() });
            }
            self.last_image = Some(path.clone());
        }
        self.last_image = self.last_image.take().or(last);
    }

    fn has_room(&mut self, bytes: usize) -> bool {
        let has_room = self.used + bytes <= ROOM;
        self.used += if has_room { bytes } else { 0 };
        has_room
    }

    /// The articles with their fingerprints, and what has been put away. What is wrong with
    /// the articles is reported, but for those whose characters are wrong: what else is
    /// wrong with such a text says nothing.
    pub(crate) fn finish(
        mut self,
        diagnostics: &mut Diagnostics,
        (project, garbled): (&Project, &BTreeSet<String>),
    ) -> (Vec<Arc<Article>>, Vec<Print>, Away) {
        let is_garbled = |file: &str| garbled.contains(file);
        self.diagnostics
            .retain(|found| !found.file(&project.files).is_some_and(is_garbled));
        diagnostics.append(self.diagnostics);
        (self.articles, self.prints, Arc::new(self.away))
    }
}
