//! Chinese names and titles into the keys by which readers sort them: pinyin without
//! tones, a word for each character, as dictionaries order by syllable.
//!
//! A character is read as it mostly is, unless a word or a family name is known in which
//! it is not: the few that occur in names of places, offices and people.

use pinyin::ToPinyin as _;

/// Words in which a character is read in another way than alone.
const WORDS: &[(&str, &str)] = &[
    ("银行", "yin hang"),
    ("行业", "hang ye"),
    ("长江", "chang jiang"),
    ("长城", "chang cheng"),
    ("长沙", "chang sha"),
    ("长春", "chang chun"),
    ("长治", "chang zhi"),
    ("长安", "chang an"),
    ("长期", "chang qi"),
    ("长远", "chang yuan"),
    ("首都", "shou du"),
    ("成都", "cheng du"),
    ("都市", "du shi"),
    ("会计", "kuai ji"),
    ("重庆", "chong qing"),
    ("重阳", "chong yang"),
    ("厦门", "xia men"),
    ("朝阳", "chao yang"),
    ("六安", "lu an"),
    ("蚌埠", "beng bu"),
    ("番禺", "pan yu"),
    ("铅山", "yan shan"),
    ("乐山", "le shan"),
    ("乐清", "yue qing"),
    ("音乐", "yin yue"),
    ("调查", "diao cha"),
    ("调研", "diao yan"),
    ("调解", "tiao jie"),
    ("调整", "tiao zheng"),
    ("处理", "chu li"),
    ("传记", "zhuan ji"),
    ("传略", "zhuan lue"),
    ("自传", "zi zhuan"),
    ("校对", "jiao dui"),
    ("校勘", "jiao kan"),
    ("参差", "cen ci"),
    ("更新", "geng xin"),
    ("宝藏", "bao zang"),
    ("西藏", "xi zang"),
    ("角色", "jue se"),
    ("率先", "shuai xian"),
    ("表率", "biao shuai"),
];

/// Family names that are read in another way than their characters elsewhere.
const FAMILY_NAMES: &[(&str, &str)] = &[
    ("尉迟", "yu chi"),
    ("万俟", "mo qi"),
    ("长孙", "zhang sun"),
    ("单于", "chan yu"),
    ("澹台", "tan tai"),
    ("曾", "zeng"),
    ("单", "shan"),
    ("仇", "qiu"),
    ("解", "xie"),
    ("查", "zha"),
    ("区", "ou"),
    ("朴", "piao"),
    ("盖", "ge"),
    ("乐", "yue"),
    ("覃", "qin"),
    ("翟", "zhai"),
    ("种", "chong"),
    ("员", "yun"),
    ("缪", "miao"),
    ("秘", "bi"),
    ("召", "shao"),
    ("繁", "po"),
    ("黑", "he"),
    ("折", "she"),
    ("逄", "pang"),
];

/// A text of so many characters, all Han, may be a person's name.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// The key of a title or of an organisation; `None` when it is its own, as Latin is.
pub(super) fn of_title(text: &str) -> Option<String> {
    key(text, "")
}

/// The key of somebody who may be a person.
pub(super) fn of_agent(text: &str) -> Option<String> {
    let count = text.chars().count();
    let is_name = NAME.contains(&count) && text.chars().all(is_han);
    let family = FAMILY_NAMES.iter().find(|(name, _)| is_name && text.starts_with(name));
    match family {
        Some((name, reading)) => key(&text[name.len()..], reading),
        None => key(text, ""),
    }
}

/// Words of pinyin after those that are known already.
fn key(text: &str, known: &str) -> Option<String> {
    let mut words = known.to_owned();
    let mut has_reading = !known.is_empty();
    let mut rest = text;
    // Whether the next letter or digit goes on with the last word.
    let mut goes_on = false;
    while let Some(character) = rest.chars().next() {
        let mut length = character.len_utf8();
        let reading = character.to_pinyin();
        if let Some((word, reading)) = word_at(rest) {
            begin(&mut words);
            words.push_str(reading);
            (length, goes_on, has_reading) = (word.len(), false, true);
        } else if let Some(reading) = reading {
            begin(&mut words);
            words.extend(reading.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }));
            (goes_on, has_reading) = (false, true);
        } else if character.is_alphanumeric() {
            if !goes_on {
                begin(&mut words);
            }
            words.push(character);
            goes_on = true;
        } else {
            goes_on = false;
        }
        rest = &rest[length..];
    }
    has_reading.then(|| capitalized(&words))
}

/// Begins another word.
fn begin(words: &mut String) {
    if !words.is_empty() {
        words.push(' ');
    }
}

/// The longest known word that a text begins with.
fn word_at(text: &str) -> Option<&'static (&'static str, &'static str)> {
    // Three bytes are a Han character; most begin none of the words.
    let first: &[u8; 3] = text.as_bytes().first_chunk()?;
    let begins = |word: &str| word.as_bytes().first_chunk() == Some(first);
    let known = WORDS.iter().filter(|(word, _)| begins(word) && text.starts_with(word));
    known.max_by_key(|(word, _)| word.len())
}

/// With a capital, so that names do not stand behind all that is written in Latin.
fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    let first = characters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + characters.as_str()
}

pub(super) fn is_han(character: char) -> bool {
    character.to_pinyin().is_some()
}

#[cfg(test)]
mod tests {
    use super::{of_agent, of_title};

    #[test]
    fn names_are_sorted_by_pinyin() {
        let cases = [
            ("陆桥生", "Lu qiao sheng"),
            ("曾国", "Zeng guo"),
            ("尉迟恭", "Yu chi gong"),
            ("吕绿", "Lv lv"),
            ("重庆市水利局", "Chong qing shi shui li ju"),
            // Eight characters are an office: its first is no family name.
            ("解放路街道办事处", "Jie fang lu jie dao ban shi chu"),
        ];
        for (name, expected) in cases {
            assert_eq!(of_agent(name).as_deref(), Some(expected));
        }
    }

    #[test]
    fn titles_keep_their_latin_and_lose_their_marks() {
        assert_eq!(
            of_title("《Rust 语言》2023年·长江").as_deref(),
            Some("Rust yu yan 2023 nian chang jiang")
        );
        assert_eq!(of_title("Notes on a river"), None);
    }
}
