//! What the form of a line says about persons: names, posts, bylines.
//!
//! Surnames, endings of posts and the labels of bylines are tables; no person of a
//! particular source stands here.

use std::sync::LazyLock;

use crate::import::clean::is_han;
use crate::import::forms;
use crate::import::organs;
use crate::import::words::Words;

/// Endings of posts: what a person is.
const POSTS: &[&str] = &[
    "书记",
    "主任",
    "局长",
    "厅长",
    "市长",
    "县长",
    "区长",
    "省长",
    "镇长",
    "乡长",
    "主席",
    "院长",
    "校长",
    "园长",
    "教授",
    "研究员",
    "秘书长",
    "理事长",
    "会长",
    "部长",
    "处长",
    "科长",
    "所长",
    "馆长",
    "站长",
    "队长",
    "组长",
    "总编辑",
    "编辑",
    "记者",
    "通讯员",
    "评论员",
    "撰稿人",
    "教师",
    "讲师",
    "工程师",
    "经理",
    "董事长",
    "总裁",
    "行长",
    "院士",
    "博士",
    "组员",
    "馆员",
    "社长",
    "村长",
    "检察长",
    "主编",
    "委员",
    "常委",
    "博导",
    "学者",
];

/// Surnames of one character, by frequency: they cover nearly all persons.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘\
    于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎\
    贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞\
    左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解\
    牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬\
    师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳\
    谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云\
    容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾\
    戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由張劉陳楊黃趙吳馬羅鄭許韓馮鄧蕭\
    葉蘇魏呂盧鍾譚陸賈韋鄒熊龍陶賀顧龔邵萬錢嚴湯溫";

/// Surnames of two characters.
const COMPOUND: &[&str] = &[
    "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "令狐", "公孙",
    "夏侯", "慕容", "端木", "独孤", "南宫", "宇文", "长孙", "轩辕", "呼延", "闻人",
    "申屠", "濮阳", "淳于", "太史",
];

/// Marks before a byline.
pub(crate) const MARKS: &[char] = &['■', '□', '●', '○', '◆', '◇', '▪', '◎', '★', '☆'];

/// Words before the names of a byline.
const LABELS: &[&str] = &[
    "作者：",
    "作者:",
    "作者/",
    "文/",
    "文／",
    "文 /",
    "文|",
    "文｜",
    "文：",
    "撰文：",
    "撰文/",
    "撰稿：",
    "撰稿/",
    "执笔：",
    "执笔人：",
    "采写：",
    "供稿：",
    "署名：",
    "记者：",
    "通讯员：",
    "讲述人：",
    "主讲人：",
    "主讲：",
    "發言人：",
    "发言人：",
];

/// Words after the names of a byline.
const TAILS: &[&str] = &["/文", "／文", "/文图", " 文/图", " 文", "/撰文", "|文"];

/// What those who write for a periodical are: their names follow without a space.
const REPORTERS: &[&str] =
    &["记者", "通讯员", "评论员", "撰稿人", "編輯", "記者", "通訊員"];

/// The tables by their edges.
static BY_POST: LazyLock<Words> = LazyLock::new(|| Words::last(POSTS.iter().copied()));
static BY_LABEL: LazyLock<Words> = LazyLock::new(|| Words::first(LABELS.iter().copied()));
static BY_REPORTER: LazyLock<Words> =
    LazyLock::new(|| Words::first(REPORTERS.iter().copied()));
static BY_TAIL: LazyLock<Words> = LazyLock::new(|| Words::last(TAILS.iter().copied()));

/// What bylines begin with that are told by it.
pub(crate) fn byline_beginnings() -> Vec<char> {
    BY_LABEL.edges().chain(MARKS.iter().copied()).collect()
}

/// What bylines end with that are told by it.
pub(crate) fn byline_ends() -> Vec<char> {
    BY_TAIL.edges().collect()
}

/// What the words for those who write for a periodical begin with.
pub(crate) fn reporter_beginnings() -> Vec<char> {
    BY_REPORTER.edges().collect()
}

/// A line that names persons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Byline {
    /// The persons.
    pub(crate) names: Vec<String>,
    /// Their unit, if the line names it.
    pub(crate) unit: Option<String>,
    /// Their posts, as the line says them.
    pub(crate) post: Option<String>,
}

/// Whether a line says what a person is, and names nobody.
pub(crate) fn post(text: &str) -> bool {
    BY_POST.end(text)
        && (2..=40).contains(&text.chars().count())
        && !text.contains(['。', '！', '？', '：', ':'])
}

/// Whether a word names the class of a pupil: 三年级, 高二（1）班.
fn class(text: &str) -> bool {
    let digit = |c: char| forms::is_digit(c) || "一二三四五六七八九十初高".contains(c);
    (2..=8).contains(&text.chars().count())
        && text.starts_with(digit)
        && ["年级", "班", "年級"].iter().any(|ending| text.ends_with(ending))
}

/// The longest byline in characters: three persons with unit and post.
const LONGEST: usize = 60;

