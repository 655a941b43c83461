//! What stands before and behind the articles, in the order of huikan.toml.

use std::sync::Arc;

use huikan::article::Date;
use huikan::diag::Diagnostics;
use huikan::font::Fonts;
use huikan::page::{Label, Page, Pages, Target};
use huikan::project::{Imprint, Matter, Publication};
use huikan::sheet;
use huikan::volume::Volume;

use super::{article, lines, small_style, volume};

/// Articles of so many paragraphs by these units and authors, in one part.
fn collected(articles: &[(&str, &str, &str, usize)]) -> Volume {
    let texts = articles.iter().enumerate().map(|(index, (title, unit, author, length))| {
        let head = format!("title: {title}\nunit: {unit}\nauthors: [{author}]\nsource: 甲.txt\nlines: [[{0}, {0}]]", index + 1);
        let text = article(&vec![6; *length]).replace("title: 河", &head);
        (format!("{index}.md"), text)
    });
    volume(&texts.collect::<Vec<_>>(), None)
}

fn laid_out(volume: &Volume, own: &str) -> Pages {
    let mut diagnostics = Diagnostics::new();
    let pages = huikan::page::paginate(
        &mut diagnostics,
        volume,
        &small_style(own),
        &Fonts::default(),
    );
    let problems: Vec<_> = diagnostics.iter().collect();
    assert!(problems.is_empty(), "{problems:?}");
    pages
}

/// A page of twenty lines.
const TALL: &str = "[page]\nheight = \"440pt\"\n[text]\nlines = 20\n";

/// The words of a page, line by line.
fn words(page: &Page) -> Vec<String> {
    lines(page).into_iter().map(|(_, words)| words).collect()
}

/// The first line of each page.
fn firsts(pages: &Pages) -> Vec<String> {
    let firsts = pages.pages.iter().map(|page| words(page).into_iter().next());
    firsts.map(Option::unwrap_or_default).collect()
}

#[test]
fn pages_stand_in_the_order_that_was_asked_for() {
    let mut volume =
        collected(&[("江", "水文站", "周禾", 1), ("桥", "图书馆", "安宁", 1)]);
    volume.front = vec![Matter::HalfTitle, Matter::TitlePage, Matter::Contents];
    volume.back =
        vec![Matter::UnitIndex, Matter::AuthorIndex, Matter::Sources, Matter::Colophon];
    let pages = laid_out(&volume, TALL);
    let firsts = firsts(&pages);
    // The cover and its back; half title and title on rectos; contents; the text.
    let expected = [
        "河流",
        "",
        "河流",
        "",
        "河流",
        "",
        "目录",
        "",
        "江",
        "桥",
        "单位索引",
        "作者索引",
        "文章来源",
        "河流",
    ];
    assert_eq!(firsts, expected);
    assert_eq!(pages.tail, 1);
    assert!(pages.pages.len().is_multiple_of(2), "the colophon is the back of a leaf");
}

#[test]
fn an_index_names_the_pages_of_articles_and_leads_there() {
    // Two articles of 周禾 follow each other: their pages are one range.
    let mut volume = collected(&[
        ("江", "水文站", "周禾", 6),
        ("桥", "水文站", "周禾", 6),
        ("树", "图书馆", "安宁", 1),
        ("云", "水文站", "丁一", 1),
        ("石", "水文站", "安石", 1),
        ("雨", "水文站", "丁禾", 1),
        ("风", "图书馆", "周云", 1),
    ]);
    volume.back = vec![Matter::AuthorIndex, Matter::UnitIndex];
    let pages = laid_out(&volume, TALL);
    let at = |title: &str| {
        let page = pages.pages.iter().position(|page| {
            page.label.number() != ""
                && matches!(page.label, Label::Arabic(_))
                && words(page).first().is_some_and(|first| first == title)
        });
        page.unwrap()
    };
    let number = |index: usize| pages.pages[index].label.number();
    let (river, tree, cloud) = (at("江"), at("树"), at("云"));
    let list = &pages.pages[at("作者索引")];
    let found = words(list);
    let expected = [
        "作者索引".to_owned(),
        "A".to_owned(),
        format!("安宁{}", number(tree)),
        format!("安石{}", number(cloud + 1)),
        "D".to_owned(),
        format!("丁禾{}", number(cloud + 2)),
        format!("丁一{}", number(cloud)),
        "Z".to_owned(),
        format!("周禾{}–{}", number(river), number(tree - 1)),
    ];
    assert!(found.starts_with(&expected), "{found:?}");
    let targets: Vec<usize> = list
        .links
        .iter()
        .filter_map(|link| match &link.target {
            Target::Place(place) => Some(place.page),
            Target::Url(_) => None,
        })
        .collect();
    assert_eq!(targets, [tree, cloud + 1, cloud + 2, cloud, river, cloud + 3]);
    // The two ranges of one unit are two places to go to.
    let units = words(&pages.pages[at("单位索引")]);
    let both = format!(
        "水文站{}–{},{}–{}",
        number(river),
        number(tree - 1),
        number(cloud),
        number(cloud + 2)
    );
    assert!(units.contains(&both), "{units:?}");
}

