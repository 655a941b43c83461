//! Pages as text: every line of glyphs with font, size and place. The golden format of
//! layout tests.
//!
//! Lengths are points with two decimals. Glyphs on one baseline are one line of the
//! dump; artifacts are marked with `~`. A vertical line is told by the place of its baseline
//! from the left, its runs by where they start and end from the top.

use std::fmt::Write;

use crate::font::Fonts;
use crate::geom::{Length, Rect};
use crate::line::GlyphRun;
use crate::page::text::run_width;
use crate::page::turn::middle;
use crate::page::{Label, Link, Mark, Orientation, OutlineEntry, Page, Pages, Target};

/// Pages as text.
#[must_use]
pub fn dump(pages: &Pages, fonts: &Fonts) -> String {
    let mut out = String::new();
    for (index, page) in pages.pages.iter().enumerate() {
        page_lines(&mut out, index, page, fonts);
    }
    outline_lines(&mut out, &pages.outline, 0);
    out
}

/// Adds a line. Writing to a string cannot fail.
fn line(out: &mut String, line: std::fmt::Arguments) {
    out.write_fmt(line).expect("strings take everything");
    out.push('\n');
}

fn page_lines(out: &mut String, index: usize, page: &Page, fonts: &Fonts) {
    let label = match &page.label {
        Label::Name(name) => name.clone(),
        Label::Roman(number) => format!("roman {number}"),
        Label::Arabic(number) => format!("arabic {number}"),
    };
    let size = page.size;
    let (width, height) = (pt(size.width), pt(size.height));
    line(out, format_args!("page {index} [{label}] {width} × {height}"));
    let mut baseline = None;
    for mark in &page.marks {
        if !matches!(mark, Mark::Text { .. }) && baseline.take().is_some() {
            out.push('\n');
        }
        match mark {
            Mark::Text { run, at, artifact, .. } => {
                let sign = if *artifact { "~" } else { " " };
                let (axis, across, along) = match run.orientation {
                    Orientation::Horizontal => ('y', at.y, at.x),
                    _ => ('x', at.x - middle(run), at.y),
                };
                if baseline != Some((axis, across, *artifact)) {
                    if baseline.is_some() {
                        out.push('\n');
                    }
                    let _ = write!(out, " {sign}{axis} {}", pt(across));
                    baseline = Some((axis, across, *artifact));
                }
                let _ = write!(out, " {}", segment(run, along, fonts));
            }
            Mark::Rule { rect, ink } => {
                line(out, format_args!("  rule {} ink {ink}", place(rect)));
            }
            Mark::Wave { rect } => line(out, format_args!("  wave {}", place(rect))),
            Mark::Image { name, rect, alt, .. } => {
                line(out, format_args!("  image {} {name} “{alt}”", place(rect)));
            }
        }
    }
    if baseline.is_some() {
        out.push('\n');
    }
    for link in &page.links {
        link_line(out, link);
    }
}

fn segment(run: &GlyphRun, start: Length, fonts: &Fonts) -> String {
    let end = start + run_width(fonts, run);
    let font = fonts.postscript_name(run.font);
    let size = pt(run.size);
    let axis = match run.orientation {
        Orientation::Horizontal => "x",
        Orientation::Upright => "y",
        Orientation::Rotated => "rotated y",
        Orientation::Across => "across y",
    };
    // What is drawn and not read: the dots of emphasis.
    let ornament = if run.ornament { " ornament" } else { "" };
    let (start, end) = (pt(start), pt(end));
    format!("[{font} {size} {axis} {start}–{end}{ornament}]{}", run.text)
}

fn link_line(out: &mut String, link: &Link) {
    let target = match &link.target {
        Target::Place(to) => format!("page {} y {}", to.page, pt(to.y)),
        Target::Url(url) => url.clone(),
    };
    line(out, format_args!("  link {} → {target}", place(&link.rect)));
}

fn outline_lines(out: &mut String, outline: &[OutlineEntry], depth: usize) {
    for entry in outline {
        let (page, y) = (entry.place.page, pt(entry.place.y));
        let indent = "  ".repeat(depth);
        line(out, format_args!("outline {indent}{} → page {page} y {y}", entry.title));
        outline_lines(out, &entry.children, depth + 1);
    }
}

/// A rectangle as left, top, width and height.
fn place(rect: &Rect) -> String {
    let (x, y) = (pt(rect.origin.x), pt(rect.origin.y));
    format!("at {x},{y} size {}×{}", pt(rect.size.width), pt(rect.size.height))
}

/// Points with two decimals.
fn pt(length: Length) -> String {
    let hundredths = length.scale(100, 1).raw();
    let unit = Length::pt(1).raw();
    let rounded = (hundredths + unit / 2).div_euclid(unit);
    let sign = if rounded < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", rounded.abs() / 100, rounded.abs() % 100)
}
