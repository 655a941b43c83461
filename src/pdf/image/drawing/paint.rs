//! Colours and gradients of drawings in the inks of the file.

use lopdf::{Dictionary, Object, dictionary};
use resvg::usvg::{BaseGradient, Paint, SpreadMethod, Transform};

use crate::pdf::image::drawing::content::Canvas;
use crate::pdf::image::drawing::path::{matrix, name, operator};
use crate::pdf::image::ink::Inks;

/// What is painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// The inside of an outline.
    Fill,
    /// A line along it.
    Stroke,
}

impl Canvas<'_> {
    /// Sets what paints an outline that is moved by a transformation; `None` for what
    /// cannot be painted, which is then left out.
    pub(super) fn paint(
        &mut self,
        paint: &Paint,
        transform: Transform,
        target: Use,
    ) -> Result<Option<()>, String> {
        match paint {
            Paint::Color(colour) => {
                let (space, colour) =
                    self.colours(&[colour.red, colour.green, colour.blue])?;
                let operators = match (space, target) {
                    ("DeviceGray", Use::Fill) => "g",
                    ("DeviceGray", Use::Stroke) => "G",
                    ("DeviceCMYK", Use::Fill) => "k",
                    ("DeviceCMYK", Use::Stroke) => "K",
                    (_, Use::Fill) => "rg",
                    (_, Use::Stroke) => "RG",
                };
                operator(&mut self.out, &colour, operators);
            }
            Paint::LinearGradient(gradient) => {
                let ends = [gradient.x1(), gradient.y1(), gradient.x2(), gradient.y2()];
                self.gradient(gradient, (2, &ends), transform, target)?;
            }
            Paint::RadialGradient(gradient) => {
                let circles = [
                    gradient.fx(),
                    gradient.fy(),
                    gradient.fr().get(),
                    gradient.cx(),
                    gradient.cy(),
                    gradient.r().get(),
                ];
                self.gradient(gradient, (3, &circles), transform, target)?;
            }
            Paint::Pattern(_) => {
                self.is_whole = false;
                return Ok(None);
            }
        }
        Ok(Some(()))
    }

    /// Colours in the inks of the file: the name of their space and their components.
    fn colours(&self, rgb: &[u8]) -> Result<(&'static str, Vec<f32>), String> {
        let is_gray = rgb.chunks_exact(3).all(|c| c[0] == c[1] && c[1] == c[2]);
        let (space, samples) = match self.inks {
            Inks::AsTheyAre if is_gray => {
                ("DeviceGray", rgb.iter().step_by(3).copied().collect())
            }
            Inks::AsTheyAre => ("DeviceRGB", rgb.to_vec()),
            inks => {
                let pixels = inks.convert(rgb)?;
                let is_ink = pixels.components == 4;
                (if is_ink { "DeviceCMYK" } else { "DeviceGray" }, pixels.samples)
            }
        };
        Ok((space, samples.iter().map(|sample| f32::from(*sample) / 255.0).collect()))
    }

    /// Sets a gradient.
    fn gradient(
        &mut self,
        gradient: &BaseGradient,
        (kind, ends): (i64, &[f32]),
        transform: Transform,
        target: Use,
    ) -> Result<(), String> {
        if gradient.spread_method() != SpreadMethod::Pad
            || gradient.stops().iter().any(|stop| stop.opacity().get() < 1.0)
        {
            self.is_whole = false;
        }
        let stops = gradient.stops();
        let rgb: Vec<u8> = stops
            .iter()
            .flat_map(|stop| [stop.color().red, stop.color().green, stop.color().blue])
            .collect();
        let (space, colours) = self.colours(&rgb)?;
        let offsets: Vec<f32> = stops.iter().map(|stop| stop.offset().get()).collect();
        let shading = dictionary! {
            "ShadingType" => kind,
            "ColorSpace" => space,
            "Coords" => ends.iter().map(|end| Object::Real(*end)).collect::<Vec<_>>(),
            "Extend" => vec![Object::from(true), true.into()],
            "Function" => stitched(&offsets, &colours),
        };
        let placed = transform.pre_concat(gradient.transform());
        let pattern = dictionary! {
            "PatternType" => 2,
            "Shading" => shading,
            "Matrix" => matrix(placed).map(Object::Real).to_vec(),
        };
        let name = self.add("Pattern", 'P', pattern);
        let (space, set) = match target {
            Use::Fill => ("cs", "scn"),
            Use::Stroke => ("CS", "SCN"),
        };
        self.out
            .extend_from_slice(format!("/Pattern {space} /{name} {set}\n").as_bytes());
        Ok(())
    }

    /// Adds something to the resources and returns its name.
    pub(super) fn add(&mut self, kind: &str, letter: char, object: Dictionary) -> String {
        if !self.resources.has(kind.as_bytes()) {
            self.resources.set(kind, Dictionary::new());
        }
        let named = self.resources.get_mut(kind.as_bytes());
        let Ok(named) = named.and_then(Object::as_dict_mut) else { return String::new() };
        let same = named
            .iter()
            .find(|(_, known)| known.as_dict().is_ok_and(|known| *known == object));
        if let Some((name, _)) = same {
            return String::from_utf8_lossy(name).into_owned();
        }
        let name = name(letter, named.len());
        named.set(name.as_str(), object);
        name
    }
}

/// A function from 0 to 1 through colours at places in between.
fn stitched(offsets: &[f32], colours: &[f32]) -> Dictionary {
    let each = colours.len() / offsets.len().max(1);
    let colour = |index: usize| {
        let colour = colours.iter().skip(index * each).take(each);
        colour.map(|part| Object::Real(*part)).collect::<Vec<_>>()
    };
    let between = |from: usize, to: usize| {
        dictionary! {
            "FunctionType" => 2,
            "Domain" => vec![Object::from(0), 1.into()],
            "C0" => colour(from),
            "C1" => colour(to),
            "N" => 1,
        }
    };
    let last = offsets.len().saturating_sub(1);
    let mut functions = vec![Object::from(between(0, 0))];
    functions.extend((0..last).map(|index| Object::from(between(index, index + 1))));
    functions.push(between(last, last).into());
    let bounds = offsets.iter().map(|offset| Object::Real(offset.clamp(0.0, 1.0)));
    let encode = functions.iter().flat_map(|_| [Object::from(0), 1.into()]);
    dictionary! {
        "FunctionType" => 3,
        "Domain" => vec![Object::from(0), 1.into()],
        "Encode" => encode.collect::<Vec<_>>(),
        "Bounds" => bounds.collect::<Vec<_>>(),
        "Functions" => functions,
    }
}
