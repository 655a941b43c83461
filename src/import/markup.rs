//! A Markdown source into articles: one for each heading of the first level, with the
//! Markdown of its text kept as it is.
//!
//! Front matter is read line by line, only for the keys that a draft has; what else it
//! holds stands in `left_out`. No paragraph is reflowed: the file already says what is
//! a paragraph. Pictures beside the source are taken over with it.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::diag::Diagnostics;
use crate::import::decisions::Decisions;
use crate::import::draft::{Owners, empty};
use crate::import::forms;
use crate::import::organs;
use crate::import::people;
use crate::import::picture::{Pictures, Taken, local};
use crate::import::{Draft, DraftBlock, DraftBlockKind, Kind, LeftOut, Report, Source};
use crate::limits::Limits;

/// Whether a file's name says that it is Markdown.
pub(crate) fn is_markdown(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    [".md", ".markdown", ".mdown"].iter().any(|ending| lower.ends_with(ending))
}

/// Reads a Markdown source; pictures that are not beside it are reported.
pub(crate) fn read(
    diagnostics: &mut Diagnostics,
    source: Source<'_>,
    (text, limits): (&str, &Limits),
    decisions: &Decisions<'_>,
) -> Report {
    let mut report = articles(text, decisions);
    let mut pictures = Pictures::new(limits);
    let blocks = report.articles.iter_mut().flat_map(|draft| &mut draft.blocks);
    for block in blocks.filter(|block| block.text.contains("](")) {
        take_pictures(source, &mut pictures, block);
    }
    pictures.report(diagnostics, source.name);
    report.pictures = pictures.kept;
    report
}

/// Takes over the pictures that a block shows.
fn take_pictures(source: Source<'_>, pictures: &mut Pictures, block: &mut DraftBlock) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    for (event, range) in Parser::new_ext(&block.text, options).into_offset_iter() {
        let Event::Start(Tag::Image { dest_url, .. }) = event else { continue };
        let bytes = local(&dest_url).and_then(|path| (source.beside.0)(&path));
        let Taken::As(path) = pictures.take(bytes) else { continue };
        // The address follows the words; without one it is a reference.
        let image = &block.text[range.clone()];
        let place = image.rfind(&*dest_url).filter(|at| image[..*at].contains("]("));
        if let Some(at) = place {
            let start = range.start + at;
            changes.push((start..start + dest_url.len(), path));
        }
    }
    for (range, path) in changes.into_iter().rev() {
        block.text.replace_range(range, &path);
    }
}

/// The articles of a Markdown text.
fn articles(text: &str, decisions: &Decisions<'_>) -> Report {
    let is_out = |number| decisions.of(number).text == Some(false);
    let lines: Vec<&str> = (1_u32..)
        .zip(text.split('\n'))
        .map(|(number, line)| if is_out(number) { "" } else { line })
        .map(|line| line.trim_start_matches('\u{FEFF}'))
        .collect();
    let owners = Owners::new(text);
    let mut report = Report {
        source: String::new(),
        encoding: String::new(),
        articles: Vec::new(),
        left_out: Vec::new(),
        doubts: Vec::new(),
        pictures: Vec::new(),
    };
    let front = front_matter(&lines);
    let starts = starts(&lines, front, decisions);
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(lines.len());
        let draft = article(&lines, &owners, *start..end);
        report.articles.push(draft);
    }
    if let Some(first) = report.articles.first_mut() {
        apply(first, &lines[..front]);
    }
    report.articles.iter_mut().for_each(take_labelled);
    if front > 0 {
        report.left_out.push(LeftOut {
            lines: vec![(1, number(front - 1))],
            reason: "front-matter".to_owned(),
            text: lines[..front].join("\n"),
        });
    }
    report.articles.retain(|draft| !draft.lines.is_empty());
    report
}

/// The lines on which articles begin.
fn starts(lines: &[&str], front: usize, decisions: &Decisions<'_>) -> Vec<usize> {
    let found = first_level(lines, front);
    let begins = |at: &usize| {
        let line = number(*at);
        decisions.begins((line, line), found.binary_search(at).is_ok())
    };
    let heads: Vec<usize> = (front..lines.len()).filter(begins).collect();
    let is_one = front > 0 && heads.len() == 1 && found == heads;
    if heads.is_empty() || is_one {
        vec![front]
    } else {
        let lead = lines[front..heads[0]].iter().any(|line| !line.trim().is_empty());
        lead.then_some(front).into_iter().chain(heads).collect()
    }
}

/// How many lines the front matter takes.
fn front_matter(lines: &[&str]) -> usize {
    if lines.first().is_none_or(|line| line.trim_end() != "---") {
        return 0;
    }
    let end =
        lines.iter().skip(1).position(|line| matches!(line.trim_end(), "---" | "..."));
    end.map_or(0, |end| end + 2)
}

