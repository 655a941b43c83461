//! Where the articles of a document begin.
//!
//! The strongest kind of title that a document uses decides: a style, a level of
//! headings, lines in the middle. Lines that only look like titles count where something
//! else says that an article begins: a unit, a person or a date below them, a new page,
//! or the look of the first title.

use std::collections::BTreeMap;

use crate::import::document::said::{Said, said};
use crate::import::document::{Align, Form, Part};
use crate::import::forms::{self, End};

/// The parts that begin with a title, and how sure that is.
pub(super) fn titles(parts: &[Part]) -> (Vec<usize>, f64) {
    let styled = begins(parts, |part| part.form == Form::Title);
    let signed = |at: &usize| is_signed(parts, *at);
    let heads = begins(parts, |part| {
        part.form == Form::Heading(1) && forms::numbered(&part.plain).is_none()
    });
    let may_gather = styled == [0] && gathers(parts, &heads);
    if may_gather && (heads.iter().any(signed) || is_signed_within(parts, &heads)) {
        return (heads, 0.9);
    }
    if !styled.is_empty() {
        return (styled, if may_gather { 0.55 } else { 0.95 });
    }
    if heads.first() == Some(&0) && heads.iter().any(signed) {
        return (heads.into_iter().filter(|at| *at == 0 || signed(at)).collect(), 0.95);
    }
    if heads.first() == Some(&0) || !heads.is_empty() && heads.iter().all(signed) {
        return (heads, 0.9);
    }
    let shown = shown(parts);
    if !shown.is_empty() {
        return (shown, 0.9);
    }
    let first = &parts[0];
    let is_title = first.is_short()
        && forms::end(&first.plain) == End::Open
        && forms::numbered(&first.plain).is_none()
        && parts.len() > 1
        && (is_signed(parts, 0) || first.is_bold || !parts[1].is_short());
    (if is_title { vec![0] } else { Vec::new() }, 0.7)
}

/// Whether a title above several heads may be the name of a collection and they the titles
/// in it: nothing but short lines stands between.
fn gathers(parts: &[Part], heads: &[usize]) -> bool {
    let [first, _, ..] = heads else { return false };
    let is_text = |part: &Part| !part.is_short() || forms::end(&part.plain) == End::Final;
    *first <= 3 && !parts[..*first].iter().any(is_text)
}

/// Whether a text ends in a signature at the right, and another head follows.
fn is_signed_within(parts: &[Part], heads: &[usize]) -> bool {
    let signs = |part: &Part| part.align == Align::End && part.is_short();
    heads.iter().skip(1).any(|head| signs(&parts[head - 1]))
}

/// The first parts of runs of parts of one kind.
fn begins(parts: &[Part], is: impl Fn(&Part) -> bool) -> Vec<usize> {
    let goes_on = |at: usize| at > 0 && is(&parts[at - 1]) && !parts[at].starts_page;
    (0..parts.len()).filter(|at| is(&parts[*at]) && !goes_on(*at)).collect()
}

/// Lines that look like titles where something else says so too.
fn shown(parts: &[Part]) -> Vec<usize> {
    let body = body_size(parts);
    let stands_out = |part: &Part| part.is_bold || part.size > body;
    let candidates = begins(parts, |part| {
        part.is_display() || part.is_head() && part.starts_page && stands_out(part)
    });
    let begins_article = |at: &usize| {
        let part = &parts[*at];
        *at == 0 || is_signed(parts, *at) || part.starts_page && stands_out(part)
    };
    let sure: Vec<usize> = candidates.iter().copied().filter(begins_article).collect();
    let looks: Vec<(u16, bool)> = sure.iter().map(|at| parts[*at].look()).collect();
    // Headings inside articles stand in the middle as well; only a size of their own
    // tells titles from them.
    let is_alike = |at: &usize| {
        let part = &parts[*at];
        part.size > body && looks.iter().all(|look| *look == part.look())
    };
    let is_title = |at: &usize| sure.contains(at) || !sure.is_empty() && is_alike(at);
    candidates.into_iter().filter(is_title).collect()
}

/// The size of most characters.
fn body_size(parts: &[Part]) -> u16 {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    for part in parts.iter().filter(|part| part.form == Form::Text) {
        *counts.entry(part.size).or_default() += part.plain.chars().count();
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(0, |(size, _)| size)
}

/// Whether a unit, a person or a date stands right below a title.
fn is_signed(parts: &[Part], at: usize) -> bool {
    let below = parts.iter().skip(at + 1).take(3);
    let says = |part: &Part| {
        matches!(
            said(part),
            Some(
                Said::Date(_)
                    | Said::People(..)
                    | Said::Unit(_)
                    | Said::UnitAndPeople(..)
            )
        )
    };
    below.take_while(|part| part.is_short() && part.align != Align::End).any(says)
}
