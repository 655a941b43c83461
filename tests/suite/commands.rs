//! Tests of what the program says about itself: help, manual, completions, version.

use crate::cli::{Folder, article};

/// The commands that the help of a command names.
fn commands(folder: &Folder, of: &[&str]) -> Vec<String> {
    let help = folder.done(&[of, &["--help", "--lang", "en"]].concat()).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    listed.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

/// Every command, as its words; the program itself has none.
fn all_commands(folder: &Folder) -> Vec<Vec<String>> {
    let hidden = ["dump", "lines"].map(str::to_owned);
    let mut all = vec![Vec::new()];
    for name in commands(folder, &[]).into_iter().chain(hidden) {
        let below = commands(folder, &[&name]).into_iter();
        all.extend(below.map(|below| vec![name.clone(), below]));
        all.push(vec![name]);
    }
    assert!(all.len() > 16, "{all:?}");
    all
}

#[test]
fn every_command_has_help_in_both_languages_under_both_names() {
    let folder = Folder::new();
    for command in all_commands(&folder) {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let [chinese, english] = ["zh", "en"].map(|language| {
            let lang = ["--lang", language];
            let help = folder.done(&[&command[..], &["--help"], &lang].concat()).stdout;
            let said = folder.done(&[&["help"], &command[..], &lang].concat()).stdout;
            assert_eq!(said, help, "huikan help {command:?}");
            help
        });
        assert!(chinese.contains("用法：") && english.contains("Usage:"), "{command:?}");
        // A word that is missing shows its key in these brackets.
        assert!(!chinese.contains('⟦') && !english.contains('⟦'), "{chinese}{english}");
        let han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
        assert!(!english.contains(han), "{english}");
        for line in chinese.lines().filter(|line| line.trim_start().starts_with('-')) {
            assert!(line.contains(han) || line.contains("JSON"), "{line}");
        }
    }
}

#[test]
fn the_manual_has_the_help_of_every_command() {
    let folder = Folder::new();
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/commands.md");
    let kept = std::fs::read_to_string(path).unwrap();
    let head = kept.split("\n## huikan").next().unwrap();
    let mut text = head.to_owned();
    for command in all_commands(&folder) {
        if ["dump", "lines"]
            .iter()
            .any(|hidden| command.iter().any(|word| word == hidden))
        {
            continue;
        }
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let help =
            folder.done(&[&["help"], &words[..], &["--lang", "zh"]].concat()).stdout;
        let name = [&["huikan"], &words[..]].concat().join(" ");
        text.push_str(&format!("\n## {name}\n\n```text\n{}\n```\n", help.trim_end()));
    }
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, &text).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap(),
        text,
        "BLESS=1 brings it up to date"
    );
}

#[test]
fn quiet_keeps_answers_and_drops_accounts_of_what_was_done() {
    let text = article("水", "水文站", "春天来了,花开了。");
    let source = "渡口\n\n　　船靠在对岸，等人来。\n";
    let folder = Folder::publication()
        .file("content/hill/02.md", text)
        .file("a.txt", source)
        .file("new/.keep", "");
    let accounts: [&[&str]; 7] = [
        &["build", "hill", "-e", "epub"],
        &["build", "hill", "-e", "epub"],
        &["import", "a.txt", "--into", "new"],
        &["import", "a.txt", "--dry-run"],
        &["check", "--fix"],
        &["catalog", "merge", "-o", "none"],
        &["init", "other"],
    ];
    for args in accounts {
        let ran = folder.run(&[args, &["-q"]].concat());
        assert_eq!(ran.stdout, "", "{args:?}");
        assert_eq!(ran.stderr.is_empty(), ran.status == 0, "{args:?} {}", ran.stderr);
    }
    let answers: [&[&str]; 9] = [
        &["list"],
        &["where", "river", "1"],
        &["fonts"],
        &["plan"],
        &["explain", "D004"],
        &["build", "hill", "-e", "epub", "--json"],
        &["build", "hill", "-e", "epub", "--explain"],
        &["build", "hill", "-e", "booklet", "--plan"],
        &["import", "a.txt", "--dry-run", "--explain"],
    ];
    for args in answers {
        let ran = folder.done(&[args, &["-q"]].concat());
        assert!(
            !ran.stdout.is_empty() && ran.stderr.is_empty(),
            "{args:?} {}",
            ran.stderr
        );
    }
}

