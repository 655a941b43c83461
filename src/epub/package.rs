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
use std::sync::Arc;

use epub_builder::{EpubBuilder, EpubVersion, ZipLibrary};

use ::zip::ZipArchive;
use ::zip::result::ZipResult;

use crate::article::{Image, ImageFormat};
use crate::epub::listing::Lists;
use crate::epub::memory::Last;
use crate::epub::metadata::metadata;
use crate::epub::obfuscation::{self, obfuscate};
use crate::epub::template::{MAIN_SHEET, Sheet};
use crate::epub::text::escape;
use crate::epub::xhtml::Holds;
use crate::epub::zip::{self, Content};

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
    /// What it lists.
    pub(super) lists: Arc<Lists>,
    /// The documents in reading order as XHTML.
    pub(super) documents: Vec<Arc<String>>,
    /// What is found in them.
    pub(super) holds: Holds,
    /// The edition on paper whose pages they mark.
    pub(super) edition: Option<&'a str>,
    /// The navigation document.
    pub(super) contents: Arc<String>,
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
    pub(super) content: Content,
}

impl Resource {
    /// An image under a name.
    pub(super) fn image(name: &str, image: &Image) -> Self {
        let media_type = match image.format {
            ImageFormat::Jpeg => "image/jpeg",
            ImageFormat::Png => "image/png",
            ImageFormat::Svg => "image/svg+xml",
        };
        let content = Content::Bytes(Arc::clone(&image.bytes));
        Self { name: name.to_owned(), media_type, content }
    }

    fn item(&self) -> Item {
        (self.name.clone(), self.media_type)
    }
}

/// What the description of a package is made from.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Inventory {
    pub(super) lists: Arc<Lists>,
    /// What is found in the documents.
    pub(super) holds: Holds,
    /// The edition on paper whose pages they mark.
    pub(super) edition: Option<String>,
    /// What is there beside them.
    pub(super) resources: Resources,
}

/// The resources of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Resources {
    /// Names of style sheets beside the main one.
    sheets: Vec<&'static str>,
    pub(super) cover: Option<Item>,
    /// Pictures and fonts.
    others: Vec<Item>,
}

/// Name and media type of a resource.
type Item = (String, &'static str);

/// The files that describe a package, by their names in the container.
type Description = BTreeMap<&'static str, Arc<String>>;

/// What the last round had described.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// By epub-builder, of a book with this title.
    drafts: Last<(String, Resources), Description>,
    description: Last<Inventory, Description>,
}

impl Package<'_> {
    /// The bytes of the EPUB, or what went wrong.
    pub(super) fn assemble(
        self,
        memory: &mut Memory,
        container: &mut zip::Memory,
    ) -> Result<Vec<u8>, String> {
        let description = self.inventory().description(memory)?;
        let named = description.into_iter();
        let mut files: BTreeMap<String, Content> =
            named.map(|(name, text)| (name.to_owned(), Content::Text(text))).collect();
        let mut add = |name: &str, content| {
            files.insert([FOLDER, name].concat(), content);
        };
        for (line, text) in self.lists.lines.iter().zip(self.documents) {
            add(&line.name, Content::Text(text));
        }
        add("nav.xhtml", Content::Text(self.contents));
        for sheet in self.styles {
            add(sheet.name, Content::Text(sheet.text));
        }
        let has_fonts = !self.fonts.is_empty();
        let mut fonts = self.fonts;
        let hidden = self.is_obfuscated && has_fonts;
        let identifier = &self.lists.facts().identifier;
        let hidden = hidden.then(|| obfuscate(&mut fonts, identifier));
        for resource in self.cover.into_iter().chain(self.images).chain(fonts) {
            add(&resource.name, resource.content);
        }
        if has_fonts {
            files.insert(
                DISPLAY_OPTIONS.0.to_owned(),
                DISPLAY_OPTIONS.1.to_owned().into(),
            );
        }
        if let Some(list) = hidden {
            files.insert(obfuscation::LIST.to_owned(), list.into());
        }
        zip::write(files, container)
    }

    fn inventory(&self) -> Inventory {
        let sheets = self.styles.iter().map(|sheet| sheet.name);
        Inventory {
            lists: Arc::clone(&self.lists),
            holds: self.holds,
            edition: self.edition.map(str::to_owned),
            resources: Resources {
                sheets: sheets.filter(|name| *name != MAIN_SHEET).collect(),
                cover: self.cover.as_ref().map(Resource::item),
                others: self
                    .images
                    .iter()
                    .chain(&self.fonts)
                    .map(Resource::item)
                    .collect(),
            },
        }
    }
}

