//! Documents and resources into the files of a package.
//!
//! epub-builder writes what describes the package: container, package document, NCX. It is
//! given the names of resources, but empty contents: its `Zip` trait cannot be named
//! outside its crate (0.8.3), so its archive is read back, and the contents meet the
//! description in our own container. What it cannot say, or only slowly, is put right here
//! and nowhere else:
//!
//! - the documents in manifest, spine, guide and NCX (`listing`);
//! - all metadata (it knows no roles, subtitles, publishers or collections, takes UUIDs
//!   only, gives creators and languages one id, and reads the clock);
//! - the language of the package document;
//! - identifier, depth and language of the NCX;
//! - nav.xhtml (ours has part titles, landmarks by template, a place for a page list);
//! - Apple's display options, which claim fonts: only a book that brings some has them.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::io::Read as _;

use epub_builder::{EpubBuilder, EpubVersion, ZipLibrary};

use ::zip::ZipArchive;
use ::zip::result::ZipResult;

use crate::article::{Image, ImageFormat};
use crate::epub::book::Book;
use crate::epub::breaks::PageEntry;
use crate::epub::listing;
use crate::epub::metadata::metadata;
use crate::epub::obfuscation::{self, obfuscate};
use crate::epub::outline::Document;
use crate::epub::template::{MAIN_SHEET, Sheet};
use crate::epub::text::escape;
use crate::epub::zip;

/// The folder of the package document in the container, as epub-builder has it.
pub(super) const FOLDER: &str = "OEBPS/";

/// The files that epub-builder writes and we keep.
const KEPT: [&str; 3] = ["META-INF/container.xml", "OEBPS/content.opf", "OEBPS/toc.ncx"];

/// Apple Books shows a book's own fonts only when this file says so.
const DISPLAY_OPTIONS: (&str, &str) = (
    "META-INF/com.apple.ibooks.display-options.xml",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<display_options>\n  <platform name=\"*\">\n    \
     <option name=\"specified-fonts\">true</option>\n  </platform>\n</display_options>\n",
);

/// Everything that goes into an EPUB.
pub(super) struct Package<'a> {
    /// Facts for the metadata.
    pub(super) book: &'a Book<'a>,
    /// Where among the documents the contents list stands, when it is a page of the book.
    pub(super) contents_at: Option<usize>,
    /// The documents in reading order…
    pub(super) documents: &'a [Document<'a>],
    /// … and the same as XHTML.
    pub(super) written: Vec<String>,
    /// The navigation document.
    pub(super) contents: String,
    /// The printed pages that documents mark.
    pub(super) page_list: Vec<PageEntry>,
    /// The style sheets.
    pub(super) styles: Vec<Sheet>,
    /// The cover picture.
    pub(super) cover: Option<Resource>,
    /// The other pictures.
    pub(super) images: Vec<Resource>,
    /// Fonts.
    pub(super) fonts: Vec<Resource>,
    /// Whether these are obfuscated.
    pub(super) is_obfuscated: bool,
}

/// A picture or a font in the package.
pub(super) struct Resource {
    pub(super) name: String,
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
}

impl Resource {
    /// An image under a name.
    pub(super) fn image(name: &str, image: &Image) -> Self {
        let media_type = match image.format {
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Png => "image/png",
            ImageFormat::Svg => "image/svg+xml",
        };
        Self { name: name.to_owned(), media_type, bytes: image.bytes.to_vec() }
    }
}

