//! A Word file (`.docx`) into drafts.
//!
//! Its lines are its paragraphs, those of tables, text boxes and notes included, in the
//! order in which they are read; what stands in headers, footers and comments follows
//! them and is left out of the articles. Tracked changes are taken as accepted. What has
//! no form in Markdown is counted and reported. Standard: ECMA-376, part 1, chapter 17.

mod body;
mod gallery;
mod inline;
mod numbering;
mod paragraph;
mod styles;
mod symbols;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, UTF_8};
use roxmltree::{Document, Node, ParsingOptions};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::import::archive::Archive;
use crate::import::decisions::Decisions;
use crate::import::decode::Decoded;
use crate::import::document;
use crate::import::docx::body::Reader;
use crate::import::docx::numbering::Numbering;
use crate::import::docx::styles::Styles;
use crate::import::{Draft, LeftOut, Options, Report, Source};
use crate::limits::Limits;

/// Endings of the names of Word files.
pub(crate) const ENDINGS: &[&str] = &[".docx", ".docm", ".dotx"];

/// Whether a source is a Word file: the name says so and the bytes are a container.
pub(crate) fn is_docx(source: Source<'_>) -> bool {
    let name = source.name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending)) && source.bytes.starts_with(b"PK")
}

/// Reads a Word file; `None` when it cannot be read, which is reported.
pub(crate) fn read<'a>(
    diagnostics: &mut Diagnostics,
    source: Source<'_>,
    options: Options<'a>,
) -> Option<(Decoded, Report, Decisions<'a>)> {
    let mut package = Package {
        diagnostics,
        file: source.name,
        parts: BTreeMap::new(),
        media: BTreeMap::new(),
        limits: options.limits,
    };
    package.load(source.bytes)?;
    let Package { diagnostics, file, parts, media, limits } = package;
    let mut trees = BTreeMap::new();
    for (name, text) in &parts {
        trees.insert(name.as_str(), parse(diagnostics, (file, name), text, &limits)?);
    }
    let mut reader = reader(&trees, &media, &limits);
    let beside = trees.iter().filter_map(|(name, tree)| Some((reason(name)?, tree)));
    let mut left_out: Vec<LeftOut> = beside
        .filter_map(|(why, tree)| reader.beside(why, tree.root_element()))
        .collect();
    report_losses(diagnostics, file, &reader);
    left_out.splice(0..0, std::mem::take(&mut reader.left_out));
    let text = reader.lines.join("\n");
    let decisions = Decisions::new(diagnostics, options.corrections, &text);
    let parts = std::mem::take(&mut reader.parts);
    let mut articles = document::drafts(parts, &decisions);
    left_out.splice(0..0, covers(&mut articles, &reader.lines));
    let report = Report::of_document(articles, left_out, reader.pictures.kept);
    if text.trim().is_empty() {
        let empty = Diagnostic::new(Code::I001).in_file(file).with("file", file);
        diagnostics.push(empty);
        return None;
    }
    Some((Decoded { text, encoding: "utf-8".to_owned() }, report, decisions))
}

/// A reader that has read the document, with what the other parts say about it.
fn reader<'a>(
    trees: &'a BTreeMap<&str, Document<'_>>,
    media: &BTreeMap<String, Vec<u8>>,
    limits: &Limits,
) -> Reader<'a, 'a> {
    let mut reader = Reader::new(
        Styles::read(trees.get("word/styles.xml")),
        Numbering::read(trees.get("word/numbering.xml")),
        limits,
    );
    for (name, prefix) in [("word/footnotes.xml", 'f'), ("word/endnotes.xml", 'e')] {
        if let Some(tree) = trees.get(name) {
            reader.add_notes(tree.root_element(), prefix);
        }
    }
    if let Some(tree) = trees.get("word/_rels/document.xml.rels") {
        reader.add_relations(tree.root_element(), media);
    }
    if let Some(body) = trees.get("word/document.xml").map(Document::root_element) {
        reader.read(body);
    }
    reader
}

/// Takes away the titles without a text before the articles: covers and title pages.
fn covers(articles: &mut Vec<Draft>, lines: &[String]) -> Vec<LeftOut> {
    let is_text = |draft: &Draft| !draft.blocks.is_empty();
    let Some(first) = articles.iter().position(is_text) else { return Vec::new() };
    let words = |(first, last): &(u32, u32)| {
        (*first..=*last).filter_map(|number| {
            let at = usize::try_from(number).ok()?.checked_sub(1)?;
            lines.get(at).map(String::as_str).filter(|line| !line.is_empty())
        })
    };
    let cover = |draft: Draft| LeftOut {
        text: draft.lines.iter().flat_map(words).collect::<Vec<_>>().join("\n"),
        lines: draft.lines,
        reason: "cover".to_owned(),
    };
    articles.drain(..first).map(cover).collect()
}

