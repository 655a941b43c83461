//! What one look at the characters of a line shows, and the questions about its form that
//! this leaves open.
//!
//! Every line is asked several times whether it is a date, a byline, a unit. A pass over
//! its characters tells which kinds stand in it, at its beginning and at its end, and
//! nearly every line is told by them: what holds no 年 and no mark is no date. Only where
//! a kind allows it the question goes to `forms` and `people`, which answer the same
//! without this file.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_width::UnicodeWidthStr;

use crate::import::clean;
use crate::import::forms;
use crate::import::furniture;
use crate::import::lines::{Line, Width};
use crate::import::masthead;
use crate::import::organs;
use crate::import::people::{self, Byline};

/// Kinds of characters: a bit for each.
type Kinds = u32;

/// Ideographs, kana, Hangul.
pub(crate) const HAN: Kinds = 1;
/// Letters of Latin words and figures.
const LATIN: Kinds = 1 << 1;
/// One column wide wherever they stand.
const NARROW: Kinds = 1 << 2;
/// Two columns wide wherever they stand.
const WIDE: Kinds = 1 << 3;
/// Marks that may be set half as wide.
const HALVED: Kinds = 1 << 4;
/// White space, also that of no width.
pub(crate) const SPACE: Kinds = 1 << 5;
/// What markers of databases are made of.
pub(crate) const HASH: Kinds = 1 << 6;
/// What the words below a picture begin with, glued to a line.
pub(crate) const PICTURE: Kinds = 1 << 7;
/// 。！？；
pub(crate) const STOP: Kinds = 1 << 8;
/// ，
pub(crate) const COMMA: Kinds = 1 << 9;
/// 、
pub(crate) const PAUSE: Kinds = 1 << 10;
/// ：
pub(crate) const COLON: Kinds = 1 << 11;
/// 《, which no byline holds.
const BOOK: Kinds = 1 << 12;
/// What else parts the words of a byline.
const BETWEEN: Kinds = 1 << 13;
/// Beginnings of the words for those who write for a periodical.
const REPORTER: Kinds = 1 << 14;
/// What bylines begin with that need no other sign.
const BYLINE_FIRST: Kinds = 1 << 15;
/// What they end with.
const BYLINE_LAST: Kinds = 1 << 16;
/// What the names of units begin with that have a label or brackets.
const UNIT_FIRST: Kinds = 1 << 17;
/// What the names of units end with.
const UNIT_LAST: Kinds = 1 << 18;
/// What parts year, month and day.
const DATE_MARK: Kinds = 1 << 19;
/// What dates begin with.
const DATE_FIRST: Kinds = 1 << 20;
/// What the number before a heading begins with.
const NUMBER_FIRST: Kinds = 1 << 21;
/// What the words below a picture begin with.
const CAPTION_FIRST: Kinds = 1 << 22;
/// What they end with.
const CAPTION_LAST: Kinds = 1 << 23;
/// What no line of its own begins with.
const CONTINUES: Kinds = 1 << 24;
/// What stands in the head of a newspaper's page.
const MASTHEAD: Kinds = 1 << 25;
/// What notices begin with.
const NOTICE_FIRST: Kinds = 1 << 26;
/// What page numbers begin with.
const PAGE_FIRST: Kinds = 1 << 27;
/// Digits, narrow or wide.
const DIGIT: Kinds = 1 << 28;

/// The characters of the kinds that a few characters make up.
const FEW: &[(Kinds, &str)] = &[
    (HALVED, "，。、；：！？“”‘’（）《》「」·"),
    (HASH, "#"),
    (PICTURE, "▲▼"),
    (STOP, "。！？；"),
    (COMMA, "，"),
    (PAUSE, "、"),
    (COLON, "：:"),
    (BOOK, "《"),
    (BETWEEN, " \u{3000}/／\t、"),
    (BYLINE_FIRST, "（("),
    (UNIT_FIRST, "【（([〔"),
    (UNIT_LAST, "：:】）)]〕"),
    (DATE_MARK, "年-/."),
    (DATE_FIRST, "年月-/.－（）()【】〇一二三四五六七八九○零"),
    (NUMBER_FIRST, "第（(〇零一二三四五六七八九十百"),
    (CAPTION_FIRST, "▲▼△▶◀►图"),
    (CAPTION_LAST, "摄影"),
    (CONTINUES, forms::CONTINUING),
    (MASTHEAD, "星@版"),
];

