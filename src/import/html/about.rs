//! What a web page says about its text: title, unit, persons, date.

use crate::import::forms;
use crate::import::html::choose::{Page, has_word};
use crate::import::html::tree::Tree;
use crate::import::organs;
use crate::import::people;

/// The longest line of sources and dates, in characters.
const LONGEST_FACTS: usize = 160;

/// Words in the names of elements that hold such a line.
const FACTS: &[&str] = &[
    "author",
    "byline",
    "source",
    "origin",
    "date",
    "time",
    "pubtime",
    "publish",
    "info",
    "meta",
    "article-info",
    "nickname",
];

/// What is known about a page.
#[derive(Debug, Default)]
pub(super) struct About {
    pub(super) title: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) date: Option<String>,
    /// The element that the title was taken from.
    pub(super) title_at: Option<usize>,
    /// The elements that the rest was taken from.
    pub(super) facts_at: Vec<usize>,
    /// A heading that names the site.
    pub(super) site_at: Option<usize>,
    /// Where the title was found.
    pub(super) evidence: &'static str,
}

/// Finds out what a page says about itself.
pub(super) fn read(tree: &Tree, page: &Page) -> About {
    let mut about = About::default();
    title(tree, page, &mut about);
    for at in 1..tree.nodes.len() {
        let node = &tree.nodes[at];
        let id = node.attribute("id");
        let is_fact = matches!(id, "js_name" | "publish_time" | "js_author_name")
            || FACTS.iter().any(|word| has_word(node, word));
        let is_small = !matches!(node.name.as_str(), "" | "html" | "body" | "article");
        if !is_fact || !is_small || page.dropped[at].is_some() || at == page.main {
            continue;
        }
        let text = text_below(tree, page, at, LONGEST_FACTS);
        if text.is_empty() || text.chars().count() > LONGEST_FACTS {
            continue;
        }
        let is_person = ["author", "byline"].iter().any(|word| has_word(node, word));
        let people = people::surnamed(&text).filter(|_| is_person);
        if let Some(names) = people {
            about.authors = names;
            about.facts_at.push(at);
        } else if facts(&mut about, id, &text) {
            about.facts_at.push(at);
        }
    }
    metadata(tree, &mut about);
    about
}

/// The title: of WeChat, of the metadata of public offices, of the first heading, of
/// other metadata, of the window.
fn title(tree: &Tree, page: &Page, about: &mut About) {
    let is_seen = |at: &usize| page.dropped[*at].is_none();
    let first = |is: &dyn Fn(usize) -> bool| {
        (1..tree.nodes.len()).filter(is_seen).find_map(|at| {
            let text = is(at).then(|| text_below(tree, page, at, 200))?;
            (!text.is_empty() && text.chars().count() <= 200).then_some((at, text))
        })
    };
    let wechat = first(&|at| tree.nodes[at].attribute("id") == "activity-name");
    // A heading that the title of the window ends with is the name of the site.
    let window = window(tree);
    let is_site = |at: usize| {
        let text = text_below(tree, page, at, 200);
        let before = window.strip_suffix(text.as_str()).unwrap_or("");
        before.trim_end().ends_with(['-', '_', '|', '－', '–', '—'])
    };
    let is_heading = |at: usize| tree.nodes[at].name == "h1";
    about.site_at = first(&|at| is_heading(at) && is_site(at)).map(|(at, _)| at);
    let heading = || first(&|at| is_heading(at) && !is_site(at));
    let declared = meta(tree, &["ArticleTitle"]);
    let heading = match wechat {
        None if declared.is_none() => heading(),
        found => found,
    };
    if let Some((at, text)) = heading {
        about.title = Some(text);
        about.title_at = Some(at);
        about.evidence = "evidence-page-heading";
        return;
    }
    if let Some(text) = declared.or_else(|| meta(tree, &["og:title", "twitter:title"])) {
        about.title_at = shown_at(tree, page, &text);
        about.title = Some(text);
        about.evidence = "evidence-metadata";
        return;
    }
    if window.is_empty() {
        return;
    }
    let title = window_title(tree, page, &window).to_owned();
    about.title_at = shown_at(tree, page, &title);
    about.title = Some(title);
    about.evidence = "evidence-window";
}

