//! Articles gathered into volumes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use huikan::article::{Image, ImageFormat};
use huikan::diag::Diagnostics;
use huikan::limits::Limits;
use huikan::markdown;
use huikan::project::{Config, Matter, Matters, Project};
use huikan::volume::{Volume, gather};

use crate::cases;

/// The volumes of a publication given as files after lines `@ path`, and what was
/// reported. Images have no text.
fn gathered(text: &str) -> String {
    let (project, volumes, diagnostics) = publication(text);
    let mut shown = String::new();
    for volume in &volumes {
        show(volume, &mut shown);
    }
    shown + &cases::shown(&diagnostics, &project.files)
}

fn publication(text: &str) -> (Project, Vec<Volume>, Diagnostics) {
    let mut project = Project::default();
    for file in text.split("@ ").skip(1) {
        let (path, text) = file.split_once('\n').unwrap_or((file, ""));
        if path.ends_with(".png") {
            project.images.insert(path.to_owned(), image(path));
            continue;
        }
        let file = project.files.add(path, text);
        match path {
            "huikan.toml" => project.plan = Some(file),
            _ => project.content.push(file),
        }
    }
    let mut diagnostics = Diagnostics::new();
    let config = Config::new(&mut diagnostics, &project, "汇编");
    let articles: Vec<_> = project
        .content
        .iter()
        .map(|file| {
            Arc::new(markdown::read(
                &mut diagnostics,
                &project.files,
                *file,
                &Limits::default(),
            ))
        })
        .collect();
    let volumes = gather(&mut diagnostics, &config, &articles, &project.images);
    (project, volumes, diagnostics)
}

fn image(path: &str) -> Arc<Image> {
    let format = ImageFormat::Png;
    Arc::new(Image { path: path.into(), bytes: [].into(), format, width: 1, height: 1 })
}

fn show(volume: &Volume, shown: &mut String) {
    let _ = writeln!(shown, "{:?} {}: {}", volume.kind, volume.id, volume.title);
    if let Some(subtitle) = &volume.subtitle {
        let _ = writeln!(shown, "  subtitle {subtitle}");
    }
    if let Some(cover) = &volume.cover {
        let _ = writeln!(shown, "  cover {}", cover.path);
    }
    let mut usual = Matters::default().front;
    usual.retain(|item| *item != Matter::Preface || volume.preface.is_some());
    if !volume.back.is_empty() || volume.front != usual {
        let _ = writeln!(shown, "  around {:?} {:?}", volume.front, volume.back);
    }
    if let Some(preface) = &volume.preface {
        let _ = writeln!(shown, "  preface {}", preface.path);
    }
    for part in &volume.parts {
        let depth = if part.title.is_some() { "    " } else { "  " };
        if let Some(title) = &part.title {
            let _ = writeln!(shown, "  part {title}");
        }
        for chapter in &part.articles {
            let unit = chapter.unit.as_deref().unwrap_or("-");
            let _ = writeln!(shown, "{depth}{} / {unit}", chapter.title);
        }
    }
    for path in volume.images.keys() {
        let _ = writeln!(shown, "  image {path}");
    }
}

#[test]
fn articles_are_gathered_by_source_and_by_unit() {
    cases::check("volume/series.txt", gathered);
}

#[test]
fn volumes_are_made_and_changed_by_hand() {
    cases::check("volume/by-hand.txt", gathered);
}

#[test]
fn ids_are_safe_names_of_folders() {
    cases::check("volume/ids.txt", gathered);
}

#[test]
fn identifiers_depend_on_publication_and_id_alone() {
    let article = "@ content/river/01.md\n---\ntitle: 甲\nunit: 站\n---\n文\n";
    let identifiers = |text: &str| -> BTreeMap<String, String> {
        let volumes = publication(text).1.into_iter();
        volumes.map(|volume| (volume.id, volume.identifier)).collect()
    };
    let first = identifiers(article);
    let more = identifiers(&format!("{article}@ content/river/02.md\n# 乙\n\n文\n"));
    let titled =
        identifiers(&format!("@ huikan.toml\n[publication]\ntitle = \"他\"\n{article}"));
    assert_eq!(first, more);
    assert_ne!(first["river"], first["站"]);
    assert_ne!(first["river"], titled["river"]);
    assert!(first["river"].starts_with("urn:uuid:"));
}

#[test]
fn the_order_of_articles_given_does_not_matter() {
    let first = "@ content/river/2.md\n# 二\n\n文\n";
    let second = "@ content/river/10.md\n# 十\n\n文\n";
    assert_eq!(
        gathered(&format!("{first}{second}")),
        gathered(&format!("{second}{first}"))
    );
}
