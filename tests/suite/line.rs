//! Lines: cases as data, properties of every paragraph, marks along the text.
//!
//! A case is `--- name option=value… ---`, the text, `...`, and a line for each line. With
//! `show=ends` each line is followed by where it ends, with `show=places` each character
//! by where its glyph starts, both in em. `BLESS=1` writes what comes out.

mod turned;

use std::fmt::Write as _;

use huikan::diag::{Code, Diagnostics};
use huikan::font::{Face, Fonts, Role};
use huikan::geom::Length;
use huikan::line::{
    self, Align, Decoration, Direction, Gap, GlyphRun, Level, Line, Opening, Orientation,
    Paragraph, Punctuation, Region, Ruby, Rules, Run, RunStyle,
};
use proptest::prelude::*;

const EM: Length = Length::pt(10);

fn style() -> RunStyle {
    RunStyle {
        face: Face { role: Role::Song, bold: false, italic: false },
        size: EM,
        rise: Length::ZERO,
        decoration: Decoration::None,
        dots: false,
        glued: false,
        verbatim: false,
        language: None,
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
    Rules::new(EM * measure, EM)
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
                Some("normal") => Level::Normal,
                Some("loose") => Level::Loose,
                Some("anywhere") => Level::Anywhere,
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
                Some("other") => Region::Other,
                _ => Region::Hans,
            },
            direction: match self.option("direction") {
                Some("vertical") => Direction::Vertical,
                _ => Direction::Horizontal,
            },
            align: match self.option("align") {
                Some("start") => Align::Start,
                Some("center") => Align::Center,
                Some("end") => Align::End,
                _ => Align::Justify,
            },
            gap: match self.option("gap") {
                Some("fixed") => Gap::Fixed,
                Some("eighth") => Gap::Eighth,
                Some("none") => Gap::None,
                _ => Gap::Elastic,
            },
            opening: match self.option("opening") {
                Some("paragraph") => Opening::Paragraph,
                Some("full") => Opening::Full,
                _ => Opening::Flush,
            },
            wide_space: self.option("wide-space").is_some(),
            hanging: self.option("hanging").is_some(),
            shrink_stops: self.option("shrink-stops").is_some(),
            latin: match self.option("latin") {
                Some(tag) => Some(tag.as_bytes().try_into().unwrap()),
                None => Some(*b"en"),
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
                Some("poses") => writeln!(shown, "{}", poses(&line)).unwrap(),
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

/// Runs with where they start and how they stand: `↻` turned, `↔` across, upright else.
fn poses(line: &Line) -> String {
    let pose = |run: &GlyphRun| {
        let sign = match run.orientation {
            Orientation::Horizontal => "→",
            Orientation::Upright => "",
            Orientation::Rotated => "↻",
            Orientation::Across => "↔",
        };
        format!("{sign}{}{}", run.text, em(run.x))
    };
    line.runs.iter().map(pose).collect::<Vec<_>>().join(" ")
}

fn read(path: &std::path::Path) -> Vec<Case> {
    let file = std::fs::read_to_string(path).unwrap();
    let mut cases = Vec::new();
    for part in file.split("\n--- ").skip(1) {
        let (header, body) = part.split_once(" ---\n").unwrap();
        let (text, expected) = body.split_once("\n...\n").unwrap();
        let text = text.replace("\\n", "\n").replace("\\u00A0", "\u{A0}");
        let text = text.replace("\\uE0100", "\u{E0100}").replace("\\u200B", "\u{200B}");
        let text = text.replace("\\u2009", "\u{2009}").replace("\\u202F", "\u{202F}");
        let text = text.replace("\\uAD", "\u{AD}").replace("\\u3000", "\u{3000}");
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
fn breaking_cases() {
    check("breaking.txt");
}

#[test]
fn punctuation_cases() {
    check("punctuation.txt");
}

#[test]
fn latin_cases() {
    check("latin.txt");
}

#[test]
fn justification_cases() {
    check("justification.txt");
}

#[test]
fn region_cases() {
    check("regions.txt");
}

#[test]
fn number_cases() {
    check("numbers.txt");
}

#[test]
fn paragraph_cases() {
    check("paragraphs.txt");
}

#[test]
fn vertical_cases() {
    check("vertical.txt");
}

#[test]
fn title_cases() {
    check("titles.txt");
}

/// One of the strings between the bars.
fn one_of(choices: &'static str) -> impl Strategy<Value = &'static str> {
    prop::sample::select(choices.split('|').collect::<Vec<_>>())
}

/// Text that is hard to break: every class, nested quotes, numbers, addresses.
fn dense() -> impl Strategy<Value = String> {
    let atoms = one_of(
        "河|流|村|史|图书|安全|，|。|、|；|：|！|？|“|”|‘|’|（|）|《|》\
         |——|……|·|～|／|—|￥|12.5%|1,234.50|2024|℃|Latin\
         |editorial|https://example.org/a?b=1| |①|々|(\
         |)|,|a|-|/|\u{3000}|𠮷|é|葛\u{E0100}|を|한국|\u{301}|\u{A0}",
    );
    prop::collection::vec(atoms, 0..120).prop_map(|atoms| atoms.concat())
}

/// Words with marks between them, as prose has them.
fn prose() -> impl Strategy<Value = String> {
    let words = one_of(
        "河流|村|图书馆里|安全演练|2024|12.5%|editorial board\
         |约5～6|和／或|加莎·克里斯蒂",
    );
    let marks = one_of("的|和|，|。|、|“|”|。”|，“|（|）|《|》|——|……|？！|：“|）。|》《");
    prop::collection::vec((words, marks), 0..60).prop_map(|pairs| {
        pairs.into_iter().flat_map(|(word, mark)| [word, mark]).collect()
    })
}

fn without_white(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '\u{3000}').collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        // Failures are turned into cases by hand, not into files of seeds.
        failure_persistence: None,
        ..ProptestConfig::with_cases(200)
    })]

    // Rules 1.13, 4.8
    #[test]
    fn breaking_keeps_every_character(text in dense(), measure in 1_i64..30) {
        let lines = set(&plain(&text), &rules(measure));
        let drawn: String = lines.iter().map(drawn).collect();
        prop_assert_eq!(without_white(&drawn), without_white(&text));
    }

    #[test]
    fn a_line_never_overfills(text in dense(), measure in 3_i64..30) {
        for line in set(&plain(&text), &rules(measure)) {
            prop_assert!(line.end <= EM * measure, "{line:?}");
        }
    }

    // Rule 8.7
    // What cannot be is not searched for.
    #[test]
    fn no_way_is_found_outside_the_numbers_of_lines_that_are_possible(
        text in dense(),
        measure in 8_i64..30,
    ) {
        let (fonts, rules, text) = (Fonts::default(), rules(measure), plain(&text));
        let mut found = Diagnostics::new();
        let (lines, counts) = line::set_with_counts(&mut found, &text, &rules, &fonts);
        prop_assert!(counts.contains(&lines.len()), "{counts:?}");
        let others: Vec<usize> = (1..lines.len() + 3).filter(|n| !counts.contains(n)).collect();
        let ways = line::set_in(&text, &rules, &fonts, &others);
        prop_assert!(ways.iter().all(Option::is_none), "{others:?}");
    }

    // Rule 5.1
    #[test]
    fn a_justified_line_has_exactly_its_measure(text in dense(), measure in 8_i64..30) {
        let paragraph = plain(&text);
        let mut diagnostics = Diagnostics::new();
        let lines =
            line::set(&mut diagnostics, &paragraph, &rules(measure), &Fonts::default());
        let short = lines.iter().rev().skip(1).filter(|line| line.end != EM * measure);
        let reported = diagnostics.iter().filter(|d| d.code == Code::L002).count();
        prop_assert_eq!(short.count(), reported);
    }

    #[test]
    fn no_line_starts_with_a_closing_mark(text in prose(), measure in 8_i64..30) {
        let paragraph = plain(&text);
        for line in set(&paragraph, &rules(measure)).iter().skip(1) {
            let first = paragraph.text[line.range.clone()].chars().next();
            let is_closing = first.is_some_and(|c| "，。、；：！？）》”·～／".contains(c));
            prop_assert!(!is_closing, "{:?}", &paragraph.text[line.range.clone()]);
        }
    }

    #[test]
    fn glyphs_of_a_line_never_run_backwards(text in dense(), measure in 8_i64..30) {
        for line in set(&plain(&text), &rules(measure)) {
            let starts: Vec<Length> =
                line.runs.iter().filter(|r| !r.ornament).map(|run| run.x).collect();
            // The white of an opening mark may reach back half an em.
            prop_assert!(starts.windows(2).all(|pair| pair[1] - pair[0] > -EM), "{line:?}");
        }
    }
}

// Rule 5.5
#[test]
fn a_paragraph_is_at_most_one_line_longer_than_filling_each_line() {
    let text =
        "村口的老槐树下，坐着几位乘凉的老人。他们说起从前修渠的日子，仍旧记得清清楚楚。"
            .repeat(6);
    for measure in 8..30 {
        let greedy =
            lines_of(&plain(&text), &Rules { align: Align::Start, ..rules(measure) });
        let lines = lines_of(&plain(&text), &rules(measure));
        assert!(lines.len() <= greedy.len() + 1, "measure {measure}");
    }
}

// Rule 5.9
#[test]
fn the_same_paragraph_breaks_the_same_twice() {
    let paragraph = plain(
        &"图书馆的阅览室每天开放12个小时，周末也不例外（节假日另行通知）。".repeat(20),
    );
    assert_eq!(set(&paragraph, &rules(27)), set(&paragraph, &rules(27)));
}

fn styled(parts: &[(&str, RunStyle)]) -> Paragraph {
    let mut paragraph = Paragraph::default();
    for (text, style) in parts {
        paragraph.text.push_str(text);
        paragraph.runs.push(Run { end: paragraph.text.len(), style: style.clone() });
    }
    paragraph
}

fn bold() -> RunStyle {
    RunStyle { face: Face { bold: true, ..style().face }, ..style() }
}

// Rule 2.14
#[test]
fn a_stop_after_bold_text_never_starts_a_line() {
    let paragraph =
        styled(&[("天地玄黄宇宙洪", style()), ("（荒）", bold()), ("。日月", style())]);
    for measure in 4..12 {
        for line in lines_of(&paragraph, &rules(measure)) {
            assert!(!line.starts_with(['。', '）']), "{measure}: {line}");
        }
    }
}

// Rule 3.6
#[test]
fn marks_of_two_styles_share_their_white() {
    let paragraph = styled(&[("“好”", bold()), ("，来", style())]);
    let line = &set(&paragraph, &rules(20))[0];
    assert_eq!(em(line.end), "4.00");
}

// Rule 4.6
#[test]
fn the_gap_stands_between_two_styles_too() {
    let code = RunStyle { verbatim: true, ..style() };
    let parts = [("汉字", style()), ("x", code), ("汉字", style())];
    let line = &set(&styled(&parts), &rules(20))[0];
    let together = &set(&plain("汉字x汉字"), &rules(20))[0];
    assert_eq!(line.end, together.end);
}

// Rules 2.15, 4.6
#[test]
fn a_note_mark_sticks_to_its_word_and_takes_no_gap() {
    let mark =
        RunStyle { glued: true, size: Length::pt(6), rise: Length::pt(4), ..style() };
    let paragraph = styled(&[("天地玄黄", style()), ("[1]", mark), ("，宇宙", style())]);
    for measure in 3..8 {
        for line in lines_of(&paragraph, &rules(measure)) {
            assert!(!line.starts_with(['[', '1', ']', '，']), "{measure}: {line}");
        }
    }
    let line = &set(&paragraph, &rules(20))[0];
    assert_eq!(line.runs[1].x, EM * 4);
}

// Rule 9.6
#[test]
fn emphasis_dots_stand_under_characters_and_not_under_marks() {
    // 9.6
    let dots = RunStyle { dots: true, ..style() };
    let line = &set(&styled(&[("天，地", dots)]), &rules(20))[0];
    let dots: Vec<_> = line.runs.iter().filter(|run| run.ornament).collect();
    assert_eq!(dots.len(), 2);
    assert!(dots.iter().all(|dot| dot.rise < Length::ZERO));
}

// Rule 9.7
#[test]
fn two_names_side_by_side_have_two_lines() {
    let name = || RunStyle { decoration: Decoration::Under, ..style() };
    let line = &set(&styled(&[("北京", name()), ("上海", name())]), &rules(20))[0];
    let [first, second] = line.rules[..] else { panic!("{:?}", line.rules) };
    assert!(second.start - first.end >= EM / 8);
}

// Rule 9.7
#[test]
fn a_name_line_follows_its_name_over_a_line_break() {
    let name = RunStyle { decoration: Decoration::Under, ..style() };
    let paragraph =
        styled(&[("天地玄黄", style()), ("黄河入海口", name), ("宇宙", style())]);
    let lines = set(&paragraph, &rules(6));
    assert_eq!(lines[0].rules.len(), 1);
    assert_eq!(lines[1].rules.len(), 1);
}

fn annotated(base: &str, ruby: &str) -> Paragraph {
    Paragraph {
        rubies: vec![Ruby { base: 0..base.len(), text: ruby.to_owned() }],
        ..plain(&format!("{base}字"))
    }
}

// Rule 9.1
#[test]
fn pinyin_stands_over_the_middle_of_its_character() {
    let line = &set(&annotated("汉字", "hàn zì"), &rules(20))[0];
    let pinyin: Vec<_> = line.runs.iter().filter(|run| run.ornament).collect();
    assert_eq!(
        pinyin.iter().map(|run| run.text.as_str()).collect::<Vec<_>>(),
        ["hàn", "zì"]
    );
    assert!(pinyin.iter().all(|run| run.rise > EM / 2));
    assert!(pinyin[1].x > EM);
}

// Rule 9.2
#[test]
fn long_pinyin_widens_its_characters_so_that_syllables_do_not_touch() {
    let line = &set(&annotated("装床", "zhuāng chuáng"), &rules(20))[0];
    let [base, first, second] = &line.runs[..] else { panic!("{:?}", line.runs) };
    assert!(line.end > EM * 3);
    assert!(second.x - first.x > EM);
    assert!(base.glyphs[0].x == Length::ZERO);
}

// Rule 9.11
#[test]
fn annotations_are_not_text() {
    let line = &set(&annotated("汉字", "hàn zì"), &rules(20))[0];
    assert_eq!(drawn(line), "汉字字");
}

#[test]
fn a_character_no_font_has_is_reported_once_and_kept() {
    let mut diagnostics = Diagnostics::new();
    let paragraph = plain("村名\u{E0F1}和\u{E0F1}河");
    let lines = line::set(&mut diagnostics, &paragraph, &rules(20), &Fonts::default());
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::T002]);
    assert_eq!(drawn(&lines[0]), paragraph.text);
}

