//! Bytes into a tree of XML, within limits, and what a tree says.

use roxmltree::{Document, Node, ParsingOptions};

use crate::diag::Code;
use crate::epub::check::Found;
use crate::limits::Limit;

/// The text of a file that must be UTF-8.
pub(super) fn text<'a>(
    found: &mut Found<'_>,
    name: &str,
    bytes: &'a [u8],
) -> Option<&'a str> {
    let text = std::str::from_utf8(bytes).ok();
    if text.is_none() {
        wrong(found, name, 1, ("encoding", ""));
    }
    text.map(|text| text.strip_prefix('\u{FEFF}').unwrap_or(text))
}

/// The tree of a text; `None` when it is not well-formed, which is reported.
pub(super) fn parse<'a>(
    found: &mut Found<'_>,
    name: &str,
    text: &'a str,
) -> Option<Document<'a>> {
    // Entities of its own are how a small file becomes a large one.
    if let Some(at) = text.find("<!ENTITY") {
        let line = text[..at].matches('\n').count() + 1;
        wrong(found, name, line, ("entity", ""));
        return None;
    }
    // The parser calls itself for each element in another.
    if depth(text) > found.limits.count(Limit::Elements) {
        let limit = found.limits.said(Limit::Elements);
        wrong(found, name, 1, ("nesting", &limit));
        return None;
    }
    let options = ParsingOptions {
        allow_dtd: true,
        nodes_limit: found.limits.nodes(),
        ..ParsingOptions::default()
    };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(document),
        Err(error) => {
            let line = error.pos().row as usize;
            wrong(found, name, line, ("other", &error.to_string()));
            None
        }
    }
}

fn wrong(
    found: &mut Found<'_>,
    name: &str,
    line: usize,
    (problem, detail): (&str, &str),
) {
    let line = line.to_string();
    let args = [("line", &*line), ("problem", problem), ("detail", detail)];
    found.add(Code::E014, name, &args);
}

/// How deep elements nest at most, as far as marks can tell without parsing.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for part in text.split('<').skip(1) {
        let tag = part.split('>').next().unwrap_or(part);
        if part.starts_with('/') {
            depth = depth.saturating_sub(1);
        } else if !part.starts_with(['!', '?']) && !tag.ends_with('/') {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

/// The elements of a tree with this local name.
pub(super) fn elements<'a, 'b>(
    document: &'a Document<'b>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'b>> {
    let is_named =
        move |node: &Node<'_, '_>| node.is_element() && node.tag_name().name() == name;
    document.descendants().filter(is_named)
}

/// The words of an element in one line.
pub(super) fn words(node: Node<'_, '_>) -> String {
    let texts = node.descendants().filter(Node::is_text);
    let text: String = texts.filter_map(|node| node.text()).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether an attribute of words has this one (`properties`, `epub:type`, `rel`).
pub(super) fn has_word(list: Option<&str>, word: &str) -> bool {
    list.is_some_and(|list| list.split_whitespace().any(|other| other == word))
}
