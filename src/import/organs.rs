//! What the form of a line says about organisations: whether it names one, a place that
//! has an administration, or several that do something together.
//!
//! Everything here is a suffix class or a mark that any Chinese source can show.

use std::sync::LazyLock;

use crate::import::clean::is_han;
use crate::import::forms::numbered;
use crate::import::people;
use crate::import::words::Words;
use crate::units;

/// Endings of organisations that hardly end anything else, beside [`units::LAYERS`].
const UNIT_STRONG: &[&str] = &[
    "工委",
    "纪委",
    "监委",
    "市委",
    "县委",
    "区委",
    "省委",
    "团委",
    "政法委",
    "统战部",
    "组织部",
    "宣传部",
    "政府",
    "政协",
    "人大",
    "法院",
    "检察院",
    "工会",
    "联合会",
    "妇联",
    "残联",
    "文联",
    "侨联",
    "科协",
    "作协",
    "社科联",
    "工商联",
    "红十字会",
    "关工委",
    "融媒体中心",
    "学会",
    "协会",
    "商会",
    "委员会",
    "办公室",
    "集团",
    "公司",
    "银行",
    "学校",
    "小学",
    "中学",
    "高中",
    "大学",
    "学院",
    "医院",
    "研究院",
    "研究所",
    "研究室",
    "研究会",
    "实验室",
    "编辑部",
    "教研组",
    "教研室",
    "工作组",
    "读书会",
    "读书小组",
    "街道",
    "图书馆",
    "博物馆",
    "档案馆",
    "文化馆",
    "报社",
    "出版社",
    "杂志社",
    "合作社",
    "事务所",
    "管理局",
    "管理处",
    "服务中心",
    "支队",
    "大队",
    "水文站",
    "幼儿园",
    "养老院",
    "设计院",
    "小组",
    "讀書會",
    "圖書館",
    "博物館",
    "學校",
    "小學",
    "中學",
    "大學",
    "學院",
    "醫院",
    "學會",
    "協會",
    "研究會",
    "委員會",
    "辦公室",
    "編輯部",
    "教研組",
    "小組",
    "集團",
    "銀行",
];

/// Endings that organisations share with other words: they count only beside a title.
const UNIT_WEAK: &[&str] = &[
    "局", "委", "厅", "部", "院", "办", "处", "署", "社", "站", "所", "校", "馆", "中心",
    "支部", "分会", "总队", "厂", "矿", "店", "队", "组", "会",
];

/// Words that end like units and are none.
const NO_UNITS: &[&str] = &[
    "格局",
    "布局",
    "大局",
    "全局",
    "结局",
    "开局",
    "破局",
    "新局",
    "变局",
    "棋局",
    "干部",
    "内部",
    "全部",
    "外部",
    "东部",
    "西部",
    "南部",
    "北部",
    "中部",
    "好处",
    "之处",
    "深处",
    "社会",
    "机会",
    "大会",
    "体会",
    "盛会",
    "峰会",
    "场所",
    "为中心",
    "举办",
    "主办",
    "联办",
    "督办",
    "创办",
    "承办",
    "协办",
    "合办",
];

/// Verbs of titles, which no name of a unit holds.
const VERBS: &[&str] =
    &["构建", "推动", "打造", "推进", "加快", "奋力", "坚持", "提升", "聚焦"];

/// Whether a text holds a verb that titles are made with.
pub(crate) fn has_verb(text: &str) -> bool {
    VERBS.iter().any(|verb| text.contains(verb))
}

/// Words before a unit's name.
const UNIT_LABELS: &[&str] = &[
    "单位",
    "供稿",
    "选送",
    "报送",
    "来稿",
    "推荐",
    "发言单位",
    "报送单位",
    "供稿单位",
    "选送单位",
    "推荐单位",
    "來稿單位",
    "單位",
];

/// The tables of units by their edges.
static LABELLED: LazyLock<Words> =
    LazyLock::new(|| Words::first(UNIT_LABELS.iter().copied()));
