//! Imposition: every page once, on the right side, and in order after folding.
//!
//! The tests know nothing of tables and formulas. They take the printed sides as paper,
//! turn, fold, nest and cut them as hands do, and read the pages.

use huikan::diag::{Code, Diagnostics};
use huikan::geom::{Length, Point, Rect, Size};
use huikan::page::{Binding, Label, Page, Pages};
use huikan::sheet::{
    Duplex, Face, Imposition, LEAF, Marks, Placement, Press, Scheme, Sheet, impose, sides,
};

const A5: Size = Size { width: Length::mm(148), height: Length::mm(210) };
const A4: Size = Size { width: Length::mm(210), height: Length::mm(297) };
const A3: Size = Size { width: Length::mm(297), height: Length::mm(420) };
/// Larger than anything that is put on it here.
const TABLE: Size = Size { width: Length::mm(2000), height: Length::mm(1990) };

fn pages(count: usize, size: Size) -> Pages {
    let page = |number: usize| Page {
        size,
        label: Label::Arabic(u32::try_from(number).unwrap()),
        origin: None,
        marks: Vec::new(),
        links: Vec::new(),
    };
    Pages { pages: (1..=count).map(page).collect(), ..Pages::default() }
}

fn imposed(pages: &Pages, imposition: &Imposition) -> (Vec<Sheet>, Vec<Code>) {
    let mut diagnostics = Diagnostics::new();
    let sheets = impose(&mut diagnostics, pages, imposition);
    (sheets, diagnostics.iter().map(|found| found.code).collect())
}

fn booklet(count: usize) -> Vec<Sheet> {
    imposed(&pages(count, A5), &Imposition::saddle(A4)).0
}

/// A page as it lies on paper: which, and whether its head points up.
type Printed = Option<(usize, bool)>;

/// A sheet of paper with what is printed on its front and behind it, seen from in front;
/// rows from the head.
struct Paper {
    columns: usize,
    cells: Vec<(Printed, Printed)>,
}

/// What is printed on a side, in a grid of so many columns and rows in its middle.
fn grid(sheet: &Sheet, columns: usize, rows: usize) -> Vec<Printed> {
    let mut grid = vec![None; columns * rows];
    for placement in &sheet.placements {
        let cell = |at: Length, extent: Length, whole: Length, count: usize| {
            let count = i64::try_from(count).unwrap();
            let start = (whole - extent * count) / 2;
            let index = (at + extent / 2 - start).div_floor(extent);
            assert!((0..count).contains(&index), "the page lies in the block");
            usize::try_from(index).unwrap()
        };
        let Placement { page, origin, turned, .. } = *placement;
        let column = cell(origin.x, A5.width, sheet.size.width, columns);
        let row = cell(origin.y, A5.height, sheet.size.height, rows);
        let place = &mut grid[row * columns + column];
        assert!(place.is_none(), "two pages in one place");
        *place = Some((page, !turned));
    }
    grid
}

/// Turns paper on an edge: what lies behind each place of the front.
fn behind(back: &[Printed], columns: usize, on_upright_edge: bool) -> Vec<Printed> {
    let mut rows: Vec<Vec<Printed>> = back.chunks(columns).map(<[_]>::to_vec).collect();
    if on_upright_edge {
        rows.iter_mut().for_each(|row| row.reverse());
    } else {
        rows.reverse();
        for (_, up) in rows.iter_mut().flatten().flatten() {
            *up = !*up;
        }
    }
    rows.concat()
}

