//! Bytes into fewer bytes: DEFLATE (RFC 1951), bare for the container of an EPUB or with
//! the frame of zlib (RFC 1950) for the streams of a PDF.
//!
//! Whole buffers are packed, each anew, so that the same bytes give the same bytes in any
//! thread and after any others.

use libdeflater::{CompressionLvl, Compressor};

/// How hard is packed: level 1 makes files as small as zlib's level 3 in less than half its
/// time (docs/benchmarks.md).
const LEVEL: i32 = 1;

/// What packs, one for many buffers: to make one takes longer than most of them.
pub(crate) struct Deflater(Compressor);

impl Deflater {
    pub(crate) fn new() -> Self {
        Self(Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default()))
    }

    /// Packs a buffer, bare; `None` when that does not make it smaller.
    pub(crate) fn bare(&mut self, plain: &[u8]) -> Option<Vec<u8>> {
        into_fewer(plain, |plain, packed| self.0.deflate_compress(plain, packed))
    }

    /// Packs a buffer in the frame of zlib; `None` when that does not make it smaller.
    pub(crate) fn framed(&mut self, plain: &[u8]) -> Option<Vec<u8>> {
        into_fewer(plain, |plain, packed| self.0.zlib_compress(plain, packed))
    }
}

/// Packs into the space of the buffer itself: what does not fit is not worth it.
fn into_fewer<E>(
    plain: &[u8],
    pack: impl FnOnce(&[u8], &mut [u8]) -> Result<usize, E>,
) -> Option<Vec<u8>> {
    let mut packed = vec![0; plain.len()];
    let length = pack(plain, &mut packed).ok()?;
    packed.truncate(length);
    packed.shrink_to_fit();
    Some(packed)
}

/// The CRC-32 of bytes, as ZIP and PNG have it.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    libdeflater::crc32(bytes)
}
