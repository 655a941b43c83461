//! What huikan.toml means: [`Plan`] into [`Config`], with every default filled in and
//! every word that means nothing reported.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::DeTable;

use crate::article::Date;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span, nearest};
use crate::project::plan::{IMPOSITIONS, KEEP, KINDS, PARTS, SERIES, SHEETS, slips};
use crate::project::{
    AliasEntry, Config, Edition, EditionEntry, EditionKind, Keep, LintPlan, Paper,
    PartsBy, Plan, Project, Publication, PublicationPlan, Series, Units, VolumeEntry,
    VolumePlan, VolumesPlan, Written, keys, units,
};

impl Config {
    /// What the publication's huikan.toml means; `folder` names its folder. What is wrong
    /// in it is reported and read as if it were absent.
    #[must_use]
    pub fn new(diagnostics: &mut Diagnostics, project: &Project, folder: &str) -> Self {
        let Some(file) = project.plan else {
            return Reader { diagnostics, file: None }.config(Plan::default(), folder);
        };
        let plan = read(diagnostics, file, project.files.text(file));
        Reader { diagnostics, file: Some(file) }.config(plan, folder)
    }
}

/// Reads the TOML; an empty plan when it does not parse, which is reported.
fn read(diagnostics: &mut Diagnostics, file: FileId, text: &str) -> Plan {
    let problem = |code, error: &toml::de::Error| {
        let span = Span::new(file, error.span().unwrap_or(0..0));
        let (slip, detail) = slip(error.message());
        Diagnostic::new(code).at(span).with("slip", slip).with("detail", detail)
    };
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            diagnostics.push(problem(Code::C001, &error));
            return Plan::default();
        }
    };
    keys::report_unknown(diagnostics, file, table.get_ref());
    toml::from_str(text).unwrap_or_else(|error| {
        diagnostics.push(problem(Code::C011, &error));
        Plan::default()
    })
}

/// The words of the TOML library as a slip that the message files know by name, and the
/// detail they mention.
pub(crate) fn slip(message: &str) -> (&'static str, &str) {
    let has = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if let Some(key) = message.strip_prefix("missing field `") {
        return ("missing", key.trim_end_matches('`'));
    }
    let slip = match () {
        () if has(&["expected a sequence"]) => "list",
        () if has(&["expected a string"]) => "text",
        () if has(&["duplicate key"]) => "twice",
        () if has(&["must be quoted", "quote", "basic string", "literal string"]) => {
            "quote"
        }
        () if has(&["unclosed", "missing comma", "extra comma"]) => "bracket",
        () if has(&["with no value", "missing assignment"]) => "equals",
        () if has(&["missing value", "invalid value"]) => "value",
        () => "other",
    };
    (slip, message)
}

struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    /// huikan.toml; without one there is nothing to report.
    file: Option<FileId>,
}

