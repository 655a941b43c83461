//! What a short line beside a title says by its form: who wrote, for whom, when.

use crate::import::document::{Align, Form, Part};
use crate::import::forms::{self, End};
use crate::import::organs;
use crate::import::people;

/// What a line beside a title says.
pub(super) enum Said {
    Subtitle(String),
    Date(String),
    People(Vec<String>, Option<String>),
    Unit(String),
    UnitAndPeople(String, Vec<String>),
    Note,
}

/// What a short line says by its form.
pub(super) fn said(part: &Part) -> Option<Said> {
    let text = part.plain.trim();
    if !part.is_short() || text.is_empty() || matches!(part.form, Form::Heading(_)) {
        return None;
    }
    if part.form == Form::Subtitle || text.starts_with("——") {
        return Some(Said::Subtitle(text.trim_start_matches('—').trim().to_owned()));
    }
    let is_set = part.align != Align::Start;
    let bare = bracketed(text);
    let inside = bare.unwrap_or(text);
    if let Some(date) = forms::date(inside) {
        return Some(Said::Date(date));
    }
    if forms::numbered(inside).is_some() {
        return None;
    }
    if let Some(byline) = people::byline(inside) {
        return Some(match byline.unit {
            Some(unit) => Said::UnitAndPeople(unit, byline.names),
            None => Said::People(byline.names, byline.post),
        });
    }
    let sure = organs::unit(inside);
    if sure == 2 || is_set && (sure == 1 || organs::region(inside)) {
        return Some(Said::Unit(inside.to_owned()));
    }
    if let Some(names) = people::surnamed(inside).filter(|_| is_set || bare.is_some()) {
        return Some(Said::People(names, None));
    }
    (is_set && forms::end(text) == End::Open || bare.is_some()).then_some(Said::Note)
}

/// What stands inside the brackets around a whole line.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(['（', '('])?.strip_suffix(['）', ')'])?;
    (!inside.contains(['（', '('])).then_some(inside.trim())
}
