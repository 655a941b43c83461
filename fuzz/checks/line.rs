//! What is promised for lines: no character is lost, whatever the text and the rules.

use std::sync::LazyLock;

use huikan::diag::{Code, Diagnostics, Files};
use huikan::font::{Face, Fonts, Role};
use huikan::geom::Length;
use huikan::line::{
    self, Align, Decoration, Direction, Gap, Level, Line, Opening, Overlong, Paragraph,
    Punctuation, Region, Ruby, Rules, Run, RunStyle,
};

use super::{lossy, readable};

const EM: Length = Length::pt(10);

/// Read once: they do not depend on what is asked.
static FONTS: LazyLock<Fonts> = LazyLock::new(Fonts::default);

/// A text in lines. The first bytes, up to a NUL, say how it is set; the text follows.
pub(crate) fn line(bytes: &[u8]) {
    let at = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
    let mut choices = Choices(bytes[..at].iter());
    let text = lossy(bytes.get(at + 1..).unwrap_or_default());
    let rules = rules(&mut choices);
    let paragraph = paragraph(&mut choices, text);
    let mut diagnostics = Diagnostics::new();
    let (lines, counts) =
        line::set_with_counts(&mut diagnostics, &paragraph, &rules, &FONTS);
    readable(&diagnostics, &Files::default());
    whole(&paragraph, &lines);
    let measured = line::measure(&mut Diagnostics::new(), &paragraph, &rules, &FONTS);
    assert!(measured.iter().map(|(line, _)| line).eq(&lines), "measured otherwise");
    let breaks = line::breaks(&paragraph, &rules, &FONTS);
    assert!(breaks.windows(2).all(|pair| pair[0] < pair[1]), "{breaks:?}");
    assert!(breaks.iter().all(|at| paragraph.text.is_char_boundary(*at)), "{breaks:?}");
    filled(&rules, &paragraph, &lines, &diagnostics);
    if !lines.is_empty() {
        assert!(counts.contains(&lines.len()), "{counts:?} without {}", lines.len());
    }
    let near: Vec<usize> = (lines.len().saturating_sub(2)..lines.len() + 3).collect();
    let ways = line::set_in(&paragraph, &rules, &FONTS, &near);
    for (count, lines) in near.iter().zip(ways) {
        let Some(lines) = lines else { continue };
        assert_eq!((lines.len(), counts.contains(count)), (*count, true), "{counts:?}");
        whole(&paragraph, &lines);
    }
}

/// Asks that lines draw the whole text, piece by piece.
fn whole(paragraph: &Paragraph, lines: &[Line]) {
    let mut end = 0;
    for line in lines {
        let between = paragraph.text.get(end..line.range.start);
        assert!(between.is_some_and(|text| text.trim().is_empty()), "{end} {line:?}");
        assert!(paragraph.text.get(line.range.clone()).is_some(), "{line:?}");
        assert!(line.end.abs() < Length::pt(1_000_000), "{line:?}");
        end = line.range.end;
        for run in &line.runs {
            let bytes: usize =
                run.glyphs.iter().map(|glyph| usize::from(glyph.bytes)).sum();
            assert_eq!(bytes, run.text.len(), "{run:?}");
            let is_led = run.glyphs.first().is_none_or(|glyph| glyph.bytes > 0);
            assert!(is_led || run.ornament, "{run:?} begins with half a cluster");
        }
    }
    let rest = paragraph.text.get(end..).unwrap_or_default();
    assert!(rest.trim().is_empty(), "{rest:?} is lost");
    let runs = lines.iter().flat_map(|line| &line.runs).filter(|run| !run.ornament);
    let drawn: String = runs.map(|run| run.text.as_str()).collect();
    assert_eq!(visible(&drawn), visible(&paragraph.text));
}

/// The characters that have ink. Selectors, joiners and marks of direction have none, and
/// are kept only with the character that they are about.
fn visible(text: &str) -> String {
    let is_none = |c: char| {
        matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}')
            || matches!(c, '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
            || matches!(c, '\u{E0100}'..='\u{E01EF}')
    };
    let has_ink = |c: &char| !c.is_whitespace() && !c.is_control() && !is_none(*c);
    text.chars().filter(has_ink).collect()
}

/// Asks that a filled paragraph of one size is filled: no line is too long, and every one
/// but the last is as long as it should be or reported.
fn filled(
    rules: &Rules,
    paragraph: &Paragraph,
    lines: &[Line],
    diagnostics: &Diagnostics,
) {
    let is_plain = paragraph.runs.len() == 1 && paragraph.rubies.is_empty();
    let is_narrow = rules.measure < EM * 8;
    let is_indented =
        rules.first_indent > EM * 2 || rules.indent + rules.end_indent > EM * 2;
    let may_stick = rules.hanging || rules.overlong == Overlong::Stick;
    let style = paragraph.runs.first().map(|run| &run.style);
    let is_even = style.is_none_or(|style| style.size == EM);
    if !is_plain || !is_even || is_narrow || is_indented || may_stick {
        return;
    }
    let full = rules.measure - rules.end_indent;
    for line in lines {
        assert!(line.end <= full, "{} > {}: {line:?}", line.end.to_pt(), full.to_pt());
    }
    let ends = |c: char| matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let is_forced = paragraph.text.contains(ends);
    if rules.align == Align::Justify && !is_forced {
        let short = lines.iter().rev().skip(1).filter(|line| line.end != full).count();
        let reported = diagnostics.iter().filter(|found| found.code == Code::L002);
        assert_eq!(short, reported.count());
    }
}

