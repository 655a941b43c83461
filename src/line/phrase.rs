//! Where a displayed title pauses: breaks between two Han from best to worst.
//!
//! A title is read as phrases, so it rather breaks after 的 or before 与 than elsewhere,
//! and not inside a word. Absent on purpose: a dictionary. That of Unicode weighs four
//! megabytes and twenty crates for the dozen lines of a book that are centred; the words
//! here are those that titles of study groups and local papers are made of.

use crate::line::breaks::Break;

/// Characters that lean on what stands before them.
const LEANING: &str = "的了着过们性化者等地得之里中上下内外间时后前";
/// Characters after which a phrase ends.
const ENDING: &str = "的了着";
/// Characters with which a phrase begins.
const BEGINNING: &str = "与和及暨对向把让从为";
/// Numerals, which stay together and with what they count.
const NUMERALS: &str = "〇一二三四五六七八九十百千万亿两第";
/// What numerals count.
const COUNTED: &str = "年月日个条座次届篇天周";
/// Words of two characters that titles are made of, in the order of their code points.
const WORDS: [&str; 205] = [
    "一个", "一座", "一条", "一次", "三次", "上午", "下午", "世界", "中国", "中心",
    "为什", "主义", "乡村", "交通", "产业", "人才", "人民", "什么", "今天", "他们",
    "任务", "企业", "优化", "会议", "传承", "传统", "住房", "体系", "作为", "你们",
    "使命", "保障", "健康", "儿童", "先进", "党员", "全面", "共同", "关于", "典型",
    "养老", "农业", "农村", "冬天", "创新", "初心", "制度", "加强", "动力", "助力",
    "区域", "医疗", "单位", "卫生", "历史", "发展", "司机", "司法", "启示", "和谐",
    "团结", "国家", "图书", "土地", "地方", "坚持", "城市", "基层", "增强", "夏天",
    "奋力", "奋斗", "奋进", "妇女", "学习", "学校", "学生", "孩子", "安全", "完善",
    "实施", "实践", "审计", "富裕", "就业", "山水", "工业", "工作", "市场", "干部",
    "平安", "幸福", "建设", "开放", "引领", "怎么", "怎样", "思想", "思考", "总结",
    "情况", "我们", "打造", "执法", "投资", "报告", "担当", "振兴", "探索", "推动",
    "推进", "提升", "提高", "支撑", "收入", "改革", "政府", "政治", "政策", "故事",
    "教师", "教育", "数字", "整理", "文化", "文明", "方向", "时代", "明天", "春天",
    "昨天", "智慧", "服务", "机关", "村庄", "来历", "构建", "民族", "民生", "水利",
    "水平", "河流", "治理", "法治", "活力", "活动", "消费", "深入", "深化", "激发",
    "牢记", "特色", "环境", "现代", "理论", "生态", "监督", "目标", "研究", "示范",
    "社会", "秋天", "科技", "税务", "管理", "篇章", "精神", "红色", "纪要", "组织",
    "织密", "经济", "经验", "统一", "统计", "综合", "绿色", "美丽", "群众", "老人",
    "老年", "能力", "自己", "落实", "规划", "讲话", "读书", "调查", "调研", "谱写",
    "财政", "责任", "质量", "贯彻", "贸易", "资源", "道路", "金融", "长江", "问题",
    "阅读", "青年", "革命", "高质", "黄河",
];

/// How well a title breaks between two Han.
pub(super) fn between(before: char, after: char) -> Break {
    let mut pair = String::with_capacity(8);
    pair.push(before);
    pair.push(after);
    let counts = NUMERALS.contains(before)
        && (NUMERALS.contains(after) || COUNTED.contains(after));
    if counts || LEANING.contains(after) || WORDS.binary_search(&pair.as_str()).is_ok() {
        Break::Unwilling
    } else if ENDING.contains(before) || BEGINNING.contains(after) {
        Break::Free
    } else {
        Break::Reluctant
    }
}
