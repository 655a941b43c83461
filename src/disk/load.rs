//! A publication's folder into a [`Project`]: huikan.toml, content/, styles/, profiles/,
//! fonts/.
//!
//! Files are taken in the order of their paths. Hidden files and out/ are not read, and
//! neither is `<name>.new.md`, which import leaves beside an edited article for a person
//! to compare.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::disk::Error;
use crate::disk::again::{Known, Memory};
use crate::disk::ending::{has_extension, is_image};
use crate::disk::read::{decode, read_within};
use crate::disk::walk::{Walk, canonical, skipped};
use crate::limits::Limits;
use crate::project::{Config, FontFile, Project, image};

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
        read: impl FnOnce(&Limits) -> Result<Known, Error>,
    ) -> Result<Known, Error> {
        let limits = self.project.limits;
        match &mut self.memory {
            Some(memory) => memory.recall(name, path, || read(&limits)),
            None => read(&limits),
        }
    }

    fn bytes(&mut self, name: &str, path: &Path) -> Result<Arc<[u8]>, Error> {
        let known = self.known(name, path, |most| {
            Ok(Known::Bytes(read_within(path, most)?.into()))
        })?;
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
        if plan.is_symlink() && !canonical(&plan)?.starts_with(canonical(self.folder)?) {
            self.diagnostics.push(skipped("huikan.toml", "outside"));
        } else if crate::disk::exists(&plan) {
            let found = self.diagnostics.iter().count();
            let plan = self.text("huikan.toml".to_owned(), &plan)?;
            // Words of which characters are wrong name nothing there is: that alone is said.
            if self.diagnostics.iter().count() > found {
                self.project.files.set(plan, "");
            }
            self.project.plan = Some(plan);
            // Most publications have no word about it, and reading the plan takes time.
            if self.project.files.text(plan).contains("limits") {
                let config = Config::new(&mut Diagnostics::new(), &self.project, "");
                self.project.limits = config.limits;
            }
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
            let look = |most: &Limits| {
                let image = image(&name, read_within(path, most)?);
                Ok(Known::Image(image.map(Arc::new)))
            };
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
        let known = self.known(&name, path, |most| {
            let (text, bad) = decode(read_within(path, most)?);
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
            let mut walk = Walk::new(canonical(self.folder)?, &self.project.limits);
            walk.folder(top, &path, &mut found)?;
            walk.report(self.diagnostics);
        }
        found.sort();
        Ok(found)
    }
}
