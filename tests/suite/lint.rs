//! What `lint` finds in a text and what it lets alone.

use std::fmt::Write as _;

use huikan::correct;
use huikan::diag::Code;
use huikan::lint::{self, Passage, Role};
use proptest::prelude::*;

use crate::cases;

/// The passages of a case: a line each.
fn passages(text: &str) -> Vec<Passage<'_>> {
    let passage = |line| match line {
        line if str::starts_with(line, "# ") => {
            Passage { text: &line[2..], role: Role::Title }
        }
        line if line.starts_with("- ") => Passage { text: &line[2..], role: Role::Line },
        text => Passage { text, role: Role::Paragraph },
    };
    text.lines().map(passage).collect()
}

/// The findings of a case, then each line that is set right.
fn findings(text: &str) -> String {
    let passages = passages(text);
    let found = lint::check(&passages);
    let mut shown = String::new();
    for finding in &found {
        let text = passages[finding.passage].text;
        let line = finding.passage + 1;
        let column = text[..finding.range.start].chars().count() + 1;
        let code = finding.code.as_str();
        let _ =
            write!(shown, "{code} {line}:{column} {:?}", &text[finding.range.clone()]);
        if let Some(replacement) = &finding.replacement {
            let _ = write!(shown, " -> {replacement:?}");
        }
        shown.push('\n');
    }
    for (index, passage) in passages.iter().enumerate() {
        let here: Vec<_> =
            found.iter().filter(|it| it.passage == index).cloned().collect();
        let fixed = lint::fix(passage.text, &here);
        if fixed != passage.text {
            let _ = writeln!(shown, "= {fixed}");
        }
    }
    shown
}

#[test]
fn quotation_marks_are_judged_in_pairs() {
    cases::check("lint/quotes.txt", findings);
}

#[test]
fn marks_are_full_width_single_and_whole() {
    cases::check("lint/marks.txt", findings);
}

// Rule 14.5
#[test]
fn characters_are_what_they_look_like() {
    cases::check("lint/characters.txt", findings);
}

#[test]
fn lookalikes_are_found_only_where_nothing_else_can_be_meant() {
    cases::check("lint/lookalikes.txt", findings);
}

#[test]
fn brackets_have_two_halves() {
    cases::check("lint/brackets.txt", findings);
}

#[test]
fn spaces_among_han_are_meant_or_reported() {
    cases::check("lint/spaces.txt", findings);
}

#[test]
fn paragraphs_end_where_sentences_end() {
    cases::check("lint/breaks.txt", findings);
}

#[test]
fn clean_text_has_nothing() {
    cases::check("lint/clean.txt", findings);
}

/// What a file of content/ becomes, and how many slips of each kind were set right.
fn corrected(text: &str) -> String {
    let corrected = correct(text, &[]);
    let counts: Vec<String> = corrected
        .counts
        .iter()
        .map(|(code, n)| format!("{} {n}", code.as_str()))
        .collect();
    format!("{}\n[{}]\n", corrected.text.trim_end(), counts.join(", "))
}

#[test]
fn files_are_corrected_in_their_text_and_nowhere_else() {
    cases::check("lint/files.txt", corrected);
}

#[test]
fn what_is_allowed_is_not_corrected() {
    let text = "春天来了,花开了。。\n";
    assert_eq!(correct(text, &[Code::W003]).text, "春天来了,花开了。\n");
    assert_eq!(correct(text, &[Code::W003, Code::W009]).text, text);
}

#[test]
fn line_ends_and_white_space_of_a_file_stay() {
    let text = "---\r\ntitle: 水,山\r\n---\r\n\r\n春天来了,  \r\n花开了。\t\r\n\r\n\r\n*  船\r\n";
    let right = "---\r\ntitle: 水，山\r\n---\r\n\r\n春天来了，  \r\n花开了。\t\r\n\r\n\r\n*  船\r\n";
    assert_eq!(correct(text, &[]).text, right);
}