/// The kinds of each character up to the last plane that texts are made of.
static KINDS: LazyLock<Vec<Kinds>> = LazyLock::new(|| {
    let mut table: Vec<Kinds> = ('\0'..='\u{FFFF}').map(by_class).collect();
    // Between the characters that stand for no text there is a gap.
    let gap = 0xD800..0xE000;
    table.splice(gap.start..gap.start, gap.map(|_| 0));
    let few = FEW.iter().flat_map(|(kind, all)| all.chars().map(|c| (*kind, c)));
    let edges = [
        (BYLINE_FIRST, people::byline_beginnings()),
        (BYLINE_LAST, people::byline_ends()),
        (REPORTER, people::reporter_beginnings()),
        (UNIT_FIRST, organs::unit_beginnings()),
        (UNIT_LAST, organs::unit_ends()),
        (MASTHEAD, masthead::beginnings()),
        (NOTICE_FIRST, forms::notice_beginnings()),
    ];
    let edges =
        edges.into_iter().flat_map(|(kind, all)| all.into_iter().map(move |c| (kind, c)));
    for (kind, c) in few.chain(edges) {
        if let Some(kinds) = table.get_mut(c as usize) {
            *kinds |= kind;
        }
    }
    table
});

/// The kinds that are classes of many characters.
fn by_class(c: char) -> Kinds {
    let is = |yes: bool, kind: Kinds| if yes { kind } else { 0 };
    let width = match plain_width(c) {
        Some(1) => NARROW,
        Some(_) => WIDE,
        None => 0,
    };
    let digit = forms::is_digit(c);
    width
        | is(clean::is_han(c), HAN)
        | is(clean::is_latin(c), LATIN)
        | is(
            clean::is_space(c),
            SPACE | BYLINE_FIRST | BYLINE_LAST | UNIT_FIRST | UNIT_LAST | DATE_FIRST,
        )
        | is(digit, DIGIT | DATE_FIRST | NUMBER_FIRST)
        | is(furniture::may_number(c), PAGE_FIRST)
}

/// The width of the characters that nearly all texts are made of, whatever stands beside
/// them; `None` of all others, which a table knows.
fn plain_width(c: char) -> Option<Width> {
    match c {
        ' '..='~' => Some(1),
        '\u{4E00}'..='\u{9FFF}' | '\u{3000}'..='\u{3029}' | '！'..='～' => Some(2),
        '“' | '”' | '‘' | '’' | '…' | '—' | '·' => Some(2),
        _ => None,
    }
}

/// The width of a character alone.
pub(crate) fn width(c: char) -> Width {
    plain_width(c).unwrap_or_else(|| Glance::of(c.encode_utf8(&mut [0; 4])).width)
}

/// What one look at a text shows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Glance {
    /// The kinds of all characters.
    seen: Kinds,
    /// Those of the first.
    first: Kinds,
    /// Those of the last.
    last: Kinds,
    /// Characters.
    pub(crate) count: u32,
    /// Digits among them.
    pub(crate) digits: u32,
    /// Columns they take.
    pub(crate) width: Width,
    /// Marks that may be set half as wide.
    pub(crate) marks: Width,
    /// Gaps of a quarter em between ideographs and Latin.
    pub(crate) gaps: Width,
    /// Classes of characters of which more than one stands there.
    twice: u64,
}

