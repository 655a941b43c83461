//! A volume into its products: the whole pipeline on one screen.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::epub::{self, Printed, PrintedPage, Setup, Templates};
use crate::font::{self, Face, Fonts, Role};
use crate::page::{self, Label, Origin, OutlineEntry, Pages};
use crate::pdf;
use crate::project::{
    Edition, EditionKind, Embed, Finish, FontFile, Numbered, Project, ReaderKind,
};
use crate::sheet::{self, Sheet};
use crate::style::{self, Style};
use crate::volume::Volume;

/// A product of a volume, complete and without errors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Name of the edition.
    pub edition: String,
    /// Name of the file, below the folder named like the volume.
    pub file: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// Its pages (of a booklet, those that are printed); an EPUB has none.
    pub pages: Option<usize>,
    /// Where there is to go to in a PDF.
    pub places: Arc<Places>,
}

/// Where there is to go to in a PDF.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// How many pages the file has: each may hold several of the volume's.
    pub pages: usize,
    /// Its bookmarks, but for those of headings.
    pub bookmarks: Vec<Bookmark>,
}

/// A place that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// The name.
    pub title: String,
    /// The page of the file, from 1.
    pub page: usize,
    /// 1, or 2 below another.
    pub level: usize,
}

impl Places {
    /// Those of a volume's pages on sheets; what stands on none has no place.
    fn of(volume: &Volume, pages: &Pages, sheets: &[Sheet]) -> Self {
        let mut on = vec![None; pages.pages.len()];
        for (sheet, number) in sheets.iter().zip(1..) {
            for placement in &sheet.placements {
                if let Some(on) = on.get_mut(placement.page) {
                    on.get_or_insert(number);
                }
            }
        }
        let has_parts = volume.parts.iter().any(|part| part.title.is_some());
        let mut bookmarks = Vec::new();
        let mut add = |entry: &OutlineEntry, level| {
            if let Some(Some(page)) = on.get(entry.place.page) {
                let (title, page) = (entry.title.clone(), *page);
                bookmarks.push(Bookmark { title, page, level });
            }
        };
        for entry in &pages.outline {
            add(entry, 1);
            // Below a part stand its articles, below an article its headings.
            for below in entry.children.iter().filter(|_| has_parts) {
                add(below, 2);
            }
        }
        Self { pages: sheets.len(), bookmarks }
    }
}

/// What volumes look like: everything that does not depend on the volume.
#[derive(Debug)]
pub struct Look {
    /// The styles of the editions by name; one that is wrong is `None`.
    pub styles: BTreeMap<String, Option<Style>>,
    /// Templates of the EPUB.
    pub templates: Templates,
    /// Fonts.
    pub fonts: Fonts,
    /// The profiles that editions name, by their paths; one that is wrong is `None`.
    pub profiles: BTreeMap<String, Option<Arc<[u8]>>>,
    /// Whether pages can be laid out: not when a font given on purpose cannot be read.
    pub has_fonts: bool,
}

/// Reads the styles that editions ask for, the templates and the fonts. `more` are fonts of
/// last resort, after those of the publication.
#[must_use]
pub fn look(
    diagnostics: &mut Diagnostics,
    project: &Project,
    editions: &[Edition],
    more: &[FontFile],
) -> Look {
    let mut styles = BTreeMap::new();
    let numbered = editions.iter().filter_map(|edition| edition.numbered.as_ref());
    let own = editions.iter().map(|edition| &edition.style);
    for name in own.chain(numbered.map(|numbered| &numbered.style)) {
        styles.entry(name.clone()).or_insert_with(|| {
            let mut found = Diagnostics::new();
            let style = style::parse(
                &mut found,
                name,
                (&project.files, &project.styles),
                &project.limits,
            );
            let style = (!found.has_errors()).then_some(style);
            // What is wrong with an edition that nobody asked for is not said.
            if editions.iter().any(|edition| edition.style == *name) {
                diagnostics.append(found);
            }
            style
        });
    }
    let sources: Vec<font::Source> =
        project.fonts.iter().chain(more).map(source).collect();
    let mut found = Diagnostics::new();
    let fonts = font::load(&mut found, &sources);
    // Without a font that was given on purpose every page would look wrong.
    let has_fonts = !found.has_errors();
    diagnostics.append(found);
    let templates = templates(project, &fonts);
    let profiles = profiles(diagnostics, project, editions);
    Look { styles, templates, fonts, profiles, has_fonts }
}

