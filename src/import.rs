//! Sources as they arrived into articles: decode, clean, find the structure.
//!
//! Every non-blank line of a source stands in exactly one article or in what is left
//! out: nothing is lost. Nothing is invented either: a title that is not there stays
//! `None` and is reported. Reading is linear in the size of the source and depends on
//! nothing but its bytes and its name.

mod archive;
mod articles;
mod blocks;
mod briefs;
mod captions;
mod clean;
mod cluster;
mod cohesion;
mod columns;
mod contents;
mod correct;
mod corrections;
mod decisions;
mod decode;
mod document;
mod docx;
mod doubts;
mod draft;
mod evidence;
mod flow;
mod forms;
mod furniture;
mod glance;
mod heads;
mod html;
mod kinship;
mod layout;
mod ledger;
mod lines;
mod markup;
mod masthead;
mod matter;
mod merge;
mod numbered;
mod odds;
mod organs;
mod people;
mod picture;
mod reasons;
mod reflow;
mod roles;
mod runs;
mod slips;
mod snippet;
mod unchanged;
mod unread;
mod verse;
mod vertical;
mod words;
mod write;

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::{Code, Diagnostic, Diagnostics, Files};
use crate::import::decisions::{Decisions, Settled};
use crate::import::unchanged::Unchanged;
use crate::limits::{Limit, Limits};

pub use archive::{Entry, unpack};
pub use corrections::{CORRECTIONS, CorrectionBook, Corrections};
pub use ledger::{LEDGER, Ledger, fingerprint};
pub use merge::{Merge, Step, is_foreign, merge};
pub use picture::Picture;
pub use reasons::Reading;
pub use snippet::snippet;
pub use unread::unread;
pub use write::{Output, write};

/// A source as it arrived.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// File name, for messages and front matter.
    pub name: &'a str,
    /// The file.
    pub bytes: &'a [u8],
    /// What stands beside it.
    pub beside: Beside<'a>,
}

impl<'a> Source<'a> {
    /// A source that stands alone.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes, beside: Beside(&|_| None) }
    }
}

/// The files beside a source, by their paths below its folder, with `/`: pages and
/// Markdown name their pictures so. Nothing else can be read through it.
#[derive(Clone, Copy)]
pub struct Beside<'a>(pub &'a dyn Fn(&str) -> Option<Vec<u8>>);

impl fmt::Debug for Beside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Beside")
    }
}

/// What was found in one source: one object of the report of `--report`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// File name.
    pub source: String,
    /// Encoding label (WHATWG name in lower case).
    pub encoding: String,
    /// The articles in order.
    pub articles: Vec<Draft>,
    /// Lines that stand in no article.
    pub left_out: Vec<LeftOut>,
    /// What is doubtful.
    pub doubts: Vec<Doubt>,
    /// The pictures of the articles.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
}

impl Report {
    /// Of a document whose form says what everything is: there is nothing to doubt.
    /// Source and encoding are named by the door.
    fn of_document(
        articles: Vec<Draft>,
        left_out: Vec<LeftOut>,
        pictures: Vec<Picture>,
    ) -> Report {
        let (source, encoding, doubts) = (String::new(), String::new(), Vec::new());
        Report { source, encoding, articles, left_out, doubts, pictures }
    }
}

/// An article as import found it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Draft {
    /// Title; `None` when the source has none.
    pub title: Option<String>,
    /// Subtitle.
    pub subtitle: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Persons.
    pub authors: Vec<String>,
    /// ISO date, as far as known (`2022-12`).
    pub date: Option<String>,
    /// What kind of text it is.
    pub kind: Kind,
    /// Its lines: 1-based, inclusive.
    pub lines: Vec<(u32, u32)>,
    /// How sure the reading is, 0 to 1.
    pub confidence: f64,
    /// Why it was read so: keys of the message files, which `cli` replaces by their words.
    pub evidence: Vec<String>,
    /// Why it begins where it does, when somebody asks: of plain texts only, because
    /// other sources say it themselves.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
    /// The file written for it, below the publication's folder.
    pub file: Option<String>,
    /// Its text.
    pub blocks: Vec<DraftBlock>,
    /// What stands beside the text and belongs to it: posts of the authors, source
    /// notes, the place it is about, the series.
    pub notes: Vec<DraftNote>,
    /// Whether the text of its blocks is Markdown already.
    #[serde(skip)]
    pub is_markdown: bool,
    /// What a person has said about it.
    #[serde(skip)]
    pub(crate) settled: Settled,
}