#[test]
fn a_build_ends_with_what_was_made_and_where() {
    let folder = Folder::publication();
    let ran = folder.done(&["build", "hill", "--lang", "en", "-o", "书"]);
    let rows: Vec<&str> = ran.stdout.lines().collect();
    assert!(rows[0].starts_with("product") && rows.len() == 5, "{}", ran.stdout);
    let size = |row: &str| {
        let words: Vec<&str> = row.split_whitespace().rev().collect();
        assert_eq!(words[0], "kB", "{row}");
        words[1].parse::<f64>().unwrap()
    };
    let sum: f64 = rows[1..4].iter().map(|row| size(row)).sum();
    assert!(rows[4].starts_with("products: 3") && (size(rows[4]) - sum).abs() < 1.0);
    assert_eq!(ran.stderr, "products: 3 in 书; errors: 0, warnings: 0\n");
    assert!(!ran.stderr.contains('\u{1b}'), "no bar without a terminal");
    // What stands alone is its own sum, and what is not written is nowhere.
    let one = folder.done(&["build", "hill", "-e", "epub", "--lang", "en"]);
    assert_eq!(one.stdout.lines().count(), 2, "{}", one.stdout);
    let checked = folder.done(&["check", "--lang", "en"]);
    assert_eq!(checked.stderr, "products: 12; errors: 0, warnings: 0\n");
}

#[test]
fn help_for_a_command_that_is_not_there_names_the_nearest() {
    let folder = Folder::new();
    for (asked, code, offered) in [
        (&["biuld"][..], "[U004]", "did you mean `build`"),
        (&["xyz"], "[U004]", "`huikan --help` shows the commands"),
        (&["catalog", "mrege"], "[U004]", "did you mean `merge`"),
        (&["build", "river"], "[U005]", "one word too many: `river`"),
    ] {
        let ran = folder.run(&[&["help"], asked, &["--lang", "en"]].concat());
        assert!(ran.status == 2 && ran.stdout.is_empty(), "{asked:?}: {}", ran.stdout);
        assert!(
            ran.stderr.contains(code) && ran.stderr.contains(offered),
            "{}",
            ran.stderr
        );
    }
}

#[test]
fn shells_learn_every_command_and_every_option() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = folder.done(&["completions", shell, "--lang", "en"]).stdout;
        for word in ["where", "import", "dry-run", "strict", "edition"] {
            assert!(script.contains(word), "{shell} does not know {word}");
        }
    }
    let ran = folder.run(&["completions", "command.com"]);
    assert!(ran.status == 2 && ran.stderr.contains("U006"), "{}", ran.stderr);
}

#[test]
fn the_manual_has_a_page_of_the_program_and_of_each_command() {
    let folder = Folder::new();
    let page = folder.done(&["man", "--lang", "zh"]).stdout;
    assert!(page.contains(".TH huikan 1") && page.contains("huikan\\-where(1)"));
    let page = folder.done(&["man", "where", "--lang", "en"]).stdout;
    assert!(page.contains(".TH huikan-where 1"), "{page}");
    assert!(page.contains("\\-\\-edition") && page.contains("at the foot of the page"));
    let ran = folder.run(&["man", "wher"]);
    assert_eq!(ran.status, 2);
    assert!(
        ran.stderr.contains("U004") && ran.stderr.contains("where"),
        "{}",
        ran.stderr
    );
}

#[test]
fn the_version_says_how_the_program_was_built() {
    let folder = Folder::new();
    let number = format!("huikan {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(folder.done(&["-V"]).stdout, number);
    for (language, labels) in [
        (
            "zh",
            [
                "提交：",
                "适用于：",
                "编译方式：",
                "编译它需要：",
                "Unicode：",
                "内含字体：",
            ],
        ),
        (
            "en",
            [
                "commit:",
                "built for:",
                "profile:",
                "needs to be built:",
                "Unicode:",
                "fonts inside:",
            ],
        ),
    ] {
        let facts = folder.done(&["--version", "--lang", language]).stdout;
        assert!(facts.starts_with(&number), "{facts}");
        assert!(labels.iter().all(|label| facts.contains(label)), "{facts}");
        assert!(facts.contains(std::env::consts::ARCH), "{facts}");
        assert!(facts.contains(env!("CARGO_PKG_RUST_VERSION")), "{facts}");
        assert!(facts.contains("\n  NotoSerifSC-Regular 2.003-H1\n"), "{facts}");
        let fonts = facts.lines().filter(|line| line.starts_with("  ")).count();
        assert_eq!(fonts, huikan::font::Fonts::default().ids().count(), "{facts}");
        assert!(!facts.contains(['⟦', '$', '…']), "{facts}");
    }
}
