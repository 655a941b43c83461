//! The fonts compiled into the binary, as `fonts/fonts.toml` lists them.

use serde::Deserialize;

use crate::font::Role;
use crate::font::typeface::{Bytes, Typeface};

/// One row for each `[[font]]` of the manifest.
macro_rules! builtin {
    ($($role:ident $weight:literal $italic:literal $file:literal)*) => {
        vec![$(Typeface::builtin(
            Role::$role,
            $weight,
            $italic,
            Bytes::Static(include_bytes!(concat!("../../fonts/", $file))),
        ),)*]
    };
}

/// The built-in fonts in the order of the manifest.
pub(super) fn typefaces() -> Vec<Typeface> {
    builtin![
        Song 400 false "NotoSerifSC-Regular.ttf"
        Song 700 false "NotoSerifSC-Bold.ttf"
        Hei 500 false "NotoSansSC-Medium.ttf"
        Hei 700 false "NotoSansSC-Bold.ttf"
        Kai 400 false "LXGWWenKaiGBLite-Regular.ttf"
        Fangsong 400 false "LXGWZhuqueFangsong-Regular.ttf"
        Latin 400 false "SourceSerif4-Regular.ttf"
        Latin 400 true "SourceSerif4-It.ttf"
        Latin 700 false "SourceSerif4-Bold.ttf"
        Latin 700 true "SourceSerif4-BoldIt.ttf"
    ]
}

/// What the manifest says of the files.
#[derive(Deserialize)]
struct Manifest {
    font: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    file: String,
    version: String,
}

/// The files without their ending, each with the version of its font, in the order of the
/// manifest.
#[must_use]
pub fn builtin_names() -> Vec<(String, String)> {
    let manifest: Result<Manifest, _> =
        toml::from_str(include_str!("../../fonts/fonts.toml"));
    let fonts = manifest.expect("the manifest is compiled in, and a test reads it").font;
    let named = |listed: Listed| {
        let name = listed.file.trim_end_matches(".ttf").to_owned();
        (name, listed.version)
    };
    fonts.into_iter().map(named).collect()
}
