//! A saved web page (`.html`, `.htm`) into a draft: one for each page.
//!
//! Its lines are the lines of the file. What is no text of the article (scripts,
//! navigation, share bars, text around it) stands in what is left out with its reason;
//! lines of nothing but markup stand there as `markup`. A line of a page may hold both
//! text and navigation, and is then named in both places.

mod about;
mod body;
mod choose;
mod marks;
mod notes;
mod table;
mod tree;

use encoding_rs::{Encoding, GB18030, GBK};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::import::decisions::Decisions;
use crate::import::decode::{self, Decoded};
use crate::import::document::{self, Align, Form, Part};
use crate::import::html::about::About;
use crate::import::html::body::Reader;
use crate::import::html::tree::Tree;
use crate::import::{Draft, LeftOut, Options, Report, Source};
use crate::limits::{Limit, Limits};

/// How far into a page its encoding may be declared (HTML, 13.2.3.2).
const DECLARED_WITHIN: usize = 1024;

/// Whether a source's name says that it is a web page.
pub(crate) fn is_html(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".html", ".htm", ".xhtml"].iter().any(|ending| name.ends_with(ending))
}

/// Reads a web page; `None` when it cannot be read, which is reported.
pub(crate) fn read<'a>(
    diagnostics: &mut Diagnostics,
    source: Source<'_>,
    options: Options<'a>,
) -> Option<(Decoded, Report, Decisions<'a>)> {
    let decoded = decode(diagnostics, source)?;
    let decisions = Decisions::new(diagnostics, options.corrections, &decoded.text);
    let tree = tree::read(&decoded.text, options.limits.count(Limit::Elements));
    let mut page = choose::choose(&tree);
    let about = about::read(&tree, &page);
    if let Some(at) = about.site_at {
        page.leave_out(&tree, at, "navigation");
    }
    let mut reader = Reader::new(&tree, &page, (source.beside, &options.limits));
    let title = title_part(&mut reader, &about);
    let mut beside: Vec<(u32, u32)> = Vec::new();
    for at in &about.facts_at {
        beside.extend(take(&mut reader, *at));
    }
    reader.read(page.main);
    let pictures = std::mem::take(&mut reader.pictures);
    let media = reader.media;
    let mut parts: Vec<Part> = title.into_iter().collect();
    parts.append(&mut reader.parts);
    let taken = std::mem::take(&mut reader.taken);
    let mut articles = document::drafts(parts, &decisions);
    if let Some(draft) = articles.first_mut() {
        apply(draft, about, beside);
    }
    articles.retain(|draft| !draft.blocks.is_empty());
    let left_out = left_out(&decoded.text, &tree, (&page, &taken), &articles);
    pictures.report(diagnostics, source.name);
    report_losses(diagnostics, source.name, media, (tree.too_deep, &options.limits));
    let report = Report::of_document(articles, left_out, pictures.kept);
    Some((decoded, report, decisions))
}

/// Reports what has no form in text, and what is nested too deep.
fn report_losses(
    diagnostics: &mut Diagnostics,
    file: &str,
    media: usize,
    (too_deep, limits): (usize, &Limits),
) {
    let about = |code| Diagnostic::new(code).in_file(file).with("file", file);
    if media > 0 {
        diagnostics.push(about(Code::I035).with("what", "media").with("count", media));
    }
    if too_deep > 0 {
        let deep = about(Code::I036).with("count", too_deep);
        diagnostics.push(deep.with("limit", limits.count(Limit::Elements)));
    }
}

/// The characters of a page: a declared encoding counts where the bytes are not UTF-8.
fn decode(diagnostics: &mut Diagnostics, source: Source<'_>) -> Option<Decoded> {
    let is_clear = Encoding::for_bom(source.bytes).is_some()
        || std::str::from_utf8(source.bytes).is_ok();
    let Some(encoding) = declared(source.bytes).filter(|_| !is_clear) else {
        return decode::decode(diagnostics, source);
    };
    let (text, is_damaged) = encoding.decode_without_bom_handling(source.bytes);
    if is_damaged {
        // The declaration is wrong, or the file is damaged: the bytes decide.
        return decode::decode(diagnostics, source);
    }
    let utf8 = Source { bytes: text.as_bytes(), ..source };
    let label = encoding.name().to_ascii_lowercase();
    decode::decode(diagnostics, utf8)
        .map(|decoded| Decoded { encoding: label, ..decoded })
}

