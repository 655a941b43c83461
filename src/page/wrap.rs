//! The cover as a sheet of its own: back, spine and front side by side, to be printed
//! apart from the pages it goes around.
//!
//! The front is the cover page of the book. The spine has title and publisher from top to
//! bottom, Han upright, as Chinese spines do; a narrow one stays blank. The back bears the
//! ISBN as EAN-13. Flaps and pictures over all three are absent: `[[volume]] cover` is the
//! picture of the front.

use std::sync::Arc;

use barcoders::sym::ean13::EAN13;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::font::Fonts;
use crate::geom::{Length, Point, Rect, Size};
use crate::line::Align;
use crate::page::display::look;
use crate::page::setting::{Scope, Setting};
use crate::page::text::{Drawn, Look, Text};
use crate::page::{Binding, Label, Mark, Page, Pages, Structure, matter, metadata, turn};
use crate::style::{Direction, Style, Typeface};
use crate::volume::Volume;

/// The narrowest spine that bears words: below it they come onto the next board when the
/// fold is half a millimetre off.
const NARROWEST: Length = Length::mm(5);

/// What stays free of words at each side of the spine.
const SPINE_MARGIN: Length = Length::mm(1);

/// How far words stay from the head and the foot of the spine.
const SPINE_END: Length = Length::mm(15);

/// The smallest letters on a spine.
const SMALLEST: Length = Length::pt(7);

/// One module of the bar code at its nominal size, in thousandths of a millimetre (GS1
/// General Specifications, section 5.2).
const MODULE: i64 = 330;

/// How high bars are, and how much higher the guard bars.
const BARS: Length = Length::micrometres(22_850);
const GUARDS: Length = Length::micrometres(1_650);

/// White before and behind the bars, in modules.
const QUIET: (i64, i64) = (11, 7);

/// The modules of the guard bars.
const GUARD_PLACES: [std::ops::Range<usize>; 3] = [0..3, 45..50, 92..95];

/// How far the bar code stays from spine and foot of the back.
const BACK_MARGIN: Length = Length::mm(12);

/// What a cover goes around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Pages, blank ones too.
    pub pages: usize,
    /// How thick a leaf is.
    pub leaf: Length,
    /// How thick the cover is.
    pub stock: Length,
}

impl Block {
    /// The width of the spine: all leaves, and the cover at both sides of them.
    #[must_use]
    pub fn spine(&self) -> Length {
        let leaves = i64::try_from(self.pages.div_ceil(2)).unwrap_or(0);
        self.leaf * leaves + self.stock * 2
    }
}

/// The digits of an ISBN of 13 digits whose check digit is right (ISO 2108); hyphens and
/// spaces do not count.
#[must_use]
pub fn isbn(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !matches!(c, '-' | ' ')).collect();
    let is_book = digits.starts_with("978") || digits.starts_with("979");
    let is_whole = digits.len() == 13 && digits.bytes().all(|b| b.is_ascii_digit());
    // The library checks the last digit against the others.
    (is_book && is_whole && EAN13::new(&digits).is_ok()).then_some(digits)
}

/// Draws the cover of a volume as one page that is folded twice.
#[must_use]
pub fn wrap(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    style: &Style,
    fonts: &Fonts,
    block: &Block,
) -> Pages {
    let setting = Setting::of(volume, style, fonts);
    let mut scope = Scope::new(None);
    let (board, spine) = (style.trim.width, block.spine());
    let binding = match style.direction {
        Direction::Horizontal => Binding::Left,
        Direction::Vertical => Binding::Right,
    };
    let (back_at, front_at) = match binding {
        Binding::Left => (Length::ZERO, board + spine),
        Binding::Right => (board + spine, Length::ZERO),
    };
    let mut all = Drawn::default();
    let mut add = |mut drawn: Drawn, x: Length| {
        drawn.shift(Point { x, y: Length::ZERO });
        all.append(drawn);
    };
    add(back(&setting, &mut scope, volume, binding), back_at);
    if spine >= NARROWEST {
        add(spine_words(&setting, &mut scope, volume, spine), board);
    }
    let mut front = matter::cover(&setting, &mut scope, volume);
    if style.direction == Direction::Vertical {
        turn::turn(&mut front, board);
    }
    add(front, front_at);
    diagnostics.append(scope.diagnostics);
    let page = Page {
        size: Size { width: board * 2 + spine, height: style.trim.height },
        label: Label::Name(style.words.cover.clone()),
        origin: None,
        marks: all.marks,
        links: Vec::new(),
    };
    let cover = volume.cover.iter();
    let images = cover.map(|image| (image.path.clone(), Arc::clone(image))).collect();
    Pages {
        pages: vec![page],
        outline: Vec::new(),
        tail: 0,
        binding,
        folds: vec![board, board + spine],
        images,
        structure: Structure::default(),
        metadata: metadata(volume),
        versions: Vec::new(),
    }
}

