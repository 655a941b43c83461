//! The publication in this repository builds as it stands: the one test that reads
//! content/, so that nobody else's expectations depend on prose.

use std::collections::BTreeSet;
use std::process::{Command, Output};

use huikan::page;
use serde_json::Value;

fn huikan(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_huikan"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .output()
        .unwrap()
}

fn strings<'a>(values: impl IntoIterator<Item = &'a Value>) -> BTreeSet<&'a str> {
    values.into_iter().filter_map(Value::as_str).collect()
}

fn array(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

#[test]
fn the_sample_has_both_series_of_enough_articles() {
    let output = huikan(&["list", "--json"]);
    let listing: Value = serde_json::from_slice(&output.stdout).unwrap();
    let of_kind = |kind: &'static str| {
        array(&listing["volumes"]).iter().filter(move |volume| volume["kind"] == kind)
    };
    let articles = of_kind("source")
        .flat_map(|volume| array(&volume["parts"]))
        .flat_map(|part| array(&part["articles"]));

    assert_eq!(of_kind("source").count(), 3);
    assert_eq!(of_kind("unit").count(), 5);
    assert_eq!(of_kind("custom").count(), 2);
    let articles: Vec<_> = articles.collect();
    assert!(articles.len() >= 12, "{} articles", articles.len());
    assert_eq!(strings(articles.iter().map(|article| &article["unit"])).len(), 5);
}

#[test]
fn the_sample_builds_without_errors_or_warnings() {
    let out = tempfile::tempdir().unwrap();
    let output = huikan(&["build", "--strict", "-o", out.path().to_str().unwrap()]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");

    let catalog = std::fs::read(out.path().join("catalog.json")).unwrap();
    let catalog: Value = serde_json::from_slice(&catalog).unwrap();
    let products = array(&catalog["products"]);
    // One volume has a vertical edition besides.
    assert_eq!(products.len(), 10 * 3 + 1);
    for product in products {
        let file = out.path().join(product["file"].as_str().unwrap());
        assert_eq!(file.metadata().unwrap().len(), product["bytes"].as_u64().unwrap());
    }
}

#[test]
fn the_sample_has_no_slips() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut diagnostics = huikan::diag::Diagnostics::new();
    let project = huikan::disk::load(&mut diagnostics, root).unwrap();
    assert!(project.content.len() >= 12);
    let found = huikan::proof(&project, &[]);
    assert!(found.is_empty(), "{}", crate::cases::shown(&found, &project.files));
}

#[test]
fn an_epub_without_pages_beside_it_names_the_same_pages() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = huikan::diag::Diagnostics::new();
    let project = huikan::disk::load(&mut found, root).unwrap();
    let gathered = huikan::gather(&mut found, &project, "文集", None);
    let look = huikan::look(&mut found, &project, &gathered.config.editions, &[]);
    for volume in &gathered.volumes {
        for (name, style) in &look.styles {
            let style = style.as_ref().unwrap();
            let pages = page::paginate(&mut found, volume, style, &look.fonts);
            let origins = page::origins(volume, style, &look.fonts);
            assert!(!origins.is_empty());
            assert_eq!(origins, pages.origins(), "{} {name}", volume.id);
        }
    }
}
