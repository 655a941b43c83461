//! Lines before and between the texts of a source that belong to none: the cover, and who
//! makes a periodical.

use std::ops::Range;

use crate::import::forms::End;
use crate::import::glance::COLON;
use crate::import::lines::{Line, Width};

/// A cover.
pub(crate) const COVER: &str = "cover";
/// Who makes a periodical, and where.
pub(crate) const COLOPHON: &str = "colophon";

/// What the lines of a colophon begin with, before a colon.
const LABELS: &[&str] = &[
    "主管",
    "主办",
    "承办",
    "协办",
    "主管单位",
    "主办单位",
    "承办单位",
    "协办单位",
    "主编",
    "副主编",
    "执行主编",
    "社长",
    "总编",
    "总编辑",
    "顾问",
    "编委",
    "编委会",
    "编辑",
    "责任编辑",
    "执行编辑",
    "美术编辑",
    "责编",
    "美编",
    "校对",
    "版式",
    "设计",
    "排版",
    "地址",
    "社址",
    "电话",
    "编辑部电话",
    "传真",
    "邮编",
    "邮政编码",
    "邮箱",
    "电子邮箱",
    "投稿邮箱",
    "网址",
    "刊号",
    "国内统一刊号",
    "准印证号",
    "邮发代号",
    "出版",
    "编辑出版",
    "印刷",
    "印数",
    "发行",
    "定价",
    "出版日期",
    "印刷日期",
];

/// Fewer lines are a note below a text.
const FEWEST: usize = 3;

/// The longest cover in lines.
const LONGEST_COVER: usize = 6;

/// Marks the lines of colophons and of the cover.
pub(crate) fn mark(lines: &[Line<'_>], reasons: &mut [Option<&'static str>]) {
    let mut from = 0;
    while from < lines.len() {
        let run = lines[from..].iter().take_while(|line| is_labelled(line)).count();
        if run >= FEWEST {
            reasons[from..from + run].fill(Some(COLOPHON));
        }
        from += run.max(1);
    }
    if let Some(cover) = cover(lines) {
        reasons[cover].fill(Some(COVER));
    }
}

/// Whether a line is of the form 主编：…….
fn is_labelled(line: &Line<'_>) -> bool {
    if line.end == End::Final || !line.glance.holds(COLON) {
        return false;
    }
    line.raw.split_once(['：', ':']).is_some_and(|(label, _)| {
        let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
        LABELS.contains(&label.as_str())
    })
}

/// The first lines of a source when they are its cover: few and short, one of them a date
/// or who has edited it, more white below them than between them, and another title next.
fn cover(lines: &[Line<'_>]) -> Option<Range<usize>> {
    let full = reach(lines);
    let end = (1..lines.len().min(LONGEST_COVER + 1))
        .find(|at| lines[*at].gap >= 2 || lines[*at].page)?;
    let (cover, next) = (&lines[..end], &lines[end]);
    let is_title = |line: &Line<'_>| line.end == End::Open && line.width + 4 < full;
    let is_plain =
        |line: &Line<'_>| is_title(line) && !line.names && line.numbered().is_none();
    let widest = cover.iter().skip(1).map(|line| line.gap).max().unwrap_or(0);
    let edited = |line: &Line<'_>| line.date().is_some() || line.text.ends_with('编');
    let told = end > 1 && cover[1..].iter().any(edited);
    (told && cover.iter().all(is_plain) && next.gap > widest && is_title(next))
        .then_some(0..end)
}

/// The width that hardly a line of text is wider than: of columns, or of paragraphs.
fn reach(lines: &[Line<'_>]) -> Width {
    let mut widths: Vec<Width> = lines.iter().map(|line| line.width).collect();
    if widths.is_empty() {
        return 0;
    }
    let most = widths.len() * 9 / 10;
    *widths.select_nth_unstable(most).1
}
