//! "Did you mean": the known name nearest to what was typed.

/// The nearest of the known names, or `none` when all are far: the word by which the
/// message files leave the question out.
pub(crate) fn nearest<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> String {
    // Half of the characters right is a slip; fewer is something else.
    const NEAR: f64 = 0.5;

    let near =
        |name: &'a str| (strsim::normalized_damerau_levenshtein(typed, name), name);
    known
        .into_iter()
        .map(near)
        .filter(|(similarity, _)| *similarity >= NEAR)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map_or_else(|| "none".to_owned(), |(_, name)| name.to_owned())
}
