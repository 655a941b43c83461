//! Pages that show the volume itself: cover, half title, title page, part titles.
//!
//! Everything is black; what stands on the cover counts from the corner of the trim, all
//! else from the type area.

use crate::diag::Code;
use crate::geom::{Length, Point, Rect, Size};
use crate::page::chapter::date;
use crate::page::display::{self, Block as Lines};
use crate::page::figure::frame;
use crate::page::setting::{Scope, Setting};
use crate::page::text::Drawn;
use crate::page::{Mark, Role};
use crate::style::Display;
use crate::volume::Volume;

/// The cover: the given image, or the title in a double frame (文武线).
pub(super) fn cover(setting: &Setting, scope: &mut Scope, volume: &Volume) -> Drawn {
    let trim = setting.canvas();
    let mut drawn = Drawn::default();
    if let Some(image) = &volume.cover {
        let rect = contain(setting, image.width, image.height);
        let (name, alt) = (image.path.clone(), volume.title.clone());
        let element = Some(scope.tree.add(Role::Figure { alt: alt.as_str().into() }));
        drawn.marks.push(Mark::Image { name, rect, alt, element });
        return drawn;
    }
    // A thirteenth of the width keeps the frame clear of the knife and of the fold.
    let inset = trim.width / 13;
    let outer = inside(trim, inset);
    drawn.marks.extend(frame(outer, Length::pt_ratio(18, 10)));
    drawn
        .marks
        .extend(frame(inside(trim, inset + Length::pt(4)), Length::pt_ratio(1, 2)));

    let style = setting.style.cover;
    let free = inset + style.title.size;
    let room = (free, trim.width - free * 2);
    let title = (volume.title.as_str(), Role::Paragraph);
    let title = fitting(setting, scope, title, style.title, room);
    let mut top = trim.height.scale(24, 100);
    top += put(setting, title, top, &mut drawn);
    top += style.title.size;
    drawn.marks.push(short_rule(trim.width / 2, top, style.title.size * 2));
    top += style.title.size;
    if let Some(words) = &volume.subtitle {
        let words = (words.as_str(), Role::Paragraph);
        let block = fitting(setting, scope, words, style.subtitle, room);
        put(setting, block, top, &mut drawn);
    }
    let bottom = trim.height - inset - style.title.size.scale(3, 2);
    let step = style.imprint.size.scale(18, 10);
    imprint(setting, scope, volume, (style.imprint, room, bottom, step), &mut drawn);
    drawn
}

/// The title page.
pub(super) fn title_page(setting: &Setting, scope: &mut Scope, volume: &Volume) -> Drawn {
    let style = setting.style.title_page;
    let height = setting.style.area_height();
    let room = (style.title.size, setting.style.measure() - style.title.size * 2);
    let mut drawn = Drawn::default();
    let mut top = height.scale(18, 100);
    let title = (volume.title.as_str(), Role::Heading(1));
    let title = fitting(setting, scope, title, style.title, room);
    top += put(setting, title, top, &mut drawn) + style.title.size;
    if let Some(words) = &volume.subtitle {
        let words = (words.as_str(), Role::Paragraph);
        let block = fitting(setting, scope, words, style.subtitle, room);
        top += put(setting, block, top, &mut drawn) + style.title.size;
    }
    let editors = &volume.publication.editors;
    if !editors.is_empty() {
        let words = format!("{}　{}", editors.join("　"), setting.style.words.edited);
        let words = (words.as_str(), Role::Paragraph);
        let block = fitting(setting, scope, words, style.imprint, room);
        let pitch = setting.style.text.pitch;
        let on_grid = pitch * (top + style.title.size).div_floor(pitch);
        put(setting, block, on_grid, &mut drawn);
    }
    let step = setting.style.text.pitch;
    imprint(setting, scope, volume, (style.imprint, room, height, step), &mut drawn);
    drawn
}

