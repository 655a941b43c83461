//! Drafts into the files of content/: one for each article, brief and box.
//!
//! Words below pictures that belong to no article stand together in the last file of the
//! source, so that no text is lost; a contents list gets no file, because the volume has
//! its own. Posts, source notes and names of series follow the text as paragraphs.

use crate::import::{Draft, DraftBlock, DraftBlockKind, Kind, Picture, Report};
use crate::import::{picture, runs};
use crate::markdown::{self, FrontMatter, Piece};

/// A file that import makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// Path below the publication's folder, with `/`.
    pub path: String,
    /// Its bytes: UTF-8, or a picture.
    pub bytes: Vec<u8>,
    /// The line of the source on which its article begins; 0 for a picture.
    pub line: u32,
}

impl Output {
    /// Its characters; a picture has none that mean anything.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Longest name made from a title, in characters: with the numbers before it a path
/// stays well below the 255 bytes that file systems allow.
const LONGEST_NAME: usize = 20;

/// The files of a report, articles before pictures; each draft learns the path of its
/// file.
#[must_use]
pub fn write(report: &mut Report) -> Vec<Output> {
    let folder = format!("content/{}", folder_name(&report.source));
    let count = report.articles.len() + 1;
    let digits = count.to_string().len().max(2);
    let mut outputs = Vec::new();
    let mut captions: Vec<usize> = Vec::new();
    for (index, draft) in report.articles.iter_mut().enumerate() {
        match draft.kind {
            Kind::Toc => {}
            Kind::Caption => captions.push(index),
            Kind::Article | Kind::Brief | Kind::Box => {
                let number = outputs.len() + 1;
                let path = format!("{folder}/{number:0digits$}-{}.md", short_name(draft));
                let text = text(&report.source, draft);
                draft.file = Some(path.clone());
                let line = draft.lines.first().map_or(0, |(line, _)| *line);
                outputs.push(Output { path, bytes: text.into_bytes(), line });
            }
        }
    }
    if !captions.is_empty() {
        let number = outputs.len() + 1;
        let path = format!("{folder}/{number:0digits$}-captions.md");
        let first = report.articles[captions[0]].lines.first();
        let line = first.map_or(0, |(line, _)| *line);
        let bytes = gathered(report, &captions).into_bytes();
        outputs.push(Output { path: path.clone(), bytes, line });
        for index in captions {
            report.articles[index].file = Some(path.clone());
        }
    }
    for Picture { name, bytes } in std::mem::take(&mut report.pictures) {
        let path = format!("{folder}/{}/{name}", picture::FOLDER);
        outputs.push(Output { path, bytes, line: 0 });
    }
    outputs
}

/// The file of one draft.
fn text(source: &str, draft: &Draft) -> String {
    let front = front_matter(source, draft, draft.lines.clone());
    if draft.is_markdown {
        let mut text = markdown::write(&front, &[]);
        for block in &draft.blocks {
            text.push('\n');
            if block.kind == DraftBlockKind::Heading {
                let level = usize::from(block.level.unwrap_or(1)) + 1;
                text.push_str(&"#".repeat(level.min(6)));
                text.push(' ');
            }
            text.push_str(&block.text);
            text.push('\n');
        }
        for note in &draft.notes {
            let look = runs::Look::default();
            let note = runs::markdown(&[runs::Run::new(&note.text, &look)]);
            text.push_str(&format!("\n{note}\n"));
        }
        return text;
    }
    let notes = draft.notes.iter().map(|note| Piece::Paragraph(&note.text));
    let pieces: Vec<Piece<'_>> = draft.blocks.iter().map(piece).chain(notes).collect();
    markdown::write(&front, &pieces)
}

/// Captions that belong to no article, in one file.
fn gathered(report: &Report, captions: &[usize]) -> String {
    let drafts = || captions.iter().map(|index| &report.articles[*index]);
    let lines = drafts().flat_map(|draft| draft.lines.clone()).collect();
    let pieces: Vec<Piece<'_>> = drafts()
        .flat_map(|draft| {
            let notes = draft.notes.iter().map(|note| Piece::Paragraph(&note.text));
            draft.blocks.iter().map(piece).chain(notes)
        })
        .collect();
    let front = FrontMatter {
        source: Some(report.source.clone()),
        lines: Some(lines),
        ..FrontMatter::default()
    };
    markdown::write(&front, &pieces)
}

/// A block as a piece of Markdown: the highest headings stand one below the title.
fn piece(block: &DraftBlock) -> Piece<'_> {
    match block.kind {
        DraftBlockKind::Heading => {
            let level = block.level.unwrap_or(1).saturating_add(1);
            Piece::Heading { level, text: &block.text }
        }
        DraftBlockKind::Paragraph | DraftBlockKind::Caption => {
            Piece::Paragraph(&block.text)
        }
    }
}

/// What is known about a draft.
fn front_matter(source: &str, draft: &Draft, lines: Vec<(u32, u32)>) -> FrontMatter {
    FrontMatter {
        title: draft.title.clone(),
        subtitle: draft.subtitle.clone(),
        unit: draft.unit.clone(),
        authors: draft.authors.clone(),
        date: draft.date.clone(),
        source: Some(source.to_owned()),
        lines: Some(lines),
    }
}

/// The folder of a source: its name without the ending.
fn folder_name(source: &str) -> String {
    let name = source.rsplit(['/', '\\']).next().unwrap_or(source);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let safe = safe(stem, usize::MAX);
    let lower = safe.to_ascii_lowercase();
    let is_port = ["com", "lpt"].iter().any(|port| lower.starts_with(port));
    let device = ["con", "prn", "aux", "nul"].contains(&lower.as_str())
        || is_port && lower.len() == 4;
    match safe.as_str() {
        "" => "source".to_owned(),
        // Windows opens its devices by these names, whatever the folder.
        _ if device => format!("{safe}-source"),
        _ => safe,
    }
}

/// The name of a draft: the beginning of its title or of its text.
fn short_name(draft: &Draft) -> String {
    let first = draft.blocks.first().map_or("", |block| block.text.as_str());
    let name = safe(draft.title.as_deref().unwrap_or(first), LONGEST_NAME);
    if name.is_empty() { "untitled".to_owned() } else { name }
}

/// Letters and digits of any script; everything else becomes single hyphens.
fn safe(text: &str, most: usize) -> String {
    let mut out = String::new();
    for c in text.chars().take(most) {
        if c.is_alphanumeric() || c == '_' {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}
