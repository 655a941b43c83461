//! What speaks for a group of display lines being a heading, a title before its text,
//! after it or inside it. Scores are tenths of a point, as in `flow`.

use std::collections::BTreeSet;

use crate::import::blocks::{Block, Group};
use crate::import::clean;
use crate::import::cluster::{self, Cluster};
use crate::import::contents::Announced;
use crate::import::flow;
use crate::import::forms;
use crate::import::furniture::visible;
use crate::import::kinship::Kinship;
use crate::import::lines::Line;

/// What it costs to begin a text without a title where nothing says that one begins.
pub(crate) const UNSIGNED: i32 = 60;

/// A reading that cannot be.
pub(crate) const NEVER: i32 = -1_000_000;

/// The scores of one group for each use it may have.
#[derive(Debug, Clone)]
pub(crate) struct Scores {
    /// A section heading.
    pub(crate) heading: i32,
    /// A title before its text.
    pub(crate) before: i32,
    /// A title after its text.
    pub(crate) after: i32,
    /// A title in the middle of its text.
    pub(crate) inside: i32,
    /// Captions and labels that open nothing.
    pub(crate) aside: i32,
    /// A section heading that begins a text whose title stands elsewhere.
    pub(crate) lead: i32,
    /// A byline that opens a text whose title stands elsewhere.
    pub(crate) opening: i32,
    /// The head of a brief that begins a run of briefs.
    pub(crate) brief: i32,
    /// The head of a brief after another brief.
    pub(crate) next_brief: i32,
    /// A title below the byline that began its article.
    pub(crate) named: i32,
    /// Unit, persons and date at the end of a text.
    pub(crate) signature: i32,
    /// How many blocks before and after the group they depend on.
    pub(crate) around: (usize, usize),
}

/// How many blocks before and after a block are looked at, titles and their texts apart.
pub(crate) const AROUND: (usize, usize) = (1, 3);

/// All blocks of a source with what is known about them.
pub(crate) struct Scene<'a, 'b> {
    /// The lines.
    pub(crate) lines: &'b [Line<'a>],
    /// Paragraphs and groups.
    pub(crate) blocks: &'b [Block],
    /// The titles that a contents list announces, without spaces.
    pub(crate) announced: &'b Announced,
    /// Whether most pages go on with the paragraph of the page before.
    pub(crate) running: bool,
}

