//! What the user wrote in huikan.toml, word for word and with its places.
//!
//! Nothing is checked here but the shape; `meaning` says what the words mean.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::value::Datetime;

use crate::diag::Code;
use crate::project::LimitsPlan;
use crate::project::matter::{BACK, FRONT, INDEX, Imprint};

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
    #[schemars(with = "BTreeMap<String, Vec<AliasEntry>>")]
    pub units: BTreeMap<Spanned<String>, Vec<AliasEntry>>,
    /// Hand-made volumes, and overrides of gathered ones.
    pub volume: Vec<VolumeEntry>,
    /// The products of each volume; without any: `epub`, `a5` and `booklet`.
    pub edition: Vec<EditionEntry>,
    /// Which slips of the text are looked for.
    pub lint: LintPlan,
    /// How much is taken in: files and what is in them that are larger are refused.
    pub limits: LimitsPlan,
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
    /// Subject codes of BISAC, three letters and six digits each: `LIT008010`.
    #[schemars(with = "Vec<String>")]
    pub bisac: Vec<Spanned<String>>,
    /// Date of the publication: `2024`, `2024-05`, `2024-05-01`.
    #[serde(deserialize_with = "date")]
    #[schemars(schema_with = "date_schema")]
    pub date: Option<Spanned<String>>,
    /// Further lines of the colophon (版权页).
    pub colophon: Vec<String>,
    /// What else the colophon says. A volume with an ISBN has the colophon of GB/T 12450,
    /// any other that of internal material (内部资料).
    pub imprint: Imprint,
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
    /// What becomes of an article whose text stands in another one too: `all` are kept
    /// (when absent), only the `first`, or only the `longest`.
    #[schemars(schema_with = "keep_schema")]
    pub keep: Option<Spanned<String>>,
    /// What stands before the articles, in order; `title-page`, `colophon`, `preface`,
    /// `contents` when absent.
    #[schemars(schema_with = "front_schema")]
    pub front: Option<Vec<Spanned<String>>>,
    /// What stands behind the articles, in order; nothing when absent.
    #[schemars(schema_with = "back_schema")]
    pub back: Option<Vec<Spanned<String>>>,
    /// How indexes are sorted: by `pinyin`, or by the number of strokes (`stroke`), which
    /// is usual in Traditional Chinese.
    #[schemars(schema_with = "index_schema")]
    pub index: Option<Spanned<String>>,
}

/// Another name of a unit: a string, or a table that says in which sources it is meant.
#[derive(Debug, Clone)]
pub struct AliasEntry {
    /// The name.
    pub name: Spanned<String>,
    /// Glob pattern of the sources in which it stands for this unit; all when absent.
    pub source: Option<Spanned<String>>,
}

impl<'de> Deserialize<'de> for AliasEntry {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        let form = Spanned::<AliasForm>::deserialize(source)?;
        let span = form.span();
        Ok(match form.into_inner() {
            AliasForm::Name(name) => {
                Self { name: Spanned::new(span, name), source: None }
            }
            AliasForm::Table { name, source } => Self { name, source },
        })
    }
}

/// An alias as it is written. Not an untagged enum: that would lose the places of words.
enum AliasForm {
    Name(String),
    Table { name: Spanned<String>, source: Option<Spanned<String>> },
}

impl<'de> Deserialize<'de> for AliasForm {
    fn deserialize<D: Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
        source.deserialize_any(AliasVisitor)
    }
}

struct AliasVisitor;

impl<'de> Visitor<'de> for AliasVisitor {
    type Value = AliasForm;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a string or a table with `name` and `source`")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<AliasForm, E> {
        Ok(AliasForm::Name(name.to_owned()))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<AliasForm, M::Error> {
        let (mut name, mut source) = (None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "name" => name = Some(map.next_value()?),
                "source" => source = Some(map.next_value()?),
                // `keys` has reported it.
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        let name = name.ok_or_else(|| de::Error::missing_field("name"))?;
        Ok(AliasForm::Table { name, source })
    }
}

impl JsonSchema for AliasEntry {
    fn schema_name() -> Cow<'static, str> {
        "AliasEntry".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Another name of a unit; as a table, only in some sources.",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": {
                        "name": { "description": "The name.", "type": "string" },
                        "source": {
                            "description": "Glob pattern of the names of these sources.",
                            "type": "string",
                        },
                    },
                    "required": ["name"],
                    "additionalProperties": false,
                },
            ],
        })
    }
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
    /// Path of an article set behind the others.
    #[schemars(with = "Option<String>")]
    pub afterword: Option<Spanned<String>>,
    /// What stands before its articles, as in `[volumes]`.
    #[serde(default)]
    #[schemars(schema_with = "front_schema")]
    pub front: Option<Vec<Spanned<String>>>,
    /// What stands behind its articles, as in `[volumes]`.
    #[serde(default)]
    #[schemars(schema_with = "back_schema")]
    pub back: Option<Vec<Spanned<String>>>,
    /// Path of the cover image.
    #[schemars(with = "Option<String>")]
    pub cover: Option<Spanned<String>>,
}

