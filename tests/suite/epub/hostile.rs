//! A publication that means harm, from its files to a checked book.

use std::collections::BTreeMap;

use crate::cli::Folder;
use crate::epub::xml;

/// Everything that an article can try, in files as people would send them.
fn publication() -> Folder {
    let nested = format!("{}深处。\n", "> ".repeat(10_000));
    let long = "长".repeat(5_000);
    let files = [
        ("01-raw.md", "题", "<script>alert(1)</script>\n\n<b onclick=x>粗</b> &lt;i&gt; &#0; &bogus; ]]> <!-- -->\n".to_owned()),
        ("02-links.md", "链接", "[点](javascript:alert%281%29) [点](JaVaScRiPt:x) [点](data:text/html,x) [点](file:///etc/passwd)\n".to_owned()),
        ("03-entities.md", "实体", "<!DOCTYPE a [<!ENTITY b \"bbb\">]> &b; %b; <?xml-stylesheet href='x'?>\n".to_owned()),
        ("04-control.md", "控制符", "前\u{0}中\u{8}\u{b}\u{1b}[31m后\u{7f}\u{fffe}\u{202e}尾\n".to_owned()),
        ("05-nested.md", "嵌套", nested),
        ("06-same.md", "同名", "# s1\n\n# s1\n\n文[^n1][^r1]。\n\n[^n1]: 甲。\n\n[^r1]: 乙。\n".to_owned()),
        ("07-same.md", "同名", "# title\n\n# page-1\n\n文[^n1]。\n\n[^n1]: 甲。\n".to_owned()),
        ("08-long.md", &long, "正文。\n".to_owned()),
    ];
    files.into_iter().fold(Folder::new(), |folder, (name, title, text)| {
        let text = format!("---\ntitle: {title}\nunit: 某某单位\n---\n\n{text}");
        folder.file(&format!("content/a/{name}"), text)
    })
}

#[test]
fn a_hostile_publication_gives_a_safe_book() {
    let folder = publication();
    let ran = folder.run(&["build", "a", "-e", "epub", "--lang", "en"]);
    assert!(ran.status <= 1, "{}", ran.stderr);
    folder.done(&["check", "out/a/a.epub"]);
    let bytes = std::fs::read(folder.path().join("out/a/a.epub")).unwrap();
    let files: BTreeMap<String, String> = super::texts(&bytes);
    let chapters = files.iter().filter(|(name, _)| name.contains("chapter-"));
    assert_eq!(chapters.count(), 8);
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".xhtml")) {
        let document = xml(text);
        let mut ids = Vec::new();
        for node in document.descendants().filter(|node| node.is_element()) {
            let attributes = || node.attributes();
            assert!(!["script", "iframe", "object"].contains(&node.tag_name().name()));
            assert!(attributes().all(|a| !a.name().starts_with("on")), "{name}");
            ids.extend(node.attribute("id"));
            for link in ["href", "src"].iter().filter_map(|key| node.attribute(*key)) {
                let scheme = link.split_once(':').map(|(scheme, _)| scheme);
                assert!(matches!(scheme, None | Some("https")), "{name}: {link}");
                assert!(!link.contains("..") && !link.starts_with('/'), "{name}: {link}");
            }
        }
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "{name} has an id twice");
    }
}

#[test]
fn a_picture_outside_content_is_an_error_and_no_book() {
    let text = "![外](../../../etc/a.png)\n\n![根](/etc/b.png)\n\n![网](https://example.org/c.png)\n";
    let folder = Folder::new().file("content/a/01.md", format!("# 图\n\n{text}"));
    let ran = folder.run(&["build", "-e", "epub", "--lang", "en"]);
    assert_eq!(ran.status, 1);
    assert_eq!(ran.stderr.matches("error[M003]").count(), 3, "{}", ran.stderr);
    assert!(folder.tree("out").keys().all(|name| !name.ends_with(".epub")));
}
