//! Inlines into paragraphs of the line engine, and lines into marks.
//!
//! Links and note marks travel through the line engine as tags of their runs.

use std::ops::Range;

use crate::article::{Inline, foreign};
use crate::font::Fonts;
use crate::geom::{Length, Point, Rect, Size};
use crate::line::{self, Decoration, Line, Paragraph, Ruby, Run, RunStyle};
use crate::page::plain::Plain;
use crate::page::setting::Setting;
use crate::page::structure::Tree;
use crate::page::{ElementId, Link, Mark, Orientation, Role, Target};
use crate::style::{Numbering, Style, Typeface};

/// Tags from here on are footnotes: the rest of the number is the note's index.
const NOTE: u32 = 1 << 31;

/// A paragraph and what its tags mean.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The paragraph.
    pub(super) paragraph: Paragraph,
    /// Tag n is part n − 1, if it is no note.
    parts: Vec<Part>,
    /// The element that it is.
    element: ElementId,
    /// How many bytes of its block's text come before it.
    pub(super) base: usize,
}

/// Some words of a text that are an element of their own.
#[derive(Debug, Clone)]
struct Part {
    kind: PartKind,
    /// The tag of the part that it is in; 0 for none.
    within: u32,
    element: ElementId,
}

/// What words of a text are.
#[derive(Debug, Clone)]
enum PartKind {
    /// A link to a URL.
    Link(String),
    /// The base of an annotation; its element is the base, the next one the annotation.
    Ruby(String),
    /// Code.
    Code,
    /// Words in another language.
    Foreign(&'static str),
    /// The mark of a note.
    Note(usize),
}

/// How a text looks where nothing else is said.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Typeface.
    pub(super) font: Typeface,
    /// Whether it is bold.
    pub(super) bold: bool,
    /// Font size.
    pub(super) size: Length,
}

/// Marks with the places to click on and the notes they call.
#[derive(Debug, Default, Clone)]
pub(super) struct Drawn {
    /// The marks.
    pub(super) marks: Vec<Mark>,
    /// The links.
    pub(super) links: Vec<Link>,
    /// Indices of notes, in order.
    pub(super) notes: Vec<usize>,
    /// How many bytes of its block's plain text come before it.
    pub(super) from: usize,
}

impl Drawn {
    /// Moves everything.
    pub(super) fn shift(&mut self, by: Point) {
        for mark in &mut self.marks {
            shift_mark(mark, by);
        }
        for link in &mut self.links {
            shift_point(&mut link.rect.origin, by);
        }
    }

    /// The same as furniture of the page: what is repeated there and was read before.
    pub(super) fn into_artifact(mut self) -> Self {
        for mark in &mut self.marks {
            if let Mark::Text { artifact, .. } = mark {
                *artifact = true;
            }
        }
        self
    }

    /// Puts another's marks, which have no links and notes, before its own.
    pub(super) fn put_below(&mut self, other: Self) {
        self.marks.splice(0..0, other.marks);
    }

    /// Adds another's marks, links and notes.
    pub(super) fn append(&mut self, other: Self) {
        self.marks.extend(other.marks);
        self.links.extend(other.links);
        self.notes.extend(other.notes);
    }
}

/// Moves a mark.
pub(super) fn shift_mark(mark: &mut Mark, by: Point) {
    match mark {
        Mark::Text { at, .. } => shift_point(at, by),
        Mark::Rule { rect, .. } | Mark::Wave { rect } | Mark::Image { rect, .. } => {
            shift_point(&mut rect.origin, by);
        }
    }
}

/// Moves a point.
pub(super) fn shift_point(point: &mut Point, by: Point) {
    point.x += by.x;
    point.y += by.y;
}

/// The note that a run is the mark of.
pub(super) fn note_of(tag: u32) -> Option<usize> {
    (tag & NOTE != 0).then_some((tag & !NOTE) as usize)
}

