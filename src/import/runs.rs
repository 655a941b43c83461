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
    /// Whether the text is Markdown already: a reference to a note.
    pub(crate) is_mark: bool,
}

impl Run {
    /// A run of characters.
    pub(crate) fn new(text: &str, look: &Look) -> Self {
        Self { text: text.to_owned(), look: look.clone(), is_mark: false }
    }
}

/// The characters of runs, without marks and without space at the ends.
pub(crate) fn plain(runs: &[Run]) -> String {
    let text: String =
        runs.iter().filter(|run| !run.is_mark).map(|run| run.text.as_str()).collect();
    text.trim().to_owned()
}

/// Whether all visible characters are bold.
pub(crate) fn all_bold(runs: &[Run]) -> bool {
    let mut visible = runs.iter().filter(|run| !run.text.trim().is_empty()).peekable();
    visible.peek().is_some() && visible.all(|run| run.look.bold || run.is_mark)
}

/// Runs as Markdown that reads back as their characters.
pub(crate) fn markdown(runs: &[Run]) -> String {
    let mut out = String::new();
    for run in merged(runs) {
        if run.is_mark {
            out.push_str(&run.text);
        } else {
            styled(&mut out, &run);
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
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        match merged.last_mut() {
            Some(last)
                if last.look == run.look
                    && last.is_mark == run.is_mark
                    && !run.is_mark =>
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
    let is_styled = !mark.is_empty() || run.look.link.is_some();
    if !is_styled || core.is_empty() || core.contains('\n') {
        out.push_str(&escaped(&run.text));
        return;
    }
    let start = run.text.len()
        - run.text.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
    out.push_str(&escaped(&run.text[..start]));
    let inside = format!("{mark}{}{mark}", escaped(core));
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
