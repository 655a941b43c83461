//! Groups, outlines and pictures of a drawing into a stream.

use lopdf::{Dictionary, Stream, dictionary};
use resvg::usvg::{
    BlendMode, ClipPath, Fill, FillRule, Group, Image, ImageKind, LineCap, LineJoin,
    Node, PaintOrder, Path, Stroke, Transform,
};

use crate::pdf::image::drawing::paint::Use;
use crate::pdf::image::drawing::path::{matrix, name, number, operator, outline};
use crate::pdf::image::drawing::{OPAQUE, form};
use crate::pdf::image::ink::Inks;
use crate::pdf::image::{Picture, jpeg, png};

/// A drawing being written.
pub(super) struct Canvas<'a> {
    /// The stream.
    pub(super) out: Vec<u8>,
    /// What it refers to by name.
    pub(super) resources: Dictionary,
    /// Groups and pictures that it shows.
    pub(super) parts: Vec<(String, Picture)>,
    /// Whether everything was drawn as it is meant.
    pub(super) is_whole: bool,
    /// What becomes of colours.
    pub(super) inks: &'a Inks,
}

impl<'a> Canvas<'a> {
    /// An empty one.
    pub(super) fn new(inks: &'a Inks) -> Self {
        let opaque = dictionary! { "OP" => false, "op" => false, "OPM" => 0 };
        let mut states = Dictionary::new();
        states.set(OPAQUE, opaque);
        let resources = dictionary! { "ExtGState" => states };
        let (out, parts) = (Vec::new(), Vec::new());
        Self { out, resources, parts, is_whole: true, inks }
    }

    /// Draws a group.
    pub(super) fn group(&mut self, group: &Group) -> Result<(), String> {
        if group.mask().is_some()
            || !group.filters().is_empty()
            || group.blend_mode() != BlendMode::Normal
        {
            self.is_whole = false;
        }
        let opacity = group.opacity().get();
        if opacity < 1.0 {
            return self.veiled(group, opacity);
        }
        self.clipped(group)
    }

    /// Draws a group that can be seen through as a whole: it becomes a form of its own.
    fn veiled(&mut self, group: &Group, opacity: f32) -> Result<(), String> {
        let around = std::mem::take(&mut self.out);
        self.clipped(group)?;
        let inside = std::mem::replace(&mut self.out, around);
        let bounds = group.abs_layer_bounding_box();
        let bounds = [bounds.left(), bounds.top(), bounds.right(), bounds.bottom()];
        let part = self.part(Picture::of(Stream::new(form(&bounds), inside), None));
        self.out.extend_from_slice(b"q\n");
        self.set_opacity(opacity);
        self.out.extend_from_slice(format!("/{part} Do Q\n").as_bytes());
        Ok(())
    }

    /// Draws what is in a group, as far as its clip lets it be seen.
    fn clipped(&mut self, group: &Group) -> Result<(), String> {
        let clip = group.clip_path();
        if let Some(clip) = clip {
            self.out.extend_from_slice(b"q\n");
            self.clip(clip, group.abs_transform());
        }
        for node in group.children() {
            match node {
                Node::Group(group) => self.group(group)?,
                Node::Path(path) => self.path(path)?,
                Node::Image(image) => self.image(image)?,
                Node::Text(text) => self.group(text.flattened())?,
            }
        }
        if clip.is_some() {
            self.out.extend_from_slice(b"Q\n");
        }
        Ok(())
    }

    /// Clips what follows to outlines.
    fn clip(&mut self, clip: &ClipPath, transform: Transform) {
        if let Some(outer) = clip.clip_path() {
            self.clip(outer, transform);
        }
        let placed = transform.pre_concat(clip.transform());
        let mut rule = FillRule::NonZero;
        self.outlines(clip.root(), placed, &mut rule);
        let name = if rule == FillRule::EvenOdd { "W* n" } else { "W n" };
        operator(&mut self.out, &[], name);
    }

    /// The outlines of a group, one behind the other.
    fn outlines(&mut self, group: &Group, transform: Transform, rule: &mut FillRule) {
        // A clip inside a clip that holds for a part of it only.
        self.is_whole &= group.clip_path().is_none();
        for node in group.children() {
            match node {
                Node::Group(group) => self.outlines(group, transform, rule),
                Node::Text(text) => self.outlines(text.flattened(), transform, rule),
                Node::Path(path) => {
                    if let Some(fill) = path.fill() {
                        *rule = fill.rule();
                    }
                    let placed = transform.pre_concat(path.abs_transform());
                    outline(&mut self.out, path.data(), placed);
                }
                Node::Image(_) => {}
            }
        }
    }

