//! The facts of a book into the metadata of the package document.
//!
//! Accessibility is claimed only as far as it is true of every book huikan makes, or as
//! the text shows; conformance to WCAG is a person's judgement and never claimed.
//! EPUB 3.3 section 5.5, EPUB Accessibility 1.1 section 2.

use crate::epub::book::{Agent, Book, Facts};
use crate::epub::breaks::PageEntry;
use crate::epub::text::escape;

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
pub(super) fn metadata(
    book: &Book<'_>,
    has_cover: bool,
    page_list: &[PageEntry],
) -> String {
    let printed = book.printed.filter(|_| !page_list.is_empty());
    let facts = &book.facts;
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
        list.element("dc:subject", &format!(" id=\"{id}\""), code);
        list.refine(&id, "authority", "BISAC");
        list.refine(&id, "term", code);
    }
    for source in &facts.sources {
        list.element("dc:source", "", source);
    }
    series(&mut list, facts);
    list.property("dcterms:modified", &facts.modified);
    if let Some(printed) = printed {
        let source = book.words().printed(&facts.title, &printed.edition);
        list.property("pageBreakSource", &source);
    }
    accessibility(&mut list, book, printed.is_some());
    if has_cover {
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

fn accessibility(list: &mut List, book: &Book<'_>, has_pages: bool) {
    let holds = &book.holds;
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
    list.property(
        "schema:accessibilitySummary",
        &book.words().summary(described, has_pages),
    );
}

/// Elements under way.
struct List {
    out: String,
}

impl List {
    fn element(&mut self, name: &str, attributes: &str, text: &str) {
        let text = escape(text);
        self.out.push_str(&format!("    <{name}{attributes}>{text}</{name}>\n"));
    }

    fn optional(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.element(name, "", text);
        }
    }

    fn property(&mut self, property: &str, text: &str) {
        self.element("meta", &format!(" property=\"{property}\""), text);
    }

    fn refine(&mut self, id: &str, property: &str, text: &str) {
        let attributes = format!(" refines=\"#{id}\" property=\"{property}\"");
        self.element("meta", &attributes, text);
    }

    fn refine_optional(&mut self, id: &str, property: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.refine(id, property, text);
        }
    }

    fn agents(&mut self, name: &str, id: &str, agents: &[Agent]) {
        for (place, agent) in agents.iter().enumerate() {
            let id = format!("{id}{}", place + 1);
            self.element(name, &format!(" id=\"{id}\""), &agent.name);
            let role = " property=\"role\" scheme=\"marc:relators\"";
            self.element("meta", &format!(" refines=\"#{id}\"{role}"), agent.role);
            self.refine_optional(&id, "file-as", agent.file_as.as_deref());
            self.refine(&id, "display-seq", &(place + 1).to_string());
        }
    }
}
