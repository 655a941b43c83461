//! `huikan init`: a new publication that builds at once.

use crate::cli::Exit;
use crate::cli::args::Init;
use crate::cli::open::shown;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Language};
use crate::disk;

/// Where the sample article goes: its folder is the name of its source.
const SAMPLE: &str = "content/reading/01-读书会的一年.md";

/// Folders that are there for people to put things into, kept by version control.
const FOLDERS: [&str; 3] = ["sources/.gitkeep", "styles/.gitkeep", "fonts/.gitkeep"];

/// The title in the huikan.toml that comes along.
const TITLE: &str = "\"读书会文集\"";

/// Makes the folder and its files. What is there already stays as it is.
pub(crate) fn run(terminal: &Terminal, typed: &Init) -> Result<Exit, disk::Error> {
    let folder = typed.folder.as_path();
    let shown = shown(folder);
    let has_articles = disk::is_folder(&folder.join("content"));
    let plan = plan(terminal.language, &disk::name_of(folder));
    let path = folder.join("huikan.toml");
    // A folder that cannot be written may have one too, and that is what matters.
    if disk::exists(&path) || !disk::save_new(&path, plan.as_bytes())? {
        terminal.report(Diagnostic::new(Code::U010).with("folder", shown));
        return Ok(Exit::Usage);
    }
    // Beside articles of one's own a sample would only come into the books.
    if !has_articles {
        disk::save_new(&folder.join(SAMPLE), include_bytes!("init/sample.md"))?;
    }
    disk::save_new(&folder.join(".gitignore"), b"/out/\n")?;
    for file in FOLDERS {
        disk::save_new(&folder.join(file), b"")?;
    }
    let done = terminal.words("cli-init-done", &[("folder", shown.into())]);
    terminal.tell(&format!("{done}\n"));
    Ok(Exit::Done)
}

/// The huikan.toml of a new publication, whose title is the name of its folder.
fn plan(language: Language, name: &str) -> String {
    let plan = match language {
        Language::Chinese => include_str!("init/huikan.zh.toml"),
        Language::English => include_str!("init/huikan.en.toml"),
    };
    match name {
        "" => plan.to_owned(),
        name => plan.replacen(TITLE, &toml::Value::from(name).to_string(), 1),
    }
}
