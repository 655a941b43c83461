//! The styles of a Word file: what a paragraph is by the style it has.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::import::document::{Align, Form};
use crate::import::docx::{attribute, child, is_on, name, value};

/// Styles build on one another; a longer chain is a circle.
const LONGEST_CHAIN: usize = 12;

/// What a style, or a paragraph itself, says; `None` says nothing.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) form: Option<Form>,
    pub(super) align: Option<Align>,
    pub(super) bold: Option<bool>,
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
            ..Self::default()
        }
    }

    /// This with what another says where this says nothing.
    fn over(self, below: &Self) -> Self {
        Self {
            form: self.form.or(below.form),
            align: self.align.or(below.align),
            bold: self.bold.or(below.bold),
            number: self.number.or_else(|| below.number.clone()),
            is_contents: self.is_contents || below.is_contents,
            parent: below.parent.clone(),
        }
    }
}

/// All styles by their identifiers.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// Reads the part that defines them.
    pub(super) fn read(tree: Option<&Document<'_>>) -> Self {
        let mut styles = BTreeMap::new();
        let root = tree.map(Document::root_element);
        for node in root.iter().flat_map(|root| root.children()) {
            let Some(id) = attribute(node, "styleId").filter(|_| name(node) == "style")
            else {
                continue;
            };
            let mut style = Style::of_paragraph(child(node, "pPr"));
            let words = value(node, "name").unwrap_or("").to_lowercase();
            style.form = form(&words).or(form(&id.to_lowercase())).or(style.form);
            style.is_contents = words.starts_with("toc ") || words.starts_with("目录 ");
            style.bold = child(node, "rPr").and_then(|look| is_on(look, "b"));
            style.parent = value(node, "basedOn").map(str::to_owned);
            styles.insert(id.to_owned(), style);
        }
        Self(styles)
    }

    /// What a paragraph is: by itself, else by its style, else by what that builds on.
    pub(super) fn resolve(&self, properties: Option<Node<'_, '_>>) -> Style {
        let own = Style::of_paragraph(properties);
        let id = properties.and_then(|node| value(node, "pStyle"));
        let mut resolved = self.chain(id);
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

    fn chain(&self, id: Option<&str>) -> Style {
        let mut resolved = Style::default();
        let mut next = id.map(str::to_owned);
        for _ in 0..LONGEST_CHAIN {
            let Some(style) = next.and_then(|id| self.0.get(&id)) else { break };
            resolved = resolved.over(style);
            next = style.parent.clone();
        }
        resolved
    }
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
