//! Bytes into files, whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::disk::{Error, exists, read};

/// Writes a file in place of what was there, making the folders above it.
///
/// # Errors
/// When it cannot be written; what was there is then unchanged.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let temporary = prepare(path, bytes)?;
    let persisted = temporary.persist(path).map_err(|error| error.error);
    persisted.map_err(|error| Error::writing(path, &error))?;
    settle(path)
}

/// Writes a file unless there is something in its place; whether it did.
///
/// # Errors
/// When it cannot be written.
pub fn save_new(path: &Path, bytes: &[u8]) -> Result<bool, Error> {
    let temporary = prepare(path, bytes)?;
    match temporary.persist_noclobber(path).map_err(|error| error.error) {
        Ok(_) => settle(path).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(Error::writing(path, &error)),
    }
}

/// Writes a text that people edit: a file that is there and differs stays as it is, and
/// the new text goes to `<name>.new.md` beside it, whose path is returned.
///
/// # Errors
/// When a file cannot be read or written.
pub fn save_beside(path: &Path, bytes: &[u8]) -> Result<Option<PathBuf>, Error> {
    if save_new(path, bytes)? || read(path)? == bytes {
        return Ok(None);
    }
    let beside = path.with_extension("new.md");
    if !exists(&beside) || read(&beside)? != bytes {
        save(&beside, bytes)?;
    }
    Ok(Some(beside))
}

/// A temporary file beside its place, written and made durable. Its name is hidden, so
/// one left behind by a killed process is never taken for content.
fn prepare(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, Error> {
    let failed = |error: io::Error| Error::writing(path, &error);
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
    let mut builder = Builder::new();
    builder.prefix(".huikan-").suffix(".tmp");
    #[cfg(unix)]
    {
        // Temporary files are private by default; products are as readable as the
        // user's umask makes any other file.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    Ok(temporary)
}

/// Makes the new name durable as well.
fn settle(path: &Path) -> Result<(), Error> {
    // Not every system can open a folder; where it cannot, the rename is all there is.
    if let Ok(folder) = File::open(folder_of(path)) {
        folder.sync_all().map_err(|error| Error::writing(path, &error))?;
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}