/// A product of each volume. Some are known by name alone: `epub`, `a5`, `print`,
/// `cover`, `booklet`, `booklet-a3`, `large-print`, `phone`, `archive`.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct EditionEntry {
    /// Its name, which is part of the file's.
    #[schemars(with = "String")]
    pub name: Spanned<String>,
    /// What is made: `epub`, `pdf`, or `cover` (back, spine and front on one sheet).
    #[serde(default)]
    #[schemars(schema_with = "kind_schema")]
    pub kind: Option<Spanned<String>>,
    /// The volumes it is made of, by their names; all when absent.
    #[serde(default)]
    #[schemars(with = "Option<Vec<String>>")]
    pub volumes: Option<Vec<Spanned<String>>>,
    /// The style: a file of styles/ without `.toml`.
    #[schemars(with = "Option<String>")]
    pub style: Option<Spanned<String>>,
    /// The edition whose pages are imposed; of an EPUB, the edition on paper whose page
    /// numbers it bears (when absent the first one that is made of all volumes), or `none`.
    #[schemars(with = "Option<String>")]
    pub pages: Option<Spanned<String>>,
    /// How pages come onto sheets: `saddle` (nested, folded and stapled), `signatures`
    /// (folded, gathered and glued), `cut-stack` (side by side, cut and stacked), `n-up`
    /// (side by side in reading order).
    #[serde(default)]
    #[schemars(schema_with = "impose_schema")]
    pub impose: Option<Spanned<String>>,
    /// Paper of the sheets; `A4` when absent.
    #[serde(default)]
    #[schemars(schema_with = "sheet_schema")]
    pub sheet: Option<Spanned<String>>,
    /// How often a sheet is folded, 1 (when absent) to 4.
    #[schemars(with = "Option<u8>")]
    pub folds: Option<Spanned<i64>>,
    /// Pages of a signature: 4, 8, 16 (when absent), 32.
    #[schemars(with = "Option<u8>")]
    pub signature: Option<Spanned<i64>>,
    /// Pages on a side of `cut-stack` and `n-up`: 2 (when absent), 4, 6, 8, 9, 16.
    #[schemars(with = "Option<u8>")]
    pub up: Option<Spanned<i64>>,
    /// Whether the pages begin with the cover; `true` when absent, but not in `print`.
    #[schemars(with = "Option<bool>")]
    pub cover: Option<Spanned<bool>>,
    /// How thick the paper of a cover is; `0.25mm` when absent.
    #[schemars(with = "Option<String>")]
    pub stock: Option<Spanned<String>>,
    /// How thick a leaf of the paper is; `0.1mm` when absent.
    #[schemars(with = "Option<String>")]
    pub thickness: Option<Spanned<String>>,
    /// The most sheets that are stapled together; 15 when absent.
    #[schemars(with = "Option<u16>")]
    pub most_sheets: Option<Spanned<i64>>,
    /// On which edge the printer turns the paper: `short-edge`, `long-edge`; the one that
    /// needs no side upside down when absent.
    #[serde(default)]
    #[schemars(schema_with = "duplex_schema")]
    pub duplex: Option<Spanned<String>>,
    /// How both sides come onto plates: `sheetwise` (when absent), `work-and-turn`,
    /// `work-and-tumble`.
    #[serde(default)]
    #[schemars(schema_with = "press_schema")]
    pub press: Option<Spanned<String>>,
    /// What is printed outside the pages: `crop`, `fold`, `registration`, `collating`.
    #[serde(default)]
    #[schemars(schema_with = "marks_schema")]
    pub marks: Option<Vec<Spanned<String>>>,
    /// How far pages reach over their trim, such as `3mm`.
    #[schemars(with = "Option<String>")]
    pub bleed: Option<Spanned<String>>,
    /// The standard that the file keeps: `pdf-x4` for print shops, `pdf-a2u` for archives.
    #[serde(default)]
    #[schemars(schema_with = "standard_schema")]
    pub standard: Option<Spanned<String>>,
    /// What becomes of the colours of pictures: `gray`, `rgb` (they stay what they are),
    /// `cmyk` (the inks of the press); when absent, `cmyk` with `pdf-x4`, else `rgb`.
    #[schemars(schema_with = "colour_schema")]
    pub colour: Option<Spanned<String>>,
    /// The profile of the press (ICC, four inks): a file of profiles/, with its path.
    #[schemars(with = "Option<String>")]
    pub profile: Option<Spanned<String>>,
    /// Which fonts an EPUB brings along: `none` (when absent), `rare` (for characters that
    /// readers' fonts often lack), `display` (for titles and headings), `all`.
    #[serde(default)]
    #[schemars(schema_with = "embed_schema")]
    pub embed: Option<Spanned<String>>,
    /// Whether the fonts of an EPUB are obfuscated, as some licences ask; not when absent.
    #[serde(default)]
    #[schemars(with = "Option<bool>")]
    pub obfuscate: Option<Spanned<bool>>,
    /// The reading programs that an EPUB is written for: `any` (when absent), or `duokan`
    /// (多看, 微信读书, 掌阅), whose notes are written in another way.
    #[serde(default)]
    #[schemars(schema_with = "reader_schema")]
    pub reader: Option<Spanned<String>>,
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
/// The words that may stand for what is kept of texts that repeat each other.
pub(super) const KEEP: [&str; 3] = ["all", "first", "longest"];
/// The words that may stand for the kind of an edition.
pub(super) const KINDS: [&str; 3] = ["epub", "pdf", "cover"];
/// The words that may stand for an imposition.
pub(super) const IMPOSITIONS: [&str; 4] = ["saddle", "signatures", "cut-stack", "n-up"];
/// The words that may stand for the edge on which paper is turned.
pub(super) const DUPLEX: [&str; 2] = ["short-edge", "long-edge"];
/// The words that may stand for the way onto plates.
pub(super) const PRESSES: [&str; 3] = ["sheetwise", "work-and-turn", "work-and-tumble"];
/// The words that may stand for marks.
pub(super) const MARKS: [&str; 4] = ["crop", "fold", "registration", "collating"];
/// The words that may stand for a standard.
pub(super) const STANDARDS: [&str; 2] = ["pdf-x4", "pdf-a2u"];
/// The words that may stand for the colours of pictures.
pub(super) const COLOURS: [&str; 3] = ["gray", "rgb", "cmyk"];
/// The words that may stand for the fonts of an EPUB.
pub(super) const EMBEDS: [&str; 4] = ["none", "rare", "display", "all"];
/// The words that may stand for reading programs.
pub(super) const READERS: [&str; 2] = ["any", "duokan"];
/// The words that may stand for paper.
pub(super) const SHEETS: [&str; 9] =
    ["A4", "A3", "A2", "A1", "B4", "B3", "SRA4", "SRA3", "SRA2"];

macro_rules! word_schemas {
    ($($function:ident $words:ident;)*) => {
        $(fn $function(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
            schemars::json_schema!({ "type": "string", "enum": $words })
        })*
    };
}

word_schemas! {
    parts_schema PARTS;
    keep_schema KEEP;
    index_schema INDEX;
    kind_schema KINDS;
    impose_schema IMPOSITIONS;
    sheet_schema SHEETS;
    duplex_schema DUPLEX;
    press_schema PRESSES;
    standard_schema STANDARDS;
    colour_schema COLOURS;
    embed_schema EMBEDS;
    reader_schema READERS;
}

fn marks_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    let word = schemars::json_schema!({ "type": "string", "enum": MARKS });
    schemars::json_schema!({ "type": "array", "items": word })
}

fn front_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    list_schema(&FRONT)
}

fn back_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    list_schema(&BACK)
}

fn list_schema(words: &[&str]) -> schemars::Schema {
    let word = schemars::json_schema!({ "type": "string", "enum": words });
    schemars::json_schema!({ "type": "array", "items": word })
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
pub(crate) fn date<'de, D: Deserializer<'de>>(
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
