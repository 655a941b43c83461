//! What the machine offers beside files of the publication: variables and fonts.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, UNIX_EPOCH};

use crate::disk::Error;
use crate::disk::ending::has_extension;
use crate::project::FontFile;

/// Folders below a font folder that are looked into; deeper ones are someone's archive.
const DEPTH: usize = 6;

/// A variable of the environment; `None` when it is unset or empty.
#[must_use]
pub fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The machines that this program runs on: processor, system, and the library of C where a
/// system has several.
#[must_use]
pub fn machine() -> String {
    let library = [
        (cfg!(target_env = "gnu"), " gnu"),
        (cfg!(target_env = "musl"), " musl"),
        (cfg!(target_env = "msvc"), " msvc"),
    ];
    let library = library.iter().find(|(is_it, _)| *is_it).map_or("", |(_, name)| *name);
    format!("{} {}{library}", std::env::consts::ARCH, std::env::consts::OS)
}

/// What is written to the program: all of its standard input.
///
/// # Errors
/// When it cannot be read.
pub fn standard_input() -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| Error::reading(Path::new("-"), &error))?;
    Ok(bytes)
}

/// What tells this program from another build of it with the same version: the length of
/// its file and when that was written. Empty when the system does not say.
#[must_use]
pub fn program() -> String {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    let Ok(file) = file else { return String::new() };
    let written = file.modified().ok();
    let written = written.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    format!("{}-{}", file.len(), written.unwrap_or_default().as_nanos())
}

/// The length of the program's file, 0 when the system does not say: all that tells two
/// builds of one version apart on machines with copies of their own.
#[must_use]
pub fn program_length() -> u64 {
    let file = std::env::current_exe().and_then(|path| path.metadata());
    file.map_or(0, |file| file.len())
}

/// How long something takes.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Begins to count.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// Seconds so far.
    #[must_use]
    pub fn seconds(self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// The fonts installed on this machine, in order of their paths. Each is read when it is
/// asked for; one that cannot be read is passed over.
pub fn system_fonts() -> impl Iterator<Item = FontFile> {
    let mut paths = Vec::new();
    for folder in font_folders() {
        collect(&folder, DEPTH, &mut paths);
    }
    paths.sort();
    paths.into_iter().filter_map(|path| {
        let bytes = Arc::from(fs::read(&path).ok()?);
        Some(FontFile { name: path.to_string_lossy().into_owned(), bytes })
    })
}

fn font_folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        ["/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts"]
            .map(PathBuf::from)
            .into();
    folders.push("/System/Library/Fonts".into());
    if let Some(home) = environment("HOME") {
        let below = [".local/share/fonts", ".fonts", "Library/Fonts"];
        folders.extend(below.map(|folder| Path::new(&home).join(folder)));
    }
    if let Some(windows) = environment("WINDIR") {
        folders.push(Path::new(&windows).join("Fonts"));
    }
    folders
}

fn collect(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            if depth > 0 {
                collect(&path, depth - 1, paths);
            }
        } else if has_extension(&path.to_string_lossy(), &["ttf", "otf", "ttc", "otc"]) {
            paths.push(path);
        }
    }
}
