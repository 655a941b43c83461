//! The text of a web page into parts.

use crate::import::Beside;
use crate::import::document::{Align, Form, Part};
use crate::import::html::choose::Page;
use crate::import::html::marks::styled;
use crate::import::html::notes::{self, Notes};
use crate::import::html::tree::Tree;
use crate::import::picture::{self, Pictures};
use crate::import::runs::{self, Look, Run};
use crate::limits::Limits;

/// Reads the text of a page.
pub(super) struct Reader<'a> {
    pub(super) tree: &'a Tree,
    pub(super) page: &'a Page,
    /// The text nodes that stand in an article.
    pub(super) taken: Vec<bool>,
    pub(super) parts: Vec<Part>,
    /// The pictures that were taken over.
    pub(super) pictures: Pictures,
    pub(super) beside: Beside<'a>,
    /// Pictures among the words of the open paragraph, which follow it.
    pub(super) waiting: Vec<Part>,
    /// The notes of the page.
    pub(super) notes: Notes,
    /// Audio, video and graphics.
    pub(super) media: usize,
    /// The paragraph that is being read.
    pub(super) runs: Vec<Run>,
    pub(super) lines: Option<(u32, u32)>,
    form: Form,
    align: Align,
    /// The lists around: the number of the next item, or none for bullets.
    lists: Vec<Option<u32>>,
    /// Whether the open item has its mark already.
    is_marked: bool,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing.
    pub(super) fn new(
        tree: &'a Tree,
        page: &'a Page,
        (beside, limits): (Beside<'a>, &Limits),
    ) -> Self {
        Self {
            tree,
            page,
            taken: vec![false; tree.nodes.len()],
            parts: Vec::new(),
            pictures: Pictures::new(limits),
            beside,
            waiting: Vec::new(),
            notes: notes::find(tree, page),
            media: 0,
            runs: Vec::new(),
            lines: None,
            form: Form::Text,
            align: Align::Start,
            lists: Vec::new(),
            is_marked: false,
        }
    }

    /// Reads what stands in an element.
    pub(super) fn read(&mut self, at: usize) {
        self.children(at, &Look::default());
        self.flush();
    }

    pub(super) fn children(&mut self, at: usize, look: &Look) {
        let tree = self.tree;
        for child in &tree.nodes[at].children {
            self.node(*child, look);
        }
    }

    pub(super) fn node(&mut self, at: usize, look: &Look) {
        let tree = self.tree;
        let node = &tree.nodes[at];
        if self.page.dropped[at].is_some() || self.notes.blocks.contains(&at) {
            return;
        }
        match node.name.as_str() {
            "" => self.text(at, look),
            "br" if !self.waiting.is_empty() => self.flush(),
            "br" => self.runs.push(Run::new("\n", look)),
            "img" => self.picture(at),
            "video" | "audio" | "iframe" | "embed" | "object" | "svg" | "canvas"
            | "math" | "mpvoice" => self.media += 1,
            "b" | "strong" => self.children(at, &Look { bold: true, ..look.clone() }),
            "i" | "em" => self.children(at, &Look { italic: true, ..look.clone() }),
            "s" | "strike" | "del" => {
                self.children(at, &Look { strike: true, ..look.clone() });
            }
            "sup" | "sub" => self.shifted(at, look),
            "ruby" => self.ruby(at, look),
            "a" if self.notes.numbers.contains_key(&at) => self.reference(at),
            "a" if self.notes.backward.contains(&at) => self.pass(at),
            "a" => {
                let url = node.attribute("href");
                let is_web = url.starts_with("http://") || url.starts_with("https://");
                let link = is_web.then(|| url.to_owned());
                self.children(at, &Look { link, ..look.clone() });
            }
            "h1" => self.block(at, Form::Heading(1), look),
            "h2" => self.block(at, Form::Heading(2), look),
            "h3" => self.block(at, Form::Heading(3), look),
            "h4" | "h5" | "h6" => self.block(at, Form::Heading(4), look),
            "figcaption" | "caption" => self.block(at, Form::Caption, look),
            "ul" | "ol" => self.list(at, look),
            "li" => self.item(at, look),
            "table" if !self.page.has_table[at] => self.table(at),
            "blockquote" => self.quote(at),
            "pre" => self.code(at),
            "font" | "span" | "u" | "small" | "big" | "code" | "label" | "abbr"
            | "cite" | "ins" | "mark" | "q" | "time" | "tt" | "wbr" => {
                self.children(at, &styled(node, look));
            }
            _ => self.block(at, self.form, look),
        }
    }

    /// An element that stands on lines of its own.
    fn block(&mut self, at: usize, form: Form, look: &Look) {
        self.flush();
        let (outer_form, outer_align) = (self.form, self.align);
        self.form = form;
        let node = &self.tree.nodes[at];
        let style = node.attribute("style").replace(' ', "");
        if node.name == "center"
            || node.attribute("align") == "center"
            || style.contains("text-align:center")
        {
            self.align = Align::Centre;
        } else if node.attribute("align") == "right" || style.contains("text-align:right")
        {
            self.align = Align::End;
        } else if style.contains("text-align:") {
            self.align = Align::Start;
        }
        self.children(at, look);
        self.flush();
        (self.form, self.align) = (outer_form, outer_align);
    }

    /// Counts a text as read; whether it was not before.
    pub(super) fn take(&mut self, at: usize) -> bool {
        let (first, last) = self.tree.nodes[at].lines;
        if self.taken[at] {
            return false;
        }
        self.taken[at] = true;
        let (from, to) = self.lines.unwrap_or((first, last));
        self.lines = Some((from.min(first), to.max(last)));
        true
    }

    fn text(&mut self, at: usize, look: &Look) {
        let node = &self.tree.nodes[at];
        let text = collapsed(&node.text);
        if node.is_text() && !self.take(at) {
            return;
        }
        self.runs.push(Run::new(&text, look));
    }

    /// Ends the paragraph: an empty line or an indent after a line break begins another.
    pub(super) fn flush(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if let Some(lines) = self.lines.take() {
            self.add(runs, lines);
        }
        self.parts.append(&mut self.waiting);
    }

    fn add(&mut self, runs: Vec<Run>, lines: (u32, u32)) {
        for paragraph in paragraphs(runs) {
            let plain = runs::plain(&paragraph);
            let text = runs::markdown(&paragraph);
            if text.is_empty() {
                continue;
            }
            let is_bold = runs::all_bold(&paragraph);
            let (form, text) = match self.form {
                Form::Text if !self.lists.is_empty() => (Form::Item, self.marked(&text)),
                form => (form, text),
            };
            let align = self.align;
            let part = Part::new(form, text, plain, lines);
            self.parts.push(Part { align, is_bold, ..part });
        }
    }

    fn list(&mut self, at: usize, look: &Look) {
        self.flush();
        let was_marked = self.is_marked;
        self.lists.push((self.tree.nodes[at].name == "ol").then_some(1));
        self.is_marked = false;
        self.children(at, look);
        self.flush();
        self.lists.pop();
        self.is_marked = was_marked;
    }

    fn item(&mut self, at: usize, look: &Look) {
        self.flush();
        self.is_marked = false;
        self.children(at, look);
        self.flush();
    }

    /// The text of an item with its mark, or below it.
    fn marked(&mut self, text: &str) -> String {
        // Deeper than this, indents would be longer than the text.
        let depth = self.lists.len().clamp(1, 9) - 1;
        let indent = "    ".repeat(depth);
        let text = runs::cell(text);
        if self.is_marked {
            return format!("{indent}  {text}");
        }
        self.is_marked = true;
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let line = format!("{indent}{number}. {text}");
                *number = number.saturating_add(1);
                line
            }
            _ => format!("{indent}- {text}"),
        }
    }

    /// Reads an element apart from what is around it.
    pub(super) fn apart(&mut self, at: usize) -> Vec<Part> {
        self.flush();
        let parts = std::mem::take(&mut self.parts);
        let lists = std::mem::take(&mut self.lists);
        let form = std::mem::replace(&mut self.form, Form::Text);
        self.children(at, &Look::default());
        self.flush();
        (self.lists, self.form) = (lists, form);
        std::mem::replace(&mut self.parts, parts)
    }

    fn quote(&mut self, at: usize) {
        let (inside, pictures) = picture::apart(self.apart(at));
        let texts = inside.iter().map(|part| part.text.replace('\n', "\n> "));
        let text = texts.map(|text| format!("> {text}")).collect::<Vec<_>>();
        self.block_of(&inside, text.join("\n>\n"));
        self.parts.extend(pictures);
    }

    fn code(&mut self, at: usize) {
        self.flush();
        let mut open = vec![at];
        let (mut text, mut lines) = (String::new(), None::<(u32, u32)>);
        while let Some(at) = open.pop() {
            let node = &self.tree.nodes[at];
            open.extend(node.children.iter().rev());
            text.push_str(if node.name == "br" { "\n" } else { &node.text });
            if node.is_text() {
                self.taken[at] = true;
                let (first, last) = lines.unwrap_or(node.lines);
                lines = Some((first.min(node.lines.0), last.max(node.lines.1)));
            }
        }
        let Some(lines) = lines else { return };
        let mut fence = "```".to_owned();
        while text.contains(&fence) && fence.len() < 16 {
            fence.push('`');
        }
        let plain = text.trim_matches('\n').to_owned();
        let text = format!("{fence}\n{plain}\n{fence}");
        self.parts.push(Part::new(Form::Block, text, plain, lines));
    }

    /// Parts that make one block.
    pub(super) fn block_of(&mut self, inside: &[Part], text: String) {
        let first = inside.iter().map(|part| part.lines.0).min();
        let last = inside.iter().map(|part| part.lines.1).max();
        let (Some(first), Some(last)) = (first, last) else { return };
        let plain: Vec<&str> = inside.iter().map(|part| part.plain.as_str()).collect();
        self.parts.push(Part::new(Form::Block, text, plain.join("\n"), (first, last)));
    }
}

