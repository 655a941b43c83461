//! The XHTML documents: whether they are well-formed, what ids they have, what they name,
//! and whether anything in them runs.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use crate::diag::Code;
use crate::epub::check::container::Container;
use crate::epub::check::package::{Item, Package};
use crate::epub::check::{Found, media, xml};

/// Elements that run something or ask for input: readers must not be trusted with them.
const ACTIVE: [&str; 8] =
    ["script", "iframe", "object", "embed", "form", "input", "button", "applet"];

/// Attributes whose address is fetched to show the document.
const FETCHED: [&str; 5] = ["src", "poster", "srcset", "data", "background"];

/// The namespace of `xlink:href`, by which drawings name pictures.
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// What documents hold, as far as other checks need it.
#[derive(Default)]
pub(super) struct Contents {
    /// The ids of each document.
    pub(super) ids: BTreeMap<String, BTreeSet<String>>,
    /// The addresses that documents name, in order.
    pub(super) links: Vec<Use>,
    /// The links of each navigation list: its type, and the addresses in order.
    pub(super) lists: Vec<(String, Vec<Use>)>,
    /// Whether a document is the contents.
    pub(super) has_nav: bool,
}

/// An address and where it stands.
#[derive(Clone)]
pub(super) struct Use {
    /// The file it stands in.
    pub(super) from: String,
    /// The address.
    pub(super) address: String,
    /// Whether it is fetched to show the file, and not a link to follow.
    pub(super) is_resource: bool,
}

impl Use {
    /// Something that is fetched to show a file.
    pub(super) fn resource(from: &str, address: &str) -> Self {
        Self { is_resource: true, ..Self::link(from, address) }
    }

    /// A link to follow.
    pub(super) fn link(from: &str, address: &str) -> Self {
        let (from, address) = (from.to_owned(), address.to_owned());
        Self { from, address, is_resource: false }
    }
}

/// Reads all documents of a package.
pub(super) fn read(
    found: &mut Found<'_>,
    container: &Container,
    package: &Package,
) -> Contents {
    let mut contents = Contents::default();
    for item in package.items.values() {
        let is_xml = [media::XHTML, media::SVG, media::NCX].contains(&&*item.media_type);
        let Some(path) = item.path.as_deref().filter(|_| is_xml) else { continue };
        let Some(bytes) = container.file(path) else { continue };
        let Some(text) = xml::text(found, path, bytes) else { continue };
        let Some(document) = xml::parse(found, path, text) else { continue };
        examine(found, &mut contents, (path, item), &document);
    }
    contents
}

fn examine(
    found: &mut Found<'_>,
    contents: &mut Contents,
    (path, item): (&str, &Item),
    document: &Document<'_>,
) {
    let mut ids = BTreeSet::new();
    for node in document.descendants().filter(Node::is_element) {
        if let Some(id) = node.attribute("id")
            && !ids.insert(id.to_owned())
        {
            found.add(Code::E022, path, &[("id", id)]);
        }
        run(found, path, node);
        contents.links.extend(addresses(path, node));
        let has_alt = node.attribute("alt").is_some();
        if node.tag_name().name() == "img" && !has_alt {
            let src = node.attribute("src").unwrap_or_default();
            found.add(Code::E026, path, &[("what", "alt"), ("name", src)]);
        }
    }
    contents.ids.insert(path.to_owned(), ids);
    if item.media_type != media::XHTML {
        return;
    }
    let root = document.root_element();
    let xml_lang = root.attribute(("http://www.w3.org/XML/1998/namespace", "lang"));
    if xml_lang.or(root.attribute("lang")).is_none_or(|tag| tag.trim().is_empty()) {
        found.add(Code::E026, path, &[("what", "lang"), ("name", "")]);
    }
    if xml::elements(document, "title").all(|title| xml::words(title).is_empty()) {
        found.add(Code::E026, path, &[("what", "title"), ("name", "")]);
    }
    if item.is("nav") {
        contents.has_nav = true;
        navigation(contents, path, document);
    }
}

/// Reports what runs.
fn run(found: &mut Found<'_>, path: &str, node: Node<'_, '_>) {
    let name = node.tag_name().name();
    if ACTIVE.contains(&name) {
        found.add(Code::E023, path, &[("what", &format!("<{name}>"))]);
    }
    let is_handler = |name: &str| name.len() > 3 && name.starts_with("on");
    for attribute in node.attributes().filter(|a| is_handler(a.name())) {
        found.add(Code::E023, path, &[("what", attribute.name())]);
    }
    let refreshes = node
        .attribute("http-equiv")
        .is_some_and(|what| what.eq_ignore_ascii_case("refresh"));
    if refreshes {
        found.add(Code::E023, path, &[("what", "refresh")]);
    }
}

/// The addresses that an element names.
fn addresses(path: &str, node: Node<'_, '_>) -> Vec<Use> {
    let name = node.tag_name().name();
    let mut uses = Vec::new();
    for attribute in FETCHED {
        // NCX has links in this attribute.
        let Some(value) = node.attribute(attribute) else { continue };
        let value = if attribute == "srcset" { first_word(value) } else { value };
        uses.push(match name {
            "content" => Use::link(path, value),
            _ => Use::resource(path, value),
        });
    }
    let href = node.attribute("href").or(node.attribute((XLINK, "href")));
    if let Some(href) = href {
        uses.push(match name {
            "link" | "image" | "use" => Use::resource(path, href),
            _ => Use::link(path, href),
        });
    }
    uses
}

fn first_word(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// The lists of a navigation document.
fn navigation(contents: &mut Contents, path: &str, document: &Document<'_>) {
    const OPS: &str = "http://www.idpf.org/2007/ops";
    for nav in xml::elements(document, "nav") {
        let kind = nav.attribute((OPS, "type")).unwrap_or_default().to_owned();
        let links = nav.descendants().filter(|node| node.tag_name().name() == "a");
        let links = links.filter_map(|link| link.attribute("href"));
        let links = links.map(|address| Use::link(path, address)).collect();
        contents.lists.push((kind, links));
    }
}