impl Glance {
    /// Looks at a text.
    pub(crate) fn of(text: &str) -> Self {
        let table = KINDS.as_slice();
        let mut glance = Self::default();
        let (mut wide, mut narrow, mut once) = (0, 0, 0_u64);
        for c in text.chars() {
            let kinds = table.get(c as usize).copied().unwrap_or_else(|| by_class(c));
            glance.seen |= kinds;
            glance.count += 1;
            narrow += kinds & NARROW;
            wide += kinds & WIDE;
            glance.marks += Width::from(kinds & HALVED != 0);
            glance.digits += u32::from(kinds & DIGIT != 0);
            let meet = kinds & HAN != 0 && glance.last & LATIN != 0
                || kinds & LATIN != 0 && glance.last & HAN != 0;
            glance.gaps += Width::from(meet);
            let class = class(c);
            glance.twice |= once & class;
            once |= class;
            glance.last = kinds;
        }
        glance.first = text
            .chars()
            .next()
            .map_or(0, |c| table.get(c as usize).copied().unwrap_or_else(|| by_class(c)));
        let (narrow, wide) = (narrow / NARROW, wide / WIDE);
        let columns = if narrow + wide == glance.count {
            usize::try_from(narrow + 2 * wide).ok()
        } else {
            Some(text.width_cjk())
        };
        glance.width =
            columns.and_then(|n| Width::try_from(n).ok()).unwrap_or(Width::MAX);
        glance
    }

    /// Whether a character of one of the kinds stands in the text.
    pub(crate) fn holds(&self, kinds: Kinds) -> bool {
        self.seen & kinds != 0
    }

    /// Whether the text begins with one.
    pub(crate) fn begins(&self, kinds: Kinds) -> bool {
        self.first & kinds != 0
    }

    /// Whether the text ends with one.
    pub(crate) fn ends(&self, kinds: Kinds) -> bool {
        self.last & kinds != 0
    }

    /// Whether a character may stand in the text twice.
    pub(crate) fn may_hold_twice(&self, c: Option<char>) -> bool {
        c.is_some_and(|c| self.twice & class(c) != 0)
    }

    /// Whether the text it was is a byline.
    pub(crate) fn names_somebody(&self, text: &str) -> bool {
        let told = self.begins(BYLINE_FIRST) || self.ends(BYLINE_LAST);
        let spaced = self.holds(BETWEEN | SPACE | REPORTER) && !self.holds(COMMA);
        let may_be = (told || spaced) && !self.holds(STOP | BOOK);
        may_be && people::byline(text).is_some()
    }

    /// Whether the text may be a date.
    fn may_be_date(&self) -> bool {
        self.begins(DATE_FIRST) && self.holds(DATE_MARK)
    }

    /// Whether the text may name a unit.
    fn may_be_unit(&self) -> bool {
        self.begins(UNIT_FIRST) || self.ends(UNIT_LAST)
    }

    /// Whether the text may be the head of a newspaper's page.
    fn may_be_masthead(&self) -> bool {
        self.holds(MASTHEAD) && !self.holds(STOP | COMMA)
    }
}

/// One of 64 classes that characters fall into: neighbours in different ones.
fn class(c: char) -> u64 {
    1 << (u32::from(c) % 64)
}