/// Counts the notes that marks call from `first` on.
pub(super) fn shift_notes(drawn: &mut Drawn, first: usize) {
    if first == 0 {
        return;
    }
    for note in &mut drawn.notes {
        *note += first;
    }
    for mark in &mut drawn.marks {
        if let Mark::Text { run, .. } = mark
            && let Some(note) = note_of(run.tag)
        {
            run.tag = NOTE | u32::try_from(note + first).unwrap_or(0);
        }
    }
}

/// Inlines as a paragraph. `notes` is how many footnotes the article has.
pub(super) fn spell(style: &Style, inlines: &[Inline], look: Look, notes: usize) -> Text {
    let mut spelling = Spelling { style, text: Text::default(), notes, is_apart: false };
    spelling.inlines(inlines, &Setting::run_style(look.font, look.bold, look.size));
    spelling.text
}

struct Spelling<'a> {
    style: &'a Style,
    text: Text,
    notes: usize,
    /// Whether what follows is no part of the run before it, however alike they look.
    is_apart: bool,
}

impl Spelling<'_> {
    /// Begins words that are an element; returns their tag.
    fn part(&mut self, kind: PartKind, within: u32) -> u32 {
        self.text.parts.push(Part { kind, within, element: ElementId(0) });
        u32::try_from(self.text.parts.len()).unwrap_or(0)
    }

    fn push(&mut self, text: &str, style: &RunStyle) {
        let Paragraph { text: all, runs, .. } = &mut self.text.paragraph;
        all.push_str(text);
        match runs.last_mut() {
            _ if text.is_empty() => {}
            Some(run) if run.style == *style && !self.is_apart => run.end = all.len(),
            _ => runs.push(Run { end: all.len(), style: style.clone() }),
        }
        self.is_apart &= text.is_empty();
    }

    fn inlines(&mut self, inlines: &[Inline], style: &RunStyle) {
        for inline in inlines {
            self.inline(inline, style);
        }
    }

    fn inline(&mut self, inline: &Inline, style: &RunStyle) {
        match inline {
            // A newline would force a break; reading has joined source lines already.
            Inline::Text(text) => self.words(&text.replace('\n', " "), style),
            Inline::Strong(inner) => {
                let face = Setting::face(self.style.text.strong, style.face.bold);
                let italic = style.face.italic;
                let face = crate::font::Face { italic, ..face };
                self.inlines(inner, &RunStyle { face, ..style.clone() });
            }
            Inline::Emphasis(inner) => {
                let face = Setting::face(self.style.text.emphasis, style.face.bold);
                let face = crate::font::Face { italic: true, ..face };
                self.inlines(inner, &RunStyle { face, ..style.clone() });
            }
            Inline::Strike(inner) => self.decorated(inner, style, Decoration::Through),
            Inline::Dots(inner) => {
                self.inlines(inner, &RunStyle { dots: true, ..style.clone() });
            }
            // Each of two neighbouring names has a line of its own (spec 9.7, 9.8).
            Inline::Name(inner) => {
                self.is_apart = true;
                self.decorated(inner, style, Decoration::Under);
            }
            Inline::Book(inner) => {
                self.is_apart = true;
                self.decorated(inner, style, Decoration::Wave);
            }
            Inline::Foreign(language, inner) => {
                let tag = self.part(PartKind::Foreign(language), style.tag);
                let language = line::hyphenation(language);
                self.inlines(inner, &RunStyle { tag, language, ..style.clone() });
            }
            Inline::Code(code) => {
                let face = Setting::face(self.style.code.font, false);
                let tag = self.part(PartKind::Code, style.tag);
                let style = RunStyle { face, verbatim: true, tag, ..style.clone() };
                self.push(&code.replace('\n', " "), &style);
            }
            Inline::Link { url, text } => self.link(url, text, style),
            Inline::Ruby { base, text } => {
                let start = self.text.paragraph.text.len();
                let tag = self.part(PartKind::Ruby(text.clone()), style.tag);
                self.push(base, &RunStyle { tag, ..style.clone() });
                let base = start..self.text.paragraph.text.len();
                self.text.paragraph.rubies.push(Ruby { base, text: text.clone() });
            }
            Inline::Note(index) => self.note(*index, style),
            Inline::Break => self.push("\n", style),
        }
    }

    fn words(&mut self, text: &str, style: &RunStyle) {
        for (run, language) in foreign::runs(text) {
            if let Some(language) = language {
                let tag = self.part(PartKind::Foreign(language), style.tag);
                self.push(run, &RunStyle { tag, ..style.clone() });
            } else {
                self.push(run, style);
            }
        }
    }

    fn decorated(&mut self, inner: &[Inline], style: &RunStyle, decoration: Decoration) {
        self.inlines(inner, &RunStyle { decoration, ..style.clone() });
    }

    fn link(&mut self, url: &str, text: &[Inline], style: &RunStyle) {
        let tag = self.part(PartKind::Link(url.to_owned()), style.tag);
        self.inlines(text, &RunStyle { tag, ..style.clone() });
    }

    /// A note mark. Its number is known only when its page is: `①` holds the place, and
    /// every circled number is as wide. Beyond those there are brackets, where numbers
    /// run through an article.
    fn note(&mut self, index: usize, style: &RunStyle) {
        if index >= self.notes {
            return;
        }
        self.part(PartKind::Note(index), 0);
        let tag = NOTE | u32::try_from(index).unwrap_or(0);
        let mark = note_mark_style(self.style.text.font, style.size);
        let runs_through = self.style.note.numbering == Numbering::Article;
        let number = if runs_through && index >= CIRCLED { index } else { 0 };
        self.push(&note_label(number), &RunStyle { tag, ..mark });
    }
}

