//! Why an article begins where it does, in numbers that a person can weigh: the points
//! of the reading that was taken, what each sign of the source adds to them, and the
//! reading that came second.
//!
//! What a sign adds is found by leaving it out and scoring once more, so that no weight
//! has to be kept here beside those of `evidence`. That takes time, and is done only
//! when somebody asks.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::import::articles::{self, Article, Use};
use crate::import::blocks::{Block, Group};
use crate::import::cluster;
use crate::import::contents::Announced;
use crate::import::evidence::{NEVER, Scene};
use crate::import::lines::Line;
use crate::import::{Kind, Report};

/// Why an article begins where it does.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reading {
    /// The line on which what it says stands.
    pub line: u32,
    /// What the lines were read as: a key of the message files.
    #[serde(rename = "as")]
    pub role: &'static str,
    /// Points of this reading by itself; a point is roughly a threefold likelihood.
    pub points: f64,
    /// What each sign adds: keys of the message files, the weightiest first.
    pub signs: Vec<(&'static str, f64)>,
    /// What the lines would be otherwise, and how many points that is behind; `None` where
    /// nothing else was possible.
    pub otherwise: Option<(&'static str, f64)>,
}

/// Blocks before and after one that can have a part in its score.
const AROUND: (usize, usize) = (2, 3);

/// Adds the readings of all articles to their drafts, which begin on the same lines.
pub(crate) fn add(report: &mut Report, scene: &Scene<'_, '_>, articles: &[Article]) {
    let mut found: BTreeMap<u32, Vec<Reading>> = articles
        .iter()
        .map(|article| readings(scene, article))
        .filter_map(|readings| Some((readings.first()?.line, readings)))
        .collect();
    for draft in report.articles.iter_mut().filter(|draft| draft.kind != Kind::Toc) {
        let line = draft.lines.first().map_or(0, |(line, _)| *line);
        draft.readings = found.remove(&line).unwrap_or_default();
    }
}

/// The readings of an article: of its beginning, and of its title when that stands
/// elsewhere.
fn readings(scene: &Scene<'_, '_>, article: &Article) -> Vec<Reading> {
    let Some((first, use_)) = article.blocks.first().copied() else { return Vec::new() };
    let mut start = reading(scene, first, use_);
    start.otherwise = article.otherwise.map(|(use_, lead)| (name(use_), points(lead)));
    let is_title = |use_: Use| matches!(use_, Use::After | Use::Inside);
    let title = article.blocks.iter().copied().find(|(_, use_)| is_title(*use_));
    let title = title.map(|(at, use_)| reading(scene, at, use_));
    std::iter::once(start).chain(title).collect()
}

/// The key of a use.
fn name(use_: Use) -> &'static str {
    match use_ {
        Use::Text => "reading-text",
        Use::Start => "reading-start",
        Use::Heading => "reading-heading",
        Use::Before => "reading-before",
        Use::After => "reading-after",
        Use::Inside => "reading-inside",
        Use::Aside => "reading-aside",
        Use::Lead => "reading-lead",
        Use::Opening => "reading-opening",
        Use::Brief | Use::NextBrief => "reading-brief",
        Use::Named => "reading-before",
        Use::Signature => "reading-signature",
    }
}

/// Tenths of a point as points.
fn points(tenths: i32) -> f64 {
    f64::from(tenths) / 10.0
}

fn reading(scene: &Scene<'_, '_>, at: usize, use_: Use) -> Reading {
    let window = Window::around(scene, at);
    let whole = window.score(scene, use_);
    let mut signs: Vec<(&'static str, f64)> = SIGNS
        .iter()
        .filter_map(|(key, take_away)| {
            let mut without = window.clone();
            take_away(&mut without).then(|| (*key, whole - without.score(scene, use_)))
        })
        .filter(|(_, weight)| *weight != 0 && weight.abs() < -NEVER / 2)
        .map(|(key, weight)| (key, points(weight)))
        .collect();
    signs.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
    let line = scene.first(at).number;
    Reading { line, role: name(use_), points: points(whole), signs, otherwise: None }
}

/// A block with those around it, by itself, so that something can be changed in it.
#[derive(Clone)]
struct Window<'a> {
    lines: Vec<Line<'a>>,
    blocks: Vec<Block>,
    at: usize,
    /// Whether the contents list counts.
    contents: bool,
    /// Whether texts run on over the pages of the source.
    running: bool,
}

