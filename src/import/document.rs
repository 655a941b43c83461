//! Parts of a document that says what they are (Word, web pages) into drafts.
//!
//! Where an article begins is taken from the strongest kind of title that the document
//! uses; unit, persons and date are recognised by the same forms as in plain text.

mod said;
mod titles;

use crate::import::decisions::Decisions;
use crate::import::document::said::{Said, bracketed, said};
use crate::import::document::titles::titles;
use crate::import::draft::empty;
use crate::import::forms::{self, End};
use crate::import::picture;
use crate::import::{Draft, DraftBlock, DraftBlockKind, DraftNote, Kind};

/// The longest line that can be a title or stand beside one, in characters.
const LONGEST_HEAD: usize = 60;

/// How many lines may stand between a title and its text.
const MOST_HEAD_LINES: usize = 6;

/// A paragraph or table of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// What the document says it is.
    pub(crate) form: Form,
    /// Its Markdown.
    pub(crate) text: String,
    /// Its characters.
    pub(crate) plain: String,
    /// The lines it stands on, from 1, inclusive.
    pub(crate) lines: (u32, u32),
    /// Where its lines stand.
    pub(crate) align: Align,
    /// Whether all of it is bold.
    pub(crate) is_bold: bool,
    /// How large its characters are, in half points; 0 when nothing says so.
    pub(crate) size: u16,
    /// Whether the document puts it on a new page.
    pub(crate) starts_page: bool,
}

/// What a document says a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A paragraph.
    Text,
    /// The title.
    Title,
    /// The subtitle.
    Subtitle,
    /// A heading with its level, from 1.
    Heading(u8),
    /// An item of a list; neighbours make one list.
    Item,
    /// A table, a quotation, code: a block whose Markdown is used as it is.
    Block,
    /// The words below a picture.
    Caption,
    /// A picture, by its path, and how much of the measure it takes.
    Picture {
        /// In percent.
        width: Option<u8>,
    },
    /// A picture that is of no use.
    Lost,
    /// A picture with its caption, as Markdown.
    Figure,
    /// A footnote's text.
    Note,
}

/// Where the lines of a paragraph stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    /// At the start, or justified.
    Start,
    /// In the middle.
    Centre,
    /// At the end: signatures.
    End,
}

impl Part {
    /// A part of which no more is known.
    pub(crate) fn new(
        form: Form,
        text: String,
        plain: String,
        lines: (u32, u32),
    ) -> Self {
        let (align, is_bold, size, starts_page) = (Align::Start, false, 0, false);
        Self { form, text, plain, lines, align, is_bold, size, starts_page }
    }

    /// What it looks like among titles.
    fn look(&self) -> (u16, bool) {
        (self.size, self.is_bold)
    }

    /// Whether it can be a title by its form alone.
    fn is_head(&self) -> bool {
        self.is_short()
            && forms::end(&self.plain) == End::Open
            && forms::numbered(&self.plain).is_none()
    }

    /// Whether it can stand in or beside a title.
    fn is_short(&self) -> bool {
        matches!(self.form, Form::Text | Form::Title | Form::Subtitle | Form::Heading(_))
            && self.plain.chars().count() <= LONGEST_HEAD
            && forms::end(&self.plain) != End::Pause
    }

    /// Whether it stands in the middle as titles do.
    fn is_display(&self) -> bool {
        self.align == Align::Centre && self.is_head()
    }
}

/// The drafts of a document. Pictures above the first title belong to its article.
pub(crate) fn drafts(parts: Vec<Part>, decisions: &Decisions<'_>) -> Vec<Draft> {
    let parts = picture::with_captions(decisions.parts(parts));
    let is_text = |part: &Part| part.form != Form::Figure;
    let first = parts.iter().position(is_text).unwrap_or(0);
    let (above, parts) = parts.split_at(first);
    let mut drafts = of_text(parts, decisions);
    if let Some(draft) = drafts.first_mut() {
        draft.blocks.splice(0..0, above.iter().map(figure));
        draft.lines.extend(above.iter().map(|part| part.lines));
        draft.lines = ranges(std::mem::take(&mut draft.lines));
    }
    drafts
}

/// A picture as a block.
fn figure(part: &Part) -> DraftBlock {
    let (kind, text) = (DraftBlockKind::Caption, part.text.clone());
    DraftBlock::sure(kind, None, text, part.lines.0)
}

