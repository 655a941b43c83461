//! What the machine refused to do, and with which file.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic};
use crate::limits::Limit;

/// A file could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// Whether it was to be written.
    pub writing: bool,
    /// Why it failed.
    pub kind: ErrorKind,
}

/// Why a file could not be read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is no such file.
    Missing,
    /// The user may not do that.
    Permission,
    /// It is a folder.
    Folder,
    /// A part of its path is a file: this one.
    NotAFolder(PathBuf),
    /// The disk is full.
    Full,
    /// The disk cannot be written.
    ReadOnly,
    /// The file has more bytes than this limit.
    TooLarge(u64),
    /// Anything else, in the words of the operating system.
    Other(String),
}

impl Error {
    /// A file that could not be read.
    pub(crate) fn reading(path: &Path, error: &io::Error) -> Self {
        Self { path: path.to_owned(), writing: false, kind: ErrorKind::new(path, error) }
    }

    /// A file of more bytes than a limit.
    pub(crate) fn too_large(path: &Path, most: u64) -> Self {
        Self { path: path.to_owned(), writing: false, kind: ErrorKind::TooLarge(most) }
    }

    /// A file that could not be written.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        Self { path: path.to_owned(), writing: true, kind: ErrorKind::new(path, error) }
    }

    /// The same as a message to the user.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let code = match (&self.kind, self.writing) {
            (_, true) => Code::D002,
            (ErrorKind::Missing, false) => Code::D004,
            (ErrorKind::Folder, false) => Code::D003,
            (_, false) => Code::D001,
        };
        let path = self.path.strip_prefix(".").unwrap_or(&self.path);
        let file = path.to_string_lossy().into_owned();
        let diagnostic = Diagnostic::new(code).with("file", file);
        if matches!(code, Code::D003 | Code::D004) {
            return diagnostic;
        }
        diagnostic.with("reason", self.kind.word()).with("detail", self.kind.detail())
    }
}

impl ErrorKind {
    fn new(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::PermissionDenied => Self::Permission,
            io::ErrorKind::IsADirectory => Self::Folder,
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                let is_file = |part: &&Path| part.exists() && !part.is_dir();
                Self::NotAFolder(path.ancestors().find(is_file).unwrap_or(path).into())
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => Self::Other(error.to_string()),
        }
    }

    /// The word by which the message files tell the reasons apart.
    fn word(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Permission => "permission",
            Self::Folder => "folder",
            Self::NotAFolder(_) => "not-a-folder",
            Self::Full => "full",
            Self::ReadOnly => "read-only",
            Self::TooLarge(_) => "too-large",
            Self::Other(_) => "other",
        }
    }

    fn detail(&self) -> String {
        match self {
            Self::Other(words) => words.clone(),
            Self::TooLarge(most) => Limit::File.said(*most),
            Self::NotAFolder(file) => file.to_string_lossy().into_owned(),
            _ => String::new(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.writing { "write" } else { "read" };
        let reason = match &self.kind {
            ErrorKind::Other(words) => words,
            kind => kind.word(),
        };
        write!(f, "cannot {verb} {}: {reason}", self.path.display())
    }
}

impl std::error::Error for Error {}
