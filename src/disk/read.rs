//! Single files into bytes and texts, within limits.

use std::fs;
use std::io::{self, BufReader, Read};
use std::path::Path;

use crate::disk::Error;
use crate::disk::walk::canonical;
use crate::limits::{Limit, Limits};

/// The bytes of a file, within the usual limits.
///
/// # Errors
/// When it cannot be read, is a folder, or is larger than any text or picture of a book.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    read_within(path, &Limits::default())
}

/// The bytes of a file that is no larger than [`Limit::File`]: a device that never ends has
/// to end somewhere.
///
/// # Errors
/// When it cannot be read, is a folder, or is larger.
pub fn read_within(path: &Path, limits: &Limits) -> Result<Vec<u8>, Error> {
    let most = limits.of(Limit::File);
    read_at_most(path, most)?.ok_or_else(|| Error::too_large(path, most))
}

/// The bytes of a file; `None` when there are more than `most`.
///
/// # Errors
/// When it cannot be read or is a folder.
pub fn read_at_most(path: &Path, most: u64) -> Result<Option<Vec<u8>>, Error> {
    if path.is_dir() {
        let error = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(Error::reading(path, &error));
    }
    let failed = |error: io::Error| Error::reading(path, &error);
    let file = fs::File::open(path).map_err(failed)?;
    // Room for all of it, so that it is read at once.
    let size = file.metadata().map_or(0, |about| about.len()).min(most).saturating_add(1);
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// A file to be read piece by piece.
///
/// # Errors
/// When there is none, or it may not be read.
pub fn reader(path: &Path) -> Result<BufReader<fs::File>, Error> {
    fs::File::open(path).map(BufReader::new).map_err(|error| Error::reading(path, &error))
}

/// A text as those of a publication are read: without its byte order mark, bytes that are
/// no UTF-8 replaced.
///
/// # Errors
/// When it cannot be read or is larger than the limit.
pub fn read_text(path: &Path, limits: &Limits) -> Result<String, Error> {
    read_within(path, limits).map(|bytes| decode(bytes).0)
}

/// Bytes as characters, and where the first are that are no UTF-8.
pub(crate) fn decode(mut bytes: Vec<u8>) -> (String, Option<usize>) {
    if bytes.starts_with("\u{feff}".as_bytes()) {
        bytes.drain(..'\u{feff}'.len_utf8());
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    }
}

/// The bytes of a file in a folder or below it; `None` when there is none, it lies
/// outside, or it has more bytes than `most`.
#[must_use]
pub fn read_below(folder: &Path, path: &str, most: u64) -> Option<Vec<u8>> {
    let (root, real) = (canonical(folder).ok()?, canonical(&folder.join(path)).ok()?);
    let size = real.metadata().ok().filter(fs::Metadata::is_file)?.len();
    if size > most || !real.starts_with(&root) {
        return None;
    }
    read_at_most(&real, most).ok().flatten()
}
