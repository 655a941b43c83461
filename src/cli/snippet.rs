//! A ready piece of `import.toml` for a doubt: what a person writes to settle it.

use crate::diag::Code;

/// What settles a doubt about a line of a source, as lines of TOML; `None` when no
/// correction does.
pub(crate) fn snippet(code: Code, source: &str, line: u32) -> Option<Vec<String>> {
    let name = toml::Value::String(source.to_owned()).to_string();
    let about_article = |key: &str| {
        let lines = [format!("[[{name}.article]]"), format!("line = {line}")];
        lines.into_iter().chain([format!("{key} = \"……\"")]).collect()
    };
    Some(match code {
        Code::I006 => about_article("title"),
        Code::I014 => about_article("unit"),
        Code::I009 => vec![format!("[{name}]"), format!("joins = [{line}]")],
        _ => return None,
    })
}