/// The nodes below another, in the order of the page.
pub(super) fn below(tree: &Tree, at: usize) -> impl Iterator<Item = usize> {
    let mut open: Vec<usize> = tree.nodes[at].children.iter().rev().copied().collect();
    std::iter::from_fn(move || {
        let at = open.pop()?;
        open.extend(tree.nodes[at].children.iter().rev());
        Some(at)
    })
}

/// Runs cut where a line break is followed by another or by an indent.
fn paragraphs(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let mut all = vec![Vec::new()];
    let mut is_broken = false;
    for run in runs {
        let is_break = run.text == "\n";
        let is_blank = run.text.trim().is_empty();
        let is_indent = !is_blank && run.text.starts_with(['\u{3000}', '\u{A0}']);
        if is_broken && (is_break || is_indent) {
            all.push(Vec::new());
        }
        is_broken = is_break || is_broken && is_blank;
        if let Some(last) = all.last_mut() {
            last.push(run);
        }
    }
    all
}

/// White space of the source as a reader sees it: one space, and none for a line end
/// beside a Han character.
fn collapsed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut space: Option<bool> = None;
    for c in text.chars() {
        if c.is_ascii_whitespace() {
            space = Some(space == Some(true) || c == '\n');
            continue;
        }
        if let Some(is_line_end) = space.take() {
            let beside = out.chars().next_back().is_some_and(|c| !c.is_ascii());
            if !(is_line_end && (beside || !c.is_ascii())) {
                out.push(' ');
            }
        }
        out.push(c);
    }
    if space == Some(false) || space.is_some() && out.ends_with(|c: char| c.is_ascii()) {
        out.push(' ');
    }
    out
}
