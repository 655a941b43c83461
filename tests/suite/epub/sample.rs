//! Volumes made by hand, with everything that an article can hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use huikan::article::{
    Article, Block, BlockKind, ColumnAlign, Date, Figure, Image, ImageFormat, Inline,
    Note, Table,
};
use huikan::diag::{Files, Span};
use huikan::project::{IndexOrder, Matter, Matters, Publication};
use huikan::volume::{Chapter, Part, Volume, VolumeKind};

/// A picture of one white pixel.
const PIXEL: &[u8] = &[
    0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, b'I', b'D', b'A',
    b'T', 0x78, 0x9C, 0x63, 0xF8, 0x0F, 0, 1, 1, 1, 0, 0x1B, 0xB6, 0xEE, 0x56, 0, 0, 0,
    0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
];

fn span() -> Span {
    Span::new(Files::default().add("content/sample.md", ""), 0..0)
}

fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

pub(crate) fn block(kind: BlockKind) -> Block {
    Block { kind, span: span() }
}

pub(crate) fn paragraph(words: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(words)]))
}

/// A paragraph of two lines.
fn lines(first: &str, second: &str) -> Block {
    block(BlockKind::Paragraph(vec![text(first), Inline::Break, text(second)]))
}

pub(crate) fn article(title: &str, body: Vec<Block>) -> Article {
    Article {
        path: "content/sample.md".to_owned(),
        title: Some(title.to_owned()),
        subtitle: None,
        unit: None,
        authors: Vec::new(),
        date: None,
        source: None,
        lines: Vec::new(),
        body,
        notes: Vec::new(),
        extent: 0,
        span: span(),
    }
}

pub(crate) fn with_note(mut article: Article, words: &str) -> Article {
    let label = (article.notes.len() + 1).to_string();
    article.notes.push(Note { label, body: vec![paragraph(words)], span: span() });
    article
}

fn chapter(article: Article) -> Chapter {
    let title = article.title.clone().unwrap_or_default();
    Chapter { title, unit: article.unit.clone(), article: Arc::new(article) }
}

pub(crate) fn volume_of(articles: Vec<Article>) -> Volume {
    let publication = Publication {
        title: "河桥小集".to_owned(),
        language: "zh-CN".to_owned(),
        ..Publication::default()
    };
    let articles = articles.into_iter().map(chapter).collect();
    Volume {
        id: "sample".to_owned(),
        number: 1,
        kind: VolumeKind::Source,
        title: "河桥小集".to_owned(),
        subtitle: None,
        publication: Arc::new(publication),
        identifier: "urn:uuid:5d1a2b9e-7f6f-5d51-9b1a-0c5a3c1f2e10".to_owned(),
        front: Matters::default().front,
        back: Vec::new(),
        index: IndexOrder::Pinyin,
        preface: None,
        afterword: None,
        parts: vec![Part { title: None, articles }],
        cover: None,
        images: BTreeMap::new(),
    }
}

/// A volume with a preface, two parts and every kind of block and inline.
pub(crate) fn small() -> Volume {
    let mut volume = volume_of(Vec::new());
    volume.title = "河与桥".to_owned();
    volume.subtitle = Some("二〇二三年读本".to_owned());
    volume.publication = Arc::new(Publication {
        publisher: Some("青石镇图书馆".to_owned()),
        editors: vec!["林一舟".to_owned()],
        date: Some(Date { year: 2023, month: Some(10), day: None }),
        isbn: Some("9787000000002".to_owned()),
        clc: Some("K928.4".to_owned()),
        bisac: vec!["LIT008010".to_owned()],
        rights: Some("内部读物，欢迎传阅".to_owned()),
        colophon: vec!["责任校对：赵禾".to_owned()],
        ..(*volume.publication).clone()
    });
    volume.preface = Some(Arc::new(article("写在前面", vec![paragraph("先说几句。")])));
    volume.afterword = Some(Arc::new(article("写在后面", vec![paragraph("再说几句。")])));
    volume.back =
        vec![Matter::Afterword, Matter::UnitIndex, Matter::AuthorIndex, Matter::Sources];
    let part = |title: &str, articles: Vec<Article>| Part {
        title: Some(title.to_owned()),
        articles: articles.into_iter().map(chapter).collect(),
    };
    volume.parts = vec![
        part("水与桥", vec![blocks(), inlines()]),
        part("附录", vec![article("后话", vec![paragraph("完。")])]),
    ];
    let path = "content/桥 <一>.png".to_owned();
    let image = Image {
        path: path.clone(),
        bytes: Arc::from(PIXEL),
        format: ImageFormat::Png,
        width: 1,
        height: 1,
    };
    volume.images.insert(path, Arc::new(image));
    volume
}

