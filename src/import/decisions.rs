//! Corrections against the source they are about: what a person has decided on each
//! line, and about each article.
//!
//! A correction that cannot be followed is reported with its place in `import.toml` and
//! has no effect; all others win over every evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::import::correct;
use crate::import::corrections::{ArticlePlan, Corrections, Plan};
use crate::import::document::Part;
use crate::import::lines::Page;
use crate::import::{Draft, Kind, LeftOut, Report};

/// What a person has decided about a line.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decided {
    /// Whether an article begins on it.
    pub(crate) article: Option<bool>,
    /// Whether a paragraph begins on it, or goes on.
    pub(crate) paragraph: Option<bool>,
    /// Whether it belongs to an article at all.
    pub(crate) text: Option<bool>,
}

/// What a person has decided about a source.
#[derive(Debug, Default)]
pub(crate) struct Decisions<'a> {
    corrections: Option<&'a Corrections>,
    lines: BTreeMap<u32, Decided>,
    /// The tables of articles that can be followed.
    articles: Vec<&'a ArticlePlan>,
}

/// What a person has said about an article, so that it is no doubt any more.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settled {
    /// Its title, or that it has none.
    pub(crate) title: bool,
    /// Its unit or its authors, or that it has none.
    pub(crate) signature: bool,
}

/// The keys of a source's table, and what each decides about its lines.
const RULES: [(&str, Decided); 7] = [
    ("starts", Decided { article: Some(true), paragraph: None, text: Some(true) }),
    ("joins", Decided { article: Some(false), paragraph: None, text: None }),
    ("left_out", Decided { article: None, paragraph: None, text: Some(false) }),
    ("kept", Decided { article: None, paragraph: None, text: Some(true) }),
    ("paragraphs", Decided { article: None, paragraph: Some(true), text: Some(true) }),
    (
        "no_paragraphs",
        Decided { article: Some(false), paragraph: Some(false), text: Some(true) },
    ),
    ("article", Decided { article: None, paragraph: None, text: Some(true) }),
];

/// A correction of some lines: its place, its rule, the lines, the table of an article.
struct Item<'a> {
    span: Range<usize>,
    rule: usize,
    lines: (u32, u32),
    article: Option<&'a ArticlePlan>,
}

impl<'a> Decisions<'a> {
    /// Reads corrections beside the text they are about.
    pub(crate) fn new(
        diagnostics: &mut Diagnostics,
        corrections: Option<&'a Corrections>,
        text: &str,
    ) -> Self {
        let mut decisions = Self { corrections, ..Self::default() };
        let Some(corrections) = corrections else { return decisions };
        let filled: BTreeSet<u32> = (1_u32..)
            .zip(text.split('\n'))
            .filter(|(_, content)| !content.trim().is_empty())
            .map(|(line, _)| line)
            .collect();
        for item in items(&corrections.plan) {
            let trouble = trouble(&item, &filled)
                .or_else(|| decisions.follow(&item).err().map(|why| (why, 0)));
            if let Some((why, name)) = trouble {
                decisions.refuse(diagnostics, &item, why, name);
            }
        }
        decisions
    }

    /// What was decided about a line.
    pub(crate) fn of(&self, line: u32) -> Decided {
        self.lines.get(&line).copied().unwrap_or_default()
    }

    /// Whether a person has said something about a line.
    pub(crate) fn is_about(&self, line: u32) -> bool {
        self.lines.contains_key(&line)
    }