// Rule 2.11
#[test]
fn each_run_is_hyphenated_in_its_own_language() {
    let german = RunStyle { language: Some(*b"de"), ..style() };
    let french = RunStyle { language: Some(*b"fr"), ..style() };
    let paragraph = styled(&[("有关", style()), ("Donaudampfschifffahrt", german)]);
    let broken = |paragraph: &Paragraph, measure| {
        let lines = lines_of(paragraph, &rules(measure));
        lines.join("|")
    };
    assert_eq!(broken(&paragraph, 10), "有关Donaudampf|schifffahrt");
    // Accents are letters: a word is not cut beside one.
    let paragraph = styled(&[("书", style()), ("révolutionnaire", french)]);
    assert_eq!(broken(&paragraph, 5), "书révolu|tionnaire");
    let english = styled(&[("书", style()), ("internationalization", style())]);
    assert_eq!(broken(&english, 8), "书inter|nationalization");
}

// Rule 2.11
#[test]
fn a_word_longer_than_the_line_is_broken_and_reported() {
    let mut diagnostics = Diagnostics::new();
    let paragraph = plain("文abcdefghijklmnopqrstuvwxyz文");
    let lines = line::set(&mut diagnostics, &paragraph, &rules(5), &Fonts::default());
    assert!(diagnostics.iter().any(|d| d.code == Code::L001));
    assert!(lines.iter().all(|line| line.end <= EM * 5));
}

