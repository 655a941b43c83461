//! Fonts that a book brings along.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use huikan::diag::{Code, Diagnostics};
use huikan::epub::{Setup, Templates, pack};
use huikan::font::{self, Source};
use huikan::limits::Limits;
use huikan::project::Embed;
use huikan::volume::Volume;
use skrifa::{FontRef, MetadataProvider as _};

use crate::epub::sample::{article, paragraph, small, volume_of};
use crate::epub::{setup, style, texts};

/// The files of a book that embeds fonts, and the characters of each font.
struct Packed {
    files: BTreeMap<String, String>,
    fonts: BTreeMap<String, BTreeSet<char>>,
}

impl Packed {
    fn css(&self) -> &str {
        &self.files["OEBPS/look.css"]
    }

    /// The families that a rule of the style names.
    fn families(&self, selector: &str) -> &str {
        let start = format!("\n{selector} {{\n  font-family: ");
        let rule = self.css().split(&*start).last().unwrap();
        rule.split(';').next().unwrap()
    }

    /// The characters of the fonts whose file names hold a word.
    fn characters(&self, word: &str) -> String {
        let named = self.fonts.iter().filter(|(name, _)| name.contains(word));
        named.flat_map(|(_, characters)| characters).collect()
    }
}

fn packed(volume: &Volume, look: &str, embed: Embed) -> Packed {
    let (style, templates) = (style(look), Templates::default());
    let mut diagnostics = Diagnostics::new();
    let setup = Setup { embed, ..setup(&style, &templates) };
    let bytes = pack(&mut diagnostics, volume, &setup, None).unwrap();
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    // Our own check takes fonts and manifest apart.
    let mut problems = Diagnostics::new();
    huikan::epub::check(&mut problems, "a.epub", &bytes, &Limits::default());
    assert!(problems.is_empty(), "{problems:?}");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut fonts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        if file.name().starts_with("OEBPS/fonts/") {
            let name = file.name().to_owned();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            let font = FontRef::new(&bytes).unwrap();
            let characters = font.charmap().mappings();
            fonts.insert(
                name,
                characters.filter_map(|(c, _)| char::from_u32(c)).collect(),
            );
        }
    }
    Packed { files: texts(&bytes), fonts }
}

#[test]
fn a_book_brings_no_fonts_along_unless_asked() {
    let packed = packed(&small(), "book-a5", Embed::None);
    assert!(packed.fonts.is_empty());
    assert!(!packed.css().contains("@font-face"));
    assert!(!packed.files.contains_key("META-INF/com.apple.ibooks.display-options.xml"));
}

#[test]
fn the_fonts_of_titles_hold_what_titles_say_and_nothing_else() {
    let volume = volume_of(vec![article("桥头", vec![paragraph("水边的石头。")])]);
    let packed = packed(&volume, "book-a5", Embed::Display);
    let held = packed.characters("");
    assert!("桥头河小集目录".chars().all(|c| held.contains(c)), "{held}");
    assert!(!held.contains('边'), "{held}");
    assert!(packed.families("header h1").starts_with("\"huikan "));
    assert!(packed.families("body").starts_with("\"Songti SC\""));
    let options = &packed.files["META-INF/com.apple.ibooks.display-options.xml"];
    assert!(options.contains("<option name=\"specified-fonts\">true</option>"));
}

#[test]
fn with_all_fonts_each_typeface_holds_what_is_set_in_it() {
    let body = "> 山高月小\n\n水[落]{.emphasis}石**出**——“曾日月”之几何。";
    let text = format!("---\ntitle: 赤壁\n---\n\n{body}\n");
    let volume = crate::page::volume(&[("1.md".to_owned(), text)], None);
    let packed = packed(&volume, "book-a5", Embed::All);
    let (song, kai) = (packed.characters("song"), packed.characters("kai"));
    let hei = packed.characters("hei");
    assert!("水石曾日月之几何。".chars().all(|c| song.contains(c)), "{song}");
    assert!("山高月小落".chars().all(|c| kai.contains(c)), "{kai}");
    assert!(!kai.contains('何'), "{kai}");
    assert!(hei.contains('出') && !hei.contains('何'), "{hei}");
    // Their form depends on what stands beside them.
    assert!(!"—“”".chars().any(|c| packed.characters("").contains(c)));
    assert!(packed.families("blockquote").starts_with("\"huikan kai\", \"Kaiti SC\""));
}

// GB/T 2312-1980 has 喜 and 犇 not; Big5 has 臺 and not 们.
#[test]
fn rare_characters_are_those_that_the_common_sets_lack() {
    let volume =
        volume_of(vec![article("喜", vec![paragraph("犇犇地来，喆也来，臺。")])]);
    let packed = packed(&volume, "book-a5", Embed::Rare);
    assert_eq!(packed.characters(""), "喆犇臺");
    assert_eq!(
        packed.families("body"),
        "\"Songti SC\", \"Noto Serif CJK SC\", \"Source Han Serif SC\", SimSun, \
         \"huikan rare\", serif"
    );
    let mut traditional = volume.clone();
    let publication = std::sync::Arc::make_mut(&mut traditional.publication);
    publication.language = "zh-Hant".to_owned();
    publication.title = "河".to_owned();
    traditional.title = "河".to_owned();
    let text = "臺灣人們，们。";
    traditional.parts = volume_of(vec![article("山", vec![paragraph(text)])]).parts;
    let packed = self::packed(&traditional, "book-a5", Embed::Rare);
    assert_eq!(packed.characters(""), "们");
}

