//! What huikan.toml means.

use std::fmt::Write as _;

use huikan::diag::Diagnostics;
use huikan::geom::Length;
use huikan::project::{
    Config, Duplex, Edition, EditionKind, Embed, Finish, Imposition, Keep, LEAF, Marks,
    Matters, Plan, Press, Project, ReaderKind, Standard,
};

use crate::cases;

/// What a huikan.toml means in a folder called 汇编, and what was reported.
fn meaning(text: &str) -> String {
    let mut project = Project::default();
    project.plan = Some(project.files.add("huikan.toml", text));
    let mut diagnostics = Diagnostics::new();
    let config = Config::new(&mut diagnostics, &project, "汇编");
    show(&config) + &cases::shown(&diagnostics, &project.files)
}

fn show(config: &Config) -> String {
    let mut shown = String::new();
    let publication = &config.publication;
    let _ = writeln!(shown, "title {} ({})", publication.title, publication.language);
    if let Some(date) = publication.date {
        let _ = writeln!(shown, "date {date}");
    }
    let _ = writeln!(shown, "series {:?}, parts {:?}", config.series, config.parts);
    if config.matters != Matters::default() {
        let Matters { front, back } = &config.matters;
        let _ =
            writeln!(shown, "front {front:?}, back {back:?}, index {:?}", config.index);
    }
    if config.keep != Keep::All {
        let _ = writeln!(shown, "keep {:?}", config.keep);
    }
    for (name, meaning) in config.units.iter() {
        let source = meaning.source.as_ref().map(|s| format!(" in {}", s.as_str()));
        let source = source.unwrap_or_default();
        let _ = writeln!(shown, "unit {name}{source} -> {}", meaning.canonical);
    }
    for volume in &config.volumes {
        let include: Vec<&str> = volume.include.iter().map(|w| w.text.as_str()).collect();
        let _ =
            writeln!(shown, "volume {} {:?} {include:?}", volume.id.text, volume.title);
    }
    for edition in &config.editions {
        let Edition { name, kind, style, imposition, standard, embed, reader, .. } =
            edition;
        let _ = write!(shown, "edition {name}: {kind:?}, style {style}");
        let _ = write!(shown, "{}", show_imposition(imposition));
        if *standard != Standard::Plain {
            let _ = write!(shown, ", {standard:?}");
        }
        if edition.colour != Finish::from(*standard).colour {
            let _ = write!(shown, ", pictures {:?}", edition.colour);
        }
        if let Some(profile) = &edition.profile {
            let _ = write!(shown, ", press {}", profile.text);
        }
        if !edition.has_cover {
            shown.push_str(", without cover");
        }
        if *kind == EditionKind::Cover {
            let (leaf, stock) = (edition.leaf.to_pt(), edition.stock.to_pt());
            let _ = write!(shown, ", leaf {leaf:.2} pt, stock {stock:.2} pt");
        }
        if *embed != Embed::None || *reader != ReaderKind::Any {
            let _ = write!(shown, ", embed {embed:?}, for {reader:?}");
        }
        if edition.is_obfuscated {
            shown.push_str(", obfuscated");
        }
        // Most EPUBs bear the numbers of the first edition on paper, `a5`.
        match &edition.numbered {
            Some(numbered) if numbered.edition != "a5" => {
                let (pages, style) = (&numbered.edition, &numbered.style);
                let _ = write!(shown, ", pages of {pages} in {style}");
            }
            None if *kind == EditionKind::Epub => shown.push_str(", without pages"),
            _ => {}
        }
        shown.push('\n');
    }
    shown
}

/// What is not as it is for one page a sheet.
fn show_imposition(imposition: &Imposition) -> String {
    let mut shown = String::new();
    let Imposition { scheme, paper, bleed, marks, thickness, duplex, press } = imposition;
    if let Some(paper) = paper {
        let _ = write!(shown, ", {scheme:?} on {}", paper.in_millimetres());
    }
    if *bleed != Length::ZERO {
        let _ = write!(shown, ", bleed {:.2} pt", bleed.to_pt());
    }
    if *marks != Marks::NONE {
        let _ = write!(shown, ", {marks:?}");
    }
    if *thickness != Length::ZERO && *thickness != LEAF {
        let _ = write!(shown, ", leaf {:.2} pt", thickness.to_pt());
    }
    if *duplex != Duplex::Upright {
        let _ = write!(shown, ", turned on {duplex:?}");
    }
    if *press != Press::Sheetwise {
        let _ = write!(shown, ", {press:?}");
    }
    shown
}

#[test]
fn huikan_toml_has_a_meaning() {
    cases::check("project/meaning.txt", meaning);
}

#[test]
fn without_huikan_toml_everything_has_its_default() {
    let mut diagnostics = Diagnostics::new();
    let config = Config::new(&mut diagnostics, &Project::default(), "汇编");
    assert_eq!(show(&config), meaning(""));
    assert!(diagnostics.is_empty());
}

#[test]
fn the_schemas_in_the_repository_are_those_of_the_types() {
    let read = [
        ("huikan", schemars::schema_for!(Plan)),
        ("article", schemars::schema_for!(huikan::markdown::FrontMatter)),
    ];
    for (name, schema) in read.into_iter().chain(huikan::cli::schemas()) {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema");
        let path = format!("{folder}/{name}.schema.json");
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, text, "{path}: BLESS=1 brings it up to date");
    }
}
