//! What every importer promises for any bytes: it ends, it does not panic, it loses no
//! line. So does the check of books, which may come from anywhere. The fuzzer calls these functions with what it makes up, and the test suite with
//! the corpus and the crashes that were found, so that both ask the same.

use std::io::{Cursor, Write as _};

use huikan::diag::{Diagnostics, Files};
use huikan::epub;
use huikan::import::{Beside, Options, Report, Source, import, unpack, write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// What is asked of some bytes; it panics when the answer is wrong.
pub(crate) type Check = fn(&[u8]);

/// The targets by their names, which are those of the folders of the corpus.
pub(crate) const TARGETS: [(&str, Check); 7] = [
    ("decode", decode),
    ("text", text),
    ("markdown", markdown),
    ("word", word),
    ("page", page),
    ("archive", archive),
    ("book", book),
];

/// A black PNG, which stands beside pages and Markdown as `a.png`.
const PICTURE: &[u8] = b"\
    \x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\
    \x40\x00\x00\x00\x40\x08\x00\x00\x00\x00\x8f\x02\x2e\x02\x00\x00\x00\x1b\x49\
    \x44\x41\x54\x78\xda\xed\xc1\x81\x00\x00\x00\x00\xc3\xa0\xf9\x53\xdf\xe0\x04\
    \x55\x01\x00\x00\x00\x7c\x03\x10\x40\x00\x01\xbd\x3c\xb7\x8f\x00\x00\x00\x00\
    \x49\x45\x4e\x44\xae\x42\x60\x82";

/// Bytes in any encoding: whatever they are, the file ends as text or as a refusal.
pub(crate) fn decode(bytes: &[u8]) {
    read("a.txt", bytes);
    let text = clean(bytes);
    // A byte-order mark leaves no doubt, so nothing may be lost on the way.
    let units = text.encode_utf16().collect::<Vec<u16>>();
    let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let marked = [
        [&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat(),
        [&b"\xFF\xFE"[..], &little].concat(),
        [&b"\xFE\xFF"[..], &big].concat(),
    ];
    let reports: Vec<Option<Report>> =
        marked.iter().map(|bytes| read("a.txt", bytes)).collect();
    for report in &reports {
        let lines = |report: &Option<Report>| report.as_ref().map(owned);
        assert_eq!(lines(report), lines(&reports[0]), "one text in two encodings");
    }
}

/// Plain text: every line that is not blank stands in exactly one place.
pub(crate) fn text(bytes: &[u8]) {
    let text = clean(bytes);
    if let Some(report) = read("a.txt", text.as_bytes()) {
        exactly_once(&text, &report);
    }
}

/// Markdown: as plain text.
pub(crate) fn markdown(bytes: &[u8]) {
    let text = clean(bytes);
    if let Some(report) = read("a.md", text.as_bytes()) {
        exactly_once(&text, &report);
    }
}

/// A Word file: the bytes as they are, and parts of XML with these bytes in them. No
/// paragraph stands in two places.
pub(crate) fn word(bytes: &[u8]) {
    for file in [bytes.to_vec(), word_file(bytes)] {
        if let Some(report) = read("a.docx", &file) {
            let lines = owned(&report);
            assert!(lines.windows(2).all(|pair| pair[0] < pair[1]), "{lines:?}");
        }
    }
}

/// A web page: every line stands somewhere; one with text and navigation in both places.
pub(crate) fn page(bytes: &[u8]) {
    read("a.html", bytes);
    let text = clean(bytes);
    if let Some(report) = read("a.html", text.as_bytes()) {
        let lines = owned(&report);
        for (number, line) in (1_u32..).zip(text.split('\n')) {
            let stands = line.trim().is_empty() || lines.binary_search(&number).is_ok();
            assert!(stands, "line {number} is lost: {line:?}");
        }
    }
}

/// A container: the bytes as they are, and one with names and files made of them.
pub(crate) fn archive(bytes: &[u8]) {
    let names = bytes.split(|byte| *byte == 0).collect::<Vec<_>>();
    let entries: Vec<(String, &[u8])> = names
        .chunks(2)
        .map(|pair| (lossy(pair[0]), pair.get(1).copied().unwrap_or_default()))
        .collect();
    for file in [bytes.to_vec(), pack(&entries)] {
        let mut diagnostics = Diagnostics::new();
        for entry in unpack(&mut diagnostics, "a.zip", &file) {
            assert!(!entry.name.split('/').any(|step| step == ".."), "{}", entry.name);
            assert!(!entry.name.starts_with('/'), "{}", entry.name);
            read(&entry.name, &entry.bytes);
        }
    }
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
        epub::check(&mut diagnostics, "a.epub", &file);
        assert!(diagnostics.iter().count() < 1_000);
    }
}

/// Imports, and reads back what it would write.
fn read(name: &str, bytes: &[u8]) -> Option<Report> {
    let beside = |path: &str| (path == "a.png").then(|| PICTURE.to_vec());
    let source = Source { name, bytes, beside: Beside(&beside) };
    let (mut diagnostics, mut files) = (Diagnostics::new(), Files::default());
    let report = import(&mut diagnostics, &mut files, source, Options::default())?;
    for output in write(&mut report.clone()) {
        assert!(output.path.starts_with("content/"), "{}", output.path);
        assert!(!output.path.split('/').any(|step| step == ".."), "{}", output.path);
        if output.path.ends_with(".md") {
            let file = files.add(output.path.clone(), output.text());
            let _ = huikan::markdown::read(&mut diagnostics, &files, file);
        }
    }
    Some(report)
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The bytes as text whose encoding and lines leave no doubt.
fn clean(bytes: &[u8]) -> String {
    let text = lossy(bytes).replace("\r\n", "\n");
    text.replace(['\r', '\0', '\u{FEFF}'], "\n")
}

/// The lines that stand somewhere, in order, as often as they do.
fn owned(report: &Report) -> Vec<u32> {
    let articles = report.articles.iter().flat_map(|draft| &draft.lines);
    let all = articles.chain(report.left_out.iter().flat_map(|left| &left.lines));
    let mut lines: Vec<u32> = all.flat_map(|(first, last)| *first..=*last).collect();
    lines.sort_unstable();
    lines
}

fn exactly_once(text: &str, report: &Report) {
    let lines = owned(report);
    let mut counts = vec![0_usize; text.split('\n').count() + 1];
    for line in lines {
        counts[usize::try_from(line).unwrap_or(usize::MAX)] += 1;
    }
    for (number, line) in (1..).zip(text.split('\n')) {
        let is_right =
            counts[number] == 1 || line.trim().is_empty() && counts[number] < 2;
        assert!(is_right, "line {number} stands in {} places: {line:?}", counts[number]);
    }
}

/// A Word file with these bytes as the inside of its parts, which NUL divides.
fn word_file(bytes: &[u8]) -> Vec<u8> {
    let names = "xmlns:w='w' xmlns:r='r' xmlns:a='a' xmlns:wp='wp' xmlns:mc='mc' \
                 xmlns:v='urn:schemas-microsoft-com:vml'";
    let around = [
        ("word/document.xml", "document", "<w:body>", "</w:body>"),
        ("word/styles.xml", "styles", "", ""),
        ("word/numbering.xml", "numbering", "", ""),
        ("word/footnotes.xml", "footnotes", "", ""),
        ("word/comments.xml", "comments", "", ""),
    ];
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut entries: Vec<(String, Vec<u8>)> = Vec::new();
    for (name, root, before, after) in around {
        let inside = lossy(parts.next().unwrap_or_default());
        let text = format!("<w:{root} {names}>{before}{inside}{after}</w:{root}>");
        entries.push((name.to_owned(), text.into_bytes()));
    }
    let relations = "<Relationships><R Id='p' Target='media/p.png'/><R Id='l' \
                     Target='https://example.org/'/></Relationships>";
    entries.push(("word/_rels/document.xml.rels".to_owned(), relations.into()));
    entries.push(("word/media/p.png".to_owned(), PICTURE.to_vec()));
    let entries: Vec<(String, &[u8])> =
        entries.iter().map(|(name, bytes)| (name.clone(), bytes.as_slice())).collect();
    pack(&entries)
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
