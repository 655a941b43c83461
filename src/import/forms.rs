//! What the form of a line says about it: organisation, person, date, number of a
//! section, end of a sentence.
//!
//! Everything here is a suffix class, a mark or a pattern that any Chinese source can
//! show. No word of a particular source belongs here.

use crate::import::clean::{is_han, is_private};
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

/// Endings of places with an administration.
const REGION: &[char] = &['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '村'];

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

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// A sentence ends: 。！？… , perhaps inside closing marks.
    Final,
    /// ：, which ends a paragraph only before a list.
    Colon,
    /// ，、； or an opening mark: something must follow.
    Pause,
    /// A plain character.
    Open,
}

/// How a line ends.
pub(crate) fn end(text: &str) -> End {
    let core = text.trim_end_matches(|c: char| is_closing(c) || is_private(c));
    match core.chars().next_back() {
        Some('。' | '！' | '？' | '…' | '!' | '?' | '．' | '｡') => End::Final,
        Some('.') if !core.ends_with(|c: char| c.is_ascii_digit()) => {
            let before = core[..core.len() - 1].chars().next_back();
            if before.is_some_and(|c| c.is_ascii_digit()) {
                End::Open
            } else {
                End::Final
            }
        }
        Some('：' | ':') if core.len() == text.len() => End::Colon,
        Some(
            '，' | '、' | '；' | ',' | ';' | '－' | '“' | '‘' | '《' | '「' | '『' | '（',
        ) => End::Pause,
        _ => End::Open,
    }
}

/// Closing marks that may follow the mark of a sentence end.
pub(crate) fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '〕' | '"' | '\'')
}

/// Whether a line begins with a character that no line of its own begins with.
pub(crate) fn continues(text: &str) -> bool {
    text.starts_with([
        '，', '。', '、', '；', '：', '！', '？', '）', '》', '」', '』', '】', '％', '%',
    ])
}

/// Whether a sentence ends inside the line, before its last character.
pub(crate) fn has_inner_stop(text: &str) -> bool {
    text.char_indices().any(|(at, c)| {
        matches!(c, '。' | '！' | '？' | '；') && at + c.len_utf8() < text.len()
    })
}

/// The level that the number before a heading gives: 一、 is 1, （一） 2, 1. 3, （1） 4.
pub(crate) fn numbered(text: &str) -> Option<u8> {
    let chapter = ['章', '节', '節', '部', '篇', '编', '讲', '辑', '回', '卷'];
    let after_ordinal = text
        .strip_prefix('第')
        .and_then(|rest| past_number(rest, is_han_digit).or(past_number(rest, is_digit)));
    if after_ordinal.is_some_and(|rest| rest.starts_with(chapter)) {
        return Some(1);
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let closes =
            |rest: Option<&str>| rest.is_some_and(|rest| rest.starts_with(['）', ')']));
        if closes(past_number(rest, is_han_digit)) {
            return Some(2);
        }
        return closes(past_number(rest, is_digit)).then_some(4);
    }
    if past_number(text, is_han_digit).is_some_and(|rest| rest.starts_with(['、', '．']))
    {
        return Some(1);
    }
    let rest = past_number(text, is_digit)?;
    let rest = rest.strip_prefix(['、', '．', '.'])?;
    // 2.0 is a figure and no number of a section.
    (!rest.starts_with(is_digit)).then_some(3)
}

/// Whether a numbered heading has the first number: 一、 （一） 1. 第一章.
pub(crate) fn is_first_number(text: &str) -> bool {
    let core = text.trim_start_matches(['第', '（', '(']);
    core.starts_with(['一', '1', '１', '壹'])
        && !core.chars().nth(1).is_some_and(|c| is_digit(c) || is_han_digit(c))
}