    /// Follows a correction, unless another one says the opposite.
    fn follow(&mut self, item: &Item<'a>) -> Result<(), &'static str> {
        let (_, new) = RULES[item.rule];
        let (first, last) = item.lines;
        let opposite =
            |a: Option<bool>, b: Option<bool>| a.is_some() && b == a.map(|a| !a);
        let contradicts = |old: &Decided| {
            opposite(old.article, new.article)
                || opposite(old.paragraph, new.paragraph)
                || opposite(old.text, new.text)
        };
        let twice = item.article.is_some_and(|article| {
            let line = article.line.get_ref();
            self.articles.iter().any(|other| other.line.get_ref() == line)
        });
        if twice || self.lines.range(first..=last).any(|(_, old)| contradicts(old)) {
            return Err("contradicts");
        }
        for line in first..=last {
            let old = self.lines.entry(line).or_default();
            old.article = old.article.or(new.article);
            old.paragraph = old.paragraph.or(new.paragraph);
            old.text = old.text.or(new.text);
        }
        self.articles.extend(item.article);
        Ok(())
    }

    fn refuse(
        &self,
        diagnostics: &mut Diagnostics,
        item: &Item<'_>,
        why: &'static str,
        name: u32,
    ) {
        let Some(corrections) = self.corrections else { return };
        let diagnostic = Diagnostic::new(Code::I046)
            .at(Span::new(corrections.file, item.span.clone()))
            .with("why", why)
            .with("line", item.lines.0)
            .with("name", name);
        diagnostics.push(diagnostic);
    }

    /// Marks the lines of a plain text and takes out those that belong to no article.
    pub(crate) fn mark(&self, page: &mut Page<'_>) -> Vec<LeftOut> {
        if self.lines.is_empty() {
            return Vec::new();
        }
        let mut left_out = Vec::new();
        let (mut last, mut starts, mut gap) = (0, false, 0);
        page.lines.retain_mut(|line| {
            line.decided = self.of(line.number);
            if line.number == last {
                // Only the first piece of a line can begin something.
                line.decided = Decided { text: line.decided.text, ..Decided::default() };
            }
            let is_first = line.number != last;
            last = line.number;
            if line.decided.text != Some(false) {
                line.page |= starts;
                line.gap = line.gap.max(gap);
                (starts, gap) = (false, 0);
                return true;
            }
            starts |= line.page;
            gap = gap.max(line.gap);
            if is_first {
                left_out.push(self.left_out(line.number, line.raw));
            }
            false
        });
        left_out
    }

    fn left_out(&self, line: u32, text: &str) -> LeftOut {
        let (lines, text) = (vec![(line, line)], text.trim().to_owned());
        LeftOut { lines, reason: "corrected".to_owned(), text }
    }

    /// The parts of a document without those that belong to no article.
    pub(crate) fn parts(&self, parts: Vec<Part>) -> Vec<Part> {
        let is_out = |part: &Part| {
            let (first, last) = part.lines;
            (first..=last).all(|line| self.of(line).text == Some(false))
        };
        parts.into_iter().filter(|part| !is_out(part)).collect()
    }

    /// Whether the article that a place seems to begin was decided upon.
    pub(crate) fn begins(&self, (first, last): (u32, u32), found: bool) -> bool {
        let said = |line| self.of(line).article;
        (first..=last).find_map(said).unwrap_or(found)
    }

    /// Takes over what was decided about articles, and says what could not be followed.
    pub(crate) fn apply(
        &self,
        diagnostics: &mut Diagnostics,
        report: &mut Report,
        text: &str,
        is_plain: bool,
    ) {
        let Some(corrections) = self.corrections else { return };
        self.complete(report, text);
        let mut begins = BTreeSet::new();
        for draft in report.articles.iter_mut().filter(|draft| draft.kind != Kind::Toc) {
            let Some((first, _)) = draft.lines.first().copied() else { continue };
            begins.insert(first);
            if self.of(first).article == Some(true) {
                draft.confidence = 1.0;
                correct::say(draft);
            }
        }
        let mut done = BTreeSet::new();
        for item in items(&corrections.plan) {
            let (key, decided) = RULES[item.rule];
            let line = item.lines.0;
            let joins = decided.article == Some(false);
            if !is_plain && matches!(key, "kept" | "paragraphs" | "no_paragraphs") {
                let span = Span::new(corrections.file, item.span.clone());
                let diagnostic = Diagnostic::new(Code::I047).at(span).with("key", key);
                diagnostics.push(diagnostic.with("file", report.source.as_str()));
            } else if let Some(article) = item.article {
                if let Err(why) = self.article(report, article, &mut done) {
                    self.refuse(diagnostics, &item, why, 0);
                }
            } else if joins
                && begins.contains(&line)
                && self.of(line).article == Some(false)
            {
                // No text is left before it.
                self.refuse(diagnostics, &item, "first", 0);
            } else if decided.paragraph == Some(false)
                && self.of(line).paragraph == Some(false)
                && opens_text(report, line)
            {
                // Before it is the title, which is no paragraph it could go on with.
                self.refuse(diagnostics, &item, "first", 0);
            }
        }
    }

    /// Takes over what was decided about an article; why not, when it cannot be.
    fn article(
        &self,
        report: &mut Report,
        article: &ArticlePlan,
        done: &mut BTreeSet<usize>,
    ) -> Result<(), &'static str> {
        if !self.articles.iter().any(|known| std::ptr::eq(*known, article)) {
            // It was refused before.
            return Ok(());
        }
        let line = *article.line.get_ref();
        let holds = |draft: &Draft| {
            draft.kind != Kind::Toc
                && draft.lines.iter().any(|(a, b)| (*a..=*b).contains(&line))
        };
        let at = report.articles.iter().position(holds).ok_or("no-article")?;
        if !done.insert(at) {
            return Err("contradicts");
        }
        correct::correct(&mut report.articles[at], article);
        Ok(())
    }

