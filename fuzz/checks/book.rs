//! What is promised for books: those that are made are whole, and those from elsewhere are
//! judged in few words.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use huikan::article::{Article, Block, BlockKind, Inline, plain_text};
use huikan::diag::{Diagnostics, Files, Severity};
use huikan::epub::{self, Setup, Templates};
use huikan::font::{self, Fonts, Source};
use huikan::limits::Limits;
use huikan::page::{self, Mark, Pages};
use huikan::project::{Colour, Finish, Imposition, Project, Standard, image};
use huikan::style::{self, Style};
use huikan::volume::Volume;
use huikan::{gather, pdf, sheet};

use super::{PICTURE, lossy, pack, readable};

/// Read once: they do not depend on what is asked.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::default);

/// The style that books have when nothing is said.
static STYLE: LazyLock<Style> = LazyLock::new(|| {
    style::parse(
        &mut Diagnostics::new(),
        "book-a5",
        (&Files::default(), &BTreeMap::new()),
        &Limits::default(),
    )
});

/// Articles, which NUL divides, as a volume: its pages and its EPUB hold every letter of
/// them, and nothing is wrong with the EPUB.
pub(crate) fn volume(bytes: &[u8]) {
    let texts: Vec<String> = bytes.split(|byte| *byte == 0).take(3).map(lossy).collect();
    let Some((volume, files)) = gathered(&texts, Some(("a.png", PICTURE))) else {
        return;
    };
    let text = words_of(&volume);
    let mut diagnostics = Diagnostics::new();
    let pages = page::paginate(&mut diagnostics, &volume, &STYLE, &FONTS);
    holds(&drawn(&pages), &text);
    print(&mut diagnostics, &pages, &Finish::from(Standard::A2u));
    let book = packed(&mut diagnostics, &volume, (&STYLE, &FONTS)).unwrap_or_default();
    holds(&shown(&book), &text);
    let mut wrong = Diagnostics::new();
    epub::check(&mut wrong, "a.epub", &book, &Limits::default());
    assert!(wrong.is_empty(), "{wrong:?}");
    readable(&diagnostics, &files);
}

/// Two style files, `own` and an override of `book-a5`, which NUL divides: one that is not
/// refused lays out a volume.
pub(crate) fn style(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0).map(lossy);
    let mut files = Files::default();
    let mut overrides = BTreeMap::new();
    for name in ["own.toml", "book-a5.toml"] {
        let text = parts.next().unwrap_or_default();
        overrides.insert(name.to_owned(), files.add(format!("styles/{name}"), text));
    }
    for name in ["own", "book-a5"] {
        let mut diagnostics = Diagnostics::new();
        let style = style::parse(
            &mut diagnostics,
            name,
            (&files, &overrides),
            &Limits::default(),
        );
        readable(&diagnostics, &files);
        if diagnostics.has_errors() {
            continue;
        }
        let (volume, _) = &*SAMPLE;
        let pages = page::paginate(&mut diagnostics, volume, &style, &FONTS);
        holds(&drawn(&pages), &words_of(volume));
        print(&mut diagnostics, &pages, &Finish::default());
        let book = packed(&mut diagnostics, volume, (&style, &FONTS)).unwrap_or_default();
        let mut wrong = Diagnostics::new();
        epub::check(&mut wrong, "a.epub", &book, &Limits::default());
        assert!(wrong.is_empty(), "{wrong:?}");
    }
}

/// A picture: one that is not refused stands in a PDF of any standard and in an EPUB.
pub(crate) fn picture(bytes: &[u8]) {
    let text = "---\ntitle: 图\n---\n\n![河](a.png){width=60%}\n\n文字。\n".to_owned();
    let Some((volume, files)) = gathered(&[text], Some(("a.png", bytes))) else { return };
    let mut diagnostics = Diagnostics::new();
    let pages = page::paginate(&mut diagnostics, &volume, &STYLE, &FONTS);
    for standard in [Standard::X4, Standard::A2u] {
        print(&mut diagnostics, &pages, &Finish::from(standard));
    }
    let gray = Finish { colour: Colour::Gray, ..Finish::default() };
    print(&mut diagnostics, &pages, &gray);
    let book = packed(&mut diagnostics, &volume, (&STYLE, &FONTS)).unwrap_or_default();
    let mut wrong = Diagnostics::new();
    epub::check(&mut wrong, "a.epub", &book, &Limits::default());
    assert!(!wrong.has_errors(), "{wrong:?}");
    readable(&diagnostics, &files);
}

