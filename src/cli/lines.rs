//! `huikan lines`: text on standard input into lines on standard output.
//!
//! For test suites that ask where lines break and how wide they are; hidden, because
//! books are made with `build`. Each input line is a paragraph without an indent.

use serde::Serialize;

use crate::cli::Exit;
use crate::cli::args::{
    LineAlign, LineGap, LineLevel, LineOverlong, LinePunctuation, Lines,
};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::disk::{self, Error};
use crate::font::{Face, Fonts, Role};
use crate::geom::Length;
use crate::line::{
    self, Align, Cell, Gap, Level, Line, Overlong, Paragraph, Punctuation, Region, Rules,
    Run, RunStyle,
};

/// Font size: a length that halves, quarters and eighths of an em divide evenly.
const EM: Length = Length::pt(128);
/// The longest line: beyond it sums of widths are no longer exact.
const LONGEST: f64 = 100_000.0;

/// A set line with its widths in em.
#[derive(Serialize)]
struct Measured<'a> {
    text: &'a str,
    advance: f64,
    clusters: Vec<Cluster<'a>>,
}

/// A character cluster with its place in em.
#[derive(Serialize)]
struct Cluster<'a> {
    text: &'a str,
    x: f64,
    width: f64,
}

/// Sets what is on standard input.
pub(crate) fn run(terminal: &Terminal, typed: &Lines) -> Result<Exit, Error> {
    let Some(measure) = measure(&typed.measure) else {
        let report = Diagnostic::new(Code::U006)
            .with("option", "--measure <EM>")
            .with("value", typed.measure.as_str());
        terminal.report(report.with("possible", "0–100000"));
        return Ok(Exit::Usage);
    };
    let rules = rules(typed, measure);
    let input = disk::standard_input()?;
    let text = String::from_utf8_lossy(&input);
    let fonts = Fonts::default();
    for paragraph in text.lines() {
        let paragraph = plain(paragraph);
        let set = if typed.breaks {
            pieces(&paragraph, &rules, &fonts)
        } else {
            lines(&paragraph, &rules, &fonts, typed.widths)
        };
        terminal.print(&set);
    }
    Ok(Exit::Done)
}

/// A decimal number of em.
fn measure(typed: &str) -> Option<Length> {
    let ems: f64 = typed.trim().parse().ok()?;
    let is_sound = (0.0..=LONGEST).contains(&ems);
    // Thousandths below 10^8 fit by far.
    #[expect(clippy::cast_possible_truncation, reason = "bounded on the line above")]
    is_sound.then(|| EM.scale((ems * 1000.0).round() as i64, 1000))
}

fn rules(typed: &Lines, measure: Length) -> Rules {
    Rules {
        level: match typed.level {
            LineLevel::None => Level::None,
            LineLevel::Basic => Level::Basic,
            LineLevel::Gb => Level::Gb,
            LineLevel::GbPlus => Level::GbPlus,
            LineLevel::Strict => Level::Strict,
            LineLevel::Normal => Level::Normal,
            LineLevel::Loose => Level::Loose,
            LineLevel::Anywhere => Level::Anywhere,
        },
        punctuation: match typed.punctuation {
            LinePunctuation::Quanjiao => Punctuation::Quanjiao,
            LinePunctuation::Kaiming => Punctuation::Kaiming,
            LinePunctuation::Banjiao => Punctuation::Banjiao,
            LinePunctuation::Hangmobanjiao => Punctuation::Hangmobanjiao,
            LinePunctuation::Raw => Punctuation::Raw,
        },
        region: Region::of(typed.language()).unwrap_or(Region::Other),
        gap: match typed.gap {
            LineGap::Elastic => Gap::Elastic,
            LineGap::Fixed => Gap::Fixed,
            LineGap::Eighth => Gap::Eighth,
            LineGap::None => Gap::None,
        },
        hanging: typed.hanging,
        shrink_stops: typed.shrink_stops,
        align: match typed.align {
            _ if measure == Length::ZERO => Align::Start,
            LineAlign::Justify => Align::Justify,
            LineAlign::Start => Align::Start,
        },
        overlong: match typed.overlong {
            _ if measure == Length::ZERO => Overlong::Stick,
            LineOverlong::Break => Overlong::Break,
            LineOverlong::Stick => Overlong::Stick,
        },
        latin: line::hyphenation(typed.language()),
        ..Rules::new(measure, EM)
    }
}

fn plain(text: &str) -> Paragraph {
    let style = RunStyle::new(Face { role: Role::Song, bold: false, italic: false }, EM);
    let runs = vec![Run { end: text.len(), style }];
    Paragraph { text: text.to_owned(), runs, rubies: Vec::new() }
}

/// The paragraph with `÷` wherever a line may end.
fn pieces(paragraph: &Paragraph, rules: &Rules, fonts: &Fonts) -> String {
    let mut shown = paragraph.text.clone();
    for &at in line::breaks(paragraph, rules, fonts).iter().rev() {
        shown.insert(at, '÷');
    }
    shown + "\n"
}

/// The lines of a paragraph, with or without widths.
fn lines(paragraph: &Paragraph, rules: &Rules, fonts: &Fonts, widths: bool) -> String {
    let mut shown = String::new();
    for (line, cells) in line::measure(&mut Diagnostics::new(), paragraph, rules, fonts) {
        let text = text(paragraph, &line);
        if widths {
            shown.push_str(&measured(paragraph, &text, &line, &cells));
        } else {
            shown.push_str(&text);
        }
        shown.push('\n');
    }
    shown
}

/// A line as it reads, with the hyphen it got.
fn text(paragraph: &Paragraph, line: &Line) -> String {
    let hyphen = line.runs.iter().any(|run| run.ornament && run.text == "-");
    let text = paragraph.text[line.range.clone()].trim_end_matches('\u{AD}');
    format!("{text}{}", if hyphen { "-" } else { "" })
}

fn measured(paragraph: &Paragraph, text: &str, line: &Line, cells: &[Cell]) -> String {
    let cluster = |cell: &Cell| Cluster {
        text: &paragraph.text[cell.bytes.clone()],
        x: ems(cell.start),
        width: ems(cell.end - cell.start),
    };
    let clusters = cells.iter().map(cluster).collect();
    let measured = Measured { text, advance: ems(line.end), clusters };
    serde_json::to_string(&measured).expect("strings and numbers are always JSON")
}

/// A length in em, to four places.
fn ems(length: Length) -> f64 {
    (length.to_pt() / EM.to_pt() * 10_000.0).round() / 10_000.0
}
