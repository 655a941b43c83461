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

use rayon::prelude::*;

use crate::deflate::{Deflater, checksum};

/// The media type that every EPUB declares in its first file.
pub(super) const MIMETYPE: &[u8] = b"application/epub+zip";

/// The name of that file.
pub(super) const MIMETYPE_NAME: &str = "mimetype";

/// The file that tells readers where the package document is.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// Writes the container, or says what is too large for it.
pub(super) fn write(
    files: BTreeMap<String, Vec<u8>>,
    memory: Option<&mut Memory>,
) -> Result<Vec<u8>, String> {
    let mut order: Vec<(&String, &Vec<u8>)> = files.iter().collect();
    order.sort_by_key(|(name, _)| *name != CONTAINER);
    let mimetype = Entry::stored(MIMETYPE_NAME, MIMETYPE);
    let known = memory.as_deref();
    let others: Vec<Entry> = order
        .into_par_iter()
        .map_init(Deflater::new, |deflater, (name, bytes)| match is_compressed(name) {
            true => Entry::stored(name, bytes),
            false => known
                .and_then(|known| known.entry(name, bytes))
                .unwrap_or_else(|| Entry::deflated(deflater, name, bytes)),
        })
        .collect();
    let all: Vec<Entry> = std::iter::once(mimetype).chain(others).collect();
    let joined = join(&all)?;
    let is_packed = |entry: &Entry<'_>| known.is_some() && entry.method == DEFLATED;
    let packed = all.into_iter().filter(is_packed);
    let own = |entry: Entry<'_>| {
        (entry.name.to_owned(), entry.checksum, entry.data.into_owned())
    };
    let packed: Vec<_> = packed.map(own).collect();
    if let Some(memory) = memory {
        memory.keep(files, packed);
    }
    Ok(joined)
}

/// The files of the last round, and what they were compressed to.
#[derive(Debug, Default)]
pub(super) struct Memory {
    files: BTreeMap<String, Packed>,
}

#[derive(Debug)]
struct Packed {
    plain: Vec<u8>,
    checksum: u32,
    data: Vec<u8>,
}

impl Memory {
    /// A file by heart, when it is what it was.
    fn entry<'a>(&'a self, name: &'a str, bytes: &[u8]) -> Option<Entry<'a>> {
        let packed = self.files.get(name).filter(|packed| packed.plain == bytes)?;
        let Packed { plain, checksum, data } = packed;
        let (checksum, size, data) = (*checksum, plain.len(), data.as_slice().into());
        Some(Entry { name, method: DEFLATED, checksum, size, data })
    }

    fn keep(
        &mut self,
        mut files: BTreeMap<String, Vec<u8>>,
        packed: Vec<(String, u32, Vec<u8>)>,
    ) {
        let packed = packed.into_iter().filter_map(|(name, checksum, data)| {
            let plain = files.remove(&name)?;
            Some((name, Packed { plain, checksum, data }))
        });
        self.files = packed.collect();
    }
}

/// The method of files that are compressed.
const DEFLATED: u16 = 8;

/// Pictures are compressed already: a second time costs time and gains nothing.
fn is_compressed(name: &str) -> bool {
    name.ends_with(".png") || name.ends_with(".jpg")
}

/// A file as it stands in the container.
struct Entry<'a> {
    name: &'a str,
    /// 0 is stored, 8 is deflated.
    method: u16,
    checksum: u32,
    size: usize,
    data: std::borrow::Cow<'a, [u8]>,
}

impl<'a> Entry<'a> {
    fn stored(name: &'a str, bytes: &'a [u8]) -> Self {
        let (checksum, size) = (checksum(bytes), bytes.len());
        Self { name, method: 0, checksum, size, data: bytes.into() }
    }

    /// A file in the fewest bytes: what does not become smaller is stored.
    fn deflated(deflater: &mut Deflater, name: &'a str, bytes: &'a [u8]) -> Self {
        let Some(data) = deflater.bare(bytes) else { return Self::stored(name, bytes) };
        let (checksum, size) = (checksum(bytes), bytes.len());
        Self { name, method: DEFLATED, checksum, size, data: data.into() }
    }

    /// What the local header and the central directory say alike.
    fn facts(&self) -> Result<Vec<u8>, String> {
        let sizes = [self.checksum, fit(self.data.len())?, fit(self.size)?];
        let name = u16::try_from(self.name.len()).map_err(|error| error.to_string())?;
        let shorts = [VERSION, UTF_8, self.method, MIDNIGHT, FIRST_DAY];
        let mut facts: Vec<u8> = shorts.iter().flat_map(|n| n.to_le_bytes()).collect();
        facts.extend(sizes.iter().flat_map(|n| n.to_le_bytes()));
        // No extra field: the first file must have none (EPUB 3.3 section 4.2.2).
        facts.extend([name, 0].iter().flat_map(|n| n.to_le_bytes()));
        Ok(facts)
    }
}

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
fn join(entries: &[Entry]) -> Result<Vec<u8>, String> {
    let data: usize = entries.iter().map(|entry| entry.data.len()).sum();
    let names: usize = entries.iter().map(|entry| entry.name.len() + 80).sum();
    let mut out = Vec::with_capacity(data + names * 2);
    let mut directory = Vec::with_capacity(names);
    for entry in entries {
        let (facts, start) = (entry.facts()?, fit(out.len())?);
        directory.extend(b"PK\x01\x02");
        directory.extend(MADE_BY.to_le_bytes());
        directory.extend(&facts);
        // No comment, the first disk, no attributes of DOS.
        directory.extend([0; 6]);
        directory.extend(PERMISSIONS.to_le_bytes());
        directory.extend(start.to_le_bytes());
        directory.extend(entry.name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(facts);
        out.extend(entry.name.as_bytes());
        out.extend(&*entry.data);
    }
    let count = u16::try_from(entries.len()).map_err(|error| error.to_string())?;
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
