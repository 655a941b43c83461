//! What is promised for any bytes: every reader ends, does not panic, loses no line and
//! says what is wrong in words at places that are there. The fuzzer calls these functions
//! with what it makes up, and the test suite with the corpus and the crashes that were
//! found, so that both ask the same.

#[path = "checks/book.rs"]
mod book;
#[path = "checks/content.rs"]
mod content;
#[path = "checks/import.rs"]
mod import;
#[path = "checks/line.rs"]
mod line;
#[path = "checks/publication.rs"]
mod publication;

pub(crate) use book::{book, font, picture, style, volume};
pub(crate) use content::{article, proof};
pub(crate) use import::{archive, corrections, decode, markdown, page, text, word};
pub(crate) use line::line;
pub(crate) use publication::{publication, ticket, units};

use std::io::{Cursor, Write as _};

use huikan::diag::{Arg, Diagnostics, Files, Language, Place, render};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// What is asked of some bytes; it panics when the answer is wrong.
pub(crate) type Check = fn(&[u8]);

/// The targets by their names, which are those of the folders of the corpus.
pub(crate) const TARGETS: [(&str, Check); 18] = [
    ("decode", decode),
    ("text", text),
    ("markdown", markdown),
    ("word", word),
    ("page", page),
    ("archive", archive),
    ("corrections", corrections),
    ("article", article),
    ("proof", proof),
    ("publication", publication),
    ("units", units),
    ("ticket", ticket),
    ("style", style),
    ("line", line),
    ("volume", volume),
    ("picture", picture),
    ("font", font),
    ("book", book),
];

/// A black PNG, which stands beside pages and Markdown as `a.png`.
const PICTURE: &[u8] = b"\
    \x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\
    \x40\x00\x00\x00\x40\x08\x00\x00\x00\x00\x8f\x02\x2e\x02\x00\x00\x00\x1b\x49\
    \x44\x41\x54\x78\xda\xed\xc1\x81\x00\x00\x00\x00\xc3\xa0\xf9\x53\xdf\xe0\x04\
    \x55\x01\x00\x00\x00\x7c\x03\x10\x40\x00\x01\xbd\x3c\xb7\x8f\x00\x00\x00\x00\
    \x49\x45\x4e\x44\xae\x42\x60\x82";

/// More problems than this are not rendered: they are of the same kinds.
const MOST: usize = 40;

/// Asks that every problem can be shown to people: it points at characters that are there,
/// and has words in both languages without a value missing.
fn readable(diagnostics: &Diagnostics, files: &Files) {
    for diagnostic in diagnostics.iter().take(MOST) {
        if let Some(Place::Span(span)) = &diagnostic.place {
            let text = files.text(span.file);
            assert!(text.get(span.range()).is_some(), "{diagnostic:?} in {text:?}");
        }
        let is_braced = |(_, value): &(&str, Arg)| matches!(value, Arg::Text(text) if text.contains("{$"));
        let may_have_braces = diagnostic.values().iter().any(is_braced);
        for language in [Language::Chinese, Language::English] {
            let words = render(diagnostic, files, language, false);
            let head = words.lines().next().unwrap_or_default();
            assert!(may_have_braces || !head.contains("{$"), "{words}");
        }
    }
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A container; entries whose names it cannot hold are left out.
fn pack(entries: &[(String, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in entries {
        if zip.start_file(name.as_str(), options).is_ok() {
            let _ = zip.write_all(bytes);
        }
    }
    zip.finish().map(Cursor::into_inner).unwrap_or_default()
}