fn of_text(parts: &[Part], decisions: &Decisions<'_>) -> Vec<Draft> {
    if parts.is_empty() {
        return Vec::new();
    }
    let (found, confidence) = titles(parts);
    let is_found = |at: &usize| found.binary_search(at).is_ok();
    let begins = |at: &usize| decisions.begins(parts[*at].lines, is_found(at));
    let titles: Vec<usize> = (0..parts.len()).filter(begins).collect();
    let mut drafts = Vec::new();
    let mut from = 0;
    let first = titles.first().copied().unwrap_or(parts.len());
    let is_lead = first <= 3
        && parts[..first].iter().all(Part::is_short)
        && (first == 0 || is_found(&first));
    if titles.is_empty() || first > 0 && !is_lead {
        drafts.push(draft(&parts[..first], None, 0.6));
        from = first;
    }
    for (index, title) in titles.iter().enumerate() {
        let end = titles.get(index + 1).copied().unwrap_or(parts.len());
        let is_title = is_found(title) || parts[*title].is_short();
        let place = is_title.then_some(title - from);
        drafts.push(draft(&parts[from..end], place, confidence));
        from = end;
    }
    drafts
}

/// One article.
fn draft(parts: &[Part], title: Option<usize>, confidence: f64) -> Draft {
    let mut draft = empty(Kind::Article, confidence, Vec::new());
    draft.is_markdown = true;
    let mut from = 0;
    if let Some(at) = title {
        for part in &parts[..at] {
            take(&mut draft, part);
        }
        from = head(&mut draft, parts, at);
    }
    let to = tail(&mut draft, parts, from);
    body(&mut draft, &parts[from..to]);
    let lines = |part: &Part| (part.lines.0 > 0).then_some(part.lines);
    draft.lines = ranges(parts.iter().filter_map(lines).collect());
    draft
}

/// Title and the lines below it; gives where the text begins.
fn head(draft: &mut Draft, parts: &[Part], title: usize) -> usize {
    let first = &parts[title];
    let (mut words, mut at) = (vec![flat(&first.plain)], title + 1);
    let goes_on = |part: &Part| match first.form {
        Form::Text => {
            part.form == Form::Text
                && part.is_display()
                && part.look() == first.look()
                && matches!(said(part), None | Some(Said::Note))
                && bracketed(&part.plain).is_none()
        }
        form => part.form == form && matches!(said(part), None | Some(Said::Note)),
    };
    while at < parts.len() && at < title + 3 && first.align == parts[at].align {
        if !goes_on(&parts[at]) {
            break;
        }
        words.push(flat(&parts[at].plain));
        at += 1;
    }
    draft.title = Some(words.join(" "));
    draft.evidence.push(
        match first.form {
            Form::Title => "evidence-title-style",
            Form::Heading(_) => "evidence-first-level",
            _ if first.is_display() => "evidence-centred",
            _ if first.starts_page => "evidence-new-page",
            _ => "evidence-first-line",
        }
        .to_owned(),
    );
    let end = (at + MOST_HEAD_LINES).min(parts.len());
    let says = |at: usize| parts.get(at).is_some_and(|part| said(part).is_some());
    let is_beside = |at: usize| match parts[at].form {
        Form::Note => true,
        Form::Figure => says(at + 1),
        _ => says(at),
    };
    while at < end && is_beside(at) {
        take(draft, &parts[at]);
        at += 1;
    }
    at
}

/// Unit, persons and date at the end of a text; gives where they begin.
fn tail(draft: &mut Draft, parts: &[Part], from: usize) -> usize {
    let mut at = parts.len();
    while at > from + 1 && parts.len() - at < 3 {
        let part = &parts[at - 1];
        let is_set = part.align == Align::End;
        let counts = match said(part) {
            Some(Said::Date(_)) => true,
            Some(Said::Unit(_) | Said::People(..) | Said::UnitAndPeople(..)) => is_set,
            _ => false,
        };
        if !counts {
            break;
        }
        at -= 1;
    }
    parts[at..].iter().for_each(|part| take(draft, part));
    at
}

