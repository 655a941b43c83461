//! What an EPUB shares with the printed book: the decisions of a style as CSS.
//!
//! Shared are those that hold on any screen: typefaces, indents, where titles stand, how
//! far lines are apart in proportion, which way they run. Sizes of type and paper are the
//! reader's own. These rules stand before the style sheet, so that a publication's own
//! book.css has the last word.

use std::fmt::Write;

use crate::style::{Align, Direction, Display, Style, Typeface};

/// Headings of an article, from the highest; its title is the h1.
const HEADINGS: [&str; 4] = ["h2", "h3", "h4", "h5, h6, .heading"];

/// The rules of a style.
pub(super) fn rules(style: &Style) -> String {
    let text = style.text;
    let mut css = format!("/* What the style {} decides for print and screen. */\n", {
        // A comment must not end inside a name.
        style.name.replace("*/", "")
    });
    if style.direction == Direction::Vertical {
        add(&mut css, "html", VERTICAL);
    }
    let pitch = hundredths(text.pitch.raw(), text.size.raw());
    let body = format!("font-family: {};\n  line-height: {pitch};", families(text.font));
    add(&mut css, "body", &body);
    add(&mut css, "p", &format!("text-indent: {}em;", text.indent));
    add(&mut css, "strong", &format!("font-family: {};", families(text.strong)));
    let quiet = format!("font-family: {};", families(text.emphasis));
    add(&mut css, "em", &quiet);
    add(&mut css, "figcaption", &face(style.caption));
    add(&mut css, "header h1", &display(style.article.title));
    add(&mut css, "header .subtitle", &display(style.article.subtitle));
    add(&mut css, ".unit", &display(style.article.unit));
    add(&mut css, ".authors", &display(style.article.authors));
    add(&mut css, ".date", &display(style.article.date));
    for (selector, heading) in HEADINGS.iter().zip(style.headings) {
        add(&mut css, selector, &display(heading));
    }
    let quote = style.quote;
    let (across, along) = (format!("{}em", quote.space), format!("{}em", quote.indent));
    let margin = match style.direction {
        Direction::Horizontal => format!("{across} {along}"),
        Direction::Vertical => format!("{along} {across}"),
    };
    let quoted = format!("font-family: {};\n  margin: {margin};", families(quote.font));
    add(&mut css, "blockquote", &quoted);
    css
}

/// Vertical lines from the right, in the words of every reader that knows them.
const VERTICAL: &str = "writing-mode: vertical-rl;\n  \
    -webkit-writing-mode: vertical-rl;\n  -epub-writing-mode: vertical-rl;";

fn add(css: &mut String, selector: &str, declarations: &str) {
    // Writing to a string cannot fail.
    let _ = write!(css, "{selector} {{\n  {declarations}\n}}\n");
}

/// Typeface, weight and place of a line that stands for itself.
fn display(style: Display) -> String {
    let align = match style.align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    };
    format!("{}\n  text-align: {align};", face(style))
}

fn face(style: Display) -> String {
    // Hei is bold enough by itself in print, where it is a medium weight; on a screen
    // the family comes in regular.
    let is_bold = style.bold || style.font == Typeface::Hei;
    let weight = if is_bold { "bold" } else { "normal" };
    format!("font-family: {};\n  font-weight: {weight};", families(style.font))
}

/// The fonts that readers bring for a typeface, the most common names first.
fn families(typeface: Typeface) -> &'static str {
    match typeface {
        Typeface::Song => {
            "\"Songti SC\", \"Noto Serif CJK SC\", \"Source Han Serif SC\", SimSun, serif"
        }
        Typeface::Hei => {
            "\"Heiti SC\", \"PingFang SC\", \"Noto Sans CJK SC\", \
             \"Source Han Sans SC\", SimHei, sans-serif"
        }
        Typeface::Kai => {
            "\"Kaiti SC\", STKaiti, KaiTi, \"LXGW WenKai GB\", \"LXGW WenKai\", serif"
        }
        Typeface::Fangsong => "STFangsong, FangSong, \"LXGW ZhuQue Fangsong\", serif",
    }
}

/// A ratio with two decimals.
fn hundredths(numerator: i64, denominator: i64) -> String {
    let ratio = (numerator * 100 + denominator / 2) / denominator.max(1);
    format!("{}.{:02}", ratio / 100, ratio % 100)
}
