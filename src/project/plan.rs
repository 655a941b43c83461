//! What the user wrote in huikan.toml, word for word and with its places.
//!
//! Nothing is checked here but the shape; `meaning` says what the words mean.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::value::Datetime;

use crate::diag::Code;

/// huikan.toml as it is written. Nothing in it is required.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Plan {
    /// Facts about the publication as a whole.
    pub publication: PublicationPlan,
    /// How volumes are gathered.
    pub volumes: VolumesPlan,
    /// Canonical name of a unit = its other names.
    #[schemars(with = "BTreeMap<String, Vec<String>>")]
    pub units: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    /// Hand-made volumes, and overrides of gathered ones.
    pub volume: Vec<VolumeEntry>,
    /// The products of each volume; without any: `epub`, `a5` and `booklet`.
    pub edition: Vec<EditionEntry>,
    /// Which slips of the text are looked for.
    pub lint: LintPlan,
}

/// Facts about the publication as a whole.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PublicationPlan {
    /// Title; the folder's name when absent.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Publisher or issuing organisation.
    pub publisher: Option<String>,
    /// Editors.
    pub editors: Vec<String>,
    /// BCP 47 language tag; `zh-CN` when absent.
    pub language: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Identifier of the publication (URN or URL), from which those of its volumes are
    /// derived.
    pub identifier: Option<String>,
    /// ISBN.
    pub isbn: Option<String>,
    /// 中图分类号.
    pub clc: Option<String>,
    /// Date of the publication: `2024`, `2024-05`, `2024-05-01`.
    #[serde(deserialize_with = "date")]
    #[schemars(schema_with = "date_schema")]
    pub date: Option<Spanned<String>>,
    /// Further lines of the colophon (版权页).
    pub colophon: Vec<String>,
}

/// How volumes are gathered.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct VolumesPlan {
    /// The series: `source` (a volume for each source file), `unit` (one for each unit).
    /// Both when absent; an empty list leaves only hand-made volumes.
    #[schemars(schema_with = "series_schema")]
    pub by: Option<Vec<Spanned<String>>>,
    /// The parts of a source volume: `unit` (when absent) or `none`.
    #[schemars(schema_with = "parts_schema")]
    pub parts: Option<Spanned<String>>,
}

/// Which slips of the text are looked for.
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct LintPlan {
    /// Codes of those that are not reported and not corrected, such as `W004`.
    #[schemars(schema_with = "slips_schema")]
    pub allow: Vec<Spanned<String>>,
}

/// A hand-made volume, or what to change in a gathered one.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct VolumeEntry {
    /// Name of the volume: of its folder below out/, or of the gathered volume meant.
    #[schemars(with = "String")]
    pub id: Spanned<String>,
    /// Glob patterns of its articles, in the order of the volume; absent in an override
    /// that keeps the articles.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub include: Vec<Spanned<String>>,
    /// Title.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Path of an article set before the contents.
    #[schemars(with = "Option<String>")]
    pub preface: Option<Spanned<String>>,
    /// Path of the cover image.
    #[schemars(with = "Option<String>")]
    pub cover: Option<Spanned<String>>,
}

/// A product of each volume. `epub`, `a5` and `booklet` are known by name alone.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct EditionEntry {
    /// Its name, which is part of the file's.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// What is made: `epub` or `pdf`.
    #[schemars(schema_with = "kind_schema")]
    pub kind: Option<Spanned<String>>,
    /// The style: a file of styles/ without `.toml`.
    #[schemars(with = "Option<String>")]
    pub style: Option<Spanned<String>>,
    /// The edition whose pages are imposed.
    #[schemars(with = "Option<String>")]
    pub pages: Option<Spanned<String>>,
    /// How pages come onto sheets: `saddle` (two a side, folded and stapled).
    #[schemars(schema_with = "impose_schema")]
    pub impose: Option<Spanned<String>>,
    /// Paper of the sheets: `A4` (when absent) or `A3`.
    #[schemars(schema_with = "sheet_schema")]
    pub sheet: Option<Spanned<String>>,
}

/// The codes that may stand in `allow`.
pub(super) fn slips() -> Vec<&'static str> {
    Code::ALL
        .iter()
        .map(|code| code.as_str())
        .filter(|code| code.starts_with('W'))
        .collect()
}

/// The words that may stand in a place.
pub(super) const SERIES: [&str; 2] = ["source", "unit"];
/// The words that may stand for the parts of a source volume.
pub(super) const PARTS: [&str; 2] = ["unit", "none"];
/// The words that may stand for the kind of an edition.
pub(super) const KINDS: [&str; 2] = ["epub", "pdf"];
/// The words that may stand for an imposition.
pub(super) const IMPOSITIONS: [&str; 1] = ["saddle"];
/// The words that may stand for paper.
pub(super) const SHEETS: [&str; 2] = ["A4", "A3"];

macro_rules! word_schemas {
    ($($function:ident $words:ident;)*) => {
        $(fn $function(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
            schemars::json_schema!({ "type": "string", "enum": $words })
        })*
    };
}

word_schemas! {
    parts_schema PARTS;
    kind_schema KINDS;
    impose_schema IMPOSITIONS;
    sheet_schema SHEETS;
}

fn series_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let word = schemars::json_schema!({ "type": "string", "enum": SERIES });
    schemars::json_schema!({ "type": "array", "items": word })
}

fn slips_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let word = schemars::json_schema!({ "type": "string", "enum": slips() });
    schemars::json_schema!({ "type": "array", "items": word })
}

/// Editors that check TOML against a schema show its dates as strings.
fn date_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": ["string", "integer"] })
}

/// A date as a string, as a date of TOML, or as the number of a year.
fn date<'de, D: Deserializer<'de>>(
    source: D,
) -> Result<Option<Spanned<String>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Words(String),
        Year(u16),
        Date(Datetime),
    }

    let written = Spanned::<Written>::deserialize(source)?;
    let words = match written.get_ref() {
        Written::Words(words) => words.clone(),
        Written::Year(year) => year.to_string(),
        Written::Date(date) => date.to_string(),
    };
    Ok(Some(Spanned::new(written.span(), words)))
}
