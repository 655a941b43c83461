//! Names of units: which are proposed as one, and how that is written down.

use std::fmt::Write as _;

use huikan::diag::Diagnostics;
use huikan::project::{Config, Project, Units};
use huikan::units::{Proposal, Use, Words, append, line, namesakes, propose};

use crate::cases;

/// What a huikan.toml says of units.
fn known(toml: &str) -> Units {
    let mut project = Project::default();
    project.plan = Some(project.files.add("huikan.toml", toml));
    let mut diagnostics = Diagnostics::new();
    let config = Config::new(&mut diagnostics, &project, "");
    assert!(diagnostics.is_empty(), "{toml}\n{diagnostics:?}");
    config.units
}

/// Articles as lines `source: name` or `source: name 《title》`.
fn uses(articles: &str) -> Vec<Use> {
    let one = |line: &str| {
        let (source, rest) = line.split_once(": ").unwrap();
        let (name, title) = rest.split_once(" 《").unwrap_or((rest, ""));
        let title = title.strip_suffix('》').map(str::to_owned);
        Use { name: name.to_owned(), source: source.to_owned(), title }
    };
    articles.lines().map(one).collect()
}

/// Proposals and notes about articles, perhaps with a huikan.toml before them.
fn shown(case: &str) -> String {
    let (toml, articles) = case.split_once("---\n").unwrap_or(("", case));
    let (known, uses) = (known(toml), uses(articles));
    let mut shown = String::new();
    for proposal in propose(&uses, &known) {
        let _ = writeln!(shown, "{}", line(&proposal));
        let why: Vec<&str> =
            proposal.why.iter().map(|why| why.trim_start_matches("units-why-")).collect();
        let (why, sources) = (why.join(" "), proposal.sources.join(" "));
        let _ = writeln!(shown, "  {:.2} {why}, in {sources}", proposal.confidence);
        let pasted = toml::from_str::<toml::Table>(&line(&proposal));
        assert!(pasted.is_ok(), "{}", line(&proposal));
    }
    for namesake in namesakes(&uses, &known) {
        let places = namesake.places.join(" ");
        let _ =
            writeln!(shown, "{}: {} {places}", namesake.name, namesake.sources.join(" "));
        let _ = writeln!(shown, "  {}", namesake.line);
    }
    shown
}

#[test]
fn names_of_one_unit_are_proposed_and_namesakes_told() {
    cases::check("units.txt", shown);
}

fn words() -> Words {
    Words {
        head: "：单位的别名。\n说明。".to_owned(),
        move_into_table: "：单位的别名，移到 [units] 里去。".to_owned(),
        replaces: "代替同名的一行：".to_owned(),
    }
}

fn proposals(articles: &str, toml: &str) -> Vec<Proposal> {
    let proposals = propose(&uses(articles), &known(toml));
    assert!(!proposals.is_empty());
    proposals
}

const BOTH: &str = "a.txt: 县水利局\na.txt: 县水利局党委理论学习中心组";

/// The file with the signs of comments taken away where lines are proposed.
fn in_force(file: &str) -> String {
    let lines = file.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_file_with_proposals_parses_when_the_signs_of_comments_are_taken_away() {
    for file in ["", "[publication]\ntitle = \"甲\"", "[[edition]]\nname = \"a5\"\n"] {
        let after =
            file.to_owned() + &append(file, &proposals(BOTH, ""), &words()).unwrap();
        assert!(after.starts_with(file), "nothing else changes");
        assert_eq!(known(&after), Units::default(), "comments say nothing");
        let units = known(&in_force(&after));
        let canonical = units.canonical("县水利局", None);
        assert_eq!(canonical, Some("县水利局党委理论学习中心组"), "{after}");
    }
}

#[test]
fn beside_a_table_proposals_ask_to_be_moved_and_bring_no_second_one() {
    for file in ["[units]\n\"乙\" = [\"丙\"]\n", "units = { \"乙\" = [\"丙\"] }\n"] {
        let block = append(file, &proposals(BOTH, file), &words()).unwrap();
        assert!(block.contains("移到 [units] 里去"), "{block}");
        assert!(!block.contains("\n# [units]"), "{block}");
        let line = block.lines().last().unwrap().strip_prefix("# ").unwrap();
        let moved = format!("[units]\n\"乙\" = [\"丙\"]\n{line}\n");
        let canonical = "县水利局党委理论学习中心组";
        assert_eq!(known(&moved).canonical("县水利局", None), Some(canonical));
    }
}

#[test]
fn a_proposal_is_never_written_twice() {
    let first = proposals(BOTH, "");
    let file = append("", &first, &words()).unwrap();
    assert_eq!(append(&file, &first, &words()), None, "as a comment");
    assert_eq!(append(&in_force(&file), &first, &words()), None, "in force");
    let more = format!("{BOTH}\nb.txt: 乡图书馆\nb.txt: 乡图书馆党支部");
    let more = append(&file, &proposals(&more, ""), &words()).unwrap();
    assert_eq!(more, "# \"乡图书馆党支部\" = [\"乡图书馆\"]\n", "the block goes on");
    let both = in_force(&(file + &more));
    assert!(known(&both).knows("乡图书馆") && known(&both).knows("县水利局"));
}

#[test]
fn line_ends_and_a_missing_last_one_are_kept() {
    let file = "[publication]\r\ntitle = \"甲\"";
    let block = append(file, &proposals(BOTH, ""), &words()).unwrap();
    assert!(block.starts_with("\r\n\r\n## huikan import：单位的别名。\r\n"), "{block:?}");
    assert_eq!(block.matches('\n').count(), block.matches("\r\n").count());
}

#[test]
fn a_file_that_does_not_parse_is_left_alone() {
    assert_eq!(append("[units\n", &proposals(BOTH, ""), &words()), None);
}
