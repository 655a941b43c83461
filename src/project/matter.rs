//! What stands before and behind the articles of a volume, and the imprint of its colophon.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;
use toml::Spanned;

use crate::diag::Code;
use crate::project::meaning::Reader;

/// Something that stands before or behind the articles of a volume.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Matter {
    /// 半书名页: the title alone, on a leaf before the title page.
    HalfTitle,
    /// 书名页.
    TitlePage,
    /// 版权页.
    Colophon,
    /// The article that the volume names as its preface.
    Preface,
    /// 目录.
    Contents,
    /// The article that the volume names as its afterword.
    Afterword,
    /// The units and the pages of their articles.
    UnitIndex,
    /// The authors and the pages of their articles.
    AuthorIndex,
    /// Where each text came from.
    Sources,
}

/// The words for what may stand before the articles.
pub(super) const FRONT: [&str; 8] = [
    "half-title",
    "title-page",
    "colophon",
    "preface",
    "contents",
    "unit-index",
    "author-index",
    "sources",
];
/// The words for what may stand behind them.
pub(super) const BACK: [&str; 5] =
    ["afterword", "unit-index", "author-index", "sources", "colophon"];
/// The words for the order of indexes.
pub(super) const INDEX: [&str; 2] = ["pinyin", "stroke"];

impl Matter {
    fn of(word: &str) -> Self {
        match word {
            "half-title" => Self::HalfTitle,
            "title-page" => Self::TitlePage,
            "preface" => Self::Preface,
            "contents" => Self::Contents,
            "afterword" => Self::Afterword,
            "unit-index" => Self::UnitIndex,
            "author-index" => Self::AuthorIndex,
            "sources" => Self::Sources,
            _ => Self::Colophon,
        }
    }
}

/// How an index is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IndexOrder {
    /// By pinyin.
    Pinyin,
    /// By the number of strokes.
    Stroke,
}

/// What stands before and behind the articles, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matters {
    /// Before them.
    pub front: Vec<Matter>,
    /// Behind them.
    pub back: Vec<Matter>,
}

impl Default for Matters {
    /// What every volume has unless huikan.toml says otherwise.
    fn default() -> Self {
        use Matter::{Colophon, Contents, Preface, TitlePage};
        Self { front: vec![TitlePage, Colophon, Preface, Contents], back: Vec::new() }
    }
}

/// Whether a language is written in Traditional Chinese.
pub(crate) fn is_traditional(language: &str) -> bool {
    let language = language.to_ascii_lowercase();
    ["hant", "-tw", "-hk", "-mo"].iter().any(|mark| language.contains(mark))
}

impl Reader<'_> {
    /// The two lists of a table; what it does not say is as in `default`.
    pub(super) fn matters(
        &mut self,
        front: Option<&[Spanned<String>]>,
        back: Option<&[Spanned<String>]>,
        default: &Matters,
    ) -> Matters {
        let mut seen = BTreeSet::new();
        let front = front.map(|words| self.matter_list(words, &FRONT, &mut seen));
        let back = back.map(|words| self.matter_list(words, &BACK, &mut seen));
        let unseen = |list: &[Matter]| -> Vec<Matter> {
            list.iter().copied().filter(|item| !seen.contains(item)).collect()
        };
        Matters {
            front: front.unwrap_or_else(|| unseen(&default.front)),
            back: back.unwrap_or_else(|| unseen(&default.back)),
        }
    }

    fn matter_list(
        &mut self,
        words: &[Spanned<String>],
        possible: &[&'static str],
        seen: &mut BTreeSet<Matter>,
    ) -> Vec<Matter> {
        let mut items = Vec::new();
        for word in words {
            let Some(known) = self.choice(word, possible) else { continue };
            let item = Matter::of(known);
            if seen.insert(item) {
                items.push(item);
            } else {
                self.report(Code::C004, word, &[("name", known)]);
            }
        }
        items
    }

    /// How indexes are sorted; as the language is used to unless it is said.
    pub(super) fn index_order(
        &mut self,
        word: Option<&Spanned<String>>,
        language: &str,
    ) -> IndexOrder {
        match word.and_then(|word| self.choice(word, &INDEX)) {
            Some("stroke") => IndexOrder::Stroke,
            None if is_traditional(language) => IndexOrder::Stroke,
            _ => IndexOrder::Pinyin,
        }
    }
}

/// What a colophon (版权页) says beside the title, the publisher and the date.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, rename_all = "kebab-case")]
#[schemars(deny_unknown_fields)]
pub struct Imprint {
    /// Place of the publisher (出版地).
    pub place: Option<String>,
    /// Address of the publisher.
    pub address: Option<String>,
    /// Who did what, such as `责任编辑：陆桥生`; a line each.
    pub staff: Vec<String>,
    /// Printer (印刷).
    pub printer: Option<String>,
    /// Distributor (发行).
    pub distributor: Option<String>,
    /// Whom it is for (发送对象), of matter that is not for sale.
    pub recipients: Option<String>,
    /// Size of the paper and its part (开本), such as `890毫米×1240毫米　1/32`; known for
    /// the usual sizes.
    pub format: Option<String>,
    /// Edition (版次), such as `2024年5月第1版`.
    pub edition: Option<String>,
    /// Printing (印次), such as `2024年5月第1次印刷`.
    pub printing: Option<String>,
    /// Number of copies (印数).
    pub copies: Option<String>,
    /// Price (定价).
    pub price: Option<String>,
    /// Number of the permit (准印证号), of matter that is not for sale.
    pub permit: Option<String>,
    /// Number of the CIP data (图书在版编目数据核字号).
    pub cip: Option<String>,
    /// The CIP data as they were issued, a line each; put together from the facts of the
    /// volume when absent.
    pub cip_text: Vec<String>,
}
