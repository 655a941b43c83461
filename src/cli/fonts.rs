//! `huikan fonts`: the fonts at hand, what each is for, and how many characters it has.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::cli::Exit;
use crate::cli::args::FontsAsked;
use crate::cli::open::open;
use crate::cli::table::{Column, table};
use crate::cli::terminal::Terminal;
use crate::diag::Diagnostics;
use crate::disk;
use crate::font::{Facts, Fonts, Role};
use crate::look;

/// Version of the shape of `--json`.
const VERSION: u32 = 1;

/// The answer as JSON.
#[derive(Serialize, JsonSchema)]
pub(crate) struct Answer<'a> {
    version: u32,
    /// In order of fallback.
    fonts: Vec<FontLine<'a>>,
}

/// A font as JSON.
#[derive(Serialize, JsonSchema)]
struct FontLine<'a> {
    /// PostScript name.
    name: &'a str,
    /// `song`, `hei`, `kai`, `fangsong`, `latin`, or null: for characters that the others
    /// lack.
    role: Option<&'static str>,
    /// In the steps of OpenType.
    weight: u16,
    italic: bool,
    characters: usize,
    han: usize,
    /// Null for a font in the program.
    file: Option<&'a str>,
}

impl<'a> FontLine<'a> {
    fn new(facts: Facts<'a>) -> Self {
        Self {
            name: facts.name,
            role: facts.role.map(word),
            weight: facts.weight,
            italic: facts.is_italic,
            characters: facts.characters,
            han: facts.han,
            file: facts.file,
        }
    }
}

/// Lists the fonts of the publication at hand; outside of one, those in the program.
pub(crate) fn run(terminal: &Terminal, typed: &FontsAsked) -> Result<Exit, disk::Error> {
    let has = |name: &str| disk::exists(Path::new(name));
    let mut diagnostics = Diagnostics::new();
    let mut exit = Exit::Done;
    let fonts = if has("huikan.toml") || has("content") {
        let opened = match open(terminal, Path::new("."))? {
            Ok(opened) => opened,
            Err(exit) => return Ok(exit),
        };
        let look = look(&mut diagnostics, &opened.project, &[], &[]);
        terminal.report_all(&diagnostics, &opened.project.files);
        if !look.has_fonts {
            exit = Exit::Content;
        }
        look.fonts
    } else {
        Fonts::default()
    };
    let lines: Vec<FontLine<'_>> =
        fonts.ids().map(|font| FontLine::new(fonts.facts(font))).collect();
    if typed.json {
        terminal.print(&terminal.json(&Answer { version: VERSION, fonts: lines }));
    } else {
        terminal.print(&words(terminal, &lines));
    }
    Ok(exit)
}

/// The word for what a font is for.
const fn word(role: Role) -> &'static str {
    match role {
        Role::Song => "song",
        Role::Hei => "hei",
        Role::Kai => "kai",
        Role::Fangsong => "fangsong",
        Role::Latin => "latin",
    }
}

/// What a font is for, in words.
fn in_words(role: Option<&str>) -> &'static str {
    match role {
        Some("song") => "fonts-role-song",
        Some("hei") => "fonts-role-hei",
        Some("kai") => "fonts-role-kai",
        Some("fangsong") => "fonts-role-fangsong",
        Some(_) => "fonts-role-latin",
        None => "fonts-role-none",
    }
}

/// The heads of the columns.
const HEADS: [&str; 6] = [
    "fonts-head-role",
    "fonts-head-name",
    "fonts-head-weight",
    "fonts-head-han",
    "fonts-head-all",
    "fonts-head-file",
];

fn words(terminal: &Terminal, fonts: &[FontLine<'_>]) -> String {
    let mut rows = vec![HEADS.map(|head| terminal.words(head, &[])).to_vec()];
    for font in fonts {
        let weight = font.weight.to_string();
        let weight = if font.italic {
            terminal.words("fonts-italic", &[("weight", weight.into())])
        } else {
            weight
        };
        let file = font.file.map(str::to_owned);
        rows.push(vec![
            terminal.words(in_words(font.role), &[]),
            font.name.to_owned(),
            weight,
            font.han.to_string(),
            font.characters.to_string(),
            file.unwrap_or_else(|| terminal.words("fonts-built-in", &[])),
        ]);
    }
    let columns = [
        Column::Left,
        Column::Left,
        Column::Left,
        Column::Right,
        Column::Right,
        Column::Left,
    ];
    table(&columns, &rows)
}
