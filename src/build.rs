//! A volume into its products: the whole pipeline on one screen.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Severity, nearest};
use crate::epub::{self, Printed, PrintedPage, Setup, Templates};
use crate::font::{self, Face, Fonts, Role};
use crate::page::{self, Origin, Page, Pages};
use crate::pdf;
use crate::project::{
    Edition, EditionKind, Embed, Finish, FontFile, Numbered, Project, ReaderKind,
};
use crate::sheet;
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
            let style = style::parse(&mut found, name, &project.files, &project.styles);
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
    let editions: Vec<Edition> =
        editions.iter().filter(|edition| edition.is_of(&volume.id)).cloned().collect();
    let mut jobs = BTreeMap::<Job, Vec<&Edition>>::new();
    for edition in &editions {
        let is_print = edition.kind != EditionKind::Epub;
        let numbered = edition.numbered.as_ref();
        let job = (is_print, &*edition.style, edition.embed, edition.reader, numbered);
        jobs.entry(job).or_default().push(edition);
    }
    let jobs: Vec<_> = jobs.into_iter().collect();
    let laid_out = lay_out(volume, &editions, look);
    let job = |(job, editions): &(Job, Vec<&Edition>)| {
        let (is_print, style, embed, reader, numbered) = job;
        let mut found = Diagnostics::new();
        let products = if *is_print {
            let layout = laid_out.get(style);
            layout
                .map(|layout| print(&mut found, volume, editions, (look, layout), limit))
        } else {
            let style = look.styles.get(*style).and_then(Option::as_ref);
            let setup = |style| Setup {
                style,
                templates: &look.templates,
                fonts: &look.fonts,
                embed: *embed,
                reader: *reader,
            };
            let printed = numbered.and_then(|numbered| printed(&laid_out, numbered));
            let with = |style| (setup(style), printed.as_ref());
            style.map(|style| pack(&mut found, volume, editions, with(style), limit))
        };
        (products.unwrap_or_default(), found)
    };
    let made: Vec<_> = jobs.par_iter().map(job).collect();
    let mut products = Vec::new();
    for (some, found) in made {
        products.extend(some);
        diagnostics.append(found);
    }
    products
}

/// What editions share that are made in one go: whether they are printed, the style, and
/// what an EPUB brings along for whom, and whose page numbers it bears.
type Job<'a> = (bool, &'a str, Embed, ReaderKind, Option<&'a Numbered>);

/// A volume laid out in a style, and what was found on the way.
type Layout = (Pages, Diagnostics);

/// volume → pages, in every style that is printed or whose pages an EPUB names.
fn lay_out<'a>(
    volume: &Volume,
    editions: &'a [Edition],
    look: &'a Look,
) -> BTreeMap<&'a str, Layout> {
    let is_on_paper = |edition: &&Edition| edition.kind != EditionKind::Epub;
    let own = editions.iter().filter(is_on_paper).map(|edition| &*edition.style);
    let numbered = editions.iter().filter_map(|edition| edition.numbered.as_ref());
    let numbered = numbered.map(|numbered| &*numbered.style);
    let names: BTreeSet<&str> = own.chain(numbered).filter(|_| look.has_fonts).collect();
    let lay_out = |name: &'a str| {
        let style = look.styles.get(name)?.as_ref()?;
        let mut found = Diagnostics::new();
        let pages = page::paginate(&mut found, volume, style, &look.fonts);
        Some((name, (pages, found)))
    };
    names.into_par_iter().filter_map(lay_out).collect()
}

/// What an EPUB is told about the printed edition.
fn printed(laid_out: &BTreeMap<&str, Layout>, numbered: &Numbered) -> Option<Printed> {
    let (pages, _) = laid_out.get(numbered.style.as_str())?;
    let page = |page: &Page| {
        let Origin { span, offset } = page.origin?;
        Some(PrintedPage { number: page.label.number(), span, offset })
    };
    let pages = pages.pages.iter().filter_map(page).collect();
    Some(Printed { edition: numbered.edition.clone(), pages })
}

/// volume → EPUB
fn pack(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    editions: &[&Edition],
    (setup, printed): (Setup<'_>, Option<&Printed>),
    limit: Severity,
) -> Vec<Product> {
    let bytes = epub::pack(diagnostics, volume, &setup, printed);
    let Some(bytes) = bytes.filter(|_| !diagnostics.reach(limit)) else {
        return Vec::new();
    };
    let product = |edition: &&Edition| product(volume, edition, bytes.clone(), None);
    editions.iter().map(product).collect()
}

/// pages → sheets → PDF
fn print(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    editions: &[&Edition],
    (look, (pages, found)): (&Look, &Layout),
    limit: Severity,
) -> Vec<Product> {
    diagnostics.append(found.clone());
    let make = |edition: &&Edition| {
        let mut found = Diagnostics::new();
        let pages = of_edition(&mut found, volume, edition, (look, pages));
        let sheets = sheet::impose(&mut found, &pages, &edition.imposition);
        let bytes = finish(edition, look).and_then(|finish| {
            pdf::write(&mut found, &pages, &sheets, &look.fonts, &finish)
        });
        (bytes.filter(|_| !found.reach(limit)).zip(Some(pages.pages.len())), found)
    };
    let made: Vec<_> = editions.par_iter().map(make).collect();
    let is_laid_out = !diagnostics.reach(limit);
    let mut products = Vec::new();
    for (edition, (file, found)) in editions.iter().zip(made) {
        diagnostics.append(found);
        if let Some((bytes, pages)) = file.filter(|_| is_laid_out) {
            products.push(product(volume, edition, bytes, Some(pages)));
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
    pages: Option<usize>,
) -> Product {
    let extension = if edition.kind == EditionKind::Epub { "epub" } else { "pdf" };
    let file = file_name(volume, &edition.name, extension);
    Product { edition: edition.name.clone(), file, bytes, pages }
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