/// Whether most pages go on with the paragraph of the page before, as the roles of the
/// lines say.
pub(crate) fn is_running(lines: &[Line<'_>], blocks: &[Block]) -> bool {
    let begins: BTreeSet<usize> = blocks.iter().map(|block| block.lines()[0]).collect();
    let pages = (1..lines.len()).filter(|at| lines[*at].page);
    let (on, new): (Vec<usize>, Vec<usize>) = pages.partition(|at| !begins.contains(at));
    on.len() > new.len()
}

impl Scene<'_, '_> {
    /// The first line of a block.
    pub(crate) fn first(&self, at: usize) -> &Line<'_> {
        &self.lines[self.blocks[at].lines()[0]]
    }

    /// The last line of a block.
    pub(crate) fn last(&self, at: usize) -> &Line<'_> {
        let lines = self.blocks[at].lines();
        &self.lines[lines[lines.len() - 1]]
    }

    /// Whether a page, a section or nothing comes after a block.
    fn is_before_break(&self, at: usize) -> bool {
        self.blocks.get(at + 1).is_none()
            || self.first(at + 1).page
            || self.first(at + 1).label
            || matches!(&self.blocks[at + 1], Block::Group(group)
                if cluster::read(self.lines, group).marked)
    }

    /// What speaks against a title in bold type that begins with a word and a colon: so
    /// the words of pictures do.
    fn is_labelled(&self, cluster: &Cluster) -> i32 {
        let Some(line) = cluster.title.first().map(|at| &self.lines[*at]) else {
            return 0;
        };
        let labelled = line.text.chars().take(6).any(|c| c == '：');
        if line.doubled && labelled { 8 } else { 0 }
    }

    /// What the place of a group says for its opening a text.
    fn place(&self, first: &Line<'_>, at: usize) -> i32 {
        let mut score = 0;
        score += match (first.page, self.running) {
            // Where texts run on over the pages a page says little.
            (true, true) => 9,
            (true, false) => 15,
            (false, _) => 0,
        };
        score += if first.label { 8 } else { 0 };
        score += if at == 0 { 20 } else { 0 };
        score
            + match first.gap {
                // A page that blank lines tell of is told once.
                3.. if !first.page => 10,
                1.. => 4,
                _ => 0,
            }
    }

    /// Whether a page ends with a block and the text goes on after it.
    fn is_at_foot(&self, at: usize) -> bool {
        at > 0
            && matches!(self.blocks.get(at + 1), Some(Block::Paragraph(_)))
            && self.first(at + 1).page
    }

    /// Whether a block is the last of its source.
    fn is_last(&self, at: usize) -> bool {
        at + 1 == self.blocks.len()
    }

    /// What speaks for a group being unit, persons and date at the end of a text.
    fn signature(&self, at: usize, group: &Group, cluster: &Cluster) -> i32 {
        let after_text =
            at > 0 && matches!(self.blocks[at - 1], Block::Paragraph(_)) && !group.inside;
        if !after_text || !cluster.is_signature {
            return NEVER;
        }
        let unit = cluster.unit.or(cluster.title.first().copied());
        let mut score = match unit.map(|at| self.lines[at].unit()) {
            Some(2) => 8,
            Some(_) => -5,
            None => 0,
        };
        score += if cluster.date.is_some() { 15 } else { 0 };
        score += if cluster.bylines.is_empty() { 0 } else { 15 };
        score += if self.first(at).indent >= 4 { 8 } else { 0 };
        let followed = matches!(self.blocks.get(at + 1), Some(Block::Group(_)))
            || self.is_before_break(at);
        score + if followed { 5 } else { -20 }
    }

    /// Whether the text before a block ends in a note about itself.
    pub(crate) fn is_after_note(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|before| &self.blocks[before]) else {
            return false;
        };
        match before {
            Block::Paragraph(lines) => {
                if !forms::may_begin_note(&self.lines[lines[0]].text) {
                    return false;
                }
                let text: String =
                    lines.iter().map(|index| &*self.lines[*index].text).collect();
                forms::note(&text)
            }
            Block::Group(group) => {
                group.lines.iter().any(|index| forms::note(&self.lines[*index].text))
            }
        }
    }

    /// The scores of a group.
    pub(crate) fn scores(&self, at: usize, group: &Group) -> (Cluster, Scores) {
        let cluster = cluster::read(self.lines, group);
        let first = self.first(at);
        let mut title = String::new();
        let parts = cluster.title.iter().map(|at| &self.lines[*at]);
        parts.for_each(|line| title.extend(visible(&line.text)));
        let form = self.form(&cluster, &title);
        let numbered = first.numbered().is_some();
        let signed = !cluster.bylines.is_empty()
            || cluster.date.is_some()
            || cluster.unit.is_some_and(|at| self.lines[at].unit() == 2);
        // A note about the author closes a text: no heading follows.
        let noted = if self.is_after_note(at) { 15 } else { 0 };
        let place = if numbered && !signed { 0 } else { self.place(first, at) } + noted;
        let titled = !cluster.is_untitled();
        // Sections are numbered, and so are texts; but sections have no authors.
        let cut = match (numbered, signed) {
            (true, false) => -40,
            _ if cluster.dashed => -40,
            _ => 0,
        };
        let kinship = if group.inside || !titled {
            Kinship::default()
        } else {
            self.kinship(at, &title)
        };
        let fit = kinship.before - kinship.after;
        // A title shares at least a word with its text.
        let foreign = |share: i32| if kinship.is_known && share == 0 { 5 } else { 0 };
        let page_end = self.is_before_break(at)
            && !matches!(self.blocks.get(at + 1), Some(Block::Group(_)));
        let closing = if self.is_before_break(at) { 20 } else { 0 };
        let only = |allowed: bool, score: i32| if allowed { score } else { NEVER };
        let foot = self.is_at_foot(at);
        let aside = match (titled, group.inside) {
            (false, _) => 0,
            (true, true) => -5 - form / 3,
            // At the foot of a page words of pictures stand, hardly a heading.
            (true, false) if foot || first.doubled && self.is_last(at) => -8,
            // The name of a section that is set vertically.
            (true, false) if first.vertical && !signed && is_short(first) => -5,
            (true, false) => -25,
        };
        let inside = match (group.inside, foot) {
            (true, _) => 10 + form / 2 + cut - self.is_labelled(&cluster),
            (false, true) if !numbered && !cluster.dashed => form / 2 - 2 * fit.max(0),
            _ => NEVER,
        };
        let brief = self.brief(at, &cluster, fit);
        let scores = Scores {
            heading: only(
                titled && !group.inside && !first.vertical,
                heading(&cluster, group, numbered)
                    - place / 3
                    - form / 2
                    - fit.max(0) / 2
                    - noted
                    - if foot && !numbered { 25 } else { 0 },
            ),
            before: only(
                titled && !group.inside,
                -12 + form + place + cut - fit.max(0) - if page_end { 15 } else { 0 },
            ),
            after: only(
                titled && !group.inside && !first.vertical,
                -15 + form + cut + fit.min(fit / 2) - foreign(kinship.before)
                    + closing
                    + noted
                    - if first.page { 15 } else { 0 },
            ),
            inside: only(titled && !first.vertical, inside),
            aside,
            lead: only(titled && !group.inside, lead(first, &cluster, numbered)),
            opening: self.opening(&cluster, group, place),
            // The first of several tells by its form that it is one.
            brief: only(
                self.changes(at) && self.below(at).len() == 1,
                brief - 23 + place,
            ),
            next_brief: brief,
            named: only(titled && !group.inside, -5 + form + cut),
            signature: self.signature(at, group, &cluster),
            around: (kinship.around.0.max(AROUND.0), kinship.around.1.max(AROUND.1)),
        };
        (cluster, scores)
    }

    /// What the forms inside a group say for its being a title.
    fn form(&self, cluster: &Cluster, title: &str) -> i32 {
        let mut score = 0;
        if let Some(unit) = cluster.unit {
            score += if self.lines[unit].unit() == 2 { 30 } else { 8 };
        }
        score += if cluster.date.is_some() { 20 } else { 0 };
        score += if cluster.bylines.is_empty() { 0 } else { 25 };
        score += if cluster.subtitle.is_empty() { 0 } else { 10 };
        if self.announced.names(title) {
            score += 40;
        }
        // 材料之四 counts texts.
        let counts = |at: &usize| forms::kicker(&self.lines[*at].text);
        score += if cluster.kickers.iter().any(counts) { 20 } else { 0 };
        if let Some(line) = cluster.title.first().map(|at| &self.lines[*at]) {
            let full = line.column.into_iter().max().unwrap_or(0);
            score += if full > 0 && line.width > full + 2 { 10 } else { 0 };
            score += if line.doubled { 5 } else { 0 };
        }
        score += if self.is_set_by_hand(cluster) { 8 } else { 0 };
        score -= if self.is_bare_unit(cluster) { 25 } else { 0 };
        // A figure is no title.
        let han = title.chars().filter(|c| clean::is_han(*c)).count();
        score -= if han < 2 { 20 } else { 0 };
        // Titles over fifty characters are paragraphs without a full stop.
        score - if title.chars().count() > 50 { 20 } else { 0 }
    }

    /// Whether a title is set in phrases, parted by a space or by lines that their column
    /// did not break: headings are not.
    fn is_set_by_hand(&self, cluster: &Cluster) -> bool {
        let lines = cluster.title.iter().map(|at| &self.lines[*at]);
        let mut broken = lines.clone().rev().skip(1);
        let is_free = |line: &Line<'_>| line.is_in_column() && !flow::fills(line);
        lines.clone().any(|line| line.is_in_column() && line.is_phrased())
            || cluster.title.len() > 1 && broken.all(is_free)
    }

    /// Whether something says that a text may begin with a block: a page, a section, a
    /// note that closes the text before.
    pub(crate) fn is_signed(&self, at: usize) -> bool {
        let first = self.first(at);
        first.page || first.label || self.is_after_note(at)
    }

    /// Whether nothing but the name of an organisation could be the title.
    fn is_bare_unit(&self, cluster: &Cluster) -> bool {
        matches!(cluster.title.as_slice(), [at] if self.lines[*at].unit() == 2)
    }

    /// A byline, perhaps below the name of a series, that opens a text.
    fn opening(&self, cluster: &Cluster, group: &Group, place: i32) -> i32 {
        let unit = cluster.is_signature && self.is_bare_unit(cluster);
        if group.inside || cluster.bylines.is_empty() && !unit {
            return NEVER;
        }
        let marked = match (cluster.marked, unit) {
            (true, _) => 20,
            (false, true) => 0,
            (false, false) => 12,
        };
        let series = match cluster.title.first().filter(|_| !unit) {
            None => 0,
            Some(at) if self.lines[*at].doubled => 15,
            Some(_) => 35,
        };
        marked + place - series
    }
}

/// Whether a line is no longer than the name of a section.
fn is_short(line: &Line<'_>) -> bool {
    line.glance.count <= 6
}

/// A section heading as the first line of a text.
fn lead(first: &Line<'_>, cluster: &Cluster, numbered: bool) -> i32 {
    // A text begins with its first section.
    let later = numbered && !forms::is_first_number(&first.text);
    if later || cluster.marked || cluster.unit.is_some() {
        return NEVER;
    }
    -10 + if first.page { 5 } else { 0 } + if first.label { 10 } else { 0 }
        - if numbered { 0 } else { 10 }
}

/// What speaks for a section heading.
fn heading(cluster: &Cluster, group: &Group, numbered: bool) -> i32 {
    let mut score = if numbered { 10 } else { 0 };
    score -= if cluster.marked { 60 } else { 0 };
    score -= if cluster.date.is_some() { 20 } else { 0 };
    score - if group.lines.len() > 3 { 15 } else { 0 }
}
