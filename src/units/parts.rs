//! The name of a unit into its parts: place, organisation, layers above it.
//!
//! All that is known about names of organisations is in the tables here; no name of a
//! particular place or source belongs here.

/// A layer that stands behind the name of an organisation: it writes for the whole.
pub(crate) struct Layer {
    /// How the name ends.
    pub(crate) ending: &'static str,
    /// Whether a name with it may be the canonical one. A team wrote one text.
    is_lasting: bool,
}

const fn lasting(ending: &'static str) -> Layer {
    Layer { ending, is_lasting: true }
}

const fn team(ending: &'static str) -> Layer {
    Layer { ending, is_lasting: false }
}

/// The layers, longer ones before those they end in.
pub(crate) const LAYERS: &[Layer] = &[
    lasting("党委理论学习中心组"),
    lasting("党组理论学习中心组"),
    lasting("理论学习中心组"),
    lasting("学习中心组"),
    lasting("中心学习组"),
    lasting("中心组"),
    lasting("机关党委"),
    lasting("机关党总支"),
    lasting("机关党支部"),
    lasting("党工委"),
    lasting("党委会"),
    lasting("党委"),
    lasting("党组"),
    lasting("党总支"),
    lasting("党支部"),
    team("联合课题组"),
    team("课题组"),
    team("调研组"),
    team("写作组"),
    team("撰写组"),
    team("學習中心組"),
    team("黨委"),
    team("黨組"),
    team("黨支部"),
    team("課題組"),
];

/// How names begin that are those of a party committee.
const PARTY: &[&str] = &["中国共产党", "中共"];

/// What the committee itself is called behind the organisation, in such names.
const COMMITTEE: &str = "委员会";

/// Endings of places with an administration.
pub(crate) const REGION: &[char] =
    &['省', '市', '县', '区', '州', '盟', '旗', '镇', '乡', '村'];

/// Words that begin with the ending of a place and are none: 市场, 乡村.
const NO_REGION: &[&str] = &[
    "市场",
    "市容",
    "市政工程",
    "市政公用",
    "市政园林",
    "市政建设",
    "市政集团",
    "市政设计",
    "市民中心",
    "市民服务",
    "县域",
    "区域",
    "区块",
    "省际",
    "乡村",
    "乡镇",
    "村镇",
    "村民",
    "村级",
    "旗舰",
    "州际",
];

/// Characters of organisations, which no name of a place holds.
const ORGANISATION: &[char] = &['局', '委', '厅', '院', '校'];

/// Places whose names begin with what looks like the ending of one.
const NAMED_BY_SIDE: &[&str] = &["市中", "市南", "市北", "市东", "市西"];

/// Words that stand for the place where the text was written.
const HERE: &[&str] = &["本", "我", "全", "该"];

/// Two forms of one organisation: written out, and as people say it.
const FORMS: &[(&str, &str)] = &[
    ("村民委员会", "村委会"),
    ("居民委员会", "居委会"),
    ("人民政府", "政府"),
    ("人民检察院", "检察院"),
    ("人民法院", "法院"),
];

/// Traditional characters that stand in names of organisations.
const TRADITIONAL: &str = "黨學區縣廳會組館圖書與務團聯業農國電環衛員辦處隊場廠銀醫計設財稅實驗對際報館鄉鎮\
     質監織統戰傳";
/// The same, simplified, in the same order.
const SIMPLIFIED: &str = "党学区县厅会组馆图书与务团联业农国电环卫员办处队场厂银医计设财税实验对际报馆乡镇\
     质监织统战传";

/// Which place a name says its unit belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// 湖州市: its name, and what it is.
    Named(String, char),
    /// 市: only what it is. Which one, the reader of the source knows.
    Level(char),
    /// None.
    Unsaid,
}

/// The name of a unit in parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parts {
    /// The nearest place.
    pub(crate) place: Place,
    /// The organisation without place, layers and brackets, in its short form.
    pub(crate) body: String,
    /// What was taken off to get there.
    pub(crate) taken: Taken,
}

/// What was taken off a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Taken {
    /// A layer.
    pub(crate) layer: bool,
    /// A layer that is a team.
    pub(crate) team: bool,
    /// 中共.
    pub(crate) party: bool,
    /// Words in brackets at the end.
    pub(crate) brackets: bool,
    /// Places above the nearest.
    pub(crate) places: bool,
    /// Traditional characters, spaces, the long form of an organisation.
    pub(crate) spelling: bool,
}

/// Takes a name apart.
pub(crate) fn parts(name: &str) -> Parts {
    let mut taken = Taken::default();
    let simple: String =
        name.chars().filter(|c| !c.is_whitespace()).map(simplified).collect();
    taken.spelling = simple != name;
    let mut rest = simple.as_str();
    rest = without_brackets(rest, &mut taken);
    rest = without_layers(rest, &mut taken);
    let (place, body) = place(rest, &mut taken);
    Parts { body: short_form(&place, body, &mut taken), place, taken }
}

fn simplified(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let at = TRADITIONAL.chars().position(|known| known == c);
    at.and_then(|at| SIMPLIFIED.chars().nth(at)).unwrap_or(c)
}

fn without_brackets<'a>(name: &'a str, taken: &mut Taken) -> &'a str {
    let Some(inner) = name.strip_suffix(['）', ')']) else { return name };
    match inner.rfind(['（', '(']) {
        Some(at) if at > 0 => {
            taken.brackets = true;
            &name[..at]
        }
        _ => name,
    }
}

