//! Inlines into paragraphs of the line engine, and lines into marks.
//!
//! Links and note marks travel through the line engine as tags of their runs.

use crate::article::Inline;
use crate::font::Fonts;
use crate::geom::{Length, Point, Rect, Size};
use crate::line::{Decoration, Line, Paragraph, Ruby, Run, RunStyle};
use crate::page::plain::Plain;
use crate::page::setting::Setting;
use crate::page::{Link, Mark, Orientation, Target};
use crate::style::{Numbering, Style, Typeface};

/// Tags from here on are footnotes: the rest of the number is the note's index.
const NOTE: u32 = 1 << 31;

/// A paragraph and what its tags mean.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The paragraph.
    pub(super) paragraph: Paragraph,
    /// Tag n is link n − 1.
    links: Vec<String>,
    /// How many bytes of its block's text come before it.
    pub(super) base: usize,
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
            Inline::Text(text) => self.push(&text.replace('\n', " "), style),
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
            Inline::Code(code) => {
                let face = Setting::face(self.style.code.font, false);
                let style = RunStyle { face, verbatim: true, ..style.clone() };
                self.push(&code.replace('\n', " "), &style);
            }
            Inline::Link { url, text } => self.link(url, text, style),
            Inline::Ruby { base, text } => {
                let start = self.text.paragraph.text.len();
                self.push(base, style);
                let base = start..self.text.paragraph.text.len();
                self.text.paragraph.rubies.push(Ruby { base, text: text.clone() });
            }
            Inline::Note(index) => self.note(*index, style),
            Inline::Break => self.push("\n", style),
        }
    }

    fn decorated(&mut self, inner: &[Inline], style: &RunStyle, decoration: Decoration) {
        self.inlines(inner, &RunStyle { decoration, ..style.clone() });
    }

    fn link(&mut self, url: &str, text: &[Inline], style: &RunStyle) {
        self.text.links.push(url.to_owned());
        let tag = u32::try_from(self.text.links.len()).unwrap_or(0);
        self.inlines(text, &RunStyle { tag, ..style.clone() });
    }

    /// A note mark. Its number is known only when its page is: `①` holds the place, and
    /// every circled number is as wide. Beyond those there are brackets, where numbers
    /// run through an article.
    fn note(&mut self, index: usize, style: &RunStyle) {
        if index >= self.notes {
            return;
        }
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
        Self { paragraph, links: Vec::new(), base: 0 }
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
            lines.push(Self { paragraph, links: self.links.clone(), base });
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

    /// The marks of a line before which stand `from` bytes of its block's plain text.
    fn draw_from(&self, fonts: &Fonts, line: Line, origin: Point, from: usize) -> Drawn {
        let mut drawn = Drawn { from, ..Drawn::default() };
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
            if let Some(note) = note_of(run.tag) {
                drawn.notes.push(note);
            } else {
                let link = (run.tag as usize).checked_sub(1);
                if let Some(url) = link.and_then(|link| self.links.get(link)) {
                    let rect = run_rect(fonts, &run, at);
                    add_link(&mut drawn.links, rect, url);
                }
                run.tag = 0;
            }
            drawn.marks.push(Mark::Text { run, at, artifact: false });
        }
        drawn
    }
}

/// Adds a link, joined to the one before it when both are one link on one line.
fn add_link(links: &mut Vec<Link>, rect: Rect, url: &str) {
    let target = Target::Url(url.to_owned());
    if let Some(last) = links.last_mut()
        && last.target == target
    {
        last.rect.size.width = rect.origin.x + rect.size.width - last.rect.origin.x;
        return;
    }
    links.push(Link { rect, target });
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