    /// Draws an outline.
    fn path(&mut self, path: &Path) -> Result<(), String> {
        if !path.is_visible() {
            return Ok(());
        }
        let fill = |canvas: &mut Self| match path.fill() {
            Some(fill) => canvas.fill(path, fill),
            None => Ok(()),
        };
        let stroke = |canvas: &mut Self| match path.stroke() {
            Some(stroke) => canvas.stroke(path, stroke),
            None => Ok(()),
        };
        if path.paint_order() == PaintOrder::FillAndStroke {
            fill(self)?;
            stroke(self)
        } else {
            stroke(self)?;
            fill(self)
        }
    }

    fn fill(&mut self, path: &Path, fill: &Fill) -> Result<(), String> {
        let transform = path.abs_transform();
        self.out.extend_from_slice(b"q\n");
        if self.paint(fill.paint(), transform, Use::Fill)?.is_some() {
            self.set_opacity(fill.opacity().get());
            outline(&mut self.out, path.data(), transform);
            let is_even = fill.rule() == FillRule::EvenOdd;
            operator(&mut self.out, &[], if is_even { "f*" } else { "f" });
        }
        self.out.extend_from_slice(b"Q\n");
        Ok(())
    }

    /// Draws a line along an outline. The line is turned and stretched with it.
    fn stroke(&mut self, path: &Path, stroke: &Stroke) -> Result<(), String> {
        let transform = path.abs_transform();
        self.out.extend_from_slice(b"q\n");
        if self.paint(stroke.paint(), transform, Use::Stroke)?.is_some() {
            self.set_opacity(stroke.opacity().get());
            operator(&mut self.out, &matrix(transform), "cm");
            self.pen(stroke);
            outline(&mut self.out, path.data(), Transform::identity());
            operator(&mut self.out, &[], "S");
        }
        self.out.extend_from_slice(b"Q\n");
        Ok(())
    }

    /// Sets width, ends, corners and dashes of a line.
    fn pen(&mut self, stroke: &Stroke) {
        operator(&mut self.out, &[stroke.width().get()], "w");
        let cap = match stroke.linecap() {
            LineCap::Butt => "0 J",
            LineCap::Round => "1 J",
            LineCap::Square => "2 J",
        };
        operator(&mut self.out, &[], cap);
        let join = match stroke.linejoin() {
            LineJoin::Miter | LineJoin::MiterClip => "0 j",
            LineJoin::Round => "1 j",
            LineJoin::Bevel => "2 j",
        };
        operator(&mut self.out, &[], join);
        operator(&mut self.out, &[stroke.miterlimit().get()], "M");
        if let Some(dashes) = stroke.dasharray() {
            self.out.push(b'[');
            dashes.iter().for_each(|dash| number(&mut self.out, *dash));
            self.out.extend_from_slice(b"] ");
            operator(&mut self.out, &[stroke.dashoffset()], "d");
        }
    }

    fn set_opacity(&mut self, opacity: f32) {
        if opacity < 1.0 {
            let state = dictionary! { "ca" => opacity, "CA" => opacity };
            let name = self.add("ExtGState", 'A', state);
            self.out.extend_from_slice(format!("/{name} gs\n").as_bytes());
        }
    }

    /// Draws a picture inside the drawing.
    fn image(&mut self, image: &Image) -> Result<(), String> {
        if !image.is_visible() {
            return Ok(());
        }
        let (stream, mask) = match image.kind() {
            ImageKind::JPEG(bytes) => (jpeg::stream(bytes, self.inks)?, None),
            ImageKind::PNG(bytes) => png::streams(bytes, self.inks)?,
            // A drawing in a drawing stands in its own place already.
            ImageKind::SVG(tree) => return self.group(tree.root()),
            ImageKind::GIF(_) | ImageKind::WEBP(_) => {
                self.is_whole = false;
                return Ok(());
            }
        };
        let part = self.part(Picture::of(stream, mask));
        self.out.extend_from_slice(b"q\n");
        operator(&mut self.out, &matrix(image.abs_transform()), "cm");
        let size = image.size();
        let (width, height) = (size.width(), size.height());
        operator(&mut self.out, &[width, 0.0, 0.0, -height, 0.0, height], "cm");
        self.out.extend_from_slice(format!("/{part} Do Q\n").as_bytes());
        Ok(())
    }

    /// Keeps a part and returns its name.
    fn part(&mut self, part: Picture) -> String {
        let name = name('X', self.parts.len());
        self.parts.push((name.clone(), part));
        name
    }
}
