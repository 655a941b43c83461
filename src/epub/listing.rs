//! The documents of a book as the package document and the NCX list them.
//!
//! epub-builder would list them too, but packs an empty file for each on the way, which
//! took a fourteenth of the time of a book of 200 articles (docs/benchmarks.md).
//! EPUB 3.3 sections 5.6 and 5.7; OPF 2.0.1 section 2.4.1 for the NCX.

use std::fmt::Write as _;
use std::sync::Arc;

use epub_builder::{Toc, TocElement};

use crate::epub::book::{Facts, Ground};
use crate::epub::breaks::PageEntry;
use crate::epub::outline::{Line, Place};
use crate::epub::text::escape;
use crate::epub::words::Words;

/// What contents, package document and NCX list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Lists {
    /// What is said about the book.
    pub(super) ground: Arc<Ground>,
    /// The documents in reading order, without the contents list.
    pub(super) lines: Vec<Line>,
    /// How many of them precede it; `None` when it is for navigation alone.
    pub(super) contents: Option<usize>,
    /// The printed pages that are marked in each of them.
    pub(super) pages: Vec<Arc<Vec<String>>>,
}

impl Lists {
    /// What is said about the book.
    pub(super) fn facts(&self) -> &Facts {
        &self.ground.facts
    }

    /// The printed pages that documents mark, in reading order.
    pub(super) fn page_list(&self) -> impl Iterator<Item = PageEntry<'_>> {
        self.lines.iter().zip(&self.pages).flat_map(|(line, pages)| {
            pages.iter().map(|number| PageEntry::new(&line.name, number))
        })
    }

    /// Whether documents mark any.
    pub(super) fn has_pages(&self) -> bool {
        self.pages.iter().any(|pages| !pages.is_empty())
    }

    /// The items of the manifest.
    pub(super) fn items(&self) -> String {
        let mut items = String::new();
        for Line { name, .. } in &self.lines {
            // Writing to a string cannot fail.
            let _ = write!(
                items,
                "  <item id=\"id_{name}\" href=\"{name}\" \
                 media-type=\"application/xhtml+xml\"/>\n  "
            );
        }
        items
    }

    /// The spine, with the contents list when that is a page of the book.
    pub(super) fn spine(&self) -> String {
        let direction = if self.ground.is_vertical { "rtl" } else { "ltr" };
        let mut spine =
            format!("<spine toc=\"ncx\" page-progression-direction=\"{direction}\">\n");
        for (place, Line { name, .. }) in self.lines.iter().enumerate() {
            if self.contents == Some(place) {
                spine.push_str("    <itemref idref=\"nav\"/>\n");
            }
            let _ = writeln!(spine, "    <itemref idref=\"id_{name}\"/>");
        }
        spine + "  </spine>"
    }

    /// Where contents and text begin, for readers of EPUB 2.
    pub(super) fn guide(&self) -> String {
        let reference = |kind: &str, title: &str, name: &str| {
            let title = escape(title);
            format!(
                "    <reference type=\"{kind}\" title=\"{title}\" href=\"{name}\"/>\n"
            )
        };
        let begin = self.lines.iter().find(|line| line.place == Place::Body);
        let text = begin.map(|begin| reference("text", &begin.title, &begin.name));
        let contents = reference("toc", &self.facts().title, "nav.xhtml");
        format!("<guide>\n{contents}{}  </guide>", text.unwrap_or_default())
    }

    /// The contents of the NCX. It must have an entry: that of a book without texts is its
    /// title, on the title page.
    pub(super) fn points(&self) -> String {
        let mut contents = Toc::new();
        for line in self.lines.iter().filter(|line| line.is_listed()) {
            let level = if line.in_part { 2 } else { 1 };
            let entry = TocElement::new(&*line.name, escape(&line.title));
            contents.add(entry.level(level));
        }
        let front = self.lines.iter().find(|line| line.place == Place::Title);
        let is_empty = !self.lines.iter().any(Line::is_listed);
        if let Some(front) = front.filter(|_| is_empty) {
            contents.add(TocElement::new(&*front.name, escape(&self.facts().title)));
        }
        contents.render_epub(false)
    }

    /// The page list of the NCX.
    pub(super) fn targets(&self) -> String {
        let label = escape(Words::of(&self.facts().language).pages());
        let mut list =
            format!("  <pageList>\n    <navLabel><text>{label}</text></navLabel>\n");
        for (PageEntry { number, href }, place) in self.page_list().zip(1..) {
            let is_roman = number.parse::<u32>().is_err();
            let number = escape(number);
            let kind = if is_roman { "front" } else { "normal" };
            let _ = write!(list, "    <pageTarget id=\"page{place}\" type=\"{kind}\"");
            if !is_roman {
                let _ = write!(list, " value=\"{number}\"");
            }
            let _ = writeln!(
                list,
                "><navLabel><text>{number}</text></navLabel>\
                 <content src=\"{href}\"/></pageTarget>"
            );
        }
        list + "  </pageList>"
    }
}
