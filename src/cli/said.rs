//! Diagnostics on disk: what was reported about a product, to be said again as long as it
//! is kept.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::diag::{Arg, Code, Diagnostic, Diagnostics, Files, Place, Span};

/// A diagnostic that does not depend on the order in which files were read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Said {
    code: String,
    file: Option<String>,
    /// The bytes of the file, when it is one that was read.
    bytes: Option<(u32, u32)>,
    line: Option<u32>,
    args: Vec<(String, Value)>,
}

/// A value in it.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
enum Value {
    Number(i64),
    Text(String),
}

/// Diagnostics as they are kept.
pub(crate) fn said(diagnostics: &Diagnostics, files: &Files) -> Vec<Said> {
    let one = |diagnostic: &Diagnostic| {
        let (bytes, line) = match &diagnostic.place {
            Some(Place::Span(span)) => (Some((span.start, span.end)), None),
            Some(Place::File { line, .. }) => (None, *line),
            None => (None, None),
        };
        let value = |(name, arg): &(Cow<'static, str>, Arg)| {
            let value = match arg {
                Arg::Number(number) => Value::Number(*number),
                Arg::Text(text) => Value::Text(text.clone()),
            };
            (name.to_string(), value)
        };
        Said {
            code: diagnostic.code.as_str().to_owned(),
            file: diagnostic.file(files).map(str::to_owned),
            bytes,
            line,
            args: diagnostic.args.iter().map(value).collect(),
        }
    };
    diagnostics.iter().map(one).collect()
}

/// The same as diagnostics about the files of today; `None` when one names a code or a
/// file that there is not.
pub(crate) fn again(list: &[Said], files: &Files) -> Option<Diagnostics> {
    let mut diagnostics = Diagnostics::new();
    for said in list {
        let code = Code::ALL.iter().find(|code| code.as_str() == said.code)?;
        let mut diagnostic = Diagnostic::new(*code);
        diagnostic.place = match (&said.file, said.bytes) {
            (Some(name), Some((start, end))) => {
                let file = files.find(name)?;
                Some(Place::Span(Span { file, start, end }))
            }
            (Some(name), None) => {
                Some(Place::File { name: name.clone(), line: said.line })
            }
            (None, _) => None,
        };
        let arg = |(name, value): &(String, Value)| {
            let arg = match value {
                Value::Number(number) => Arg::Number(*number),
                Value::Text(text) => Arg::Text(text.clone()),
            };
            (Cow::Owned(name.clone()), arg)
        };
        diagnostic.args = said.args.iter().map(arg).collect();
        diagnostics.push(diagnostic);
    }
    Some(diagnostics)
}