/// The encoding that a page declares; GBK is read as GB18030, which contains it.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARED_WITHIN)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_'));
    let encoding = Encoding::for_label(&value.as_bytes()[..end.unwrap_or(value.len())])?;
    Some(if encoding == GBK { GB18030 } else { encoding })
}

/// The title as a part; its text is taken.
fn title_part(reader: &mut Reader<'_>, about: &About) -> Option<Part> {
    let plain = about.title.clone()?;
    let lines = about.title_at.map(|at| take(reader, at));
    let lines = lines.and_then(|lines| Some((lines.first()?.0, lines.last()?.1)));
    // A title that stands in no line of text is not counted as one.
    let lines = lines.unwrap_or((0, 0));
    let part = Part::new(Form::Title, plain.clone(), plain, lines);
    Some(Part { align: Align::Centre, is_bold: true, ..part })
}

/// Takes all text of an element; gives its lines.
fn take(reader: &mut Reader<'_>, at: usize) -> Vec<(u32, u32)> {
    let mut open = vec![at];
    let mut lines = Vec::new();
    while let Some(at) = open.pop() {
        let node = &reader.tree.nodes[at];
        if reader.page.dropped[at].is_some() {
            continue;
        }
        if node.is_text() {
            reader.taken[at] = true;
            lines.push(node.lines);
        }
        open.extend(node.children.iter().rev());
    }
    lines
}

/// What the page says about its text.
fn apply(draft: &mut Draft, about: About, beside: Vec<(u32, u32)>) {
    if draft.title.is_some() {
        draft.evidence.retain(|reason| reason != "evidence-title-style");
        draft.evidence.insert(0, about.evidence.to_owned());
    }
    if draft.unit.is_none() {
        draft.unit = about.unit;
    }
    if draft.authors.is_empty() {
        draft.authors = about.authors;
    }
    draft.date = draft.date.take().or(about.date);
    let mut lines = std::mem::take(&mut draft.lines);
    lines.extend(beside);
    draft.lines = document::ranges(lines);
}

/// Everything that stands in no article.
fn left_out(
    text: &str,
    tree: &Tree,
    (page, taken): (&choose::Page, &[bool]),
    articles: &[Draft],
) -> Vec<LeftOut> {
    let mut left: Vec<LeftOut> = Vec::new();
    let mut last: Option<usize> = None;
    for (at, node) in tree.nodes.iter().enumerate().filter(|(_, node)| node.is_text()) {
        if taken[at] {
            last = None;
            continue;
        }
        let reason = page.dropped[at].unwrap_or("outside");
        let open = last.and_then(|last| left.get_mut(last));
        if let Some(open) = open.filter(|open| open.reason == reason) {
            open.lines.push(node.lines);
            open.text.push('\n');
            open.text.push_str(node.text.trim());
        } else {
            let (lines, text) = (vec![node.lines], node.text.trim().to_owned());
            last = Some(left.len());
            left.push(LeftOut { lines, reason: reason.to_owned(), text });
        }
    }
    for entry in &mut left {
        entry.lines = document::ranges(std::mem::take(&mut entry.lines));
    }
    let owned = articles.iter().flat_map(|draft| &draft.lines);
    let owned = owned.chain(left.iter().flat_map(|entry| &entry.lines)).copied();
    let markup = markup(text, document::ranges(owned.collect()));
    left.extend(markup);
    left.sort_by_key(|entry| entry.lines.first().copied());
    left
}

/// The lines that hold nothing but markup.
fn markup(text: &str, owned: Vec<(u32, u32)>) -> Vec<LeftOut> {
    let mut left: Vec<LeftOut> = Vec::new();
    let mut owned = owned.into_iter().peekable();
    for (number, line) in (1_u32..).zip(text.split('\n')) {
        while owned.peek().is_some_and(|(_, last)| *last < number) {
            owned.next();
        }
        let is_owned = owned.peek().is_some_and(|(first, _)| *first <= number);
        if is_owned || line.trim().is_empty() {
            continue;
        }
        match left.last_mut() {
            Some(open) if open.lines[0].1 + 1 == number => {
                open.lines[0].1 = number;
                open.text.push('\n');
                open.text.push_str(line);
            }
            _ => left.push(LeftOut {
                lines: vec![(number, number)],
                reason: "markup".to_owned(),
                text: line.to_owned(),
            }),
        }
    }
    left
}