/// A line beside the text of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DraftNote {
    /// Its characters.
    pub text: String,
    /// The line, from 1.
    pub line: u32,
}

/// What kind of text a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An article.
    Article,
    /// A paragraph or two under a short head.
    Brief,
    /// A box of figures or quotations.
    Box,
    /// A contents list.
    Toc,
    /// The words below a picture that belongs to no article.
    Caption,
}

/// A block of a draft.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DraftBlock {
    /// What it is.
    pub kind: DraftBlockKind,
    /// Level of a heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// Its characters.
    pub text: String,
    /// The line it starts on, from 1.
    pub line: u32,
    /// How sure it is that it starts there and holds the lines it holds, 0 to 1.
    pub confidence: f64,
    /// The lines that doubtfully go on with it, each with how sure that is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<(u32, f64)>,
    /// How sure it is that it starts there.
    #[serde(skip)]
    pub(crate) start: f64,
}

impl DraftBlock {
    /// A block of which the source says itself what it is.
    pub(crate) fn sure(
        kind: DraftBlockKind,
        level: Option<u8>,
        text: String,
        line: u32,
    ) -> Self {
        Self { kind, level, text, line, confidence: 1.0, joins: Vec::new(), start: 1.0 }
    }
}

/// What a block of a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DraftBlockKind {
    /// A paragraph.
    Paragraph,
    /// A section heading.
    Heading,
    /// The words below a picture.
    Caption,
}

/// Lines that stand in no article, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOut {
    /// 1-based, inclusive.
    pub lines: Vec<(u32, u32)>,
    /// `running-head`, `page-number`, `label`, `marker`, …
    pub reason: String,
    /// The characters.
    pub text: String,
}

/// Something import is not sure of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Doubt {
    /// The line, from 1.
    pub line: u32,
    /// The diagnostic's code.
    pub code: String,
    /// What is doubtful, in words: empty until `cli` says it in the language of messages.
    pub message: String,
    /// The beginning of the line; empty when the doubt is about a whole text.
    pub text: String,
    /// What settles it, as a piece of `import.toml`, when a correction does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub correction: Option<String>,
}

/// What else decides how a source is read.
#[derive(Debug, Default, Clone, Copy)]
pub struct Options<'a> {
    /// What a person says about it.
    pub corrections: Option<&'a Corrections>,
    /// Whether to find out what each sign adds to the reading of an article.
    pub explain: bool,
    /// How much is taken in.
    pub limits: Limits,
}

/// Reads one source; `None` when nothing can be read from it, which is reported.
///
/// ```
/// use huikan::diag::{Diagnostics, Files};
/// use huikan::import::{Options, Source, import};
///
/// let text = "守水记\n水文站\n\n　　堤上的人早晚各走一趟，看水尺，记下读数。\n";
/// let mut found = Diagnostics::new();
/// let source = Source::new("river.txt", text.as_bytes());
/// let report = import(&mut found, &mut Files::default(), source, Options::default());
/// let report = report.expect("the text is UTF-8");
/// assert_eq!(report.articles[0].title.as_deref(), Some("守水记"));
/// ```
#[must_use]
pub fn import(
    diagnostics: &mut Diagnostics,
    files: &mut Files,
    source: Source<'_>,
    options: Options<'_>,
) -> Option<Report> {
    let Options { corrections, limits, .. } = options;
    if source.bytes.len() as u64 > limits.of(Limit::Source) {
        diagnostics.push(too_large(source.name, &limits));
        return None;
    }
    let mut is_plain = false;
    let (decoded, mut report, decisions) = if docx::is_docx(source) {
        docx::read(diagnostics, source, options)?
    } else if html::is_html(source.name) {
        html::read(diagnostics, source, options)?
    } else {
        let decoded = decode::decode(diagnostics, source)?;
        let decisions = Decisions::new(diagnostics, corrections, &decoded.text);
        is_plain = !markup::is_markdown(source.name);
        let report = if is_plain {
            read(&decoded.text, &decisions, options.explain)
        } else {
            markup::read(diagnostics, source, (&decoded.text, &limits), &decisions)
        };
        (decoded, report, decisions)
    };
    report.source = source.name.to_owned();
    report.encoding = decoded.encoding;
    decisions.apply(diagnostics, &mut report, &decoded.text, is_plain);
    let file = files.add(source.name, decoded.text);
    if report.articles.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::I005).in_file(source.name).with("file", source.name),
        );
    }
    doubts::add(diagnostics, files.text(file), &mut report);
    Some(report)
}

