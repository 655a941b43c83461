//! A volume into the plans of its sheets: what stands where, and a model to fold.

use crate::build::{Look, Product, file_name};
use crate::diag::{Diagnostics, Severity};
use crate::geom::Size;
use crate::page;
use crate::pdf;
use crate::project::{Edition, EditionKind, Finish, Imposition, Scheme, Standard};
use crate::sheet::{self, Side};
use crate::volume::Volume;

/// How an edition of a volume comes onto paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// What stands at the foot of each page of the volume.
    pub folios: Vec<String>,
    /// How they come onto sheets.
    pub imposition: Imposition,
    /// Paper, as it is laid.
    pub paper: Size,
    /// How many of the pages stay last, behind the blanks.
    pub tail: usize,
    /// The sides of the sheets.
    pub sides: Vec<Side>,
    /// The model: a file like the product in which pages are numbers.
    pub dummy: Product,
}

/// Plans the imposed editions of a volume; others are left out. One that has a problem as
/// bad as `limit` is left out too.
#[must_use]
pub fn plan(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    editions: &[Edition],
    look: &Look,
    limit: Severity,
) -> Vec<Plan> {
    let is_imposed = |edition: &&Edition| {
        edition.kind == EditionKind::Pdf
            && edition.imposition.scheme != Scheme::Plain
            && edition.is_of(&volume.id)
    };
    let mut plans = Vec::new();
    for edition in editions.iter().filter(is_imposed) {
        let mut found = Diagnostics::new();
        let plan = of_edition(&mut found, volume, edition, look);
        plans.extend(plan.filter(|_| !found.reach(limit)));
        diagnostics.append(found);
    }
    plans
}

fn of_edition(
    diagnostics: &mut Diagnostics,
    volume: &Volume,
    edition: &Edition,
    look: &Look,
) -> Option<Plan> {
    let style = look.styles.get(&edition.style)?.as_ref()?;
    // Problems of the text are for `build` to report.
    let pages = page::paginate(&mut Diagnostics::new(), volume, style, &look.fonts);
    let pages = if edition.has_cover { pages } else { pages.without_cover() };
    let imposition = edition.imposition;
    let model = page::dummy(&pages, style, &look.fonts);
    let sheets = sheet::impose(diagnostics, &model, &imposition);
    let paper = sheets.first()?.size;
    let finish = Finish::from(Standard::Plain);
    let bytes = pdf::write(diagnostics, &model, &sheets, &look.fonts, &finish)?;
    let dummy = Product {
        edition: edition.name.clone(),
        file: file_name(volume, &format!("{}-dummy", edition.name), "pdf"),
        bytes,
        pages: Some(pages.pages.len()),
        places: Default::default(),
    };
    let sides = sheet::sides(&pages, &imposition);
    let folios = pages.pages.iter().map(|page| page.label.number()).collect();
    let tail = pages.tail;
    Some(Plan { folios, imposition, paper, tail, sides, dummy })
}
