//! Tests of diagnostics as text: carets, places, and both message files.

use std::collections::{BTreeMap, BTreeSet};

use huikan::diag::{Code, Diagnostic, Files, Language, Span, explain, message, render};

/// Message files as key (`I001`, `I001.hint`) → the values it mentions.
fn values_by_key(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let text = match language {
        Language::Chinese => include_str!("../../src/messages/zh-CN.ftl"),
        Language::English => include_str!("../../src/messages/en.ftl"),
    };
    let mut found = BTreeMap::<String, BTreeSet<String>>::new();
    let mut id = String::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split('=').next().unwrap_or_default().trim();
        if line.contains('=') && !line.starts_with(' ') {
            id = name.to_owned();
            key.clone_from(&id);
        } else if line.contains('=') && name.starts_with('.') && !name.contains(' ') {
            key = format!("{id}{name}");
        }
        if !key.is_empty() {
            let values = found.entry(key.clone()).or_default();
            for (at, _) in line.match_indices('$') {
                let is_name = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
                values.insert(line[at + 1..].chars().take_while(is_name).collect());
            }
        }
    }
    found
}

fn excerpt(text: &str, marked: &str) -> String {
    let mut files = Files::default();
    let file = files.add("content/a.md", text);
    let start = text.find(marked).unwrap();
    let diagnostic = Diagnostic::new(Code::U001)
        .at(Span::new(file, start..start + marked.len()))
        .with("name", "甲")
        .with("nearest", "none");
    render(&diagnostic, &files, Language::English, false)
}

#[test]
fn a_caret_stands_below_han_two_columns_wide() {
    let shown = excerpt("第一行\n河流汇入湖泊\n", "汇入");
    let expected = "\
error[U001]: there is no volume `甲`
 --> content/a.md:2:3
  |
2 | 河流汇入湖泊
  |     ^^^^
  |
  = hint: `huikan list` shows the volumes there are
";
    assert_eq!(shown, expected);
}

#[test]
fn a_long_line_is_cut_around_the_caret() {
    let text = format!("{}要点{}", "山".repeat(5_000_000), "水".repeat(5_000_000));
    let shown = excerpt(&text, "要点");
    assert!(shown.contains("content/a.md:1:5000001"), "{shown}");
    assert!(shown.contains("…山"), "{shown}");
    assert!(shown.contains("水…"), "{shown}");
    assert!(shown.len() < 1000, "{} bytes", shown.len());
}

#[test]
fn a_span_over_several_lines_shows_its_first() {
    let shown = excerpt("甲\n乙丙\n丁戊\n", "丙\n丁");
    assert!(shown.contains("2 | 乙丙\n  |   ^^\n"), "{shown}");
}

#[test]
fn escape_characters_of_a_text_do_not_reach_the_terminal() {
    let shown = excerpt("甲\u{1b}[31m乙\n", "乙");
    assert!(!shown.contains('\u{1b}'), "{shown:?}");
}

#[test]
fn a_file_without_text_is_named_with_its_line() {
    let diagnostic =
        Diagnostic::new(Code::D004).on_line("甲.txt", 3).with("file", "甲.txt");
    let shown = render(&diagnostic, &Files::default(), Language::Chinese, false);
    assert!(shown.starts_with("错误[D004]: 找不到 甲.txt\n"), "{shown}");
    assert!(shown.contains("--> 甲.txt:3"), "{shown}");
    assert!(shown.contains("提示: "), "{shown}");
}

#[test]
fn a_missing_message_is_none() {
    assert_eq!(message(Language::Chinese, "no-such-message", &[]), None);
    assert_eq!(message(Language::Chinese, "U001.no-such-attribute", &[]), None);
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_values() {
    let chinese = values_by_key(Language::Chinese);
    let english = values_by_key(Language::English);
    assert!(chinese.len() > 10);
    for key in chinese.keys().chain(english.keys()) {
        assert_eq!(chinese.get(key), english.get(key), "{key}");
        for language in [Language::Chinese, Language::English] {
            assert!(message(language, key, &[]).is_some(), "{key} does not parse");
        }
    }
}

#[test]
fn every_code_has_its_words_in_both_languages() {
    for language in [Language::Chinese, Language::English] {
        let known = values_by_key(language);
        for code in Code::ALL {
            for key in
                ["", ".hint", ".explain"].map(|part| format!("{}{part}", code.as_str()))
            {
                let words = message(language, &key, &[]);
                assert!(words.is_some_and(|words| !words.trim().is_empty()), "{key}");
            }
            let explained = format!("{}.explain", code.as_str());
            assert!(known[&explained].is_empty(), "{explained} cannot know any value");
            assert!(!explain(language, *code).is_empty(), "{explained}");
        }
    }
}

#[test]
fn every_code_is_reported_and_every_message_is_said() {
    let code = crate::architecture::sources();
    let is_said = |word: &str| {
        let said = code.iter().filter(|source| source.path != "src/diag/code.rs");
        said.into_iter().any(|source| source.text.contains(word))
    };
    for code in Code::ALL {
        let name = code.as_str();
        assert!(is_said(&format!("Code::{name}")), "{name} is never reported");
    }
    for key in values_by_key(Language::Chinese).keys() {
        let id = key.split('.').next().unwrap();
        let is_code = Code::ALL.iter().any(|code| code.as_str() == id);
        assert!(is_code || is_said(&format!("\"{id}\"")), "{key} is never said");
    }
}