    /// Adds the lines that were taken out of a document and are named nowhere else.
    fn complete(&self, report: &mut Report, text: &str) {
        let is_out = |line: &u32| self.of(*line).text == Some(false);
        let named: BTreeSet<u32> = report
            .left_out
            .iter()
            .flat_map(|left| &left.lines)
            .chain(report.articles.iter().flat_map(|draft| &draft.lines))
            .flat_map(|(first, last)| *first..=*last)
            .collect();
        let lines = (1_u32..).zip(text.split('\n'));
        let new = lines
            .filter(|(line, content)| is_out(line) && !content.trim().is_empty())
            .filter(|(line, _)| !named.contains(line))
            .map(|(line, content)| self.left_out(line, content));
        report.left_out.extend(new);
        report.left_out.sort_by_key(|left| left.lines[0]);
    }
}

/// Whether the text of an article begins with this line.
fn opens_text(report: &Report, line: u32) -> bool {
    let mut firsts = report.articles.iter().filter_map(|draft| draft.blocks.first());
    firsts.any(|block| block.line == line)
}

/// The corrections in the order in which they are written.
fn items(plan: &Plan) -> Vec<Item<'_>> {
    let numbers = [
        (0, &plan.starts),
        (1, &plan.joins),
        (4, &plan.paragraphs),
        (5, &plan.no_paragraphs),
    ];
    let mut items = Vec::new();
    for (rule, lines) in numbers {
        items.extend(lines.iter().map(|line| Item {
            span: line.span(),
            rule,
            lines: (*line.get_ref(), *line.get_ref()),
            article: None,
        }));
    }
    for (rule, lines) in [(2, &plan.left_out), (3, &plan.kept)] {
        items.extend(lines.iter().map(|lines| Item {
            span: lines.span(),
            rule,
            lines: lines.get_ref().range(),
            article: None,
        }));
    }
    items.extend(plan.article.iter().map(|article| Item {
        span: article.line.span(),
        rule: 6,
        lines: (*article.line.get_ref(), *article.line.get_ref()),
        article: Some(article),
    }));
    items.sort_by_key(|item| item.span.start);
    items
}

/// Why a correction makes no sense in a text with these lines, and the number to name.
fn trouble(item: &Item<'_>, filled: &BTreeSet<u32>) -> Option<(&'static str, u32)> {
    let (first, last) = item.lines;
    let end = filled.last().copied().unwrap_or(0);
    if first > last {
        return Some(("order", last));
    }
    if first == 0 || last > end {
        return Some(("range", end));
    }
    if filled.range(first..=last).next().is_none() {
        return Some(("blank", 0));
    }
    None
}
