//! Known articles set as newspapers, magazines and compilations set them, which import
//! has to give back: boundaries, titles, units and the text of every paragraph.
//!
//! Everything follows from a seed: words, column width, pages, running heads, whether
//! titles stand before, inside or after their texts. Nothing here is taken from a source.

use std::collections::BTreeSet;

use super::words::{
    DOES, ENDS, HEADS, NAMES, NUMBERS, SAYS, SHAPES, TOPICS, UNITS, WHEN, WHO,
};
use super::{bare, read};
use huikan::import::{Kind, Report};

/// Numbers that follow from a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % sides as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.roll(100) < percent
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    /// A few different entries of a list.
    fn some<'a>(&mut self, from: &[&'a str], count: usize) -> Vec<&'a str> {
        let mut left = from.to_vec();
        (0..count.min(from.len())).map(|_| left.remove(self.roll(left.len()))).collect()
    }
}

/// An article as its author wrote it.
struct Piece {
    title: Vec<String>,
    unit: Option<&'static str>,
    author: Option<&'static str>,
    date: bool,
    /// Headings and paragraphs in order; a heading is marked.
    body: Vec<(bool, String)>,
    /// Its lines, once it is set.
    lines: BTreeSet<u32>,
}

fn sentence(dice: &mut Dice, who: &[&str], does: &[&str]) -> String {
    let mut clauses: Vec<String> = Vec::new();
    if dice.chance(45) {
        clauses.push(dice.pick(WHEN).to_owned());
    }
    for _ in 0..1 + dice.roll(3) {
        let subject = if dice.chance(70) { dice.pick(who) } else { "" };
        clauses.push(format!("{subject}{}", dice.pick(does)));
    }
    if dice.chance(25) {
        clauses.push(dice.pick(SAYS).to_owned());
    }
    if dice.chance(35) {
        clauses.push(dice.pick(ENDS).to_owned());
    }
    clauses.join("，") + if dice.chance(6) { "！" } else { "。" }
}

fn piece(dice: &mut Dice) -> Piece {
    let (who, does) = (dice.some(WHO, 5), dice.some(DOES, 9));
    let topic = dice.pick(TOPICS);
    let mut title = vec![dice.pick(SHAPES).replace('@', topic)];
    if dice.chance(20) {
        title.push(dice.pick(SHAPES).replace('@', dice.pick(TOPICS)));
    }
    let headed = dice.roll(3);
    let mut body = Vec::new();
    let sections = if headed == 0 { 1 } else { 2 + dice.roll(3) };
    let heads = dice.some(HEADS, sections);
    for section in 0..sections {
        if headed == 1 {
            body.push((true, format!("{}、{}", NUMBERS[section], heads[section])));
        } else if headed == 2 && section > 0 {
            body.push((true, heads[section].to_owned()));
        }
        for _ in 0..2 + dice.roll(4) {
            let sentences = 1 + dice.roll(5);
            let text: String =
                (0..sentences).map(|_| sentence(dice, &who, &does)).collect();
            body.push((false, text));
        }
    }
    let signed = dice.chance(25);
    Piece {
        title,
        unit: (!signed).then(|| dice.pick(UNITS)),
        author: signed.then(|| dice.pick(NAMES)),
        date: dice.chance(50),
        body,
        lines: BTreeSet::new(),
    }
}

/// Half ems a character takes.
fn half_ems(c: char) -> usize {
    if c.is_ascii() { 1 } else { 2 }
}

/// A paragraph in a column: the first line two characters short, no mark first, no
/// opening mark last, numbers whole.
fn set(text: &str, width: usize, indent: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let (mut lines, mut at, mut room) = (Vec::new(), 0, 2 * width - indent);
    while at < chars.len() {
        let (mut end, mut used) = (at, 0);
        while end < chars.len() && used + half_ems(chars[end]) <= room {
            used += half_ems(chars[end]);
            end += 1;
        }
        let closing = |c: char| "，。！？、；：”》）%".contains(c);
        let marks = chars[at..end].iter().filter(|c| closing(**c)).count();
        // A mark is squeezed in where others give way, else its word goes down.
        while end < chars.len() && closing(chars[end]) && marks >= 2 && end > at {
            end += 1;
            if end < chars.len() && !closing(chars[end]) {
                break;
            }
        }
        while end < chars.len()
            && end > at + 1
            && (closing(chars[end])
                || "“《（".contains(chars[end - 1])
                || chars[end].is_ascii() && chars[end - 1].is_ascii())
        {
            end -= 1;
        }
        lines.push(chars[at..end].iter().collect());
        (at, room) = (end, 2 * width);
    }
    lines
}

/// Where titles stand.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Before,
    Inside,
    After,
}