/// The profiles that editions name; what is not there or no profile of a press is reported.
fn profiles(
    diagnostics: &mut Diagnostics,
    project: &Project,
    editions: &[Edition],
) -> BTreeMap<String, Option<Arc<[u8]>>> {
    let mut profiles = BTreeMap::new();
    for written in editions.iter().filter_map(|edition| edition.profile.as_ref()) {
        let path = &written.text;
        profiles.entry(path.clone()).or_insert_with(|| {
            let found = project.profiles.get(path);
            let fits = found.filter(|profile| pdf::is_press(profile));
            if fits.is_none() {
                let code = if found.is_some() { Code::X009 } else { Code::C016 };
                let names = project.profiles.keys().map(String::as_str);
                let near = nearest(path, names);
                let diagnostic = Diagnostic::new(code).at(written.span);
                diagnostics.push(
                    diagnostic.with("profile", path.as_str()).with("nearest", near),
                );
            }
            fits.cloned()
        });
    }
    profiles
}

/// What the last round made of a volume, so that the next one makes what has changed. It
/// holds for one [`Look`].
#[derive(Debug, Default)]
pub struct Memory {
    /// By the name of the style.
    layouts: BTreeMap<String, page::Memory>,
    /// By the name of the edition.
    prints: BTreeMap<String, pdf::Memory>,
    books: BTreeMap<Making, epub::Memory>,
}

/// What editions share that are made in one go: the style, what an EPUB brings along for
/// whom, and whose page numbers it bears.
type Making = (String, (Embed, bool), ReaderKind, Option<Numbered>);

fn making(edition: &Edition) -> Making {
    let Edition { style, embed, is_obfuscated, reader, numbered, .. } = edition;
    (style.clone(), (*embed, *is_obfuscated), *reader, numbered.clone())
}

/// A memory in parts that several threads may have.
#[derive(Default)]
struct Parts<'a> {
    layouts: BTreeMap<&'a str, &'a mut page::Memory>,
    prints: BTreeMap<&'a str, &'a mut pdf::Memory>,
    books: BTreeMap<&'a Making, &'a mut epub::Memory>,
}

impl Memory {
    /// The parts that are needed for editions and styles.
    fn parts<'a>(
        &'a mut self,
        editions: &[Edition],
        styles: &BTreeSet<&str>,
    ) -> Parts<'a> {
        for style in styles {
            self.layouts.entry((*style).to_owned()).or_default();
        }
        for edition in editions {
            if edition.kind == EditionKind::Epub {
                self.books.entry(making(edition)).or_default();
            } else {
                self.prints.entry(edition.name.clone()).or_default();
            }
        }
        let layouts = self.layouts.iter_mut().map(|(name, part)| (&**name, part));
        let prints = self.prints.iter_mut().map(|(name, part)| (&**name, part));
        Parts {
            layouts: layouts.collect(),
            prints: prints.collect(),
            books: self.books.iter_mut().collect(),
        }
    }
}

/// Makes editions of a volume, those of other volumes left out. An edition that has a problem as bad as `limit` is left
/// out. Editions of one style share its layout.
#[must_use]
pub fn build(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    editions: &[Edition],
    look: &Look,
    limit: Severity,
) -> Vec<Product> {
    make(diagnostics, (volume, editions), look, limit, None)
}

/// The same for a volume that was built before: the products are those that [`build`] would
/// make, made from what has changed and what is remembered.
#[must_use]
pub fn build_again(
    diagnostics: &mut Diagnostics,
    (volume, editions): (&Volume, &[Edition]),
    look: &Look,
    limit: Severity,
    memory: &mut Memory,
) -> Vec<Product> {
    make(diagnostics, (volume, editions), look, limit, Some(memory))
}

