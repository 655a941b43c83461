use huikan::diag::Diagnostics;
use huikan::font::{Face, Fonts, Role};
use huikan::geom::Length;
use huikan::line::*;
use std::time::Instant;
const EM: Length = Length::pt_ratio(105, 10);
fn style() -> RunStyle {
    RunStyle {
        face: Face { role: Role::Song, bold: false, italic: false },
        size: EM,
        rise: Length::ZERO,
        decoration: Decoration::None,
        glued: false,
        verbatim: false,
        tag: 0,
    }
}
fn main() {
    let file = std::env::args().nth(1).unwrap();
    let measure: i64 = std::env::args().nth(2).unwrap().parse().unwrap();
    let verbose = std::env::args().nth(3).is_some();
    let text = std::fs::read_to_string(file).unwrap();
    let fonts = Fonts::default();
    let rules = Rules {
        measure: EM * measure,
        em: EM,
        first_indent: EM * 2,
        indent: Length::ZERO,
        end_indent: Length::ZERO,
        level: Level::GbPlus,
        punctuation: Punctuation::Quanjiao,
        region: Region::Hans,
        align: Align::Justify,
    };
    let paragraphs: Vec<Paragraph> = text
        .lines()
        .map(|l| l.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}'))
        .filter(|l| !l.is_empty())
        .map(|l| Paragraph {
            text: l.to_owned(),
            runs: vec![Run { end: l.len(), style: style() }],
            rubies: vec![],
        })
        .collect();
    let chars: usize = paragraphs.iter().map(|p| p.text.chars().count()).sum();
    let mut d = Diagnostics::new();
    let _ = set(&mut d, &paragraphs[0], &rules, &fonts);
    let t = Instant::now();
    let all: Vec<Vec<Line>> =
        paragraphs.iter().map(|p| set(&mut d, p, &rules, &fonts)).collect();
    let el = t.elapsed();
    println!(
        "{chars} chars {} paragraphs {} lines {:?} {:.0} chars/s",
        paragraphs.len(),
        all.iter().map(|l| l.len()).sum::<usize>(),
        el,
        chars as f64 / el.as_secs_f64()
    );
    for x in d.iter().take(20) {
        println!("{:?} {:?}", x.code, x.args);
    }
    // stretch per line: median of Han-Han pitch
    let (mut stretch, mut stops, mut compressed, mut orphans, mut hits) =
        (vec![], 0, 0, 0, 0);
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    for (p, lines) in paragraphs.iter().zip(&all) {
        for (n, line) in lines.iter().enumerate() {
            let mut gl: Vec<(char, f64)> = vec![];
            for run in line.runs.iter().filter(|r| !r.ornament) {
                let mut at = 0;
                for g in &run.glyphs {
                    let to = at + g.bytes as usize;
                    if to > at {
                        gl.push((
                            run.text[at..to].chars().next().unwrap(),
                            (run.x + g.x).to_pt() / EM.to_pt(),
                        ));
                    }
                    at = to;
                }
            }
            let mut v: Vec<f64> = gl
                .windows(2)
                .filter(|w| is_han(w[0].0) && is_han(w[1].0))
                .map(|w| w[1].1 - w[0].1 - 1.0)
                .collect();
            v.sort_by(f64::total_cmp);
            if n + 1 < lines.len() && !v.is_empty() {
                stretch.push((v[v.len() / 2], &p.text[line.range.clone()]));
            }
            for w in gl.windows(2) {
                if "，、。；：".contains(w[0].0) && is_han(w[1].0) {
                    stops += 1;
                    if w[1].1 - w[0].1 < 0.97 {
                        compressed += 1;
                    }
                }
            }
            let t = &p.text[line.range.clone()];
            if n > 0
                && t.starts_with([
                    '，', '。', '、', '；', '：', '！', '？', '）', '》', '”', '’', '·',
                    '～', '／', '…',
                ])
            {
                hits += 1;
                println!("HIT {t}");
            }
            if n + 1 < lines.len() && t.ends_with(['（', '《', '“', '‘', '／']) {
                hits += 1;
                println!("HIT {t}");
            }
            if n + 1 == lines.len()
                && n > 0
                && t.chars().filter(|c| c.is_alphanumeric()).count() <= 1
            {
                orphans += 1;
                println!("ORPHAN {t} after {}", &p.text[lines[n - 1].range.clone()]);
            }
            if n + 1 < lines.len() && line.end != rules.measure {
                println!("SHORT {t}");
            }
        }
    }
    stretch.sort_by(|a, b| a.0.total_cmp(&b.0));
    let q = |f: f64| stretch[((stretch.len() - 1) as f64 * f) as usize].0;
    println!(
        "stretch p50 {:.3} p95 {:.3} p99 {:.3} max {:.3}; stops {stops} compressed {compressed} = {:.1}% orphans {orphans} hits {hits}",
        q(0.5),
        q(0.95),
        q(0.99),
        q(1.0),
        compressed as f64 * 100.0 / stops as f64
    );
    if verbose {
        for (s, t) in stretch.iter().rev().take(15) {
            println!("{s:.3} {t}");
        }
    }
}