/// Bytes as answers to questions, in order.
struct Choices<'a>(std::slice::Iter<'a, u8>);

impl Choices<'_> {
    /// The next byte; 1 after the last.
    fn byte(&mut self) -> u8 {
        self.0.next().copied().unwrap_or(1)
    }

    fn flag(&mut self) -> bool {
        self.byte().is_multiple_of(2)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::from(self.byte()) % all.len()]
    }

    /// So many eighths of an em.
    fn eighths(&mut self) -> Length {
        EM * i64::from(self.byte()) / 8
    }
}

fn rules(choices: &mut Choices<'_>) -> Rules {
    let (measure, long) = (choices.eighths(), choices.byte());
    Rules {
        measure: measure + EM * i64::from(long % 64),
        em: EM,
        first_indent: choices.of(&[Length::ZERO, EM * 2, EM * -2, EM / 2, EM * 40]),
        indent: choices.of(&[Length::ZERO, EM, EM * 2, EM * 40]),
        end_indent: choices.of(&[Length::ZERO, EM, EM * 40]),
        level: choices.of(&[
            Level::GbPlus,
            Level::None,
            Level::Basic,
            Level::Gb,
            Level::Strict,
            Level::Normal,
            Level::Loose,
            Level::Anywhere,
        ]),
        punctuation: choices.of(&[
            Punctuation::Quanjiao,
            Punctuation::Kaiming,
            Punctuation::Banjiao,
            Punctuation::Hangmobanjiao,
            Punctuation::Raw,
        ]),
        region: choices.of(&[
            Region::Hans,
            Region::Hant,
            Region::Ja,
            Region::Ko,
            Region::Other,
        ]),
        direction: choices.of(&[Direction::Vertical, Direction::Horizontal]),
        align: choices.of(&[Align::Start, Align::Justify, Align::Center, Align::End]),
        gap: choices.of(&[Gap::Fixed, Gap::Elastic, Gap::Eighth, Gap::None]),
        opening: choices.of(&[Opening::Paragraph, Opening::Flush, Opening::Full]),
        wide_space: choices.flag(),
        hanging: choices.flag(),
        shrink_stops: choices.flag(),
        overlong: choices.of(&[Overlong::Stick, Overlong::Break]),
        latin: choices.of(&[None, Some(*b"en"), Some(*b"de"), Some(*b"xx")]),
    }
}

fn paragraph(choices: &mut Choices<'_>, text: String) -> Paragraph {
    let mut paragraph = Paragraph { text, ..Paragraph::default() };
    let mut end = 0;
    for _ in 1..choices.byte() % 5 {
        end = place(&paragraph.text, end, choices.byte());
        let run = Run { end, style: style(choices) };
        paragraph.runs.push(run);
    }
    let style = style(choices);
    paragraph.runs.push(Run { end: paragraph.text.len(), style });
    let mut end = 0;
    for _ in 1..choices.byte() % 4 {
        let start = place(&paragraph.text, end, choices.byte());
        end = place(&paragraph.text, start, choices.byte());
        let text = choices.of(&["hàn zì", "zhuāng", "", " ", "ㄏㄢˋ", "\u{E0F1}"]);
        paragraph.rubies.push(Ruby { base: start..end, text: text.to_owned() });
    }
    paragraph
}

/// A place in a text so many bytes after another one.
fn place(text: &str, from: usize, bytes: u8) -> usize {
    text.ceil_char_boundary((from + usize::from(bytes)).min(text.len()))
}

fn style(choices: &mut Choices<'_>) -> RunStyle {
    let role = choices.of(&[Role::Hei, Role::Song, Role::Kai, Role::Fangsong]);
    let (bold, italic) = (choices.byte() > 100, choices.byte() > 100);
    let decoration = choices.of(&[
        Decoration::Through,
        Decoration::None,
        Decoration::Under,
        Decoration::Wave,
    ]);
    RunStyle {
        size: choices.of(&[EM / 2, EM, EM * 3]),
        rise: choices.of(&[EM / 2, Length::ZERO]),
        decoration,
        dots: choices.flag(),
        glued: choices.flag(),
        verbatim: choices.flag(),
        language: choices.of(&[Some(*b"fr"), None, Some(*b"ru")]),
        ..RunStyle::new(Face { role, bold, italic }, EM)
    }
}
