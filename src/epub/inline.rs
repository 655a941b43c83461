//! Running text into XHTML.

use crate::article::{Inline, foreign};
use crate::diag::{Code, Diagnostic};
use crate::epub::link;
use crate::epub::text::escape;
use crate::epub::walk::leaf_inlines;
use crate::epub::xhtml::{DEPTH, Writer};

/// What a run of text stands in.
#[derive(Clone, Copy, Default)]
struct Around {
    /// How many elements of running text.
    depth: usize,
    /// Whether one of them is a link: links do not nest.
    link: bool,
}

impl Writer<'_> {
    /// Writes a run of text.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.run(inlines, Around::default());
    }

    fn run(&mut self, inlines: &[Inline], around: Around) {
        if around.depth < DEPTH {
            for inline in inlines {
                self.inline(inline, around);
            }
        } else {
            for inline in leaf_inlines(inlines) {
                self.inline(inline, around);
            }
        }
    }

    fn inline(&mut self, inline: &Inline, around: Around) {
        match inline {
            Inline::Text(text) if self.is_vertical() => self.words(text, Self::across),
            Inline::Text(text) => self.words(text, Self::characters),
            Inline::Strong(inner) => self.wrap("strong", "", inner, around),
            Inline::Emphasis(inner) => self.wrap("em", "", inner, around),
            Inline::Strike(inner) => self.wrap("s", "", inner, around),
            Inline::Dots(inner) => self.wrap("em", " class=\"dots\"", inner, around),
            // HTML names proper names in Chinese as a use of this element.
            Inline::Name(inner) => self.wrap("u", " class=\"name\"", inner, around),
            Inline::Book(inner) => self.wrap("cite", " class=\"book\"", inner, around),
            Inline::Foreign(tag, inner) => {
                let attributes = format!(" lang=\"{tag}\" xml:lang=\"{tag}\"");
                self.wrap("span", &attributes, inner, around);
            }
            Inline::Code(text) => {
                self.out.push_str("<code>");
                self.words(text, Self::characters);
                self.out.push_str("</code>");
            }
            Inline::Link { url, text } => self.link(url, text, around),
            Inline::Ruby { base, text } => self.ruby(base, text),
            Inline::Note(index) => self.mark(*index, around.link),
            Inline::Break => self.out.push_str("<br/>"),
        }
    }

    /// Writes words of the text, with marks where printed pages begin among them.
    pub(super) fn words(&mut self, text: &str, write: fn(&mut Self, &str)) {
        let mut rest = text;
        while let Some(at) = self.breaks.next_within(rest.len()) {
            let (before, after) = rest.split_at(rest.floor_char_boundary(at));
            write(self, before);
            self.breaks.advance(before.len());
            let mark = self.breaks.next();
            self.out.push_str(&mark);
            rest = after;
        }
        write(self, rest);
        self.breaks.advance(rest.len());
    }

    /// Writes characters, those of another language in an element that says so: readers
    /// choose glyphs and voices by it.
    pub(super) fn characters(&mut self, text: &str) {
        for (run, language) in foreign::runs(text) {
            let run = escape(run);
            match language.filter(|language| !self.is_in(language)) {
                Some(tag) => self.put(format_args!(
                    "<span lang=\"{tag}\" xml:lang=\"{tag}\">{run}</span>"
                )),
                None => self.out.push_str(&run),
            }
        }
    }

    /// Text of a vertical book: two or three digits of their own stand side by side.
    fn across(&mut self, text: &str) {
        let is_latin = |c: char| c.is_ascii_alphanumeric() || ".,-%+:/".contains(c);
        let mut rest = text;
        while let Some(start) = rest.find(is_latin) {
            let (before, word) = rest.split_at(start);
            let end = word.find(|c| !is_latin(c)).unwrap_or(word.len());
            let (word, after) = word.split_at(end);
            self.characters(before);
            if (2..=3).contains(&end) && word.bytes().all(|b| b.is_ascii_digit()) {
                self.put(format_args!("<span class=\"across\">{word}</span>"));
            } else {
                self.out.push_str(&escape(word));
            }
            rest = after;
        }
        self.characters(rest);
    }

    fn wrap(&mut self, name: &str, attributes: &str, inner: &[Inline], around: Around) {
        self.put(format_args!("<{name}{attributes}>"));
        self.run(inner, Around { depth: around.depth + 1, ..around });
        self.put(format_args!("</{name}>"));
    }

    /// A link; one that a book must not have becomes its words, and that is reported.
    fn link(&mut self, url: &str, text: &[Inline], around: Around) {
        let inside = Around { depth: around.depth + 1, link: true };
        match link::safe(url) {
            Some(url) if !around.link && !leaf_inlines(text).is_empty() => {
                self.put(format_args!("<a href=\"{}\">", escape(&url)));
                self.run(text, inside);
                self.out.push_str("</a>");
            }
            Some(_) => self.run(text, inside),
            None => {
                let diagnostic = Diagnostic::new(Code::E003).at(self.span);
                self.diagnostics.push(diagnostic.with("url", url));
                self.run(text, Around { depth: around.depth + 1, ..around });
            }
        }
    }

    /// Ruby; an annotation with as many words as its base has characters is set to each
    /// character, so that a line may break between them.
    fn ruby(&mut self, base: &str, text: &str) {
        self.holds.ruby = true;
        let words: Vec<&str> = text.split_whitespace().collect();
        // No mark can stand between a base and its annotation.
        while self.breaks.next_within(base.len()).is_some() {
            let mark = self.breaks.next();
            self.out.push_str(&mark);
        }
        self.breaks.advance(base.len());
        self.out.push_str("<ruby>");
        if words.len() == base.chars().count() {
            for (character, word) in base.chars().zip(words) {
                self.annotated(&escape(character.encode_utf8(&mut [0; 4])), word);
            }
        } else {
            self.annotated(&escape(base), text);
        }
        self.out.push_str("</ruby>");
    }

    /// A base and its annotation, in parentheses where ruby is not known.
    fn annotated(&mut self, base: &str, text: &str) {
        let text = escape(text);
        self.put(format_args!("{base}<rp>（</rp><rt>{text}</rt><rp>）</rp>"));
    }
}