// Rule 1.10
#[test]
fn a_mark_that_stands_without_a_letter_is_drawn() {
    for text in
        ["\u{301}", "四声 \u{304} \u{301}", "——\u{30C}", "天\n\u{300}地", "\u{20DD}"]
    {
        let line: String = set(&plain(text), &rules(20)).iter().map(drawn).collect();
        assert_eq!(without_white(&line), without_white(text));
    }
}

#[test]
fn a_letter_has_as_many_marks_as_one_writes() {
    let marks = "\u{301}".repeat(200);
    for text in [format!("ø{marks}abc"), format!("天{marks}"), format!("ab{marks}。")]
    {
        for measure in [1, 20] {
            let lines = set(&plain(&text), &rules(measure));
            let drawn: String = lines.iter().map(drawn).collect();
            assert_eq!(drawn, text);
        }
    }
}

// Rule 1.10
#[test]
fn no_line_ends_between_a_letter_and_its_marks() {
    let text = plain(&"q\u{323}\u{302}".repeat(9));
    for measure in 1..4 {
        let runs = set(&text, &rules(measure)).into_iter().flat_map(|line| line.runs);
        // A glyph of no bytes shares the text of the one before it.
        assert!(runs.into_iter().all(|run| run.glyphs[0].bytes > 0), "{measure}");
        let breaks = line::breaks(&text, &rules(measure), &Fonts::default());
        assert!(breaks.windows(2).all(|pair| pair[0] < pair[1]), "{measure}: {breaks:?}");
    }
}

