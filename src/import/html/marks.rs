//! What stands among the words of a web page: pictures, readings, raised figures, notes.

use crate::import::document::{Form, Part};
use crate::import::html::body::{Reader, below};
use crate::import::html::tree::Node;
use crate::import::picture;
use crate::import::runs::{self, Look, Run};

/// Where a page names a picture, the shown one first.
const ADDRESSES: [&str; 5] =
    ["src", "data-src", "data-original", "data-lazy-src", "data-url"];

impl Reader<'_> {
    /// A picture below the text before it. Pages that load pictures late name them
    /// elsewhere; a page that was saved names the saved one where the browser shows it.
    pub(super) fn picture(&mut self, at: usize) {
        let node = &self.tree.nodes[at];
        let addresses = ADDRESSES.iter().map(|name| node.attribute(name));
        let addresses: Vec<&str> = addresses.filter(|a| !a.is_empty()).collect();
        if addresses.is_empty() {
            return;
        }
        let beside = self.beside;
        let read = |address: &&str| {
            let beside = || picture::local(address).and_then(|path| (beside.0)(&path));
            self.pictures.embedded(address).or_else(beside)
        };
        let mut found: Vec<Vec<u8>> = addresses.iter().filter_map(read).collect();
        let best = found.iter().position(|bytes| picture::is_of_use(bytes));
        // Where the picture itself is elsewhere, a spacer holds its place.
        let is_all = found.len() == addresses.len();
        let best = best.or((is_all && !found.is_empty()).then_some(0));
        let bytes = best.map(|best| found.swap_remove(best));
        let taken = self.pictures.take(bytes);
        let part = picture::part(taken, node.attribute("alt"), None, node.lines);
        self.waiting.extend(part);
        let is_between = self.runs.iter().rev().map(|run| run.text.as_str());
        let mut before = is_between.take_while(|text| *text != "\n");
        if before.all(|text| text.trim().is_empty()) {
            self.flush();
        }
    }

    /// Raised or lowered characters.
    pub(super) fn shifted(&mut self, at: usize, look: &Look) {
        let from = self.runs.len();
        self.children(at, look);
        let is_raised = self.tree.nodes[at].name == "sup";
        for run in self.runs.iter_mut().skip(from).filter(|run| run.mark.is_none()) {
            run.text = runs::shifted(&run.text, is_raised);
        }
    }

    /// Characters with readings above them: each reading belongs to what stands before it.
    pub(super) fn ruby(&mut self, at: usize, look: &Look) {
        let mut base = String::new();
        for child in below(self.tree, at) {
            let node = &self.tree.nodes[child];
            let parent = self.tree.nodes[node.parent].name.as_str();
            if self.page.dropped[child].is_some() || !node.is_text() {
                continue;
            }
            self.take(child);
            match parent {
                // Brackets for those who cannot see readings.
                "rp" => {}
                "rt" => {
                    let base = std::mem::take(&mut base);
                    self.runs.push(Run::ruby(&base, &node.text, look));
                }
                _ => base.push_str(node.text.trim()),
            }
        }
        self.runs.push(Run::new(&base, look));
    }

    /// A reference to a note, whose text follows the paragraph. A note on a note follows as
    /// well, without its mark: Markdown has no place for it.
    pub(super) fn reference(&mut self, at: usize) {
        let Some(number) = self.notes.numbers.get(&at).copied() else { return };
        self.pass(at);
        self.notes.wanted.push_back(number);
        if self.notes.is_open {
            return;
        }
        self.runs.push(Run::note(number));
        self.notes.is_open = true;
        // What is open stays open while notes are read.
        let runs = std::mem::take(&mut self.runs);
        let (lines, mut waiting) = (self.lines.take(), std::mem::take(&mut self.waiting));
        while let Some(number) = self.notes.wanted.pop_front() {
            if let Some(block) = self.notes.texts.remove(&number) {
                self.notes.blocks.remove(&block);
                self.note(number, block, &mut waiting);
            }
        }
        (self.runs, self.lines, self.waiting) = (runs, lines, waiting);
        self.notes.is_open = false;
    }

    /// The text of a note.
    fn note(&mut self, number: usize, block: usize, waiting: &mut Vec<Part>) {
        let (inside, pictures) = picture::apart(self.apart(block));
        let texts: Vec<String> =
            inside.iter().map(|part| part.text.replace('\n', "\n    ")).collect();
        let plain: Vec<&str> = inside.iter().map(|part| part.plain.as_str()).collect();
        let first = inside.iter().map(|part| part.lines.0).min().unwrap_or(0);
        let last = inside.iter().map(|part| part.lines.1).max().unwrap_or(first);
        let text = format!("[^{number}]: {}", texts.join("\n\n    "));
        waiting.push(Part::new(Form::Note, text, plain.join("\n"), (first, last)));
        waiting.extend(pictures);
    }

    /// Passes over the characters of a link that only leads to a note or back.
    pub(super) fn pass(&mut self, at: usize) {
        for child in below(self.tree, at) {
            if self.tree.nodes[child].is_text() {
                self.take(child);
            }
        }
    }
}

/// What the style of an element says about characters.
pub(super) fn styled(node: &Node, look: &Look) -> Look {
    let style = node.attribute("style").replace(' ', "").to_ascii_lowercase();
    let has = |rule: &str| style.contains(rule);
    let bold = has("font-weight:bold") || has("font-weight:700");
    let dots = has("text-emphasis:") && !has("text-emphasis:none");
    let strike = has("text-decoration:line-through");
    Look {
        bold: look.bold || bold,
        dots: look.dots || dots,
        strike: look.strike || strike,
        ..look.clone()
    }
}
