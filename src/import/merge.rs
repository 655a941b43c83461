//! What import would write against what stands in content/, three ways: what was written
//! last time, what is there now, what would be written today.
//!
//! | last time | now | today | |
//! |---|---|---|---|
//! | – | – | text | written |
//! | any | equal to last time or today | text | written in its place |
//! | text | another text | equal to last time | kept |
//! | any | another text | another text | kept; today's goes to `<name>.new.md` beside it, once |
//! | text | under another name | text | the person's name is kept |
//! | text | gone | text | not written again, unless all files are gone |
//! | text | equal | – | removed |
//! | text | another text | – | kept |
//!
//! An article is known again by its short title and its first line in the source, not by
//! its number: a new boundary renumbers all that follow it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::import::Output;
use crate::import::ledger::{Beside, Entry, Ledger, fingerprint};

/// What comes of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The text of an output goes to a file of this name, unless it stands there already.
    Write {
        /// Index of the output.
        output: usize,
        /// Name in the folder.
        name: String,
    },
    /// A person has edited the file: the text goes beside it.
    Beside {
        /// Index of the output.
        output: usize,
        /// Name of the edited file.
        name: String,
        /// Name of the file beside it.
        beside: String,
    },
    /// A person has edited the file, and the text is what it was: the file stays.
    Unchanged {
        /// Index of the output.
        output: usize,
        /// Name in the folder.
        name: String,
    },
    /// A person has deleted the file: it is not written.
    Deleted {
        /// Index of the output.
        output: usize,
        /// Name in the folder.
        name: String,
    },
    /// Nobody edited the file, and nothing is written to it any more: it is removed.
    Remove {
        /// Name in the folder.
        name: String,
        /// Whether its article goes on under another name.
        moved: bool,
    },
    /// A person has edited the file, and nothing is written to it any more.
    Keep {
        /// Name in the folder.
        name: String,
    },
}

/// All that is to be done in the folder of a source's articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The steps; in the order of the outputs, then of the ledger.
    pub steps: Vec<Step>,
    /// Whether a person deleted all files, so that all are written again.
    pub anew: bool,
    /// What is remembered afterwards.
    pub ledger: Ledger,
}

/// Plans a merge of outputs into a folder whose files are given by name.
#[must_use]
pub fn merge(
    old: Option<Ledger>,
    files: &BTreeMap<String, Vec<u8>>,
    outputs: &[Output],
    new: Ledger,
) -> Merge {
    let mut old = old.unwrap_or_else(|| Ledger::new(&new.source, String::new()));
    let now: BTreeMap<&str, String> =
        files.iter().map(|(name, bytes)| (name.as_str(), fingerprint(bytes))).collect();
    find_renamed(&mut old, files, &now);
    let is_there = |entry: &Entry| now.contains_key(entry.name.as_str());
    let mut articles =
        old.files.iter().filter(|entry| is_article(&entry.name)).peekable();
    let anew = articles.peek().is_some() && !articles.any(is_there);
    if anew {
        old.files.clear();
    }
    let matched = matched(&old.files, outputs);
    let mut merger = Merger {
        now,
        old: &old,
        taken: BTreeSet::new(),
        shown: BTreeSet::new(),
        steps: Vec::new(),
        ledger: new,
    };
    merger.reserve(&matched);
    merger.find_shown(files);
    for (index, (output, entry)) in outputs.iter().zip(&matched).enumerate() {
        merger.output(index, output, entry.map(|at| &old.files[at]));
    }
    merger.rest(&matched);
    Merge { steps: merger.steps, anew, ledger: merger.ledger }
}

