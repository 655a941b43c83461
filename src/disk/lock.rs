//! Locks: who may write into a folder of products.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use crate::disk::Error;

/// A lock that is given back when this is dropped, or when the process ends in any way.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

/// How a lock is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sharing {
    /// By nobody else at the same time.
    Alone,
    /// By any number who share it.
    Shared,
}

/// Takes a lock: makes its file and the folders above when they are not there. `wait` is
/// called once when somebody else has it; then the lock is waited for.
///
/// # Errors
/// When the file cannot be made or the system cannot lock it.
pub fn lock(path: &Path, sharing: Sharing, wait: impl FnOnce()) -> Result<Lock, Error> {
    let failed = |path: &Path, error: &std::io::Error| Error::writing(path, error);
    let folder = path.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
    // Its contents are nothing: nobody may lose anything by opening it.
    let opened = File::options().create(true).append(true).open(path);
    let file = opened.map_err(|error| failed(path, &error))?;
    let tried = match sharing {
        Sharing::Alone => file.try_lock(),
        Sharing::Shared => file.try_lock_shared(),
    };
    let taken = match tried {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => {
            wait();
            match sharing {
                Sharing::Alone => file.lock(),
                Sharing::Shared => file.lock_shared(),
            }
        }
        Err(TryLockError::Error(error)) => Err(error),
    };
    match taken {
        // Some network disks know no locks; there one has to take care oneself.
        Err(error) if error.kind() == std::io::ErrorKind::Unsupported => {}
        Err(error) => return Err(failed(path, &error)),
        Ok(()) => {}
    }
    Ok(Lock { _file: file })
}
