//! Lines: cases as data, properties of every paragraph, marks along the text.
//!
//! A case is `--- name option=value… ---`, the text, `...`, and a line for each line. With
//! `show=ends` each line is followed by where it ends, with `show=places` each character
//! by where its glyph starts, both in em. `BLESS=1` writes what comes out.

use std::fmt::Write as _;

use huikan::diag::{Code, Diagnostics};
use huikan::font::{Face, Fonts, Role};
use huikan::geom::Length;
use huikan::line::{
    self, Align, Decoration, Level, Line, Paragraph, Punctuation, Region, Ruby, Rules,
    Run, RunStyle,
};
use proptest::prelude::*;

const EM: Length = Length::pt(10);

fn style() -> RunStyle {
    RunStyle {
        face: Face { role: Role::Song, bold: false, italic: false },
        size: EM,
        rise: Length::ZERO,
        decoration: Decoration::None,
        glued: false,
        verbatim: false,
        tag: 0,
    }
}

fn plain(text: &str) -> Paragraph {
    Paragraph {
        text: text.to_owned(),
        runs: vec![Run { end: text.len(), style: style() }],
        rubies: Vec::new(),
    }
}

fn rules(measure: i64) -> Rules {
    Rules {
        measure: EM * measure,
        em: EM,
        first_indent: Length::ZERO,
        indent: Length::ZERO,
        end_indent: Length::ZERO,
        level: Level::GbPlus,
        punctuation: Punctuation::Quanjiao,
        region: Region::Hans,
        align: Align::Justify,
    }
}

fn set(paragraph: &Paragraph, rules: &Rules) -> Vec<Line> {
    line::set(&mut Diagnostics::new(), paragraph, rules, &Fonts::default())
}

fn lines_of(paragraph: &Paragraph, rules: &Rules) -> Vec<String> {
    let lines = set(paragraph, rules);
    lines.iter().map(|line| paragraph.text[line.range.clone()].to_owned()).collect()
}

/// The characters that a line draws as text.
fn drawn(line: &Line) -> String {
    line.runs.iter().filter(|run| !run.ornament).map(|run| run.text.as_str()).collect()
}

fn em(length: Length) -> String {
    let hundredths = (length.raw() * 100 + EM.raw() / 2).div_euclid(EM.raw());
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    format!("{sign}{whole}.{rest:02}")
}

struct Case {
    header: String,
    text: String,
    expected: String,
}

impl Case {
    fn option(&self, name: &str) -> Option<&str> {
        let mut words = self.header.split_whitespace();
        words.find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    fn rules(&self) -> Rules {
        let number =
            |name, default| self.option(name).map_or(default, |v| v.parse().unwrap());
        let defaults = rules(number("measure", 20));
        Rules {
            first_indent: EM * number("first", 0),
            level: match self.option("level") {
                Some("none") => Level::None,
                Some("basic") => Level::Basic,
                Some("gb") => Level::Gb,
                Some("strict") => Level::Strict,
                _ => Level::GbPlus,
            },
            punctuation: match self.option("style") {
                Some("kaiming") => Punctuation::Kaiming,
                Some("banjiao") => Punctuation::Banjiao,
                Some("hangmobanjiao") => Punctuation::Hangmobanjiao,
                Some("raw") => Punctuation::Raw,
                _ => Punctuation::Quanjiao,
            },
            region: match self.option("region") {
                Some("hant") => Region::Hant,
                Some("ja") => Region::Ja,
                Some("ko") => Region::Ko,
                _ => Region::Hans,
            },
            align: match self.option("align") {
                Some("start") => Align::Start,
                Some("center") => Align::Center,
                Some("end") => Align::End,
                _ => Align::Justify,
            },
            ..defaults
        }
    }

    fn outcome(&self) -> String {
        let paragraph = plain(&self.text);
        let mut shown = String::new();
        for line in set(&paragraph, &self.rules()) {
            match self.option("show") {
                Some("ends") => {
                    let text = &paragraph.text[line.range.clone()];
                    writeln!(shown, "{text} | {}", em(line.end)).unwrap();
                }
                Some("places") => writeln!(shown, "{}", places(&line)).unwrap(),
                _ => {
                    let hyphen = line.runs.iter().any(|r| r.ornament && r.text == "-");
                    let text = &paragraph.text[line.range.clone()];
                    writeln!(shown, "{text}{}", if hyphen { "-" } else { "" }).unwrap();
                }
            }
        }
        shown
    }
}

fn places(line: &Line) -> String {
    let mut shown = Vec::new();
    for run in &line.runs {
        let mut from = 0;
        for glyph in &run.glyphs {
            let to = from + usize::from(glyph.bytes);
            shown.push(format!("{}{}", &run.text[from..to], em(run.x + glyph.x)));
            from = to;
        }
    }
    shown.join(" ")
}

fn read(path: &std::path::Path) -> Vec<Case> {
    let file = std::fs::read_to_string(path).unwrap();
    let mut cases = Vec::new();
    for part in file.split("\n--- ").skip(1) {
        let (header, body) = part.split_once(" ---\n").unwrap();
        let (text, expected) = body.split_once("\n...\n").unwrap();
        let text = text.replace("\\n", "\n").replace("\\u00A0", "\u{A0}");
        let text = text.replace("\\uE0100", "\u{E0100}").replace("\\u200B", "\u{200B}");
        let end = expected.find("\n\n").map_or(expected.len(), |at| at + 1);
        let expected = format!("{}\n", expected[..end].trim_end_matches('\n'));
        cases.push(Case { header: header.to_owned(), text, expected });
    }
    cases
}

/// Runs every case of a file.
fn check(file: &str) {
    let path = std::path::Path::new("tests/cases/line").join(file);
    let mut text = std::fs::read_to_string(&path).unwrap();
    let mut failed = Vec::new();
    for case in read(&path) {
        let outcome = case.outcome();
        if outcome == case.expected {
            continue;
        }
        let at = text.find(&format!("--- {} ---", case.header)).unwrap();
        let body = at + text[at..].find("\n...\n").unwrap() + 5;
        text.replace_range(body..body + case.expected.len(), &outcome);
        failed
            .push(format!("{}\nexpected\n{}got\n{outcome}", case.header, case.expected));
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, text).unwrap();
    } else {
        assert!(failed.is_empty(), "{}", failed.join("\n"));
    }
}

#[test]
fn probe() {
    for (t, m) in [
        ("天地玄黄宇宙洪荒，日月盈昃", 8),
        ("他说道今天（星期五）开会", 6),
        ("天地玄黄，宇宙洪荒，日月", 9),
        ("比尔·盖茨", 20),
        ("走——吧，好……", 20),
        ("他说：“好。”", 20),
        ("共10人和共 10 人用 editorial board 与 https://example.org/a/b?c=1 测试", 10),
    ] {
        let c = Case {
            header: format!("x measure={m} show=ends"),
            text: t.into(),
            expected: String::new(),
        };
        eprintln!("{}", c.outcome());
        let c = Case {
            header: format!("x measure={m} show=places"),
            text: t.into(),
            expected: String::new(),
        };
        eprintln!("{}", c.outcome());
    }
}