/// The sheets of paper that come out of the printer.
fn print(
    sheets: &[Sheet],
    imposition: &Imposition,
    columns: usize,
    rows: usize,
) -> Vec<Paper> {
    let print_both = |pair: &[Sheet]| {
        let across = pair[0].size.width > pair[0].size.height;
        let on_upright_edge = match imposition.duplex {
            Duplex::Upright => true,
            Duplex::Short => across,
            Duplex::Long => !across,
        };
        let front = grid(&pair[0], columns, rows);
        let back = match pair.get(1) {
            Some(back) => grid(back, columns, rows),
            None => vec![None; columns * rows],
        };
        let back = behind(&back, columns, on_upright_edge);
        Paper { columns, cells: front.into_iter().zip(back).collect() }
    };
    // One plate prints both sides; the half that is cut off left or above is a sheet.
    let print_plate = |sheet: &Sheet| match imposition.press {
        Press::Turn => {
            let plate = grid(sheet, columns * 2, rows);
            let back = behind(&plate, columns * 2, true);
            let both: Vec<_> = plate.into_iter().zip(back).collect();
            let halves = both.chunks(columns * 2).flat_map(|row| row[..columns].to_vec());
            Paper { columns, cells: halves.collect() }
        }
        _ => {
            let plate = grid(sheet, columns, rows * 2);
            let back = behind(&plate, columns, false);
            let both = plate.into_iter().zip(back).take(columns * rows);
            Paper { columns, cells: both.collect() }
        }
    };
    match imposition.press {
        Press::Sheetwise => sheets.chunks(2).map(print_both).collect(),
        _ => sheets.iter().map(print_plate).collect(),
    }
}

/// A leaf in a stack: what lies up and what lies down.
type Leaf = (Printed, Printed);

/// Folds a sheet whose back lies up, heads onto feet and right halves onto left ones in
/// turn, the last time right onto left; the leaves from the lowest.
fn fold(paper: &Paper) -> Vec<Leaf> {
    let mut stacks: Vec<Vec<Vec<Leaf>>> = paper
        .cells
        .chunks(paper.columns)
        .map(|row| row.iter().rev().map(|(front, back)| vec![(*back, *front)]).collect())
        .collect();
    while stacks.len() > 1 || stacks[0].len() > 1 {
        if stacks[0].len() > stacks.len() {
            for row in &mut stacks {
                let right = row.split_off(row.len() / 2);
                for (stack, over) in row.iter_mut().zip(right.into_iter().rev()) {
                    stack.extend(over.into_iter().rev().map(|(up, down)| (down, up)));
                }
            }
        } else {
            let heads: Vec<_> = stacks.drain(..stacks.len() / 2).collect();
            let turned = |face: Printed| face.map(|(page, up)| (page, !up));
            for (row, over) in stacks.iter_mut().zip(heads.into_iter().rev()) {
                for (stack, over) in row.iter_mut().zip(over) {
                    let over = over.into_iter().rev();
                    stack.extend(over.map(|(up, down)| (turned(down), turned(up))));
                }
            }
        }
    }
    stacks.remove(0).remove(0)
}

/// Folds sheets, puts each into the one before, and turns the leaves.
fn read(nested: &[Paper]) -> Vec<Printed> {
    let mut before = Vec::new();
    let mut after = Vec::new();
    for paper in nested {
        let mut leaves = fold(paper);
        after.push(leaves.split_off(leaves.len() / 2));
        before.extend(leaves);
    }
    before.extend(after.into_iter().rev().flatten());
    before.into_iter().flat_map(|(up, down)| [down, up]).collect()
}

/// The pages as they must be read, and blanks behind them.
fn in_order(count: usize, places: usize) -> Vec<Printed> {
    (0..places).map(|page| (page < count).then_some((page, true))).collect()
}

/// Columns and rows of a sheet folded so often.
fn folded(folds: u8) -> (usize, usize) {
    (if folds > 2 { 4 } else { 2 }, [1, 1, 2, 2, 4][usize::from(folds)])
}

#[test]
fn folded_sheets_read_in_order_for_any_page_count_fold_press_and_edge() {
    let saddle = |folds| Scheme::Saddle { folds, most_sheets: 1000 };
    let cases = (1..=4u8).flat_map(|folds| {
        [Press::Sheetwise, Press::Turn, Press::Tumble].map(|press| (folds, press))
    });
    for (folds, press) in cases {
        for duplex in [Duplex::Upright, Duplex::Short, Duplex::Long] {
            let paper = Some(TABLE);
            let scheme = saddle(folds);
            let plain = Imposition::PLAIN;
            let imposition = Imposition { scheme, paper, duplex, press, ..plain };
            let (columns, rows) = folded(folds);
            // Plates and edges do not depend on the count: a few are enough for them.
            let is_usual = press == Press::Sheetwise && duplex == Duplex::Upright;
            for count in (1..=200).step_by(if is_usual { 1 } else { 17 }) {
                let (sheets, _) = imposed(&pages(count, A5), &imposition);
                let paper = print(&sheets, &imposition, columns, rows);
                let places = count.next_multiple_of(columns * rows * 2);
                let what = format!("{count} pages, {imposition:?}");
                assert_eq!(read(&paper), in_order(count, places), "{what}");
            }
        }
    }
}