/// Whether what stands in the folder came from another source of the same name: neither a
/// title nor a phrase of it is in today's texts, and the source is not the one that was
/// read then.
#[must_use]
pub fn is_foreign(
    old: &Ledger,
    files: &BTreeMap<String, Vec<u8>>,
    outputs: &[Output],
    sha256: &str,
) -> bool {
    let titles: BTreeSet<&str> =
        outputs.iter().map(|output| short_title(name_of(&output.path))).collect();
    let titled = |entry: &Entry| titles.contains(short_title(entry.given()));
    if old.sha256 == sha256 || old.files.iter().any(titled) {
        return false;
    }
    let texts: Vec<String> =
        outputs.iter().filter(|o| is_article(&o.path)).map(Output::text).collect();
    let told: BTreeSet<&str> = texts.iter().flat_map(|text| phrases(text)).collect();
    let mut there =
        old.files.iter().filter_map(|entry| files.get(&entry.name)).peekable();
    let is_known = |bytes: &Vec<u8>| {
        phrases(&String::from_utf8_lossy(bytes)).any(|phrase| told.contains(phrase))
    };
    there.peek().is_some() && !there.any(is_known)
}

/// The phrases of an article that tell it from others: long ones, and not of its head.
fn phrases(text: &str) -> impl Iterator<Item = &str> {
    let body = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(text, |(_, body)| body);
    let phrases = body.split(|c: char| !c.is_alphanumeric());
    phrases.filter(|phrase| phrase.chars().count() >= TELLING)
}

/// Shorter phrases may stand in two sources by chance.
const TELLING: usize = 8;

/// The name of a file below the folder of its source, which is two deep: content/ and
/// the folder named for the source.
fn name_of(path: &str) -> &str {
    path.splitn(3, '/').nth(2).unwrap_or(path)
}

/// Whether a file is an article and not a picture.
fn is_article(name: &str) -> bool {
    name.ends_with(".md")
}

/// Name and ending of a file.
fn split(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

/// The short title in a name: without the number before it.
fn short_title(name: &str) -> &str {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.trim_start_matches('-')
}

/// Files that a person has renamed: unchanged, or with the head that import gave them.
fn find_renamed(
    old: &mut Ledger,
    files: &BTreeMap<String, Vec<u8>>,
    now: &BTreeMap<&str, String>,
) {
    let known: BTreeSet<String> =
        old.files.iter().map(|entry| entry.name.clone()).collect();
    let mut free: BTreeSet<&str> = now
        .keys()
        .copied()
        .filter(|name| !known.contains(*name) && !is_beside(name))
        .collect();
    let source = format!("source: {}", old.source);
    for entry in old.files.iter_mut().filter(|entry| !files.contains_key(&entry.name)) {
        let line = format!("lines: [[{},", entry.line);
        let has_head = |name: &str| {
            let head = String::from_utf8_lossy(&files[name]);
            let mut head = head.lines().skip(1).take_while(|line| *line != "---");
            head.clone().any(|found| found.starts_with(&line))
                && head.any(|found| found.trim_end().replace(['"', '\''], "") == source)
        };
        let found = free
            .iter()
            .copied()
            .find(|name| now[name] == entry.sha256)
            .or_else(|| free.iter().copied().find(|name| has_head(name)));
        if let Some(name) = found {
            free.remove(name);
            let given = entry.given().to_owned();
            entry.name = name.to_owned();
            entry.was = (given != entry.name).then_some(given);
        }
    }
}

fn is_beside(name: &str) -> bool {
    split(name).0.ends_with(".new")
}

/// The entry of each output's article: the same short title and line, else the same
/// short title in order, else the same line.
fn matched(entries: &[Entry], outputs: &[Output]) -> Vec<Option<usize>> {
    type Key<'a> = (Option<&'a str>, Option<u32>);
    let keys: [fn(&str, u32) -> Key<'_>; 3] = [
        |name, line| (Some(short_title(name)), Some(line)),
        |name, _| (Some(short_title(name)), None),
        |_, line| (None, Some(line)),
    ];
    let mut found = vec![None; outputs.len()];
    let mut used = BTreeSet::new();
    for key in keys {
        let mut waiting = BTreeMap::<Key<'_>, VecDeque<usize>>::new();
        for (at, entry) in entries.iter().enumerate().filter(|(at, _)| !used.contains(at))
        {
            waiting.entry(key(entry.given(), entry.line)).or_default().push_back(at);
        }
        for (output, found) in outputs.iter().zip(&mut found) {
            if found.is_none()
                && key(name_of(&output.path), output.line) != (None, Some(0))
                && let Some(queue) =
                    waiting.get_mut(&key(name_of(&output.path), output.line))
            {
                *found = queue.pop_front();
                used.extend(*found);
            }
        }
    }
    found
}

