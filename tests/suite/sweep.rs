//! Dense text at every measure, level and style of punctuation: no rule is broken.

use huikan::diag::{Code, Diagnostics};
use huikan::font::{Face, Fonts, Role};
use huikan::geom::Length;
use huikan::line::{
    self, Align, Level, Line, Paragraph, Punctuation, Rules, Run, RunStyle,
};

const EM: Length = Length::pt(16);

/// Paragraphs in which almost every rule of section 2 has something to do. `①` is set as
/// a note mark.
const DENSE: [&str; 4] = [
    "他问：“真的吗？……还是听错了？”——没有人回答；只有河水在响。作者奥·亨利（1862—1910）的《麦琪的礼物》\
     定价￥1,234.50，折扣12.5%，从村口到渡口约5～6公里，和／或绕行“老桥（石拱）”，见https://example.org/a/b?c=1。",
    "图书馆（总馆及分馆）……共有藏书1,024,000册①；其中“地方志、族谱、碑刻”三类占3.75%——比上年多了0.5%。\
     读者可以借《水经注》《徐霞客游记》和／或《梦溪笔谈》，每次3～5本，逾期每天￥0.10，押金￥100.00。",
    "演练分三步：“报警——疏散——清点”①，每步限时2～3分钟；楼长·副楼长各1人，负责A／B两座。口令“一、二、三……”\
     由值班员（李·王两位）喊出，集合点在操场东侧（即“银杏树下”），迟到者须在《安全手册》上签名：“本人已知”。",
    "“‘八月’这个词，”他说，“是从‘中秋’（mid-autumn）来的①。”水温18.5℃，长50 kg的大鱼有1 500条，editorial board\
     的编辑们写信到reader@example.org——询问《渔歌（增订本）》的ISBN：978-7-100……至今（2024年3月15日）没有回音！？",
];
const LEVELS: [Level; 5] =
    [Level::None, Level::Basic, Level::Gb, Level::GbPlus, Level::Strict];
const STYLES: [Punctuation; 5] = [
    Punctuation::Quanjiao,
    Punctuation::Kaiming,
    Punctuation::Banjiao,
    Punctuation::Hangmobanjiao,
    Punctuation::Raw,
];

/// A paragraph whose `①` are note marks.
fn paragraph(text: &str) -> Paragraph {
    let style = RunStyle::new(Face { role: Role::Song, bold: false, italic: false }, EM);
    let mark = RunStyle { glued: true, size: EM / 2, rise: EM / 3, ..style.clone() };
    let mut runs = Vec::new();
    for (at, note) in text.match_indices('①') {
        runs.push(Run { end: at, style: style.clone() });
        runs.push(Run { end: at + note.len(), style: mark.clone() });
    }
    runs.push(Run { end: text.len(), style });
    Paragraph { text: text.to_owned(), runs, rubies: Vec::new() }
}

/// Whether a break between two lines tears a unit apart.
fn is_torn(before: &str, after: &str) -> bool {
    let last = before.chars().next_back().unwrap_or(' ');
    let first = after.chars().next().unwrap_or(' ');
    let pair = |mark| last == mark && first == mark;
    // An even number of marks before the break: it falls between two pairs.
    let count = |mark| before.chars().rev().take_while(|c| *c == mark).count();
    let number =
        last.is_ascii_digit() && (first.is_ascii_digit() || ".,%℃".contains(first));
    (pair('—') && count('—') % 2 == 1)
        || (pair('…') && count('…') % 2 == 1)
        || number
        || (last == '￥' && first.is_ascii_digit())
        || first == '①'
}

/// Whether a level forbids a break.
fn is_forbidden(before: &str, after: &str, level: Level) -> bool {
    let starts = |marks: &str| after.starts_with(|c| marks.contains(c));
    let ends = |marks: &str| before.ends_with(|c| marks.contains(c));
    let is_single = |text: &str| text.starts_with('—') && !text.starts_with("——");
    let basic = starts("，。、；：！？）》”’·～／") || ends("（《“‘") || is_single(after);
    let gb = basic || ends("／");
    match level {
        Level::None => false,
        Level::Basic => basic,
        Level::Gb => gb,
        Level::Strict => gb || starts("……") || starts("——"),
        _ => gb || starts("……"),
    }
}

/// The widest white between two Han of a line beyond their cells.
fn widest(line: &Line) -> Length {
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut widest = Length::ZERO;
    for run in line.runs.iter().filter(|run| !run.ornament) {
        if run.glyphs.iter().any(|glyph| glyph.bytes != 3) {
            continue;
        }
        let han: Vec<bool> = run.text.chars().map(is_han).collect();
        for (pair, han) in run.glyphs.windows(2).zip(han.windows(2)) {
            if han == [true, true] {
                widest = widest.max(pair[1].x - pair[0].x - EM);
            }
        }
    }
    widest
}

/// What a set paragraph must hold.
fn hold(text: &str, rules: &Rules, fonts: &Fonts) {
    let paragraph = paragraph(text);
    let mut diagnostics = Diagnostics::new();
    let lines = line::set(&mut diagnostics, &paragraph, rules, fonts);
    let place =
        format!("{:?} {:?} {}", rules.level, rules.punctuation, rules.measure.raw());
    let is_reported = |line: &Line| {
        let text = paragraph.text[line.range.clone()].to_owned();
        diagnostics.iter().any(|d| {
            d.code == Code::L002
                && d.args.iter().any(|(_, arg)| *arg == text.as_str().into())
        })
    };
    for pair in lines.windows(2) {
        let [before, after] =
            [&pair[0], &pair[1]].map(|l| &paragraph.text[l.range.clone()]);
        assert!(!is_torn(before, after), "{place}: {before}⏎{after}");
        assert!(!is_forbidden(before, after, rules.level), "{place}: {before}⏎{after}");
        let is_full = pair[0].end == rules.measure || is_reported(&pair[0]);
        assert!(is_full, "{place}: {before} ends at {:?}", pair[0].end);
    }
    let is_book = rules.measure >= EM * 20;
    for line in &lines {
        assert!(line.end <= rules.measure, "{place}: {:?}", line.range);
        assert!(!is_book || widest(line) <= EM / 4, "{place}: {:?}", line.range);
        assert!(!is_book || !is_reported(line), "{place}: {:?}", line.range);
    }
    let ragged = Rules { align: Align::Start, ..rules.clone() };
    let greedy = line::set(&mut Diagnostics::new(), &paragraph, &ragged, fonts);
    assert!(lines.len() <= greedy.len() + 1, "{place}: {} lines", lines.len());
}

// Rules 2.14, 5.5, 5.6
#[test]
fn dense_text_breaks_no_rule_at_any_measure_level_and_style() {
    let fonts = Fonts::default();
    for halves in 16..=60 {
        for level in LEVELS {
            for punctuation in STYLES {
                let measure = EM * halves / 2;
                let rules = Rules { level, punctuation, ..Rules::new(measure, EM) };
                for text in DENSE {
                    hold(text, &rules, &fonts);
                }
            }
        }
    }
}