#[test]
fn books_bound_at_the_right_read_in_order_from_the_right() {
    for folds in 1..=4 {
        let scheme = Scheme::Saddle { folds, most_sheets: 1000 };
        let imposition = Imposition { scheme, paper: Some(TABLE), ..Imposition::PLAIN };
        let (columns, rows) = folded(folds);
        for count in 1..=50 {
            let pages = Pages { binding: Binding::Right, ..pages(count, A5) };
            let (mut sheets, _) = imposed(&pages, &imposition);
            // One that reads to the left sees each side as in a mirror.
            for sheet in &mut sheets {
                for place in &mut sheet.placements {
                    place.origin.x = sheet.size.width - place.origin.x - A5.width;
                }
            }
            let paper = print(&sheets, &imposition, columns, rows);
            let places = count.next_multiple_of(columns * rows * 2);
            assert_eq!(read(&paper), in_order(count, places), "{count} pages");
        }
    }
}

#[test]
fn signatures_on_top_of_each_other_read_in_order_for_any_page_count() {
    for (folds, signature) in
        [(1, 4), (1, 8), (1, 16), (1, 32), (2, 8), (2, 16), (3, 16), (3, 32), (4, 32)]
    {
        let scheme = Scheme::Signatures { folds, pages: signature };
        let imposition = Imposition { scheme, paper: Some(TABLE), ..Imposition::PLAIN };
        let (columns, rows) = folded(folds);
        let each = signature / (columns * rows * 2);
        for count in 1..=200 {
            let (sheets, _) = imposed(&pages(count, A5), &imposition);
            let paper = print(&sheets, &imposition, columns, rows);
            let order: Vec<Printed> = paper.chunks(each).flat_map(read).collect();
            let places = count.next_multiple_of(columns * rows * 2);
            assert_eq!(order, in_order(count, places), "{count} pages, {imposition:?}");
        }
    }
}

#[test]
fn cut_stacks_on_top_of_each_other_read_in_order_for_any_page_count() {
    for (columns, rows) in [(2, 1), (2, 2), (3, 2), (4, 4)] {
        for press in [Press::Sheetwise, Press::Turn, Press::Tumble] {
            let scheme = Scheme::CutStack { columns, rows };
            let plain = Imposition::PLAIN;
            let imposition = Imposition { scheme, paper: Some(TABLE), press, ..plain };
            for count in 1..=200 {
                let (sheets, _) = imposed(&pages(count, A5), &imposition);
                let paper = print(&sheets, &imposition, columns, rows);
                let leaves = (0..columns * rows)
                    .flat_map(|at| paper.iter().map(move |sheet| sheet.cells[at]));
                let order: Vec<Printed> =
                    leaves.flat_map(|(up, down)| [up, down]).collect();
                let expected = in_order(count, paper.len() * columns * rows * 2);
                assert_eq!(order, expected, "{count} pages, {imposition:?}");
            }
        }
    }
}

#[test]
fn a_handout_reads_from_left_to_right_and_from_head_to_foot() {
    for (columns, rows) in [(2, 1), (3, 2), (4, 2)] {
        let scheme = Scheme::Up { columns, rows };
        let imposition = Imposition { scheme, paper: Some(TABLE), ..Imposition::PLAIN };
        for count in 1..=200 {
            let (sheets, _) = imposed(&pages(count, A5), &imposition);
            let order: Vec<Printed> =
                sheets.iter().flat_map(|sheet| grid(sheet, columns, rows)).collect();
            let places = count.next_multiple_of(columns * rows);
            assert_eq!(order, in_order(count, places), "{count} pages, {imposition:?}");
        }
    }
}