struct Merger<'a> {
    /// Fingerprints of the files that are there.
    now: BTreeMap<&'a str, String>,
    old: &'a Ledger,
    /// Names that may not be written to.
    taken: BTreeSet<String>,
    /// Pictures that stay as they are, because a file that a person has edited shows them.
    shown: BTreeSet<String>,
    steps: Vec<Step>,
    ledger: Ledger,
}

impl Merger<'_> {
    /// Whether a file is there and is not what was written last time.
    fn is_edited(&self, entry: &Entry) -> bool {
        self.now.get(entry.name.as_str()).is_some_and(|now| *now != entry.sha256)
    }

    /// Edited files and those that a person has named keep their names.
    fn reserve(&mut self, matched: &[Option<usize>]) {
        for (at, entry) in self.old.files.iter().enumerate() {
            let stays = entry.was.is_some() && matched.contains(&Some(at));
            if self.is_edited(entry) || stays {
                self.taken.insert(entry.name.clone());
            }
        }
    }

    /// Pictures that edited files name.
    fn find_shown(&mut self, files: &BTreeMap<String, Vec<u8>>) {
        let is_ours = |name: &str, now: &String| {
            self.old.files.iter().any(|entry| entry.name == name && entry.sha256 == *now)
        };
        let edited: Vec<_> = self
            .now
            .iter()
            .filter(|(name, now)| is_article(name) && !is_ours(name, now))
            .map(|(name, _)| String::from_utf8_lossy(&files[*name]))
            .collect();
        let names = self.old.files.iter().map(|entry| &entry.name);
        let shown = names
            .filter(|name| !is_article(name))
            .filter(|name| edited.iter().any(|text| text.contains(name.as_str())));
        self.shown = shown.cloned().collect();
    }

    fn output(&mut self, index: usize, output: &Output, entry: Option<&Entry>) {
        let sha256 = fingerprint(&output.bytes);
        let Some(entry) = entry else {
            return self.unknown(index, output, sha256);
        };
        let keep = |entry: &Entry| Entry { line: output.line, ..entry.clone() };
        match self.now.get(entry.name.as_str()) {
            // A picture is no choice of its own: the article that shows it is.
            None if is_article(&entry.name) => {
                let name = entry.name.clone();
                self.steps.push(Step::Deleted { output: index, name });
                self.ledger.files.push(keep(entry));
            }
            Some(now)
                if *now != sha256
                    && (*now != entry.sha256 || self.shown.contains(&entry.name)) =>
            {
                match sha256 == entry.sha256 || self.was_offered(&entry.name, &sha256) {
                    true => {
                        let name = entry.name.clone();
                        self.steps.push(Step::Unchanged { output: index, name });
                    }
                    false => self.beside(index, &entry.name, sha256),
                }
                self.ledger.files.push(keep(entry));
            }
            _ => {
                let is_theirs = entry.was.is_some() || self.is_edited(entry);
                let name = match is_theirs {
                    true => entry.name.clone(),
                    false => self.free(name_of(&output.path), &sha256),
                };
                let was = entry.was.clone();
                let line = output.line;
                self.ledger.files.push(Entry { name: name.clone(), was, line, sha256 });
                self.steps.push(Step::Write { output: index, name });
            }
        }
    }

    /// An output of which the ledger knows nothing.
    fn unknown(&mut self, index: usize, output: &Output, sha256: String) {
        let name = name_of(&output.path);
        let is_other = |now: &String| *now != sha256;
        // Written before import kept ledgers, or not by import at all.
        if self.old.files.is_empty() && self.now.get(name).is_some_and(is_other) {
            return self.beside(index, name, sha256);
        }
        let name = self.free(name, &sha256);
        let line = output.line;
        self.ledger.files.push(Entry { name: name.clone(), was: None, line, sha256 });
        self.steps.push(Step::Write { output: index, name });
    }

    /// A name, or the nearest one that is neither kept for another article nor that of a
    /// file that import did not write.
    fn free(&mut self, name: &str, sha256: &str) -> String {
        let (stem, ending) = split(name);
        let names = std::iter::once(name.to_owned())
            .chain((2..).map(|n| format!("{stem}-{n}.{ending}")));
        let is_free = |name: &String| {
            let is_ours = |now: &String| {
                now == sha256 || self.old.files.iter().any(|entry| entry.name == *name)
            };
            !self.taken.contains(name) && self.now.get(name.as_str()).is_none_or(is_ours)
        };
        let free = names.into_iter().find(is_free).unwrap_or_else(|| name.to_owned());
        self.taken.insert(free.clone());
        free
    }

    /// Whether a text stood beside an edited file before and a person has removed it there;
    /// that is remembered.
    fn was_offered(&mut self, name: &str, sha256: &str) -> bool {
        let (stem, ending) = split(name);
        let ending = format!(".new.{ending}");
        let is_beside = |beside: &&Beside| {
            let rest = beside.name.strip_prefix(stem);
            beside.sha256 == sha256 && rest.is_some_and(|rest| rest.ends_with(&ending))
        };
        let offered = self.old.beside.iter().find(is_beside);
        let Some(offered) = offered.filter(|it| !self.now.contains_key(it.name.as_str()))
        else {
            return false;
        };
        self.ledger.beside.push(offered.clone());
        true
    }

    /// Puts a text beside an edited file, where no text is that a person has edited.
    fn beside(&mut self, index: usize, name: &str, sha256: String) {
        let (stem, ending) = split(name);
        let names = std::iter::once(format!("{stem}.new.{ending}"))
            .chain((2..).map(|n| format!("{stem}.{n}.new.{ending}")));
        let is_ours = |name: &String| {
            self.now.get(name.as_str()).is_none_or(|now| {
                let same = |old: &Beside| old.name == *name && old.sha256 == *now;
                *now == sha256 || self.old.beside.iter().any(same)
            })
        };
        let beside = names.into_iter().find(is_ours).unwrap_or_default();
        self.ledger.beside.push(Beside { name: beside.clone(), sha256 });
        self.steps.push(Step::Beside { output: index, name: name.to_owned(), beside });
    }

    /// What was written last time and is not now.
    fn rest(&mut self, matched: &[Option<usize>]) {
        let used: BTreeSet<usize> = matched.iter().flatten().copied().collect();
        let written: BTreeSet<String> =
            self.ledger.files.iter().map(|entry| entry.name.clone()).collect();
        for (at, entry) in self.old.files.iter().enumerate() {
            let name = entry.name.clone();
            if written.contains(&name) || !self.now.contains_key(name.as_str()) {
                continue;
            }
            let moved = used.contains(&at);
            if self.shown.contains(&name) {
                self.ledger.files.push(entry.clone());
                continue;
            }
            self.steps.push(match self.is_edited(entry) {
                true => Step::Keep { name },
                false => Step::Remove { name, moved },
            });
        }
        for old in &self.old.beside {
            let is_new = self.ledger.beside.iter().any(|new| new.name == old.name);
            if !is_new && self.now.get(old.name.as_str()) == Some(&old.sha256) {
                let name = old.name.clone();
                self.steps.push(Step::Remove { name, moved: true });
            }
        }
    }
}
