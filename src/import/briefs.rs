//! What speaks for a short head being that of a brief: a paragraph or two below it, and
//! others of the kind beside it.

use crate::import::blocks::Block;
use crate::import::clean;
use crate::import::cluster::Cluster;
use crate::import::evidence::{NEVER, Scene};

impl Scene<'_, '_> {
    /// Whether a page, a section or another column begins with a block.
    pub(crate) fn changes(&self, at: usize) -> bool {
        let first = self.first(at);
        let (old, new) = (first.column[0], first.column[2]);
        first.page
            || first.label
            || at == 0
            || old > 0 && new > 0 && (old - new).abs() >= 6
    }

    /// The paragraphs below a block up to the next page, section or group: three at most.
    pub(crate) fn below(&self, at: usize) -> Vec<&[usize]> {
        let next = at + 1..(at + 4).min(self.blocks.len());
        next.map_while(|below| match &self.blocks[below] {
            Block::Paragraph(_) if below > at + 1 && self.breaks(below) => None,
            Block::Paragraph(lines) => Some(lines.as_slice()),
            Block::Group(_) => None,
        })
        .collect()
    }

    /// Whether a page or a section begins with a block.
    fn breaks(&self, at: usize) -> bool {
        self.first(at).page || self.first(at).label
    }

    /// A short head with one paragraph below it, or two short ones.
    pub(crate) fn brief(&self, at: usize, cluster: &Cluster, fit: i32) -> i32 {
        let bare_head = cluster.unit.is_none()
            && cluster.bylines.is_empty()
            && cluster.date.is_none()
            && cluster.subtitle.is_empty()
            && (1..=2).contains(&cluster.title.len());
        let paragraphs = self.below(at);
        let (1..=2, true) = (paragraphs.len(), bare_head) else { return NEVER };
        if self.first(at).numbered().is_some() {
            return NEVER;
        }
        let lines = paragraphs.iter().flat_map(|lines| lines.iter());
        let length: u32 = lines.map(|at| self.lines[*at].glance.count).sum();
        let second = if paragraphs.len() > 1 { 8 } else { 0 };
        // Heads of briefs are sentences; the headings of a text are shorter.
        let head = self.first(at);
        let count = head.glance.count;
        let han = head.text.chars().filter(|c| clean::is_han(*c)).count();
        // Its words stand in the text below, and not in the one before.
        let own = (-fit).clamp(0, 16) / 2;
        match length {
            _ if han < 4 => NEVER,
            0..=300 if count >= 9 => 10 + own - second,
            0..=300 => 7 - second,
            _ if second > 0 => NEVER,
            _ => -10,
        }
    }
}
