//! What every importer promises for any bytes: it ends, it does not panic, it loses no
//! line.

use huikan::diag::{Diagnostics, Files};
use huikan::import::{
    Beside, CorrectionBook, Options, Report, Source, import, unpack, write,
};
use huikan::limits::Limits;

use super::{PICTURE, lossy, pack, readable};

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
        for entry in unpack(&mut diagnostics, "a.zip", &file, &Limits::default()) {
            assert!(!entry.name.split('/').any(|step| step == ".."), "{}", entry.name);
            assert!(!entry.name.starts_with('/'), "{}", entry.name);
            read(&entry.name, &entry.bytes);
        }
    }
}

/// What a person says about a source, and the source, which NUL divides: no line is lost,
/// and none stands twice.
pub(crate) fn corrections(bytes: &[u8]) {
    let (said, source) = halves(bytes);
    let (said, text) = (lossy(said), clean(source));
    let (mut diagnostics, mut files) = (Diagnostics::new(), Files::default());
    let book = CorrectionBook::read(&mut diagnostics, &mut files, "import.toml", said);
    book.report_missing(&mut diagnostics, |name| name == "a.txt");
    for name in ["a.txt", "a.md", "a.html"] {
        let Some(corrections) = book.of(name) else { continue };
        let options = Options {
            corrections: Some(&corrections),
            explain: true,
            ..Options::default()
        };
        let source = (name, text.as_bytes());
        let found = (&mut diagnostics, &mut files);
        let Some(report) = read_as(found, source, options) else { continue };
        if name != "a.html" {
            exactly_once(&text, &report);
        }
    }
    readable(&diagnostics, &files);
}

/// The bytes before the first NUL, and those after it.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let at = bytes.iter().position(|byte| *byte == 0);
    at.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + 1..]))
}

/// Imports, and reads back what it would write.
fn read(name: &str, bytes: &[u8]) -> Option<Report> {
    let (mut diagnostics, mut files) = (Diagnostics::new(), Files::default());
    let found = (&mut diagnostics, &mut files);
    let report = read_as(found, (name, bytes), Options::default());
    readable(&diagnostics, &files);
    report
}

/// The same with all that decides how a source is read.
fn read_as(
    (diagnostics, files): (&mut Diagnostics, &mut Files),
    (name, bytes): (&str, &[u8]),
    options: Options<'_>,
) -> Option<Report> {
    let beside = |path: &str| (path == "a.png").then(|| PICTURE.to_vec());
    let source = Source { name, bytes, beside: Beside(&beside) };
    let report = import(diagnostics, files, source, options)?;
    for output in write(&mut report.clone()) {
        assert!(output.path.starts_with("content/"), "{}", output.path);
        assert!(!output.path.split('/').any(|step| step == ".."), "{}", output.path);
        if output.path.ends_with(".md") {
            let file = files.add(output.path.clone(), output.text());
            let _ = huikan::markdown::read(diagnostics, files, file, &Limits::default());
        }
    }
    Some(report)
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
