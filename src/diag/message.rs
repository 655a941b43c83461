//! The words of diagnostics and of the command line, from the Fluent files in
//! `src/messages/`.
//!
//! The files are compiled in; a message is parsed when it is first said, because a run says
//! few of them. What a file says wrongly is found by the test suite, so nothing here can
//! fail: an unknown key is `None`, a missing value shows as its name.

use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rustc_hash::FxHashMap;

use crate::diag::{Arg, Code};

/// A language that every message exists in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese.
    Chinese,
    /// English.
    English,
}

type Bundle = FluentBundle<FluentResource>;
/// Messages by their names.
type Entries = FxHashMap<&'static str, Entry>;

/// A message as it stands in its file, and parsed once it was said.
struct Entry {
    text: &'static str,
    bundle: OnceLock<Box<Bundle>>,
}

static CHINESE: LazyLock<Entries> =
    LazyLock::new(|| entries(include_str!("../messages/zh-CN.ftl")));
static ENGLISH: LazyLock<Entries> =
    LazyLock::new(|| entries(include_str!("../messages/en.ftl")));

/// The words of a message by its key (`I001`, `I001.hint`, `cli-built`); `None` when
/// there is no such message.
#[must_use]
pub fn message(language: Language, key: &str, args: &[(&str, Arg)]) -> Option<String> {
    let entries = match language {
        Language::Chinese => &*CHINESE,
        Language::English => &*ENGLISH,
    };
    let (id, attribute) = match key.split_once('.') {
        Some((id, attribute)) => (id, Some(attribute)),
        None => (key, None),
    };
    let entry = entries.get(id)?;
    let bundle = entry.bundle.get_or_init(|| Box::new(bundle(language, entry.text)));
    let found = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(attribute) => found.get_attribute(attribute)?.value(),
        None => found.value()?,
    };
    let args: FluentArgs<'_> =
        args.iter().map(|(name, value)| (*name, fluent(value))).collect();
    let mut errors = Vec::new();
    Some(bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned())
}

/// The long answer of `huikan explain`: what it means and an example.
#[must_use]
pub fn explain(language: Language, code: Code) -> String {
    message(language, &format!("{}.explain", code.as_str()), &[]).unwrap_or_default()
}

/// The messages of a file: each begins at the start of a line with its name.
fn entries(file: &'static str) -> Entries {
    let is_name = |line: &str| line.starts_with(|c: char| c.is_ascii_alphabetic());
    let mut starts = Vec::new();
    let mut at = 0;
    for line in file.split_inclusive('\n') {
        if is_name(line) {
            starts.push(at);
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([file.len()]);
    let texts = starts.iter().zip(ends).map(|(start, end)| &file[*start..end]);
    texts
        .filter_map(|text| {
            let (name, _) = text.split_once('=')?;
            Some((name.trim_end(), Entry { text, bundle: OnceLock::new() }))
        })
        .collect()
}

fn bundle(language: Language, text: &str) -> Bundle {
    let tag = match language {
        Language::Chinese => "zh-CN",
        Language::English => "en",
    };
    let tag = tag.parse().expect("both are well-formed language tags");
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Isolation marks are invisible characters around each value: they would end up in
    // what people copy out of a terminal.
    bundle.set_use_isolating(false);
    let resource = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) | Err((resource, _)) => resource,
    };
    bundle.add_resource_overriding(resource);
    bundle
}

/// The most characters of a value that a message repeats.
const LONGEST: usize = 200;

fn fluent(arg: &Arg) -> FluentValue<'_> {
    match arg {
        Arg::Text(text) => match text.char_indices().nth(LONGEST) {
            Some((end, _)) => FluentValue::from(format!("{}…", &text[..end])),
            None => FluentValue::from(text.as_str()),
        },
        Arg::Number(number) => FluentValue::from(*number),
    }
}