/// Takes over what a line beside a title says; what has no place of its own is a note.
fn take(draft: &mut Draft, part: &Part) {
    if part.form == Form::Figure {
        return draft.blocks.push(figure(part));
    }
    let line = part.lines.0;
    let note = |draft: &mut Draft, text: String| {
        draft.notes.push(DraftNote { text, line });
    };
    let said = said(part);
    if matches!(said, Some(Said::Unit(_) | Said::UnitAndPeople(..))) {
        draft.evidence.push("evidence-unit".to_owned());
    }
    match said {
        Some(Said::Subtitle(text)) if draft.subtitle.is_none() => {
            draft.subtitle = Some(flat(&text));
        }
        Some(Said::Date(date)) if draft.date.is_none() => draft.date = Some(date),
        Some(Said::People(names, post)) => {
            add_people(draft, names);
            if let Some(post) = post {
                note(draft, post);
            }
        }
        Some(Said::Unit(unit)) if draft.unit.is_none() => {
            draft.unit = Some(unit.trim_end_matches(['：', ':']).to_owned());
        }
        // Said once more at the end.
        Some(Said::Unit(unit)) if draft.unit.as_ref() == Some(&unit) => {}
        Some(Said::Date(date)) if draft.date.as_ref() == Some(&date) => {}
        Some(Said::UnitAndPeople(unit, names)) if draft.unit.is_none() => {
            draft.unit = Some(unit);
            add_people(draft, names);
        }
        _ => note(draft, part.plain.clone()),
    }
}

/// Adds persons who are not there yet.
fn add_people(draft: &mut Draft, names: Vec<String>) {
    for name in names {
        if !draft.authors.contains(&name) {
            draft.authors.push(name);
        }
    }
    if !draft.evidence.iter().any(|reason| reason == "evidence-byline") {
        draft.evidence.push("evidence-byline".to_owned());
    }
}

/// The text of an article.
fn body(draft: &mut Draft, parts: &[Part]) {
    let mut numbered_level = None;
    let mut list = false;
    for part in parts {
        let level = level(part, &mut numbered_level);
        let kind = match (level, part.form) {
            (Some(_), _) => DraftBlockKind::Heading,
            (None, Form::Caption | Form::Figure) => DraftBlockKind::Caption,
            _ => DraftBlockKind::Paragraph,
        };
        let is_item = part.form == Form::Item;
        if let Some(last) = draft.blocks.last_mut().filter(|_| is_item && list) {
            last.text.push('\n');
            last.text.push_str(&part.text);
            continue;
        }
        list = is_item;
        let text = if level.is_some() { heading_text(part) } else { part.text.clone() };
        draft.blocks.push(DraftBlock::sure(kind, level, text, part.lines.0));
    }
    let highest = draft.blocks.iter().filter_map(|block| block.level).min().unwrap_or(1);
    for level in draft.blocks.iter_mut().filter_map(|block| block.level.as_mut()) {
        *level = (*level - highest + 1).min(5);
    }
}

/// A heading on one line; what is bold in it is so by being a heading.
fn heading_text(part: &Part) -> String {
    let text = part.text.replace("\\\n", " ");
    if part.is_bold { text.replace("**", "") } else { text }
}

/// The level of a heading: what the document says, or what a short bold or numbered
/// line says by its form.
fn level(part: &Part, numbered_level: &mut Option<u8>) -> Option<u8> {
    match part.form {
        Form::Heading(level) => return Some(level.clamp(1, 9)),
        Form::Title => return Some(1),
        Form::Text => {}
        _ => return None,
    }
    let length = part.plain.chars().count();
    if forms::end(&part.plain) != End::Open || length > 40 || part.plain.contains('\n') {
        return None;
    }
    let number = forms::numbered(&part.plain);
    if let Some(level) = number.filter(|level| part.is_bold || *level <= 2) {
        *numbered_level = Some(level);
        return Some(level);
    }
    let stands_out = part.is_bold && length <= 30 && part.align != Align::End;
    (stands_out && number.is_none()).then(|| numbered_level.map_or(1, |level| level + 1))
}

/// Text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Ranges in order, joined where one begins on the last line of another or below it.
pub(crate) fn ranges(mut lines: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    lines.sort_unstable();
    let mut ranges: Vec<(u32, u32)> = Vec::new();
    for (first, last) in lines {
        match ranges.last_mut() {
            Some(open) if first <= open.1.saturating_add(1) => open.1 = open.1.max(last),
            _ => ranges.push((first, last)),
        }
    }
    ranges
}
