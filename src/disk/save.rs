//! Bytes into files, whole or not at all.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

use crate::disk::Error;

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

/// Writes files in place of what was there, as [`save`] does, and waits for the disk once
/// when they are many.
///
/// # Errors
/// When one cannot be written; each is then old or new.
pub fn save_all<'a>(
    files: impl IntoIterator<Item = (PathBuf, &'a [u8])>,
) -> Result<(), Error> {
    let files: Vec<(PathBuf, &[u8])> = files.into_iter().collect();
    let is_at_once = files.len() >= MANY;
    let mut filled = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let temporary =
            if is_at_once { fill(&path, bytes) } else { prepare(&path, bytes) };
        // Closed: a system allows fewer open files than a compilation has articles.
        filled.push((temporary?.into_temp_path(), path));
    }
    if let Some((_, path)) = filled.first().filter(|_| is_at_once) {
        sync_disk(path)?;
    }
    let mut folders = BTreeMap::new();
    for (temporary, path) in filled {
        let persisted = temporary.persist(&path).map_err(|error| error.error);
        persisted.map_err(|error| Error::writing(&path, &error))?;
        folders.insert(folder_of(&path).to_owned(), path);
    }
    folders.values().try_for_each(|path| settle(path))
}

/// From so many files on it pays to wait for everything that is on its way to a disk, also
/// what other programs write; not every system can say that it has arrived.
const MANY: usize = if cfg!(target_os = "linux") { 8 } else { usize::MAX };

/// Waits until everything is on the disk that has the folder of a file.
fn sync_disk(path: &Path) -> Result<(), Error> {
    #[cfg(target_os = "linux")]
    {
        let failed = |error: io::Error| Error::writing(path, &error);
        let folder = File::open(folder_of(path)).map_err(failed)?;
        rustix::fs::syncfs(folder).map_err(|error| failed(error.into()))?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = path;
    Ok(())
}

/// Makes a file durable that was kept, and its name; one that is not there is no failure.
///
/// # Errors
/// When the disk fails.
pub fn settle_kept(path: &Path) -> Result<(), Error> {
    match File::open(path).and_then(|file| file.sync_all()) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::writing(path, &error))
        }
        _ => settle(path),
    }
}

/// Writes a file, piece by piece as `write` gives it, unless it has just these bytes
/// already: then no disk is waited for, nor when it need not be `lasting` ([`keep`]).
/// `write` is asked twice and gives the same.
///
/// # Errors
/// When it cannot be written; what was there is then unchanged.
pub fn save_changed(
    path: &Path,
    lasting: bool,
    write: &dyn Fn(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    if let Ok(file) = File::open(path) {
        let mut known = Known { file: BufReader::new(file) };
        if write(&mut known).is_ok() && known.is_at_end() {
            return Ok(());
        }
    }
    let failed = |error: io::Error| Error::writing(path, &error);
    let mut temporary = fill(path, &[])?;
    let mut buffer = BufWriter::new(temporary.as_file_mut());
    write(&mut buffer).and_then(|()| buffer.flush()).map_err(failed)?;
    drop(buffer);
    if !lasting {
        return put(temporary, path);
    }
    temporary.as_file().sync_all().map_err(failed)?;
    temporary.persist(path).map_err(|error| failed(error.error))?;
    settle(path)
}

/// Puts a file in its place without waiting for the disk.
///
/// Where there is a file already, the two change names and the old one goes: a file that is
/// renamed over another is first written to the disk by ext4 (`auto_da_alloc`).
fn put(temporary: NamedTempFile, path: &Path) -> Result<(), Error> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        let is_file = fs::symlink_metadata(path).is_ok_and(|known| known.is_file());
        let from = temporary.path();
        // Not every file system can; then the rename below does.
        if is_file && renameat_with(CWD, from, CWD, path, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let persisted = temporary.persist(path).map_err(|error| error.error);
    persisted.map(drop).map_err(|error| Error::writing(path, &error))
}

/// A file that is held against what somebody writes: the first difference is an error.
struct Known {
    file: BufReader<File>,
}

impl Known {
    fn is_at_end(&mut self) -> bool {
        self.file.fill_buf().is_ok_and(<[u8]>::is_empty)
    }
}

impl Write for Known {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let known = self.file.fill_buf()?;
        let length = known.len().min(bytes.len());
        if length == 0 && !bytes.is_empty() || known[..length] != bytes[..length] {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.file.consume(length);
        Ok(length)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Writes a file that can be made again: whole or not at all for everybody who reads it,
/// but after a power cut it may be gone or empty.
///
/// # Errors
/// When it cannot be written; what was there is then unchanged.
pub fn keep(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    put(fill(path, bytes)?, path)
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

/// Removes a file; one that is not there is no failure.
///
/// # Errors
/// When it cannot be removed.
pub fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::writing(path, &error))
        }
        _ => settle(path),
    }
}

/// Writes a text in place of one that people keep: a link to it stays a link, and who may
/// read it stays as it is.
///
/// # Errors
/// When it is not there or cannot be written; it is then unchanged.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let failed = |error: io::Error| Error::writing(path, &error);
    let real = path.canonicalize().map_err(failed)?;
    let permissions = real.metadata().map_err(failed)?.permissions();
    let temporary = prepare(&real, bytes)?;
    temporary.as_file().set_permissions(permissions).map_err(failed)?;
    temporary.persist(&real).map_err(|error| failed(error.error))?;
    settle(&real)
}

/// Removes what killed processes left in a folder and those right below it: temporary
/// files that nobody has touched for an hour. Those that cannot be removed stay, for they
/// harm nobody.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            let below = fs::read_dir(&path).into_iter().flatten().flatten();
            below.for_each(|entry| remove_stale(&entry));
        } else {
            remove_stale(&entry);
        }
    }
}

/// How old a temporary file is that no process can still be writing: each is written in
/// one go, in seconds.
const STALE: Duration = Duration::from_secs(3600);

fn remove_stale(entry: &fs::DirEntry) {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let written = entry.metadata().and_then(|metadata| metadata.modified());
    // An age that cannot be told (a clock set back) is no age.
    let age = written.ok().and_then(|time| time.elapsed().ok()).unwrap_or_default();
    if name.starts_with(PREFIX) && name.ends_with(SUFFIX) && age >= STALE {
        drop(fs::remove_file(entry.path()));
    }
}

/// How names of temporary files begin and end.
const PREFIX: &str = ".huikan-";
const SUFFIX: &str = ".tmp";

/// A temporary file beside its place, written and made durable. Its name is hidden, so
/// one left behind by a killed process is never taken for content.
fn prepare(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, Error> {
    let temporary = fill(path, bytes)?;
    let synced = temporary.as_file().sync_all();
    synced.map_err(|error| Error::writing(path, &error))?;
    Ok(temporary)
}

/// A temporary file beside its place, written.
fn fill(path: &Path, bytes: &[u8]) -> Result<NamedTempFile, Error> {
    let failed = |error: io::Error| Error::writing(path, &error);
    let folder = folder_of(path);
    fs::create_dir_all(folder).map_err(|error| Error::writing(folder, &error))?;
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        // Temporary files are private by default; products are as readable as the
        // user's umask makes any other file.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut temporary = builder.tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
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