/// Title and publisher along a spine, the first at its head, the second at its foot.
fn spine_words(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    width: Length,
) -> Drawn {
    let upright = Style { direction: Direction::Vertical, ..setting.style.clone() };
    let setting = Setting { style: &upright, ..*setting };
    let cover = upright.cover;
    let long = upright.trim.height - SPINE_END * 2;
    let widest = width - SPINE_MARGIN * 2;
    let publisher = volume.publication.publisher.as_deref().unwrap_or_default();
    let rows = [
        (volume.title.as_str(), cover.title, Align::Start, long.scale(2, 3)),
        (publisher, cover.imprint, Align::End, long / 3),
    ];
    let mut all = Drawn::default();
    for (words, display, align, room) in rows {
        let fits = |size: &Length| {
            let text = Text::plain(words, Look { size: *size, ..look(display) });
            let rules = setting.rules(room, *size, Align::Start);
            setting.set(&mut Scope::new(None), &text.paragraph, &rules).len() <= 1
        };
        let largest = display.size.min(widest);
        let sizes = (5..=10).rev().map(|tenths| largest.scale(tenths, 10));
        let Some(size) = sizes.filter(|size| *size >= SMALLEST).find(fits) else {
            if !words.is_empty() {
                scope.push(Diagnostic::new(Code::P005).with("words", words));
            }
            continue;
        };
        let text = Text::plain(words, Look { size, ..look(display) });
        let rules = setting.rules(long, size, align);
        // The middle of the em box in the middle of the spine.
        let y = (width - size) / 2 + Setting::ascent(size);
        for line in setting.set(scope, &text.paragraph, &rules) {
            all.append(text.draw(setting.fonts, line, Point { x: SPINE_END, y }));
        }
    }
    turn::turn(&mut all, width);
    all
}

/// The back: the ISBN as bar code at the foot, next to the spine.
fn back(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    binding: Binding,
) -> Drawn {
    let Some(written) = &volume.publication.isbn else { return Drawn::default() };
    let code = isbn(written).and_then(|digits| EAN13::new(digits).ok());
    let Some(code) = code else {
        scope.push(Diagnostic::new(Code::P006).with("isbn", written.as_str()));
        return Drawn::default();
    };
    let modules = code.encode();
    let trim = setting.style.trim;
    let quiet = Length::micrometres(MODULE * (QUIET.0 + QUIET.1));
    let width = module(modules.len()) + quiet;
    let x = match binding {
        Binding::Left => trim.width - BACK_MARGIN - width,
        Binding::Right => BACK_MARGIN,
    };
    let first = Point {
        x: x + Length::micrometres(MODULE * QUIET.0),
        y: trim.height - BACK_MARGIN - BARS - GUARDS - Length::mm(1),
    };
    let mut drawn = Drawn::default();
    drawn.marks.extend(bars(&modules, first));
    let digits: Vec<char> = isbn(written).unwrap_or_default().chars().collect();
    // Seven modules a digit, the first digit before the bars (GS1, section 5.2).
    let below = first.y + BARS + Length::micrometres(2_900);
    for (place, digit) in digits.iter().enumerate() {
        let at = match place {
            0 => -9,
            1..=6 => 3 + 7 * (i64::try_from(place).unwrap_or(0) - 1),
            _ => 50 + 7 * (i64::try_from(place).unwrap_or(0) - 7),
        };
        let room = Length::micrometres(MODULE * 7);
        let x = first.x + Length::micrometres(MODULE * at);
        let at = (Point { x, y: below }, room);
        drawn.append(small(setting, scope, (&digit.to_string(), Align::Center), at));
    }
    // As wide as the white that belongs to the bars.
    let above = Point { x, y: first.y - Length::mm(1) };
    let words = format!("ISBN {}", written.trim());
    drawn.append(small(setting, scope, (&words, Align::Center), (above, width)));
    drawn
}

/// So many modules.
fn module(count: usize) -> Length {
    Length::micrometres(MODULE * i64::try_from(count).unwrap_or(0))
}

/// Bars as rules; bars that touch are one.
fn bars(modules: &[u8], first: Point) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut at = 0;
    for run in modules.chunk_by(|a, b| a == b) {
        let is_guard = GUARD_PLACES.iter().any(|places| places.contains(&at));
        if run.first() == Some(&1) {
            let height = if is_guard { BARS + GUARDS } else { BARS };
            let origin = Point { x: first.x + module(at), y: first.y };
            let size = Size { width: module(run.len()), height };
            marks.push(Mark::Rule { rect: Rect { origin, size }, ink: 100 });
        }
        at += run.len();
    }
    marks
}

/// A line of small letters on a baseline, in a room that begins at a place.
fn small(
    setting: &Setting,
    scope: &mut Scope,
    (words, align): (&str, Align),
    (at, room): (Point, Length),
) -> Drawn {
    let flat = Style { direction: Direction::Horizontal, ..setting.style.clone() };
    let setting = Setting { style: &flat, ..*setting };
    let size = Length::pt(7);
    let text = Text::plain(words, Look { font: Typeface::Hei, bold: false, size });
    let mut drawn = Drawn::default();
    let rules = setting.rules(room.max(size), size, align);
    for line in setting.set(scope, &text.paragraph, &rules) {
        drawn.append(text.draw(setting.fonts, line, at));
    }
    drawn
}
