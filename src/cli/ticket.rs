//! `huikan build --ticket`: one volume by its job ticket. Of the library only what the
//! ticket names is read, and nothing is written but the products and their records.

use std::path::Path;
use std::sync::Arc;

use crate::cli::Exit;
use crate::cli::args::Build;
use crate::cli::build::{resolve, work};
use crate::cli::open::{Open, source_date};
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::disk::{self, ErrorKind};
use crate::limits::Limit;
use crate::project::{Project, image};
use crate::schedule::Ticket;
use crate::volume::Shape;

/// Builds what a ticket says.
pub(crate) fn run(
    terminal: &Terminal,
    typed: &Build,
    path: &Path,
) -> Result<Exit, disk::Error> {
    let shown = path.to_string_lossy().into_owned();
    let ticket = match disk::read(path) {
        Ok(bytes) => Ticket::read(&bytes),
        Err(error) if error.kind == ErrorKind::Missing => None,
        Err(error) => return Err(error),
    };
    let Some(ticket) = ticket else {
        terminal.report(Diagnostic::new(Code::U014).with("file", shown));
        return Ok(Exit::Usage);
    };
    let mut opened = match open(&ticket)? {
        Ok(opened) => opened,
        Err(changed) => {
            terminal.report(outdated(&ticket.shape.id, &[changed]));
            return Ok(Exit::Content);
        }
    };
    let Some(request) = resolve(terminal, typed, &opened) else { return Ok(Exit::Usage) };
    let request = request.by(ticket.inputs);
    work(terminal, &mut opened, &request)
}

/// Reads what a volume is made from; the path of what is not there any more.
fn open(ticket: &Ticket) -> Result<Result<Open, String>, disk::Error> {
    let folder = Path::new(".");
    let mut diagnostics = Diagnostics::new();
    let project = disk::load_without_content(&mut diagnostics, folder)?;
    let mut project = disk::load_fonts(&mut diagnostics, folder, project)?;
    if let Some(lost) = fetch(&mut project, folder, &ticket.shape)? {
        return Ok(Err(lost));
    }
    let date = source_date(&mut diagnostics);
    let name = disk::name_of(folder);
    let gathered = ticket.gather(&mut diagnostics, &project, (&*name, date));
    let gathered = gathered.ok_or_else(|| ticket.shape.id.clone());
    Ok(gathered.map(|gathered| Open { project, gathered, diagnostics }))
}

/// Reads the articles and pictures of a volume into a project; the path of one that is not
/// there any more.
fn fetch(
    project: &mut Project,
    folder: &Path,
    shape: &Shape,
) -> Result<Option<String>, disk::Error> {
    let most = project.limits.of(Limit::File);
    let articles = shape.articles().map(|path| (path, true));
    for (path, is_text) in articles.chain(shape.pictures.iter().map(|path| (path, false)))
    {
        let Some(bytes) = disk::read_below(folder, path, most) else {
            return match disk::read(&folder.join(path)) {
                Err(error) if error.kind != ErrorKind::Missing => Err(error),
                // It is gone, or it lies outside the publication.
                _ => Ok(Some(path.clone())),
            };
        };
        if is_text {
            let file = project.files.add(path.as_str(), disk::decode(bytes).0);
            project.content.push(file);
        } else if let Some(picture) = image(path, bytes) {
            project.images.insert(path.clone(), Arc::new(picture));
        }
    }
    Ok(None)
}

/// Says that a volume is not what its ticket says any more.
pub(crate) fn outdated(volume: &str, changed: &[String]) -> Diagnostic {
    let first = changed.first().map_or("", String::as_str);
    // What is no file has a word of the messages' own.
    let first = first.trim_start_matches('<').trim_end_matches('>');
    Diagnostic::new(Code::D009).with("volume", volume).with("file", first)
}
