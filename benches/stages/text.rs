//! Chinese prose from a small generator: articles as a converter would leave them and as
//! `content/` holds them. The same number gives the same text everywhere.

use std::fmt::Write;

/// Who acts in the sentences.
const WHO: [&str; 12] = [
    "测绘队",
    "抄书人",
    "老渡工",
    "茶农",
    "值夜的灯塔员",
    "县志编修组",
    "木匠",
    "果园",
    "气象站",
    "邮差",
    "养蜂户",
    "修桥的人",
];
/// What they do.
const DOES: [&str; 12] = [
    "整理", "记下", "修补", "画出", "比较", "搬运", "寻找", "称量", "晾晒", "登记",
    "核对", "重抄",
];
/// What they do it to.
const WHAT: [&str; 16] = [
    "沿岸的石阶",
    "三十年的水位",
    "旧册页",
    "山口的风向",
    "渡口的木桩",
    "仓里的种子",
    "磨坊的账目",
    "竹编的筐箩",
    "雨季的路线",
    "窑里的青砖",
    "蜂箱与蜜源",
    "井台的辘轳",
    "纸边的虫眼",
    "庭院的梅树",
    "灯芯和灯油",
    "夏夜的星图",
];
/// When and how.
const WHEN: [&str; 10] = [
    "天亮以前",
    "霜降之后",
    "趁着退潮",
    "逐页逐行",
    "隔一日一次",
    "不紧不慢",
    "用半个月工夫",
    "照着老规矩",
    "在屋檐底下",
    "一边走一边数",
];
/// What is named now and then.
const NAMED: [&str; 8] = [
    "《水边笔记》",
    "“慢工细活”",
    "（附图两幅）",
    "GPS",
    "第12卷",
    "3.5公里",
    "A5纸",
    "——也就是北坡——",
];

/// A sequence of numbers that look drawn (xorshift by Marsaglia, 2003).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % bound
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }

    /// A sentence of two to four clauses.
    fn sentence(&mut self, out: &mut String) {
        let clauses = 2 + self.below(3);
        for clause in 0..clauses {
            out.push_str(self.of(&WHEN));
            out.push_str(if clause == 0 { "，" } else { "" });
            out.push_str(self.of(&WHO));
            out.push_str(self.of(&DOES));
            out.push_str(self.of(&WHAT));
            if self.below(4) == 0 {
                out.push_str(self.of(&NAMED));
            }
            let last = clause + 1 == clauses;
            out.push_str(if last {
                "。"
            } else {
                self.of(&["，", "，", "；", "、"])
            });
        }
    }

    /// A paragraph of at least so many characters.
    pub(crate) fn paragraph(&mut self, characters: usize) -> String {
        let mut text = String::new();
        // A Chinese character has three bytes.
        while text.len() < characters * 3 {
            self.sentence(&mut text);
        }
        text
    }

    fn title(&mut self, number: usize) -> String {
        format!("{}怎样{}{}（{number}）", self.of(&WHO), self.of(&DOES), self.of(&WHAT))
    }
}

/// An article.
pub(crate) struct Essay {
    title: String,
    unit: String,
    /// Paragraphs, in sections.
    sections: Vec<(String, Vec<String>)>,
}

/// So many articles of about 2,200 characters.
pub(crate) fn essays(count: usize) -> Vec<Essay> {
    let mut dice = Dice::new(7);
    let essay = |number: usize| {
        let section = |dice: &mut Dice, index: usize| {
            let heading = format!("{}、{}", ["一", "二", "三"][index], dice.of(&WHAT));
            let paragraphs = (0..4).map(|_| {
                let characters = 60 + dice.below(240);
                dice.paragraph(characters)
            });
            (heading, paragraphs.collect())
        };
        Essay {
            title: dice.title(number),
            unit: format!("{}合作社", WHO[number % WHO.len()]),
            sections: (0..3).map(|index| section(&mut dice, index)).collect(),
        }
    };
    (1..=count).map(essay).collect()
}

impl Essay {
    /// As a file of content/.
    pub(crate) fn markdown(&self) -> String {
        let Self { title, unit, sections } = self;
        let mut text = format!("---\ntitle: {title}\nunit: {unit}\n---\n\n");
        for (heading, paragraphs) in sections {
            let _ = writeln!(text, "## {heading}\n\n{}\n", paragraphs.join("\n\n"));
        }
        text
    }

    /// As it stands in a source, among others.
    pub(crate) fn plain(&self) -> String {
        let Self { title, unit, sections } = self;
        let mut text = format!("{title}\n{unit}\n");
        for (heading, paragraphs) in sections {
            let _ = writeln!(text, "　　{heading}\n　　{}", paragraphs.join("\n　　"));
        }
        text.push('\n');
        text
    }
}