/// Note numbers that have a circled character (spec 11.2).
pub(super) const CIRCLED: usize = 50;

/// The mark of a note: ① for 0, and so on to ㊿ for 49, then `[51]`.
pub(super) fn note_label(index: usize) -> String {
    let start = match index {
        0..20 => 0x2460,
        20..35 => 0x3251 - 20,
        35..CIRCLED => 0x32B1 - 35,
        _ => return format!("[{}]", index + 1),
    };
    let circled = u32::try_from(start + index).ok().and_then(char::from_u32);
    circled.unwrap_or('※').to_string()
}

/// How a note mark beside text of a size looks: two thirds of it, its top at the top of
/// the Han.
pub(super) fn note_mark_style(font: Typeface, size: Length) -> RunStyle {
    let rise = size.scale(30, 100);
    RunStyle { rise, glued: true, ..Setting::run_style(font, false, size.scale(2, 3)) }
}

impl Text {
    /// Words of one look.
    pub(super) fn plain(words: &str, look: Look) -> Self {
        // A newline would force a break, which no title or label can want.
        let text = words.replace(['\n', '\r'], " ");
        let style = Setting::run_style(look.font, look.bold, look.size);
        let runs = vec![Run { end: text.len(), style }];
        Self::of(Paragraph { text, runs, rubies: Vec::new() })
    }

    /// A paragraph without links.
    pub(super) fn of(paragraph: Paragraph) -> Self {
        Self { paragraph, ..Self::default() }
    }

    /// The same words set as another paragraph.
    pub(super) fn with(&self, paragraph: Paragraph) -> Self {
        let (parts, element, base) = (self.parts.clone(), self.element, self.base);
        Self { paragraph, parts, element, base }
    }

    /// Makes it an element, and its parts elements in it.
    pub(super) fn be(mut self, tree: &mut Tree, role: Role) -> Self {
        let element = tree.add(role);
        self.be_in(tree, element);
        self
    }

    /// Makes it the content of an element, and its parts elements in that.
    pub(super) fn be_in(&mut self, tree: &mut Tree, element: ElementId) {
        self.element = element;
        let is_used = self.used_parts();
        for index in (0..self.parts.len()).filter(|index| is_used[*index]) {
            let Part { kind, within, .. } = &self.parts[index];
            let parent = self.part_of(*within).map_or(element, |part| part.element);
            self.parts[index].element = match kind {
                PartKind::Link(_) => tree.add_to(parent, Role::Link),
                PartKind::Code => tree.add_to(parent, Role::Code),
                PartKind::Foreign(language) => {
                    tree.add_to(parent, Role::Foreign { language })
                }
                PartKind::Ruby(text) => {
                    let ruby = tree.add_to(parent, Role::Ruby);
                    let base = tree.add_to(ruby, Role::RubyBase);
                    tree.add_to(ruby, Role::RubyText { text: text.as_str().into() });
                    base
                }
                PartKind::Note(note) => {
                    let mark = tree.add_to(parent, Role::Reference);
                    tree.mark(*note, mark);
                    mark
                }
            };
        }
    }

