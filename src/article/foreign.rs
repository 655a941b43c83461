//! Running text into runs of the book's language and of others, as far as the script
//! leaves no doubt: kana is Japanese, Hangul is Korean. Han between kana goes with them,
//! so that 雪の国 has the glyphs of one country. Latin letters say no language, and
//! nothing is guessed: their language stands in the text, `[mots]{.fr}`.

use crate::article::bytes;

/// Languages that an author may name, by their tags: those whose words Chinese books quote.
pub const LANGUAGES: [&str; 22] = [
    "cs", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "ja", "ko", "la", "nb",
    "nl", "pl", "pt", "ru", "sv", "tr", "uk", "vi",
];

/// The language that a tag names, if it is one of those.
#[must_use]
pub fn language(tag: &str) -> Option<&'static str> {
    LANGUAGES.into_iter().find(|known| *known == tag)
}

/// Runs of a text, each with its language when that is not the book's.
#[must_use]
pub fn runs(text: &str) -> Vec<(&str, Option<&'static str>)> {
    let mut runs = Vec::new();
    let mut rest = text;
    if !may_have_any(text) {
        return if text.is_empty() { runs } else { vec![(text, None)] };
    }
    while let Some((at, language)) =
        rest.char_indices().find_map(|(at, c)| Some((at, of(c)?)))
    {
        let (before, from) = rest.split_at(at);
        let (run, after) = from.split_at(end(from, language));
        runs.extend([(before, None), (run, Some(language))]);
        rest = after;
    }
    runs.push((rest, None));
    runs.retain(|(run, _)| !run.is_empty());
    runs
}

/// Whether a text may have a character that says its language: by the bytes that begin
/// such in UTF-8, because most texts have none.
fn may_have_any(text: &str) -> bool {
    bytes::has(text, |[first, second, _]| {
        let is_kana = (first == 0xE3) & (second >= 0x81);
        (first == 0xE1) | ((0xEA..=0xED).contains(&first)) | is_kana
    })
}

/// Where a run that begins with a character of a language ends: behind its last one, with
/// nothing but Han and marks of that script between.
fn end(text: &str, language: &str) -> usize {
    let mut end = 0;
    for (at, character) in text.char_indices() {
        if of(character) == Some(language) {
            end = at + character.len_utf8();
        } else if !may_stand_between(character) {
            break;
        }
    }
    end
}

/// The language of a character whose script has only one.
fn of(character: char) -> Option<&'static str> {
    match character {
        // Without the middle dot and the long mark, which Chinese texts use by mistake.
        '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' => {
            Some("ja")
        }
        '\u{1100}'..='\u{11FF}' | '\u{3131}'..='\u{318E}' | '\u{AC00}'..='\u{D7A3}' => {
            Some("ko")
        }
        _ => None,
    }
}

fn may_stand_between(character: char) -> bool {
    matches!(character, '\u{30FB}' | '\u{30FC}' | '々' | '\u{4E00}'..='\u{9FFF}' | ' ')
}

#[cfg(test)]
mod tests {
    use super::runs;

    /// A text, and its runs with their languages.
    type Case = (&'static str, &'static [(&'static str, Option<&'static str>)]);

    #[test]
    fn kana_and_hangul_say_their_language() {
        let cases: [Case; 4] = [
            (
                "他译《雪の国へ》时",
                &[("他译《雪", None), ("の国へ", Some("ja")), ("》时", None)],
            ),
            ("한강 이야기，汉江", &[("한강 이야기", Some("ko")), ("，汉江", None)]),
            ("列夫・托尔斯泰", &[("列夫・托尔斯泰", None)]),
            ("Ｊスピード，快", &[("Ｊ", None), ("スピード", Some("ja")), ("，快", None)]),
        ];
        for (text, expected) in cases {
            assert_eq!(runs(text), expected, "{text}");
        }
    }
}
