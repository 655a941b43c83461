//! What an EPUB shares with the printed book: the decisions of a style as CSS.
//!
//! Shared are those that hold on any screen: typefaces, indents, where titles stand, how
//! far lines are apart in proportion, which way they run. Sizes of type and paper are the
//! reader's own. These rules stand before the style sheet, so that a publication's own
//! book.css has the last word.

use std::fmt::Write;

use crate::epub::embed::Embedded;
use crate::style::{Align, Direction, Display, Style, Typeface};

/// Headings of an article, from the highest; its title is the h1.
const HEADINGS: [&str; 4] = ["h2", "h3", "h4", "h5, h6, .heading"];

/// Titles that no style names…
const TITLES: &str = "h1, .series";

/// … and words that name what stands beside or below them.
const LABELS: &str = "dt, th, caption, .speaker";

/// The letters of elements.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letters {
    /// The elements: selectors as in CSS, each of one element or of one below another.
    pub(super) selector: &'static str,
    /// Their typeface.
    pub(super) typeface: Typeface,
    /// Their weight, where the style says it.
    pub(super) bold: Option<bool>,
    /// Whether they are titles or headings.
    pub(super) is_display: bool,
}

/// The letters of all elements that have their own, later ones before earlier ones; all
/// others take those of the element they stand in.
pub(super) fn letters(style: &Style) -> Vec<Letters> {
    let plain = |selector, typeface| Letters {
        selector,
        typeface,
        bold: None,
        is_display: false,
    };
    let display = |selector, display: Display, is_display| Letters {
        bold: Some(is_bold(display)),
        is_display,
        ..plain(selector, display.font)
    };
    let text = style.text;
    let article = style.article;
    let mut letters = vec![
        plain("body", text.font),
        Letters { is_display: true, ..plain(TITLES, Typeface::Hei) },
        plain(LABELS, Typeface::Hei),
        plain(".table-unit", text.font),
        plain("strong", text.strong),
        plain("em", text.emphasis),
        display("figcaption", style.caption, false),
        display("header h1", article.title, true),
        display("header .subtitle", article.subtitle, true),
        display(".unit", article.unit, false),
        display(".authors", article.authors, false),
        display(".date", article.date, false),
    ];
    let headings = HEADINGS.iter().zip(style.headings);
    letters.extend(headings.map(|(selector, heading)| display(selector, heading, true)));
    letters.push(plain("blockquote", style.quote.font));
    letters
}

/// The rules of a style, with the fonts that the book brings along.
pub(super) fn rules(style: &Style, fonts: &Embedded) -> String {
    let text = style.text;
    let mut css = format!("/* What the style {} decides for print and screen. */\n", {
        // A comment must not end inside a name.
        style.name.replace("*/", "")
    });
    css.push_str(&fonts.faces());
    if style.direction == Direction::Vertical {
        add(&mut css, "html", VERTICAL);
    }
    let pitch = hundredths(text.pitch.raw(), text.size.raw());
    add(&mut css, "p", &format!("text-indent: {}em;", text.indent));
    for letters in letters(style) {
        let mut own = format!("font-family: {};", fonts.families(&letters));
        if let Some(bold) = letters.bold {
            let weight = if bold { "bold" } else { "normal" };
            let _ = write!(own, "\n  font-weight: {weight};");
        }
        if let Some(align) = align(style, letters.selector) {
            let _ = write!(own, "\n  text-align: {align};");
        }
        match letters.selector {
            "body" => {
                let _ = write!(own, "\n  line-height: {pitch};");
            }
            "blockquote" => {
                let _ = write!(own, "\n  margin: {};", quote_margin(style));
            }
            _ => {}
        }
        add(&mut css, letters.selector, &own);
    }
    css
}

/// How far quotations stand in.
fn quote_margin(style: &Style) -> String {
    let quote = style.quote;
    let (across, along) = (format!("{}em", quote.space), format!("{}em", quote.indent));
    match style.direction {
        Direction::Horizontal => format!("{across} {along}"),
        Direction::Vertical => format!("{along} {across}"),
    }
}

/// Vertical lines from the right, in the words of every reader that knows them.
const VERTICAL: &str = "writing-mode: vertical-rl;\n  \
    -webkit-writing-mode: vertical-rl;\n  -epub-writing-mode: vertical-rl;";

fn add(css: &mut String, selector: &str, declarations: &str) {
    // Writing to a string cannot fail.
    let _ = write!(css, "{selector} {{\n  {declarations}\n}}\n");
}

/// Where lines stand that stand for themselves.
fn align(style: &Style, selector: &str) -> Option<&'static str> {
    let article = style.article;
    let display = match selector {
        "header h1" => article.title,
        "header .subtitle" => article.subtitle,
        ".unit" => article.unit,
        ".authors" => article.authors,
        ".date" => article.date,
        _ => {
            let at = HEADINGS.iter().position(|heading| *heading == selector)?;
            *style.headings.get(at)?
        }
    };
    Some(match display.align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    })
}

/// Hei is bold enough by itself in print, where it is a medium weight; on a screen the
/// family comes in regular.
fn is_bold(style: Display) -> bool {
    style.bold || style.font == Typeface::Hei
}

/// The fonts that readers bring for a typeface, the most common names first, and what
/// stands for all of them.
pub(super) fn families(typeface: Typeface) -> (&'static str, &'static str) {
    match typeface {
        Typeface::Song => (
            "\"Songti SC\", \"Noto Serif CJK SC\", \"Source Han Serif SC\", SimSun",
            "serif",
        ),
        Typeface::Hei => (
            "\"Heiti SC\", \"PingFang SC\", \"Noto Sans CJK SC\", \
             \"Source Han Sans SC\", SimHei",
            "sans-serif",
        ),
        Typeface::Kai => {
            ("\"Kaiti SC\", STKaiti, KaiTi, \"LXGW WenKai GB\", \"LXGW WenKai\"", "serif")
        }
        Typeface::Fangsong => ("STFangsong, FangSong, \"LXGW ZhuQue Fangsong\"", "serif"),
    }
}

/// A ratio with two decimals.
fn hundredths(numerator: i64, denominator: i64) -> String {
    let ratio = (numerator * 100 + denominator / 2) / denominator.max(1);
    format!("{}.{:02}", ratio / 100, ratio % 100)
}
