//! Pictures of a source into files beside its articles, and into the Markdown that shows
//! them.
//!
//! A picture is known by its bytes, never by its name, and must be one that a book can
//! carry (PNG, JPEG). Names count in the order in which the pictures are read, and the
//! same bytes get one file. Nothing is fetched: what is not in the source or beside it
//! is not there.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::import::document::{Align, Form, Part};
use crate::import::runs;
use crate::limits::{Limit, Limits};
use crate::project;

/// Sides of this many pixels or fewer draw lines and count visitors; they show nothing.
const SPACER: u32 = 4;

/// Pictures no larger than this are icons among words: a smiling face, an arrow.
const ICON: u32 = 32;

/// The longest paragraph below a picture that can be its caption, in characters.
const LONGEST_CAPTION: usize = 120;

/// The folder of the pictures, below that of the articles.
pub(crate) const FOLDER: &str = "images";

/// A picture that import writes beside the articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its name in the folder of pictures.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What became of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is taken over, under this path beside the articles.
    As(String),
    /// It shows nothing: a spacer.
    Nothing,
    /// It is of no use: not there, an icon, too large, damaged or of another format.
    Lost,
}

/// The pictures of a source.
#[derive(Debug)]
pub(crate) struct Pictures {
    /// Those that are taken over.
    pub(crate) kept: Vec<Picture>,
    /// How many are of no use.
    pub(crate) lost: usize,
    /// The limit that one of them was over.
    over: Option<Limit>,
    bytes: u64,
    limits: Limits,
}

impl Default for Pictures {
    fn default() -> Self {
        Self::new(&Limits::default())
    }
}

impl Pictures {
    /// None yet.
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { kept: Vec::new(), lost: 0, over: None, bytes: 0, limits: *limits }
    }

    /// Takes a picture over, when it is there and a book can carry it.
    pub(crate) fn take(&mut self, bytes: Option<Vec<u8>>) -> Taken {
        let taken = bytes.map_or(Taken::Lost, |bytes| self.add(bytes));
        self.lost += usize::from(taken == Taken::Lost);
        taken
    }

    /// Reports those that are of no use.
    pub(crate) fn report(&self, diagnostics: &mut Diagnostics, file: &str) {
        if self.lost > 0 {
            let about = Diagnostic::new(Code::I033).in_file(file).with("file", file);
            let about = about.with("count", self.lost);
            let key = self.over.map_or("none", Limit::key);
            let limit = self.over.map(|limit| self.limits.said(limit));
            let about = about.with("limit", limit.unwrap_or_default());
            diagnostics.push(about.with("key", key));
        }
    }

    fn add(&mut self, bytes: Vec<u8>) -> Taken {
        let length = bytes.len() as u64;
        if length > self.limits.of(Limit::Picture) {
            return self.too_large(Limit::Picture);
        }
        if self.bytes + length > self.limits.of(Limit::Unpacked) {
            return self.too_large(Limit::Unpacked);
        }
        if let Some(known) = self.kept.iter().find(|known| known.bytes == bytes) {
            return Taken::As(format!("{FOLDER}/{}", known.name));
        }
        if is_spacer(&bytes) {
            return Taken::Nothing;
        }
        let Some((ending, (width, height))) = known(&bytes) else { return Taken::Lost };
        if u64::from(width) * u64::from(height) > self.limits.pixels() {
            return self.too_large(Limit::Pixels);
        }
        if width <= SPACER || height <= SPACER {
            return Taken::Nothing;
        }
        if width <= ICON && height <= ICON {
            return Taken::Lost;
        }
        let name = format!("{:02}.{ending}", self.kept.len() + 1);
        let path = format!("{FOLDER}/{name}");
        self.bytes += length;
        self.kept.push(Picture { name, bytes });
        Taken::As(path)
    }

    fn too_large(&mut self, limit: Limit) -> Taken {
        self.over.get_or_insert(limit);
        Taken::Lost
    }

    /// The bytes of a picture that stands in its address (RFC 2397); `None` when it is none.
    pub(crate) fn embedded(&mut self, address: &str) -> Option<Vec<u8>> {
        let (kind, data) = address.trim().strip_prefix("data:")?.split_once(',')?;
        // Four characters stand for three bytes.
        if data.len() as u64 / 4 * 3 > self.limits.of(Limit::Picture) {
            self.over.get_or_insert(Limit::Picture);
            return None;
        }
        if !kind.ends_with(";base64") {
            return None;
        }
        let is_data = |byte: &u8| !byte.is_ascii_whitespace() && *byte != b'=';
        let data: Vec<u8> = percent_decoded(data).bytes().filter(is_data).collect();
        STANDARD_NO_PAD.decode(data).ok()
    }
}

/// The path that an address names below the folder of its source; `None` for one that
/// leads anywhere else.
pub(crate) fn local(address: &str) -> Option<String> {
    let address = address.trim();
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let decoded = percent_decoded(&address[..end]).replace('\\', "/");
    let path = decoded.trim_start_matches("./");
    let is_inside = !path.is_empty()
        && !path.starts_with('/')
        && !path.contains([':', '\0'])
        && path.split('/').all(|step| step != "..");
    is_inside.then(|| path.to_owned())
}

/// `%E6%B2%B3` as what it stands for; what is no UTF-8 then stays as it was.
fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let byte = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        decoded.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// A GIF that only counts visitors or draws a line.
fn is_spacer(bytes: &[u8]) -> bool {
    let side = |at: usize| {
        bytes.get(at..at + 2).map(|b| u32::from(u16::from_le_bytes([b[0], b[1]])))
    };
    bytes.starts_with(b"GIF8")
        && [side(6), side(8)].iter().flatten().any(|side| *side <= SPACER)
}

