//! `huikan build --plan`: the tables of sheets, and models to fold into out/.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use crate::Plan;
use crate::cli::table::{Column, table};
use crate::cli::terminal::Terminal;
use crate::geom::Size;
use crate::project::{Duplex, Press, Scheme};
use crate::sheet::{Cell, Face, Side};

/// A plan as JSON.
#[derive(Serialize, JsonSchema)]
pub(crate) struct PlanLine {
    edition: String,
    pages: usize,
    /// What is printed at the foot of each page, in their order.
    folios: Vec<String>,
    sheets: usize,
    blanks: usize,
    /// `short-edge` or `long-edge`; `null` where one plate prints both sides.
    turn: Option<&'static str>,
    sides: Vec<SideLine>,
    dummy: String,
}

/// A side as JSON.
#[derive(Serialize, JsonSchema)]
struct SideLine {
    section: usize,
    sheet: usize,
    face: &'static str,
    /// Rows from the head; a negative number is a page on its head, `null` a blank.
    rows: Vec<Vec<Option<i64>>>,
}

impl PlanLine {
    /// What a plan says.
    pub(crate) fn new(plan: &Plan) -> Self {
        let number = |cell: &Option<Cell>| {
            let cell = cell.as_ref()?;
            let number = i64::try_from(cell.page + 1).ok()?;
            Some(if cell.turned { -number } else { number })
        };
        let side = |side: &Side| SideLine {
            section: side.section + 1,
            sheet: side.sheet + 1,
            face: face(side.face),
            rows: side
                .cells
                .chunks(side.columns)
                .map(|row| row.iter().map(number).collect())
                .collect(),
        };
        Self {
            edition: plan.dummy.edition.clone(),
            pages: plan.folios.len(),
            folios: plan.folios.clone(),
            sheets: sheets(plan),
            blanks: blanks(plan),
            turn: turn(plan)
                .map(|is_short| if is_short { "short-edge" } else { "long-edge" }),
            sides: plan.sides.iter().map(side).collect(),
            dummy: plan.dummy.file.clone(),
        }
    }
}

/// The plan in words: what to print how, then each sheet with its sides.
pub(crate) fn words(terminal: &Terminal, plan: &Plan, dummy: &Path) -> String {
    let say = |key: &str| terminal.words(key, &[]);
    let head = [
        ("file", plan.dummy.file.replace("-dummy.pdf", "").into()),
        ("pages", plan.folios.len().into()),
        ("sheets", sheets(plan).into()),
        ("paper", paper(plan.paper).into()),
        ("blanks", blanks(plan).into()),
        ("tail", plan.tail.into()),
    ];
    let mut text = format!("{}\n", terminal.words("plan-head", &head));
    let how = match turn(plan) {
        Some(true) => "plan-turn-short",
        Some(false) => "plan-turn-long",
        None if plan.imposition.press == Press::Turn => "plan-press-turn",
        None => "plan-press-tumble",
    };
    text.push_str(&format!("{}\n", say(how)));
    text.push_str(&table(&[Column::Left; 4], &rows(terminal, plan)));
    if plan.folios.iter().zip(1_usize..).any(|(folio, at)| *folio != at.to_string()) {
        text.push_str(&format!("{}\n", say("plan-folios")));
    }
    if plan.sides.iter().flat_map(|side| &side.cells).flatten().any(|cell| cell.turned) {
        text.push_str(&format!("{}\n", say("plan-turned")));
    }
    let args = [("file", dummy.to_string_lossy().into_owned().into())];
    text.push_str(&format!("{}\n", terminal.words("plan-dummy", &args)));
    text
}

/// A row for each sheet: its number, and each side with its cells.
fn rows(terminal: &Terminal, plan: &Plan) -> Vec<Vec<String>> {
    let say = |key: &str| terminal.words(key, &[]);
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut place = None;
    let has_sections = plan.sides.last().is_some_and(|last| last.section > 0);
    for side in &plan.sides {
        if place != Some((side.section, side.sheet)) {
            let mut row =
                vec![terminal.words("plan-sheet", &[("sheet", (side.sheet + 1).into())])];
            if has_sections {
                let args = [("section", (side.section + 1).into())];
                let key = match plan.imposition.scheme {
                    Scheme::Saddle { .. } => "plan-booklet",
                    _ => "plan-signature",
                };
                row.insert(0, terminal.words(key, &args));
            }
            rows.push(row);
            place = Some((side.section, side.sheet));
        }
        if let Some(row) = rows.last_mut() {
            let name = say(match side.face {
                Face::Front => "plan-front",
                Face::Back => "plan-back",
                Face::Both => "plan-both",
            });
            row.push(format!("{name} {}", cells(side, &plan.folios)));
        }
    }
    rows
}

/// The cells of a side, such as `[16|1]`; rows are parted by a slash. The folio stands
/// behind the number of its page where it is another one.
fn cells(side: &Side, folios: &[String]) -> String {
    let name = |cell: &Option<Cell>| {
        let Some(cell) = cell else { return "–".to_owned() };
        let number = (cell.page + 1).to_string();
        let folio = folios.get(cell.page).filter(|folio| **folio != number);
        let folio = folio.map_or(String::new(), |folio| format!("({folio})"));
        let turned = if cell.turned { "↓" } else { "" };
        format!("{number}{folio}{turned}")
    };
    let row = |row: &[Option<Cell>]| row.iter().map(name).collect::<Vec<_>>().join("|");
    let rows: Vec<String> = side.cells.chunks(side.columns).map(row).collect();
    format!("[{}]", rows.join(" / "))
}

/// A side of a sheet as JSON has it.
pub(crate) const fn face(face: Face) -> &'static str {
    match face {
        Face::Front => "front",
        Face::Back => "back",
        Face::Both => "both",
    }
}

fn sheets(plan: &Plan) -> usize {
    plan.sides.last().map_or(0, |side| side.sheet + 1)
}

fn blanks(plan: &Plan) -> usize {
    plan.sides.iter().flat_map(|side| &side.cells).filter(|cell| cell.is_none()).count()
}

/// Paper as people say it.
fn paper(size: Size) -> String {
    size.in_millimetres()
}

/// Whether paper is turned on its short edge; nothing where one plate prints both sides.
fn turn(plan: &Plan) -> Option<bool> {
    if plan.imposition.press != Press::Sheetwise {
        return None;
    }
    Some(match plan.imposition.duplex {
        Duplex::Short => true,
        Duplex::Long => false,
        Duplex::Upright => plan.paper.width > plan.paper.height,
    })
}