/// A name without 中共 and without the layers behind the organisation.
fn without_layers<'a>(name: &'a str, taken: &mut Taken) -> &'a str {
    let mut rest = name;
    if let Some(behind) = PARTY.iter().find_map(|word| name.strip_prefix(word)) {
        taken.party = true;
        rest = behind;
    }
    loop {
        let layer = LAYERS.iter().find_map(|layer| {
            let before = rest.strip_suffix(layer.ending)?;
            (before.chars().count() >= 2 && !is_numbered(before))
                .then_some((before, layer))
        });
        if let Some((before, layer)) = layer {
            taken.layer = true;
            taken.team |= !layer.is_lasting;
            rest = before;
        } else if taken.party
            && let Some(before) = rest.strip_suffix(COMMITTEE)
            && before.chars().count() >= 2
        {
            taken.layer = true;
            rest = before;
        } else {
            return rest;
        }
    }
}

/// 第一党支部 is one of several and not its organisation.
fn is_numbered(before: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    before.trim_end_matches(is_number).len() < before.len()
}

/// The nearest place a name begins with, and what follows.
fn place<'a>(name: &'a str, taken: &mut Taken) -> (Place, &'a str) {
    let mut rest = name;
    let mut nearest = Place::Unsaid;
    while let Some((found, level, behind)) = named(rest) {
        taken.places |= nearest != Place::Unsaid;
        nearest = Place::Named(found.to_owned(), level);
        rest = behind;
    }
    if nearest != Place::Unsaid {
        return (nearest, rest);
    }
    let here = HERE.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let level = here.chars().next().filter(|c| REGION.contains(c) && is_region(here));
    match level {
        Some(level) if here.len() > level.len_utf8() => {
            (Place::Level(level), &here[level.len_utf8()..])
        }
        _ => (Place::Unsaid, rest),
    }
}

/// Most characters of the name of a place: 鄂尔多斯; with 自治 behind it 双江拉祜族佤族
/// 布朗族傣族.
const LONGEST: usize = 5;
const LONGEST_AUTONOMOUS: usize = 14;

/// A place with its name at the start of a text: name, what it is, what follows.
pub(crate) fn named(text: &str) -> Option<(&str, char, &str)> {
    for (count, (at, c)) in text.char_indices().enumerate().take(LONGEST_AUTONOMOUS) {
        if ORGANISATION.contains(&c) || !('\u{3400}'..='\u{9FFF}').contains(&c) {
            return None;
        }
        let before = &text[..at];
        let is_autonomous = before.ends_with("自治");
        let fits = match c {
            '县' => (1..=LONGEST).contains(&count),
            // 湖州 is a city; only 自治州 is a place of this kind.
            '州' => false,
            _ => (2..=LONGEST).contains(&count),
        };
        if REGION.contains(&c)
            && (fits || is_autonomous)
            && is_region(&text[at..])
            && !is_level(before)
        {
            return Some((before, c, &text[at + c.len_utf8()..]));
        }
    }
    None
}

/// Whether a name begins with 市, 县 and the like, so that it names no place of its own.
fn is_level(name: &str) -> bool {
    let is_here =
        HERE.iter().any(|word| name.starts_with(word)) && name.chars().count() < 3;
    is_here
        || name.starts_with(['省', '市', '县', '区']) && !NAMED_BY_SIDE.contains(&name)
}

/// Whether a text that begins with the ending of a place does not begin with another word.
fn is_region(text: &str) -> bool {
    !NO_REGION.iter().any(|word| text.starts_with(word))
}

/// The short form of an organisation. A city by itself that has a layer is its party
/// committee; a village is its committee.
fn short_form(place: &Place, body: &str, taken: &mut Taken) -> String {
    for (long, short) in FORMS {
        if let Some(before) = body.strip_suffix(long) {
            taken.spelling = true;
            return format!("{before}{short}");
        }
    }
    match (place, body) {
        (Place::Named(_, '村'), "" | "委会") => "村委会".to_owned(),
        (Place::Named(_, '省' | '市' | '县' | '区' | '州'), "") if taken.layer => {
            "委".to_owned()
        }
        _ => body.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, parts};

    /// Place and organisation of a name, with a bar between them.
    fn shown(name: &str) -> String {
        let parts = parts(name);
        match parts.place {
            Place::Named(place, level) => format!("{place}{level}|{}", parts.body),
            Place::Level(level) => format!("{level}|{}", parts.body),
            Place::Unsaid => format!("|{}", parts.body),
        }
    }

    #[test]
    fn names_of_units_come_apart() {
        for (name, expected) in [
            ("市水利局党委理论学习中心组", "市|水利局"),
            ("中共临溪市水利局委员会理论学习中心组", "临溪市|水利局"),
            ("东江省临溪市水利局", "临溪市|水利局"),
            ("临溪市市场监督管理局党组", "临溪市|市场监督管理局"),
            ("市场监督管理局", "|市场监督管理局"),
            ("县乡村振兴局", "县|乡村振兴局"),
            ("市民政局", "市|民政局"),
            ("临溪市委理论学习中心组", "临溪市|委"),
            ("中共临溪市委员会", "临溪市|委"),
            ("市城市管理局（市行政执法局）", "市|城市管理局"),
            ("我市图书馆", "市|图书馆"),
            ("柳湾村", "柳湾村|村委会"),
            ("柳湾村村民委员会", "柳湾村|村委会"),
            ("柳湾村委会", "柳湾村|村委会"),
            ("棠溪镇人民政府", "棠溪镇|政府"),
            ("棠溪中学教研组", "|棠溪中学教研组"),
            ("市水利局机关第一党支部", "市|水利局机关第一党支部"),
            ("市水利局黨委", "市|水利局"),
            ("中心组", "|中心组"),
        ] {
            assert_eq!(shown(name), expected, "{name}");
        }
    }
}
