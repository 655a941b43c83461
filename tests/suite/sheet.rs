//! Imposition: every page once, and in order after folding.

use huikan::geom::{Length, Point, Size};
use huikan::page::{Binding, Label, Page, Pages};
use huikan::sheet::{Scheme, Sheet, impose};

const A5: Size = Size { width: Length::mm(148), height: Length::mm(210) };
const A4: Size = Size { width: Length::mm(210), height: Length::mm(297) };
const A3: Size = Size { width: Length::mm(297), height: Length::mm(420) };

fn pages(count: u32, size: Size) -> Pages {
    let page = |number| Page {
        size,
        label: Label::Arabic(number),
        origin: None,
        marks: Vec::new(),
        links: Vec::new(),
    };
    Pages { pages: (1..=count).map(page).collect(), ..Pages::default() }
}

/// A booklet bound at the right edge, as one that reads to the left sees it: each side
/// in a mirror.
fn mirrored(count: u32) -> Vec<Sheet> {
    let pages = Pages { binding: Binding::Right, ..pages(count, A5) };
    let mut sheets = impose(&pages, Scheme::Saddle { paper: A4 });
    for sheet in &mut sheets {
        for place in &mut sheet.placements {
            place.origin.x = sheet.size.width - place.origin.x - A5.width;
        }
    }
    sheets
}

#[test]
fn booklets_bound_at_the_right_read_in_order_from_the_right() {
    for count in [1, 4, 7, 16, 30] {
        assert_eq!(read(&mirrored(count)), read(&booklet(count)), "{count}");
    }
    let straight = halves(&booklet(8)[0]);
    let sheets = impose(
        &Pages { binding: Binding::Right, ..pages(8, A5) },
        Scheme::Saddle { paper: A4 },
    );
    assert_eq!(halves(&sheets[0]), [straight[1], straight[0]]);
}

fn booklet(count: u32) -> Vec<Sheet> {
    impose(&pages(count, A5), Scheme::Saddle { paper: A4 })
}

/// The page left and the page right of the fold of a side.
fn halves(sheet: &Sheet) -> [Option<usize>; 2] {
    let fold = sheet.size.width / 2;
    let on = |right: bool| {
        let mut here = sheet.placements.iter().filter(|p| (p.origin.x >= fold) == right);
        let page = here.next().map(|p| p.page);
        assert!(here.next().is_none(), "two pages on one half");
        page
    };
    [on(false), on(true)]
}

/// Folds the stack as hands do and turns the leaves: each sheet's back lies behind its
/// front, mirrored; sheet 0 is outside.
fn read(sheets: &[Sheet]) -> Vec<Option<usize>> {
    let mut order = Vec::new();
    let mut rest = Vec::new();
    for pair in sheets.chunks(2) {
        let ([last, first], [second, third]) = (halves(&pair[0]), halves(&pair[1]));
        // The right leaf: its recto is the front's right half, its verso what lies
        // behind it, the back's left half.
        order.extend([first, second]);
        rest.push([third, last]);
    }
    order.extend(rest.into_iter().rev().flatten());
    order
}

#[test]
fn folded_booklets_read_in_order_for_any_page_count() {
    for count in 1..=200 {
        let order = read(&booklet(count));
        let count = usize::try_from(count).unwrap();
        let expected: Vec<_> = (0..count.next_multiple_of(4))
            .map(|page| (page < count).then_some(page))
            .collect();
        assert_eq!(order, expected, "{count} pages");
    }
}

#[test]
fn each_page_stands_once_on_a_booklet() {
    for count in 1..=200 {
        let sheets = booklet(count);
        let mut seen: Vec<_> =
            sheets.iter().flat_map(|s| &s.placements).map(|p| p.page).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..usize::try_from(count).unwrap()).collect::<Vec<_>>());
        assert_eq!(sheets.len(), usize::try_from(count.div_ceil(4) * 2).unwrap());
    }
}

#[test]
fn a_sheet_of_four_pages_carries_them_as_printers_do() {
    let sides: Vec<_> = booklet(4).iter().map(halves).collect();
    assert_eq!(sides, [[Some(3), Some(0)], [Some(1), Some(2)]]);
}

#[test]
fn blanks_come_after_the_last_page() {
    let sides: Vec<_> = booklet(5).iter().map(halves).collect();
    let expected =
        [[None, Some(0)], [Some(1), None], [None, Some(2)], [Some(3), Some(4)]];
    assert_eq!(sides, expected);
}

#[test]
fn pages_meet_in_the_fold_and_stand_in_the_middle() {
    let sheet = &booklet(4)[0];
    assert_eq!(sheet.size, Size { width: A4.height, height: A4.width });
    let [left, right] = [sheet.placements[0].origin, sheet.placements[1].origin];
    assert_eq!(left.x + A5.width, right.x);
    assert_eq!(right.x, A4.height / 2);
    assert_eq!(left.y, Length::ZERO);
    assert_eq!(right.y, Length::ZERO);
}

#[test]
fn a_page_that_is_lower_than_the_paper_is_centred() {
    let small = Size { width: Length::mm(130), height: Length::mm(190) };
    let sheets = impose(&pages(1, small), Scheme::Saddle { paper: A4 });
    let expected = Point { x: Length::mm(297) / 2, y: Length::mm(10) };
    assert!((sheets[0].placements[0].origin.y - expected.y).abs() <= Length::from_raw(1));
    assert_eq!(sheets[0].placements[0].origin.x, expected.x);
}

#[test]
fn paper_is_laid_across_whichever_way_it_is_given() {
    let turned = Size { width: A3.height, height: A3.width };
    let pages = pages(7, A4);
    let across = impose(&pages, Scheme::Saddle { paper: A3 });
    assert_eq!(across, impose(&pages, Scheme::Saddle { paper: turned }));
    assert_eq!(across[0].size, turned);
}

#[test]
fn plain_sheets_are_the_pages_themselves() {
    let sheets = impose(&pages(3, A5), Scheme::Plain);
    let placed: Vec<_> = sheets
        .iter()
        .map(|s| (s.size, s.placements[0].page, s.placements.len()))
        .collect();
    assert_eq!(placed, [(A5, 0, 1), (A5, 1, 1), (A5, 2, 1)]);
}

#[test]
fn no_pages_give_no_sheets() {
    assert!(impose(&Pages::default(), Scheme::Plain).is_empty());
    assert!(booklet(0).is_empty());
}
