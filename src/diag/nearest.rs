//! "Did you mean": the known word most like a wrong one.

/// How alike two words must be (0 to 1) for one to be offered in place of the other:
/// below this, guesses mislead more often than they help.
const ALIKE: f64 = 0.75;

/// The known word most like a wrong one, or `none` when no word is like it: the value
/// that message files expect under the name `nearest`.
#[must_use]
pub fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> &'a str {
    let wrong = wrong.to_lowercase();
    let likeness = |known: &str| strsim::jaro_winkler(&wrong, &known.to_lowercase());
    known
        .into_iter()
        .map(|word| (likeness(word), word))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map_or("none", |(_, word)| word)
}
