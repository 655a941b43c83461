//! The contents: whether there are any, and whether they follow the book. EPUB 3.3
//! section 7. Dead links in them are reported with all others.

use std::collections::BTreeMap;

use crate::diag::Code;
use crate::epub::check::Found;
use crate::epub::check::content::{Contents, Use};
use crate::epub::check::package::Package;
use crate::epub::check::reference::{Reference, resolve};

/// Reports what is wrong with the contents.
pub(super) fn check(found: &mut Found<'_>, package: &Package, contents: &Contents) {
    let mut wrong = |problem: &str, name: &str| {
        let args = [("problem", problem), ("name", name)];
        found.add(Code::E020, &package.path, &args);
    };
    if !contents.has_nav {
        wrong("missing", "");
        return;
    }
    let list = |kind: &str| contents.lists.iter().find(|(other, _)| other == kind);
    match list("toc") {
        None => wrong("toc", ""),
        Some((_, links)) if links.is_empty() => wrong("empty", ""),
        Some((_, links)) => {
            if let Some(link) = out_of_order(package, links) {
                wrong("order", &link.address);
            }
        }
    }
    if let Some((_, links)) = list("page-list")
        && let Some(link) = out_of_order(package, links)
    {
        wrong("order", &link.address);
    }
    if package.ncx().is_none() {
        return;
    }
    let is_in_ncx = |link: &&Use| Some(link.from.as_str()) == package.ncx();
    if !contents.links.iter().any(|link| is_in_ncx(&link)) {
        wrong("ncx", "");
    }
}

/// The first link whose document stands before that of the link before it, or nowhere in
/// the reading order.
fn out_of_order<'a>(package: &Package, links: &'a [Use]) -> Option<&'a Use> {
    let places: BTreeMap<&str, usize> = package.reading_order().zip(0..).collect();
    let mut last = 0;
    links.iter().find(|link| {
        let Reference::Inside { path, .. } = resolve(&link.from, &link.address) else {
            return false;
        };
        match places.get(path.as_str()) {
            Some(place) if *place >= last => {
                last = *place;
                false
            }
            _ => true,
        }
    })
}