impl Package<'_> {
    /// The bytes of the EPUB, or what went wrong.
    pub(super) fn assemble(
        self,
        memory: Option<&mut zip::Memory>,
    ) -> Result<Vec<u8>, String> {
        let mut files = self.description()?;
        revised(&mut files, "OEBPS/content.opf", |package| self.revise(package))?;
        revised(&mut files, "OEBPS/toc.ncx", |ncx| self.revise_contents(ncx))?;
        let mut add = |name: &str, bytes| files.insert(format!("{FOLDER}{name}"), bytes);
        for (document, text) in self.documents.iter().zip(self.written) {
            add(&document.name, text.into_bytes());
        }
        add("nav.xhtml", self.contents.into_bytes());
        for sheet in self.styles {
            add(sheet.name, sheet.text.into_bytes());
        }
        let has_fonts = !self.fonts.is_empty();
        let mut fonts = self.fonts;
        let hidden = self.is_obfuscated && has_fonts;
        let hidden = hidden.then(|| obfuscate(&mut fonts, &self.book.facts.identifier));
        for resource in self.cover.into_iter().chain(self.images).chain(fonts) {
            add(&resource.name, resource.bytes);
        }
        if has_fonts {
            files.insert(DISPLAY_OPTIONS.0.to_owned(), DISPLAY_OPTIONS.1.into());
        }
        if let Some(list) = hidden {
            files.insert(obfuscation::LIST.to_owned(), list.into_bytes());
        }
        zip::write(files, memory)
    }

    /// What describes the package, in the words of epub-builder.
    fn description(&self) -> Result<BTreeMap<String, Vec<u8>>, String> {
        let archive = self.describe().map_err(|error| error.to_string())?;
        read_back(&archive).map_err(|error| error.to_string())
    }

    /// Has epub-builder describe the package: an archive without documents.
    fn describe(&self) -> epub_builder::Result<Vec<u8>> {
        let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
        builder.epub_version(EpubVersion::V33);
        // The only use of this name that stays is the title of the NCX.
        builder.set_toc_name(&self.book.facts.title);
        builder.stylesheet(&b""[..])?;
        for sheet in self.styles.iter().filter(|sheet| sheet.name != MAIN_SHEET) {
            builder.add_resource(sheet.name, &b""[..], "text/css")?;
        }
        if let Some(cover) = &self.cover {
            builder.add_cover_image(&cover.name, &b""[..], cover.media_type)?;
        }
        for resource in self.images.iter().chain(&self.fonts) {
            builder.add_resource(&resource.name, &b""[..], resource.media_type)?;
        }
        let mut archive = Vec::new();
        builder.generate(&mut archive)?;
        Ok(archive)
    }

    /// Puts right what epub-builder cannot say of the package.
    fn revise(&self, package: &mut Revision) -> Result<(), String> {
        let facts = &self.book.facts;
        let language = escape(&facts.language);
        let metadata = metadata(self.book, self.cover.is_some(), &self.page_list);
        package.between("<metadata", "</metadata>", &metadata)?;
        let head = format!(
            "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"identifier\" xml:lang=\"{language}\">"
        );
        package.between("<package", ">", &head)?;
        let items = listing::items(self.documents);
        package.between("</manifest>", "", &format!("{items}</manifest>"))?;
        let direction = if self.book.is_vertical { "rtl" } else { "ltr" };
        let spine = listing::spine(self.documents, self.contents_at, direction);
        package.between("<spine", "</spine>", &spine)?;
        let guide = listing::guide(self.documents, &facts.title);
        package.between("<guide>", "</guide>", &guide)
    }

    /// Puts right what it cannot say in the NCX.
    fn revise_contents(&self, ncx: &mut Revision) -> Result<(), String> {
        let facts = &self.book.facts;
        let (identifier, language) = (escape(&facts.identifier), escape(&facts.language));
        let is_deep = self.documents.iter().any(|document| document.in_part);
        let depth = if is_deep { 2 } else { 1 };
        let facts_of_all = format!(
            "<meta name=\"dtb:uid\" content=\"{identifier}\"/>\n    \
             <meta name=\"dtb:depth\" content=\"{depth}\"/>"
        );
        ncx.between("<meta name=\"dtb:depth\"", "/>", &facts_of_all)?;
        let head = format!(
            "<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\" \
             xml:lang=\"{language}\">"
        );
        ncx.between("<ncx", ">", &head)?;
        let points = listing::points(self.documents, &facts.title);
        let points = format!("<navMap>\n{points}\n  </navMap>");
        ncx.between("<navMap>", "</navMap>", &points)?;
        if !self.page_list.is_empty() {
            ncx.between("</navMap>", "", &format!("</navMap>\n{}", self.page_targets()))?;
        }
        Ok(())
    }

    /// The page list of the NCX.
    fn page_targets(&self) -> String {
        let label = escape(self.book.words().pages());
        let mut list =
            format!("  <pageList>\n    <navLabel><text>{label}</text></navLabel>\n");
        for (entry, place) in self.page_list.iter().zip(1..) {
            let (number, href) = (escape(&entry.number), &entry.href);
            let is_roman = number.parse::<u32>().is_err();
            let (kind, value) = match is_roman {
                true => ("front", String::new()),
                false => ("normal", format!(" value=\"{number}\"")),
            };
            list.push_str(&format!(
                "    <pageTarget id=\"page{place}\" type=\"{kind}\"{value}>\
                 <navLabel><text>{number}</text></navLabel><content src=\"{href}\"/>\
                 </pageTarget>\n"
            ));
        }
        list + "  </pageList>"
    }
}

/// A text of epub-builder's under revision.
struct Revision {
    name: &'static str,
    text: String,
}

/// Revises a file.
fn revised(
    files: &mut BTreeMap<String, Vec<u8>>,
    name: &'static str,
    revise: impl FnOnce(&mut Revision) -> Result<(), String>,
) -> Result<(), String> {
    let bytes = files.remove(name).ok_or_else(|| format!("{name} is missing"))?;
    let text = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut revision = Revision { name, text };
    revise(&mut revision)?;
    files.insert(name.to_owned(), revision.text.into_bytes());
    Ok(())
}

impl Revision {
    /// Replaces the first run of text from `start` to the end of the next `end`. All that
    /// comes from articles is escaped, so the marks cannot stand in it.
    fn between(&mut self, start: &str, end: &str, new: &str) -> Result<(), String> {
        let missing = || format!("{} has no {start}", self.name);
        let from = self.text.find(start).ok_or_else(missing)?;
        let after = from + start.len();
        let to = self.text[after..].find(end).ok_or_else(missing)?;
        self.text.replace_range(from..after + to + end.len(), new);
        Ok(())
    }
}

/// The files we keep of epub-builder's archive.
fn read_back(archive: &[u8]) -> ZipResult<BTreeMap<String, Vec<u8>>> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    let mut files = BTreeMap::new();
    for name in KEPT {
        let mut bytes = Vec::new();
        archive.by_name(name)?.read_to_end(&mut bytes)?;
        files.insert(name.to_owned(), bytes);
    }
    Ok(files)
}