impl Reader<'_> {
    fn config(&mut self, plan: Plan, folder: &str) -> Config {
        Config {
            publication: self.publication(plan.publication, folder),
            series: self.series(&plan.volumes),
            parts: self.parts(&plan.volumes),
            keep: self.keep(&plan.volumes),
            units: self.units(plan.units),
            volumes: self.volumes(plan.volume),
            editions: self.editions(&plan.edition),
            allowed: self.allowed(&plan.lint),
        }
    }

    fn publication(&mut self, plan: PublicationPlan, folder: &str) -> Publication {
        let words = |value: Option<String>| value.filter(|text| !text.trim().is_empty());
        let date = plan.date.and_then(|written| {
            let date = Date::parse(written.get_ref());
            if date.is_none() {
                self.report(Code::C010, &written, &[("date", written.get_ref())]);
            }
            date
        });
        Publication {
            title: words(plan.title).unwrap_or_else(|| folder.to_owned()),
            subtitle: words(plan.subtitle),
            publisher: words(plan.publisher),
            editors: plan.editors,
            language: words(plan.language).unwrap_or_else(|| "zh-CN".to_owned()),
            rights: words(plan.rights),
            identifier: words(plan.identifier),
            isbn: words(plan.isbn),
            clc: words(plan.clc),
            date,
            colophon: plan.colophon,
        }
    }

    fn series(&mut self, plan: &VolumesPlan) -> Vec<Series> {
        let Some(words) = &plan.by else { return vec![Series::Source, Series::Unit] };
        let mut series = Vec::new();
        for word in words {
            let found = match self.choice(word, &SERIES) {
                Some("source") => Series::Source,
                Some(_) => Series::Unit,
                None => continue,
            };
            if !series.contains(&found) {
                series.push(found);
            }
        }
        series
    }

    fn allowed(&mut self, plan: &LintPlan) -> Vec<Code> {
        let possible = slips();
        let words = plan.allow.iter();
        let names: Vec<_> =
            words.filter_map(|word| self.choice(word, &possible)).collect();
        let all = Code::ALL.iter().copied();
        all.filter(|code| names.contains(&code.as_str())).collect()
    }

    fn parts(&mut self, plan: &VolumesPlan) -> PartsBy {
        match plan.parts.as_ref().and_then(|word| self.choice(word, &PARTS)) {
            Some("none") => PartsBy::None,
            _ => PartsBy::Unit,
        }
    }

    fn keep(&mut self, plan: &VolumesPlan) -> Keep {
        match plan.keep.as_ref().and_then(|word| self.choice(word, &KEEP)) {
            Some("first") => Keep::First,
            Some("longest") => Keep::Longest,
            _ => Keep::All,
        }
    }

    fn units(&mut self, plan: BTreeMap<Spanned<String>, Vec<AliasEntry>>) -> Units {
        let file = self.file;
        let place = |word: &Spanned<String>| Some(Span::new(file?, word.span()));
        units::read(plan, place, &mut |code, word, args| self.report(code, word, args))
    }

    fn volumes(&mut self, entries: Vec<VolumeEntry>) -> Vec<VolumePlan> {
        let mut names = BTreeSet::new();
        let mut volumes = Vec::new();
        for entry in entries {
            let Some(id) = self.written(&entry.id) else { continue };
            if !self.is_new_name(&entry.id, &mut names) {
                continue;
            }
            let include = entry.include.iter().filter_map(|word| self.written(word));
            volumes.push(VolumePlan {
                id,
                include: include.collect(),
                title: entry.title,
                subtitle: entry.subtitle,
                preface: entry.preface.and_then(|word| self.written(&word)),
                cover: entry.cover.and_then(|word| self.written(&word)),
            });
        }
        volumes
    }

    fn editions(&mut self, entries: &[EditionEntry]) -> Vec<Edition> {
        if entries.is_empty() {
            return built_in();
        }
        let mut names = BTreeSet::new();
        let mut editions = Vec::new();
        for entry in entries {
            if self.is_new_name(&entry.name, &mut names) {
                editions.push(self.edition(entry, entries));
            }
        }
        editions
    }

    fn edition(&mut self, entry: &EditionEntry, entries: &[EditionEntry]) -> Edition {
        let name = entry.name.get_ref().clone();
        let known = built_in().into_iter().find(|edition| edition.name == name);
        let kind = entry.kind.as_ref().and_then(|word| self.choice(word, &KINDS));
        let imposed = entry.impose.as_ref().and_then(|w| self.choice(w, &IMPOSITIONS));
        let sheet = entry.sheet.as_ref().and_then(|word| self.choice(word, &SHEETS));
        let paper = if sheet == Some("A3") { Paper::A3 } else { Paper::A4 };

        let known_kind = known.as_ref().map(|edition| edition.kind);
        let is_epub = kind == Some("epub")
            || (kind.is_none() && known_kind == Some(EditionKind::Epub));
        let is_saddle = imposed.is_some()
            || (matches!(known_kind, Some(EditionKind::Saddle(_))) && kind.is_none());
        let kind = match (is_epub, is_saddle) {
            (true, _) => EditionKind::Epub,
            (_, true) => EditionKind::Saddle(paper),
            _ => EditionKind::Pdf,
        };
        self.report_idle_keys(entry, kind);

        let own = entry.style.as_ref().map(|word| word.get_ref().clone());
        let pages = entry.pages.as_ref().filter(|_| kind != EditionKind::Epub);
        let style = own
            .or_else(|| self.style_of_pages(pages?, entries))
            .unwrap_or_else(|| STYLE.to_owned());
        Edition { name, kind, style }
    }

    /// The style of the edition whose pages are imposed.
    fn style_of_pages(
        &mut self,
        pages: &Spanned<String>,
        entries: &[EditionEntry],
    ) -> Option<String> {
        let name = pages.get_ref();
        let written = entries.iter().find(|entry| entry.name.get_ref() == name);
        if let Some(entry) = written {
            let is_epub =
                entry.kind.as_ref().is_some_and(|kind| kind.get_ref() == "epub")
                    || (entry.kind.is_none() && name == "epub");
            if !is_epub {
                return entry.style.as_ref().map(|style| style.get_ref().clone());
            }
        }
        let known = built_in()
            .into_iter()
            .find(|edition| edition.name == *name && edition.kind != EditionKind::Epub);
        if known.is_none() || written.is_some() {
            let names: Vec<&str> =
                entries.iter().map(|entry| entry.name.get_ref().as_str()).collect();
            let nearest = nearest(name, names);
            self.report(Code::C006, pages, &[("pages", name), ("nearest", nearest)]);
        }
        known.map(|edition| edition.style)
    }

    /// Keys that say something about sheets or pages where there are none.
    fn report_idle_keys(&mut self, entry: &EditionEntry, kind: EditionKind) {
        let is_saddle = matches!(kind, EditionKind::Saddle(_));
        let keys = [
            ("impose", &entry.impose, kind == EditionKind::Epub),
            ("pages", &entry.pages, !is_saddle || entry.style.is_some()),
            ("sheet", &entry.sheet, !is_saddle),
        ];
        for (key, written, is_idle) in keys {
            if let Some(word) = written.as_ref().filter(|_| is_idle) {
                let args = [("key", key), ("edition", entry.name.get_ref().as_str())];
                self.report(Code::C008, word, &args);
            }
        }
    }

    /// Whether a name is free and can be the name of a file; reported when not.
    fn is_new_name(
        &mut self,
        name: &Spanned<String>,
        names: &mut BTreeSet<String>,
    ) -> bool {
        let text = name.get_ref();
        let is_safe = !text.is_empty()
            && text.len() <= MAX_NAME
            && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !is_safe {
            self.report(Code::C009, name, &[("name", text)]);
            return false;
        }
        let is_new = names.insert(text.to_lowercase());
        if !is_new {
            self.report(Code::C004, name, &[("name", text)]);
        }
        is_new
    }

    /// The word, if it is one of those possible; reported when not.
    fn choice(
        &mut self,
        word: &Spanned<String>,
        possible: &[&'static str],
    ) -> Option<&'static str> {
        let text = word.get_ref();
        let found =
            possible.iter().copied().find(|known| known.eq_ignore_ascii_case(text));
        if found.is_none() {
            let args = [("value", text.as_str()), ("possible", &possible.join(", "))];
            self.report(Code::C002, word, &args);
        }
        found
    }

    fn written(&self, word: &Spanned<String>) -> Option<Written> {
        let span = Span::new(self.file?, word.span());
        Some(Written { text: word.get_ref().clone(), span })
    }

    fn report(
        &mut self,
        code: Code,
        word: &Spanned<String>,
        args: &[(&'static str, &str)],
    ) {
        let mut diagnostic = Diagnostic::new(code);
        if let Some(file) = self.file {
            diagnostic = diagnostic.at(Span::new(file, word.span()));
        }
        for (name, value) in args {
            diagnostic = diagnostic.with(name, *value);
        }
        self.diagnostics.push(diagnostic);
    }
}

/// Longest name in bytes: with the names of editions and endings around it, it must stay
/// below the 255 bytes that file systems allow.
const MAX_NAME: usize = 120;

/// The editions made when huikan.toml lists none.
fn built_in() -> Vec<Edition> {
    let edition = |name: &str, kind| Edition {
        name: name.to_owned(),
        kind,
        style: STYLE.to_owned(),
    };
    vec![
        edition("epub", EditionKind::Epub),
        edition("a5", EditionKind::Pdf),
        edition("booklet", EditionKind::Saddle(Paper::A4)),
    ]
}

/// The style of editions that name none.
const STYLE: &str = "book-a5";
