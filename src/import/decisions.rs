//! Corrections against the source they are about: what a person has decided on each
//! line, and about each article.
//!
//! A correction that cannot be followed is reported with its place in `import.toml` and
//! has no effect; all others win over every evidence.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::import::corrections::{ArticlePlan, Corrections, Plan};
use crate::import::document::Part;
use crate::import::furniture::bare;
use crate::import::lines::Page;
use crate::import::{
    Draft, DraftBlock, DraftBlockKind, DraftNote, Kind, LeftOut, Report,
};

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
        for draft in &mut report.articles {
            let Some((first, _)) = draft.lines.first().copied() else { continue };
            if self.of(first).article == Some(true) {
                draft.confidence = 1.0;
                say(draft);
            }
        }
        let begins: BTreeSet<u32> = report
            .articles
            .iter()
            .filter(|draft| draft.kind != Kind::Toc)
            .filter_map(|draft| draft.lines.first().map(|(line, _)| *line))
            .collect();
        let mut done = BTreeSet::new();
        for item in items(&corrections.plan) {
            let line = item.lines.0;
            if !is_plain
                && matches!(RULES[item.rule].0, "kept" | "paragraphs" | "no_paragraphs")
            {
                let span = Span::new(corrections.file, item.span.clone());
                let diagnostic = Diagnostic::new(Code::I047).at(span);
                let diagnostic = diagnostic.with("key", RULES[item.rule].0);
                diagnostics.push(diagnostic.with("file", report.source.as_str()));
                continue;
            }
            let joins = RULES[item.rule].1.article == Some(false);
            if joins && begins.contains(&line) && self.of(line).article == Some(false) {
                // No text is left before it.
                self.refuse(diagnostics, &item, "first", 0);
            }
            let Some(article) = item.article else { continue };
            if !self.articles.iter().any(|known| std::ptr::eq(*known, article)) {
                continue;
            }
            let holds = |draft: &Draft| {
                draft.kind != Kind::Toc
                    && draft.lines.iter().any(|(a, b)| (*a..=*b).contains(&line))
            };
            match report.articles.iter().position(holds) {
                None => self.refuse(diagnostics, &item, "no-article", 0),
                Some(at) if !done.insert(at) => {
                    self.refuse(diagnostics, &item, "contradicts", 0);
                }
                Some(at) => correct(&mut report.articles[at], article),
            }
        }
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

/// Names the person as the reason.
fn say(draft: &mut Draft) {
    let reason = "evidence-corrected";
    if !draft.evidence.iter().any(|known| known == reason) {
        draft.evidence.insert(0, reason.to_owned());
    }
}

/// Takes over what a person says about an article. What it replaces is kept beside the
/// text, unless it is another spelling of the same.
fn correct(draft: &mut Draft, plan: &ArticlePlan) {
    say(draft);
    let some = |text: &String| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let mut replaced = Vec::new();
    if let Some(title) = &plan.title {
        let bare_title = bare(title);
        draft.blocks.retain(|block| {
            block.kind == DraftBlockKind::Caption || bare(&block.text) != bare_title
        });
        match (draft.title.take(), some(title)) {
            (Some(old), None) if !draft.is_markdown => lead(draft, old),
            (old, new) => replaced.extend(unlike(old, new.as_deref())),
        }
        draft.title = some(title);
        draft.settled.title = true;
        if draft.title.is_some() && matches!(draft.kind, Kind::Box | Kind::Caption) {
            draft.kind = Kind::Article;
        }
    }
    if let Some(subtitle) = &plan.subtitle {
        replaced.extend(unlike(draft.subtitle.take(), some(subtitle).as_deref()));
        draft.subtitle = some(subtitle);
    }
    if let Some(unit) = &plan.unit {
        replaced.extend(unlike(draft.unit.take(), some(unit).as_deref()));
        draft.unit = some(unit);
        draft.settled.signature = true;
    }
    if let Some(authors) = &plan.authors {
        let old = std::mem::replace(&mut draft.authors, authors.clone());
        let lost: Vec<String> =
            old.into_iter().filter(|name| !authors.contains(name)).collect();
        let all = authors.join("、");
        let lost = (!lost.is_empty()).then(|| lost.join("、"));
        replaced.extend(unlike(lost, (!all.is_empty()).then_some(all.as_str())));
        draft.settled.signature = true;
    }
    if let Some(date) = &plan.date {
        draft.date = some(date.get_ref());
    }
    let line = draft.lines.first().map_or(0, |(line, _)| *line);
    let known: Vec<String> = [&draft.title, &draft.subtitle, &draft.unit]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    draft.notes.retain(|note| !known.contains(&note.text));
    draft.notes.extend(replaced.into_iter().map(|text| DraftNote { text, line }));
}

/// What was a title and is none begins the text.
fn lead(draft: &mut Draft, text: String) {
    let line = draft.lines.first().map_or(0, |(line, _)| *line);
    let kind = DraftBlockKind::Paragraph;
    draft.blocks.insert(0, DraftBlock { kind, level: None, text, line });
}

/// A value that is replaced, unless at least half of its characters stand in the new one:
/// then it is the same name spelled another way.
fn unlike(old: Option<String>, new: Option<&str>) -> Option<String> {
    let old = old?;
    let new: BTreeSet<char> = new.unwrap_or_default().chars().collect();
    let count = old.chars().count();
    let shared = old.chars().filter(|c| new.contains(c)).count();
    (shared * 2 < count).then_some(old)
}
