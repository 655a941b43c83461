//! Articles as runs of blocks into drafts with title, unit, persons and text.

use std::collections::BTreeSet;

use crate::import::articles::{Article, Use};
use crate::import::blocks::Block;
use crate::import::clean;
use crate::import::cluster::Cluster;
use crate::import::contents::Contents;
use crate::import::decisions::Settled;
use crate::import::evidence::Scene;
use crate::import::flow;
use crate::import::forms;
use crate::import::lines::Line;
use crate::import::numbered::Numbered;
use crate::import::odds;
use crate::import::organs;
use crate::import::people;
use crate::import::reflow;
use crate::import::{
    Draft, DraftBlock, DraftBlockKind, DraftNote, Kind, LeftOut, Report,
};

/// Untitled texts up to this many characters beside a section label are boxes.
const LONGEST_BOX: usize = 500;

/// The report of a source from what was found.
pub(crate) fn assemble(
    text: &str,
    scene: &Scene<'_, '_>,
    (articles, clusters): (&[Article], &[Option<Box<Cluster>>]),
    contents: Option<&Contents<'_>>,
    left_out: Vec<LeftOut>,
) -> Report {
    let mut owners = Owners::new(text);
    for line in left_out.iter().flat_map(|left| &left.lines) {
        (line.0..=line.1).for_each(|number| {
            owners.claim(number);
        });
    }
    let mut drafts = Vec::new();
    if let Some(contents) = contents {
        drafts.push(contents_draft(contents, &mut owners));
    }
    for article in articles {
        drafts.push(draft(scene, article, clusters, &mut owners));
    }
    drafts.retain(|draft| !draft.lines.is_empty());
    drafts.sort_by_key(|draft| draft.lines[0]);
    let mut left_out = left_out;
    left_out.sort_by_key(|left| left.lines[0]);
    // A line can have been told apart into two, and both of them be left out.
    left_out.dedup_by(|piece, whole| {
        let is_same = piece.lines == whole.lines;
        if is_same {
            whole.text.push(' ');
            whole.text.push_str(&piece.text);
        }
        is_same
    });
    Report {
        source: String::new(),
        encoding: String::new(),
        articles: drafts,
        left_out,
        doubts: Vec::new(),
        pictures: Vec::new(),
    }
}

/// Who has each line: a line stands in one place only.
pub(crate) struct Owners {
    /// Whether each line is blank or taken, by number.
    blank: Vec<bool>,
    taken: Vec<bool>,
}

impl Owners {
    /// Nobody has any line yet.
    pub(crate) fn new(text: &str) -> Self {
        let lines = Numbered::new(text);
        let is_blank = lines.lines().map(|(_, line)| line.trim_start().is_empty());
        let blank: Vec<bool> = std::iter::once(true).chain(is_blank).collect();
        let taken = vec![false; blank.len()];
        Self { blank, taken }
    }

    /// Takes a line, if it is free.
    pub(crate) fn claim(&mut self, number: u32) -> bool {
        let taken = self.taken.get_mut(number as usize);
        taken.is_some_and(|taken| !std::mem::replace(taken, true))
    }

    /// Takes those of some lines that are free, in order.
    fn claim_all(&mut self, mut numbers: Vec<u32>) -> Vec<u32> {
        numbers.sort_unstable();
        numbers.retain(|number| self.claim(*number));
        numbers
    }

    /// The lines of a source that a line stands on.
    fn shown(&self, line: &Line<'_>) -> impl Iterator<Item = u32> {
        (line.number..=line.last).filter(|number| !self.is_blank(*number))
    }

    /// Lines as ranges that reach over blank lines only.
    pub(crate) fn ranges(
        &self,
        numbers: impl IntoIterator<Item = u32>,
    ) -> Vec<(u32, u32)> {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for number in numbers {
            match ranges.last_mut() {
                Some(last) if (last.1 + 1..number).all(|n| self.is_blank(n)) => {
                    last.1 = number;
                }
                _ => ranges.push((number, number)),
            }
        }
        ranges
    }

    fn is_blank(&self, number: u32) -> bool {
        self.blank.get(number as usize).copied().unwrap_or(true)
    }
}