/// The lines of `# …` outside code.
fn first_level(lines: &[&str], from: usize) -> Vec<usize> {
    let mut fenced = false;
    let mut heads = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(from) {
        fenced ^= line.starts_with("```") || line.starts_with("~~~");
        if !fenced && line.starts_with("# ") {
            heads.push(at);
        }
    }
    heads
}

/// The number of a line by its index.
fn number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// The lines of one article as a draft: a block for each run without blank lines.
fn article(lines: &[&str], owners: &Owners, range: std::ops::Range<usize>) -> Draft {
    let mut draft = empty(Kind::Article, 1.0, vec!["evidence-markdown".to_owned()]);
    let mut run: Option<DraftBlock> = None;
    let mut fenced = false;
    let numbers: Vec<u32> =
        range.clone().filter(|at| !lines[*at].trim().is_empty()).map(number).collect();
    for at in range {
        let line = lines[at].trim_end();
        let title = line.strip_prefix("# ").filter(|_| !fenced && draft.title.is_none());
        fenced ^= line.starts_with("```") || line.starts_with("~~~");
        if let Some(title) = title {
            draft.title = Some(title.trim().trim_end_matches('#').trim().to_owned());
            continue;
        }
        if line.trim().is_empty() && !fenced {
            draft.blocks.extend(run.take());
            continue;
        }
        let hashes = line.len() - line.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') && !fenced {
            draft.blocks.extend(run.take());
            draft.blocks.push(heading(line, hashes, number(at)));
            continue;
        }
        match &mut run {
            Some(block) => {
                block.text.push('\n');
                block.text.push_str(line);
            }
            None => {
                let kind = DraftBlockKind::Paragraph;
                run = Some(DraftBlock::sure(kind, None, line.to_owned(), number(at)));
            }
        }
    }
    draft.blocks.extend(run);
    draft.lines = owners.ranges(numbers);
    draft.is_markdown = true;
    draft
}

/// Takes over what lines with a label say right below the title: 作者：…, 单位：…. What
/// is known already stays in the text: it may say something else.
fn take_labelled(draft: &mut Draft) {
    let is_text = |block: &&mut DraftBlock| block.kind == DraftBlockKind::Paragraph;
    while draft.title.is_some()
        && let Some(first) = draft.blocks.first_mut().filter(is_text)
    {
        let line = first.text.split_inclusive('\n').next().unwrap_or_default();
        let taken = line.len();
        match fact(line) {
            Some(Fact::Unit(name)) if draft.unit.is_none() => draft.unit = Some(name),
            Some(Fact::Date(date)) if draft.date.is_none() => draft.date = Some(date),
            Some(Fact::Authors(names)) if draft.authors.is_empty() => {
                draft.authors = names;
            }
            _ => return,
        }
        first.text.replace_range(..taken, "");
        first.line += 1;
        if first.text.trim().is_empty() {
            draft.blocks.remove(0);
        }
    }
}

/// What a line with a label says.
enum Fact {
    Authors(Vec<String>),
    Unit(String),
    Date(String),
}

/// Labels of dates.
const DATES: [&str; 5] = ["日期", "时间", "发表时间", "写作时间", "時間"];

/// What a line says about its article, when nothing but that stands on it.
fn fact(line: &str) -> Option<Fact> {
    let plain = line.trim().trim_end_matches('\\').replace("**", "");
    let (label, value) = plain.split_once(['：', ':'])?;
    if DATES.contains(&label.trim()) {
        return forms::date(value.trim()).map(Fact::Date);
    }
    if let (name, true) = organs::unit_name(&plain) {
        return Some(Fact::Unit(name.to_owned())).filter(|_| organs::unit(&plain) == 2);
    }
    let byline = people::byline(&plain)?;
    Some(Fact::Authors(byline.names))
        .filter(|_| byline.post.is_none() && byline.unit.is_none())
}

/// A heading below the title: `##` is the first level of a text.
fn heading(line: &str, hashes: usize, number: u32) -> DraftBlock {
    let level = u8::try_from(hashes.saturating_sub(1).max(1)).ok();
    let text = line[hashes..].trim().to_owned();
    DraftBlock::sure(DraftBlockKind::Heading, level, text, number)
}

/// Takes over what the front matter says.
fn apply(draft: &mut Draft, front: &[&str]) {
    for line in front {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() || value == "null" || value == "~" {
            continue;
        }
        let owned = || Some(value.to_owned());
        match key.trim() {
            "title" => draft.title = owned(),
            "subtitle" => draft.subtitle = owned(),
            "unit" => draft.unit = owned(),
            "date" => draft.date = owned(),
            "author" | "authors" => {
                draft.authors = value
                    .trim_matches(['[', ']'])
                    .split([',', '、', '，'])
                    .map(|name| name.trim().trim_matches(['"', '\'']).to_owned())
                    .filter(|name| !name.is_empty())
                    .collect();
            }
            _ => {}
        }
    }
}
