//! Runs of formatted characters into the Markdown of one paragraph.
//!
//! Marks of style stand around letters and digits only: Markdown does not close a mark
//! between a full-width stop and a Han character (CommonMark 0.31, 6.2), so marks move
//! inside punctuation, which looks the same.

/// How a run looks, as far as Markdown can say it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Look {
    /// Bold.
    pub(crate) bold: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// Struck through.
    pub(crate) strike: bool,
    /// With emphasis dots.
    pub(crate) dots: bool,
    /// Where it leads.
    pub(crate) link: Option<String>,
}

/// Characters of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    /// The characters; `\n` is a forced line break.
    pub(crate) text: String,
    /// How they look.
    pub(crate) look: Look,
    /// The Markdown that stands for the characters, where marks of style cannot say it: a
    /// reading above them, a reference to a note.
    pub(crate) mark: Option<String>,
}

impl Run {
    /// A run of characters.
    pub(crate) fn new(text: &str, look: &Look) -> Self {
        Self { text: text.to_owned(), look: look.clone(), mark: None }
    }

    /// A reference to a note.
    pub(crate) fn note(number: usize) -> Self {
        let (text, look) = (String::new(), Look::default());
        Self { text, look, mark: Some(format!("[^{number}]")) }
    }

    /// Characters with a reading above them.
    pub(crate) fn ruby(base: &str, reading: &str, look: &Look) -> Self {
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (base, reading) = (flat(base), flat(reading));
        let holds = |text: &str| {
            !text.is_empty() && !text.contains(['|', '{', '}', '\\', '`', '*', '<'])
        };
        if !holds(&base) || !holds(&reading) {
            let whole = match reading.as_str() {
                "" => base,
                _ => format!("{base}（{reading}）"),
            };
            return Self::new(&whole, look);
        }
        let mark = Some(format!("{{{base}|{reading}}}"));
        Self { text: base, look: Look::default(), mark }
    }
}

/// The characters of runs, without marks and without space at the ends.
pub(crate) fn plain(runs: &[Run]) -> String {
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    text.trim().to_owned()
}

/// Whether all visible characters are bold.
pub(crate) fn all_bold(runs: &[Run]) -> bool {
    let mut visible = runs.iter().filter(|run| !run.text.trim().is_empty()).peekable();
    visible.peek().is_some() && visible.all(|run| run.look.bold || run.mark.is_some())
}

/// Runs as Markdown that reads back as their characters.
pub(crate) fn markdown(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in merged(runs) {
        match &run.mark {
            Some(mark) => out.push_str(mark),
            None => styled(&mut out, &run),
        }
    }
    let lines: Vec<String> = out
        .split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(guarded)
        .collect();
    lines.join("\\\n")
}

/// Neighbours of one look as one run: word processors cut runs anywhere.
fn merged(runs: &[Run]) -> Vec<Run> {
    let mut merged: Vec<Run> = Vec::new();
    for run in runs.iter().filter(|run| !run.text.is_empty() || run.mark.is_some()) {
        match merged.last_mut() {
            Some(last)
                if last.look == run.look && last.mark.is_none() && run.mark.is_none() =>
            {
                last.text.push_str(&run.text);
            }
            _ => merged.push(run.clone()),
        }
    }
    merged
}

/// One run with its marks.
fn styled(out: &mut String, run: &Run) {
    let core = run.text.trim_matches(|c: char| !c.is_alphanumeric());
    let mark = match (run.look.bold, run.look.italic) {
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    // A forced break inside marks would end them on another line of the file.
    let is_styled = run.look != Look::default();
    if !is_styled || core.is_empty() || core.contains('\n') {
        out.push_str(&escaped(&run.text));
        return;
    }
    let start = run.text.len()
        - run.text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    out.push_str(&escaped(&run.text[..start]));
    let mut inside = escaped(core);
    if run.look.dots {
        inside = format!("[{}]{{.emphasis}}", inside.replace(']', "\\]"));
    } else if run.look.link.is_some() {
        inside = inside.replace(']', "\\]");
    }
    let strike = if run.look.strike { "~~" } else { "" };
    let inside = format!("{mark}{strike}{inside}{strike}{mark}");
    match &run.look.link {
        Some(url) => out.push_str(&format!("[{inside}](<{}>)", destination(url))),
        None => out.push_str(&inside),
    }
    out.push_str(&escaped(&run.text[start + core.len()..]));
}

/// An address that may stand between angle brackets.
fn destination(url: &str) -> String {
    let is_safe = |c: &char| !c.is_whitespace() && !matches!(c, '<' | '>' | '\\');
    url.chars().filter(is_safe).collect()
}

/// Characters so that none of them is a mark inside a line.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let is_mark =
            matches!(c, '\\' | '`' | '*' | '_' | '[' | '<' | '{' | '~' | '|' | '&');
        if is_mark {
            out.push('\\');
        }
        out.push(if c.is_control() && c != '\n' { ' ' } else { c });
    }
    out
}

/// Characters that have raised or lowered forms, beside these.
const RAISED: (&str, &str) = ("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ");
const LOWERED: (&str, &str) = ("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎");

/// Raised (or lowered) characters as characters of their own, which is all that text can
/// say: m², CO₂. Characters without such a form stay as they are.
pub(crate) fn shifted(text: &str, is_raised: bool) -> String {
    let (from, to) = if is_raised { RAISED } else { LOWERED };
    let form = |c: char| to.chars().nth(from.chars().position(|known| known == c)?);
    let forms: Option<String> = text.chars().map(form).collect();
    forms.unwrap_or_else(|| text.to_owned())
}

/// A line whose beginning is no mark of a heading, list, quotation or rule.
fn guarded(line: &str) -> String {
    if line.starts_with(['#', '>', '-', '+', '=', ':']) {
        return format!("\\{line}");
    }
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < line.len() && rest.starts_with(['.', ')']) {
        let digits = &line[..line.len() - rest.len()];
        return format!("{digits}\\{rest}");
    }
    line.to_owned()
}

/// Rows of a table as Markdown; every row gets the width of the widest.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    // A row of more cells than this is no table of a text, and padding every row to it
    // would make the result quadratic.
    const WIDEST: usize = 64;
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).min(WIDEST);
    if width == 0 {
        return String::new();
    }
    let mut lines = Vec::with_capacity(rows.len() + 1);
    for (index, row) in rows.iter().enumerate() {
        let mut cells: Vec<String> = row.iter().take(width).cloned().collect();
        if let (Some(last), Some(more)) = (cells.last_mut(), row.get(width..)) {
            for cell in more.iter().filter(|cell| !cell.is_empty()) {
                last.push(' ');
                last.push_str(cell);
            }
        }
        cells.resize(width, String::new());
        lines.push(format!("| {} |", cells.join(" | ")));
        if index == 0 {
            lines.push(format!("|{}", " --- |".repeat(width)));
        }
    }
    lines.join("\n")
}

/// The Markdown of a paragraph on one line, for a cell.
pub(crate) fn cell(markdown: &str) -> String {
    markdown.replace("\\\n", " ").replace('\n', " ")
}
