//! The package document: where it is, what it says about the book, and whether its list
//! of files is that of the container. EPUB 3.3 sections 4.2.6 and 5.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use crate::diag::Code;
use crate::epub::check::container::Container;
use crate::epub::check::media;
use crate::epub::check::reference::{Reference, resolve};
use crate::epub::check::{Found, xml};
use crate::epub::zip::{CONTAINER, MIMETYPE_NAME};

/// What a package document must say about its book.
const REQUIRED: [&str; 3] = ["identifier", "title", "language"];

/// What it should say, so that people know whether they can read it.
const ACCESSIBILITY: [&str; 3] =
    ["schema:accessMode", "schema:accessibilityFeature", "schema:accessibilityHazard"];

/// A package document as far as other checks need it.
pub(super) struct Package {
    /// Its path in the container.
    pub(super) path: String,
    /// The files it lists, by id.
    pub(super) items: BTreeMap<String, Item>,
    /// The ids of the documents in reading order.
    pub(super) spine: Vec<String>,
    /// The id that the spine names as contents for readers of EPUB 2.
    ncx: Option<String>,
    /// What its metadata lacks.
    lacking: Vec<&'static str>,
}

/// A file that a package document lists.
pub(super) struct Item {
    /// Its path in the container; `None` for one that is elsewhere.
    pub(super) path: Option<String>,
    /// The address as it is written.
    href: String,
    /// What the file is said to be.
    pub(super) media_type: String,
    /// What else is said about it.
    properties: String,
    has_fallback: bool,
}

impl Item {
    /// Whether this is said about it.
    pub(super) fn is(&self, property: &str) -> bool {
        xml::has_word(Some(&self.properties), property)
    }
}

impl Package {
    /// Finds and reads the package document; without it nothing else can be checked.
    pub(super) fn read(found: &mut Found<'_>, container: &Container) -> Option<Self> {
        let path = Self::path(found, container)?;
        let Some(bytes) = container.file(&path) else {
            found.add(Code::E013, CONTAINER, &[("problem", "missing"), ("name", &path)]);
            return None;
        };
        let text = xml::text(found, &path, bytes)?;
        let document = xml::parse(found, &path, text)?;
        Some(Self::of(found, path, &document))
    }

    /// Where META-INF/container.xml says that it is.
    fn path(found: &mut Found<'_>, container: &Container) -> Option<String> {
        let Some(bytes) = container.file(CONTAINER) else {
            found.add(Code::E013, "", &[("problem", "container"), ("name", CONTAINER)]);
            return None;
        };
        let text = xml::text(found, CONTAINER, bytes)?;
        let document = xml::parse(found, CONTAINER, text)?;
        let is_package = |node: &Node<'_, '_>| {
            node.attribute("media-type").is_none_or(|of| of == media::PACKAGE)
        };
        let root = xml::elements(&document, "rootfile").find(is_package);
        let path = root.and_then(|root| root.attribute("full-path")).map(str::to_owned);
        if path.is_none() {
            found.add(Code::E013, CONTAINER, &[("problem", "rootfile"), ("name", "")]);
        }
        path
    }

    fn of(found: &mut Found<'_>, path: String, document: &Document<'_>) -> Self {
        let mut items = BTreeMap::new();
        let mut hrefs = BTreeSet::new();
        let manifest = xml::elements(document, "manifest").next();
        for node in manifest.into_iter().flat_map(|node| node.children()) {
            if node.tag_name().name() != "item" {
                continue;
            }
            let attribute = |name| node.attribute(name).unwrap_or_default().to_owned();
            let (id, href) = (attribute("id"), attribute("href"));
            let item = Item {
                path: match resolve(&path, &href) {
                    Reference::Inside { path, .. } => Some(path),
                    _ => None,
                },
                href,
                media_type: attribute("media-type"),
                properties: attribute("properties"),
                has_fallback: node.attribute("fallback").is_some(),
            };
            let is_new = hrefs.insert(item.href.clone());
            if id.is_empty() || !is_new || items.contains_key(&id) {
                found.add(
                    Code::E016,
                    &path,
                    &[("problem", "twice"), ("name", &item.href)],
                );
            }
            items.insert(id, item);
        }
        let spine = xml::elements(document, "spine").next();
        let refs = spine.into_iter().flat_map(|node| node.children());
        let refs = refs.filter(|node| node.tag_name().name() == "itemref");
        let ids = refs.map(|node| node.attribute("idref").unwrap_or_default().to_owned());
        Self {
            spine: ids.collect(),
            ncx: spine.and_then(|node| node.attribute("toc")).map(str::to_owned),
            lacking: lacking(document),
            path,
            items,
        }
    }

