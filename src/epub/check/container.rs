//! A ZIP archive into named files, within limits. EPUB 3.3 section 4.2.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use zip::{CompressionMethod, ZipArchive};

use crate::diag::Code;
use crate::epub::check::Found;
use crate::epub::zip::{MIMETYPE, MIMETYPE_NAME};
use crate::limits::Limit;

/// Characters that no name in a container may have.
const FORBIDDEN: &str = "\"*:<>?\\|";

/// The files of a container by name.
pub(super) struct Container {
    /// Their bytes.
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

impl Container {
    /// Unpacks a container; `None` when nothing can be said about what is in it.
    pub(super) fn open(found: &mut Found<'_>, bytes: &[u8]) -> Option<Self> {
        let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => archive,
            Err(error) => {
                let detail = error.to_string();
                found.add(Code::E010, "", &[("problem", "zip"), ("detail", &detail)]);
                return None;
            }
        };
        if archive.len() > found.limits.count(Limit::Entries) {
            too_large(found, "", Limit::Entries);
            return None;
        }
        check_mimetype(found, &mut archive);
        let mut container = Self { files: BTreeMap::new() };
        let mut folded = BTreeSet::new();
        let mut left = found.limits.of(Limit::Unpacked);
        for index in 0..archive.len() {
            let entry = match archive.by_index(index) {
                Ok(entry) => entry,
                Err(error) => {
                    damaged(found, "", &error.to_string());
                    continue;
                }
            };
            let name = entry.name().to_owned();
            if entry.is_dir() {
                continue;
            }
            if let Some(problem) = wrong_name(&name) {
                found.add(Code::E011, "", &[("name", &name), ("problem", problem)]);
                continue;
            }
            if !folded.insert(name.to_lowercase()) {
                found.add(Code::E011, "", &[("name", &name), ("problem", "twice")]);
            }
            let most = found.limits.of(Limit::Entry).min(left);
            let mut bytes = Vec::new();
            if let Err(error) = entry.take(most + 1).read_to_end(&mut bytes) {
                damaged(found, &name, &error.to_string());
                continue;
            }
            if bytes.len() as u64 > most {
                let is_whole = most == left;
                let limit = if is_whole { Limit::Unpacked } else { Limit::Entry };
                too_large(found, &name, limit);
                return None;
            }
            left -= bytes.len() as u64;
            container.files.insert(name, bytes);
        }
        Some(container)
    }

    /// A file of the container.
    pub(super) fn file(&self, name: &str) -> Option<&[u8]> {
        self.files.get(name).map(Vec::as_slice)
    }
}

fn damaged(found: &mut Found<'_>, name: &str, detail: &str) {
    let args = [("problem", "damaged"), ("detail", detail), ("limit", ""), ("key", "")];
    found.add(Code::E012, name, &args);
}

fn too_large(found: &mut Found<'_>, name: &str, limit: Limit) {
    let problem = if limit == Limit::Entries { "many" } else { "large" };
    let most = found.limits.said(limit);
    let args =
        [("problem", problem), ("detail", ""), ("limit", &*most), ("key", limit.key())];
    found.add(Code::E012, name, &args);
}

/// The first file says what the container is, so plainly that its bytes stand at a fixed
/// place.
fn check_mimetype(found: &mut Found<'_>, archive: &mut ZipArchive<Cursor<&[u8]>>) {
    let first = archive.by_index(0);
    let problem = match first {
        Ok(entry) if entry.name() != MIMETYPE_NAME => Some("missing"),
        Ok(entry) if entry.compression() != CompressionMethod::Stored => {
            Some("compressed")
        }
        Ok(entry) if entry.extra_data().is_some_and(|data| !data.is_empty()) => {
            Some("extra")
        }
        Ok(entry) => {
            let mut bytes = Vec::new();
            let limit = MIMETYPE.len() as u64 + 1;
            let read = entry.take(limit).read_to_end(&mut bytes);
            (read.is_err() || bytes != MIMETYPE).then_some("wrong")
        }
        Err(_) => Some("missing"),
    };
    if let Some(problem) = problem {
        found.add(Code::E010, "", &[("problem", problem), ("detail", "")]);
    }
}

/// What is wrong with a name.
fn wrong_name(name: &str) -> Option<&'static str> {
    let is_outside = name.starts_with('/')
        || name.split('/').any(|step| step.is_empty() || step == "." || step == "..");
    let is_forbidden = |c: char| FORBIDDEN.contains(c) || c.is_control();
    if is_outside {
        Some("outside")
    } else if name.contains(is_forbidden) {
        Some("characters")
    } else {
        None
    }
}
