//! What a person says about an article, into its draft.
//!
//! What a correction replaces is kept beside the text, unless it is another spelling of
//! the same: no words of a source are lost by a correction.

use std::collections::BTreeSet;

use crate::import::corrections::ArticlePlan;
use crate::import::furniture::bare;
use crate::import::{Draft, DraftBlock, DraftBlockKind, DraftNote, Kind};

/// Names the person as the reason.
pub(crate) fn say(draft: &mut Draft) {
    let reason = "evidence-corrected";
    if !draft.evidence.iter().any(|known| known == reason) {
        draft.evidence.insert(0, reason.to_owned());
    }
}

/// Takes over what a person says about an article.
pub(crate) fn correct(draft: &mut Draft, plan: &ArticlePlan) {
    say(draft);
    let mut replaced = Vec::new();
    if let Some(text) = &plan.title {
        title(draft, text, &mut replaced);
    }
    if let Some(subtitle) = &plan.subtitle {
        replaced.extend(unlike(draft.subtitle.take(), subtitle));
        draft.subtitle = filled(subtitle);
    }
    if let Some(unit) = &plan.unit {
        replaced.extend(unlike(draft.unit.take(), unit));
        draft.unit = filled(unit);
        draft.settled.signature = true;
    }
    if let Some(authors) = &plan.authors {
        let old = std::mem::replace(&mut draft.authors, authors.clone());
        let lost: Vec<String> =
            old.into_iter().filter(|name| !authors.contains(name)).collect();
        let lost = (!lost.is_empty()).then(|| lost.join("、"));
        replaced.extend(unlike(lost, &authors.join("、")));
        draft.settled.signature = true;
    }
    if let Some(date) = &plan.date {
        draft.date = filled(date.get_ref());
    }
    let Draft { title, subtitle, unit, notes, lines, .. } = draft;
    let said: Vec<&String> = [title.as_ref(), subtitle.as_ref(), unit.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    notes.retain(|note| !said.contains(&&note.text));
    let line = lines.first().map_or(0, |(line, _)| *line);
    notes.extend(replaced.into_iter().map(|text| DraftNote { text, line }));
}

/// The title: words of the text that are the title now are text no more, and what is no
/// title any more begins the text.
fn title(draft: &mut Draft, text: &str, replaced: &mut Vec<String>) {
    draft.blocks.retain(|block| {
        block.kind == DraftBlockKind::Caption || bare(&block.text) != bare(text)
    });
    match (draft.title.take(), filled(text)) {
        (Some(old), None) if !draft.is_markdown => {
            let line = draft.lines.first().map_or(0, |(line, _)| *line);
            let block = DraftBlock::sure(DraftBlockKind::Paragraph, None, old, line);
            draft.blocks.insert(0, block);
        }
        (old, _) => replaced.extend(unlike(old, text)),
    }
    draft.title = filled(text);
    draft.settled.title = true;
    if draft.title.is_some() && matches!(draft.kind, Kind::Box | Kind::Caption) {
        draft.kind = Kind::Article;
    }
}

/// A value, unless it is empty: then there is none.
fn filled(text: &str) -> Option<String> {
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// A value that is replaced, unless at least half of its characters stand in the new one:
/// then it is the same name spelled another way.
fn unlike(old: Option<String>, new: &str) -> Option<String> {
    let old = old?;
    let new: BTreeSet<char> = new.chars().collect();
    let count = old.chars().count();
    let shared = old.chars().filter(|c| new.contains(c)).count();
    (shared * 2 < count).then_some(old)
}
