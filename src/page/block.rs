//! The blocks of an article into a flow of items.

use crate::article::{Article, Block, BlockKind, Inline, is_lines, is_poem};
use crate::geom::{Length, Point, Rect, Size};
use crate::line::Align;
use crate::page::again::Again;
use crate::page::display;
use crate::page::figure;
use crate::page::flow::{After, Bookmark, Flow, Item, Kind};
use crate::page::setting::{Scope, Setting};
use crate::page::table;
use crate::page::text::{Drawn, Look, Text, spell};
use crate::page::verse::{self, Room};
use crate::page::{Mark, Role};
use crate::style::Typeface;

/// Where blocks stand and how their text looks.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Indent at the left.
    left: Length,
    /// Indent at the right.
    right: Length,
    /// Indent of first lines, beyond the left.
    first: Length,
    /// Typeface.
    font: Typeface,
}

impl Place {
    /// Between its indents.
    fn room(self) -> Room {
        Room { left: self.left, right: self.right }
    }
}

/// Adds the text of an article to a flow.
pub(super) fn push(
    setting: &Setting,
    scope: &mut Scope,
    article: &Article,
    flow: &mut Flow,
) {
    let text = setting.style.text;
    let place = Place {
        left: Length::ZERO,
        right: Length::ZERO,
        first: text.size * text.indent,
        font: text.font,
    };
    let mut blocks = Blocks { setting, scope, notes: article.notes.len(), flow };
    blocks.sections(&article.body, place);
}

struct Blocks<'a> {
    setting: &'a Setting<'a>,
    scope: &'a mut Scope,
    /// How many footnotes the article has.
    notes: usize,
    flow: &'a mut Flow,
}