    /// By part whether anything of the paragraph is in it: lines of verse share their parts.
    fn used_parts(&self) -> Vec<bool> {
        let mut is_used = vec![false; self.parts.len()];
        let runs = &self.paragraph.runs;
        for (index, part) in self.parts.iter().enumerate().rev() {
            let is_of = |run: &Run| match part.kind {
                PartKind::Note(note) => note_of(run.style.tag) == Some(note),
                _ => run.style.tag as usize == index + 1,
            };
            is_used[index] |= runs.iter().any(is_of);
            let outer = (part.within as usize).checked_sub(1);
            if let Some(outer) = outer.filter(|_| is_used[index]) {
                is_used[outer] = true;
            }
        }
        is_used
    }

    /// The part with a tag.
    fn part_of(&self, tag: u32) -> Option<&Part> {
        self.parts.get((tag as usize).checked_sub(1)?)
    }

    /// The part that is the mark of a note.
    fn mark_of(&self, note: usize) -> Option<&Part> {
        let is_mark =
            |part: &&Part| matches!(part.kind, PartKind::Note(other) if other == note);
        self.parts.iter().find(is_mark)
    }

    /// The element that a run belongs to, and the link that it is in.
    fn place_of(&self, run: &crate::line::GlyphRun) -> (ElementId, Option<&Part>) {
        if let Some(note) = note_of(run.tag) {
            return (self.mark_of(note).map_or(self.element, |part| part.element), None);
        }
        let Some(part) = self.part_of(run.tag) else { return (self.element, None) };
        let mut link = Some(part);
        while let Some(outer) = link
            && !matches!(outer.kind, PartKind::Link(_))
        {
            link = self.part_of(outer.within);
        }
        // Dots below characters are drawn with them and belong to them.
        let is_annotation = run.ornament && run.text != "•";
        let element = match part.kind {
            PartKind::Ruby(_) if is_annotation && part.element.0 > 0 => {
                ElementId(part.element.0 + 1)
            }
            _ => part.element,
        };
        (element, link)
    }

    /// Its words as bookmarks show them: without note marks and forced breaks.
    pub(super) fn title(&self) -> String {
        let mut title = String::new();
        let mut start = 0;
        for run in &self.paragraph.runs {
            if note_of(run.style.tag).is_none() {
                title.push_str(&self.paragraph.text[start..run.end]);
            }
            start = run.end;
        }
        title.replace('\n', "")
    }

    /// Its lines where forced breaks part it, each a text of its own.
    pub(super) fn into_lines(self) -> Vec<Self> {
        let Paragraph { text, runs, rubies } = &self.paragraph;
        let mut lines = Vec::new();
        let mut plain = Plain::of(&self);
        let mut start = 0;
        for words in text.split('\n') {
            let end = start + words.len();
            let within = |at: usize| at.clamp(start, end) - start;
            let mut own: Vec<Run> = Vec::new();
            for run in runs {
                let end = within(run.end);
                if end > own.last().map_or(0, |last| last.end) {
                    own.push(Run { end, style: run.style.clone() });
                }
            }
            let inside = |ruby: &&Ruby| start <= ruby.base.start && ruby.base.end <= end;
            let moved = |ruby: &Ruby| {
                let base = within(ruby.base.start)..within(ruby.base.end);
                Ruby { base, text: ruby.text.clone() }
            };
            let rubies = rubies.iter().filter(inside).map(moved).collect();
            let paragraph = Paragraph { text: words.to_owned(), runs: own, rubies };
            let base = plain.before(start);
            lines.push(Self { base, ..self.with(paragraph) });
            start = end + 1;
        }
        lines
    }