#[test]
fn lists_before_the_articles_lead_to_them_however_long_they_are() {
    let titles: Vec<String> = (0..40).map(|index| format!("第{index}条河")).collect();
    let articles: Vec<_> =
        titles.iter().map(|title| (title.as_str(), "水文站", "周禾", 1)).collect();
    let mut volume = collected(&articles);
    volume.front = vec![Matter::Sources, Matter::AuthorIndex, Matter::Contents];
    let pages = laid_out(&volume, TALL);
    let mut led = 0;
    for page in &pages.pages {
        for link in &page.links {
            let Target::Place(place) = &link.target else { continue };
            let label = &pages.pages[place.page].label;
            led += usize::from(matches!(label, Label::Arabic(_)));
        }
    }
    // Sources lead to each article from two lines, contents from one, the index from one
    // range.
    assert_eq!(led, 80 + 40 + 1);
    let contents =
        pages.pages.iter().find(|page| words(page).first().is_some_and(|w| w == "目录"));
    let contents = words(contents.unwrap());
    assert!(
        contents.iter().any(|line| line.starts_with("文章来源") && line.ends_with('i')),
        "{contents:?}"
    );
}

#[test]
fn a_part_lists_its_articles_behind_its_title() {
    let mut volume =
        collected(&[("江", "水文站", "周禾", 1), ("桥", "图书馆", "安宁", 1)]);
    volume.parts[0].title = Some("水边".to_owned());
    let pages = laid_out(&volume, &format!("{TALL}[part]\ncontents = true\n"));
    let title = pages.pages.iter().position(|page| words(page) == ["水边"]).unwrap();
    let listed = words(&pages.pages[title + 1]);
    assert_eq!(listed, ["江3", "水文站", "桥4", "图书馆"]);
    assert_eq!(pages.pages[title + 2].label, Label::Arabic(3));
    assert_eq!(pages.pages[title + 1].links.len(), 4);
}

#[test]
fn blanks_of_a_booklet_stand_before_a_colophon_that_is_last() {
    let mut volume = collected(&[("江", "水文站", "周禾", 1)]);
    volume.front = vec![Matter::Contents];
    volume.back = vec![Matter::Colophon];
    let pages = laid_out(&volume, TALL);
    assert_eq!(pages.pages.len(), 6);
    let a4 = huikan::geom::Size {
        width: huikan::geom::Length::mm(210),
        height: huikan::geom::Length::mm(297),
    };
    let sides = sheet::sides(&pages, &huikan::project::Imposition::saddle(a4));
    let cells: Vec<Vec<Option<usize>>> = sides
        .iter()
        .map(|side| side.cells.iter().map(|cell| cell.map(|cell| cell.page)).collect())
        .collect();
    // Eight places for six pages: the last one is the outside of the first sheet.
    assert_eq!(
        cells,
        [
            vec![Some(5), Some(0)],
            vec![Some(1), None],
            vec![None, Some(2)],
            vec![Some(3), Some(4)],
        ]
    );
}

/// The colophon of a volume with an ISBN or without.
fn colophon(isbn: Option<&str>) -> Vec<String> {
    let mut volume = collected(&[("江", "水文站", "周禾", 1)]);
    volume.title = "渡口".to_owned();
    volume.subtitle = Some("三年".to_owned());
    volume.publication = Arc::new(Publication {
        publisher: Some("临溪书社".to_owned()),
        editors: vec!["陆桥生".to_owned(), "沈禾".to_owned()],
        date: Some(Date { year: 2024, month: Some(5), day: None }),
        isbn: isbn.map(str::to_owned),
        clc: Some("I267".to_owned()),
        imprint: Imprint {
            place: Some("临溪".to_owned()),
            staff: vec!["责任编辑：周禾".to_owned()],
            printer: Some("县印刷厂".to_owned()),
            recipients: Some("本县各校".to_owned()),
            format: Some("890×1240　1/32".to_owned()),
            edition: Some("第1版".to_owned()),
            copies: Some("1—500册".to_owned()),
            price: Some("20.00元".to_owned()),
            permit: Some("临内0012".to_owned()),
            cip: Some("2024000001".to_owned()),
            ..Imprint::default()
        },
        ..(*volume.publication).clone()
    });
    volume.front = vec![Matter::Colophon];
    let pages = laid_out(&volume, "[text]\ncharacters = 30\n[page]\nwidth = \"400pt\"\n");
    words(&pages.pages[2])
}

// GB/T 12450—2001, GB/T 12451—2023.
#[test]
fn the_colophon_of_a_published_book_has_its_cip_data_and_its_record_in_order() {
    let found = colophon(Some("978-7-00-000000-2")).join("\n");
    let expected = [
        "图书在版编目（CIP）数据",
        "渡口：三年／陆桥生，沈禾编．—临溪：临溪书社",
        "Ⅰ．I267",
        "中国国家版本馆CIP数据核字第2024000001号",
        "渡口——三年",
        "编者陆桥生　沈禾",
        "责任编辑周禾",
        "出版临溪书社",
        "印刷县印刷厂",
        "开本890×1240　1/32",
        // Four pages: the colophon and its blank back, an article and its blank back.
        "印张0.125",
        "字数1 千字",
        "版次第1版",
        "印数1—500册",
        "ISBN978-7-00-000000-2",
        "定价20.00元",
    ];
    let mut from = 0;
    for words in expected {
        let at = found[from..].find(words);
        assert!(at.is_some(), "{words} after {from} in\n{found}");
        from += at.unwrap() + words.len();
    }
    assert!(!found.contains("准印证号") && !found.contains("发送对象"), "{found}");
}

#[test]
fn the_colophon_of_internal_material_says_for_whom_and_with_which_permit() {
    let found = colophon(None);
    for words in ["编印临溪书社", "发送对象本县各校", "日期2024年5月", "准印证号临内0012"]
    {
        assert!(found.iter().any(|line| line == words), "{words} in {found:?}");
    }
    assert!(!found.iter().any(|line| line.contains("定价") || line.contains("CIP")));
}