/// The contents list as a draft.
fn contents_draft(contents: &Contents<'_>, owners: &mut Owners) -> Draft {
    let numbers: Vec<u32> =
        contents.lines.iter().flat_map(|line| owners.shown(line)).collect();
    let numbers = owners.claim_all(numbers);
    let blocks = contents
        .lines
        .iter()
        .map(|line| {
            let kind = DraftBlockKind::Paragraph;
            DraftBlock::sure(kind, None, line.raw.to_owned(), line.number)
        })
        .collect();
    Draft {
        lines: owners.ranges(numbers),
        blocks,
        ..empty(Kind::Toc, 1.0, vec!["evidence-page-numbers".to_owned()])
    }
}

/// A draft without content.
pub(crate) fn empty(kind: Kind, confidence: f64, evidence: Vec<String>) -> Draft {
    Draft {
        title: None,
        subtitle: None,
        unit: None,
        authors: Vec::new(),
        date: None,
        kind,
        lines: Vec::new(),
        confidence,
        evidence,
        readings: Vec::new(),
        file: None,
        blocks: Vec::new(),
        notes: Vec::new(),
        is_markdown: false,
        settled: Settled::default(),
    }
}

/// One article as a draft.
fn draft(
    scene: &Scene<'_, '_>,
    article: &Article,
    clusters: &[Option<Box<Cluster>>],
    owners: &mut Owners,
) -> Draft {
    let mut draft = empty(Kind::Article, article.confidence, Vec::new());
    let mut numbers = Vec::new();
    let mut maker = Maker { scene, draft: &mut draft, unit: None, verse: None };
    for (at, use_) in &article.blocks {
        let block = &scene.blocks[*at];
        match (&clusters[*at], block) {
            (Some(cluster), Block::Group(group)) => {
                maker.group(cluster, &group.lines, *use_);
            }
            _ => maker.paragraph(block.lines()),
        }
        let lines = block.lines().iter().map(|index| &scene.lines[*index]);
        numbers.extend(lines.flat_map(|line| owners.shown(line)));
    }
    maker.settle();
    let numbers = owners.claim_all(numbers);
    draft.lines = owners.ranges(numbers);
    close(&mut draft, scene, article);
    draft
}

/// Puts a draft together block by block.
struct Maker<'a, 'b, 'c> {
    scene: &'c Scene<'a, 'b>,
    draft: &'c mut Draft,
    /// The unit's line, and whether persons stand beside it.
    unit: Option<(usize, bool)>,
    /// The line of a poem that the last block ends with.
    verse: Option<usize>,
}