/// A byline, told by its mark, its label, a post or a unit beside names.
pub(crate) fn byline(text: &str) -> Option<Byline> {
    let text = text.trim();
    let is_sentence = |c| matches!(c, '。' | '？' | '！' | '；' | '《');
    // A dash before a post and a name is a subtitle: ——访站长某某.
    if text.len() > 3 * LONGEST || text.starts_with('—') || text.contains(is_sentence) {
        return None;
    }
    let inside = bracketed(text).unwrap_or(text);
    let marked = inside.strip_prefix(MARKS);
    let labelled = || BY_LABEL.strip_first(inside);
    let tailed = || BY_TAIL.strip_last(inside);
    let told = marked.or_else(labelled).or_else(tailed).map(str::trim);
    // What nothing tells to be a byline is none in brackets, and none with a comma; but
    // pupils sign in brackets with their class.
    let in_class = || inside.split_whitespace().any(class);
    let enclosed = text.len() != inside.len() && !in_class();
    if told.is_none() && (enclosed || text.contains('，') || is_prose(inside)) {
        return None;
    }
    let is_told = told.is_some();
    let parts = parts(told.unwrap_or(inside), is_told)?;
    let is_sure = is_told || parts.post.is_some() || parts.unit.is_some();
    is_sure.then_some(parts)
}

/// Marks between the words of a byline.
fn is_between(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '、' | '，' | '/' | '／' | '\t')
}

/// Whether a text without mark or label is surely none: nothing but the first words is
/// looked at, which tell nearly all lines.
fn is_prose(text: &str) -> bool {
    // After a word for those who write a name follows without a space.
    let may_write = |token: &str| BY_REPORTER.stand_in(token);
    let mut tokens = text.split(is_between).filter(|token| !token.is_empty());
    let is_odd = |token: &str| {
        !may_be_name(token)
            && !may_write(token)
            && !post(token)
            && !class(token)
            && !is_unit(token)
    };
    match (tokens.next(), tokens.next()) {
        // A name alone or a post alone is no byline.
        (Some(token), None) => !may_write(token),
        (Some(first), Some(second)) => is_odd(first) || is_odd(second),
        (None, _) => true,
    }
}

/// Whether a word may be a name or a part of one, as `names` reads them.
fn may_be_name(token: &str) -> bool {
    let count = token.chars().count();
    let is_short = count <= 4 || count <= 12 && token.contains('·');
    is_short && token.chars().all(|c| is_han(c) || c == '·')
}

/// What stands inside brackets around a whole line.
fn bracketed(text: &str) -> Option<&str> {
    text.strip_prefix(['（', '('])?.strip_suffix(['）', ')']).map(str::trim)
}

/// Names, unit and posts that a line consists of. Where nothing tells that it is a
/// byline each name must have a surname.
fn parts(text: &str, is_told: bool) -> Option<Byline> {
    let mut byline = Byline { names: Vec::new(), unit: None, post: None };
    let mut plain: Vec<&str> = Vec::new();
    let mut posts: Vec<&str> = Vec::new();
    let spread = spread(text);
    let tokens: Vec<&str> =
        spread.split(is_between).filter(|token| !token.is_empty()).collect();
    for (at, token) in tokens.iter().copied().enumerate() {
        if post(token) || class(token) {
            posts.push(token);
        } else if is_unit(token) || at == 0 && tokens.len() > 1 && is_place(token) {
            // A weak one stands before the names.
            let sure = organs::unit(token) == 2 || plain.is_empty();
            byline.unit =
                sure.then(|| token.to_owned()).filter(|_| byline.unit.is_none());
            byline.unit.as_ref()?;
        } else {
            plain.push(token);
        }
    }
    let joined = plain.join(" ");
    byline.names = if is_told { names(&joined)? } else { surnamed(&joined)? };
    byline.post = (!posts.is_empty()).then(|| posts.join("、"));
    Some(byline)
}

/// Whether a word of a byline names an organisation.
fn is_unit(token: &str) -> bool {
    (organs::unit(token) > 0 || organs::region(token)) && token.chars().count() >= 4
}

/// Whether the first word of a byline names a place: no person is called 梅岭镇.
fn is_place(token: &str) -> bool {
    token.chars().count() == 3 && organs::region(token)
}

/// A text with a space after each word for those who write for a periodical.
fn spread(text: &str) -> String {
    let mut spread = text.to_owned();
    for word in REPORTERS {
        if spread.contains(word) {
            spread = spread.replace(word, &format!("{word} "));
        }
    }
    spread
}

/// The names in a text made of names only.
pub(crate) fn names(text: &str) -> Option<Vec<String>> {
    let mut out: Vec<String> = Vec::new();
    let mut half: Option<char> = None;
    for token in
        text.split([' ', '\u{3000}', '、', '，', '/', '／']).filter(|t| !t.is_empty())
    {
        let mut chars = token.chars();
        let count = token.chars().count();
        if !token.chars().all(|c| is_han(c) || c == '·') || count > 12 {
            return None;
        }
        match (half.take(), count) {
            // A name of two characters is spaced to the width of three.
            (Some(first), 1) => out.push([first, chars.next()?].iter().collect()),
            (None, 1) => half = chars.next(),
            (None, 2..=4) => out.push(token.to_owned()),
            (None, _) if token.contains('·') => out.push(token.to_owned()),
            _ => return None,
        }
    }
    (half.is_none() && !out.is_empty() && out.len() <= 12).then_some(out)
}

/// The names in a text, if each begins with a surname.
pub(crate) fn surnamed(text: &str) -> Option<Vec<String>> {
    let names = names(text)?;
    let surnamed = |name: &String| {
        let compound = COMPOUND.iter().any(|surname| name.starts_with(surname));
        let single = name.chars().next().is_some_and(|c| SURNAMES.contains(c));
        let foreign = name.contains('·') && name.chars().count() >= 6;
        compound || single && name.chars().count() <= 3 || foreign
    };
    names.iter().all(surnamed).then_some(names)
}