/// A sign by its key, and how to take it away; `false` when it is not there.
type Sign = (&'static str, fn(&mut Window<'_>) -> bool);

const SIGNS: [Sign; 12] = [
    ("sign-page", |window| std::mem::take(&mut window.first().page)),
    ("sign-label", |window| std::mem::take(&mut window.first().label)),
    ("sign-gap", |window| std::mem::take(&mut window.first().gap) > 0),
    ("sign-break", |window| {
        let next = window.at + 1;
        next < window.blocks.len() && {
            let line = window.blocks[next].lines()[0];
            std::mem::take(&mut window.lines[line].page)
        }
    }),
    ("sign-bold", |window| {
        let lines = window.blocks[window.at].lines().to_vec();
        let bold = |at: usize| std::mem::take(&mut window.lines[at].doubled);
        lines.into_iter().map(bold).fold(false, |any, bold| any | bold)
    }),
    ("sign-contents", |window| std::mem::take(&mut window.contents)),
    ("sign-text", |window| {
        for at in [window.at.wrapping_sub(1), window.at + 1] {
            let Some(block) = window.blocks.get(at) else { continue };
            block
                .lines()
                .to_vec()
                .iter()
                .for_each(|at| window.lines[*at].text = "".into());
        }
        true
    }),
    ("sign-unit", |window| {
        window.drop_lines(|cluster| cluster.unit.into_iter().collect())
    }),
    ("sign-date", |window| {
        window.drop_lines(|cluster| cluster.date.iter().map(|(_, at)| *at).collect())
    }),
    ("sign-byline", |window| window.drop_lines(|cluster| cluster.bylines.clone())),
    ("sign-subtitle", |window| window.drop_lines(|cluster| cluster.subtitle.clone())),
    ("sign-note", |window| {
        let has_note = window.scene(&Announced::default()).is_after_note(window.at);
        if has_note && let Some(before) = window.at.checked_sub(1) {
            let lines = window.blocks[before].lines().to_vec();
            lines.iter().for_each(|at| window.lines[*at].text = "字。".into());
        }
        has_note
    }),
];

impl<'a> Window<'a> {
    fn around(scene: &Scene<'a, '_>, at: usize) -> Self {
        let from = at.saturating_sub(AROUND.0);
        let to = (at + 1 + AROUND.1).min(scene.blocks.len());
        let mut lines = Vec::new();
        let mut blocks = Vec::new();
        for block in &scene.blocks[from..to] {
            let first = lines.len();
            lines.extend(block.lines().iter().map(|at| scene.lines[*at].clone()));
            let numbers: Vec<usize> = (first..lines.len()).collect();
            blocks.push(match block {
                Block::Paragraph(_) => Block::Paragraph(numbers),
                Block::Group(group) => {
                    Block::Group(Group { lines: numbers, inside: group.inside })
                }
            });
        }
        let running = scene.running;
        Self { lines, blocks, at: at - from, contents: true, running }
    }

    fn first(&mut self) -> &mut Line<'a> {
        let at = self.blocks[self.at].lines()[0];
        &mut self.lines[at]
    }

    fn scene<'b>(&'b self, announced: &'b Announced) -> Scene<'a, 'b> {
        let (lines, running) = (self.lines.as_slice(), self.running);
        Scene { lines, blocks: &self.blocks, announced, running }
    }

    /// The points of a use, in tenths.
    fn score(&self, scene: &Scene<'_, '_>, use_: Use) -> i32 {
        let nothing = Announced::default();
        let announced = if self.contents { scene.announced } else { &nothing };
        articles::score(&self.scene(announced), self.at, use_)
    }

    /// Takes lines of a group away; `false` when there are none, or none would be left.
    fn drop_lines(&mut self, which: fn(&cluster::Cluster) -> Vec<usize>) -> bool {
        let Block::Group(group) = &mut self.blocks[self.at] else { return false };
        let dropped = which(&cluster::read(&self.lines, group));
        let kept: Vec<usize> =
            group.lines.iter().copied().filter(|at| !dropped.contains(at)).collect();
        if dropped.is_empty() || kept.is_empty() {
            return false;
        }
        // The place of the group is not taken away with its first line.
        let first = &self.lines[group.lines[0]];
        let (page, label, gap) = (first.page, first.label, first.gap);
        let line = &mut self.lines[kept[0]];
        (line.page, line.label, line.gap) = (page, label, gap);
        group.lines = kept;
        true
    }
}