/// An article with every kind of block.
fn blocks() -> Article {
    let heading =
        |level, words: &str| block(BlockKind::Heading { level, text: vec![text(words)] });
    let table = Table {
        caption: vec![text("表1　两座桥")],
        unit: vec![text("单位：米")],
        notes: vec![vec![text("注：桥长不含引桥。")]],
        columns: vec![ColumnAlign::Auto, ColumnAlign::End],
        head: vec![Vec::new(), vec![text("长（米）")]],
        rows: vec![vec![vec![text("东桥")], vec![text("42")]]],
    };
    let figure = |image: &str, width| Figure {
        image: image.to_owned(),
        alt: "一座三孔石桥".to_owned(),
        caption: vec![text("图1　东桥")],
        width,
    };
    let items = vec![
        vec![paragraph("量水位")],
        vec![paragraph("看桥墩"), block(BlockKind::Quote(vec![paragraph("先看后记")]))],
    ];
    let body = vec![
        heading(1, "一、河"),
        paragraph("河从山里来，经过镇子。"),
        heading(3, "（一）水位"),
        block(BlockKind::List { start: Some(3), items: items.clone() }),
        block(BlockKind::List { start: None, items }),
        block(BlockKind::Quote(vec![
            heading(2, "引文的标题"),
            paragraph("桥是路的延长。"),
        ])),
        block(BlockKind::Table(table)),
        block(BlockKind::Figure(figure("content/桥 <一>.png", Some(48)))),
        block(BlockKind::Figure(figure("content/没有.png", None))),
        block(BlockKind::Code("水位 < 3\n".to_owned())),
        block(BlockKind::Break),
        paragraph("A & B"),
        block(BlockKind::Quote(vec![lines("桥下流水，", "桥上行人。")])),
        block(BlockKind::Continuation(vec![text("这首诗刻在桥头。")])),
        block(BlockKind::Paragraph(vec![
            Inline::Strong(vec![text("周远：")]),
            text("桥还在。"),
        ])),
        block(BlockKind::Signature(vec![
            text("青石镇"),
            Inline::Break,
            text("五月八日"),
        ])),
    ];
    Article {
        subtitle: Some("一次巡河的记录".to_owned()),
        unit: Some("青石镇河管所".to_owned()),
        authors: vec!["周远".to_owned(), "陈小满".to_owned()],
        date: Some(Date { year: 2023, month: Some(5), day: Some(8) }),
        source: Some("青石.txt".to_owned()),
        lines: vec![(3, 9), (12, 12)],
        ..article("看河", body)
    }
}

/// An article with every kind of inline.
fn inlines() -> Article {
    let ruby = |base: &str, annotation: &str| Inline::Ruby {
        base: base.to_owned(),
        text: annotation.to_owned(),
    };
    let body = vec![block(BlockKind::Paragraph(vec![
        text("字："),
        Inline::Strong(vec![text("重"), Inline::Emphasis(vec![text("叠")])]),
        Inline::Strike(vec![text("删")]),
        Inline::Dots(vec![text("要点")]),
        Inline::Name(vec![text("青石")]),
        Inline::Book(vec![text("桥志")]),
        Inline::Code("a<b".to_owned()),
        Inline::Link {
            url: "https://example.org/桥?a=1&b=2".to_owned(),
            text: vec![text("网页")],
        },
        ruby("堤坝", "dī bà"),
        ruby("青石", "qīngshí"),
        Inline::Note(1),
        Inline::Break,
        text("下一行"),
        Inline::Note(0),
    ]))];
    let article = article("记字", body);
    let mut article = with_note(with_note(article, "后注"), "先注");
    // The text meets the second note first; the order of definition is not the reader's.
    article.notes.swap(0, 1);
    if let BlockKind::Paragraph(run) = &mut article.body[0].kind {
        for inline in run {
            if let Inline::Note(index) = inline {
                *index = 1 - *index;
            }
        }
    }
    article
}

/// A volume whose words try to be markup, addresses and characters they may not be.
pub(crate) fn hostile() -> Volume {
    let link = |url: &str| Inline::Link { url: url.to_owned(), text: vec![text("点")] };
    let body = vec![
        paragraph("<script>alert(1)</script>&nbsp;&#0;]]><!--\u{0}\u{8}\u{FFFE}\u{7F}"),
        block(BlockKind::Paragraph(vec![
            link("JavaScript:alert(1)"),
            link("../../secret.md"),
            link("https://example.org/a b\"<c>%zz#x#y"),
            Inline::Note(7),
        ])),
        block(BlockKind::Table(Table::default())),
    ];
    let long = "长".repeat(5_000) + "\"<&>'\u{1}\u{FFFF}";
    let mut article = article(&long, body);
    article.authors = vec!["</dc:creator>".to_owned()];
    article.unit = Some("{{ page.body }}\n<metadata></metadata>".to_owned());
    let mut volume = volume_of(vec![article]);
    volume.title = long;
    volume
}
