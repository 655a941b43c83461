//! Proposals as lines of huikan.toml, and as a block of comments at its end.
//!
//! Prose begins with `##` and proposals with `# `, so that the file still parses when a
//! person takes every `# ` away: prose stays a comment.

use toml::de::DeTable;

use crate::units::{Alias, Proposal};

/// The head of the table, as a comment.
const HEAD: &str = "# [units]";

/// How every block begins, in any language: a later import finds it by that.
const MARK: &str = "## huikan import";

/// The words of a block, in the language of messages.
#[derive(Debug, Clone)]
pub struct Words {
    /// What the block is and what to do, when its lines make a table of their own.
    pub head: String,
    /// The same when there is a table into which they must be moved.
    pub move_into_table: String,
    /// Above a line that takes the place of one that is there.
    pub replaces: String,
}

/// A proposal as a line of the table `[units]`.
#[must_use]
pub fn line(proposal: &Proposal) -> String {
    let alias = |alias: &Alias| match alias {
        Alias::Everywhere(name) => quoted(name),
        Alias::In { name, source } => {
            format!("{{ name = {}, source = {} }}", quoted(name), quoted(source))
        }
    };
    let aliases: Vec<String> = proposal.aliases.iter().map(alias).collect();
    format!("{} = [{}]", quoted(&proposal.name), aliases.join(", "))
}

/// A string of TOML on one line.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Whether all of a proposal stands in a huikan.toml, in force or as a comment.
#[must_use]
pub fn is_written(file: &str, proposal: &Proposal) -> bool {
    let names = proposal.aliases.iter().map(|alias| match alias {
        Alias::Everywhere(name) | Alias::In { name, .. } => quoted(name),
    });
    let names: Vec<String> = names.collect();
    lines_of(file, &proposal.name)
        .any(|rest| names.iter().all(|name| rest.contains(name)))
}

/// What follows the name of a unit in the lines of a file that begin with it, comments
/// among them.
fn lines_of<'a>(file: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
    let key = quoted(name);
    file.lines().filter_map(move |line| {
        let line = line.trim_start_matches([' ', '\t', '#']);
        line.strip_prefix(&key).filter(|rest| rest.trim_start().starts_with('='))
    })
}

/// What to add at the end of a huikan.toml so that the proposals stand in it as comments.
/// `None` when they all stand there already, or when the file does not parse.
#[must_use]
pub fn append(file: &str, proposals: &[Proposal], words: &Words) -> Option<String> {
    let table = DeTable::parse(file.trim_start_matches('\u{feff}')).ok()?;
    let has_table = table.get_ref().iter().any(|(key, _)| &**key.get_ref() == "units");
    let new: Vec<&Proposal> =
        proposals.iter().filter(|proposal| !is_written(file, proposal)).collect();
    if new.is_empty() {
        return None;
    }
    let mut lines = head(file, has_table, words);
    for proposal in new {
        if proposal.replaces || lines_of(file, &proposal.name).next().is_some() {
            lines.push(format!("## {}", words.replaces));
        }
        lines.push(format!("# {}", line(proposal)));
    }
    let end = if file.contains("\r\n") { "\r\n" } else { "\n" };
    let first = if file.is_empty() || file.ends_with('\n') { "" } else { end };
    let block: String = lines.iter().map(|line| format!("{line}{end}")).collect();
    Some(format!("{first}{block}"))
}

/// The lines before the proposals: none when they go on with a block at the end of the
/// file.
fn head(file: &str, has_table: bool, words: &Words) -> Vec<String> {
    let earlier = file.rfind(MARK).map(|at| &file[at..]);
    let has_head = |text: &str| text.lines().any(|line| line.trim_end() == HEAD);
    if let Some(block) = earlier {
        let is_comment = |line: &str| line.trim().is_empty() || line.starts_with('#');
        if block.lines().all(is_comment) && has_head(block) != has_table {
            return Vec::new();
        }
    }
    let is_own = !has_table && !earlier.is_some_and(has_head);
    let prose = if is_own { &words.head } else { &words.move_into_table };
    let mut lines = vec![String::new()];
    let mut prose = prose.lines();
    lines.push(format!("{MARK}{}", prose.next().unwrap_or_default()));
    lines.extend(prose.map(|line| format!("## {line}")));
    if is_own {
        lines.push(HEAD.to_owned());
    }
    lines
}