    /// Reports what is wrong with it.
    pub(super) fn check(&self, found: &mut Found<'_>, container: &Container) {
        for what in &self.lacking {
            let code = if what.starts_with("schema:") { Code::E028 } else { Code::E015 };
            found.add(code, &self.path, &[("name", what)]);
        }
        for item in self.items.values() {
            self.check_item(found, container, item);
        }
        self.check_unlisted(found, container);
        self.check_spine(found);
    }

    fn check_item(&self, found: &mut Found<'_>, container: &Container, item: &Item) {
        let Some(path) = &item.path else {
            found.add(Code::E024, &self.path, &[("url", &item.href)]);
            return;
        };
        let Some(bytes) = container.file(path) else {
            found.add(Code::E016, &self.path, &[("problem", "missing"), ("name", path)]);
            return;
        };
        let declared = item.media_type.as_str();
        if let Some(real) = media::really(declared, bytes) {
            let code = if media::is_font(declared) { Code::E025 } else { Code::E018 };
            // A font that is obfuscated does not look like one.
            if code == Code::E018 || container.file("META-INF/encryption.xml").is_none() {
                found.add(code, path, &[("declared", declared), ("real", real)]);
            }
        } else if !media::is_core(declared) && !item.has_fallback {
            found.add(Code::E018, path, &[("declared", declared), ("real", "foreign")]);
        }
    }

    /// Files that nobody lists are not part of the book: readers may lose them.
    fn check_unlisted(&self, found: &mut Found<'_>, container: &Container) {
        let listed: BTreeSet<&str> =
            self.items.values().filter_map(|item| item.path.as_deref()).collect();
        for name in container.files.keys() {
            let is_known = name == MIMETYPE_NAME
                || name.starts_with("META-INF/")
                || *name == self.path
                || listed.contains(name.as_str());
            if !is_known {
                found.add(Code::E017, name, &[]);
            }
        }
    }

    fn check_spine(&self, found: &mut Found<'_>) {
        let mut seen = BTreeSet::new();
        let mut wrong = |problem: &str, name: &str| {
            found.add(Code::E019, &self.path, &[("problem", problem), ("name", name)]);
        };
        if self.spine.is_empty() {
            wrong("empty", "");
        }
        for id in &self.spine {
            match self.items.get(id) {
                None => wrong("missing", id),
                Some(_) if !seen.insert(id) => wrong("twice", id),
                Some(item)
                    if ![media::XHTML, media::SVG].contains(&&*item.media_type)
                        && !item.has_fallback =>
                {
                    wrong("type", id);
                }
                Some(_) => {}
            }
        }
        if let Some(ncx) = &self.ncx
            && self.items.get(ncx).is_none_or(|item| item.media_type != media::NCX)
        {
            wrong("ncx", ncx);
        }
    }

    /// The documents in reading order, by path.
    pub(super) fn reading_order(&self) -> impl Iterator<Item = &str> {
        let items = self.spine.iter().filter_map(|id| self.items.get(id));
        items.filter_map(|item| item.path.as_deref())
    }

    /// The path of the contents for readers of EPUB 2.
    pub(super) fn ncx(&self) -> Option<&str> {
        let item = self.items.get(self.ncx.as_ref()?)?;
        item.path.as_deref()
    }
}

/// What the metadata should say and does not.
fn lacking(document: &Document<'_>) -> Vec<&'static str> {
    let mut lacking = Vec::new();
    for name in REQUIRED {
        let mut values = xml::elements(document, name).map(xml::words);
        if !values.any(|value| !value.is_empty()) {
            lacking.push(name);
        }
    }
    let root = document.root_element();
    let unique = root.attribute("unique-identifier").unwrap_or_default();
    let mut identifiers = xml::elements(document, "identifier");
    if !identifiers.any(|node| node.attribute("id") == Some(unique)) {
        lacking.push("unique-identifier");
    }
    let has_property = |name: &str| {
        let mut metas = xml::elements(document, "meta");
        metas.any(|node| node.attribute("property") == Some(name))
    };
    if !has_property("dcterms:modified") {
        lacking.push("dcterms:modified");
    }
    lacking.extend(ACCESSIBILITY.iter().filter(|name| !has_property(name)));
    lacking
}
