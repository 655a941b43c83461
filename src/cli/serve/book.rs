//! An EPUB into its chapters and files.

use std::io::{Cursor, Read as _};

use roxmltree::{Document, Node, ParsingOptions};
use serde::Serialize;
use zip::ZipArchive;

use crate::Bookmark;

/// The folder of the documents in the EPUBs that huikan writes.
const FOLDER: &str = "OEBPS/";

/// The largest file of a book that is shown.
const MOST: u64 = 1 << 28;

/// A place to go to in a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Chapter {
    pub(super) title: String,
    /// The document in the EPUB.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<String>,
    /// The page of the PDF, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) page: Option<usize>,
    /// 1, or more below another.
    pub(super) level: usize,
}

impl Chapter {
    /// A bookmark of a PDF.
    pub(super) fn of(bookmark: &Bookmark) -> Self {
        let Bookmark { title, page, level } = bookmark.clone();
        Self { title, href: None, page: Some(page), level }
    }
}

/// A file of an EPUB.
pub(super) fn file(epub: &[u8], name: &str) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(epub)).ok()?;
    let file = archive.by_name(name).ok()?;
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// The documents of an EPUB as its navigation lists them: those before the contents, then what
/// the contents say.
pub(super) fn chapters(epub: &[u8]) -> Vec<Chapter> {
    let text = file(epub, &format!("{FOLDER}nav.xhtml")).unwrap_or_default();
    let text = String::from_utf8(text).unwrap_or_default();
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(&text, options) else {
        return Vec::new();
    };
    let mut chapters: Vec<Chapter> = Vec::new();
    for kind in ["landmarks", "toc"] {
        let navigation = document.descendants().find(|node| is_of(*node, kind));
        let links = navigation.into_iter().flat_map(|list| list.descendants());
        // Where the text begins stands in the contents too.
        let links = links.filter(|node| {
            node.has_tag_name((XHTML, "a")) && !is_of(*node, "bodymatter")
        });
        for chapter in links.filter_map(chapter) {
            if !chapters.iter().any(|known| known.href == chapter.href) {
                chapters.push(chapter);
            }
        }
    }
    chapters
}

const XHTML: &str = "http://www.w3.org/1999/xhtml";
const OPS: &str = "http://www.idpf.org/2007/ops";

/// Whether an element says that it is of a kind.
fn is_of(node: Node<'_, '_>, kind: &str) -> bool {
    node.attribute((OPS, "type")) == Some(kind)
}

fn chapter(link: Node<'_, '_>) -> Option<Chapter> {
    let href = link.attribute("href")?;
    let texts = link.descendants().filter(Node::is_text);
    let title: String = texts.filter_map(|node| node.text()).collect();
    let level = link.ancestors().filter(|node| node.has_tag_name((XHTML, "ol"))).count();
    Some(Chapter { title, href: Some(format!("{FOLDER}{href}")), page: None, level })
}

/// The media type of a file by its name.
pub(super) fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "xhtml" => "application/xhtml+xml; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        _ => "application/octet-stream",
    }
}
