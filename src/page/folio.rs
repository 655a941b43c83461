//! Running heads and folios, by side (spec 8.8–8.10). They are horizontal, and count from
//! the corner of the type area on paper, whichever way the text runs.

use crate::geom::{Length, Point, Rect, Size};
use crate::line::{Align, Direction};
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text};
use crate::page::{Label, Mark};
use crate::style::{self, Typeface};

/// Which side of its leaf a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The front.
    Recto,
    /// The back.
    Verso,
}

impl Side {
    /// The side of the page with this index; the first page is a recto.
    pub(super) fn of(index: usize) -> Self {
        if index.is_multiple_of(2) { Self::Recto } else { Self::Verso }
    }

    /// The alignment towards the fore edge. A recto lies at the right of its spread, in a
    /// book bound at the right edge at the left (spec 8.6).
    fn outer(self, setting: &Setting) -> Align {
        match (self, setting.direction()) {
            (Self::Recto, Direction::Horizontal) => Align::End,
            (Self::Verso, Direction::Horizontal) => Align::Start,
            (Self::Recto, Direction::Vertical) => Align::Start,
            (Self::Verso, Direction::Vertical) => Align::End,
        }
    }
}

/// The running head above a type area whose top left corner is the origin.
pub(super) fn running_head(setting: &Setting, title: &str, side: Side) -> Drawn {
    let style = setting.style.running_head;
    let mut drawn = Drawn::default();
    if style.distance == Length::ZERO || title.is_empty() {
        return drawn;
    }
    let measure = setting.area().width;
    if style.rule > Length::ZERO {
        let origin = Point { x: Length::ZERO, y: -style.distance };
        let size = Size { width: measure, height: style.rule };
        drawn.marks.push(Mark::Rule { rect: Rect { origin, size }, ink: 100 });
    }
    // The feet of the characters stand clear of the rule by a third of their size.
    let y = -style.distance - style.size.scale(45, 100);
    let line = (title, style.font, style.size);
    drawn.append(one_line(setting, line, side.outer(setting), y));
    drawn
}

/// The folio below a type area whose top left corner is the origin.
pub(super) fn folio(setting: &Setting, label: &Label, side: Side) -> Drawn {
    let style = &setting.style.folio;
    let words = format!("{}{}{}", style.before, number(label), style.after);
    let align = match style.align {
        style::Align::Center => Align::Center,
        _ => side.outer(setting),
    };
    let y = setting.area().height + style.distance;
    let mut drawn = one_line(setting, (&words, style.font, style.size), align, y);
    let inside = match align {
        Align::End => -style.size * style.indent,
        Align::Start => style.size * style.indent,
        _ => Length::ZERO,
    };
    drawn.shift(Point { x: inside, y: Length::ZERO });
    drawn
}

/// The number of a page as readers see it.
pub(super) fn number(label: &Label) -> String {
    match label {
        Label::Name(name) => name.clone(),
        Label::Roman(number) => roman(*number),
        Label::Arabic(number) => number.to_string(),
    }
}

/// Words cut to one line, as artifacts of the page.
fn one_line(
    setting: &Setting,
    (words, font, size): (&str, Typeface, Length),
    align: Align,
    y: Length,
) -> Drawn {
    let mut rules = setting.rules(setting.area().width, size, align);
    rules.direction = Direction::Horizontal;
    // Characters lacking here were reported where the title stands in the text.
    let mut scope = Scope::new(None);
    let mut words = words.to_owned();
    let mut drawn = Drawn::default();
    loop {
        let text = Text::plain(&words, Look { font, bold: false, size });
        let mut lines = setting.set(&mut scope, &text.paragraph, &rules);
        if lines.len() > 1 {
            let end = lines.first().map_or(0, |line| line.range.end);
            let cut: String = text.paragraph.text.get(..end).unwrap_or_default().into();
            // Two characters make room for the ellipsis that says that more follows.
            let kept = cut.trim_end_matches('…').chars().count().saturating_sub(2);
            words = cut.chars().take(kept).collect();
            if kept > 0 {
                words.push_str("……");
                continue;
            }
        }
        if let Some(line) = lines.drain(..).next() {
            drawn.append(text.draw(setting.fonts, line, Point { x: Length::ZERO, y }));
        }
        break;
    }
    drawn.into_artifact()
}

/// A number in lower-case Roman numerals.
fn roman(mut number: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut roman = String::new();
    for (value, numeral) in NUMERALS {
        while number >= value {
            roman.push_str(numeral);
            number -= value;
        }
    }
    roman
}
