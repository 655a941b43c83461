//! A publication's folder into a [`Project`]: huikan.toml, content/, styles/, profiles/,
//! fonts/.
//!
//! Files are taken in the order of their paths. Hidden files and out/ are not read, and
//! neither is `<name>.new.md`, which import leaves beside an edited article for a person
//! to compare.

use std::fs;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::disk::Error;
use crate::disk::again::{Known, Memory};
use crate::disk::ending::{has_extension, is_image};
use crate::project::{FontFile, Project, image};

/// The most that is read of one file: a device that never ends has to end somewhere.
const LARGEST: u64 = 1 << 30;

/// How many bytes of content/ are read before somebody gets to see them: enough to keep
/// all processors busy, and little beside the fonts.
const TURN: usize = 4 << 20;

/// Reads a publication. Content that can be read but not understood is reported; `Err`
/// is the machine's failure.
///
/// # Errors
/// When a file or folder that is there cannot be read.
pub fn load(diagnostics: &mut Diagnostics, folder: &Path) -> Result<Project, Error> {
    let project = load_without_fonts(diagnostics, folder)?;
    load_fonts(diagnostics, folder, project)
}

/// Reads a publication but for its fonts, which take longer than all the rest and are
/// asked for by layout only.
///
/// # Errors
/// When a file or folder that is there cannot be read.
pub fn load_without_fonts(
    diagnostics: &mut Diagnostics,
    folder: &Path,
) -> Result<Project, Error> {
    load_by_turns(diagnostics, folder, &mut |_| ())
}

/// The same, with every few megabytes of content/ shown to somebody who may take them
/// away again: texts ([`Files::set`](crate::diag::Files::set)) and the bytes of pictures.
/// The last turn comes when all of content/ has been read.
///
/// # Errors
/// When a file or folder that is there cannot be read.
pub fn load_by_turns(
    diagnostics: &mut Diagnostics,
    folder: &Path,
    turn: &mut dyn FnMut(&mut Project),
) -> Result<Project, Error> {
    let mut loader = Loader::new(diagnostics, folder, Project::default());
    loader.plan()?;
    let mut unseen = 0;
    for (name, path) in loader.files("content")? {
        unseen += loader.content(name, &path)?;
        if unseen >= TURN {
            turn(&mut loader.project);
            unseen = 0;
        }
    }
    turn(&mut loader.project);
    loader.looks()?;
    Ok(loader.project)
}

/// Reads what every volume of a publication is made with, wherever its texts are: all but
/// content/ and fonts/.
///
/// # Errors
/// When a file or folder that is there cannot be read.
pub fn load_without_content(
    diagnostics: &mut Diagnostics,
    folder: &Path,
) -> Result<Project, Error> {
    let mut loader = Loader::new(diagnostics, folder, Project::default());
    loader.plan()?;
    loader.looks()?;
    Ok(loader.project)
}

/// Reads the fonts of a publication into it.
///
/// # Errors
/// When a file or folder that is there cannot be read.
pub fn load_fonts(
    diagnostics: &mut Diagnostics,
    folder: &Path,
    project: Project,
) -> Result<Project, Error> {
    let mut loader = Loader::new(diagnostics, folder, project);
    loader.fonts()?;
    Ok(loader.project)
}

/// Reads a publication again: of its files those that have changed since the last time,
/// which are named. A text keeps its number as long as it has its name.
///
/// # Errors
/// When a file or folder that is there cannot be read.
pub fn load_again(
    diagnostics: &mut Diagnostics,
    folder: &Path,
    memory: &mut Memory,
) -> Result<(Project, Vec<String>), Error> {
    memory.begin();
    let files = memory.files.emptied();
    let project = Project { files, ..Project::default() };
    let mut loader = Loader::new(diagnostics, folder, project);
    loader.memory = Some(memory);
    loader.plan()?;
    for (name, path) in loader.files("content")? {
        loader.content(name, &path)?;
    }
    loader.looks()?;
    loader.fonts()?;
    let Loader { project, .. } = loader;
    memory.files = project.files.clone();
    let changed = memory.end();
    Ok((project, changed))
}

/// Reads what a publication says: huikan.toml and the articles, no pictures, styles or
/// fonts.
///
/// # Errors
/// When a file or folder that is there cannot be read.
pub fn load_texts(
    diagnostics: &mut Diagnostics,
    folder: &Path,
) -> Result<Project, Error> {
    let mut loader = Loader::new(diagnostics, folder, Project::default());
    loader.plan()?;
    for (name, path) in loader.files("content")? {
        if has_extension(&name, &["md"]) {
            loader.content(name, &path)?;
        }
    }
    Ok(loader.project)
}