static STRONG: LazyLock<Words> = LazyLock::new(|| {
    let layers = units::LAYERS.iter().map(|layer| layer.ending);
    Words::last(UNIT_STRONG.iter().copied().chain(layers))
});
static WEAK: LazyLock<Words> = LazyLock::new(|| Words::last(UNIT_WEAK.iter().copied()));
static NONE: LazyLock<Words> = LazyLock::new(|| Words::last(NO_UNITS.iter().copied()));

/// What the names of units begin with that have a label.
pub(crate) fn unit_beginnings() -> Vec<char> {
    LABELLED.edges().chain(people::MARKS.iter().copied()).collect()
}

/// What the names of units end with.
pub(crate) fn unit_ends() -> Vec<char> {
    STRONG.edges().chain(WEAK.edges()).collect()
}

/// The name of a unit without label, brackets and colon, and whether it had a label.
pub(crate) fn unit_name(text: &str) -> (&str, bool) {
    let name = text.trim_start_matches(people::MARKS);
    let mut name = name.trim_end_matches(['：', ':']).trim();
    if name.starts_with(['【', '（', '(', '[', '〔']) {
        for (open, close) in
            [('【', '】'), ('（', '）'), ('(', ')'), ('[', ']'), ('〔', '〕')]
        {
            let inside =
                name.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
            name = inside.map_or(name, str::trim);
        }
    }
    if !LABELLED.begin(name) {
        return (name, false);
    }
    match name.split_once(['：', ':']) {
        Some((label, rest)) if UNIT_LABELS.contains(&label.trim()) => (rest.trim(), true),
        _ => (name, false),
    }
}

/// How sure a line names an organisation: 0 no, 1 by a weak ending, 2 by a strong one.
pub(crate) fn unit(text: &str) -> u8 {
    // The longest name is far below this, and nearly all lines can be told by it.
    if text.len() > 200 {
        return 0;
    }
    let (text, labelled) = unit_name(text);
    if labelled {
        return if (2..=36).contains(&text.chars().count()) { 2 } else { 0 };
    }
    let strong = STRONG.end(text);
    if !strong && (!WEAK.end(text) || NONE.end(text)) {
        return 0;
    }
    let count = text.chars().count();
    let plain = text.chars().all(|c| {
        is_han(c)
            || is_ascii_name(c)
            || matches!(c, '（' | '）' | '(' | ')' | '·' | ' ' | '“' | '”')
    });
    if !(3..=36).contains(&count) || !plain || numbered(text).is_some() {
        return 0;
    }
    // A name says nothing about what it names: 二十年后的图书馆.
    if text.contains('的') {
        return 0;
    }
    if strong {
        return 2;
    }
    // Names hold none of the words that phrases are made with.
    let phrase = text
        .contains(['的', '了', '是', '在', '让', '把', '从', '我', '着', '走'])
        || has_verb(text);
    u8::from(count <= 24 && !phrase)
}

/// What several organisations do together, at the end of a line that names the last.
const HOSTING: &[&str] = &["联办", "主办", "协办", "承办", "合办", "主管", "编印"];

/// Whether a line names organisations that do something together: 某某局 联办.
pub(crate) fn hosts(text: &str) -> bool {
    let name = HOSTING.iter().find_map(|word| text.strip_suffix(word));
    let name = name.map(|name| name.trim_end_matches([' ', '\u{3000}', '联', '合']));
    name.is_some_and(ends_like_unit) && text.chars().count() <= 40
}

/// Whether a line ends as names of organisations do, whatever stands before.
pub(crate) fn ends_like_unit(text: &str) -> bool {
    STRONG.end(text) || WEAK.end(text) && !NONE.end(text)
}

/// Whether a line is the mark of a byline and the name of an organisation: ■市水利局.
pub(crate) fn marked_unit(text: &str) -> bool {
    text.starts_with(people::MARKS) && unit(text) > 0
}

/// Letters and digits that stand in names of organisations.
fn is_ascii_name(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Whether a short line names a place that has an administration.
pub(crate) fn region(text: &str) -> bool {
    if !text.ends_with(units::REGION) {
        return false;
    }
    let count = text.chars().count();
    let inner = text.chars().rev().skip(1).any(|c| units::REGION.contains(&c));
    (2..=10).contains(&count) && text.chars().all(is_han) && (count <= 4 || inner)
}
