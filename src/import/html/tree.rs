//! The tokens of a web page into a tree with the lines of its text.
//!
//! Nesting is limited and every end tag looks at the open elements only, so that time is
//! linear in the page, however it was nested. Of the rules for tags that close others
//! without saying so, those are kept that decide where a paragraph ends (HTML, 13.2.6).

use std::collections::BTreeMap;

use html5gum::emitters::default::{DefaultEmitter, StartTag, Token};
use html5gum::{HtmlString, Tokenizer};

/// Elements that never have content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
    "track", "wbr",
];

/// Elements that end an open paragraph.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// An element, or a piece of text.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Name in lower case; empty for text.
    pub(super) name: String,
    /// Its attributes.
    pub(super) attributes: BTreeMap<String, String>,
    /// The characters of a text.
    pub(super) text: String,
    /// Its place in the tree.
    pub(super) parent: usize,
    /// What stands in it.
    pub(super) children: Vec<usize>,
    /// The lines of a text without the white space around it, or the line of a picture,
    /// from 1.
    pub(super) lines: (u32, u32),
}

impl Node {
    /// An attribute, or nothing.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    /// Whether it is text that can be seen.
    pub(super) fn is_text(&self) -> bool {
        self.name.is_empty() && !self.text.trim().is_empty()
    }
}

/// A page; parents stand before their children, and the first node is the root.
#[derive(Debug)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
    /// How many elements were nested too deep.
    pub(super) too_deep: usize,
}

/// Reads a page.
pub(super) fn read(html: &str, deepest: usize) -> Tree {
    let breaks: Vec<usize> = html.match_indices('\n').map(|(at, _)| at).collect();
    let root = Node { name: "#root".to_owned(), ..Node::default() };
    let tree = Tree { nodes: vec![root], too_deep: 0 };
    let mut builder = Builder { tree, open: vec![0], breaks, deepest };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
        match token {
            Token::StartTag(tag) => builder.start(&tag),
            Token::EndTag(tag) => builder.end(&string(&tag.name)),
            Token::String(text) => builder.text(&string(&text.value), text.span.start),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    builder.tree
}

/// Bytes of the tokenizer, which were UTF-8 before it.
fn string(bytes: &HtmlString) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A count of lines, which stays below four billion.
fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX / 2)
}

struct Builder {
    tree: Tree,
    /// The open elements, outermost first.
    open: Vec<usize>,
    /// Where the lines end.
    breaks: Vec<usize>,
    /// How many may be open.
    deepest: usize,
}

impl Builder {
    fn top(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    fn add(&mut self, node: Node) -> usize {
        let (index, parent) = (self.tree.nodes.len(), self.top());
        self.tree.nodes.push(Node { parent, ..node });
        self.tree.nodes[parent].children.push(index);
        index
    }

    /// The line of a place in the page.
    fn line(&self, at: usize) -> u32 {
        number(self.breaks.partition_point(|end| *end < at) + 1)
    }

    fn text(&mut self, text: &str, start: usize) {
        let breaks = |text: &str| number(text.matches('\n').count());
        let core = text.trim();
        let before = text.len() - text.trim_start().len();
        let first = self.line(start) + breaks(&text[..before]);
        let lines = (first, first + breaks(core));
        self.add(Node { text: text.to_owned(), lines, ..Node::default() });
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = string(&tag.name);
        self.imply(&name);
        let value = |bytes: &HtmlString| string(bytes);
        let attributes =
            tag.attributes.iter().map(|(key, at)| (value(key), value(&at.value)));
        let mut node = Node { name, attributes: attributes.collect(), ..Node::default() };
        if node.name == "img" {
            let line = self.line(tag.span.start);
            node.lines = (line, line);
        }
        let is_void = VOID.contains(&node.name.as_str());
        let index = self.add(node);
        if is_void {
            return;
        }
        if self.open.len() < self.deepest {
            self.open.push(index);
        } else {
            self.tree.too_deep += 1;
        }
    }

    /// Closes what the start of an element ends.
    fn imply(&mut self, name: &str) {
        match name {
            "li" => self.close(&["li"], &["ul", "ol"]),
            "dt" | "dd" => self.close(&["dt", "dd"], &["dl"]),
            "tr" => self.close(&["tr"], &["table"]),
            "td" | "th" => self.close(&["td", "th"], &["table", "tr"]),
            "tbody" | "thead" | "tfoot" => {
                self.close(&["tbody", "thead", "tfoot"], &["table"]);
            }
            "option" => self.close(&["option"], &["select"]),
            "body" => self.close(&["head"], &[]),
            _ if BLOCKS.contains(&name) => {
                // Nothing that is shown stands in a head that was left open.
                if self.tree.nodes[self.top()].name == "head" {
                    self.open.pop();
                }
                let inner = ["td", "th", "li", "div", "section", "button", "table"];
                self.close(&["p"], &inner);
            }
            _ => {}
        }
    }

    /// Closes the innermost of some elements, unless another is open inside.
    fn close(&mut self, names: &[&str], borders: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let name = self.tree.nodes[self.open[at]].name.as_str();
            if names.contains(&name) {
                self.open.truncate(at);
                return;
            }
            if borders.contains(&name) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        let of_table = ["table", "tr", "tbody", "thead", "tfoot", "body", "html"];
        let borders: &[&str] =
            if of_table.contains(&name) { &[] } else { &["td", "th", "table"] };
        let own: Vec<&str> =
            borders.iter().copied().filter(|border| *border != name).collect();
        self.close(&[name], &own);
    }
}
