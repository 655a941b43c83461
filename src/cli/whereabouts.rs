//! `huikan where`: which article and which lines a printed page came from.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Passage;
use crate::called;
use crate::cli::Exit;
use crate::cli::args::{Build, OUT, Wanted, Where};
use crate::cli::build::resolve;
use crate::cli::kept::{Store, file_of};
use crate::cli::open::{Open, open};
use crate::cli::sheets::face;
use crate::cli::table::{Column, table};
use crate::cli::terminal::Terminal;
use crate::cli::why::Why;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::disk;
use crate::locate;
use crate::look;
use crate::page::{self, Label, Pages};
use crate::project::{Edition, EditionKind, Scheme};
use crate::sheet::{self, Side};
use crate::volume::Volume;

/// Version of the shape of `--json`.
const VERSION: u32 = 1;

/// The answer as JSON.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer {
    version: u32,
    volume: String,
    edition: String,
    pages: Vec<PageLine>,
}

/// A page as JSON.
#[derive(Serialize, JsonSchema)]
struct PageLine {
    /// What stands at its foot.
    page: String,
    /// Its place in the volume, from 1.
    place: usize,
    /// Where it stands on paper, when its edition is imposed.
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<SheetLine>,
    articles: Vec<ArticleLine>,
}

/// A place on a sheet as JSON; numbers are from 1.
#[derive(Serialize, JsonSchema)]
struct SheetLine {
    /// The booklet or signature.
    section: usize,
    /// The sheet among all.
    sheet: usize,
    /// `front`, `back`, or `both` where one plate prints both sides.
    face: &'static str,
    /// Whether there are several booklets or signatures.
    #[serde(skip)]
    has_sections: bool,
}

impl SheetLine {
    /// Where a page stands; nothing when it has a sheet of its own.
    fn of(pages: &Pages, edition: &Edition, place: usize) -> Option<Self> {
        if edition.imposition.scheme == Scheme::Plain {
            return None;
        }
        let sides = sheet::sides(pages, &edition.imposition);
        let has_it =
            |side: &&Side| side.cells.iter().flatten().any(|cell| cell.page == place);
        let side = sides.iter().find(has_it)?;
        let has_sections = sides.iter().any(|side| side.section > 0);
        let (section, sheet) = (side.section + 1, side.sheet + 1);
        Some(Self { section, sheet, face: face(side.face), has_sections })
    }
}

/// A passage as JSON; lines are first and last, from 1.
#[derive(Serialize, JsonSchema)]
struct ArticleLine {
    title: String,
    file: String,
    lines: (u32, u32),
    source: Option<String>,
    source_lines: Vec<(u32, u32)>,
}

impl ArticleLine {
    fn new(passage: &Passage<'_>) -> Self {
        Self {
            title: passage.title.to_owned(),
            file: passage.article.path.clone(),
            lines: passage.lines,
            source: passage.article.source.clone(),
            source_lines: passage.article.lines.clone(),
        }
    }
}

