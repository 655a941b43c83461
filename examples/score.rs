//! Throw-away.
fn main() {
    let mut reports = Vec::new();
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path).unwrap();
        let mut d = huikan::diag::Diagnostics::new();
        let mut f = huikan::diag::Files::default();
        let t = std::time::Instant::now();
        let r = huikan::import::import(
            &mut d,
            &mut f,
            huikan::import::Source {
                name: path.rsplit('/').next().unwrap(),
                bytes: &bytes,
            },
        );
        eprintln!("{path}: {:?} {} diagnostics", t.elapsed(), d.iter().count());
        if let Some(r) = r {
            reports.push(r);
        }
    }
    println!(
        "{}",
        serde_json::to_string(&serde_json::json!({"version":1,"sources":reports}))
            .unwrap()
    );
}