impl Line<'_> {
    /// What a look at it shows as it stands in the source.
    pub(crate) fn printed(&self) -> Glance {
        if self.is_as_printed() { self.glance } else { Glance::of(self.raw) }
    }

    /// Whether its characters are those that stand in the source.
    pub(crate) fn is_as_printed(&self) -> bool {
        matches!(&self.text, Cow::Borrowed(text) if text.len() == self.raw.len())
    }

    /// Who it says the author is.
    pub(crate) fn byline(&self) -> Option<Byline> {
        self.names.then(|| people::byline(&self.text))?
    }

    /// The same with the spaces of the source, which part names.
    pub(crate) fn spaced_byline(&self) -> Option<Byline> {
        if self.is_as_printed() { self.byline() } else { people::byline(&self.spaced()) }
    }

    /// The date it is.
    pub(crate) fn date(&self) -> Option<String> {
        self.glance.may_be_date().then(|| forms::date(&self.text))?
    }

    /// How sure it names an organisation, from 0 to 2.
    pub(crate) fn unit(&self) -> u8 {
        if self.glance.may_be_unit() { organs::unit(&self.text) } else { 0 }
    }

    /// The level that the number at its beginning gives.
    pub(crate) fn numbered(&self) -> Option<u8> {
        self.glance.begins(NUMBER_FIRST).then(|| forms::numbered(&self.text))?
    }

    /// Whether it is the words below a picture.
    pub(crate) fn is_caption(&self) -> bool {
        (self.glance.begins(CAPTION_FIRST) || self.glance.ends(CAPTION_LAST))
            && forms::caption(&self.text)
    }

    /// Whether it begins with a character that no line of its own begins with.
    pub(crate) fn continues(&self) -> bool {
        self.glance.begins(CONTINUES)
    }

    /// Whether a sentence ends inside it.
    pub(crate) fn has_inner_stop(&self) -> bool {
        self.glance.holds(STOP) && forms::has_inner_stop(&self.text)
    }

    /// Whether it is of the form 关键词：…….
    pub(crate) fn is_labelled(&self) -> bool {
        self.glance.holds(COLON) && forms::is_labelled(&self.text)
    }

    /// Whether it is the head of a newspaper's page.
    pub(crate) fn is_masthead(&self) -> bool {
        self.glance.may_be_masthead() && masthead::masthead(&self.text)
    }

    /// Whether it asks the reader to do something.
    pub(crate) fn is_notice(&self) -> bool {
        self.glance.begins(NOTICE_FIRST) && forms::notice(&self.text)
    }

    /// Whether it is a page number by its form.
    pub(crate) fn is_page_number(&self) -> bool {
        self.glance.begins(PAGE_FIRST) && furniture::page_number(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::{Glance, plain_width};
    use crate::import::lines::piece;
    use crate::import::{forms, furniture, masthead, organs, people};

    /// Pieces that the forms of lines are made of.
    const PIECES: &[&str] = &[
        "作者：",
        "文/",
        "■",
        "（",
        "）",
        "(",
        ")",
        "【",
        "】",
        "记者",
        "通讯员",
        " ",
        "\u{3000}",
        "、",
        "，",
        "。",
        "；",
        "：",
        ":",
        "《",
        "》",
        "王小明",
        "李华",
        "欧阳",
        "局长",
        "教授",
        "文",
        "摄",
        " 摄",
        "图为",
        "▲",
        "▼",
        "水利局",
        "学校",
        "单位",
        "单位：",
        "供稿",
        "党委",
        "的",
        "第",
        "一",
        "十",
        "3",
        "12",
        "2023",
        "年",
        "5月",
        "6日",
        "星期三",
        "-",
        ".",
        "/",
        "版",
        "责任编辑",
        "投稿邮箱",
        "@",
        "期",
        "号",
        "扫码",
        "请扫描",
        "——",
        "关键词",
        "三年级",
        "梅岭镇",
        "##end##",
        "田野",
        "a",
        "Zoë",
        "\u{E001}",
        "𠀀",
        "\u{FEFF}",
        "０",
        "…",
        "1.",
        "—",
    ];

    proptest! {
        #[test]
        fn a_look_leaves_every_question_open_that_has_an_answer(
            pieces in prop::collection::vec(prop::sample::select(PIECES), 1..7)
        ) {
            let text = pieces.concat();
            let line = piece(1, text.trim());
            prop_assert_eq!(line.names, people::byline(&line.text).is_some());
            prop_assert_eq!(line.spaced_byline(), people::byline(&line.spaced()));
            prop_assert_eq!(line.date(), forms::date(&line.text));
            prop_assert_eq!(line.unit(), organs::unit(&line.text));
            prop_assert_eq!(line.numbered(), forms::numbered(&line.text));
            prop_assert_eq!(line.is_caption(), forms::caption(&line.text));
            let continues = line.text.starts_with(|c| forms::CONTINUING.contains(c));
            prop_assert_eq!(line.continues(), continues);
            prop_assert_eq!(line.has_inner_stop(), forms::has_inner_stop(&line.text));
            prop_assert_eq!(line.is_labelled(), forms::is_labelled(&line.text));
            prop_assert_eq!(line.is_masthead(), masthead::masthead(&line.text));
            prop_assert_eq!(line.is_notice(), forms::notice(&line.text));
            prop_assert_eq!(line.is_page_number(), furniture::page_number(&line.text));
        }
    }

    #[test]
    fn widths_told_without_the_table_are_those_of_the_table() {
        for c in ('\0'..=char::MAX).filter(|c| plain_width(*c).is_some()) {
            let text = String::from_iter(['字', c, 'a']);
            let width = usize::try_from(Glance::of(&text).width);
            assert_eq!(width, Ok(text.width_cjk()), "{c:?}");
        }
    }
}
