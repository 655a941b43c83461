//! The colophon (版权页) at the foot of its page: CIP data, the record of the volume, and
//! the publication's own lines, a thin rule above each.

use crate::geom::{Length, Point, Rect, Size};
use crate::line::Align;
use crate::page::Mark;
use crate::page::chapter::date;
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text};
use crate::page::{ElementId, Role};
use crate::style::Words;
use crate::volume::{Label, Value, Volume};

/// The page of the colophon of a volume that has so many pages.
pub(super) fn lay_out(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    pages: usize,
) -> Drawn {
    let colophon = volume.colophon();
    let words = &setting.style.words;
    let mut column = Column { setting, scope, drawn: Drawn::default(), y: Length::ZERO };
    if !colophon.cip.is_empty() {
        column.rule();
        column.line(&words.cip, true);
        column.y += column.setting.style.colophon.pitch / 2;
        colophon.cip.iter().for_each(|line| column.line(line, false));
        column.y += column.setting.style.colophon.pitch;
    }
    column.rule();
    for fact in &colophon.record {
        let Some(value) = say(setting, &fact.value, &fact.label, pages) else { continue };
        match name(words, &fact.label) {
            "" => column.line(&value, fact.label == Label::Title),
            label => column.fact(label, &value),
        }
    }
    colophon.lines.iter().for_each(|line| column.line(line, false));
    column.at_foot()
}

/// What a line of the record is called on paper.
fn name<'a>(words: &'a Words, label: &'a Label) -> &'a str {
    match label {
        Label::Title => "",
        Label::Own(own) => own,
        Label::Editors => &words.editors,
        Label::Publisher => &words.publisher,
        Label::Issuer => &words.issuer,
        Label::Address => &words.address,
        Label::Recipients => &words.recipients,
        Label::Printer => &words.printer,
        Label::Distributor => &words.distributor,
        Label::Date => &words.date,
        Label::Format => &words.format,
        Label::Sheets => &words.sheets,
        Label::Extent => &words.extent,
        Label::Articles => &words.articles,
        Label::Edition => &words.edition,
        Label::Printing => &words.printing,
        Label::Copies => &words.copies,
        Label::Isbn => &words.isbn,
        Label::Price => &words.price,
        Label::Permit => &words.permit,
        Label::Clc => &words.clc,
    }
}

/// What a line of the record says on paper; nothing when that cannot be known.
fn say(setting: &Setting, value: &Value, label: &Label, pages: usize) -> Option<String> {
    let words = &setting.style.words;
    Some(match value {
        Value::Text(text) => text.clone(),
        Value::Date(day) => date(*day),
        Value::Count(count) if *label == Label::Extent => {
            let thousands = (count + 500).div_euclid(1000).max(1);
            format!("{thousands} {}", words.thousand)
        }
        Value::Count(count) => format!("{count} {}", words.article_count),
        Value::OfPaper(given) if *label == Label::Sheets => {
            sheets(given.as_deref().or(paper(setting.style.trim))?, pages)?
        }
        Value::OfPaper(given) => {
            let trim = setting.style.trim;
            let mm = |length: Length| nearest(length, Length::mm(1));
            let known = given.as_deref().or(paper(trim)).map(str::to_owned);
            known.unwrap_or_else(|| {
                format!("{} mm × {} mm", mm(trim.width), mm(trim.height))
            })
        }
    })
}

fn nearest(length: Length, unit: Length) -> i64 {
    (length.raw() + unit.raw() / 2) / unit.raw()
}

/// Width and height of a trim in millimetres, and the sheet it is cut from: the sizes of
/// GB/T 788—1999, and 16开 of the sheet before it.
const PAPERS: [(i64, i64, &str); 6] = [
    (210, 297, "890毫米×1240毫米　1/16"),
    (148, 210, "890毫米×1240毫米　1/32"),
    (105, 148, "890毫米×1240毫米　1/64"),
    (169, 239, "1000毫米×1400毫米　1/32"),
    (185, 260, "787毫米×1092毫米　1/16"),
    (130, 184, "787毫米×1092毫米　1/32"),
];

/// The sheet that pages of a size are cut from.
fn paper(trim: Size) -> Option<&'static str> {
    let (width, height) =
        (nearest(trim.width, Length::mm(1)), nearest(trim.height, Length::mm(1)));
    PAPERS.iter().find(|paper| (paper.0, paper.1) == (width, height)).map(|paper| paper.2)
}

/// Printed sheets (印张): pages by the part of the sheet that a page is, the `32` of
/// `890毫米×1240毫米　1/32`, to three decimals. A leaf has two pages, whether both are printed or not.
fn sheets(format: &str, pages: usize) -> Option<String> {
    let (_, part) = format.rsplit_once(['/', '／'])?;
    let part: usize = part.trim().parse().ok().filter(|part| *part > 0)?;
    let pages = pages.next_multiple_of(2);
    let thousandths = (pages * 1000 + part / 2) / part;
    let decimals = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    Some(decimals.trim_end_matches('0').trim_end_matches('.').to_owned())
}

/// Lines below each other, from the top on.
struct Column<'a, 'b> {
    setting: &'a Setting<'b>,
    scope: &'a mut Scope,
    drawn: Drawn,
    /// The next baseline.
    y: Length,
}

impl Column<'_, '_> {
    /// A rule over the measure above the next line.
    fn rule(&mut self) {
        let origin = Point {
            x: Length::ZERO,
            y: self.y - self.setting.style.colophon.pitch.scale(5, 4),
        };
        let width = self.setting.style.measure();
        let size = Size { width, height: Length::pt_ratio(1, 2) };
        self.drawn.marks.push(Mark::Rule { rect: Rect { origin, size }, ink: 100 });
    }

    /// A label, and beside it what it says.
    fn fact(&mut self, label: &str, value: &str) {
        let style = self.setting.style.colophon;
        let (from, left) = (self.y, style.size * 6);
        let element = self.scope.tree.add(Role::Paragraph);
        self.put(label, false, (element, Length::ZERO, left - style.size / 2));
        let below = std::mem::replace(&mut self.y, from);
        self.put(value, false, (element, left, self.setting.style.measure() - left));
        self.y = self.y.max(below);
    }

    /// Words on lines of their own.
    fn line(&mut self, words: &str, bold: bool) {
        let element = self.scope.tree.add(Role::Paragraph);
        self.put(words, bold, (element, Length::ZERO, self.setting.style.measure()));
    }

    /// Puts words of an element into lines of a measure, which start at `x`.
    fn put(
        &mut self,
        words: &str,
        bold: bool,
        (element, x, measure): (ElementId, Length, Length),
    ) {
        let style = self.setting.style.colophon;
        let look = Look { font: style.font, bold, size: style.size };
        let mut text = Text::plain(words, look);
        text.be_in(&mut self.scope.tree, element);
        let rules = self.setting.rules(measure, style.size, Align::Start);
        for line in self.setting.set(self.scope, &text.paragraph, &rules) {
            let at = Point { x, y: self.y };
            self.drawn.append(text.draw(self.setting.fonts, line, at));
            self.y += style.pitch;
        }
    }

    /// All of it, the last line at the foot of the type area.
    fn at_foot(mut self) -> Drawn {
        let style = self.setting.style.colophon;
        let last = self.setting.style.area_height() - style.size / 8;
        let y = last - self.y + style.pitch;
        self.drawn.shift(Point { x: Length::ZERO, y });
        self.drawn
    }
}
