//! Samples of pictures into the inks of a press.
//!
//! A picture whose pixels are all neutral becomes gray and so prints with black alone, as
//! scanned pages do that were saved in colour. The conversion is perceptual, from sRGB,
//! because pictures bring no profile of their own here; moxcms works without the special
//! instructions of processors, so that every machine makes the same bytes.

use std::sync::Arc;

use moxcms::{ColorProfile, Layout, Transform8BitExecutor, TransformOptions};

use crate::project::Colour;

/// What becomes of the colours of pictures.
pub(in crate::pdf) enum Inks {
    /// They stay what they are.
    AsTheyAre,
    /// They become gray.
    Gray,
    /// They become the inks of a press.
    Press(Arc<Transform8BitExecutor>),
}

/// How far the components of a neutral pixel differ: JPEG rounds twice.
const NEUTRAL: u8 = 3;

/// Samples of eight bits, pixel by pixel.
#[derive(Clone)]
pub(super) struct Pixels {
    /// 1 for gray, 3 for red, green and blue, 4 for inks.
    pub(super) components: usize,
    /// The samples.
    pub(super) samples: Vec<u8>,
}

impl Inks {
    /// What an edition asks for, with the profile of its press; `None` when that cannot be
    /// used.
    pub(in crate::pdf) fn of(colour: Colour, profile: &[u8]) -> Option<Self> {
        Some(match colour {
            Colour::Rgb => Self::AsTheyAre,
            Colour::Gray => Self::Gray,
            Colour::Cmyk => {
                let press = ColorProfile::new_from_slice(profile).ok()?;
                let (screen, options) =
                    (ColorProfile::new_srgb(), TransformOptions::default());
                // Four samples a pixel, whatever they are, have this name there.
                let transform = screen.create_transform_8bit(
                    Layout::Rgb,
                    &press,
                    Layout::Rgba,
                    options,
                );
                Self::Press(transform.ok()?)
            }
        })
    }

    /// Whether pictures of so many components become others.
    pub(super) fn change(&self, components: usize) -> bool {
        match self {
            Self::AsTheyAre => false,
            Self::Gray => components > 1,
            Self::Press(_) => components == 3,
        }
    }

    /// Red, green and blue samples as gray or as inks.
    pub(super) fn convert(&self, samples: &[u8]) -> Result<Pixels, String> {
        let gray = || Pixels { components: 1, samples: gray(samples) };
        match self {
            Self::Press(transform) if !is_neutral(samples) => {
                let mut inks = vec![0; samples.len() / 3 * 4];
                let whole = samples.len() - samples.len() % 3;
                let made = transform.transform(&samples[..whole], &mut inks);
                made.map_err(|error| error.to_string())?;
                Ok(Pixels { components: 4, samples: inks })
            }
            _ => Ok(gray()),
        }
    }
}

fn is_neutral(samples: &[u8]) -> bool {
    samples.chunks_exact(3).all(|pixel| {
        let most = pixel.iter().max().unwrap_or(&0);
        let least = pixel.iter().min().unwrap_or(&0);
        most - least <= NEUTRAL
    })
}

/// The luma of red, green and blue (ITU-R BT.601), in thousandths.
fn gray(samples: &[u8]) -> Vec<u8> {
    let luma = |pixel: &[u8]| match pixel {
        [red, green, blue] => {
            let [red, green, blue] = [*red, *green, *blue].map(u32::from);
            let sum = red * 299 + green * 587 + blue * 114 + 500;
            u8::try_from(sum / 1000).unwrap_or(u8::MAX)
        }
        _ => 0,
    };
    samples.chunks_exact(3).map(luma).collect()
}