fn make(
    diagnostics: &mut Diagnostics,
    (volume, editions): (&Volume, &[Edition]),
    look: &Look,
    limit: Severity,
    memory: Option<&mut Memory>,
) -> Vec<Product> {
    let editions: Vec<Edition> =
        editions.iter().filter(|edition| edition.is_of(&volume.id)).cloned().collect();
    let styles = styles(&editions, look, memory.is_some());
    let parts = memory.map(|memory| memory.parts(&editions, &styles));
    let Parts { layouts, prints, books } = parts.unwrap_or_default();
    let laid_out = lay_out(volume, &styles, look, layouts);
    let origins = origins(volume, &editions, look, &laid_out);
    let make = |job: Job<'_>| {
        let mut found = Diagnostics::new();
        let layout = laid_out.get(&*job.style);
        let style = look.styles.get(&job.style).and_then(Option::as_ref);
        let products = match (job.is_print, layout, style) {
            (true, Some(layout), _) => {
                print(&mut found, volume, job, (look, layout), limit)
            }
            (false, _, Some(style)) => {
                let numbered = job.numbered.as_ref();
                let printed = numbered.and_then(|numbered| printed(&origins, numbered));
                let with = (look, style, printed.as_ref());
                pack(&mut found, volume, job, with, limit)
            }
            _ => Vec::new(),
        };
        (products, found)
    };
    let jobs = jobs(&editions, prints, books);
    let made: Vec<_> = jobs.into_par_iter().map(make).collect();
    let mut products = Vec::new();
    for (some, found) in made {
        products.extend(some);
        diagnostics.append(found);
    }
    for Layout { pages, memory, .. } in laid_out.into_values() {
        if let Some(memory) = memory {
            memory.keep(pages);
        }
    }
    products
}

/// Editions that are made in one go, what they share ([`Making`]), and what is remembered of
/// them.
struct Job<'a> {
    is_print: bool,
    style: String,
    embed: (Embed, bool),
    reader: ReaderKind,
    numbered: Option<Numbered>,
    editions: Vec<&'a Edition>,
    prints: Vec<Option<&'a mut pdf::Memory>>,
    book: Option<&'a mut epub::Memory>,
}

/// The jobs that editions make.
fn jobs<'a>(
    editions: &'a [Edition],
    mut prints: BTreeMap<&'a str, &'a mut pdf::Memory>,
    mut books: BTreeMap<&'a Making, &'a mut epub::Memory>,
) -> Vec<Job<'a>> {
    let mut jobs = BTreeMap::<_, Vec<&Edition>>::new();
    for edition in editions {
        let is_print = edition.kind != EditionKind::Epub;
        jobs.entry((is_print, making(edition))).or_default().push(edition);
    }
    let job = |((is_print, making), editions): ((bool, Making), Vec<&'a Edition>)| {
        let prints =
            editions.iter().map(|edition| prints.remove(&*edition.name)).collect();
        let book = if is_print { None } else { books.remove(&making) };
        let (style, embed, reader, numbered) = making;
        Job { is_print, style, embed, reader, numbered, editions, prints, book }
    };
    jobs.into_iter().map(job).collect()
}

/// A volume laid out in a style, and what was found on the way.
struct Layout<'a> {
    pages: Pages,
    found: Diagnostics,
    memory: Option<&'a mut page::Memory>,
}

/// The styles that are laid out: those that are printed, and, where the next round has a use
/// for their pages, those whose numbers an EPUB bears.
fn styles<'a>(
    editions: &'a [Edition],
    look: &Look,
    is_remembered: bool,
) -> BTreeSet<&'a str> {
    let is_on_paper = |edition: &&Edition| edition.kind != EditionKind::Epub;
    let own = editions.iter().filter(is_on_paper).map(|edition| &*edition.style);
    let numbered = numbered(editions).filter(|_| is_remembered);
    own.chain(numbered).filter(|_| look.has_fonts).collect()
}

/// The styles whose page numbers EPUBs bear.
fn numbered(editions: &[Edition]) -> impl Iterator<Item = &str> {
    let numbered = editions.iter().filter_map(|edition| edition.numbered.as_ref());
    numbered.map(|numbered| &*numbered.style)
}