/// How a source is set.
#[derive(Debug)]
struct Layout {
    /// Characters in a column; `None` when each paragraph is a line.
    width: Option<usize>,
    place: Place,
    /// Whether a blank line follows each line.
    spaced: bool,
    /// How a page starts: a leading space, a form feed, blank lines.
    start: usize,
    /// Lines on a page.
    page: usize,
    /// The running head, with a page number or alone.
    head: Option<&'static str>,
    /// Whether paragraphs keep their indent.
    indented: bool,
}

fn layout(dice: &mut Dice) -> Layout {
    let kind = dice.roll(3);
    let place = match kind {
        0 if dice.chance(50) => Place::After,
        1 if dice.chance(60) => Place::Inside,
        _ => Place::Before,
    };
    Layout {
        width: (kind < 2).then(|| 12 + dice.roll(16)),
        place,
        spaced: kind == 1,
        start: dice.roll(3),
        page: if kind == 2 { 8 + dice.roll(10) } else { 30 + dice.roll(40) },
        head: (kind != 0 && dice.chance(50)).then(|| {
            dice.pick(&["水乡学习园地", "2023年第4期", "临江文汇·书屋", "山城读书会"])
        }),
        indented: kind != 1 && dice.chance(20),
    }
}

/// A source that grows line by line.
struct Sheet {
    layout: Layout,
    text: Vec<String>,
    on_page: usize,
    pages: usize,
    /// What stands at the foot of the page that ends next.
    foot: Option<Vec<String>>,
}

impl Sheet {
    /// A line, after a page start when the page is full; whether it may break here.
    fn line(&mut self, line: &str, lines: &mut BTreeSet<u32>, breaks: bool) {
        if self.on_page >= self.layout.page && breaks {
            self.end_page(lines);
        }
        let lead = if self.on_page == 0 && self.pages > 0 && self.layout.start == 0 {
            " "
        } else {
            ""
        };
        self.put(&format!("{lead}{line}"), lines);
    }

    fn put(&mut self, line: &str, lines: &mut BTreeSet<u32>) {
        self.text.push(line.to_owned());
        lines.insert(u32::try_from(self.text.len()).unwrap());
        if self.layout.spaced {
            self.text.push(String::new());
        }
        self.on_page += 1;
    }

    fn end_page(&mut self, lines: &mut BTreeSet<u32>) {
        if let Some(foot) = self.foot.take() {
            foot.iter().for_each(|line| self.put(line, lines));
        }
        self.pages += 1;
        self.on_page = 0;
        match (self.layout.start, self.layout.width.is_none()) {
            (_, true) | (2, _) => {
                let blanks = if self.layout.width.is_none() { 1 } else { 4 };
                self.text.extend(vec![String::new(); blanks]);
            }
            (1, _) => self.text.push("\u{C}".to_owned()),
            _ => {}
        }
        if let Some(head) = self.layout.head {
            let lead = if self.layout.start == 0 { " " } else { "" };
            let mut furniture = BTreeSet::new();
            self.put(&format!("{lead}{head}"), &mut furniture);
            if self.pages.is_multiple_of(2) || self.layout.width.is_none() {
                self.put(&(self.pages + 11).to_string(), &mut furniture);
            }
            self.on_page = 0;
        }
    }

    /// The words above, in or below a text.
    fn cluster(piece: &Piece, spaced: bool) -> Vec<String> {
        let mut lines = piece.title.clone();
        if let Some(unit) = piece.unit {
            lines.push(unit.to_owned());
        }
        if let Some(author) = piece.author {
            lines.push(if spaced {
                format!("■{author}")
            } else {
                format!("作者：{author}")
            });
        }
        if piece.date && !spaced {
            lines.push("（2023年5月6日）".to_owned());
        }
        lines
    }

    fn article(&mut self, dice: &mut Dice, piece: &mut Piece) {
        let cluster = Self::cluster(piece, self.layout.spaced);
        let mut lines = BTreeSet::new();
        let fresh = self.layout.spaced || dice.chance(50);
        if self.pages + self.on_page > 0 {
            if fresh {
                self.end_page(&mut BTreeSet::new());
            }
            if !self.layout.spaced {
                let blanks = if self.layout.width.is_none() { 3 } else { 1 };
                self.text.extend(vec![String::new(); blanks]);
            }
        }
        match self.layout.place {
            Place::Before => {
                cluster.iter().for_each(|line| self.line(line, &mut lines, false));
                if !self.layout.spaced && dice.chance(60) {
                    self.text.push(String::new());
                }
            }
            Place::Inside => self.foot = Some(cluster.clone()),
            Place::After => {}
        }
        self.body(dice, piece, &mut lines);
        if self.layout.place == Place::After {
            cluster.iter().for_each(|line| self.line(line, &mut lines, false));
        }
        // A text of one page has its title at the foot, which is its end.
        if let Some(foot) = self.foot.take() {
            foot.iter().for_each(|line| self.put(line, &mut lines));
        }
        piece.lines = lines;
    }

