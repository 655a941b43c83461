//! What the huikan.toml of a folder says, for commands that do not open a publication:
//! the slips it wants to hear nothing about, and how much is taken in.

use std::path::Path;

use crate::diag::{Code, Diagnostics};
use crate::disk;
use crate::import::Report;
use crate::project::{Config, Project};

/// What the huikan.toml of a folder means; every default without one. What is wrong in it
/// is said by the commands that build.
pub(crate) fn settings(folder: &Path) -> Config {
    let path = folder.join("huikan.toml");
    let bytes = if disk::exists(&path) { disk::read(&path).ok() } else { None };
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    let mut project = Project::default();
    project.plan = text.map(|text| project.files.add("huikan.toml", text));
    Config::new(&mut Diagnostics::new(), &project, "")
}

/// Takes what is allowed out of what was found in a source.
pub(crate) fn silence(
    allowed: &[Code],
    diagnostics: &mut Diagnostics,
    report: Option<&mut Report>,
) {
    if allowed.is_empty() {
        return;
    }
    diagnostics.retain(|found| !allowed.contains(&found.code));
    if let Some(report) = report {
        let is_allowed = |name: &str| allowed.iter().any(|code| code.as_str() == name);
        report.doubts.retain(|doubt| !is_allowed(&doubt.code));
    }
}