/// Where pages begin, by the name of the style.
type Origins<'a> = BTreeMap<&'a str, Vec<(Label, Origin)>>;

/// Where the pages begin that EPUBs name: of a style that is not printed nothing else is
/// laid out.
fn origins<'a>(
    volume: &Volume,
    editions: &'a [Edition],
    look: &Look,
    laid_out: &BTreeMap<&str, Layout<'_>>,
) -> Origins<'a> {
    let styles: BTreeSet<&str> = numbered(editions).filter(|_| look.has_fonts).collect();
    let origins = |name: &'a str| match laid_out.get(name) {
        Some(layout) => Some((name, layout.pages.origins())),
        None => {
            let style = look.styles.get(name)?.as_ref()?;
            Some((name, page::origins(volume, style, &look.fonts)))
        }
    };
    styles.into_par_iter().filter_map(origins).collect()
}

/// volume → pages, in each of these styles
fn lay_out<'a, 'b>(
    volume: &Volume,
    styles: &BTreeSet<&'a str>,
    look: &Look,
    mut known: BTreeMap<&'b str, &'b mut page::Memory>,
) -> BTreeMap<&'a str, Layout<'b>> {
    let styles: Vec<_> = styles.iter().map(|name| (*name, known.remove(*name))).collect();
    let lay_out = |(name, mut memory): (&'a str, Option<&'b mut page::Memory>)| {
        let style = look.styles.get(name)?.as_ref()?;
        let mut found = Diagnostics::new();
        let pages = match &mut memory {
            Some(memory) => {
                let with = (style, &look.fonts);
                page::paginate_again(&mut found, volume, with, memory)
            }
            None => page::paginate(&mut found, volume, style, &look.fonts),
        };
        Some((name, Layout { pages, found: in_style(found, name), memory }))
    };
    styles.into_par_iter().filter_map(lay_out).collect()
}

/// Names the style in what depends on the length of its lines, of which `line` knows no name.
fn in_style(found: Diagnostics, style: &str) -> Diagnostics {
    let mut all = Diagnostics::new();
    for diagnostic in &found {
        let mut named = diagnostic.clone();
        if matches!(named.code, Code::L001 | Code::L002) {
            named.args.retain(|(name, _)| name != "style");
            named = named.with("style", style);
        }
        all.push(named);
    }
    all
}

/// What an EPUB is told about the printed edition.
fn printed(origins: &Origins<'_>, numbered: &Numbered) -> Option<Printed> {
    let page = |(label, origin): &(Label, Origin)| {
        let Origin { span, offset } = *origin;
        PrintedPage { number: label.number(), span, offset }
    };
    let pages = origins.get(numbered.style.as_str())?.iter().map(page).collect();
    Some(Printed { edition: numbered.edition.clone(), pages })
}

/// volume → EPUB
fn pack(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    job: Job<'_>,
    (look, style, printed): (&Look, &Style, Option<&Printed>),
    limit: Severity,
) -> Vec<Product> {
    let Job { editions, embed, reader, book, .. } = job;
    let (templates, fonts) = (&look.templates, &look.fonts);
    let (embed, is_obfuscated) = embed;
    let setup = Setup { style, templates, fonts, embed, is_obfuscated, reader };
    let bytes = match book {
        Some(memory) => epub::pack_again(diagnostics, volume, &setup, printed, memory),
        None => epub::pack(diagnostics, volume, &setup, printed),
    };
    let Some(bytes) = bytes.filter(|_| !diagnostics.reach(limit)) else {
        return Vec::new();
    };
    let places = Arc::<Places>::default();
    // The last edition takes the bytes themselves.
    let bytes = std::iter::repeat_n(bytes, editions.len());
    let product = |(edition, bytes): (&&Edition, Vec<u8>)| {
        product(volume, edition, bytes, (None, Arc::clone(&places)))
    };
    editions.iter().zip(bytes).map(product).collect()
}

