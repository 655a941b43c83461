//! A publication as it was read from disk, and what its huikan.toml means.
//!
//! [`Plan`] is what the user wrote, [`Config`] what it means, with nothing optional but
//! what may truly be absent. Bytes and names only: nothing here opens a file.

mod config;
mod edition;
mod image;
mod imposition;
mod keys;
mod limit;
mod matter;
mod meaning;
mod pattern;
mod plan;
mod preset;
mod units;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use config::{
    Config, Edition, EditionKind, Embed, Keep, Numbered, PartsBy, Publication,
    ReaderKind, Series, VolumePlan, Written,
};
pub use image::image;
pub use imposition::{
    Colour, Duplex, Finish, Imposition, LEAF, Marks, Press, STAPLED_SHEETS, Scheme,
    Standard,
};
pub use limit::LimitsPlan;
pub(crate) use matter::is_traditional;
pub use matter::{Imprint, IndexOrder, Matter, Matters};
pub(crate) use meaning::slip;
pub use pattern::SourcePattern;
pub(crate) use plan::date;
pub use plan::{
    AliasEntry, EditionEntry, LintPlan, Plan, PublicationPlan, VolumeEntry, VolumesPlan,
};
pub use units::{UnitName, Units};

use crate::article::Image;
use crate::diag::{FileId, Files};
use crate::limits::Limits;

/// Everything read from a publication's folder.
#[derive(Debug, Default)]
pub struct Project {
    /// The texts that spans point into.
    pub files: Files,
    /// huikan.toml, when there is one.
    pub plan: Option<FileId>,
    /// How much of it is taken in, as huikan.toml says.
    pub limits: Limits,
    /// The articles in content/, sorted by path.
    pub content: Vec<FileId>,
    /// Images below content/, by path below the publication's folder.
    pub images: BTreeMap<String, Arc<Image>>,
    /// Colour profiles in profiles/, by path below the publication's folder.
    pub profiles: BTreeMap<String, Arc<[u8]>>,
    /// Files in styles/, by path below it: overrides of the built-in styles.
    pub styles: BTreeMap<String, FileId>,
    /// Fonts of the publication and of the system.
    pub fonts: Vec<FontFile>,
}

/// A font file as bytes.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Its path, for messages.
    pub name: String,
    /// The file.
    pub bytes: Arc<[u8]>,
}
