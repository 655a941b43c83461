//! Which blocks of a second reading of a source are those of the first, among the same
//! neighbours: nearly all, because a second reading settles a few lines.

use crate::import::blocks::Block;

/// The blocks of a second reading beside those of the first.
pub(crate) struct Unchanged {
    /// For each the same block in the first reading, and how many blocks before and after
    /// it are the same as there.
    twins: Vec<Option<(usize, usize, usize)>>,
}

impl Unchanged {
    /// Compares two readings of the same lines.
    pub(crate) fn between(old: &[Block], new: &[Block]) -> Self {
        let mut from = 0;
        let mut twins: Vec<Option<(usize, usize, usize)>> = Vec::with_capacity(new.len());
        for block in new {
            // Blocks stand in the order of their first lines.
            let first = |block: &Block| block.lines().first().copied();
            from += old[from..].iter().take_while(|it| first(it) < first(block)).count();
            let twin = old.get(from).filter(|it| *it == block).map(|_| {
                let before = match (twins.last(), from) {
                    // Nothing stands before both.
                    (None, 0) => usize::MAX,
                    (Some(Some((last, before, _))), _) if last + 1 == from => {
                        before.saturating_add(1)
                    }
                    _ => 0,
                };
                (from, before, 0)
            });
            twins.push(twin);
        }
        let mut next: Option<(usize, usize)> = Some((old.len(), usize::MAX));
        for twin in twins.iter_mut().rev() {
            next = twin.as_mut().map(|(at, _, after)| {
                *after = match next {
                    Some((next, count)) if *at + 1 == next => count.saturating_add(1),
                    _ => 0,
                };
                (*at, *after)
            });
        }
        Self { twins }
    }

    /// The place of a block in the first reading, if it and as many blocks before and
    /// after it are the same there.
    pub(crate) fn twin(&self, at: usize, around: (usize, usize)) -> Option<usize> {
        let (twin, before, after) = self.twins.get(at).copied().flatten()?;
        (around.0 <= before && around.1 <= after).then_some(twin)
    }

    /// The place of a block in the first reading, if it is the same there.
    pub(crate) fn alone(&self, at: usize) -> Option<usize> {
        self.twin(at, (0, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::Unchanged;
    use crate::import::blocks::Block;

    #[test]
    fn a_block_is_the_same_among_as_many_neighbours_as_are() {
        let blocks = |all: &[&[usize]]| -> Vec<Block> {
            all.iter().map(|lines| Block::Paragraph(lines.to_vec())).collect()
        };
        let old = blocks(&[&[0], &[1, 2], &[3], &[4, 5], &[6], &[7]]);
        let new = blocks(&[&[0], &[1, 2], &[3, 4], &[5], &[6], &[7]]);
        let unchanged = Unchanged::between(&old, &new);
        // Before the first block nothing can differ.
        assert_eq!(unchanged.twin(0, (9, 1)), Some(0));
        assert_eq!(unchanged.twin(1, (9, 0)), Some(1));
        assert_eq!(unchanged.twin(1, (0, 1)), None);
        assert_eq!([2, 3].map(|at| unchanged.alone(at)), [None, None]);
        assert_eq!(unchanged.twin(4, (0, 9)), Some(4));
        assert_eq!(unchanged.twin(4, (1, 0)), None);
        assert_eq!(unchanged.twin(5, (1, 9)), Some(5));
    }
}