/// What follows a number of up to three digits: longer ones are years and figures.
fn past_number(text: &str, member: fn(char) -> bool) -> Option<&str> {
    let digits = text.chars().take(4).take_while(|c| member(*c)).count();
    let end = text.char_indices().nth(digits).map_or(text.len(), |(end, _)| end);
    (1..=3).contains(&digits).then(|| &text[end..])
}

/// A digit of Chinese numbers.
fn is_han_digit(c: char) -> bool {
    "〇零一二三四五六七八九十百".contains(c)
}

/// A digit, narrow or wide.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// How sure a line names an organisation: 0 no, 1 by a weak ending, 2 by a strong one.
pub(crate) fn unit(text: &str) -> u8 {
    let text = text.trim_end_matches(['：', ':']);
    let count = text.chars().count();
    let plain = text.chars().all(|c| {
        is_han(c)
            || is_ascii_name(c)
            || matches!(c, '（' | '）' | '(' | ')' | '·' | ' ' | '“' | '”')
    });
    if !(3..=36).contains(&count) || !plain || numbered(text).is_some() {
        return 0;
    }
    let mut strong =
        UNIT_STRONG.iter().copied().chain(units::LAYERS.iter().map(|layer| layer.ending));
    if strong.any(|suffix| text.ends_with(suffix)) {
        return 2;
    }
    // Names hold none of the words that phrases are made with.
    let phrase =
        text.contains(['的', '了', '是', '在', '让', '把', '从', '我', '着', '走']);
    u8::from(
        count <= 24 && !phrase && UNIT_WEAK.iter().any(|suffix| text.ends_with(suffix)),
    )
}

/// Letters and digits that stand in names of organisations.
fn is_ascii_name(c: char) -> bool {
    c.is_ascii_alphanumeric()
}

/// Whether a short line names a place that has an administration.
pub(crate) fn region(text: &str) -> bool {
    let count = text.chars().count();
    let inner = text.chars().rev().skip(1).any(|c| REGION.contains(&c));
    (2..=10).contains(&count)
        && text.ends_with(REGION)
        && text.chars().all(is_han)
        && (count <= 4 || inner)
}

/// Whether a line says what a person is, and names nobody.
pub(crate) fn post(text: &str) -> bool {
    let count = text.chars().count();
    (2..=40).contains(&count)
        && POSTS.iter().any(|suffix| text.ends_with(suffix))
        && !text.contains(['。', '！', '？'])
}

/// A byline: its persons and what is left of it (posts), or `None`.
pub(crate) fn byline(text: &str) -> Option<(Vec<String>, Option<String>)> {
    let marked = text.strip_prefix(['■', '□', '●', '○', '◆', '◇', '▪', '◎']);
    let labelled = ["作者：", "作者:", "文/", "文／", "文 /", "撰文：", "撰稿："]
        .iter()
        .find_map(|label| text.strip_prefix(label));
    if let Some(rest) = marked.or(labelled) {
        let rest = rest.trim();
        let (rest, posted) = split_post(rest);
        let names = names(rest)?;
        return Some((names, posted.map(str::to_owned)));
    }
    let (posts, rest) = text.trim().rsplit_once(' ')?;
    if post(posts.trim()) {
        let names = surnamed(rest)?;
        return Some((names, Some(posts.trim().to_owned())));
    }
    // “记者 甲 乙”: the post stands first.
    let (first, rest) = text.trim().split_once(' ')?;
    if post(first) {
        return Some((surnamed(rest)?, Some(first.to_owned())));
    }
    None
}

/// A post at the start or the end of what a byline holds, apart from the names.
fn split_post(text: &str) -> (&str, Option<&str>) {
    if let Some((names, last)) = text.rsplit_once(' ')
        && post(last)
    {
        return (names.trim(), Some(last));
    }
    if let Some((first, names)) = text.split_once(' ')
        && post(first)
    {
        return (names.trim(), Some(first));
    }
    (text, None)
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
        compound || single && name.chars().count() <= 3 || name.contains('·')
    };
    names.iter().all(surnamed).then_some(names)
}

