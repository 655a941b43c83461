//! The articles that the patterns of a `[[volume]]` choose.

use std::collections::BTreeSet;
use std::sync::Arc;

use globset::GlobBuilder;

use crate::article::Article;
use crate::diag::{Code, Diagnostic, Diagnostics, nearest};
use crate::project::Written;

/// The articles that match, each once: in the order of the patterns, and for one pattern
/// in the order of the articles. A pattern that is malformed or matches nothing is
/// reported.
pub(super) fn chosen(
    diagnostics: &mut Diagnostics,
    patterns: &[Written],
    articles: &[Arc<Article>],
) -> Vec<Arc<Article>> {
    let mut taken = BTreeSet::new();
    let mut chosen = Vec::new();
    for pattern in patterns {
        let text = pattern.text.strip_prefix("./").unwrap_or(&pattern.text);
        let matcher = match GlobBuilder::new(text).literal_separator(true).build() {
            Ok(glob) => glob.compile_matcher(),
            Err(error) => {
                let diagnostic = Diagnostic::new(Code::C012).at(pattern.span);
                let detail = error.kind().to_string();
                diagnostics.push(diagnostic.with("pattern", text).with("detail", detail));
                continue;
            }
        };
        let matching = articles.iter().filter(|article| matcher.is_match(&article.path));
        let matching: Vec<&Arc<Article>> = matching.collect();
        if matching.is_empty() {
            let diagnostic = Diagnostic::new(Code::C003).at(pattern.span);
            let diagnostic = diagnostic.with("nearest", nearest_path(text, articles));
            diagnostics.push(diagnostic.with("pattern", text));
        }
        for article in matching {
            if taken.insert(&article.path) {
                chosen.push(Arc::clone(article));
            }
        }
    }
    chosen
}

/// The article whose file is called nearly like that of a path: folders are alike anyway.
fn nearest_path<'a>(path: &str, articles: &'a [Arc<Article>]) -> &'a str {
    let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    if path.contains(['*', '?', '[', '{']) {
        return "none";
    }
    let wrong = path.rsplit('/').next().unwrap_or(path);
    let found = nearest(wrong, articles.iter().map(|article| name(&article.path)));
    let mut paths = articles.iter().map(|article| article.path.as_str());
    paths.find(|path| name(path) == found).unwrap_or("none")
}