/// A font file and a profile of a press, both these bytes: what they do not have is
/// replaced, and products are made.
pub(crate) fn font(bytes: &[u8]) {
    let mut diagnostics = Diagnostics::new();
    let bytes: Arc<[u8]> = Arc::from(bytes);
    let source = Source { name: "fonts/a.ttf".to_owned(), bytes: Arc::clone(&bytes) };
    let fonts = font::load(&mut diagnostics, &[source]);
    for font in fonts.ids() {
        let _ = fonts.facts(font);
    }
    // Characters that no font of ours has are asked of this one.
    let text = "---\ntitle: 字\n---\n\n字a\u{E0F1}ก🀀\u{1F600}\u{2A6D6}。\n".to_owned();
    let Some((volume, files)) = gathered(&[text], None) else { return };
    let pages = page::paginate(&mut diagnostics, &volume, &STYLE, &fonts);
    holds(&drawn(&pages), &words_of(&volume));
    let sheets = sheet::impose(&mut diagnostics, &pages, &Imposition::PLAIN);
    let profile = pdf::is_press(&bytes).then_some(bytes);
    let finish = Finish { profile, ..Finish::from(Standard::X4) };
    let _ = pdf::write(&mut diagnostics, &pages, &sheets, &fonts, &finish);
    let _ = packed(&mut diagnostics, &volume, (&STYLE, &fonts));
    readable(&diagnostics, &files);
}

/// A book: the bytes as they are, and one whose package document, contents, chapter and
/// style sheet they are (NUL divides them). Its problems are few enough to read.
pub(crate) fn book(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0);
    let container: &[u8] = b"<container><rootfile full-path='a.opf'/></container>";
    let mut entries: Vec<(String, &[u8])> = vec![
        ("mimetype".to_owned(), b"application/epub+zip"),
        ("META-INF/container.xml".to_owned(), container),
    ];
    for name in ["a.opf", "nav.xhtml", "a.xhtml", "a.css"] {
        entries.push((name.to_owned(), parts.next().unwrap_or_default()));
    }
    for file in [bytes.to_vec(), pack(&entries)] {
        let mut diagnostics = Diagnostics::new();
        epub::check(&mut diagnostics, "a.epub", &file, &Limits::default());
        assert!(diagnostics.iter().count() < 1_000);
        readable(&diagnostics, &Files::default());
    }
}

/// A volume with something of everything, to lay out in any style.
static SAMPLE: LazyLock<(Volume, Files)> = LazyLock::new(|| {
    let text = include_str!("../corpus/volume/everything").to_owned();
    gathered(&[text], Some(("a.png", PICTURE)))
        .expect("an article is enough for a volume")
});

/// The first volume of a publication with these articles and a picture beside them.
fn gathered(texts: &[String], picture: Option<(&str, &[u8])>) -> Option<(Volume, Files)> {
    let mut project = Project::default();
    for (number, text) in texts.iter().enumerate() {
        let path = format!("content/a/{number}.md");
        project.content.push(project.files.add(path, text.as_str()));
    }
    if let Some((name, bytes)) = picture {
        let path = format!("content/a/{name}");
        if let Some(picture) = image(&path, bytes.to_vec()) {
            project.images.insert(path, Arc::new(picture));
        }
    }
    let mut diagnostics = Diagnostics::new();
    let gathered = gather(&mut diagnostics, &project, "文集", None);
    readable(&diagnostics, &project.files);
    Some((gathered.volumes.into_iter().next()?, project.files))
}

/// Pages as a PDF file, a page to a sheet.
fn print(diagnostics: &mut Diagnostics, pages: &Pages, finish: &Finish) {
    let sheets = sheet::impose(diagnostics, pages, &Imposition::PLAIN);
    let mut found = Diagnostics::new();
    let file = pdf::write(&mut found, pages, &sheets, &FONTS, finish);
    let is_file = file.is_some_and(|bytes| bytes.starts_with(b"%PDF-"));
    assert!(is_file || found.reach(Severity::Warning), "no file, and nothing said");
    diagnostics.append(found);
}

