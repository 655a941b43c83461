//! A finished document into bytes: streams deflated in parallel, and the identifiers.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::deflate::Deflater;
use crate::page::Metadata;
use crate::pdf::document::Body;
use crate::pdf::objects;

/// Bytes of a file identifier, as MD5 gave them when the standard was written.
const IDENTIFIER_BYTES: usize = 16;

/// Writes a document; with what is known of its streams from the last round.
pub(super) fn save(
    mut body: Body,
    metadata: &Metadata,
    mut packed: Option<&mut Packed>,
) -> Vec<u8> {
    if let Some(packed) = packed.as_deref_mut() {
        packed.begin();
    }
    deflate_all(&mut body.document, packed.as_deref_mut());
    let [permanent, current] = identifiers(&body, metadata);
    body.document.trailer.set("ID", vec![permanent, current]);
    let mut round = 0;
    objects::file(&body, |plain| {
        round += 1;
        // Numbers of their own, apart from those of the document.
        let numbered = (0..).map(|index| (index, round)).zip(plain);
        let mut streams: Vec<(ObjectId, Stream)> = numbered
            .map(|(id, plain)| (id, Stream::new(Dictionary::new(), plain)))
            .collect();
        let all = streams.iter_mut().map(|(id, stream)| (*id, stream)).collect();
        deflate_these(all, packed.as_deref_mut());
        streams.into_iter().map(|(_, stream)| stream).collect()
    })
}

/// Deflates all streams that are not.
pub(super) fn deflate_all(document: &mut Document, packed: Option<&mut Packed>) {
    let streams = document
        .objects
        .iter_mut()
        .filter_map(|(id, object)| Some((*id, object.as_stream_mut().ok()?)))
        .filter(|(_, stream)| stream.allows_compression && !stream.dict.has(b"Filter"))
        .collect();
    deflate_these(streams, packed);
}

fn deflate_these(streams: Vec<(ObjectId, &mut Stream)>, packed: Option<&mut Packed>) {
    match packed {
        Some(packed) => packed.deflate(streams),
        None => streams
            .into_par_iter()
            .for_each_init(Deflater::new, |to, (_, stream)| deflate(to, stream)),
    }
}

/// The stream of a sheet or the program of a font, deflated.
#[derive(Debug)]
pub(super) struct Painted {
    pub(super) stream: Stream,
    /// The digest of what is in it, for the identifier of the file.
    pub(super) digest: [u8; 32],
}

impl Painted {
    /// Deflates a stream.
    pub(super) fn new(deflater: &mut Deflater, plain: Vec<u8>) -> Self {
        let mut stream = Stream::new(Dictionary::new(), plain);
        deflate(deflater, &mut stream);
        let digest = Sha256::digest(&stream.content).into();
        Self { stream, digest }
    }

    /// Deflates the program of a font; `Length1` says how long it is (ISO 32000-1, 9.9).
    pub(super) fn program(deflater: &mut Deflater, program: Vec<u8>) -> Self {
        let length = i64::try_from(program.len()).unwrap_or(i64::MAX);
        let mut painted = Self::new(deflater, program);
        painted.stream.dict.set("Length1", length);
        painted
    }
}

/// Streams of the last round by their numbers: what was in them, and what they came to.
#[derive(Debug, Default)]
pub(super) struct Packed {
    before: BTreeMap<ObjectId, Known>,
    now: BTreeMap<ObjectId, Known>,
}

/// What was in a stream, and what it came to.
type Known = (Vec<u8>, Stream);

impl Packed {
    /// Begins a round.
    pub(super) fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
    }

    /// Deflates streams; those that are what they were by heart.
    fn deflate(&mut self, streams: Vec<(ObjectId, &mut Stream)>) {
        // With what is known of each.
        type Job<'a> = (ObjectId, &'a mut Stream, Option<Known>);
        let with_known = |(id, stream)| (id, stream, self.before.remove(&id));
        let all: Vec<_> = streams.into_iter().map(with_known).collect();
        let one = |to: &mut Deflater, (id, stream, known): Job<'_>| {
            let is_same = |(plain, _): &Known| *plain == stream.content;
            if let Some((plain, packed)) = known.filter(is_same) {
                if let Ok(filter) = packed.dict.get(b"Filter") {
                    stream.dict.set("Filter", filter.clone());
                    stream.set_content(packed.content.clone());
                }
                return (id, (plain, packed));
            }
            let plain = stream.content.clone();
            deflate(to, stream);
            (id, (plain, stream.clone()))
        };
        let made = all.into_par_iter().map_init(Deflater::new, one);
        self.now.extend(made.collect::<Vec<_>>());
    }
}

/// Deflates a stream, when that makes it smaller.
fn deflate(deflater: &mut Deflater, stream: &mut Stream) {
    if let Some(packed) = deflater.framed(&stream.content) {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
}

/// The identifier that editions of a volume share and the one of these very contents.
fn identifiers(body: &Body, metadata: &Metadata) -> [Object; 2] {
    let mut contents = Sha256::new();
    body.painted.iter().for_each(|(_, painted)| contents.update(painted.digest));
    for object in body.document.objects.values() {
        if let Object::Stream(stream) = object {
            contents.update(&stream.content);
        }
    }
    let volume = Sha256::digest(metadata.identifier.as_bytes());
    [volume.as_slice(), contents.finalize().as_slice()].map(|digest| {
        let bytes = digest.iter().take(IDENTIFIER_BYTES).copied().collect();
        Object::String(bytes, StringFormat::Hexadecimal)
    })
}
