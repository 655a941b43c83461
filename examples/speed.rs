//! t
use huikan::{
    diag::Diagnostics,
    font::*,
    geom::Length,
    line::{self, *},
};
fn main() {
    let em = Length::pt_ratio(105, 10);
    let fonts = Fonts::default();
    let text = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let style = RunStyle {
        face: Face { role: Role::Song, bold: false, italic: false },
        size: em,
        rise: Length::ZERO,
        decoration: Decoration::None,
        glued: false,
        verbatim: false,
        tag: 0,
    };
    let paras: Vec<Paragraph> = text
        .lines()
        .map(|l| Paragraph {
            text: l.trim().to_owned(),
            runs: vec![Run { end: l.trim().len(), style: style.clone() }],
            rubies: vec![],
        })
        .collect();
    let rules = Rules { first_indent: em * 2, ..Rules::new(em * 27, em) };
    let mut d = Diagnostics::new();
    let mut lines = 0;
    for p in &paras {
        lines += line::set(&mut d, p, &rules, &fonts).len();
    }
    let n = std::env::args().nth(2).map_or(20, |n| n.parse().unwrap());
    let t = std::time::Instant::now();
    for _ in 0..n {
        for p in &paras {
            std::hint::black_box(line::set(&mut d, p, &rules, &fonts).len());
        }
    }
    let s = t.elapsed().as_secs_f64();
    println!(
        "{lines} lines, {:.0} pages of 28 lines a second",
        f64::from(n) * lines as f64 / 28.0 / s
    );
}