#[test]
fn a_volume_too_thick_for_the_stapler_becomes_booklets_of_one_thickness() {
    let cases: [(usize, &[usize]); 5] = [
        (60, &[15]),
        (61, &[8, 8]),
        (88, &[11, 11]),
        (132, &[11, 11, 11]),
        (196, &[13, 12, 12, 12]),
    ];
    for (count, each) in cases {
        let (sheets, codes) = imposed(&pages(count, A5), &Imposition::saddle(A4));
        assert_eq!(booklets(count), each, "{count} pages");
        let mut paper = print(&sheets, &Imposition::saddle(A4), 2, 1).into_iter();
        let read =
            |sheets: &usize| read(&paper.by_ref().take(*sheets).collect::<Vec<_>>());
        let order: Vec<Printed> = each.iter().flat_map(read).collect();
        assert_eq!(order, in_order(count, count.next_multiple_of(4)), "{count} pages");
        let said = if each.len() > 1 { vec![Code::X003] } else { Vec::new() };
        assert_eq!(codes, said, "{count} pages");
    }
}

/// How many sheets each booklet of so many pages has.
fn booklets(count: usize) -> Vec<usize> {
    let sides = sides(&pages(count, A5), &Imposition::saddle(A4));
    let sections = sides.chunk_by(|one, next| one.section == next.section);
    sections.map(|section| section.len() / 2).collect()
}

#[test]
fn no_booklet_is_more_than_a_sheet_thinner_than_another() {
    for count in 1..=400 {
        let each = booklets(count);
        let (most, least) = (each.iter().max().unwrap(), each.iter().min().unwrap());
        assert!(most - least <= 1 && *most <= 15, "{count} pages: {each:?}");
        assert_eq!(each.iter().sum::<usize>(), count.div_ceil(4), "{count} pages");
        assert_eq!(each.len(), count.div_ceil(60), "{count} pages");
    }
}

#[test]
fn pages_deeper_in_the_fold_are_moved_towards_it_by_the_paper_before_them() {
    let sheets = booklet(60);
    let fold = A4.height / 2;
    for (k, sheet) in sheets.iter().enumerate() {
        let creep = LEAF * i64::try_from(k / 2).unwrap();
        for placement in &sheet.placements {
            let x = placement.origin.x;
            let is_left = x + A5.width / 2 < fold;
            let expected = if is_left { fold - A5.width + creep } else { fold - creep };
            assert!((x - expected).abs() <= Length::from_raw(1), "sheet {k}");
            let clip = placement.clip.unwrap_or(sheet.trim);
            let (start, end) = (clip.origin.x, clip.origin.x + clip.size.width);
            if creep > Length::ZERO {
                let over = if is_left { end - fold } else { fold - start };
                assert!(over <= Length::from_raw(1), "nothing passes over the fold");
            }
        }
    }
}

#[test]
fn a_sheet_of_four_pages_carries_them_as_printers_do() {
    let sides: Vec<_> = booklet(4).iter().map(|sheet| grid(sheet, 2, 1)).collect();
    let page = |page| Some((page, true));
    assert_eq!(sides, [[page(3), page(0)], [page(1), page(2)]]);
}

#[test]
fn a_small_page_stands_in_the_middle_of_its_height_against_the_fold() {
    let small = Size { width: Length::mm(130), height: Length::mm(190) };
    let (sheets, _) = imposed(&pages(1, small), &Imposition::saddle(A4));
    let origin = sheets[0].placements[0].origin;
    let expected = Point { x: Length::mm(297) / 2, y: Length::mm(10) };
    assert!((origin.y - expected.y).abs() <= Length::from_raw(1));
    assert!((origin.x - expected.x).abs() <= Length::from_raw(1));
}

#[test]
fn paper_is_laid_across_whichever_way_it_is_given() {
    let turned = Size { width: A3.height, height: A3.width };
    let pages = pages(7, A4);
    let across = imposed(&pages, &Imposition::saddle(A3)).0;
    assert_eq!(across, imposed(&pages, &Imposition::saddle(turned)).0);
    assert_eq!(across[0].size, turned);
}

#[test]
fn plain_sheets_are_the_pages_themselves() {
    let (sheets, _) = imposed(&pages(3, A5), &Imposition::PLAIN);
    let whole = Rect { origin: Point::default(), size: A5 };
    for (index, sheet) in sheets.iter().enumerate() {
        assert_eq!((sheet.size, sheet.trim, sheet.bleed), (A5, whole, whole));
        assert_eq!(sheet.placements[0].page, index);
    }
    assert_eq!(sheets.len(), 3);
}

#[test]
fn no_pages_give_no_sheets() {
    assert!(imposed(&Pages::default(), &Imposition::PLAIN).0.is_empty());
    assert!(booklet(0).is_empty());
}

