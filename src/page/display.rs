//! Titles, headings and captions: a few lines that stand for themselves, in whole lines
//! of the grid, their text in the middle of that room (spec 7.7).

use crate::geom::{Length, Point};
use crate::line::{Align, Line};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text};
use crate::style::{self, Display};

/// Lines of a display, broken and measured but not yet in place.
#[derive(Debug)]
pub(super) struct Block {
    text: Text,
    lines: Vec<Line>,
    size: Length,
    /// How far the lines are moved to the right.
    left: Length,
}

/// The look of a display.
pub(super) fn look(display: Display) -> Look {
    Look { font: display.font, bold: display.bold, size: display.size }
}

/// Words of one look as a text.
pub(super) fn words(text: &str, display: Display) -> Text {
    Text::plain(text, look(display))
}

/// Breaks a display into lines inside `measure`, which starts at `left`. Centred lines
/// come out about equally long, so that no title ends in a lone character.
pub(super) fn compose(
    setting: &Setting,
    scope: &mut Scope,
    text: Text,
    display: Display,
    (left, measure): (Length, Length),
) -> Block {
    let align = match display.align {
        style::Align::Start => Align::Start,
        style::Align::Center => Align::Center,
        style::Align::End => Align::End,
    };
    let mut rules = setting.rules(measure, display.size, align);
    // A heading at the start is indented like the paragraphs below it.
    if display.align == style::Align::Start {
        rules.first_indent = setting.style.text.size * setting.style.text.indent;
        rules.indent = rules.first_indent;
    }
    let mut lines = setting.set(scope, &text.paragraph, &rules);
    let mut left = left;
    if display.align == style::Align::Center && lines.len() > 1 {
        let narrow = narrowest(setting, &text, &rules, lines.len());
        left += (measure - narrow) / 2;
        rules.measure = narrow;
        lines = setting.set(scope, &text.paragraph, &rules);
    }
    Block { text, lines, size: display.size, left }
}

/// The fewest em in which a text still takes so many lines.
fn narrowest(
    setting: &Setting,
    text: &Text,
    rules: &crate::line::Rules,
    lines: usize,
) -> Length {
    let most = rules.measure.div_floor(rules.em);
    // Below six characters a title looks like a column.
    let (mut least, mut most) = (6.min(most), most);
    let mut scope = Scope::new(None);
    while least < most {
        let middle = (least + most) / 2;
        let measure = rules.em * middle;
        let tried = crate::line::Rules { measure, ..rules.clone() };
        if setting.set(&mut scope, &text.paragraph, &tried).len() <= lines {
            most = middle;
        } else {
            least = middle + 1;
        }
    }
    if most == rules.measure.div_floor(rules.em) {
        rules.measure
    } else {
        rules.em * most
    }
}

impl Block {
    /// Distance of its baselines: titles are set tighter than text.
    fn lead(&self) -> Length {
        self.size.scale(14, 10)
    }

    /// How many lines it has.
    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// From the top of its first em box to the foot of its last.
    pub(super) fn height(&self) -> Length {
        self.lead() * (count(&self.lines) - 1) + self.size
    }

    /// How many lines of the grid it takes when one line of it takes `lines`.
    pub(super) fn slots(&self, setting: &Setting, lines: i64) -> i64 {
        let more = self.lead() * (count(&self.lines) - 1);
        let pitch = setting.style.text.pitch;
        lines + (more + pitch - Length::from_raw(1)).div_floor(pitch)
    }

    /// Its marks, the top of its first em box at `top`.
    pub(super) fn draw(self, setting: &Setting, top: Length) -> Drawn {
        let lead = self.lead();
        let mut y = top + Setting::ascent(self.size);
        let mut drawn = Drawn::default();
        for line in self.lines {
            let origin = Point { x: self.left, y };
            drawn.append(self.text.draw(setting.fonts, line, origin));
            y += lead;
        }
        drawn
    }

    /// Its marks in the middle of so many lines of the grid.
    pub(super) fn draw_in(self, setting: &Setting, slots: i64) -> Drawn {
        let top = setting.centered(slots, self.height());
        self.draw(setting, top)
    }
}

/// How many lines there are, at least one.
fn count(lines: &[Line]) -> i64 {
    i64::try_from(lines.len()).unwrap_or(i64::MAX).max(1)
}
