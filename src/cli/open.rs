//! The publication in the current folder, read and gathered, for the commands that look
//! at one.

use std::collections::BTreeSet;
use std::path::Path;

use crate::Gathered;
use crate::article::Date;
use crate::cli::Exit;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Diagnostic, Diagnostics, Files, Severity};
use crate::disk;
use crate::gather::{Intake, gather_from};
use crate::gather_again;
use crate::project::Project;
use crate::volume::Volume;

/// Seconds in a day, in the count of POSIX, which knows no leap seconds.
const DAY: i64 = 86_400;

/// A publication and what was found in reading it.
pub(crate) struct Open {
    /// Its files.
    pub(crate) project: Project,
    /// What they mean.
    pub(crate) gathered: Gathered,
    /// Problems so far.
    pub(crate) diagnostics: Diagnostics,
}

/// The errors in huikan.toml among diagnostics: with them volumes and editions may lack.
pub(crate) fn broken_plan(diagnostics: &Diagnostics, files: &Files) -> Diagnostics {
    let mut broken = Diagnostics::new();
    for diagnostic in diagnostics {
        let is_in_plan = diagnostic.file(files) == Some("huikan.toml");
        if is_in_plan && diagnostic.severity() == Severity::Error {
            broken.push(diagnostic.clone());
        }
    }
    broken
}

impl Open {
    /// Those of the diagnostics that concern volumes: what is wrong with articles of
    /// others does not matter to someone who builds one.
    pub(crate) fn concerning(
        &self,
        diagnostics: Diagnostics,
        volumes: &[Volume],
    ) -> Diagnostics {
        let gathered = &self.gathered;
        if volumes.len() == gathered.volumes.len() {
            return diagnostics;
        }
        let inside: BTreeSet<&str> = volumes.iter().flat_map(Volume::articles).collect();
        let all = gathered.articles.iter().map(|article| article.path.as_str());
        let others: BTreeSet<&str> = all.filter(|path| !inside.contains(path)).collect();
        let mut kept = Diagnostics::new();
        for diagnostic in &diagnostics {
            let file = diagnostic.file(&self.project.files).unwrap_or_default();
            if !others.contains(file) {
                kept.push(diagnostic.clone());
            }
        }
        kept
    }
}

/// Opens a publication; `Ok(Err)` when there is none, which is reported.
pub(crate) fn open(
    terminal: &Terminal,
    folder: &Path,
) -> Result<Result<Open, Exit>, disk::Error> {
    open_by(terminal, folder, |diagnostics, folder| {
        disk::load(diagnostics, folder).map(whole)
    })
}

/// Opens a publication to build it: what has no room in memory is put away.
pub(crate) fn open_to_build(
    terminal: &Terminal,
    folder: &Path,
) -> Result<Result<Open, Exit>, disk::Error> {
    open_by(terminal, folder, |diagnostics, folder| {
        let mut intake = Intake::default();
        let turn = &mut |project: &mut Project| intake.take(project);
        let project = disk::load_by_turns(diagnostics, folder, turn)?;
        let project = disk::load_fonts(diagnostics, folder, project)?;
        Ok((project, intake))
    })
}

/// Opens a publication to look at, not to lay out: without its fonts.
pub(crate) fn open_to_list(
    terminal: &Terminal,
    folder: &Path,
) -> Result<Result<Open, Exit>, disk::Error> {
    open_by(terminal, folder, |diagnostics, folder| {
        disk::load_without_fonts(diagnostics, folder).map(whole)
    })
}

/// Opens a publication that was opened `before`: what has not changed is not read again, and
/// nothing is put away. The names of the files that have changed; none, and it is as it was.
pub(crate) fn open_again(
    folder: &Path,
    (memory, before): (&mut disk::Memory, Option<&Gathered>),
) -> Result<Result<(Open, Vec<String>), Diagnostic>, disk::Error> {
    if !is_publication(folder) {
        return Ok(Err(nothing_in(folder)));
    }
    let mut diagnostics = Diagnostics::new();
    let (project, changed) = disk::load_again(&mut diagnostics, folder, memory)?;
    let name = disk::name_of(folder);
    let date = source_date(&mut diagnostics);
    let gathered = gather_again(&mut diagnostics, &project, (&name, date), before);
    Ok(Ok((Open { project, gathered, diagnostics }, changed)))
}

/// Whether there is anything of a publication in a folder.
pub(crate) fn is_publication(folder: &Path) -> bool {
    ["huikan.toml", "content"].iter().any(|name| disk::exists(&folder.join(name)))
}

fn nothing_in(folder: &Path) -> Diagnostic {
    Diagnostic::new(Code::U003).with("folder", shown(folder))
}

/// A project with all of its articles read.
fn whole(project: Project) -> (Project, Intake) {
    let mut intake = Intake::default();
    intake.read(&project);
    (project, intake)
}

fn open_by(
    terminal: &Terminal,
    folder: &Path,
    load: impl Fn(&mut Diagnostics, &Path) -> Result<(Project, Intake), disk::Error>,
) -> Result<Result<Open, Exit>, disk::Error> {
    if !is_publication(folder) {
        terminal.report(nothing_in(folder));
        return Ok(Err(Exit::Usage));
    }
    let mut diagnostics = Diagnostics::new();
    let (project, intake) = load(&mut diagnostics, folder)?;
    let name = disk::name_of(folder);
    let date = source_date(&mut diagnostics);
    let gathered = gather_from(&mut diagnostics, (&project, intake), &name, date);
    Ok(Ok(Open { project, gathered, diagnostics }))
}

/// A folder as messages name it; `none` stands for the current one.
pub(crate) fn shown(folder: &Path) -> String {
    match folder.as_os_str() == "." {
        true => "none".to_owned(),
        false => folder.to_string_lossy().into_owned(),
    }
}

/// The date of `SOURCE_DATE_EPOCH`, for publications that do not say theirs.
/// <https://reproducible-builds.org/specs/source-date-epoch/>
pub(crate) fn source_date(diagnostics: &mut Diagnostics) -> Option<Date> {
    let value =
        disk::environment("SOURCE_DATE_EPOCH").filter(|value| !value.is_empty())?;
    let date = value.trim().parse().ok().and_then(date_at);
    if date.is_none() {
        diagnostics.push(Diagnostic::new(Code::U020).with("value", value));
    }
    date
}

/// The day of so many seconds since 1970-01-01.
fn date_at(seconds: i64) -> Option<Date> {
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    let year = u16::try_from(year).ok()?;
    Some(Date { year, month: u8::try_from(month).ok(), day: u8::try_from(day).ok() })
}

/// Year, month and day of a number of days since 1970-01-01 in the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years are counted from March, so that the leap day is the last of its year, and
    // days from the start of the 400-year cycle of 146,097 days before year 0.
    let days = days.saturating_add(719_468);
    let cycle = days.div_euclid(146_097);
    let day = days.rem_euclid(146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    // Months from March have 31, 30, 31, 30, 31 days, twice and a bit: 153 in five.
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = year + cycle * 400 + i64::from(month >= 10);
    (year, if month < 10 { month + 3 } else { month - 9 }, day)
}

#[cfg(test)]
mod tests {
    use super::civil;

    #[test]
    fn days_since_the_epoch_are_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(-1), (1969, 12, 31));
        assert_eq!(civil(19_782), (2024, 2, 29));
        assert_eq!(civil(20_088), (2024, 12, 31));
    }
}