/// pages → sheets → PDF
fn print(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    job: Job<'_>,
    (look, layout): (&Look, &Layout<'_>),
    limit: Severity,
) -> Vec<Product> {
    diagnostics.append(layout.found.clone());
    let make = |(edition, memory): (&Edition, Option<&mut pdf::Memory>)| {
        let mut found = Diagnostics::new();
        let pages = of_edition(&mut found, volume, edition, (look, &layout.pages));
        let sheets = sheet::impose(&mut found, &pages, &edition.imposition);
        let bytes = finish(edition, look).and_then(|finish| {
            let with = (&look.fonts, &finish);
            match memory {
                Some(memory) => {
                    pdf::write_again(&mut found, &pages, &sheets, with, memory)
                }
                None => pdf::write(&mut found, &pages, &sheets, with.0, with.1),
            }
        });
        let places =
            (Some(pages.pages.len()), Arc::new(Places::of(volume, &pages, &sheets)));
        (bytes.filter(|_| !found.reach(limit)).zip(Some(places)), found)
    };
    let Job { editions, prints, .. } = job;
    let both: Vec<_> = editions.iter().copied().zip(prints).collect();
    let made: Vec<_> = both.into_par_iter().map(make).collect();
    let is_laid_out = !diagnostics.reach(limit);
    let mut products = Vec::new();
    for (edition, (file, found)) in editions.into_iter().zip(made) {
        diagnostics.append(found);
        if let Some((bytes, places)) = file.filter(|_| is_laid_out) {
            products.push(product(volume, edition, bytes, places));
        }
    }
    products
}

/// What the file of an edition is made for; `None` when its profile is wrong.
fn finish(edition: &Edition, look: &Look) -> Option<Finish> {
    let profile = match &edition.profile {
        Some(written) => Some(look.profiles.get(&written.text)?.clone()?),
        None => None,
    };
    Some(Finish { standard: edition.standard, colour: edition.colour, profile })
}

/// The pages of an edition: all, those inside the cover, or the cover.
fn of_edition<'a>(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    edition: &Edition,
    (look, pages): (&Look, &'a Pages),
) -> Cow<'a, Pages> {
    let style = look.styles.get(&edition.style).and_then(Option::as_ref);
    match (edition.kind, style) {
        (EditionKind::Cover, Some(style)) => {
            let Edition { leaf, stock, .. } = *edition;
            let block = page::Block { pages: pages.inside().len(), leaf, stock };
            Cow::Owned(page::wrap(diagnostics, volume, style, &look.fonts, &block))
        }
        _ if edition.has_cover => Cow::Borrowed(pages),
        _ => Cow::Owned(pages.without_cover()),
    }
}

fn product(
    volume: &Volume,
    edition: &Edition,
    bytes: Vec<u8>,
    (pages, places): (Option<usize>, Arc<Places>),
) -> Product {
    let extension = if edition.kind == EditionKind::Epub { "epub" } else { "pdf" };
    let file = file_name(volume, &edition.name, extension);
    Product { edition: edition.name.clone(), file, bytes, pages, places }
}

/// The name of a product's file.
pub(crate) fn file_name(volume: &Volume, edition: &str, extension: &str) -> String {
    let id = &volume.id;
    match edition {
        // Reading programs show the file's name, where `water-epub.epub` would be noise.
        "epub" => format!("{id}.{extension}"),
        name => format!("{id}-{name}.{extension}"),
    }
}

fn source(file: &FontFile) -> font::Source {
    font::Source { name: file.name.clone(), bytes: Arc::clone(&file.bytes) }
}

/// Files of styles/epub/, and the fonts that a cover is lettered with.
fn templates(project: &Project, fonts: &Fonts) -> Templates {
    let own = project.styles.iter().filter_map(|(path, file)| {
        let name = path.strip_prefix("epub/")?;
        Some((name.to_owned(), project.files.text(*file).to_string()))
    });
    let bold = |role| fonts.han(Face { role, bold: true, italic: false });
    let lettering = [bold(Role::Song), bold(Role::Hei)];
    Templates {
        files: own.collect(),
        fonts: lettering.map(|font| fonts.bytes(font)).into(),
    }
}
