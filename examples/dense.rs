//! Throw-away: dense pages.
use huikan::diag::Diagnostics;
use huikan::font::{Face, Fonts, Role};
use huikan::geom::*;
use huikan::page::*;
use huikan::sheet::{Scheme, impose};
use std::collections::BTreeMap;
use std::time::Instant;
fn main() {
    let count: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    let out = std::env::args().nth(2).unwrap();
    let fonts = Fonts::default();
    let song = fonts.han(Face { role: Role::Song, bold: false, italic: false });
    let latin = fonts.latin(Face { role: Role::Song, bold: false, italic: false });
    let hei = fonts.han(Face { role: Role::Hei, bold: true, italic: false });
    let text: Vec<char> = std::fs::read_dir("content")
        .unwrap()
        .flat_map(|d| std::fs::read_dir(d.unwrap().path()).into_iter().flatten())
        .filter_map(|f| std::fs::read_to_string(f.unwrap().path()).ok())
        .flat_map(|s| s.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>())
        .filter(|c| fonts.glyph(song, *c).is_some())
        .collect();
    let a5 = Size { width: Length::mm(148), height: Length::mm(210) };
    let size = Length::pt_ratio(21, 2);
    let run = |font, chars: Vec<char>, gap: Length| {
        let mut x = Length::ZERO;
        let mut g = vec![];
        let mut t = String::new();
        for c in chars {
            let Some(id) = fonts.glyph(font, c) else { continue };
            g.push(Glyph { id, bytes: c.len_utf8() as u8, x });
            t.push(c);
            x += fonts.advance(font, id, size) + gap;
        }
        GlyphRun {
            font,
            size,
            x: Length::ZERO,
            rise: Length::ZERO,
            tag: 0,
            ornament: false,
            text: t,
            glyphs: g,
        }
    };
    let mut at = 0;
    let mut pages = vec![];
    for n in 0..count {
        let mut marks = vec![];
        let head = run(hei, "水利学习汇编".chars().collect(), Length::ZERO);
        marks.push(Mark::Text {
            run: head,
            at: Point { x: Length::mm(18), y: Length::mm(14) },
            artifact: true,
        });
        marks.push(Mark::Rule {
            rect: Rect {
                origin: Point { x: Length::mm(18), y: Length::mm(15) },
                size: Size { width: Length::mm(112), height: Length::pt_ratio(1, 2) },
            },
            ink: 100,
        });
        for l in 0..28 {
            let chars: Vec<char> =
                (0..30).map(|i| text[(at + i * (1 + n % 3)) % text.len()]).collect();
            at += 30;
            let gap = if l % 2 == 0 {
                Length::ZERO
            } else {
                Length::pt_ratio(((n * 7 + l * 13) % 40) as i64, 100)
            };
            marks.push(Mark::Text {
                run: run(song, chars, gap),
                at: Point {
                    x: Length::mm(18),
                    y: Length::mm(24) + Length::pt(18) * l as i64,
                },
                artifact: false,
            });
        }
        let folio = run(latin, (n + 1).to_string().chars().collect(), Length::ZERO);
        marks.push(Mark::Text {
            run: folio,
            at: Point { x: Length::mm(70), y: Length::mm(200) },
            artifact: true,
        });
        let links = if n == 0 {
            (0..10)
                .map(|i| Link {
                    rect: Rect {
                        origin: Point { x: Length::mm(18), y: Length::mm(24 + 6 * i) },
                        size: Size { width: Length::mm(100), height: Length::mm(5) },
                    },
                    target: Target::Place(Place {
                        page: (i as usize * 7) % count,
                        y: Length::mm(20),
                    }),
                })
                .collect()
        } else {
            vec![]
        };
        pages.push(Page { size: a5, label: Label::Arabic(n as u32 + 1), marks, links });
    }
    let entry = |n: usize| OutlineEntry {
        title: format!("第{n}篇"),
        place: Place { page: n * 10 % count, y: Length::mm(20) },
        children: vec![OutlineEntry {
            title: "一、小节".into(),
            place: Place { page: (n * 10 + 3) % count, y: Length::mm(50) },
            children: vec![],
        }],
    };
    let pages = Pages {
        pages,
        outline: (0..count.div_ceil(10)).map(entry).collect(),
        images: BTreeMap::new(),
        metadata: Metadata {
            title: "水利学习汇编".into(),
            authors: vec!["某局".into()],
            subject: None,
            language: "zh-CN".into(),
            date: Some(Date { year: 2024, month: Some(5), day: Some(1) }),
            identifier: "urn:uuid:1".into(),
        },
    };
    for (scheme, name) in [
        (Scheme::Plain, "plain"),
        (
            Scheme::Saddle {
                paper: Size { width: Length::mm(210), height: Length::mm(297) },
            },
            "saddle",
        ),
    ] {
        let mut d = Diagnostics::new();
        let sheets = impose(&pages, scheme);
        let start = Instant::now();
        let bytes = huikan::pdf::write(&mut d, &pages, &sheets, &fonts).unwrap();
        println!("{name} {count} pages {} bytes {:?}", bytes.len(), start.elapsed());
        std::fs::write(format!("{out}-{name}.pdf"), bytes).unwrap();
    }
}
