//! Pages into pages of the same sizes that show nothing but their numbers: a model to
//! fold before anything is printed in earnest.

use std::collections::BTreeMap;

use crate::font::Fonts;
use crate::geom::{Length, Point, Rect, Size};
use crate::line::{Align, Direction, Rules};
use crate::page::figure::frame;
use crate::page::setting::{self, Scope, Setting};
use crate::page::text::{Drawn, Look, Text};
use crate::page::{Page, Pages, Structure, folio};
use crate::style::{Style, Typeface};

/// Makes the model: on each page its place in the file, large, and its folio below.
#[must_use]
pub fn dummy(pages: &Pages, style: &Style, fonts: &Fonts) -> Pages {
    let images = BTreeMap::new();
    let region = setting::region(&pages.metadata.language);
    let (images, latin, is_bare) = (&images, None, false);
    let setting = Setting { style, fonts, region, latin, images, is_bare };
    let numbered = pages.pages.iter().enumerate();
    let made = numbered.map(|(index, page)| model(&setting, page, index + 1)).collect();
    let structure = Structure::default();
    let (outline, images) = (Vec::new(), BTreeMap::new());
    Pages { pages: made, outline, images, structure, ..pages.clone() }
}

/// The model of a page.
fn model(setting: &Setting, page: &Page, number: usize) -> Page {
    let Size { width, height } = page.size;
    // A fifteenth of the width keeps the frame clear of the knife and of the fold.
    let inset = width / 15;
    let origin = Point { x: inset, y: inset };
    let size = Size { width: width - inset * 2, height: height - inset * 2 };
    let mut drawn = Drawn::default();
    drawn.marks.extend(frame(Rect { origin, size }, Length::pt_ratio(1, 2)));
    let large = width / 3;
    drawn.append(line(setting, &number.to_string(), (width, large), height / 2));
    let small = width / 12;
    let folio = folio::number(&page.label);
    drawn.append(line(setting, &folio, (width, small), height / 2 + large));
    Page {
        size: page.size,
        label: page.label.clone(),
        origin: None,
        marks: drawn.marks,
        links: Vec::new(),
    }
}

/// A line in the middle of the page.
fn line(
    setting: &Setting,
    words: &str,
    (width, size): (Length, Length),
    y: Length,
) -> Drawn {
    let text = Text::plain(words, Look { font: Typeface::Hei, bold: false, size });
    let across = setting.rules(width, size, Align::Center);
    // Numbers stand upright in vertical books too.
    let rules = Rules { direction: Direction::Horizontal, ..across };
    let lines = setting.set(&mut Scope::new(None), &text.paragraph, &rules);
    let first = lines.into_iter().next();
    let draw = |line| text.draw(setting.fonts, line, Point { x: Length::ZERO, y });
    first.map(draw).unwrap_or_default()
}
