//! `[limits]` of huikan.toml: what is written, and what it means.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::diag::Code;
use crate::limits::{Limit, Limits, size};
use crate::project::meaning::Reader;

/// How much is taken in. Sizes are such as `"64MB"` (kB, MB, GB in powers of ten).
#[derive(Debug, Default, Clone, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct LimitsPlan {
    /// The largest file of the publication, and the largest book that `check` looks at;
    /// `1GB` when absent.
    #[schemars(with = "Option<String>")]
    pub file: Option<Spanned<String>>,
    /// The largest source that is imported; `256MB` when absent.
    #[schemars(with = "Option<String>")]
    pub source: Option<Spanned<String>>,
    /// The largest picture that import takes over; `32MB` when absent.
    #[schemars(with = "Option<String>")]
    pub picture: Option<Spanned<String>>,
    /// The most that a container (zip, docx, EPUB) unpacks to altogether, and that the
    /// pictures of a source have together; `512MB` when absent.
    #[schemars(with = "Option<String>")]
    pub unpacked: Option<Spanned<String>>,
    /// The most that one file in a container unpacks to; `64MB` when absent.
    #[schemars(with = "Option<String>")]
    pub entry: Option<Spanned<String>>,
    /// The most files in a container; `20000` when absent.
    #[schemars(with = "Option<u64>")]
    pub entries: Option<Spanned<i64>>,
    /// The most pixels of a picture, in millions; `120` when absent.
    #[schemars(with = "Option<u64>")]
    pub pixels: Option<Spanned<i64>>,
    /// How many quotations, lists and styles of an article stand inside each other; `32`
    /// when absent.
    #[schemars(with = "Option<u64>")]
    pub nesting: Option<Spanned<i64>>,
    /// How many elements of a web page, a Word file or a book to check stand inside each
    /// other; `256` when absent.
    #[schemars(with = "Option<u64>")]
    pub elements: Option<Spanned<i64>>,
    /// How many styles rest on each other by `extends`; `8` when absent.
    #[schemars(with = "Option<u64>")]
    pub styles: Option<Spanned<i64>>,
    /// How many folders stand inside each other; `32` when absent.
    #[schemars(with = "Option<u64>")]
    pub folders: Option<Spanned<i64>>,
}

impl LimitsPlan {
    /// The sizes as they are written.
    fn sizes(&self) -> [(Limit, &Option<Spanned<String>>); 5] {
        [
            (Limit::File, &self.file),
            (Limit::Source, &self.source),
            (Limit::Picture, &self.picture),
            (Limit::Unpacked, &self.unpacked),
            (Limit::Entry, &self.entry),
        ]
    }

    /// The counts as they are written.
    fn counts(&self) -> [(Limit, &Option<Spanned<i64>>); 6] {
        [
            (Limit::Entries, &self.entries),
            (Limit::Pixels, &self.pixels),
            (Limit::Nesting, &self.nesting),
            (Limit::Elements, &self.elements),
            (Limit::Styles, &self.styles),
            (Limit::Folders, &self.folders),
        ]
    }
}

impl Reader<'_> {
    /// The limits; one that makes no sense is reported and stays what it is without it.
    pub(super) fn limits(&mut self, plan: &LimitsPlan) -> Limits {
        let mut limits = Limits::default();
        for (limit, written) in plan.sizes() {
            let Some(written) = written else { continue };
            let value = written.get_ref();
            let place = (limit, written.span());
            limits = self.limit(limits, place, (value, size(value)));
        }
        for (limit, written) in plan.counts() {
            let Some(written) = written else { continue };
            let (value, place) = (*written.get_ref(), (limit, written.span()));
            let count = u64::try_from(value).ok();
            limits = self.limit(limits, place, (&value.to_string(), count));
        }
        limits
    }

    fn limit(
        &mut self,
        limits: Limits,
        (limit, place): (Limit, std::ops::Range<usize>),
        (written, value): (&str, Option<u64>),
    ) -> Limits {
        let range = limit.range();
        let fits = |value: &u64| (range.least..=range.most).contains(value);
        if let Some(value) = value.filter(fits) {
            return limits.with(limit, value);
        }
        let args = [
            ("value", written),
            ("key", limit.key()),
            ("kind", if limit.is_size() { "size" } else { "count" }),
            ("least", &limit.said(range.least)),
            ("most", &limit.said(range.most)),
        ];
        self.report_at(Code::C018, place, &args);
        limits
    }
}
