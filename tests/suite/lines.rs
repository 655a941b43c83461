//! `huikan lines`, by which outside suites ask for breaks and widths.

use std::io::Write;
use std::path::Path;
use std::process::Stdio;

use proptest::prelude::*;
use serde_json::Value;

use crate::cli::Folder;

/// What `huikan lines` answers to a text.
fn lines(args: &[&str], text: &str) -> String {
    let folder = Folder::new();
    let mut command = folder.command(&[&["lines"], args].concat());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{args:?} {text:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn every_set_line_is_a_line_of_the_answer() {
    let answer = lines(&["--measure", "8"], "天地玄黄宇宙洪荒，日月盈昃\n\n共10人\n");
    assert_eq!(answer, "天地玄黄宇宙洪\n荒，日月盈昃\n\n共10人\n");
}

#[test]
fn widths_add_up_to_the_advance_of_the_line() {
    let answer = lines(&["--measure", "20", "--widths"], "他说：“好。”\n共10人\n");
    let rows: Vec<Value> =
        answer.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows[0]["advance"], 5.5); // The last mark is half at the line end (3.9).
    let ends = rows.iter().map(|row| {
        let last = row["clusters"].as_array().unwrap().last().unwrap();
        (last["x"].as_f64().unwrap() + last["width"].as_f64().unwrap(), row)
    });
    for (end, row) in ends {
        assert!((end - row["advance"].as_f64().unwrap()).abs() < 0.001, "{row}");
    }
    let gap = &rows[1]["clusters"];
    assert_eq!((&gap[0]["width"], &gap[1]["x"]), (&1.0.into(), &1.25.into())); // 4.1
}

#[test]
fn a_forced_break_ends_a_line_and_a_space_there_is_dropped() {
    let forced = ["\u{2028}", "\u{2029}", "\u{b}", "\u{c}", "\u{85}"];
    for mark in forced {
        let answer = lines(&["--measure", "20"], &format!("天地 {mark}玄黄\n"));
        assert_eq!(answer, "天地\n玄黄\n", "{mark:?}");
    }
    let answer = lines(&["--measure", "5"], "one two   three\n");
    assert_eq!(answer, "one two\nthree\n");
}

#[test]
fn soft_hyphens_and_spaces_without_width_are_honoured() {
    let broken = |measure, text: &str| lines(&["--measure", measure], text);
    assert_eq!(broken("3.5", "ab\u{AD}cdefg\n"), "ab-\ncdefg\n");
    assert_eq!(broken("20", "ab\u{AD}cd\n"), "ab\u{AD}cd\n");
    assert_eq!(broken("2.5", "abc\u{200B}def\n"), "abc\u{200B}\ndef\n");
    assert_eq!(broken("2", "天地\u{2060}玄黄\n"), "天\n地\u{2060}玄\n黄\n");
}

#[test]
fn without_a_measure_every_place_is_a_break() {
    assert_eq!(lines(&["--measure", "0"], "中文a b（c）。\n"), "中\n文\na\nb\n（c）。\n");
    let marked = lines(&["--measure", "0", "--breaks"], "中文a b（c）。\n");
    assert_eq!(marked, "中÷文÷a ÷b÷（c）。\n");
}

#[test]
fn a_measure_that_is_no_number_is_refused() {
    for measure in ["x", "-1", "NaN", "1e9"] {
        let ran = Folder::new().run(&["lines", &format!("--measure={measure}")]);
        assert_eq!(ran.status, 2, "{measure}");
        assert!(ran.stderr.contains("--measure"), "{}", ran.stderr);
    }
}

/// A row of `css.txt`.
struct Row<'a> {
    is_start: bool,
    may: bool,
    levels: Vec<&'a str>,
    languages: Vec<&'a str>,
    characters: &'a str,
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let row = |line| match str::split(line, ' ').collect::<Vec<_>>()[..] {
        [place @ ("start" | "end"), may, levels, languages, characters] => Some(Row {
            is_start: place == "start",
            may: may == "yes",
            levels: levels.split(',').collect(),
            languages: languages.split(',').collect(),
            characters,
        }),
        _ => None,
    };
    text.lines().filter_map(row).collect()
}

#[test]
fn levels_of_css_let_stand_what_browsers_do() {
    let path = Path::new("tests/cases/line/css.txt");
    let text = std::fs::read_to_string(path).unwrap();
    let rows = rows(&text);
    assert!(rows.len() > 15);
    let mut failed = Vec::new();
    for row in rows {
        for (level, language) in row
            .levels
            .iter()
            .flat_map(|level| row.languages.iter().map(move |l| (level, l)))
        {
            let asked: String = match row.is_start {
                true => row
                    .characters
                    .chars()
                    .map(|c| format!("文文文文文文{c}字字\n"))
                    .collect(),
                false => row
                    .characters
                    .chars()
                    .map(|c| format!("文文文文文{c}文字字\n"))
                    .collect(),
            };
            let args = ["--measure", "6.17", "--level", level, "--lang", language];
            let answer = lines(
                &[&args[..], &["--align", "start", "--gap", "none"]].concat(),
                &asked,
            );
            let answer: Vec<&str> = answer.lines().collect();
            for (character, set) in row.characters.chars().zip(answer.chunks(2)) {
                let stands = match row.is_start {
                    true => set[1].starts_with(character),
                    false => set[0].ends_with(character),
                };
                if stands != row.may {
                    failed.push(format!("{level} {language} {character} {set:?}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::with_cases(20)
    })]

    #[test]
    fn any_text_at_any_measure_comes_out_whole(text in any::<String>(), measure in 0_u8..9) {
        let measure = format!("{}.{}", measure / 3, measure);
        for level in ["gb+", "normal", "anywhere"] {
            let args = ["--measure", &measure, "--level", level];
            let answer = lines(&args, &text);
            let visible = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
            prop_assert_eq!(visible(&answer), visible(&text));
        }
    }
}
