//! Tests of what the program says about itself: help, manual, completions, version.

use crate::cli::Folder;

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
