//! Pages for the tests, and the programs that read them back.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use huikan::diag::{Code, Diagnostics};
use huikan::font::{Face, FontId, Fonts, Role};
use huikan::geom::{Length, Point, Rect, Size};
use huikan::page::{
    Binding, ElementId, Glyph, GlyphRun, Label, Mark, Metadata, Orientation, Page, Pages,
    Structure,
};
use huikan::project::{Finish, Standard};
use huikan::sheet::{Imposition, impose};
use lopdf::{Document, Object, ObjectId};

pub(super) const A5: Size = Size { width: Length::mm(148), height: Length::mm(210) };
pub(super) const A4: Size = Size { width: Length::mm(210), height: Length::mm(297) };
pub(super) const BODY: Length = Length::pt_ratio(21, 2);

pub(super) fn song(fonts: &Fonts) -> FontId {
    fonts.han(Face { role: Role::Song, bold: false, italic: false })
}

pub(super) fn latin(fonts: &Fonts) -> FontId {
    fonts.latin(Face { role: Role::Song, bold: false, italic: false })
}

/// A run of one font, glyph after glyph, without spacing.
pub(super) fn run(fonts: &Fonts, font: FontId, text: &str) -> GlyphRun {
    let of = |character| (fonts.glyph(font, character).unwrap(), character.len_utf8());
    glyphs(fonts, font, text, text.chars().map(of))
}

/// A run of glyphs and the bytes each stands for.
pub(super) fn glyphs(
    fonts: &Fonts,
    font: FontId,
    text: &str,
    list: impl Iterator<Item = (u16, usize)>,
) -> GlyphRun {
    let mut x = Length::ZERO;
    let place = |(id, bytes)| {
        let glyph = Glyph { id, bytes: u8::try_from(bytes).unwrap(), x };
        x += fonts.advance(font, id, BODY);
        glyph
    };
    let glyphs = list.map(place).collect();
    GlyphRun {
        font,
        size: BODY,
        x: Length::ZERO,
        rise: Length::ZERO,
        orientation: Orientation::Horizontal,
        tag: 0,
        ornament: false,
        text: text.to_owned(),
        glyphs,
    }
}

/// A line of a page, counted from 0.
pub(super) fn line(number: i64, run: GlyphRun) -> Mark {
    let at = Point { x: Length::mm(18), y: Length::mm(20) + Length::pt(18) * number };
    Mark::Text { run, at, artifact: false, element: ElementId::default() }
}

pub(super) fn page(label: Label, marks: Vec<Mark>) -> Page {
    Page { size: A5, label, origin: None, marks, links: Vec::new() }
}

/// Pages of a line each.
pub(super) fn pages(fonts: &Fonts, lines: &[&str]) -> Pages {
    let one = |(number, text): (u32, &&str)| {
        page(Label::Arabic(number), vec![line(0, run(fonts, song(fonts), text))])
    };
    Pages {
        pages: (1..).zip(lines).map(one).collect(),
        tail: 0,
        outline: Vec::new(),
        folds: Vec::new(),
        binding: Binding::Left,
        images: BTreeMap::new(),
        structure: Structure::default(),
        metadata: Metadata {
            title: "河流读本".to_owned(),
            language: "zh-CN".to_owned(),
            identifier: "urn:uuid:7f3a".to_owned(),
            ..Metadata::default()
        },
        versions: Vec::new(),
    }
}

/// The file of pages, which nothing is wrong with.
pub(super) fn written(pages: &Pages, fonts: &Fonts, imposition: Imposition) -> Vec<u8> {
    let (bytes, codes) = tried(pages, fonts, imposition);
    assert_eq!(codes, []);
    bytes.unwrap()
}

/// The file of pages, when there is one, and what was reported.
pub(super) fn tried(
    pages: &Pages,
    fonts: &Fonts,
    imposition: Imposition,
) -> (Option<Vec<u8>>, Vec<Code>) {
    standing(pages, fonts, (imposition, Standard::Plain))
}

/// The file of pages that keeps a standard, and what was reported.
pub(super) fn standing(
    pages: &Pages,
    fonts: &Fonts,
    (imposition, standard): (Imposition, Standard),
) -> (Option<Vec<u8>>, Vec<Code>) {
    finished(pages, fonts, (imposition, Finish::from(standard)))
}

/// The file of pages that is made for something, and what was reported.
pub(super) fn finished(
    pages: &Pages,
    fonts: &Fonts,
    (imposition, finish): (Imposition, Finish),
) -> (Option<Vec<u8>>, Vec<Code>) {
    let mut diagnostics = Diagnostics::new();
    let sheets = impose(&mut diagnostics, pages, &imposition);
    let bytes = huikan::pdf::write(&mut diagnostics, pages, &sheets, fonts, &finish);
    (bytes, diagnostics.iter().map(|diagnostic| diagnostic.code).collect())
}

/// A file as lopdf reads it.
pub(super) fn read(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}

/// The PDF pages in order.
pub(super) fn page_ids(document: &Document) -> Vec<ObjectId> {
    document.get_pages().into_values().collect()
}

/// The numbers of an array, references and names left out.
pub(super) fn numbers(object: &Object) -> Vec<f32> {
    object.as_array().unwrap().iter().filter_map(|item| item.as_float().ok()).collect()
}

/// Whether a number is another, to a hundredth of a point.
pub(super) fn near(number: f32, length: Length) -> bool {
    (f64::from(number) - length.to_pt()).abs() < 0.01
}

/// A rectangle in millimetres.
pub(super) fn rect(x: i64, y: i64, width: i64, height: i64) -> Rect {
    Rect {
        origin: Point { x: Length::mm(x), y: Length::mm(y) },
        size: Size { width: Length::mm(width), height: Length::mm(height) },
    }
}

/// A folder with a file in it for programs to read.
pub(super) struct OnDisk {
    folder: tempfile::TempDir,
}

impl OnDisk {
    pub(super) fn new(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file.pdf"), bytes).unwrap();
        Self { folder }
    }

    pub(super) fn pdf(&self) -> PathBuf {
        self.folder.path().join("file.pdf")
    }

    pub(super) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What a program says about the file; `FILE` among the arguments is the file.
    pub(super) fn ask(&self, program: &str, arguments: &[&str]) -> Option<String> {
        let pdf = self.pdf();
        let path = |argument: &&str| match *argument {
            "FILE" => pdf.clone(),
            other => Path::new(other).to_owned(),
        };
        let output = started(
            Command::new(program)
                .args(arguments.iter().map(path))
                .current_dir(self.folder.path()),
        )?;
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{program}: {told}{errors}");
        assert_eq!(errors, "", "{program} complains");
        Some(told)
    }
}

/// Runs a program, when it is installed.
#[expect(clippy::print_stderr, reason = "a test that asked nobody must not look alike")]
fn started(command: &mut Command) -> Option<Output> {
    let Ok(output) = command.output() else {
        let program = command.get_program().display();
        assert!(std::env::var_os("CI").is_none(), "{program} is not installed");
        eprintln!("{program} is not installed: this file was not shown to it");
        return None;
    };
    Some(output)
}
