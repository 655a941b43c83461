//! `huikan list`: volumes, parts, articles and the products there are.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::args::{By, List, OUT};
use crate::cli::catalog::{self, Entry};
use crate::cli::open::open_to_list;
use crate::cli::table::{Column, size, table};
use crate::cli::terminal::{Terminal, Volume as Loudness};
use crate::disk;
use crate::volume::{Chapter, Volume, VolumeKind};

/// Version of the shape of `--json`.
const VERSION: u32 = 1;

/// Heads of the columns.
const HEADS: [&str; 6] = [
    "list-volume",
    "list-kind",
    "list-title",
    "list-articles",
    "list-characters",
    "list-products",
];

#[derive(Serialize, JsonSchema)]
pub(crate) struct Listing {
    version: u32,
    volumes: Vec<VolumeLine>,
}

#[derive(Serialize, JsonSchema)]
struct VolumeLine {
    id: String,
    kind: &'static str,
    title: String,
    characters: usize,
    parts: Vec<PartLine>,
    products: Vec<Entry>,
}

#[derive(Serialize, JsonSchema)]
struct PartLine {
    title: Option<String>,
    articles: Vec<ArticleLine>,
}

#[derive(Serialize, JsonSchema)]
struct ArticleLine {
    title: String,
    unit: Option<String>,
    file: String,
    characters: usize,
}

/// Lists the publication in the current folder.
pub(crate) fn run(terminal: &Terminal, typed: &List) -> Result<Exit, disk::Error> {
    let opened = match open_to_list(terminal, Path::new("."))? {
        Ok(opened) => opened,
        Err(exit) => return Ok(exit),
    };
    let products = catalog::read(Path::new(OUT));
    let wanted = |volume: &&Volume| match typed.by {
        Some(By::Unit) => volume.kind == VolumeKind::Unit,
        Some(By::Source) => volume.kind == VolumeKind::Source,
        None => true,
    };
    let volumes = opened.gathered.volumes.iter().filter(wanted);
    let volumes = volumes.map(|volume| line(volume, &products)).collect();
    let listing = Listing { version: VERSION, volumes };
    if typed.json {
        terminal.print(&terminal.json(&listing));
    } else {
        terminal.print(&text(terminal, &listing));
    }
    terminal.report_all(&opened.diagnostics, &opened.project.files);
    Ok(if opened.diagnostics.has_errors() { Exit::Content } else { Exit::Done })
}

fn line(volume: &Volume, products: &[Entry]) -> VolumeLine {
    let articles = |chapters: &[Chapter]| chapters.iter().map(article).collect();
    let parts: Vec<PartLine> = volume
        .parts
        .iter()
        .map(|part| PartLine {
            title: part.title.clone(),
            articles: articles(&part.articles),
        })
        .collect();
    let all = parts.iter().flat_map(|part| &part.articles);
    VolumeLine {
        id: volume.id.clone(),
        kind: match volume.kind {
            VolumeKind::Source => "source",
            VolumeKind::Unit => "unit",
            VolumeKind::Custom => "custom",
        },
        title: volume.title.clone(),
        characters: all.map(|article| article.characters).sum(),
        parts,
        products: products.iter().filter(|p| p.volume == volume.id).cloned().collect(),
    }
}

fn article(chapter: &Chapter) -> ArticleLine {
    ArticleLine {
        title: chapter.title.clone(),
        unit: chapter.unit.clone(),
        file: chapter.article.path.clone(),
        characters: chapter.article.extent,
    }
}

fn text(terminal: &Terminal, listing: &Listing) -> String {
    let mut rows = vec![HEADS.map(|head| terminal.words(head, &[])).to_vec()];
    for volume in &listing.volumes {
        let count: usize = volume.parts.iter().map(|part| part.articles.len()).sum();
        let products = volume
            .products
            .iter()
            .map(|product| format!("{} {}", product.edition, size(product.bytes as u64)));
        rows.push(vec![
            volume.id.clone(),
            terminal.words(kind(volume), &[]),
            volume.title.clone(),
            count.to_string(),
            volume.characters.to_string(),
            products.collect::<Vec<_>>().join(", "),
        ]);
        if terminal.volume == Loudness::Verbose {
            rows.extend(volume.parts.iter().flat_map(part_rows));
        }
    }
    let (left, right) = (Column::Left, Column::Right);
    table(&[left, left, left, right, right, left], &rows)
}

fn kind(volume: &VolumeLine) -> &'static str {
    match volume.kind {
        "source" => "list-kind-source",
        "unit" => "list-kind-unit",
        _ => "list-kind-custom",
    }
}

/// A part and its articles, below their volume.
fn part_rows(part: &PartLine) -> Vec<Vec<String>> {
    let empty = String::new;
    let title =
        part.title.iter().map(|title| vec![empty(), empty(), format!("  {title}")]);
    let articles = part.articles.iter().map(|article| {
        let title = format!("    {}", article.title);
        vec![empty(), empty(), title, empty(), article.characters.to_string()]
    });
    title.chain(articles).collect()
}
