//! A ready piece of `import.toml` for a doubt: what a person writes to settle it.

use crate::diag::{Arg, Code, Diagnostic};

/// What settles a doubt about a line of a source, as TOML without the last line end;
/// `None` when no correction does.
#[must_use]
pub fn snippet(doubt: &Diagnostic) -> Option<String> {
    let value = |name| doubt.args.iter().find(|(known, _)| *known == name);
    let (Some((_, Arg::Text(source))), Some((_, Arg::Number(line)))) =
        (value("file"), value("line"))
    else {
        return None;
    };
    let name = toml::Value::String(source.clone()).to_string();
    let is_begun = matches!(value("how"), Some((_, Arg::Text(how))) if how == "begun");
    Some(match doubt.code {
        Code::I006 => {
            format!("[[{name}.article]]\nline = {line}\ntitle = \"……\"")
        }
        Code::I014 => format!("[[{name}.article]]\nline = {line}\nunit = \"……\""),
        Code::I009 => format!("[{name}]\njoins = [{line}]"),
        Code::I049 if is_begun => format!("[{name}]\nno_paragraphs = [{line}]"),
        Code::I049 => format!("[{name}]\nparagraphs = [{line}]"),
        _ => return None,
    })
}