    fn body(&mut self, dice: &mut Dice, piece: &Piece, lines: &mut BTreeSet<u32>) {
        // No page ends with a heading.
        let mut headed = false;
        for (is_heading, text) in &piece.body {
            let indent = if self.layout.indented { "　　" } else { "" };
            let width = self.layout.width.unwrap_or(usize::MAX / 4);
            let breaks = self.layout.place != Place::Inside || !is_heading;
            if *is_heading {
                self.line(
                    &format!("{indent}{text}"),
                    lines,
                    breaks && self.foot.is_none(),
                );
                headed = true;
                continue;
            }
            for (index, line) in set(text, width, 4).iter().enumerate() {
                let indent = if index == 0 { indent } else { "" };
                let inside = self.foot.is_none() && !headed || index > 0;
                headed = false;
                self.line(&format!("{indent}{line}"), lines, breaks && inside);
                // A column ends, in mid-sentence as well.
                if !self.layout.spaced && self.layout.width.is_some() && dice.chance(2) {
                    self.text.push(String::new());
                }
            }
        }
    }
}

/// A source and the articles in it.
fn source(seed: u64) -> (String, Vec<Piece>, String) {
    let mut dice = Dice(seed);
    let layout = layout(&mut dice);
    let about = format!("{layout:?}");
    let mut sheet = Sheet { layout, text: Vec::new(), on_page: 0, pages: 0, foot: None };
    // A head that stands once cannot be told from a heading.
    let count = if sheet.layout.head.is_some() { 4 } else { 1 } + dice.roll(5);
    let mut titles = BTreeSet::new();
    let mut pieces = Vec::new();
    while pieces.len() < count {
        let mut piece = piece(&mut dice);
        if titles.insert(piece.title.concat()) {
            sheet.article(&mut dice, &mut piece);
            pieces.push(piece);
        }
    }
    (sheet.text.join("\n") + "\n", pieces, about)
}

/// What came back of the articles of a source.
#[derive(Debug, Default)]
struct Tally {
    articles: usize,
    found: usize,
    paragraphs: usize,
    kept: usize,
    misses: Vec<String>,
}

fn compare(tally: &mut Tally, pieces: &[Piece], report: &Report, about: &str) {
    let drafts: Vec<_> = report
        .articles
        .iter()
        .filter(|draft| draft.kind == Kind::Article || draft.kind == Kind::Brief)
        .collect();
    for piece in pieces {
        tally.articles += 1;
        let title = bare(&piece.title.concat());
        let draft = drafts.iter().find(|draft| {
            let has =
                |line: &u32| draft.lines.iter().any(|(a, b)| (a..=b).contains(&line));
            let shared = piece.lines.iter().filter(|line| has(line)).count();
            let first = draft.lines[0].0;
            shared == piece.lines.len() && piece.lines.first() == Some(&first)
        });
        let same = draft.is_some_and(|draft| {
            draft.title.as_deref().map(bare).as_ref() == Some(&title)
                && draft.unit.as_deref() == piece.unit
                && draft.authors.iter().map(String::as_str).eq(piece.author)
        });
        tally.found += usize::from(same);
        let got: BTreeSet<&str> = draft.map_or_else(BTreeSet::new, |draft| {
            draft.blocks.iter().map(|block| block.text.as_str()).collect()
        });
        let missing: Vec<&String> = piece
            .body
            .iter()
            .map(|(_, text)| text)
            .filter(|text| !got.contains(text.as_str()))
            .collect();
        tally.paragraphs += piece.body.len();
        tally.kept += if draft.is_some() { piece.body.len() - missing.len() } else { 0 };
        if !same || !missing.is_empty() {
            let first = piece.lines.first();
            let found =
                drafts.iter().map(|d| (d.lines.clone(), &d.title, &d.unit, &d.authors));
            tally.misses.push(format!(
                "{about}\n  line {first:?} {title} {:?} {:?}\n  missing {missing:?}\n  found {:?}",
                piece.unit, piece.author, if same { Vec::new() } else { found.collect::<Vec<_>>() }
            ));
        }
    }
}

/// Sources that are set and read.
const SEEDS: u64 = 500;

#[test]
#[expect(clippy::print_stdout, reason = "the share is what the reader wants to see")]
fn known_articles_come_back_from_any_layout() {
    let mut tally = Tally::default();
    for seed in 0..SEEDS {
        let (text, pieces, about) = source(seed);
        let report = read("a.txt", text.as_bytes()).0.unwrap();
        compare(&mut tally, &pieces, &report, &format!("seed {seed} {about}"));
    }
    println!(
        "{} of {} articles, {} of {} paragraphs and headings came back",
        tally.found, tally.articles, tally.kept, tally.paragraphs
    );
    // A paragraph whose last line is full can look like one that goes on.
    let enough = tally.found * 100 >= tally.articles * 98
        && tally.kept * 100 >= tally.paragraphs * 96;
    assert!(enough, "{}", tally.misses.join("\n"));
}
