//! Files into the container of an EPUB.
//!
//! `mimetype` stands first and is stored, `META-INF/container.xml` second, the rest in
//! the order of their names. Times are the container format's earliest, so that the same
//! files give the same bytes. EPUB 3.3 section 4.2 (OCF ZIP container).
//!
//! Files are compressed in parallel, with one compressor for each run of them, and then
//! only joined. The `zip` crate makes a compressor for every file and takes no data that
//! is compressed already, so its part of the format is written here: APPNOTE.TXT 6.3.10,
//! sections 4.3.7, 4.3.12 and 4.3.16, without Zip64.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::deflate::{Deflater, checksum};

/// The media type that every EPUB declares in its first file.
pub(super) const MIMETYPE: &[u8] = b"application/epub+zip";

/// The name of that file.
pub(super) const MIMETYPE_NAME: &str = "mimetype";

/// The file that tells readers where the package document is.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// The bytes of a file, shared with whoever made them.
#[derive(Debug, Clone)]
pub(super) enum Content {
    Text(Arc<String>),
    Bytes(Arc<[u8]>),
}

impl Content {
    pub(super) fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Self::Text(Arc::new(text))
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes.into())
    }
}

impl PartialEq for Content {
    /// Most are compared with themselves.
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.as_bytes(), other.as_bytes())
            || self.as_bytes() == other.as_bytes()
    }
}

/// The files of the last round as they stand in the container, by name.
#[derive(Debug, Default)]
pub(super) struct Memory {
    entries: BTreeMap<String, Entry>,
}

/// Writes the container, or says what is too large for it. Files that are in `memory` are not
/// compressed again; those of this round are in it afterwards.
pub(super) fn write(
    files: BTreeMap<String, Content>,
    memory: &mut Memory,
) -> Result<Vec<u8>, String> {
    let mut known = std::mem::take(&mut memory.entries);
    let with_known = |(name, content): (String, Content)| {
        let entry = known.remove(&name).filter(|entry| entry.content == content);
        (name, content, entry)
    };
    let files: Vec<_> = files.into_iter().map(with_known).collect();
    let entries: Vec<(String, Entry)> = files
        .into_par_iter()
        .map_init(Deflater::new, |deflater, (name, content, known)| {
            let entry = known.unwrap_or_else(|| match is_compressed(&name) {
                true => Entry::stored(content),
                false => Entry::deflated(deflater, content),
            });
            (name, entry)
        })
        .collect();
    memory.entries = entries.into_iter().collect();
    join(&memory.entries)
}

/// Pictures are compressed already: a second time costs time and gains nothing.
fn is_compressed(name: &str) -> bool {
    name.ends_with(".png") || name.ends_with(".jpg")
}

/// A file as it stands in the container.
#[derive(Debug)]
struct Entry {
    content: Content,
    /// What it was deflated to; `None` when it is stored as it is.
    packed: Option<Vec<u8>>,
    checksum: u32,
}

impl Entry {
    fn stored(content: Content) -> Self {
        Self { checksum: checksum(content.as_bytes()), packed: None, content }
    }

    /// A file in the fewest bytes: what does not become smaller is stored.
    fn deflated(deflater: &mut Deflater, content: Content) -> Self {
        let packed = deflater.bare(content.as_bytes());
        Self { packed, ..Self::stored(content) }
    }

    /// Its bytes in the container.
    fn data(&self) -> &[u8] {
        self.packed.as_deref().unwrap_or_else(|| self.content.as_bytes())
    }

    /// Adds what the local header and the central directory say alike.
    fn describe(&self, name: &str, out: &mut Vec<u8>) -> Result<(), String> {
        let method = if self.packed.is_some() { DEFLATED } else { STORED };
        for short in [VERSION, UTF_8, method, MIDNIGHT, FIRST_DAY] {
            out.extend(short.to_le_bytes());
        }
        let plain = self.content.as_bytes();
        for long in [self.checksum, fit(self.data().len())?, fit(plain.len())?] {
            out.extend(long.to_le_bytes());
        }
        let name = u16::try_from(name.len()).map_err(|error| error.to_string())?;
        out.extend(name.to_le_bytes());
        // No extra field: the first file must have none (EPUB 3.3 section 4.2.2).
        out.extend([0; 2]);
        Ok(())
    }
}

/// The methods of files that stand as they are and of files that are deflated.
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// Version 2.0 of the format has folders and deflate.
const VERSION: u16 = 20;

/// Made by version 2.0 on a Unix, whose permissions follow.
const MADE_BY: u16 = 3 << 8 | VERSION;

/// A plain file that all may read.
const PERMISSIONS: u32 = 0o100_644 << 16;

/// The flag of names in UTF-8.
const UTF_8: u16 = 1 << 11;

/// The earliest time: midnight of the first of January 1980.
const MIDNIGHT: u16 = 0;
const FIRST_DAY: u16 = 1 << 5 | 1;

/// The entries, each after its header, then the directory of them.
fn join(entries: &BTreeMap<String, Entry>) -> Result<Vec<u8>, String> {
    let mimetype = Entry::stored(MIMETYPE.to_vec().into());
    let others = entries.iter().filter(|(name, _)| *name != CONTAINER);
    let first = [(MIMETYPE_NAME, &mimetype)].into_iter();
    let first = first.chain(entries.get(CONTAINER).map(|entry| (CONTAINER, entry)));
    let all: Vec<_> = first.chain(others.map(|(name, entry)| (&**name, entry))).collect();
    let data: usize = all.iter().map(|(_, entry)| entry.data().len()).sum();
    let names: usize = all.iter().map(|(name, _)| name.len() + 80).sum();
    let mut out = Vec::with_capacity(data + names * 2);
    let mut directory = Vec::with_capacity(names);
    for (name, entry) in &all {
        let start = fit(out.len())?;
        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        entry.describe(name, &mut directory)?;
        // No comment, the first disk, no attributes of DOS.
        directory.extend([0; 6]);
        directory.extend(PERMISSIONS.to_le_bytes());
        directory.extend(start.to_le_bytes());
        directory.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        entry.describe(name, &mut out)?;
        out.extend(name.as_bytes());
        out.extend(entry.data());
    }
    let count = u16::try_from(all.len()).map_err(|error| error.to_string())?;
    let (start, size) = (fit(out.len())?, fit(directory.len())?);
    out.append(&mut directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].iter().flat_map(|n| n.to_le_bytes()));
    out.extend([size, start].iter().flat_map(|n| n.to_le_bytes()));
    out.extend([0; 2]);
    Ok(out)
}

/// A length as the format has it.
fn fit(length: usize) -> Result<u32, String> {
    u32::try_from(length).map_err(|_| "a file of more than 4 GB".to_owned())
}
