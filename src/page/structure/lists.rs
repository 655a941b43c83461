//! Many short lists in one vector: a book has tens of thousands of elements, and a vector for
//! each would cost more than what it holds.

/// Lists of things, numbered from 0, one behind the other (a compressed sparse row).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) struct Lists<T> {
    items: Vec<T>,
    /// Where each list ends in `items`; it begins where the one before it ends.
    ends: Vec<usize>,
}

// Derived, it would ask for a default of what the lists hold.
impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Lists<T> {
    /// A list; an empty one where there is none of that number.
    pub(in crate::page) fn get(&self, number: usize) -> &[T] {
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(number).copied().unwrap_or(0);
        self.items.get(start.copied().unwrap_or(0)..end).unwrap_or_default()
    }

    /// The first list, to put it in order.
    pub(super) fn first_mut(&mut self) -> &mut [T] {
        let end = self.ends.first().copied().unwrap_or(0);
        self.items.get_mut(..end).unwrap_or_default()
    }

    /// All lists, one after the other.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.ends.len()).map(|number| self.get(number))
    }

    /// Puts something into the list that is not closed yet.
    pub(super) fn push(&mut self, item: T) {
        self.items.push(item);
    }

    /// Closes the list that was pushed to.
    pub(super) fn close(&mut self) {
        self.ends.push(self.items.len());
    }
}

impl<T: Copy> Lists<T> {
    /// `count` lists of the things whose numbers they are, in their order (a counting sort).
    /// What has no list is left out.
    pub(super) fn of(count: usize, numbered: &[(usize, T)]) -> Self {
        let mut ends = vec![0; count];
        for (number, _) in numbered {
            if let Some(length) = ends.get_mut(*number) {
                *length += 1;
            }
        }
        let mut all = 0;
        for end in &mut ends {
            // Where the list begins, until it is filled.
            all += std::mem::replace(end, all);
        }
        let filler = numbered.first().map(|(_, item)| vec![*item; all]);
        let mut items = filler.unwrap_or_default();
        for (number, item) in numbered {
            let Some(end) = ends.get_mut(*number) else { continue };
            items[*end] = *item;
            *end += 1;
        }
        Self { items, ends }
    }
}

#[cfg(test)]
mod tests {
    use super::Lists;

    #[test]
    fn things_come_into_their_lists_in_their_order() {
        let lists = Lists::of(4, &[(2, 'a'), (0, 'b'), (2, 'c'), (9, 'd'), (0, 'e')]);
        let all: Vec<&[char]> = lists.iter().collect();
        assert_eq!(all, [&['b', 'e'][..], &[], &['a', 'c'], &[]]);
        assert!(lists.get(4).is_empty());
    }

    #[test]
    fn lists_that_are_closed_one_by_one_are_those_that_are_sorted() {
        let mut lists = Lists::default();
        lists.push('x');
        lists.push('y');
        lists.close();
        lists.close();
        lists.push('z');
        lists.close();
        assert_eq!(lists, Lists::of(3, &[(2, 'z'), (0, 'x'), (0, 'y')]));
    }
}