/// What stands in good text, and slips made of it.
const SLIPS: [(&str, &str); 24] = [
    ("，", ","),
    ("，", "，，"),
    ("。", "."),
    ("。", "。。"),
    ("：", ":"),
    ("；", ";"),
    ("？", "?"),
    ("“", "”"),
    ("”", "“"),
    ("“", "\""),
    ("“", ""),
    ("”", ""),
    ("——", "—"),
    ("——", "--"),
    ("……", "…"),
    ("……", "..."),
    ("（", "("),
    ("）", ""),
    ("》", ""),
    ("·", "•"),
    ("自己", "自已"),
    ("已经", "巳经"),
    ("一", "—"),
    ("〇", "○"),
];

/// Every place of a text in which one character more or less makes a slip.
fn slips<'a>(text: &'a str) -> impl Iterator<Item = (&'static str, String)> + 'a {
    SLIPS.into_iter().flat_map(move |(right, wrong)| {
        text.match_indices(right).map(move |(at, _)| {
            let rest = &text[at + right.len()..];
            (wrong, format!("{}{wrong}{rest}", &text[..at]))
        })
    })
}

#[test]
fn a_slip_in_good_text_is_found_and_never_set_right_wrongly() {
    let mut places = 0_usize;
    let mut found = 0_usize;
    let good = include_str!("../cases/lint/clean.txt").lines();
    for line in good.filter(|line| !line.starts_with("===")) {
        for passage in passages(line) {
            let read = |text: &str| lint::check(&[Passage { text, role: passage.role }]);
            if !read(passage.text).is_empty() {
                continue; // A quotation of several paragraphs.
            }
            for (wrong, slip) in slips(passage.text) {
                let findings = read(&slip);
                let fixed = lint::fix(&slip, &findings);
                let is_right = fixed == slip || fixed == passage.text;
                assert!(is_right, "{wrong}\n{fixed}\n{}", passage.text);
                places += usize::from(wrong != "—");
                found += usize::from(wrong != "—" && !findings.is_empty());
            }
        }
    }
    assert!(places > 200, "{places} slips are made");
    assert!(found * 100 > places * 90, "{found} of {places} slips are found");
}

/// Pieces of files in which slips, markup and good text meet.
const PIECES: [&str; 60] = [
    "河水",
    "山里",
    "老何",
    "船",
    "自已的",
    "进—步",
    "二○二三年",
    "2O22年",
    "5曰",
    "⼀",
    "，",
    "。",
    "、",
    "：",
    "；",
    "！",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "'",
    ",",
    ".",
    ":",
    "...",
    "…",
    "—",
    "--",
    "–",
    "•",
    "·",
    "（",
    "）",
    "(",
    ")",
    "《",
    "》",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n- ",
    "\n## ",
    "\n> ",
    "**",
    "*",
    "`",
    "[甲](a.md)",
    "[乙]{.name}",
    "{罶|liǔ}",
    "[^1]",
    "\n\n[^1]: 注,文\n",
    "|",
    "\n\n|甲,|乙|\n|--|--|\n|丙。。|丁|\n\n",
    "\\",
    "&amp;",
    "\u{200b}",
    "<b>",
    "１",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn correcting_twice_is_correcting_once(
        numbers in proptest::collection::vec(0..PIECES.len(), 0..60),
        has_title: bool,
    ) {
        let head = if has_title { "---\ntitle: 水,山\"里\"\n---\n\n" } else { "" };
        let body: String = numbers.into_iter().map(|number| PIECES[number]).collect();
        let text = format!("{head}{body}");
        let once = correct(&text, &[]);
        let twice = correct(&once.text, &[]);
        prop_assert_eq!(&twice.text, &once.text);
        prop_assert!(twice.counts.is_empty());
        prop_assert_eq!(once.counts.is_empty(), once.text == text);
    }

    #[test]
    fn no_text_makes_the_rules_fail(text in "\\PC{0,60}", more in ".{0,60}") {
        let passages = passages(&text).into_iter().chain(passages(&more));
        let passages: Vec<_> = passages.collect();
        for finding in lint::check(&passages) {
            let text = passages[finding.passage].text;
            prop_assert!(text.get(finding.range.clone()).is_some());
            prop_assert_ne!(text.get(finding.range), finding.replacement.as_deref());
        }
    }
}