/// Whether a picture is one that a book can carry.
pub(crate) fn is_of_use(bytes: &[u8]) -> bool {
    known(bytes).is_some()
}

/// The ending and the size of a picture that a book can carry.
fn known(bytes: &[u8]) -> Option<(&'static str, (u32, u32))> {
    let ending = match bytes {
        [0x89, b'P', b'N', b'G', ..] => "png",
        [0xFF, 0xD8, 0xFF, ..] => "jpg",
        _ => return None,
    };
    let image = project::image("", bytes.to_vec())?;
    Some((ending, (image.width, image.height)))
}

/// Words about a picture that a program wrote, not a person: names of files, counts.
fn is_made_up(alt: &str) -> bool {
    const MADE: &[&str] = &[
        "图片",
        "图像",
        "图",
        "照片",
        "截图",
        "图形",
        "picture",
        "image",
        "img",
        "graphic",
        "photo",
        "screenshot",
    ];
    const ENDINGS: &[&str] = &[".png", ".jpg", ".jpeg", ".gif", ".bmp", ".webp", ".emf"];
    let lower = alt.trim().to_lowercase();
    let stem = lower
        .trim_end_matches(|c: char| c.is_numeric() || c.is_whitespace() || c == '_')
        .trim();
    stem.is_empty()
        || MADE.contains(&stem)
        || ENDINGS.iter().any(|ending| lower.ends_with(ending))
        || lower.contains("描述已自动生成")
        || lower.contains("description automatically generated")
        || lower.contains("ai 生成的内容")
}

/// A picture as a part of a document. One that is lost leaves the words about it.
pub(crate) fn part(
    taken: Taken,
    alt: &str,
    width: Option<u8>,
    lines: (u32, u32),
) -> Option<Part> {
    let alt = if is_made_up(alt) { "" } else { alt.trim() };
    let (form, text, plain) = match taken {
        Taken::As(path) => (Form::Picture { width }, path, alt.to_owned()),
        Taken::Nothing => return None,
        Taken::Lost => (Form::Lost, String::new(), alt.to_owned()),
    };
    Some(Part::new(form, text, plain, lines))
}

/// The parts that are text, and the pictures among them.
pub(crate) fn apart(parts: Vec<Part>) -> (Vec<Part>, Vec<Part>) {
    parts.into_iter().partition(|part| !is_open(part))
}

/// Pictures with the captions below them: the parts as a document shows them.
pub(crate) fn with_captions(parts: Vec<Part>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::with_capacity(parts.len());
    for part in parts {
        let above = all.last_mut().filter(|above| is_open(above) && is_caption(&part));
        match above {
            Some(above) => {
                above.text = match above.form {
                    Form::Picture { width } => {
                        shown(&above.text, &above.plain, Some(&part.plain), width)
                    }
                    _ => noted(&part.plain),
                };
                above.form = Form::Figure;
                above.plain.clone_from(&part.plain);
                above.lines = (above.lines.0.min(part.lines.0), part.lines.1);
            }
            None => all.push(part),
        }
    }
    for part in &mut all {
        match part.form {
            Form::Picture { width } => {
                part.text = shown(&part.text, &part.plain, None, width);
                part.form = Form::Figure;
            }
            Form::Lost if !part.plain.is_empty() => {
                part.text = noted(&part.plain);
                part.form = Form::Figure;
            }
            _ => {}
        }
    }
    all.retain(|part| part.form != Form::Lost);
    all
}

/// Whether a caption may follow.
fn is_open(part: &Part) -> bool {
    matches!(part.form, Form::Picture { .. } | Form::Lost)
}

/// Whether a paragraph right below a picture is its caption: the document says so, or it
/// is short and begins as captions do (`图1`, `图为`, `▲`).
fn is_caption(part: &Part) -> bool {
    let plain = part.plain.trim();
    if part.text.contains("[^") {
        // A note belongs to words of the text; a caption is only characters.
        return false;
    }
    if part.form == Form::Caption {
        return true;
    }
    let Some(rest) = plain.strip_prefix(['图', '▲', '△', '↑', '◀', '▼'])
    else {
        return false;
    };
    let is_short = plain.chars().count() <= LONGEST_CAPTION && !plain.contains('\n');
    let is_numbered = rest.starts_with(|c: char| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '为' | '：' | ':' | '一'..='十' | '（' | '(' | '片')
    });
    let is_marked = !plain.starts_with('图');
    part.form == Form::Text
        && is_short
        && (is_numbered || is_marked || part.align == Align::Centre)
}

/// The Markdown of a picture: with a caption the words in brackets only describe it.
fn shown(path: &str, alt: &str, caption: Option<&str>, width: Option<u8>) -> String {
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let width = width.map_or(String::new(), |width| format!("{{width={width}%}}"));
    let inside = |text: &str| runs::escaped(&flat(text)).replace(']', "\\]");
    let alt = inside(alt);
    match caption.map(inside) {
        Some(caption) if alt.is_empty() => format!("![{caption}]({path}){width}"),
        Some(caption) => {
            let caption = caption.replace('"', "\\\"");
            format!("![{alt}]({path} \"{caption}\"){width}")
        }
        None => format!("![{alt}]({path}){width}"),
    }
}

/// What stands where a picture is lost about which something was said.
fn noted(words: &str) -> String {
    format!("（此处有图未导入：{}）", runs::escaped(words.trim()).replace('\n', " "))
}
