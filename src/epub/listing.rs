//! The documents of a book as the package document and the NCX list them.
//!
//! epub-builder would list them too, but packs an empty file for each on the way, which
//! took a fourteenth of the time of a book of 200 articles (docs/benchmarks.md).
//! EPUB 3.3 sections 5.6 and 5.7; OPF 2.0.1 section 2.4.1 for the NCX.

use epub_builder::{Toc, TocElement};

use crate::epub::outline::{Document, Kind};
use crate::epub::text::escape;

/// The items of the manifest.
pub(super) fn items(documents: &[Document<'_>]) -> String {
    let item = |Document { name, .. }: &Document<'_>| {
        format!(
            "  <item id=\"id_{name}\" href=\"{name}\" media-type=\"application/xhtml+xml\"/>\n  "
        )
    };
    documents.iter().map(item).collect()
}

/// The spine; with the place of the contents, when that is a page of the book.
pub(super) fn spine(
    documents: &[Document<'_>],
    contents: Option<usize>,
    direction: &str,
) -> String {
    let mut spine =
        format!("<spine toc=\"ncx\" page-progression-direction=\"{direction}\">\n");
    for (place, Document { name, .. }) in documents.iter().enumerate() {
        if contents == Some(place) {
            spine.push_str("    <itemref idref=\"nav\"/>\n");
        }
        spine.push_str(&format!("    <itemref idref=\"id_{name}\"/>\n"));
    }
    spine + "  </spine>"
}

/// Where contents and text begin, for readers of EPUB 2.
pub(super) fn guide(documents: &[Document<'_>], title: &str) -> String {
    let reference = |kind: &str, title: &str, name: &str| {
        let title = escape(title);
        format!("    <reference type=\"{kind}\" title=\"{title}\" href=\"{name}\"/>\n")
    };
    let begin = documents.iter().find(|document| document.is_body());
    let text = begin.map(|begin| reference("text", &begin.title, &begin.name));
    let contents = reference("toc", title, "nav.xhtml");
    format!("<guide>\n{contents}{}  </guide>", text.unwrap_or_default())
}

/// The contents of the NCX. It must have an entry: that of a book without texts is its
/// title, on the title page.
pub(super) fn points(documents: &[Document<'_>], title: &str) -> String {
    let mut contents = Toc::new();
    for document in documents.iter().filter(|document| document.is_listed()) {
        let level = if document.in_part { 2 } else { 1 };
        let entry = TocElement::new(&*document.name, escape(&document.title));
        contents.add(entry.level(level));
    }
    let is_title = |document: &&Document<'_>| matches!(document.kind, Kind::Title);
    let is_empty = !documents.iter().any(Document::is_listed);
    if let Some(front) = documents.iter().find(is_title).filter(|_| is_empty) {
        contents.add(TocElement::new(&*front.name, escape(title)));
    }
    contents.render_epub(false)
}
