//! A group of display lines into title, subtitle, unit, persons, date, captions.

use crate::import::blocks::{self, Group};
use crate::import::clean;
use crate::import::flow;
use crate::import::forms;
use crate::import::lines::Line;
use crate::import::organs;
use crate::import::people;

/// What the lines of a group are. Every line of the group stands in exactly one field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cluster {
    /// Lines of the title.
    pub(crate) title: Vec<usize>,
    /// Lines of the subtitle.
    pub(crate) subtitle: Vec<usize>,
    /// The line that names the unit.
    pub(crate) unit: Option<usize>,
    /// Persons.
    pub(crate) authors: Vec<String>,
    /// The unit that a byline names.
    pub(crate) signed_for: Option<String>,
    /// Lines that name persons and posts.
    pub(crate) bylines: Vec<usize>,
    /// Whether a byline has its mark: it opens or closes a text.
    pub(crate) marked: bool,
    /// The date, and its line.
    pub(crate) date: Option<(String, usize)>,
    /// Captions.
    pub(crate) captions: Vec<usize>,
    /// The place or unit a text is about, names of series.
    pub(crate) kickers: Vec<usize>,
    /// Notes in brackets.
    pub(crate) notes: Vec<usize>,
    /// Whether its title begins with a dash, as headings below a heading do.
    pub(crate) dashed: bool,
    /// Whether it holds nothing but unit, persons, date and notes: what may close a text.
    pub(crate) is_signature: bool,
}