    /// The marks of a line whose measure starts at `origin`, on whose baseline it is.
    pub(super) fn draw(&self, fonts: &Fonts, line: Line, origin: Point) -> Drawn {
        let from = Plain::of(self).before(line.range.start);
        self.draw_from(fonts, line, origin, from)
    }

    /// The marks of all lines of a paragraph, each as [`Text::draw`] has them.
    pub(super) fn draw_all(
        &self,
        fonts: &Fonts,
        lines: Vec<Line>,
        origin: Point,
    ) -> Vec<Drawn> {
        let mut plain = Plain::of(self);
        let draw = |line: Line| {
            let from = plain.before(line.range.start);
            self.draw_from(fonts, line, origin, from)
        };
        lines.into_iter().map(draw).collect()
    }

    /// The notes whose marks stand in bytes of the paragraph's text.
    fn notes_in(&self, range: &Range<usize>) -> Vec<usize> {
        let runs = &self.paragraph.runs;
        let first = runs.partition_point(|run| run.end <= range.start);
        let mut start = first.checked_sub(1).map_or(0, |before| runs[before].end);
        let is_inside = |run: &&Run| std::mem::replace(&mut start, run.end) < range.end;
        let inside = runs[first..].iter().take_while(is_inside);
        inside.filter_map(|run| note_of(run.style.tag)).collect()
    }

    /// The marks of a line before which stand `from` bytes of its block's plain text.
    fn draw_from(&self, fonts: &Fonts, line: Line, origin: Point, from: usize) -> Drawn {
        let marks = Vec::with_capacity(line.rules.len() + line.runs.len());
        let notes = self.notes_in(&line.range);
        let mut drawn = Drawn { from, marks, notes, ..Drawn::default() };
        for rule in line.rules {
            let top = origin.y - rule.rise - rule.thickness / 2;
            let rect = Rect {
                origin: Point { x: origin.x + rule.start, y: top },
                size: Size { width: rule.end - rule.start, height: rule.thickness },
            };
            drawn.marks.push(match rule.is_wave {
                true => Mark::Wave { rect },
                false => Mark::Rule { rect, ink: 100 },
            });
        }
        for mut run in line.runs {
            let at = Point { x: origin.x + run.x, y: origin.y - run.rise };
            (run.x, run.rise) = (Length::ZERO, Length::ZERO);
            let (element, link) = self.place_of(&run);
            if let Some(Part { kind: PartKind::Link(url), element, .. }) = link {
                let rect = run_rect(fonts, &run, at);
                add_link(&mut drawn.links, rect, (url, *element));
            }
            if note_of(run.tag).is_none() {
                run.tag = 0;
            }
            drawn.marks.push(Mark::Text { run, at, artifact: false, element });
        }
        drawn
    }
}

/// Adds a link, joined to the one before it when both are one link on one line.
fn add_link(links: &mut Vec<Link>, rect: Rect, (url, element): (&str, ElementId)) {
    let target = Target::Url(url.to_owned());
    if let Some(last) = links.last_mut()
        && (&last.target, last.element) == (&target, element)
    {
        last.rect.size.width = rect.origin.x + rect.size.width - last.rect.origin.x;
        return;
    }
    links.push(Link { rect, target, title: url.to_owned(), element });
}

/// The em boxes of a run.
fn run_rect(fonts: &Fonts, run: &crate::line::GlyphRun, at: Point) -> Rect {
    let width = run_width(fonts, run);
    let top = at.y - Setting::ascent(run.size);
    Rect { origin: Point { x: at.x, y: top }, size: Size { width, height: run.size } }
}

/// From the start of a run to the end of its last glyph, along the line.
pub(super) fn run_width(fonts: &Fonts, run: &crate::line::GlyphRun) -> Length {
    let Some(last) = run.glyphs.last() else { return Length::ZERO };
    match run.orientation {
        Orientation::Horizontal | Orientation::Rotated => {
            last.x + fonts.advance(run.font, last.id, run.size)
        }
        Orientation::Upright => last.x + run.size,
        Orientation::Across => run.size,
    }
}
