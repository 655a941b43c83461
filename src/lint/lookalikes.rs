//! W011: characters that scanners and tired eyes take for others, where what stands there
//! is never right: `自已`, `巳经`, `进—步`.
//!
//! A pattern is a wrong character and what must stand around it. One that can occur in
//! good text (`来自已经`, `上周未能`, `推己经`) has no place in the table.

use crate::diag::Code;
use crate::lint::Sheet;
use crate::lint::marks::ends;

/// The wrong characters of [`PATTERNS`], but for dashes.
pub(super) const TRIGGERS: &str = "己已巳未末曰囗戍侯";

/// What must stand on one side of a wrong character.
enum Side {
    /// Anything.
    Any,
    /// One of these, right beside it; what follows `!` are characters that may not stand
    /// beyond it.
    One(&'static [&'static str]),
    /// None of these characters.
    Not(&'static str),
    /// A stop, a closing mark or nothing.
    Edge,
    /// A digit of ASCII.
    Digit,
}

use Side::{Any, Digit, Edge, Not, One};

/// A wrong character, the right one, and what stands before and after.
struct Pattern(char, char, Side, Side);

const PATTERNS: &[Pattern] = &[
    Pattern('己', '已', Not("自知一异克舍利私贵律推由"), One(&["经"])),
    Pattern('己', '已', One(&["而"]), Edge),
    Pattern('己', '已', One(&["早", "业"]), One(&["成", "有", "被", "经"])),
    Pattern('已', '己', One(&["自"]), Edge),
    Pattern('已', '己', One(&["自"]), One(&["的"])),
    Pattern('已', '己', One(&["我自", "你自", "他自", "她自", "们自", "把自"]), Any),
    Pattern('巳', '已', Not("乙丁己辛癸上辰"), One(&["经", "成为", "有", "被", "于"])),
    Pattern('巳', '已', One(&["业", "早", "而", "不得"]), Not("时年月日")),
    Pattern('巳', '己', One(&["自", "知"]), Not("时年月日")),
    Pattern('未', '末', One(&["周", "年", "月", "期", "世纪", "始"]), Edge),
    Pattern('未', '末', One(&["周"]), One(&["的"])),
    Pattern('末', '未', One(&["面向", "走向", "创造", "开创", "赢得"]), One(&["来"])),
    Pattern('末', '未', One(&["的", "和", "与"]), One(&["来"])),
    Pattern('末', '未', Edge, One(&["经", "能", "必", "曾", "免", "雨绸缪"])),
    Pattern('末', '未', One(&["从"]), One(&["有", "见", "停", "想", "间断"])),
    Pattern('曰', '日', Digit, Any),
    Pattern('曰', '日', One(&["人民", "光明", "青年"]), One(&["报"])),
    Pattern(
        '囗',
        '口',
        One(&["人", "出", "进", "入", "港", "窗", "门", "路", "河"]),
        Any,
    ),
    Pattern('囗', '口', Any, One(&["号", "腔", "袋", "岸", "碑", "头", "味", "语"])),
    Pattern('戍', '戌', One(&["甲", "丙", "戊", "庚", "壬"]), Any),
    Pattern('侯', '候', One(&["的时", "小时", "这时", "有时"]), Not("景爵")),
    Pattern('侯', '候', One(&["气"]), Any),
];

/// `一` written as a dash.
const DASHES: &[(Side, Side)] = &[
    (One(&["进!推跟前先改演促"]), One(&["步!骤入伐履"])),
    (
        One(&["统!传系总血正道体法"]),
        One(&["战线", "思想", "领导", "部署", "规划", "管理"]),
    ),
    (One(&["统!传系总血正道体法"]), One(&["标准", "行动", "指挥", "安排", "起来"])),
    (One(&["唯"]), One(&["的", "性", "标准", "途径", "出路", "一"])),
    (One(&["第"]), Not("第")),
    (One(&["之"]), Edge),
    (One(&["每", "另", "某", "任何"]), One(&["个", "种", "次", "项", "批", "条", "位"])),
    (One(&["是", "有", "这", "那"]), One(&MEASURES)),
    (One(&["有", "不"]), One(&["定"])),
    (One(&["了", "台", "行"]), One(&["系列"])),
    (Any, One(&["带一路", "带—路", "带－路"])),
    (One(&["一带", "—带", "－带"]), One(&["路"])),
];

/// Words that follow `一` when things are counted.
const MEASURES: [&str; 8] = [
    "个!人别体性案",
    "种!植子类群",
    "次!序要品生",
    "些!许微",
    "项!目链",
    "批!评判准",
    "条!件例款理",
    "位!置于次",
];

impl Side {
    /// Whether it is what ends where the wrong character begins.
    fn is_before(&self, text: &str) -> bool {
        let last = text.chars().next_back();
        match self {
            Any => true,
            One(words) => words.iter().any(|word| {
                let (word, beyond) = word.split_once('!').unwrap_or((word, ""));
                let before = text.strip_suffix(word);
                before.is_some_and(|rest| !rest.ends_with(|c| beyond.contains(c)))
            }),
            Not(characters) => !last.is_some_and(|c| characters.contains(c)),
            Edge => ends(last),
            Digit => last.is_some_and(|c| c.is_ascii_digit()),
        }
    }

    /// Whether it is what begins where the wrong character ends.
    fn is_after(&self, text: &str) -> bool {
        let first = text.chars().next();
        match self {
            Any => true,
            One(words) => words.iter().any(|word| {
                let (word, beyond) = word.split_once('!').unwrap_or((word, ""));
                let after = text.strip_prefix(word);
                after.is_some_and(|rest| !rest.starts_with(|c| beyond.contains(c)))
            }),
            Not(characters) => !first.is_some_and(|c| characters.contains(c)),
            Edge => ends(first),
            Digit => first.is_some_and(|c| c.is_ascii_digit()),
        }
    }
}

/// Looks at a character that is wrong in some places.
pub(super) fn character(sheet: &mut Sheet<'_>, at: usize, c: char) -> usize {
    let end = at + c.len_utf8();
    let (before, after) = (&sheet.text[..at], &sheet.text[end..]);
    let is_it = |pattern: &&Pattern| {
        let Pattern(wrong, _, left, right) = pattern;
        *wrong == c && left.is_before(before) && right.is_after(after)
    };
    if let Some(Pattern(_, right, ..)) = PATTERNS.iter().find(is_it) {
        let right = right.to_string();
        sheet.report(Code::W011, at..end, Some(&right));
    }
    end
}

/// Whether a dash stands for `一`, which is reported.
pub(super) fn dash(sheet: &mut Sheet<'_>, at: usize, c: char) -> bool {
    let end = at + c.len_utf8();
    let (before, after) = (&sheet.text[..at], &sheet.text[end..]);
    let is_one = matches!(c, '—' | '―' | '－' | 'ー' | '─')
        && !after.starts_with(c)
        && !before.ends_with(c)
        && DASHES
            .iter()
            .any(|(left, right)| left.is_before(before) && right.is_after(after));
    if is_one {
        sheet.report(Code::W011, at..end, Some("一"));
    }
    is_one
}