impl Blocks<'_> {
    /// An article section by section: those that are poems have one left edge.
    fn sections(&mut self, blocks: &[Block], place: Place) {
        let is_border = |block: &Block| {
            matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Break)
        };
        let sections = || blocks.chunk_by(|_, next| !is_border(next));
        let is_verse = |section: &&[Block]| is_poem(section) && verses(section) >= 4;
        let poems: Vec<&Block> = sections().filter(is_verse).flatten().collect();
        let set = (self.look(place), place.room());
        let left = verse::centred(self.setting, &poems, set);
        for section in sections() {
            if is_verse(&section) {
                self.poem(section, Place { left, first: Length::ZERO, ..place });
            } else {
                self.push_all(section, place);
            }
        }
    }

    fn push_all(&mut self, blocks: &[Block], place: Place) {
        for (index, block) in blocks.iter().enumerate() {
            self.scope.span = Some(block.span);
            let next = blocks.get(index + 1).map(|block| &block.kind);
            let text_follows = matches!(next, Some(BlockKind::Paragraph(_)));
            let first = self.flow.items.len();
            self.push(block, place, text_follows);
            self.flow.claim(first, block.span);
        }
    }

    fn push(&mut self, block: &Block, place: Place, text_follows: bool) {
        match &block.kind {
            BlockKind::Heading { level, text } => self.heading(*level, text),
            BlockKind::Paragraph(text) if is_lines(text) => self.verse(text, place),
            BlockKind::Paragraph(text) => self.paragraph(text, place),
            BlockKind::Continuation(text) => {
                self.paragraph(text, Place { first: Length::ZERO, ..place });
            }
            BlockKind::Signature(text) => {
                let set = (self.look(place), place.room());
                let words = (text.as_slice(), self.notes);
                verse::push_signature(self.setting, self.scope, words, set, self.flow);
            }
            BlockKind::List { start, items } => self.list(*start, items, place),
            BlockKind::Quote(inner) => self.quote(inner, place),
            BlockKind::Table(table) => {
                let table = (table, self.notes);
                table::push(self.setting, self.scope, table, text_follows, self.flow);
            }
            BlockKind::Figure(figure) => {
                let figure = (figure, self.notes);
                figure::push(self.setting, self.scope, figure, self.flow);
            }
            BlockKind::Code(code) => self.code(code, place),
            // A break between sections shows as one blank line, also at a page top,
            // where it would be lost otherwise (spec 6.2).
            BlockKind::Break => {
                self.flow.items.push(Item::lines(1, Drawn::default()));
            }
        }
    }

    fn heading(&mut self, level: u8, inlines: &[Inline]) {
        let index =
            usize::from(level.max(1) - 1).min(self.setting.style.headings.len() - 1);
        let style = self.setting.style.headings[index];
        if matches!(self.flow.items.last(), Some(Item { kind: Kind::Blank(_), .. })) {
            // The heading brings its own white.
            self.flow.items.pop();
        }
        let text = spell(self.setting.style, inlines, display::look(style), self.notes)
            .be(&mut self.scope.tree, Role::Heading(level.max(1) + 1));
        let title = text.title();
        let measure = self.setting.style.measure();
        let room = (Length::ZERO, measure);
        let block = display::compose(self.setting, self.scope, text, style, room);
        // Below another heading one line less (spec 8.4).
        let stacked = self.flow.items.last().is_some_and(|item| item.is_heading);
        let lines = (style.lines - i64::from(stacked)).max(1);
        let slots = block.slots(self.setting, lines);
        let squeeze = block.squeeze(self.setting, slots);
        let drawn = block.draw_in(self.setting, slots);
        let bookmark = (level <= 1).then_some(Bookmark { level: 1, title, unit: None });
        self.flow.items.push(Item { squeeze, ..Item::heading(slots, drawn, bookmark) });
    }

    /// How text looks there.
    fn look(&self, place: Place) -> Look {
        Look { font: place.font, bold: false, size: self.setting.style.text.size }
    }

    /// Lines that their author broke start where first lines of paragraphs do.
    fn verse(&mut self, text: &[Inline], place: Place) {
        let room = Room { left: place.left + place.first, ..place.room() };
        let set = (self.look(place), room);
        verse::push(self.setting, self.scope, (text, self.notes), set, self.flow);
    }

    fn paragraph(&mut self, inlines: &[Inline], place: Place) {
        let look = self.look(place);
        let size = look.size;
        let text = spell(self.setting.style, inlines, look, self.notes)
            .be(&mut self.scope.tree, Role::Paragraph);
        let mut rules =
            self.setting.rules(self.setting.style.measure(), size, Align::Justify);
        rules.indent = place.left;
        rules.first_indent = place.left + place.first;
        rules.end_indent = place.right;
        let follow = self.flow.follow(self.setting.style);
        let (again, lines) = Again::new(self.setting, self.scope, (text, rules), follow);
        let first = self.flow.items.len();
        self.push_lines(lines);
        for item in &mut self.flow.items[first..] {
            item.paragraph = Some(self.flow.paragraphs.len());
        }
        self.flow.paragraphs.push(again);
    }

    /// Adds the lines of a paragraph, held together where pages may not part them.
    fn push_lines(&mut self, lines: Vec<Drawn>) {
        let follow = self.flow.follow(self.setting.style);
        let count = lines.len();
        for (index, drawn) in lines.into_iter().enumerate() {
            let after = After::line(index, count, follow);
            self.flow.items.push(Item { after, ..Item::lines(1, drawn) });
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], place: Place) {
        let size = self.setting.style.text.size;
        let labels: Vec<Text> =
            (0u64..).take(items.len()).map(|index| self.label(start, index)).collect();
        let widest = labels.iter().map(|label| self.width(label)).max();
        // Text starts on the character grid, clear of the widest label (spec 6.8).
        let label_width = widest.unwrap_or(size) + size / 5;
        let hang = size * (label_width - Length::from_raw(1)).div_floor(size) + size;
        let left = place.left + place.first;
        let inner = Place { left: left + hang, first: Length::ZERO, ..place };
        // So deep inside other blocks that no room is left, items move out again.
        let inner = if self.has_room(inner) { inner } else { place };
        let left = left.min(inner.left);
        self.scope.tree.open(Role::List { ordered: start.is_some() });
        for (label, blocks) in labels.into_iter().zip(items) {
            let first = self.flow.items.len();
            self.scope.tree.open(Role::Item);
            let label = label.be(&mut self.scope.tree, Role::Label);
            self.scope.tree.open(Role::ItemBody);
            self.push_all(blocks, inner);
            self.scope.tree.close();
            self.scope.tree.close();
            self.put_label(&label, left, first);
        }
        self.scope.tree.close();
    }

    /// Whether lines there still hold a few characters: below six, every other line
    /// would be ragged.
    fn has_room(&self, place: Place) -> bool {
        let style = self.setting.style;
        style.measure() - place.left - place.right >= style.text.size * 6
    }

    /// The number or bullet before an item.
    fn label(&self, start: Option<u64>, index: u64) -> Text {
        let style = self.setting.style.text;
        let words = match start {
            Some(start) => format!("{}.", start.saturating_add(index)),
            None => "•".to_owned(),
        };
        Text::plain(&words, Look { font: style.font, bold: false, size: style.size })
    }

    fn width(&mut self, label: &Text) -> Length {
        let size = self.setting.style.text.size;
        let rules = self.setting.rules(size * 20, size, Align::Start);
        let lines = self.setting.set(self.scope, &label.paragraph, &rules);
        lines.first().map_or(Length::ZERO, |line| line.end)
    }

    /// Puts a label beside the first line of an item, or on a line of its own when the
    /// item starts with something else.
    fn put_label(&mut self, label: &Text, left: Length, first: usize) {
        let size = self.setting.style.text.size;
        let rules = self.setting.rules(size * 20, size, Align::Start);
        let origin = Point { x: left, y: Setting::ascent(size) };
        let mut drawn = Drawn::default();
        for line in self.setting.set(self.scope, &label.paragraph, &rules).drain(..) {
            drawn.append(label.draw(self.setting.fonts, line, origin));
        }
        match self.flow.items.get_mut(first) {
            Some(item) if item.kind == Kind::Lines(1) && !item.is_heading => {
                if let Some(again) =
                    item.paragraph.and_then(|at| self.flow.paragraphs.get_mut(at))
                {
                    again.put_label(&drawn);
                }
                drawn.append(std::mem::take(&mut item.drawn));
                item.drawn = drawn;
            }
            _ => {
                let item = Item { after: After::Never, ..Item::lines(1, drawn) };
                self.flow.items.insert(first, item);
            }
        }
    }

    fn quote(&mut self, blocks: &[Block], place: Place) {
        let style = self.setting.style.quote;
        let indent = self.setting.style.text.size * style.indent;
        if !self.flow.below_heading() {
            self.flow.push_blank(style.space);
        }
        let (left, right) = (place.left + indent, place.right + indent);
        let inner = Place { left, right, font: style.font, ..place };
        let narrow = Place { font: style.font, ..place };
        let inner = if self.has_room(inner) { inner } else { narrow };
        self.scope.tree.open(Role::Quote);
        if is_poem(blocks) {
            let set = (self.look(inner), inner.room());
            let all: Vec<&Block> = blocks.iter().collect();
            let left = verse::centred(self.setting, &all, set);
            self.poem(blocks, Place { left, first: Length::ZERO, ..inner });
        } else {
            self.push_all(blocks, inner);
        }
        self.scope.tree.close();
        self.flow.push_blank(style.space);
    }

    /// A poem: all lines with one left edge (spec 6.9).
    fn poem(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            self.scope.span = Some(block.span);
            let first = self.flow.items.len();
            match &block.kind {
                BlockKind::Paragraph(text) => self.verse(text, place),
                _ => self.push(block, place, false),
            }
            self.flow.claim(first, block.span);
        }
    }

    /// Preformatted lines on a light ground. Indents become indents, so that turned
    /// lines keep them.
    fn code(&mut self, code: &str, place: Place) {
        let style = self.setting.style.code;
        let mut lines = Vec::new();
        let mut start = 0;
        for line in code.lines() {
            let words = line.trim_start_matches(' ');
            let spaces = line.len() - words.len();
            let indent = i64::try_from(spaces).unwrap_or(0);
            let look = Look { font: style.font, bold: false, size: style.size };
            let mut text = Text::plain(words, look);
            for run in &mut text.paragraph.runs {
                run.style.verbatim = true;
            }
            text.base = start + spaces;
            let paragraph = self.scope.tree.add(Role::Paragraph);
            let element = self.scope.tree.add_to(paragraph, Role::Code);
            text.be_in(&mut self.scope.tree, element);
            start += line.len() + 1;
            lines.extend(self.code_line(&text, style.size / 2 * indent, place));
        }
        self.push_lines(lines);
    }

    fn code_line(&mut self, text: &Text, indent: Length, place: Place) -> Vec<Drawn> {
        let setting = self.setting;
        let size = setting.style.code.size;
        let em = setting.style.text.size;
        let measure = setting.style.measure();
        let mut rules = setting.rules(measure, size, Align::Start);
        // One character of the ground stands free at both sides.
        let most = measure - place.right - em * 8;
        rules.indent = (place.left + em + indent).min(most.max(Length::ZERO));
        rules.first_indent = rules.indent;
        rules.end_indent = place.right + em;
        let pitch = setting.style.text.pitch;
        let top = -(setting.gap() / 2);
        let ground = Rect {
            origin: Point { x: place.left, y: top },
            size: Size { width: measure - place.left - place.right, height: pitch },
        };
        let lines = setting.set(self.scope, &text.paragraph, &rules);
        let origin = Point { x: Length::ZERO, y: Setting::ascent(em) - (em - size) / 4 };
        let mut drawn: Vec<Drawn> = Vec::new();
        for words in text.draw_all(setting.fonts, lines, origin) {
            let mut one = on_ground(ground);
            one.append(words);
            drawn.push(one);
        }
        if drawn.is_empty() {
            drawn.push(on_ground(ground));
        }
        drawn
    }
}

/// How many lines verse has. An article of fewer is an address or a greeting.
fn verses(blocks: &[Block]) -> usize {
    let of_block = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => {
            1 + text.iter().filter(|inline| **inline == Inline::Break).count()
        }
        _ => 0,
    };
    blocks.iter().map(of_block).sum()
}

/// The light ground of code: dark enough to be seen, light enough for small type.
fn on_ground(rect: Rect) -> Drawn {
    Drawn { marks: vec![Mark::Rule { rect, ink: 7 }], ..Drawn::default() }
}
