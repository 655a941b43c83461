//! What the editions of huikan.toml mean: words and numbers into an imposition, each key
//! that has no effect and each pair that contradicts reported.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;

use crate::diag::{Code, nearest};
use crate::geom::{Length, Size};
use crate::project::meaning::Reader;
use crate::project::plan::{
    COLOURS, DUPLEX, EMBEDS, IMPOSITIONS, KINDS, MARKS, PRESSES, READERS, SHEETS,
    STANDARDS,
};
use crate::project::preset::{self, Preset};
use crate::project::{
    Colour, Duplex, Edition, EditionEntry, EditionKind, Embed, Finish, Imposition, LEAF,
    Marks, Numbered, Press, ReaderKind, STAPLED_SHEETS, Scheme, Standard,
};

/// Paper by its name: width and height in millimetres, as ISO 216 and ISO 217 have them.
const PAPER: [(&str, i64, i64); SHEETS.len()] = [
    ("A4", 210, 297),
    ("A3", 297, 420),
    ("A2", 420, 594),
    ("A1", 594, 841),
    ("B4", 250, 353),
    ("B3", 353, 500),
    ("SRA4", 225, 320),
    ("SRA3", 320, 450),
    ("SRA2", 450, 640),
];

/// How many pages stand on a side, and in how many columns.
const UP: [(i64, usize); 6] = [(2, 2), (4, 2), (6, 3), (8, 4), (9, 3), (16, 4)];

/// Pages of a signature that presses and folding machines make.
const SIGNATURES: [i64; 4] = [4, 8, 16, 32];

/// How often a sheet may be folded.
const FOLDS: [i64; 4] = [1, 2, 3, 4];

/// Pages of a signature when nothing is said: four sheets of office paper.
const SIGNATURE: i64 = 16;

/// The widest bleed: beyond it somebody meant another unit.
const MOST_BLEED: Length = Length::mm(20);

/// The paper of a cover: coated board of 250 g/m².
const STOCK: Length = Length::micrometres(250);

/// What an EPUB says that bears no page numbers.
const NO_NUMBERS: &str = "none";

/// The thickest leaf: board of 400 g/m² is half as thick.
const MOST_THICKNESS: Length = Length::mm(1);