#[test]
fn a_blank_line_between_two_forced_breaks_stays() {
    assert_eq!(lines_of(&plain("天地\n\n玄黄"), &rules(20)), ["天地", "", "玄黄"]);
    assert_eq!(lines_of(&plain("天地\n"), &rules(20)), ["天地"]);
}

#[test]
fn a_piece_whose_hyphen_does_not_fit_is_broken_elsewhere() {
    let paragraph = plain("editorial1,234.50aeditorial");
    assert!(set(&paragraph, &rules(7)).iter().all(|line| line.end <= EM * 7));
}

#[test]
fn an_empty_paragraph_is_one_empty_line() {
    assert_eq!(lines_of(&plain(""), &rules(20)), [""]);
}

#[test]
fn a_paragraph_takes_a_line_more_or_less_only_where_no_one_sees_it() {
    let (rules, fonts) = (rules(27), Fonts::default());
    let ways = |text: &str, counts: &[usize]| {
        let ways = line::set_in(&plain(text), &rules, &fonts, counts);
        ways.iter().map(|lines| lines.as_ref().map(Vec::len)).collect::<Vec<_>>()
    };
    // The last of ten lines is full but for two characters.
    let full = "水".repeat(27 * 10 - 2);
    assert_eq!(lines_of(&plain(&full), &rules).len(), 10);
    assert_eq!(ways(&full, &[11, 10, 9]), [Some(11), Some(10), None]);
    // Ten characters more to fill would tear the lines apart.
    let short = "水".repeat(27 * 9 + 13);
    assert_eq!(lines_of(&plain(&short), &rules).len(), 10);
    assert_eq!(ways(&short, &[11, 9]), [None, None]);
    // Three characters too many find room where commas give way.
    let over = "水水水水水水，".repeat(27 * 10 / 7 + 1);
    let over: String = over.chars().take(27 * 8 + 3).collect();
    assert_eq!(lines_of(&plain(&over), &rules).len(), 9);
    assert_eq!(ways(&over, &[8]), [Some(8)]);
    // Where the author broke lines nothing is broken anew.
    assert_eq!(ways(&format!("{full}\n水"), &[11, 12]), [None, None]);
}

// Rule 6.3
#[test]
fn an_indent_counts_in_the_size_of_its_paragraph() {
    let small = EM * 9 / 10;
    let rules = Rules { first_indent: small * 2, ..Rules::new(EM * 20, small) };
    let small = RunStyle { size: small, ..style() };
    let line = &set(&styled(&[("天地", small)]), &rules)[0];
    assert_eq!(line.runs[0].x, Length::pt(18));
}
