//! Tests of trust: what `--explain` and the report say about how sure a reading is.

use huikan::diag::{Diagnostics, Files};
use huikan::import::{CorrectionBook, Options, Report, Source, import};
use proptest::prelude::*;

use crate::cases::check;
use crate::cli::Folder;

fn read(text: &str, toml: &str) -> Report {
    let (mut diagnostics, mut files) = (Diagnostics::new(), Files::default());
    let book =
        CorrectionBook::read(&mut diagnostics, &mut files, "import.toml", toml.into());
    let corrections = book.of("a.txt");
    let options = Options {
        corrections: corrections.as_ref(),
        explain: true,
        ..Options::default()
    };
    let source = Source::new("a.txt", text.as_bytes());
    import(&mut diagnostics, &mut files, source, options).unwrap()
}

/// The lines of which it is doubtful whether a paragraph begins with them.
fn doubtful(report: &Report) -> Vec<u32> {
    let doubts = report.doubts.iter().filter(|doubt| doubt.code == "I049");
    doubts.map(|doubt| doubt.line).collect()
}

#[test]
fn reasons_are_said_in_both_languages() {
    check("explain.txt", |input| {
        let (toml, source) = input.split_once("\n...\n").unwrap();
        let folder = Folder::new().file("a.txt", source).file("import.toml", toml);
        let said = ["zh", "en"].map(|language| {
            let args = ["import", "a.txt", "--dry-run", "--explain", "--lang", language];
            folder.done(&args).stdout
        });
        said.join("\n")
    });
}

const PARAGRAPHS: [&str; 4] = [
    "清早的雾贴着水面走，到了渡口就散开，露出对岸的柳树和石阶，摆渡的老人把篙插进泥里，等三个孩子上船。",
    "河湾里新立了一块水位牌，红漆的数字在太阳底下很醒目，值班的人每两个小时去看一次，回来记在本子上。",
    "望远镜是跟学校借的，还回去的时候镜筒里还有河沙，老师说，那就当是河送给学校的礼物，放在橱窗里。",
    "今年春天水清，能看见鱼在石头缝里转身，孩子们给每条鱼起名字，起完又忘了，第二天再起一遍。",
];

/// Paragraphs in a column of twenty characters, with first lines of these lengths; each
/// but the last ends with a full line, so that the next may as well go on with it.
fn column(firsts: [usize; 4]) -> String {
    let mut text = "渡口的早晨\n".to_owned();
    for (paragraph, first) in PARAGRAPHS.iter().zip(firsts) {
        let chars: Vec<char> = paragraph.chars().collect();
        let (head, rest) = chars.split_at(first);
        let full = &rest[..rest.len() / 20 * 20 - 1];
        for line in std::iter::once(head).chain(full.chunks(20)) {
            text.extend(line);
            text.push('\n');
        }
        text.insert(text.len() - 1, '。');
    }
    text
}

#[test]
fn a_doubtful_line_is_named_and_a_correction_settles_it() {
    let lengths = [17, 18, 19, 20];
    let texts = (0..256_usize)
        .map(|n| column([n / 64, n / 16, n / 4, n].map(|digit| lengths[digit % 4])));
    let one = |text: &String| doubtful(&read(text, "")).len() == 1;
    let text = texts.into_iter().find(one).unwrap();
    let report = read(&text, "");
    let line = doubtful(&report)[0];
    let doubt = report.doubts.iter().find(|doubt| doubt.code == "I049").unwrap();
    assert!(text.split('\n').nth(line as usize - 1).unwrap().starts_with(&doubt.text));
    let settles = doubt.correction.clone().unwrap();
    let blocks = |report: &Report| {
        let lines = report.articles.iter().flat_map(|draft| &draft.blocks);
        lines.map(|block| block.line).collect::<Vec<_>>()
    };
    let begins = blocks(&report).contains(&line);
    let settled = read(&text, &settles);
    assert!(doubtful(&settled).is_empty());
    assert_eq!(blocks(&settled).contains(&line), !begins, "{settles}");
    // Saying what import has found out by itself is an answer as well.
    let other = match begins {
        true => settles.replace("no_paragraphs", "paragraphs"),
        false => settles.replace("paragraphs", "no_paragraphs"),
    };
    let settled = read(&text, &other);
    assert!(doubtful(&settled).is_empty());
    assert_eq!(blocks(&settled), blocks(&report));
}

#[test]
fn what_each_sign_adds_is_told_apart() {
    let text = "河边的早晨\n县水文站\n2022年5月1日\n\n\
        \u{3000}\u{3000}天亮以前，水位比昨天低了两寸，河滩露出一条白线。\n";
    let report = read(text, "");
    let reading = &report.articles[0].readings[0];
    assert_eq!(reading.role, "reading-before");
    let weight = |key: &str| {
        let sign = reading.signs.iter().find(|(known, _)| *known == key);
        sign.map_or(0.0, |(_, weight)| *weight)
    };
    assert!(weight("sign-unit") > 0.0, "{reading:?}");
    assert!(weight("sign-date") > 0.0, "{reading:?}");
    assert!(weight("sign-byline") == 0.0, "{reading:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// The reading that was taken is never behind another one.
    #[test]
    fn every_block_is_at_least_as_likely_as_not(
        lines in prop::collection::vec(prop::sample::select(vec![
            "", "河边的早晨", "县水文站", "一、桥",
            "天亮以前，水位比昨天低了两寸，河滩露出一",
            "条白线。到中午又不见了，船工说上游下过雨。",
            "\u{3000}\u{3000}傍晚收工，大家坐在石阶上说话。",
            "水位又低了，船工说，",
        ]), 1..40),
    ) {
        let text = lines.join("\n");
        prop_assume!(!text.trim().is_empty());
        let report = read(&text, "");
        for block in report.articles.iter().flat_map(|draft| &draft.blocks) {
            prop_assert!((0.5..=1.0).contains(&block.confidence), "{block:?}");
            for (line, sure) in &block.joins {
                prop_assert!(*line > block.line && *sure >= block.confidence);
            }
        }
    }
}