/// Reads a group.
pub(crate) fn read(lines: &[Line<'_>], group: &Group) -> Cluster {
    let mut cluster = Cluster::default();
    let mut plain: Vec<usize> = Vec::new();
    for at in group.lines.iter().copied() {
        // A line that surely names a unit shows that one before it only looked so.
        if let Some(weak) = cluster.unit.filter(|unit| lines[*unit].unit() < 2)
            && lines[at].unit() == 2
        {
            cluster.unit = None;
            plain.push(weak);
        }
        if organs::hosts(&lines[at].text) {
            cluster.host(lines, at, &mut plain);
        } else if !cluster.take(lines, at, &plain) {
            plain.push(at);
        }
    }
    let is_above_poem = group
        .lines
        .last()
        .is_some_and(|last| lines.get(last + 1).is_some_and(|below| below.verse));
    cluster.claim_names(lines, &mut plain, is_above_poem);
    let is_signed = blocks::signs(lines, group) || blocks::signs_poem(lines, group);
    if is_signed && plain.len() == 1 {
        cluster.sign(lines, plain.remove(0));
    }
    cluster.is_signature = plain.is_empty()
        && cluster.captions.is_empty()
        && cluster.subtitle.is_empty()
        && (cluster.unit.is_some() || !cluster.authors.is_empty());
    cluster.choose_title(lines, &plain);
    cluster
}

impl Cluster {
    /// Takes a line whose form says what it is.
    fn take(&mut self, lines: &[Line<'_>], at: usize, plain: &[usize]) -> bool {
        let line = &lines[at];
        let text = &*line.text;
        let after_byline = self.bylines.last().is_some_and(|last| last + 1 == at);
        if forms::caption(text) {
            self.captions.push(at);
        } else if line.vertical && people::surnamed(text).is_some_and(|n| n.len() == 1) {
            // A name beside a vertical title.
            self.authors.push(text.to_owned());
            self.bylines.push(at);
        } else if let Some(byline) = line.spaced_byline() {
            self.marked |= !text.starts_with(clean::is_han);
            self.authors.extend(byline.names);
            self.signed_for = self.signed_for.take().or(byline.unit);
            self.bylines.push(at);
        } else if after_byline && (people::post(text) || self.is_post_start(lines, at)) {
            self.bylines.push(at);
        } else if let Some(date) = forms::date(text) {
            self.date = Some((date, at));
        } else if forms::note(text) {
            self.notes.push(at);
        } else if plain.is_empty() && forms::kicker(text) {
            self.kickers.push(at);
        } else if text.starts_with("——") || self.continues_subtitle(lines, at) {
            self.subtitle.push(at);
        } else if self.unit.is_none()
            && !line.doubled
            && (self.is_unit(text, plain) || after_byline && line.below_byline)
        {
            self.unit = Some(at);
            self.marked |= text.starts_with(people::MARKS);
        } else {
            return false;
        }
        true
    }

    /// Takes the last line of those that name who runs a series together, and the others.
    fn host(&mut self, lines: &[Line<'_>], at: usize, plain: &mut Vec<usize>) {
        let first = self.unit.take().into_iter();
        let names = |at: &usize| organs::ends_like_unit(&lines[*at].text);
        self.kickers.extend(first.chain(plain.extract_if(.., |at| names(at))));
        self.kickers.push(at);
    }

    /// Takes the line above a date below a text: persons, or who else wrote it.
    fn sign(&mut self, lines: &[Line<'_>], at: usize) {
        match people::surnamed(&lines[at].spaced()) {
            Some(names) => {
                self.authors = names;
                self.bylines.push(at);
            }
            None => self.unit = self.unit.or(Some(at)),
        }
    }

    /// Whether a line is the first part of a post that goes on in the next line.
    fn is_post_start(&self, lines: &[Line<'_>], at: usize) -> bool {
        lines[at].text.ends_with(['、', '，'])
            && lines.get(at + 1).is_some_and(|next| people::post(&next.text))
    }

    /// Whether a line goes on a subtitle that filled the line before.
    fn continues_subtitle(&self, lines: &[Line<'_>], at: usize) -> bool {
        self.subtitle.last().is_some_and(|last| {
            last + 1 == at
                && lines[*last].width >= lines[at].width
                && !lines[at].doubled
                && lines[*last].width + 6 >= lines[*last].column[1]
                && lines[*last].column[1] > 0
                && lines[at].unit() == 0
        })
    }

    /// A strong form names a unit anywhere in a group, a weak one only after a title.
    fn is_unit(&self, text: &str, plain: &[usize]) -> bool {
        match organs::unit(text) {
            2 => true,
            1 => {
                let name = organs::unit_name(text).0.chars().count();
                let longest = if name < text.chars().count() { 18 } else { 12 };
                !plain.is_empty() && name <= longest
            }
            _ => !plain.is_empty() && organs::region(text),
        }
    }

    /// The first run of plain lines that are printed alike is the title; plain type is
    /// preferred, because series and features are what stands in bold beside it.
    fn choose_title(&mut self, lines: &[Line<'_>], plain: &[usize]) {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        // The name of a series stands above many titles, a title once.
        let series = plain.iter().take_while(|at| lines[**at].recurs).count();
        let series = if series < plain.len() { series } else { 0 };
        self.kickers.extend(&plain[..series]);
        let plain = &plain[series..];
        for at in plain.iter().copied() {
            match runs.last_mut() {
                Some(run)
                    if run.last().is_some_and(|last| {
                        last + 1 == at && lines[*last].doubled == lines[at].doubled
                    }) =>
                {
                    run.push(at);
                }
                _ => runs.push(vec![at]),
            }
        }
        let chosen = runs.iter().position(|run| !lines[run[0]].doubled).unwrap_or(0);
        for (index, run) in runs.into_iter().enumerate() {
            if index == chosen {
                self.title = run;
            } else {
                self.kickers.extend(run);
            }
        }
        if self.title.is_empty()
            && !self.marked
            && let Some(unit) = self.unit.take()
        {
            self.title.push(unit);
        }
        if self.title.is_empty() {
            // A dash without a title above or below is the mark of a heading.
            self.title = std::mem::take(&mut self.subtitle);
            self.dashed = !self.title.is_empty();
        }
    }

    /// A line made of names beside a title or the name of a unit names the authors.
    fn claim_names(
        &mut self,
        lines: &[Line<'_>],
        plain: &mut Vec<usize>,
        is_above_poem: bool,
    ) {
        if !self.authors.is_empty() {
            return;
        }
        for index in (0..plain.len()).rev() {
            let line = &lines[plain[index]];
            let length = |at: &usize| lines[*at].text.chars().count();
            let others = plain.iter().map(length).sum::<usize>() - length(&plain[index]);
            // The titles of poems are short.
            let is_last = is_above_poem && index > 0 && index + 1 == plain.len();
            let beside = self.unit.is_some() && plain.len() == 1 || others > 6 || is_last;
            // A line that filled its column goes on in the next.
            let cut = index > 0
                && plain[index - 1] + 1 == plain[index]
                && goes_on(&lines[plain[index - 1]]);
            if beside
                && !cut
                && let Some(names) = people::surnamed(&line.spaced())
            {
                self.authors = names;
                self.bylines.push(plain.remove(index));
                self.claim_posts(lines, plain);
                return;
            }
        }
    }

    /// A line right beside a name that says what a person is belongs to the byline.
    fn claim_posts(&mut self, lines: &[Line<'_>], plain: &mut Vec<usize>) {
        let Some(name) = self.bylines.last().copied() else { return };
        let beside = plain
            .iter()
            .position(|at| at.abs_diff(name) == 1 && people::post(&lines[*at].text));
        if let Some(index) = beside.filter(|_| plain.len() > 1) {
            self.bylines.push(plain.remove(index));
        }
    }

    /// Whether it has no line that could be a title or heading.
    pub(crate) fn is_untitled(&self) -> bool {
        self.title.is_empty()
    }
}

/// Whether a line of a group goes on in the next: it filled its column and was not set in
/// phrases, or it is a numbered heading of a text in columns, which nobody signs.
fn goes_on(line: &Line<'_>) -> bool {
    flow::fills(line) && !line.is_phrased()
        || line.is_in_column() && forms::numbered(&line.text).is_some()
}
