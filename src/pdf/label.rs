//! Names of pages into page labels.
//!
//! Sheets of a booklet carry two pages each and get no labels: readers then count sheets.
//! ISO 32000-1, 12.4.2.

use lopdf::{Dictionary, Object, dictionary};

use crate::page::{Label, Pages};
use crate::pdf::document::{Body, text_string};
use crate::sheet::Sheet;

/// Adds the labels, when every sheet is one page.
pub(super) fn set(body: &mut Body, pages: &Pages, sheets: &[Sheet]) -> lopdf::Result<()> {
    let mut numbers = Vec::new();
    let mut expected = None;
    for (index, sheet) in (0_i64..).zip(sheets) {
        let [placement] = sheet.placements.as_slice() else { return Ok(()) };
        let Some(page) = pages.pages.get(placement.page) else { return Ok(()) };
        if expected.as_ref() != Some(&page.label) {
            numbers.extend([Object::from(index), range(&page.label).into()]);
        }
        expected = next(&page.label);
    }
    body.document.catalog_mut()?.set("PageLabels", dictionary! { "Nums" => numbers });
    Ok(())
}

/// The label that a range gives to the page after this one; a name has none.
fn next(label: &Label) -> Option<Label> {
    match label {
        Label::Name(_) => None,
        Label::Roman(number) => Some(Label::Roman(number + 1)),
        Label::Arabic(number) => Some(Label::Arabic(number + 1)),
    }
}

/// A range of labels that starts with this one.
fn range(label: &Label) -> Dictionary {
    let numbered =
        |style: &str, number: u32| dictionary! { "S" => style, "St" => number };
    match label {
        Label::Name(name) => dictionary! { "P" => text_string(name) },
        Label::Roman(number) => numbered("r", *number),
        Label::Arabic(number) => numbered("D", *number),
    }
}