/// A line that is a date, as ISO 8601 without the parts that are not said.
pub(crate) fn date(text: &str) -> Option<String> {
    // The longest form, 二〇二二年十二月二十七日 in brackets, has less than 60 bytes.
    if text.len() > 60 || !text.contains(['年', '-', '/', '.']) {
        return None;
    }
    let core: String = text
        .chars()
        .filter(|c| {
            !c.is_whitespace() && !matches!(c, '（' | '）' | '(' | ')' | '【' | '】')
        })
        .map(arabic)
        .collect();
    let core = core.strip_suffix("日").or(core.strip_suffix("号")).unwrap_or(&core);
    let parts: Vec<&str> =
        core.split(['年', '月', '-', '/', '.', '－']).filter(|p| !p.is_empty()).collect();
    let [year, rest @ ..] = parts.as_slice() else { return None };
    let year: u16 = (year.len() == 4).then(|| year.parse().ok())??;
    let number =
        |part: &str, most: u8| part.parse::<u8>().ok().filter(|n| (1..=most).contains(n));
    match (1800..=2200).contains(&year).then_some(rest)? {
        [] if text.contains('年') => Some(format!("{year:04}")),
        [month] => Some(format!("{year:04}-{:02}", number(month, 12)?)),
        [month, day] => {
            Some(format!("{year:04}-{:02}-{:02}", number(month, 12)?, number(day, 31)?))
        }
        _ => None,
    }
}

/// Whether a line names an issue of a periodical: 2023年第4期, 总第128期, 第3版.
pub(crate) fn issue(text: &str) -> bool {
    let core = text.trim_end_matches(['）', ')', '】', '·']);
    let Some(core) = core.strip_suffix(['期', '号', '版', '卷', '輯', '辑']) else {
        return false;
    };
    let number = core.trim_end_matches(|c| is_digit(c) || is_han_digit(c));
    number.len() < core.len() && number.ends_with(['第', '总', '總'])
}

/// A Chinese digit as an ASCII one: 二〇二二. Tens are left alone: dates of sources that
/// spell them (十二月) are rare and stay text.
fn arabic(c: char) -> char {
    match "〇一二三四五六七八九".chars().position(|digit| digit == c) {
        Some(value) => {
            u32::try_from(value).ok().and_then(|v| char::from_digit(v, 10)).unwrap_or(c)
        }
        None if c == '○' || c == '零' => '0',
        None => c,
    }
}

/// Whether a text is a note about its article: in brackets, or 原载……, 来源：…….
pub(crate) fn note(text: &str) -> bool {
    let inside = text.strip_prefix(['（', '(', '【', '['].as_slice());
    let bracketed = inside.is_some_and(|rest| rest.ends_with([')', '）', '】', ']']));
    let opens = [
        "作者",
        "摘自",
        "原载",
        "载《",
        "载于",
        "来源",
        "选自",
        "据《",
        "责任编辑",
        "责编",
        "刊于",
        "供稿",
    ];
    let core = inside.unwrap_or(text);
    if bracketed {
        let tail =
            &core[..core.len() - core.chars().next_back().map_or(0, char::len_utf8)];
        return opens.iter().any(|word| core.starts_with(word))
            || tail.contains("单位")
            || post(tail);
    }
    // A bracket that stays open goes on in the next line.
    inside.is_none()
        && (text.chars().count() <= 60
            && opens[1..].iter().any(|word| core.starts_with(word)))
        && end(text) != End::Final
        && !text.contains('，')
}

/// Whether a line is the words below a picture.
pub(crate) fn caption(text: &str) -> bool {
    text.starts_with(['▲', '▼', '△', '▶', '◀', '►'])
        || text.starts_with("图为")
        || text.ends_with(" 摄")
        || text.ends_with("/摄")
        || text.ends_with("摄影")
}