/// The title of the window; nothing when there is none.
fn window(tree: &Tree) -> String {
    let title = tree.nodes.iter().find(|node| node.name == "title");
    let children = title.map_or(&[][..], |node| node.children.as_slice());
    let texts = children.iter().map(|child| tree.nodes[*child].text.as_str());
    flat(&texts.collect::<String>())
}

/// The title of a window without the name of the site, which follows it: as much of it as
/// the page shows, else what stands before a mark that no title has.
fn window_title<'a>(tree: &Tree, page: &Page, text: &'a str) -> &'a str {
    const MARKS: [&str; 9] = [" - ", "_", " | ", "|", "－", " – ", " — ", "-", "—"];
    const SURE: usize = 7;
    let before = |marks: &[&str]| -> Vec<&'a str> {
        let ends = marks.iter().filter_map(|mark| text.find(mark));
        let mut heads: Vec<&str> = ends.map(|end| text[..end].trim()).collect();
        heads.retain(|head| !head.is_empty());
        heads.sort_by_key(|head| head.len());
        heads
    };
    if shown_at(tree, page, text).is_some() {
        return text;
    }
    let all = before(&MARKS);
    let is_shown = |head: &&&str| shown_at(tree, page, head).is_some();
    let shown = all.iter().rev().find(is_shown).copied();
    shown.or_else(|| before(&MARKS[..SURE]).first().copied()).unwrap_or(text)
}

/// The first element that shows a title.
fn shown_at(tree: &Tree, page: &Page, title: &str) -> Option<usize> {
    let bare =
        |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (wanted, length) = (bare(title), title.chars().count());
    let shows = |at: &usize| {
        let is_near = page.length(*at) <= length + 2 && page.length(*at) * 2 >= length;
        is_near
            && !tree.nodes[*at].name.is_empty()
            && page.dropped[*at].is_none()
            && bare(&text_below(tree, page, *at, 200)) == wanted
    };
    (1..tree.nodes.len()).find(shows)
}

/// What the metadata say where nothing on the page did.
fn metadata(tree: &Tree, about: &mut About) {
    if about.date.is_none() {
        let names = [
            "article:published_time",
            "pubdate",
            "publishdate",
            "firstpublishedtime",
            "date",
        ];
        about.date = meta(tree, &names).and_then(|text| date(&text));
    }
    if about.unit.is_none() {
        let source = meta(tree, &["ContentSource", "source"]).unwrap_or_default();
        about.unit = (organs::unit(&source) > 0).then_some(source);
    }
    if about.authors.is_empty() {
        let author = meta(tree, &["author", "article:author"]).unwrap_or_default();
        if organs::unit(&author) > 0 {
            about.unit.get_or_insert(author);
        } else if let Some(names) = people::surnamed(&author) {
            about.authors = names;
        }
    }
}

/// The content of the first metadata of one of some names.
fn meta(tree: &Tree, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let is_it = |key: &str| key.eq_ignore_ascii_case(name);
        tree.nodes
            .iter()
            .filter(|node| node.name == "meta")
            .find(|node| {
                is_it(node.attribute("property")) || is_it(node.attribute("name"))
            })
            .map(|node| flat(node.attribute("content")))
            .filter(|content| !content.is_empty())
    })
}

