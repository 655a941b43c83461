//! A finished document into bytes: streams deflated in parallel, identifier, object
//! streams.

use flate2::{Compress, Compression, FlushCompress, Status};
use lopdf::{Document, Object, SaveOptions, Stream, StringFormat};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::page::Metadata;

/// How hard streams are deflated. At level 6 files are three per cent smaller and streams
/// take up to twice the time; at level 1 they are a sixth larger (docs/benchmarks.md).
const LEVEL: u32 = 2;

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
    let compressor = || Compress::new(Compression::new(LEVEL), true);
    streams.into_par_iter().try_for_each_init(compressor, deflate)?;

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

/// Deflates a stream. A compressor starts anew with each, so that its place in the work of
/// a thread does not show.
fn deflate(compressor: &mut Compress, stream: &mut Stream) -> lopdf::Result<()> {
    let plain = &stream.content;
    compressor.reset();
    // What does not fit is not worth it: the stream stays as it is.
    let mut packed = Vec::with_capacity(plain.len());
    let finish = FlushCompress::Finish;
    let status = compressor.compress_vec(plain, &mut packed, finish);
    if status.map_err(std::io::Error::from)? == Status::StreamEnd {
        packed.shrink_to_fit();
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
