//! Zip containers into the bytes of their entries, within limits.
//!
//! A container of a few kilobytes can unpack to any size: nothing is unpacked beyond the
//! limits, whatever sizes the container claims (zip bombs).

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::limits::{Limit, Limits};

/// Why a container cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It is cut off or damaged.
    Damaged,
    /// It needs a password.
    Locked,
    /// It unpacks to more than a limit: the limit, and what it is.
    TooLarge(Limit, u64),
}

impl Trouble {
    /// The diagnostic about a container.
    pub(crate) fn diagnostic(self, file: &str) -> Diagnostic {
        let diagnostic = match self {
            Self::Damaged => Diagnostic::new(Code::I030),
            Self::Locked => Diagnostic::new(Code::I061),
            Self::TooLarge(limit, most) => Diagnostic::new(Code::I031)
                .with("key", limit.key())
                .with("limit", limit.said(most)),
        };
        diagnostic.in_file(file).with("file", file)
    }
}

/// A container with what may still be unpacked from it.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
    limits: Limits,
}

impl<'a> Archive<'a> {
    /// Reads the list of entries.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Trouble> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged)?;
        let most = limits.of(Limit::Entries);
        if zip.len() as u64 > most {
            return Err(Trouble::TooLarge(Limit::Entries, most));
        }
        Ok(Self { zip, left: limits.of(Limit::Unpacked), limits: *limits })
    }

    /// The names of all entries in order, as far as they are UTF-8.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.zip.file_names().map(str::to_owned).collect();
        names.sort();
        names
    }

    /// The bytes of an entry; `None` when there is none of this name.
    pub(crate) fn read(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        match self.zip.index_for_name(name) {
            Some(index) => self.unpack(index).map(Some),
            None => Ok(None),
        }
    }

    fn unpack(&mut self, index: usize) -> Result<Vec<u8>, Trouble> {
        let most = self.left.min(self.limits.of(Limit::Entry));
        let locked =
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED).to_string();
        let trouble = |error: ZipError| match error.to_string() == locked {
            true => Trouble::Locked,
            false => Trouble::Damaged,
        };
        let entry = self.zip.by_index(index).map_err(trouble)?;
        let mut bytes = Vec::new();
        entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| Trouble::Damaged)?;
        let length = bytes.len() as u64;
        if length > most {
            let is_whole = most == self.left;
            let limit = if is_whole { Limit::Unpacked } else { Limit::Entry };
            return Err(Trouble::TooLarge(limit, self.limits.of(limit)));
        }
        self.left -= length;
        Ok(bytes)
    }
}

/// A file out of a container of sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name in the container, with `/`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The sources in a `.zip`, in the order of their names. What cannot be unpacked and
/// names that lead outside are reported; the files of the system that packed it
/// (`__MACOSX/`, names that begin with a dot) are no sources.
#[must_use]
pub fn unpack(
    diagnostics: &mut Diagnostics,
    file: &str,
    bytes: &[u8],
    limits: &Limits,
) -> Vec<Entry> {
    let mut archive = match Archive::open(bytes, limits) {
        Ok(archive) => archive,
        Err(trouble) => {
            diagnostics.push(trouble.diagnostic(file));
            return Vec::new();
        }
    };
    let mut entries = Vec::new();
    let mut names = BTreeSet::new();
    for index in 0..archive.zip.len() {
        let Some((name, is_folder)) = name(&mut archive, index) else {
            diagnostics.push(Trouble::Damaged.diagnostic(file));
            continue;
        };
        if !is_inside(&name) || !names.insert(name.clone()) {
            let diagnostic = Diagnostic::new(Code::I034).in_file(file);
            diagnostics.push(diagnostic.with("file", file).with("name", name));
        } else if !is_folder && !is_hidden(&name) {
            match archive.unpack(index) {
                Ok(bytes) => entries.push(Entry { name, bytes }),
                Err(trouble) => {
                    diagnostics.push(trouble.diagnostic(&format!("{file}/{name}")));
                }
            }
        }
    }
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

/// The name of an entry, and whether it is a folder. Old Chinese systems write names in
/// GBK without saying so.
fn name(archive: &mut Archive<'_>, index: usize) -> Option<(String, bool)> {
    let entry = archive.zip.by_index_raw(index).ok()?;
    let raw = entry.name_raw();
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    };
    let is_folder = name.ends_with(['/', '\\']);
    Some((name.replace('\\', "/"), is_folder))
}

/// Whether a name stays inside the folder that it is unpacked to.
fn is_inside(name: &str) -> bool {
    !name.starts_with('/')
        && !name.contains(['\0', ':'])
        && name.split('/').all(|step| step != "..")
}

/// Whether an entry belongs to the system that packed the container.
fn is_hidden(name: &str) -> bool {
    name.split('/').any(|step| step.starts_with('.') || step == "__MACOSX")
}
