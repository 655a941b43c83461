//! Objects into the bytes of a file: streams one by one, everything else in object streams, and
//! a stream that says where each is.
//!
//! The many objects that pages, links and tags come to are written down when they are made
//! ([`Written`]): as dictionaries they would take longer to build than everything else.
//! ISO 32000-1, 7.3 (objects), 7.5.7 (object streams) and 7.5.8 (cross-reference streams).

use std::borrow::Cow;
use std::io::Write as _;
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use crate::pdf::document::Body;
use crate::pdf::number;

/// Objects in an object stream: readers unpack a whole stream to reach one object.
const OBJECTS_PER_STREAM: usize = 200;

/// Objects that are written down already, each with its number.
#[derive(Debug, Default)]
pub(super) struct Written {
    bytes: Vec<u8>,
    objects: Vec<(u32, Range<usize>)>,
}

impl Written {
    /// Adds an object.
    pub(super) fn add(&mut self, (id, _): ObjectId, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.bytes.len();
        write(&mut self.bytes);
        self.objects.push((id, start..self.bytes.len()));
    }
}

/// A key and a reference in a dictionary.
pub(super) fn reference(out: &mut Vec<u8>, key: &str, id: ObjectId) {
    out.push(b'/');
    out.extend_from_slice(key.as_bytes());
    out.push(b' ');
    push_reference(out, id);
}

fn push_reference(out: &mut Vec<u8>, (id, generation): ObjectId) {
    number::push_integer(out, id.into());
    out.push(b' ');
    number::push_integer(out, generation.into());
    out.extend_from_slice(b" R");
}

/// References beside each other.
pub(super) fn push_references(out: &mut Vec<u8>, ids: &[ObjectId]) {
    for (index, id) in ids.iter().enumerate() {
        if index > 0 {
            out.push(b' ');
        }
        push_reference(out, *id);
    }
}

/// A key and any object in a dictionary.
pub(super) fn entry(out: &mut Vec<u8>, key: &str, object: &Object) {
    out.push(b'/');
    out.extend_from_slice(key.as_bytes());
    value(out, object);
}

/// An object behind a key, with a space where it would run into it.
fn value(out: &mut Vec<u8>, object: &Object) {
    if !matches!(
        object,
        Object::Name(_) | Object::String(..) | Object::Array(_) | Object::Dictionary(_)
    ) {
        out.push(b' ');
    }
    write(out, object);
}

/// An object.
pub(super) fn write(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(is_true) => {
            out.extend_from_slice(if *is_true { b"true" } else { b"false" });
        }
        Object::Integer(number) => number::push_integer(out, *number),
        // Writing to memory does not fail.
        Object::Real(number) => drop(write!(out, "{number}")),
        Object::Reference(id) => push_reference(out, *id),
        Object::Name(name) => write_name(out, name),
        Object::String(bytes, StringFormat::Literal) => {
            write_literal(out, bytes.iter().copied());
        }
        Object::String(bytes, StringFormat::Hexadecimal) => {
            out.push(b'<');
            bytes.iter().for_each(|byte| drop(write!(out, "{byte:02X}")));
            out.push(b'>');
        }
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                write(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Stream(stream) => write_dictionary(out, &stream.dict),
    }
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, object) in dictionary.iter() {
        write_name(out, key);
        value(out, object);
    }
    out.extend_from_slice(b">>");
}

fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    if name.iter().all(u8::is_ascii_alphanumeric) {
        out.extend_from_slice(name);
        return;
    }
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            drop(write!(out, "#{byte:02X}"));
        }
    }
}

