//! `import.toml` beside sources: each is read once, and each source gets what is said
//! about it.
//!
//! While one cannot be read, nothing beside it is imported: what was corrected would be
//! as it was before, without a word. A source in a container is named there with the
//! container before it, as `letters.zip/may/a.txt`: nobody can be asked to write into a
//! container. One that names a source but stands where nobody reads it is said.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::cli::inputs::{Content, Input};
use crate::diag::{Code, Diagnostic, Diagnostics, Files};
use crate::disk;
use crate::import::{CORRECTIONS, CorrectionBook};

/// Gives each source what is said about it; a further input tells what is wrong with an
/// `import.toml` itself. Articles go `into` a publication.
pub(crate) fn attach(inputs: &mut Vec<Input>, into: &Path) {
    let mut books = BTreeMap::<PathBuf, Option<Book>>::new();
    let (mut told, mut held) = (Vec::new(), Vec::new());
    for input in inputs.iter_mut() {
        let Some((folder, name)) = place(input) else { continue };
        let path = folder.join(CORRECTIONS);
        let book = books.entry(path).or_insert_with_key(|path| {
            let (about, book) = read(&folder, path)?;
            told.push(about);
            Some(book)
        });
        match book {
            Some(Ok((book, files))) => {
                input.corrections = book.of(&name);
                input.files = files.clone();
            }
            Some(Err(())) => {
                input.content = Content::Nothing;
                held.push(folder);
            }
            None => {}
        }
    }
    // What a source that is not read would show is nothing unknown.
    let is_held = |path: &Path| held.iter().any(|folder| folder.starts_with(path));
    inputs.iter_mut().for_each(|input| input.is_held = is_held(&input.path));
    let strays = strays(inputs, &books, into);
    inputs.append(&mut told);
    inputs.extend(strays);
}

/// The `import.toml` that name a source of these but stand in another place than beside it.
fn strays(
    inputs: &[Input],
    books: &BTreeMap<PathBuf, Option<Book>>,
    into: &Path,
) -> Vec<Input> {
    let mut seen: BTreeSet<PathBuf> = books.keys().map(|path| disk::real(path)).collect();
    let content = into.join("content");
    let usual = [PathBuf::new(), into.to_owned(), content.clone(), into.join("sources")];
    let mut strays = Vec::new();
    for (folder, name) in inputs.iter().filter_map(place) {
        let stem = Path::new(&name).file_stem().unwrap_or_default();
        let near = [content.join(stem), folder.join("..")];
        for other in usual.iter().chain(&near).map(|folder| folder.join(CORRECTIONS)) {
            let is_new = disk::exists(&other) && !seen.contains(&disk::real(&other));
            if is_new && names(&other, &name) {
                seen.insert(disk::real(&other));
                let mut about = Input::new(&other, Content::Nothing);
                about.diagnostics.push(misplaced(&other, &folder.join(CORRECTIONS)));
                strays.push(about);
            }
        }
    }
    strays
}

/// Whether an `import.toml` has a table for a source.
fn names(path: &Path, source: &str) -> bool {
    let text = disk::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    text.is_some_and(|text| text.contains(&format!("[\"{source}\"")))
}

/// An `import.toml` that is not read where it stands.
pub(crate) fn misplaced(path: &Path, place: &Path) -> Diagnostic {
    let [file, place] = [path, place].map(|path| path.to_string_lossy().into_owned());
    Diagnostic::new(Code::I054).in_file(&file).with("file", file).with("place", place)
}

/// The folder of a source and its name there.
fn place(input: &Input) -> Option<(PathBuf, String)> {
    let below = match &input.content {
        Content::File => 1,
        Content::Entry(_, name) => Path::new(name).components().count() + 1,
        Content::Nothing | Content::Failed(_) => return None,
    };
    let folder = input.path.ancestors().nth(below)?;
    let name = input.path.strip_prefix(folder).ok()?;
    Some((folder.to_owned(), name.to_string_lossy().replace('\\', "/")))
}

/// What an `import.toml` says, and the text it stands in, unless it cannot be read.
type Book = Result<(CorrectionBook, Files), ()>;

/// Reads an `import.toml`, when there is one.
fn read(folder: &Path, path: &Path) -> Option<(Input, Book)> {
    if !disk::exists(path) {
        return None;
    }
    let mut about = Input::new(path, Content::Nothing);
    let mut files = Files::default();
    let mut book = CorrectionBook::default();
    let name = path.to_string_lossy().into_owned();
    match disk::read(path).map(String::from_utf8) {
        Ok(Ok(text)) => {
            book = CorrectionBook::read(&mut about.diagnostics, &mut files, &name, text);
            missing(&mut about.diagnostics, &book, folder);
        }
        Ok(Err(_)) => {
            let diagnostic = Diagnostic::new(Code::D006).in_file(&name);
            about.diagnostics.push(diagnostic.with("file", name));
        }
        Err(error) => {
            about.diagnostics.push(error.diagnostic());
            about.content = Content::Failed(error);
        }
    }
    about.files = files.clone();
    let is_bad =
        about.diagnostics.has_errors() || matches!(about.content, Content::Failed(_));
    Some((about, if is_bad { Err(()) } else { Ok((book, files)) }))
}

/// Reports the sources an `import.toml` speaks of that are not in its folder.
fn missing(diagnostics: &mut Diagnostics, book: &CorrectionBook, folder: &Path) {
    book.report_missing(diagnostics, |name| {
        let first = name.split('/').next().unwrap_or(name);
        !first.is_empty() && disk::exists(&folder.join(first))
    });
}