#[test]
fn a_vertical_book_leaves_marks_that_turn_to_the_reader() {
    let volume = volume_of(vec![article("山", vec![paragraph("（水）落，石出。")])]);
    let packed = packed(&volume, "vertical", Embed::All);
    let held = packed.characters("");
    assert!(
        held.contains('水') && !held.contains('（') && !held.contains('，'),
        "{held}"
    );
}

#[test]
fn a_font_that_forbids_it_stays_out() {
    let mut bytes = std::fs::read("fonts/LXGWWenKaiGBLite-Regular.ttf").unwrap();
    // OS/2 fsType, found by the table directory.
    let at = (12..).step_by(16).find(|at| &bytes[*at..at + 4] == b"OS/2").unwrap();
    let table = u32::from_be_bytes(bytes[at + 8..at + 12].try_into().unwrap()) as usize;
    bytes[table + 8..table + 10].copy_from_slice(&2_u16.to_be_bytes());
    let source = Source { name: "fonts/own.ttf".to_owned(), bytes: bytes.into() };
    let mut diagnostics = Diagnostics::new();
    let fonts = font::load(&mut diagnostics, &[source]);
    let own = fonts.ids().last().unwrap();
    let wanted = BTreeSet::from(['水']);
    assert_eq!(fonts.excerpt(own, &wanted, "own"), Err(font::NoExcerpt::Forbidden));
    let first = fonts.ids().next().unwrap();
    assert!(fonts.excerpt(first, &wanted, "own").is_ok());
    assert_eq!(Code::E005.severity(), huikan::diag::Severity::Warning);
}

// SIL Open Font License 1.1, condition 3; OpenType 1.9, `name`.
#[test]
fn a_font_of_some_characters_has_a_name_of_its_own_and_the_licence_of_the_whole() {
    use skrifa::string::StringId;
    let fonts = font::Fonts::default();
    for font in fonts.ids() {
        let bytes = fonts.excerpt(font, &BTreeSet::from(['水', 'a']), "huikan song");
        let bytes = bytes.unwrap();
        let names = skrifa::FontRef::new(&bytes).unwrap();
        let all = |id| -> Vec<String> {
            names.localized_strings(id).map(|name| name.to_string()).collect()
        };
        assert_eq!(all(StringId::FAMILY_NAME), ["huikan song"]);
        assert_eq!(all(StringId::POSTSCRIPT_NAME), ["huikan-song"]);
        assert!(all(StringId::TYPOGRAPHIC_FAMILY_NAME).is_empty());
        let (bytes, index) = fonts.file(font);
        let whole = skrifa::FontRef::from_index(bytes, index).unwrap();
        for id in [StringId::COPYRIGHT_NOTICE, StringId::LICENSE_DESCRIPTION] {
            let says = whole.localized_strings(id).next().is_some();
            assert_eq!(!all(id).is_empty(), says, "{id:?}");
        }
    }
}

#[test]
fn obfuscated_fonts_are_listed_and_come_back_with_the_identifier_of_the_book() {
    let (style, templates) = (style("book-a5"), Templates::default());
    let packed = |is_obfuscated| {
        let embed = Embed::Display;
        let setup = Setup { embed, is_obfuscated, ..setup(&style, &templates) };
        let mut diagnostics = Diagnostics::new();
        let bytes = pack(&mut diagnostics, &small(), &setup, None).unwrap();
        huikan::epub::check(&mut diagnostics, "a.epub", &bytes, &Limits::default());
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
        let mut read = |name: String| {
            let mut bytes = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            (name, bytes)
        };
        names.into_iter().map(&mut read).collect::<BTreeMap<String, Vec<u8>>>()
    };
    let (plain, hidden) = (packed(false), packed(true));
    let identifier = small().identifier;
    let key = sha1_smol::Sha1::from(identifier).digest().bytes();
    let list = String::from_utf8(hidden["META-INF/encryption.xml"].clone()).unwrap();
    let fonts: Vec<&String> =
        plain.keys().filter(|name| name.contains("/fonts/")).collect();
    assert_eq!(list.matches("http://www.idpf.org/2008/embedding").count(), fonts.len());
    assert!(!fonts.is_empty() && !plain.contains_key("META-INF/encryption.xml"));
    for name in fonts {
        assert!(list.contains(&format!("URI=\"{name}\"")), "{name}");
        let mut font = hidden[name].clone();
        assert_ne!(font[..1040], plain[name][..1040], "{name}");
        font[..1040]
            .iter_mut()
            .zip(key.iter().cycle())
            .for_each(|(byte, key)| *byte ^= key);
        assert_eq!(font, plain[name], "{name}");
    }
}
