//! A finished document into bytes: streams deflated in parallel, identifier, object
//! streams.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Document, Object, SaveOptions, Stream, StringFormat};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::page::Metadata;

/// How hard streams are deflated: the level after which text gains a few per cent for
/// twice the time.
const LEVEL: u32 = 6;

/// Bytes of a file identifier, as MD5 gave them when the standard was written.
const IDENTIFIER_BYTES: usize = 16;

/// Objects in an object stream: readers unpack a whole stream to reach one object.
const OBJECTS_PER_STREAM: usize = 200;

/// Writes a document.
pub(super) fn save(
    mut document: Document,
    metadata: &Metadata,
) -> lopdf::Result<Vec<u8>> {
    let streams: Vec<&mut Stream> = document
        .objects
        .values_mut()
        .filter_map(|object| object.as_stream_mut().ok())
        .filter(|stream| stream.allows_compression && !stream.dict.has(b"Filter"))
        .collect();
    streams.into_par_iter().try_for_each(deflate)?;

    let [permanent, current] = identifiers(&document, metadata);
    document.trailer.set("ID", vec![permanent, current]);
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        .max_objects_per_stream(OBJECTS_PER_STREAM)
        .compression_level(LEVEL)
        .build();
    let mut bytes = Vec::new();
    document.save_with_options(&mut bytes, options)?;
    Ok(bytes)
}

/// Deflates a stream.
fn deflate(stream: &mut Stream) -> lopdf::Result<()> {
    let plain = &stream.content;
    let mut encoder =
        ZlibEncoder::new(Vec::with_capacity(plain.len() / 2), Compression::new(LEVEL));
    encoder.write_all(plain)?;
    let packed = encoder.finish()?;
    if packed.len() < plain.len() {
        stream.dict.set("Filter", "FlateDecode");
        stream.set_content(packed);
    }
    Ok(())
}

/// The identifier that editions of a volume share and the one of these very contents.
fn identifiers(document: &Document, metadata: &Metadata) -> [Object; 2] {
    let mut contents = Sha256::new();
    for object in document.objects.values() {
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
