//! Files into the container of an EPUB.
//!
//! `mimetype` stands first and is stored, `META-INF/container.xml` second, the rest in
//! the order of their names. Times are the container format's earliest, so that the same
//! files give the same bytes. EPUB 3.3 section 4.2 (OCF ZIP container).

use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Write;

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The media type that every EPUB declares in its first file.
pub(super) const MIMETYPE: &[u8] = b"application/epub+zip";

/// The name of that file.
pub(super) const MIMETYPE_NAME: &str = "mimetype";

/// The file that tells readers where the package document is.
pub(super) const CONTAINER: &str = "META-INF/container.xml";

/// Writes the container. Files are compressed in parallel, each in an archive of its
/// own, then copied side by side.
pub(super) fn write(
    files: &BTreeMap<String, Vec<u8>>,
) -> zip::result::ZipResult<Vec<u8>> {
    let mut order: Vec<(&String, &Vec<u8>)> = files.iter().collect();
    order.sort_by_key(|(name, _)| *name != CONTAINER);
    let packed: Vec<zip::result::ZipResult<Vec<u8>>> =
        order.into_par_iter().map(|(name, bytes)| single(name, bytes)).collect();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(MIMETYPE_NAME, options(CompressionMethod::Stored))?;
    writer.write_all(MIMETYPE)?;
    for archive in packed {
        let mut archive = ZipArchive::new(Cursor::new(archive?))?;
        writer.raw_copy_file(archive.by_index_raw(0)?)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// An archive of one file.
fn single(name: &str, bytes: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file(name, options(method(name)))?;
    writer.write_all(bytes)?;
    Ok(writer.finish()?.into_inner())
}

/// Pictures are compressed already: a second time costs time and gains nothing.
fn method(name: &str) -> CompressionMethod {
    if name.ends_with(".png") || name.ends_with(".jpg") {
        CompressionMethod::Stored
    } else {
        CompressionMethod::Deflated
    }
}

fn options(method: CompressionMethod) -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}
