//! The numbers and bullets that a Word file leaves to the program that shows it.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use crate::import::docx::{attribute, child, name, value};

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// A bullet.
    Bullet,
    /// An Arabic number and a full stop.
    Number(u32),
    /// Anything else, as characters: `一、`, `（二）`, `1.2`.
    Text(String),
}

/// One level of a list.
#[derive(Debug, Clone)]
struct Level {
    format: String,
    /// With `%1` for the number of the first level, and so on.
    pattern: String,
    start: u32,
}

/// The lists of a file and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels of each kind of list.
    kinds: BTreeMap<String, BTreeMap<u8, Level>>,
    /// The kind of each list.
    lists: BTreeMap<String, String>,
    /// The counts of each kind: lists of one kind go on counting.
    counts: BTreeMap<String, [Option<u32>; 9]>,
    /// Lists that begin anew, until they do.
    restarts: BTreeMap<String, BTreeMap<u8, u32>>,
}

impl Numbering {
    /// Reads the part that defines them.
    pub(super) fn read(tree: Option<&Document<'_>>) -> Self {
        let mut numbering = Self::default();
        let root = tree.map(Document::root_element);
        for node in root.iter().flat_map(|root| root.children()) {
            match name(node) {
                "abstractNum" => {
                    let Some(id) = attribute(node, "abstractNumId") else { continue };
                    numbering.kinds.insert(id.to_owned(), levels(node));
                }
                "num" => numbering.add_list(node),
                _ => {}
            }
        }
        numbering
    }

    fn add_list(&mut self, node: Node<'_, '_>) {
        let (Some(id), Some(kind)) =
            (attribute(node, "numId"), value(node, "abstractNumId"))
        else {
            return;
        };
        self.lists.insert(id.to_owned(), kind.to_owned());
        for change in node.children().filter(|child| name(*child) == "lvlOverride") {
            let level = attribute(change, "ilvl").and_then(|level| level.parse().ok());
            let start =
                value(change, "startOverride").and_then(|start| start.parse().ok());
            if let (Some(level), Some(start)) = (level, start) {
                self.restarts.entry(id.to_owned()).or_default().insert(level, start);
            }
        }
    }

    /// Counts an item and gives what stands before it; `None` when nothing does.
    pub(super) fn next(&mut self, (list, level): &(String, u8)) -> Option<Label> {
        let kind = self.lists.get(list)?;
        let levels = self.kinds.get(kind)?;
        let this = levels.get(level)?;
        let counts = self.counts.entry(kind.clone()).or_default();
        let at = usize::from(*level).min(8);
        let restart = self.restarts.get_mut(list).and_then(|starts| starts.remove(level));
        let next = match (restart, counts[at]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => this.start,
        };
        counts[at] = Some(next);
        counts[at + 1..].fill(None);
        match this.format.as_str() {
            "bullet" => Some(Label::Bullet),
            "none" => None,
            "decimal" if this.pattern == format!("%{}.", level + 1) => {
                Some(Label::Number(next))
            }
            _ => Some(Label::Text(shown(&this.pattern, levels, counts))),
        }
        .filter(|label| *label != Label::Text(String::new()))
    }
}

/// The levels of a kind of list.
fn levels(node: Node<'_, '_>) -> BTreeMap<u8, Level> {
    let mut levels = BTreeMap::new();
    for level in node.children().filter(|child| name(*child) == "lvl") {
        let Some(at) = attribute(level, "ilvl").and_then(|at| at.parse().ok()) else {
            continue;
        };
        let start = value(level, "start").and_then(|start| start.parse().ok());
        // Word for East Asia hides some formats from readers that do not know them.
        let format = child(level, "AlternateContent")
            .and_then(|either| child(either, "Choice"))
            .and_then(|choice| value(choice, "numFmt"))
            .or_else(|| value(level, "numFmt"));
        levels.insert(
            at,
            Level {
                format: format.unwrap_or("decimal").to_owned(),
                pattern: value(level, "lvlText").unwrap_or("").to_owned(),
                start: start.unwrap_or(1),
            },
        );
    }
    levels
}

/// A pattern with the counts in it.
fn shown(
    pattern: &str,
    levels: &BTreeMap<u8, Level>,
    counts: &[Option<u32>; 9],
) -> String {
    let mut out = String::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = chars.peek().and_then(|next| next.to_digit(10));
        let Some(level) = digit.filter(|digit| c == '%' && *digit > 0) else {
            out.push(c);
            continue;
        };
        chars.next();
        let at = u8::try_from(level - 1).unwrap_or(0);
        let known = levels.get(&at);
        let count = counts[usize::from(at).min(8)]
            .unwrap_or_else(|| known.map_or(1, |level| level.start));
        out.push_str(&number(count, known.map_or("decimal", |level| &level.format)));
    }
    out
}

/// A number in one of the formats of Word; those that no Chinese text has are Arabic.
fn number(count: u32, format: &str) -> String {
    let nth = |set: &str| {
        let index = usize::try_from(count).unwrap_or(0).checked_sub(1)?;
        set.chars().nth(index).map(String::from)
    };
    let known = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital" => han(count, "零一二三四五六七八九", '十', '百'),
        "chineseLegalSimplified" | "ideographLegalTraditional" => {
            han(count, "零壹贰叁肆伍陆柒捌玖", '拾', '佰')
        }
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥"),
        "decimalZero" if count < 10 => Some(format!("0{count}")),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0);
            count.to_string().chars().map(wide).collect()
        }
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => {
            nth("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
        }
        "lowerLetter" => nth("abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => nth("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).map(|roman| roman.to_lowercase()),
        _ => None,
    };
    known.unwrap_or_else(|| count.to_string())
}

/// A number below a thousand in Chinese characters: digits, and words for ten and hundred.
fn han(count: u32, digits: &str, ten: char, hundred: char) -> Option<String> {
    let digit = |n: u32| digits.chars().nth(usize::try_from(n).ok()?);
    let (hundreds, tens, ones) = (count / 100, count / 10 % 10, count % 10);
    if count == 0 {
        return digit(0).map(String::from);
    }
    let mut out = String::new();
    if hundreds > 0 {
        out.push(digit(hundreds).filter(|_| hundreds < 10)?);
        out.push(hundred);
        if tens == 0 && ones > 0 {
            out.push(digit(0)?);
        }
    }
    if tens > 0 {
        // 十二, but 一百一十二.
        if tens > 1 || hundreds > 0 {
            out.push(digit(tens)?);
        }
        out.push(ten);
    }
    if ones > 0 {
        out.push(digit(ones)?);
    }
    Some(out)
}

/// A number below forty in Roman letters, which is more than lists have.
fn roman(count: u32) -> Option<String> {
    let ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = ["", "X", "XX", "XXX"];
    let ten = tens.get(usize::try_from(count / 10).ok()?)?;
    let one = ones.get(usize::try_from(count % 10).ok()?)?;
    Some(format!("{ten}{one}"))
}
