//! Bytes of a source into text with `\n` line ends.
//!
//! A byte-order mark decides, then valid UTF-8, then the shape of UTF-16, and only then
//! a statistical guess, which is reported. GB2312 and GBK are read as GB18030, which
//! contains them (GB 18030-2022). Nothing is decoded in silence: a byte that stands for
//! no character becomes U+FFFD and is reported with its line.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::import::{Source, unread};

/// As many bytes as a guess looks at: more do not make it surer.
const SAMPLE: usize = 64 << 10;

/// Files that are no text, by their first bytes, and what they are.
const CONTAINERS: &[(&[u8], &str)] = &[
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xD0\xCF\x11\xE0", "OLE"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"\x1F\x8B", "gzip"),
];

/// A source as characters.
pub(crate) struct Decoded {
    /// The characters; every line ends in `\n` only.
    pub(crate) text: String,
    /// WHATWG label in lower case.
    pub(crate) encoding: String,
}

/// Decodes a source; `None` when it holds no text, which is reported.
pub(crate) fn decode(
    diagnostics: &mut Diagnostics,
    source: Source<'_>,
) -> Option<Decoded> {
    let about =
        |code| Diagnostic::new(code).in_file(source.name).with("file", source.name);
    let (encoding, guessed) = match acceptable(source.bytes) {
        Ok(found) => found,
        Err(Refusal::Format(format)) => {
            diagnostics.push(unread(source.name, Some(format)).in_file(source.name));
            return None;
        }
        Err(Refusal::Code(code)) => {
            diagnostics.push(about(code));
            return None;
        }
    };
    let label = encoding.name().to_ascii_lowercase();
    let (text, _, damaged) = encoding.decode(source.bytes);
    let text = unify_line_ends(&text);
    if text.trim().is_empty() {
        diagnostics.push(about(Code::I001));
        return None;
    }
    if guessed {
        diagnostics.push(about(Code::I007).with("encoding", label.as_str()));
    }
    if damaged {
        report_damage(diagnostics, source.name, &text, &label);
    }
    Some(Decoded { text, encoding: label })
}

/// Why a source is refused.
enum Refusal {
    /// It holds no text that can be decoded.
    Code(Code),
    /// It is in a format that is no text.
    Format(&'static str),
}

/// The encoding of a source and whether it is only a guess, or why it is refused.
fn acceptable(bytes: &[u8]) -> Result<(&'static Encoding, bool), Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::Code(Code::I001));
    }
    let container = CONTAINERS.iter().find(|(magic, _)| bytes.starts_with(magic));
    if let Some((_, format)) = container {
        return Err(Refusal::Format(format));
    }
    let code = || if looks_binary(bytes) { Code::I002 } else { Code::I003 };
    encoding_of(bytes).ok_or_else(|| Refusal::Code(code()))
}

/// The encoding of bytes and whether it is only a guess.
fn encoding_of(bytes: &[u8]) -> Option<(&'static Encoding, bool)> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Some((encoding, false));
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = sample.iter().filter(|byte| **byte == 0).count();
    if nuls == 0 && Encoding::utf8_valid_up_to(bytes) == bytes.len() {
        return (!looks_binary(bytes)).then_some((UTF_8, false));
    }
    if let Some(encoding) = utf16_without_mark(sample) {
        return Some((encoding, true));
    }
    if nuls > 0 || looks_binary(bytes) {
        return None;
    }
    if mostly_utf8(sample) {
        return Some((UTF_8, false));
    }
    legacy(bytes, sample).map(|encoding| (encoding, true))
}

/// The legacy encoding that reads best.
fn legacy(bytes: &[u8], sample: &[u8]) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, sample.len() == bytes.len());
    let free = detector.guess(None, Utf8Detection::Deny);
    // Short samples fit several encodings of East Asia: the sources are Chinese. The
    // hint would hide Big5, so it comes second.
    let guess = if [GBK, GB18030, BIG5].contains(&free) {
        free
    } else {
        detector.guess(Some(b"cn"), Utf8Detection::Deny)
    };
    let guess = if guess == GBK { GB18030 } else { guess };
    if !guess.is_single_byte() {
        return Some(guess);
    }
    // A single-byte guess for a Chinese program's input means that the sample was too
    // short for statistics: the first Chinese encoding that fits wins.
    [GB18030, BIG5].into_iter().find(|encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(sample).is_some_and(
            |text| {
                let high = text.chars().filter(|c| !c.is_ascii()).count();
                let han =
                    text.chars().filter(|c| is_expected(*c) && !c.is_ascii()).count();
                han * 10 >= high * 9
            },
        )
    })
}

/// Whether the sample is UTF-8 with a few damaged bytes.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in sample.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // One broken byte among fifty characters is damage; more is another encoding.
    whole > 0 && broken * 50 <= whole + 50 && broken < whole
}

/// UTF-16 without a mark: nearly all units must be characters that texts are made of.
fn utf16_without_mark(sample: &[u8]) -> Option<&'static Encoding> {
    let even = &sample[..sample.len() & !1];
    if even.len() < 4 {
        return None;
    }
    let share = |join: fn([u8; 2]) -> u16| {
        let (units, _) = even.as_chunks::<2>();
        let good = units.iter().filter(|unit| {
            char::from_u32(u32::from(join(**unit))).is_some_and(is_expected)
        });
        good.count() * 100 / units.len()
    };
    let (little, big) = (share(u16::from_le_bytes), share(u16::from_be_bytes));
    // GB18030 read as UTF-16 lands all over the Han block but almost never on line
    // ends and Chinese punctuation, so nine in ten is far out of its reach.
    let (best, encoding) =
        if little >= big { (little, UTF_16LE) } else { (big, UTF_16BE) };
    let marks = even.as_chunks::<2>().0.iter().any(|unit| {
        let unit = if encoding == UTF_16LE {
            u16::from_le_bytes(*unit)
        } else {
            u16::from_be_bytes(*unit)
        };
        matches!(unit, 0x0A | 0x20 | 0x3001 | 0x3002 | 0xFF0C)
    });
    (best >= 95 && little != big && marks).then_some(encoding)
}

/// Characters that Chinese and English texts consist of.
fn is_expected(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{C}' | ' '..='~' | '\u{A0}' | '·' | '×')
        || matches!(c, '\u{2010}'..='\u{2049}' | '\u{2460}'..='\u{2473}' | '■'..='●')
        || matches!(c, '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}')
        || matches!(c, '\u{FF01}'..='\u{FF5E}')
}

/// Control characters that no text holds.
fn looks_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = sample
        .iter()
        .filter(|byte| matches!(byte, 0..=8 | 0x0B | 0x0E..=0x1A | 0x1C..=0x1F | 0x7F));
    // One in a hundred: stray controls occur in old files, a binary is full of them.
    odd.count() * 100 > sample.len()
}

/// CRLF and lone CR become `\n`, so that lines count as people's editors count them.
fn unify_line_ends(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Says how many bytes were lost and where the first one stands.
fn report_damage(diagnostics: &mut Diagnostics, name: &str, text: &str, label: &str) {
    let count = text.matches('\u{FFFD}').count();
    let first = text.find('\u{FFFD}').unwrap_or(0);
    let line = text[..first].matches('\n').count() + 1;
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    diagnostics.push(
        Diagnostic::new(Code::I008)
            .on_line(name, line)
            .with("file", name)
            .with("count", count)
            .with("encoding", label),
    );
}