/// A source of more bytes than the limit.
#[must_use]
pub fn too_large(name: &str, limits: &Limits) -> Diagnostic {
    let found = Diagnostic::new(Code::I004).in_file(name).with("file", name);
    found.with("limit", limits.said(Limit::Source))
}

/// Whether a file's name says that it is in a format that import reads.
#[must_use]
pub fn is_known(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let is_text = [".txt", ".text"].iter().any(|ending| lower.ends_with(ending));
    let is_word = docx::ENDINGS.iter().any(|ending| lower.ends_with(ending));
    is_text || is_word || markup::is_markdown(name) || html::is_html(name)
}

/// Finds the articles of a plain text.
fn read(text: &str, decisions: &Decisions<'_>, explain: bool) -> Report {
    let mut page = lines::read(text, |line| decisions.is_about(line));
    let mut left_out = decisions.mark(&mut page);
    let contents = contents::remove(&mut page);
    left_out.extend(furniture::remove(&mut page));
    columns::measure(&mut page);
    verse::mark(&mut page);
    let pairs = cohesion::mark(&mut page);
    let nothing = contents::Announced::default();
    let announced = contents.as_ref().map_or(&nothing, |contents| &contents.titles);
    let first = Structure::of(&page, announced, None);
    let feet = articles::untitled_feet(&first.scene(&page, announced), &first.articles);
    // What one article leaves open the others tell.
    let expected = cohesion::expect(&mut page, &pairs, &feet);
    // Most sources of that kind are known by their words before.
    let is_new = !page.footed && articles::has_feet(&first.articles);
    page.footed |= is_new;
    let mut structure = if expected || is_new {
        Structure::of(&page, announced, Some(first))
    } else {
        first
    };
    flow::weigh(&mut page, &structure.search);
    structure.part_captions(&page, announced);
    let scene = structure.scene(&page, announced);
    let found = (structure.articles.as_slice(), structure.known.clusters.as_slice());
    let mut report = draft::assemble(text, &scene, found, contents.as_ref(), left_out);
    if explain {
        reasons::add(&mut report, &scene, &structure.articles);
    }
    report
}

/// How the lines of a source are read.
struct Structure {
    blocks: Vec<blocks::Block>,
    known: articles::Known,
    articles: Vec<articles::Article>,
    running: bool,
    search: flow::Search,
}

impl Structure {
    /// The best reading, after an earlier one.
    fn of(
        page: &lines::Page<'_>,
        announced: &contents::Announced,
        earlier: Option<Self>,
    ) -> Self {
        let (old, search) = match earlier {
            Some(Self { blocks, known, running, search, .. }) => {
                (Some((blocks, known, running)), Some(search))
            }
            None => (None, None),
        };
        let (roles, search) = flow::read(page, search);
        let blocks = blocks::build(&page.lines, &roles);
        let running = evidence::is_running(&page.lines, &blocks);
        let lines = page.lines.as_slice();
        let scene = evidence::Scene { lines, blocks: &blocks, announced, running };
        // What blocks are depends on whether the text runs on over the pages.
        let old = old.filter(|(_, _, before)| *before == running);
        let old = old.map(|(old, known, _)| (known, Unchanged::between(&old, &blocks)));
        let known = articles::know(&scene, old);
        let articles = articles::find(&scene, &known);
        Self { blocks, known, articles, running, search }
    }

    /// Takes bold words below pictures out of its titles.
    fn part_captions(&mut self, page: &lines::Page<'_>, announced: &contents::Announced) {
        let mut clusters = std::mem::take(&mut self.known.clusters);
        captions::part(&self.scene(page, announced), &self.articles, &mut clusters);
        self.known.clusters = clusters;
    }

    /// What is known about its blocks.
    fn scene<'a, 'b>(
        &'b self,
        page: &'b lines::Page<'a>,
        announced: &'b contents::Announced,
    ) -> evidence::Scene<'a, 'b> {
        let (lines, running) = (page.lines.as_slice(), self.running);
        evidence::Scene { lines, blocks: &self.blocks, announced, running }
    }
}