/// Why a part stands in no article.
fn reason(part: &str) -> Option<&'static str> {
    let name = part.strip_prefix("word/")?;
    if name.starts_with("header") || name.starts_with("footer") {
        Some("running-head")
    } else {
        (name == "comments.xml").then_some("comment")
    }
}

/// The parts of a container that are read.
struct Package<'a, 'b> {
    diagnostics: &'a mut Diagnostics,
    file: &'b str,
    parts: BTreeMap<String, String>,
    /// Pictures by their names in the container.
    media: BTreeMap<String, Vec<u8>>,
    limits: Limits,
}

impl Package<'_, '_> {
    /// Unpacks the parts; `None` when the document itself is not there.
    fn load(&mut self, bytes: &[u8]) -> Option<()> {
        let mut archive = match Archive::open(bytes, &self.limits) {
            Ok(archive) => archive,
            Err(trouble) => {
                self.diagnostics.push(trouble.diagnostic(self.file));
                return None;
            }
        };
        for name in archive.names() {
            let is_text = matches!(
                name.as_str(),
                "word/document.xml"
                    | "word/styles.xml"
                    | "word/numbering.xml"
                    | "word/footnotes.xml"
                    | "word/endnotes.xml"
                    | "word/_rels/document.xml.rels"
            );
            if name.starts_with("word/media/") {
                // One that cannot be unpacked is lost, and reported where it belongs.
                let bytes = archive.read(&name).ok().flatten();
                self.media.extend(bytes.map(|bytes| (name, bytes)));
                continue;
            }
            if !is_text && (reason(&name).is_none() || !name.ends_with(".xml")) {
                continue;
            }
            match archive.read(&name) {
                Ok(Some(bytes)) => {
                    let encoding = Encoding::for_bom(&bytes).map_or(UTF_8, |(e, _)| e);
                    self.parts.insert(name, encoding.decode(&bytes).0.into_owned());
                }
                Ok(None) => {}
                Err(trouble) => {
                    self.diagnostics.push(trouble.diagnostic(self.file));
                    return None;
                }
            }
        }
        let is_there = self.parts.contains_key("word/document.xml");
        if !is_there {
            let diagnostic = Diagnostic::new(Code::I030).in_file(self.file);
            self.diagnostics.push(diagnostic.with("file", self.file));
        }
        is_there.then_some(())
    }
}

/// A part as a tree. A document type is refused, so that no entity can expand.
fn parse<'a>(
    diagnostics: &mut Diagnostics,
    (file, part): (&str, &str),
    text: &'a str,
    limits: &Limits,
) -> Option<Document<'a>> {
    let options =
        ParsingOptions { nodes_limit: limits.nodes(), ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(document),
        Err(error) => {
            diagnostics.push(
                Diagnostic::new(Code::I032)
                    .in_file(file)
                    .with("file", file)
                    .with("part", part)
                    .with("line", error.pos().row),
            );
            None
        }
    }
}

/// Reports what was not taken over.
fn report_losses(diagnostics: &mut Diagnostics, file: &str, reader: &Reader<'_, '_>) {
    let about = |code| Diagnostic::new(code).in_file(file).with("file", file);
    reader.pictures.report(diagnostics, file);
    if reader.deleted > 0 {
        let deleted = about(Code::I035).with("what", "deletion");
        diagnostics.push(deleted.with("count", reader.deleted));
    }
    for (what, count) in &reader.unknown {
        diagnostics.push(about(Code::I035).with("what", *what).with("count", *count));
    }
    if reader.too_deep > 0 {
        let deep = about(Code::I036).with("count", reader.too_deep);
        diagnostics.push(deep.with("limit", reader.deepest));
    }
}

/// The name of an element without its namespace: strict and transitional files differ
/// only there.
fn name<'a>(node: Node<'a, '_>) -> &'a str {
    node.tag_name().name()
}

/// An attribute by its name without namespace.
fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes()
        .find(|attribute| attribute.name() == name)
        .map(|attribute| attribute.value())
}

/// A child element by its name.
fn child<'a, 'b>(node: Node<'a, 'b>, wanted: &str) -> Option<Node<'a, 'b>> {
    node.children().find(|child| child.is_element() && name(*child) == wanted)
}

/// The value of a child that holds one.
fn value<'a>(node: Node<'a, '_>, wanted: &str) -> Option<&'a str> {
    attribute(child(node, wanted)?, "val")
}

/// A property that is on when it is there and does not say otherwise.
fn is_on(node: Node<'_, '_>, wanted: &str) -> Option<bool> {
    let property = child(node, wanted)?;
    Some(!matches!(attribute(property, "val"), Some("0" | "false" | "off" | "none")))
}