/// The bytes of a file.
///
/// # Errors
/// When it cannot be read, is a folder, or is larger than any text or picture of a book.
pub fn read(path: &Path) -> Result<Vec<u8>, Error> {
    if path.is_dir() {
        let error = io::Error::from(io::ErrorKind::IsADirectory);
        return Err(Error::reading(path, &error));
    }
    let failed = |error: io::Error| Error::reading(path, &error);
    let file = fs::File::open(path).map_err(failed)?;
    // Room for all of it, so that it is read at once.
    let size = file.metadata().map_or(0, |about| about.len()).min(LARGEST) + 1;
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Error::too_large(path));
    }
    Ok(bytes)
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
/// When it cannot be read.
pub fn read_text(path: &Path) -> Result<String, Error> {
    read(path).map(|bytes| decode(bytes).0)
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
pub fn read_below(folder: &Path, path: &str, most: usize) -> Option<Vec<u8>> {
    let (root, real) = (canonical(folder).ok()?, canonical(&folder.join(path)).ok()?);
    let size = real.metadata().ok().filter(fs::Metadata::is_file)?.len();
    let is_small = usize::try_from(size).is_ok_and(|size| size <= most);
    if is_small && real.starts_with(&root) { read(&real).ok() } else { None }
}

/// The files in a folder and in those below it, in the order of their paths; hidden ones
/// are left out, and links that lead out of the folder are reported.
///
/// # Errors
/// When it or a folder below it cannot be read.
pub fn files_below(
    diagnostics: &mut Diagnostics,
    folder: &Path,
) -> Result<Vec<PathBuf>, Error> {
    let root = canonical(folder)?;
    let mut walk = Walk { root, above: Vec::new(), outside: Vec::new() };
    let mut found = Vec::new();
    walk.folder(&folder.to_string_lossy(), folder, &mut found)?;
    for name in walk.outside {
        let diagnostic = Diagnostic::new(Code::D005).in_file(&name);
        diagnostics.push(diagnostic.with("file", name));
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

struct Loader<'a> {
    diagnostics: &'a mut Diagnostics,
    folder: &'a Path,
    project: Project,
    /// What was read before, when that matters.
    memory: Option<&'a mut Memory>,
}

impl<'a> Loader<'a> {
    fn new(diagnostics: &'a mut Diagnostics, folder: &'a Path, project: Project) -> Self {
        Self { diagnostics, folder, project, memory: None }
    }

    /// What a file is, by reading it or, when it has not changed, by heart.
    fn known(
        &mut self,
        name: &str,
        path: &Path,
        read: impl FnOnce() -> Result<Known, Error>,
    ) -> Result<Known, Error> {
        match &mut self.memory {
            Some(memory) => memory.recall(name, path, read),
            None => read(),
        }
    }

    fn bytes(&mut self, name: &str, path: &Path) -> Result<Arc<[u8]>, Error> {
        let known =
            self.known(name, path, || Ok(Known::Bytes(Arc::from(read(path)?))))?;
        Ok(if let Known::Bytes(bytes) = known { bytes } else { Arc::default() })
    }

    fn fonts(&mut self) -> Result<(), Error> {
        for (name, path) in self.files("fonts")? {
            if has_extension(&name, &["ttf", "otf", "ttc", "otc"]) {
                let bytes = self.bytes(&name, &path)?;
                self.project.fonts.push(FontFile { name, bytes });
            }
        }
        Ok(())
    }

    fn plan(&mut self) -> Result<(), Error> {
        let plan = self.folder.join("huikan.toml");
        if crate::disk::exists(&plan) {
            self.project.plan = Some(self.text("huikan.toml".to_owned(), &plan)?);
        }
        Ok(())
    }

    /// Reads a file of content/; how many bytes of it are kept.
    fn content(&mut self, name: String, path: &Path) -> Result<usize, Error> {
        let mut kept = 0;
        if name.ends_with(".new.md") {
            return Ok(kept);
        }
        if has_extension(&name, &["md"]) {
            let file = self.text(name, path)?;
            self.project.content.push(file);
            kept = self.project.files.text(file).len();
        } else if is_image(&name) {
            let look = || Ok(Known::Image(image(&name, read(path)?).map(Arc::new)));
            if let Known::Image(Some(image)) = self.known(&name, path, look)? {
                kept = image.bytes.len();
                self.project.images.insert(name, image);
            }
        }
        Ok(kept)
    }

    /// Reads styles/ and profiles/.
    fn looks(&mut self) -> Result<(), Error> {
        for (name, path) in self.files("styles")? {
            let key = name.trim_start_matches("styles/").to_owned();
            let file = self.text(name, &path)?;
            self.project.styles.insert(key, file);
        }
        for (name, path) in self.files("profiles")? {
            if has_extension(&name, &["icc", "icm"]) {
                let profile = self.bytes(&name, &path)?;
                self.project.profiles.insert(name, profile);
            }
        }
        Ok(())
    }

    /// Reads a text. One that is not UTF-8 is kept with its bad bytes replaced, so that
    /// the volumes it belongs to are known and stopped by the error.
    fn text(&mut self, name: String, path: &Path) -> Result<FileId, Error> {
        let known = self.known(&name, path, || {
            let (text, bad) = decode(read(path)?);
            Ok(Known::Text { text: text.into(), bad })
        })?;
        let (text, bad) = match known {
            Known::Text { text, bad } => (text, bad),
            Known::Image(_) | Known::Bytes(_) => (Arc::from(""), None),
        };
        let file = self.place(&name, text);
        if let Some(at) = bad {
            // Without an excerpt: it would be as unreadable as the file.
            let line =
                self.project.files.position(file, Span::new(file, at..at).start).line;
            let diagnostic = Diagnostic::new(Code::D006).on_line(&name, line);
            self.diagnostics.push(diagnostic.with("file", name));
        }
        Ok(file)
    }

    /// Puts a text under its number, or under a new one.
    fn place(&mut self, name: &str, text: Arc<str>) -> FileId {
        let files = &mut self.project.files;
        let Some(memory) = &mut self.memory else { return files.add(name, text) };
        match memory.number(name) {
            Some(file) => {
                files.set(file, text);
                file
            }
            None => {
                let file = files.add(name, text);
                memory.remember_number(name, file);
                file
            }
        }
    }

    /// Name below the publication's folder and path of each file in a folder of it.
    fn files(&mut self, top: &str) -> Result<Vec<(String, PathBuf)>, Error> {
        let path = self.folder.join(top);
        let mut found = Vec::new();
        if path.is_dir() {
            let root = canonical(self.folder)?;
            let mut walk = Walk { root, above: Vec::new(), outside: Vec::new() };
            walk.folder(top, &path, &mut found)?;
            for name in walk.outside {
                let diagnostic = Diagnostic::new(Code::D005).in_file(&name);
                self.diagnostics.push(diagnostic.with("file", name));
            }
        }
        found.sort();
        Ok(found)
    }
}

/// A walk through a folder and those below it.
struct Walk {
    /// The publication's folder, which links may not leave.
    root: PathBuf,
    /// The folders we are in, to notice links that lead in circles.
    above: Vec<PathBuf>,
    /// Names of links that lead out.
    outside: Vec<String>,
}

impl Walk {
    fn folder(
        &mut self,
        name: &str,
        path: &Path,
        found: &mut Vec<(String, PathBuf)>,
    ) -> Result<(), Error> {
        let real = canonical(path)?;
        if !real.starts_with(&self.root) {
            self.outside.push(name.to_owned());
            return Ok(());
        }
        if self.above.contains(&real) {
            return Ok(());
        }
        self.above.push(real);
        let failed = |error: &io::Error| Error::reading(path, error);
        for entry in fs::read_dir(path).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            let below = entry.file_name().to_string_lossy().into_owned();
            if !below.starts_with('.') {
                let name = format!("{name}/{below}");
                // Most are plain files, and the folder says so.
                match entry.file_type() {
                    Ok(kind) if kind.is_file() => found.push((name, entry.path())),
                    _ => self.entry(name, &entry.path(), found)?,
                }
            }
        }
        self.above.pop();
        Ok(())
    }

    fn entry(
        &mut self,
        name: String,
        path: &Path,
        found: &mut Vec<(String, PathBuf)>,
    ) -> Result<(), Error> {
        if path.is_dir() {
            return self.folder(&name, path, found);
        }
        if path.is_symlink() && !canonical(path)?.starts_with(&self.root) {
            self.outside.push(name);
        } else {
            found.push((name, path.to_owned()));
        }
        Ok(())
    }
}

fn canonical(path: &Path) -> Result<PathBuf, Error> {
    path.canonicalize().map_err(|error| Error::reading(path, &error))
}
