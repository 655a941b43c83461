//! Figures: the image with its caption below, padded to whole lines (spec 7.8, 12.1).

use crate::article::{Figure, ImageFormat, plain_text};
use crate::diag::{Code, Diagnostic};
use crate::geom::{Length, Point, Rect, Size};
use crate::page::display;
use crate::page::flow::{Float, Flow};
use crate::page::setting::{Scope, Setting};
use crate::page::structure::Tree;
use crate::page::text::{Drawn, spell};
use crate::page::{ElementId, Mark, Role};

/// Pixels to an inch when nobody gave a width: sharp in print, and a screen-wide picture
/// fills the measure of A5.
const PIXELS_PER_INCH: i64 = 150;

/// Pixels to an inch in drawings, which say their size (CSS Values, 6.2).
const DRAWN_PER_INCH: i64 = 96;

/// Adds a figure to the flow; it may float to the next page.
pub(super) fn push(
    setting: &Setting,
    scope: &mut Scope,
    (figure, notes): (&Figure, usize),
    flow: &mut Flow,
) {
    let style = setting.style;
    let image = image_size(setting, figure);
    let element = element(&mut scope.tree, figure);
    let caption = (!figure.caption.is_empty()).then(|| {
        let look = display::look(style.caption);
        let text =
            spell(style, &figure.caption, look, notes).be(&mut scope.tree, Role::Caption);
        let room = caption_room(setting, image.width);
        display::compose(setting, scope, text, style.caption, room)
    });
    let below =
        caption.as_ref().map_or(Length::ZERO, |block| gap(setting) + block.height());
    // Half a line above and below keeps the figure from the text.
    let most = style.area_height() - below - style.text.pitch;
    let size = fit(image, most.max(Length::pt(1)));
    if size.height == most {
        scope.push(Diagnostic::new(Code::P002).with("style", &*style.name));
    }
    if element.is_some() {
        scope.tree.close();
    }
    let height = size.height + below;
    let slots = setting.slots(height).min(style.text.lines);
    let top = setting.centered(slots, height);
    let mut drawn = Drawn::default();
    let left = (style.measure() - size.width) / 2;
    let rect = Rect { origin: Point { x: left, y: top }, size };
    picture(setting, (figure, element), rect, &mut drawn);
    if let Some(block) = caption {
        drawn.append(block.draw(setting, top + size.height + gap(setting)));
    }
    // A figure right below a heading is what the section is about: it stays there.
    flow.push_float(Float { slots, drawn, rows: None }, false);
}

/// The element of a figure, open for its caption; none for a picture that nothing is said
/// about, which is decoration. Without words of its own it is what its caption says.
fn element(tree: &mut Tree, figure: &Figure) -> Option<ElementId> {
    let caption = plain_text(&figure.caption);
    let words = [figure.alt.trim(), caption.trim()];
    let alt = words.into_iter().find(|words| !words.is_empty())?.into();
    Some(tree.open(Role::Figure { alt }))
}

/// Where a caption stands: not wider than its image, unless that is too narrow to hold
/// words (spec 12.2).
fn caption_room(setting: &Setting, image: Length) -> (Length, Length) {
    let style = setting.style;
    let measure = style.measure();
    let width = image.max(style.caption.size * LEAST_CAPTION).min(measure);
    ((measure - width) / 2, width)
}

/// The fewest characters of a line of a caption.
const LEAST_CAPTION: i64 = 16;

/// The white between image and caption.
fn gap(setting: &Setting) -> Length {
    setting.style.caption.size.scale(2, 3)
}

/// The size an image wants, along and across the lines.
fn image_size(setting: &Setting, figure: &Figure) -> Size {
    narrowed(setting.turned(size_on_paper(setting, figure)), setting.style.measure())
}

/// The size an image wants inside the type area on paper.
fn size_on_paper(setting: &Setting, figure: &Figure) -> Size {
    let measure = setting.area().width;
    let asked = figure.width.map(|width| {
        // A whole number of characters, as near as there is one (spec 12.4).
        let em = setting.style.text.size;
        let width = measure.scale(i64::from(width.min(100)), 100);
        (em * (width + em / 2).div_floor(em)).clamp(em, measure)
    });
    let Some(image) = setting.images.get(&figure.image) else {
        // An empty frame of the usual shape of photographs stands for a lost image.
        let width = asked.unwrap_or(measure / 2);
        return Size { width, height: width.scale(2, 3) };
    };
    let (across, down) = (i64::from(image.width.max(1)), i64::from(image.height.max(1)));
    let per_inch = match image.format {
        ImageFormat::Svg => DRAWN_PER_INCH,
        ImageFormat::Jpeg | ImageFormat::Png => PIXELS_PER_INCH,
    };
    let own = Length::pt(72).scale(across, per_inch);
    let width = asked.unwrap_or(own).min(measure).max(Length::pt(1));
    Size { width, height: width.scale(down, across) }
}

/// The size, reduced when it is longer than a line.
fn narrowed(size: Size, most: Length) -> Size {
    let turned = Size { width: size.height, height: size.width };
    let fitting = fit(turned, most);
    Size { width: fitting.height, height: fitting.width }
}

/// The size, reduced when it is too high.
fn fit(size: Size, most: Length) -> Size {
    if size.height <= most {
        return size;
    }
    let width = Length::from_raw(scaled(size.width.raw(), most.raw(), size.height.raw()));
    Size { width, height: most }
}

/// `length * numerator / denominator` without overflow.
fn scaled(length: i64, numerator: i64, denominator: i64) -> i64 {
    let wide =
        i128::from(length) * i128::from(numerator) / i128::from(denominator.max(1));
    i64::try_from(wide).unwrap_or(i64::MAX)
}

fn picture(
    setting: &Setting,
    (figure, element): (&Figure, Option<ElementId>),
    rect: Rect,
    drawn: &mut Drawn,
) {
    if setting.images.contains_key(&figure.image) {
        let (name, alt) = (figure.image.clone(), figure.alt.clone());
        drawn.marks.push(Mark::Image { name, rect, alt, element });
    } else {
        drawn.marks.extend(frame(rect, Length::pt_ratio(1, 2)));
    }
}

/// The four sides of a rectangle, drawn inside it.
pub(super) fn frame(rect: Rect, thickness: Length) -> [Mark; 4] {
    let Rect { origin: Point { x, y }, size: Size { width, height } } = rect;
    let side = |x, y, width, height| {
        let rect = Rect { origin: Point { x, y }, size: Size { width, height } };
        Mark::Rule { rect, ink: 100 }
    };
    [
        side(x, y, width, thickness),
        side(x, y + height - thickness, width, thickness),
        side(x, y, thickness, height),
        side(x + width - thickness, y, thickness, height),
    ]
}