/// The half title: the title alone.
pub(super) fn half_title(setting: &Setting, scope: &mut Scope, volume: &Volume) -> Drawn {
    let style = setting.style.half_title;
    let room = (style.size, setting.style.measure() - style.size * 2);
    let title = (volume.title.as_str(), Role::Paragraph);
    let block = fitting(setting, scope, title, style, room);
    let mut drawn = Drawn::default();
    put(setting, block, setting.style.area_height().scale(28, 100), &mut drawn);
    drawn
}

/// A part title, alone on its page.
pub(super) fn part_title(setting: &Setting, scope: &mut Scope, title: &str) -> Drawn {
    let style = setting.style.part.title;
    let room = (style.size, setting.style.measure() - style.size * 2);
    let title = (title, Role::Heading(1));
    let block = fitting(setting, scope, title, style, room);
    let top = setting.style.area_height().scale(28, 100);
    let mut drawn = Drawn::default();
    let foot = top + put(setting, block, top, &mut drawn) + style.size;
    drawn.marks.push(short_rule(setting.style.measure() / 2, foot, style.size * 2));
    drawn
}

/// Publisher and date, the last line ending at `bottom`, their tops `step` apart.
fn imprint(
    setting: &Setting,
    scope: &mut Scope,
    volume: &Volume,
    (style, room, bottom, step): (Display, (Length, Length), Length, Length),
    drawn: &mut Drawn,
) {
    let publication = &volume.publication;
    let mut bottom = bottom;
    let lines = [publication.date.map(date), publication.publisher.clone()];
    for words in lines.into_iter().flatten() {
        let words = (words.as_str(), Role::Paragraph);
        let block = fitting(setting, scope, words, style, room);
        let top = bottom - block.height();
        put(setting, block, top, drawn);
        bottom = top + style.size - step;
    }
}

/// Words broken into lines in the room; smaller when they would take more than three or
/// a word would be torn.
fn fitting(
    setting: &Setting,
    scope: &mut Scope,
    (words, role): (&str, Role),
    style: Display,
    room: (Length, Length),
) -> Lines {
    let element = scope.tree.add(role);
    let compose = |scope: &mut Scope, percent| {
        let style = Display { size: style.size.scale(percent, 100), ..style };
        let mut words = display::words(words, style);
        words.be_in(&mut scope.tree, element);
        display::compose(setting, scope, words, style, room)
    };
    let fits = |percent: &i64| {
        let mut probe = Scope::new(None);
        let lines = compose(&mut probe, *percent);
        let torn = probe.diagnostics.iter().any(|found| found.code == Code::L001);
        lines.count() <= 3 && !torn
    };
    // Below six tenths a title is no title any more.
    let percent = [100, 85, 70].into_iter().find(fits).unwrap_or(60);
    compose(scope, percent)
}

/// Draws lines from `top` and returns their height.
fn put(setting: &Setting, block: Lines, top: Length, drawn: &mut Drawn) -> Length {
    let height = block.height();
    drawn.append(block.draw(setting, top));
    height
}

/// A thin rule of a width around a middle.
fn short_rule(middle: Length, y: Length, width: Length) -> Mark {
    let origin = Point { x: middle - width / 2, y };
    let size = Size { width, height: Length::pt_ratio(6, 10) };
    Mark::Rule { rect: Rect { origin, size }, ink: 100 }
}

/// The trim without so much at each side.
fn inside(trim: Size, inset: Length) -> Rect {
    let width = trim.width - inset * 2;
    let height = trim.height - inset * 2;
    Rect { origin: Point { x: inset, y: inset }, size: Size { width, height } }
}

/// The largest place of an image in the page that shows all of it.
fn contain(setting: &Setting, across: u32, down: u32) -> Rect {
    let trim = setting.style.trim;
    let (across, down) = (i64::from(across.max(1)), i64::from(down.max(1)));
    let wide = Size { width: trim.width, height: trim.width.scale(down, across) };
    let high = Size { width: trim.height.scale(across, down), height: trim.height };
    let size = if wide.height <= trim.height { wide } else { high };
    let free = setting.turned(Size {
        width: trim.width - size.width,
        height: trim.height - size.height,
    });
    let origin = Point { x: free.width / 2, y: free.height / 2 };
    Rect { origin, size: setting.turned(size) }
}