impl<'a> Maker<'a, '_, '_> {
    fn line(&self, at: usize) -> &Line<'a> {
        &self.scene.lines[at]
    }

    /// A paragraph, or the words below a picture.
    fn paragraph(&mut self, lines: &[usize]) {
        let text = reflow::join(lines.iter().map(|at| &*self.line(*at).text));
        let verse = lines.last().copied().filter(|at| self.line(*at).verse);
        let above = std::mem::replace(&mut self.verse, verse);
        if above.is_some_and(|above| self.goes_on_stanza(above, lines))
            && let Some(stanza) = self.draft.blocks.last_mut()
        {
            stanza.text.push('\n');
            stanza.text.push_str(&text);
            return;
        }
        if forms::author_note(&text)
            && let Some(first) = lines.first()
        {
            // Who wrote a text is said below it, wherever its title stands.
            let line = self.line(*first).number;
            self.draft.notes.push(DraftNote { text, line });
            return;
        }
        let kind = if forms::caption(&text) {
            DraftBlockKind::Caption
        } else {
            DraftBlockKind::Paragraph
        };
        self.push(kind, None, text, lines);
    }

    /// Whether a paragraph is the next line of the stanza that a line of a poem is in.
    fn goes_on_stanza(&self, above: usize, lines: &[usize]) -> bool {
        let [at] = lines else { return false };
        let line = self.line(*at);
        line.verse
            && *at == above + 1
            && line.gap == 0
            && line.decided.paragraph.is_none()
    }

    fn push(
        &mut self,
        kind: DraftBlockKind,
        level: Option<u8>,
        text: String,
        lines: &[usize],
    ) {
        let Some(first) = lines.first() else { return };
        let line = self.line(*first).number;
        if !text.is_empty() {
            let mut block = DraftBlock::sure(kind, level, text, line);
            self.weigh(&mut block, lines);
            self.draft.blocks.push(block);
        }
    }

    /// How sure the lines of a block are.
    fn weigh(&self, block: &mut DraftBlock, lines: &[usize]) {
        for (index, at) in lines.iter().enumerate() {
            let line = self.line(*at);
            let decided = line.decided.paragraph.or(line.decided.article).is_some();
            let is_join = index > 0 && block.kind != DraftBlockKind::Heading;
            let sure = match (decided, is_join) {
                (true, _) => 1.0,
                (false, true) => odds::confidence(-line.margin),
                // What has lost its beginning starts with a line that goes on.
                (false, false) => odds::confidence(line.margin.abs()),
            };
            if is_join && sure < odds::DOUBTFUL {
                block.joins.push((line.number, sure));
            }
            block.confidence = block.confidence.min(sure);
            block.start = if index == 0 { sure } else { block.start };
        }
    }

    /// A line kept beside the text.
    fn note(&mut self, at: usize) {
        let line = self.line(at);
        let note = DraftNote { text: title_text(&[line]), line: line.number };
        self.draft.notes.push(note);
    }

    fn caption(&mut self, at: usize) {
        let text = &self.line(at).text;
        let text = text.trim_start_matches(['▲', '▼', '△', '▶', '◀', '►']).to_owned();
        self.push(DraftBlockKind::Caption, None, text, &[at]);
    }

    /// A group by its use.
    fn group(&mut self, cluster: &Cluster, lines: &[usize], use_: Use) {
        match use_ {
            Use::Heading | Use::Lead => self.heading(cluster, lines),
            Use::Aside if cluster.is_signature && !cluster.authors.is_empty() => {
                self.people(cluster);
            }
            Use::Aside => self.aside(cluster, lines),
            Use::Opening if cluster.is_signature => self.signature(cluster),
            Use::Signature => self.signature(cluster),
            Use::Opening => {
                cluster.title.iter().for_each(|at| self.note(*at));
                self.people(cluster);
            }
            _ => {
                self.title(cluster, use_);
                self.people(cluster);
            }
        }
    }

    /// All lines of the group that are no captions are one heading.
    fn heading(&mut self, cluster: &Cluster, lines: &[usize]) {
        let (captions, lines): (Vec<usize>, Vec<usize>) =
            lines.iter().partition(|at| cluster.captions.contains(at));
        captions.into_iter().for_each(|at| self.caption(at));
        let level = lines.first().and_then(|at| self.line(*at).numbered());
        let parts: Vec<&Line<'_>> =
            lines.iter().map(|at| &self.scene.lines[*at]).collect();
        let text = title_text(&parts);
        self.push(DraftBlockKind::Heading, Some(level.unwrap_or(1)), text, &lines);
    }

    /// Captions stay captions; everything else is kept beside the text.
    fn aside(&mut self, cluster: &Cluster, lines: &[usize]) {
        for at in lines {
            if cluster.captions.contains(at) {
                self.caption(*at);
            } else {
                self.note(*at);
            }
        }
    }

    /// Unit, persons and date below a text. A unit alone was taken for a title.
    fn signature(&mut self, cluster: &Cluster) {
        if let Some(unit) = cluster.unit.or(cluster.title.first().copied()) {
            self.unit = self.unit.or(Some((unit, true)));
        }
        self.people(cluster);
    }

    /// Title and subtitle of a group.
    fn title(&mut self, cluster: &Cluster, use_: Use) {
        let parts = |lines: &[usize]| {
            let parts: Vec<&Line<'_>> =
                lines.iter().map(|at| &self.scene.lines[*at]).collect();
            title_text(&parts)
        };
        let title = parts(&cluster.title);
        let subtitle = parts(&cluster.subtitle);
        let subtitle = subtitle.trim_start_matches('—').trim().to_owned();
        if self.draft.title.is_none() && !title.is_empty() {
            self.draft.title = Some(title);
        }
        if !subtitle.is_empty() {
            self.draft.subtitle = Some(subtitle);
        }
        let place = match use_ {
            Use::Before => "evidence-title-before",
            Use::After => "evidence-title-after",
            Use::Named => "evidence-title-before",
            Use::Inside => "evidence-title-inside",
            _ => "evidence-short-head",
        };
        self.draft.evidence.push(place.to_owned());
        if matches!(use_, Use::Brief | Use::NextBrief) {
            self.draft.kind = Kind::Brief;
        }
    }

    /// Persons, unit, date and what stands beside them.
    fn people(&mut self, cluster: &Cluster) {
        let known: BTreeSet<&String> = self.draft.authors.iter().collect();
        let new: Vec<String> = cluster
            .authors
            .iter()
            .filter(|name| !known.contains(*name))
            .cloned()
            .collect();
        if !new.is_empty() {
            self.draft.evidence.push("evidence-byline".to_owned());
        }
        self.draft.authors.extend(new);
        if let Some(unit) = cluster.unit {
            self.unit = self.unit.or(Some((unit, !cluster.authors.is_empty())));
        }
        if let Some(unit) = &cluster.signed_for {
            self.draft.unit.get_or_insert_with(|| unit.clone());
        }
        if let Some((date, _)) = &cluster.date {
            self.draft.date = Some(date.clone());
        }
        for at in &cluster.bylines {
            let line = self.line(*at);
            let read = line.spaced_byline();
            let named = people::surnamed(&line.spaced()).is_some();
            if read.is_none() && named && !people::post(&line.text) {
                continue;
            }
            let post =
                read.map_or(Some(line.text.clone().into_owned()), |byline| byline.post);
            if let Some(text) = post.filter(|_| !line.vertical) {
                let line = self.line(*at).number;
                self.draft.notes.push(DraftNote { text, line });
            }
        }
        cluster.kickers.iter().chain(&cluster.notes).for_each(|at| self.note(*at));
        cluster.captions.iter().for_each(|at| self.caption(*at));
    }

    /// The unit, once all persons are known: a place or organisation named beside the
    /// title of a text that persons sign elsewhere is its subject, not its author.
    fn settle(&mut self) {
        let Some((at, signed)) = self.unit else { return };
        if signed || self.draft.authors.is_empty() {
            let unit = clean::phrases(self.line(at).raw);
            self.draft.evidence.push("evidence-unit".to_owned());
            self.draft.unit = Some(organs::unit_name(&unit).0.to_owned());
        } else {
            self.note(at);
        }
    }
}