impl Inventory {
    /// The files that describe the package.
    fn description(self, memory: &mut Memory) -> Result<Description, String> {
        let Memory { drafts, description } = memory;
        description.made(self, |inventory| {
            let of = (inventory.lists.facts().title.clone(), inventory.resources.clone());
            let mut files =
                drafts.made(of, |(title, resources)| resources.draft(title))?;
            revised(&mut files, "OEBPS/content.opf", |package| {
                inventory.revise(package)
            })?;
            revised(&mut files, "OEBPS/toc.ncx", |ncx| inventory.revise_contents(ncx))?;
            Ok(files)
        })
    }

    /// Puts right what epub-builder cannot say of the package. What stands last goes first,
    /// because all that is said makes the way to it long.
    fn revise(&self, package: &mut Revision) -> Result<(), String> {
        package.between("<guide>", "</guide>", &self.lists.guide())?;
        package.between("<spine", "</spine>", &self.lists.spine())?;
        let items = self.lists.items();
        package.between("</manifest>", "", &format!("{items}</manifest>"))?;
        package.between("<metadata", "</metadata>", &metadata(self))?;
        let language = escape(&self.lists.facts().language);
        let head = format!(
            "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" \
             unique-identifier=\"identifier\" xml:lang=\"{language}\">"
        );
        package.between("<package", ">", &head)
    }

    /// Puts right what it cannot say in the NCX.
    fn revise_contents(&self, ncx: &mut Revision) -> Result<(), String> {
        let lists = &self.lists;
        let facts = lists.facts();
        let mut map = format!("<navMap>\n{}\n  </navMap>", lists.points());
        if lists.has_pages() {
            map = map + "\n" + &lists.targets();
        }
        ncx.between("<navMap>", "</navMap>", &map)?;
        let (identifier, language) = (escape(&facts.identifier), escape(&facts.language));
        let is_deep = lists.lines.iter().any(|line| line.in_part);
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
        ncx.between("<ncx", ">", &head)
    }
}

impl Resources {
    /// What describes the package, in the words of epub-builder.
    fn draft(&self, title: &str) -> Result<Description, String> {
        let archive = self.describe(title).map_err(|error| error.to_string())?;
        read_back(&archive).map_err(|error| error.to_string())
    }

    /// Has epub-builder describe the package: an archive without documents.
    fn describe(&self, title: &str) -> epub_builder::Result<Vec<u8>> {
        let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
        builder.epub_version(EpubVersion::V33);
        // The only use of this name that stays is the title of the NCX.
        builder.set_toc_name(title);
        builder.stylesheet(&b""[..])?;
        for name in &self.sheets {
            builder.add_resource(name, &b""[..], "text/css")?;
        }
        if let Some((name, media_type)) = &self.cover {
            builder.add_cover_image(name, &b""[..], *media_type)?;
        }
        for (name, media_type) in &self.others {
            builder.add_resource(name, &b""[..], *media_type)?;
        }
        let mut archive = Vec::new();
        builder.generate(&mut archive)?;
        Ok(archive)
    }
}

/// A text of epub-builder's under revision.
struct Revision {
    name: &'static str,
    text: String,
}

/// Revises a file.
fn revised(
    files: &mut Description,
    name: &'static str,
    revise: impl FnOnce(&mut Revision) -> Result<(), String>,
) -> Result<(), String> {
    let draft = files.get_mut(name).ok_or_else(|| format!("{name} is missing"))?;
    let mut revision = Revision { name, text: String::clone(draft) };
    revise(&mut revision)?;
    *draft = Arc::new(revision.text);
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
fn read_back(archive: &[u8]) -> ZipResult<Description> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    let mut files = BTreeMap::new();
    for name in KEPT {
        let mut text = String::new();
        archive.by_name(name)?.read_to_string(&mut text)?;
        files.insert(name, Arc::new(text));
    }
    Ok(files)
}
