//! The only file, with those below it, that reads or writes files or asks the machine
//! for anything: a folder into a [`Project`](crate::project::Project), products into files.
//!
//! Everything is written to a temporary file beside its place, made durable and renamed,
//! so a file is old or new but never half of either. Nothing outside a publication's
//! folder gets in by way of a symbolic link.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the place where files and the environment are touched"
)]

mod again;
mod changes;
mod ending;
mod error;
mod load;
mod lock;
mod read;
mod save;
mod system;
mod walk;

pub use again::{Memory, Stamp, stamp};
pub use changes::Changes;
pub use error::{Error, ErrorKind};
pub use load::{
    load, load_again, load_by_turns, load_fonts, load_texts, load_without_content,
    load_without_fonts,
};
pub use lock::{Lock, Sharing, lock};
pub(crate) use read::decode;
pub use read::{read, read_at_most, read_below, read_text, read_within, reader};
pub use save::{
    keep, remove, replace, save, save_all, save_changed, save_new, settle_kept, sweep,
};
pub use system::{
    Stopwatch, environment, machine, program, program_length, standard_input,
    system_fonts,
};
pub use walk::files_below;

use std::path::{Path, PathBuf};

/// Whether there is something at a path.
#[must_use]
pub fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether there is a folder at a path.
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// A path without links and steps up, so that two of them can be compared; as it is when
/// there is nothing there.
#[must_use]
pub fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// The name of a folder, also of one written as `.`; empty when it has none.
#[must_use]
pub fn name_of(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