/// A volume as an EPUB.
fn packed(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    (style, fonts): (&Style, &Fonts),
) -> Option<Vec<u8>> {
    let templates = Templates::default();
    let setup = Setup {
        style,
        templates: &templates,
        fonts,
        embed: Default::default(),
        is_obfuscated: false,
        reader: Default::default(),
    };
    epub::pack(diagnostics, volume, &setup, None)
}

/// Asks that a text has every letter of another one, as often as it.
fn holds(text: &str, letters: &str) {
    let count = |text: &str| {
        let mut counts = BTreeMap::<char, usize>::new();
        for letter in text.chars().filter(|c| c.is_alphanumeric()) {
            *counts.entry(letter).or_default() += 1;
        }
        counts
    };
    let has = count(text);
    for (letter, times) in count(letters) {
        let there = has.get(&letter).copied().unwrap_or(0);
        assert!(there >= times, "{letter:?} {there} of {times} times in {text:?}");
    }
}

/// What pages show, but for running heads and folios.
fn drawn(pages: &Pages) -> String {
    let marks = pages.pages.iter().flat_map(|page| &page.marks);
    let runs = marks.filter_map(|mark| match mark {
        Mark::Text { run, artifact: false, .. } if !run.ornament => Some(&*run.text),
        _ => None,
    });
    runs.collect()
}

/// What the documents of an EPUB show, tags and references taken away.
fn shown(book: &[u8]) -> String {
    let mut text = String::new();
    let Ok(mut container) = zip::ZipArchive::new(std::io::Cursor::new(book)) else {
        return text;
    };
    for index in 0..container.len() {
        let Ok(mut entry) = container.by_index(index) else { continue };
        let mut document = String::new();
        let is_document =
            entry.name().ends_with(".xhtml") && !entry.name().ends_with("nav.xhtml");
        if is_document && std::io::Read::read_to_string(&mut entry, &mut document).is_ok()
        {
            let mut until = None;
            for c in document.chars() {
                match (until, c) {
                    (None, '<') => until = Some('>'),
                    (None, '&') => until = Some(';'),
                    (None, c) => text.push(c),
                    (Some(end), c) if end == c => until = None,
                    _ => {}
                }
            }
        }
    }
    text
}

/// The words of the articles of a volume: text, captions, tables, and the notes that are
/// called; of others it is said that nobody sees them.
fn words_of(volume: &Volume) -> String {
    let mut words = String::new();
    for chapter in volume.chapters() {
        let notes = vec![false; chapter.article.notes.len()];
        let mut reader = Reader { article: &chapter.article, notes, words: &mut words };
        reader.blocks(&chapter.article.body);
    }
    words
}

/// Collects the words of an article.
struct Reader<'a> {
    article: &'a Article,
    /// Which notes were read.
    notes: Vec<bool>,
    words: &'a mut String,
}

impl Reader<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Heading { text, .. }
                | BlockKind::Paragraph(text)
                | BlockKind::Continuation(text)
                | BlockKind::Signature(text) => self.text(text),
                BlockKind::List { items, .. } => {
                    items.iter().for_each(|item| self.blocks(item));
                }
                BlockKind::Quote(blocks) => self.blocks(blocks),
                BlockKind::Table(table) => table.texts().for_each(|text| self.text(text)),
                BlockKind::Figure(figure) => self.text(&figure.caption),
                BlockKind::Code(text) => self.words.push_str(text),
                BlockKind::Break => {}
            }
        }
    }

    fn text(&mut self, inlines: &[Inline]) {
        self.words.push_str(&plain_text(inlines));
        self.called(inlines);
    }

    fn called(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Note(index) => {
                    if !std::mem::replace(&mut self.notes[*index], true) {
                        self.blocks(&self.article.notes[*index].body);
                    }
                }
                Inline::Strong(inner)
                | Inline::Emphasis(inner)
                | Inline::Strike(inner)
                | Inline::Dots(inner)
                | Inline::Name(inner)
                | Inline::Book(inner)
                | Inline::Foreign(_, inner)
                | Inline::Link { text: inner, .. } => self.called(inner),
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::Ruby { .. }
                | Inline::Break => {}
            }
        }
    }
}