/// Lines of a title as one. A line end is the space between two phrases, unless the
/// line was full and had to be broken somewhere.
fn title_text(lines: &[&Line<'_>]) -> String {
    let mut text = String::new();
    let mut full = false;
    for line in lines {
        let part = if line.doubled || clean::is_letter_spaced(line.raw) {
            line.text.clone().into_owned()
        } else {
            clean::phrases(&clean::without_markers(line.raw))
        };
        if !text.is_empty() && !full && !text.ends_with(['：', '，', '、', '—']) {
            text.push(' ');
        }
        // Words are not broken where they end.
        let word = text.ends_with(clean::is_latin) && part.starts_with(clean::is_latin);
        text.push_str(if full && word { " " } else { "" });
        text.push_str(&part);
        // Bold titles are set by hand and broken between their phrases.
        full = !line.doubled && flow::fills(line);
    }
    text
}

/// What only the whole draft shows: notes at its end, captions and boxes.
fn close(draft: &mut Draft, scene: &Scene<'_, '_>, article: &Article) {
    while let Some(last) = draft.blocks.last()
        && last.kind == DraftBlockKind::Paragraph
        && draft.blocks.len() > 1
        && forms::note(&last.text)
    {
        let DraftBlock { text, line, .. } = draft.blocks.remove(draft.blocks.len() - 1);
        draft.notes.push(DraftNote { text, line });
        draft.evidence.push("evidence-closing-note".to_owned());
    }
    let only_captions = !draft.blocks.is_empty()
        && draft.blocks.iter().all(|b| b.kind == DraftBlockKind::Caption);
    let length: usize = draft.blocks.iter().map(|b| b.text.chars().count()).sum();
    let labelled = article.blocks.first().is_some_and(|(at, _)| scene.first(*at).label);
    if draft.title.is_none() && only_captions {
        draft.kind = Kind::Caption;
    } else if draft.title.is_none() && labelled && length <= LONGEST_BOX {
        draft.kind = Kind::Box;
    }
    if article.blocks.first().is_some_and(|(at, _)| scene.first(*at).page) {
        draft.evidence.push("evidence-page-start".to_owned());
    }
}