/// Takes over a line of sources and dates; gives whether all of it was understood.
fn facts(about: &mut About, id: &str, text: &str) -> bool {
    if id == "js_name" {
        about.unit.get_or_insert_with(|| text.to_owned());
        return true;
    }
    let mut is_known = true;
    for (label, value) in labelled(text) {
        is_known &= match label {
            "来源" | "稿源" | "发布机构" | "供稿" | "单位" => {
                let is_unit = organs::unit(value) > 0;
                if is_unit && about.unit.is_none() {
                    about.unit = Some(value.to_owned());
                }
                is_unit
            }
            "作者" | "文" | "记者" | "通讯员" => {
                let names = people::names(value);
                if about.authors.is_empty() {
                    about.authors = names.clone().unwrap_or_default();
                }
                names.is_some()
            }
            _ => plain_fact(about, value),
        };
    }
    is_known
}

/// A value without a label that counts: a date, a unit, a byline.
fn plain_fact(about: &mut About, value: &str) -> bool {
    if let Some(date) = date(value) {
        about.date.get_or_insert(date);
        return true;
    }
    if let Some(byline) = people::byline(value).filter(|byline| byline.post.is_none()) {
        if about.authors.is_empty() {
            about.authors = byline.names;
        }
        if let Some(unit) = byline.unit {
            about.unit.get_or_insert(unit);
        }
        return true;
    }
    let is_unit = organs::unit(value) == 2;
    if is_unit {
        about.unit.get_or_insert_with(|| value.to_owned());
    }
    is_unit
}

/// A line cut into labels and values: `来源：某馆 时间：2022-03-04 10:00`.
fn labelled(text: &str) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, usize, usize)> = Vec::new();
    let is_space = |c: char| c.is_whitespace() || matches!(c, '|' | '｜');
    for (at, colon) in text.match_indices(['：', ':', '/']) {
        let before = &text[..at];
        let start = before.rfind(is_space).map_or(0, |space| {
            space + before[space..].chars().next().map_or(1, char::len_utf8)
        });
        let label = &before[start..];
        let is_word = (1..=5).contains(&label.chars().count())
            && label.chars().all(|c| !c.is_ascii());
        // A word between two labels is the value of the first.
        let is_free = found.last().is_none_or(|(_, _, from)| *from <= start);
        if is_word && is_free {
            found.push((label, start, at + colon.len()));
        }
    }
    let end = found.first().map_or(text.len(), |(_, start, _)| *start);
    let mut pairs = vec![("", trimmed(&text[..end]))];
    for (index, (label, _, from)) in found.iter().enumerate() {
        let end = found.get(index + 1).map_or(text.len(), |(_, start, _)| *start);
        pairs.push((label, trimmed(&text[*from..end])));
    }
    pairs.retain(|(_, value)| !value.is_empty());
    pairs
}

/// Without spaces and bars around it.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '｜'))
}

/// A date at the beginning of a text; the time of day may follow it.
fn date(text: &str) -> Option<String> {
    let is_part = |c: &char| {
        c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | '年' | '月' | '日' | '号')
    };
    let end = text.find(|c: char| !is_part(&c)).unwrap_or(text.len());
    let rest = text[end..].trim_start();
    let is_time = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    // `2022-03-04T10:00`
    let is_stamp = rest.starts_with('T');
    if is_time || is_stamp { forms::date(&text[..end]) } else { None }
}

/// The visible text below an element on one line, as far as a little more than `most`
/// characters.
pub(super) fn text_below(tree: &Tree, page: &Page, at: usize, most: usize) -> String {
    let mut open = vec![at];
    let mut text = String::new();
    // A character takes at most four bytes, and white space is dropped at the end.
    while let Some(at) = open.pop().filter(|_| text.len() <= most * 8) {
        let node = &tree.nodes[at];
        if page.dropped[at].is_some() {
            continue;
        }
        if node.is_text() {
            text.push_str(&node.text);
        } else if !matches!(node.name.as_str(), "b" | "em" | "i" | "strong" | "font") {
            text.push(' ');
        }
        open.extend(node.children.iter().rev());
    }
    flat(&text)
}

/// Text on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