/// Looks a page up.
pub(crate) fn run(terminal: &Terminal, typed: &Where) -> Result<Exit, disk::Error> {
    let opened = match open(terminal, Path::new("."))? {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let Some((volume, edition)) = named(terminal, typed, &opened) else {
        return Ok(Exit::Usage);
    };
    let mut diagnostics = Diagnostics::new();
    let editions = std::slice::from_ref(&edition);
    let look = look(&mut diagnostics, &opened.project, editions, &[]);
    let style = look.styles.get(&edition.style).and_then(Option::as_ref);
    let Some(style) = style.filter(|_| look.has_fonts) else {
        terminal.report_all(&diagnostics, &opened.project.files);
        return Ok(Exit::Content);
    };
    // Problems of the text are for `build` and `check` to report.
    let pages = page::paginate(&mut Diagnostics::new(), &volume, style, &look.fonts);
    let pages = if edition.has_cover { pages } else { pages.without_cover() };
    let found = called(&pages, &typed.page);
    if found.is_empty() {
        terminal.report(no_page(&volume, &typed.page, &pages));
        return Ok(Exit::Usage);
    }
    let answer = Answer {
        version: VERSION,
        volume: volume.id.clone(),
        edition: edition.name.clone(),
        pages: lines(&pages, (&volume, &edition), &opened, &found),
    };
    if typed.json {
        terminal.print(&terminal.json(&answer));
    } else {
        terminal.print(&words(terminal, &answer, pages.pages.len()));
    }
    if is_outdated(&opened, &volume, &edition) {
        let file = format!("{OUT}/{}/{}", volume.id, file_of(&volume, &edition));
        let note = terminal.words("where-outdated", &[("file", file.into())]);
        terminal.note(&format!("{note}\n"));
    }
    Ok(Exit::Done)
}

/// Whether the product in out/ was made from other inputs: its pages may be others.
fn is_outdated(opened: &Open, volume: &Volume, edition: &Edition) -> bool {
    let from = (&opened.project, &opened.gathered.away);
    let store = Store::new(Path::new(OUT), from, (Severity::Error, false));
    let editions = std::slice::from_ref(edition);
    let judged = store.judge(volume, editions, &opened.project.files);
    matches!(judged.verdicts.as_slice(), [(_, Err(Why::Changed(_)))])
}

/// What stands on pages, by their places.
fn lines(
    pages: &Pages,
    (volume, edition): (&Volume, &Edition),
    opened: &Open,
    places: &[usize],
) -> Vec<PageLine> {
    let line = |place: &usize| PageLine {
        page: pages.pages[*place].label.number(),
        place: place + 1,
        sheet: SheetLine::of(pages, edition, *place),
        articles: locate(pages, volume, &opened.project.files, *place)
            .iter()
            .map(ArticleLine::new)
            .collect(),
    };
    places.iter().map(line).collect()
}

/// The volume and the edition that were named; `None` when one does not exist or has no
/// pages, which is reported.
fn named(terminal: &Terminal, typed: &Where, opened: &Open) -> Option<(Volume, Edition)> {
    let editions = typed.edition.iter().cloned().collect();
    let asked = Build::of(Wanted::new(vec![typed.volume.clone()], editions));
    let request = resolve(terminal, &asked, opened)?;
    let mut editions = request.editions.into_iter();
    let edition = editions
        .find(|edition| edition.kind == EditionKind::Pdf && edition.is_of(&typed.volume));
    if edition.is_none() {
        let name = typed.edition.clone().unwrap_or_default();
        terminal.report(Diagnostic::new(Code::U013).with("name", name));
    }
    Some((request.volumes.into_iter().next()?, edition?))
}

/// What pages there are instead.
fn no_page(volume: &Volume, page: &str, pages: &Pages) -> Diagnostic {
    let last = pages.pages.iter().rev().find_map(|page| match page.label {
        Label::Arabic(number) => Some(number),
        Label::Name(_) | Label::Roman(_) => None,
    });
    let report = Diagnostic::new(Code::U012).with("page", page);
    report.with("volume", &*volume.id).with("last", last.unwrap_or(0).to_string())
}

fn words(terminal: &Terminal, answer: &Answer, count: usize) -> String {
    let mut text = String::new();
    for page in &answer.pages {
        let args = [
            ("volume", answer.volume.as_str().into()),
            ("edition", answer.edition.as_str().into()),
            ("page", page.page.as_str().into()),
            ("place", page.place.into()),
            ("pages", count.into()),
        ];
        text.push_str(&terminal.words("where-head", &args));
        text.push('\n');
        if let Some(sheet) = &page.sheet {
            text.push_str(&on_sheet(terminal, sheet));
        }
        if page.articles.is_empty() {
            text.push_str(&terminal.words("where-none", &[]));
            text.push('\n');
            continue;
        }
        let heads = ["list-title", "where-file", "where-lines", "where-source"];
        let mut rows = vec![heads.map(|head| terminal.words(head, &[])).to_vec()];
        rows.extend(page.articles.iter().map(row));
        text.push_str(&table(&[Column::Left; 4], &rows));
    }
    text
}

/// The sheet of a page in words.
fn on_sheet(terminal: &Terminal, sheet: &SheetLine) -> String {
    let section = if sheet.has_sections { sheet.section } else { 0 };
    let args = [
        ("section", section.into()),
        ("sheet", sheet.sheet.into()),
        ("face", sheet.face.into()),
    ];
    format!("{}\n", terminal.words("where-sheet", &args))
}

fn row(article: &ArticleLine) -> Vec<String> {
    let source = article.source.clone().unwrap_or_default();
    let places = article.source_lines.iter().map(|lines| range(*lines));
    let places = places.collect::<Vec<_>>().join(", ");
    vec![
        article.title.clone(),
        article.file.clone(),
        range(article.lines),
        format!("{source} {places}").trim().to_owned(),
    ]
}

fn range((first, last): (u32, u32)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}
