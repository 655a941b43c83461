//! What huikan.toml means: [`Plan`] into [`Config`], with every default filled in and
//! every word that means nothing reported.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use crate::article::Date;
use crate::diag::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::project::plan::{KEEP, PARTS, SERIES, slips};
use crate::project::{
    AliasEntry, Config, Keep, LintPlan, Matters, PartsBy, Plan, Project, Publication,
    PublicationPlan, Series, Units, VolumeEntry, VolumePlan, VolumesPlan, Written, keys,
    units,
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

    /// Only what becomes of articles that repeat others.
    #[must_use]
    pub fn keep_of(project: &Project) -> Keep {
        // Most publications have no word about it, and reading the plan takes time. What has
        // a backslash may be the word in disguise.
        let has_word = |file| {
            let text: &str = project.files.text(file);
            text.contains("keep") || text.contains('\\')
        };
        match project.plan.is_some_and(has_word) {
            true => Self::new(&mut Diagnostics::new(), project, "").keep,
            false => Keep::All,
        }
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

pub(super) struct Reader<'a> {
    diagnostics: &'a mut Diagnostics,
    /// huikan.toml; without one there is nothing to report.
    file: Option<FileId>,
}

impl Reader<'_> {
    fn config(&mut self, plan: Plan, folder: &str) -> Config {
        let publication = self.publication(plan.publication, folder);
        let (front, back) = (&plan.volumes.front, &plan.volumes.back);
        let matters =
            self.matters(front.as_deref(), back.as_deref(), &Matters::default());
        Config {
            index: self.index_order(plan.volumes.index.as_ref(), &publication.language),
            volumes: self.volumes(plan.volume, &matters),
            matters,
            publication,
            series: self.series(&plan.volumes),
            parts: self.parts(&plan.volumes),
            keep: self.keep(&plan.volumes),
            units: self.units(plan.units),
            editions: self.editions(&plan.edition),
            allowed: self.allowed(&plan.lint),
            limits: self.limits(&plan.limits),
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
            bisac: self.bisac(&plan.bisac),
            date,
            colophon: plan.colophon,
            imprint: plan.imprint,
        }
    }

    /// The subject codes that have the form of one: three letters and six digits.
    fn bisac(&mut self, codes: &[Spanned<String>]) -> Vec<String> {
        let mut known = Vec::new();
        for code in codes {
            let text = code.get_ref();
            let (letters, digits) = text.split_at_checked(3).unwrap_or_default();
            let is_code = digits.len() == 6
                && letters.bytes().all(|byte| byte.is_ascii_uppercase())
                && digits.bytes().all(|byte| byte.is_ascii_digit());
            if is_code {
                known.push(text.clone());
            } else {
                let args = [("value", text.as_str()), ("possible", "LIT008010 …")];
                self.report(Code::C002, code, &args);
            }
        }
        known
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

    fn volumes(
        &mut self,
        entries: Vec<VolumeEntry>,
        matters: &Matters,
    ) -> Vec<VolumePlan> {
        let mut names = BTreeSet::new();
        let mut volumes = Vec::new();
        for entry in entries {
            let Some(id) = self.written(&entry.id) else { continue };
            if !self.is_new_name(&entry.id, &mut names) {
                continue;
            }
            let (front, back) = (entry.front.as_deref(), entry.back.as_deref());
            let matters = self.matters(front, back, matters);
            let include = entry.include.iter().filter_map(|word| self.written(word));
            volumes.push(VolumePlan {
                id,
                include: include.collect(),
                title: entry.title,
                subtitle: entry.subtitle,
                preface: entry.preface.and_then(|word| self.written(&word)),
                afterword: entry.afterword.and_then(|word| self.written(&word)),
                matters,
                cover: entry.cover.and_then(|word| self.written(&word)),
            });
        }
        volumes
    }

    /// Whether a name is free and can be the name of a file; reported when not.
    pub(super) fn is_new_name(
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
    pub(super) fn choice(
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

    pub(super) fn written(&self, word: &Spanned<String>) -> Option<Written> {
        let span = Span::new(self.file?, word.span());
        Some(Written { text: word.get_ref().clone(), span })
    }

    pub(super) fn report(
        &mut self,
        code: Code,
        word: &Spanned<String>,
        args: &[(&'static str, &str)],
    ) {
        self.report_at(code, word.span(), args);
    }

    pub(super) fn report_at(
        &mut self,
        code: Code,
        place: Range<usize>,
        args: &[(&'static str, &str)],
    ) {
        let mut diagnostic = Diagnostic::new(code);
        if let Some(file) = self.file {
            diagnostic = diagnostic.at(Span::new(file, place));
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
