//! What is promised for huikan.toml: whatever stands in it, it means something, and what it
//! means can be built or is refused in words.

use std::collections::BTreeSet;
use std::sync::Arc;

use huikan::diag::{Diagnostics, Severity};
use huikan::project::{Config, Project, image};
use huikan::units::{self, Use, Words, append, namesakes, propose};
use huikan::{Ticket, build, gather, look, plan};

use super::{PICTURE, lossy, readable};

/// A small article, for a publication that has none.
const ARTICLE: &str =
    "---\ntitle: 河边\nunit: 县水文站\nsource: river.txt\n---\n\n早晨。\n";

/// How many editions are made: each is laid out.
const EDITIONS: usize = 3;

/// More articles than this are not read: they are of the same kinds.
const MOST_ARTICLES: usize = 100;

/// A publication: huikan.toml, a style `own`, and articles, which NUL divides. Its volumes
/// have names of their own that any system can bear, and its editions are made or refused.
pub(crate) fn publication(bytes: &[u8]) {
    let project = project(bytes);
    let mut diagnostics = Diagnostics::new();
    let gathered = gather(&mut diagnostics, &project, "文集", None);
    let mut names = BTreeSet::new();
    for volume in &gathered.volumes {
        let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        assert!(
            !volume.id.is_empty() && volume.id.chars().all(is_plain),
            "{}",
            volume.id
        );
        assert!(volume.id.len() < 140 && names.insert(volume.id.to_lowercase()));
    }
    let mut editions = gathered.config.editions;
    editions.truncate(EDITIONS);
    let look = look(&mut diagnostics, &project, &editions, &[]);
    if let Some(volume) = gathered.volumes.first() {
        let limit = Severity::Error;
        let _ = plan(&mut diagnostics, volume, &editions, &look, limit);
        let products = build(&mut diagnostics, volume, &editions, &look, limit);
        for product in products {
            assert!(!product.bytes.is_empty() && !product.file.contains(['/', '\\']));
            assert!(product.file.len() <= 255, "{}", product.file);
        }
    }
    readable(&diagnostics, &project.files);
}

/// A job ticket, and the articles it names, which NUL divides: it is refused, or what it
/// says is made.
pub(crate) fn ticket(bytes: &[u8]) {
    let mut parts = bytes.split(|byte| *byte == 0);
    let Some(ticket) = Ticket::read(parts.next().unwrap_or_default()) else { return };
    let mut project = Project::default();
    for path in ticket.articles().take(MOST_ARTICLES) {
        let text = parts.next().map_or_else(|| ARTICLE.to_owned(), lossy);
        project.content.push(project.files.add(path, text));
    }
    let mut diagnostics = Diagnostics::new();
    let gathered = ticket.gather(&mut diagnostics, &project, ("文集", None));
    if let Some(gathered) = gathered {
        let editions = &gathered.config.editions;
        let look = look(&mut diagnostics, &project, editions, &[]);
        for volume in &gathered.volumes {
            let limit = Severity::Error;
            let _ = build(&mut diagnostics, volume, editions, &look, limit);
        }
    }
    readable(&diagnostics, &project.files);
}

/// A publication in memory.
fn project(bytes: &[u8]) -> Project {
    let mut parts = bytes.split(|byte| *byte == 0);
    let mut project = Project::default();
    let plan = lossy(parts.next().unwrap_or_default());
    project.plan = Some(project.files.add("huikan.toml", plan));
    let style = lossy(parts.next().unwrap_or_default());
    let style = project.files.add("styles/own.toml", style);
    project.styles.insert("own.toml".to_owned(), style);
    let articles: Vec<String> = parts.take(3).map(lossy).collect();
    let articles = if articles.is_empty() { vec![ARTICLE.to_owned()] } else { articles };
    for (number, text) in articles.into_iter().enumerate() {
        let path = format!("content/河/{number}.md");
        project.content.push(project.files.add(path, text));
    }
    let path = "content/河/a.png".to_owned();
    if let Some(picture) = image(&path, PICTURE.to_vec()) {
        project.images.insert(path, Arc::new(picture));
    }
    project.profiles.insert("profiles/a.icc".to_owned(), Arc::from(PICTURE));
    project
}

/// A huikan.toml, and lines of names, sources and titles (a NUL before them, tabs between):
/// what import adds to the file is read again, says nothing new to it, and is added once.
pub(crate) fn units(bytes: &[u8]) {
    let mut parts = bytes.splitn(2, |byte| *byte == 0);
    let file = lossy(parts.next().unwrap_or_default());
    let names = lossy(parts.next().unwrap_or_default());
    let uses: Vec<Use> = names.lines().map(used).collect();
    let (known, is_read) = meaning(&file);
    let proposals = propose(&uses, &known);
    for namesake in namesakes(&uses, &known) {
        let (_, is_read) = meaning(&format!("[units]\n{}\n", namesake.line));
        assert!(is_read, "{}", namesake.line);
    }
    let words = Words {
        head: "提议\n去掉井号".to_owned(),
        move_into_table: "提议".to_owned(),
        replaces: "代替".to_owned(),
    };
    let Some(block) = append(&file, &proposals, &words) else { return };
    let longer = format!("{file}{block}");
    let (again, is_read_again) = meaning(&longer);
    assert_eq!((&again, is_read_again), (&known, is_read), "{longer}");
    assert_eq!(append(&longer, &proposals, &words), None, "{longer}");
    for proposal in &proposals {
        let line = units::line(proposal);
        let (meant, is_read) = meaning(&format!("[units]\n{line}\n"));
        assert!(is_read && meant.knows(proposal.name.trim()), "{line}");
    }
}

fn used(line: &str) -> Use {
    let mut words = line.split('\t').map(str::to_owned);
    let name = words.next().unwrap_or_default();
    let source = words.next().unwrap_or_else(|| "a.txt".to_owned());
    Use { name, source, title: words.next() }
}

/// What a huikan.toml says of units, and whether it could be read.
fn meaning(file: &str) -> (huikan::project::Units, bool) {
    let mut project = Project::default();
    project.plan = Some(project.files.add("huikan.toml", file));
    let mut diagnostics = Diagnostics::new();
    let config = Config::new(&mut diagnostics, &project, "文集");
    readable(&diagnostics, &project.files);
    let codes = ["C001", "C011"];
    let is_read = !diagnostics.iter().any(|found| codes.contains(&found.code.as_str()));
    (config.units, is_read)
}
