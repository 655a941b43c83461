//! Bytes into fewer bytes: DEFLATE (RFC 1951), bare for the container of an EPUB or with
//! the frame of zlib (RFC 1950) for the streams of a PDF.
//!
//! Whole buffers are packed, each anew, so that the same bytes give the same bytes in any
//! thread and after any others.

use libdeflater::{CompressionError, CompressionLvl, Compressor};

/// How hard is packed: level 1 makes files within one per cent of zlib's level 3 in half
/// its time (docs/benchmarks.md).
const LEVEL: i32 = 1;

/// What packs, one for many buffers: to make one takes longer than most of them.
pub(crate) struct Deflater {
    compressor: Compressor,
    /// Room for the longest buffer so far.
    room: Vec<u8>,
}

impl Deflater {
    pub(crate) fn new() -> Self {
        let level = CompressionLvl::new(LEVEL).unwrap_or_default();
        Self { compressor: Compressor::new(level), room: Vec::new() }
    }

    /// Packs a buffer, bare; `None` when that does not make it smaller.
    pub(crate) fn bare(&mut self, plain: &[u8]) -> Option<Vec<u8>> {
        self.pack(plain, Compressor::deflate_compress)
    }

    /// Packs a buffer in the frame of zlib; `None` when that does not make it smaller.
    pub(crate) fn framed(&mut self, plain: &[u8]) -> Option<Vec<u8>> {
        self.pack(plain, Compressor::zlib_compress)
    }

    /// Packs into as much room as the buffer has: what does not fit is not worth it.
    fn pack(&mut self, plain: &[u8], method: Method) -> Option<Vec<u8>> {
        if self.room.len() < plain.len() {
            self.room.resize(plain.len(), 0);
        }
        let room = self.room.get_mut(..plain.len())?;
        let length = method(&mut self.compressor, plain, room).ok()?;
        room.get(..length).map(<[u8]>::to_vec)
    }
}

type Method = fn(&mut Compressor, &[u8], &mut [u8]) -> Result<usize, CompressionError>;

/// The CRC-32 of bytes, as ZIP and PNG have it.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    libdeflater::crc32(bytes)
}