fn write_literal(out: &mut Vec<u8>, bytes: impl IntoIterator<Item = u8>) {
    out.push(b'(');
    for byte in bytes {
        match byte {
            b'(' | b')' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            // Left alone, the end of a line is read as a newline, whichever it is.
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

/// A key and a text string.
pub(super) fn text(out: &mut Vec<u8>, key: &str, text: &str) {
    out.push(b'/');
    out.extend_from_slice(key.as_bytes());
    write_literal(out, text_bytes(text));
}

/// The bytes of a text string: plain when it is ASCII, else UTF-16 with its byte order mark
/// (ISO 32000-1, 7.9.2.2).
pub(super) fn text_bytes(text: &str) -> impl Iterator<Item = u8> {
    let is_ascii = text.is_ascii();
    let mark = (!is_ascii).then_some(0xFEFF);
    let units = mark.into_iter().chain(text.encode_utf16());
    // The high byte of ASCII says nothing.
    units.flat_map(move |unit: u16| {
        unit.to_be_bytes().into_iter().skip(usize::from(is_ascii))
    })
}

/// Where an object is.
#[derive(Debug, Clone, Copy)]
enum Spot {
    /// So many bytes from the start of the file.
    At(usize),
    /// In this object stream, so many others before it.
    In(u32, usize),
}

/// A file. Object streams and the last one, which says where everything is, are deflated by
/// `pack`, all in one go.
pub(super) fn file(
    body: &Body,
    mut pack: impl FnMut(Vec<Vec<u8>>) -> Vec<Stream>,
) -> Vec<u8> {
    let Body { document, written, .. } = body;
    let mut out = Vec::with_capacity(size(body));
    out.extend(format!("%PDF-{}\n%", document.version).into_bytes());
    // Bytes that tell programs that the file is no text.
    out.extend_from_slice(&[0xE2, 0xE3, 0xCF, 0xD3, b'\n']);
    let mut spots: Vec<(u32, Spot)> = Vec::new();
    for ((id, _), object) in &document.objects {
        if let Object::Stream(stream) = object {
            spots.push((*id, Spot::At(out.len())));
            write_stream(&mut out, *id, stream);
        }
    }
    for ((id, _), painted) in &body.painted {
        spots.push((*id, Spot::At(out.len())));
        write_stream(&mut out, *id, &painted.stream);
    }
    let bodies = bodies(document, written);
    let parts: Vec<&[Plain<'_>]> = bodies.chunks(OBJECTS_PER_STREAM).collect();
    let (plain, firsts): (Vec<_>, Vec<_>) =
        parts.iter().map(|part| gathered(part)).unzip();
    let mut next = document.max_id + 1;
    for ((part, first), mut stream) in parts.iter().zip(firsts).zip(pack(plain)) {
        stream.dict.set("Type", "ObjStm");
        stream.dict.set("N", i64::try_from(part.len()).unwrap_or(0));
        stream.dict.set("First", i64::try_from(first).unwrap_or(0));
        let inside = part.iter().enumerate();
        spots.extend(inside.map(|(index, (id, _))| (*id, Spot::In(next, index))));
        spots.push((next, Spot::At(out.len())));
        write_stream(&mut out, next, &stream);
        next += 1;
    }
    let start = out.len();
    spots.push((next, Spot::At(start)));
    let (table, widths) = table(spots, next);
    for mut stream in pack(vec![predicted(&table, widths.iter().sum())]) {
        if !stream.dict.has(b"Filter") {
            stream.set_content(table.clone());
        }
        cross_reference(&mut stream.dict, document, (next, &widths));
        write_stream(&mut out, next, &stream);
    }
    drop(writeln!(out, "startxref\n{start}\n%%EOF"));
    out
}

/// About how many bytes a file has.
fn size(body: &Body) -> usize {
    let own = body.document.objects.values().map(|object| match object {
        Object::Stream(stream) => stream.content.len() + 200,
        _ => 100,
    });
    let painted =
        body.painted.iter().map(|(_, painted)| painted.stream.content.len() + 100);
    own.sum::<usize>() + painted.sum::<usize>() + body.written.bytes.len() / 2
}

fn write_stream(out: &mut Vec<u8>, id: u32, stream: &Stream) {
    number::push_integer(out, id.into());
    out.extend_from_slice(b" 0 obj\n");
    write_dictionary(out, &stream.dict);
    out.extend_from_slice(b"stream\n");
    out.extend_from_slice(&stream.content);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

/// The number of an object and what it is written as.
type Plain<'a> = (u32, Cow<'a, [u8]>);

/// The objects that are no streams, in the order of their numbers.
fn bodies<'a>(document: &Document, written: &'a Written) -> Vec<Plain<'a>> {
    let own = document.objects.iter().filter_map(|((id, _), object)| {
        if matches!(object, Object::Stream(_)) {
            return None;
        }
        let mut bytes = Vec::new();
        write(&mut bytes, object);
        Some((*id, Cow::Owned(bytes)))
    });
    let mut all: Vec<Plain<'a>> = own.collect();
    let bytes = |range: &Range<usize>| written.bytes.get(range.clone()).unwrap_or(&[]);
    all.extend(
        written.objects.iter().map(|(id, range)| (*id, Cow::Borrowed(bytes(range)))),
    );
    all.sort_by_key(|(id, _)| *id);
    all
}

/// An object stream, not yet deflated, and where its first object begins: before it stand
/// the numbers of all, and where each begins behind the first.
fn gathered(part: &[Plain<'_>]) -> (Vec<u8>, usize) {
    let size: usize = part.iter().map(|(_, bytes)| bytes.len() + 16).sum();
    let mut plain = Vec::with_capacity(size);
    let mut offset = 0;
    for (id, bytes) in part {
        number::push_integer(&mut plain, i64::from(*id));
        plain.push(b' ');
        number::push_count(&mut plain, offset);
        plain.push(b' ');
        offset += bytes.len() + 1;
    }
    let first = plain.len();
    for (_, bytes) in part {
        plain.extend_from_slice(bytes);
        plain.push(b'\n');
    }
    (plain, first)
}

/// Where the objects up to a number are, as rows of three fields that are so wide.
fn table(spots: Vec<(u32, Spot)>, last: u32) -> (Vec<u8>, [usize; 3]) {
    let mut rows: Vec<Option<Spot>> = vec![None; last as usize + 1];
    for (id, spot) in spots {
        if let Some(row) = rows.get_mut(id as usize) {
            *row = Some(spot);
        }
    }
    let fields = |spot: &Option<Spot>| match *spot {
        None => [0, 0, 0],
        Some(Spot::At(place)) => [1, place, 0],
        Some(Spot::In(stream, index)) => [2, stream as usize, index],
    };
    let largest = rows.iter().map(|row| fields(row)[1]).max().unwrap_or(0);
    let width = (1..8).find(|width| largest >> (width * 8) == 0).unwrap_or(8);
    let widths = [1, width, 1];
    let mut table = Vec::with_capacity(rows.len() * (width + 2));
    for row in &rows {
        for (field, width) in fields(row).into_iter().zip(widths) {
            let all = (field as u64).to_be_bytes();
            table.extend_from_slice(all.get(8 - width..).unwrap_or(&[]));
        }
    }
    (table, widths)
}

/// The same rows, each saying how it differs from the one above, which packs better.
fn predicted(table: &[u8], width: usize) -> Vec<u8> {
    let width = width.max(1);
    let mut rows = Vec::with_capacity(table.len() + table.len() / width);
    let mut above = vec![0; width];
    for row in table.chunks_exact(width) {
        rows.push(UP);
        rows.extend(
            row.iter().zip(&above).map(|(byte, above)| byte.wrapping_sub(*above)),
        );
        above.copy_from_slice(row);
    }
    rows
}

/// The filter of a row that says how it differs from the one above (PNG, 9.2).
const UP: u8 = 2;

/// Says what the stream of the table is, and what the trailer of a file says.
fn cross_reference(
    dictionary: &mut Dictionary,
    document: &Document,
    (last, widths): (u32, &[usize; 3]),
) {
    let number = |number: usize| Object::Integer(i64::try_from(number).unwrap_or(0));
    dictionary.set("Type", "XRef");
    dictionary.set("Size", i64::from(last) + 1);
    dictionary.set("W", widths.iter().map(|width| number(*width)).collect::<Vec<_>>());
    if dictionary.has(b"Filter") {
        let mut predictor = Dictionary::new();
        predictor.set("Predictor", 12);
        predictor.set("Columns", number(widths.iter().sum()));
        dictionary.set("DecodeParms", predictor);
    }
    for key in [b"Root".as_slice(), b"Info", b"ID"] {
        if let Ok(object) = document.trailer.get(key) {
            dictionary.set(key.to_vec(), object.clone());
        }
    }
}