/// Marks of every kind.
const ALL: Marks = Marks { crop: true, fold: true, registration: true, collating: true };

#[test]
fn marks_stand_outside_the_bleed_and_on_the_paper() {
    let bleed = Length::mm(3);
    let saddle = Scheme::Saddle { folds: 1, most_sheets: 15 };
    for scheme in [Scheme::Plain, saddle, Scheme::CutStack { columns: 2, rows: 2 }] {
        let imposition = Imposition { scheme, bleed, marks: ALL, ..Imposition::PLAIN };
        let (sheets, codes) = imposed(&pages(8, A5), &imposition);
        assert_eq!(codes, []);
        for sheet in &sheets {
            assert!(sheet.marks.len() > 8);
            for mark in &sheet.marks {
                assert!(!meets(*mark, sheet.bleed), "{mark:?} {:?}", sheet.bleed);
                let Size { width, height } = sheet.size;
                assert!(mark.origin.x >= Length::ZERO && mark.origin.y >= Length::ZERO);
                assert!(mark.origin.x + mark.size.width <= width);
                assert!(mark.origin.y + mark.size.height <= height);
            }
        }
    }
}

/// Whether two rectangles share more than an edge; lengths are rounded to their unit.
fn meets(one: Rect, other: Rect) -> bool {
    let apart = |a: Length, long: Length, b: Length, other: Length| {
        let unit = Length::from_raw(1);
        a + long <= b + unit || b + other <= a + unit
    };
    !(apart(one.origin.x, one.size.width, other.origin.x, other.size.width)
        || apart(one.origin.y, one.size.height, other.origin.y, other.size.height))
}

#[test]
fn marks_without_room_are_reported() {
    let marks = Marks { crop: true, ..Marks::NONE };
    let imposition = Imposition { marks, ..Imposition::saddle(A4) };
    assert_eq!(imposed(&pages(4, A5), &imposition).1, [Code::X006]);
    let imposition = Imposition { marks, ..Imposition::saddle(A3) };
    assert_eq!(imposed(&pages(4, A5), &imposition).1, []);
}

#[test]
fn collating_marks_go_down_the_backs_of_the_signatures() {
    let scheme = Scheme::Signatures { folds: 1, pages: 8 };
    let marks = Marks { collating: true, ..Marks::NONE };
    let paper = Some(A4);
    let imposition = Imposition { scheme, marks, paper, ..Imposition::PLAIN };
    let (sheets, _) = imposed(&pages(40, A5), &imposition);
    let marked: Vec<usize> =
        (0..sheets.len()).filter(|index| !sheets[*index].marks.is_empty()).collect();
    assert_eq!(marked, [0, 4, 8, 12, 16], "the front of each outermost sheet");
    let tops: Vec<Length> =
        marked.iter().map(|index| sheets[*index].marks[0].origin.y).collect();
    assert!(tops.is_sorted_by(|one, next| *one + Length::mm(5) == *next), "{tops:?}");
}

#[test]
fn pages_with_bleed_keep_their_trim_and_show_no_further_than_the_bleed() {
    let bleed = Length::mm(3);
    let imposition = Imposition { bleed, ..Imposition::PLAIN };
    let (sheets, _) = imposed(&pages(1, A5), &imposition);
    assert_eq!(sheets[0].trim, Rect { origin: Point { x: bleed, y: bleed }, size: A5 });
    assert_eq!(sheets[0].bleed.size, sheets[0].size);

    let imposition = Imposition { bleed, ..Imposition::saddle(A3) };
    let (sheets, _) = imposed(&pages(4, A5), &imposition);
    let clip = sheets[0].placements[0].clip.unwrap();
    assert_eq!(clip.size.width, A5.width + bleed);
    assert_eq!(clip.size.height, A5.height + bleed * 2);
}

#[test]
fn sides_say_which_booklet_and_sheet_they_belong_to() {
    let sides = sides(&pages(61, A5), &Imposition::saddle(A4));
    let places: Vec<_> = sides.iter().map(|side| (side.section, side.sheet)).collect();
    assert_eq!(places[15..17], [(0, 7), (1, 8)]);
    assert_eq!([sides[0].face, sides[1].face], [Face::Front, Face::Back]);
}
