//! The facts of a book into the metadata of the package document.
//!
//! Accessibility is claimed only as far as it is true of every book huikan makes, or as
//! the text shows; conformance to WCAG is a person's judgement and never claimed.
//! EPUB 3.3 section 5.5, EPUB Accessibility 1.1 section 2.

use std::fmt::{Arguments, Write as _};

use crate::epub::book::{Agent, Facts};
use crate::epub::package::Inventory;
use crate::epub::text::escape;
use crate::epub::words::Words;

/// What every book of huikan's has: nothing is locked, the text can be shown in any way,
/// and roles say what its parts are.
const FEATURES: [&str; 6] = [
    "ARIA",
    "displayTransformability",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
];

/// The `metadata` element.
pub(super) fn metadata(inventory: &Inventory) -> String {
    let lists = &inventory.lists;
    let edition = inventory.edition.as_ref().filter(|_| lists.has_pages());
    let facts = lists.facts();
    let words = Words::of(&facts.language);
    let mut list = List { out: String::new() };
    list.element("dc:identifier", " id=\"identifier\"", &facts.identifier);
    titles(&mut list, facts);
    list.element("dc:language", "", &facts.language);
    list.agents("dc:creator", "creator", &facts.creators);
    list.agents("dc:contributor", "contributor", &facts.contributors);
    list.optional("dc:publisher", facts.publisher.as_deref());
    list.optional("dc:date", facts.date_iso.as_deref());
    list.optional("dc:rights", facts.rights.as_deref());
    if let Some(class) = &facts.clc {
        list.element("dc:subject", " id=\"clc\"", class);
        list.refine("clc", "authority", "CLC");
        list.refine("clc", "term", class);
    }
    for (place, code) in facts.bisac.iter().enumerate() {
        let id = format!("bisac{}", place + 1);
        list.put("dc:subject", format_args!(" id=\"{id}\""), code);
        list.refine(&id, "authority", "BISAC");
        list.refine(&id, "term", code);
    }
    for source in &facts.sources {
        list.element("dc:source", "", source);
    }
    series(&mut list, facts);
    list.property("dcterms:modified", &facts.modified);
    if let Some(edition) = edition {
        let source = words.printed(&facts.title, edition);
        list.property("pageBreakSource", &source);
    }
    accessibility(&mut list, inventory, words, edition.is_some());
    if inventory.resources.cover.is_some() {
        // Readers of EPUB 2 find the cover picture by this.
        list.out.push_str("    <meta name=\"cover\" content=\"cover-image\"/>\n");
    }
    format!(
        "<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n{}  </metadata>",
        list.out
    )
}

fn titles(list: &mut List, facts: &Facts) {
    list.element("dc:title", " id=\"title\"", &facts.title);
    list.refine("title", "title-type", "main");
    list.refine_optional("title", "file-as", facts.file_as.as_deref());
    if let Some(subtitle) = &facts.subtitle {
        list.element("dc:title", " id=\"subtitle\"", subtitle);
        list.refine("subtitle", "title-type", "subtitle");
    }
}

/// The publication that the volume is one of. An ISBN is the publication's: it names this
/// book only when the publication is no more than this book.
fn series(list: &mut List, facts: &Facts) {
    let isbn = facts.isbn.as_ref().map(|isbn| format!("urn:isbn:{isbn}"));
    match &facts.series {
        Some(series) => {
            list.element(
                "meta",
                " property=\"belongs-to-collection\" id=\"series\"",
                series,
            );
            list.refine("series", "collection-type", "series");
            list.refine("series", "group-position", &facts.number.to_string());
            if let Some(isbn) = isbn {
                list.refine("series", "dcterms:identifier", &isbn);
            }
        }
        None => list.optional("dc:identifier", isbn.as_deref()),
    }
}

fn accessibility(list: &mut List, inventory: &Inventory, words: &Words, has_pages: bool) {
    let holds = &inventory.holds;
    list.property("schema:accessMode", "textual");
    if holds.images {
        list.property("schema:accessMode", "visual");
    }
    if !holds.silent_images {
        list.property("schema:accessModeSufficient", "textual");
    }
    for feature in FEATURES {
        list.property("schema:accessibilityFeature", feature);
    }
    if has_pages {
        list.property("schema:accessibilityFeature", "pageBreakMarkers");
        list.property("schema:accessibilityFeature", "pageNavigation");
    }
    let described = holds.images && !holds.silent_images;
    if described {
        list.property("schema:accessibilityFeature", "alternativeText");
    }
    if holds.ruby {
        list.property("schema:accessibilityFeature", "rubyAnnotations");
    }
    list.property("schema:accessibilityHazard", "none");
    list.property("schema:accessibilitySummary", &words.summary(described, has_pages));
}

/// Elements under way.
struct List {
    out: String,
}

impl List {
    fn put(&mut self, name: &str, attributes: Arguments<'_>, text: &str) {
        let text = escape(text);
        // Writing to a string cannot fail.
        let _ = writeln!(self.out, "    <{name}{attributes}>{text}</{name}>");
    }

    fn element(&mut self, name: &str, attributes: &str, text: &str) {
        self.put(name, format_args!("{attributes}"), text);
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.element(name, "", text);
        }
    }

    fn property(&mut self, property: &str, text: &str) {
        self.put("meta", format_args!(" property=\"{property}\""), text);
    }

    fn refine(&mut self, id: &str, property: &str, text: &str) {
        let attributes = format_args!(" refines=\"#{id}\" property=\"{property}\"");
        self.put("meta", attributes, text);
    }

    fn refine_optional(&mut self, id: &str, property: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.refine(id, property, text);
        }
    }

    fn agents(&mut self, name: &str, id: &str, agents: &[Agent]) {
        for (agent, place) in agents.iter().zip(1..) {
            let id = format!("{id}{place}");
            self.put(name, format_args!(" id=\"{id}\""), &agent.name);
            let role = "property=\"role\" scheme=\"marc:relators\"";
            self.put("meta", format_args!(" refines=\"#{id}\" {role}"), agent.role);
            self.refine_optional(&id, "file-as", agent.file_as.as_deref());
            self.refine(&id, "display-seq", &place.to_string());
        }
    }
}
