//! The styles of a Word file: what a paragraph is by the style it has.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::import::document::{Align, Form};
use crate::import::docx::paragraph::indent;
use crate::import::docx::{attribute, child, is_on, name, value};

/// Styles build on one another; a longer chain is a circle.
const LONGEST_CHAIN: usize = 12;

/// What a style, or a paragraph itself, says; `None` says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) form: Option<Form>,
    pub(super) align: Option<Align>,
    pub(super) bold: Option<bool>,
    /// Size of characters in half points.
    pub(super) size: Option<u16>,
    /// Whether it stands on a new page.
    pub(super) starts_page: Option<bool>,
    /// The indent of the first line in columns; only the paragraph's own counts.
    pub(super) indent: usize,
    /// List and level.
    pub(super) number: Option<(String, u8)>,
    /// An entry of a contents list.
    pub(super) is_contents: bool,
    parent: Option<String>,
}

impl Style {
    /// What the properties of a paragraph say.
    pub(super) fn of_paragraph(properties: Option<Node<'_, '_>>) -> Self {
        let Some(node) = properties else { return Self::default() };
        let outline =
            value(node, "outlineLvl").and_then(|level| level.parse::<u8>().ok());
        let number = child(node, "numPr").and_then(|number| {
            let level = value(number, "ilvl").and_then(|level| level.parse().ok());
            Some((value(number, "numId")?.to_owned(), level.unwrap_or(0).min(8)))
        });
        Self {
            form: outline.filter(|level| *level < 9).map(|n| Form::Heading(n + 1)),
            align: value(node, "jc").map(|align| match align {
                "center" | "distribute" => Align::Centre,
                "right" | "end" => Align::End,
                _ => Align::Start,
            }),
            number,
            starts_page: is_on(node, "pageBreakBefore"),
            indent: indent(node),
            ..Self::default()
        }
    }

    /// This with what another says where this says nothing.
    fn over(self, below: &Self) -> Self {
        Self {
            form: self.form.or(below.form),
            align: self.align.or(below.align),
            bold: self.bold.or(below.bold),
            size: self.size.or(below.size),
            starts_page: self.starts_page.or(below.starts_page),
            indent: self.indent,
            number: self.number.or_else(|| below.number.clone()),
            is_contents: self.is_contents || below.is_contents,
            parent: below.parent.clone(),
        }
    }
}

/// All styles by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: BTreeMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    /// The size of characters where no style says one.
    size: Option<u16>,
}

impl Styles {
    /// Reads the part that defines them.
    pub(super) fn read(tree: Option<&Document<'_>>) -> Self {
        let mut styles = Self::default();
        let root = tree.map(Document::root_element);
        for node in root.iter().flat_map(|root| root.children()) {
            if name(node) == "docDefaults" {
                let look = child(node, "rPrDefault").and_then(|n| child(n, "rPr"));
                styles.size = look.and_then(size);
            }
            let Some(id) = attribute(node, "styleId").filter(|_| name(node) == "style")
            else {
                continue;
            };
            let mut style = Style::of_paragraph(child(node, "pPr"));
            let words = value(node, "name").unwrap_or("").to_lowercase();
            style.form = form(&words).or(form(&id.to_lowercase())).or(style.form);
            style.is_contents = words.starts_with("toc ") || words.starts_with("目录 ");
            let look = child(node, "rPr");
            style.bold = look.and_then(|look| is_on(look, "b"));
            style.size = look.and_then(size);
            style.indent = 0;
            style.parent = value(node, "basedOn").map(str::to_owned);
            let is_usual = matches!(attribute(node, "default"), Some("1" | "true"));
            if is_usual && attribute(node, "type") == Some("paragraph") {
                styles.usual = Some(id.to_owned());
            }
            styles.known.insert(id.to_owned(), style);
        }
        styles
    }

    /// What a paragraph is: by itself, else by its style, else by what that builds on.
    pub(super) fn resolve(&self, properties: Option<Node<'_, '_>>) -> Style {
        let own = Style::of_paragraph(properties);
        let id = properties.and_then(|node| value(node, "pStyle"));
        let mut resolved = self.chain(id.or(self.usual.as_deref()));
        resolved.size = resolved.size.or(self.size);
        let is_body = properties.and_then(|n| value(n, "outlineLvl")) == Some("9");
        if is_body {
            resolved.form = None;
        }
        // A title keeps its form where the paragraph adds an outline level.
        let form = resolved.form;
        let mut style = own.over(&resolved);
        style.form = form.or(style.form);
        style
    }

    /// Whether a style of characters is bold.
    pub(super) fn is_bold(&self, id: Option<&str>) -> bool {
        self.chain(id).bold == Some(true)
    }

    /// The size that a style of characters says, in half points.
    pub(super) fn size(&self, id: Option<&str>) -> Option<u16> {
        self.chain(id).size
    }

    fn chain(&self, id: Option<&str>) -> Style {
        let mut resolved = Style::default();
        let mut next = id.map(str::to_owned);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.known.get(&id)) else { break };
            resolved = resolved.over(style);
            next = style.parent.clone();
        }
        resolved
    }
}

/// The size that the look of characters says, in half points.
pub(super) fn size(look: Node<'_, '_>) -> Option<u16> {
    value(look, "sz")?.parse().ok()
}

/// What the name of a style says, in the words of Word and WPS in both languages.
fn form(name: &str) -> Option<Form> {
    let squeezed: String = name.chars().filter(|c| !c.is_whitespace()).collect();
    let level = |prefix: &str| {
        let level = squeezed.strip_prefix(prefix)?.parse::<u8>().ok()?;
        (1..=9).contains(&level).then_some(Form::Heading(level))
    };
    match squeezed.as_str() {
        "title" | "标题" | "文章标题" => Some(Form::Title),
        "subtitle" | "副标题" => Some(Form::Subtitle),
        "caption" | "题注" => Some(Form::Caption),
        _ => level("heading").or_else(|| level("标题")),
    }
}