impl Reader<'_> {
    /// The editions listed, or those made when none is.
    pub(super) fn editions(&mut self, entries: &[EditionEntry]) -> Vec<Edition> {
        if entries.is_empty() {
            let word = |name: &str| Spanned::new(0..0, name.to_owned());
            let entry = |preset: &Preset| EditionEntry::named(word(preset.name));
            let entries: Vec<EditionEntry> = preset::built_in().map(entry).collect();
            let mut editions: Vec<Edition> =
                entries.iter().map(|entry| self.edition(entry, &[])).collect();
            self.number(&mut editions, &entries);
            return editions;
        }
        let mut names = BTreeSet::new();
        let mut editions = Vec::new();
        for entry in entries {
            if self.is_new_name(&entry.name, &mut names) {
                self.report_bare(entry);
                editions.push(self.edition(entry, entries));
            }
        }
        self.number(&mut editions, entries);
        editions
    }

    /// Tells EPUBs whose page numbers they bear: those of the edition they name, else of
    /// the first one on paper that is made of all volumes.
    fn number(&mut self, editions: &mut [Edition], entries: &[EditionEntry]) {
        let on_paper: Vec<(Numbered, bool)> = editions
            .iter()
            .filter(|edition| edition.kind == EditionKind::Pdf)
            .map(|edition| (Numbered::after(edition), edition.volumes.is_empty()))
            .collect();
        let usual = on_paper.iter().find(|(_, is_of_all)| *is_of_all);
        for edition in editions.iter_mut().filter(|it| it.kind == EditionKind::Epub) {
            let entry = entries.iter().find(|it| *it.name.get_ref() == edition.name);
            edition.numbered = match entry.and_then(|entry| entry.pages.as_ref()) {
                Some(word) if word.get_ref() == NO_NUMBERS => None,
                Some(word) => self.numbered(word, &on_paper),
                None => usual.map(|(numbered, _)| numbered.clone()),
            };
        }
    }

    /// The edition on paper of a name; reported when there is none.
    fn numbered(
        &mut self,
        word: &Spanned<String>,
        on_paper: &[(Numbered, bool)],
    ) -> Option<Numbered> {
        let name = word.get_ref();
        let mut known = on_paper.iter().map(|(numbered, _)| numbered);
        let preset = preset::preset(name).filter(|preset| preset.kind == "pdf");
        let of_preset = preset.map(|preset| Numbered {
            edition: name.clone(),
            style: preset.style.to_owned(),
        });
        let found = known.find(|it| it.edition == *name).cloned().or(of_preset);
        if found.is_none() {
            let names = on_paper.iter().map(|(numbered, _)| numbered.edition.as_str());
            let nearest = nearest(name, names);
            self.report(Code::C006, word, &[("pages", name), ("nearest", nearest)]);
        }
        found
    }

    fn edition(&mut self, entry: &EditionEntry, entries: &[EditionEntry]) -> Edition {
        let name = entry.name.get_ref().clone();
        let kind = entry.kind.as_ref().and_then(|word| self.choice(word, &KINDS));
        let preset = preset::preset(&name);
        let preset = preset.filter(|preset| kind.is_none_or(|kind| kind == preset.kind));
        let kind = match kind.or(preset.map(|preset| preset.kind)) {
            Some("epub") => EditionKind::Epub,
            Some("cover") => EditionKind::Cover,
            _ => EditionKind::Pdf,
        };
        let is_epub = kind == EditionKind::Epub;
        let leaf = self.thickness(entry.thickness.as_ref()).unwrap_or(LEAF);
        let mut imposition = if is_epub {
            Imposition::PLAIN
        } else {
            self.imposition(entry, kind, preset)
        };
        if folds(imposition.scheme).is_some() {
            imposition.thickness = leaf;
        }
        let own = entry.style.as_ref().map(|word| word.get_ref().clone());
        let pages = entry.pages.as_ref().filter(|_| !is_epub);
        let style = own
            .or_else(|| self.style_of_pages(pages?, entries))
            .or_else(|| inner_style(preset?, entries))
            .or_else(|| preset.map(|preset| preset.style.to_owned()))
            .unwrap_or_else(|| preset::STYLE.to_owned());
        let word = entry.standard.as_ref().filter(|_| !is_epub);
        let standard = word
            .and_then(|word| self.choice(word, &STANDARDS))
            .or_else(|| preset?.standard);
        let standard = match standard {
            Some("pdf-x4") => Standard::X4,
            Some(_) => Standard::A2u,
            None => Standard::Plain,
        };
        self.report_idle_keys(entry, kind, (&imposition, standard));
        let colour = self.colour(entry, standard);
        let profile = entry.profile.as_ref().filter(|_| standard == Standard::X4);
        let profile = profile.and_then(|word| self.written(word));
        let (embed, reader) = if is_epub { self.epub(entry) } else { Default::default() };
        let obfuscate = entry.obfuscate.as_ref().is_some_and(|word| *word.get_ref());
        let pages = pages.filter(|_| kind == EditionKind::Pdf);
        let has_cover = cover(entry)
            .or_else(|| cover_of_pages(pages?.get_ref(), entries))
            .or(preset.map(|preset| preset.cover))
            .unwrap_or(true);
        let stock = self.thickness(entry.stock.as_ref()).unwrap_or(STOCK);
        let volumes = entry.volumes.iter().flatten();
        let volumes = volumes.filter_map(|word| self.written(word)).collect();
        Edition {
            name,
            kind,
            volumes,
            style,
            imposition,
            standard,
            colour,
            profile,
            embed,
            is_obfuscated: obfuscate && embed != Embed::None,
            reader,
            numbered: None,
            has_cover,
            leaf,
            stock,
        }
    }

    /// What becomes of the colours of pictures. Inks mean nothing without a press.
    fn colour(&mut self, entry: &EditionEntry, standard: Standard) -> Colour {
        let usual = Finish::from(standard).colour;
        let Some(word) = &entry.colour else { return usual };
        match self.choice(word, &COLOURS) {
            Some("gray") => Colour::Gray,
            Some("rgb") => Colour::Rgb,
            Some("cmyk") if standard == Standard::X4 => Colour::Cmyk,
            Some(_) => {
                self.clash(entry, word.span(), [("clash", "colour"), ("pages", "")]);
                usual
            }
            None => usual,
        }
    }

    /// How thick a paper is.
    fn thickness(&mut self, word: Option<&Spanned<String>>) -> Option<Length> {
        word.and_then(|word| self.length(word, MOST_THICKNESS))
    }

    /// What is said of an EPUB alone.
    fn epub(&mut self, entry: &EditionEntry) -> (Embed, ReaderKind) {
        let embed = entry.embed.as_ref().and_then(|word| self.choice(word, &EMBEDS));
        let reader = entry.reader.as_ref().and_then(|word| self.choice(word, &READERS));
        let embed = match embed {
            Some("rare") => Embed::Rare,
            Some("display") => Embed::Display,
            Some("all") => Embed::All,
            _ => Embed::None,
        };
        let is_duokan = reader == Some("duokan");
        (embed, if is_duokan { ReaderKind::Duokan } else { ReaderKind::Any })
    }

    fn imposition(
        &mut self,
        entry: &EditionEntry,
        kind: EditionKind,
        preset: Option<&Preset>,
    ) -> Imposition {
        let is_cover = kind == EditionKind::Cover;
        let scheme = if is_cover { Scheme::Plain } else { self.scheme(entry, preset) };
        let sheet = entry.sheet.as_ref().and_then(|word| self.choice(word, &SHEETS));
        let sheet = sheet.or_else(|| preset?.sheet).unwrap_or("A4");
        let bleed = entry.bleed.as_ref().and_then(|word| self.length(word, MOST_BLEED));
        let of_preset = preset.and_then(|preset| millimetres(preset.bleed));
        let duplex = entry.duplex.as_ref().and_then(|word| self.choice(word, &DUPLEX));
        let press = entry.press.as_ref().and_then(|word| self.choice(word, &PRESSES));
        Imposition {
            scheme,
            paper: (scheme != Scheme::Plain).then(|| paper(sheet)),
            bleed: bleed.or(of_preset).unwrap_or_default(),
            marks: self.marks(entry, preset, is_cover || folds(scheme).is_some(), scheme),
            thickness: Length::ZERO,
            duplex: match duplex {
                Some("short-edge") => Duplex::Short,
                Some(_) => Duplex::Long,
                None => Duplex::Upright,
            },
            press: match press {
                Some("work-and-turn") if scheme != Scheme::Plain => Press::Turn,
                Some("work-and-tumble") if scheme != Scheme::Plain => Press::Tumble,
                _ => Press::Sheetwise,
            },
        }
    }

    fn scheme(&mut self, entry: &EditionEntry, preset: Option<&Preset>) -> Scheme {
        let word = entry.impose.as_ref().and_then(|w| self.choice(w, &IMPOSITIONS));
        let folds = self.one_of(entry.folds.as_ref(), &FOLDS).unwrap_or(1);
        let up = self.one_of(entry.up.as_ref(), &UP.map(|(up, _)| up)).unwrap_or(2);
        let columns = UP.iter().find(|(known, _)| *known == up).map_or(2, |up| up.1);
        let rows = usize::try_from(up).unwrap_or(2) / columns;
        let signature = self.signature(entry, folds);
        let folds = u8::try_from(folds).unwrap_or(1);
        match word.or_else(|| preset?.impose) {
            Some("saddle") => Scheme::Saddle { folds, most_sheets: self.most(entry) },
            Some("signatures") => Scheme::Signatures { folds, pages: signature },
            Some("cut-stack") => Scheme::CutStack { columns, rows },
            Some("n-up") => Scheme::Up { columns, rows },
            _ => Scheme::Plain,
        }
    }

    /// Pages of a signature; those of one sheet where the number written is no multiple
    /// of them, which is reported.
    fn signature(&mut self, entry: &EditionEntry, folds: i64) -> usize {
        let of_sheet = 1 << (folds + 1);
        let written = entry.signature.as_ref();
        let pages = self.one_of(written, &SIGNATURES).unwrap_or(SIGNATURE.max(of_sheet));
        if pages % of_sheet != 0
            && let Some(word) = written
        {
            let args = [("clash", "signature"), ("pages", &of_sheet.to_string())];
            self.clash(entry, word.span(), args);
        }
        usize::try_from(pages.max(of_sheet)).unwrap_or(4)
    }

    fn most(&mut self, entry: &EditionEntry) -> usize {
        let Some(word) = &entry.most_sheets else { return STAPLED_SHEETS };
        let most = usize::try_from(*word.get_ref()).ok().filter(|most| *most > 0);
        if most.is_none() {
            let value = word.get_ref().to_string();
            let args = [("value", value.as_str()), ("possible", "1, 2, 3 …")];
            self.report_at(Code::C002, word.span(), &args);
        }
        most.unwrap_or(STAPLED_SHEETS)
    }

    fn marks(
        &mut self,
        entry: &EditionEntry,
        preset: Option<&Preset>,
        is_folded: bool,
        scheme: Scheme,
    ) -> Marks {
        let Some(words) = &entry.marks else {
            let words = preset.map_or(&[] as &[&str], |preset| preset.marks);
            return marks_of(words);
        };
        let mut known = Vec::new();
        for word in words {
            let Some(mark) = self.choice(word, &MARKS) else { continue };
            let is_possible = match mark {
                "fold" => is_folded,
                "collating" => matches!(scheme, Scheme::Signatures { .. }),
                _ => true,
            };
            if is_possible {
                known.push(mark);
            } else {
                self.clash(entry, word.span(), [("clash", mark), ("pages", "")]);
            }
        }
        marks_of(&known)
    }

    /// The number, if it is one of those possible; reported when not.
    fn one_of(&mut self, word: Option<&Spanned<i64>>, possible: &[i64]) -> Option<i64> {
        let word = word?;
        if possible.contains(word.get_ref()) {
            return Some(*word.get_ref());
        }
        let words: Vec<String> = possible.iter().map(i64::to_string).collect();
        let (value, possible) = (word.get_ref().to_string(), words.join(", "));
        let args = [("value", value.as_str()), ("possible", possible.as_str())];
        self.report_at(Code::C002, word.span(), &args);
        None
    }

    /// A length in millimetres; reported when it is none or larger than any can be.
    fn length(&mut self, word: &Spanned<String>, most: Length) -> Option<Length> {
        let length = millimetres(word.get_ref()).filter(|length| *length <= most);
        if length.is_none() {
            let most = most.div_floor(Length::mm(1)).to_string();
            let args = [("length", word.get_ref().as_str()), ("most", most.as_str())];
            self.report(Code::C015, word, &args);
        }
        length
    }

    fn clash(
        &mut self,
        entry: &EditionEntry,
        place: Range<usize>,
        args: [(&'static str, &str); 2],
    ) {
        let [clash, pages] = args;
        let edition = ("edition", entry.name.get_ref().as_str());
        self.report_at(Code::C014, place, &[edition, clash, pages]);
    }

    /// The style of the edition whose pages are imposed.
    fn style_of_pages(
        &mut self,
        pages: &Spanned<String>,
        entries: &[EditionEntry],
    ) -> Option<String> {
        let name = pages.get_ref();
        let written = entries.iter().find(|entry| entry.name.get_ref() == name);
        // An edition has no pages to take from itself.
        let takes = |entry: &EditionEntry| {
            entry.pages.as_ref().is_some_and(|other| std::ptr::eq(other, pages))
        };
        let is_circle = written.is_some_and(takes);
        let preset = preset::preset(name).filter(|preset| preset.kind == "pdf");
        if let Some(entry) = written.filter(|_| !is_circle) {
            let is_epub = match &entry.kind {
                Some(kind) => kind.get_ref() == "epub",
                None => name == "epub",
            };
            if !is_epub {
                let style = entry.style.as_ref().map(|style| style.get_ref().clone());
                return style.or_else(|| preset.map(|preset| preset.style.to_owned()));
            }
        }
        if preset.is_none() || written.is_some() {
            let names: Vec<&str> =
                entries.iter().map(|entry| entry.name.get_ref().as_str()).collect();
            let others = names.into_iter().filter(|other| *other != name);
            let nearest = nearest(name, others);
            self.report(Code::C006, pages, &[("pages", name), ("nearest", nearest)]);
        }
        preset.map(|preset| preset.style.to_owned())
    }

    /// Keys that say something about sheets or pages where there are none.
    fn report_idle_keys(
        &mut self,
        entry: &EditionEntry,
        kind: EditionKind,
        (imposition, standard): (&Imposition, Standard),
    ) {
        let is_epub = kind == EditionKind::Epub;
        let scheme = imposition.scheme;
        let is_plain = scheme == Scheme::Plain;
        let is_folded = folds(scheme).is_some();
        let is_flat = matches!(scheme, Scheme::CutStack { .. } | Scheme::Up { .. });
        let is_saddle = matches!(scheme, Scheme::Saddle { .. });
        let is_cover = kind == EditionKind::Cover;
        let has_signatures = matches!(scheme, Scheme::Signatures { .. });
        let marks = entry.marks.as_ref().and_then(|marks| marks.first());
        let has_fonts = entry.embed.as_ref().is_some_and(|word| word.get_ref() != "none");
        let keys = [
            ("impose", place(entry.impose.as_ref()), is_epub || is_cover),
            (
                "pages",
                place(entry.pages.as_ref()),
                !is_epub && ((is_plain && !is_cover) || entry.style.is_some()),
            ),
            ("sheet", place(entry.sheet.as_ref()), is_plain),
            ("folds", place(entry.folds.as_ref()), !is_folded),
            ("signature", place(entry.signature.as_ref()), !has_signatures),
            ("up", place(entry.up.as_ref()), !is_flat),
            ("thickness", place(entry.thickness.as_ref()), !is_folded && !is_cover),
            ("stock", place(entry.stock.as_ref()), !is_cover),
            ("cover", place(entry.cover.as_ref()), kind != EditionKind::Pdf),
            ("most-sheets", place(entry.most_sheets.as_ref()), !is_saddle),
            (
                "duplex",
                place(entry.duplex.as_ref()),
                is_plain || imposition.press != Press::Sheetwise,
            ),
            (
                "press",
                place(entry.press.as_ref()),
                is_plain || matches!(scheme, Scheme::Up { .. }),
            ),
            ("marks", place(marks), is_epub),
            ("bleed", place(entry.bleed.as_ref()), is_epub),
            ("standard", place(entry.standard.as_ref()), is_epub),
            ("colour", place(entry.colour.as_ref()), is_epub),
            ("profile", place(entry.profile.as_ref()), standard != Standard::X4),
            ("embed", place(entry.embed.as_ref()), !is_epub),
            ("obfuscate", place(entry.obfuscate.as_ref()), !has_fonts),
            ("reader", place(entry.reader.as_ref()), !is_epub),
        ];
        for (key, written, is_idle) in keys {
            if let Some(place) = written.filter(|_| is_idle) {
                let args = [("key", key), ("edition", entry.name.get_ref().as_str())];
                self.report_at(Code::C008, place, &args);
            }
        }
    }

    /// Reports an edition of which there is nothing but a name that is not known: most
    /// often a slip of the pen, and it would be one more book in A5.
    fn report_bare(&mut self, entry: &EditionEntry) {
        let name = entry.name.get_ref();
        let is_bare = *entry == EditionEntry::named(entry.name.clone());
        if is_bare && preset::preset(name).is_none() {
            let nearest = nearest(name, preset::names());
            let known = preset::names().collect::<Vec<_>>().join(", ");
            let args =
                [("edition", name.as_str()), ("nearest", nearest), ("known", &known)];
            self.report(Code::C019, &entry.name, &args);
        }
    }
}

impl EditionEntry {
    /// An entry that says nothing but its name.
    fn named(name: Spanned<String>) -> Self {
        Self {
            name,
            kind: None,
            style: None,
            pages: None,
            impose: None,
            sheet: None,
            volumes: None,
            folds: None,
            signature: None,
            up: None,
            cover: None,
            stock: None,
            thickness: None,
            most_sheets: None,
            duplex: None,
            press: None,
            marks: None,
            bleed: None,
            standard: None,
            colour: None,
            profile: None,
            embed: None,
            obfuscate: None,
            reader: None,
        }
    }
}

/// The style of the pages that a cover known by name alone goes around: those of `print`.
fn inner_style(preset: &Preset, entries: &[EditionEntry]) -> Option<String> {
    let is_inside = |entry: &&EditionEntry| entry.name.get_ref() == "print";
    let inside = entries.iter().find(is_inside).filter(|_| preset.kind == "cover");
    inside?.style.as_ref().map(|style| style.get_ref().clone())
}

/// Where a value stands, when it is written.
fn place<T>(value: Option<&Spanned<T>>) -> Option<Range<usize>> {
    value.map(Spanned::span)
}

/// How often sheets are folded, when they are.
fn folds(scheme: Scheme) -> Option<u8> {
    match scheme {
        Scheme::Saddle { folds, .. } | Scheme::Signatures { folds, .. } => Some(folds),
        Scheme::Plain | Scheme::CutStack { .. } | Scheme::Up { .. } => None,
    }
}

fn marks_of(words: &[&str]) -> Marks {
    Marks {
        crop: words.contains(&"crop"),
        fold: words.contains(&"fold"),
        registration: words.contains(&"registration"),
        collating: words.contains(&"collating"),
    }
}

fn paper(name: &str) -> Size {
    let found = PAPER.iter().find(|(known, ..)| *known == name).unwrap_or(&PAPER[0]);
    Size { width: Length::mm(found.1), height: Length::mm(found.2) }
}

/// A length as `3mm` or `0.1mm`.
fn millimetres(text: &str) -> Option<Length> {
    let number = text.trim().strip_suffix("mm")?.trim();
    let (whole, places) = number.split_once('.').unwrap_or((number, ""));
    let is_number = !whole.is_empty()
        && whole.len() <= 3
        && places.len() <= 3
        && (whole.bytes().chain(places.bytes())).all(|byte| byte.is_ascii_digit());
    let places: i64 = format!("{places:0<3}").parse().ok().filter(|_| is_number)?;
    Some(Length::micrometres(whole.parse::<i64>().ok()? * 1000 + places))
}

/// Whether an edition says that its pages begin with the cover.
fn cover(entry: &EditionEntry) -> Option<bool> {
    entry.cover.as_ref().map(|written| *written.get_ref())
}

/// Whether the pages of the edition that is imposed begin with the cover.
fn cover_of_pages(name: &str, entries: &[EditionEntry]) -> Option<bool> {
    let written = entries.iter().find(|entry| entry.name.get_ref() == name);
    let preset = preset::preset(name).map(|preset| preset.cover);
    written.and_then(cover).or(preset)
}
